"""Ids as people type them: `a1`, ` A01 ` and `A1` are one action, as long as no other answers to it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_PARTS = re.compile(r"([^\W\d_]*)0*(\d*)", re.UNICODE)
_SPLIT = re.compile(r"\s*[;,\n]\s*")


def spelling(text: str) -> str:
    """Return what the spellings of one id share.

    >>> spelling(" a01 "), spelling("A1"), spelling("CRM")
    ('A1', 'A1', 'CRM')
    """
    tight = "".join(text.split()).upper()
    match = _PARTS.fullmatch(tight)
    return match[1] + match[2] if match is not None else tight


def split_ids(text: str) -> tuple[str, ...]:
    """Return the ids listed in one cell.

    >>> split_ids("A20; A22 ;"), split_ids("")
    (('A20', 'A22'), ())
    """
    return tuple(part for part in _SPLIT.split(text.strip()) if part)


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids of one table, found by any unambiguous spelling.

    >>> ids = Ids(["A01", "A02"])
    >>> ids.find("a1"), ids.find("A03")
    ('A01', None)
    """

    known: Iterable[str]
    _exact: frozenset[str] = field(init=False)
    _spelled: Mapping[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        known = tuple(self.known)
        spelled: dict[str, list[str]] = defaultdict(list)
        for name in dict.fromkeys(known):
            spelled[spelling(name)].append(name)
        object.__setattr__(self, "known", known)
        object.__setattr__(self, "_exact", frozenset(known))
        object.__setattr__(self, "_spelled", dict(spelled))

    def find(self, text: str) -> str | None:
        """Return the id meant by `text`; None where none or several may be meant."""
        text = text.strip()
        if text in self._exact:
            return text
        candidates = self._spelled.get(spelling(text), [])
        return candidates[0] if len(candidates) == 1 else None
