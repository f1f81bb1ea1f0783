"""Appendix: what changed since the version that was signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.blocks import Block
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, counted, heading, opening, row, span, table, words
from workbook_templates.text import Text

TITLE = Text("Journal des versions", "Version log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One thing that is not what it was: what, which of its columns, what stood before, what stands now, the cell."""

    subject: str
    column: str
    before: str
    after: str
    cell: str


def compared(
    prose: Prose, old: Plan, moved: Sequence[Moved], *, remarks: Sequence[Text] = (), heaviest: Moved | None = None
) -> tuple[Block, ...]:
    """Return the page that lists what differs from an older version of the workbook, and what could not be compared."""
    heads = columns(
        prose, (Text("Ce qui change", "What changes"), "left", 3.2), (Text("Rubrique", "Item"), "left", 1.5), (Text("Avant", "Before"), "left", 1.9),
        (Text("Maintenant", "Now"), "left", 1.9), (Text("Cellule", "Cell"), "left", 1.4),
    )  # fmt: skip
    rows = [
        row(
            words(prose, m.subject),
            words(prose, m.column),
            words(prose, m.before),
            words(prose, m.after, bold=True),
            words(prose, m.cell),
        )
        for m in moved
    ]
    caption = Text("D'une version du classeur à l'autre", "From one version of the workbook to the next")
    facts = {
        "differences": Figure(len(moved), "count", ""),
        "version": old.settings.plan_version,
        "as_of": old.settings.as_of,
        "heaviest": heaviest,
    }
    body = (table(prose, "compared", caption, heads, rows, notes=remarks, compact=True),) if rows else ()
    return heading(prose, "compared", COMPARED), opening(prose, "compared", facts), *body


COMPARED = Text("Ce qui a changé depuis la version précédente", "Changes since the previous version")


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
    caption = Text("Les versions du plan", "Versions of the plan")
    return (
        heading(prose, "changes", TITLE),
        opening(prose, "changes", context(plan)),
        table(prose, "changes", caption, heads, rows, source=span(plan.changes)),
    )
