"""The rows of one sheet, most of them left as the bytes they are: parsed when looked into, written back where they stood."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy

from lxml import etree

from workbook_templates.package import raw_rows
from workbook_templates.package.refs import Area
from workbook_templates.package.sheet_tree import addressed, column_of, is_plain_row
from workbook_templates.package.xml import MAIN, Element, damaged, parse, q, refuse_declarations, serialise

_ROW = q("row")
_MARK = "planmo-rows"


class SheetRows:
    """The rows of a part by number: in the tree (`opened`), or as bytes."""

    __slots__ = ("_by_heads", "_opened_numbers", "_part", "_raw", "_shapes", "_sheet_data", "numbers", "opened", "root")

    def __init__(self, data: bytes, part: str) -> None:
        refuse_declarations(data, part)
        self._part = part
        pieces = raw_rows.cut(data)
        self.root = parse(data if pieces is None else pieces.before + pieces.after, part=part)
        found = self.root.find(q("sheetData"))
        self._sheet_data = found if found is not None else etree.SubElement(self.root, q("sheetData"))
        self.opened = addressed(self._sheet_data)
        self._raw = {} if pieces is None else pieces.rows
        self._shapes: dict[int, raw_rows.Shape | None] = {}
        self._by_heads: dict[tuple[tuple[bytes, bytes], ...], raw_rows.Shape] = {}
        self.numbers = sorted({*self.opened, *self._raw})
        self._opened_numbers = sorted(self.opened)
        self.open([number for number, row in self._raw.items() if raw_rows.has_formula(row)])

    def copy(self) -> SheetRows:
        """Return the same rows over a copy of the tree."""
        twin = SheetRows.__new__(SheetRows)
        twin._part, twin._raw, twin.numbers = self._part, dict(self._raw), list(self.numbers)
        twin._shapes, twin._by_heads = self._shapes, self._by_heads  # of bytes that never change
        twin.root = deepcopy(self.root)
        found = twin.root.find(q("sheetData"))
        twin._sheet_data = found if found is not None else etree.SubElement(twin.root, q("sheetData"))
        twin.opened = addressed(twin._sheet_data)
        twin._opened_numbers = sorted(twin.opened)
        return twin

    @property
    def unprefixed(self) -> bool:
        """Whether rows may be written as text among those of the tree."""
        return self.root.nsmap.get(None) == MAIN

    def row(self, number: int) -> Element | None:
        """Return a row's element, None where the sheet has no such row."""
        if number in self._raw:
            self.open([number])
        return self.opened.get(number)

    def raw(self, number: int) -> bytes | None:
        """Return a row's bytes, None where it is in the tree or nowhere."""
        return self._raw.get(number)

    def shape(self, number: int) -> raw_rows.Shape | None:
        """Return the columns and styles of a row kept as bytes; None for one that is in the tree, or must be parsed to know."""
        raw = self._raw.get(number)
        if raw is None:
            return None
        if number not in self._shapes:
            found = raw_rows.heads(raw) if raw_rows.is_plain(raw) else None
            if found is None:
                self._shapes[number] = None
            else:
                if found not in self._by_heads:
                    self._by_heads[found] = raw_rows.shape(found)
                self._shapes[number] = self._by_heads[found]
        return self._shapes[number]

    def lies_in(self, number: int, areas: Sequence[Area]) -> bool:
        """Whether a row kept as bytes says nothing of itself, and all its cells are inside these areas."""
        shape = self.shape(number)
        if shape is None:
            return False
        spans = [(area.first_col, area.last_col) for area in areas if area.first_row <= number <= area.last_row]
        return all(any(first <= column <= last for first, last in spans) for column, _ in shape.cells)

    def between(self, first: int, last: int) -> Sequence[int]:
        """Return the numbers of the rows there are from `first` to `last`."""
        return self.numbers[bisect_left(self.numbers, first) : bisect_left(self.numbers, last + 1)]

    def open(self, numbers: Collection[int]) -> None:
        """Put rows into the tree."""
        if numbers:
            self.place([(number, element) for number, element in self._parsed(sorted(numbers))])

    def _parsed(self, numbers: Sequence[int]) -> Iterable[tuple[int, Element]]:
        names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in self.root.nsmap.items() if prefix)
        data = b"".join(
            [f'<sheetData xmlns="{MAIN}"{names}>'.encode(), *(self._raw.pop(number) for number in numbers), b"</sheetData>"]
        )
        try:
            block = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except etree.XMLSyntaxError as error:
            raise damaged(self._part) from error
        return list(addressed(block).items())

    def place(self, rows: Iterable[tuple[int, Element]]) -> None:
        """Put new rows where they belong in the tree."""
        for number, row in rows:
            position = bisect_left(self._opened_numbers, number)
            if position == len(self._opened_numbers):
                self._sheet_data.append(row)
            else:
                self.opened[self._opened_numbers[position]].addprevious(row)
            self._opened_numbers.insert(position, number)
            self.opened[number] = row
            at = bisect_left(self.numbers, number)
            if at == len(self.numbers) or self.numbers[at] != number:
                insort(self.numbers, number)

    def drop(self, numbers: Collection[int]) -> None:
        """Take rows away."""
        if not numbers:
            return
        for number in numbers:
            self._raw.pop(number, None)
            row = self.opened.pop(number, None)
            if row is not None:
                self._sheet_data.remove(row)
        gone = set(numbers)
        self.numbers = [number for number in self.numbers if number not in gone]
        self._opened_numbers = sorted(self.opened)

    def drop_inside(self, areas: Sequence[Area]) -> list[int]:
        """Drop the rows that hold nothing but cells of these areas and say nothing of themselves; return the other rows they touch."""
        touched = sorted({number for area in areas for number in self.between(area.first_row, area.last_row)})
        inside = {number for number in touched if self.lies_in(number, areas)}
        self.drop(inside)
        return [number for number in touched if number not in inside]

    def prune(self) -> None:
        """Drop the rows of the tree that hold nothing."""
        self.drop([number for number, row in self.opened.items() if not len(row) and is_plain_row(row)])

    def ends(self) -> Iterable[tuple[int, int, int]]:
        """Go through the rows that hold cells: number, first and last column."""
        for number in self.numbers:
            raw = self._raw.get(number)
            if raw is None:
                row = self.opened[number]
                if len(row):
                    yield number, column_of(row[0]), column_of(row[-1])
                continue
            letters = raw_rows.ends(raw)
            if letters is not None:
                yield number, *letters

    def to_bytes(self, texts: dict[int, str]) -> bytes:
        """Return the part: the tree, the rows kept as bytes, and rows written as text, each in its place."""
        runs: dict[int, list[bytes]] = {}
        for number in sorted({*self._raw, *texts}):
            run = runs.setdefault(bisect_left(self._opened_numbers, number), [])
            run.append(texts[number].encode() if number in texts else self._raw[number])
        marks = [self._mark(position) for position in runs]
        data = serialise(self.root)
        for mark in marks:
            self._sheet_data.remove(mark)
        pieces, at = [], 0
        for position, run in runs.items():
            label = f"<?{_MARK} {position}?>".encode()
            found = data.index(label, at)
            pieces += [data[at:found], *run]
            at = found + len(label)
        return b"".join([*pieces, data[at:]])

    def _mark(self, position: int) -> Element:
        mark = etree.ProcessingInstruction(_MARK, str(position))
        if position < len(self._opened_numbers):
            self.opened[self._opened_numbers[position]].addprevious(mark)
        else:
            self._sheet_data.append(mark)
        return mark
