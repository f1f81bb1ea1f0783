"""The groups Commencer and Données: new plans, worked cases, sheets, files of data, the month, versions."""

from __future__ import annotations

import calendar
import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from addin import commands
from addin.buttons.saved import book_in_front, progress, rewrite, saved_file
from addin.desktop import Desktop
from addin.errors import CommandError
from workbook_templates.text import Lang, Text, date

if TYPE_CHECKING:
    from addin.intake import Intake

_DATA_KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".parquet")
_LAID_OVER = frozenset({"KpiReadings"})  # a file brings their rows up to date, by their first column
_SHOWN = 5  # rejected rows shown before writing


def new_plan(desktop: Desktop, argument: str) -> None:
    """Write an empty plan where the person says, and open it."""
    _create(desktop, None, Text("Plan marketing.xlsx", "Marketing plan.xlsx").get(desktop.lang))


def open_case(desktop: Desktop, argument: str) -> None:
    """Write a worked case where the person says, and open it."""
    _create(desktop, argument, Text(f"Plan {argument}.xlsx", f"Plan {argument}.xlsx").get(desktop.lang))


def _create(desktop: Desktop, case: str | None, name: str) -> None:
    lang = desktop.lang
    path = desktop.choose_place(_WHERE.get(lang), name)
    if path is None or (path.exists() and desktop.ask(_REPLACE.format(name=path.name).get(lang)) != "yes"):
        return
    done = commands.new(path, lang=lang, case=case, force=True, progress=progress(desktop))
    desktop.open_book(path)
    kept = _KEPT.format(name=done.backup.name).get(lang) if done.backup is not None else ""
    desktop.say(f"{(_CASE if case else _CREATED).format(name=path.name).get(lang)}{kept}")


def go_to(desktop: Desktop, argument: str) -> None:
    """Show a sheet of the plan."""
    from workbook_templates.schema import SHEETS

    title = next(sheet.title for sheet in SHEETS if sheet.key == argument)
    if not book_in_front(desktop).show_sheet((title.fr, title.en)):
        raise CommandError("book.no_sheet", _NO_SHEET.format(sheet=title), where=book_in_front(desktop).name)


# ── data ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def import_file(desktop: Desktop, argument: str) -> None:
    """Read a file of data, show what will be written, and write it into its table if the person agrees."""
    from addin.intake import read_file
    from workbook_templates.package import Package

    lang = desktop.lang
    path = saved_file(desktop, writable=True)
    source = desktop.choose_file(_WHICH_DATA.get(lang), _DATA_KINDS)
    if source is None:
        return
    desktop.progress(_READING.format(name=source.name).get(lang))
    intake = read_file(source, table=argument, lang=commands.language(Package.read(path)))
    updates = argument in _LAID_OVER
    answer = desktop.ask(_preview(intake, source, _UPDATE if updates else _HOW, lang), cancel=not updates)
    if answer == "cancel" or (updates and answer == "no"):
        return
    how: commands.Placing = "update" if updates else "append" if answer == "no" else "replace"
    rewrite(
        desktop,
        path,
        lambda: commands.import_data(path, source, table=argument, how=how, progress=progress(desktop)),
    )
    desktop.say(_WRITTEN.format(rows=intake.count, name=path.name).get(lang))


def _preview(intake: Intake, source: Path, question: Text, lang: Lang) -> str:
    lines = [_FOUND.format(name=source.name, rows=intake.count, rejected=len(intake.rejects)).get(lang)]
    lines += [f"– {reject.say(lang)}" for reject in intake.rejects[:_SHOWN]]
    lines += [f"– {remark.say(lang)}" for remark in intake.remarks]
    return "\n".join([*lines, "", question.get(lang)])


def open_month(desktop: Desktop, argument: str) -> None:
    """Move the as-of date to the end of the next month, and say what the plan now waits for."""
    lang = desktop.lang
    saved_file(desktop, writable=True)
    book = book_in_front(desktop)
    current = book.named_value("as_of")
    if not isinstance(current, dt.date):
        raise CommandError("month.no_date", _NO_DATE, where=book.name)
    following = next_month_end(current)
    if desktop.ask(_MOVE.format(before=date(current, lang), after=date(following, lang)).get(lang)) != "yes":
        return
    book.set_named_value("as_of", following)
    if desktop.computes:
        desktop.recalculate()
    waited = [
        problem.say(lang) for problem in commands.check(saved_file(desktop, writable=True)).problems if _is_due(problem.code)
    ]
    listed = "\n".join(f"– {sentence}" for sentence in waited[:10])
    more = _MORE.format(count=len(waited) - 10).get(lang) if len(waited) > 10 else ""
    desktop.say(f"{_MOVED.format(date=date(following, lang), count=len(waited)).get(lang)}\n{listed}{more}".rstrip())


def next_month_end(day: dt.date) -> dt.date:
    """Return the last day of the month after that of `day`; of its own month when `day` is not its last.

    >>> next_month_end(dt.date(2027, 1, 31)), next_month_end(dt.date(2027, 12, 31)), next_month_end(dt.date(2027, 6, 14))
    (datetime.date(2027, 2, 28), datetime.date(2028, 1, 31), datetime.date(2027, 6, 30))
    """
    last = _last(day.year, day.month)
    if day < last:
        return last
    return _last(day.year + day.month // 12, day.month % 12 + 1)


def _last(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


# What a new month asks of the team: readings to type, actions to bring up to date (codes of docs/checks.md, held by a test).
_DUE = frozenset(
    {
        "kpi.stale",
        "kpi.nothing_read",
        "kpi.no_readings_row",
        "plan.late",
        "plan.done_without_date",
        "plan.started_without_date",
        "plan.progress_against_status",
    }
)


def _is_due(code: str) -> bool:
    return code in _DUE


def new_version(desktop: Desktop, argument: str) -> None:
    """Keep a dated copy of the workbook beside it and add a line to the journal of versions."""
    lang, today = desktop.lang, dt.date.today()
    path = saved_file(desktop, writable=True)
    book = book_in_front(desktop)
    copy = _free(path.with_name(f"{path.stem} {today:%Y-%m-%d}{path.suffix}"))
    shutil.copy2(path, copy)
    version = str(book.named_value("plan_version") or "")
    line = (today, version, "", _COPIED.format(name=copy.name).get(lang))
    journal = _LOGGED.get(lang) if book.append_row("Changes", line) else ""
    if journal:
        book.save()
    desktop.say(f"{_COPIED.format(name=copy.name).get(lang)} {journal}".rstrip())


def _free(path: Path) -> Path:
    """Return a name no file has yet: « Plan 2027-06-14.xlsx », then « Plan 2027-06-14 (2).xlsx »."""
    taken, number = path, 2
    while taken.exists():
        taken, number = path.with_name(f"{path.stem} ({number}){path.suffix}"), number + 1
    return taken


_WHERE = Text("Où enregistrer le plan ?", "Where should the plan be saved?")
_WHICH_DATA = Text("Fichier à importer (CSV, Excel ou Parquet)", "File to import (CSV, Excel or Parquet)")
_REPLACE = Text(
    "« {name} » existe déjà. Le remplacer ? Une copie de l'ancien est gardée.",
    "“{name}” already exists. Replace it? A copy of the old one is kept.",
)
_CREATED = Text(
    "« {name} » est prêt. Commencez par la feuille Paramètres ; la feuille Accueil dit la suite.",
    "“{name}” is ready. Start with the Settings sheet; the Home sheet says what comes next.",
)
_CASE = Text(
    "« {name} » est prêt : un plan complet, sur une société inventée. Essayez « Contrôler », puis « Plan Word ».",
    "“{name}” is ready: a complete plan, for an invented company. Try “Check”, then “Word plan”.",
)
_KEPT = Text(" L'ancien fichier est gardé sous « {name} ».", " The old file is kept as “{name}”.")
_NO_SHEET = Text(
    "ce classeur n'a pas de feuille « {sheet} » : ce n'est pas un plan planmo, ou elle a été renommée. Ouvrez le classeur du plan.",
    "this workbook has no sheet “{sheet}”: it is not a planmo plan, or the sheet was renamed. Open the plan's workbook.",
)
_READING = Text("planmo – lecture de {name}", "planmo – reading {name}")
_FOUND = Text("{name} : {rows} lignes à écrire, {rejected} rejetées.", "{name}: {rows} rows to write, {rejected} rejected.")
_HOW = Text(
    "Oui : remplacer les lignes du tableau. Non : les ajouter à la suite. Annuler : ne rien écrire. Une copie du classeur est gardée.",
    "Yes: replace the rows of the table. No: add after them. Cancel: write nothing. A copy of the workbook is kept.",
)
_UPDATE = Text(
    "Mettre à jour les lignes du même indicateur, et ajouter les autres ? Une copie du classeur est gardée.",
    "Bring the rows of the same KPI up to date, and add the others? A copy of the workbook is kept.",
)
_WRITTEN = Text(
    "{rows} lignes écrites dans « {name} », et le classeur est calculé.",
    "{rows} rows written into “{name}”, and the workbook is computed.",
)
_NO_DATE = Text(
    "la date d'arrêté manque (feuille Paramètres). Saisissez-la, puis recommencez.",
    "the as-of date is missing (Settings sheet). Enter it, then start again.",
)
_MOVE = Text("Passer la date d'arrêté du {before} au {after} ?", "Move the as-of date from {before} to {after}?")
_MOVED = Text(
    "Le plan est arrêté au {date}. Points à actualiser : {count}.",
    "The plan is now as of {date}. Points to bring up to date: {count}.",
)
_MORE = Text("\n… et {count} autres : « Contrôler » les donne tous.", "\n… and {count} more: “Check” gives them all.")
_COPIED = Text("Copie gardée : « {name} ».", "Copy kept: “{name}”.")
_LOGGED = Text(
    "Une ligne est ajoutée au journal des versions ; complétez-y ce qui change.",
    "A line was added to the journal of versions; say there what changes.",
)
