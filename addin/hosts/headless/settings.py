"""What a workbook says about its own computation: language, calendar, names, and whether Excel must compute it again."""

from __future__ import annotations

from typing import Final

from workbook_templates.errors import WorkbookError
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import Book, flag
from workbook_templates.package.package import Package
from workbook_templates.package.values import Scalar, read_value, shared_strings
from workbook_templates.package.xml import parse, q, serialise
from workbook_templates.text import Lang, Text, fold

LANGUAGE_NAME: Final = "Langue"
CURRENT_ENGINE: Final = 191_029  # calcId of current Excel; a lower one makes Excel compute the whole file when it opens it

_ENGLISH = {"en", "english", "anglais"}


def language(book: Book) -> Lang:
    """Return the language of results: the workbook's cell named `Langue`, French without one."""
    defined = book.name(LANGUAGE_NAME)
    if defined is None:
        return "fr"
    word: Scalar = defined.formula.strip().strip('="')
    place = book.place(LANGUAGE_NAME)
    sheet = None if place is None else book.sheet(place.sheet)
    if place is not None and sheet is not None:
        cell = SheetCells(book.package.parts[sheet.part], part=sheet.part).cell(place.area.first_row, place.area.first_col)
        word = None if cell is None else read_value(cell, shared_strings(book.package))
    return "en" if fold(str(word)) in _ENGLISH else "fr"


def plain_names(book: Book) -> frozenset[str]:
    """Return the defined names that stand for fixed cells: the ones the engine reads safely by itself."""
    spilled = {item.name for item in book.names if "#" in item.formula or "ANCHORARRAY" in item.formula.upper()}
    return frozenset(item.name for item in book.names if item.name not in spilled and book.place(item.name) is not None)


def refuse_1904(book: Book) -> None:
    """Refuse a workbook that counts its days from 1904.

    Raises
    ------
    WorkbookError
        ``workbook.dates_1904``.
    """
    part = book.package.workbook_part
    properties = parse(book.package.parts[part], part=part).find(q("workbookPr"))
    if properties is not None and flag(properties, "date1904"):
        raise WorkbookError("workbook.dates_1904", _DATES_1904, where=book.package.name)


def settled(package: Package) -> Package:
    """Return the package marked as computed, so that Excel shows these results when it opens the file instead of its own."""
    part = package.workbook_part
    root = parse(package.parts[part], part=part)
    calculation = root.find(q("calcPr"))
    if calculation is None or (not flag(calculation, "fullCalcOnLoad") and int(calculation.get("calcId", "0")) >= CURRENT_ENGINE):
        return package
    calculation.attrib.pop("fullCalcOnLoad", "")
    if int(calculation.get("calcId", "0")) < CURRENT_ENGINE:
        calculation.set("calcId", str(CURRENT_ENGINE))
    return package.replaced({part: serialise(root)})


_DATES_1904 = Text(
    "le classeur compte les jours depuis 1904 (ancien Excel pour Mac) : toutes les dates seraient décalées. Décochez « Utiliser le calendrier "
    "depuis 1904 » dans Excel (Fichier > Options > Options avancées), contrôlez les dates, puis recommencez.",
    "the workbook counts days from 1904 (old Excel for Mac): every date would be shifted. Clear “Use 1904 date system” in Excel "
    "(File > Options > Advanced), check the dates, then start again.",
)
