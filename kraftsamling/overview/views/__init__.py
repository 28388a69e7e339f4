"""Views of the overview app."""
