"""Reads of the programmes app, by subject."""
