"""5.5 Responsibilities and load: who does, who answers, who is full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.blocks import Block, RaciBlock, RaciRow
from generator.figures import Figure
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Role
from generator.results import RoleLoad
from generator.sections.base import Verdict, columns, counted, heading, missing, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Responsabilités et charge", "Responsibilities and workload")
_SLIGHT = 0.05  # days a week that rounding may hide


def context(plan: Plan) -> dict[str, object]:
    """Return whether each action has one who answers for it, and the role most over its capacity, from when to when."""
    split = [row_ for row_ in plan.raci if _letters(row_.letters, "A") != 1]
    over = _overloads(plan)
    worst = max(over, key=lambda item: item[1].value, default=None)
    return {
        "verdict": _verdict(plan, bool(split), worst is not None),
        "rows": counted(plan.raci, "action"),
        "split": [row_.action for row_ in split[:4]],
        "role": worst[0] if worst is not None else None,
        "peak": worst[1] if worst is not None else None,
        "week": worst[2] if worst is not None else None,
        "weeks_over": worst[3] if worst is not None else None,
        "overloaded": counted([item[0] for item in over]),
        "roles": counted(plan.roles),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "raci", TITLE)
    if not plan.raci:
        return title, missing(prose, TITLE, Text("RACI", "RACI"), Text("la matrice RACI", "the RACI matrix"))
    return some(title, opening(prose, "raci", context(plan)), _load(plan, prose), _matrix(plan, prose))


def _matrix(plan: Plan, prose: Prose) -> RaciBlock:
    used = list(dict.fromkeys(name for row_ in plan.raci for name in row_.letters))
    roles = [role.id for role in plan.roles if role.id in used] + [name for name in used if by_id(plan.roles, name) is None]
    rows = tuple(
        RaciRow(
            id=row_.action, activity=prose.writer.typeset(_name(plan, row_.action) or row_.name), letters=tuple(row_.letters.get(role, "").strip().upper()[:1] for role in roles),
            source=row_.cell("action"),
        )
        for row_ in plan.raci
    )  # fmt: skip
    return RaciBlock(
        caption=prose.say(Text("Matrice RACI", "RACI matrix")),
        bookmark="t_raci",
        roles=tuple(roles),
        rows=rows,
        alt=prose.say(
            Text(
                "Matrice : une ligne par action, une colonne par rôle, une lettre par case",
                "Matrix: one row per action, one column per role, one letter a cell",
            )
        ),
        source=span(plan.raci),
    )


def _load(plan: Plan, prose: Prose) -> Block | None:
    if not plan.results.workload and not plan.results.raci_load:
        return None
    heads = columns(
        prose, (Text("Rôle", "Role"), "left", 3.0), (Text("Réalise", "R"), "right", 0.8), (Text("Approuve", "A"), "right", 0.8),
        (Text("Pic de charge", "Peak load"), "right", 1.1), (Text("Capacité", "Capacity"), "right", 1.1), (Text("Semaine du pic", "Peak week"), "left", 1.2),
        (Text("Verdict", "Verdict"), "left", 1.2),
    )  # fmt: skip
    letters = {load.role: load for load in plan.results.raci_load}
    peaks = {load.owner: _peak(load, plan.as_of) for load in plan.results.workload}
    rows = []
    for role in plan.roles:
        count, peak = letters.get(role.id), peaks.get(role.id)
        over = (
            peak is not None and role.capacity_days_week is not None and peak[0].value > role.capacity_days_week.value + _SLIGHT
        )
        state = Text("saturé", "overloaded") if over else Text("tenable", "sustainable")
        rows.append(
            row(
                words(prose, f"{role.label} ({role.id})"), number(prose, count.r if count is not None else None), number(prose, count.a if count is not None else None),
                number(prose, peak[0] if peak is not None else None), number(prose, role.capacity_days_week),
                words(prose, prose.writer.day(peak[1]) if peak is not None else ""),
                words(prose, prose.say(state) if peak is not None else "", tone="bad" if over else "good" if peak is not None else "muted"),
            )
        )  # fmt: skip
    note = Text(
        "Charge en jours par semaine, aux dates au plus tard, d'après le responsable de chaque action ; le pic est à venir.",
        "R, A: actions the role is responsible or accountable for. Workload in days per week, at the latest dates, by action owner; the peak shown is still to come.",
    )
    return table(
        prose,
        "load",
        Text("Charge et capacité par rôle", "Workload and capacity by role"),
        heads,
        rows,
        source=_load_source(plan),
        notes=[note],
        compact=True,
    )


def _load_source(plan: Plan) -> str:
    """Return the ranges the load comes from: the roles' capacity, their letters, their weeks."""
    return "; ".join(filter(None, (span(plan.roles), span(plan.results.raci_load), span(plan.results.workload))))


def _peak(load: RoleLoad, today: dt.date) -> tuple[Figure, dt.date] | None:
    """Return the heaviest week to come, the current one included."""
    weeks = [(days, week) for week, days in _ahead(load, today) if days.value > 0]
    if not weeks:
        return None
    days, week = max(weeks, key=lambda item: item[0].value)
    return days.to("days_per_week"), week


def _ahead(load: RoleLoad, today: dt.date) -> list[tuple[dt.date, Figure]]:
    monday = today - dt.timedelta(days=today.weekday())
    return [(week, days) for week, days in zip(load.weeks, load.days, strict=False) if days is not None and week >= monday]


def _overloads(plan: Plan) -> list[tuple[Role, Figure, dt.date, Figure]]:
    """Return the roles over their capacity: the role, its peak, the week of the peak, how many weeks are over."""
    found = []
    for load in plan.results.workload:
        role, peak = by_id(plan.roles, load.owner), _peak(load, plan.as_of)
        if role is None or role.capacity_days_week is None or peak is None:
            continue
        limit = role.capacity_days_week.value + _SLIGHT
        over = [days for _, days in _ahead(load, plan.as_of) if days.value > limit]
        if over:
            found.append((role, peak[0], peak[1], Figure(len(over), "weeks", over[0].cell)))
    return found


def _letters(letters: Mapping[str, str], letter: str) -> int:
    return sum(1 for found in letters.values() if found.strip().upper() == letter)


def _name(plan: Plan, action: str) -> str:
    found = by_id(plan.actions, action)
    return found.name if found is not None else ""


def _verdict(plan: Plan, split: bool, over: bool) -> Verdict:
    if not plan.raci:
        return "unknown"
    if split:
        return "bad"
    return "mixed" if over else "good"
