"""The add-in put into a made-up home and taken out of it, as on Windows and as on a Mac."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import pytest

from addin import addin_file, installer
from addin.doctor import doctor
from addin.errors import CommandError
from addin.installer import Places, install, places, read_settings, status, uninstall
from workbook_templates.errors import PackageError

Platform = Literal["win32", "darwin"]
XLWINGS = __import__("xlwings").__version__


def _home(folder: Path, platform: Platform) -> Places:
    """Return the places of a made-up computer: a user with a blank and an accent in their name, Python under their folder."""
    home = folder / "Chloé Dupont"
    prefix = home / "planmo"
    python = prefix / ("Scripts/python.exe" if platform == "win32" else "bin/python")
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (prefix / f"xlwings64-{XLWINGS}.dll").write_bytes(b"")
    return places(platform=platform, home=home, environ={}, interpreter=python, prefix=prefix)


@pytest.fixture(params=["win32", "darwin"])
def computer(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    return _home(tmp_path, request.param)


@pytest.fixture
def windows(tmp_path: Path) -> Places:
    return _home(tmp_path, "win32")


@pytest.fixture
def mac(tmp_path: Path) -> Places:
    return _home(tmp_path, "darwin")


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


class DescribeTheStartFolder:
    def it_is_excel_s_on_windows(self, windows: Places) -> None:
        assert windows.addin.relative_to(windows.home) == Path("AppData/Roaming/Microsoft/Excel/XLSTART/planmo.xlam")
        assert windows.configuration.relative_to(windows.home) == Path(".planmo/planmo.conf")

    def it_follows_a_profile_that_roams(self, tmp_path: Path) -> None:
        moved = places(platform="win32", home=tmp_path, environ={"APPDATA": str(tmp_path / "serveur")})
        assert moved.addin == tmp_path / "serveur/Microsoft/Excel/XLSTART/planmo.xlam"

    def it_is_excel_s_on_a_mac(self, mac: Places) -> None:
        assert mac.addin.relative_to(mac.home) == Path(
            "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel/planmo.xlam"
        )
        assert mac.configuration.relative_to(mac.home) == Path("Library/Containers/com.microsoft.Excel/Data/planmo.conf")
        assert mac.script is not None
        assert mac.script.name == f"xlwings-{XLWINGS}.applescript"

    def it_is_nowhere_without_excel(self) -> None:
        with pytest.raises(CommandError) as refused:
            places(platform="linux")
        assert refused.value.code == "addin.no_excel"


class DescribeInstalling:
    def it_puts_the_add_in_and_its_settings_in_place(self, computer: Places) -> None:
        done = install(computer)
        assert done.addin.read_bytes() == addin_file.to_bytes()
        settings = read_settings(computer)
        assert settings["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
        assert settings["USE UDF SERVER"] == "True"
        assert doctor(computer, registry=lambda key, name: None) == ()

    def it_names_the_python_of_this_environment(self, computer: Places) -> None:
        install(computer)
        assert installer.interpreter_of(status(computer)) == computer.interpreter

    def it_writes_no_accent_of_the_user_s_name_for_windows(self, windows: Places) -> None:
        install(windows)
        line = windows.configuration.read_bytes().splitlines()[0]
        assert line == b'"INTERPRETER_WIN","%USERPROFILE%\\planmo\\Scripts\\python.exe"'

    def it_lets_a_mac_run_python(self, mac: Places) -> None:
        done = install(mac)
        assert done.script is not None
        assert "on VbaHandler" in done.script.read_text("utf-8")

    def it_may_be_done_again(self, computer: Places) -> None:
        install(computer)
        before = {path: path.read_bytes() for path in _files(computer.home)}
        install(computer)
        assert {path: path.read_bytes() for path in _files(computer.home)} == before

    def it_replaces_an_older_one_and_keeps_a_person_s_own_settings(self, computer: Places) -> None:
        install(computer)
        computer.addin.write_bytes(b"an older add-in")
        with computer.configuration.open("ab") as settings:
            settings.write(b'"SHOW CONSOLE","True"\n')
        install(computer)
        assert status(computer).current
        assert read_settings(computer)["SHOW CONSOLE"] == "True"

    def it_touches_no_other_add_in(self, computer: Places) -> None:
        computer.start.mkdir(parents=True)
        other = computer.start / "autre complément.xlam"
        other.write_bytes(b"someone else's")
        install(computer)
        uninstall(computer)
        assert other.read_bytes() == b"someone else's"

    def it_waits_for_excel_to_be_closed(self, computer: Places) -> None:
        install(computer)
        computer.addin.with_name(f"~${computer.addin.name}").write_bytes(b"")
        computer.addin.write_bytes(b"older")
        with pytest.raises(PackageError) as refused:
            install(computer)
        assert refused.value.code == "file.open"
        assert computer.addin.read_bytes() == b"older"


class DescribeUninstalling:
    def it_leaves_nothing_of_ours(self, computer: Places) -> None:
        before = _files(computer.home)
        install(computer)
        removed = uninstall(computer)
        assert computer.addin in removed
        assert _files(computer.home) == before
        assert not (computer.home / ".planmo").exists()

    def it_leaves_the_script_another_program_had_put(self, mac: Places) -> None:
        assert mac.script is not None
        mac.script.parent.mkdir(parents=True)
        mac.script.write_text("theirs", "utf-8")
        install(mac)
        uninstall(mac)
        assert mac.script.read_text("utf-8") == "theirs"

    def it_does_nothing_where_nothing_is(self, computer: Places) -> None:
        assert uninstall(computer) == ()

    @pytest.mark.skipif(sys.platform == "win32", reason="rights are shown by POSIX modes")
    def it_says_when_it_may_not(self, computer: Places, monkeypatch: pytest.MonkeyPatch) -> None:
        install(computer)

        def held(*_: object, **__: object) -> None:
            raise PermissionError(13, "held")

        monkeypatch.setattr(Path, "unlink", held)
        with pytest.raises(CommandError) as refused:
            uninstall(computer)
        assert refused.value.code == "addin.excel_open"


class DescribeTheDoctor:
    @staticmethod
    def _codes(where: Places, **values: object) -> list[str]:
        return [problem.code for problem in doctor(where, registry=lambda key, name: values.get(name or "items"))]

    def it_sees_that_nothing_is_installed(self, computer: Places) -> None:
        assert self._codes(computer)[:2] == ["addin.missing", "addin.no_settings"]

    def it_sees_an_add_in_of_another_version(self, computer: Places) -> None:
        install(computer)
        computer.addin.write_bytes(b"older")
        assert self._codes(computer) == ["addin.outdated"]

    def it_sees_that_python_has_gone(self, computer: Places) -> None:
        install(computer)
        computer.interpreter.unlink()
        assert "addin.no_python" in self._codes(computer)

    def it_sees_settings_that_would_import_from_a_workbook_s_folder(self, computer: Places) -> None:
        install(computer)
        text = computer.configuration.read_bytes().replace(b'"ADD_WORKBOOK_TO_PYTHONPATH","False"', b"")
        computer.configuration.write_bytes(text)
        assert self._codes(computer) == ["addin.unsafe_settings"]

    def it_sees_that_xlwings_library_is_of_another_version(self, windows: Places) -> None:
        install(windows)
        (windows.prefix / f"xlwings64-{XLWINGS}.dll").rename(windows.prefix / "xlwings64-0.1.0.dll")
        assert self._codes(windows) == ["addin.no_library"]

    def it_sees_the_mark_of_the_web(self, windows: Places) -> None:
        install(windows)
        Path(f"{windows.addin}:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\n", "utf-8")
        assert self._codes(windows) == ["addin.mark_of_the_web"]

    def it_sees_office_from_the_store(self, windows: Places) -> None:
        install(windows)
        assert windows.packages is not None
        (windows.packages / "Microsoft.Office.Desktop_8wekyb3d8bbwe").mkdir(parents=True)
        assert self._codes(windows) == ["addin.store_office"]

    def it_sees_blocked_macros(self, windows: Places) -> None:
        install(windows)
        assert self._codes(windows, VBAWarnings=4, AllLocationsDisabled=1) == ["addin.macros_off"]
        assert self._codes(windows, VBAWarnings=4) == []  # the start folder is a trusted location
        assert self._codes(windows, DisableAllAddins=1) == ["addin.addins_off"]

    def it_sees_that_excel_has_put_it_aside(self, windows: Places) -> None:
        install(windows)
        assert self._codes(windows, items=r"C:\XLSTART\Planmo.xlam".encode("utf-16-le")) == ["addin.disabled"]

    def it_sees_a_second_copy(self, windows: Places) -> None:
        install(windows)
        second = windows.start.parents[1] / "AddIns" / "planmo.xlam"
        second.parent.mkdir()
        second.write_bytes(b"")
        assert self._codes(windows) == ["addin.twice"]

    def it_sees_that_excel_runs_another_python(self, computer: Places, tmp_path: Path) -> None:
        install(computer)
        other = tmp_path / "other" / "python"
        other.parent.mkdir()
        other.write_bytes(b"")
        moved = places(
            platform="win32" if computer.system == "windows" else "darwin",
            home=computer.home,
            environ={},
            interpreter=other,
            prefix=computer.prefix,
        )
        assert self._codes(moved) == ["addin.other_python"]

    def it_sees_that_a_mac_cannot_run_python(self, mac: Places) -> None:
        install(mac)
        assert mac.script is not None
        mac.script.unlink()
        assert self._codes(mac) == ["addin.no_script"]

    def it_says_everything_in_words_with_a_step_to_take(self, windows: Places) -> None:
        for problem in doctor(windows, registry=lambda key, name: 1):
            assert problem.say("fr").endswith((".", "»."))
            assert problem.say("en")
