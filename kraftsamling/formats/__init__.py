"""How dates and times are written in each language; Django looks here before its own formats."""
