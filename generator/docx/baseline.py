"""What the generator wrote, block by block, kept inside the document: how a person's edits are told from our text later."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from generator.docx.tags import C, escape

PREFIX = "planmo:"
FRONT = "@front"
_SPACE = "urn:planmo:baseline:1"
# Word keeps a custom part through its own saves when it has an identity.
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{6B1D0C5E-9F0E-4F5B-8B0C-2C3E6A4D7F11}"'
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
    b'<ds:schemaRef ds:uri="urn:planmo:baseline:1"/></ds:schemaRefs></ds:datastoreItem>'
)


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of a block: `print`, the fingerprint of what the generator wrote last.

    Of a block kept for its edits also `base`, the fingerprint of what the generator had written when the person last worked on it, and
    `kept`, the fingerprint of what the person made of it.
    """

    print: str
    base: str = ""
    kept: str = ""


def attach(word: Any, owned: Iterable[str]) -> None:
    """Store the fingerprint of every tagged block of an open python-docx document in a custom XML part."""
    wanted = set(owned)
    prints = {tag: Memory(fingerprint([content], word)) for tag, content in controls(word) if tag in wanted}
    store(word, {FRONT: Memory(fingerprint(list(leading(word)), word)), **prints})


def store(word: Any, memories: Mapping[str, Memory]) -> None:
    """Store what is remembered, in place of what was."""
    forget(word)
    lines = "".join(_line(tag, memory) for tag, memory in memories.items())
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<baseline xmlns="{_SPACE}">{lines}</baseline>'.encode()
    package = word.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", blob, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = Part(
        package.next_partname("/customXml/itemProps%d.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _PROPERTIES, package
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _line(tag: str, memory: Memory) -> str:
    more = f' base="{memory.base}" kept="{memory.kept}"' if memory.kept else ""
    return f'<block tag="{escape(tag)}" print="{memory.print}"{more}/>'


def leading(word: Any) -> Iterator[Any]:
    """Return what stands before our first content control: a company's own cover."""
    for element in word.element.body:
        if tag_of(element) or element.tag == qn("w:sectPr"):
            return
        yield element


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


def fingerprint(elements: Iterable[Any], word: Any) -> str:
    """Return 16 hexadecimal digits of what a block says: its words and the data of its charts, not its look nor its field results.

    Word splits runs and rewrites looks whenever it saves; numbers of figures and pages change with what stands elsewhere.
    """
    said = "\n".join(line for element in elements for line in (*_paragraphs(element), *_charts(element, word)) if line)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def text_print(text: str) -> str:
    """Return the fingerprint of one line of text."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16] if text.strip() else hashlib.sha256(b"").hexdigest()[:16]


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


def forget(word: Any) -> None:
    """Take the fingerprints out of an open document."""
    for key in [key for key, relationship in word.part.rels.items() if _is_baseline(relationship)]:
        del word.part.rels[key]


def _is_baseline(relationship: Any) -> bool:
    if relationship.reltype != RELATIONSHIP_TYPE.CUSTOM_XML or relationship.is_external:
        return False
    return _SPACE.encode() in relationship.target_part.blob[:400]


def stored(word: Any) -> Mapping[str, Memory] | None:
    """Return what is remembered in an open document by tag, None where it is not one of ours."""
    found = next((r.target_part.blob for r in word.part.rels.values() if _is_baseline(r)), None)
    if found is None:
        return None
    return {
        line.get("tag", ""): Memory(line.get("print", ""), line.get("base", ""), line.get("kept", ""))
        for line in etree.fromstring(found)
    }


def is_ours(package: bytes) -> bool:
    """Whether a file is a .docx with a baseline of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = [name for name in archive.namelist() if name.startswith("customXml/item")]
            return any(_SPACE.encode() in archive.read(name)[:400] for name in names)
    except zipfile.BadZipFile:
        return False
