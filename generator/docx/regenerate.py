"""Write a plan again over one a person worked on: their edits stay, ours move on, and what they should read again is said."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator import blocks as b
from generator.docx import baseline, edits, mending, naming, numbers, package, styles, tags, words, writer
from generator.docx.baseline import Baseline, Extent, Memory
from generator.docx.edits import AFTER, NOTE, Edits
from generator.docx.transplant import Transplant
from workbook_templates.text import Text

_Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A passage of a person's: where it stands, its first words, and whether its data changed since they wrote it."""

    place: str
    words: str
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Regenerated:
    """A plan written again: `kept` are retouched blocks, `added` what stands between ours, `removed` the places of blocks left out.

    `orphaned` are passages the plan has no place for now, kept near where they stood until it has one again; `unmarked` the places that
    lost comments, pictures or tracked changes, because their data changed and their words were ours; `moved` the places of blocks put back
    where they belong; `heads` what was written in heads and feet of pages, and is not taken over.
    """

    data: bytes
    kept: tuple[Kept, ...] = ()
    added: tuple[Kept, ...] = ()
    removed: tuple[str, ...] = ()
    orphaned: tuple[Kept, ...] = ()
    unmarked: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    heads: str = ""

    def remarks(self) -> tuple[Text, ...]:
        """Return what a person should know about their edits, in sentences."""
        again = {True: words.READ_AGAIN, False: Text("", "")}
        passages = [(words.KEPT, kept) for kept in (*self.kept, *self.added)] + [(words.ORPHANED, kept) for kept in self.orphaned]
        places = [(words.MOVED, self.moved), (words.REMOVED, self.removed), (words.UNMARKED, self.unmarked)]
        return (
            *(text.format(place=kept.place, words=kept.words, again=again[kept.outdated]) for text, kept in passages),
            *(text.format(place=place) for text, found in places for place in found),
            *([words.HEADS_LOST.format(words=self.heads)] if self.heads else []),
        )


def regenerate(
    document: b.Document,
    previous: bytes,
    *,
    template: bytes | None = None,
    pages: Mapping[str, int] | None = None,
    extent: Extent = "all",
) -> Regenerated:
    """Return the document written over `previous`, a plan of ours that a person may have worked on.

    Blocks nobody touched are written anew; a retouched block stays, and is followed by a note when its data changed meanwhile; a block
    that was removed stays out; text added between blocks stays where it was. A title that was reworded keeps its number. A retouched
    block the plan has not for now is kept near where it stood, and goes home when the plan has it again.

    Raises
    ------
    EditsError
        `previous` is not ours, is damaged, is of another extent, or was saved by a program that dropped the marks of its blocks.
    """
    done = edits.read(previous, extent)
    named = naming.named(document.blocks, _whole(done))
    document = replace(document, blocks=tuple(block for block, _ in named))
    adapted, names = _adapted(document, tuple(tag for _, tag in named), done)
    word = docx.Document(io.BytesIO(writer.write(adapted, template=template, pages=pages, names=names, extent=extent)))
    merge = _Merge(word, document, done, {tag: block for block, tag in named}, numbers.count(document))
    return merge.result(package.saved)


# ── before writing: what is left out, what is renamed ──


def _whole(done: Edits) -> frozenset[str]:
    """Return the texts a person worked on in a plan written when a text and the sentence that leads it were one block."""
    return frozenset(tag for tag in (*done.changed, *done.marked, *done.removed) if not done.memories[tag].apart)


def _adapted(document: b.Document, names: tuple[str, ...], done: Edits) -> tuple[b.Document, tuple[str, ...]]:
    """Return the document without the blocks a person removed, with the titles they reworded."""
    gone = set(done.removed)
    kept: list[tuple[b.Block, str]] = []
    for block, name in zip(document.blocks, names, strict=True):
        if name in gone and name:
            continue
        if isinstance(block, b.Heading) and name in done.changed:
            block = replace(block, text=edits.line(done.changed[name]))
        kept.append((block, name))
    bookmarks = {naming.bookmark(block) for block, _ in kept}
    lost = {naming.bookmark(block): naming.title(block) for block in document.blocks if naming.bookmark(block) not in bookmarks}
    blocks = tuple(_without_references(block, lost) for block, _ in kept)
    return replace(document, blocks=blocks), tuple(name for _, name in kept)


def _without_references(block: b.Block, lost: _Names) -> b.Block:
    """Return a block whose references to what was removed print its name instead."""
    if not lost:
        return block

    def said(runs: b.Runs) -> b.Runs:
        return tuple(replace(run, text=lost[run.reference], reference="") if run.reference in lost else run for run in runs)

    if isinstance(block, b.Prose):
        return b.Prose(tuple(replace(paragraph, runs=said(paragraph.runs)) for paragraph in block.paragraphs))
    if isinstance(block, b.Bullets):
        return b.Bullets(tuple(said(item) for item in block.items))
    return block


# ── after writing: what a person wrote is laid in ──


@dataclass(slots=True)
class _Merge:
    """One merging: the new document, open, and a person's edits."""

    word: Any
    document: b.Document
    done: Edits
    blocks: Mapping[str, b.Block]
    counted: numbers.Numbers
    ends: dict[str, Any] = field(default_factory=dict)  # by tag, the last of what was put after a block

    def result(self, save: Any) -> Regenerated:
        body = self.word.element.body
        written = baseline.stored(self.word) or Baseline({})
        transplant = Transplant(self.done.word, self.word)
        controls = {baseline.tag_of(e): e for e in body.iterchildren(qn("w:sdt")) if baseline.tag_of(e)}
        memories = self._memories(written.memories)
        kept = tuple(self._keep(controls, transplant, memories))
        unmarked = tuple(self._keep_marks(controls, transplant, written.memories))
        orphaned = tuple(self._insert_orphans(controls, transplant, memories))
        added = tuple(self._insert_added(controls, transplant, memories))
        self._keep_front(transplant)
        transplant.settle(body)
        mending.mend(body)
        baseline.store(self.word, replace(written, memories=self._ordered(memories)))
        removed = tuple(self._place(tag) for tag in self.done.removed if tag in self.blocks)
        moved = tuple(self._place(tag) for tag in self.done.moved)
        return Regenerated(save(self.word), kept, added, removed, orphaned, unmarked, moved, self.done.heads)

    # ── what is remembered ──

    def _memories(self, written: Mapping[str, Memory]) -> dict[str, Memory]:
        """Return what to remember: of a kept block also what it grew from, of a block the plan has not for now all that was known."""
        out = dict(written)
        for tag in self.done.changed:
            before = self.done.memories[tag]
            if tag not in written:
                out[tag] = replace(before, away=True)
                continue
            block = self.blocks[tag]
            now = baseline.text_print(block.text) if isinstance(block, b.Heading) else written[tag].print
            made = self.done.prints(tag)
            base = before.base if before.kept == made and before.base else before.print
            known = replace(written[tag], print=now)
            out[tag] = replace(known, base=base, kept=made) if made != now else known
        return out | {tag: self.done.memories[tag] for tag in self.done.removed}

    def _ordered(self, memories: Mapping[str, Memory]) -> Mapping[str, Memory]:
        """Return the memories in the order of the document: a block that moves is told by it."""
        beside = [tag for tag in memories if tag.startswith("@")]
        standing = [tag for tag in baseline.controls(self.word) if tag in memories]
        return {tag: memories[tag] for tag in dict.fromkeys([*beside, *standing, *memories])}

    # ── blocks ──

    def _keep(self, controls: Mapping[str, Any], transplant: Transplant, memories: Mapping[str, Memory]) -> Iterator[Kept]:
        for tag, content in self.done.changed.items():
            memory = memories[tag]
            if tag not in controls or not memory.kept:
                continue
            outdated = memory.base != memory.print
            if not isinstance(self.blocks[tag], b.Heading):
                _replace(controls[tag], content, transplant)
            elif any(baseline.marks([content])):
                _retitle(controls[tag], content, transplant)
            if outdated:
                controls[tag].addnext(self._note(tag))
            yield Kept(self._place(tag), edits.said([content], self.document.lang), outdated)

    def _note(self, tag: str) -> Any:
        named = styles.found(self.word)
        return _control(
            f"{tag}{NOTE}", tags.paragraph(tags.run(words.OUTDATED.get(self.document.lang)), style=named["plan note"])
        )

    def _keep_marks(self, controls: Mapping[str, Any], transplant: Transplant, written: Mapping[str, Memory]) -> Iterator[str]:
        for tag, content in self.done.marked.items():
            if tag not in written or edits.is_list(tag) or written[tag].print != self.done.memories[tag].print:
                yield self._place(tag)
            elif isinstance(self.blocks[tag], b.Heading):
                _retitle(controls[tag], content, transplant)
            else:
                _replace(controls[tag], content, transplant)

    # ── what has no place in the plan ──

    def _insert_orphans(self, controls: dict[str, Any], transplant: Transplant, memories: Mapping[str, Memory]) -> Iterator[Kept]:
        for tag, content in self.done.changed.items():
            if memories[tag].away:
                away = _control(tag, "")
                away.find(qn("w:sdtContent")).extend(
                    transplant.carry_all([_unnumbered(content)] if content.tag == qn("w:p") else content)
                )
                self._insert(controls, tag, [away])
                self.ends.clear()  # what is added after it comes after it, not after what it was put after
                controls[tag] = away
                yield Kept(self._place(tag), edits.said([content], self.document.lang))

    def _insert_added(self, controls: Mapping[str, Any], transplant: Transplant, memories: dict[str, Memory]) -> Iterator[Kept]:
        """Put back what was added after each block; where the plan has not the block for now, in a control that waits for it."""
        for tag, elements in self.done.added.items():
            carried = transplant.carry_all(elements)
            if tag not in controls:
                place = self._place(tag)
                memories[f"{tag}{AFTER}"] = Memory("", place="" if place == self.document.title else place, away=True)
                waiting = _control(f"{tag}{AFTER}", "")
                waiting.find(qn("w:sdtContent")).extend(carried)
                carried = [waiting]
            self._insert(controls, tag, carried, last=tag not in controls)
            yield Kept(self._place(tag), edits.said(elements, self.document.lang))

    def _insert(self, controls: Mapping[str, Any], tag: str, elements: list[Any], *, last: bool = False) -> None:
        """Put elements after a block, or after the nearest one before it that the plan still has; `last`, after what else was put there."""
        order = self.done.order[: self.done.order.index(tag) + 1]
        near = next((name for name in reversed(order) if name in controls), None)
        if near is None:
            body = self.word.element.body
            first = next((element for element in body if baseline.tag_of(element)), body[-1])
            for element in elements:
                first.addprevious(element)
            return
        anchor = self.ends.get(near, controls[near]) if last else controls[near]
        while baseline.tag_of(anchor.getnext()).endswith(NOTE):
            anchor = anchor.getnext()
        for element in elements:
            anchor.addnext(element)
            anchor = element
        self.ends[near] = anchor

    def _keep_front(self, transplant: Transplant) -> None:
        """Put a person's version of the company's cover in place of the template's, whose sections stay."""
        if self.done.front is None:
            return
        body = self.word.element.body
        for element in list(baseline.leading(self.word)):
            if next(element.iter(qn("w:sectPr")), None) is None:
                body.remove(element)
        carried = [e for e in self.done.front if next(e.iter(qn("w:sectPr")), None) is None]
        for i, element in enumerate(carried):
            body.insert(i, transplant.carry(element))

    def _place(self, tag: str) -> str:
        """Return where a block stands, in words: the caption of a table or a figure, the title of a chapter."""
        target = self.counted.by_bookmark.get(tag.partition(".")[0])
        if isinstance(target, numbers.Caption):
            return f"{target.label(self.document.lang)}, {target.text}"
        if target is not None:
            return target.said
        known = (self.done.memories[name].place for name in (tag, f"{tag}{AFTER}") if name in self.done.memories)
        return next((place for place in known if place), self.document.title)


def _control(tag: str, xml: str) -> Any:
    """Return a content control of ours, as an element of its own."""
    return parse_xml(writer.controlled(tag, xml).replace("<w:sdt>", f"<w:sdt {tags.NAMESPACES}>", 1))


def _replace(control: Any, content: Any, transplant: Transplant) -> None:
    inside = control.find(qn("w:sdtContent"))
    for element in list(inside):
        inside.remove(element)
    inside.extend(transplant.carry_all(content))


def _retitle(control: Any, paragraph: Any, transplant: Transplant) -> None:
    """Put the runs of a person's title, with their comments, between the marks of ours."""
    ours = next(control.iter(qn("w:p")))
    for run in [element for element in ours if element.tag not in (qn("w:pPr"), qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        ours.remove(run)
    end = ours.find(qn("w:bookmarkEnd"))
    for element in transplant.carry(_unnumbered(paragraph)):
        if element.tag != qn("w:pPr"):
            end.addprevious(element)


def _unnumbered(paragraph: Any) -> Any:
    """Return a copy of a title that takes no number: one of no chapter of the plan must not move the numbers of the others."""
    twin = copy.deepcopy(paragraph)
    numbered = twin.get_or_add_pPr()
    numbered._remove_numPr()
    numbered.get_or_add_numPr().get_or_add_numId().val = 0
    return twin
