"""How the declared workbook is written as .xlsx: layout, formulas, styles, sheets, charts."""
