"""What the worked cases' plans say: the typography of each language, sources that exist, key figures that are their cells'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, range_boundaries

from generator.docx.tags import W
from tests.end_to_end.cases import NAMES, Case, text
from tests.office import needs_poppler, needs_soffice
from workbook_templates.schema import TABLES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.office,
    needs_soffice,
    needs_poppler,
    pytest.mark.filterwarnings("ignore:.* extension is not supported:UserWarning"),  # openpyxl, the second opinion here
]

FRENCH = [name for name in NAMES if name.endswith("_fr")]
ENGLISH = [name for name in NAMES if name.endswith("_en")]
_LOOSE = re.compile(r".{0,30} [:;!?%€»].{0,10}|.{0,10}« .{0,30}")
_STRAIGHT = re.compile(r".{0,20}[^\W\d_]'[^\W\d_].{0,20}")
_DERIVED = re.compile("^(?:d’après |from )?")  # a figure made from cells names them after this word
_RANGE = re.compile(r"(?P<sheet>[^!;]+)!(?P<cells>[A-Z]+\d+(?::[A-Z]+\d+)?)")


def texts(word: Any) -> list[str]:
    """Return the words of every paragraph of the body."""
    return [text(paragraph) for paragraph in word.body.iter(f"{{{W}}}p")]


class Sheets:
    """A computed workbook's values, sheet by sheet, read by an independent library."""

    def __init__(self, workbook: Path) -> None:
        self._book = openpyxl.load_workbook(workbook, read_only=True, data_only=True)
        self.names: list[str] = self._book.sheetnames
        self._rows: dict[str, list[tuple[object, ...]]] = {}

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()

    def rows(self, sheet: str) -> list[tuple[object, ...]]:
        """Return a sheet's rows from the first on, blanks as None."""
        if sheet not in self._rows:
            self._rows[sheet] = list(self._book[sheet].iter_rows(min_row=1, min_col=1, values_only=True))
        return self._rows[sheet]

    def value(self, sheet: str, cell: str) -> object:
        """Return a cell's value."""
        left, top, _, _ = range_boundaries(cell)
        return self.rows(sheet)[int(top or 0) - 1][int(left or 0) - 1]

    def faults(self, sheet: str, cells: str) -> Iterator[str]:
        """Say what is wrong with a range: no such sheet, ends turned round, nothing in it, or a first or last row where the sheet holds nothing."""
        if sheet not in self.names:
            yield f"{sheet}!{cells}: no such sheet"
            return
        left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(cells))
        rows = self.rows(sheet)
        if bottom < top or right < left:
            yield f"{sheet}!{cells}: ends before it starts"
        elif not any(value not in (None, "") for row in rows[top - 1 : bottom] for value in row[left - 1 : right]):
            yield f"{sheet}!{cells} holds nothing"
        for number in {top, bottom}:
            if number > len(rows) or not any(value not in (None, "") for value in rows[number - 1]):
                yield f"{sheet}!{cells}: row {number} holds nothing"


@pytest.fixture(scope="session")
def sheets(case: Case) -> Iterator[Sheets]:
    """The case's workbook."""
    found = Sheets(case.workbook)
    yield found
    found.close()


class DescribeFrench:
    @pytest.mark.parametrize("case", FRENCH, indirect=True)
    def its_tall_signs_never_follow_an_ordinary_space(self, case: Case) -> None:
        assert [found for said in texts(case.word) for found in _LOOSE.findall(said)] == []


class DescribeEnglish:
    @pytest.mark.parametrize("case", ENGLISH, indirect=True)
    def it_never_prints_a_number_or_a_quotation_the_french_way(self, case: Case) -> None:
        pages = [(page.number, " ".join(word.text for word in page.words)) for page in case.layout.pages]
        assert any("," in said for _, said in pages)
        assert [(number, found) for number, said in pages for found in french_ways(said)] == []

    @pytest.mark.parametrize("case", ENGLISH, indirect=True)
    def its_text_never_groups_digits_by_spaces(self, case: Case) -> None:
        assert [found for said in texts(case.word) for found in french_ways(said)] == []


def french_ways(said: str) -> list[str]:
    """Return what is written as French alone writes it: 1,5 and 1 500 with an unbreakable space, a word after its «.

    >>> french_ways("€1,500 or 1,5 for « x » in 2027")
    ['1,5', '« x']
    """
    numbers = r"(?<![\d,])\d+,\d{1,2}(?![\d,])|(?<![\d,])\d+,\d{4,}|\d{1,3}(?:[\u00a0\u202f]\d{3})+"
    found = re.findall(numbers, said) + re.findall(r"«\s?\w*", said)
    return [re.sub(r"\s", " ", one) for one in found]


class DescribeApostrophes:
    def they_are_curly_between_letters(self, case: Case) -> None:
        assert [found for said in texts(case.word) for found in _STRAIGHT.findall(said)] == []


class DescribeSources:
    def they_are_ranges_of_the_workbook(self, case: Case, sheets: Sheets) -> None:
        lines = [text(paragraph) for paragraph in case.word.styled("plan source")]
        assert len(lines) > 50
        wrong = [fault for line in lines for fault in self._faults(line, sheets)]
        assert wrong == []

    def they_are_in_every_tooltip(self, case: Case, sheets: Sheets) -> None:
        links = case.word.body.iter(f"{{{W}}}hyperlink")
        named = {tip for link in links if (tip := link.get(f"{{{W}}}tooltip")) is not None}
        assert len(named) > 20
        wrong = [fault for tip in sorted(named) for fault in self._faults(_DERIVED.sub(": ", tip), sheets)]
        assert wrong == []

    @staticmethod
    def _faults(line: str, sheets: Sheets) -> Iterator[str]:
        named = re.split(r"\s?; ", re.sub(r"^.*?:\s", "", line, count=1))
        for reference in named:
            read = _RANGE.fullmatch(reference.strip())
            if read is None:
                yield f"not a range: {line}"
            else:
                yield from sheets.faults(read["sheet"], read["cells"])


class DescribeKeyFigures:
    """The cards of the summary."""

    def they_show_the_value_of_the_cell_they_name(self, case: Case, sheets: Sheets) -> None:
        cards = list(_cards(case))
        assert len(cards) == 6
        wrong = [
            f"{value} for {held!r} in {sheet}!{cell}"
            for value, _, sheet, cell in cards
            if not says(value, held := sheets.value(sheet, cell), case.lang)
        ]
        assert wrong == []

    def they_show_the_target_of_the_same_row(self, case: Case, sheets: Sheets) -> None:
        wrong = []
        for _, target, sheet, cell in _cards(case):
            row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            held = [sheets.value(sheet, f"{column}{row}") for column in self._targets(sheets, sheet, case)]
            if not any(says(target, value, case.lang) for value in held):
                wrong.append(f"{target} for {held} in row {row} of {sheet}")
        assert wrong == []

    @staticmethod
    def _targets(sheets: Sheets, sheet: str, case: Case) -> list[str]:
        """Return the columns that hold the year's target and that to date."""
        declared = TABLES["Kpis"]
        heads = {declared.column(key).label.get(case.lang) for key in ("target", "target_to_date")}
        row = next(row for row in sheets.rows(sheet) if heads <= set(row))
        first = row.index(declared.columns[0].label.get(case.lang))
        return [
            openpyxl.utils.get_column_letter(i + 1)
            for i, head in enumerate(row[: first + len(declared.columns)])
            if head in heads and i >= first
        ]


def _cards(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """Return each card's value, target, sheet and cell."""
    for paragraph in case.word.styled("plan card value"):
        link = next(paragraph.iter(f"{{{W}}}hyperlink"))
        sheet, _, cell = link.get(f"{{{W}}}tooltip").rpartition("!")
        assert column_index_from_string(cell.rstrip("0123456789"))
        said = text(paragraph.getparent())
        target = re.search(r"(?:Cible\u00a0|Target): ([−€]*[\d\u00a0\u202f,.]*\d(?:\u00a0?[%€])?)", said)
        yield text(paragraph), target[1] if target else "", sheet, cell


def says(printed: str, held: object, lang: str) -> bool:
    """Whether a printed figure is this value of a cell, rounded to the digits printed.

    >>> [says(*pair, "fr") for pair in (("48\\u00a0500", 48500), ("41\\u00a0%", 0.41), ("32,5\\u00a0€", 32.51), ("41\\u00a0%", 0.42))]
    [True, True, True, False]
    """
    point, thousands = (",", r"[\u00a0\u202f]") if lang == "fr" else (".", ",")
    digits = re.sub(rf"{thousands}(?=\d{{3}})|[%€]|\s", "", printed).replace(point, ".").replace("−", "-")
    if not isinstance(held, int | float) or not re.fullmatch(r"-?\d+(\.\d+)?", digits):
        return False
    decimals = len(digits.partition(".")[2])
    return abs(float(digits) - held * (100 if "%" in printed else 1)) <= 0.5 * 10**-decimals + 1e-9
