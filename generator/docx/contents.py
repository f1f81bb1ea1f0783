"""Table of contents, lists of figures and tables, index of figures: filled in, so that Word asks nothing on opening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import blocks as b
from generator.docx import tables, tags, words
from generator.docx.frame import Frame


@dataclass(frozen=True, slots=True)
class _Entry:
    style: str
    number: str
    text: str
    bookmark: str


def write(block: b.Contents, frame: Frame) -> str:
    """Return the contents, then the lists asked for; a list without entries is left out."""
    titles = [t for t in frame.numbers.titles if t.level <= block.depth]
    entries = [_Entry(f"toc {t.level}", t.number, t.text, t.bookmark) for t in titles]
    out = [_list(words.CONTENTS.get(frame.lang), f'TOC \\o "1-{block.depth}" \\h \\z \\u', entries, frame)]
    for kind, wanted, title, name in (
        ("figure", block.figures, words.FIGURES, words.FIGURE),
        ("table", block.tables, words.TABLES, words.TABLE),
    ):
        captions = [c for c in frame.numbers.captions if c.kind == kind]
        if wanted and captions:
            entries = [_Entry("table of figures", "", f"{c.label(frame.lang)}\u00a0– {c.text}", c.bookmark) for c in captions]
            out.append(_list(title.get(frame.lang), f'TOC \\h \\z \\c "{name.get(frame.lang)}"', entries, frame))
    if frame.pages is None:
        out.append(frame.paragraph(tags.run(words.PAGES_UNKNOWN.get(frame.lang)), "Plan Note"))
    return "".join(out)


def _list(title: str, instruction: str, entries: Sequence[_Entry], frame: Frame) -> str:
    heading = frame.paragraph(tags.run(title), "TOC Heading")
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
    page = None if frame.pages is None else frame.pages.get(entry.bookmark)
    indent = {"toc 1": 397, "toc 2": 964, "toc 3": 1588}.get(entry.style, 0)
    left = f'<w:tab w:val="left" w:pos="{indent}"/>' if entry.number else ""
    tabs = f'<w:tabs>{left}<w:tab w:val="right" w:leader="dot" w:pos="{frame.width}"/></w:tabs>'
    said = tags.run(f"{entry.number}\t{entry.text}" if entry.number else entry.text)
    if page is not None:
        said += tags.run("\t") + tags.field(f"PAGEREF {entry.bookmark} \\h", str(page))
    return frame.paragraph(before + tags.link(said, entry.bookmark) + after, entry.style, look=tabs)


def index(block: b.FigureIndex, frame: Frame) -> str:
    """Return the index of figures: where each is printed, what it says, the cell it comes from; tooltips of the document lead here."""
    heads = (words.INDEX_WHERE, words.INDEX_FIGURE, words.INDEX_CELL)
    lines = frame.numbers.sourced
    table = b.TableBlock(
        caption=block.caption,
        bookmark=block.bookmark,
        columns=tuple(b.Column(header=head.get(frame.lang)) for head in heads),
        rows=tuple(b.Row(cells=(b.cell(line.where), b.cell(line.text), b.cell(line.source))) for line in lines),
        alt=words.INDEX_ALT.get(frame.lang),
        compact=True,
    )
    written = tables.body(table, frame)
    # Each line's first cell carries the bookmark that the figure's link leads to.
    first, *rest = written.split("<w:tr>")
    head, *rows = rest
    marked = [
        row.replace("<w:r>", tags.bookmark("", line.bookmark, frame.numbers.bookmarks[line.bookmark]) + "<w:r>", 1)
        for row, line in zip(rows, lines, strict=True)
    ]
    return frame.caption(block.bookmark) + "<w:tr>".join([first, head, *marked]) + frame.gap()
