"""ROMI as worksheet functions: what the marketing euro brings back."""

from __future__ import annotations

from typing import Any

from addin.functions import ab_test, econometric, zones
from addin.functions.romi_arguments import COST, COST_NOT_POSITIVE, MARGIN, MARGIN_OUT_OF_RANGE
from addin.functions.spec import (
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Kind,
    Message,
    Noted,
    Result,
    Rows,
    Shape,
    Table,
)
from workbook_templates.text import Text


def _romi(revenue: float, cost: float, margin: float) -> float:
    from addin.models.romi import romi

    return romi(revenue, cost, margin=margin)


def _romi_discounted(revenues_by_period: Any, cost: float, rate_per_period: float, carry_over: float, margin: float) -> float:
    from addin.models.romi import discounted_romi

    return discounted_romi(revenues_by_period, cost, rate_per_period, carry_over=carry_over, margin=margin)


def _romi_attributed(channels: Any, attributed_revenue: Any, cost: Any, margin: float) -> Noted:
    from addin.models.romi import ranked_romi

    ranking = ranked_romi(attributed_revenue, cost, margin=margin)
    free = [str(channel) for channel, spent in zip(channels, cost, strict=True) if spent == 0]
    notes = (("romi.free_channels", {"count": len(free), "channels": free[:3]}),) if free else ()
    return Noted(Table((channels, attributed_revenue, cost, ranking.romi, ranking.rank)), notes)


ROMI = Function(
    name="ROMI",
    family="romi",
    summary=Text(
        "Marge gagnée par euro de marketing, une fois cet euro remboursé.",
        "Margin gained per marketing euro, once that euro is paid back.",
    ),
    arguments=(
        Argument(
            name="revenue",
            label=Text("revenus", "revenue"),
            help=Text("Chiffre d'affaires attribuable à l'initiative.", "Revenue attributable to the initiative."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="cost",
            label=Text("coût", "cost"),
            help=Text("Ce que l'initiative a coûté.", "What the initiative cost."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="margin",
            label=MARGIN.label,
            help=MARGIN.help,
            shape=Shape.COLUMN,
            unit=SHARE,
            aligned=True,
            default=1.0,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    compute=_romi,
    messages={"romi.cost_not_positive": COST_NOT_POSITIVE, "romi.margin_out_of_range": MARGIN_OUT_OF_RANGE},
    help=Text(
        "(revenus × marge − coût) ÷ coût. Un revenu négatif (des ventes perdues) est admis.",
        "(revenue × margin − cost) ÷ cost. A negative revenue (lost sales) is allowed.",
    ),
    example=Example((150000, 50000, 0.4), 0.2, "(150 000 × 0,4 − 50 000) ÷ 50 000"),
    source="the article, « Calcul du ROI marketing par la formule ROMI »",
)

ROMI_DISCOUNTED = Function(
    name="ROMI_DISCOUNTED",
    family="romi",
    summary=Text(
        "ROMI d'effets étalés dans le temps, actualisés, avec leur traîne.",
        "ROMI of effects spread over time, discounted, with their tail.",
    ),
    arguments=(
        Argument(
            name="revenues_by_period",
            label=Text("revenus par période", "revenues_by_period"),
            help=Text(
                "Revenus de chaque période, la première non actualisée.", "Revenue of each period, the first one undiscounted."
            ),
            shape=Shape.COLUMN,
            unit=EUROS,
            blanks=True,
        ),
        COST,
        Argument(
            name="rate_per_period",
            label=Text("taux par période", "rate_per_period"),
            help=Text("Taux d'actualisation de la période des revenus.", "Discount rate for the period of the revenues."),
            unit=Text("taux par période, 0,02 = 2 %", "rate per period, 0.02 = 2%"),
        ),
        Argument(
            name="carry_over",
            label=Text("rémanence", "carry_over"),
            help=Text(
                "Part de l'effet qui demeure à la période suivante ; 0 par défaut.",
                "Part of the effect that remains in the next period; 0 by default.",
            ),
            unit=SHARE,
            default=0.0,
        ),
        MARGIN,
    ),
    result=Result.SCALAR,
    compute=_romi_discounted,
    messages={
        "romi.cost_not_positive": COST_NOT_POSITIVE,
        "romi.margin_out_of_range": MARGIN_OUT_OF_RANGE,
        "romi.revenues_empty": Message(
            "« {argument} » ne contient aucun nombre : le ROMI se calcule sur une période au moins. Saisissez les revenus, 0 compris.",
            "“{argument}” holds no number: ROMI needs one period at least. Enter the revenues, 0 included.",
            kind="#N/A",
        ),
        "romi.revenue_blank": Message(
            "La période {row} est vide entre deux revenus : son rang compterait faux. Saisissez 0 si rien n'a été gagné.",
            "Period {row} is blank between two revenues: its rank would count wrong. Enter 0 where nothing was earned.",
        ),
        "romi.rate_out_of_range": Message(
            "Le taux vaut {value} par période : attendu entre 0 et 1 (2 % s'écrit 0,02). Corrigez-le.",
            "The rate is {value} per period: expected between 0 and 1 (2% is 0.02). Correct it.",
            kind="#NUM!",
        ),
        "romi.carry_over_out_of_range": Message(
            "La rémanence vaut {value} : attendu de 0 à moins de {limit} (1 + taux), sinon l'effet ne s'éteint jamais. Corrigez-la.",
            "The carry-over is {value}: expected from 0 to under {limit} (1 + rate), or the effect never dies out. Correct it.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "Chaque revenu est pesé par 1/(1 + taux)^t, t à partir de 0 ; la rémanence prolonge le dernier par une traîne géométrique. "
        "Les cellules vides après le dernier revenu sont ignorées.",
        "Each revenue is weighted by 1/(1 + rate)^t, t from 0; carry-over extends the last one by a geometric tail. "
        "Blank cells after the last revenue are ignored.",
    ),
    example=Example(([60, 60], 100, 0.2, 0.6), 0.6, "60 + 60/1,2 + 50 × 0,6/(1,2 − 0,6) = 160"),
    source="the article, « ROMI actualisé » ; docs/definitions.md, ROMI",
)

ROMI_ATTRIBUTED = Function(
    name="ROMI_ATTRIBUTED",
    family="romi",
    summary=Text(
        "ROMI de chaque canal sur les revenus que l'attribution lui crédite.",
        "Each channel's ROMI on the revenue attribution credits it with.",
    ),
    arguments=(
        Argument(
            name="channels",
            label=Text("canaux", "channels"),
            help=Text("Noms des canaux.", "Channel names."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="attributed_revenue",
            label=Text("revenus attribués", "attributed_revenue"),
            help=Text("Revenus crédités à chaque canal.", "Revenue credited to each channel."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="cost",
            label=Text("coût", "cost"),
            help=Text("Ce que chaque canal a coûté ; 0 pour un canal gratuit.", "What each channel cost; 0 for a free channel."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        MARGIN,
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    compute=_romi_attributed,
    columns=(
        Column("channel", "canal"),
        Column("revenue", "revenus", EUROS),
        Column("cost", "coût", EUROS),
        Column("romi", "romi"),
        Column("rank", "rang"),
    ),
    messages={
        "romi.empty": Message(
            "Aucun canal : la plage est vide. Donnez une ligne par canal.",
            "No channel: the range is empty. Give one row a channel.",
            kind="#N/A",
        ),
        "romi.cost_negative": Message(
            "Le coût vaut {value}{at} : un coût est positif ou nul. Corrigez-le.",
            "The cost is {value}{at}: a cost is zero or more. Correct it.",
            kind="#NUM!",
        ),
        "romi.margin_out_of_range": MARGIN_OUT_OF_RANGE,
        "romi.free_channels": Message(
            "{count} canal(aux) sans coût ({channels}) : pas de ROMI ni de rang pour une dépense nulle.",
            "{count} channel(s) without cost ({channels}): no ROMI and no rank for a spend of zero.",
        ),
    },
    help=Text(
        "Rang 1 : le meilleur ROMI ; à égalité, le même rang. Un canal sans coût n'a ni ROMI ni rang.",
        "Rank 1 is the best ROMI; equal values share a rank. A channel without cost has neither.",
    ),
    example=Example(
        (["Search", "Radio"], [150, 80], [100, 100]),
        [["channel", "revenue", "cost", "romi", "rank"], ["Search", 150.0, 100.0, 0.5, 1], ["Radio", 80.0, 100.0, -0.2, 2]],
        "(150 − 100) ÷ 100",
    ),
    source="docs/definitions.md, ROMI",
)

FUNCTIONS: tuple[Function, ...] = (
    ROMI,
    ROMI_DISCOUNTED,
    ab_test.ROMI_AB,
    zones.ROMI_ZONES,
    econometric.ROMI_ECONOMETRIC,
    ROMI_ATTRIBUTED,
)
