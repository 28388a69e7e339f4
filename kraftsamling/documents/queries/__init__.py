"""Reads of the documents app, by subject."""
