"""What the generator wrote, block by block, kept inside the document: how a person's edits are told from our text later."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from generator.docx.tags import C, escape

PREFIX = "planmo:"
_SPACE = "urn:planmo:baseline:1"


def attach(word: Any, owned: Iterable[str]) -> None:
    """Store the fingerprint of every tagged block of an open python-docx document in a custom XML part."""
    wanted = set(owned)
    prints = {tag: fingerprint(content, word) for tag, content in controls(word) if tag in wanted}
    lines = "".join(f'<block tag="{escape(tag)}" print="{value}"/>' for tag, value in prints.items())
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<baseline xmlns="{_SPACE}">{lines}</baseline>'.encode()
    package = word.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", blob, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def controls(word: Any) -> Iterator[tuple[str, Any]]:
    """Return the tag and the content of our content controls, in order."""
    for control in word.element.body.iterchildren(qn("w:sdt")):
        tag = tag_of(control)
        if tag:
            yield tag, control.find(qn("w:sdtContent"))


def tag_of(control: Any) -> str:
    """Return the tag of one of our content controls, empty for anything else."""
    if control.tag != qn("w:sdt"):
        return ""
    named = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    value: str = named.get(qn("w:val"), "") if named is not None else ""
    return value.removeprefix(PREFIX) if value.startswith(PREFIX) else ""


def fingerprint(content: Any, word: Any) -> str:
    """Return 16 hexadecimal digits of what a block says: its words and the data of its charts, not its look nor its field results.

    Word splits runs and rewrites looks whenever it saves; numbers of figures and pages change with what stands elsewhere.
    """
    said = "\n".join([*_paragraphs(content), *_charts(content, word)])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _paragraphs(content: Any) -> Iterator[str]:
    for paragraph in content.iter(qn("w:p")):
        words, depth, result = [], 0, False
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:fldChar")):
            if node.tag == qn("w:fldChar"):
                kind = node.get(qn("w:fldCharType"))
                depth += (kind == "begin") - (kind == "end")
                result = depth > 0
            elif not result and node.getparent().tag == qn("w:r"):
                words.append(node.text or "" if node.tag == qn("w:t") else " ")
        yield "".join(words).strip()


def _charts(content: Any, word: Any) -> Iterator[str]:
    for chart in content.iter(f"{{{C}}}chart"):
        relationship = word.part.rels.get(chart.get(qn("r:id")))
        if relationship is None:
            continue
        root = etree.fromstring(relationship.target_part.blob)
        yield " ".join(value.text or "" for value in root.iter(f"{{{C}}}v"))


def stored(word: Any) -> Mapping[str, str] | None:
    """Return the fingerprints stored in an open document by tag, None where it is not one of ours."""
    for relationship in word.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.CUSTOM_XML and not relationship.is_external:
            blob = relationship.target_part.blob
            if _SPACE.encode() in blob[:400]:
                root = etree.fromstring(blob)
                return {line.get("tag", ""): line.get("print", "") for line in root}
    return None


def is_ours(package: bytes) -> bool:
    """Whether a file is a .docx with a baseline of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = [name for name in archive.namelist() if name.startswith("customXml/item")]
            return any(_SPACE.encode() in archive.read(name)[:400] for name in names)
    except zipfile.BadZipFile:
        return False
