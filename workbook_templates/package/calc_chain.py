"""The calculation chain: Excel repairs a workbook whose chain names a cell without formula."""

from __future__ import annotations

from collections.abc import Callable

from workbook_templates.package.package import Package
from workbook_templates.package.relations import relation_of_type, relations_part
from workbook_templates.package.xml import parse, q, serialise


def pruned(package: Package, sheet_id: int, keeps: Callable[[str], bool]) -> Package:
    """Return the package whose chain forgets the cells of a sheet that `keeps` (asked with ``C5``) refuses; an empty chain goes."""
    part = _chain_part(package)
    if part is None:
        return package
    root = parse(package.parts[part], part=part)
    current, gone = "0", False
    for entry in list(root.iterchildren(q("c"))):
        current = entry.get("i") or current  # an entry without a sheet id has the one before it
        if int(current) != sheet_id or keeps(entry.get("r", "")):
            continue
        following = entry.getnext()
        if entry.get("i") and following is not None and not following.get("i"):
            following.set("i", current)
        root.remove(entry)
        gone = True
    if not len(root):
        return without_chain(package)
    return package.replaced({part: serialise(root)}) if gone else package


def without_chain(package: Package) -> Package:
    """Return the package without its chain: the part, its relationship and its content type. Excel makes a new one by itself."""
    part = _chain_part(package)
    if part is None:
        return package
    links = relations_part(package.workbook_part)
    kept_links = parse(package.parts[links], part=links)
    for relation in list(kept_links):
        if (relation.get("Type") or "").endswith("/calcChain"):
            kept_links.remove(relation)
    types = parse(package.parts["[Content_Types].xml"], part="[Content_Types].xml")
    for entry in list(types):
        if entry.get("PartName") == f"/{part}":
            types.remove(entry)
    return package.replaced({links: serialise(kept_links), "[Content_Types].xml": serialise(types)}, without=(part,))


def _chain_part(package: Package) -> str | None:
    relation = relation_of_type(package.parts, package.workbook_part, "calcChain")
    return relation.target if relation is not None and relation.target in package.parts else None
