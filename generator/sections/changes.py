"""Appendix: what changed since the version that was signed."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Block
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, counted, heading, opening, row, span, table, words
from workbook_templates.text import Text

TITLE = Text("Ce qui a changé", "What changed")


def compared(prose: Prose, differences: Sequence[tuple[str, str]]) -> tuple[Block, ...]:
    """Return the page that lists what differs from another version of the workbook: a cell and a sentence each."""
    heads = columns(prose, (Text("Cellule", "Cell"), "left", 1.6), (Text("Ce qui change", "What changes"), "left", 6.4))
    rows = [row(words(prose, where), words(prose, sentence)) for where, sentence in differences]
    caption = Text("Différences avec la version précédente du classeur", "Differences from the previous version of the workbook")
    title = heading(prose, "compared", Text("Écarts entre deux versions", "Differences between two versions"))
    facts = {"differences": Figure(len(differences), "count", "")}
    body = (table(prose, "compared", caption, heads, rows, compact=True),) if rows else ()
    return title, opening(prose, "compared", facts), *body


def context(plan: Plan) -> dict[str, object]:
    """Return how many changes the journal holds, and the last one."""
    return {"changes": counted(plan.changes, "date"), "last": plan.changes[-1] if plan.changes else None}


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the appendix; nothing where the journal is empty."""
    if not plan.changes:
        return ()
    heads = columns(
        prose, (Text("Date", "Date"), "left", 1.1), (Text("Version", "Version"), "left", 1.0), (Text("Ce qui change", "What changes"), "left", 3.4), (Text("Pourquoi", "Why"), "left", 3.0),
    )  # fmt: skip
    rows = [
        row(words(prose, prose.writer.day(c.date)), words(prose, c.version), words(prose, c.what), words(prose, c.why))
        for c in plan.changes
    ]
    caption = Text("Journal des versions", "Journal of versions")
    return (
        heading(prose, "changes", TITLE),
        opening(prose, "changes", context(plan)),
        table(prose, "changes", caption, heads, rows, source=span(plan.changes)),
    )
