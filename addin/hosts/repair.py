"""Formulas that came from another computer, led back to plain names: `'C:\\…\\planmo.xlam'!RFM(`, `[1]!RFM(`, `_xll.RFM(` become `RFM(`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from addin.functions import FUNCTIONS
from addin.hosts.headless.lexer import Kind, tokens
from workbook_templates.package import Package
from workbook_templates.package.relations import relations, relations_part
from workbook_templates.package.xml import DOCUMENT_RELATIONS, Element, parse, q, serialise

_NAMES = frozenset(function.name for function in FUNCTIONS)
_SUSPECT = re.compile(r"\.xlam?'?!|\[\d+\]!|_xll\.|_xldudf_|_xludf\.", re.IGNORECASE)
_SUSPECT_BYTES = re.compile(rb"\.xlam?'?!|\.xlam?&apos;!|\[\d+\]!|_xll\.|_xldudf_|_xludf\.", re.IGNORECASE)
_ADDIN = "planmo.xlam"


def plain_formula(formula: str) -> str:
    """Return a formula whose calls of our functions are plain names; everything else in it stays to the letter.

    >>> plain_formula(r"=SUM('C:\\Users\\Léa\\XLSTART\\planmo.xlam'!RFM(A1:A9,_xll.CPA(B1,2)))")
    '=SUM(RFM(A1:A9,CPA(B1,2)))'
    >>> plain_formula("=_xll.OTHER(1)&\\"[1]!RFM(\\"")
    '=_xll.OTHER(1)&"[1]!RFM("'
    """
    if not _SUSPECT.search(formula):
        return formula
    sign, body = ("=", formula[1:]) if formula.startswith("=") else ("", formula)
    return sign + "".join(
        f"{token.word}(" if token.kind is Kind.FUNCTION and token.word in _NAMES else token.text for token in tokens(body)
    )


def calls_ours(formula: str) -> bool:
    """Whether a formula calls one of our functions, under whichever name it is stored.

    >>> calls_ours("=IF(A1,rfm(B1:B9,C1:C9,D1:D9),0)"), calls_ours("=SUM(A1)")
    (True, False)
    """
    return bool(ours(formula))


def ours(formula: str) -> tuple[str, ...]:
    """Return the names of our functions that a formula calls, in order."""
    return tuple(
        token.word for token in tokens(formula.removeprefix("=")) if token.kind is Kind.FUNCTION and token.word in _NAMES
    )


@dataclass(frozen=True, slots=True)
class Repaired:
    """A workbook whose formulas are plain, and how many were not."""

    package: Package
    formulas: int


def repaired(package: Package) -> Repaired:
    """Return the workbook with plain formulas and without links to another computer's planmo.xlam; other parts keep their bytes."""
    parts: dict[str, bytes] = {}
    count = 0
    for part, data in package.parts.items():
        if part.startswith("xl/worksheets/sheet") and _SUSPECT_BYTES.search(data):
            changed, here = _sheet(part, data)
            if here:
                parts[part], count = changed, count + here
    names, here = _names(package)
    count += here
    if here:
        parts[package.workbook_part] = names
    done = package.replaced(parts)
    return Repaired(_without_link(done), count)


def _sheet(part: str, data: bytes) -> tuple[bytes, int]:
    root = parse(data, part=part)
    count = _mend(root, "f")
    return serialise(root) if count else data, count


def _names(package: Package) -> tuple[bytes, int]:
    """Return the workbook part with plain formulas in its defined names."""
    data = package.parts[package.workbook_part]
    if not _SUSPECT_BYTES.search(data):
        return data, 0
    root = parse(data, part=package.workbook_part)
    count = _mend(root, "definedName")
    return serialise(root) if count else data, count


def _mend(root: Element, tag: str) -> int:
    """Make the formulas of these elements plain, and return how many were not."""
    count = 0
    for element in root.iter(q(tag)):
        plain = plain_formula(element.text or "")
        if plain != (element.text or ""):
            element.text = plain
            count += 1
    return count


def _without_link(package: Package) -> Package:
    """Return the workbook without its links to planmo.xlam. Links are numbered by rank, so only those after all others go."""
    workbook = parse(package.parts[package.workbook_part], part=package.workbook_part)
    holder = workbook.find(q("externalReferences"))
    if holder is None:
        return package
    leads = {relation.id: relation.target for relation in relations(package.parts, package.workbook_part)}
    gone: dict[str, str] = {}
    for reference in reversed(holder):
        key = str(reference.get(f"{{{DOCUMENT_RELATIONS}}}id"))
        if not _is_ours(package.parts, leads.get(key, "")):
            break
        gone[key] = leads[key]
        holder.remove(reference)
    if not gone:
        return package
    if not len(holder):
        workbook.remove(holder)
    parts = {package.workbook_part: serialise(workbook), **_forgetting(package, gone)}
    return package.replaced(parts, without={*gone.values(), *map(relations_part, gone.values())})


def _is_ours(parts: Mapping[str, bytes], link: str) -> bool:
    """Whether an external link leads to a planmo.xlam."""
    data = parts.get(relations_part(link))
    if not link or data is None:
        return False
    targets = [element.get("Target", "") for element in parse(data, part=relations_part(link)).iterchildren("{*}Relationship")]
    return bool(targets) and all(re.split(r"[/\\]", target)[-1].casefold() == _ADDIN for target in targets)


def _forgetting(package: Package, gone: Mapping[str, str]) -> dict[str, bytes]:
    """Return the workbook's relationships and the content types without the links that are gone."""
    source = relations_part(package.workbook_part)
    kept = parse(package.parts[source], part=source)
    for element in list(kept):
        if element.get("Id") in gone:
            kept.remove(element)
    types = parse(package.parts["[Content_Types].xml"], part="[Content_Types].xml")
    for element in list(types):
        if str(element.get("PartName", "")).lstrip("/") in gone.values():
            types.remove(element)
    return {source: serialise(kept), "[Content_Types].xml": serialise(types)}
