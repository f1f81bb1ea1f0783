"""The reservations of a draft: every problem that keeps it from being signed, with its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator import blocks as shown
from generator.blocks import Block, Tone
from generator.figures import Figure
from generator.prose import Prose
from generator.sections.base import columns, heading, opening, row, table
from workbook_templates.errors import LEVELS, Level, Problem
from workbook_templates.text import Text

TITLE = Text("Réserves", "Reservations")
_TONES: dict[Level, Tone] = {"blocking": "bad", "fix": "watch", "advice": "muted"}


def context(problems: Sequence[Problem]) -> dict[str, object]:
    """Return how many problems block, and how many are to be fixed."""
    count = {level: sum(1 for problem in problems if problem.level == level) for level in LEVELS}
    return {"blocking": Figure(count["blocking"], "count", ""), "fix": Figure(count["fix"], "count", "")}


def blocks(problems: Sequence[Problem], prose: Prose) -> tuple[Block, ...]:
    """Return the page; nothing where the plan may be signed."""
    serious = [problem for problem in problems if problem.level != "advice"]
    if not serious:
        return ()
    heads = columns(
        prose, (Text("Niveau", "Level"), "left", 1.0), (Text("Cellule", "Cell"), "left", 1.6), (Text("Ce qui ne va pas, et que faire", "What is wrong, and what to do"), "left", 5.6),
    )  # fmt: skip
    rows = [
        row(
            shown.cell(LEVELS[problem.level].get(prose.lang), tone=_TONES[problem.level], bold=True), shown.cell(problem.where),
            shown.cell(prose.writer.typeset(_sentence(problem.text.get(prose.lang)))),
        )
        for problem in _said(serious)
    ]  # fmt: skip
    return (
        heading(prose, "reservations", TITLE, level=1),
        opening(prose, "reservations", context(serious)),
        table(
            prose,
            "reservations",
            Text("Ce qui empêche de signer", "What stands in the way of signature"),
            heads,
            rows,
            compact=True,
        ),
    )


def _said(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Go through the problems; one code that comes back is told three times, then counted with its cells."""
    codes = Counter(problem.code for problem in problems)
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if codes[problem.code] <= _TOLD + 1 or told[problem.code] <= _TOLD:
            yield problem
        elif told[problem.code] == _TOLD + 1:
            cells = [same.where for same in problems if same.code == problem.code][_TOLD:]
            more = Text("{count} autres remarques de même nature : {cells}.", "{count} more remarks of the same kind: {cells}.")
            yield replace(problem, where="", text=more.format(count=len(cells), cells=", ".join(cells)))


_TOLD = 3


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
