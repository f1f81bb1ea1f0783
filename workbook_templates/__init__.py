"""The workbook, declared once."""
