"""Pages: A4 upright or lying, what stands at their head and foot, the word PROJET across them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart

from generator import blocks as b
from generator.docx import tags, words
from generator.docx.styles import Styles
from generator.docx.styles import found as style_ids

_LONG, _SHORT = 16838, 11906  # A4, twips
_SIDE, _TOP, _BOTTOM, _HEADER, _FOOTER = 1247, 1361, 1247, 567, 510
_LYING_SIDE = 850
_LEAST = 567  # a centimetre
_LONG_SIDES = 5000  # margins that leave less than 12 cm to write on are not meant for tables
_LONG_ENDS = 6800  # nor are those that leave less than 17.5 cm in height
_TIGHTER = 200  # what a lying page has less above and below than ours upright
_LYING_ENDS = 5000  # what a lying page, 21 cm high, can spare above and below
_ORIENTATIONS: tuple[b.Orientation, ...] = ("portrait", "landscape")
_End = Literal["header", "footer"]
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_PAGE = re.compile(r"\bPAGE\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The pages of a document: margins (twips) and, by orientation, references to heads and feet.

    Every section repeats its references, so that none depends on the one before.
    """

    left: int = _SIDE
    right: int = _SIDE
    top: int = _TOP
    bottom: int = _BOTTOM
    header: int = _HEADER
    footer: int = _FOOTER
    tighter: int = 0  # what a lying page has less above and below
    first_differs: bool = False
    references: Mapping[b.Orientation, str]

    def width(self, orientation: b.Orientation) -> int:
        """Return the room between the margins."""
        return _SHORT - self.left - self.right if orientation == "portrait" else _LONG - 2 * min(self.left, _LYING_SIDE)

    def section(self, orientation: b.Orientation, *, cover: bool = False, opening: bool = False) -> str:
        """Return a sectPr; the first page of the section with the cover has a head and a foot of its own, or none.

        `opening` is said of the first section: where the template's own first page differs, it does there only.
        """
        if orientation == "portrait":
            size, left, right = f'<w:pgSz w:w="{_SHORT}" w:h="{_LONG}"/>', self.left, self.right
        else:
            size = f'<w:pgSz w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"/>'
            left = right = min(self.left, _LYING_SIDE)
        less = self.tighter if orientation == "landscape" else 0
        top, bottom = (max(end - less, min(end, _LEAST)) for end in (self.top, self.bottom))
        margins = (
            f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"'
            f' w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"/>'
        )
        first = "<w:titlePg/>" if cover or (self.first_differs and opening) else ""
        return f'<w:sectPr>{self.references[orientation]}<w:type w:val="nextPage"/>{size}{margins}{first}</w:sectPr>'


# ── a company's pages ──


def of_template(word: Any) -> Setup | None:
    """Return the setup of a company's template, its margins, heads and feet as they are; None where it has neither head nor foot."""
    references = "".join(_reference(element) for element in ends(word).values())
    return replace(margins(word), references=dict.fromkeys(_ORIENTATIONS, references)) if references else None


def ends(word: Any) -> dict[tuple[str, str], Any]:
    """Return the references to heads and feet of the last section, by tag and type; one it leaves out is that of the section before."""
    found: dict[tuple[str, str], Any] = {}
    for section in word.element.body.iter(qn("w:sectPr")):
        for element in section.iterchildren(*_REFERENCES):
            found[element.tag, element.get(qn("w:type"), "default")] = element
    return dict(sorted(found.items(), reverse=True))  # heads, then feet, whatever the section they come from


def margins(word: Any) -> Setup:
    """Return the margins of the last section of a template, ours where they leave no room for tables."""
    section = word.element.body.sectPr
    if section is None:
        return Setup(references={})
    margins = section.find(qn("w:pgMar"))
    lying = section.find(f"{qn('w:pgSz')}[@{qn('w:orient')}='landscape']") is not None

    def given(side: str, default: int) -> int:
        value = None if margins is None or lying else margins.get(qn(f"w:{side}"))
        return abs(int(value)) if value is not None and value.lstrip("-").isdigit() else default

    left, right, top, bottom = given("left", _SIDE), given("right", _SIDE), given("top", _TOP), given("bottom", _BOTTOM)
    header, footer = given("header", _HEADER), given("footer", _FOOTER)
    if left + right > _LONG_SIDES:
        left, right = _SIDE, _SIDE
    if max(top, header) + max(bottom, footer) > _LONG_ENDS:
        top, bottom, header, footer = _TOP, _BOTTOM, _HEADER, _FOOTER
    return Setup(
        left=left, right=right, top=top, bottom=bottom, header=header, footer=footer, tighter=max((top + bottom - _LYING_ENDS) // 2, 0),
        first_differs=section.find(qn("w:titlePg")) is not None, references={},
    )  # fmt: skip


def _reference(element: Any) -> str:
    tag = "headerReference" if element.tag == qn("w:headerReference") else "footerReference"
    return f'<w:{tag} w:type="{element.get(qn("w:type"), "default")}" r:id="{element.get(qn("r:id"))}"/>'


# ── our pages ──


def ours(word: Any, document: b.Document, styles: Styles) -> Setup:
    """Return our heads and feet within the margins there are: company and title above, "Page 3 sur 31" below, nothing on the cover."""
    plain = replace(margins(word), first_differs=False)
    references = {}
    first = _added(word, "header", "", styles, type_="first") + _added(word, "footer", "", styles, type_="first")
    for orientation in _ORIENTATIONS:
        tab = f'<w:tabs>{_cleared(word, styles)}<w:tab w:val="right" w:pos="{plain.width(orientation)}"/></w:tabs>'
        head = tags.run(f"{document.company}\t{document.header or document.title}")
        foot = tags.run(f"{document.footer}\t") + _page_of(document)
        references[orientation] = (
            _added(word, "header", tags.paragraph(head, style=styles["header"], look=tab), styles)
            + _added(word, "footer", tags.paragraph(foot, style=styles["footer"], look=tab), styles)
            + first
        )
    return replace(plain, tighter=max(plain.tighter, _TIGHTER), references=references)


def _cleared(word: Any, styles: Styles) -> str:
    """Return what takes out the tab stops that a template's own head and foot styles carry, for pages of another width."""
    named = {styles["header"], styles["footer"]}
    found = (style for style in word.styles.element.findall(qn("w:style")) if style.get(qn("w:styleId")) in named)
    positions = {int(tab.get(qn("w:pos"))) for style in found for tab in style.iter(qn("w:tab"))}
    return "".join(f'<w:tab w:val="clear" w:pos="{position}"/>' for position in sorted(positions))


def number_pages(word: Any, document: b.Document) -> None:
    """Add "Page 3 sur 31" to the feet of a company's template where neither they nor the heads over them number the pages.

    The first page, where it has a foot of its own, keeps it as it is. A template without head and foot is given ours later.
    """
    found, section = ends(word), word.element.body.sectPr
    for kind in sorted({kind for _, kind in found} | {"default"}) if found and section is not None else ():
        parts = [word.part.related_parts[found[tag, kind].get(qn("r:id"))] for tag in _REFERENCES if (tag, kind) in found]
        if kind == "first" or any(_numbers_pages(part.element) for part in parts):
            continue
        if (_REFERENCES[1], kind) in found:
            _add_number(parts[-1].element, word, document)
        else:
            foot = tags.paragraph(_page_of(document), style=style_ids(word)["footer"], align="right")
            reference = _added(word, "footer", foot, Styles(style_ids(word)), type_=kind)
            section.insert(0, parse_xml(reference.replace("/>", f" {tags.NAMESPACES}/>")))


def _numbers_pages(part: Any) -> bool:
    simple = (field.get(qn("w:instr"), "") for field in part.iter(qn("w:fldSimple")))
    said = "".join(text.text or "" for text in part.iter(qn("w:instrText")))
    return any(_PAGE.search(instruction) for instruction in (said, *simple))


def _add_number(foot: Any, word: Any, document: b.Document) -> None:
    """Add a paragraph of the foot's own style, in the place of its last one where that is empty."""
    last = next(reversed(foot.findall(qn("w:p"))), None)
    style = last.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if last is not None else None
    name = style.get(qn("w:val")) if style is not None else style_ids(word)["footer"]
    number = tags.paragraph(_page_of(document), style=name, align="right")
    if last is not None and last is foot[-1] and all(child.tag == qn("w:pPr") for child in last):
        foot.remove(last)
    foot.append(parse_xml(f"<w:ftr {tags.NAMESPACES}>{number}</w:ftr>")[0])


def _page_of(document: b.Document) -> str:
    before, between, after = words.PAGE_OF.format(page="\0", pages="\0").get(document.lang).split("\0")
    return (
        tags.run(before)
        + tags.field("PAGE", "1")
        + tags.run(between)
        + tags.field("NUMPAGES", "1")
        + (tags.run(after) if after else "")
    )


def _added(word: Any, end: _End, content: str, styles: Styles, *, type_: str = "default") -> str:
    """Add a head or a foot to the package; return the reference to it."""
    package = word.part.package
    tag, part_type, content_type, relationship = _ENDS[end]
    name: PackURI = package.next_partname(f"/word/{end}%d.xml")
    body = content or tags.paragraph("", style=styles[end])
    part = part_type(name, content_type, parse_xml(f"<w:{tag} {tags.NAMESPACES}>{body}</w:{tag}>"), package)
    return f'<w:{end}Reference w:type="{type_}" r:id="{word.part.relate_to(part, relationship)}"/>'


_ENDS: Mapping[_End, tuple[str, Callable[..., Any], str, str]] = {
    "header": ("hdr", HeaderPart, CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": ("ftr", FooterPart, CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}


# ── drafts ──

_WORDART = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>'
    '<v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/>'
    '<v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def mark_draft(word: Any, document: b.Document, font: str) -> None:
    """Lay the word PROJET, or DRAFT, across every page: as Word's own watermarks, in each head."""
    text = words.DRAFT.get(document.lang)
    heads = [r.target_part for r in word.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.HEADER]
    for i, part in enumerate(heads, 1):
        xml = (
            f'<w:r {tags.NAMESPACES} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
            f'<w:rPr><w:noProof/></w:rPr><w:pict>{_WORDART}<v:shape id="PowerPlusWaterMarkObject{i}" o:spid="_x0000_s{2048 + i}" alt="{text}"'
            ' type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:143pt;rotation:315;'
            "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;"
            'mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#c9ced6" stroked="f"><v:fill opacity=".45"/>'
            f'<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt;font-weight:bold" string="{text}"/></v:shape></w:pict></w:r>'
        )
        paragraph = part.element.find(qn("w:p"))
        if paragraph is None:
            paragraph = parse_xml(f"<w:p {tags.NAMESPACES}/>")
            part.element.append(paragraph)
        paragraph.append(parse_xml(xml))
