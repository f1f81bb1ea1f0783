"""Excel itself, through xlwings: the desktop the buttons work on. Windows speaks COM; a Mac, xlwings' own words and the system's dialogs."""

from __future__ import annotations

import datetime as dt
import locale
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from addin.desktop import Answer, SeenCell
from addin.hosts.repair import calls_ours, plain_formula
from workbook_templates.text import Lang

_FORMULAS, _ERRORS = -4123, 16  # xlCellTypeFormulas, xlErrors
_FRENCH = 12  # the primary language in a Windows language number
_MENUS = 2  # msoLanguageIDUI
_UNKNOWN_NAME = -2146826259  # #NAME? as COM gives it

_Xlwings = Any  # xlwings has no types we could name off Windows


@dataclass(frozen=True, slots=True)
class ExcelBook:
    """An open workbook of Excel."""

    book: _Xlwings

    @property
    def name(self) -> str:
        """Its file's name."""
        return str(self.book.name)

    @property
    def fullname(self) -> str:
        """Its path or its web address, as Excel has it."""
        return str(self.book.api.FullName if _on_windows() else self.book.fullname)

    @property
    def stored(self) -> bool:
        """Whether it was ever saved to a file."""
        return bool(self.book.api.Path) if _on_windows() else "/" in self.fullname

    @property
    def read_only(self) -> bool:
        """Whether Excel may not save it."""
        return bool(self.book.api.ReadOnly if _on_windows() else self.book.api.read_only.get())

    @property
    def dirty(self) -> bool:
        """Whether it holds changes that are not saved."""
        return not (self.book.api.Saved if _on_windows() else self.book.api.saved.get())

    def save(self) -> None:
        """Save it where it is."""
        self.book.save()

    def close(self) -> None:
        """Close it without asking."""
        self.book.close()

    def show_sheet(self, names: Sequence[str]) -> bool:
        """Show the first sheet that bears one of these names."""
        for sheet in self.book.sheets:
            if sheet.name in names:
                sheet.activate()
                return True
        return False

    def named_value(self, name: str) -> object:
        """Return the value of a named cell, dates as dates."""
        for known in self.book.names:
            if known.name == name:
                value = known.refers_to_range.value
                return value.date() if isinstance(value, dt.datetime) else value
        return None

    def set_named_value(self, name: str, value: object) -> None:
        """Write a value into a named cell."""
        self.book.names[name].refers_to_range.value = value

    def append_row(self, table: str, cells: Sequence[object]) -> bool:
        """Write cells into the first blank row of a table, or below it."""
        for sheet in self.book.sheets:
            for found in sheet.tables:
                if found.name == table:
                    _append(found, cells)
                    return True
        return False

    def repair(self) -> int:
        """Make every formula of ours a plain name again; formulas Excel did not know are entered anew."""
        count = 0
        for sheet in self.book.sheets:
            used = sheet.used_range
            formulas = used.formula if isinstance(used.formula, tuple | list) else ((used.formula,),)
            for i, row in enumerate(formulas):
                for j, formula in enumerate(row if isinstance(row, tuple | list) else (row,)):
                    if isinstance(formula, str) and formula.startswith("=") and calls_ours(formula):
                        count += _enter_again(used[i, j])
        return count


def _append(table: _Xlwings, cells: Sequence[object]) -> None:
    body = table.data_body_range
    rows = body.options(ndim=2).value
    blank = next((i for i, row in enumerate(rows) if all(value in (None, "") for value in row)), len(rows))
    if blank == len(rows):
        table.resize(table.range.resize(table.range.rows.count + 1))
    body[blank, 0].options(ndim=2).value = [list(cells)]


def _enter_again(cell: _Xlwings) -> int:
    """Enter the formula of a cell under plain names, as one that spills, and say whether it had to be."""
    stored = str(cell.api.Formula2)
    plain = plain_formula(stored)
    if plain == stored and cell.raw_value != _UNKNOWN_NAME:
        return 0
    cell.api.Formula2 = plain
    return 1


@dataclass(frozen=True, slots=True)
class ExcelDesktop:
    """Excel as the person has it before them."""

    app: _Xlwings

    @classmethod
    def current(cls) -> ExcelDesktop:
        """Return the Excel whose button was clicked."""
        import xlwings as xw

        return cls(xw.Book.caller().app)

    @property
    def lang(self) -> Lang:
        """The language of its menus."""
        if _on_windows():
            return "fr" if self.app.api.LanguageSettings.LanguageID(_MENUS) & 1023 == _FRENCH else "en"
        said = locale.getlocale()[0] or os.environ.get("LANG", "")
        return "fr" if said.casefold().startswith("fr") else "en"

    @property
    def book(self) -> ExcelBook | None:
        """The workbook in front."""
        return ExcelBook(self.app.books.active) if len(self.app.books) else None

    @property
    def computes(self) -> bool:
        """Whether formulas reach Python here."""
        return _on_windows()

    def say(self, message: str, *, warning: bool = False) -> None:
        """Show a message."""
        self.app.alert(message, title="planmo", buttons="ok", mode="critical" if warning else "info")

    def ask(self, question: str, *, cancel: bool = False) -> Answer:
        """Ask a question, with a way out if `cancel`."""
        said = self.app.alert(question, title="planmo", buttons="yes_no_cancel" if cancel else "yes_no", mode="info")
        return "yes" if said == "yes" else "no" if said == "no" else "cancel"

    def progress(self, text: str) -> None:
        """Show what is going on, in the status bar."""
        self.app.status_bar = text or False

    def choose_file(self, title: str, kinds: Sequence[str]) -> Path | None:
        """Let the person choose a file of these extensions."""
        if _on_windows():
            pattern = ";".join(f"*{kind}" for kind in kinds)
            return _chosen(self.app.api.GetOpenFilename(f"{title} ({pattern}),{pattern}", 1, title))
        wanted = ", ".join(_quoted(kind.lstrip(".")) for kind in kinds)
        return _asked_of_the_mac(f"POSIX path of (choose file with prompt {_quoted(title)} of type {{{wanted}}})")

    def choose_place(self, title: str, name: str) -> Path | None:
        """Let the person choose where a new workbook goes."""
        if _on_windows():
            path = _chosen(self.app.api.GetSaveAsFilename(name, "Excel (*.xlsx),*.xlsx", 1, title))
        else:
            path = _asked_of_the_mac(
                f"POSIX path of (choose file name with prompt {_quoted(title)} default name {_quoted(name)})"
            )
        return path if path is None or path.suffix.casefold() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def open_book(self, path: Path) -> None:
        """Open a workbook."""
        self.app.books.open(str(path))

    def open_document(self, path: Path) -> None:
        """Open a file in the program it belongs to."""
        if sys.platform == "win32":
            os.startfile(path)
        else:
            subprocess.run(["open", str(path)], check=True)

    def recalculate(self) -> int:
        """Compute every formula, and return how many cells of the workbook in front are in error."""
        self.app.api.CalculateFullRebuild()
        return sum(_errors(sheet) for sheet in self.app.books.active.sheets)

    def show_table(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """Show a list in a new workbook."""
        sheet = self.app.books.add().sheets[0]
        sheet.name = title[:31]
        block = sheet.range((1, 1), (len(rows), len(rows[0])))
        block.number_format = "@"  # a text that begins with = stays a text
        block.value = [list(row) for row in rows]
        sheet.range((1, 1), (1, len(rows[0]))).font.bold = True
        sheet.autofit("c")
        for column in range(1, len(rows[0]) + 1):
            if sheet.range((1, column)).column_width > 100:
                sheet.range((1, column)).column_width = 100
        block.wrap_text = True

    def seen_cell(self) -> SeenCell | None:
        """Return the active cell, with the formula it comes from even when it is one of the cells a formula spilled into."""
        selection = self.app.selection
        if selection is None:
            return None
        cell = selection[0, 0]
        anchor = _anchor(cell)
        formula = str(anchor.formula or "")
        computed = formula.startswith("=")
        return SeenCell(
            place=f"{cell.sheet.name}!{cell.get_address(False, False)}",
            text=str(cell.api.Text if _on_windows() else cell.value or ""),
            formula=formula if computed else "",
            address=anchor.get_address(external=True) if computed else "",
            row=cell.row - anchor.row,
            column=cell.column - anchor.column,
        )


def _anchor(cell: _Xlwings) -> _Xlwings:
    """Return the cell whose formula fills this one."""
    if not _on_windows():
        return cell
    if cell.api.HasSpill:
        parent = cell.api.SpillParent
    elif cell.api.HasArray:
        parent = cell.api.CurrentArray
    else:
        return cell
    return cell.sheet.range((parent.Row, parent.Column))


def _errors(sheet: _Xlwings) -> int:
    try:
        return int(sheet.used_range.api.SpecialCells(_FORMULAS, _ERRORS).Count)
    except Exception:  # Excel's way to say that there is none, whose type exists on Windows only
        return 0


def _chosen(answer: object) -> Path | None:
    """Return the path a dialog of Excel gave: False when the person cancelled."""
    return Path(answer) if isinstance(answer, str) and answer else None


def _asked_of_the_mac(script: str) -> Path | None:
    done = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)
    return Path(done.stdout.strip()) if done.returncode == 0 and done.stdout.strip() else None


def _quoted(text: str) -> str:
    """Return a text as AppleScript writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _on_windows() -> bool:
    return sys.platform == "win32"
