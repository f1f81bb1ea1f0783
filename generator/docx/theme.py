"""The colours and the font of a template's theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from generator.docx.palette import Palette, from_theme
from generator.docx.tags import A
from generator.docx.template import FONT


@dataclass(frozen=True, slots=True)
class Theme:
    """What tables and charts take from a template: its colours, the fonts of its texts and of its titles."""

    palette: Palette
    font: str
    title_font: str = FONT


def read(word: Any) -> Theme:
    """Return the theme of an open python-docx document, ours where it has none."""
    for relationship in word.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.THEME and not relationship.is_external:
            return _read(relationship.target_part.blob)
    return Theme(Palette(), FONT)


def _read(blob: bytes) -> Theme:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(blob, parser)
    accents = {}
    for i in range(1, 7):
        colour = root.find(f".//{{{A}}}clrScheme/{{{A}}}accent{i}/*")
        if colour is not None:
            value = colour.get("val") if colour.tag.endswith("srgbClr") else colour.get("lastClr")
            if value and len(value) == 6:
                accents[f"accent{i}"] = value.upper()
    return Theme(from_theme(accents), _face(root, "minorFont"), _face(root, "majorFont"))


def _face(root: Any, kind: str) -> str:
    latin = root.find(f".//{{{A}}}{kind}/{{{A}}}latin")
    return (latin.get("typeface") if latin is not None else None) or FONT
