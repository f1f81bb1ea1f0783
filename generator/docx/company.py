"""A company's template: opened, its cover kept, its fields filled in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from generator import blocks as b
from generator.docx import baseline, cover, styles, tags
from generator.docx.package import unzipped, zipped
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Text, date, fold

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


_SHORT = 12  # paragraphs and tables
_TITLES = {"title", "titre"}


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
    """A template's own cover, as XML, and what the plan adds to it; empty where it has none. `closed` when it ends its page by itself."""

    xml: str = ""
    closed: bool = False


def front(word: Any, document: b.Document) -> Front:
    """Return the template's own cover with its fields filled in.

    The cover is what stands before the first page or section break; a text without break counts where it is short or has fields. A field
    is a content control whose title or tag is `title`, `company`, `period`, `date` or `subject`, or the French word for it, or the name
    of a fact on our cover (« Version »). Where no field says the title, ours follows with the company, the period and the facts. A plan
    of ours used as a template has no cover of its own.
    """
    kept, closed = _first_page(word.element.body)
    facts = _facts(document)
    named = {name for element in kept for control in element.iter(qn("w:sdt")) for name in _names(control)}
    fields = named & facts.keys()
    ours = any(baseline.tag_of(element) for element in kept)
    if ours or not any(_speaks(element) for element in kept) or not (closed or fields or len(kept) <= _SHORT):
        return Front()
    for element in kept:
        _fill(element, facts)
    xml = "".join(etree.tostring(element, encoding="unicode") for element in kept)
    found = _cover(document)
    if found is None or fields & _TITLES:
        return Front(xml, closed)
    return Front(xml + cover.plain(found, styles.found(word), document.lang))


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
