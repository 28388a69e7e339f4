"""Addresses of the overview app."""
