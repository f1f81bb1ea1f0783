"""The groups Vérifier and Aide: computing, checking, explaining, mending, and what planmo is."""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import as_file, files

from addin import commands
from addin.buttons.saved import book_in_front, progress, rewrite, saved_file
from addin.desktop import Desktop, SeenCell
from addin.errors import CommandError
from workbook_templates.errors import LEVELS, Problem
from workbook_templates.text import Lang, Text


def recalculate(desktop: Desktop, argument: str) -> None:
    """Compute every formula: by Excel where it reaches Python, otherwise in the file, which is then opened again."""
    lang = desktop.lang
    if desktop.computes:
        book_in_front(desktop)
        errors = desktop.recalculate()
    else:
        path = saved_file(desktop, writable=True)
        found: list[Problem] = []
        rewrite(desktop, path, lambda: found.extend(commands.calc(path, progress=progress(desktop)).problems))
        errors = len(found)
    desktop.say((_COMPUTED.format(count=errors) if errors else _ALL_COMPUTED).get(lang), warning=bool(errors))


def check_plan(desktop: Desktop, argument: str) -> None:
    """Read the plan as a director would, and list what stands in the way of signing."""
    lang = desktop.lang
    checked = commands.check(saved_file(desktop))
    if checked.problems:
        rows = [(LEVELS[problem.level].get(lang), problem.where, problem.text.get(lang)) for problem in checked.problems]
        desktop.show_table(_LIST.get(lang), [tuple(head.get(lang) for head in _HEADS), *rows])
    counts = {level: sum(problem.level == level for problem in checked.problems) for level in LEVELS}
    desktop.say((_CLEAN if checked.clean else _COUNTS).format(**counts).get(lang), warning=not checked.clean)


# ── explain ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def explain_cell(desktop: Desktop, argument: str) -> None:
    """Say why a cell is in error, or where its result comes from."""
    book_in_front(desktop)
    cell = desktop.seen_cell()
    if cell is None:
        raise CommandError("cell.none", _NO_CELL)
    desktop.say(explained(cell, desktop.lang))


def explained(cell: SeenCell, lang: Lang) -> str:
    """Return what there is to say of a cell: the sentence of its error, what its formula computes, or that it was typed."""
    from addin.hosts.excel import diagnosis
    from addin.hosts.repair import ours

    known = diagnosis(cell.address)
    said = known.sentences(cell.row, cell.column) if known is not None else ()
    names = ours(cell.formula) if cell.formula else ()
    if not said and cell.text.startswith("#"):
        said = (_ERRORS.get(cell.text.rstrip("!?"), _ASK_AGAIN if names else _OTHER_ERROR).get(lang),)
    if not cell.formula:
        said = (*said, _TYPED.get(lang))
    elif names:
        said = (*said, *(_summary(name, lang) for name in dict.fromkeys(names)))
    elif not said:
        said = (_EXCEL_FORMULA.format(formula=cell.formula).get(lang),)
    head = f"{cell.place} = {cell.text}" if cell.text else cell.place
    return "\n\n".join([head, *said])


def _summary(name: str, lang: Lang) -> str:
    from addin.functions import FUNCTIONS

    function = next(function for function in FUNCTIONS if function.name == name)
    colon = "\u00a0:" if lang == "fr" else ":"
    return f"{name}{colon} {function.summary.get(lang)}"


# ── help ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def list_functions(desktop: Desktop, argument: str) -> None:
    """List the functions, each with the formula to copy."""
    from addin.functions import FUNCTIONS

    lang = desktop.lang
    rows = [
        (
            function.name,
            function.summary.get(lang),
            f"{function.name}({'; '.join(argument.label.get(lang) for argument in function.arguments)})",
        )
        for function in FUNCTIONS
    ]
    desktop.show_table(_FUNCTIONS.get(lang), [tuple(head.get(lang) for head in _FUNCTION_HEADS), *rows])


def open_guide(desktop: Desktop, argument: str) -> None:
    """Open the guide."""
    with as_file(files("addin.ribbon").joinpath(f"guide_{desktop.lang}.html")) as guide:
        desktop.open_document(guide)


def repair_formulas(desktop: Desktop, argument: str) -> None:
    """Lead formulas that came from another computer to this one's add-in: in Excel where it knows them, otherwise in the file."""
    count = book_in_front(desktop).repair() if desktop.computes else _repair_file(desktop)
    desktop.say((_REPAIRED.format(count=count) if count else _NOTHING_TO_REPAIR).get(desktop.lang))


def _repair_file(desktop: Desktop) -> int:
    from addin.hosts.repair import repaired
    from workbook_templates.package import Package, write_atomically

    path = saved_file(desktop, writable=True)
    done = repaired(Package.read(path))
    if done.formulas:
        rewrite(desktop, path, lambda: write_atomically(path, done.package.to_bytes(), backup=True))
    return done.formulas


def run_doctor(desktop: Desktop, argument: str) -> None:
    """Say what ails the installation."""
    from addin.doctor import doctor

    problems = doctor()
    listed = "\n".join(f"– {problem.say(desktop.lang)}" for problem in problems)
    desktop.say(listed or _HEALTHY.get(desktop.lang), warning=bool(problems))


def about(desktop: Desktop, argument: str) -> None:
    """Say what planmo is, its version, whose work it stands on."""
    desktop.say(_ABOUT.format(planmo=version("planmo"), xlwings=version("xlwings")).get(desktop.lang))


_COMPUTED = Text(
    "Le plan est calculé ; {count} cellules sont en erreur. Placez-vous sur l'une d'elles et cliquez sur « Expliquer la cellule ».",
    "The plan is computed; {count} cells are in error. Go to one of them and click “Explain the cell”.",
)
_ALL_COMPUTED = Text("Le plan est calculé, sans erreur.", "The plan is computed, without an error.")
_LIST = Text("Contrôle du plan", "Check of the plan")
_HEADS = (
    Text("Niveau", "Level"),
    Text("Cellule", "Cell"),
    Text("Ce qui a été trouvé, et quoi faire", "What was found, and what to do"),
)
_CLEAN = Text(
    "Rien n'empêche de signer ({advice} conseils).", "Nothing stands in the way of signing ({advice} pieces of advice)."
)
_COUNTS = Text(
    "{blocking} points bloquants, {fix} à corriger, {advice} conseils : la liste est ouverte à côté.",
    "{blocking} blocking points, {fix} to fix, {advice} pieces of advice: the list is open beside the plan.",
)
_NO_CELL = Text(
    "Aucune cellule n'est choisie. Cliquez sur une cellule du plan.", "No cell is selected. Click a cell of the plan."
)
_TYPED = Text(
    "Cette valeur a été saisie ou importée : aucune formule ne la calcule.",
    "This value was typed or imported: no formula computes it.",
)
_EXCEL_FORMULA = Text("Calculée par Excel : {formula}", "Computed by Excel: {formula}")
_ASK_AGAIN = Text(
    "La raison de cette erreur n'est plus en mémoire. Cliquez sur « Recalculer », puis de nouveau ici ; si rien ne change, le « Diagnostic » dit pourquoi.",
    "The reason of this error is no longer in memory. Click “Recalculate”, then here again; if nothing changes, “Diagnosis” says why.",
)
_OTHER_ERROR = Text(
    "Cette erreur vient d'une cellule que la formule lit : remontez-la avec Formules > Repérer une erreur.",
    "This error comes from a cell the formula reads: trace it with Formulas > Error Checking > Trace Error.",
)
_ERRORS = {
    "#NAME": Text(
        "Excel ne connaît pas une fonction ou un nom de cette formule. Essayez « Réparer les formules » (menu Réglages et dépannage).",
        "Excel does not know a function or a name of this formula. Try “Repair the formulas” (menu Settings and repair).",
    ),
    "#NOM": Text(
        "Excel ne connaît pas une fonction ou un nom de cette formule. Essayez « Réparer les formules » (menu Réglages et dépannage).",
        "Excel does not know a function or a name of this formula. Try “Repair the formulas” (menu Settings and repair).",
    ),
    "#SPILL": Text(
        "Le résultat n'a pas la place de s'étaler : videz les cellules en dessous et à droite.",
        "The result has no room to spill: clear the cells below and to the right.",
    ),
    "#PROPAGATION": Text(
        "Le résultat n'a pas la place de s'étaler : videz les cellules en dessous et à droite.",
        "The result has no room to spill: clear the cells below and to the right.",
    ),
    "#DIV/0": Text("La formule divise par zéro ou par une cellule vide.", "The formula divides by zero or by a blank cell."),
    "#REF": Text("La formule lit une cellule qui a été supprimée.", "The formula reads a cell that was deleted."),
}
_FUNCTIONS = Text("Fonctions planmo", "planmo functions")
_FUNCTION_HEADS = (Text("Fonction", "Function"), Text("Ce qu'elle donne", "What it gives"), Text("Arguments", "Arguments"))
_REPAIRED = Text(
    "{count} formules venues d'un autre poste sont réparées. Enregistrez le classeur.",
    "{count} formulas from another computer were repaired. Save the workbook.",
)
_NOTHING_TO_REPAIR = Text(
    "Toutes les formules planmo sont déjà liées à ce poste.", "Every planmo formula already belongs to this computer."
)
_HEALTHY = Text("Tout est en ordre : complément, réglages, Python.", "All is well: add-in, settings, Python.")
_ABOUT = Text(
    "planmo {planmo} – le plan marketing opérationnel.\nLicence MIT. Le complément contient xlwings {xlwings} (licence BSD, Zoomer Analytics LLC) et VBA-Dictionary (licence MIT, Tim Hall).",
    "planmo {planmo} – the operational marketing plan.\nMIT licence. The add-in holds xlwings {xlwings} (BSD licence, Zoomer Analytics LLC) and VBA-Dictionary (MIT licence, Tim Hall).",
)
