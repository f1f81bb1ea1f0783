"""A finished workbook into the Word plan."""
