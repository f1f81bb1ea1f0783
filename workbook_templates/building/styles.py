"""One palette and every cell format of the workbook, made once each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from workbook_templates.building.layout import width_of
from workbook_templates.schema import Card, Column, Kind
from workbook_templates.text import NBSP, YES_NO, Lang

NAVY, TEAL, SLATE = "#1F3A5F", "#2A6F6B", "#5B6B7B"
CREAM, INPUT_BLUE, RULE, PALE = "#FFF8E6", "#1D4F91", "#D9D9D9", "#EEF3F7"
GREEN, AMBER, RED, GREY = "#C9E6D0", "#FFE3A8", "#F6C3BE", "#E3E6EA"
DARK_RED, MUTED = "#A4262C", "#7A8591"
SERIES = ("#1F3A5F", "#2A9D8F", "#E9A03B", "#C8553D", "#7B6BA8", "#8AB17D", "#5B8DB8", "#B08968", "#9AA5B1")

_TEXT_KINDS = {Kind.TEXT, Kind.REFS, Kind.DATES, Kind.CHOICE, Kind.CHOICES}
_CENTRED = {Kind.ID, Kind.REF, Kind.YES}


def number_format(kind: Kind, decimals: int | None, lang: Lang) -> str:
    """Return the number format of a kind of cell."""
    places = "" if not decimals else "." + "0" * decimals
    if kind is Kind.EUROS:
        return local_format(f'#,##0{places} "€"', lang)
    if kind is Kind.SHARE:
        return local_format(f"0{places}%", lang)
    if kind is Kind.DATE:
        return "dd/mm/yyyy" if lang == "fr" else "d mmm yyyy"
    if kind is Kind.INTEGER:
        return "#,##0"
    if kind is Kind.NUMBER:
        return "#,##0.00" if decimals is None else f"#,##0{places}"
    return "General"


def local_format(code: str, lang: Lang) -> str:
    """Return a number format as a language writes it: a space before % in French, the currency first in English.

    >>> local_format('#,##0 "€"', "en")
    '"€"#,##0'
    >>> local_format("0.0%", "fr")
    '0.0"\\xa0"%'
    """
    if lang == "fr":
        return code.replace("%", f'"{NBSP}"%')
    return re.sub(r'(#,##0(?:\.0+)?) "€"', r'"€"\1', code)


@dataclass(slots=True)
class Styles:
    """The formats of one workbook."""

    book: Workbook
    lang: Lang
    _made: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def get(self, **properties: object) -> Format:
        """Return the format of these properties, making it the first time."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({"font_name": "Calibri", "font_size": 10, "valign": "vcenter", **properties})
        return self._made[key]

    def cell(self, column: Column, *, filled: bool = True) -> Format:
        """Return the format of a body cell: cream and blue where people type, white and black where the workbook computes."""
        return self.value(
            column.kind, column.decimals, typed=not column.computed and filled, minor=column.minor, wide=width_of(column) >= 20
        )

    def value(
        self, kind: Kind, decimals: int | None, *, typed: bool, minor: bool = False, wide: bool = False, large: bool = False
    ) -> Format:
        """Return the format of a value of a kind."""
        properties: dict[str, object] = {
            "num_format": number_format(kind, decimals, self.lang),
            "border": 1,
            "border_color": RULE,
        }
        if typed:
            properties |= {"bg_color": CREAM, "font_color": INPUT_BLUE}
        elif minor:
            properties |= {"font_color": MUTED}
        if kind in _CENTRED:
            properties["align"] = "center"
        if kind in _TEXT_KINDS or wide:
            properties |= {"text_wrap": True, "align": "left", "indent": 1}
        if large:
            properties |= {"font_size": 13, "bold": True, "align": "center", "text_wrap": False, "indent": 0}
        return self.get(**properties)

    def result(self, kind: Kind, decimals: int | None, *, wide: bool = False) -> Format:
        """Return the format of a column a formula spills into: no border, for nobody knows how far it goes."""
        shown = number_format(kind, decimals, self.lang)
        if kind is Kind.YES:  # functions answer 1 or 0
            shown = f'[=1]"{YES_NO[True].get(self.lang)}";[=0]"{YES_NO[False].get(self.lang)}";General'
        properties: dict[str, object] = {"num_format": shown}
        if wide:
            properties |= {"text_wrap": True, "align": "left", "indent": 1}
        elif kind is Kind.TEXT:
            properties |= {"align": "left", "indent": 1}
        elif kind in _CENTRED:
            properties["align"] = "center"
        return self.get(**properties)

    def header(
        self, *, computed: bool = False, result: bool = False, upright: bool = False, num_format: str = "General"
    ) -> Format:
        """Return the format of a header: dark blue over inputs, slate over formulas, teal over results."""
        colour = TEAL if result else SLATE if computed else NAVY
        properties: dict[str, object] = {
            "bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True, "align": "center", "border": 1, "border_color": "#FFFFFF",
            "num_format": num_format,
        }  # fmt: skip
        if upright:
            properties |= {"rotation": 90, "font_size": 8}
        return self.get(**properties)

    @property
    def plain(self) -> Format:
        """Nothing but the font."""
        return self.get()

    @property
    def hidden(self) -> Format:
        """A figure that only a colour shows."""
        return self.get(num_format=";;;")

    @property
    def letter(self) -> Format:
        """A letter people type, as in the RACI matrix."""
        return self.get(bold=True, align="center", bg_color=CREAM, font_color=INPUT_BLUE, border=1, border_color=RULE)

    @property
    def setting_label(self) -> Format:
        """The name of a setting."""
        return self.get(bold=True, border=1, border_color=RULE, indent=1)

    @property
    def setting_help(self) -> Format:
        """What is said beside a setting."""
        return self.get(border=1, border_color=RULE, font_color=SLATE, text_wrap=True, indent=1)

    def setting(self, kind: Kind) -> Format:
        """Return the format of a setting's value."""
        decimals = 1 if kind in (Kind.SHARE, Kind.NUMBER) else None
        return self.get(
            num_format=number_format(kind, decimals, self.lang), bg_color=CREAM, font_color=INPUT_BLUE, border=1, border_color=RULE,
            align="left", indent=1, text_wrap=True, bold=True,
        )  # fmt: skip

    def grid(self, column: Column, *, bold: bool) -> Format:
        """Return the format of a cell of a grid."""
        properties: dict[str, object] = {
            "num_format": number_format(column.kind, column.decimals, self.lang), "border": 1, "border_color": RULE, "bold": bold,
            "text_wrap": column.kind is Kind.TEXT,
        }  # fmt: skip
        if column.kind is Kind.TEXT:
            properties |= {"align": "left", "indent": 1}
        if column.minor:
            properties["font_color"] = MUTED
        if column.kind in _CENTRED or column.kind is Kind.CHOICE:
            properties["align"] = "center"
        return self.get(**properties)

    def card(self, card: Card) -> Format:
        """Return the format of a figure inside a grid."""
        shown = number_format(card.kind, card.decimals, self.lang)
        return self.get(
            num_format=shown, border=1, border_color=RULE, bold=True, align="left", indent=1, font_size=12, font_color=NAVY
        )

    @property
    def month(self) -> Format:
        """The real name of a plan month, above its header."""
        return self.get(font_size=8, font_color=SLATE, align="center", num_format="mmm yy")

    @property
    def title(self) -> Format:
        """The sheet's heading."""
        return self.get(bold=True, font_size=18, font_color=NAVY)

    @property
    def purpose(self) -> Format:
        """What the sheet is for."""
        return self.get(italic=True, font_color=SLATE)

    @property
    def caption(self) -> Format:
        """The title of a block."""
        return self.get(bold=True, font_size=12, font_color=NAVY, bottom=2, bottom_color=NAVY)

    @property
    def link(self) -> Format:
        """A link inside the workbook."""
        return self.get(font_color=INPUT_BLUE, underline=1)

    @property
    def hint(self) -> Format:
        """The small word above a header."""
        return self.get(font_size=8, font_color=MUTED, align="center", italic=True)

    @property
    def waiting(self) -> Format:
        """What an empty result waits for."""
        return self.get(font_size=9, font_color=MUTED, italic=True)

    @property
    def required(self) -> Format:
        """The small word above the header of a required column."""
        return self.get(font_size=8, font_color=DARK_RED, align="center", bold=True)

    @property
    def card_label(self) -> Format:
        """The label of a figure at the top of a sheet."""
        return self.get(font_size=9, font_color=SLATE, align="center", bg_color=PALE, text_wrap=True, top=1, top_color=RULE)
