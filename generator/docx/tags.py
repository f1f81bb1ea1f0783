"""WordprocessingML as text: runs, paragraphs, fields, bookmarks, table cells. Bodies are written as strings and parsed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from generator.characters import clean as clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:c="{C}" xmlns:mc="{MC}" xmlns:w15="{W15}" mc:Ignorable="w15"'

Jc = Literal["", "left", "right", "center"]

_BREAKS = re.compile("[\n\t]")


_TOOLTIP = 240  # Word's own limit is 260, entities counted


def escape(text: str) -> str:
    """Return `text` fit for an element or an attribute.

    >>> escape('R&D <test> "\\x07é"')
    'R&amp;D &lt;test&gt; &quot;é&quot;'
    """
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(
    text: str, *, bold: bool = False, italic: bool = False, color: str = "", size: float = 0, font: str = "", fill: str = ""
) -> str:
    """Return a run; `size` in points; line ends become breaks, tabs tabs; `fill` is the colour behind the words."""
    look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>' if font else ""
    look += "<w:b/>" if bold else ""
    look += "<w:i/>" if italic else ""
    look += f'<w:color w:val="{color}"/>' if color else ""
    look += f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_words(text)}</w:r>"


def _words(text: str) -> str:
    escaped = escape(text)
    if not _BREAKS.search(escaped):
        return f'<w:t xml:space="preserve">{escaped}</w:t>'
    pieces = re.split("([\n\t])", escaped)
    said = {"\n": "<w:br/>", "\t": "<w:tab/>", "": ""}
    return "".join(said.get(piece, f'<w:t xml:space="preserve">{piece}</w:t>') for piece in pieces)


def paragraph(content: str, *, style: str, align: Jc = "", keep_next: bool = False, look: str = "") -> str:
    """Return a paragraph of the style with this id; `look` is raw pPr content between keepNext and jc."""
    keep = "<w:keepNext/>" if keep_next else ""
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{look}{jc}</w:pPr>{content}</w:p>'


def field(instruction: str, cached: str, *, bold: bool = False, color: str = "", size: float = 0) -> str:
    """Return a field with the result a reader sees until Word computes it again."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(cached, bold=bold, color=color, size=size)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def bookmark(content: str, name: str, number: int) -> str:
    """Return `content` between the marks of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(content: str, anchor: str, *, tooltip: str = "") -> str:
    """Return `content` as a link to a bookmark of the document."""
    tip = f' w:tooltip="{escape(tooltip[:_TOOLTIP])}"' if tooltip else ""
    return f'<w:hyperlink w:anchor="{anchor}"{tip} w:history="1">{content}</w:hyperlink>'


def borders(tag: str, **sides: tuple[str, int, str]) -> str:
    """Return a border element: sides in the schema's order, each (kind, eighths of a point, colour)."""
    drawn = "".join(
        f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="{color}"/>' for side, (kind, size, color) in sides.items()
    )
    return f"<w:{tag}>{drawn}</w:{tag}>"


def cell(
    content: str,
    width: int,
    *,
    fill: str = "",
    span: int = 1,
    merge: Literal["", "restart", "continue"] = "",
    edges: str = "",
    margins: str = "",
    valign: Literal["top", "center", "bottom"] = "center",
) -> str:
    """Return a table cell; `width` in twips, `edges` a tcBorders, `margins` a tcMar."""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    look += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    look += edges
    look += f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr>{look}{margins}<w:vAlign w:val="{valign}"/></w:tcPr>{content}</w:tc>'


TIGHT = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'


def padded(*, top: int = 0, side: int = 0, bottom: int = 0) -> str:
    """Return a tcMar, in twips."""
    sides = (("top", top), ("left", side), ("bottom", bottom), ("right", side))
    return "<w:tcMar>" + "".join(f'<w:{name} w:w="{width}" w:type="dxa"/>' for name, width in sides) + "</w:tcMar>"


def row(cells: Iterable[str], *, header: bool = False, height: int = 0, exact: bool = False) -> str:
    """Return a row that never breaks over two pages; a header row comes back on each page."""
    look = "<w:cantSplit/>"
    look += f'<w:trHeight w:val="{height}" w:hRule="{"exact" if exact else "atLeast"}"/>' if height else ""
    look += "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def table(
    widths: Sequence[int],
    rows: Iterable[str],
    *,
    style: str,
    title: str,
    alt: str,
    side_margin: int = 70,
    edges: str = "",
    first_row: bool = True,
    last_row: bool = False,
    bands: bool = True,
) -> str:
    """Return a table of fixed widths (twips); `title` and `alt` are what a screen reader says of it."""
    look = (
        f'<w:tblLook w:val="{_look_value(first_row=first_row, last_row=last_row, bands=bands)}" w:firstRow="{first_row:d}"'
        f' w:lastRow="{last_row:d}" w:firstColumn="0" w:lastColumn="0" w:noHBand="{not bands:d}" w:noVBand="1"/>'
    )
    margin = f'<w:tblCellMar><w:left w:w="{side_margin}" w:type="dxa"/><w:right w:w="{side_margin}" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{edges}<w:tblLayout w:type="fixed"/>'
        f'{margin}{look}<w:tblCaption w:val="{escape(title)}"/><w:tblDescription w:val="{escape(alt)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _look_value(*, first_row: bool, last_row: bool, bands: bool) -> str:
    return f"{0x20 * first_row | 0x40 * last_row | 0x200 * (not bands) | 0x400:04X}"
