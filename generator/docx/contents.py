"""Table of contents, lists of figures and tables, index of figures: filled in, so that Word asks nothing on opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from generator import blocks as b
from generator.docx import tags, words
from generator.docx.frame import Frame
from generator.docx.numbers import Sourced, Title
from generator.docx.palette import GREY, on
from workbook_templates.text import NBSP


@dataclass(frozen=True, slots=True)
class _Entry:
    style: str
    number: str
    text: str
    bookmark: str


def write(block: b.Contents, frame: Frame) -> str:
    """Return the contents, then the lists asked for; a list without entries is left out."""
    titles = [t for t in frame.numbers.titles if t.level <= block.depth]
    entries = [_Entry(f"toc {t.level}", _number(t, frame), t.text, t.bookmark) for t in titles]
    note = frame.paragraph(tags.run(words.PAGES_UNKNOWN.get(frame.lang)), "Plan Note") if frame.pages is None else ""
    out = [_list(words.CONTENTS.get(frame.lang), f'TOC \\o "1-{block.depth}" \\h \\z \\u', entries, frame, note=note)]
    for kind, wanted, title, name in (
        ("figure", block.figures, words.FIGURES, words.FIGURE),
        ("table", block.tables, words.TABLES, words.TABLE),
    ):
        captions = [c for c in frame.numbers.captions if c.kind == kind]
        if wanted and captions:
            entries = [_Entry("table of figures", "", f"{c.label(frame.lang)}\u00a0– {c.text}", c.bookmark) for c in captions]
            out.append(_list(title.get(frame.lang), f'TOC \\h \\z \\c "{name.get(frame.lang)}"', entries, frame))
    return "".join(out)


def _number(title: Title, frame: Frame) -> str:
    """Return a title's number as its list writes it, « 1. » where the template does."""
    ends = frame.styles.ends
    return title.number if ends is None or title.list_level is None or title.appendix else title.number + ends[title.list_level]


def _list(title: str, instruction: str, entries: Sequence[_Entry], frame: Frame, *, note: str = "") -> str:
    heading = frame.paragraph(tags.run(title), "TOC Heading", look=frame.unnumbered("TOC Heading")) + note
    if not entries:
        return ""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {tags.escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(entries) - 1
    lines = (
        _line(entry, frame, before=begin if i == 0 else "", after=end if i == last else "") for i, entry in enumerate(entries)
    )
    return heading + "".join(lines)


def _line(entry: _Entry, frame: Frame, *, before: str, after: str) -> str:
    """Return an entry with its page; where pages are unknown the field is there, empty: Word fills it in when it prints or is asked."""
    page = NBSP if frame.pages is None else str(frame.pages.get(entry.bookmark, NBSP))
    indent = {"toc 1": 397, "toc 2": 964, "toc 3": 1588}.get(entry.style, 0)
    left = f'<w:tab w:val="left" w:pos="{indent}"/>' if entry.number else ""
    leader = ' w:leader="dot"' if frame.pages is not None else ""
    tabs = f'<w:tabs>{left}<w:tab w:val="right"{leader} w:pos="{frame.width}"/></w:tabs>'
    said = tags.run(f"{entry.number}\t{entry.text}\t" if entry.number else f"{entry.text}\t")
    said += tags.field(f"PAGEREF {entry.bookmark} \\h", page)
    return frame.paragraph(before + tags.link(said, entry.bookmark) + after, entry.style, look=tabs)


def index(block: b.FigureIndex, frame: Frame) -> str:
    """Return the index of figures: where each is printed, what it says, the cell it comes from; tooltips of the document lead here."""
    where = frame.width * 23 // 100
    widths = [where, frame.width - where]
    heads = (words.INDEX_WHERE, words.INDEX_FIGURE)
    style, fill = frame.styles["Plan Gantt"], frame.palette.primary
    head = (tags.run(word.get(frame.lang), bold=True, color=on(fill)) for word in heads)
    cells = (
        tags.cell(tags.paragraph(said, style=style, keep_next=True), width, fill=fill)
        for said, width in zip(head, widths, strict=True)
    )
    rows = [tags.row(cells, header=True)]
    for i, (where, lines) in enumerate(groupby(frame.numbers.sourced, key=lambda line: line.where)):
        printed = tags.run("  ·  ").join(_sourced(line, frame) for line in lines)
        texts = (tags.run(where), printed)
        rows.append(
            tags.row(
                tags.cell(tags.paragraph(text, style=style, keep_next=i < 2), width)
                for text, width in zip(texts, widths, strict=True)
            )
        )
    table = tags.table(widths, rows, style=frame.styles["Plan Table"], title=block.caption, alt=words.INDEX_ALT.get(frame.lang))
    return frame.caption(block.bookmark) + table + frame.gap()


def _sourced(line: Sourced, frame: Frame) -> str:
    """Return a figure and its cell, under the bookmark that the figure's link leads to."""
    mark = tags.bookmark("", line.bookmark, frame.numbers.bookmarks[line.bookmark])
    cell = f" [{line.source}]".replace(" ", NBSP)
    return f"{mark}{tags.run(line.text)}{tags.run(cell, color=GREY)}"
