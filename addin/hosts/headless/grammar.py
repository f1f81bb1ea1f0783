"""Formulas as the engine must read them: every reference an address with its sheet, names and structured references resolved.

The engine gets three things wrong that are put right here, in a copy only it sees: it does not know tables as Excel does, it leaves out
names that stand for a spilled result, and it passes an omitted argument as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from addin.hosts.headless.broadcast import AGGREGATES, EACH, LAST, OMITTED, TAKES_ARRAYS, single_arguments
from addin.hosts.headless.lexer import Kind, Token, arguments, call_end, closes, tokens
from addin.hosts.headless.structured import parse_specifier, resolve
from workbook_templates.package.geometry import Book, DefinedName, Place, TablePart
from workbook_templates.package.refs import Area, split_sheet

_DEEPEST_NAME = 20


@dataclass(frozen=True, slots=True)
class Spill:
    """The whole result that spills from a cell, ``A5#``."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A formula read: the text for the engine with its spills left open, the functions it calls, the cells it reads."""

    pieces: tuple[str | Spill, ...]
    functions: frozenset[str]
    places: tuple[Place, ...]
    spills: frozenset[Spill]

    def text(self, fixed: Mapping[Spill, Area]) -> str:
        """Return the engine's text, the spills in `fixed` written as plain areas."""
        return "".join(piece if isinstance(piece, str) else _spill_text(piece, fixed) for piece in self.pieces)


def _prefix(sheet: str) -> str:
    """Return a sheet before a reference, always quoted: the engine need not agree with Excel on which names are plain."""
    return "'" + sheet.replace("'", "''") + "'!"


def _spill_text(spill: Spill, fixed: Mapping[Spill, Area]) -> str:
    area = fixed.get(spill)
    if area is not None:
        return f"{_prefix(spill.sheet)}{area.absolute}"
    return f"ANCHORARRAY({_prefix(spill.sheet)}{Area(spill.row, spill.column, spill.row, spill.column).absolute})"


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reading a formula needs: the workbook's geometry, our functions' names, a cell that is always blank."""

    book: Book
    ours: frozenset[str]
    blank: str

    def read(self, formula: str, *, sheet: str, row: int, column: int, array: bool) -> Reading:
        """Return a formula read in its cell. Without `array`, a range used as one value means its cell on the same row or column."""
        reader = _Reader(self, sheet, row, column, array)
        reader.read(tokens(formula), 0)
        return Reading(_joined(reader.pieces), frozenset(reader.functions), tuple(reader.places), frozenset(reader.spills))


class _Reader:
    """One formula being read."""

    __slots__ = ("array", "column", "depth", "fillers", "functions", "grammar", "pieces", "places", "row", "sheet", "spills")

    def __init__(self, grammar: Grammar, sheet: str, row: int, column: int, array: bool) -> None:
        self.grammar, self.sheet, self.row, self.column, self.array = grammar, sheet, row, column, array
        self.pieces: list[str | Spill] = []
        self.functions: set[str] = set()
        self.places: list[Place] = []
        self.spills: set[Spill] = set()
        self.depth: list[str] = []  # the functions open at this point, "" for a bare parenthesis
        self.fillers: list[str] = []  # what each of them is given for an omitted argument, "" for nothing

    def read(self, formula: Sequence[Token], nested: int) -> None:
        """Read tokens; `nested` counts the names inside names."""
        waiting = ""  # what to write if the next argument turns out to be omitted
        at = 0
        while at < len(formula):
            token = formula[at]
            at += 1
            if token.kind is Kind.SPACE:
                self.pieces.append(token.text)
                continue
            if token.kind in (Kind.COMMA, Kind.CLOSE) and waiting:
                self.pieces.append(waiting)
            waiting = ""
            if token.kind is Kind.FUNCTION:
                end = self._spill_end(token, formula, at, nested) or self._single_end(token, formula, at, nested)
                if end:
                    at = end
                    continue
                self._open(token, formula, at, nested)
                waiting = "" if closes(formula, at) else self.fillers[-1]
            elif token.kind is Kind.COMMA:
                self.pieces.append(",")
                waiting = self.fillers[-1] if self.fillers else ""
            elif token.kind in (Kind.OPEN, Kind.CLOSE):
                self._bracket(token)
            else:
                self._operand(token, nested)

    def _open(self, token: Token, formula: Sequence[Token], at: int, nested: int) -> None:
        """Open a function: ours under its bare name, Excel's as it is or, given arrays where it expects values, through `Broadcaster`."""
        word, filler, text = token.word, "", token.text
        if word in self.grammar.ours:
            text, filler = f"{word}(", self.grammar.blank
        elif word == "MATCH" and _seeks_the_last_number(formula, at):
            text = f"{LAST}("
        elif self._takes_arrays() and self._is_given_arrays(word, arguments(formula, at), nested):
            text, filler = f'{EACH}("{word}",', f'"{OMITTED}"'
        self.functions.add(word)
        self.pieces.append(text)
        self.depth.append(word)
        self.fillers.append(filler)

    def _takes_arrays(self) -> bool:
        return self.array or any(word in TAKES_ARRAYS or word in self.grammar.ours for word in self.depth)

    def _is_given_arrays(self, word: str, given: list[Sequence[Token]], nested: int) -> bool:
        return any(i < len(given) and self._is_array(given[i], nested) for i in single_arguments(word)[: len(given)])

    def _is_array(self, formula: Sequence[Token], nested: int) -> bool:
        """Whether an expression may give more than one value."""
        at = 0
        while at < len(formula):
            token = formula[at]
            at += 1
            if token.kind is Kind.FUNCTION:
                given = arguments(formula, at)
                if self._call_is_array(token.word, given, nested):
                    return True
                at = call_end(formula, at)
            elif self._operand_is_array(token, nested):
                return True
        return False

    def _call_is_array(self, word: str, given: list[Sequence[Token]], nested: int) -> bool:
        if word in AGGREGATES:
            return False
        if word == "ANCHORARRAY":
            return True
        if word == "INDEX":
            whole = len(given) > 2 and any("".join(token.text for token in given[i]).strip() in ("", "0") for i in (1, 2))
            return whole or self._is_given_arrays(word, given, nested)
        if single_arguments(word):
            return self._is_given_arrays(word, given, nested)
        return any(self._is_array(argument, nested) for argument in given)

    def _operand_is_array(self, token: Token, nested: int) -> bool:
        if token.kind is Kind.OTHER:
            return token.text.startswith("{")
        if token.kind is Kind.NAME:
            sheet, name = split_sheet(token.text)
            defined = self.grammar.book.name(name, scope=sheet or self.sheet)
            if defined is not None and nested < _DEEPEST_NAME:
                return self._is_array(tokens(defined.formula.strip().removeprefix("=")), nested + 1)
        if token.kind not in (Kind.REFERENCE, Kind.STRUCTURED, Kind.NAME):
            return False
        probe = _Reader(self.grammar, self.sheet, self.row, self.column, array=True)
        probe._operand(token, nested)
        return bool(probe.spills) or any(place.area.height > 1 or place.area.width > 1 for place in probe.places)

    def _bracket(self, token: Token) -> None:
        self.pieces.append(token.text)
        if token.kind is Kind.OPEN:
            self.depth.append("")
            self.fillers.append("")
        elif self.depth:
            self.depth.pop()
            self.fillers.pop()

    def _operand(self, token: Token, nested: int) -> None:
        if token.kind is Kind.REFERENCE:
            self._reference(token.text)
        elif token.kind is Kind.STRUCTURED:
            self._structured(token.text)
        elif token.kind is Kind.NAME:
            self._name(token, nested)
        else:
            self.pieces.append(token.text)

    def _reference(self, text: str) -> None:
        sheet, rest = split_sheet(text)
        sheet = sheet or self.sheet
        found = self.grammar.book.sheet(sheet)
        area = Area.parse(rest.rstrip("#"))
        if found is None:  # a block of sheets, or a sheet that is gone: the engine says what it makes of it
            self.pieces.append(text)
        elif rest.endswith("#"):
            self._spill(Spill(found.name, area.first_row, area.first_col))
        else:
            self._area(Place(found.name, area), f"{_prefix(found.name)}{rest}")

    def _structured(self, text: str) -> None:
        name, _, inner = text.partition("[")
        table = self.grammar.book.table(name) if name else self._table_here()
        specifier = parse_specifier(inner[:-1])
        area = None if table is None or specifier is None else resolve(table, specifier, self.row)
        if table is None or area is None:
            self.pieces.append("#REF!")
        else:
            self._area(Place(table.sheet, area), f"{_prefix(table.sheet)}{area.absolute}")

    def _table_here(self) -> TablePart | None:
        return next(
            (
                table
                for table in self.grammar.book.tables
                if table.sheet == self.sheet and table.area.holds(self.row, self.column)
            ),
            None,
        )

    def _name(self, token: Token, nested: int) -> None:
        sheet, name = split_sheet(token.text)
        defined = self.grammar.book.name(name, scope=sheet or self.sheet)
        if defined is not None and nested < _DEEPEST_NAME:
            self._inline(defined, nested)
            return
        table = None if defined is not None else self.grammar.book.table(name)
        if table is not None:
            self._area(Place(table.sheet, table.body), f"{_prefix(table.sheet)}{table.body.absolute}")
        else:
            self.pieces.append(token.text)

    def _inline(self, defined: DefinedName, nested: int) -> None:
        formula = tokens(defined.formula.strip().removeprefix("="))
        alone = len(formula) == 1 or _is_one_call(formula)
        if not alone:
            self.pieces.append("(")
            self.depth.append("")
            self.fillers.append("")
        self.read(formula, nested + 1)
        if not alone:
            self.pieces.append(")")
            self.depth.pop()
            self.fillers.pop()

    def _spill_end(self, token: Token, formula: Sequence[Token], at: int, nested: int) -> int:
        """Read ``ANCHORARRAY(reference)`` and return where it ends, 0 when this is something else."""
        if token.word != "ANCHORARRAY" or at + 1 >= len(formula) or formula[at + 1].kind is not Kind.CLOSE:
            return 0
        probe = _Reader(self.grammar, self.sheet, self.row, self.column, array=True)
        probe.read([formula[at]], nested + 1)
        if len(probe.places) != 1:
            return 0
        place = probe.places[0]
        self._spill(Spill(place.sheet, place.area.first_row, place.area.first_col))
        return at + 2

    def _single_end(self, token: Token, formula: Sequence[Token], at: int, nested: int) -> int:
        """Read ``SINGLE(range)``, which is how a file writes ``@range``, and return where it ends, 0 when this is something else."""
        if token.word != "SINGLE" or at + 1 >= len(formula) or formula[at + 1].kind is not Kind.CLOSE:
            return 0
        probe = _Reader(self.grammar, self.sheet, self.row, self.column, array=False)
        probe.read([formula[at]], nested + 1)
        if len(probe.places) != 1 or probe.spills:
            return 0
        self.places += probe.places
        self.pieces += probe.pieces
        return at + 2

    def _spill(self, spill: Spill) -> None:
        self.spills.add(spill)
        self.places.append(Place(spill.sheet, Area(spill.row, spill.column, spill.row, spill.column)))
        self.pieces.append(spill)

    def _area(self, place: Place, text: str) -> None:
        area = place.area
        if not self.array and not any(self.depth) and (area.height > 1 or area.width > 1) and self._stands_alone():
            text = self._crossing(place)
        self.places.append(place)
        self.pieces.append(text)

    def _stands_alone(self) -> bool:
        """Whether the range is used as a value, not as an end of a longer range (``A1:INDEX(…)``)."""
        return not (self.pieces and self.pieces[-1] == ":")

    def _crossing(self, place: Place) -> str:
        area = place.area
        if area.width == 1 and area.first_row <= self.row <= area.last_row:
            return f"{_prefix(place.sheet)}{Area(self.row, area.first_col, self.row, area.first_col).absolute}"
        if area.height == 1 and area.first_col <= self.column <= area.last_col:
            return f"{_prefix(place.sheet)}{Area(area.first_row, self.column, area.first_row, self.column).absolute}"
        return "#VALUE!"


def _is_one_call(formula: Sequence[Token]) -> bool:
    """Whether a formula is one function's call and nothing more."""
    depth = 0
    for at, token in enumerate(formula):
        depth += (token.kind in (Kind.FUNCTION, Kind.OPEN)) - (token.kind is Kind.CLOSE)
        if not depth:
            return at == len(formula) - 1 and formula[0].kind is Kind.FUNCTION
    return False


def _seeks_the_last_number(formula: Sequence[Token], at: int) -> bool:
    """Whether MATCH is asked for a number larger than any."""
    if at + 1 >= len(formula) or formula[at + 1].kind is not Kind.COMMA or formula[at].kind is not Kind.OTHER:
        return False
    try:
        return float(formula[at].text) > 1e300
    except ValueError:
        return False


def _joined(pieces: list[str | Spill]) -> tuple[str | Spill, ...]:
    """Return the pieces with neighbouring texts made one."""
    joined: list[str | Spill] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        else:
            joined.append(piece)
    return tuple(joined)
