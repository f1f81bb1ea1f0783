"""Matrices of cells: who does what (RACI), and grids of shades (RFM, risks)."""

from __future__ import annotations

from dataclasses import replace

from generator import blocks as b
from generator.docx import measure, tags, words
from generator.docx.frame import Frame
from generator.docx.palette import GREY, LINE, MIST, WHITE, Shade, mix, on
from generator.docx.tables import keeps

_RULE = ("single", 4, LINE)
_MOST_ROLES, _LEAST_ROLE = 20, 300  # roles in one matrix; twips for two letters

# ── RACI ──


def raci(block: b.RaciBlock, frame: Frame) -> str:
    """Return the matrix, its letters on colours, and the legend; many roles are shared out over several tables."""
    face = frame.styles.face
    labels = min(max((measure.width(row.id, 8.5, face=face) for row in block.rows), default=0) + 180, frame.width // 6)
    parts = _raci_parts(block, (frame.width - labels - frame.width // 5) // _LEAST_ROLE)
    role = _role_width(block, max(len(part.roles) for part in parts), frame, labels)
    matrices = (
        frame.part_caption(block.bookmark, i, len(parts)) + _matrix(part, labels, role, frame, last=i == len(parts) - 1)
        for i, part in enumerate(parts)
    )
    legend = _raci_legend(frame, keep_next=bool(block.source))
    return "".join(matrices) + legend + (frame.below(source=block.source) if block.source else "")


def _raci_parts(block: b.RaciBlock, room: int) -> list[b.RaciBlock]:
    """Return the matrix by groups of roles of about one size, no larger than `room` nor than one reads."""
    most = max(min(room, _MOST_ROLES), 1)
    size = -(-len(block.roles) // max(-(-len(block.roles) // most), 1)) or 1
    shares = [slice(i, i + size) for i in range(0, max(len(block.roles), 1), size)]
    return [
        replace(block, roles=block.roles[share], rows=tuple(replace(row, letters=row.letters[share]) for row in block.rows))
        for share in shares
    ]


def _matrix(block: b.RaciBlock, labels: int, role: int, frame: Frame, *, last: bool) -> str:
    widths = [labels, frame.width - labels - role * len(block.roles), *[role] * len(block.roles)]
    count = len(block.rows)
    rows = [_raci_header(block, widths, frame)]
    rows.extend(
        _raci_row(row, block, widths, frame, keep=keeps(i, count, whole=count <= 12, followed=last))
        for i, row in enumerate(block.rows)
    )
    alt = block.alt or words.RACI_ALT.get(frame.lang)
    return tags.table(widths, rows, style=frame.styles["Plan Grid"], title=block.caption, alt=alt, bands=False, side_margin=50)


def _role_width(block: b.RaciBlock, count: int, frame: Frame, labels: int) -> int:
    """Return one width for all roles, `count` a table: the longest word of a role whole, if the activities keep a third of the page."""
    longest = (measure.longest_word(role, 8, bold=True, face=frame.styles.face) for role in block.roles)
    return max(min(max(longest, default=0) + 130, (frame.width * 2 // 3 - labels) // max(count, 1)), _LEAST_ROLE)


def _raci_header(block: b.RaciBlock, widths: list[int], frame: Frame) -> str:
    names = ["", words.ACTION.get(frame.lang), *block.roles]
    cells = []
    for i, (name, width) in enumerate(zip(names, widths, strict=True)):
        text = tags.run(name, bold=True, color=on(frame.palette.primary))
        said = frame.paragraph(text, "Plan Cell Small", align="center" if i > 1 else "", keep_next=True)
        cells.append(tags.cell(said, width, fill=frame.palette.primary, valign="bottom"))
    return tags.row(cells, header=True)


def _raci_row(row: b.RaciRow, block: b.RaciBlock, widths: list[int], frame: Frame, *, keep: bool) -> str:
    place = (block.bookmark, "", "")
    identity = tags.run(row.id, color=GREY)
    activity = frame.sourced(tags.run(measure.breakable(row.activity)), row.source, place)
    under = tags.borders("tcBorders", bottom=_RULE)
    said = zip((identity, activity), widths[:2], strict=True)
    cells = [tags.cell(frame.paragraph(text, "Plan Cell Small", keep_next=keep), width, edges=under) for text, width in said]
    white = ("single", 12, WHITE)
    edges = tags.borders("tcBorders", left=white, bottom=_RULE, right=white)
    for letters, width in zip(row.letters, widths[2:], strict=True):
        shade = raci_shade(letters, frame)
        text = frame.paragraph(
            tags.run(letters, bold=True, color=shade.ink) if letters else "", "Plan Cell Small", align="center", keep_next=keep
        )
        cells.append(tags.cell(text, width, fill=shade.fill, edges=edges))
    return tags.row(cells)


def raci_shade(letters: str, frame: Frame) -> Shade:
    """Return the colour of a letter; of several ("A/R"), the first that weighs: A, R, C, I."""
    palette = frame.palette
    fills = {
        "A": palette.primary,
        "R": palette.secondary,
        "C": mix(palette.accent, WHITE, 0.35),
        "I": mix(palette.fourth, WHITE, 0.3),
    }
    fill = next((fills[letter] for letter in "ARCI" if letter in letters.upper()), "")
    return Shade(fill, on(fill) if fill else GREY, fill)


def _raci_legend(frame: Frame, *, keep_next: bool) -> str:
    pieces = []
    for letter, word in words.RACI_LEGEND.items():
        shade = raci_shade(letter, frame)
        pieces.append(tags.run(f"\u00a0{letter}\u00a0", bold=True, color=shade.ink, fill=shade.fill))
        pieces.append(tags.run(f"\u00a0{word.get(frame.lang)}      "))
    return frame.paragraph("".join(pieces), "Plan Note", keep_next=keep_next, look='<w:spacing w:before="80" w:after="60"/>')


# ── heat grids ──


def heat(block: b.HeatGrid, frame: Frame) -> str:
    """Return a grid of shades with the names of its axes; every cell says its figure, the shade only helps the eye."""
    side, label = 380, min(_label_width(block, frame.styles.face), frame.width // 4)
    box = min((frame.width - side - label) // len(block.column_labels), 1750)
    widths = [side, label, *[box] * len(block.column_labels)]
    rows = [_heat_row(block, i, widths, frame) for i in range(len(block.row_labels))]
    rows += [_heat_labels(block, widths, frame), _heat_axis(block, widths, frame)]
    alt = block.alt or words.labelled(block.caption, f"{block.row_title} × {block.column_title}", frame.lang)
    body = tags.table(
        widths, rows, style=frame.styles["Plan Grid"], title=block.caption, alt=alt, first_row=False, bands=False, side_margin=40
    )
    return frame.caption(block.bookmark) + body + frame.below(source=block.source)


def _label_width(block: b.HeatGrid, face: measure.Face) -> int:
    return max((measure.longest_word(label, 8.5, bold=True, face=face) for label in block.row_labels), default=0) + 160


def _heat_row(block: b.HeatGrid, i: int, widths: list[int], frame: Frame) -> str:
    axis = frame.paragraph(
        tags.run(block.row_title, bold=True) if i == 0 else "", "Plan Cell Small", align="center", keep_next=True
    )
    upright = f'{tags.TIGHT}<w:textDirection w:val="btLr"/>'
    cells = [tags.cell(axis, widths[0], merge="restart" if i == 0 else "continue", margins=upright)]
    cells.append(
        tags.cell(
            frame.paragraph(tags.run(block.row_labels[i], bold=True), "Plan Cell Small", align="right", keep_next=True), widths[1]
        )
    )
    white = ("single", 12, WHITE)
    edges = tags.borders("tcBorders", top=white, left=white, bottom=white, right=white)
    for cell, width in zip(block.cells[i], widths[2:], strict=True):
        shade = frame.palette.heat(cell.intensity, warm=block.warm) if cell.text else Shade(MIST, GREY, MIST)
        figure = (
            frame.sourced(tags.run(cell.text, bold=True, color=shade.ink), cell.source, (block.bookmark, "", ""))
            if cell.text
            else ""
        )
        said = frame.paragraph(figure, "Plan Cell", align="center", keep_next=True)
        if cell.label:
            said += frame.paragraph(tags.run(cell.label, color=shade.ink), "Plan Tiny", align="center", keep_next=True)
        cells.append(tags.cell(said, width, fill=shade.fill, edges=edges))
    return tags.row(cells, height=560)


def _heat_labels(block: b.HeatGrid, widths: list[int], frame: Frame) -> str:
    blank = [tags.cell(frame.paragraph("", "Plan Cell Small", keep_next=True), width) for width in widths[:2]]
    labels = (
        tags.cell(frame.paragraph(tags.run(label, bold=True), "Plan Cell Small", align="center", keep_next=True), width)
        for label, width in zip(block.column_labels, widths[2:], strict=True)
    )
    return tags.row([*blank, *labels])


def _heat_axis(block: b.HeatGrid, widths: list[int], frame: Frame) -> str:
    blank = [tags.cell(frame.paragraph("", "Plan Cell Small", keep_next=bool(block.source)), width) for width in widths[:2]]
    title = frame.paragraph(
        tags.run(block.column_title, bold=True), "Plan Cell Small", align="center", keep_next=bool(block.source)
    )
    return tags.row([*blank, tags.cell(title, sum(widths[2:]), span=len(widths) - 2)])
