"""3.2 Targets and positioning: for whom, which promise, by which messages."""

from __future__ import annotations

from generator.blocks import Block, HeatCell, HeatGrid
from generator.figures import Figure, share_of, total
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Presence
from generator.sections.base import columns, counted, heading, missing, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Cibles et positionnement", "Targets and positioning")


def context(plan: Plan) -> dict[str, object]:
    """Return the segments chosen and left out, their weight, the first target's promise, and messages to rework."""
    chosen = [segment for segment in plan.segments if segment.targeted]
    left = [segment for segment in plan.segments if segment.targeted is False]
    silent = [segment for segment in chosen if not segment.positioning]
    first = min(chosen, key=lambda s: s.priority.value if s.priority is not None else 99, default=None)
    bad = [message for message in plan.messages if message.consistent is False]
    revenue, whole = _revenue([s.revenue for s in chosen]), _revenue([s.revenue for s in plan.segments])
    return {
        "verdict": "unknown" if not chosen else "mixed" if silent or bad else "good",
        "chosen": counted(chosen),
        "all": counted(plan.segments),
        "left": [segment.name for segment in left],
        "weight": share_of(revenue, whole) if revenue is not None and whole is not None else None,
        "first": first,
        "silent": [segment.name for segment in silent],
        "messages": counted(plan.messages),
        "rework": counted(bad),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "positioning", TITLE)
    if not plan.segments:
        return title, missing(prose, TITLE, Text("Segments", "Segments"), Text("les segments ciblés", "the targeted segments"))
    return some(
        title, opening(prose, "positioning", context(plan)), _table(plan, prose), _messages(plan, prose), _presence(plan, prose)
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Segment ciblé", "Targeted segment"), "left", 1.6), (Text("Rang", "Rank"), "right", 0.6),
        (Text("Qui ils sont", "Who they are"), "left", 2.4), (Text("Ce qu'ils veulent", "What they want"), "left", 2.0),
        (Text("La promesse", "The promise"), "left", 2.4),
    )  # fmt: skip
    chosen = sorted((s for s in plan.segments if s.targeted), key=lambda s: s.priority.value if s.priority is not None else 99)
    rows = []
    for segment in chosen:
        traits = [part for part in (segment.sociodemographic, segment.behavioural, segment.attitudinal) if part]
        rows.append(
            row(
                words(prose, segment.name, bold=True), number(prose, segment.priority), words(prose, ". ".join(traits)),
                words(prose, segment.need), words(prose, segment.positioning),
            )
        )  # fmt: skip
    caption = Text("Pour qui, et avec quelle promesse", "For whom, and with what promise")
    return table(prose, "positioning", caption, heads, rows, source=span(chosen), compact=True)


def _messages(plan: Plan, prose: Prose) -> Block | None:
    if not plan.messages:
        return None
    heads = columns(
        prose, (Text("Segment", "Segment"), "left", 1.4), (Text("Canal", "Channel"), "left", 1.6), (Text("Message", "Message"), "left", 2.8),
        (Text("Preuve", "Proof"), "left", 2.0), (Text("Verdict", "Verdict"), "left", 1.6),
    )  # fmt: skip
    rows = []
    for message in plan.messages:
        segment, channel = by_id(plan.segments, message.segment), by_id(plan.channels, message.channel)
        rows.append(
            row(
                words(prose, segment.name if segment is not None else message.segment), words(prose, channel.name if channel is not None else message.channel),
                words(prose, message.message), words(prose, message.proof),
                words(prose, message.verdict, tone="bad" if message.consistent is False else "plain"),
            )
        )  # fmt: skip
    caption = Text("Messages par segment et par canal", "Messages by segment and channel")
    return table(prose, "messages", caption, heads, rows, source=span(plan.messages), compact=True)


def _presence(plan: Plan, prose: Prose) -> HeatGrid | None:
    """Return where each segment is, channel by channel: the darker, the more present."""
    known = {(item.segment, item.channel): item for item in plan.presence if item.affinity is not None}
    segments = [segment for segment in plan.segments if any(segment.id == name for name, _ in known)]
    channels = [channel for channel in plan.channels if any(channel.id == name for _, name in known)]
    if not segments or not channels:
        return None
    cells = []
    for segment in segments:
        line = [known.get((segment.id, channel.id)) for channel in channels]
        cells.append(tuple(_heat(prose, item) for item in line))
    return HeatGrid(
        caption=prose.say(
            Text(
                "Où se trouve chaque segment, de 1 (presque absent) à 5 (chaque semaine)",
                "Where each segment is, from 1 (hardly there) to 5 (every week)",
            )
        ),
        bookmark="t_presence",
        row_title=prose.say(Text("Segment", "Segment")),
        column_title=prose.say(Text("Canal", "Channel")),
        row_labels=tuple(prose.writer.typeset(segment.name) for segment in segments),
        column_labels=tuple(prose.writer.typeset(channel.name) for channel in channels),
        cells=tuple(cells),
        alt=prose.say(
            Text(
                "Tableau croisé : présence de chaque segment sur chaque canal",
                "Cross-tabulation: presence of each segment on each channel",
            )
        ),
        source=span(plan.presence),
    )


def _heat(prose: Prose, item: Presence | None) -> HeatCell:
    if item is None or item.affinity is None:
        return HeatCell(text="", intensity=0.0)
    return HeatCell(
        text=prose.writer.table(item.affinity), intensity=item.affinity.value / _MOST_PRESENT, source=item.cell("affinity")
    )


_MOST_PRESENT = 5.0


def _revenue(figures: list[Figure | None]) -> Figure | None:
    return total([figure for figure in figures if figure is not None])
