"""A file is replaced whole, or it is as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbook_templates.errors import PackageError
from workbook_templates.package import write_atomically


class DescribeWritingAFile:
    def it_makes_a_new_one(self, tmp_path: Path) -> None:
        assert write_atomically(tmp_path / "plan.xlsx", b"new") is None
        assert (tmp_path / "plan.xlsx").read_bytes() == b"new"

    def it_leaves_nothing_else_in_the_folder(self, tmp_path: Path) -> None:
        write_atomically(tmp_path / "plan.xlsx", b"new")
        assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]

    def it_keeps_a_copy_of_what_a_person_may_have_edited(self, tmp_path: Path) -> None:
        (tmp_path / "plan.docx").write_bytes(b"old")
        copy = write_atomically(tmp_path / "plan.docx", b"new", backup=True)
        assert copy == (tmp_path / "plan.bak.docx").resolve()
        assert copy.read_bytes() == b"old"

    def it_keeps_the_rights_of_the_file(self, tmp_path: Path) -> None:
        (tmp_path / "plan.xlsx").write_bytes(b"old")
        (tmp_path / "plan.xlsx").chmod(0o640)
        write_atomically(tmp_path / "plan.xlsx", b"new")
        assert (tmp_path / "plan.xlsx").stat().st_mode & 0o777 == 0o640

    def it_writes_through_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "real.xlsx").write_bytes(b"old")
        (tmp_path / "link.xlsx").symlink_to(tmp_path / "real.xlsx")
        write_atomically(tmp_path / "link.xlsx", b"new")
        assert (tmp_path / "link.xlsx").is_symlink()
        assert (tmp_path / "real.xlsx").read_bytes() == b"new"


class DescribeAFileThatCannotBeWritten:
    @pytest.mark.parametrize(
        ("name", "mark", "program"),
        [
            ("Plan marketing 2027.docx", "~$an marketing 2027.docx", "Word"),
            ("plan.xlsx", "~$plan.xlsx", "Excel"),
            ("plan.xlsx", ".~lock.plan.xlsx#", "Excel"),
        ],
    )
    def it_is_told_open_and_not_touched(self, tmp_path: Path, name: str, mark: str, program: str) -> None:
        (tmp_path / name).write_bytes(b"old")
        (tmp_path / mark).write_bytes(b"")
        with pytest.raises(PackageError) as caught:
            write_atomically(tmp_path / name, b"new")
        assert caught.value.code == "file.open"
        assert f"est ouvert dans {program}, il n'a pas été touché. Fermez-le puis relancez" in str(caught.value)
        assert name in str(caught.value)
        assert (tmp_path / name).read_bytes() == b"old"

    def it_is_as_it_was_when_the_system_refuses(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(13, "in use")

        (tmp_path / "plan.docx").write_bytes(b"old")
        monkeypatch.setattr(os, "replace", refuse)
        with pytest.raises(PackageError) as caught:
            write_atomically(tmp_path / "plan.docx", b"new")
        assert caught.value.code == "file.open"
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("plan.docx", b"old")]

    def it_says_why_when_the_disk_is_full(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(PackageError) as caught:
            write_atomically(tmp_path / "plan.xlsx", b"new")
        assert caught.value.code == "file.not_written"
        assert "No space left" in str(caught.value)
        assert not list(tmp_path.iterdir())

    def it_names_the_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(PackageError) as caught:
            write_atomically(tmp_path / "absent" / "plan.xlsx", b"new")
        assert caught.value.code == "file.no_folder"

    def it_is_told_read_only_and_not_touched(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.xlsx"
        path.write_bytes(b"before")
        path.chmod(0o444)

        with pytest.raises(PackageError) as error:
            write_atomically(path, b"after")

        assert error.value.code == "file.read_only"
        assert path.read_bytes() == b"before"


class DescribeTheCopies:
    def they_never_replace_one_another(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.xlsx"
        for data in (b"1", b"2", b"3"):
            write_atomically(path, data, backup=True)
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {
            "plan.xlsx": b"3",
            "plan.bak.xlsx": b"1",
            "plan.bak1.xlsx": b"2",
        }

    def they_are_not_made_of_the_same_bytes(self, tmp_path: Path) -> None:
        path = tmp_path / "plan.xlsx"
        write_atomically(path, b"1", backup=True)
        assert write_atomically(path, b"1", backup=True) is None
