"""planmo.xlam, built from text: our VBA, xlwings' own module for the pinned version, the ribbon. The same bytes on every system."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from addin.errors import CommandError
from addin.hosts.vba import descriptions, wrappers
from addin.ribbon_tab import custom_ui, label_module
from workbook_templates.package import write_atomically
from workbook_templates.text import Text

FILE_NAME = "planmo.xlam"
PROJECT = "planmo"  # names the configuration file xlwings' module reads
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SOURCES = ("PlanmoBridge.bas", "PlanmoServer.bas", "PlanmoRibbon.bas", "PlanmoEvents.cls")


@dataclass(frozen=True, slots=True)
class Patch:
    """A change to xlwings' module: `found` stands in it exactly once."""

    found: str
    put: str
    why: str


# Whatever a workbook or its folder holds must not choose which Python runs, nor what that Python imports.
PATCHES: tuple[Patch, ...] = (
    Patch(
        'Public Const PROJECT_NAME As String = "myaddin"',
        f'Public Const PROJECT_NAME As String = "{PROJECT}"',
        "our settings file",
    ),
    Patch(
        'If source = "" Or source = "sheet" Then',
        'If source = "sheet" Then',
        "no sheet of a workbook redirects the interpreter",
    ),
    Patch(
        'If source = "" Or source = "directory" Then',
        'If source = "directory" Then',
        "no file beside a workbook redirects the interpreter",
    ),
    Patch(
        r'tail = " -B -c ""import sys, os;" & LicenseKeyEnvString & "import xlwings.utils;xlwings.utils.prepare_sys_path(\""" & PYTHONPATH & "\"");import xlwings; xlwings.serve(',
        'tail = " -P -B -c ""import xlwings; xlwings.serve(',
        "the server imports nothing from the current folder nor from a workbook's",
    ),
    Patch(
        r'" -B -c ""import xlwings.utils;xlwings.utils.prepare_sys_path(\""" & PYTHONPATH & "\""); " & PythonCommand',
        '" -P -B -c """ & PythonCommand',
        "neither does a Python started for one button",
    ),
)

_CORE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>planmo</dc:title><dc:creator>planmo</dc:creator></cp:coreProperties>'
)


def build(path: Path) -> Path:
    """Write the add-in; a file already there is replaced.

    Raises
    ------
    CommandError
        ``addin.xlwings_changed`` when the installed xlwings is not the one this add-in is made for.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, to_bytes())
    return path


def to_bytes() -> bytes:
    """Return the add-in file."""
    with zipfile.ZipFile(io.BytesIO(_with_modules(modules()))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    relation = f'<Relationship Id="rIdRibbon" Type="{_RIBBON_RELATION}" Target="{_RIBBON_PART}"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    parts["docProps/core.xml"] = _CORE
    parts[_RIBBON_PART] = custom_ui()
    return _zipped(parts)


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a zip file, stored as they are: compressed bytes depend on the system's zlib."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 0
            archive.writestr(entry, data)
    return buffer.getvalue()


def modules() -> dict[str, str]:
    """Return the text of every VBA module of the add-in, by name, in order."""
    from addin.functions import FUNCTIONS

    own = files("addin.ribbon")
    return {
        "xlwings": xlwings_module(),
        "Dictionary": _xlwings_source("addin/Dictionary.cls"),
        **{name.partition(".")[0]: own.joinpath(name).read_text("utf-8") for name in _SOURCES},
        "PlanmoLabels": label_module(),
        "PlanmoFunctions": wrappers(FUNCTIONS),
        "PlanmoHelpFr": descriptions(FUNCTIONS, "fr"),
        "PlanmoHelpEn": descriptions(FUNCTIONS, "en"),
    }


def xlwings_module() -> str:
    """Return xlwings' module (BSD, its notice in it) with our patches.

    Raises
    ------
    CommandError
        ``addin.xlwings_changed`` when a patch does not find its place exactly once.
    """
    text = _xlwings_source("xlwings_custom_addin.bas")
    for patch in PATCHES:
        if text.count(patch.found) != 1:
            raise _changed(patch)
        text = text.replace(patch.found, patch.put)
    return text


def _changed(patch: Patch) -> CommandError:
    import xlwings

    return CommandError(
        "addin.xlwings_changed",
        Text(
            "Le complément est fait pour une autre version d'xlwings que la {version} installée ici (réglage : {why}). Réinstallez planmo dans un environnement neuf, qui prendra la bonne version.",
            "The add-in is made for another version of xlwings than the {version} installed here (setting: {why}). Install planmo again in a new environment, which will take the right version.",
        ).format(version=xlwings.__version__, why=patch.why),
    )


def _xlwings_source(name: str) -> str:
    return files("xlwings").joinpath(name).read_text("utf-8")


def _with_modules(texts: Mapping[str, str]) -> bytes:
    """Return an add-in that holds these modules and nothing else, as pyOpenVBA makes it."""
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, FILE_NAME)
        with ExcelFile.create_new(file) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for name, text in texts.items():
                kind = VBAModuleKind.other if text.startswith("VERSION 1.0 CLASS") else VBAModuleKind.standard
                project.add_module(name, _lines(text), kind=kind)
            book.save()
        return file.read_bytes()


def _lines(text: str) -> str:
    """Return a text with the line ends of VBA."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")
