"""XML parts, read without trusting them and written the way Excel writes them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from workbook_templates.errors import PackageError
from workbook_templates.text import Text

Element = etree._Element

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
DOCUMENT_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_DECLARATIONS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be"))


def q(tag: str) -> str:
    """Return a spreadsheet tag with its namespace.

    >>> q("c")
    '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c'
    """
    return f"{{{MAIN}}}{tag}"


def parse(data: bytes, *, part: str = "") -> Element:
    """Return the root of an XML part.

    Raises
    ------
    PackageError
        ``file.xml_bomb`` for a part that declares a document type or entities, which no workbook needs; ``file.damaged`` for bad XML.
    """
    refuse_declarations(data, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _bomb(part)
    return root


def parse_by_pieces(data: bytes, tags: Sequence[str], *, part: str = "") -> Iterator[Element]:
    """Go through the elements of these tags, each as soon as it is complete; the same part is refused as by `parse`.

    What was given before may be taken out of the tree, so that a long part need not be held whole.
    """
    refuse_declarations(data, part)
    events = etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True)
    try:
        for _, element in events:
            yield element
    except etree.XMLSyntaxError as error:
        raise damaged(part) from error


def refuse_declarations(data: bytes, part: str) -> None:
    """Refuse a part that declares a document type or entities.

    Raises
    ------
    PackageError
        ``file.xml_bomb``.
    """
    if any(mark in data for mark in _DECLARATIONS):
        raise _bomb(part)


def damaged(part: str) -> PackageError:
    """Return the error of a part that is not XML."""
    return PackageError(
        "file.damaged",
        Text(
            "le fichier est abîmé, sa partie « {part} » ne se lit pas. Ouvrez-le dans Excel, laissez-le réparer, enregistrez-le, puis recommencez.",
            "the file is damaged, its part “{part}” cannot be read. Open it in Excel, let it repair, save, then start again.",
        ).format(part=part),
    )


def serialise(root: Element) -> bytes:
    """Return the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _bomb(part: str) -> PackageError:
    return PackageError(
        "file.xml_bomb",
        Text(
            "le fichier déclare des entités XML dans « {part} », ce qu'aucun classeur ne fait : il n'a pas été lu. Demandez un nouvel exemplaire à qui vous l'a envoyé.",
            "the file declares XML entities in “{part}”, which no workbook does: it was not read. Ask its sender for a new copy.",
        ).format(part=part),
    )
