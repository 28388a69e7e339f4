"""The process map: put together, drawn, kept and listed."""
