"""References from a sentence to a table or a figure, kept to those the plan really shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.blocks import Block, Heading, Prose
from generator.markup import Paragraph, Run
from generator.prose import TextError
from workbook_templates.text import Text


def kept(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, their sentences without the references in brackets, `([@t_gantt])`, to what this plan does not show.

    Raises
    ------
    TextError
        ``text.reference``: a sentence leans on a reference without brackets, to something this plan does not show.
    """
    known = {mark for block in blocks if (mark := getattr(block, "bookmark", ""))}
    out: list[Block] = []
    title = ""
    for block in blocks:
        if isinstance(block, Heading):
            title = block.text
        shown = (
            replace(block, paragraphs=tuple(_paragraph(p, known, title) for p in block.paragraphs))
            if isinstance(block, Prose)
            else block
        )
        out.append(shown)
    return tuple(out)


def _paragraph(paragraph: Paragraph, known: set[str], title: str) -> Paragraph:
    if all(not run.reference or run.reference in known for run in paragraph.runs):
        return paragraph
    return replace(paragraph, runs=tuple(_without(paragraph.runs, known, title)))


def _without(runs: Sequence[Run], known: set[str], title: str) -> Iterable[Run]:
    """Return the runs without the missing references and the brackets that hold them."""
    out: list[Run] = []
    closing = False  # the bracket that held a missing reference is still to close
    for i, run in enumerate(runs):
        if run.reference and run.reference not in known:
            after = runs[i + 1].text if i + 1 < len(runs) else ""
            if not (out and out[-1].text.endswith("(") and after.startswith(")")):
                raise TextError("text.reference", _NOT_SHOWN.format(name=run.reference), where=title)
            out[-1] = replace(out[-1], text=out[-1].text[:-1].rstrip(" "))
            closing = True
            continue
        out.append(replace(run, text=run.text.removeprefix(")")) if closing else run)
        closing = False
    return [run for run in out if run.text or run.reference]


_NOT_SHOWN = Text(
    "le texte renvoie à « {name} », que ce plan ne montre pas. Mettez le renvoi entre parenthèses, ([@{name}]) : il disparaîtra seul quand il est sans objet.",
    "the text refers to “{name}”, which this plan does not show. Put the reference in brackets, ([@{name}]): it will go by itself where it has no object.",
)
