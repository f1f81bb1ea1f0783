"""From objectives to customers and leads, as worksheet functions."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import COUNT, SHARE, Argument, Column, Example, Function, Kind, Message, Result, Shape, Table
from workbook_templates.text import Text

_QUARTER = Column("quarter", "trimestre")


def _objective_cascade(
    gain_customers_total: float, quarters: int, channels: Any, channel_share: Any, conversion_rate: Any, ramp: Any = None
) -> Table:
    from addin.models.cascade import cascade

    goals = cascade(
        gain_customers_total,
        quarters=quarters,
        shares=channel_share.tolist(),
        conversion_rates=conversion_rate.tolist(),
        ramp=None if ramp is None else ramp.tolist(),
    )
    return Table(
        (
            [goal.quarter for goal in goals],
            [channels[goal.channel] for goal in goals],
            [goal.customers for goal in goals],
            [goal.leads for goal in goals],
        )
    )


OBJECTIVE_CASCADE = Function(
    name="OBJECTIVE_CASCADE",
    family="cascade",
    summary=Text(
        "Décline un objectif de clients par trimestre et par canal, avec les prospects nécessaires.",
        "Breaks a goal of customers down by quarter and channel, with the leads needed.",
    ),
    arguments=(
        Argument(
            name="gain_customers_total",
            label=Text("clients à gagner", "customers_to_gain"),
            help=Text("Clients à gagner en tout.", "Customers to gain in all."),
            unit=COUNT,
        ),
        Argument(
            name="quarters",
            label=Text("trimestres", "quarters"),
            help=Text("Nombre de trimestres.", "Number of quarters."),
            kind=Kind.INTEGER,
        ),
        Argument(
            name="channels",
            label=Text("canaux", "channels"),
            help=Text("Canaux de prospection.", "Prospecting channels."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        Argument(
            name="channel_share",
            label=Text("parts", "shares"),
            help=Text("Part de chaque canal ; le total fait 1.", "Part of each channel; they add up to 1."),
            shape=Shape.COLUMN,
            unit=SHARE,
            aligned=True,
        ),
        Argument(
            name="conversion_rate",
            label=Text("taux de conversion", "conversion_rate"),
            help=Text("Clients par prospect, par canal.", "Customers per lead, by channel."),
            shape=Shape.COLUMN,
            unit=SHARE,
            aligned=True,
        ),
        Argument(
            name="ramp",
            label=Text("montée", "ramp"),
            help=Text("Poids de chaque trimestre, égaux par défaut.", "Weight of each quarter, equal by default."),
            shape=Shape.COLUMN,
            default=None,
        ),
    ),
    result=Result.TABLE,
    columns=(
        _QUARTER,
        Column("channel", "canal"),
        Column("customers", "clients"),
        Column("leads needed", "prospects nécessaires"),
    ),
    messages={
        "cascade.total_negative": Message(
            "L'objectif vaut {value} clients : un gain n'est jamais sous 0. Corrigez-le.",
            "The goal is {value} customers: a gain is never below 0. Correct it.",
            kind="#NUM!",
            argument="gain_customers_total",
        ),
        "cascade.quarters_out_of_range": Message(
            "Le nombre de trimestres vaut {value} : attendu de 1 à {most}. Corrigez-le.",
            "The number of quarters is {value}: expected from 1 to {most}. Correct it.",
            kind="#NUM!",
            argument="quarters",
        ),
        "cascade.share_negative": Message(
            "La part vaut {value} à la ligne {row} : elle n'est jamais sous 0. Corrigez-la.",
            "The share is {value} on row {row}: it is never below 0. Correct it.",
            kind="#NUM!",
            argument="channel_share",
        ),
        "cascade.shares_not_one": Message(
            "Les parts des canaux font {total} au total : il faut 1 (100 %). Ajustez-les.",
            "The channels' shares add up to {total}: 1 (100%) is needed. Adjust them.",
            kind="#NUM!",
            argument="channel_share",
        ),
        "cascade.rate_out_of_range": Message(
            "Le taux de conversion vaut {value} à la ligne {row} : attendu au-dessus de 0 et jusqu'à 1. Pour 12 %, saisissez 12 % ou 0,12.",
            "The conversion rate is {value} on row {row}: expected above 0 and up to 1. For 12%, enter 12% or 0.12.",
            kind="#NUM!",
            argument="conversion_rate",
        ),
        "cascade.ramp_length": Message(
            "La montée a {length} poids pour {quarters} trimestres : il en faut un par trimestre. Ajustez la plage.",
            "The ramp has {length} weights for {quarters} quarters: one a quarter is needed. Adjust the range.",
            argument="ramp",
        ),
        "cascade.ramp_not_positive": Message(
            "Un poids de la montée est sous 0, ou tous sont à 0. Corrigez-les.",
            "A weight of the ramp is below 0, or all are 0. Correct them.",
            kind="#NUM!",
            argument="ramp",
        ),
    },
    help=Text(
        "Clients = total × poids du trimestre × part du canal, arrondis pour que la somme reste exacte (plus forts restes). Prospects = clients ÷ taux, arrondis au-dessus.",
        "Customers = total × weight of the quarter × share of the channel, rounded so that the sum stays exact (largest remainder). Leads = customers ÷ rate, rounded up.",
    ),
    example=Example(
        (800, 2, ["Web", "Salon"], [0.75, 0.25], [0.02, 0.1], [1, 3]),
        [
            ["quarter", "channel", "customers", "leads needed"],
            [1, "Web", 150, 7500],
            [1, "Salon", 50, 500],
            [2, "Web", 450, 22500],
            [2, "Salon", 150, 1500],
        ],
        "worked by hand",
    ),
    source="the article, « 200 nouveaux clients par trimestre, avec un taux de conversion défini pour chaque canal »",
    compute=_objective_cascade,
)


def _market_share(market_customers: float, share_now: float, share_target: float, churn_rate: float, years: float) -> Table:
    from addin.models.cascade import market_share_to_customers

    intakes = market_share_to_customers(
        market_customers, share_now=share_now, share_target=share_target, churn_rate=churn_rate, years=years
    )
    return Table.from_rows([(intake.quarter, intake.new, intake.replacements, intake.total) for intake in intakes], width=4)


MARKET_SHARE_TO_CUSTOMERS = Function(
    name="MARKET_SHARE_TO_CUSTOMERS",
    family="market_share",
    summary=Text(
        "Clients à gagner chaque trimestre pour passer d'une part de marché à une autre, départs remplacés.",
        "Customers to win each quarter to go from one market share to another, leavers being replaced.",
    ),
    arguments=(
        Argument(
            name="market_customers",
            label=Text("clients du marché", "market_customers"),
            help=Text("Clients du marché entier.", "Customers of the whole market."),
            unit=COUNT,
        ),
        Argument(
            name="share_now",
            label=Text("part actuelle", "share_now"),
            help=Text("Part de marché actuelle.", "Market share now."),
            unit=SHARE,
        ),
        Argument(
            name="share_target",
            label=Text("part visée", "share_target"),
            help=Text("Part visée à la fin.", "Share aimed at in the end."),
            unit=SHARE,
        ),
        Argument(
            name="churn_rate",
            label=Text("attrition", "churn_rate"),
            help=Text("Part des clients qui part en un an.", "Part of the customers that leaves in a year."),
            unit=SHARE,
        ),
        Argument(
            name="years",
            label=Text("années", "years"),
            help=Text("Durée, en trimestres entiers.", "Duration, in whole quarters."),
            unit=Text("années", "years"),
        ),
    ),
    result=Result.TABLE,
    columns=(
        _QUARTER,
        Column("new_customers", "nouveaux clients"),
        Column("replacements", "remplacements"),
        Column("total", "total"),
    ),
    messages={
        "market_share.market_not_positive": Message(
            "Le marché compte {value} clients : il en faut plus de 0. Corrigez-le.",
            "The market has {value} customers: more than 0 are needed. Correct it.",
            kind="#NUM!",
            argument="market_customers",
        ),
        "market_share.share_out_of_range": Message(
            "« {argument} » vaut {value} : attendu de 0 à 1. Pour 12 %, saisissez 12 % ou 0,12.",
            "“{argument}” is {value}: expected from 0 to 1. For 12%, enter 12% or 0.12.",
            kind="#NUM!",
        ),
        "market_share.target_below_now": Message(
            "La part visée ({target}) est sous la part actuelle ({now}) : il n'y a pas de client à gagner. Corrigez l'une des deux.",
            "The share aimed at ({target}) is below the share now ({now}): there is no customer to win. Correct one of them.",
            kind="#NUM!",
            argument="share_target",
        ),
        "market_share.churn_out_of_range": Message(
            "L'attrition vaut {value} par an : attendu de 0 à moins de 1. Pour 12 %, saisissez 12 % ou 0,12.",
            "The churn is {value} a year: expected from 0 to less than 1. For 12%, enter 12% or 0.12.",
            kind="#NUM!",
            argument="churn_rate",
        ),
        "market_share.years_out_of_range": Message(
            "La durée vaut {value} an : attendu un nombre entier de trimestres (0,25 ; 0,5 ; … ; 20). Corrigez-la.",
            "The duration is {value} years: a whole number of quarters is expected (0.25, 0.5, …, 20). Correct it.",
            kind="#NUM!",
            argument="years",
        ),
    },
    help=Text(
        "La part monte en ligne droite. Chaque trimestre perd 1 − (1 − attrition)^¼ des clients présents au début, à remplacer. Clients entiers : les totaux restent exacts.",
        "The share rises in a straight line. Each quarter loses 1 − (1 − churn)^¼ of the customers it starts with, to be replaced. Whole customers: totals stay exact.",
    ),
    example=Example(
        (48_000, 0.10, 0.15, 0, 0.5),
        [["quarter", "new_customers", "replacements", "total"], [1, 1200, 0, 1200], [2, 1200, 0, 1200]],
        "worked by hand",
    ),
    source="the article, « augmentation de la part de marché de 5 % en trois ans … 200 nouveaux clients par trimestre »",
    compute=_market_share,
)

FUNCTIONS: tuple[Function, ...] = (OBJECTIVE_CASCADE, MARKET_SHARE_TO_CUSTOMERS)
