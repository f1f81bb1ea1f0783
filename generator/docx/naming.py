"""The names of blocks inside the document, the same from one version of the plan to the next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from generator import blocks as b

_NAMES: Mapping[type, str] = {
    b.Prose: "text", b.Bullets: "list", b.SourceLine: "source", b.TableBlock: "table", b.ChartBlock: "chart", b.GanttBlock: "gantt",
    b.RaciBlock: "raci", b.HeatGrid: "grid", b.Quadrant: "quadrant", b.Sheets: "sheets", b.KpiCards: "cards", b.SostacPage: "sostac", b.Cover: "cover",
    b.SignatureBlock: "signatures", b.Contents: "contents", b.FigureIndex: "index",
}  # fmt: skip


def named(blocks: Iterable[b.Block], whole: Collection[str] = ()) -> tuple[tuple[b.Block, str], ...]:
    """Return each block with its tag, empty for breaks: the block's own bookmark, or its chapter's with a number, then its kind.

    The sentence that leads a text has a tag of its own, so that a person may work on the rest and the sentence still move on; the texts in
    `whole` stay in one piece.

    >>> blocks = [b.Heading(level=1, text="Prix", bookmark="price"), b.prose("**a**\\n\\nb"), b.PageBreak(), b.prose("c")]
    >>> [tag for _, tag in named(blocks)]
    ['price.title', 'price.lead1', 'price.text1', '', 'price.text2']
    >>> [tag for _, tag in named(blocks, whole={"price.text1"})]
    ['price.title', 'price.text1', '', 'price.text2']
    """
    place = "front"
    counts: dict[str, int] = {}
    out: list[tuple[b.Block, str]] = []
    for block in blocks:
        if isinstance(block, b.PageBreak | b.SectionBreak):
            out.append((block, ""))
        elif isinstance(block, b.Heading):
            place = block.bookmark
            out.append((block, f"{place}.title"))
        elif own := bookmark(block):
            out.append((block, f"{own}.{_NAMES[type(block)]}"))
        else:
            stem = f"{place}.{_NAMES[type(block)]}"
            counts[stem] = counts.get(stem, 0) + 1
            tag = f"{stem}{counts[stem]}"
            if isinstance(block, b.Prose) and tag not in whole:
                out += _apart(block, tag, f"{place}.lead{counts[stem]}")
            else:
                out.append((block, tag))
    return tuple(out)


def _apart(block: b.Prose, tag: str, lead: str) -> Iterator[tuple[b.Block, str]]:
    """Return the sentence that leads a text, and the rest."""
    count = next((i for i, paragraph in enumerate(block.paragraphs) if paragraph.kind != "lead"), len(block.paragraphs))
    if count:
        yield b.Prose(block.paragraphs[:count]), lead
    if count < len(block.paragraphs):
        yield b.Prose(block.paragraphs[count:]), tag


def is_apart(block: b.Block, tag: str) -> bool:
    """Whether what leads a text, where something does, stands under a tag of its own."""
    leads = isinstance(block, b.Prose) and any(paragraph.kind == "lead" for paragraph in block.paragraphs[:1])
    return not leads or ".lead" in tag


def places(blocks: Iterable[tuple[b.Block, str]], front: str) -> dict[str, str]:
    """Return, by tag, the words a person knows a block by: its own title or caption, else its chapter's; `front` before the first chapter.

    >>> places(named([b.Heading(level=1, text="Prix", bookmark="price"), b.prose("a")]), "Plan")
    {'price.title': 'Prix', 'price.text1': 'Prix'}
    """
    place, out = front, {}
    for block, name in blocks:
        place = title(block) if isinstance(block, b.Heading) else place
        if name:
            out[name] = (bookmark(block) and title(block)) or place
    return out


def bookmark(block: b.Block) -> str:
    """Return the bookmark of a block, empty where it has none."""
    named: str = getattr(block, "bookmark", "")
    return named


def title(block: b.Block) -> str:
    """Return the caption of a figure or a table, the words of a heading."""
    said: str = getattr(block, "caption", "") or getattr(block, "text", "")
    return said
