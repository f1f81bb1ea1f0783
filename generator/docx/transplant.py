"""Carry pieces of one Word document into another, with what they lean on: pictures, charts, links, styles, lists, notes."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from generator.docx.tags import R

_STYLES = ("w:pStyle", "w:rStyle", "w:tblStyle")
_NOTES = {
    "w:footnoteReference": RELATIONSHIP_TYPE.FOOTNOTES,
    "w:endnoteReference": RELATIONSHIP_TYPE.ENDNOTES,
    "w:commentReference": RELATIONSHIP_TYPE.COMMENTS,
}


@dataclass(slots=True)
class Transplant:
    """From one open python-docx document into another; remembers what it carried over, so that nothing is carried twice."""

    source: Any
    target: Any
    _parts: dict[Any, Any] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)

    def carry(self, element: Any) -> Any:
        """Return a copy of an element of the source, fit to stand in the target."""
        carried = copy.deepcopy(element)
        self._relationships(carried)
        self._styles(carried)
        self._numbers(carried)
        self._notes(carried)
        for section in list(carried.iter(qn("w:sectPr"))):  # a section's heads and feet stay where they are
            section.getparent().remove(section)
        return carried

    # ── parts ──

    def _relationships(self, element: Any) -> None:
        for node in element.iter():
            for name, value in list(node.attrib.items()):
                if str(name).startswith(f"{{{R}}}") and value in self.source.part.rels:
                    node.set(name, self._related(self.source.part.rels[value]))

    def _related(self, relationship: Any) -> str:
        if relationship.is_external:
            return str(self.target.part.relate_to(relationship.target_ref, relationship.reltype, is_external=True))
        return str(self.target.part.relate_to(self._part(relationship.target_part), relationship.reltype))

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
        """Bring the part with the notes or comments along; references to notes of a document that already has its own are dropped."""
        for tag, kind in _NOTES.items():
            references = list(element.iter(qn(tag)))
            if not references:
                continue
            theirs = next((r.target_part for r in self.source.part.rels.values() if r.reltype == kind), None)
            mine = next((r.target_part for r in self.target.part.rels.values() if r.reltype == kind), None)
            if mine is None and theirs is not None:
                self.target.part.relate_to(self._part(theirs), kind)
            elif theirs is None or mine is not self._parts.get(theirs):
                for reference in references:
                    reference.getparent().remove(reference)


def _names(word: Any) -> dict[str, str]:
    """Return the name of each style by its id."""
    styles = word.styles.element.findall(qn("w:style"))
    return {style.get(qn("w:styleId")): style.find(qn("w:name")).get(qn("w:val")).casefold() for style in styles}
