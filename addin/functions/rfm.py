"""RFM as worksheet functions: recency, frequency and monetary scores, segments, and the programme each calls for."""

from __future__ import annotations

import datetime as dt

from addin.functions import rfm_compute
from addin.functions.sales import AS_OF, SALES, SALES_MESSAGES
from addin.functions.spec import (
    COUNT,
    DAYS,
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Kind,
    Message,
    Result,
    Rows,
    Shape,
)
from workbook_templates.text import Text
from workbook_templates.words import RFM_MEASURE, RFM_METHOD, RFM_PROGRAMME, RFM_SEGMENT

_BINS = Argument(
    name="bins",
    label=Text("classes", "bins"),
    help=Text("Nombre de classes, de 2 à 10.", "Number of classes, 2 to 10."),
    kind=Kind.INTEGER,
    unit=COUNT,
    default=5,
)
_METHOD = Argument(
    name="method",
    label=Text("méthode", "method"),
    help=Text(
        "quantile : les clients égaux restent ensemble ; effectifs égaux : groupes de même taille ; imbriqué : F dans chaque R, M dans chaque R et F.",
        "quantile: equal customers stay together; ntile: groups of the same size; nested: F within each R, M within each R and F.",
    ),
    kind=Kind.TEXT,
    choices=RFM_METHOD,
    default="quantile",
)

_R, _F, _M = Column("r", "r"), Column("f", "f"), Column("m", "m")
_SCORE, _SEGMENT = Column("score", "score"), Column("segment", "segment", words=RFM_SEGMENT)

_BINS_MESSAGE = Message(
    "{bins} classes sont demandées : la méthode RFM en admet de 2 à 10. Le plus courant est 5.",
    "{bins} classes are asked for: RFM takes 2 to 10. The usual choice is 5.",
    kind="#NUM!",
    argument="bins",
)
_MESSAGES = {
    **SALES_MESSAGES,
    "rfm.bins_out_of_range": _BINS_MESSAGE,
    "rfm.few_customers": Message(
        "Moins de clients ({customers}) que de classes ({bins}) : certaines notes ne vont à personne.",
        "Fewer customers ({customers}) than classes ({bins}): some scores go to nobody.",
    ),
}
_TIES = Text(
    "Récence : jours depuis le dernier achat. Fréquence : nombre de lignes au montant positif ou nul. Montant : somme, remboursements déduits. "
    "La note la plus haute est la meilleure. Avec la méthode quantile, deux clients égaux ont toujours la même note : sur une base où la plupart "
    "n'ont acheté qu'une fois, certaines notes de fréquence restent vides.",
    "Recency: days since the last purchase. Frequency: rows with an amount of 0 or more. Monetary: the sum, refunds deducted. The highest score is "
    "the best. With the quantile method two equal customers always have the same score: on a base where most bought once, some frequency scores "
    "stay empty.",
)
_SOURCE = "Hughes (1994), Strategic Database Marketing; segments and tie rules: docs/definitions.md, RFM"

_EXAMPLE_SALES = (
    ["Alma", "Alma", "Alma", "Bruno", "Chloé", "Chloé"],
    [
        dt.date(2026, 3, 2),
        dt.date(2026, 5, 4),
        dt.date(2026, 6, 20),
        dt.date(2025, 11, 3),
        dt.date(2026, 1, 12),
        dt.date(2026, 4, 1),
    ],
    [120, 80, 100, 40, 60, -10],
)
_EXAMPLE_SOURCE = "computed by hand from the definitions"

RFM = Function(
    name="RFM",
    family="rfm",
    summary=Text(
        "Note chaque client sur la récence, la fréquence et le montant de ses achats, et le range dans un segment.",
        "Scores each customer on the recency, frequency and amount of their purchases, and puts them in a segment.",
    ),
    arguments=(*SALES, AS_OF, _BINS, _METHOD),
    result=Result.TABLE,
    compute=rfm_compute.rfm_table,
    columns=(
        Column("customer", "client"),
        Column("recency_days", "récence (jours)", DAYS),
        Column("frequency", "fréquence (achats)", COUNT),
        Column("monetary", "montant (€)", EUROS),
        _R,
        _F,
        _M,
        _SCORE,
        _SEGMENT,
    ),
    messages=_MESSAGES,
    help=_TIES,
    example=Example(
        (*_EXAMPLE_SALES, dt.date(2026, 6, 30), 3),
        [
            ["customer", "recency_days", "frequency", "monetary", "r", "f", "m", "score", "segment"],
            ["Alma", 10, 3, 300.0, 3, 3, 3, "333", "Champions"],
            ["Bruno", 239, 1, 40.0, 1, 1, 1, "111", "Lost"],
            ["Chloé", 169, 1, 50.0, 2, 1, 2, "212", "Need attention"],
        ],
        _EXAMPLE_SOURCE,
    ),
    source=_SOURCE,
)

RFM_SCORES = Function(
    name="RFM_SCORES",
    family="rfm",
    summary=Text(
        "Note des clients dont la récence, la fréquence et le montant sont déjà connus.",
        "Scores customers whose recency, frequency and amount are already known.",
    ),
    arguments=(
        Argument(
            name="recency_days",
            label=Text("récence en jours", "recency_days"),
            help=Text(
                "Jours depuis le dernier achat, un client par ligne.", "Days since the last purchase, one customer per row."
            ),
            shape=Shape.COLUMN,
            unit=DAYS,
            aligned=True,
        ),
        Argument(
            name="frequency",
            label=Text("fréquence", "frequency"),
            help=Text("Nombre d'achats.", "Number of purchases."),
            shape=Shape.COLUMN,
            unit=COUNT,
            aligned=True,
        ),
        Argument(
            name="monetary",
            label=Text("montant", "monetary"),
            help=Text("Somme dépensée.", "Sum spent."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        _BINS,
        _METHOD,
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    compute=rfm_compute.rfm_scores,
    columns=(_R, _F, _M, _SCORE, _SEGMENT),
    messages={
        "rfm.bins_out_of_range": _BINS_MESSAGE,
        "rfm.recency_negative": Message(
            "La récence vaut {value} à la ligne {row} : un nombre de jours écoulés est au moins 0. Vérifiez la date d'arrêté.",
            "The recency is {value} on row {row}: a number of days elapsed is at least 0. Check the as-of date.",
            kind="#NUM!",
        ),
        "rfm.frequency_negative": Message(
            "La fréquence vaut {value} à la ligne {row} : un nombre d'achats est au moins 0. Corrigez la cellule.",
            "The frequency is {value} on row {row}: a number of purchases is at least 0. Correct the cell.",
            kind="#NUM!",
        ),
    },
    help=_TIES,
    example=Example(
        ([2, 40, 90, 200, 365], [9, 6, 4, 2, 1], [900, 450, 300, 120, 40]),
        [
            ["r", "f", "m", "score", "segment"],
            [5, 5, 5, "555", "Champions"],
            [4, 4, 4, "444", "Champions"],
            [3, 3, 3, "333", "Need attention"],
            [2, 2, 2, "222", "Lost"],
            [1, 1, 1, "111", "Lost"],
        ],
        _EXAMPLE_SOURCE,
    ),
    source=_SOURCE,
)

RFM_SEGMENTS = Function(
    name="RFM_SEGMENTS",
    family="rfm",
    summary=Text(
        "Les onze segments : combien de clients, quel chiffre d'affaires, quel programme marketing.",
        "The eleven segments: how many customers, how much revenue, which marketing programme.",
    ),
    arguments=(*SALES, AS_OF, _BINS, _METHOD),
    result=Result.TABLE,
    compute=rfm_compute.rfm_segments,
    columns=(
        _SEGMENT,
        Column("customers", "clients", COUNT),
        Column("customers_share", "part des clients", SHARE),
        Column("revenue", "chiffre d'affaires (€)", EUROS),
        Column("revenue_share", "part du chiffre d'affaires", SHARE),
        Column("mean_recency_days", "récence moyenne (jours)", DAYS),
        Column("mean_frequency", "fréquence moyenne (achats)", COUNT),
        Column("mean_monetary", "montant moyen (€)", EUROS),
        Column("programme", "programme", words=RFM_PROGRAMME),
    ),
    messages=_MESSAGES,
    help=_TIES,
    example=Example(
        (["Alma", "Bruno"], [dt.date(2026, 6, 20), dt.date(2025, 11, 3)], [300, 40], dt.date(2026, 6, 30), 2),
        [
            [
                "segment",
                "customers",
                "customers_share",
                "revenue",
                "revenue_share",
                "mean_recency_days",
                "mean_frequency",
                "mean_monetary",
                "programme",
            ],
            *(
                [
                    RFM_SEGMENT.say(key, "en"),
                    *{
                        "big_spenders": (1, 0.5, 300.0, 300 / 340, 10.0, 1.0, 300.0),
                        "lost": (1, 0.5, 40.0, 40 / 340, 239.0, 1.0, 40.0),
                    }.get(key, (0, 0.0, 0.0, 0.0, None, None, None)),
                    RFM_PROGRAMME.say(key, "en"),
                ]
                for key in RFM_SEGMENT.entries
            ),
        ],
        _EXAMPLE_SOURCE,
    ),
    source=_SOURCE,
)

RFM_GRID = Function(
    name="RFM_GRID",
    family="rfm",
    summary=Text(
        "Le tableau croisé récence × fréquence : clients, chiffre d'affaires ou montant moyen de chaque case.",
        "The recency × frequency cross table: customers, revenue or mean amount in each cell.",
    ),
    arguments=(
        *SALES,
        AS_OF,
        _BINS,
        Argument(
            name="measure",
            label=Text("mesure", "measure"),
            help=Text("Ce que montre chaque case.", "What each cell shows."),
            kind=Kind.TEXT,
            choices=RFM_MEASURE,
            default="customers",
        ),
        _METHOD,
    ),
    result=Result.TABLE,
    compute=rfm_compute.rfm_grid,
    words={"corner": Text("R \\ F", "R \\ F")},
    messages=_MESSAGES,
    help=Text(
        "En lignes R, de la meilleure note à 1 ; en colonnes F, de 1 à la meilleure. Une case sans client vaut 0 ; son montant moyen est vide.",
        "R in rows, from the best score down to 1; F in columns, from 1 to the best. A cell without customers is 0; its mean amount is blank.",
    ),
    example=Example(
        (*_EXAMPLE_SALES, dt.date(2026, 6, 30), 3),
        [["R \\ F", 1, 2, 3], [3, 0, 0, 1], [2, 1, 0, 0], [1, 1, 0, 0]],
        _EXAMPLE_SOURCE,
    ),
    source=_SOURCE,
)


def _score_argument(name: str, fr: str, en: str) -> Argument:
    return Argument(name=name, label=Text(name, name), help=Text(fr, en), kind=Kind.INTEGER, aligned=True)


RFM_SEGMENT_OF = Function(
    name="RFM_SEGMENT",
    family="rfm",
    summary=Text("Le segment d'un client, d'après ses trois notes.", "A customer's segment, from the three scores."),
    arguments=(
        _score_argument("r", "Note de récence, 1 à classes.", "Recency score, 1 to bins."),
        _score_argument("f", "Note de fréquence, 1 à classes.", "Frequency score, 1 to bins."),
        _score_argument("m", "Note de montant, 1 à classes.", "Monetary score, 1 to bins."),
        _BINS,
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    compute=rfm_compute.rfm_segment,
    words=RFM_SEGMENT.entries,
    messages={
        "rfm.bins_out_of_range": _BINS_MESSAGE,
        "rfm.score_out_of_range": Message(
            "« {argument} » vaut {value} : une note va de 1 à {bins}. Corrigez la note, ou le nombre de classes.",
            "“{argument}” is {value}: a score goes from 1 to {bins}. Correct the score, or the number of classes.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "Niveau d'une note : (note − ½)/classes ; bas sous 0,4, haut au-dessus de 0,6. Les onze règles se lisent dans l'ordre, la première vraie décide.",
        "Level of a score: (score − ½)/bins; low under 0.4, high above 0.6. The eleven rules are read in order, the first true one decides.",
    ),
    example=Example((1, 5, 4), "Promising dormants", _EXAMPLE_SOURCE),
    source=_SOURCE,
)

RFM_MIGRATION = Function(
    name="RFM_MIGRATION",
    family="rfm",
    summary=Text(
        "D'où viennent et où vont les clients : le passage d'un segment à l'autre entre deux dates.",
        "Where customers come from and go: the moves between segments from one date to another.",
    ),
    arguments=(
        *SALES,
        Argument(
            name="from_date",
            label=Text("date de départ", "from_date"),
            help=Text("La première date : segments en lignes.", "The first date: segments in rows."),
            kind=Kind.DATE,
        ),
        Argument(
            name="to_date",
            label=Text("date d'arrivée", "to_date"),
            help=Text("La seconde date : segments en colonnes.", "The second date: segments in columns."),
            kind=Kind.DATE,
        ),
        _BINS,
        _METHOD,
    ),
    result=Result.TABLE,
    compute=rfm_compute.rfm_migration,
    words={"from_to": Text("de \\ vers", "from \\ to"), **RFM_SEGMENT.entries},
    messages={
        **_MESSAGES,
        "transactions.none_until": Message(
            "Aucune vente au {as_of} ou avant : toutes les lignes sont postérieures. Avancez la date d'arrivée ou vérifiez les dates.",
            "No sale on {as_of} or before: all rows are later. Move the second date or check the dates.",
            kind="#N/A",
            argument="to_date",
        ),
        "rfm.dates_reversed": Message(
            "La date de départ, {from_date}, n'est pas avant la date d'arrivée, {to_date}. Échangez-les ou corrigez-les.",
            "The first date, {from_date}, is not before the second, {to_date}. Swap or correct them.",
            kind="#NUM!",
            argument="from_date",
        ),
        "rfm.no_purchase_before": Message(
            "Aucun achat au {from_date} ou avant : il n'y a pas de segment de départ. Choisissez une date plus récente.",
            "No purchase on {from_date} or before: there is no segment to start from. Choose a later date.",
            kind="#N/A",
            argument="from_date",
        ),
        "rfm.newcomers": Message(
            "Clients venus pour la première fois après le {from_date}, absents du tableau : {customers}.",
            "Customers who bought for the first time after {from_date}, not in the table: {customers}.",
        ),
    },
    help=Text(
        "Les notes de chaque date sont celles de la base à cette date : un client peut reculer parce que les autres avancent.",
        "The scores at each date are those of the base on that date: a customer may fall back because others move forward.",
    ),
    example=Example(
        (
            ["Alma", "Bruno", "Alma"],
            [dt.date(2026, 1, 5), dt.date(2026, 2, 5), dt.date(2026, 6, 1)],
            [20, 30, 50],
            dt.date(2026, 3, 1),
            dt.date(2026, 6, 30),
            2,
        ),
        [
            ["from \\ to", *RFM_SEGMENT.all("en")],
            *(
                [
                    name,
                    *(
                        1 if (name, other) in (("Lost", "Champions"), ("Big spenders", "Lost")) else 0
                        for other in RFM_SEGMENT.all("en")
                    ),
                ]
                for name in RFM_SEGMENT.all("en")
            ),
        ],
        _EXAMPLE_SOURCE,
    ),
    source=_SOURCE,
)

FUNCTIONS: tuple[Function, ...] = (RFM, RFM_SCORES, RFM_SEGMENTS, RFM_GRID, RFM_SEGMENT_OF, RFM_MIGRATION)
