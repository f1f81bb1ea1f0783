"""CLV as worksheet functions: by formula, by segment, and how concentrated it is; with those from sales, the family."""

from __future__ import annotations

from typing import Any

from addin.functions.clv_messages import PAST_MESSAGES, VALUES_MESSAGES, out_of_range
from addin.functions.clv_models import CLV_ALERTS, CLV_CUSTOMERS, CLV_EXPECTED_PURCHASES, CLV_FIT, CLV_P_ALIVE
from addin.functions.spec import (
    COUNT,
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Key,
    Kind,
    Message,
    Result,
    Rows,
    Shape,
    Table,
)
from workbook_templates.text import Text

Cells = Any  # a column of cells as `Kind` says: a numpy array, numpy being loaded by the model

_BY_HAND = "computed by hand from the definitions"


def _clv(
    margin_per_period: float, retention_rate: float, discount_rate: float, periods: int | None, acquisition_cost: float
) -> float:
    from addin.models.clv import clv

    return clv(margin_per_period, retention_rate, discount_rate, periods=periods, acquisition_cost=acquisition_cost)


def _clv_pareto(values: Cells, share: float) -> Table:
    from addin.models.concentration import DECILES, concentration

    found = concentration(values, share=share)
    rows: list[tuple[object, ...]] = list(
        zip(
            range(1, DECILES + 1),
            found.customers,
            found.value,
            found.value_share,
            found.cumulative_customers_share,
            found.cumulative_value_share,
            strict=True,
        )
    )
    last = (("top_share", found.top_share), ("customers_for_80pct", found.customers_for_80pct), ("gini", found.gini))
    rows += [(Key(name), value, None, None, None, None) for name, value in last]
    return Table.from_rows(rows, width=6)


def _clv_by_segment(segments: Cells, values: Cells) -> Table:
    from addin.models.concentration import by_segment

    found = by_segment(segments, values)
    return Table((found.segments, found.customers, found.mean, found.total, found.share))


CLV = Function(
    name="CLV",
    family="clv",
    summary=Text(
        "Valeur vie client par formule : marge par période, taux de rétention, actualisation.",
        "Customer lifetime value by formula: margin per period, retention rate, discounting.",
    ),
    arguments=(
        Argument(
            name="margin_per_period",
            label=Text("marge par période", "margin_per_period"),
            help=Text(
                "Marge qu'un client apporte par période ; la première est reçue aussitôt.",
                "Margin a customer brings per period; the first one is received at once.",
            ),
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="retention_rate",
            label=Text("taux de rétention", "retention_rate"),
            help=Text(
                "Part des clients gardés d'une période à la suivante.", "Share of customers kept from one period to the next."
            ),
            unit=SHARE,
            aligned=True,
        ),
        Argument(
            name="discount_rate",
            label=Text("taux d'actualisation", "discount_rate"),
            help=Text(
                "Taux d'actualisation par période, la même que celle de la marge.",
                "Discount rate per period, the same as the margin's.",
            ),
            unit=Text("taux par période", "rate per period"),
            aligned=True,
        ),
        Argument(
            name="periods",
            label=Text("périodes", "periods"),
            help=Text(
                "Nombre de périodes ; omis, l'horizon est infini.", "Number of periods; when omitted, the horizon is infinite."
            ),
            kind=Kind.INTEGER,
            unit=COUNT,
            aligned=True,
            default=None,
        ),
        Argument(
            name="acquisition_cost",
            label=Text("coût d'acquisition", "acquisition_cost"),
            help=Text("Coût d'acquisition du client, déduit.", "Cost of acquiring the customer, deducted."),
            unit=EUROS,
            aligned=True,
            default=0.0,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    compute=_clv,
    messages={
        "clv.retention_out_of_range": out_of_range(
            "Le taux de rétention vaut {value} : attendu entre 0 et 1 (80 % s'écrit 0,8). Corrigez-le.",
            "The retention rate is {value}: expected between 0 and 1 (80% is 0.8). Correct it.",
            "retention_rate",
        ),
        "clv.discount_negative": out_of_range(
            "Le taux d'actualisation vaut {value} : il est au moins 0 (10 % s'écrit 0,1). Corrigez-le.",
            "The discount rate is {value}: it is at least 0 (10% is 0.1). Correct it.",
            "discount_rate",
        ),
        "clv.retention_not_below_discount": out_of_range(
            "Avec une rétention de {retention_rate} et une actualisation de {discount_rate}, la somme est infinie : la rétention doit rester sous "
            "1 + le taux d'actualisation. Donnez un nombre de périodes.",
            "With a retention of {retention_rate} and a discount of {discount_rate} the sum is infinite: retention must stay below 1 + the "
            "discount rate. Give a number of periods.",
            "retention_rate",
        ),
        "clv.periods_negative": PAST_MESSAGES["clv.periods_negative"],
    },
    help=Text(
        "Σ marge · rétention^t/(1 + taux)^t pour t = 0 à périodes − 1, moins le coût d'acquisition ; à l'infini, marge · (1 + taux)/(1 + taux − rétention).",
        "Σ margin · retention^t/(1 + rate)^t for t = 0 to periods − 1, less the acquisition cost; for ever, margin · (1 + rate)/(1 + rate − retention).",
    ),
    example=Example((100, 0.8, 0.1, 3, 50), 100 + 80 / 1.1 + 64 / 1.21 - 50, _BY_HAND),
    source="Gupta & Lehmann (2003), Journal of Interactive Marketing 17(1)",
)

_VALUES = Argument(
    name="values",
    label=Text("valeurs", "values"),
    help=Text("La valeur de chaque client, par exemple sa CLV.", "The value of each customer, their CLV for instance."),
    shape=Shape.COLUMN,
    unit=EUROS,
    aligned=True,
)

CLV_PARETO = Function(
    name="CLV_PARETO",
    family="clv",
    summary=Text(
        "La concentration de la valeur : ce que pèsent les meilleurs clients, dixième par dixième (80/20).",
        "The concentration of value: what the best customers weigh, tenth by tenth (80/20).",
    ),
    arguments=(
        _VALUES,
        Argument(
            name="share",
            label=Text("part", "share"),
            help=Text("Part des meilleurs clients dont on veut le poids.", "Share of the best customers whose weight is wanted."),
            unit=SHARE,
            default=0.2,
        ),
    ),
    result=Result.TABLE,
    compute=_clv_pareto,
    columns=(
        Column("decile", "décile"),
        Column("customers", "clients", COUNT),
        Column("value", "valeur (€)", EUROS),
        Column("value_share", "part de la valeur", SHARE),
        Column("cumulative_customers_share", "part cumulée des clients", SHARE),
        Column("cumulative_value_share", "part cumulée de la valeur", SHARE),
    ),
    words={
        "top_share": Text("part des meilleurs clients", "top_share"),
        "customers_for_80pct": Text("part des clients pour 80 % de la valeur", "customers_for_80pct"),
        "gini": Text("indice de Gini", "gini"),
    },
    messages={
        **VALUES_MESSAGES,
        "clv.value_negative": Message(
            "La valeur de la ligne {row} est {value} : une concentration se mesure sur des valeurs positives ou nulles. Corrigez-la ou écartez ce client.",
            "The value on row {row} is {value}: concentration is measured on values of 0 or more. Correct it or set that customer aside.",
            kind="#NUM!",
            argument="values",
        ),
        "clv.values_all_zero": Message(
            "Les {count} valeurs sont toutes nulles : il n'y a pas de concentration à mesurer. Vérifiez la colonne désignée.",
            "All {count} values are 0: there is no concentration to measure. Check the column pointed to.",
            kind="#N/A",
            argument="values",
        ),
        "clv.share_out_of_range": out_of_range(
            "La part vaut {value} : attendue au-dessus de 0 et jusqu'à 1 (20 % s'écrit 0,2). Corrigez-la.",
            "The share is {value}: expected above 0 and up to 1 (20% is 0.2). Correct it.",
            "share",
        ),
    },
    help=Text(
        "Le décile 1 réunit les meilleurs. Indice de Gini : 0 quand tous les clients se valent, proche de 1 quand un seul porte tout.",
        "Decile 1 holds the best. Gini: 0 when all customers are equal, near 1 when one carries everything.",
    ),
    example=Example(
        ([60, 10, 10, 10, 10],),
        [
            ["decile", "customers", "value", "value_share", "cumulative_customers_share", "cumulative_value_share"],
            [1, 1, 60.0, 0.6, 0.2, 0.6],
            [2, 0, 0.0, 0.0, 0.2, 0.6],
            [3, 1, 10.0, 0.1, 0.4, 0.7],
            [4, 0, 0.0, 0.0, 0.4, 0.7],
            [5, 1, 10.0, 0.1, 0.6, 0.8],
            [6, 0, 0.0, 0.0, 0.6, 0.8],
            [7, 1, 10.0, 0.1, 0.8, 0.9],
            [8, 0, 0.0, 0.0, 0.8, 0.9],
            [9, 1, 10.0, 0.1, 1.0, 1.0],
            [10, 0, 0.0, 0.0, 1.0, 1.0],
            ["top_share", 0.6, None, None, None, None],
            ["customers_for_80pct", 0.6, None, None, None, None],
            ["gini", 0.4, None, None, None, None],
        ],
        _BY_HAND,
    ),
    source="Lorenz (1905), Publications of the American Statistical Association 9(70); definitions: docs/definitions.md, CLV",
)

CLV_BY_SEGMENT = Function(
    name="CLV_BY_SEGMENT",
    family="clv",
    summary=Text(
        "La valeur de chaque segment : clients, moyenne, total, part. Le plus gros d'abord.",
        "The value of each segment: customers, mean, total, share. The largest first.",
    ),
    arguments=(
        Argument(
            name="segments",
            label=Text("segments", "segments"),
            help=Text("Le segment de chaque client.", "The segment of each customer."),
            kind=Kind.KEY,
            shape=Shape.COLUMN,
            aligned=True,
        ),
        _VALUES,
    ),
    result=Result.TABLE,
    compute=_clv_by_segment,
    columns=(
        Column("segment", "segment"),
        Column("customers", "clients", COUNT),
        Column("mean_clv", "CLV moyenne (€)", EUROS),
        Column("total_clv", "CLV totale (€)", EUROS),
        Column("share", "part", SHARE),
    ),
    messages=VALUES_MESSAGES,
    example=Example(
        (["Club", "Web", "Club"], [30, 50, 40]),
        [
            ["segment", "customers", "mean_clv", "total_clv", "share"],
            ["Club", 2, 35.0, 70.0, 70 / 120],
            ["Web", 1, 50.0, 50.0, 50 / 120],
        ],
        _BY_HAND,
    ),
    source="docs/definitions.md, CLV",
)

FUNCTIONS: tuple[Function, ...] = (
    CLV, CLV_FIT, CLV_CUSTOMERS, CLV_P_ALIVE, CLV_EXPECTED_PURCHASES, CLV_PARETO, CLV_BY_SEGMENT, CLV_ALERTS,
)  # fmt: skip
