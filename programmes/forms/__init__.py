"""Forms of the programmes app, by subject."""
