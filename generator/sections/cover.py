"""The cover: title, company, period, version, moment of the plan, versions."""

from __future__ import annotations

from generator.blocks import Block, Cover, TableBlock
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, label, row, span, words
from workbook_templates.text import Text
from workbook_templates.words import STAGE

_LAST_VERSIONS = 4


def context(plan: Plan) -> dict[str, object]:
    """Return the facts of the cover."""
    settings = plan.settings
    return {
        "company": settings.company,
        "title": settings.plan_title,
        "version": settings.plan_version,
        "start": settings.plan_start,
        "end": settings.plan_end,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the cover."""
    settings, writer = plan.settings, prose.writer
    start, end = settings.plan_start, settings.plan_end
    period = (
        prose.say(Text("du {start} au {end}", "{start} to {end}"), start=writer.long_day(start), end=writer.long_day(end))
        if start and end
        else ""
    )
    facts = [
        (Text("Version", "Version"), writer.typeset(settings.plan_version)),
        (Text("Moment du plan", "Stage"), label(prose, STAGE, plan.stage)),
        (Text("Arrêté au", "As of"), writer.long_day(settings.as_of) if settings.as_of is not None else ""),
        (
            Text("Montants", "Amounts"),
            prose.say(
                Text("euros hors taxes", "euros excluding tax")
                if settings.tax_basis == "excl_tax"
                else Text("euros TTC", "euros including tax")
            ),
        ),
    ]
    return (
        Cover(
            title=writer.typeset(
                settings.plan_title or prose.say(Text("Plan marketing opérationnel", "Operational marketing plan"))
            ),
            company=writer.typeset(settings.company),
            period=period,
            facts=tuple((prose.say(name), value) for name, value in facts if value),
            versions=_versions(plan, prose),
        ),
    )


def _versions(plan: Plan, prose: Prose) -> TableBlock | None:
    if not plan.changes:
        return None
    heads = columns(
        prose, (Text("Version", "Version"), "left", 1.0), (Text("Date", "Date"), "left", 1.1), (Text("Auteur", "Author"), "left", 1.4), (Text("Ce qui change", "What changes"), "left", 4.0),
    )  # fmt: skip
    rows = [
        row(words(prose, c.version), words(prose, prose.writer.day(c.date)), words(prose, c.author), words(prose, c.what))
        for c in plan.changes[-_LAST_VERSIONS:]
    ]
    caption = prose.say(Text("Versions", "Versions"))
    return TableBlock(
        caption=caption, bookmark="t_versions", columns=heads, rows=tuple(rows), source=span(plan.changes), compact=True
    )
