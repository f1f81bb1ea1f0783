"""Carry pieces of one Word document into another, with what they lean on: pictures, charts, links, styles, lists, notes."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from generator.docx import baseline
from generator.docx.tags import R, W

_STYLES = ("w:pStyle", "w:rStyle", "w:tblStyle")
# What refers to a note or a comment, by the kind of part they stand in.
_NOTES = {
    RELATIONSHIP_TYPE.FOOTNOTES: ("w:footnoteReference",),
    RELATIONSHIP_TYPE.ENDNOTES: ("w:endnoteReference",),
    RELATIONSHIP_TYPE.COMMENTS: ("w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"),
}
_APART = 100_000  # keeps the numbers of carried bookmarks apart from those of the target until all are numbered anew
_WORD = "http://schemas.microsoft.com/office/word/"


@dataclass(slots=True)
class Transplant:
    """From one open python-docx document into another; remembers what it carried over, so that nothing is carried twice."""

    source: Any
    target: Any
    _parts: dict[Any, Any] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _numbers_of_notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def carry_all(self, elements: Iterable[Any]) -> list[Any]:
        """Return copies of some elements; of a block of ours that was pasted among them, what it holds."""
        return [self.carry(element) for element in _unwrapped(elements)]

    def carry(self, element: Any) -> Any:
        """Return a copy of an element of the source, fit to stand in the target."""
        carried = copy.deepcopy(element)
        _settle(carried)
        self._relationships(carried, self.source.part, self.target.part)
        self._styles(carried)
        self._numbers(carried)
        self._notes(carried)
        for section in list(carried.iter(qn("w:sectPr"))):  # a section's heads and feet stay where they are
            section.getparent().remove(section)
        return carried

    # ── parts ──

    def _relationships(self, element: Any, source: Any, target: Any) -> None:
        """Let what a part of the source leads to be led to by a part of the target."""
        for node in element.iter():
            for name, value in list(node.attrib.items()):
                if str(name).startswith(f"{{{R}}}") and value in source.rels:
                    node.set(name, self._related(source.rels[value], target))

    def _related(self, relationship: Any, target: Any) -> str:
        if relationship.is_external:
            return str(target.relate_to(relationship.target_ref, relationship.reltype, is_external=True))
        return str(target.relate_to(self._part(relationship.target_part), relationship.reltype))

    def _part(self, part: Any) -> Any:
        if part not in self._parts:
            package = self.target.part.package
            twin = Part(self._name(part.partname), part.content_type, part.blob, package)
            self._parts[part] = twin
            for key, relationship in part.rels.items():
                inner = relationship.target_ref if relationship.is_external else self._part(relationship.target_part)
                twin.load_rel(relationship.reltype, inner, key, relationship.is_external)
        return self._parts[part]

    def _name(self, name: Any) -> PackURI:
        """Return a name no part of either document has yet: those carried may not be related to anything for a moment."""
        taken = {str(part.partname) for part in self.target.part.package.iter_parts()} | {
            str(p.partname) for p in self._parts.values()
        }
        if str(name) not in taken:
            return PackURI(str(name))
        stem, dot, extension = str(name).rpartition(".")
        stem = stem.rstrip("0123456789")
        number = next(n for n in range(1, len(taken) + 2) if f"{stem}{n}{dot}{extension}" not in taken)
        return PackURI(f"{stem}{number}{dot}{extension}")

    # ── styles ──

    def _styles(self, element: Any) -> None:
        ours, theirs = _names(self.target), _names(self.source)
        by_name = {name: key for key, name in ours.items()}
        for node in element.iter(*(qn(tag) for tag in _STYLES)):
            name = theirs.get(node.get(qn("w:val")))
            if name is None:
                node.getparent().remove(node)
            elif name in by_name:
                node.set(qn("w:val"), by_name[name])
            else:
                by_name[name] = self._style(node.get(qn("w:val")), name, set(by_name.values()), by_name)
                node.set(qn("w:val"), by_name[name])

    def _style(self, key: str, name: str, taken: set[str], by_name: dict[str, str]) -> str:
        """Copy a style a person made; what it is based on is looked up by name, left out where it is unknown here."""
        found = next(s for s in self.source.styles.element.findall(qn("w:style")) if s.get(qn("w:styleId")) == key)
        style = copy.deepcopy(found)
        new = key if key not in taken else next(f"{key}{n}" for n in range(2, 1000) if f"{key}{n}" not in taken)
        style.set(qn("w:styleId"), new)
        style.attrib.pop(qn("w:default"), None)
        theirs = _names(self.source)
        for tag in ("w:basedOn", "w:next", "w:link"):
            for leads in style.findall(qn(tag)):
                there = new if leads.get(qn("w:val")) == key else by_name.get(theirs.get(leads.get(qn("w:val")), ""))
                if there is None:
                    style.remove(leads)
                else:
                    leads.set(qn("w:val"), there)
        self._numbers(style)
        self.target.styles.element.append(style)
        return new

    # ── lists ──

    def _numbers(self, element: Any) -> None:
        for node in element.iter(qn("w:numId")):
            number = node.get(qn("w:val"))
            if number != "0":
                node.set(qn("w:val"), self._list(number))

    def _list(self, number: str) -> str:
        if number not in self._lists:
            self._lists[number] = self._copied_list(number)
        return self._lists[number]

    def _copied_list(self, number: str) -> str:
        theirs, ours = self.source.part.numbering_part.element, self.target.part.numbering_part.element
        num = next((n for n in theirs.findall(qn("w:num")) if n.get(qn("w:numId")) == number), None)
        if num is None:
            return "0"
        key = num.find(qn("w:abstractNumId")).get(qn("w:val"))
        abstract = copy.deepcopy(next(a for a in theirs.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == key))
        new = str(1 + max((int(a.get(qn("w:abstractNumId"))) for a in ours.findall(qn("w:abstractNum"))), default=0))
        abstract.set(qn("w:abstractNumId"), new)
        for link in [
            *abstract.findall(qn("w:nsid")),
            *abstract.iter(qn("w:pStyle")),
        ]:  # one list, one style: the template's own keeps it
            link.getparent().remove(link)
        first = ours.find(qn("w:num"))
        ours.append(abstract) if first is None else first.addprevious(abstract)
        twin = copy.deepcopy(num)
        name = str(1 + max((int(n.get(qn("w:numId"))) for n in ours.findall(qn("w:num"))), default=0))
        twin.set(qn("w:numId"), name)
        twin.find(qn("w:abstractNumId")).set(qn("w:val"), new)
        ours.findall(qn("w:num"))[-1].addnext(twin) if ours.findall(qn("w:num")) else ours.append(twin)
        return name

    # ── notes ──

    def _notes(self, element: Any) -> None:
        """Bring notes and comments along, under numbers of the target; what refers to none is taken out."""
        for kind, names in _NOTES.items():
            for reference in list(element.iter(*map(qn, names))):
                number = self._note(kind, reference.get(qn("w:id")))
                if number:
                    reference.set(qn("w:id"), number)
                else:
                    reference.getparent().remove(reference)

    def _note(self, kind: str, old: str) -> str:
        """Return the number in the target of a note of the source, empty where there is no such note."""
        if (kind, old) not in self._numbers_of_notes:
            theirs = _related(self.source.part, kind)
            found = [] if theirs is None else [note for note in _root(theirs) if note.get(qn("w:id")) == old]
            self._numbers_of_notes[kind, old] = self._copied_note(kind, theirs, found[0]) if found else ""
        return self._numbers_of_notes[kind, old]

    def _copied_note(self, kind: str, theirs: Any, found: Any) -> str:
        mine = _related(self.target.part, kind) or self._new_notes(kind, theirs)
        root, note = _root(mine), copy.deepcopy(found)
        number = str(1 + max((int(other.get(qn("w:id"))) for other in root if other.get(qn("w:id"))), default=0))
        note.set(qn("w:id"), number)
        _settle(note)
        self._relationships(note, theirs, mine)
        self._styles(note)
        self._numbers(note)
        root.append(note)
        _put(mine, root)
        return number

    def _new_notes(self, kind: str, theirs: Any) -> Any:
        """Add a part for notes to the target, with the lines Word draws above notes and no note yet."""
        root = copy.deepcopy(_root(theirs))
        for note in list(root):
            if note.get(qn("w:type")) in (None, "normal"):
                root.remove(note)
            else:
                _settle(note)
                self._styles(note)
        part = Part(self._name(theirs.partname), theirs.content_type, b"", self.target.part.package)
        _put(part, root)
        self.target.part.relate_to(part, kind)
        return part

    def settle(self, body: Any) -> None:
        """Number revisions anew; take out the ends of comments whose other end, or whose mark, was not carried."""
        for number, revision in enumerate(body.iter(*baseline.REVISIONS), 2 * _APART):
            if revision.get(qn("w:id")):
                revision.set(qn("w:id"), str(number))
        marks = {mark: list(body.iter(qn(mark))) for mark in _NOTES[RELATIONSHIP_TYPE.COMMENTS]}
        numbers = [{mark.get(qn("w:id")) for mark in found} for found in marks.values()]
        whole = set.intersection(*numbers)
        for mark in (*marks["w:commentRangeStart"], *marks["w:commentRangeEnd"]):
            if mark.get(qn("w:id")) not in whole:
                mark.getparent().remove(mark)


def _unwrapped(elements: Iterable[Any]) -> Iterator[Any]:
    for element in elements:
        if baseline.tag_of(element):
            yield from _unwrapped(element.find(qn("w:sdtContent")))
        else:
            yield element


def _settle(carried: Any) -> None:
    """Make a copy fit to stand beside what it was copied from: no block of ours inside, no number that must be the only one of its kind."""
    for control in [control for control in carried.iter(qn("w:sdt")) if baseline.tag_of(control)]:
        for element in control.find(qn("w:sdtContent")):
            control.addprevious(element)
        control.getparent().remove(control)
    for node in carried.iter(f"{{{W}}}*"):
        for name in [name for name in node.attrib if str(name).startswith(f"{{{_WORD}")]:
            del node.attrib[name]
    for mark in carried.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        mark.set(qn("w:id"), str(int(mark.get(qn("w:id"))) + _APART))


def _related(part: Any, kind: str) -> Any:
    return next((r.target_part for r in part.rels.values() if r.reltype == kind and not r.is_external), None)


def _root(part: Any) -> Any:
    """Return the XML of a part, which python-docx holds open or not."""
    return part.element if isinstance(part, XmlPart) else parse_xml(part.blob)


def _put(part: Any, root: Any) -> None:
    if not isinstance(part, XmlPart):
        part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _names(word: Any) -> dict[str, str]:
    """Return the name of each style by its id."""
    styles = word.styles.element.findall(qn("w:style"))
    return {style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")).casefold() for style in styles}
