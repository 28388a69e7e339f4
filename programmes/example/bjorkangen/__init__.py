"""Björkängen (exempel), an invented neighbourhood, by subject."""
