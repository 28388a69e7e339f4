"""Writes of the programmes app, by subject."""
