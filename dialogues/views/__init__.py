"""Views of the dialogues app, by subject."""
