"""What the generator wrote, block by block, kept inside the document: how a person's edits are told from our text later."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml.ns import qn
from lxml import etree

from generator.docx.tags import C, R, W, escape

Extent = Literal["all", "summary"]
PREFIX = "planmo:"
# What is remembered beside blocks: the company's cover, its pictures and the like, the heads and feet of pages.
FRONT, FRONT_MARKS, HEADS = "@front", "@front.marks", "@heads"
# What reading a damaged or locked zip, or a Word document that lacks its parts, may raise.
DAMAGE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, LookupError, ValueError, TypeError, AttributeError,
    etree.XMLSyntaxError,
)  # fmt: skip
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
    `kept`, the fingerprint of what the person made of it. `place` is the title or the caption it stands under; `away` says that the plan
    has no such block for now, and that its control holds a person's text until it comes back; `apart` that the sentence which leads the
    text, if any, has a tag of its own, which older plans did not give it.
    """

    print: str
    base: str = ""
    kept: str = ""
    place: str = ""
    away: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is remembered of a plan: its blocks by tag, in order, and whether it is the whole plan or the extract."""

    memories: Mapping[str, Memory]
    extent: Extent = "all"


def attach(word: Any, known: Mapping[str, Memory], extent: Extent) -> None:
    """Store the fingerprint of every block of an open python-docx document in a custom XML part, with what is `known` of it by tag."""
    front = list(leading(word))
    prints = {
        tag: replace(known[tag], print=fingerprint([content], word)) for tag, content in controls(word).items() if tag in known
    }
    beside = {
        FRONT: Memory(fingerprint(front, word)),
        FRONT_MARKS: Memory(marks_print(front)),
        HEADS: Memory(text_print("\n".join(heads(word)))),
    }
    store(word, Baseline({**beside, **prints}, extent))


def store(word: Any, baseline: Baseline) -> None:
    """Store what is remembered, in place of what was."""
    forget(word)
    lines = "".join(_line(tag, memory) for tag, memory in baseline.memories.items())
    root = f'<baseline xmlns="{_SPACE}" extent="{baseline.extent}">{lines}</baseline>'
    blob = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()
    package = word.part.package
    part = Part(package.next_partname("/customXml/item%d.xml"), "application/xml", blob, package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
    properties = Part(
        package.next_partname("/customXml/itemProps%d.xml"), CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, _PROPERTIES, package
    )
    part.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)


def _line(tag: str, memory: Memory) -> str:
    more = f' base="{memory.base}" kept="{memory.kept}"' if memory.kept else ""
    more += f' place="{escape(memory.place)}"' if memory.place else ""
    more += ' away="1"' if memory.away else ""
    more += ' apart="1"' if memory.apart else ""
    return f'<block tag="{escape(tag)}" print="{memory.print}"{more}/>'


def sound(word: Any) -> bool:
    """Whether an open document has a body and every part of its XML can be read; python-docx opens only those it knows."""
    for part in word.part.package.iter_parts():
        if not isinstance(part, XmlPart) and part.content_type.endswith("xml"):
            etree.fromstring(part.blob)
    return word.element.body is not None


def leading(word: Any) -> Iterator[Any]:
    """Return what stands before our first content control: a company's own cover."""
    for element in word.element.body:
        if tag_of(element) or element.tag == qn("w:sectPr"):
            return
        yield element


def controls(word: Any) -> dict[str, Any]:
    """Return the content of our content controls by tag, in order; of two with one tag, the first is the block."""
    found: dict[str, Any] = {}
    for control in word.element.body.iterchildren(qn("w:sdt")):
        content = control.find(qn("w:sdtContent"))
        if content is not None and (tag := tag_of(control)):
            found.setdefault(tag, content)
    return found


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
    return _hashed("\n".join(line for element in elements for line in (*_paragraphs(element), *_charts(element, word)) if line))


def text_print(text: str) -> str:
    """Return the fingerprint of one line of text."""
    return _hashed(text.replace("\n", " ").replace("\t", " ").strip())


def _hashed(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _paragraphs(content: Any, left_out: Collection[Any] = ()) -> Iterator[str]:
    for paragraph in content.iter(qn("w:p")):
        words, depth, result = [], 0, False
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:fldChar")):
            if node.tag == qn("w:fldChar"):
                kind = node.get(qn("w:fldCharType"))
                depth += (kind == "begin") - (kind == "end")
                result = depth > 0
            elif not result and node not in left_out and node.getparent().tag == qn("w:r"):
                words.append(node.text or "" if node.tag == qn("w:t") else " ")
        yield "".join(words).strip()


def _charts(content: Any, word: Any) -> Iterator[str]:
    for chart in content.iter(f"{{{C}}}chart"):
        relationship = word.part.rels.get(chart.get(qn("r:id")))
        if relationship is None:
            continue
        root = etree.fromstring(relationship.target_part.blob)
        yield " ".join(value.text or "" for value in root.iter(f"{{{C}}}v"))


# ── what a person may add without a word of ours changing ──

_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_CHANGES = ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
_EDITED = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
REVISIONS = tuple(f"{{{W}}}{name}" for name in (*_EDITED, *(f"{name}Change" for name in _CHANGES)))
_THINGS = {
    *(f"{{{W}}}{name}" for name in ("pict", "object", "footnoteReference", "endnoteReference", "commentReference")),
    f"{{{_M}}}oMath",
}
_MARKS = {*(f"{{{W}}}{name}" for name in ("commentRangeStart", "highlight", "u", "strike", "sym", "sdt")), *REVISIONS}


def marks(elements: Iterable[Any]) -> Iterator[str]:
    """Return what stands in some elements beside words, and that we never write in a block: pictures, notes, comments, revisions, links."""
    for node in (node for element in elements for node in element.iter()):
        if node.tag in _MARKS or (node.tag == qn("w:hyperlink") and node.get(f"{{{R}}}id")):
            yield etree.QName(node).localname
    yield from things(elements)


def things(elements: Iterable[Any]) -> Iterator[str]:
    """Return what a reader sees in some elements beside words: pictures, objects, equations, notes, page breaks."""
    for node in (node for element in elements for node in element.iter()):
        drawn = node.tag == qn("w:drawing") and next(node.iter(f"{{{C}}}chart"), None) is None
        turns = node.tag == qn("w:br") and node.get(qn("w:type")) in ("page", "column")
        if drawn or turns or node.tag in _THINGS:
            yield etree.QName(node).localname


def marks_print(elements: Iterable[Any]) -> str:
    """Return the fingerprint of the marks of some elements."""
    return _hashed(str(sorted(Counter(marks(elements)).items())))


def heads(word: Any) -> list[str]:
    """Return what heads and feet of pages say, each once: not the results of fields, which Word computes again, nor our word DRAFT."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = (r.target_part.element for r in word.part.rels.values() if r.reltype in kinds and not r.is_external)
    return sorted({said for part in parts if (said := _head(part))})


def _head(part: Any) -> str:
    computed = list(part.iter(qn("w:fldSimple")))
    computed += [bound.getparent().getparent() for bound in part.iter(qn("w:dataBinding"))]
    left_out = {text for field in computed for text in field.iter(qn("w:t"))}
    pictures = sum(1 for _ in part.iter(qn("w:drawing")))
    return " ".join([*(line for line in _paragraphs(part, left_out) if line), *["[]"] * pictures])


# ── the part ──


def forget(word: Any) -> None:
    """Take the fingerprints out of an open document."""
    for key in [key for key, relationship in word.part.rels.items() if _is_baseline(relationship)]:
        del word.part.rels[key]


def _is_baseline(relationship: Any) -> bool:
    if relationship.reltype != RELATIONSHIP_TYPE.CUSTOM_XML or relationship.is_external:
        return False
    return _SPACE.encode() in relationship.target_part.blob[:400]


def stored(word: Any) -> Baseline | None:
    """Return what is remembered in an open document, None where it is not one of ours."""
    found = next((r.target_part.blob for r in word.part.rels.values() if _is_baseline(r)), None)
    if found is None:
        return None
    root = etree.fromstring(found)
    memories = {line.get("tag", ""): _memory(line) for line in root}
    whole: Extent = "all" if any(".contents" in tag for tag in memories) else "summary"  # what older plans do not say
    said = root.get("extent")
    return Baseline(memories, next((extent for extent in get_args(Extent) if extent == said), whole))


def _memory(line: Any) -> Memory:
    said = {name: line.get(name, "") for name in ("print", "base", "kept", "place")}
    return Memory(said["print"], said["base"], said["kept"], said["place"], line.get("away") == "1", line.get("apart") == "1")


def is_ours(package: bytes) -> bool:
    """Whether a file is a .docx with a baseline of ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            names = [name for name in archive.namelist() if name.startswith("customXml/item")]
            return any(_SPACE.encode() in archive.read(name)[:400] for name in names)
    except DAMAGE:
        return False
