"""ROMI_ECONOMETRIC as a worksheet function: each channel's return read from the history of sales and spend."""

from __future__ import annotations

from typing import Any

from addin.errors import ModelError
from addin.functions.romi_arguments import CONFIDENCE, MARGIN, MONEY_MESSAGES
from addin.functions.spec import EUROS, Argument, Column, Example, Function, Key, Kind, Message, Noted, Result, Shape, Table
from workbook_templates.text import Text

COLLINEAR = 10  # a VIF above this and a channel's own effect can hardly be told from the others'
SHORT = 52

_WEEKS = [46027 + 7 * week for week in range(12)]
_SPEND = [[8], [0], [5], [3], [0], [9], [2], [7], [0], [4], [6], [1]]
_SALES = [100 + week + 3 * spend[0] for week, spend in enumerate(_SPEND)]


def _romi_econometric(
    dates: Any, sales: Any, channels: Any, spend: Any, controls: Any, margin: float, confidence: float
) -> Noted:
    from addin.models.econometric import Series, econometric_romi

    if len(channels) != spend.shape[1]:
        raise ModelError("romi.channels_differ", argument="channels", names=len(channels), columns=spend.shape[1])
    series = Series.from_dates(dates, sales, spend, controls)
    try:
        found = econometric_romi(series, margin=margin, confidence=confidence)
    except ModelError as error:
        if "columns" in error.facts:
            error.facts["channels"] = [str(channels[i]) for i in _places(error.facts["columns"])]
        raise
    each = found.channels
    columns = (
        each.carry_over, each.elasticity, each.contribution, each.contribution_share, each.romi, each.low, each.high,
    )  # fmt: skip
    rows = [[channel, *cells] for channel, *cells in zip(channels, *columns, strict=True)]
    summary = (("baseline", found.baseline), ("r2", found.r2), ("max_vif", _largest(each.vif)))
    rows += [[Key(name), value, *[None] * 6] for name, value in summary]
    return Noted(Table.from_rows(rows, width=8), _notes(channels, series, found))


def _places(columns: object) -> list[int]:
    return [int(i) for i in columns] if isinstance(columns, list) else []


def _largest(vif: Any) -> float | None:
    import numpy as np

    return float(np.nanmax(vif)) if np.isfinite(vif).any() else None


def _notes(channels: Any, series: Any, found: Any) -> tuple[tuple[str, dict[str, object]], ...]:
    import numpy as np

    each = found.channels
    tangled = [str(channel) for channel, vif in zip(channels, each.vif, strict=True) if vif > COLLINEAR]
    idle = [str(channel) for channel, romi in zip(channels, each.romi, strict=True) if np.isnan(romi)]
    curves = [
        f"{channel} {exponent:g}" for channel, exponent in zip(channels, each.exponent, strict=True) if not np.isnan(exponent)
    ]
    losing = [str(channel) for channel, brought in zip(channels, each.contribution, strict=True) if brought < 0]
    notes: tuple[tuple[str, bool, dict[str, object]], ...] = (
        ("romi.collinear", bool(tangled), {"channels": tangled, "vif": round(_largest(each.vif) or 0.0, 1)}),
        ("romi.short_history", len(series.sales) < SHORT, {"count": len(series.sales)}),
        ("romi.no_season", not found.seasonal, {}),
        ("romi.uneven_dates", series.uneven, {}),
        ("romi.negative_contribution", bool(losing), {"channels": losing}),
        ("romi.idle_channels", bool(idle), {"channels": idle}),
        ("romi.saturation", bool(curves), {"exponents": curves}),
    )
    return tuple((code, facts) for code, holds, facts in notes if holds)


ROMI_ECONOMETRIC = Function(
    name="ROMI_ECONOMETRIC",
    family="romi",
    summary=Text(
        "ROMI de chaque canal par un modèle économétrique : rémanence, saturation, tendance, saison.",
        "Each channel's ROMI by an econometric model: carry-over, saturation, trend, season.",
    ),
    arguments=(
        Argument(
            name="dates",
            label=Text("dates", "dates"),
            help=Text("Première date de chaque période, à pas réguliers.", "First date of each period, at even steps."),
            kind=Kind.DATE,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="sales",
            label=Text("ventes", "sales"),
            help=Text("Ventes de la période.", "Sales of the period."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="channels",
            label=Text("canaux", "channels"),
            help=Text(
                "Noms des canaux, dans l'ordre des colonnes de dépense.", "Channel names, in the order of the spend columns."
            ),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
        ),
        Argument(
            name="spend",
            label=Text("dépenses", "spend"),
            help=Text(
                "Dépense par période (lignes) et par canal (colonnes) ; vide : 0.",
                "Spend by period (rows) and channel (columns); blank: 0.",
            ),
            shape=Shape.BLOCK,
            unit=EUROS,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="controls",
            label=Text("contrôles", "controls"),
            help=Text(
                "Autres causes des ventes : prix, promotion, météo… une colonne chacune.",
                "Other causes of sales: price, promotion, weather… one column each.",
            ),
            shape=Shape.BLOCK,
            aligned=True,
            default=None,
        ),
        MARGIN,
        CONFIDENCE,
    ),
    result=Result.TABLE,
    compute=_romi_econometric,
    columns=(
        Column("channel", "canal"),
        Column("carry_over", "rémanence", Text("part par période", "share per period")),
        Column("elasticity", "élasticité"),
        Column("contribution", "contribution", EUROS),
        Column("contribution_share", "part des ventes"),
        Column("romi", "romi"),
        Column("low", "romi, borne basse"),
        Column("high", "romi, borne haute"),
    ),
    words={
        "baseline": Text("Ventes de base (€)", "baseline"),
        "r2": Text("R²", "r2"),
        "max_vif": Text("VIF le plus élevé", "max_vif"),
    },
    messages=MONEY_MESSAGES
    | {
        "romi.channels_differ": Message(
            "{names} noms de canaux pour {columns} colonnes de dépense : il en faut autant. Ajustez les deux plages.",
            "{names} channel names for {columns} spend columns: as many are needed. Adjust both ranges.",
        ),
        "romi.date_duplicated": Message(
            "La date {date} revient à la ligne {row} : une ligne par période. Additionnez les lignes d'une même période.",
            "The date {date} comes back on row {row}: one row a period. Add up the rows of one period.",
        ),
        "romi.spend_negative": Message(
            "Une dépense vaut {value}{at} : une dépense est positive ou nulle. Corrigez la cellule.",
            "A spend is {value}{at}: a spend is zero or more. Correct the cell.",
            kind="#NUM!",
        ),
        "romi.sales_not_positive": Message(
            "Les ventes totalisent {value} € : il faut des ventes pour les expliquer. Vérifiez la plage.",
            "Sales add up to €{value}: there must be sales to explain. Check the range.",
            kind="#N/A",
        ),
        "romi.too_few_periods": Message(
            "{count} périodes pour ce modèle : il en faut au moins {least}, deux ans de semaines de préférence. Allongez l'historique, "
            "ou regroupez des canaux.",
            "{count} periods for this model: {least} at least are needed, two years of weeks at best. Extend the history, or merge channels.",
            kind="#N/A",
        ),
        "romi.channels_collinear": Message(
            "Les dépenses de {channels} sont constantes ou évoluent exactement avec d'autres : leurs effets ne se séparent pas. "
            "Regroupez ces canaux, ou faites-les varier séparément.",
            "Spend on {channels} is constant or moves exactly with others: the effects cannot be separated. "
            "Merge these channels, or vary them separately.",
            kind="#NUM!",
        ),
        "romi.collinear": Message(
            "Canaux qui évoluent presque ensemble : {channels} (VIF jusqu'à {vif}). Leurs effets se séparent mal : lisez leur somme, ou testez-les.",
            "Channels that move almost together: {channels} (VIF up to {vif}). Their effects separate badly: read their sum, or test them.",
        ),
        "romi.short_history": Message(
            "{count} périodes seulement : le résultat est indicatif. Deux ans de semaines sont souhaitables.",
            "Only {count} periods: the result is indicative. Two years of weeks are desirable.",
        ),
        "romi.no_season": Message(
            "Moins d'un an de données : aucune saison n'est retirée des effets.",
            "Less than one year of data: no season is taken out of the effects.",
        ),
        "romi.uneven_dates": Message(
            "Les dates ne sont pas à pas réguliers : il manque des périodes, la rémanence est faussée. Complétez-les, dépense 0 comprise.",
            "The dates are not at even steps: periods are missing and carry-over is distorted. Complete them, zero spends included.",
        ),
        "romi.negative_contribution": Message(
            "Contribution négative : {channels}. Une cause est sans doute oubliée : ajoutez-la aux contrôles.",
            "Negative contribution: {channels}. A cause is probably missing: add it to the controls.",
        ),
        "romi.idle_channels": Message(
            "Sans dépense sur la période : {channels}. Aucun effet ne peut être mesuré.",
            "Without spend over the period: {channels}. No effect can be measured.",
        ),
        "romi.saturation": Message(
            "Exposant de saturation retenu (1 : rendement constant) : {exponents}. Les bornes tiennent compte de la rémanence et de la saturation "
            "du canal, celles des autres canaux étant tenues pour connues.",
            "Saturation exponent kept (1: constant returns): {exponents}. Bounds allow for the channel's own carry-over and saturation, "
            "those of the other channels being taken as known.",
        ),
    },
    help=Text(
        "Rémanence : part de l'effet qui demeure à la période suivante. Élasticité : hausse des ventes, en %, pour 1 % de dépense en plus. "
        "La saison n'est estimée qu'à partir d'un an de données. Contribution et ROMI portent sur toute la durée.",
        "Carry-over: the part of the effect that remains in the next period. Elasticity: rise of sales, in %, for 1% more spend. "
        "The season is estimated from one year of data on. Contribution and ROMI are over the whole time.",
    ),
    example=Example(
        (_WEEKS, _SALES, ["Radio"], _SPEND, None, 0.5),
        [
            ["channel", "carry_over", "elasticity", "contribution", "contribution_share", "romi", "low", "high"],
            ["Radio", 0.0, 135 / 1401, 135.0, 135 / 1401, 0.5, 0.5, 0.5],
            ["baseline", 1266.0, None, None, None, None, None, None],
            ["r2", 1.0, None, None, None, None, None, None],
            ["max_vif", 1.014664, None, None, None, None, None, None],
        ],
        "ventes = 100 + semaine + 3 × dépense, 45 € dépensés",
    ),
    source="Broadbent (1979), Journal of the Market Research Society 21:139–166 (adstock); Newey and West (1987), Econometrica 55:703–708",
)
