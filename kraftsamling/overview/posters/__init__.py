"""The process map on paper that hangs somewhere."""
