"""How wide a text is, near enough to share out the width of a table without cutting a word or a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Widths in thousandths of the type size, Calibri's for the classes of characters that matter; others count as a wide lower-case letter.
_WIDTHS = {
    **dict.fromkeys("iljI.,;:!|'’·", 245), **dict.fromkeys("ftr()[]-/ \u00a0", 330), **dict.fromkeys("abdeghknopquvxyzcsàâéèêëîïôùûç", 515),
    **dict.fromkeys("0123456789€+=<>×−–", 507), **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÀÉÈ&", 610), **dict.fromkeys("mwMW%—@", 830),
}  # fmt: skip
_OTHER = 620
_BREAK = re.compile(r"[ \n\t]|(?<=-)|(?<=/)(?=\D)|(?<=\u2019)(?=\w{6})")


def width(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of `text` on one line, in twips, at `size` points.

    >>> 350 < width("Budget", 9) < 600
    True
    """
    thousandths = sum(_WIDTHS.get(character, _OTHER) for character in text)
    return round(thousandths * size * 20 / 1000 * (1.05 if bold else 1.0))


def longest_word(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of the longest piece of `text` that cannot be broken."""
    return max((width(word, size, bold=bold) for word in _BREAK.split(text)), default=0)


def longest_line(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of the longest line of `text`, unbroken."""
    return max((width(line, size, bold=bold) for line in text.split("\n")), default=0)


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs: `least` for its longest word, `most` for its longest line; `weight` is the author's say."""

    least: int
    most: int
    weight: float = 1.0


def share_out(needs: Sequence[Need], room: int) -> list[int]:
    """Return the widths of columns that fill `room` exactly, in twips.

    Every column gets its longest word; what is left goes to those whose lines are longest, by weight. Where even the longest words do
    not fit, all shrink alike.

    >>> share_out([Need(500, 4000), Need(400, 600)], 3000)
    [2326, 674]
    """
    least = sum(need.least for need in needs)
    if least >= room:
        widths = [max(need.least * room // least, 1) for need in needs]
    else:
        wishes = [max(min(need.most, room) * need.weight - need.least, 1) for need in needs]
        over = room - least - sum(wishes)
        if over >= 0:  # everything fits: what is left is shared by weight and wish
            widths = [int(n.least + w + over * (n.least + w) / (least + sum(wishes))) for n, w in zip(needs, wishes, strict=True)]
        else:
            softened = [wish**0.75 for wish in wishes]
            widths = [int(n.least + (room - least) * s / sum(softened)) for n, s in zip(needs, softened, strict=True)]
    widths[max(range(len(widths)), key=widths.__getitem__)] += room - sum(widths)
    return widths
