"""Documents about a whole programme."""
