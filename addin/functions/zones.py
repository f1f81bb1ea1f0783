"""ROMI_ZONES as a worksheet function: the return of a campaign run in some zones and not in others."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from addin.functions.romi_arguments import CONFIDENCE, COST, MARGIN, MONEY_MESSAGES, UNSETTLED
from addin.functions.spec import EUROS, Argument, Column, Example, Function, Key, Kind, Message, Noted, Result, Shape, Table
from workbook_templates.text import Text

PARALLEL_TREND = "parallel-trend check"
MEASURES = {
    "effect": Text("effet par zone et période (€)", "effect"),
    "low": Text("effet, borne basse (€)", "low"),
    "high": Text("effet, borne haute (€)", "high"),
    "p_value": Text("p-valeur", "p_value"),
    PARALLEL_TREND: Text("tendances parallèles avant : p-valeur", PARALLEL_TREND),
    "romi": Text("ROMI", "romi"),
    "romi_low": Text("ROMI, borne basse", "romi_low"),
    "romi_high": Text("ROMI, borne haute", "romi_high"),
    "revenue_gained": Text("revenus gagnés (€)", "revenue_gained"),
    "std_error": Text("erreur type de l'effet (€)", "std_error"),
    "treated_zones": Text("zones exposées", "treated_zones"),
    "control_zones": Text("zones témoins", "control_zones"),
}


def _romi_zones(
    zones: Any, periods: Any, treated: Any, after: Any, sales: Any, cost: float, margin: float, confidence: float
) -> Noted:
    from addin.models.zones import Panel, zones_romi

    panel = Panel(_codes(zones), _codes(periods), treated.astype(bool), after.astype(bool), sales)
    found = zones_romi(panel, cost, margin=margin, confidence=confidence)
    effect = found.effect
    values = (
        effect.estimate, effect.low, effect.high, effect.p_value, found.parallel_trend_p, found.romi, found.romi_low, found.romi_high,
        found.revenue_gained, effect.std_error, found.treated_zones, found.control_zones,
    )  # fmt: skip
    rows = [[Key(measure), value] for measure, value in zip(MEASURES, values, strict=True)]
    return Noted(Table.from_rows(rows, width=2), _notes(found))


def _codes(labels: Any) -> Any:
    """Return labels as codes 0, 1, …: numbers and dates in their order, texts in order of appearance."""
    import numpy as np

    distinct = list(dict.fromkeys(labels))
    if all(isinstance(label, int | float) for label in distinct) or all(isinstance(label, dt.date) for label in distinct):
        distinct.sort()
    place = {label: code for code, label in enumerate(distinct)}
    return np.array([place[label] for label in labels], dtype=np.intp)


def _notes(found: Any) -> tuple[tuple[str, dict[str, object]], ...]:
    from addin.models.zones import FEW_ZONES

    count = found.treated_zones + found.control_zones
    alone = min(found.treated_zones, found.control_zones) < 2
    notes: list[tuple[str, dict[str, object]]] = []
    if alone:
        notes.append(("romi.single_zone", {"treated": found.treated_zones, "control": found.control_zones}))
    elif count < FEW_ZONES:
        notes.append(("romi.few_zones", {"count": count}))
    if not alone and found.effect.low <= 0 <= found.effect.high:
        notes.append(("romi.unsettled", {}))
    if math.isnan(found.parallel_trend_p):
        notes.append(("romi.trend_unchecked", {}))
    elif found.parallel_trend_p < 0.05:
        notes.append(("romi.trends_differ", {"p": round(found.parallel_trend_p, 3)}))
    return tuple(notes)


def _aligned(name: str, label: Text, help_: Text, kind: Kind, unit: Text | None = None) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=kind, shape=Shape.COLUMN, unit=unit, aligned=True)


ROMI_ZONES = Function(
    name="ROMI_ZONES",
    family="romi",
    summary=Text(
        "ROMI d'une campagne menée dans certaines zones, les autres servant de témoins.",
        "ROMI of a campaign run in some zones, the others serving as controls.",
    ),
    arguments=(
        _aligned("zones", Text("zones", "zones"), Text("Zone de chaque ligne.", "The zone of each row."), Kind.KEY),
        _aligned(
            "periods",
            Text("périodes", "periods"),
            Text(
                "Période de chaque ligne : date, numéro, ou texte pris dans l'ordre d'apparition.",
                "The period of each row: a date, a number, or a text taken in order of appearance.",
            ),
            Kind.KEY,
        ),
        _aligned(
            "treated",
            Text("exposée", "treated"),
            Text("Oui si la zone reçoit la campagne.", "Yes where the zone gets the campaign."),
            Kind.BOOLEAN,
        ),
        _aligned(
            "after",
            Text("après", "after"),
            Text(
                "Oui à partir du début de la campagne, dans toutes les zones.", "Yes from the campaign's start on, in all zones."
            ),
            Kind.BOOLEAN,
        ),
        _aligned(
            "sales",
            Text("ventes", "sales"),
            Text("Ventes de la zone sur la période, nettes de retours.", "Sales of the zone over the period, net of returns."),
            Kind.NUMBER,
            EUROS,
        ),
        COST,
        MARGIN,
        CONFIDENCE,
    ),
    result=Result.TABLE,
    compute=_romi_zones,
    columns=(Column("measure", "mesure"), Column("value", "valeur")),
    words=MEASURES,
    messages=MONEY_MESSAGES
    | {
        "romi.empty": Message(
            "Aucune ligne : la plage est vide. Donnez les ventes par zone et par période.",
            "No row: the range is empty. Give the sales by zone and period.",
            kind="#N/A",
        ),
        "romi.treated_varies": Message(
            "Ligne {row}, la zone n'a pas la même valeur d'« exposée » qu'à sa première ligne : une zone est exposée ou témoin. Corrigez-la.",
            "On row {row} the zone's “treated” differs from its first row: a zone is treated or control. Correct it.",
        ),
        "romi.after_varies": Message(
            "Ligne {row}, la période n'a pas la même valeur d'« après » qu'à sa première ligne : la campagne commence partout à la même date.",
            "On row {row} the period's “after” differs from its first row: the campaign starts everywhere on the same date.",
        ),
        "romi.groups_missing": Message(
            "« {argument} » a partout la même valeur : il faut des zones exposées et témoins, des périodes avant et après. Complétez les lignes.",
            "“{argument}” is the same on all rows: treated and control zones, periods before and after are needed. Complete the rows.",
            kind="#N/A",
        ),
        "romi.not_identified": Message(
            "L'effet ne se distingue pas des effets de zone et de période : il manque des couples zone × période. Complétez les lignes.",
            "The effect cannot be told from the zone and period effects: zone × period pairs are missing. Complete the rows.",
            kind="#N/A",
        ),
        "romi.single_zone": Message(
            "{treated} zone(s) exposée(s) et {control} témoin(s) : il en faut au moins deux de chaque pour donner des bornes. L'effet est indicatif.",
            "{treated} treated and {control} control zone(s): two of each at least are needed for bounds. The effect is indicative.",
        ),
        "romi.few_zones": Message(
            "{count} zones seulement : avec moins de 10, les bornes groupées par zone sont optimistes. Ajoutez des zones, ou lisez-les avec prudence.",
            "Only {count} zones: with fewer than 10, bounds clustered by zone are too narrow. Add zones, or read them with care.",
        ),
        "romi.unsettled": UNSETTLED,
        "romi.trend_unchecked": Message(
            "Moins de deux périodes avant le début : les tendances parallèles ne peuvent pas être vérifiées. Ajoutez un historique.",
            "Fewer than two periods before the start: parallel trends cannot be checked. Add some history.",
        ),
        "romi.trends_differ": Message(
            "Avant la campagne, les zones exposées n'évoluaient déjà pas comme les témoins (p = {p}) : l'effet mesuré peut n'être que cet écart.",
            "Before the campaign the treated zones already moved apart from the controls (p = {p}): the effect may be no more than that.",
        ),
    },
    help=Text(
        "Différence de différences, effets de zone et de période, erreurs types groupées par zone (CR1, loi t à G − 1 degrés). "
        "ROMI = (effet × couples exposés après × marge − coût) ÷ coût. Tendances parallèles : une p-valeur sous 0,05 met en garde.",
        "Difference in differences, zone and period effects, standard errors clustered by zone (CR1, t with G − 1 degrees). "
        "ROMI = (effect × treated-after pairs × margin − cost) ÷ cost. Parallel trends: a p-value under 0.05 is a warning.",
    ),
    example=Example(
        (
            ["Lille", "Lille", "Metz", "Metz", "Nice", "Nice", "Pau", "Pau"],
            [1, 2, 1, 2, 1, 2, 1, 2],
            ["Yes", "Yes", "Yes", "Yes", "No", "No", "No", "No"],
            ["No", "Yes", "No", "Yes", "No", "Yes", "No", "Yes"],
            [10, 18, 20, 26, 30, 33, 40, 41],
            4,
        ),
        [
            ["measure", "value"],
            ["effect", 5.0],
            ["low", -1.874870],
            ["high", 11.874870],
            ["p_value", 0.103599],
            [PARALLEL_TREND, None],
            ["romi", 1.5],
            ["romi_low", -1.937435],
            ["romi_high", 4.937435],
            ["revenue_gained", 10.0],
            ["std_error", 2.160247],
            ["treated_zones", 2],
            ["control_zones", 2],
        ],
        "hausse moyenne de 7 contre 2, deux couples exposés après",
    ),
    source="Cameron and Miller (2015), Journal of Human Resources 50:317–372 (CR1 clustered errors, t(G−1))",
)
