"""The VBA that makes our functions worksheet functions: one wrapper each, and the texts of the function wizard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from addin.functions.spec import Argument, Function
from workbook_templates.text import Lang, fold

CATEGORY = "planmo"
WIZARD = 255  # letters Excel accepts in the description of a function or of an argument
ASSIGNED = 2  # places of the call filled by PlanmoServer: the cell that asks, the language

_REPLACED = str.maketrans(
    {"−": "-", "√": "racine ", "Σ": "somme ", "≤": "<=", "≥": ">=", "≠": "<>", "×": "x", "\u202f": "\u00a0"}
)
_KEYWORDS = frozenset(
    [
        "and",
        "as",
        "boolean",
        "byref",
        "byte",
        "byval",
        "call",
        "case",
        "class",
        "const",
        "currency",
        "date",
        "decimal",
        "declare",
        "dim",
        "do",
        "double",
        "each",
        "else",
        "empty",
        "end",
        "enum",
        "error",
        "event",
        "exit",
        "false",
        "for",
        "friend",
        "function",
        "get",
        "global",
        "if",
        "implements",
        "in",
        "integer",
        "is",
        "let",
        "like",
        "long",
        "loop",
        "me",
        "mod",
        "new",
        "next",
        "not",
        "nothing",
        "null",
        "object",
        "on",
        "option",
        "optional",
        "or",
        "paramarray",
        "private",
        "property",
        "public",
        "redim",
        "rem",
        "resume",
        "return",
        "select",
        "set",
        "single",
        "static",
        "step",
        "stop",
        "string",
        "sub",
        "then",
        "to",
        "true",
        "type",
        "until",
        "variant",
        "wend",
        "while",
        "with",
        "write",
        "xor",
        "debug",
        "print",
        "input",
        "open",
        "close",
    ]
)


def wrappers(functions: Iterable[Function]) -> str:
    """Return the module whose public functions are the worksheet functions."""
    return _module("PlanmoFunctions", "The worksheet functions, made from the catalogue.", map(wrapper, functions))


def wrapper(function: Function) -> str:
    """Return the VBA function that Excel calls for a function of the catalogue.

    >>> from addin.functions import FUNCTIONS
    >>> print(wrapper(next(f for f in FUNCTIONS if f.name == "CPA")))
    Public Function CPA(depense As Variant, acquisitions As Variant) As Variant
        CPA = PlanmoCall("CPA", Array(Empty, Empty, PlanmoCells(depense), PlanmoCells(acquisitions)))
    End Function
    """
    names = parameters(function)
    declared = ", ".join(
        f"{'' if argument.required else 'Optional '}{name} As Variant"
        for name, argument in zip(names, function.arguments, strict=True)
    )
    passed = ", ".join([*["Empty"] * ASSIGNED, *(f"PlanmoCells({name})" for name in names)])
    return (
        f"Public Function {function.name}({declared}) As Variant\n"
        f'    {function.name} = PlanmoCall("{function.name}", Array({passed}))\n'
        "End Function"
    )


def parameters(function: Function) -> tuple[str, ...]:
    """Return the names of the arguments as the wizard shows them: the French labels as VBA can write them, no two alike.

    >>> from addin.functions import FUNCTIONS
    >>> parameters(FUNCTIONS[0])
    ('clients', 'dates', 'montants', 'date_d_arrete', 'classes', 'methode')
    """
    names: list[str] = []
    for argument in function.arguments:
        name = re.sub(r"[^a-z0-9]+", "_", fold(argument.label.fr)).strip("_") or "valeur"
        if not name[0].isalpha():
            name = f"n_{name}"
        while name in _KEYWORDS or name == function.name.casefold() or name in names:
            name += "_"
        names.append(name)
    return tuple(names)


def descriptions(functions: Sequence[Function], lang: Lang) -> str:
    """Return the module that gives the function wizard its texts in one language."""
    suffix = lang.capitalize()
    calls = "\n".join(f"    Describe{suffix}_{function.name}" for function in functions)
    entry = f"Public Sub PlanmoDescribe{suffix}()\n{calls}\nEnd Sub"
    described = (_description(function, lang) for function in functions)
    return _module(
        f"PlanmoHelp{suffix}",
        f"The texts of the function wizard ({lang}), made from the catalogue.",
        [entry, *described],
        private=True,
    )


def _description(function: Function, lang: Lang) -> str:
    arguments = ", _\n        ".join(quoted(_argument_help(argument, lang)) for argument in function.arguments)
    macro = f"""\"'\" & ThisWorkbook.Name & \"'!{function.name}\""""
    return (
        f"Private Sub Describe{lang.capitalize()}_{function.name}()\n"
        "    Dim arguments As Variant\n"
        f"    arguments = Array( _\n        {arguments})\n"
        f"    Application.MacroOptions Macro:={macro}, Category:={quoted(CATEGORY)}, ArgumentDescriptions:=arguments, _\n"
        f"        Description:={quoted(clipped(function.summary.get(lang)))}\n"
        "End Sub"
    )


def _argument_help(argument: Argument, lang: Lang) -> str:
    label, unit = argument.label.get(lang), argument.unit.get(lang) if argument.unit is not None else ""
    shown = f" ({unit})" if unit and unit not in label else ""
    return clipped(f"{label}{shown} – {argument.help.get(lang)}")


def clipped(text: str, most: int = WIZARD) -> str:
    """Return a text no longer than the wizard takes, cut after a whole word.

    >>> clipped("une phrase trop longue", 12)
    'une phrase…'
    """
    return text if len(text) <= most else text[: most - 1].rpartition(" ")[0].rstrip(",;:. \u00a0") + "…"


def quoted(text: str) -> str:
    """Return a text as a VBA literal.

    >>> quoted('Le "r" de Σ')
    '"Le ""r"" de somme "'
    """
    return '"' + ansi(text).replace('"', '""') + '"'


def ansi(text: str) -> str:
    """Return a text in the letters VBA source is written in (Windows-1252)."""
    text = text.translate(_REPLACED)
    return "".join(letter if _writable(letter) else unicodedata.normalize("NFKD", letter) for letter in text)


def _writable(letter: str) -> bool:
    try:
        letter.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _module(name: str, about: str, procedures: Iterable[str], *, private: bool = False) -> str:
    head = [f'Attribute VB_Name = "{name}"', "Option Explicit", *(["Option Private Module"] if private else []), "", f"' {about}"]
    return "\n".join([*head, "", "\n\n".join(procedures), ""])
