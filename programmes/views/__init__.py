"""Pages of the programmes app, by subject."""
