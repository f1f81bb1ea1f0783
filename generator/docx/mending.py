"""Make a document whole again after pieces of an older one were laid in: numbers, and what leads to bookmarks that are gone."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from generator.docx.renumber import renumber


def mend(body: Any) -> None:
    """Renumber, unwrap links and fields that lead nowhere, give each content control a number of its own."""
    names = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    for link in list(body.iter(qn("w:hyperlink"))):
        if link.get(qn("w:anchor")) not in (None, *names):
            for child in list(link):
                link.addprevious(child)
            link.getparent().remove(link)
    _fields(body, names)
    renumber(body)
    _controls(body)


def _fields(body: Any, names: set[str]) -> None:
    """Turn REF and PAGEREF fields to bookmarks that are gone into the words they last printed."""
    opened: list[tuple[Any, list[Any]]] = []  # the runs that make up each open field
    for node in list(body.iter(qn("w:fldChar"), qn("w:instrText"))):
        run = node.getparent()
        if node.tag == qn("w:instrText"):
            if opened:
                opened[-1][1].append(run)
            continue
        kind = node.get(qn("w:fldCharType"))
        if kind == "begin":
            opened.append((run, [run]))
        elif opened:
            opened[-1][1].append(run)
            if kind == "end":
                _, runs = opened.pop()
                if _leads_nowhere(runs, names):
                    for part in runs:
                        if part.getparent() is not None:
                            part.getparent().remove(part)


def _leads_nowhere(runs: list[Any], names: set[str]) -> bool:
    instruction = "".join(text.text or "" for run in runs for text in run.iter(qn("w:instrText"))).split()
    return len(instruction) > 1 and instruction[0] in ("REF", "PAGEREF") and instruction[1].strip('"') not in names


def _controls(body: Any) -> None:
    seen: set[str] = set()
    for number in list(body.iter(qn("w:id"))):
        if number.getparent().tag != qn("w:sdtPr"):
            continue
        value = number.get(qn("w:val"))
        while value in seen:
            value = str(int(value) % 2_000_000_000 + 1)
        seen.add(value)
        number.set(qn("w:val"), value)
