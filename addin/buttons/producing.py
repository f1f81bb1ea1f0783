"""The groups Produire and Partager: the Word plan, its PDF, comparisons, exports."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from addin import commands
from addin.buttons.saved import progress, saved_file
from addin.desktop import Desktop
from addin.errors import CommandError
from workbook_templates.errors import LEVELS
from workbook_templates.text import Text


def write_plan(desktop: Desktop, argument: str) -> None:
    """Check the workbook and write its Word plan: over the person's edits, in a company's template, with what
    changed since an earlier version, afresh, or the extract.
    """
    lang = desktop.lang
    path = saved_file(desktop)
    template = None
    if argument == "template":
        template = desktop.choose_file(_WHICH_TEMPLATE.get(lang), (".docx", ".dotx"))
        if template is None:
            return
    since = None
    if argument == "since":
        since = desktop.choose_file(_WHICH_OLD.get(lang), (".xlsx", ".xlsm"))
        if since is None:
            return
    if argument == "fresh" and desktop.ask(_FRESH.get(lang)) != "yes":
        return
    checked = commands.check(path)
    counts = {level: sum(problem.level == level for problem in checked.problems) for level in LEVELS}
    if not checked.clean and desktop.ask(_ANYWAY.format(**counts).get(lang)) != "yes":
        return
    done = commands.plan(
        path,
        fresh=argument == "fresh",
        sections="summary" if argument == "summary" else "all",
        template=template,
        since=since,
        progress=progress(desktop),
    )
    lines = [(_DRAFT if done.draft else _WRITTEN).format(name=done.path.name, folder=str(done.path.parent)).get(lang)]
    lines += [f"– {remark.get(lang)}" for remark in done.kept[:8]]
    desktop.say("\n".join(lines))
    desktop.open_document(done.path)


def open_plan(desktop: Desktop, argument: str) -> None:
    """Open the last Word plan of the workbook."""
    desktop.open_document(_document(saved_file(desktop)))


def write_pdf(desktop: Desktop, argument: str) -> None:
    """Turn the last Word plan into a PDF beside it."""
    from generator.exports.pdf import pdf
    from workbook_templates.package import write_atomically

    document = _document(saved_file(desktop))
    desktop.progress(_CONVERTING.get(desktop.lang))
    target = document.with_suffix(".pdf")
    write_atomically(target, pdf(document.read_bytes(), desktop.lang), backup=True)
    desktop.say(_PUT.format(files=target.name, folder=str(target.parent)).get(desktop.lang))
    desktop.open_document(target)


def _document(workbook: Path) -> Path:
    """Return the Word plan of a workbook.

    Raises
    ------
    CommandError
        ``plan.not_written``.
    """
    document = workbook.with_suffix(".docx")
    if not document.is_file():
        raise CommandError("plan.not_written", _NOT_WRITTEN, where=workbook.name)
    return document


def compare_plans(desktop: Desktop, argument: str) -> None:
    """List what changed since an earlier version the person chooses."""
    lang = desktop.lang
    path = saved_file(desktop)
    old = desktop.choose_file(_WHICH_OLD.get(lang), (".xlsx", ".xlsm"))
    if old is None:
        return
    differences = commands.compare(old, path)
    if differences:
        rows = [(difference.cell, difference.say(lang)) for difference in differences]
        desktop.show_table(_CHANGES.get(lang), [tuple(head.get(lang) for head in _CHANGE_HEADS), *rows])
    desktop.say(
        (_DIFFERENCES.format(count=len(differences), old=old.name) if differences else _SAME.format(old=old.name)).get(lang)
    )


def export_plan(desktop: Desktop, argument: str) -> None:
    """Write the schedule or the tables for another program."""
    kind = next(kind for kind in get_args(commands.ExportKind) if kind == argument)
    written = commands.export(saved_file(desktop), kind=kind)
    if not written:
        desktop.say(_NOTHING.get(desktop.lang), warning=True)
        return
    names = ", ".join(path.name for path in written[:4]) + ("…" if len(written) > 4 else "")
    desktop.say(_PUT.format(files=names, folder=str(written[0].parent)).get(desktop.lang))


_WHICH_TEMPLATE = Text("Modèle Word de l'entreprise", "The company's Word template")
_WHICH_OLD = Text("Version précédente du plan", "Earlier version of the plan")
_FRESH = Text(
    "Le plan sera réécrit sans vos retouches du document Word ; une copie de l'ancien est gardée. Continuer ?",
    "The plan will be written again without your edits of the Word document; a copy of the old one is kept. Go on?",
)
_ANYWAY = Text(
    "Le contrôle trouve {blocking} points bloquants et {fix} à corriger. Produire quand même le plan, marqué PROJET, avec la page de ses réserves ?",
    "The check finds {blocking} blocking points and {fix} to fix. Write the plan all the same, marked DRAFT, with its page of reservations?",
)
_WRITTEN = Text("« {name} » est écrit dans {folder}.", "“{name}” is written in {folder}.")
_DRAFT = Text(
    "« {name} » est écrit dans {folder}, marqué PROJET : « Contrôler » dit pourquoi.",
    "“{name}” is written in {folder}, marked DRAFT: “Check” says why.",
)
_NOT_WRITTEN = Text(
    "ce classeur n'a pas encore de plan Word à côté de lui. Cliquez sur « Plan Word ».",
    "this workbook has no Word plan beside it yet. Click “Word plan”.",
)
_CONVERTING = Text("planmo – conversion en PDF", "planmo – turning into PDF")
_PUT = Text("Écrit : {files}, dans {folder}.", "Written: {files}, in {folder}.")
_NOTHING = Text(
    "Il n'y a rien à exporter : les tableaux du plan sont vides. Remplissez au moins les feuilles Objectifs et Actions.",
    "There is nothing to export: the tables of the plan are empty. Fill in at least the Objectives and Actions sheets.",
)
_CHANGES = Text("Ce qui a changé", "What changed")
_CHANGE_HEADS = (Text("Cellule", "Cell"), Text("Différence", "Difference"))
_DIFFERENCES = Text(
    "{count} différences avec « {old} » : la liste est ouverte à côté.",
    "{count} differences from “{old}”: the list is open beside the plan.",
)
_SAME = Text(
    "Les deux versions disent la même chose, feuilles de données à part (« {old} »).",
    "The two versions say the same, data sheets aside (“{old}”).",
)
