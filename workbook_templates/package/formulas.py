"""Formulas as cells store them: one text a cell, or shared by many and written once."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_templates.package.cells import SheetCells
from workbook_templates.package.refs import cell_ref
from workbook_templates.package.xml import Element

Masters = Mapping[str, tuple[str, str]]  # shared index → the formula's text and the cell it was written for


def shared_masters(cells: SheetCells) -> Masters:
    """Return the formulas that cells of the sheet share."""
    return {
        formula.get("si", ""): (formula.text, cell_ref(row, column))
        for row, column, _, formula in cells.formulas()
        if formula.get("t") == "shared" and formula.text
    }


def formula_text(formula: Element, row: int, column: int, masters: Masters) -> str:
    """Return the text of a cell's formula, without ``=``; a shared one is moved from the cell it was written for."""
    if formula.text:
        return formula.text
    master = masters.get(formula.get("si", "")) if formula.get("t") == "shared" else None
    if master is None:
        return ""
    text, origin = master
    return moved(text, origin, cell_ref(row, column))


def moved(text: str, origin: str, target: str) -> str:
    """Return a formula's text as copying its cell from `origin` to `target` would make it.

    >>> moved("A1*$B$1+SUM(T[x])", "C1", "C3")
    'A3*$B$1+SUM(T[x])'
    """
    if origin == target:
        return text
    from openpyxl.formula.translate import Translator  # waits for the first shared formula: reading a plan has none

    return str(Translator(f"={text}", origin).translate_formula(target))[1:]
