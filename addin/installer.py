"""The add-in on this computer: put it where Excel starts it, take it away, say how it is and what ails it."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Literal

from addin import addin_file
from addin.errors import CommandError
from workbook_templates.package import write_atomically
from workbook_templates.text import Text

System = Literal["windows", "mac"]
CONFIGURATION = "planmo.conf"
_MAC_EXCEL = "Library/Containers/com.microsoft.Excel/Data"
_MAC_START = "Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized/Excel"
_MAC_SCRIPTS = "Library/Application Scripts/com.microsoft.Excel"
_SCRIPT_KEY = "PLANMO_SCRIPT"  # set when the script of the Mac was not there before us


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where Excel and Python are on a computer."""

    system: System
    home: Path
    start: Path  # what Excel opens when it starts
    configuration: Path  # what xlwings' module reads
    interpreter: Path
    prefix: Path  # the environment of that interpreter: xlwings puts its libraries there
    script: Path | None = None  # what lets a Mac's Excel run Python
    packages: Path | None = None  # where Windows keeps the data of Store applications

    @property
    def addin(self) -> Path:
        """The add-in file."""
        return self.start / addin_file.FILE_NAME


@dataclass(frozen=True, slots=True)
class Installed:
    """What was put on the computer."""

    addin: Path
    configuration: Path
    script: Path | None


@dataclass(frozen=True, slots=True)
class Status:
    """How the add-in is: there or not, of this version or not, and the Python it will run."""

    installed: bool
    current: bool
    interpreter: str
    places: Places


def places(
    *,
    platform: str = sys.platform,
    home: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    interpreter: Path | None = None,
    prefix: Path | None = None,
) -> Places:
    """Return where things are on this computer, or on one described.

    Raises
    ------
    CommandError
        ``addin.no_excel`` where Excel does not exist.
    """
    python = interpreter if interpreter is not None else Path(sys.executable)
    environment = prefix if prefix is not None else Path(sys.prefix)
    if platform == "win32":
        return _on_windows(home or Path(environ.get("USERPROFILE") or Path.home()), environ, python, environment)
    if platform == "darwin":
        house = home or Path.home()
        return Places(
            system="mac",
            home=house,
            start=house / _MAC_START,
            configuration=house / _MAC_EXCEL / CONFIGURATION,
            interpreter=python,
            prefix=environment,
            script=house / _MAC_SCRIPTS / _script_name(),
        )
    raise CommandError(
        "addin.no_excel",
        Text(
            "Le complément s'installe dans Excel, sous Windows ou sur Mac. Ici, « planmo calc » calcule les classeurs sans Excel.",
            "The add-in is installed in Excel, on Windows or on a Mac. Here, “planmo calc” computes workbooks without Excel.",
        ),
    )


def _on_windows(home: Path, environ: Mapping[str, str], python: Path, prefix: Path) -> Places:
    roaming = Path(environ.get("APPDATA") or home / "AppData/Roaming")
    local = Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
    return Places(
        system="windows",
        home=home,
        start=roaming / "Microsoft/Excel/XLSTART",
        configuration=home / ".planmo" / CONFIGURATION,
        interpreter=python,
        prefix=prefix,
        packages=local / "Packages",
    )


def _script_name() -> str:
    return f"xlwings-{version('xlwings')}.applescript"


# ── install, uninstall, status ──────────────────────────────────────────────────────────────────────────────────────────────────────


def install(where: Places | None = None) -> Installed:
    """Put the add-in into Excel's start folder and write its settings; what is there of ours is replaced, nothing else is touched.

    Raises
    ------
    CommandError
        ``addin.no_excel``, ``addin.no_rights``.
    PackageError
        ``file.open`` while Excel holds the former add-in, ``file.not_written``.
    """
    where = where if where is not None else places()
    data = addin_file.to_bytes()
    settings = _settings(where)
    script = _install_script(where, settings)
    _write(where.addin, data)
    _write(where.configuration, _encoded(settings, where.system))
    return Installed(where.addin, where.configuration, script)


def _settings(where: Places) -> dict[str, str]:
    """Return the settings: ours, and any other key a person has added."""
    key = "INTERPRETER_WIN" if where.system == "windows" else "INTERPRETER_MAC"
    ours = {key: _interpreter(where), "ADD_WORKBOOK_TO_PYTHONPATH": "False", "USE UDF SERVER": "True"}
    return {**read_settings(where), **ours}


def _interpreter(where: Places) -> str:
    """Return the interpreter as the settings name it; under the user's folder by a variable, so that an accent in their name does no harm."""
    if where.system == "windows" and where.interpreter.is_relative_to(where.home):
        return "%USERPROFILE%\\" + str(where.interpreter.relative_to(where.home)).replace("/", "\\")
    return str(where.interpreter)


def _encoded(settings: Mapping[str, str], system: System) -> bytes:
    """Return the settings as VBA reads them: quoted pairs, in the letters of the system."""
    end = "\r\n" if system == "windows" else "\n"
    text = "".join(f'"{key}","{value}"{end}' for key, value in settings.items())
    return text.encode("cp1252" if system == "windows" else "utf-8", "replace")


def read_settings(where: Places) -> dict[str, str]:
    """Return the settings that stand on the computer."""
    if not where.configuration.is_file():
        return {}
    text = where.configuration.read_bytes().decode("cp1252" if where.system == "windows" else "utf-8", "replace")
    return {pair[0].upper(): pair[1] for pair in csv.reader(text.splitlines()) if len(pair) == 2}


def _install_script(where: Places, settings: dict[str, str]) -> Path | None:
    if where.script is None:
        return None
    if not where.script.exists():
        settings[_SCRIPT_KEY] = where.script.name
        _write(where.script, files("xlwings").joinpath(where.script.name).read_bytes())
    return where.script


def uninstall(where: Places | None = None) -> tuple[Path, ...]:
    """Take the add-in and its settings away and return what was removed; other add-ins and workbooks are not touched.

    Raises
    ------
    CommandError
        ``addin.no_excel``, ``addin.excel_open``, ``addin.no_rights``.
    """
    where = where if where is not None else places()
    script = read_settings(where).get(_SCRIPT_KEY)
    ours = [where.addin, where.configuration]
    if where.script is not None and script:
        ours.append(where.script.with_name(script))
    removed = tuple(path for path in ours if path.exists())
    for path in removed:
        _attempt(path, path.unlink)
    folder = where.configuration.parent
    if folder.name == ".planmo" and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
    return removed


def status(where: Places | None = None) -> Status:
    """Return how the add-in is on this computer.

    Raises
    ------
    CommandError
        ``addin.no_excel``.
    """
    where = where if where is not None else places()
    installed = where.addin.is_file()
    settings = read_settings(where)
    return Status(
        installed=installed,
        current=installed and where.addin.read_bytes() == addin_file.to_bytes(),
        interpreter=settings.get("INTERPRETER_WIN" if where.system == "windows" else "INTERPRETER_MAC", ""),
        places=where,
    )


def interpreter_of(state: Status) -> Path:
    """Return the interpreter the settings name, its variable replaced."""
    return Path(state.interpreter.replace("%USERPROFILE%", str(state.places.home)).replace("\\", os.sep))


def _write(path: Path, data: bytes) -> None:
    _attempt(path.parent, lambda: path.parent.mkdir(parents=True, exist_ok=True))
    write_atomically(path, data)


def _attempt(path: Path, act: Callable[[], object]) -> None:
    """Do something to a file of the installation, and say in words why it cannot be done."""
    try:
        act()
    except PermissionError as error:
        raise CommandError("addin.excel_open", _EXCEL_OPEN, where=str(path)) from error
    except OSError as error:
        raise CommandError("addin.no_rights", _NO_RIGHTS.format(reason=error.strerror or str(error)), where=str(path)) from error


_EXCEL_OPEN = Text(
    "ce fichier est tenu par Excel. Fermez toutes les fenêtres d'Excel, puis recommencez.",
    "this file is held by Excel. Close every Excel window, then start again.",
)
_NO_RIGHTS = Text(
    "le système refuse d'écrire à cet endroit ({reason}). Demandez ce droit à votre service informatique, ou installez avec votre compte habituel.",
    "the system refuses to write there ({reason}). Ask your IT department for that right, or install with your usual account.",
)
