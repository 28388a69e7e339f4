"""Reads of the dialogues app, by subject."""
