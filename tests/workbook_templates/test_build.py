"""The built workbooks: the same bytes each time, the committed files, what Excel needs to open them in peace."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openpyxl.workbook import Workbook

import workbook_templates
from workbook_templates.build import build
from workbook_templates.errors import WorkbookError
from workbook_templates.schema import RESULTS, SETTINGS, SHEETS, TABLES
from workbook_templates.text import LANGS, Lang

HOME = Path(workbook_templates.__file__).parent
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@cache
def template(lang: Lang) -> bytes:
    return build(lang)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl says it drops data bars and keeps no extension
def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.mark.parametrize("lang", LANGS)
class DescribeTemplates:
    def it_builds_the_same_bytes_twice(self, lang: Lang) -> None:
        assert build(lang) == template(lang)

    def its_committed_file_is_what_the_schema_builds(self, lang: Lang) -> None:
        committed = (HOME / f"plan_{lang}.xlsx").read_bytes()
        assert parts(committed) == parts(template(lang)), "run python -m workbook_templates.build"

    def it_does_not_recalculate_at_opening(self, lang: Lang) -> None:
        root = etree.fromstring(parts(template(lang))["xl/workbook.xml"])
        calculation = root.find("m:calcPr", MAIN)
        assert calculation is not None
        assert calculation.get("calcId") == "191029"
        assert calculation.get("fullCalcOnLoad") is None

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def it_has_the_declared_sheets_and_tables(self, lang: Lang) -> None:
        book = opened(template(lang))
        titles = [sheet.title.get(lang) for sheet in SHEETS]
        assert book.sheetnames[: len(titles)] == titles
        assert {name for sheet in book for name in sheet.tables} == set(TABLES)

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def it_heads_every_table_with_its_labels_on_row_8(self, lang: Lang) -> None:
        book = opened(template(lang))
        for sheet in book:
            for name, area in sheet.tables.items():
                header = [cell.value for cell in sheet[area][0]]
                labels = [column.label.get(lang) for column in TABLES[name].columns]
                assert header[: len(labels)] == labels
                assert sheet[area][0][0].row == 8

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def it_names_every_setting_and_every_result(self, lang: Lang) -> None:
        book = opened(template(lang))
        assert {setting.name for setting in SETTINGS.values()} | set(RESULTS) <= set(book.defined_names)
        assert book.defined_names["r_plan"].value.startswith("_xlfn.ANCHORARRAY(")
        title, cell = book.defined_names["Langue"].value.split("!")
        assert book[title.strip("'")][cell.replace("$", "")].value == lang

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def it_merges_no_cell_from_the_header_row_down(self, lang: Lang) -> None:
        for sheet in opened(template(lang)):
            assert all(area.max_row < 8 for area in sheet.merged_cells.ranges), sheet.title

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def it_protects_nothing(self, lang: Lang) -> None:
        assert not any(sheet.protection.sheet for sheet in opened(template(lang)))

    def it_spills_by_real_dynamic_arrays(self, lang: Lang) -> None:
        files = parts(template(lang))
        assert "xl/metadata.xml" in files
        anchors = 0
        for name, data in files.items():
            if not name.startswith("xl/worksheets/sheet"):
                continue
            for formula in etree.fromstring(data).iterfind(".//m:f[@t='array']", MAIN):
                cell = formula.getparent()
                assert cell is not None
                assert cell.get("cm") == "1"
                assert formula.get("ref") == cell.get("r")
                anchors += 1
        assert anchors >= len(RESULTS)

    def it_writes_formulas_as_files_hold_them(self, lang: Lang) -> None:
        for name, data in parts(template(lang)).items():
            if name.startswith("xl/worksheets/sheet"):
                for formula in etree.fromstring(data).iterfind(".//m:f", MAIN):
                    text = formula.text or ""
                    assert "[@" not in text
                    assert not re.search(r"(?<!\.)\b(FILTER|ANCHORARRAY|TEXTJOIN)\(", text), text
                    assert "#" not in re.sub(r"\[#(This Row|Headers)\]", "", text), text

    def it_locks_no_column_out_of_sight(self, lang: Lang) -> None:
        for name, data in parts(template(lang)).items():
            if name.startswith("xl/worksheets/sheet"):
                pane = etree.fromstring(data).find(".//m:pane", MAIN)
                if pane is not None:
                    assert pane.get("ySplit") == "8"


class DescribeBuild:
    def it_refuses_an_unknown_case(self) -> None:
        with pytest.raises(WorkbookError) as caught:
            build("fr", case="automobile")
        assert caught.value.code == "case.unknown"
        assert "cdnow" in str(caught.value)

    def its_two_languages_differ_in_words_only(self) -> None:
        french, english = parts(template("fr")), parts(template("en"))
        assert french.keys() == english.keys()
        for name in french:
            if name.startswith("xl/worksheets/sheet") and name.endswith(".xml"):
                cells = [
                    [
                        (cell.get("r"), cell.find("m:f", MAIN) is not None)
                        for cell in etree.fromstring(data).iterfind(".//m:c", MAIN)
                        if cell.get("r")[1:] > "4"
                    ]
                    for data in (french[name], english[name])
                ]
                assert {where for where, computed in cells[0] if computed} == {where for where, computed in cells[1] if computed}
