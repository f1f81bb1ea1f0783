"""Blocks into Word."""
