"""Word's own numbers: chapters (1, 1.1, 1.1.1), appendices (A, A.1) and bullets, added to the template's lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def ends(word: Any, titles: Sequence[tuple[str, Any]]) -> tuple[str, ...] | None:
    """Return what follows each number (« . ») where titles' own list numbers them as the contents do: 1, 1.1, 1.1.1; None elsewhere.

    `titles` are the ids of the title styles, from the first level, each with its numPr or None.
    """
    found = [_level(word, name, number) for name, number in titles]
    lists = {level.getparent().get(qn("w:abstractNumId")) for level in found if level is not None}
    said = [_end(level, depth) for depth, level in enumerate(found)]
    return tuple(end for end in said if end is not None) if len(lists) == 1 and None not in said else None


def _level(word: Any, style: str, number: Any) -> Any:
    """Return the level of a list that numbers a style's paragraphs: the one that names the style, or the one the style names."""
    name = number.find(qn("w:numId")) if number is not None else None
    list_ = _abstract(word, name.get(qn("w:val"))) if name is not None else None
    if list_ is None:
        return None
    given = number.find(qn("w:ilvl"))
    depth = given.get(qn("w:val")) if given is not None else "0"
    levels = list_.findall(qn("w:lvl"))
    named = [level for level in levels if _value(level, "w:pStyle") == style]
    return next(iter([*named, *(level for level in levels if level.get(qn("w:ilvl")) == depth)]), None)


def _abstract(word: Any, name: str, *, linked: bool = False) -> Any:
    """Return the definition of a list, that of the list style it stands for where it does; None where it is missing or bent."""
    root = _part(word).element
    number = next((e for e in root.findall(qn("w:num")) if e.get(qn("w:numId")) == name), None)
    if number is None or number.find(qn("w:lvlOverride")) is not None:
        return None
    wanted = _value(number, "w:abstractNumId")
    found = next((e for e in root.findall(qn("w:abstractNum")) if e.get(qn("w:abstractNumId")) == wanted), None)
    style = _value(found, "w:numStyleLink") if found is not None else ""
    if not style or linked:
        return found
    path = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
    target = next((e.find(path) for e in word.styles.element if e.get(qn("w:styleId")) == style), None)
    return _abstract(word, target.get(qn("w:val")), linked=True) if target is not None else None


def _end(level: Any, depth: int) -> str | None:
    if level is None or level.get(qn("w:ilvl")) != str(depth) or level.find(qn("w:lvlRestart")) is not None:
        return None
    read = re.fullmatch(re.escape(".".join(f"%{i}" for i in range(1, depth + 2))) + r"([.)]?)\s*", _value(level, "w:lvlText"))
    counts = _value(level, "w:numFmt") in ("decimal", "") and _value(level, "w:start") == "1"
    return read[1] if read is not None and counts else None


def _value(element: Any, child: str) -> str:
    found = element.find(qn(child))
    return found.get(qn("w:val"), "") if found is not None else ""


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
