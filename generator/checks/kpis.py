"""Measures: every stage and family covered, every reading in its place, every alert with an answer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan, by_id
from generator.records import Kpi
from generator.remarks import Code
from workbook_templates import words
from workbook_templates.errors import Problem
from workbook_templates.text import Text, Words, month

NONE = Code("kpi.none", "blocking", Text(
    "aucun indicateur n'est saisi : rien ne dira si le plan réussit. Saisissez-en de huit à quatorze.",
    "no KPI is entered: nothing will show whether the plan succeeds. Enter eight to fourteen.",
))  # fmt: skip
TOO_MANY = Code("kpi.too_many", "advice", Text(
    "{n} indicateurs : au-delà de quinze, personne ne les regarde. Gardez ceux qui déclenchent une décision.",
    "{n} KPIs: beyond fifteen, no one looks at them. Keep those that trigger a decision.",
))  # fmt: skip
RACE_GAP = Code("kpi.race_gap", "advice", Text(
    "aucun indicateur ne mesure l'étape « {uncovered} » de RACE. Ajoutez-en un, ou dites pourquoi cette étape n'est pas suivie.",
    "no KPI measures the RACE stage “{uncovered}”. Add one, or say why this stage is not tracked.",
))  # fmt: skip
FAMILY_GAP = Code("kpi.family_gap", "advice", Text(
    "aucun indicateur de la famille « {uncovered} ». Le tableau de bord doit couvrir acquisition, conversion, fidélisation et finance.",
    "there is no KPI in the “{uncovered}” family. The dashboard should cover acquisition, conversion, loyalty and financial measures.",
))  # fmt: skip
NO_LONG_TERM = Code("kpi.no_long_term", "advice", Text(
    "tous les indicateurs sont de court terme. Ajoutez-en un de notoriété, d'image ou de fidélité.",
    "all KPIs are short-term. Add one on awareness, image or loyalty.",
))  # fmt: skip
NO_BASELINE = Code("kpi.no_baseline", "fix", Text(
    "« {name} » n'a pas de point de départ : on ne saura pas s'il progresse. Saisissez-le ici, ou dans l'objectif qui le vise.",
    "“{name}” has no baseline: no one will know whether it improves. Enter it here, or in the objective it measures.",
))  # fmt: skip
NO_TARGET = Code("kpi.no_target", "fix", Text(
    "« {name} » n'a pas de cible : aucun statut n'est possible. Saisissez-la ici, ou dans l'objectif qui le vise.",
    "“{name}” has no target: no status is possible. Enter it here, or in the objective it measures.",
))  # fmt: skip
ORPHAN = Code("kpi.orphan", "advice", Text(
    "« {name} » ne se rattache à aucun objectif. Rattachez-le, ou retirez-le du tableau de bord.",
    "“{name}” is linked to no objective. Link it to one, or remove it from the dashboard.",
))  # fmt: skip
NO_READINGS_ROW = Code("kpi.no_readings_row", "fix", Text(
    "« {name} » n'a pas de ligne de relevés : il resterait « à mesurer » toute l'année. Ajoutez sa ligne.",
    "“{name}” has no row of readings: it would stay “to measure” all year. Add its row.",
))  # fmt: skip
STALE = Code("kpi.stale", "advice", Text(
    "« {name} » n'a pas de relevé depuis {last} ; le plan est arrêté au {today}. Le statut affiché est celui de ce mois-là : saisissez {missing}.",
    "“{name}” has had no reading since {last}; the plan is as of {today}. The status shown is that month's: enter {missing}.",
))  # fmt: skip
NOTHING_READ = Code("kpi.nothing_read", "fix", Text(
    "le plan est en revue au {today}, et « {name} » n'a aucun relevé. Saisissez ses mois, ou dites dans le commentaire quand il sera mesuré.",
    "the plan is in review as of {today}, and “{name}” has no reading. Enter its months, or say in the comment when it will be measured.",
))  # fmt: skip
READ_AHEAD = Code("kpi.read_ahead", "fix", Text(
    "« {name} » a un relevé pour {month}, après la date d'arrêté du {today}. Retirez-le, ou avancez la date d'arrêté.",
    "“{name}” has a reading for {month}, after the as-of date of {today}. Remove it, or move the as-of date forward.",
))  # fmt: skip
CODES = (
    NONE, TOO_MANY, RACE_GAP, FAMILY_GAP, NO_LONG_TERM, NO_BASELINE, NO_TARGET, ORPHAN, NO_READINGS_ROW, STALE, NOTHING_READ, READ_AHEAD,
)  # fmt: skip

_MOST = 15
_MONTHS_OF = {"weekly": 1, "monthly": 1, "quarterly": 3, "semiannual": 6}


def coverage(plan: Plan) -> Iterator[Problem]:
    """Enough KPIs, not too many, of every stage, family and horizon."""
    if not plan.kpis:
        yield NONE.at(plan.sheet("Kpis"))
        return
    first = plan.kpis[0]
    if len(plan.kpis) > _MOST:
        yield TOO_MANY.at(plan.kpis[_MOST].cell("id"), n=len(plan.kpis))
    yield from _uncovered(RACE_GAP, words.RACE, {kpi.race for kpi in plan.kpis}, first.cell("race"))
    yield from _uncovered(FAMILY_GAP, words.FAMILY, {kpi.family for kpi in plan.kpis}, first.cell("family"))
    if all(kpi.horizon == "short" for kpi in plan.kpis):
        yield NO_LONG_TERM.at(first.cell("horizon"))


def each_is_usable(plan: Plan) -> Iterator[Problem]:
    """Each KPI has a baseline, a target, an objective and a row of readings."""
    read = {reading.kpi for reading in plan.readings}
    aimed = {objective.kpi for objective in plan.objectives}
    for kpi in plan.kpis:
        if kpi.baseline is None:
            yield NO_BASELINE.at(kpi.cell("baseline_own"), name=kpi.name)
        if kpi.target is None:
            yield NO_TARGET.at(kpi.cell("target_own"), name=kpi.name)
        if not kpi.objective and kpi.id not in aimed:
            yield ORPHAN.at(kpi.cell("objective"), name=kpi.name)
        if kpi.id not in read:
            yield NO_READINGS_ROW.at(kpi.cell("id"), name=kpi.name)


def readings_are_up_to_date(plan: Plan) -> Iterator[Problem]:
    """Readings follow the as-of date: none missing, none from the future; without that date nothing can be said."""
    if plan.settings.as_of is None:
        return
    elapsed = _months_elapsed(plan)
    for reading in plan.readings:
        kpi = by_id(plan.kpis, reading.kpi)
        if kpi is None:
            continue
        filled = [number for number, value in enumerate(reading.months, start=1) if value is not None]
        last = filled[-1] if filled else 0
        if last > elapsed + 1:
            yield READ_AHEAD.at(reading.cell(f"m{last:02d}"), name=kpi.name, month=_month(plan, last), today=plan.as_of)
        elif not filled and plan.stage != "signature" and elapsed >= _MONTHS_OF.get(kpi.frequency, 1):
            yield NOTHING_READ.at(reading.cell("m01"), name=kpi.name, today=plan.as_of)
        elif filled and elapsed - last >= _MONTHS_OF.get(kpi.frequency, 1):
            yield _stale(plan, kpi, reading.cell(f"m{last + 1:02d}"), last, elapsed)


RULES = (coverage, each_is_usable, readings_are_up_to_date)


def _uncovered(code: Code, every: Words, found: set[str], where: str) -> Iterator[Problem]:
    for key, word in every.entries.items():
        if key not in found:
            yield code.at(where, uncovered=word)


def _stale(plan: Plan, kpi: Kpi, where: str, last: int, elapsed: int) -> Problem:
    missing = Text(f"le mois M{last + 1:02d}", f"month M{last + 1:02d}")
    if elapsed > last + 1:
        missing = Text(f"les mois M{last + 1:02d} à M{elapsed:02d}", f"months M{last + 1:02d} to M{elapsed:02d}")
    return STALE.at(where, name=kpi.name, last=_month(plan, last), today=plan.as_of, missing=missing)


def _months_elapsed(plan: Plan) -> int:
    """Return how many plan months are over at the as-of date."""
    start = plan.settings.plan_start
    if start is None:
        return 0
    months = (plan.as_of.year - start.year) * 12 + plan.as_of.month - start.month
    return max(0, min(12, months if plan.as_of.day >= start.day else months - 1))


def _month(plan: Plan, number: int) -> Text:
    start = plan.settings.plan_start
    index = ((start.month if start is not None else 1) + number - 2) % 12 + 1
    return Text(month(index, "fr"), month(index, "en"))
