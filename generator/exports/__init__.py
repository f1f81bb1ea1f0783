"""The plan in other formats."""
