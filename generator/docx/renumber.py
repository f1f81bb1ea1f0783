"""Put the numbers of a document right after pieces of an older one were laid in: bookmarks, drawings, captions, references."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from generator.docx.tags import WP

_SEQUENCE = re.compile(r'^\s*SEQ\s+"?([^\s"\\]+)')
_REFERENCE = re.compile(r'^\s*REF\s+"?([^\s"\\]+)"?(.*)$')


def renumber(body: Any) -> None:
    """Number bookmarks and drawings anew, count captions again, print in references what they now refer to."""
    _bookmarks(body)
    for number, drawing in enumerate(body.iter(f"{{{WP}}}docPr"), 1):
        drawing.set("id", str(number))
    _captions(body)
    _references(body)


def _bookmarks(body: Any) -> None:
    """Give each bookmark a number of its own; of two with one name the first stays, ends without start go."""
    names: set[str] = set()
    open_: dict[str, str] = {}
    dropped: set[str] = set()
    for number, mark in enumerate(list(body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")))):
        old = mark.get(qn("w:id"))
        if mark.tag == qn("w:bookmarkStart"):
            name = mark.get(qn("w:name"))
            if name in names:
                dropped.add(old)
                mark.getparent().remove(mark)
                continue
            names.add(name)
            open_[old] = str(number)
            mark.set(qn("w:id"), str(number))
        elif old in open_:
            mark.set(qn("w:id"), open_.pop(old))
        else:
            dropped.discard(old)
            mark.getparent().remove(mark)
    for mark in [m for m in body.iter(qn("w:bookmarkStart")) if m.get(qn("w:id")) in open_.values()]:
        mark.getparent().remove(mark)


@dataclass(frozen=True, slots=True)
class _Field:
    instruction: str
    results: tuple[Any, ...]


def _fields(root: Any) -> Iterator[_Field]:
    """Return the complex fields of a tree, those without fields inside."""
    instruction: list[str] = []
    results: list[Any] = []
    state = ""
    for node in root.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t")):
        if node.tag == qn("w:fldChar"):
            state = node.get(qn("w:fldCharType"))
            if state == "begin":
                instruction, results = [], []
            elif state == "end":
                yield _Field("".join(instruction), tuple(results))
        elif node.tag == qn("w:instrText") and state == "begin":
            instruction.append(node.text or "")
        elif node.tag == qn("w:t") and state == "separate":
            results.append(node)


def _say(field: _Field, text: str) -> None:
    for i, node in enumerate(field.results):
        node.text = text if i == 0 else ""


def _captions(body: Any) -> None:
    counts: dict[str, int] = {}
    for field in _fields(body):
        sequence = _SEQUENCE.match(field.instruction)
        if sequence and "\\" not in field.instruction.replace("\\* ARABIC", ""):
            counts[sequence[1]] = counts.get(sequence[1], 0) + 1
            _say(field, str(counts[sequence[1]]))


def _references(body: Any) -> None:
    said = dict(_marked(body))
    for field in _fields(body):
        reference = _REFERENCE.match(field.instruction)
        if reference and reference[1] in said and "\\r" not in reference[2]:
            _say(field, said[reference[1]])


def _marked(body: Any) -> Iterator[tuple[str, str]]:
    """Return the words between the marks of each bookmark that lies within one paragraph."""
    for start in body.iter(qn("w:bookmarkStart")):
        number = start.get(qn("w:id"))
        words: list[str] = []
        for node in start.itersiblings():
            if node.tag == qn("w:bookmarkEnd") and node.get(qn("w:id")) == number:
                yield start.get(qn("w:name")), "".join(words)
                break
            words += [text.text or "" for text in node.iter(qn("w:t"))]
