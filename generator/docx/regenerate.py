"""Write a plan again over one a person worked on: their edits stay, ours move on, and what they should read again is said."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator import blocks as b
from generator.docx import baseline, edits, mending, naming, numbers, package, styles, tags, words, writer
from generator.docx.baseline import Memory
from generator.docx.edits import Edits
from generator.docx.transplant import Transplant

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

    `orphaned` are passages whose chapter the plan no longer has, kept where it stood; `unmarked` the places that lost comments or tracked
    changes, because their data changed and their words were ours.
    """

    data: bytes
    kept: tuple[Kept, ...] = ()
    added: tuple[Kept, ...] = ()
    removed: tuple[str, ...] = ()
    orphaned: tuple[Kept, ...] = ()
    unmarked: tuple[str, ...] = ()


def regenerate(
    document: b.Document, previous: bytes, *, template: bytes | None = None, pages: Mapping[str, int] | None = None
) -> Regenerated:
    """Return the document written over `previous`, a plan of ours that a person may have worked on.

    Blocks nobody touched are written anew; a retouched block stays, and is followed by a note when its data changed meanwhile; a block
    that was removed stays out; text added between blocks stays where it was. A title that was reworded keeps its number.

    Raises
    ------
    EditsError
        `previous` is not ours, or was saved by a program that dropped the marks of its blocks.
    """
    done = edits.read(previous)
    all_names = naming.tags(document.blocks)
    adapted, names = _adapted(document, all_names, done)
    word = docx.Document(io.BytesIO(writer.write(adapted, template=template, pages=pages, names=names)))
    merge = _Merge(word, document, done, dict(zip(all_names, document.blocks, strict=True)), numbers.count(document))
    return merge.result(package.saved)


# ── before writing: what is left out, what is renamed ──


def _adapted(document: b.Document, names: tuple[str, ...], done: Edits) -> tuple[b.Document, tuple[str, ...]]:
    """Return the document without the blocks a person removed, with the titles they reworded."""
    gone = set(done.removed)
    kept: list[tuple[b.Block, str]] = []
    for block, name in zip(document.blocks, names, strict=True):
        if name in gone and name:
            continue
        if isinstance(block, b.Heading) and name in done.changed:
            text = _line(done.changed[name])
            if not text:
                continue
            block = replace(block, text=text)
        kept.append((block, name))
    bookmarks = {naming.bookmark(block) for block, _ in kept}
    lost = {naming.bookmark(block): naming.title(block) for block in document.blocks if naming.bookmark(block) not in bookmarks}
    blocks = tuple(_without_references(block, lost) for block, _ in kept)
    return replace(document, blocks=blocks), tuple(name for _, name in kept)


def _line(content: Any) -> str:
    return " ".join("".join(text.text or "" for text in content.iter(qn("w:t"))).split(" ")).strip()


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

    def result(self, save: Any) -> Regenerated:
        written = dict(baseline.stored(self.word) or {})
        transplant = Transplant(self.done.word, self.word)
        controls = {baseline.tag_of(e): e for e in self.word.element.body.iterchildren(qn("w:sdt")) if baseline.tag_of(e)}
        memories = self._memories(written)
        kept = tuple(self._keep(controls, transplant, memories))
        unmarked = tuple(self._keep_marks(controls, transplant, written))
        orphaned = tuple(self._insert_orphans(controls, transplant))
        added = tuple(self._insert_added(controls, transplant))
        self._keep_front(transplant)
        mending.mend(self.word.element.body)
        baseline.store(self.word, memories)
        removed = tuple(self._place(tag) for tag in self.done.removed if tag in self.blocks)
        return Regenerated(save(self.word), kept, added, removed, orphaned, unmarked)

    def _memories(self, written: Mapping[str, Memory]) -> dict[str, Memory]:
        """Return what to remember: of a kept block also what it grew from."""
        out = dict(written)
        for tag in self.done.changed:
            block = self.blocks.get(tag)
            if block is None:
                continue
            now = baseline.text_print(block.text) if isinstance(block, b.Heading) else written[tag].print
            before = self.done.memories[tag]
            made = self.done.prints(tag)
            base = before.base if before.kept == made and before.base else before.print
            out[tag] = Memory(now, base, made) if made != now else Memory(now)
        out |= {tag: self.done.memories[tag] for tag in self.done.removed if tag in self.blocks}
        return out

    def _keep(self, controls: Mapping[str, Any], transplant: Transplant, memories: Mapping[str, Memory]) -> Iterator[Kept]:
        for tag, content in self.done.changed.items():
            if tag not in self.blocks or not memories[tag].kept:
                continue
            memory, said = memories[tag], edits.words([content])
            outdated = memory.base != memory.print
            if tag in controls:
                if not isinstance(self.blocks[tag], b.Heading):
                    _replace(controls[tag], content, transplant)
                if outdated:
                    controls[tag].addnext(self._note(tag))
            yield Kept(self._place(tag), said, outdated)

    def _note(self, tag: str) -> Any:
        named = styles.found(self.word)
        text = tags.paragraph(tags.run(words.OUTDATED.get(self.document.lang)), style=named["plan note"])
        return parse_xml(writer.controlled(f"{tag}{edits.NOTE}", text).replace("<w:sdt>", f"<w:sdt {tags.NAMESPACES}>", 1))

    def _keep_marks(self, controls: Mapping[str, Any], transplant: Transplant, written: Mapping[str, Memory]) -> Iterator[str]:
        for tag, content in self.done.marked.items():
            if tag in controls and written[tag].print == self.done.memories[tag].print:
                _replace(controls[tag], content, transplant)
            elif tag in controls:
                yield self._place(tag)

    def _insert_orphans(self, controls: Mapping[str, Any], transplant: Transplant) -> Iterator[Kept]:
        for tag, content in self.done.changed.items():
            if tag not in self.blocks:
                self._insert(controls, tag, [transplant.carry(element) for element in content])
                yield Kept(tag, edits.words([content]))

    def _insert_added(self, controls: Mapping[str, Any], transplant: Transplant) -> Iterator[Kept]:
        for tag, elements in self.done.added.items():
            self._insert(controls, tag, [transplant.carry(element) for element in elements])
            yield Kept(self._place(tag), edits.words(elements))

    def _insert(self, controls: Mapping[str, Any], tag: str, elements: list[Any]) -> None:
        """Put elements after a block, or after the nearest one before it that the plan still has."""
        order = self.done.order[: self.done.order.index(tag) + 1]
        anchor = next((controls[name] for name in reversed(order) if name in controls), None)
        body = self.word.element.body
        while anchor is not None and baseline.tag_of(anchor.getnext()).endswith(edits.NOTE):
            anchor = anchor.getnext()
        for i, element in enumerate(elements):
            if anchor is None:
                body.insert(i, element)
            else:
                anchor.addnext(element)
                anchor = element

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
        return target.said if target is not None else self.document.title


def _replace(control: Any, content: Any, transplant: Transplant) -> None:
    inside = control.find(qn("w:sdtContent"))
    for element in list(inside):
        inside.remove(element)
    for element in content:
        inside.append(transplant.carry(element))
