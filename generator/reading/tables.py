"""Tables of the workbook into rows of values by key, found by ListObject name and by column label in either language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.reading.causes import AreaError, CellError, areas_read, causes, cells_read, settings_read
from generator.reading.cells import CellReader, SheetCells
from generator.reading.values import Read, read_value
from generator.records import Place
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.package.geometry import Book, TablePart
from workbook_templates.package.refs import letters
from workbook_templates.schema.spec import Column, Importance, Kind, Table
from workbook_templates.text import Text, fold

FORMULA_ERROR = Code(
    "formula.error", "blocking", Text("« {label} » montre {error} : {reason}", "“{label}” shows {error}: {reason}")
)
FORMULA_NAME = Code("formula.unknown_name", "blocking", Text(
    "la formule montre #NAME? : Excel ne connaît pas une de ses fonctions. Activez le complément planmo et recalculez, ou lancez « planmo calc ».",
    "the formula shows #NAME?: Excel does not know one of its functions. Turn the planmo add-in on and recalculate, or run “planmo calc”.",
))  # fmt: skip
FORMULA_OVERWRITTEN = Code("formula.overwritten", "fix", Text(
    "« {label} » est une colonne calculée, et une valeur y a été saisie : elle ne suivra plus le plan. Annulez la saisie, ou recopiez la formule d'une ligne voisine.",
    "“{label}” is a computed column, and a value was typed in it: it will no longer follow the plan. Undo the entry, or copy the formula of a row nearby.",
))  # fmt: skip
VALUE_MISSING = Code("value.missing", "fix", Text(
    "« {label} » est vide dans « {title} ». Complétez la cellule : le plan en a besoin.",
    "“{label}” is empty in “{title}”. Fill the cell in: the plan needs it.",
))  # fmt: skip
ROW_OUTSIDE = Code("table.row_outside", "fix", Text(
    "cette ligne est saisie sous la table « {title} », qui s'arrête à la ligne {last} : aucun calcul ne la compte. Tirez le coin en bas à droite de la table jusqu'à elle, ou saisissez-la dans une ligne vide de la table.",
    "this row is typed under the table “{title}”, which ends at row {last}: no calculation counts it. Drag the table's bottom right corner down to it, or type it in a blank row of the table.",
))  # fmt: skip
_NO_TABLE = Text(
    "la table « {name} » ({title}) n'est pas dans le classeur. Redonnez-lui son nom dans Excel (Création de table > Nom), ou recopiez-la d'un classeur neuf.",
    "the table “{name}” ({title}) is not in the workbook. Give it its name back in Excel (Table Design > Name), or copy it from a new workbook.",
)
TABLE_MISSING = Code("table.missing", "blocking", _NO_TABLE)
TABLE_ABSENT = Code("table.absent", "advice", _NO_TABLE)
_NO_COLUMN = Text(
    "la colonne « {label} » manque à la table « {name} », qui commence par {found}. Redonnez-lui son titre, ou recopiez-la d'un classeur neuf.",
    "the column “{label}” is missing from the table “{name}”, which begins with {found}. Give it its title back, or copy it from a new workbook.",
)
COLUMN_MISSING = Code("column.missing", "blocking", _NO_COLUMN)
COLUMN_ABSENT = Code("column.absent", "advice", _NO_COLUMN)
CODES = (
    FORMULA_ERROR,
    FORMULA_NAME,
    FORMULA_OVERWRITTEN,
    VALUE_MISSING,
    ROW_OUTSIDE,
    TABLE_MISSING,
    TABLE_ABSENT,
    COLUMN_MISSING,
    COLUMN_ABSENT,
)
_IDS = (Kind.ID, Kind.REF, Kind.REFS)
_REASONS = {
    "#N/A": Text(
        "la formule ne trouve pas ce qu'elle cherche, ou son résultat ne se calcule pas. Vérifiez les cellules d'entrée de la ligne.",
        "the formula does not find what it looks for, or has no result. Check the row's input cells.",
    ),
    "#VALUE!": Text(
        "la formule ne peut pas se calculer avec ces entrées. Vérifiez les cellules d'entrée de la ligne.",
        "the formula cannot be computed from these inputs. Check the row's input cells.",
    ),
    "#REF!": Text(
        "la formule lit un résultat en erreur, ou visait une cellule supprimée. Corrigez d'abord les autres remarques et recalculez ; si l'erreur reste, recopiez la formule d'un classeur neuf.",
        "the formula reads a result in error, or pointed at a deleted cell. Mend the other remarks first and recalculate; if the error stays, copy the formula from a new workbook.",
    ),
    "#SPILL!": Text("des cellules occupent la place du résultat. Videz-les.", "cells are in the way of the result. Empty them."),
    "#DIV/0!": Text(
        "la formule divise par une cellule vide ou nulle. Complétez les entrées de la ligne.",
        "the formula divides by an empty or zero cell. Complete the row's inputs.",
    ),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table that holds something: where it stands, its values by column key, what its open columns hold by header.

    `typed` keeps the ids letter for letter, spaces included, as formulas see them.
    """

    at: Place
    values: Mapping[str, Read]
    open: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Remarks:
    """The remarks gathered while reading: what is said of many cells is said once, with the first three; errors, at their cause."""

    _single: list[Problem] = field(default_factory=list)
    _shared: dict[tuple[str, str], list[Problem]] = field(default_factory=lambda: defaultdict(list))
    _cells: list[CellError] = field(default_factory=list)
    _areas: list[AreaError] = field(default_factory=list)
    _blocked: set[str] = field(default_factory=set)
    _unset: set[str] = field(default_factory=set)

    def add(self, problem: Problem) -> None:
        """Keep a remark of its own."""
        self._single.append(problem)
        self._block(problem)

    def repeat(self, problem: Problem) -> None:
        """Keep a remark that other cells may share, word for word."""
        self._shared[problem.code, problem.text.fr].append(problem)
        self._block(problem)

    def fail(self, error: CellError | AreaError) -> None:
        """Keep an error a formula shows; it is told unless another remark explains it."""
        if isinstance(error, CellError):
            self._cells.append(error)
        elif error not in self._areas:
            self._areas.append(error)

    def add_for(self, problem: Problem, cells: Iterable[str]) -> None:
        """Keep a remark that speaks of several cells at once."""
        self._single.append(problem)
        self._blocked.update(cells)

    def problems(self) -> tuple[Problem, ...]:
        """Return all remarks, the shared ones once each: what people typed, then the errors nothing else explains."""
        shared: dict[tuple[str, str], list[Problem]] = defaultdict(
            list, {key: list(problems) for key, problems in self._shared.items()}
        )
        for problem in causes(self._cells, self._areas, self._blocked, self._unset):
            shared[problem.code, problem.text.fr].append(problem)
        return (*self._single, *(grouped(problems) for problems in shared.values()))

    def unset(self, setting: str) -> None:
        """Keep that a setting the plan needs is blank: what rests on it is not told."""
        self._unset.add(setting)

    def _block(self, problem: Problem) -> None:
        if problem.level == "blocking":
            self._blocked.add(problem.where)


def grouped(problems: Sequence[Problem]) -> Problem:
    """Return one remark for the same remark on several cells."""
    first = problems[0]
    if len(problems) == 1:
        return first
    where = cells_in_words([problem.where for problem in problems])
    return replace(first, where=where, text=counted(first.text, len(problems)), stake=sum(problem.stake for problem in problems))


def cells_in_words(cells: Sequence[str]) -> str:
    """Return the first three addresses of a list.

    >>> cells_in_words(["Actions!B9", "Actions!B10", "Actions!B12", "Actions!B13"])
    'Actions!B9, B10, B12…'
    """
    sheet = cells[0].rpartition("!")[0]
    shown = [cells[0], *(cell.removeprefix(f"{sheet}!") for cell in cells[1:3])]
    return ", ".join(shown) + ("…" if len(cells) > 3 else "")


def counted(text: Text, cells: int) -> Text:
    """Return a sentence that says of how many cells it holds, when of more than one."""
    if cells < 2:
        return text
    return Text(f"{text.fr} ({cells} cellules concernées.)", f"{text.en} ({cells} cells concerned.)")


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads declared tables of a book; what is wrong goes to `remarks`."""

    book: Book
    cells: CellReader
    remarks: Remarks
    date1904: bool = False

    def lines(self, table: Table) -> tuple[Line, ...]:
        """Return the rows of a declared table that hold something; a missing table or column is a remark."""
        part = self.book.table(table.name)
        sheet = self.cells.sheet(part.sheet) if part is not None else None
        if part is None or sheet is None:
            self._missing_table(table)
            return ()
        columns = self._columns(table, part)
        letters_ = {key: letters(number) for key, (number, _) in columns.items()}
        others = self._open_columns(table, part, {number for number, _ in columns.values()})
        self._tell_row_outside(table, part, sheet, columns)
        lines = (self._line(table, part, sheet, row, columns, letters_, others) for row in _body(part))
        return tuple(line for line in lines if line is not None)

    def _columns(self, table: Table, part: TablePart) -> dict[str, tuple[int, Column]]:
        """Return the sheet column of each declared key, by label in either language."""
        found: dict[str, tuple[int, Column]] = {}
        for offset, header in enumerate(part.columns):
            key = table.key_of(header)
            if key is not None and key not in found:
                found[key] = (part.area.first_col + offset, table.column(key))
        for column in table.columns:
            if column.key not in found and not column.minor:
                self.remarks.add(_missing_column(table, column, part))
        return found

    def _open_columns(self, table: Table, part: TablePart, declared: set[int]) -> dict[int, str]:
        if table.open_columns is None:
            return {}
        return {part.area.first_col + i: name for i, name in enumerate(part.columns) if part.area.first_col + i not in declared}

    def _line(
        self,
        table: Table,
        part: TablePart,
        sheet: SheetCells,
        row: int,
        columns: Mapping[str, tuple[int, Column]],
        letters_: Mapping[str, str],
        others: Mapping[int, str],
    ) -> Line | None:
        typed = [number for number, column in columns.values() if not column.computed]
        if all(sheet.at(row, number).blank for number in (*typed, *others)):
            return None
        cells = {key: sheet.address(row, number) for key, (number, _) in columns.items()}
        values = {key: self._value(table, sheet, row, number, column, cells) for key, (number, column) in columns.items()}
        words = {name: _word(sheet, row, number) for number, name in others.items()}
        place = Place(sheet.name, row, {**letters_, **{name: letters(number) for number, name in others.items()}})
        return Line(place, values, {name: word for name, word in words.items() if word}, _typed_ids(sheet, row, columns))

    def _value(self, table: Table, sheet: SheetCells, row: int, number: int, column: Column, cells: Mapping[str, str]) -> Read:
        cell, where = sheet.at(row, number), sheet.address(row, number)
        if cell.error:
            if cell.error == "#NAME?":
                self.remarks.repeat(FORMULA_NAME.at(where))
            else:
                problem = FORMULA_ERROR.at(where, label=column.label, error=cell.error, reason=reason_of(cell.error))
                self.remarks.fail(
                    CellError(
                        problem,
                        cells_read(column.formula, cells),
                        areas_read(column.formula),
                        settings_read(column.formula, table),
                    )
                )
        elif column.computed and not cell.formula and not cell.blank:
            self.remarks.repeat(FORMULA_OVERWRITTEN.at(where, label=column.label))
        elif column.required and not column.computed and cell.blank:
            self.remarks.repeat(VALUE_MISSING.at(where, label=column.label, title=table.title))
        reading = read_value(cell, column, where, date1904=self.date1904)
        if reading.problem is not None and not column.computed:  # what a formula gives is not a person's slip
            self.remarks.repeat(reading.problem)
        return reading.value

    def _tell_row_outside(
        self, table: Table, part: TablePart, sheet: SheetCells, columns: Mapping[str, tuple[int, Column]]
    ) -> None:
        """Remark on a row typed just under a table: what holds a formula there, or belongs to another table, is no row of it."""
        row = part.area.last_row + 1
        typed = [number for number, column in columns.values() if not column.computed and not sheet.at(row, number).blank]
        others = (other.area for other in self.book.tables if other.sheet == part.sheet)
        if part.totals_rows or not typed or any(sheet.at(row, number).formula for number in typed):
            return
        if not any(area.holds(row, number) for area in others for number in typed):
            self.remarks.add(ROW_OUTSIDE.at(sheet.address(row, typed[0]), title=table.title, last=part.body.last_row))

    def _missing_table(self, table: Table) -> None:
        code = TABLE_MISSING if table.importance is Importance.ESSENTIAL else TABLE_ABSENT
        self.remarks.add(code.at(table.name, name=table.name, title=table.title))


def _body(part: TablePart) -> Iterator[int]:
    body = part.body
    return iter(range(body.first_row, body.last_row + 1))


def _typed_ids(sheet: SheetCells, row: int, columns: Mapping[str, tuple[int, Column]]) -> dict[str, str]:
    typed = {
        key: sheet.at(row, number).value
        for key, (number, column) in columns.items()
        if column.kind in _IDS and not column.computed
    }
    return {key: value for key, value in typed.items() if isinstance(value, str) and value.strip()}


def _word(sheet: SheetCells, row: int, column: int) -> str:
    value = sheet.at(row, column).value
    return "" if value is None else str(value).strip()


def _missing_column(table: Table, column: Column, part: TablePart) -> Problem:
    where = f"{part.sheet}!{letters(part.area.first_col)}{part.area.first_row}"
    code = COLUMN_MISSING if column.required else COLUMN_ABSENT
    return code.at(where, label=column.label, name=table.name, found=[header for header in part.columns if fold(header)][:6])


def reason_of(error: str) -> Text:
    """Return what an Excel error means here, and what to do about it."""
    return _REASONS.get(error, _REASONS["#VALUE!"])
