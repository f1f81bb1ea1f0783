"""How wide a text is, near enough to share out the width of a table without cutting a word or a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Widths in thousandths of the type size, Calibri's for the classes of characters that matter; others count as a wide lower-case letter.
_WIDTHS = {
    **dict.fromkeys("iljI.,;:!|'’·", 245), **dict.fromkeys("ftr()[]-/ \u00a0", 330), **dict.fromkeys("abdeghknopquvxyzcsàâéèêëîïôùûç", 515),
    **dict.fromkeys("0123456789€+=<>×−–", 507), **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZÀÉÈ&", 610), **dict.fromkeys("mwMW%—@", 830), "\u200b": 0,
}  # fmt: skip
_OTHER = 620
_BREAK = re.compile(r"[ \n\t\u200b]|(?<=-)|(?<=/)(?=\D)|(?<=\u2019)(?=\w{6})")
_LONG = 25  # characters a piece of a long word may have
_LONG_WORD = re.compile(r"\S{30,}")  # longer than any word of the language, its comma and quotes included
_AFTER = re.compile(r"(?<=[?&=_./-])(?=[^?&=_./-])")
ZERO_WIDTH = "\u200b"  # where a line may end; nothing is printed there


@dataclass(frozen=True, slots=True)
class Face:
    """How wide a family of fonts sets what Calibri sets in bold: times `stretch`, or `each` thousandths a character where all are alike."""

    stretch: float = 1.0
    each: int = 0


CALIBRI = Face()
_MONOSPACED = Face(each=602)  # DejaVu Sans Mono 602, Courier New and Liberation Mono 600, Consolas 550
_UNKNOWN = Face(1.1)  # as Arial: neither the narrowest nor the widest

# Over amounts, dates and words in bold, against the widths above. Measured on the advance widths (hmtx) of the fonts in parentheses, which
# were drawn to the same widths or are themselves; "est." where no such font was at hand: from the usual width of their digits and n.
_FACES: Mapping[str, Face] = {
    **dict.fromkeys(("calibri", "carlito", "calibri light", "times new roman", "liberation serif", "times", "garamond"), CALIBRI),
    **dict.fromkeys(("arial narrow", "liberation sans narrow"), Face(0.9)),  # (Liberation Sans Narrow) 0.82–0.91
    **dict.fromkeys(("cambria", "caladea"), Face(1.05)),  # (Caladea) 0.94–1.05
    **dict.fromkeys(("book antiqua", "palatino linotype", "candara", "corbel", "constantia", "gill sans mt"), Face(1.05)),  # est.
    **dict.fromkeys(("arial", "helvetica", "liberation sans", "arimo"), Face(1.1)),  # (Liberation Sans) 1.00–1.10
    **dict.fromkeys(("aptos", "roboto", "lato", "trebuchet ms", "segoe ui"), Face(1.12)),  # est.
    **dict.fromkeys(("tahoma", "century gothic", "century schoolbook", "open sans", "noto sans", "inter"), Face(1.22)),  # est.
    **dict.fromkeys(("dejavu sans condensed", "dejavu serif condensed"), Face(1.2)),  # 1.07–1.19
    **dict.fromkeys(("dejavu sans", "dejavu serif", "bitstream vera sans"), Face(1.33)),  # 1.19–1.33
    "verdana": Face(1.42),  # est.: digits 711, slash 689 in bold
    **dict.fromkeys(("georgia", "lucida sans", "bookman old style", "montserrat", "poppins", "arial black"), Face(1.36)),  # est.
    **dict.fromkeys(("courier", "courier new", "consolas", "lucida console", "cascadia code", "source code pro"), _MONOSPACED),
}  # fmt: skip


def face(family: str) -> Face:
    """Return how wide a family of fonts is.

    >>> face("Courier New").each, face("DejaVu Sans").stretch > face("Arial").stretch
    (602, True)
    """
    name = family.casefold().strip()
    return _FACES.get(name, _MONOSPACED if "mono" in name.split() else _UNKNOWN)


def width(text: str, size: float, *, bold: bool = False, face: Face = CALIBRI) -> int:
    """Return the width of `text` on one line, in twips, at `size` points.

    >>> 350 < width("Budget", 9) < 600
    True
    """
    if face.each:
        return round((len(text) - text.count(ZERO_WIDTH)) * face.each * size * 20 / 1000)
    return round(_thousandths(text) * face.stretch * size * 20 / 1000 * (1.05 if bold else 1.0))


@lru_cache(maxsize=8192)
def _thousandths(text: str) -> int:
    return sum(_WIDTHS.get(character, _OTHER) for character in text)


def breakable(text: str) -> str:
    """Return `text`, its very long words (an address) given places where a line may end: after ? & = _ . / - and every so often.

    >>> breakable("un lien : https://acme.example/catalogue?page=12").replace(ZERO_WIDTH, "|")
    'un lien : https://|acme.|example/|catalogue?|page=|12'
    """
    if len(text) < _LONG:
        return text
    return _LONG_WORD.sub(lambda word: ZERO_WIDTH.join(_pieces(word[0])), text)


def _pieces(word: str) -> Iterator[str]:
    for piece in _AFTER.split(word):
        size = -(-len(piece) // -(-len(piece) // _LONG))  # pieces of about one length
        yield from (piece[i : i + size] for i in range(0, len(piece), size))


def longest_word(text: str, size: float, *, bold: bool = False, face: Face = CALIBRI) -> int:
    """Return the width of the longest piece of `text` that cannot be broken."""
    return max((width(word, size, bold=bold, face=face) for word in _BREAK.split(text)), default=0)


def longest_figure(text: str, size: float, *, bold: bool = False, face: Face = CALIBRI) -> int:
    """Return the width of the longest amount, date or other word with a digit, 0 where there is none."""
    found = (word for word in _BREAK.split(text) if len(word) < _LONG and any(character.isdigit() for character in word))
    return max((width(word, size, bold=bold, face=face) for word in found), default=0)


def longest_line(text: str, size: float, *, bold: bool = False, face: Face = CALIBRI) -> int:
    """Return the width of the longest line of `text`, unbroken."""
    return max((width(line, size, bold=bold, face=face) for line in text.split("\n")), default=0)


@dataclass(frozen=True, slots=True)
class Need:
    """What a column needs: `least` for its longest word, `most` for its longest line; `weight` is the author's say.

    Of its least, `firm` is what its amounts and dates need: the last to be taken from it.
    """

    least: int
    most: int
    weight: float = 1.0
    firm: int = 0


def share_out(needs: Sequence[Need], room: int) -> list[int]:
    """Return the widths of columns that fill `room` exactly, in twips.

    Every column gets its longest word; what is left goes to those whose lines are longest, by weight. Where even the longest words do
    not fit, the longest give way, down to one length for all and never, as long as there is room for them, below amounts and dates.

    >>> share_out([Need(500, 4000), Need(400, 600)], 3000)
    [2326, 674]
    >>> share_out([Need(9000, 9000), Need(2000, 3000), Need(900, 900, firm=900)], 4000)
    [1550, 1550, 900]
    """
    least = sum(need.least for need in needs)
    if least >= room:
        firm = [min(need.firm, need.least) for need in needs]
        firm = _levelled(firm, [0] * len(needs), room)
        widths = [max(width, 1) for width in _levelled([need.least for need in needs], firm, room)]
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


def _levelled(lengths: Sequence[int], floors: Sequence[int], room: int) -> list[int]:
    """Return `lengths`, the longest cut to the one length, no floor undercut, at which all of them hold in `room`."""

    def cut(level: int) -> list[int]:
        return [max(min(length, level), floor) for length, floor in zip(lengths, floors, strict=True)]

    low, high = 0, max(lengths, default=0)
    while low < high:
        level = -(-(low + high) // 2)
        low, high = (level, high) if sum(cut(level)) <= room else (low, level - 1)
    return cut(low)
