"""Writes of the documents app, by subject."""
