"""Predecessors as a team writes them: `A3; A5FS+2; A7DD-1; J1+10jc`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from addin.errors import ModelError
from workbook_templates.text import fold

LinkKind = Literal["FS", "SS", "FF", "SF"]

# French writes the end first: fin-début, début-début, fin-fin, début-fin.
KINDS: dict[str, LinkKind] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF", "FD": "FS", "DD": "SS", "DF": "SF"}
_LAG = re.compile(r"^(?P<head>.+?)\s*(?P<sign>[+\-−–])\s*(?P<count>\d+)\s*(?P<unit>jc|j|cd|d)?$", re.IGNORECASE)
_KIND = re.compile(r"^(?P<head>.+?)\s*(?P<kind>FS|SS|FF|SF|FD|DD|DF)$", re.IGNORECASE)
_PADDED = re.compile(r"(?<!\d)0+(?=\d)")
_SEPARATORS = re.compile(r"[;,\n]")


@dataclass(frozen=True, slots=True)
class Link:
    """One predecessor: its position among the names, which ends are tied, and the lag (negative: a lead)."""

    predecessor: int
    kind: LinkKind = "FS"
    lag: int = 0
    calendar_days: bool = False  # the lag counts every day of the week


def normal(identifier: object) -> str:
    """Return an identifier without case, accents and blanks: what two spellings of one id share.

    >>> normal(" a 01 ") == normal("A01")
    True
    """
    return fold(str(identifier)).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Names:
    """The identifiers that predecessors may name, found whatever their case and blanks, and their leading zeros where that is unambiguous."""

    identifiers: tuple[object, ...]
    _exact: dict[str, int] = field(init=False, repr=False, compare=False)
    _loose: dict[str, int | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        exact: dict[str, int] = {}
        loose: dict[str, int | None] = {}
        for position, identifier in enumerate(self.identifiers):
            key = normal(identifier)
            if key in exact:
                raise ModelError("retroplanning.id_repeated", id=str(identifier), position=position, first=exact[key])
            exact[key] = position
            short = _digits(key)
            loose[short] = None if short in loose else position
        object.__setattr__(self, "_exact", exact)
        object.__setattr__(self, "_loose", loose)

    def find(self, text: str) -> int | None:
        """Return the position of an identifier, None where it is unknown or could be two."""
        key = normal(text)
        found = self._exact.get(key)
        return found if found is not None else self._loose.get(_digits(key))


def _digits(key: str) -> str:
    return _PADDED.sub("", key)


def parse(text: str, names: Names) -> tuple[Link, ...]:
    """Return the links of one cell, `ID[FS|SS|FF|SF][±n[j|jc]]` separated by ; or , (French kinds FD DD FF DF; d and cd for j and jc).

    An identifier may itself end like a kind or a lag: the longest one that exists wins.

    Raises
    ------
    ModelError
        ``retroplanning.unknown_predecessor`` with the identifier and the whole token.

    Examples
    --------
    >>> parse("a3; A5FS+2, A7 dd -1", Names(("A3", "A5", "A7")))
    (Link(predecessor=0, kind='FS', lag=0, calendar_days=False), Link(predecessor=1, kind='FS', lag=2, calendar_days=False),
     Link(predecessor=2, kind='SS', lag=-1, calendar_days=False))
    """
    tokens = (token.strip() for token in _SEPARATORS.split(text))
    return tuple(_link(token, names) for token in tokens if token)


def _link(token: str, names: Names) -> Link:
    head, lag, calendar_days = token, 0, False
    if (position := names.find(token)) is not None:
        return Link(position)
    if (link := _tied(token, names, 0, False)) is not None:
        return link
    if match := _LAG.match(token):
        head = match["head"]
        lag = int(match["count"]) * (1 if match["sign"] == "+" else -1)
        calendar_days = (match["unit"] or "").lower() in ("jc", "cd")
        if (position := names.find(head)) is not None:
            return Link(position, "FS", lag, calendar_days)
        if (link := _tied(head, names, lag, calendar_days)) is not None:
            return link
    kind = _KIND.match(head)
    raise ModelError(
        "retroplanning.unknown_predecessor",
        id=kind["head"] if kind and any(map(str.isdigit, kind["head"])) else head,
        token=token,
    )


def _tied(head: str, names: Names, lag: int, calendar_days: bool) -> Link | None:
    match = _KIND.match(head)
    if match is None or (position := names.find(match["head"])) is None:
        return None
    return Link(position, KINDS[match["kind"].upper()], lag, calendar_days)


def ordered(predecessors: Sequence[Sequence[int]]) -> list[int]:
    """Return the tasks so that each comes after its predecessors.

    Raises
    ------
    ModelError
        ``retroplanning.cycle`` with the positions of one cycle, each waiting for the next, the first repeated at the end.

    Examples
    --------
    >>> ordered([[1], []])
    [1, 0]
    """
    try:
        return list(TopologicalSorter(dict(enumerate(predecessors))).static_order())
    except CycleError as error:
        waits_for = [int(position) for position in reversed(error.args[1][1:])]
        start = waits_for.index(min(waits_for))
        raise ModelError("retroplanning.cycle", cycle=[*waits_for[start:], *waits_for[: start + 1]]) from error
