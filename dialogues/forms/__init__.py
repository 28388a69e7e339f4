"""Forms of the dialogues app, by subject."""
