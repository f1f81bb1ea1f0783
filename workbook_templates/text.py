"""Text in the two languages of planmo, and how each of them writes a number or a date."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = ("fr", "en")

# U+00A0 everywhere, never U+202F: it is what Word and Excel type by themselves in French, so a person's edits and ours look alike.
NBSP = "\u00a0"


_BEFORE = re.compile(r" (?=[:;!?%»€](?:\s|[).,»\u00a0]|$))")
_AFTER = re.compile(r"« ")


def french(text: str) -> str:
    """Return `text` with the non-breaking spaces French asks for, so that authors may type ordinary ones.

    >>> french("Retard : 5 % « net » !")
    'Retard\\xa0: 5\\xa0% «\\xa0net\\xa0»\\xa0!'
    """
    return _AFTER.sub(f"«{NBSP}", _BEFORE.sub(NBSP, text))


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or a label in French and English; the French gets its non-breaking spaces here.

    >>> Text("Bonjour", "Hello").get("en")
    'Hello'
    """

    fr: str
    en: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "fr", french(self.fr))

    def get(self, lang: Lang) -> str:
        """Return the text in `lang`."""
        return self.fr if lang == "fr" else self.en

    def format(self, **facts: object) -> Text:
        """Return the text with `{facts}` written as each language writes them.

        >>> Text("{share} de trop", "{share} too much").format(share=1234.5).fr
        '1\\xa0234,5 de trop'
        """
        return Text(_fill(self.fr, facts, "fr"), _fill(self.en, facts, "en"))


def _fill(template: str, facts: Mapping[str, object], lang: Lang) -> str:
    return template.format_map({name: say(value, lang) for name, value in facts.items()})


def say(value: object, lang: Lang) -> str:
    """Return a fact as `lang` writes it inside a sentence: numbers, dates, texts in both languages, lists.

    >>> say(dt.date(2027, 6, 14), "fr"), say(0.5, "en"), say(["A1", "A2"], "fr")
    ('14/06/2027', '0.5', 'A1, A2')
    """
    if isinstance(value, Text):
        return value.get(lang)
    if isinstance(value, bool):
        return YES_NO[value].get(lang)
    if isinstance(value, dt.date):
        return date(value, lang)
    if isinstance(value, int | float):
        return number(value, lang)
    if isinstance(value, list | tuple):
        return ", ".join(say(item, lang) for item in value)
    if hasattr(value, "item"):  # a numpy scalar
        return say(value.item(), lang)
    return str(value)


YES_NO = {True: Text("Oui", "Yes"), False: Text("Non", "No")}


def number(value: float, lang: Lang, *, decimals: int | None = None) -> str:
    """Return `value` with the thousands and decimal marks of `lang`; without `decimals`, up to six and no trailing zero.

    >>> number(2430000, "fr"), number(1234.5, "en"), number(0.1, "fr", decimals=2)
    ('2\\xa0430\\xa0000', '1,234.5', '0,10')
    """
    if not math.isfinite(value):
        return "–"
    text = f"{value:,.{6 if decimals is None else decimals}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.lstrip("-0.,") == "":
        text = text.lstrip("-")
    return text if lang == "en" else text.translate({ord(","): NBSP, ord("."): ","})


def euros(value: float, lang: Lang, *, decimals: int = 0) -> str:
    """Return an amount in euros.

    >>> euros(1234.5, "fr", decimals=2), euros(-30000, "en")
    ('1\\xa0234,50\\xa0€', '-€30,000')
    """
    if lang == "fr":
        return f"{number(value, lang, decimals=decimals)}{NBSP}€"
    text = number(abs(value), lang, decimals=decimals)
    return f"-€{text}" if value < 0 and text.strip("0.,") else f"€{text}"


def percent(share: float, lang: Lang, *, decimals: int = 0) -> str:
    """Return a share (a fraction, 0–1) as a percentage.

    >>> percent(0.384, "fr"), percent(0.384, "en", decimals=1)
    ('38\\xa0%', '38.4%')
    """
    return number(share * 100, lang, decimals=decimals) + (f"{NBSP}%" if lang == "fr" else "%")


def date(value: dt.date, lang: Lang) -> str:
    """Return a day as the language writes it in figures: 14/06/2027 in French, 14 Jun 2027 in English."""
    return f"{value:%d/%m/%Y}" if lang == "fr" else f"{value.day} {_MONTHS_EN[value.month - 1][:3]} {value.year}"


_MONTHS_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def month(number_: int, lang: Lang) -> str:
    """Return the name of a month, 1–12.

    >>> month(8, "fr"), month(8, "en")
    ('août', 'August')
    """
    return (_MONTHS_FR if lang == "fr" else _MONTHS_EN)[number_ - 1]


def fold(text: str) -> str:
    """Return `text` without case, accents, surrounding or repeated blanks: what two spellings of one word share.

    >>> fold("  À surveiller ") == fold("a SURVEILLER")
    True
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


@dataclass(frozen=True, slots=True)
class Words:
    """A closed list of words: one key each, written in both languages, read in either or by key.

    >>> colours = Words("colour", {"red": Text("rouge", "red"), "blue": Text("bleu", "blue")})
    >>> colours.key("Rouge"), colours.key("red"), colours.key("vert"), colours.say("blue", "fr")
    ('red', 'red', None, 'bleu')
    """

    name: str
    entries: Mapping[str, Text]
    _keys: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spellings = {fold(spelling): key for key, text in self.entries.items() for spelling in (text.fr, text.en)}
        object.__setattr__(self, "_keys", spellings | {fold(key): key for key in self.entries})

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def key(self, word: object) -> str | None:
        """Return the key of `word`, None where the list does not hold it."""
        return self._keys.get(fold(str(word)))

    def say(self, key: str, lang: Lang) -> str:
        """Return the word of `key` in `lang`."""
        return self.entries[key].get(lang)

    def all(self, lang: Lang) -> tuple[str, ...]:
        """Return every word, in the declared order."""
        return tuple(text.get(lang) for text in self.entries.values())
