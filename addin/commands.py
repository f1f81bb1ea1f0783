"""What planmo does for a person: one function a command, called by the command line and by the ribbon.

A command takes paths and options, changes what it declares and nothing else, and returns what happened as a frozen value.
It never prints: the faces (`cli`, `callbacks`) speak. Each loads what it needs when it runs, so that `planmo --help` waits for nothing.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from addin.errors import CellError, CommandError
from workbook_templates.errors import PlanmoError, Problem
from workbook_templates.text import Lang, Text

if TYPE_CHECKING:
    from addin.hosts.headless import Computed
    from addin.intake import Intake
    from addin.intake.update import Columns
    from generator.blocks import Document
    from generator.compare import Difference
    from generator.document import Extent
    from generator.docx.regenerate import Regenerated
    from generator.plan import Plan
    from workbook_templates.package import Book, Package

Progress = Callable[[str, int, int], None]  # (step, done, total)


def quiet(step: str, done: int, total: int) -> None:
    """Take a progress report and say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculated:
    """A workbook computed: where, how many cells, what could not be computed and what is in error."""

    path: Path
    cells: int
    seconds: float
    problems: tuple[Problem, ...]
    backup: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Rows put into a table, and what was not."""

    calculated: Calculated
    intake: Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A workbook read as a director would before signing."""

    problems: tuple[Problem, ...]

    @property
    def clean(self) -> bool:
        """Whether the plan could be signed as it is."""
        return not any(problem.level in ("blocking", "fix") for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A Word plan written; `kept` says what became of a person's edits, `unprinted` why the PDF that was asked for is missing."""

    path: Path
    seconds: float
    problems: tuple[Problem, ...]
    backup: Path | None
    kept: tuple[Text, ...] = ()
    pdf: Path | None = None
    unprinted: PlanmoError | None = None

    @property
    def draft(self) -> bool:
        """Whether the document is marked as a draft."""
        return any(problem.level in ("blocking", "fix") for problem in self.problems)


# ── new ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def new(path: Path, *, lang: Lang = "fr", case: str | None = None, force: bool = False, progress: Progress = quiet) -> Calculated:
    """Write a new workbook, empty or one of the worked cases, already computed."""
    from workbook_templates.build import build
    from workbook_templates.cases import CASES
    from workbook_templates.package import Package

    if case is not None and case not in CASES:
        raise CommandError(
            "case.unknown",
            Text(
                "Le cas « {case} » n'existe pas. Cas fournis : {cases}.", "There is no case “{case}”. Cases provided: {cases}."
            ).format(case=case, cases=list(CASES)),
        )
    _refuse_ending(path, ".xlsx")
    _refuse_existing(path, force=force)
    progress("build", 0, 2)
    built = build(lang, case=case)
    progress("build", 1, 2)
    return _compute_into(Package.from_bytes(built), path, backup=force, progress=progress)


def _refuse_ending(path: Path, *endings: str) -> None:
    """Refuse to give a file a name that says it is something else."""
    if path.suffix.casefold() not in endings:
        raise CommandError(
            "file.ending",
            Text(
                "ce nom doit finir par {ending}, sinon aucun programme n'ouvrira le fichier comme il faut.",
                "this name must end in {ending}, or no program will open the file as it should.",
            ).format(ending=endings[0]),
            where=str(path),
        )


def _refuse_existing(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise CommandError(
            "file.exists",
            Text(
                "Ce fichier existe déjà, il n'a pas été touché. Choisissez un autre nom, ou ajoutez --force pour le remplacer (une copie est gardée).",
                "This file already exists and was left alone. Choose another name, or add --force to replace it (a copy is kept).",
            ),
            where=str(path),
        )


# ── calc ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def calc(path: Path, *, out: Path | None = None, viewer: bool = False, progress: Progress = quiet) -> Calculated:
    """Compute a workbook in place, or into `out`; with `viewer`, write a copy that holds values only.

    Only cached values change, so the workbook in place needs no backup: every part without formulas stays byte for byte.
    """
    from workbook_templates.package import Package

    package = Package.read(path)
    target = out if out is not None else path.with_name(f"{path.stem}-{_VALUES.get(language(package))}.xlsx") if viewer else path
    _refuse_ending(target, ".xlsx", ".xlsm")
    return _compute_into(package, target, viewer=viewer, progress=progress)


_VALUES = Text("valeurs", "values")


def _compute_into(package: Package, path: Path, *, viewer: bool = False, backup: bool = False, progress: Progress) -> Calculated:
    from addin.hosts.headless import compute
    from workbook_templates.package import values_only, write_atomically

    started = time.perf_counter()
    computed = compute(package, progress=progress)
    data = (values_only(computed.package) if viewer else computed.package).to_bytes()
    kept = write_atomically(path, data, backup=backup)
    return Calculated(
        path=path,
        cells=computed.written,
        seconds=time.perf_counter() - started,
        problems=_problems_of(computed),
        backup=kept,
    )


def _problems_of(computed: Computed) -> tuple[Problem, ...]:
    """Return what the computation could not do, one problem a cell."""
    unsupported = [
        Problem(
            code="formula.unsupported",
            level="blocking",
            where=cell.where,
            text=Text(
                "la fonction Excel {function} n'est pas calculée hors d'Excel ; la valeur enregistrée reste, elle peut être périmée. Ouvrez le classeur dans Excel et enregistrez-le.",
                "the Excel function {function} is not computed outside Excel; the saved value stays and may be stale. Open the workbook in Excel and save it.",
            ).format(function=cell.function),
        )
        for cell in computed.unsupported
    ]
    errors = [
        Problem(code=cell.error.code or "formula.error", level="blocking", where=cell.where, text=_said(cell.error))
        for cell in computed.errors
    ]
    return (*unsupported, *errors)


def _said(error: CellError) -> Text:
    if error.message:
        return Text(f"{error.kind} : {error.message}", f"{error.kind}: {error.message}")
    return Text("la formule donne {kind}.", "the formula gives {kind}.").format(kind=error.kind)


# ── import ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def import_data(
    path: Path,
    source: Path,
    *,
    table: str,
    mapping: Mapping[str, str] | None = None,
    sheet: str | None = None,
    how: Placing = "replace",
    progress: Progress = quiet,
) -> Imported:
    """Read a file of data into an input table and compute the workbook in the same go; a copy of the workbook is kept.

    The file's rows `replace` the table's, are put after them (`append`), or are laid over them by the table's first column (`update`).
    """
    from addin.intake import read_file
    from workbook_templates.package import Book, Package, replace_rows

    package = Package.read(path)
    book = Book.of(package)
    intake = read_file(source, table=table, lang=language(package), mapping=mapping or {}, sheet=sheet)
    progress("import", 1, 3)
    columns = _laid_over(book, intake) if how == "update" else intake.columns
    filled = replace_rows(package, intake.table, columns, append=how == "append")
    progress("import", 2, 3)
    return Imported(calculated=_compute_into(filled, path, backup=True, progress=progress), intake=intake)


def language(package: Package) -> Lang:
    """Return the language a workbook is written in."""
    from generator.reading.cells import CellReader
    from generator.reading.settings import language_of
    from workbook_templates.package import Book

    book = Book.of(package)
    return language_of(book, CellReader(book))


Placing = Literal["replace", "append", "update"]


def _laid_over(book: Book, intake: Intake) -> Columns:
    """Return the columns people type in that table, once the file's rows are laid over its own."""
    from addin.intake.update import updated
    from generator.reading.rows import rows_of
    from workbook_templates.schema import TABLES

    headers, rows = rows_of(book, intake.table)
    declared = TABLES[intake.table]
    typed = [
        place
        for place, header in enumerate(headers)
        if (key := declared.key_of(header)) is None or not declared.column(key).computed
    ]
    key = next(header for header in headers if declared.key_of(header) == declared.columns[0].key)
    return updated([headers[i] for i in typed], [[row[i] for i in typed] for row in rows], intake.columns, key=key)


# ── check ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def check(path: Path, *, fresh: bool = False) -> Checked:
    """Read a workbook as a careful director would; with `fresh`, also say which results a recomputation would change."""
    from generator.checks import check as check_plan
    from generator.workbook import read
    from workbook_templates.package import Package

    package = Package.read(path)
    problems = check_plan(read(package))
    if fresh:
        from addin.hosts.headless import fresh_differences

        stale = tuple(
            Problem(
                code="result.stale",
                level="blocking",
                where=difference.where,
                text=Text(
                    "la valeur enregistrée ({saved}) n'est plus celle que donne le calcul ({computed}). Relancez planmo calc.",
                    "the saved value ({saved}) is no longer what computing gives ({computed}). Run planmo calc again.",
                ).format(saved=difference.cached, computed=difference.fresh),
            )
            for difference in fresh_differences(package)
        )
        problems = (*stale, *problems)
    return Checked(problems=problems)


# ── plan ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def plan(
    path: Path,
    *,
    out: Path | None = None,
    force: bool = False,
    fresh: bool = False,
    sections: Extent = "all",
    template: Path | None = None,
    texts: Path | None = None,
    since: Path | None = None,
    pages: bool = False,
    pdf: bool = False,
    progress: Progress = quiet,
) -> Planned:
    """Write the Word plan of a workbook beside it, or into `out`; one with problems comes out as a draft, with its reservations.

    What a person changed in the plan that stood there is kept, unless `fresh`. The extract has a name of its own; neither it nor the whole
    plan is written over the other, nor over a damaged plan, unless `force` starts over. `template` is a company's .docx, `texts` a folder of
    templates that replace ours, `since` an older version of the workbook, whose differences open the appendices. `pages` fills the contents
    with true page numbers, `pdf` also writes the plan as PDF; both need LibreOffice.
    """
    from generator.checks import check as check_plan
    from generator.document import compose
    from generator.workbook import read
    from workbook_templates.package import Package, write_atomically

    started = time.perf_counter()
    package = Package.read(path)
    target = out if out is not None else _beside(path, package, sections)
    _refuse_ending(target, ".docx")
    previous = _previous(target, force=force, fresh=fresh)
    company = _bytes(template) if template is not None else None
    progress("plan", 0, 3)
    reading = read(package)
    problems = check_plan(reading)
    progress("plan", 1, 3)
    older = read(Package.read(since)) if since is not None else None
    document = compose(reading, problems=problems, sections=sections, texts=texts, previous=older)
    made = _word(document, previous, company, pages=pages or pdf, extent=sections, force=force)
    progress("plan", 2, 3)
    backup = write_atomically(target, made.data, backup=True)
    printed = _pdf(made.data, target.with_suffix(".pdf"), reading.lang) if pdf else None
    return Planned(
        path=target,
        seconds=time.perf_counter() - started,
        problems=problems,
        backup=backup,
        kept=made.remarks(),
        pdf=printed if isinstance(printed, Path) else None,
        unprinted=printed if isinstance(printed, PlanmoError) else None,
    )


_EXTRACT = Text("extrait", "extract")


def _beside(path: Path, package: Package, sections: Extent) -> Path:
    """Return where the plan of a workbook goes: beside it, the extract under a name of its own."""
    return (
        path.with_suffix(".docx")
        if sections == "all"
        else path.with_name(f"{path.stem} - {_EXTRACT.get(language(package))}.docx")
    )


def _word(
    document: Document, previous: bytes | None, company: bytes | None, *, pages: bool, extent: Extent, force: bool
) -> Regenerated:
    """Return the document as Word, over `previous` where there is one."""
    from generator.docx import rewrite, write
    from generator.docx.edits import EditsError
    from generator.docx.regenerate import Regenerated

    try:
        if previous is not None:
            return rewrite(document, previous, template=company, page_numbers=pages, extent=extent)
    except EditsError as error:
        if not force or error.code not in ("plan.damaged", "plan.other_extent"):
            raise
    return Regenerated(write(document, template=company, page_numbers=pages, extent=extent))


def _pdf(package: bytes, path: Path, lang: Lang) -> Path | PlanmoError:
    """Print the plan that was just written; return the PDF, or what kept it from being made."""
    from generator.exports.pdf import pdf
    from workbook_templates.package import write_atomically

    try:
        write_atomically(path, pdf(package, lang))
    except PlanmoError as error:
        text = Text("le plan Word est écrit ; le PDF ne l'est pas : {why}", "the Word plan is written; the PDF is not: {why}")
        return PlanmoError(error.code, text.format(why=error.text), where=error.where)
    return path


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(
            "file.unreadable",
            Text(
                "ce fichier ne peut pas être lu. Vérifiez son nom et son dossier.",
                "this file cannot be read. Check its name and folder.",
            ),
            where=str(path),
        ) from error


def _previous(path: Path, *, force: bool, fresh: bool) -> bytes | None:
    """Return the plan of ours that stands at `path`, whose edits are to be kept; refuse to replace a document we did not write."""
    if not path.exists():
        return None
    from generator.docx import is_ours

    standing = _bytes(path)
    if is_ours(standing):
        return None if fresh else standing
    if force:
        return None
    raise CommandError(
        "file.foreign",
        Text(
            "Ce document n'a pas été écrit par planmo, ou il est abîmé ; il n'a pas été touché. "
            "Choisissez un autre nom avec -o, ou ajoutez --force (une copie est gardée).",
            "This document was not written by planmo, or is damaged; it was left alone. "
            "Choose another name with -o, or add --force (a copy is kept).",
        ),
        where=str(path),
    )


# ── export, compare ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


ExportKind = Literal["ics", "msproject", "csv"]


def export(path: Path, *, kind: ExportKind, out: Path | None = None) -> tuple[Path, ...]:
    """Write the plan's schedule as a calendar (.ics) or an MS Project file (.xml), or its tables as CSV files in a folder."""
    from generator.exports import csv, ics, msproject
    from generator.workbook import read
    from workbook_templates.package import Package

    reading = read(Package.read(path))
    if kind == "csv":
        folder = out if out is not None else path.with_name(f"{path.stem}-csv")
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(_put(folder / name, data) for name, data in csv.files(reading.plan, reading.lang).items())
    if kind == "ics":
        return (_put(out or path.with_suffix(".ics"), ics.calendar(reading.plan, reading.lang)),)
    return (_put(out or path.with_suffix(".xml"), msproject.project(reading.plan, _holidays(reading.plan))),)


def _put(path: Path, data: bytes) -> Path:
    from workbook_templates.package import write_atomically

    write_atomically(path, data, backup=True)
    return path


def _holidays(plan: Plan) -> tuple[dt.date, ...]:
    """Return the public holidays of every year the plan may reach, by its region."""
    from addin.models.calendar import Region, holidays

    settings = plan.settings
    region: Region = "alsace-moselle" if settings.region == "alsace-moselle" else "metropole"
    first = (settings.plan_start or plan.as_of).year - 1
    last = (settings.plan_end or plan.as_of).year + 1
    return tuple(
        day
        for year in range(first, last + 1)
        for day, _ in holidays(year, region=region, solidarity_day=bool(settings.solidarity_day))
    )


def compare(old: Path, new: Path) -> tuple[Difference, ...]:
    """Return what changed between two versions of a plan, in the order of the new one."""
    from generator.compare import compare as compare_readings
    from generator.workbook import read
    from workbook_templates.package import Package

    return compare_readings(read(Package.read(old)), read(Package.read(new)))


# ── demo ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstrated:
    """A worked case, computed and written out."""

    workbook: Calculated
    plan: Planned


def demo(folder: Path, *, case: str = "cdnow", lang: Lang = "fr", progress: Progress = quiet) -> Demonstrated:
    """Write a worked case into a folder: plan.xlsx, computed, and plan.docx; files already there are kept as copies."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook = new(folder / "plan.xlsx", lang=lang, case=case, force=True, progress=progress)
    return Demonstrated(workbook=workbook, plan=plan(workbook.path, force=True, fresh=True, progress=progress))
