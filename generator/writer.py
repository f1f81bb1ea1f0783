"""How the plan writes figures, dates and lists in its language: in sentences and in tables."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.figures import Figure
from workbook_templates.text import NBSP, Lang, Text, euros, french, month, number, percent
from workbook_templates.text import date as short_date

DASH = "–"
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_BOUND = re.compile(r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[%€])|(?<=«) | (?=»)")  # spaces that may not end a line, in any language
_HOUR = re.compile(r"\b(\d{1,2}) ?h\b")
_ELIDED = re.compile(r"[aeiouyàâäéèêëîïôöùûüœæh]", re.IGNORECASE)
_ASPIRATED = ("haut", "hors", "huit", "hausse", "hasard", "hiérarchie", "honte")
_CENTS_UNDER = 200  # a price shows its cents, an amount does not
_NO_CENTS_FROM = 1000
_WHOLE_FROM = 100
_FINE_UNDER = 0.02  # a share is told to a hundredth of a point under 2 %, where that says something
_HUNDREDS_FROM, _THOUSANDS_FROM = 10_000, 100_000  # amounts are rounded in sentences from here on


@dataclass(frozen=True, slots=True)
class Writer:
    """Words and figures of one language.

    >>> Writer("fr").sentence(Figure(2_431_200, "EUR", "Budget!M1")), Writer("fr").table(Figure(2_431_200, "EUR", "Budget!M1"))
    ('2\\xa0431\\xa0000\\xa0€', '2\\xa0431\\xa0200\\xa0€')
    """

    lang: Lang

    # ── figures ──

    def sentence(self, figure: Figure) -> str:
        """Return a figure as a sentence says it: amounts to the thousand, shares to the point, small ones to a tenth."""
        value = figure.value
        if figure.unit == "EUR" and abs(value) >= _HUNDREDS_FROM:
            return euros(half_up(value, -3 if abs(value) >= _THOUSANDS_FROM else -2), self.lang).replace("-", "−", 1)
        return self._write(value, figure.unit)

    def table(self, figure: Figure | None, decimals: int | None = None) -> str:
        """Return a figure as a table shows it: exact, a dash where there is none; `decimals` are its column's."""
        if figure is None:
            return DASH
        return self._write(figure.value, figure.unit, decimals)

    def decimals(self, figures: Sequence[Figure], *, cents: bool = False) -> int | None:
        """Return the decimals that suit all figures of a column, of one unit; None where each is written its own way.

        >>> w = Writer("fr")
        >>> [w.table(f, w.decimals([Figure(24.67, "EUR", ""), Figure(44, "EUR", "")])) for f in [Figure(44, "EUR", "")]]
        ['44,00\\xa0€']
        >>> w.decimals([Figure(1386.2, "EUR", ""), Figure(126.81, "EUR", "")]), w.decimals([Figure(0.06, "share", ""), Figure(0.163, "share", "")])
        (0, 1)
        """
        wanted = [self._decimals(figure.value, figure.unit, cents=cents) for figure in figures]
        known = [count for count in wanted if count is not None]
        if not known:
            return None
        largest = max(abs(figure.value) for figure in figures)
        if figures[0].unit in ("share", "points") and largest >= _FINE_UNDER:
            return min(max(known), 1)
        whole_from = {"EUR": math.inf if cents else _CENTS_UNDER, "share": math.inf, "points": math.inf}
        return 0 if largest >= whole_from.get(figures[0].unit, _WHOLE_FROM) else max(known)

    def _decimals(self, value: float, unit: str, *, cents: bool = False) -> int | None:
        """Return the decimals a figure is written with when it stands alone; None where its unit has a way of its own."""
        if unit == "EUR":
            fine = abs(value) < (_NO_CENTS_FROM if cents else _CENTS_UNDER)
            return 2 if fine and not half_up(value, 2).is_integer() else 0
        if unit == "share":
            return _decimals_of_share(value)
        if unit in ("days", "weeks", "months", "days_per_week", "ratio"):
            return None
        if unit == "points":
            return _decimals_of_share(value)
        return 0 if half_up(value, 1 if abs(value) < _WHOLE_FROM else 0).is_integer() else 1

    def exact(self, figure: Figure) -> str:
        """Return a figure unrounded, to the cent for a price."""
        if figure.unit == "EUR":
            return self.price(figure.value)
        return self._write(figure.value, figure.unit)

    def price(self, value: float) -> str:
        """Return an amount to the cent, without cents where there are none or from a thousand on.

        >>> Writer("fr").price(49.9), Writer("fr").price(71.0), Writer("fr").price(2485.29)
        ('49,90\\xa0€', '71\\xa0€', '2\\xa0485\\xa0€')
        """
        whole = float(value).is_integer() or abs(value) >= _NO_CENTS_FROM
        return euros(value, self.lang, decimals=0 if whole else 2)

    def signed(self, figure: Figure, decimals: int | None = None) -> str:
        """Return a figure led by its sign; `decimals` are its column's.

        >>> Writer("fr").signed(Figure(0.031, "points", "A!A1")), Writer("fr").signed(Figure(-0.05, "share", "A!A1"))
        ('+3,1\\xa0points', '−5\\xa0%')
        """
        sign = "+" if figure.value > 0 else "−" if figure.value < 0 else ""
        if decimals is None and figure.unit == "share":  # a change is not told finer than to a tenth
            decimals = min(_decimals_of_share(figure.value), 1)
        return sign + self._write(abs(figure.value), figure.unit, decimals)

    def size(self, figure: Figure) -> str:
        """Return a figure without its sign, as « 30 000 € de trop » wants it."""
        return self.sentence(Figure(abs(figure.value), figure.unit, figure.cell))

    def _write(self, value: float, unit: str, decimals: int | None = None) -> str:
        """Return a value in its unit, led by a true minus sign where it is negative."""
        return self._bare(value, unit, decimals).replace("-", "−", 1)

    def _bare(self, value: float, unit: str, decimals: int | None) -> str:
        if unit in ("days", "weeks", "months"):
            value = half_up(value) if abs(value) >= 10 else value
            return self.counted(value, *(word.get(self.lang) for word in _DURATIONS[unit]))
        if unit == "days_per_week":
            return f"{self.plain(value, 1)}{NBSP}{'j/sem.' if self.lang == 'fr' else 'd/week'}"
        if unit == "ratio":
            return number(half_up(value, 2), self.lang, decimals=2)
        places = self._decimals(value, unit) if decimals is None else decimals
        if unit == "EUR":
            return euros(half_up(value, places or 0), self.lang, decimals=places or 0)
        if unit == "share":
            return percent(half_up(value, 2 + (places or 0)), self.lang, decimals=places or 0)
        if unit == "points":
            points = half_up(value * 100, places or 0)
            return f"{number(points, self.lang, decimals=places)}{NBSP}{self.agreed(points, 'point', 'points')}"
        return number(half_up(value, places or 0), self.lang, decimals=places)

    def plain(self, value: float, decimals: int = 0) -> str:
        """Return a number with at most `decimals` decimals, none where it is whole."""
        rounded = half_up(value, decimals)
        return number(rounded, self.lang, decimals=0 if float(rounded).is_integer() else decimals)

    def counted(self, value: float, one: str, many: str) -> str:
        """Return a number with its noun in agreement: French is singular under two, English at one only.

        >>> Writer("fr").counted(1.5, "point", "points"), Writer("en").counted(0, "action", "actions")
        ('1,5\\xa0point', '0\\xa0actions')
        """
        return f"{self.plain(value, 1)}{NBSP}{self.agreed(value, one, many)}"

    def agreed(self, value: float, one: str, many: str) -> str:
        """Return the singular or the plural that goes with a number."""
        singular = abs(value) < 2 if self.lang == "fr" else abs(value) == 1
        return one if singular else many

    # ── dates ──

    def day(self, value: dt.date | None) -> str:
        """Return a day in figures, for a table."""
        return DASH if value is None else short_date(value, self.lang)

    def long_day(self, value: dt.date) -> str:
        """Return a day in words.

        >>> Writer("fr").long_day(dt.date(2027, 4, 1)), Writer("en").long_day(dt.date(2027, 4, 1))
        ('1er\\xa0avril\\xa02027', '1\\xa0April\\xa02027')
        """
        first = "1er" if value.day == 1 and self.lang == "fr" else str(value.day)
        return f"{first}{NBSP}{month(value.month, self.lang)}{NBSP}{value.year}"

    def month_year(self, value: dt.date) -> str:
        """Return the month of a day, in words."""
        return f"{month(value.month, self.lang)}{NBSP}{value.year}"

    # ── words ──

    def say(self, text: Text) -> str:
        """Return a declared text, typeset."""
        return self.typeset(text.get(self.lang))

    def typeset(self, text: str) -> str:
        """Return a person's text as the plan prints it: curly apostrophes, the language's non-breaking spaces.

        >>> Writer("fr").typeset("L'offre : 20 %")
        'L’offre\\xa0: 20\\xa0%'
        """
        text = _BOUND.sub(NBSP, _APOSTROPHE.sub("’", text))
        return _HOUR.sub(rf"\1{NBSP}h", french(text)) if self.lang == "fr" else text

    def listed(self, words: Iterable[str]) -> str:
        """Return a list in a sentence.

        >>> Writer("fr").listed(["A01", "A02", "A03"])
        'A01, A02 et A03'
        """
        words = list(words)
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {'et' if self.lang == 'fr' else 'and'} {words[-1]}"

    def between(self, low: str, high: str) -> str:
        """Return an interval; a dash would be read as a minus.

        >>> Writer("fr").between("−0,23", "0,29")
        '−0,23 à\\xa00,29'
        """
        return f"{low} à{NBSP}{high}" if self.lang == "fr" else f"{low} to{NBSP}{high}"

    def quoted(self, words: str) -> str:
        """Return words between the quotation marks of the language."""
        inner = words.replace(f"«{NBSP}", "“").replace(f"{NBSP}»", "”")
        return f"«{NBSP}{inner}{NBSP}»" if self.lang == "fr" else f"“{words}”"

    def of(self, words: str) -> str:
        """Return « de » with its elision before words.

        >>> Writer("fr").of("O1"), Writer("fr").of("réachat"), Writer("fr").of("hausse")
        ('d’O1', 'de réachat', 'de hausse')
        """
        if self.lang == "en":
            return f"of {words}"
        return f"d’{words}" if elides(words) else f"de {words}"

    def that(self, words: str) -> str:
        """Return « que » with its elision before words."""
        if self.lang == "en":
            return f"that {words}"
        return f"qu’{words}" if elides(words) else f"que {words}"


_DURATIONS = {
    "days": (Text("jour", "day"), Text("jours", "days")),
    "weeks": (Text("semaine", "week"), Text("semaines", "weeks")),
    "months": (Text("mois", "month"), Text("mois", "months")),
}


def elides(words: str) -> bool:
    """Whether « de » or « que » loses its e before these words."""
    return bool(_ELIDED.match(words)) and not words.casefold().startswith(_ASPIRATED)


def half_up(value: float, decimals: int = 0) -> float:
    """Return a number rounded as people round, a half away from zero; what binary fractions add or take is forgiven.

    >>> half_up(70_500, -3), half_up(-0.0075, 3), half_up(1.005, 2), half_up(12.25, 1)
    (71000.0, -0.008, 1.01, 12.3)
    """
    scale = 10.0**decimals
    rounded = math.floor(abs(value) * scale * (1 + 1e-12) + 0.5) / scale
    return math.copysign(round(rounded, max(decimals, 0)), value) if rounded else 0.0


def _decimals_of_share(share: float) -> int:
    """Return the decimals of a percentage: none where it is whole or large, two under 2 % where they tell something."""
    points = abs(share) * 100
    if points >= 100 or abs(points - half_up(points)) < 0.05 - 1e-9:
        return 0
    fine = abs(share) < _FINE_UNDER and abs(points * 10 - half_up(points * 10)) >= 0.05
    return 2 if fine else 1
