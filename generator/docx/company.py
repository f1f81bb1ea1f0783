"""A company's template: opened, its cover kept, its fields filled in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from generator import blocks as b
from generator.docx import baseline, cover, pagesetup, styles, tables, tags, theme, words
from generator.docx.frame import Frame
from generator.docx.numbering import Lists
from generator.docx.numbers import Numbers
from generator.docx.package import unzipped, zipped
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Lang, Text, date, fold

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


_SHORT = 12  # paragraphs and tables
_TITLES, _COMPANIES, _PERIODS = {"title", "titre"}, {"company", "societe"}, {"period", "periode"}
_COMPANY, _PERIOD = Text("Société", "Company"), Text("Période", "Period")
_OURS = ("plan cover", "plan tile", "plan table", "plan gap")  # the styles of what follows a company's cover


class TemplateError(PlanmoError):
    """The company's template cannot be used."""


def opened(template: bytes) -> Any:
    """Return a company's .docx or .dotx, open.

    Raises
    ------
    TemplateError
        ``template.unreadable`` when it is not a Word document, ``template.macros`` when it carries macros.
    """
    try:
        parts = unzipped(template)
        types = parts["[Content_Types].xml"]
        if any(kind.encode() in types for kind in _WITH_MACROS):
            raise TemplateError(
                "template.macros",
                Text(
                    "Le modèle Word contient des macros : enregistrez-le en .docx ou en .dotx, puis recommencez.",
                    "The Word template holds macros: save it as .docx or .dotx, then try again.",
                ),
            )
        if _TEMPLATE.encode() in types:
            parts["[Content_Types].xml"] = types.replace(_TEMPLATE.encode(), _MAIN.encode())
            template = zipped(parts)
        word = docx.Document(io.BytesIO(template))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError(
            "template.unreadable",
            Text(
                "Le modèle n'est pas un document Word lisible. Donnez un fichier .docx ou .dotx enregistré par Word.",
                "The template is not a Word document that can be read. Give a .docx or .dotx file saved by Word.",
            ),
        ) from error
    _settle(word)
    return word


def _settle(word: Any) -> None:
    """Take out of a template what would speak up when the plan is opened, or pass for the memory of another plan."""
    settings = word.settings.element
    for name in ("w:updateFields", "w:mailMerge", "w:documentProtection"):
        for element in settings.findall(qn(name)):
            settings.remove(element)
    baseline.forget(word)


@dataclass(frozen=True, slots=True)
class Front:
    """A template's own cover, as XML, and what the plan adds to it; empty where it has none. `closed` when what follows needs no new page."""

    xml: str = ""
    closed: bool = False


def front(word: Any, document: b.Document) -> Front:
    """Return the template's own cover with its fields filled in, after giving the template's feet the page numbers they lack.

    The cover is what stands before the first page or section break; a text without break counts where it is short or has fields. A field
    is a content control whose title or tag is `title`, `company`, `period`, `date` or `subject`, or the French word for it, or the name
    of a fact on our cover (« Version »). What no field says follows the cover's text: title, company, period, facts, the table of versions;
    it opens the next page where the cover is a section of its own. A plan of ours used as a template has no cover of its own.
    """
    pagesetup.number_pages(word, document)
    kept, closed = _first_page(word.element.body)
    facts, ids = _facts(document), styles.found(word)
    named = {name for element in kept for control in element.iter(qn("w:sdt")) for name in _names(control)}
    ours = any(baseline.tag_of(element) for element in kept)
    if ours or not any(_speaks(element) for element in kept) or not (closed or named & facts.keys() or len(kept) <= _SHORT):
        return Front()
    kept = [element for element in kept if not _added_before(element, ids)]
    for element in kept:
        _fill(element, facts)
    found = _cover(document)
    added = _unsaid(word, document, found, named) if found is not None else ""
    turns = bool(added and closed and kept and _opened(kept[-1]))  # the page break, taken out, comes after what is added
    xml = "".join(etree.tostring(element, encoding="unicode") for element in kept) + added
    if turns:
        xml += tags.paragraph('<w:r><w:br w:type="page"/></w:r>', style=ids["plan gap"])
    return Front(xml, closed and (turns or not added or bool(named & _TITLES)))


def _added_before(element: Any, ids: Mapping[str, str]) -> bool:
    """Whether an earlier plan in the same template put this on its cover."""
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    style = element.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") if style is None else style
    return style is not None and style.get(qn("w:val")) in {ids[name] for name in _OURS if name in ids}


def _opened(element: Any) -> bool:
    """Take out the page break that an element ends with; tell whether it did."""
    runs = list(element.iter(qn("w:t"), qn("w:br"), qn("w:drawing"), qn("w:pict")))
    if element.tag != qn("w:p") or not runs or runs[-1].get(qn("w:type")) != "page":
        return False
    runs[-1].getparent().remove(runs[-1])
    return True


def _unsaid(word: Any, document: b.Document, found: b.Cover, named: Set[str]) -> str:
    """Return what the fields of a company's cover do not say of ours."""
    lang = document.lang
    company, period = ("" if named & names else said for names, said in ((_COMPANIES, found.company), (_PERIODS, found.period)))
    facts = tuple((name, value) for name, value in found.facts if fold(name) not in named)
    lines = ""
    if named & _TITLES:
        both = ((_COMPANY.get(lang), company), (_PERIOD.get(lang), period))
        facts = (*((name, value) for name, value in both if value), *facts)
        lines = _lines(facts, styles.found(word)["plan cover"], lang)
    else:
        lines = cover.plain(replace(found, company=company, period=period, facts=facts), styles.found(word), lang)
    return lines + (_versions(word, found.versions, lang) if found.versions is not None else "")


def _lines(facts: Sequence[tuple[str, str]], style: str, lang: Lang) -> str:
    looks = ['<w:spacing w:before="480"/>', *[""] * len(facts)]
    said = (tags.run(words.labelled(name, value, lang)) for name, value in facts)
    return "".join(tags.paragraph(text, style=style, look=look) for text, look in zip(said, looks, strict=False))


def _versions(word: Any, versions: b.TableBlock, lang: Lang) -> str:
    look = theme.read(word)
    frame = Frame(
        lang=lang, width=pagesetup.margins(word).width("portrait"), styles=styles.Styles(styles.found(word), face=styles.cell_face(word)),
        palette=look.palette, lists=Lists(0, 0, 0), numbers=Numbers((), (), (), {}, {}, {}), font=look.font,
    )  # fmt: skip
    title = frame.paragraph(tags.run(versions.caption), "Plan Tile", look='<w:spacing w:before="480" w:after="80"/>')
    return title + tables.body(versions, frame) + frame.gap()


def _cover(document: b.Document) -> b.Cover | None:
    return next((block for block in document.blocks if isinstance(block, b.Cover)), None)


def _first_page(body: Any) -> tuple[list[Any], bool]:
    kept: list[Any] = []
    for element in body:
        if element.tag == qn("w:sectPr") or (kept and element.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None):
            break
        kept.append(element)
        turns = any(br.get(qn("w:type")) == "page" for br in element.iter(qn("w:br")))
        if turns or next(element.iter(qn("w:sectPr")), None) is not None:
            return kept, True
    return kept, False


def _speaks(element: Any) -> bool:
    return (
        any((t.text or "").strip() for t in element.iter(qn("w:t")))
        or next(element.iter(qn("w:drawing"), qn("w:pict")), None) is not None
    )


def _facts(document: b.Document) -> dict[str, str]:
    found = _cover(document)
    title = found.title if found else document.title
    period = found.period if found else ""
    day = date(document.date, document.lang)
    facts = {fold(name): value for name, value in found.facts} if found else {}
    facts |= {
        "title": title,
        "titre": title,
        "company": document.company,
        "societe": document.company,
        "period": period,
        "periode": period,
    }
    return facts | {"date": day, "publish date": day, "subject": document.subject, "objet": document.subject}


def _said(control: Any, facts: dict[str, str]) -> str | None:
    """Return what a content control must say, None where it is not one of the fields."""
    return next((facts[name] for name in _names(control) if name in facts), None)


def _names(control: Any) -> list[str]:
    named = (control.find(f"{qn('w:sdtPr')}/{qn(tag)}") for tag in ("w:tag", "w:alias"))
    return [fold(child.get(qn("w:val")) or "") for child in named if child is not None]


def _fill(element: Any, facts: dict[str, str]) -> None:
    for control in element.iter(qn("w:sdt")):
        said = _said(control, facts)
        texts = list(control.iter(qn("w:t")))
        if said is None or not texts:
            continue
        texts[0].text = tags.clean(said)
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for text in texts[1:]:
            text.getparent().remove(text)
        properties = control.find(qn("w:sdtPr"))
        for child in (properties.find(qn("w:dataBinding")), properties.find(qn("w:showingPlcHdr"))):
            if child is not None:
                properties.remove(child)
