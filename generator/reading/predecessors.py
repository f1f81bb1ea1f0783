"""The predecessors of an action as people write them: `A03; A05DD+2; J1`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from generator.reading.ids import Ids

LinkKind = Literal["FS", "SS", "FF", "SF"]

_KINDS: dict[str, LinkKind] = {"FS": "FS", "SS": "SS", "FF": "FF", "SF": "SF", "FD": "FS", "DD": "SS", "DF": "SF"}
_LINK = re.compile(r"(?P<id>.+?)(?P<kind>FS|SS|FF|SF|FD|DD|DF)?(?P<lag>[+\-−]\d+)?(?P<calendar>jc|j|cd|d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One predecessor: its id, how it binds, its lag in working days, or in calendar days."""

    id: str
    kind: LinkKind = "FS"
    lag: int = 0
    calendar_days: bool = False
    known: bool = True


def links(text: str, ids: Ids) -> tuple[Link, ...]:
    """Return the predecessors written in one cell; `ids` are those that may be named.

    >>> links("A3; A5DD+2", Ids(["A03", "A05"]))
    (Link(id='A03', kind='FS', lag=0, calendar_days=False, known=True), Link(id='A05', kind='SS', lag=2, calendar_days=False, known=True))
    >>> links("A3FS+10cd", Ids(["A03"])) == links("A3FD+10jc", Ids(["A03"]))
    True
    """
    return tuple(_link(part, ids) for part in re.split(r"[;,]", text) if part.strip())


def _link(part: str, ids: Ids) -> Link:
    tight = "".join(part.split())
    if (whole := ids.find(tight)) is not None:
        return Link(whole)
    match = _LINK.fullmatch(tight)
    if match is None:
        return Link(tight, known=False)
    name = ids.find(match["id"])
    kind = _KINDS[(match["kind"] or "FS").upper()]
    lag = int((match["lag"] or "0").replace("−", "-"))
    return Link(name or match["id"], kind, lag, (match["calendar"] or "").lower() in ("jc", "cd"), known=name is not None)
