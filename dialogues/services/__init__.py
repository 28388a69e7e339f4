"""Writes of the dialogues app, by subject."""
