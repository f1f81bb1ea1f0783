"""From the cells of a workbook to the rows of a plan, with a remark for everything that cannot be read."""
