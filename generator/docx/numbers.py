"""What is numbered in a plan, counted before anything is written: chapters, figures, tables, bookmarks, sourced figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator import blocks as b
from generator.docx import words
from generator.ranges import merged
from workbook_templates.text import NBSP, Lang

Kind = Literal["figure", "table"]
_LABELS = {"figure": words.FIGURE, "table": words.TABLE}


@dataclass(frozen=True, slots=True)
class Title:
    """A heading as it is numbered; `list_level` is its level in Word's list, None where it has no number."""

    level: int
    text: str
    bookmark: str
    number: str = ""
    list_level: int | None = None
    appendix: bool = False

    @property
    def said(self) -> str:
        """The number and the words."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Caption:
    """A figure or a table with its number."""

    kind: Kind
    number: int
    text: str
    bookmark: str

    def label(self, lang: Lang) -> str:
        """Return "Figure 3", its space non-breaking."""
        return f"{_LABELS[self.kind].get(lang)}{NBSP}{self.number}"


@dataclass(frozen=True, slots=True)
class Sourced:
    """A line of the index of figures."""

    bookmark: str
    where: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything numbered, in the order of the document."""

    titles: tuple[Title, ...]
    captions: tuple[Caption, ...]
    sourced: tuple[Sourced, ...]
    bookmarks: Mapping[str, int] = field(repr=False)
    anchors: Mapping[tuple[str, str, str], str] = field(repr=False)
    by_bookmark: Mapping[str, Title | Caption] = field(repr=False)

    def label(self, bookmark: str, lang: Lang) -> str:
        """Return what a reference to `bookmark` prints: "Tableau 3", or the number or words of a heading."""
        target = self.by_bookmark[bookmark]
        if isinstance(target, Caption):
            return target.label(lang)
        return target.number or target.text


def count(document: b.Document) -> Numbers:
    """Return the numbers of a document.

    Raises
    ------
    ValueError
        A bookmark that is not a name, stands twice, or is referred to and missing: a mistake of the section, not of the plan's author.
    """
    titles = tuple(_titles(document.blocks))
    captions = tuple(_captions(document.blocks, document.lang))
    by_bookmark: dict[str, Title | Caption] = {}
    numbered: tuple[Title | Caption, ...] = (*titles, *captions)
    for item in numbered:
        if not re.fullmatch(r"[A-Za-z]\w{0,39}", item.bookmark, re.ASCII):
            raise ValueError(f"not a bookmark: {item.bookmark!r} ({item.text})")
        if item.bookmark in by_bookmark:
            raise ValueError(f"bookmark used twice: {item.bookmark!r}")
        by_bookmark[item.bookmark] = item
    sourced, anchors = _index(document, titles, captions)
    names = [*by_bookmark, *(line.bookmark for line in sourced)]
    missing = sorted({r.reference for r in _all_runs(document.blocks) if r.reference and r.reference not in by_bookmark})
    if missing:
        raise ValueError(f"references to no bookmark: {', '.join(missing)}")
    return Numbers(titles, captions, sourced, {name: i for i, name in enumerate(names, 1)}, anchors, by_bookmark)


# ── chapters ──


def _titles(blocks: Iterable[b.Block]) -> Iterator[Title]:
    headings = [block for block in blocks if isinstance(block, b.Heading)]
    top = min((h.level for h in headings if h.numbering == "appendix"), default=1)
    counts = {"decimal": [0, 0, 0], "appendix": [0, 0, 0]}
    open_: list[str] = ["none"] * 4
    for heading in headings:
        depth = heading.level - (top if heading.numbering == "appendix" else 1)
        orphan = depth > 0 and open_[heading.level - 1] != heading.numbering  # 1.1 under a chapter without number
        open_[heading.level] = "none" if orphan else heading.numbering
        if heading.numbering == "none" or orphan:
            yield Title(heading.level, heading.text, heading.bookmark)
            continue
        numbers = counts[heading.numbering]
        numbers[depth] += 1
        numbers[depth + 1 :] = [0] * len(numbers[depth + 1 :])
        yield Title(
            heading.level,
            heading.text,
            heading.bookmark,
            _said(numbers[: depth + 1], heading.numbering),
            depth,
            heading.numbering == "appendix",
        )


def _said(numbers: list[int], numbering: b.Numbering) -> str:
    first = chr(64 + numbers[0]) if numbering == "appendix" else str(numbers[0])
    return ".".join([first, *map(str, numbers[1:])])


# ── captions ──


_KINDS: tuple[tuple[type, Kind], ...] = (
    (b.TableBlock, "table"), (b.RaciBlock, "table"), (b.Sheets, "table"), (b.FigureIndex, "table"),
    (b.ChartBlock, "figure"), (b.GanttBlock, "figure"), (b.HeatGrid, "figure"), (b.Quadrant, "figure"),
)  # fmt: skip


def _captions(blocks: Iterable[b.Block], lang: Lang) -> Iterator[Caption]:
    numbers = {"figure": 0, "table": 0}
    for block in blocks:
        kind = _kind(block)
        if kind is None:
            continue
        numbers[kind] += 1
        text, mark = _caption_of(block)
        yield Caption(kind, numbers[kind], text, mark)


def _kind(block: b.Block) -> Kind | None:
    return next((kind for type_, kind in _KINDS if isinstance(block, type_)), None)


def _caption_of(block: b.Block) -> tuple[str, str]:
    assert not isinstance(block, _UNCAPTIONED)
    return block.caption, block.bookmark


_UNCAPTIONED = (
    b.Heading, b.Prose, b.Bullets, b.SourceLine, b.KpiCards, b.SostacPage, b.Cover, b.SignatureBlock, b.Contents, b.PageBreak, b.SectionBreak,
)  # fmt: skip


# ── the index of figures ──


def _index(
    document: b.Document, titles: tuple[Title, ...], captions: tuple[Caption, ...]
) -> tuple[tuple[Sourced, ...], dict[tuple[str, str, str], str]]:
    """Return the lines of the index and, for (place, text, cell), the line that speaks of it. No index block: no lines."""
    if not any(isinstance(block, b.FigureIndex) for block in document.blocks):
        return (), {}
    lines: list[Sourced] = []
    anchors: dict[tuple[str, str, str], str] = {}
    place, place_said = "", ""
    remaining, next_caption = iter(titles), iter(captions)
    for block in document.blocks:
        if isinstance(block, b.Heading):
            title = next(remaining)
            place, place_said = title.bookmark, title.said
            continue
        caption = next(next_caption) if _kind(block) else None
        if caption is not None:
            source = merged([s for s in (getattr(block, "source", ""), *sources(block)) if s])
            if source:
                lines.append(Sourced(f"_Src{len(lines) + 1:04d}", place_said, caption.label(document.lang), source))
                anchors[caption.bookmark, "", ""] = lines[-1].bookmark
            continue
        for text, source in _printed(block, document.lang):
            if (place, text, source) not in anchors:
                lines.append(Sourced(f"_Src{len(lines) + 1:04d}", place_said, text, source))
                anchors[place, text, source] = lines[-1].bookmark
    return tuple(lines), anchors


def _printed(block: b.Block, lang: Lang) -> Iterator[tuple[str, str]]:
    if isinstance(block, b.KpiCards):
        yield from ((words.labelled(card.label, card.value, lang), card.source) for card in block.cards if card.source)
    else:
        yield from ((run.text, run.source) for run in _runs(block) if run.source)


def sources(block: b.Block) -> Iterator[str]:
    """Return the cells a captioned block names."""
    if isinstance(block, b.TableBlock):
        cells = (cell for row in block.rows for cell in row.cells)
        yield from (source for cell in cells for source in (cell.source, *(run.source for run in cell.runs)) if source)
    elif isinstance(block, b.HeatGrid):
        yield from (cell.source for line in block.cells for cell in line if cell.source)
    elif isinstance(block, b.RaciBlock | b.GanttBlock):
        yield from (row.source for row in block.rows if row.source)
    elif isinstance(block, b.Quadrant | b.Sheets):
        yield from (run.source for run in _runs(block) if run.source)


def _runs(block: b.Block) -> Iterator[b.Run]:
    if isinstance(block, b.Prose):
        yield from (run for paragraph in block.paragraphs for run in paragraph.runs)
    elif isinstance(block, b.Bullets):
        yield from (run for item in block.items for run in item)
    elif isinstance(block, b.Quadrant | b.Sheets | b.SostacPage):
        yield from (run for tile in block.tiles for line in tile.lines for run in line)
    elif isinstance(block, b.TableBlock):
        yield from (run for row in block.rows for cell in row.cells for run in cell.runs)


def _all_runs(blocks: Iterable[b.Block]) -> Iterator[b.Run]:
    for block in blocks:
        yield from _runs(block)
