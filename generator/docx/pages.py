"""True page numbers: the document is laid out once by LibreOffice, its bookmarks' pages read, and written again with them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from lxml import etree

from generator.docx import soffice
from generator.docx.package import unzipped
from generator.docx.tags import W
from workbook_templates.text import Lang

Pages = Mapping[str, int]


def numbered(make: Callable[[Pages | None], bytes], lang: Lang) -> bytes:
    """Return `make(pages)` with true page numbers where LibreOffice is installed, `make(None)` otherwise.

    What is laid out has the same lines as what is returned, with room for the numbers: the note that stands in for them would move the rest.
    """
    known = found(make({}), lang) if soffice.found() is not None else None
    return make(known)


def found(package: bytes, lang: Lang) -> Pages | None:
    """Return the page of every bookmark, None where LibreOffice is not installed or fails: a plan without them is better than none."""
    if soffice.found() is None:
        return None
    try:
        return read(package, lang)
    except soffice.OfficeError:
        return None


def read(package: bytes, lang: Lang) -> Pages:
    """Return the page of every bookmark of a .docx, as LibreOffice lays it out.

    Raises
    ------
    OfficeError
        LibreOffice is missing or fails.
    """
    laid_out = _destinations(soffice.pdf(package, lang, options={"ExportBookmarksToPDFDestination": True, "UseTaggedPDF": False}))
    found = {}
    for name in _bookmarks(package):
        page = laid_out.get(name, laid_out.get(name.replace("_", "5F")))  # as LibreOffice writes `_`
        if page is not None:
            found[name] = page
    return found


def _bookmarks(package: bytes) -> list[str]:
    root = etree.fromstring(unzipped(package)["word/document.xml"])
    return [mark.get(f"{{{W}}}name", "") for mark in root.iter(f"{{{W}}}bookmarkStart")]


def _destinations(pdf: bytes) -> dict[str, int]:
    from pypdf import PdfReader  # only needed here

    reader = PdfReader(io.BytesIO(pdf))
    pages = {name.lstrip("/"): reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    return {name: page + 1 for name, page in pages.items() if page is not None}
