"""Every built workbook, computed without Excel: no error anywhere, the same results in both languages."""

from __future__ import annotations

import dataclasses
import io
import math
from functools import cache

import openpyxl
import pytest
from lxml import etree

from addin.hosts.headless import compute
from tests.office import needs_validator, sdk_errors
from workbook_templates.build import build, write
from workbook_templates.building.layout import FIRST_ROW, LINK_ROW, Layout
from workbook_templates.cases import CASES, load
from workbook_templates.cases.translation import translations
from workbook_templates.package import Book, Package
from workbook_templates.package.refs import Area
from workbook_templates.text import LANGS, Lang, french

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Figures = dict[tuple[int, str], float]


@cache
def computed(lang: Lang, case: str | None) -> tuple[Package, tuple[str, ...], tuple[str, ...]]:
    """The computed workbook, its cells in error, its cells left uncomputed."""
    done = compute(Package.from_bytes(build(lang, case=case)))
    return done.package, tuple(f"{e.where}: {e.error.message}" for e in done.errors), tuple(u.where for u in done.unsupported)


def figures(package: Package) -> Figures:
    """Every number of the workbook, by sheet and cell, the row of links left out."""
    found: Figures = {}
    for number, sheet in enumerate(Book.of(package).sheets):
        for cell in etree.fromstring(package.parts[sheet.part]).iter(f"{MAIN}c"):
            value = cell.find(f"{MAIN}v")
            where = cell.get("r", "")
            if (
                value is not None
                and value.text
                and cell.get("t", "n") in ("n", "b")
                and Area.parse(where).first_row != LINK_ROW + 1
            ):
                found[number, where] = float(value.text)
    return found


def texts(package: Package) -> dict[tuple[int, str], str]:
    """Every text of the workbook, typed or computed, by sheet and cell."""
    shared = ["".join(item.itertext()) for item in etree.fromstring(package.parts["xl/sharedStrings.xml"])]
    found: dict[tuple[int, str], str] = {}
    for number, sheet in enumerate(Book.of(package).sheets):
        for cell in etree.fromstring(package.parts[sheet.part]).iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value and cell.get("t") in ("s", "str"):
                found[number, cell.get("r", "")] = shared[int(value)] if cell.get("t") == "s" else value
    return found


@pytest.mark.parametrize("lang", LANGS)
class DescribeEmptyTemplate:
    def it_computes_to_no_error(self, lang: Lang) -> None:
        _, errors, unsupported = computed(lang, None)
        assert errors == ()
        assert unsupported == ()


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
class DescribeCase:
    @pytest.mark.parametrize("lang", LANGS)
    def it_computes_to_no_error(self, case: str, lang: Lang) -> None:
        _, errors, unsupported = computed(lang, case)
        assert errors == ()
        assert unsupported == ()

    def it_gives_the_same_figures_in_both_languages(self, case: str) -> None:
        french, english = (figures(computed(lang, case)[0]) for lang in LANGS)
        assert french.keys() == english.keys()
        different = [
            where for where, value in french.items() if not math.isclose(value, english[where], rel_tol=1e-9, abs_tol=1e-12)
        ]
        assert different == []

    def it_says_each_text_of_the_case_in_english_in_the_same_cell(self, case: str) -> None:
        """Channels that attribution credits, actions the backward plan dates, products a price tests: typed or computed, by position."""
        said, english = (texts(computed(lang, case)[0]) for lang in LANGS)
        said = {
            where: text for where, text in said.items() if english.get(where) != "Christmas Day"
        }  # « Noël » is also a holiday
        told = {french(text): translation for text, translation in translations(case).items()}
        wrong = {
            where: (text, english.get(where)) for where, text in said.items() if text in told and english.get(where) != told[text]
        }
        assert wrong == {}


@pytest.mark.office
@needs_validator
class DescribeFiles:
    @pytest.mark.parametrize("lang", LANGS)
    def they_hold_nothing_the_open_xml_sdk_refuses(self, lang: Lang) -> None:
        assert sdk_errors(build(lang), "xlsx") == []

    @pytest.mark.slow
    def they_hold_nothing_it_refuses_once_computed(self) -> None:
        assert sdk_errors(computed("fr", "cdnow")[0].to_bytes(), "xlsx") == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl says it keeps no extension
class DescribeGanttFilters:
    @pytest.mark.parametrize(
        ("cards", "shown"),
        [
            ({"gantt_owner": "CRM"}, ["A01", "A02", "A03", "A04", "A05", "A11", "A22", "A26"]),
            ({"gantt_objective": "O1", "gantt_quarter": 4}, ["A07", "A08", "A20", "A21", "A22", "A25"]),
            ({"gantt_owner": "DG"}, []),
        ],
    )
    def they_leave_the_actions_asked_for(self, cards: dict[str, str | int], shown: list[str]) -> None:
        content = load("cdnow")
        rows = {table: given for table, given in content.rows.items() if table != "Transactions"}
        filtered = dataclasses.replace(content, rows=rows, cards={**content.cards, **cards})
        done = compute(Package.from_bytes(write("fr", filtered)))
        assert done.errors == ()
        place = Layout.of("fr", filtered).places["r_gantt_ids"]
        sheet = openpyxl.load_workbook(io.BytesIO(done.package.to_bytes()), data_only=True)["Rétro-planning"]
        assert [name for row in range(FIRST_ROW + 1, 60) if (name := sheet.cell(row, place.column + 1).value)] == shown
