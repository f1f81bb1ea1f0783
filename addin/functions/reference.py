"""The written reference of the functions, made from their descriptions: a list, a card, a page in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from addin.functions.spec import Argument, Function, Result, Rows
from workbook_templates.text import Lang, Text


def index(functions: Sequence[Function], lang: Lang) -> str:
    """Return one line a function: its formula and what it gives."""
    wide = max(len(function.name) for function in functions)
    return "\n".join(f"{function.name:<{wide}}  {function.summary.get(lang)}" for function in functions)


def card(function: Function, lang: Lang) -> str:
    """Return everything a user of one function needs, as plain text."""
    lines = [formula(function, lang), "", function.summary.get(lang)]
    if function.help is not None:
        lines += ["", function.help.get(lang)]
    lines += ["", *(f"  {_name(argument, lang)}: {_explained(argument, lang)}" for argument in function.arguments)]
    lines += ["", f"→ {gives(function, lang)}", "", f"{_SOURCE.get(lang)}{function.source}"]
    return "\n".join(lines)


def page(functions: Sequence[Function], lang: Lang) -> str:
    """Return the reference page: a section a function, in the order of the catalogue."""
    sections = [f"# {_TITLE.get(lang)}", "", _LEAD.get(lang), ""]
    for function in functions:
        sections += _section(function, lang)
    return "\n".join(sections).rstrip() + "\n"


def formula(function: Function, lang: Lang) -> str:
    """Return the formula's shape, optional arguments in brackets, separated as Excel does in that language."""
    names = [
        f"{argument.label.get(lang)}" if argument.required else f"[{argument.label.get(lang)}]" for argument in function.arguments
    ]
    return f"={function.name}({(' ; ' if lang == 'fr' else ', ').join(names)})"


def gives(function: Function, lang: Lang) -> str:
    """Return what the formula gives, in words."""
    per_row = function.rows is not Rows.FREE
    if function.result is Result.TABLE:
        columns = ", ".join(column.header.get(lang) for column in function.columns)
        return (_TABLE_ROWS if per_row else _TABLE).get(lang).format(columns=columns)
    if function.result is Result.MATRIX:
        return _MATRIX.get(lang)
    if function.result is Result.COLUMN:
        return _COLUMN.get(lang)
    return (_SCALAR_ROWS if per_row else _SCALAR).get(lang)


def _section(function: Function, lang: Lang) -> list[str]:
    lines = [f"## {function.name}", "", f"`{formula(function, lang)}`", "", function.summary.get(lang), ""]
    if function.help is not None:
        lines += [function.help.get(lang), ""]
    lines += [f"| {_ARGUMENT.get(lang)} | {_MEANING.get(lang)} | {_UNIT.get(lang)} |", "|---|---|---|"]
    for argument in function.arguments:
        unit = argument.unit.get(lang) if argument.unit else ""
        lines.append(f"| {_name(argument, lang)} | {_explained(argument, lang)} | {unit} |".replace("\n", " "))
    return [*lines, "", f"→ {gives(function, lang)}", "", f"{_SOURCE.get(lang)}{function.source}", ""]


def _name(argument: Argument, lang: Lang) -> str:
    return argument.label.get(lang) if argument.required else f"[{argument.label.get(lang)}]"


def _explained(argument: Argument, lang: Lang) -> str:
    text = argument.help.get(lang)
    if argument.choices is not None:
        text += f" {_CHOICES.get(lang)}{', '.join(argument.choices.all(lang))}."
    if not argument.required and argument.default is not None:
        default = argument.default
        if argument.choices is not None and isinstance(default, str):
            default = argument.choices.say(default, lang)
        text += f" {_DEFAULT.get(lang)}{Text('{v}', '{v}').format(v=default).get(lang)}."
    return text


_TITLE = Text("Les fonctions planmo", "planmo's functions")
_LEAD = Text(
    "Cette page est faite des descriptions du catalogue par « planmo functions --markdown » ; un test la tient à jour.",
    "This page is made from the catalogue's descriptions by “planmo functions --markdown”; a test keeps it current.",
)
_ARGUMENT, _MEANING, _UNIT = Text("Argument", "Argument"), Text("Sens", "Meaning"), Text("Unité", "Unit")
_CHOICES, _DEFAULT, _SOURCE = Text("Mots : ", "Words: "), Text("Par défaut : ", "Default: "), Text("Source : ", "Source: ")
_TABLE = Text("Tableau : {columns}.", "Table: {columns}.")
_TABLE_ROWS = Text("Tableau, une ligne par ligne donnée : {columns}.", "Table, one row per row given: {columns}.")
_MATRIX = Text("Matrice sans en-tête.", "Matrix without header.")
_COLUMN = Text("Colonne sans en-tête.", "Column without header.")
_SCALAR = Text("Une valeur.", "One value.")
_SCALAR_ROWS = Text("Une valeur ; une colonne si des plages sont données.", "One value; a column where ranges are given.")
