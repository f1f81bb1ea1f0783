"""Computing a workbook without Excel."""
