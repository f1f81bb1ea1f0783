"""A formula as a file stores it (English, commas), cut into tokens that join back into the same text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from workbook_templates.package.refs import LAST_COLUMN, LAST_ROW, column_number, split_sheet


class Kind(Enum):
    """What a token is."""

    REFERENCE = "reference"  # A1, $A$1:B2, A:C, 3:5, 'Sheet 1'!A1, A5#
    STRUCTURED = "structured"  # Table[Col], [@Col]
    NAME = "name"  # a defined name, a table's bare name, TRUE
    FUNCTION = "function"  # SUM(  with its parenthesis
    TEXT = "text"  # "…"
    OPEN = "("
    CLOSE = ")"
    COMMA = ","
    SPACE = " "
    OTHER = "other"  # numbers, operators, errors, {1,2;3,4}, links to other workbooks


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula. `text` is as written; of a function, `word` is the bare upper-case name without its prefixes."""

    kind: Kind
    text: str
    word: str = ""


_SHEET = r"(?:'(?:[^']|'')+'|[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!"
_COLUMN, _ROW = r"\$?[A-Za-z]{1,3}", r"\$?[1-9][0-9]{0,6}"
_AREA = rf"{_COLUMN}{_ROW}(?::{_COLUMN}{_ROW})?\#?|{_COLUMN}:{_COLUMN}|{_ROW}:{_ROW}"
_WORD = r"[^\W\d][\w.?\\]*|\\[\w.?\\]*"
_PATTERN = re.compile(
    rf"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<space>[ \t\r\n]+)
    | (?P<addin>(?:\[\d+\]|'[^']*\.xlam?')!(?P<addin_word>{_WORD})\()
    | (?P<linked>(?:'[^']*\[[^']*'|\[\d+\][\w.]*)!(?:{_AREA}|{_WORD}))
    | (?P<reference>(?:{_SHEET})?(?:{_AREA})(?![\w.(\[!?]))
    | (?P<function>(?P<function_word>{_WORD})\()
    | (?P<name>(?:{_SHEET})?(?:{_WORD}))
    | (?P<number>\d+\.?\d*(?:[Ee][+-]?\d+)?|\.\d+(?:[Ee][+-]?\d+)?)
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|SPILL!|CALC!|GETTING_DATA))
    | (?P<array>\{{[^}}]*\}})
    | (?P<open>\() | (?P<close>\)) | (?P<comma>,)
    | (?P<operator><=|>=|<>|[-+*/^&=<>%:;@\#!|~])
    """,
    re.VERBOSE,
)
_PREFIX = re.compile(r"(?:_xlfn\.|_xlws\.|_xll\.|_xldudf_|_xludf\.|_xlpm\.)+", re.IGNORECASE)
_KINDS = {
    "text": Kind.TEXT,
    "space": Kind.SPACE,
    "reference": Kind.REFERENCE,
    "name": Kind.NAME,
    "open": Kind.OPEN,
    "close": Kind.CLOSE,
    "comma": Kind.COMMA,
}


@lru_cache(maxsize=4096)
def tokens(formula: str) -> tuple[Token, ...]:
    """Return the tokens of a formula without its ``=``; joined, their texts are the formula.

    >>> [(t.kind.value, t.text) for t in tokens("SUM(T[[#This Row],[a]],'L''an 1'!$A$1)")]
    [('function', 'SUM('), ('structured', 'T[[#This Row],[a]]'), (',', ','), ('reference', "'L''an 1'!$A$1"), (')', ')')]
    """
    found: list[Token] = []
    at = 0
    while at < len(formula):
        token = _structured(formula, at, "") if formula[at] == "[" and not _links(formula, at) else _matched(formula, at)
        found.append(token)
        at += len(token.text)
    return tuple(found)


def _matched(formula: str, at: int) -> Token:
    match = _PATTERN.match(formula, at)
    if match is None:
        return Token(Kind.OTHER, formula[at])
    group, text = match.lastgroup or "", match[0]
    if match["function"] is not None or match["addin"] is not None:
        return Token(Kind.FUNCTION, text, bare(match["function_word"] or match["addin_word"]))
    if group == "name" and formula.startswith("[", match.end()):
        return _structured(formula, match.end(), text)
    if group == "reference" and not _is_inside(text):
        return Token(Kind.NAME, text)
    return Token(_KINDS.get(group, Kind.OTHER), text)


def bare(word: str) -> str:
    """Return a function's name as people type it.

    >>> bare("_xlfn._xlws.FILTER"), bare("_xll.rfm"), bare("_xldudf_RFM")
    ('FILTER', 'RFM', 'RFM')
    """
    return _PREFIX.sub("", word, count=1).upper()


def _links(formula: str, at: int) -> bool:
    """Whether a bracket opens a link to another workbook, ``[1]Sheet!A1`` or ``[1]!RFM(``."""
    return re.match(r"\[\d+\][\w.]*!", formula[at:]) is not None


def _structured(formula: str, at: int, name: str) -> Token:
    """Read the brackets that open at `at`: nested, a quote making the next character plain."""
    depth, end = 0, at
    while end < len(formula):
        letter = formula[end]
        if letter == "'":
            end += 1
        elif letter == "[":
            depth += 1
        elif letter == "]":
            depth -= 1
        end += 1
        if not depth:
            break
    return Token(Kind.STRUCTURED, name + formula[at:end])


def _is_inside(reference: str) -> bool:
    """Whether the letters and digits that look like a reference fit a sheet: ``ABC123`` does, ``XYZ1`` is a name."""
    _, area = split_sheet(reference)
    for corner in area.rstrip("#").replace("$", "").split(":"):
        column, row = corner.rstrip("0123456789"), corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        if (column and column_number(column) > LAST_COLUMN) or (row and int(row) > LAST_ROW):
            return False
    return True


def call_end(formula: Sequence[Token], at: int) -> int:
    """Return where a call ends, one past its closing parenthesis; `at` is its first token inside.

    >>> call_end(tokens("LEN(A1)+1"), 1)
    3
    """
    depth = 1
    while at < len(formula) and depth:
        depth += (formula[at].kind in (Kind.FUNCTION, Kind.OPEN)) - (formula[at].kind is Kind.CLOSE)
        at += 1
    return at


def arguments(formula: Sequence[Token], at: int) -> list[Sequence[Token]]:
    """Return the tokens of each argument of a call; `at` is its first token inside.

    >>> [len(argument) for argument in arguments(tokens("IF(A1,SUM(B1,B2),)"), 1)]
    [1, 5, 0]
    """
    found: list[Sequence[Token]] = []
    depth, start = 0, at
    while at < len(formula):
        kind = formula[at].kind
        if not depth and kind in (Kind.COMMA, Kind.CLOSE):
            found.append(formula[start:at])
            start = at + 1
            if kind is Kind.CLOSE:
                return found
        depth += (kind in (Kind.FUNCTION, Kind.OPEN)) - (kind is Kind.CLOSE)
        at += 1
    return [*found, formula[start:at]]


def closes(formula: Sequence[Token], at: int) -> bool:
    """Whether a call is closed at once: ``RFM()`` has no argument, ``RFM(,1)`` an omitted one."""
    while at < len(formula) and formula[at].kind is Kind.SPACE:
        at += 1
    return at < len(formula) and formula[at].kind is Kind.CLOSE
