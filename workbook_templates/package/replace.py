"""A file replaced whole or not at all."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from pathlib import Path

from workbook_templates.errors import PackageError
from workbook_templates.text import NBSP, Text

_PROGRAMS = {".docx": "Word", ".dotx": "Word", ".xlsx": "Excel", ".xlsm": "Excel", ".xlam": "Excel", ".pdf": "PDF"}
_KINDS = {
    "Word": Text("le document", "the document"),
    "Excel": Text("le classeur", "the workbook"),
    "PDF": Text("le document", "the document"),
}


def write_atomically(path: Path | str, data: bytes, *, backup: bool = False) -> Path | None:
    """Put `data` in the file at `path`, which is never seen half written.

    With `backup`, what stood there before is first copied beside it (``plan.xlsx`` to ``plan.bak.xlsx``, then ``plan.bak1.xlsx``…) unless
    it is the same to the byte; the copy's path is returned.

    Raises
    ------
    PackageError
        ``file.open`` when another program holds the file, ``file.read_only``, ``file.no_folder``, ``file.not_written``. The file is then as it was.
    """
    target = Path(path).resolve()
    if not target.parent.is_dir():
        raise PackageError(
            "file.no_folder",
            Text(
                "le dossier « {folder} » n'existe pas. Créez-le, ou enregistrez ailleurs.",
                "the folder “{folder}” does not exist. Create it, or save elsewhere.",
            ).format(folder=str(target.parent)),
            where=target.name,
        )
    refuse_if_open(target)
    _refuse_read_only(target)
    try:
        return _write(target, data, backup=backup)
    except PermissionError as error:
        raise _open(target, None) from error
    except OSError as error:
        raise PackageError(
            "file.not_written",
            Text(
                "le fichier n'a pas pu être écrit ({reason}) ; l'ancien est intact. Libérez de la place ou enregistrez ailleurs.",
                "the file could not be written ({reason}); the old one is intact. Free some space or save elsewhere.",
            ).format(reason=error.strerror or str(error)),
            where=target.name,
        ) from error


def refuse_if_open(path: Path | str) -> None:
    """Refuse a file that Excel, Word or LibreOffice says it is editing.

    Raises
    ------
    PackageError
        ``file.open``.
    """
    target = Path(path).resolve()
    for mark in owner_files(target):
        if mark.exists():
            raise _open(target, mark)


def _refuse_read_only(target: Path) -> None:
    """Refuse a file somebody marked as read-only: replacing it would pass over that mark, since it is the folder that must allow it."""
    if target.exists() and not target.stat().st_mode & 0o222:
        raise PackageError(
            "file.read_only",
            Text(
                "ce fichier est en lecture seule, il n'a pas été touché. Retirez cette protection, ou enregistrez sous un autre nom.",
                "this file is read-only and was not touched. Remove that protection, or save under another name.",
            ),
            where=target.name,
        )


def owner_files(path: Path) -> tuple[Path, ...]:
    """Return the hidden files that editors lay beside a file they have open.

    >>> [mark.name for mark in owner_files(Path("Plan marketing.docx"))]
    ['~$Plan marketing.docx', '~$an marketing.docx', '.~lock.Plan marketing.docx#']
    """
    name = path.name
    shortened = f"~${name[2:]}" if len(path.stem) > 7 else f"~${name[1:]}" if len(path.stem) == 7 else f"~${name}"
    marks = [
        f"~${name}",
        *([shortened] if path.suffix in (".docx", ".dotx") and shortened != f"~${name}" else []),
        f".~lock.{name}#",
    ]
    return tuple(path.with_name(mark) for mark in marks)


def _write(target: Path, data: bytes, *, backup: bool) -> Path | None:
    copy = _backup(target) if backup and target.exists() and target.read_bytes() != data else None
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}.", suffix=".tmp", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        else:
            draft.chmod(0o666 & ~_umask())
        if copy is not None:
            shutil.copy2(target, copy)
        os.replace(draft, target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return copy


def _backup(target: Path) -> Path:
    """Return a free name for a copy: an earlier copy may hold the only trace of what a person wrote, so none is replaced."""
    names = (target.with_name(f"{target.stem}.bak{number or ''}{target.suffix}") for number in itertools.count())
    return next(name for name in names if not name.exists())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _open(target: Path, mark: Path | None) -> PackageError:
    program = _PROGRAMS.get(target.suffix.lower())
    if program in (None, "PDF"):
        by = Text("dans un autre programme", "in another program")
    else:
        by = Text(f"dans {program}", f"in {program}")
    kind = _KINDS.get(program or "", Text("le fichier", "the file"))
    text = Text(
        "{kind} « {name} » est ouvert {by}, il n'a pas été touché. Fermez-le puis relancez, ou enregistrez sous un autre nom.{stale}",
        "{kind} “{name}” is open {by}; it was not touched. Close it and start again, or save under another name.{stale}",
    )
    stale = Text("", "")
    if mark is not None:
        stale = Text(
            f" S'il n'est ouvert nulle part, supprimez le fichier caché «{NBSP}{mark.name}{NBSP}».",
            f" If it is open nowhere, delete the hidden file “{mark.name}”.",
        )
    filled = text.format(kind=kind, name=target.name, by=by, stale=stale)
    return PackageError("file.open", Text(filled.fr[0].upper() + filled.fr[1:], filled.en[0].upper() + filled.en[1:]))
