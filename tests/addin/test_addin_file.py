"""planmo.xlam, looked at by programs that did not write it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from addin import addin_file
from addin.errors import CommandError
from addin.ribbon_tab import custom_ui
from tests.office import needs_validator, sdk_errors

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools uses former names of pyparsing
    from oletools.mraptor import MacroRaptor
    from oletools.olevba import VBA_Parser


@pytest.fixture(scope="module")
def built() -> bytes:
    return addin_file.to_bytes()


@pytest.fixture(scope="module")
def parts(built: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def read(built: bytes) -> dict[str, str]:
    """The modules as oletools reads them, by name."""
    parser = VBA_Parser("planmo.xlam", data=built)
    found = {name.partition(".")[0]: code for _, _, name, code in parser.extract_macros()}
    parser.close()
    return found


def _body(text: str) -> str:
    """Return a module without the lines Excel keeps for itself."""
    lines = text.replace("\r\n", "\n").strip().split("\n")
    return "\n".join(line for line in lines if not re.match(r"VERSION 1\.0 CLASS|BEGIN$|  MultiUse|END$|Attribute ", line))


class DescribeTheAddInFile:
    def it_is_the_same_bytes_every_time(self, built: bytes, tmp_path: Path) -> None:
        assert addin_file.build(tmp_path / "a folder" / "planmo.xlam").read_bytes() == built

    @pytest.mark.slow
    def it_depends_on_nothing_of_the_process(self, built: bytes, tmp_path: Path) -> None:
        for seed in ("1", "2"):
            code = f"from pathlib import Path; from addin.addin_file import build; build(Path({str(tmp_path / seed)!r}))"
            subprocess.run(
                [sys.executable, "-c", code],
                check=True,
                env={**os.environ, "PYTHONHASHSEED": seed},
                cwd=Path(__file__).parents[2],
            )
            assert (tmp_path / seed).read_bytes() == built

    def it_is_an_excel_add_in_with_our_ribbon(self, parts: dict[str, bytes]) -> None:
        assert b"application/vnd.ms-excel.addin.macroEnabled.main+xml" in parts["[Content_Types].xml"]
        assert parts["customUI/customUI14.xml"] == custom_ui()
        relations = etree.fromstring(parts["_rels/.rels"])
        assert [
            relation.get("Target")
            for relation in relations
            if relation.get("Type", "").endswith("/2007/relationships/ui/extensibility")
        ] == ["customUI/customUI14.xml"]
        assert len({relation.get("Id") for relation in relations}) == len(relations)

    @pytest.mark.office
    @needs_validator
    def it_is_valid_for_the_open_xml_sdk(self, built: bytes) -> None:
        assert sdk_errors(built, "xlam") == []

    def it_names_nobody(self, parts: dict[str, bytes]) -> None:
        properties = etree.fromstring(parts["docProps/core.xml"])
        assert {element.text for element in properties} == {"planmo"}

    def every_part_of_it_is_sound_xml(self, parts: dict[str, bytes]) -> None:
        for name, data in parts.items():
            if not name.endswith(".bin"):
                etree.fromstring(data)


class DescribeItsModules:
    def they_are_our_sources_to_the_letter(self, read: dict[str, str]) -> None:
        sources = addin_file.modules()
        assert set(read) == {"ThisWorkbook", "Sheet1", *sources}
        for name, text in sources.items():
            assert _body(read[name]) == _body(text), name

    def the_workbook_and_its_sheet_hold_no_code(self, read: dict[str, str]) -> None:
        assert _body(read["ThisWorkbook"]) == _body(read["Sheet1"]) == ""

    def they_start_nothing_by_themselves(self, read: dict[str, str]) -> None:
        raptor = MacroRaptor("\n".join(read.values()))
        raptor.scan()
        assert not raptor.suspicious
        assert not raptor.autoexec

    def they_are_open_to_anyone(self, built: bytes, tmp_path: Path) -> None:
        from pyopenvba import ExcelFile

        file = tmp_path / "planmo.xlam"
        file.write_bytes(built)
        with ExcelFile(file) as book:
            assert not book.vba_project().protection.has_password

    def they_declare_every_procedure_once(self, read: dict[str, str]) -> None:
        for name, text in read.items():
            if name.startswith("Planmo"):
                named = re.findall(r"^(?:Public |Private )?(?:Sub|Function) (\w+)", text, re.MULTILINE)
                assert len(set(map(str.casefold, named))) == len(named), name

    def their_public_names_do_not_meet(self, read: dict[str, str]) -> None:
        public = [
            name.casefold()
            for text in read.values()
            for name in re.findall(r"^(?:Public )?(?:Sub|Function) (\w+)", text, re.MULTILINE)
        ]
        ours = re.findall(r"^Public Function (\w+)", read["PlanmoFunctions"], re.MULTILINE)
        assert [public.count(name.casefold()) for name in ours] == [1] * len(ours)

    def every_procedure_of_ours_that_is_called_exists(self, read: dict[str, str]) -> None:
        text = "\n".join(code for name, code in read.items() if name.startswith("Planmo"))
        code = re.sub(r'"(?:[^"]|"")*"|\'[^\n]*', "", text)
        declared = set(re.findall(r"(?:Sub|Function) (\w+)", code))
        called = set(re.findall(r"\b(?:Planmo[A-Z]\w+|Describe(?:Fr|En)_\w+)\b", code))
        assert called - declared == {"PlanmoEvents"}


class DescribeXlwingsModule:
    def it_keeps_its_licence(self) -> None:
        assert "BSD 3-clause" in addin_file.xlwings_module()

    def it_is_the_one_of_the_library_installed(self) -> None:
        import xlwings

        assert f'XLWINGS_VERSION As String = "{xlwings.__version__}"' in addin_file.xlwings_module()

    @pytest.mark.parametrize("patch", addin_file.PATCHES, ids=lambda patch: patch.why)
    def it_is_changed_in_one_place_each(self, patch: addin_file.Patch) -> None:
        assert addin_file._xlwings_source("xlwings_custom_addin.bas").count(patch.found) == 1
        assert patch.put in addin_file.xlwings_module()

    def it_reads_its_settings_from_the_user_s_file_alone(self) -> None:
        body = addin_file.xlwings_module().partition("Function GetConfig(")[2].partition("End Function")[0]
        assert [line.strip() for line in body.splitlines() if line.strip().startswith("If source =")] == [
            'If source = "sheet" Then',
            'If source = "directory" Then',
            'If source = "" Or source = "user" Then',
        ]

    def it_starts_a_python_that_imports_nothing_from_where_it_stands(self) -> None:
        commands = [line for line in addin_file.xlwings_module().splitlines() if ' -c ""' in line]
        assert len(commands) == 2
        assert all("-P -B -c" in line and "prepare_sys_path" not in line for line in commands)

    def it_is_refused_when_it_is_not_the_one_we_know(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(addin_file, "_xlwings_source", lambda name: 'Attribute VB_Name = "xlwings"\n')
        with pytest.raises(CommandError) as refused:
            addin_file.xlwings_module()
        assert refused.value.code == "addin.xlwings_changed"
