"""The whole plan: which sections, in which order, under which chapters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.blocks import Block, Contents, Document, FigureIndex, Heading, Numbering, PageBreak
from generator.blocks import Prose as Paragraphs
from generator.checks import is_draft
from generator.plan import Plan
from generator.prose import Prose
from generator.references import kept
from generator.sections import (
    alignment,
    ansoff,
    attribution,
    audit,
    brand,
    budget,
    cascade,
    changes,
    channels,
    clv,
    cover,
    dashboard,
    decisions,
    glossary,
    loop,
    market,
    methods,
    mix,
    past,
    portfolio,
    positioning,
    price,
    progress,
    quality,
    raci,
    reallocation,
    reservations,
    retroplanning,
    rfm,
    risks,
    romi,
    smart,
    sostac,
    summary,
    swot,
)
from generator.sections.base import heading
from generator.workbook import Reading
from workbook_templates.errors import Problem
from workbook_templates.text import Text

if TYPE_CHECKING:
    from generator.compare import Difference

Extent = Literal["all", "summary"]
Make = Callable[[Plan, Prose], tuple[Block, ...]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its key, its title, what its sections write."""

    key: str
    title: Text
    sections: tuple[Make, ...]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter(
        "situation",
        Text("Situation", "Situation"),
        (market.blocks, past.blocks, swot.blocks, brand.blocks, rfm.blocks, clv.blocks),
    ),
    Chapter("objectives", Text("Objectifs", "Objectives"), (alignment.blocks, smart.blocks, cascade.blocks)),
    Chapter("strategy", Text("Stratégie", "Strategy"), (ansoff.blocks, positioning.blocks)),
    Chapter("tactics", Text("Tactiques", "Tactics"), (mix.blocks, price.blocks, channels.blocks, attribution.blocks)),
    Chapter(
        "actions",
        Text("Actions", "Actions"),
        (portfolio.blocks, budget.blocks, reallocation.blocks, retroplanning.blocks, raci.blocks),
    ),
    Chapter("control", Text("Contrôle", "Control"), (dashboard.blocks, romi.blocks, loop.blocks, risks.blocks, audit.blocks)),
)
_APPENDICES = Text("Annexes", "Appendices")
_FIGURES = Text("Index des chiffres", "Index of figures")
_FIGURES_CAPTION = Text("Chaque chiffre et sa cellule", "Each figure and its cell")
_VERSION = Text("version {version}", "version {version}")


def compose(
    reading: Reading,
    *,
    problems: Sequence[Problem] = (),
    sections: Extent = "all",
    texts: Path | None = None,
    previous: Reading | None = None,
) -> Document:
    """Return the plan as a document; a draft with its reservations where a problem keeps it from being signed.

    Parameters
    ----------
    reading : Reading
        The plan and its language.
    problems : sequence of Problem
        What `generator.checks.check` found.
    sections : {"all", "summary"}
        The whole plan, or the committee's extract: decisions, summary, the plan on one page.
    texts : Path, optional
        A folder of templates that take the place of ours, by name; `fr` and `en` folders inside it are looked at first.
    previous : Reading, optional
        An older version of the plan: what differs from it opens the appendices.

    Raises
    ------
    TextError
        ``text.template``: a template cannot be used, with its name and line; ``text.reference``: it leans on a figure the plan lacks.
    """
    plan, prose = reading.plan, Prose(reading.lang, texts)
    front = _front(plan, prose, problems)
    body = (*front, *_chapters(plan, prose), *_appendices(reading, prose, problems, previous)) if sections == "all" else front
    return _document(plan, prose, kept(_distinct(body)), draft=is_draft(problems))


def _front(plan: Plan, prose: Prose, problems: Sequence[Problem]) -> tuple[Block, ...]:
    pages = [
        *cover.blocks(plan, prose),
        *reservations.blocks(problems, prose),
        *decisions.blocks(plan, prose),
        *summary.blocks(plan, prose),
        *progress.blocks(plan, prose),
        *sostac.blocks(plan, prose),
    ]
    return tuple(_numbered(block, "none") for block in pages)


def _chapters(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    found: list[Block] = [PageBreak(), Contents()]
    thin = False
    for chapter in CHAPTERS:
        sections = [block for make in chapter.sections for block in make(plan, prose)]
        if sections:
            title = heading(prose, f"chapter_{chapter.key}", chapter.title, level=1)
            found += [replace(title, new_page=False) if thin and _is_thin(sections) else title, *sections]
            thin = _is_thin(sections)
    return tuple(found)


def _is_thin(sections: Sequence[Block]) -> bool:
    """Whether a chapter has only a few sentences to say what is missing: several of them share a page."""
    return all(isinstance(block, Heading | Paragraphs) for block in sections)


def _appendices(reading: Reading, prose: Prose, problems: Sequence[Problem], previous: Reading | None) -> tuple[Block, ...]:
    plan = reading.plan
    pages = [
        heading(prose, "appendices", _APPENDICES, level=1),
        *(_compared(previous, reading, prose) if previous is not None else ()),
        *changes.blocks(plan, prose),
        *methods.blocks(plan, prose),
        *quality.blocks(plan, prose, problems),
        heading(prose, "figures", _FIGURES),
        FigureIndex(prose.say(_FIGURES_CAPTION), "t_figures"),
        *glossary.blocks(plan, prose),
    ]
    return tuple(_numbered(block, "appendix") for block in pages)


def _compared(previous: Reading, reading: Reading, prose: Prose) -> tuple[Block, ...]:
    from generator.compare import compare

    found = compare(previous, reading, lang=prose.lang)
    moved = [(difference.weight, _moved(difference, prose)) for difference in found if difference.subject]
    weight, heaviest = max(moved, key=lambda item: item[0], default=(0.0, None))
    return changes.compared(
        prose,
        previous.plan,
        [move for _, move in moved],
        remarks=[difference.text for difference in found if not difference.subject],
        heaviest=heaviest if weight else None,
    )


def _moved(difference: Difference, prose: Prose) -> changes.Moved:
    column = difference.column if difference.column is not None else difference.text
    return changes.Moved(
        subject=difference.subject,
        column=prose.say(column),
        before=difference.before,
        after=difference.after,
        cell=difference.cell,
    )


_SUBJECTS = {
    "signature": Text("Plan marketing opérationnel", "Operational marketing plan"),
    "quarterly_review": Text("Plan marketing opérationnel, revue trimestrielle", "Operational marketing plan, quarterly review"),
    "midyear_review": Text("Plan marketing opérationnel, revue de mi-année", "Operational marketing plan, mid-year review"),
}


def _numbered(block: Block, numbering: Numbering) -> Block:
    return replace(block, numbering=numbering) if isinstance(block, Heading) else block


def _distinct(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, bookmarks checked to be one of a kind: cross references hang on them."""
    marks = [mark for block in blocks if (mark := getattr(block, "bookmark", ""))]
    twice = {mark for mark in marks if marks.count(mark) > 1}
    if twice:
        raise ValueError(f"bookmarks used twice: {sorted(twice)}")
    return tuple(blocks)


def _document(plan: Plan, prose: Prose, blocks: tuple[Block, ...], *, draft: bool) -> Document:
    settings, writer = plan.settings, prose.writer
    title = writer.typeset(settings.plan_title or prose.say(Text("Plan marketing opérationnel", "Operational marketing plan")))
    company = writer.typeset(settings.company)
    return Document(
        title=title,
        company=company,
        lang=prose.lang,
        date=plan.as_of,
        blocks=blocks,
        subject=prose.say(_SUBJECTS.get(plan.stage, _SUBJECTS["signature"])),
        keywords=("SOSTAC", "RACE", "RFM", "CLV", "ROMI"),
        header=title,
        footer=" · ".join(part for part in (company, prose.say(_VERSION, version=writer.typeset(settings.plan_version))) if part),
        draft=draft,
    )
