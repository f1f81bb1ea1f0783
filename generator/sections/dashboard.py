"""6.1 The RACE scorecard: reached, to watch, in alert, to measure."""

from __future__ import annotations

from dataclasses import replace

from generator.blocks import Axis, Block, Cell, ChartBlock, Column, Row, Series, Tone
from generator.figures import Figure, change, difference
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import Kpi
from generator.sections.base import (
    Verdict,
    columns,
    counted,
    group,
    heading,
    label,
    missing,
    number,
    opening,
    row,
    some,
    span,
    table,
    words,
)
from generator.sections.smart import asked
from generator.writer import half_up
from workbook_templates.text import Text
from workbook_templates.words import FREQUENCY, KPI_STATUS, RACE

TITLE = Text("Tableau de bord RACE", "RACE scorecard")
_TONES: dict[str, Tone] = {"reached": "good", "watch": "watch", "alert": "bad", "to_measure": "unknown"}
_MARKS = {"reached": "●", "watch": "◐", "alert": "○", "to_measure": "–"}  # a sign beside the word, so that colour is never alone


def status_of(kpi: Kpi) -> str:
    """Return the key of a KPI's status; what was never read is to be measured, and so is what nothing is expected of yet."""
    return "to_measure" if not_due(kpi) else KPI_STATUS.key(kpi.status) or "to_measure"


def not_due(kpi: Kpi) -> bool:
    """Whether nothing is expected of a KPI by now, and nothing came: neither reached nor late."""
    nothing = all(figure is not None and figure.value == 0 for figure in (kpi.target_to_date, kpi.actual_to_date))
    return nothing and kpi.target is not None and kpi.target.value > 0


def status_word(kpi: Kpi, prose: Prose) -> str:
    """Return the status in a word."""
    return prose.say(_NOT_DUE) if not_due(kpi) else KPI_STATUS.say(status_of(kpi), prose.lang)


_NOT_DUE = Text("rien d'attendu à date", "nothing expected yet")


def gap_of(kpi: Kpi) -> Figure | None:
    """Return the gap to what is expected to date: points between shares, per cent between volumes and amounts."""
    if kpi.actual_to_date is None or kpi.target_to_date is None:
        return None
    if kpi.unit in ("share", "score"):
        return difference(kpi.actual_to_date, kpi.target_to_date)
    return change(kpi.actual_to_date, kpi.target_to_date)


def expected(kpi: Kpi) -> Figure | None:
    """Return what is expected of a KPI by now; of things that are counted, a whole number."""
    target = kpi.target_to_date
    whole = all(figure is not None and figure.value.is_integer() for figure in (kpi.baseline, kpi.target))
    return replace(target, value=half_up(target.value)) if target is not None and kpi.unit == "count" and whole else target


def context(plan: Plan) -> dict[str, object]:
    """Return how many KPIs stand where they should, and the worst one with its correction."""
    by_status = {status: [kpi for kpi in plan.kpis if status_of(kpi) == status] for status in _TONES}
    measured = [kpi for kpi in plan.kpis if status_of(kpi) != "to_measure"]
    alert, watch = by_status["alert"], by_status["watch"]
    worst = max(alert or watch, key=lambda kpi: _relative(kpi), default=None)
    owner = by_id(plan.roles, worst.owner) if worst is not None else None
    return {
        "verdict": _verdict(measured, alert, watch),
        "kpis": counted(plan.kpis),
        "measured": counted(measured),
        "reached": counted(by_status["reached"]),
        "watch": counted(watch),
        "alert": counted(alert),
        "unmeasured": counted([kpi for kpi in by_status["to_measure"] if not not_due(kpi)]),
        "not_due": counted([kpi for kpi in plan.kpis if not_due(kpi)]),
        "worst": worst,
        "gap": gap_of(worst) if worst is not None else None,
        "owner": owner.label if owner is not None else "",
        "as_of": plan.settings.as_of,
        "review": plan.stage != "signature",
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "dashboard", TITLE)
    if not plan.kpis:
        return title, missing(prose, TITLE, Text("Tableau de bord", "Dashboard"), Text("les indicateurs", "the KPIs"))
    return some(
        title, opening(prose, "dashboard", context(plan)), _table(plan, prose), _funnel(plan, prose), _funnel_chart(plan, prose)
    )


def _table(plan: Plan, prose: Prose) -> Block:
    measured = any(status_of(kpi) != "to_measure" for kpi in plan.kpis)
    heads = _heads(prose) if measured else _opening_heads(prose)
    write = _row if measured else _opening_row
    rows: list[Row] = []
    for stage in RACE.entries:
        own = [kpi for kpi in plan.kpis if kpi.race == stage]
        if own:
            rows.append(group(RACE.say(stage, prose.lang)))
            rows.extend(write(prose, kpi) for kpi in own)
    rows.extend(write(prose, kpi) for kpi in plan.kpis if kpi.race not in RACE.entries)
    note = Text(
        "● atteint  ◐ à surveiller  ○ en alerte  – à mesurer. Le réel se compare à l'attendu à date, jamais à la cible de l'année.",
        "● reached  ◐ to watch  ○ in alert  – to measure. Actuals are compared with the level expected to date, never with the annual target.",
    )
    return table(
        prose,
        "dashboard",
        Text("Indicateurs par étape RACE", "KPIs by RACE stage"),
        heads,
        rows,
        source=span(plan.kpis),
        notes=[note] if measured else [],
        compact=True,
    )


def _heads(prose: Prose) -> tuple[Column, ...]:
    return columns(
        prose, (Text("Indicateur", "KPI"), "left", 2.8), (Text("Départ", "Baseline"), "right", 1.0), (Text("Réel", "Actual"), "right", 1.0),
        (Text("Attendu à date", "Expected to date"), "right", 1.1), (Text("Écart", "Gap"), "right", 1.0), (Text("Cible annuelle", "Annual target"), "right", 1.1),
        (Text("Statut", "Status"), "left", 1.3), (Text("Tendance", "Trend"), "left", 0.9), (Text("Qui", "Owner"), "left", 0.6),
    )  # fmt: skip


def _row(prose: Prose, kpi: Kpi) -> Row:
    measured = status_of(kpi) != "to_measure" or not_due(kpi)
    return row(
        words(prose, kpi.name, bold=True), number(prose, kpi.baseline, alone=True), number(prose, kpi.actual_to_date if measured else None, alone=True),
        number(prose, expected(kpi), alone=True), number(prose, gap_of(kpi) if measured else None, signed=True, alone=True),
        number(prose, kpi.target, alone=True), status_cell(prose, kpi), words(prose, kpi.trend), words(prose, kpi.owner),
    )  # fmt: skip


def _opening_heads(prose: Prose) -> tuple[Column, ...]:
    """Return the columns of a plan nobody has measured yet: those of readings would be empty."""
    return columns(
        prose, (Text("Indicateur", "KPI"), "left", 3.2), (Text("Départ", "Baseline"), "right", 1.1), (Text("Cible annuelle", "Annual target"), "right", 1.1),
        (Text("Progression demandée", "Change required"), "right", 1.2), (Text("Fréquence", "Frequency"), "left", 1.1), (Text("Statut", "Status"), "left", 1.1),
        (Text("Qui", "Owner"), "left", 0.7),
    )  # fmt: skip


def _opening_row(prose: Prose, kpi: Kpi) -> Row:
    return row(
        words(prose, kpi.name, bold=True), number(prose, kpi.baseline, alone=True), number(prose, kpi.target, alone=True),
        number(prose, asked(kpi.baseline, kpi.target), signed=True, alone=True), words(prose, label(prose, FREQUENCY, kpi.frequency)),
        status_cell(prose, kpi), words(prose, kpi.owner),
    )  # fmt: skip


def status_cell(prose: Prose, kpi: Kpi) -> Cell:
    """Return the status in a sign, a word and a colour."""
    status = status_of(kpi)
    text = f"{_MARKS[status]} {status_word(kpi, prose)}"
    return Cell(text=prose.writer.typeset(text), tone=_TONES[status], source=kpi.cell("status") if kpi.at.sheet else "")


def _funnel(plan: Plan, prose: Prose) -> Block | None:
    if not plan.results.funnel:
        return None
    heads = columns(
        prose, (Text("Étape", "Stage"), "left", 2.0), (Text("Volume", "Volume"), "right", 1.2), (Text("Depuis l'étape précédente", "From the previous stage"), "right", 1.4),
        (Text("Depuis la première", "From the first stage"), "right", 1.4),
    )  # fmt: skip
    rows = [
        row(
            words(prose, s.stage, bold=True),
            number(prose, s.volume),
            number(prose, s.rate_from_previous, alone=True),
            number(prose, s.rate_from_first, alone=True),
        )
        for s in plan.results.funnel
    ]
    return table(
        prose,
        "funnel",
        Text("Entonnoir, d'une étape à l'autre", "Funnel, stage by stage"),
        heads,
        rows,
        source=span(plan.results.funnel),
        notes=[_FUNNEL_NOTE],
    )


_FUNNEL_NOTE = Text(
    "Volumes saisis pour l'entonnoir : ils ne comptent pas toujours les mêmes personnes que les indicateurs.",
    "Volumes entered for the funnel: they do not always count the same people as the KPIs.",
)


def _funnel_chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    stages = [stage for stage in plan.results.funnel if stage.volume is not None and stage.volume.value > 0]
    volumes = [stage.volume.value for stage in stages if stage.volume is not None]
    if len(stages) < 2 or max(volumes) > _DRAWABLE * min(volumes):
        return None
    return ChartBlock(
        kind="funnel",
        caption=prose.say(Text("Entonnoir RACE à date", "RACE funnel to date")),
        bookmark="f_funnel",
        alt=prose.say(
            Text("Barres de plus en plus courtes : le volume de chaque étape", "Narrowing bars: the volume of each stage")
        ),
        categories=tuple(prose.writer.typeset(stage.stage) for stage in stages),
        series=(
            Series(
                name=prose.say(Text("Volume", "Volume")),
                y=tuple(volumes),
                labels=tuple(prose.writer.table(stage.volume) for stage in stages),
            ),
        ),
        y_axis=Axis(number_format="#,##0"),
        horizontal=True,
        value_labels=True,
        source=span(stages),
        height_cm=5.5,
    )


_DRAWABLE = 40.0  # ratio of the widest bar to the thinnest past which a funnel shows hairlines


def _relative(kpi: Kpi) -> float:
    gap = gap_of(kpi)
    return abs(gap.value) if gap is not None else 0.0


def _verdict(measured: list[Kpi], alert: list[Kpi], watch: list[Kpi]) -> Verdict:
    if not measured:
        return "unknown"
    if alert:
        return "bad"
    return "mixed" if watch else "good"
