"""The retro-planning by week: a table whose cells anyone can recolour, with months, ISO weeks, letters and milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import blocks as b
from generator.docx import measure, tags, words
from generator.docx.frame import Frame
from generator.docx.palette import GREY, LINE, MIST, WHITE, mix, on
from workbook_templates.text import NBSP, month

_MOST_WEEKS = 27
_ROW = 250  # twips: two dozen actions stand on a page
_WEEK = dt.timedelta(days=7)
_MILESTONE = "◆"
_GLYPHS = "Segoe UI Symbol"  # Word's own fall-back for the lozenge; others substitute


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One table of the Gantt: its Mondays, and the widths (twips) of identifier, name, owner and week."""

    mondays: tuple[dt.date, ...]
    labels: tuple[int, int, int]
    week: int

    @property
    def widths(self) -> list[int]:
        return [*self.labels, *[self.week] * len(self.mondays)]


def write(block: b.GanttBlock, frame: Frame) -> str:
    """Return caption, tables (one a half-year) and legend."""
    found = _parts(block)
    parts = [(mondays, rows) for mondays in found if (rows := _rows_of(block, mondays))] or [(found[0], list(block.rows))]
    out = []
    for i, (mondays, rows) in enumerate(parts):
        sheet = _sheet(block, mondays, frame)
        body = [*_bands(sheet, block, frame), *_lines(rows, sheet, block, frame)]
        alt = block.alt or words.GANTT_ALT.get(frame.lang)
        table = tags.table(
            sheet.widths, body, style=frame.styles["Plan Grid"], title=block.caption, alt=alt, bands=False, side_margin=40
        )
        caption = frame.part_caption(block.bookmark, i, len(parts), look="<w:pageBreakBefore/>")
        out.append(caption + table + _legend(block, frame))
    return "".join(out) + (frame.below(source=block.source) if block.source else "")


def _rows_of(block: b.GanttBlock, mondays: tuple[dt.date, ...]) -> list[b.GanttRow]:
    """Return what happens in these weeks; half-years in which nothing does are not drawn."""
    return [row for row in block.rows if row.start < mondays[-1] + _WEEK and row.finish >= mondays[0]]


def _parts(block: b.GanttBlock) -> list[tuple[dt.date, ...]]:
    first = block.first_day - dt.timedelta(days=block.first_day.weekday())
    mondays = [first + _WEEK * i for i in range(block.weeks)]
    count = -(-block.weeks // _MOST_WEEKS)
    size = -(-block.weeks // count)
    return [tuple(mondays[i : i + size]) for i in range(0, len(mondays), size)]


def _sheet(block: b.GanttBlock, mondays: tuple[dt.date, ...], frame: Frame) -> _Sheet:
    identity = min(max((measure.width(row.id, 7.5) for row in block.rows), default=0) + 120, frame.width // 10)
    said = (words.WHO.get(frame.lang), *(row.owner for row in block.rows))
    owner = min(max(measure.longest_line(text, 7.5, bold=True) for text in said) + 140, frame.width // 8)
    owner = owner if any(row.owner for row in block.rows) else 0
    longest = max((measure.longest_line(row.name, 7.5, bold=True) for row in block.rows), default=0) + 160
    name = max(min(longest, frame.width * 3 // 10), frame.width // 6)
    week = (frame.width - identity - owner - name) // len(mondays)
    week = min(week, 520)
    name = frame.width - identity - owner - week * len(mondays)
    return _Sheet(mondays, (identity, name, max(owner, 20)), week)


# ── header ──


def _bands(sheet: _Sheet, block: b.GanttBlock, frame: Frame) -> Iterator[str]:
    primary = frame.palette.primary
    heads = ("", words.ACTION.get(frame.lang), words.WHO.get(frame.lang) if sheet.labels[2] > 20 else "")
    months = [_head(text, width, primary, frame) for text, width in zip(heads, sheet.labels, strict=True)]
    edge = tags.borders("tcBorders", left=("single", 4, WHITE), right=("single", 4, WHITE))
    for (year, number), weeks in groupby(sheet.mondays, key=lambda monday: _month_of(monday)):
        count = len(list(weeks))
        text = frame.paragraph(
            tags.run(_month_name(year, number, count, sheet, frame), bold=True, color=on(primary), size=7.5),
            "Plan Tiny",
            align="center",
        )
        months.append(tags.cell(text, sheet.week * count, fill=primary, span=count, margins=tags.TIGHT, edges=edge))
    yield tags.row(months, header=True, height=280)
    blank = [tags.cell(frame.paragraph("", "Plan Tiny"), width, fill=MIST) for width in sheet.labels]
    yield tags.row([*blank, *(_week(monday, sheet, block, frame) for monday in sheet.mondays)], header=True, height=220)


def _head(text: str, width: int, fill: str, frame: Frame) -> str:
    return tags.cell(frame.paragraph(tags.run(text, bold=True, color=on(fill)), "Plan Gantt"), width, fill=fill)


def _month_of(monday: dt.date) -> tuple[int, int]:
    """A week belongs to the month of its Thursday, as ISO gives it its year."""
    thursday = monday + dt.timedelta(days=3)
    return thursday.year, thursday.month


def _month_name(year: int, number: int, weeks: int, sheet: _Sheet, frame: Frame) -> str:
    name = month(number, frame.lang)
    room = sheet.week * weeks - 40
    for text in (f"{name} {year}", name, name[:4] + ".", name[:3] + ".", name[:3]):
        if measure.width(text, 7.5, bold=True) <= room:
            return text
    return name[:1].upper()


def _week(monday: dt.date, sheet: _Sheet, block: b.GanttBlock, frame: Frame) -> str:
    now = block.today is not None and monday <= block.today < monday + _WEEK
    number = monday.isocalendar().week
    text = words.WEEK.format(number=number).get(frame.lang) if sheet.week >= 330 else str(number)
    fill = frame.palette.shade("watch").fill if now else MIST
    said = tags.run(text, size=6.5, bold=now, color=frame.palette.shade("watch").ink if now else GREY)
    return tags.cell(frame.paragraph(said, "Plan Tiny", align="center"), sheet.week, fill=fill, margins=tags.TIGHT)


# ── rows ──


def _lines(rows: Sequence[b.GanttRow], sheet: _Sheet, block: b.GanttBlock, frame: Frame) -> Iterator[str]:
    for group, members in groupby(rows, key=lambda row: row.group):
        if group:
            shade = frame.palette.shade("accent")
            text = frame.paragraph(tags.run(group, bold=True, color=shade.ink), "Plan Gantt", keep_next=True)
            yield tags.row([tags.cell(text, sum(sheet.widths), fill=shade.fill, span=len(sheet.widths))])
        for row in members:
            yield tags.row([*_names(row, sheet, block, frame), *_weeks(row, sheet, block, frame)], height=_ROW)


def _names(row: b.GanttRow, sheet: _Sheet, block: b.GanttBlock, frame: Frame) -> Iterator[str]:
    edge = tags.borders("tcBorders", bottom=("single", 4, LINE))
    name = frame.sourced(tags.run(row.name, bold=row.milestone or row.critical), row.source, (block.bookmark, "", ""))
    for text, width in zip((tags.run(row.id, color=GREY), name, tags.run(row.owner, color=GREY)), sheet.labels, strict=True):
        content = text if width > 20 else ""
        yield tags.cell(frame.paragraph(content, "Plan Gantt"), width, edges=edge)


def _weeks(row: b.GanttRow, sheet: _Sheet, block: b.GanttBlock, frame: Frame) -> Iterator[str]:
    fill, letter = _bar(row, frame)
    edge = tags.borders("tcBorders", left=("single", 2, LINE), bottom=("single", 4, LINE), right=("single", 2, LINE))
    blank = frame.paragraph("", "Plan Tiny")
    mark = frame.palette.shade("bad").mark if row.late else frame.palette.accent
    lozenge = frame.paragraph(tags.run(_MILESTONE, color=mark, size=9, font=_GLYPHS), "Plan Tiny", align="center")
    lettered = (
        frame.paragraph(tags.run(letter, bold=True, color=on(fill), size=6.5), "Plan Tiny", align="center") if letter else blank
    )
    for monday in sheet.mondays:
        on_week = row.start < monday + _WEEK and row.finish >= monday
        if row.milestone:
            here = monday <= row.finish < monday + _WEEK
            yield tags.cell(lozenge if here else blank, sheet.week, edges=edge, margins=tags.TIGHT)
        else:
            yield tags.cell(
                lettered if on_week else blank, sheet.week, fill=fill if on_week else "", edges=edge, margins=tags.TIGHT
            )


def _bar(row: b.GanttRow, frame: Frame) -> tuple[str, str]:
    """Return the colour of a bar and its letter: what is late or critical is said by both."""
    if row.late:
        return frame.palette.shade("bad").mark, words.LATE_LETTER.get(frame.lang)
    if row.critical:
        return frame.palette.primary, words.CRITICAL_LETTER.get(frame.lang)
    if row.done:
        return mix(frame.palette.fourth, WHITE, 0.55), ""
    return mix(frame.palette.secondary, WHITE, 0.65), ""


def _legend(block: b.GanttBlock, frame: Frame) -> str:
    day = block.first_day
    samples = (
        (b.GanttRow(id="", name="", start=day, finish=day), words.IN_PROGRESS, True),
        (b.GanttRow(id="", name="", start=day, finish=day, done=True), words.DONE, any(r.done for r in block.rows)),
        (b.GanttRow(id="", name="", start=day, finish=day, critical=True), words.CRITICAL, any(r.critical for r in block.rows)),
        (b.GanttRow(id="", name="", start=day, finish=day, late=True), words.LATE, any(r.late for r in block.rows)),
    )
    pieces = []
    for row, word, wanted in samples:
        if wanted:
            fill, letter = _bar(row, frame)
            pieces.append(tags.run(f"{NBSP}{letter or NBSP * 2}{NBSP}", bold=True, color=on(fill), fill=fill))
            pieces.append(tags.run(f" {word.get(frame.lang)}      "))
    if any(row.milestone for row in block.rows):
        pieces.append(
            tags.run(_MILESTONE, color=frame.palette.accent, font=_GLYPHS) + tags.run(f" {words.MILESTONE.get(frame.lang)}      ")
        )
    if block.today is not None and any(monday <= block.today < monday + _WEEK for part in _parts(block) for monday in part):
        shade = frame.palette.shade("watch")
        week = words.WEEK.format(number=block.today.isocalendar().week).get(frame.lang)
        pieces.append(tags.run(f"{NBSP}{week}{NBSP}", bold=True, color=shade.ink, fill=shade.fill))
        pieces.append(tags.run(f" {words.THIS_WEEK.get(frame.lang)}"))
    return frame.paragraph(
        "".join(pieces), "Plan Note", keep_next=bool(block.source), look='<w:spacing w:before="100" w:after="60"/>'
    )
