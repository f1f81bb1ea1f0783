"""The file behind the workbook in front: saved first, found on this computer, or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from addin.cloud_paths import is_online, local_path
from addin.desktop import Book, Desktop
from addin.errors import CommandError
from workbook_templates.text import Text

_READABLE = (".xlsx", ".xlsm")


def book_in_front(desktop: Desktop) -> Book:
    """Return the workbook in front.

    Raises
    ------
    CommandError
        ``book.none``.
    """
    book = desktop.book
    if book is None:
        raise CommandError("book.none", _NONE)
    return book


def saved_file(desktop: Desktop, *, writable: bool = False) -> Path:
    """Save the workbook in front and return its file on this computer; with `writable`, one that may be replaced.

    Raises
    ------
    CommandError
        ``book.none``, ``book.never_saved``, ``book.read_only``, ``book.other_format``, ``book.online``.
    """
    book = book_in_front(desktop)
    if not book.stored:
        raise CommandError("book.never_saved", _NEVER_SAVED, where=book.name)
    if book.read_only and (writable or book.dirty):
        raise CommandError("book.read_only", _READ_ONLY, where=book.name)
    if not book.name.casefold().endswith(_READABLE):
        raise CommandError("book.other_format", _OTHER_FORMAT, where=book.name)
    if not book.read_only:
        book.save()
    path = local_path(book.fullname) if is_online(book.fullname) else Path(book.fullname)
    if path is None or not path.is_file():
        raise CommandError("book.online", _ONLINE, where=book.name)
    return path


def rewrite(desktop: Desktop, path: Path, work: Callable[[], object]) -> None:
    """Close the workbook in front, let `work` rewrite its file, and open it again whatever happens."""
    book_in_front(desktop).close()
    try:
        work()
    finally:
        desktop.open_book(path)


def progress(desktop: Desktop) -> Callable[[str, int, int], None]:
    """Return what shows the steps of a command in the status bar."""

    def show(step: str, done: int, total: int) -> None:
        word = _STEPS.get(step, Text(step, step)).get(desktop.lang)
        desktop.progress(f"planmo – {word} {done}/{total}")

    return show


_STEPS = {
    "build": Text("construction", "building"),
    "load": Text("lecture", "reading"),
    "functions": Text("calcul", "computing"),
    "import": Text("import", "importing"),
    "write": Text("écriture", "writing"),
    "plan": Text("plan Word", "Word plan"),
}
_NONE = Text(
    "Aucun classeur n'est ouvert. Ouvrez celui du plan, ou créez-en un avec « Nouveau plan ».",
    "No workbook is open. Open the plan's, or create one with “New plan”.",
)
_NEVER_SAVED = Text(
    "ce classeur n'a jamais été enregistré : planmo lit le fichier. Enregistrez-le (Ctrl+S) dans un dossier de ce poste, puis recommencez.",
    "this workbook was never saved: planmo reads the file. Save it (Ctrl+S) in a folder of this computer, then start again.",
)
_READ_ONLY = Text(
    "ce classeur est en lecture seule : vos changements ne peuvent pas y être enregistrés. Enregistrez-en une copie (F12), puis recommencez dans la copie.",
    "this workbook is read-only: your changes cannot be saved in it. Save a copy (F12), then start again in the copy.",
)
_OTHER_FORMAT = Text(
    "ce n'est pas un classeur .xlsx ou .xlsm. Enregistrez-le au format « Classeur Excel (.xlsx) » (F12), puis recommencez.",
    "this is not an .xlsx or .xlsm workbook. Save it as “Excel Workbook (.xlsx)” (F12), then start again.",
)
_ONLINE = Text(
    "ce classeur est en ligne (OneDrive ou SharePoint) et sa copie n'a pas été trouvée sur ce poste. Synchronisez son dossier avec OneDrive, ou enregistrez-en une copie dans un dossier de ce poste (F12), puis recommencez.",
    "this workbook is online (OneDrive or SharePoint) and its copy was not found on this computer. Keep its folder in step with OneDrive, or save a copy in a folder of this computer (F12), then start again.",
)
