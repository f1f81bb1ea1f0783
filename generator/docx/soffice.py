"""LibreOffice, where it is installed: a Word document as PDF."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from workbook_templates.errors import PlanmoError
from workbook_templates.text import Lang, Text

_SECONDS = 180
_LOCALES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


class OfficeError(PlanmoError):
    """LibreOffice is missing, or did not do its work."""


def found() -> Path | None:
    """Return LibreOffice's program, None where it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(named) if named else next((Path(place) for place in _PLACES if Path(place).is_file()), None)


def pdf(package: bytes, lang: Lang, *, options: Mapping[str, bool | int]) -> bytes:
    """Return a .docx as PDF, with the options of LibreOffice's writer_pdf_Export filter; numbers are written as `lang` writes them.

    Raises
    ------
    OfficeError
        ``pdf.no_libreoffice`` where it is not installed, ``pdf.failed`` when it gives nothing.
    """
    program = found()
    if program is None:
        raise OfficeError(
            "pdf.no_libreoffice",
            Text(
                "LibreOffice n'est pas installé sur ce poste : installez-le, ou ouvrez le plan dans Word et choisissez Enregistrer sous, PDF.",
                "LibreOffice is not installed here: install it, or open the plan in Word and choose Save as, PDF.",
            ),
        )
    with tempfile.TemporaryDirectory(prefix="planmo-") as name:
        folder = Path(name)
        source = folder / "plan.docx"
        source.write_bytes(package)
        _profile(folder / "profile", lang)
        done = _run(program, source, folder, options)
        result = folder / "plan.pdf"
        if not result.is_file():
            raise OfficeError(
                "pdf.failed",
                Text(
                    "LibreOffice n'a pas pu convertir le plan ({said}). Fermez ses fenêtres ouvertes, puis recommencez.",
                    "LibreOffice could not convert the plan ({said}). Close its open windows, then try again.",
                ).format(said=done or "…"),
            )
        return result.read_bytes()


def _run(program: Path, source: Path, folder: Path, options: Mapping[str, bool | int]) -> str:
    """Run the conversion; return what LibreOffice complained of."""
    typed = {name: {"type": "boolean" if isinstance(v, bool) else "long", "value": str(v).lower()} for name, v in options.items()}
    command = [
        str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
        "--convert-to", f"pdf:writer_pdf_Export:{json.dumps(typed)}", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    return done.stderr.decode(errors="replace").strip()[-200:]


def _profile(folder: Path, lang: Lang) -> None:
    """Make a profile of our own, never the person's, whose locale writes 1 234,5 in a French plan."""
    (folder / "user").mkdir(parents=True)
    setting = (
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{_LOCALES[lang]}</value></prop></item>"
    )
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{setting}</oor:items>',
        encoding="utf-8",
    )
