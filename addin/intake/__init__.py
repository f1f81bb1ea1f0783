"""Files of data into the input tables of a workbook."""
