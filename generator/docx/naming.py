"""The names of blocks inside the document, the same from one version of the plan to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator import blocks as b

_NAMES: Mapping[type, str] = {
    b.Prose: "text", b.Bullets: "list", b.SourceLine: "source", b.TableBlock: "table", b.ChartBlock: "chart", b.GanttBlock: "gantt",
    b.RaciBlock: "raci", b.HeatGrid: "grid", b.Quadrant: "quadrant", b.Sheets: "sheets", b.KpiCards: "cards", b.SostacPage: "sostac", b.Cover: "cover",
    b.SignatureBlock: "signatures", b.Contents: "contents", b.FigureIndex: "index",
}  # fmt: skip


def tags(blocks: Iterable[b.Block]) -> tuple[str, ...]:
    """Return the tag of each block, empty for breaks: the block's own bookmark, or its chapter's with a number, then its kind.

    >>> tags([b.Heading(level=1, text="Prix", bookmark="price"), b.prose("a"), b.PageBreak(), b.prose("b")])
    ('price.title', 'price.text1', '', 'price.text2')
    """
    place = "front"
    counts: dict[str, int] = {}
    out = []
    for block in blocks:
        if isinstance(block, b.PageBreak | b.SectionBreak):
            out.append("")
        elif isinstance(block, b.Heading):
            place = block.bookmark
            out.append(f"{place}.title")
        elif own := bookmark(block):
            out.append(f"{own}.{_NAMES[type(block)]}")
        else:
            stem = f"{place}.{_NAMES[type(block)]}"
            counts[stem] = counts.get(stem, 0) + 1
            out.append(f"{stem}{counts[stem]}")
    return tuple(out)


def places(blocks: Iterable[b.Block], names: Iterable[str], front: str) -> dict[str, str]:
    """Return, by tag, the words a person knows a block by: its own title or caption, else its chapter's; `front` before the first chapter.

    >>> places([b.Heading(level=1, text="Prix", bookmark="price"), b.prose("a")], ["price.title", "price.text1"], "Plan")
    {'price.title': 'Prix', 'price.text1': 'Prix'}
    """
    place, out = front, {}
    for block, name in zip(blocks, names, strict=True):
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
