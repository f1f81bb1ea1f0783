"""`planmo plan`: where the document goes, what it may be written over, what is said of a PDF that could not be made."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin import cli, commands
from generator.docx import soffice
from generator.docx.edits import EditsError
from workbook_templates.build import build
from workbook_templates.text import Lang

pytestmark = pytest.mark.slow


def workbook(folder: Path, lang: Lang = "fr") -> Path:
    path = folder / "Plan d'été.xlsx"
    path.write_bytes(build(lang))
    return path


def damaged(path: Path) -> Path:
    """Turn over bytes in the middle of the largest part of a .docx."""
    data = bytearray(path.read_bytes())
    start = data.index(b"word/document.xml") + 2000
    data[start : start + 8] = bytes(255 - byte for byte in data[start : start + 8])
    path.write_bytes(data)
    return path


class DescribeTheExtract:
    @pytest.mark.parametrize(("lang", "name"), [("fr", "Plan d'été - extrait.docx"), ("en", "Plan d'été - extract.docx")])
    def it_has_a_name_of_its_own_and_leaves_the_plan_alone(self, lang: Lang, name: str, tmp_path: Path) -> None:
        path = workbook(tmp_path, lang)
        whole = commands.plan(path).path.read_bytes()
        assert commands.plan(path, sections="summary").path.name == name
        assert path.with_suffix(".docx").read_bytes() == whole

    def it_is_not_written_over_the_plan_unless_forced(self, tmp_path: Path) -> None:
        path = workbook(tmp_path)
        target = commands.plan(path).path
        before = target.read_bytes()
        with pytest.raises(EditsError) as error:
            commands.plan(path, sections="summary", out=target)
        assert error.value.code == "plan.other_extent"
        assert target.read_bytes() == before
        done = commands.plan(path, sections="summary", out=target, force=True)
        assert done.backup is not None
        assert done.backup.read_bytes() == before
        assert commands.plan(path, sections="summary", out=target).path.read_bytes() == target.read_bytes()


class DescribeADamagedPlan:
    def it_is_replaced_only_where_forced_and_a_copy_kept(self, tmp_path: Path) -> None:
        path = workbook(tmp_path)
        target = damaged(commands.plan(path).path)
        before = target.read_bytes()
        with pytest.raises(EditsError) as error:
            commands.plan(path)
        assert error.value.code == "plan.damaged"
        assert target.read_bytes() == before
        done = commands.plan(path, force=True)
        assert done.backup is not None
        assert done.backup.read_bytes() == before


class DescribeAPdfThatCannotBeMade:
    def it_is_said_once_the_plan_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(soffice, "found", lambda: None)
        monkeypatch.setenv("PLANMO_LANG", "fr")
        path = workbook(tmp_path)
        assert cli.main(["plan", str(path), "--pdf"]) == 1
        assert path.with_suffix(".docx").exists()
        said = capsys.readouterr()
        assert "plan écrit en" in said.out
        assert said.err.startswith("planmo: le plan Word est écrit\u00a0; le PDF ne l'est pas\u00a0: LibreOffice")
