"""The file as a zip of parts: the same parts give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from typing import Any

from lxml import etree

from generator.blocks import Document
from generator.docx.language import CODES
from generator.docx.tags import clean

Parts = Mapping[str, bytes]

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def zipped(parts: Parts) -> bytes:
    """Return the parts as a zip: one date, one order, one mode."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # the same on Windows as elsewhere
            archive.writestr(entry, parts[name])
    return out.getvalue()


def unzipped(package: bytes) -> dict[str, bytes]:
    """Return the parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def saved(word: Any) -> bytes:
    """Return a python-docx document as reproducible bytes."""
    buffer = io.BytesIO()
    word.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


def set_properties(word: Any, document: Document) -> None:
    """Write title, authors, dates and company; the dates are the plan's."""
    moment = dt.datetime.combine(document.date, dt.time(8))
    core = word.core_properties
    core.title, core.subject = _short(document.title), _short(document.subject)
    core.author = core.last_modified_by = _short(document.author or document.company)
    core.keywords, core.language, core.revision = _short(", ".join(document.keywords)), CODES[document.lang], 1
    core.created = core.modified = moment
    for part in word.part.package.iter_parts():
        if part.content_type.endswith("extended-properties+xml"):
            part._blob = _with_company(part.blob, document.company)


def _short(text: str) -> str:
    """Return a property as the format takes it: 255 characters at most."""
    return clean(text)[:255]


def _with_company(blob: bytes, company: str) -> bytes:
    root = etree.fromstring(blob)
    space = etree.QName(root).namespace
    found = root.find(f"{{{space}}}Company")
    if found is None:
        found = etree.SubElement(root, f"{{{space}}}Company")
    found.text = clean(company)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
