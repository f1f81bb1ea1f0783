"""The few colours of a plan: ours, or those of the company's theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.blocks import Tone

# Six hexadecimal digits each, as Word writes colours.
_BLACK = "10151B"
INK, GREY, LINE, MIST, WHITE = "1F2933", "5B6776", "D3DAE2", "F3F6F9", "FFFFFF"


@dataclass(frozen=True, slots=True)
class Shade:
    """A tone as Word shows it: `fill` behind a text in `ink`, `mark` for a bar, a line or a border."""

    fill: str
    ink: str
    mark: str


_TONES: Mapping[Tone, Shade] = {
    "good": Shade("E1F0E8", "1E6446", "2F7D5B"),
    "watch": Shade("FBEFD5", "7A4E00", "C98A1B"),
    "bad": Shade("F8E0E3", "8F1D2F", "B23A48"),
    "unknown": Shade("EBEEF2", "4A5563", "8A96A5"),
}


@dataclass(frozen=True, slots=True)
class Palette:
    """`primary` for titles and header rows, then the order in which charts take their colours."""

    primary: str = "1F3A5F"
    secondary: str = "2B7F8C"
    accent: str = "D2772A"
    fourth: str = "8A96A5"
    fifth: str = "6C4F8B"
    sixth: str = "5C8A3A"

    @property
    def accents(self) -> tuple[str, ...]:
        """The six colours a theme holds."""
        return (self.primary, self.secondary, self.accent, self.fourth, self.fifth, self.sixth)

    @property
    def series(self) -> tuple[str, ...]:
        """The colours of a chart's series, in order: the theme's six, then three mixed from them that look like none."""
        mixed = (mix(self.accent, WHITE, 0.45), mix(self.secondary, WHITE, 0.4), mix(self.sixth, WHITE, 0.45))
        return (*self.accents, *mixed)

    def shade(self, tone: Tone) -> Shade:
        """Return how `tone` looks."""
        if tone == "accent":
            return Shade(mix(self.secondary, WHITE, 0.14), mix(self.secondary, "000000", 0.65), self.secondary)
        if tone == "muted":
            return Shade(MIST, GREY, self.fourth)
        return _TONES.get(tone) or Shade("", INK, self.primary)

    def heat(self, intensity: float, *, warm: bool) -> Shade:
        """Return the shade of a heat cell: lighter than the colour at full strength, ink that keeps its contrast."""
        strength = 0.08 + 0.92 * min(max(intensity, 0.0), 1.0)
        fill = (
            mix(mix("B23A48", "E0A030", strength), WHITE, strength * 0.85 + 0.1) if warm else mix(self.primary, WHITE, strength)
        )
        return Shade(fill, on(fill), fill)


def mix(color: str, other: str, share: float) -> str:
    """Return `share` of `color` laid over `other`.

    >>> mix("000000", "FFFFFF", 0.5)
    '808080'
    """
    pairs = ((int(color[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1, definition of contrast ratio).

    >>> round(contrast("FFFFFF", "000000"))
    21
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def on(fill: str) -> str:
    """Return white or near black, whichever reads better on `fill`: a contrast of 4 at the very least, on any colour.

    >>> on("1F3A5F"), on("F3F6F9")
    ('FFFFFF', '10151B')
    """
    return WHITE if contrast(WHITE, fill) >= contrast(_BLACK, fill) else _BLACK


def readable(color: str, *, against: str = WHITE) -> str:
    """Return `color`, darkened until it reads on `against` (contrast 4.5): a company's yellow cannot write a title.

    >>> readable("1F3A5F"), contrast(readable("FFD700"), "FFFFFF") >= 4.5
    ('1F3A5F', True)
    """
    for tenths in range(10, 0, -1):
        darker = mix(color, "000000", tenths / 10)
        if contrast(darker, against) >= 4.5:
            return darker
    return INK


def from_theme(accents: Mapping[str, str]) -> Palette:
    """Return the palette of a theme's colours `accent1` … `accent6`; those it does not give stay ours."""
    ours = Palette()
    return Palette(
        primary=readable(accents.get("accent1", ours.primary)),
        secondary=accents.get("accent2", ours.secondary),
        accent=accents.get("accent3", ours.accent),
        fourth=accents.get("accent4", ours.fourth),
        fifth=accents.get("accent5", ours.fifth),
        sixth=accents.get("accent6", ours.sixth),
    )
