"""Where things are in a workbook: sheets, tables, names, and how far the spilled results reach."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_templates.errors import WorkbookError
from workbook_templates.package.package import Package
from workbook_templates.package.refs import LAST_COLUMN, LAST_ROW, Area, split_sheet
from workbook_templates.package.relations import relations
from workbook_templates.package.xml import DOCUMENT_RELATIONS, Element, parse, parse_by_pieces, q
from workbook_templates.text import Text

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SPILL_OF = re.compile(r"(?:_xlfn\.)?ANCHORARRAY\((.*)\)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet: its name, its part, its id in the workbook, whether it is hidden."""

    name: str
    part: str
    sheet_id: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class TablePart:
    """An Excel table: its ListObject name, its sheet, its whole area, the words of its header cells."""

    name: str
    sheet: str
    area: Area
    columns: tuple[str, ...]
    part: str
    header_rows: int = 1
    totals_rows: int = 0

    @property
    def header_row(self) -> int | None:
        """The row of the headers, None for a table without."""
        return self.area.first_row if self.header_rows else None

    @property
    def totals_row(self) -> int | None:
        """The row of totals, None for a table without."""
        return self.area.last_row if self.totals_rows else None

    @property
    def body(self) -> Area:
        """The data rows."""
        area = self.area
        return Area(area.first_row + self.header_rows, area.first_col, area.last_row - self.totals_rows, area.last_col)

    def column(self, header: str) -> int | None:
        """Return the sheet column under a header, whatever its case; None where there is none."""
        folded = header.casefold()
        for offset, name in enumerate(self.columns):
            if name.casefold() == folded:
                return self.area.first_col + offset
        return None


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name of the workbook (or of one sheet, `scope`) and its formula."""

    name: str
    formula: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of a sheet."""

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Calculation:
    """How Excel will recalculate the file: on load or not, the engine that wrote it, with iterations or not."""

    full_on_load: bool
    engine_id: int
    iterative: bool


@dataclass(frozen=True, slots=True)
class _Index:
    """Sheets, tables and names by the fold of their names."""

    sheets: Mapping[str, SheetPart]
    tables: Mapping[str, TablePart]
    names: Mapping[tuple[str, str], DefinedName]


@dataclass(frozen=True, slots=True)
class Book:
    """The geometry of a package. Sheets, tables and names are found whatever the case of their letters."""

    package: Package
    sheets: tuple[SheetPart, ...]
    tables: tuple[TablePart, ...]
    names: tuple[DefinedName, ...]
    calculation: Calculation
    _index: _Index = field(init=False, repr=False, compare=False)
    _spills: dict[Place, Place | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = _Index(
            {sheet.name.casefold(): sheet for sheet in reversed(self.sheets)},
            {table.name.casefold(): table for table in reversed(self.tables)},
            {(item.name.casefold(), item.scope.casefold()): item for item in reversed(self.names)},
        )
        object.__setattr__(self, "_index", index)

    @classmethod
    def of(cls, package: Package) -> Book:
        """Return the geometry of a package.

        Raises
        ------
        PackageError
            ``file.xml_bomb`` or ``file.damaged`` from the parts read.
        """
        root = parse(package.parts[package.workbook_part], part=package.workbook_part)
        targets = {relation.id: relation for relation in relations(package.parts, package.workbook_part)}
        listed = list(root.iterfind(f"{q('sheets')}/{q('sheet')}"))
        sheets = []
        for element in listed:
            relation = targets.get(element.get(f"{{{DOCUMENT_RELATIONS}}}id", ""))
            if relation is not None and relation.kind == "worksheet" and relation.target in package.parts:
                hidden = element.get("state", "visible") != "visible"
                sheets.append(SheetPart(element.get("name", ""), relation.target, int(element.get("sheetId", "0")), hidden))
        tables = tuple(table for sheet in sheets for table in _tables(package, sheet))
        return cls(package, tuple(sheets), tables, _names(root, [e.get("name", "") for e in listed]), _calculation(root))

    def sheet(self, name: str) -> SheetPart | None:
        """Return the sheet of this name."""
        return self._index.sheets.get(name.casefold())

    def table(self, name: str) -> TablePart | None:
        """Return the table of this ListObject name."""
        return self._index.tables.get(name.casefold())

    def sheet_of(self, table: TablePart) -> SheetPart:
        """Return the sheet a table of this book stands on."""
        return next(sheet for sheet in self.sheets if sheet.name == table.sheet)

    def needed_table(self, name: str) -> TablePart:
        """Return the table of this name.

        Raises
        ------
        WorkbookError
            ``workbook.no_table``.
        """
        table = self.table(name)
        if table is None:
            known = [item.name for item in self.tables]
            raise WorkbookError("workbook.no_table", _no_table(name, known), where=self.package.name)
        return table

    def name(self, name: str, *, scope: str = "") -> DefinedName | None:
        """Return a defined name: the sheet's own when `scope` names one that has it, else the workbook's."""
        folded = name.casefold()
        local = self._index.names.get((folded, scope.casefold())) if scope else None
        return local or self._index.names.get((folded, ""))

    def place(self, name: str) -> Place | None:
        """Return the cells a defined name stands for; the whole spill for ``Sheet!$A$5#``; None for a constant or a formula."""
        defined = self.name(name)
        if defined is None:
            return None
        formula = defined.formula.strip().removeprefix("=")
        spilled = _SPILL_OF.fullmatch(formula)
        if spilled is None and formula.endswith("#"):
            anchor = self._plain(formula[:-1])
        else:
            anchor = self._plain(spilled[1] if spilled else formula)
        if anchor is None or (spilled is None and not formula.endswith("#")):
            return anchor
        return self.spill_at(anchor.sheet, anchor.area.first_row, anchor.area.first_col)

    def spill_of(self, name: str) -> Place | None:
        """Return how far the dynamic array under a defined name reaches, as cached in the file.

        None when the name is unknown, or its first cell holds no array formula.
        """
        place = self.place(name)
        if place is None:
            return None
        return self.spill_at(place.sheet, place.area.first_row, place.area.first_col)

    def spill_at(self, sheet: str, row: int, column: int) -> Place | None:
        """Return how far the array formula in a cell reaches, as cached in the file; None where there is none."""
        found = self.sheet(sheet)
        if found is None:
            return None
        anchor = Place(found.name, Area(row, column, row, column))
        if anchor not in self._spills:
            reach = _array_reach(self.package.parts[found.part], anchor.area)
            self._spills[anchor] = None if reach is None else Place(found.name, reach)
        return self._spills[anchor]

    def _plain(self, reference: str) -> Place | None:
        sheet, rest = split_sheet(reference.strip())
        found = self.sheet(sheet) if sheet else None
        if found is None:
            return None
        try:
            return Place(found.name, Area.parse(rest))
        except ValueError:
            return None


def _tables(package: Package, sheet: SheetPart) -> list[TablePart]:
    found = []
    for relation in relations(package.parts, sheet.part):
        if relation.kind != "table" or relation.target not in package.parts:
            continue
        root = parse(package.parts[relation.target], part=relation.target)
        columns = tuple(
            unescaped(element.get("name", "")) for element in root.iterfind(f"{q('tableColumns')}/{q('tableColumn')}")
        )
        found.append(
            TablePart(
                name=root.get("displayName", "") or root.get("name", ""),
                sheet=sheet.name,
                area=Area.parse(root.get("ref", "A1")),
                columns=columns,
                part=relation.target,
                header_rows=int(root.get("headerRowCount", "1")),
                totals_rows=int(root.get("totalsRowCount", "0")),
            )
        )
    return found


def _names(root: Element, sheets: list[str]) -> tuple[DefinedName, ...]:
    found = []
    for element in root.iterfind(f"{q('definedNames')}/{q('definedName')}"):
        local = element.get("localSheetId")
        scope = sheets[int(local)] if local is not None and int(local) < len(sheets) else ""
        found.append(DefinedName(element.get("name", ""), element.text or "", scope))
    return tuple(found)


def _calculation(root: Element) -> Calculation:
    element = root.find(q("calcPr"))
    if element is None:
        return Calculation(False, 0, False)
    return Calculation(flag(element, "fullCalcOnLoad"), int(element.get("calcId", "0")), flag(element, "iterate"))


def flag(element: Element, name: str) -> bool:
    """Return a boolean attribute, which XML writes 1 or true; False where it is absent."""
    return element.get(name, "0") in ("1", "true")


def unescaped(text: str) -> str:
    """Return a text with the characters Excel writes ``_xHHHH_``.

    >>> unescaped("CA_x000a_HT")
    'CA\\nHT'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _array_reach(data: bytes, anchor: Area) -> Area | None:
    """Read the sheet as far as the anchor and return the reach of its array formula."""
    ref = anchor.ref
    for row in parse_by_pieces(data, (q("row"),)):
        number = int(row.get("r", "0"))
        if number > anchor.first_row:
            return None
        if number == anchor.first_row:
            for cell in row.iterchildren(q("c")):
                formula = cell.find(q("f"))
                if cell.get("r") == ref and formula is not None and formula.get("t") == "array":
                    return Area.parse(formula.get("ref", ref))
            return None
        row.clear()
    return None


def _no_table(name: str, known: list[str]) -> Text:
    if not known:
        return Text(
            "le classeur n'a pas de table « {name} », ni aucune autre : ce n'est pas un classeur planmo. Créez-en un avec « planmo new ».",
            "the workbook has no table “{name}”, nor any other: it is not a planmo workbook. Make one with “planmo new”.",
        ).format(name=name)
    return Text(
        "le classeur n'a pas de table « {name} ». Ses tables : {known}. Redonnez son nom à la table dans Excel (Création de table > Nom).",
        "the workbook has no table “{name}”. Its tables: {known}. Give the table its name back in Excel (Table Design > Name).",
    ).format(name=name, known=known)


WHOLE_SHEET = Area(1, 1, LAST_ROW, LAST_COLUMN)
