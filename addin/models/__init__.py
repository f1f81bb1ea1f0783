"""The mathematics: numpy, pandas, scipy. Knows no Excel, no workbook, no language."""
