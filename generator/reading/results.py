"""Result areas into the plan's results."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from generator import results
from generator.figures import Figure, Unit
from generator.plan import Results
from generator.reading.areas import AreaReader, Spill
from generator.reading.cells import SheetCells
from generator.reading.records import record
from generator.reading.rownames import row_key
from generator.reading.settings import language_of
from generator.reading.tables import Line
from generator.reading.values import UNITS
from generator.records import Place, Record
from generator.results import ClvDecile, Measure, ModelComparison, RoleLoad, SmartVerdict
from workbook_templates.schema import CARDS, GRIDS, RESULTS
from workbook_templates.schema.spec import ResultArea
from workbook_templates.text import Text

_R = TypeVar("_R", bound=Record)
_EPOCH = dt.date(1899, 12, 30)

_PSEUDONYM = Text("Client {number}", "Customer {number}")

# Areas that are plain tables: the plan's field, the area, the record of a row.
_PLAIN: tuple[tuple[str, str, type[Record]], ...] = (
    ("rfm_segments", "r_rfm_segments", results.RfmSegment),
    ("clv_segments", "r_clv_by_segment", results.SegmentClv),
    ("cpa", "r_cpa", results.ChannelBudget),
    ("reallocation", "r_reallocation", results.Reallocation),
    ("price_curves", "r_vw_curves", results.PricePoint),
    ("elasticity", "r_elasticity", results.Elasticity),
    ("attribution", "r_attribution", results.AttributedChannel),
    ("channel_roles", "r_channel_roles", results.ChannelRole),
    ("paths", "r_paths", results.ConversionPath),
    ("schedule", "r_plan", results.ScheduledAction),
    ("raci_check", "r_raci_check", results.RaciRemark),
    ("raci_load", "r_raci_load", results.RaciLoad),
    ("cascade", "r_cascade", results.CascadeStep),
    ("share_steps", "r_share_customers", results.ShareStep),
    ("funnel", "r_funnel", results.FunnelStage),
    ("audit", "r_audit", results.AuditScore),
)


def results_of(areas: AreaReader, lines: Mapping[str, Sequence[Line]], *, customers: bool = False) -> Results:
    """Return what the workbook's functions found; customers go by their own ids only where the plan may name them."""
    plain: dict[str, Any] = {name: _records(areas, area, kind) for name, area, kind in _PLAIN}
    deciles, summary = _pareto(areas)
    return Results(
        **plain,
        rfm_grid=_of(areas, "r_rfm_grid", lambda area: areas.grid(area)),
        migration=_of(areas, "r_migration", lambda area: areas.grid(area)),
        clv_fit=_measures(areas, "r_clv_fit", "parameter", "estimate"),
        clv_pareto=deciles,
        clv_pareto_measures=summary,
        price_points=_measures(areas, "r_van_westendorp", "measure", "value"),
        attribution_compare=_comparison(areas),
        workload=_workload(areas),
        smart=_smart(areas, lines.get("Objectives", ())),
        brands=_brands(areas, lines.get("Brands", ())),
        scenarios=_scenarios(areas),
        audit_checks=_audit_checks(areas),
        clv_alerts=_alerts(areas, named=customers),
        cards=_cards(areas),
    )


def _of(areas: AreaReader, name: str, read: Callable[[ResultArea], Any]) -> Any:
    area = RESULTS.get(name)
    return None if area is None else read(area)


def _lines(areas: AreaReader, name: str, *, first: int | None = None) -> tuple[Line, ...]:
    area = RESULTS.get(name)
    return () if area is None else areas.lines(area, first=first)


def _records(areas: AreaReader, name: str, kind: type[_R], *, first: int | None = None) -> tuple[_R, ...]:
    return tuple(record(line, kind) for line in _lines(areas, name, first=first))


def _measures(areas: AreaReader, name: str, label: str, value: str) -> tuple[Measure, ...]:
    found = []
    for line in _lines(areas, name):
        figures = {key: figure for key in (value, "low", "high") if isinstance(figure := line.values.get(key), Figure)}
        key = row_key(str(line.values.get(label) or ""))
        unit: Unit = "count" if key in ("customers", "repeat_customers", "respondents", "excluded") else ""
        found.append(
            Measure(
                at=line.at,
                name=key,
                value=figures[value].to(unit) if value in figures else None,
                low=figures.get("low"),
                high=figures.get("high"),
            )
        )
    return tuple(found)


_ALERTS_READ = 20  # of a list as long as the customers, the heaviest first: more than a plan prints


def _alerts(areas: AreaReader, *, named: bool) -> tuple[results.ChurnAlert, ...]:
    """Return the first customers in alert; each under a number, its place in the area, where they may not be `named`."""
    alerts = _records(areas, "r_alerts", results.ChurnAlert, first=_ALERTS_READ)
    if named:
        return alerts
    lang = language_of(areas.book, areas.cells)
    return tuple(
        replace(alert, customer=_PSEUDONYM.format(number=f"{number:03d}").get(lang)) for number, alert in enumerate(alerts, 1)
    )


def _pareto(areas: AreaReader) -> tuple[tuple[ClvDecile, ...], tuple[Measure, ...]]:
    """Return the deciles, and the summary rows whose value stands in the second column."""
    lines = _lines(areas, "r_pareto")
    deciles = tuple(record(line, ClvDecile) for line in lines if str(line.values.get("decile")).isdigit())
    summary = []
    for line in lines:
        key = row_key(str(line.values.get("decile") or ""))
        value = line.values.get("customers")
        if not key.isdigit() and isinstance(value, Figure):
            summary.append(Measure(at=line.at, name=key, value=value.to("ratio" if key == "gini" else "share")))
    return deciles, tuple(summary)


def _smart(areas: AreaReader, objectives: Sequence[Line]) -> tuple[SmartVerdict, ...]:
    """Return the verdicts, each with the id of the objective on the same row of its table."""
    area = RESULTS.get("r_smart")
    spill = areas.spill(area) if area is not None else None
    if area is None or spill is None or not objectives:
        return ()
    by_row = {line.at.row: line for line in areas.lines(area)}
    first = objectives[0].at.row
    found = []
    for objective in objectives:
        line = by_row.get(spill.rows.start + objective.at.row - first)
        if line is not None:
            found.append(replace(record(line, SmartVerdict), id=str(objective.values.get("id") or "")))
    return tuple(found)


def _brands(areas: AreaReader, brands: Sequence[Line]) -> tuple[results.BrandScore, ...]:
    area = RESULTS.get("r_bav")
    spill = areas.spill(area) if area is not None else None
    if area is None or spill is None or not brands:
        return ()
    by_row = {line.at.row: record(line, results.BrandScore) for line in areas.lines(area)}
    first = brands[0].at.row
    scores = ((brand, by_row.get(spill.rows.start + brand.at.row - first)) for brand in brands)
    return tuple(replace(score, brand=str(brand.values.get("brand") or "")) for brand, score in scores if score is not None)


def _scenarios(areas: AreaReader) -> tuple[results.Scenario, ...]:
    place = areas.book.table("BudgetLines")
    found = areas.block(GRIDS["scenarios"], place.sheet) if place is not None and "scenarios" in GRIDS else ()
    return tuple(record(line, results.Scenario) for line in found)


def _audit_checks(areas: AreaReader) -> tuple[results.AuditCheck, ...]:
    place = areas.book.table("AuditEvidence")
    found = areas.block(GRIDS["audit_checks"], place.sheet) if place is not None and "audit_checks" in GRIDS else ()
    return tuple(record(line, results.AuditCheck) for line in found)


def _workload(areas: AreaReader) -> tuple[RoleLoad, ...]:
    area = RESULTS.get("r_load")
    spill = areas.spill(area) if area is not None else None
    if spill is None:
        return ()
    first, *others = spill.columns
    weeks = [_day(spill.sheet, spill.area.first_row, column) for column in others]
    return tuple(
        RoleLoad(
            at=Place(spill.sheet.name, row),
            owner=str(spill.sheet.at(row, first).value or ""),
            weeks=tuple(week for week in weeks if week is not None),
            days=tuple(
                _figure(spill, row, column, "days") for column, week in zip(others, weeks, strict=True) if week is not None
            ),
        )
        for row in spill.rows
    )


def _comparison(areas: AreaReader) -> tuple[ModelComparison, ...]:
    """Return the credits of each channel by model, the models named by the header row."""
    area = RESULTS.get("r_attribution_compare")
    spill = areas.spill(area) if area is not None else None
    if spill is None:
        return ()
    first, *others = spill.columns
    models = [row_key(word) for word in spill.words(spill.area.first_row)[1:]]
    found = []
    for row in spill.rows:
        figures = {model: _figure(spill, row, column, "count") for model, column in zip(models, others, strict=True)}
        credits = {model: figure for model, figure in figures.items() if figure is not None}
        found.append(
            ModelComparison(at=Place(spill.sheet.name, row), channel=str(spill.sheet.at(row, first).value or ""), credits=credits)
        )
    return tuple(found)


def _cards(areas: AreaReader) -> dict[str, Figure]:
    """Return the named figures above the tables, of the sheets already read."""
    found = {}
    read = {sheet.name: sheet for sheet in areas.cells.read_sheets}
    for card in CARDS.values():
        if card.kind not in UNITS:
            continue
        place = areas.book.place(card.name)
        sheet = read.get(place.sheet) if place is not None else None
        if place is None or sheet is None:
            continue
        row, column = place.area.first_row, place.area.first_col
        value = sheet.at(row, column).value
        if isinstance(value, float):
            found[card.name] = Figure(value, UNITS[card.kind], sheet.address(row, column))
    return found


def _figure(spill: Spill, row: int, column: int, unit: Unit) -> Figure | None:
    value = spill.sheet.at(row, column).value
    return Figure(value, unit, spill.sheet.address(row, column)) if isinstance(value, float) else None


def _day(sheet: SheetCells, row: int, column: int) -> dt.date | None:
    value = sheet.at(row, column).value
    return _EPOCH + dt.timedelta(days=int(value)) if isinstance(value, float) and value > 0 else None
