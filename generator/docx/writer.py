"""A document of blocks into a .docx."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml import parse_xml

from generator import blocks as b
from generator.docx import (
    baseline,
    charts,
    company,
    contents,
    cover,
    gantt,
    grids,
    language,
    naming,
    numbering,
    numbers,
    package,
    pagesetup,
    styles,
    tables,
    tags,
    template,
    theme,
    tiles,
    words,
)
from generator.docx.frame import Frame


@dataclass(frozen=True, slots=True)
class Piece:
    """What one block became: its tag, stable from one version of the plan to the next, and its XML."""

    tag: str
    xml: str


def write(
    document: b.Document,
    *,
    template: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    names: tuple[str, ...] = (),
    extent: baseline.Extent = "all",
) -> bytes:
    """Return the document as a .docx, the same bytes each time.

    Parameters
    ----------
    template : bytes, optional
        A company's .docx or .dotx: its styles, heads, feet, theme and cover are kept; ours otherwise.
    pages : mapping, optional
        The page of each bookmark, as `generator.docx.pages.read` finds them; without it the contents carry no page numbers.
    names : tuple of str, optional
        The name of each block inside the document, where some were left out; `naming.named` gives them otherwise.
    extent : {"all", "summary"}
        What the document is, remembered so that one is never laid over the other.

    Raises
    ------
    TemplateError
        The template cannot be read.
    ValueError
        A block that contradicts itself or the others: a mistake of a section, not of the plan's author.
    """
    named = list(zip(document.blocks, names, strict=True)) if names else list(naming.named(document.blocks))
    document = replace(document, blocks=tuple(block for block, _ in named))
    word = _opened(template) if template is not None else docx.Document(_default())
    frame = _frame(word, document, pages)
    front = company.front(word, document) if template is not None else company.Front()
    setup = pagesetup.of_template(word) or pagesetup.ours(word, document, frame.styles)
    pieces = _pieces(word, named, replace(frame, width=setup.width("portrait")), setup, front=front)
    _fill_body(word, front, pieces, setup, document)
    baseline.attach(word, _known(named, document.title), extent)
    if document.draft:
        pagesetup.mark_draft(word, document, frame.font)
    language.tag(word, document.lang)
    package.set_properties(word, document)
    return package.saved(word)


def _known(named: list[tuple[b.Block, str]], title: str) -> dict[str, baseline.Memory]:
    """Return what is remembered of each block beside its words."""
    places = naming.places(named, title)
    return {tag: baseline.Memory("", place=places[tag], apart=naming.is_apart(block, tag)) for block, tag in named if tag}


def _opened(given: bytes) -> Any:
    """Return a company's template, open.

    Raises
    ------
    TemplateError
        It is not a Word document, carries macros, is damaged or is locked.
    """
    try:
        word = company.opened(given)
        if baseline.sound(word):
            return word
    except baseline.DAMAGE as error:
        raise company.TemplateError("template.damaged", words.TEMPLATE_DAMAGED) from error
    raise company.TemplateError("template.damaged", words.TEMPLATE_DAMAGED)


def _default() -> io.BytesIO:
    return io.BytesIO(template.default())


def _frame(word: Any, document: b.Document, pages: Mapping[str, int] | None) -> Frame:
    look = theme.read(word)
    lists = numbering.add(word)
    found = styles.complete(word, look.palette, heading_list=lists.chapters, bullet_list=lists.bullets)
    return Frame(
        lang=document.lang,
        width=0,
        styles=found,
        palette=look.palette,
        lists=lists,
        numbers=numbers.count(document),
        font=look.font,
        pages=pages,
    )


# ── body ──


def _fill_body(word: Any, front: company.Front, pieces: list[Piece], setup: pagesetup.Setup, document: b.Document) -> None:
    """Replace the template's body by the pieces, parsed at once."""
    turned = any(isinstance(block, b.SectionBreak) for block in document.blocks)
    cover = not front.xml and _has_cover(document) and not turned
    end = setup.section(_last_orientation(document), cover=cover, opening=not turned)
    xml = "".join(controlled(piece.tag, piece.xml) for piece in pieces)
    body = parse_xml(f"<w:body {tags.NAMESPACES}>{front.xml}{xml}{end}</w:body>")
    word.element.replace(word.element.body, body)


def _has_cover(document: b.Document) -> bool:
    return any(isinstance(block, b.Cover) for block in document.blocks)


def _last_orientation(document: b.Document) -> b.Orientation:
    return next((block.orientation for block in reversed(document.blocks) if isinstance(block, b.SectionBreak)), "portrait")


def controlled(tag: str, xml: str) -> str:
    """Return a piece inside its content control, which shows nothing of itself on the page.

    It is a document part, as Word makes for its own tables of contents: LibreOffice 7 breaks fields that open any other kind.
    """
    if not tag:
        return xml
    gallery = (
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        if ".contents" in tag
        else '<w:docPartGallery w:val="planmo"/>'
    )
    number = zlib.crc32(tag.encode()) & 0x7FFFFFFF or 1
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{baseline.PREFIX}{tag}"/><w:id w:val="{number}"/>'
        f'<w15:appearance w15:val="hidden"/><w:docPartObj>{gallery}</w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{xml}</w:sdtContent></w:sdt>"
    )


def _pieces(
    word: Any, named: list[tuple[b.Block, str]], frame: Frame, setup: pagesetup.Setup, *, front: company.Front
) -> list[Piece]:
    titles = iter(frame.numbers.titles)
    own_cover = not front.xml
    cover_open, opening = own_cover and any(isinstance(block, b.Cover) for block, _ in named), True
    orientation: b.Orientation = "portrait"
    opens_page = not own_cover and not front.closed
    fresh = not opens_page  # nothing written on this page yet
    out: list[Piece] = []
    for block, tag in named:
        if isinstance(block, b.PageBreak):
            opens_page = not fresh
            continue
        if isinstance(block, b.Cover) and not own_cover:
            continue
        if isinstance(block, b.SectionBreak):
            end = setup.section(orientation, cover=cover_open, opening=opening)
            if out:
                out[-1] = replace(out[-1], xml=_flush(out[-1].xml))
            out.append(Piece("", _turn(end, frame)))
            orientation, cover_open, opening, opens_page, fresh = block.orientation, False, False, False, True
            frame = replace(frame, width=setup.width(orientation))
            continue
        if isinstance(block, b.Heading):
            title = next(titles)
            frame = replace(frame, place=block.bookmark)
            asked = block.new_page if block.new_page is not None else block.level == 1
            opens = (asked or opens_page) and not fresh
            xml = frame.heading(title, new_page=opens, parted=title.level == 1 and not opens and not fresh)
            out.append(Piece(tag, xml))
        else:
            alone = isinstance(block, b.Contents) and not (out and out[-1].tag.endswith(".title"))  # without a title of its own
            if opens_page or (alone and not fresh):
                out.append(Piece("", frame.paragraph("", "Plan Gap", look="<w:pageBreakBefore/>")))
            out.append(Piece(tag, _body_of(word, block, frame)))
        opens_page = fresh = False
    return out


def _flush(xml: str) -> str:
    """Return a piece without white under its last line, where that is a source or a gap: the end of a section needs a point of its page."""
    head, mark, tail = xml.rpartition('"/></w:pPr>')
    ends = mark and tail.count("<w:p>") == 0 and "</w:tbl>" not in tail
    return f'{head}"/><w:spacing w:after="0"/></w:pPr>{tail}' if ends and head.rpartition("<w:p>")[2].count("<w:") == 2 else xml


def _turn(section: str, frame: Frame) -> str:
    """Return the paragraph that ends a section, a point high: on a full page a taller one would open a page of its own."""
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{frame.styles["Plan Gap"]}"/>{flat}{section}</w:pPr></w:p>'


def _body_of(word: Any, block: b.Block, frame: Frame) -> str:
    """Return the XML of any block but headings and breaks."""
    match block:
        case b.Prose():
            return "".join(_prose(block, frame))
        case b.Bullets():
            return "".join(frame.paragraph(frame.runs(item), "List Bullet") for item in block.items)
        case b.SourceLine():
            return frame.below(source=block.text)
        case b.TableBlock():
            return tables.write(block, frame)
        case b.ChartBlock():
            relationship = charts.attach(word, charts.draw(block, frame))
            return charts.write(block, frame, number=1000 + frame.numbers.bookmarks[block.bookmark], relationship=relationship)
        case b.GanttBlock():
            return gantt.write(block, frame)
        case b.RaciBlock():
            return grids.raci(block, frame)
        case b.HeatGrid():
            return grids.heat(block, frame)
        case b.Quadrant():
            return tiles.quadrant(block, frame)
        case b.Sheets():
            return tiles.sheets(block, frame)
        case b.KpiCards():
            return tiles.cards(block, frame)
        case b.SostacPage():
            return tiles.sostac(block, frame)
        case b.Cover():
            return cover.write(block, frame)
        case b.SignatureBlock():
            return tiles.signatures(block, frame)
        case b.Contents():
            return contents.write(block, frame)
        case b.FigureIndex():
            return contents.index(block, frame)
        case b.Heading() | b.PageBreak() | b.SectionBreak():
            raise AssertionError(block)


def _prose(block: b.Prose, frame: Frame) -> Iterator[str]:
    said = {"body": "Normal", "lead": "Plan Lead", "bullet": "List Bullet", "note": "Plan Note"}
    for paragraph in block.paragraphs:
        yield frame.paragraph(frame.runs(paragraph.runs), said[paragraph.kind])
