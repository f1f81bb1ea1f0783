"""Relationships: which part leads to which."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from workbook_templates.package.xml import parse


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part: its id, its kind (the last word of its type), the part it leads to."""

    id: str
    kind: str
    target: str


def relations_part(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`, ``""`` for the package's own.

    >>> relations_part("xl/worksheets/sheet1.xml"), relations_part("")
    ('xl/worksheets/_rels/sheet1.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(parts: Mapping[str, bytes], part: str) -> tuple[Relation, ...]:
    """Return the relationships of a part, those to the outside left out; none when it has no such part."""
    source = relations_part(part)
    data = parts.get(source)
    if data is None:
        return ()
    return tuple(
        Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], _resolved(part, element.get("Target", "")))
        for element in parse(data, part=source).iterchildren("{*}Relationship")
        if element.get("TargetMode") != "External"
    )


def relation_of_type(parts: Mapping[str, bytes], part: str, kind: str) -> Relation | None:
    """Return the first relationship of a part of this kind."""
    return next((relation for relation in relations(parts, part) if relation.kind == kind), None)


def _resolved(part: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
