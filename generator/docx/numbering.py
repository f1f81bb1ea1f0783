"""Word's own numbers: chapters (1, 1.1, 1.1.1), appendices (A, A.1) and bullets, added to the template's lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from generator.docx.tags import W


@dataclass(frozen=True, slots=True)
class Lists:
    """The numbers (numId) of our three lists in a document."""

    chapters: int
    appendices: int
    bullets: int


def add(word: Any) -> Lists:
    """Add our lists to an open python-docx document, after those it has."""
    root = _part(word).element
    abstract = 1 + max((int(e.get(qn("w:abstractNumId"))) for e in root.findall(qn("w:abstractNum"))), default=-1)
    number = 1 + max((int(e.get(qn("w:numId"))) for e in root.findall(qn("w:num"))), default=0)
    first_num = root.find(qn("w:num"))
    for i, levels in enumerate((_outline("decimal"), _outline("upperLetter"), _bullets())):
        element = parse_xml(
            f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="{abstract + i}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        if first_num is None:
            root.append(element)
        else:
            first_num.addprevious(element)
    end = root.find(qn("w:numIdMacAtCleanup"))
    for i in range(3):
        element = parse_xml(f'<w:num xmlns:w="{W}" w:numId="{number + i}"><w:abstractNumId w:val="{abstract + i}"/></w:num>')
        if end is None:
            root.append(element)
        else:
            end.addprevious(element)
    return Lists(number, number + 1, number + 2)


def _part(word: Any) -> Any:
    for relationship in word.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relationship.target_part
    root = parse_xml(f'<w:numbering xmlns:w="{W}"/>')
    part = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part


def _outline(first: str) -> str:
    indents = (510, 680, 794)
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{first if level == 0 else "decimal"}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{".".join(f"%{i}" for i in range(1, level + 2))}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{indent}"/></w:tabs><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr></w:lvl>'
        for level, indent in enumerate(indents)
    )


def _bullets() -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{"•–"[level]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{284 * (level + 1)}" w:hanging="227"/></w:pPr></w:lvl>'
        for level in range(2)
    )
