"""Services of the overview app."""
