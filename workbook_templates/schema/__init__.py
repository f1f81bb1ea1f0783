"""Sheets, tables and columns of the plan."""
