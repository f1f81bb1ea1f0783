"""What a person did to a plan since we wrote it: blocks retouched, removed, text added between them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from generator.docx import baseline
from generator.docx.baseline import FRONT, Memory
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Text

# Lists of what stands elsewhere: Word itself rewrites them when a person refreshes them.
_NEVER_KEPT = (".contents", ".index")
NOTE = ".note"


class EditsError(PlanmoError):
    """What a person did to a plan cannot be told from what we wrote."""


@dataclass(frozen=True, slots=True)
class Edits:
    """A person's work on a plan, still in the document `word` they worked on.

    `changed` are the contents of retouched blocks by tag, `marked` those with comments or tracked changes and words of ours; `added` the
    elements that follow a block (or stand before the first, under `FRONT`); `removed` the tags of blocks that are gone.
    """

    word: Any = field(repr=False)
    memories: Mapping[str, Memory]
    changed: Mapping[str, Any]
    marked: Mapping[str, Any]
    added: Mapping[str, tuple[Any, ...]]
    removed: tuple[str, ...]
    order: tuple[str, ...]
    front: tuple[Any, ...] | None = None

    def prints(self, tag: str) -> str:
        """Return the fingerprint of what the person made of a block."""
        return baseline.fingerprint([self.changed[tag]], self.word)


def read(previous: bytes) -> Edits:
    """Return what a person did to a plan of ours.

    Raises
    ------
    EditsError
        ``plan.not_ours`` when we did not write the file, ``plan.blocks_lost`` when the program that saved it dropped the marks by which
        blocks are known, as LibreOffice 7 does.
    """
    try:
        word = docx.Document(io.BytesIO(previous))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise _not_ours() from error
    memories = baseline.stored(word)
    if memories is None:
        raise _not_ours()
    contents = dict(baseline.controls(word))
    if not contents and any(tag != FRONT for tag in memories):
        raise EditsError(
            "plan.blocks_lost",
            Text(
                "Le programme qui a enregistré ce plan (LibreOffice ?) a effacé les repères de ses blocs : vos retouches ne peuvent pas être"
                " distinguées. Une copie est gardée ; --fresh écrit un plan neuf.",
                "The program that saved this plan (LibreOffice?) dropped the marks of its blocks: your edits cannot be told apart. A copy is"
                " kept; --fresh writes a new plan.",
            ),
        )
    changed = {
        tag: content for tag, content in contents.items() if _kept(tag, memories) and _print(content, word) != memories[tag].print
    }
    marked = {tag: c for tag, c in contents.items() if _kept(tag, memories) and tag not in changed and _has_marks(c)}
    lead = tuple(baseline.leading(word))
    front = lead if FRONT in memories and baseline.fingerprint(lead, word) != memories[FRONT].print else None
    removed = tuple(tag for tag in memories if tag not in contents and tag != FRONT and not tag.endswith(NOTE))
    return Edits(word, memories, changed, marked, _added(word), removed, tuple(contents), front)


def _not_ours() -> EditsError:
    return EditsError(
        "plan.not_ours",
        Text(
            "Ce document n'a pas été écrit par planmo : il n'y a pas de retouches à y reprendre.",
            "This document was not written by planmo: there are no edits to take over from it.",
        ),
    )


def _kept(tag: str, memories: Mapping[str, Memory]) -> bool:
    stem = tag.rstrip("0123456789")
    return tag in memories and not stem.endswith((*_NEVER_KEPT, NOTE))


def _print(content: Any, word: Any) -> str:
    return baseline.fingerprint([content], word)


def _has_marks(content: Any) -> bool:
    """Whether a block carries comments or tracked changes: worth keeping as long as its data have not changed."""
    marks = ("w:commentRangeStart", "w:commentReference", "w:ins", "w:del", "w:footnoteReference")
    return next(content.iter(*(qn(mark) for mark in marks)), None) is not None


def _added(word: Any) -> dict[str, tuple[Any, ...]]:
    """Return what stands between blocks and is neither ours nor empty, by the tag it follows."""
    found: dict[str, list[Any]] = {}
    after = ""
    for element in word.element.body:
        tag = baseline.tag_of(element)
        if tag:
            after = after if tag.endswith(NOTE) else tag
        elif after and element.tag != qn("w:sectPr") and _speaks(element):
            found.setdefault(after, []).append(element)
    return {tag: tuple(elements) for tag, elements in found.items()}


def _speaks(element: Any) -> bool:
    if any((text.text or "").strip() for text in element.iter(qn("w:t"))):
        return True
    return next(element.iter(qn("w:drawing"), qn("w:pict"), qn("w:object")), None) is not None


def words(elements: Iterable[Any]) -> str:
    """Return the first words of some elements, to name them in a list."""
    said = [word for word in " ".join(_said(elements)).split(" ") if word]
    return " ".join(said[:12]) + ("…" if len(said) > 12 else "")


def _said(elements: Iterable[Any]) -> Iterator[str]:
    for element in elements:
        for paragraph in element.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
