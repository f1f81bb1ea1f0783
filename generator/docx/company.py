"""A company's template: opened, its cover kept, its fields filled in."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from generator import blocks as b
from generator.docx import tags
from generator.docx.package import unzipped, zipped
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Text, date, fold

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_WITH_MACROS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


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
        return docx.Document(io.BytesIO(template))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise TemplateError(
            "template.unreadable",
            Text(
                "Le modèle n'est pas un document Word lisible. Donnez un fichier .docx ou .dotx enregistré par Word.",
                "The template is not a Word document that can be read. Give a .docx or .dotx file saved by Word.",
            ),
        ) from error


def front(word: Any, document: b.Document) -> str:
    """Return the template's own cover with its fields filled in, as XML; empty where the template has no text of its own.

    The cover is what stands before the first page or section break, or the whole text. A field is a content control whose title or tag
    is `title`, `company`, `period` or `date`, or the French word for it.
    """
    kept = []
    for element in word.element.body:
        if element.tag == qn("w:sectPr"):
            break
        section = element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            section.getparent().remove(section)
            kept.append(element)
            break
        kept.append(element)
        if any(br.get(qn("w:type")) == "page" for br in element.iter(qn("w:br"))):
            break
    if not any(_speaks(element) for element in kept):
        return ""
    facts = _facts(document)
    for element in kept:
        _fill(element, facts)
        for br in [br for br in element.iter(qn("w:br")) if br.get(qn("w:type")) == "page"]:
            br.getparent().remove(br)
    return "".join(etree.tostring(element, encoding="unicode") for element in kept)


def _speaks(element: Any) -> bool:
    return (
        any((t.text or "").strip() for t in element.iter(qn("w:t")))
        or next(element.iter(qn("w:drawing"), qn("w:pict")), None) is not None
    )


def _facts(document: b.Document) -> dict[str, str]:
    found = next((block for block in document.blocks if isinstance(block, b.Cover)), None)
    title = found.title if found else document.title
    period = found.period if found else ""
    day = date(document.date, document.lang)
    facts = {
        "title": title,
        "titre": title,
        "company": document.company,
        "societe": document.company,
        "period": period,
        "periode": period,
    }
    return facts | {"date": day, "publish date": day, "subject": document.subject, "objet": document.subject}


def _fill(element: Any, facts: dict[str, str]) -> None:
    for control in element.iter(qn("w:sdt")):
        properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        names = [
            child.get(qn("w:val"))
            for child in (properties.find(qn("w:tag")), properties.find(qn("w:alias")))
            if child is not None
        ]
        said = next((facts[fold(name)] for name in names if name and fold(name) in facts), None)
        if said is None or content is None:
            continue
        texts = list(content.iter(qn("w:t")))
        if not texts:
            continue
        texts[0].text = tags.clean(said)
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        for text in texts[1:]:
            text.getparent().remove(text)
        for child in (properties.find(qn("w:dataBinding")), properties.find(qn("w:showingPlcHdr"))):
            if child is not None:
                properties.remove(child)
