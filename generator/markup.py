"""Prose as runs: the light markup of the texts (`**bold**`, `*italic*`, `[figure](Sheet!Cell)`, `[@bookmark]`) read into values."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["body", "lead", "bullet", "note"]

# One alternative a mark; a mark never spans paragraphs. Entities are still escaped here, so a `*` of the data (`&#42;`) marks nothing.
_MARK = re.compile(
    r"\*\*(?P<bold>(?:(?!\*\*(?!\*)).)+)\*\*"
    r"|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*"
    r"|\[@(?P<reference>\w+)\]"
    r"|\[(?P<figure>[^\]\[]+)\]\((?P<cell>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    re.DOTALL,
)
_LITERAL = str.maketrans({"*": "&#42;", "[": "&#91;", "]": "&#93;"})


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of one look.

    `source` is the cell a printed figure comes from (`Clients!B8`); `reference` the bookmark of a table or a figure, whose number is
    printed in place of `text`.
    """

    text: str
    bold: bool = False
    italic: bool = False
    source: str = ""
    reference: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `lead` is the sentence a section opens with, `note` small print."""

    runs: Runs
    kind: ParagraphKind = "body"

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.runs)


def literal(text: str) -> str:
    """Return `text`, already escaped for HTML, with the characters of the markup escaped too: what a template prints of a person's data.

    >>> runs(literal("5 * 3 * 2 [brut]"))
    (Run(text='5 * 3 * 2 [brut]', bold=False, italic=False, source='', reference=''),)
    """
    return text.translate(_LITERAL)


def runs(markup: str) -> Runs:
    """Return the runs of one paragraph, entities unescaped exactly once.

    >>> [(run.text, run.bold) for run in runs("Chez **R&amp;D &lt;test&gt;**, rien.")]
    [('Chez ', False), ('R&D <test>', True), (', rien.', False)]
    >>> runs("CLV de [118\\xa0€](Clients!B8)")[1]
    Run(text='118\\xa0€', bold=False, italic=False, source='Clients!B8', reference='')
    """
    return tuple(_read(markup, bold=False, italic=False))


def plain(text: str) -> Runs:
    """Return `text` as one run, nothing read in it; no run for an empty text."""
    return (Run(text),) if text else ()


def paragraphs(markup: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a rendered text: parted by blank lines, `- ` opens a bullet, one wholly in `**` is a lead.

    >>> [(p.kind, p.text) for p in paragraphs("**Le plan tient.**\\n\\nDeux\\nlignes.\\n- un\\n- deux")]
    [('lead', 'Le plan tient.'), ('body', 'Deux lignes.'), ('bullet', 'un'), ('bullet', 'deux')]
    """
    return tuple(_paragraph(chunk) for chunk in _chunks(markup))


def _chunks(markup: str) -> Iterator[str]:
    open_: list[str] = []
    for line in [*markup.splitlines(), ""]:
        stripped = line.strip(" \t\r\n")  # not str.strip(): it would eat non-breaking spaces
        if open_ and (not stripped or stripped.startswith("- ")):
            yield " ".join(open_)
            open_ = []
        if stripped:
            open_.append(stripped)


def _paragraph(chunk: str) -> Paragraph:
    if chunk.startswith("- "):
        return Paragraph(runs(chunk[2:]), "bullet")
    read = runs(chunk)
    if read and all(run.bold for run in read):
        return Paragraph(tuple(Run(r.text, False, r.italic, r.source, r.reference) for r in read), "lead")
    return Paragraph(read)


def _read(markup: str, *, bold: bool, italic: bool) -> Iterator[Run]:
    end = 0
    for mark in _MARK.finditer(markup):
        if mark.start() > end:
            yield Run(html.unescape(markup[end : mark.start()]), bold, italic)
        end = mark.end()
        if mark["bold"] is not None:
            yield from _read(mark["bold"], bold=True, italic=italic)
        elif mark["italic"] is not None:
            yield from _read(mark["italic"], bold=bold, italic=True)
        elif mark["reference"] is not None:
            yield Run("", bold, italic, reference=mark["reference"])
        else:
            yield Run(html.unescape(mark["figure"]), bold, italic, source=html.unescape(mark["cell"]))
    if end < len(markup):
        yield Run(html.unescape(markup[end:]), bold, italic)
