"""Companies' Word templates, made for the tests: what French Word, LibreOffice, python-docx and a design agency would hand over."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from generator.docx.package import unzipped, zipped

_IDS = {
    "Heading1": "Titre1", "Heading2": "Titre2", "Heading3": "Titre3", "Title": "Titre", "Subtitle": "Sous-titre", "Caption": "Lgende",
    "Header": "En-tte", "Footer": "Pieddepage", "ListBullet": "Listepuces", "TOCHeading": "En-ttedetabledesmatires",
}  # fmt: skip


def french_word() -> bytes:
    """Localised style ids, its own colours, titles in a list of theirs, a head with a logo, a cover with fields and a page break."""
    word = docx.Document()
    _numbered_titles(word)
    section = word.sections[0]
    section.header.paragraphs[0].add_run("ACME – document interne")
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(_png()), width=Cm(1))
    section.footer.paragraphs[0].text = "ACME SAS – 12 rue des Lilas"
    section.left_margin = section.right_margin = Cm(3)
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0x39, 0x2B)
    word.styles["Normal"].paragraph_format.alignment = 3  # justified
    word.add_paragraph("ACME", style="Title")
    _control(word, "Titre", "[Titre du document]")
    _control(word, "Société", "[Société]")
    word.add_paragraph("Diffusion restreinte").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    word.add_paragraph("Texte d'exemple à effacer")
    parts = unzipped(_saved(word))
    for name in [n for n in parts if n.endswith(".xml") and n.startswith("word/")]:
        data = parts[name].decode()
        for english, french in _IDS.items():
            data = data.replace(f'"{english}"', f'"{french}"')
        parts[name] = data.encode()
    parts["word/theme/theme1.xml"] = parts["word/theme/theme1.xml"].replace(b'val="4F81BD"', b'val="FFC000"')
    return zipped(parts)


def bare() -> bytes:
    """What python-docx opens by itself: Letter, no head, no foot, no text, styles of 2013."""
    word = docx.Document()
    section = word.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    return _saved(word)


def letterhead(*fields: str) -> bytes:
    """A paragraph of the company's on a default page, then `fields` as content controls."""
    word = docx.Document()
    word.add_paragraph("ACME – document interne, modèle 2026")
    for field in fields:
        _control(word, field, f"[{field}]")
    return _saved(word)


def libreoffice() -> bytes:
    """No theme, no lists, no defaults, few styles, names in capitals."""
    parts = unzipped(bare())
    for name in list(parts):
        if any(word in name for word in ("theme", "numbering", "stylesWithEffects", "thumbnail", "customXml", "webSettings")):
            del parts[name]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/styles.xml"] = (
        f'<w:styles {space}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="Heading 1"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="PlanLead"><w:name w:val="Autre chose"/></w:style></w:styles>'
    ).encode()
    for name in ("word/_rels/document.xml.rels", "_rels/.rels"):
        root = docx.oxml.parse_xml(parts[name])
        for relationship in list(root):
            folder = "word/" if name.startswith("word") else ""
            if folder + relationship.get("Target").removeprefix("/") not in parts:
                root.remove(relationship)
        parts[name] = docx.oxml.xmlchemy.serialize_for_reading(root).encode()
    types = docx.oxml.parse_xml(parts["[Content_Types].xml"])
    for override in list(types):
        if (override.get("PartName") or "/word/document.xml").removeprefix("/") not in parts:
            types.remove(override)
    parts["[Content_Types].xml"] = docx.oxml.xmlchemy.serialize_for_reading(types).encode()
    return zipped(parts)


def agency() -> bytes:
    """A .dotx: a full-bleed cover in its own section, other heads on first and even pages, the update prompt left on."""
    word = docx.Document()
    section = word.sections[0]
    section.left_margin = section.right_margin = section.top_margin = Cm(0)
    word.add_picture(io.BytesIO(_png()), width=Cm(15))
    word.add_paragraph("Une agence de design")
    inner = word.add_section()
    inner.left_margin, inner.right_margin, inner.top_margin = Cm(2), Cm(2), Cm(4)
    inner.header.is_linked_to_previous = inner.footer.is_linked_to_previous = False
    inner.header.paragraphs[0].text = "Agence"
    inner.footer.paragraphs[0].text = "page"
    inner.different_first_page_header_footer = True
    inner.first_page_header.paragraphs[0].text = "Première"
    word.settings.odd_and_even_pages_header_footer = True
    inner.even_page_header.paragraphs[0].text = "Paire"
    word.settings.element.find(qn("w:compat")).addprevious(parse_xml(f'<w:updateFields {nsdecls("w")} w:val="true"/>'))
    style = word.styles.add_style("Plan Table", WD_STYLE_TYPE.TABLE)
    style.font.size = Pt(10)
    parts = unzipped(_saved(word))
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main + b"document.main+xml", main + b"template.main+xml")
    return zipped(parts)


def numbered_foot() -> bytes:
    """A foot that says the page by itself, as Word's gallery writes it: in pieces."""
    word = docx.Document()
    foot = word.sections[0].footer.paragraphs[0]
    foot.text = "ACME – p. "
    for kind, text in (("begin", ""), ("", " PA"), ("", "GE "), ("end", "")):
        element = f'<w:fldChar w:fldCharType="{kind}"/>' if kind else f'<w:instrText xml:space="preserve">{text}</w:instrText>'
        foot._p.append(parse_xml(f"<w:r {nsdecls('w')}>{element}</w:r>"))
    return _saved(word)


def linked() -> bytes:
    """A cover in its own section, then a body whose head and foot are "linked to previous", as Word makes them by default."""
    word = docx.Document()
    cover = word.sections[0]
    cover.header.paragraphs[0].text = "ACME, à tous"
    cover.footer.paragraphs[0].text = "ACME SAS"
    word.add_paragraph("ACME", style="Title")
    body = word.add_section()
    body.left_margin, body.right_margin, body.top_margin = Cm(3), Cm(2), Cm(3.5)
    word.add_paragraph("Texte d'exemple à effacer")
    return _saved(word)


def margins(*, top: float, bottom: float = 2.0, head: str = "") -> bytes:
    """A page without foot and with or without head, its margins in centimetres."""
    word = docx.Document()
    section = word.sections[0]
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = Cm(top), Cm(bottom), Cm(3), Cm(2)
    if head:
        section.header.paragraphs[0].text = head
    return _saved(word)


def in_font(name: str) -> bytes:
    """A page of the usual margins, its text in this font."""
    word = docx.Document()
    word.styles["Normal"].font.name = name
    section = word.sections[0]
    section.left_margin = section.right_margin = Cm(2.2)
    return _saved(word)


def with_macros() -> bytes:
    """A .dotm."""
    parts = unzipped(bare())
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        plain, b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    )
    return zipped(parts)


TEMPLATES = {
    "french_word": french_word,
    "bare": bare,
    "letterhead": letterhead,
    "libreoffice": libreoffice,
    "agency": agency,
    "linked": linked,
}


def _saved(word: Any) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _numbered_titles(word: Any, *, texts: tuple[str, ...] = ("%1", "%1.%2", "%1.%2.%3"), own_list: bool = True) -> None:
    """Number the titles in their style, as a corporate template does; without a list of their own, in the first one there is."""
    root = word.part.numbering_part.element
    if own_list:
        levels = "".join(
            f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{i + 1}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for i, text in enumerate(texts)
        )
        root.findall(qn("w:abstractNum"))[-1].addnext(
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            )
        )
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    number = "90" if own_list else root.findall(qn("w:num"))[0].get(qn("w:numId"))
    for level in range(3):
        numbered = word.styles[f"Heading {level + 1}"].element.get_or_add_pPr().get_or_add_numPr()
        numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = level, int(number)


def titles_in(*texts: str, own_list: bool = True) -> bytes:
    """Titles numbered by their styles: « %1. » and so on by level, or in a list made for something else."""
    word = docx.Document()
    _numbered_titles(word, texts=texts or ("%1", "%1.%2", "%1.%2.%3"), own_list=own_list)
    return _saved(word)


def _control(word: Any, alias: str, text: str) -> None:
    word.element.body.insert(
        len(word.element.body) - 1,
        parse_xml(
            f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="{alias}"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p>'
            f"<w:r><w:t>{text[:3]}</w:t></w:r><w:r><w:t>{text[3:]}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )


def _png() -> bytes:
    """A red square of 4 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xc0\x39\x2b" * 4) * 4)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )
