"""Milestones and actions as a calendar (.ics, RFC 5545), the same bytes for the same plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.characters import one_line
from generator.plan import Plan, by_id
from generator.records import Action
from workbook_templates.text import Lang, Text

_FOLD = 75  # octets a line may have, its end aside
_LIVE = Text("Diffusion : {name}", "Live: {name}")
_LATEST = Text("Dates au plus tard. Responsable : {owner}.", "Latest dates. Owner: {owner}.")
_OVER = ("done", "cancelled")


def calendar(plan: Plan, lang: Lang) -> bytes:
    """Return the plan's milestones, actions and live windows as all-day events.

    Actions that are done or cancelled are left out; the stamp of every event is the plan's as-of date, so that nothing depends on the clock.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//planmo//plan marketing//FR",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(plan.settings.plan_title)}",
    ]
    lines += [line for event in _events(plan, lang) for line in event]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _events(plan: Plan, lang: Lang) -> Iterator[list[str]]:
    stamp = f"{plan.as_of:%Y%m%d}T000000Z"
    for milestone in plan.milestones:
        if milestone.date is not None:
            yield _event(f"{milestone.id}-milestone", stamp, milestone.date, milestone.date, f"◆ {milestone.label}", "")
    for action in plan.actions:
        dates = _dates(plan, action)
        if dates is not None and action.status not in _OVER:
            role = by_id(plan.roles, action.owner)
            note = _LATEST.get(lang).format(owner=role.label if role is not None else action.owner)
            yield _event(f"{action.id}-action", stamp, *dates, f"{action.id} {action.name}", note)
        if dates is not None and action.live_until is not None and action.live_until > dates[1]:
            live = _LIVE.get(lang).format(name=action.name)
            yield _event(f"{action.id}-live", stamp, dates[1] + dt.timedelta(days=1), action.live_until, live, "")


def _event(uid: str, stamp: str, start: dt.date, end: dt.date, title: str, note: str) -> list[str]:
    after = end + dt.timedelta(days=1)  # the end of an all-day event is the day after its last day
    return [
        "BEGIN:VEVENT", f"UID:{_escaped(uid)}@planmo", f"DTSTAMP:{stamp}", f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_escaped(title)}", *([f"DESCRIPTION:{_escaped(note)}"] if note else []), "TRANSP:TRANSPARENT", "END:VEVENT",
    ]  # fmt: skip


def _dates(plan: Plan, action: Action) -> tuple[dt.date, dt.date] | None:
    scheduled = by_id(plan.results.schedule, action.id)
    start = action.actual_start or (scheduled.latest_start if scheduled is not None else None) or action.fixed_start
    finish = action.actual_finish or (scheduled.latest_finish if scheduled is not None else None) or action.fixed_end
    return (min(start, finish), max(start, finish)) if start is not None and finish is not None else None


def _escaped(text: str) -> str:
    return one_line(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Cut a line under 75 octets, never inside a character; what follows begins with a space."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _FOLD:
            yield part
            part, size = " ", 1
        part, size = part + character, size + octets
    yield part
