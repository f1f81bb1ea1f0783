"""Blocks into Word: `write(document)` gives the bytes of a .docx."""
