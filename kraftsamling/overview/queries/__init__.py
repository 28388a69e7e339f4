"""Queries of the overview app."""
