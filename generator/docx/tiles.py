"""Boxes side by side: key figures, the plan on one page, 2 × 2 matrices, room to sign."""

from __future__ import annotations

from collections.abc import Sequence

from generator import blocks as b
from generator.docx import tags, words
from generator.docx.frame import Frame
from generator.docx.palette import LINE, MIST, WHITE, on

_GAP = 170  # twips between two boxes
_THIN = ("single", 4, LINE)
_NONE = ("nil", 0, "auto")
_PAD = tags.padded(top=60, side=140, bottom=80)


# ── key figures ──


def cards(block: b.KpiCards, frame: Frame) -> str:
    """Return the cards, three a row, alike in height."""
    across = 2 if len(block.cards) in (2, 4) else 3
    lines = [block.cards[i : i + across] for i in range(0, len(block.cards), across)]
    widths = _columns(frame.width, across)
    rows: list[str] = []
    for i, line in enumerate(lines):
        if i:
            rows.append(_between_rows(widths, frame))
        boxes = [_card(card, widths[0], frame) for card in line] + [_empty(widths[0], frame)] * (across - len(line))
        rows.append(tags.row(_parted(boxes, frame), height=1500))
    said = ", ".join(_said(card, frame) for card in block.cards)
    return _box(widths, rows, frame, title=block.cards[0].label if len(lines) == 1 else "", alt=said) + frame.gap()


def _said(card: b.Card, frame: Frame) -> str:
    """Return a card for those who cannot see it."""
    return words.labelled(card.label, f"{card.value} ({card.status})" if card.status else card.value, frame.lang)


def _columns(room: int, across: int) -> list[int]:
    box = (room - _GAP * (across - 1)) // across
    return [width for i in range(across) for width in ([_GAP, box] if i else [box])]


def _parted(boxes: Sequence[str], frame: Frame) -> list[str]:
    white = tags.cell(frame.paragraph("", "Plan Tiny", keep_next=True), _GAP, margins=tags.TIGHT)
    return [cell for i, box in enumerate(boxes) for cell in ([white, box] if i else [box])]


def _empty(width: int, frame: Frame) -> str:
    return tags.cell(frame.paragraph("", "Plan Tiny", keep_next=True), width)


def _box(widths: Sequence[int], rows: Sequence[str], frame: Frame, *, title: str, alt: str) -> str:
    return tags.table(widths, rows, style=frame.styles["Plan Grid"], title=title, alt=alt, first_row=False, bands=False)


def _card(card: b.Card, width: int, frame: Frame) -> str:
    shade = frame.palette.shade(card.tone)
    value = frame.sourced(
        tags.run(card.value), card.source, (frame.place, words.labelled(card.label, card.value, frame.lang), card.source)
    )
    lines = [frame.paragraph(tags.run(card.label), "Plan Card Label"), frame.paragraph(value, "Plan Card Value")]
    if card.status:
        status = tags.run(f"\u00a0{card.status}\u00a0", bold=True, color=shade.ink, fill=shade.fill)
        lines.append(frame.paragraph(status, "Plan Cell", keep_next=True))
    target = words.TARGET.format(value=card.target).get(frame.lang) if card.target else ""
    said = "\n".join(part for part in (card.trend, target, card.owner) if part)
    if said:
        lines.append(frame.paragraph(tags.run(said), "Plan Cell Small"))
    edges = tags.borders("tcBorders", top=("single", 24, shade.mark), left=_THIN, bottom=_THIN, right=_THIN)
    return tags.cell("".join(lines), width, edges=edges, margins=_PAD, valign="top")


# ── tiles ──


def sostac(block: b.SostacPage, frame: Frame) -> str:
    """Return the plan on one page: two columns of tiles, in reading order."""
    widths = _columns(frame.width, 2)
    pairs = [block.tiles[i : i + 2] for i in range(0, len(block.tiles), 2)]
    rows: list[str] = []
    for i, pair in enumerate(pairs):
        if i:
            rows.append(_between_rows(widths, frame))
        titles = [_title(tile, width, frame) for tile, width in zip(pair, (widths[0], widths[2]), strict=False)]
        bodies = [_lines(tile, width, frame) for tile, width in zip(pair, (widths[0], widths[2]), strict=False)]
        fill = [_empty(widths[2], frame)] * (2 - len(pair))
        rows += [tags.row(_parted(titles + fill, frame)), tags.row(_parted(bodies + fill, frame), height=3300)]
    alt = ", ".join(tile.title for tile in block.tiles)
    return _box(widths, rows, frame, title="SOSTAC", alt=alt) + frame.gap()


def _title(tile: b.Tile, width: int, frame: Frame) -> str:
    fill = frame.palette.primary if tile.tone == "plain" else frame.palette.shade(tile.tone).mark
    return tags.cell(frame.paragraph(tags.run(tile.title, color=on(fill)), "Plan Tile"), width, fill=fill, margins=_PAD)


def _lines(tile: b.Tile, width: int, frame: Frame, *, place: tuple[str, str, str] | None = None) -> str:
    fill = MIST if tile.tone == "plain" else frame.palette.shade(tile.tone).fill
    return tags.cell(_bulleted(tile, frame, place=place, style="Plan Cover"), width, fill=fill, margins=_PAD, valign="top")


def _bulleted(tile: b.Tile, frame: Frame, *, place: tuple[str, str, str] | None = None, style: str = "Plan Cell") -> str:
    hanging = '<w:ind w:left="142" w:hanging="142"/>'
    lines = (
        frame.paragraph(tags.run("• ") + frame.runs(line, place=place), style, keep_next=True, look=hanging)
        for line in tile.lines
    )
    return "".join(lines) or frame.paragraph(tags.run("–"), style, keep_next=True)


# ── 2 × 2 ──


def quadrant(block: b.Quadrant, frame: Frame) -> str:
    """Return a 2 × 2 with the names of its axes."""
    side = 420 if block.row_labels else 0
    box = (frame.width - side) // 2
    widths = [*([frame.width - 2 * box] if side else []), box, box]
    rows = []
    if block.column_labels:
        labels = [
            tags.cell(frame.paragraph(tags.run(label, bold=True), "Plan Cell", align="center", keep_next=True), box)
            for label in block.column_labels
        ]
        rows.append(tags.row([*([_empty(widths[0], frame)] if side else []), *labels]))
    for i in range(2):
        pair = block.tiles[2 * i : 2 * i + 2]
        label = [_upright(block.row_labels[i], widths[0], frame)] if side else []
        rows.append(tags.row([*label, *(_quarter(tile, box, frame, block.bookmark) for tile in pair)], height=1400))
    alt = block.alt or ", ".join(tile.title for tile in block.tiles)
    body = _box(widths, rows, frame, title=block.caption, alt=alt)
    return frame.caption(block.bookmark) + body + frame.below(source=block.source)


def _quarter(tile: b.Tile, width: int, frame: Frame, bookmark: str) -> str:
    shade = frame.palette.shade("accent" if tile.tone == "plain" else tile.tone)
    title = frame.paragraph(tags.run(tile.title, color=shade.ink), "Plan Tile", keep_next=True)
    thick = ("single", 24, WHITE)
    edges = tags.borders("tcBorders", top=thick, left=thick, bottom=thick, right=thick)
    content = title + _bulleted(tile, frame, place=(bookmark, "", ""))
    return tags.cell(content, width, fill=shade.fill, edges=edges, margins=_PAD, valign="top")


def _upright(label: str, width: int, frame: Frame) -> str:
    text = frame.paragraph(tags.run(label, bold=True), "Plan Cell", align="center", keep_next=True)
    return tags.cell(text, width, margins=f'{tags.TIGHT}<w:textDirection w:val="btLr"/>')


# ── sheets of facts ──


def sheets(block: b.Sheets, frame: Frame) -> str:
    """Return the sheets, two a row; a row stays whole."""
    widths = _columns(frame.width, 2)
    rows: list[str] = []
    for i in range(0, len(block.tiles), 2):
        pair = block.tiles[i : i + 2]
        if i:
            rows.append(_between_rows(widths, frame))
        boxes = [_sheet(tile, widths[0], frame, block.bookmark) for tile in pair]
        rows.append(tags.row(_parted(boxes + [_empty(widths[0], frame)] * (2 - len(pair)), frame)))
    alt = block.alt or ", ".join(tile.title for tile in block.tiles)
    return (
        frame.caption(block.bookmark) + _box(widths, rows, frame, title=block.caption, alt=alt) + frame.below(source=block.source)
    )


def _between_rows(widths: Sequence[int], frame: Frame) -> str:
    """Return a thin empty row."""
    blank = tags.cell(frame.paragraph("", "Plan Tiny", keep_next=True), sum(widths), span=len(widths))
    return tags.row([blank], height=_GAP, exact=True)


def _sheet(tile: b.Tile, width: int, frame: Frame, bookmark: str) -> str:
    shade = frame.palette.shade("accent" if tile.tone == "plain" else tile.tone)
    title = frame.paragraph(tags.run(tile.title, color=shade.ink), "Plan Tile", keep_next=True)
    lines = "".join(
        frame.paragraph(frame.runs(line, place=(bookmark, "", "")), "Plan Cell", keep_next=True) for line in tile.lines
    )
    edges = tags.borders("tcBorders", top=("single", 24, shade.mark), left=_THIN, bottom=_THIN, right=_THIN)
    return tags.cell(title + lines, width, edges=edges, margins=_PAD, valign="top")


# ── signatures ──


def signatures(block: b.SignatureBlock, frame: Frame) -> str:
    """Return the sentence agreed to and a line to sign a person."""
    heads = [word.get(frame.lang) for word in (words.SIGN_ROLE, words.SIGN_NAME, words.SIGN_DATE, words.SIGN_SIGNATURE)]
    shares = (0.29, 0.27, 0.16)
    widths = [int(frame.width * share) for share in shares]
    widths.append(frame.width - sum(widths))
    head = tags.row(
        [
            tags.cell(frame.paragraph(tags.run(text), "Plan Card Label", keep_next=True), width)
            for text, width in zip(heads, widths, strict=True)
        ],
        header=True,
    )
    under = tags.borders("tcBorders", bottom=("single", 6, "8A96A5"))
    rows = [
        tags.row(
            [
                tags.cell(
                    frame.paragraph(tags.run(text, bold=i == 0), "Plan Cell", keep_next=True), width, edges=under, valign="bottom"
                )
                for i, (text, width) in enumerate(zip((person.role, person.name, "", ""), widths, strict=True))
            ],
            height=760,
        )
        for person in block.signatories
    ]
    sentence = frame.paragraph(tags.run(block.text), "Normal", keep_next=True)
    return sentence + _box(widths, [head, *rows], frame, title=words.SIGN_SIGNATURE.get(frame.lang), alt=block.text) + frame.gap()
