"""The plan's sections, one module each."""
