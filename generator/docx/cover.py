"""The first page: a band of colour with the title, the facts of the plan, the versions."""

from __future__ import annotations

from collections.abc import Mapping

from generator import blocks as b
from generator.docx import tables, tags, words
from generator.docx.frame import Frame
from generator.docx.palette import GREY, LINE, on
from workbook_templates.text import Lang

_BAND = tags.padded(top=1500, side=420, bottom=420)


def write(cover: b.Cover, frame: Frame) -> str:
    """Return the cover; what follows opens a page."""
    parts = [_band(cover, frame), frame.paragraph("", "Plan Cover", look='<w:spacing w:before="240" w:after="0"/>')]
    if cover.facts:
        parts += [_facts(cover, frame), frame.gap()]
    if cover.versions is not None:
        title = frame.paragraph(tags.run(cover.versions.caption), "Plan Tile", look='<w:spacing w:before="900" w:after="80"/>')
        parts += [title, tables.body(cover.versions, frame)]
    return "".join(parts) + frame.gap()


def plain(cover: b.Cover, ids: Mapping[str, str], lang: Lang) -> str:
    """Return title, company, period and facts as plain paragraphs, to follow what a company puts first; `ids` are styles by name."""
    lines = [("subtitle", cover.company), ("title", cover.title), ("subtitle", cover.period)]
    lines += [("plan cover", words.labelled(name, value, lang)) for name, value in cover.facts]
    written = [(style, text) for style, text in lines if text]
    looks = ['<w:spacing w:before="1200"/>', *[""] * len(written)]
    return "".join(
        tags.paragraph(tags.run(text), style=ids[style], look=look) for (style, text), look in zip(written, looks, strict=False)
    )


def _band(cover: b.Cover, frame: Frame) -> str:
    fill = frame.palette.primary
    ink = on(fill)
    lines = [
        frame.paragraph(tags.run(cover.company, color=ink), "Subtitle"),
        frame.paragraph(tags.run(cover.title, color=ink), "Title"),
    ]
    if cover.period:
        lines.append(frame.paragraph(tags.run(cover.period, color=ink), "Subtitle"))
    edges = tags.borders("tcBorders", bottom=("single", 48, frame.palette.secondary))
    box = tags.cell("".join(lines), frame.width, fill=fill, margins=_BAND, valign="bottom", edges=edges)
    return tags.table(
        [frame.width],
        [tags.row([box], height=7400)],
        style=frame.styles["Plan Grid"],
        title=cover.title,
        alt=f"{cover.company}, {cover.title} {cover.period}".strip(),
        first_row=False,
        bands=False,
    )


def _facts(cover: b.Cover, frame: Frame) -> str:
    label = frame.width * 3 // 10
    under = tags.borders("tcBorders", bottom=("single", 4, LINE))
    rows = [
        tags.row(
            [
                tags.cell(frame.paragraph(tags.run(name, color=GREY), "Plan Cover"), label, edges=under),
                tags.cell(frame.paragraph(tags.run(value, bold=True), "Plan Cover"), frame.width - label, edges=under),
            ],
            height=420,
        )
        for name, value in cover.facts
    ]
    alt = ", ".join(words.labelled(name, value, frame.lang) for name, value in cover.facts)
    return tags.table(
        [label, frame.width - label],
        rows,
        style=frame.styles["Plan Grid"],
        title=cover.title,
        alt=alt,
        first_row=False,
        bands=False,
    )
