"""Pages of the documents app, by subject."""
