"""What the Open XML SDK does not see: bookmarks that double, references that lead nowhere, styles and lists that do not exist."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from generator.docx.package import unzipped
from generator.docx.tags import WP, C, R, W

_REFERENCE = re.compile(r'^\s*(REF|PAGEREF)\s+"?([^\s"\\]+)')
_SEQUENCE = re.compile(r'^\s*(?:SEQ\s+"?([^\s"\\]+)|TOC\s.*\\c\s+"([^"]+)")')


def lint(package: bytes) -> list[str]:
    """Return what is wrong in a .docx, a line each; an empty list is what a document must give.

    Looks for bookmarks that stand twice or are left open, REF, PAGEREF and links to bookmarks that do not exist, lists of figures whose
    sequence no caption uses, styles and numbered lists that are used and not defined, drawings with one number, relationships that
    lead nowhere, tables whose rows do not fill their grid, parts that are not XML.
    """
    parts = unzipped(package)
    stories = {
        name: etree.fromstring(data)
        for name, data in parts.items()
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
    }
    body = stories["word/document.xml"]
    return [
        *_bookmarks(body),
        *_fields(body),
        *_styles(stories, parts),
        *_lists(stories, parts),
        *_drawings(body),
        *_relationships(parts),
        *_tables(body),
        *_controls(body),
    ]


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _bookmarks(body: Any) -> Iterator[str]:
    starts = [(mark.get(_w("id")), mark.get(_w("name"))) for mark in body.iter(_w("bookmarkStart"))]
    ends = [mark.get(_w("id")) for mark in body.iter(_w("bookmarkEnd"))]
    yield from _doubles("bookmark", (name for _, name in starts))
    yield from _doubles("bookmark id", (number for number, _ in starts))
    if sorted(number for number, _ in starts) != sorted(ends):
        yield "bookmarks left open or closed twice"
    yield from (f"bookmark name too long: {name}" for _, name in starts if len(name) > 40)


def _doubles(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"{what} stands {count} times: {name}" for name, count in Counter(names).items() if count > 1)


def _fields(body: Any) -> Iterator[str]:
    names = {mark.get(_w("name")) for mark in body.iter(_w("bookmarkStart"))}
    instructions = [field.text or "" for field in body.iter(_w("instrText"))]
    for instruction in instructions:
        reference = _REFERENCE.match(instruction)
        if reference and reference[2] not in names:
            yield f"{reference[1]} to a bookmark that does not exist: {reference[2]}"
    for link in body.iter(_w("hyperlink")):
        anchor = link.get(_w("anchor"))
        if anchor is not None and anchor not in names:
            yield f"link to a bookmark that does not exist: {anchor}"
    read = [match for match in map(_SEQUENCE.match, instructions) if match]
    used = {match[1] for match in read if match[1]}
    yield from (f"list of a sequence no caption uses: {match[2]}" for match in read if match[2] and match[2] not in used)
    marks = Counter(mark.get(_w("fldCharType")) for mark in body.iter(_w("fldChar")))
    if not marks["begin"] == marks["end"] == marks["separate"]:
        yield f"fields left open: {dict(marks)}"


def _styles(stories: Mapping[str, Any], parts: Mapping[str, bytes]) -> Iterator[str]:
    root = etree.fromstring(parts["word/styles.xml"])
    defined = {style.get(_w("styleId")): style.get(_w("type")) for style in root.iter(_w("style"))}
    yield from _doubles("style id", (style.get(_w("styleId"), "") for style in root.iter(_w("style"))))
    yield from _doubles("style name", (style.find(_w("name")).get(_w("val")).casefold() for style in root.iter(_w("style"))))  # type: ignore[union-attr]
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, story in stories.items():
        for tag, kind in kinds.items():
            used = {element.get(_w("val")) for element in story.iter(_w(tag))}
            yield from (f"{name}: {kind} style not defined: {style}" for style in sorted(used) if defined.get(style) != kind)
    for style in root.iter(_w("style")):
        for tag in ("basedOn", "next", "link"):
            target = style.find(_w(tag))
            if target is not None and target.get(_w("val")) not in defined:
                yield f"style {style.get(_w('styleId'))}: {tag} leads to no style: {target.get(_w('val'))}"


def _lists(stories: Mapping[str, Any], parts: Mapping[str, bytes]) -> Iterator[str]:
    defined = {"0"}
    if "word/numbering.xml" in parts:
        defined |= {num.get(_w("numId"), "") for num in etree.fromstring(parts["word/numbering.xml"]).iter(_w("num"))}
    roots = [*stories.items(), ("word/styles.xml", etree.fromstring(parts["word/styles.xml"]))]
    for name, root in roots:
        used = {number.get(_w("val")) for number in root.iter(_w("numId"))}
        yield from (f"{name}: list not defined: {number}" for number in sorted(used - defined))


def _drawings(body: Any) -> Iterator[str]:
    properties = list(body.iter(f"{{{WP}}}docPr"))
    yield from _doubles("drawing id", (drawing.get("id") for drawing in properties))
    for inline in body.iter(f"{{{WP}}}inline"):
        named = inline.find(f"{{{WP}}}docPr")
        if next(inline.iter(f"{{{C}}}chart"), None) is not None and named is not None and not named.get("descr"):
            yield f"chart without a text for those who cannot see it: {named.get('name')}"


def _relationships(parts: Mapping[str, bytes]) -> Iterator[str]:
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.removesuffix(".rels").rpartition("_rels/")
        ids = set()
        for relationship in etree.fromstring(data):
            ids.add(relationship.get("Id"))
            if relationship.get("TargetMode") == "External":
                continue
            target = relationship.get("Target") or ""
            path = target.lstrip("/") if target.startswith("/") else _joined(folder, target)
            if path not in parts:
                yield f"{name}: leads to a part that is not there: {path}"
        source = parts.get(folder + file)
        if source is not None and file.endswith(".xml"):
            used = {
                value
                for element in etree.fromstring(source).iter()
                for key, value in element.attrib.items()
                if str(key).startswith(f"{{{R}}}")
            }
            yield from (
                f"{folder}{file}: relationship not defined: {number}" for number in sorted(map(str, used - ids)) if number
            )


def _joined(folder: str, target: str) -> str:
    pieces: list[str] = []
    for piece in f"{folder}{target}".split("/"):
        if piece == "..":
            pieces.pop()
        elif piece not in ("", "."):
            pieces.append(piece)
    return "/".join(pieces)


def _tables(body: Any) -> Iterator[str]:
    for number, table in enumerate(body.iter(_w("tbl")), 1):
        columns = len(table.findall(f"{_w('tblGrid')}/{_w('gridCol')}"))
        for line in table.findall(_w("tr")):
            spans = (cell.find(f"{_w('tcPr')}/{_w('gridSpan')}") for cell in line.findall(_w("tc")))
            filled = sum(int(span.get(_w("val"))) if span is not None else 1 for span in spans)
            if filled != columns:
                yield f"table {number}: a row fills {filled} of {columns} columns"
                break
        if any(cell[-1].tag != _w("p") for cell in table.iter(_w("tc"))):
            yield f"table {number}: a cell that does not end with a paragraph"


def _controls(body: Any) -> Iterator[str]:
    yield from _doubles("content control id", (e.get(_w("val")) for e in body.iter(_w("id")) if e.getparent().tag == _w("sdtPr")))
    tags = (e.get(_w("val")) for e in body.iter(_w("tag")) if e.getparent().tag == _w("sdtPr"))
    yield from _doubles("content control", (tag for tag in tags if tag.startswith("planmo:")))
