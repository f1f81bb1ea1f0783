"""What a person did to a plan since we wrote it: blocks retouched, removed, moved, text added between them."""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.oxml.ns import qn

from generator.docx import baseline, words
from generator.docx.baseline import FRONT, FRONT_MARKS, HEADS, Baseline, Extent, Memory
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Lang, Text

NOTE = ".note"
AFTER = ".after"  # what a person added after a block the plan has not for now
_TITLE = ".title"


class EditsError(PlanmoError):
    """What a person did to a plan cannot be told from what we wrote."""


@dataclass(frozen=True, slots=True)
class Edits:
    """A person's work on a plan, still in the document `word` they worked on.

    `changed` are the contents of retouched blocks by tag, `marked` those with comments, pictures or tracked changes and words of ours; of
    a title, its paragraph. `added` are the elements that follow a block; `removed` the tags of blocks that are gone, `moved` of those that
    stand elsewhere; `front` is the company's cover and `heads` what the heads and feet of pages say, where the person changed them.
    """

    word: Any = field(repr=False)
    memories: Mapping[str, Memory]
    changed: Mapping[str, Any]
    marked: Mapping[str, Any]
    added: Mapping[str, tuple[Any, ...]]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    order: tuple[str, ...]
    front: tuple[Any, ...] | None = None
    heads: str = ""

    def prints(self, tag: str) -> str:
        """Return the fingerprint of what the person made of a block."""
        return baseline.fingerprint([self.changed[tag]], self.word)


def read(previous: bytes, extent: Extent = "all") -> Edits:
    """Return what a person did to a plan of ours.

    Raises
    ------
    EditsError
        ``plan.not_ours`` when we did not write the file, ``plan.damaged`` when it cannot be read any more, ``plan.other_extent`` when it is
        the extract and the whole plan is wanted, or the other way round, ``plan.blocks_lost`` when the program that saved it dropped the
        marks by which blocks are known, as LibreOffice 7 does.
    """
    word, remembered = _opened(previous)
    if remembered.extent != extent:
        raise EditsError("plan.other_extent", _OTHER_EXTENT[remembered.extent])
    memories, found = remembered.memories, baseline.controls(word)
    if not found and any(not tag.startswith("@") for tag in memories):
        raise EditsError("plan.blocks_lost", _BLOCKS_LOST)
    contents = {tag: _own(tag, content) for tag, content in found.items()}
    ours = {
        tag: content for tag, content in contents.items() if content is not None and tag in memories and not tag.endswith(AFTER)
    }
    changed = {
        tag: content
        for tag, content in ours.items()
        if not is_list(tag) and baseline.fingerprint([content], word) != memories[tag].print
    }
    marked = {tag: content for tag, content in ours.items() if tag not in changed and any(baseline.marks([content]))}
    return Edits(
        word=word,
        memories=memories,
        changed=changed,
        marked=marked,
        added=_added(word),
        removed=tuple(tag for tag, memory in memories.items() if not (tag in ours or tag.startswith("@") or memory.away)),
        moved=_moved([tag for tag in ours if not memories[tag].away], list(memories)),
        order=tuple(_order(found)),
        front=_front(word, memories),
        heads=_heads(word, memories),
    )


def _opened(previous: bytes) -> tuple[Any, Baseline]:
    """Return a plan of ours, open, and what is remembered of it."""
    ours = baseline.is_ours(previous)
    try:
        word = docx.Document(io.BytesIO(previous))
        found = baseline.stored(word) if baseline.sound(word) else None
    except baseline.DAMAGE as error:
        raise EditsError("plan.damaged", _DAMAGED) if ours else _not_ours() from error
    if found is None:
        raise EditsError("plan.damaged", _DAMAGED) if ours else _not_ours()
    return word, found


def is_list(tag: str) -> bool:
    """Whether a block lists what stands elsewhere: Word itself rewrites it when a person refreshes it, so it is never kept."""
    return tag.rstrip("0123456789").endswith((".contents", ".index"))


def _own(tag: str, content: Any) -> Any:
    """Return what a control holds of its block: of a title its paragraph, the first with words, None where it has none."""
    if not tag.endswith(_TITLE):
        return content
    return next((paragraph for paragraph in content.iterchildren(qn("w:p")) if line(paragraph)), None)


def line(paragraph: Any) -> str:
    """Return the words of a title on one line, without those that were struck out or moved away."""
    said = {qn("w:br"): " ", qn("w:tab"): " ", qn("w:noBreakHyphen"): "\u2011"}
    away = {text for moved in paragraph.iter(qn("w:moveFrom")) for text in moved.iter(qn("w:t"))}
    nodes = [node for node in paragraph.iter(qn("w:t"), *said) if node not in away and node.getparent().tag == qn("w:r")]
    return " ".join(word for word in "".join(said.get(node.tag) or node.text or "" for node in nodes).split(" ") if word)


def _front(word: Any, memories: Mapping[str, Memory]) -> tuple[Any, ...] | None:
    """Return the company's cover where a person changed it."""
    lead = tuple(baseline.leading(word))
    if FRONT not in memories:
        return None
    said = baseline.fingerprint(lead, word) == memories[FRONT].print
    shown = FRONT_MARKS not in memories or baseline.marks_print(lead) == memories[FRONT_MARKS].print
    return None if said and shown else lead


def _heads(word: Any, memories: Mapping[str, Memory]) -> str:
    """Return what the heads and feet of the pages say where a person changed them."""
    said = baseline.heads(word)
    if HEADS not in memories or baseline.text_print("\n".join(said)) == memories[HEADS].print:
        return ""
    return " / ".join(said) or "–"


def _order(found: Iterable[str]) -> Iterator[str]:
    """Return the tags of blocks in order; what stands in for a block that is away has its place."""
    seen = set()
    for tag in (tag.removesuffix(AFTER) for tag in found if not tag.endswith(NOTE)):
        if tag not in seen:
            seen.add(tag)
            yield tag


def _moved(now: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """Return the fewest tags that must have been moved for one order to become the other.

    >>> _moved(["b", "c", "d", "a", "e"], ["a", "b", "c", "d", "e"])
    ('a',)
    """
    rank = {tag: number for number, tag in enumerate(before)}
    places = [rank[tag] for tag in now]
    ends: list[int] = []  # the last rank of the shortest-ended run of each length
    lengths = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        lengths.append(length)
    wanted, stayed = len(ends) - 1, set()
    for tag, length in zip(reversed(now), reversed(lengths), strict=True):
        if length == wanted:
            stayed.add(tag)
            wanted -= 1
    return tuple(tag for tag in now if tag not in stayed)


_DAMAGED = Text(
    "Le plan écrit à cet endroit est abîmé : vos retouches ne peuvent pas y être lues. Ouvrez-le dans Word et enregistrez-le, choisissez un"
    " autre nom avec -o, ou ajoutez --force pour repartir de zéro (une copie est gardée).",
    "The plan that stands there is damaged: your edits in it cannot be read. Open it in Word and save it, choose another name with -o, or"
    " add --force to start over (a copy is kept).",
)
_OTHER_EXTENT: Mapping[Extent, Text] = {
    "all": Text(
        "Ce document est le plan entier : l'extrait n'y est pas écrit, vos retouches y resteraient mal placées. Choisissez un autre nom avec"
        " -o, ou ajoutez --force pour le remplacer et repartir de zéro (une copie est gardée).",
        "This document is the whole plan: the extract is not written over it, as your edits would be misplaced. Choose another name with"
        " -o, or add --force to replace it and start over (a copy is kept).",
    ),
    "summary": Text(
        "Ce document est l'extrait du plan : le plan entier n'y est pas écrit, vos retouches y resteraient mal placées. Choisissez un autre"
        " nom avec -o, ou ajoutez --force pour le remplacer et repartir de zéro (une copie est gardée).",
        "This document is the extract of the plan: the whole plan is not written over it, as your edits would be misplaced. Choose another"
        " name with -o, or add --force to replace it and start over (a copy is kept).",
    ),
}
_BLOCKS_LOST = Text(
    "Le programme qui a enregistré ce plan (LibreOffice ?) a effacé les repères de ses blocs : vos retouches ne peuvent pas être"
    " distinguées. Une copie est gardée ; --fresh écrit un plan neuf.",
    "The program that saved this plan (LibreOffice?) dropped the marks of its blocks: your edits cannot be told apart. A copy is"
    " kept; --fresh writes a new plan.",
)


def _not_ours() -> EditsError:
    return EditsError(
        "plan.not_ours",
        Text(
            "Ce document n'a pas été écrit par planmo : il n'y a pas de retouches à y reprendre.",
            "This document was not written by planmo: there are no edits to take over from it.",
        ),
    )


# ── what stands between blocks ──


def _added(word: Any) -> dict[str, tuple[Any, ...]]:
    """Return what is neither ours nor empty, by the tag it follows."""
    found: dict[str, list[Any]] = {}
    blocks = baseline.controls(word)
    after = ""
    for element in word.element.body:
        tag = baseline.tag_of(element)
        if tag.endswith(NOTE) or element.tag == qn("w:sectPr"):
            continue
        content = next(element.iterchildren(qn("w:sdtContent")), []) if tag else [element]
        if tag and content is blocks.get(tag):
            after = tag.removesuffix(AFTER)
            content = _beside(tag, content)
        if after:
            found.setdefault(after, []).extend(element for element in content if _speaks(element))
    return {tag: tuple(elements) for tag, elements in found.items() if elements}


def _beside(tag: str, content: Any) -> list[Any]:
    """Return what a control holds beside its block: under a title what is no title, all of what was added after a block that is away."""
    if tag.endswith(AFTER):
        return list(content)
    own = _own(tag, content)
    return [element for element in content if element is not own] if tag.endswith(_TITLE) else []


def _speaks(element: Any) -> bool:
    if any((text.text or "").strip() for text in element.iter(qn("w:t"))):
        return True
    return any(baseline.things([element])) or next(element.iter(qn("w:drawing")), None) is not None


def said(elements: Sequence[Any], lang: Lang) -> str:
    """Return the first words of some elements, to name them in a list, or what they show where they say nothing."""
    found = [word for word in " ".join(_said(elements)).split(" ") if word]
    if not found:
        shown = next(baseline.things(elements), "")
        return words.SHOWN[shown].get(lang) if shown in words.SHOWN else ""
    return " ".join(found[:12]) + ("…" if len(found) > 12 else "")


def _said(elements: Iterable[Any]) -> Iterator[str]:
    for element in elements:
        for paragraph in element.iter(qn("w:p")):
            yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
