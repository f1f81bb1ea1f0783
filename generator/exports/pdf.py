"""The plan as an accessible PDF: tagged, with its bookmarks, and a text for each chart."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from generator.docx import soffice
from generator.docx.package import unzipped
from generator.docx.soffice import OfficeError
from generator.docx.tags import WP, C
from workbook_templates.text import Lang, Text

_OPTIONS: dict[str, bool | int] = {
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "DisplayPDFDocumentTitle": True,
    "OpenBookmarkLevels": 1,
    "ReduceImageResolution": False,
}


def pdf(package: bytes, lang: Lang) -> bytes:
    """Return a plan (.docx) as PDF, laid out by LibreOffice.

    Raises
    ------
    OfficeError
        ``pdf.not_word``, ``pdf.no_libreoffice`` or ``pdf.failed``, in a sentence.
    """
    try:
        drawings = list(alternatives(package))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise OfficeError(
            "pdf.not_word",
            Text(
                "Ce fichier n'est pas un document Word lisible. Écrivez d'abord le plan, puis son PDF.",
                "This file is not a Word document that can be read. Write the plan first, then its PDF.",
            ),
        ) from error
    return _with_alternatives(soffice.pdf(package, lang, options=_OPTIONS), drawings)


def alternatives(package: bytes) -> Iterator[tuple[str, bool]]:
    """Return, for each drawing of a .docx in order, the text for those who cannot see it and whether it is a chart."""
    root = etree.fromstring(unzipped(package)["word/document.xml"])
    for drawing in root.iter(f"{{{WP}}}inline", f"{{{WP}}}anchor"):
        properties = drawing.find(f"{{{WP}}}docPr")
        chart = next(drawing.iter(f"{{{C}}}chart"), None) is not None
        yield (properties.get("descr") or "" if properties is not None else ""), chart


def _with_alternatives(data: bytes, drawings: list[tuple[str, bool]]) -> bytes:
    """Give charts their texts, which LibreOffice 7 leaves out; where pictures cannot be told from charts, nothing is changed."""
    from pypdf import PdfReader, PdfWriter  # only needed here
    from pypdf.generic import NameObject, TextStringObject

    reader = PdfReader(io.BytesIO(data))
    silent = [figure for figure in _figures(reader) if "/Alt" not in figure]
    texts = [text for text, chart in drawings if chart and text]
    if not silent or len(silent) != len(texts):
        return data
    writer = PdfWriter(clone_from=reader)
    for figure, text in zip((f for f in _figures(writer) if "/Alt" not in f), texts, strict=True):
        figure[NameObject("/Alt")] = TextStringObject(text)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _figures(document: Any) -> Iterator[Any]:
    """Return the figures of a PDF's structure tree, in reading order."""
    catalogue = document.root_object if hasattr(document, "root_object") else document._root_object
    tree = catalogue.get("/StructTreeRoot")
    waiting = [tree.get_object()] if tree is not None else []
    while waiting:
        node = waiting.pop()
        if node.get("/S") == "/Figure":
            yield node
        children = node.get("/K")
        children = children.get_object() if hasattr(children, "get_object") else children
        listed = children if isinstance(children, list) else [children]
        elements = [child.get_object() for child in listed if child is not None and hasattr(child, "get_object")]
        waiting.extend(element for element in reversed(elements) if hasattr(element, "get") and element.get("/S"))
