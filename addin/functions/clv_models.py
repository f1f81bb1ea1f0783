"""CLV from sales as worksheet functions: the purchase and spend models, each customer's value, alerts."""

from __future__ import annotations

from addin.functions import clv_compute, clv_example
from addin.functions.clv_compute import CUSTOMER_COLUMNS, DURATION_WORDS
from addin.functions.clv_messages import ALERT_MESSAGES, FIT_MESSAGES, PAST_MESSAGES, TERMS_MESSAGES, out_of_range
from addin.functions.sales import AS_OF, SALES
from addin.functions.spec import (
    ANNUAL_RATE,
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
from workbook_templates.words import CLV_MODEL, TIME_UNIT

_MODEL = Argument(
    name="model",
    label=Text("modèle", "model"),
    help=Text(
        "BG/NBD, MBG/NBD ou PARETO/NBD. Le BG/NBD donne P(vivant) = 1 à qui n'a acheté qu'une fois ; les deux autres, non.",
        "BG/NBD, MBG/NBD or PARETO/NBD. BG/NBD gives P(alive) = 1 to one-time buyers; the other two do not.",
    ),
    kind=Kind.TEXT,
    choices=CLV_MODEL,
    default="BG/NBD",
)
_TIME_UNIT = Argument(
    name="time_unit",
    label=Text("unité de temps", "time_unit"),
    help=Text(
        "L'unité de toutes les durées : jour, semaine ou mois (365,25/12 jours).",
        "The unit of every duration: day, week or month (365.25/12 days).",
    ),
    kind=Kind.TEXT,
    choices=TIME_UNIT,
    default="week",
)
_PERIODS_UNIT = Text("unités de temps", "time units")

_LIMITS = Text(
    "Le premier achat est l'essai : x compte les réachats, et la dépense moyenne est celle des réachats. Estimation par maximum de vraisemblance. "
    "Le BG/NBD donne P(vivant) = 1 à qui n'a acheté qu'une fois : choisissez MBG/NBD ou PARETO/NBD pour en douter. Sans réachat, la dépense "
    "attendue est la moyenne de la population.",
    "The first purchase is the trial: x counts repeats, and the mean spend is that of repeats. Maximum likelihood estimation. BG/NBD gives "
    "P(alive) = 1 to one-time buyers: choose MBG/NBD or PARETO/NBD to doubt them. Without a repeat, the expected spend is the population's mean.",
)
_MODELS_SOURCE = (
    "Fader, Hardie & Lee (2005), Marketing Science 24(2); Batislam et al. (2007), IJRM 24(3); Schmittlein, Morrison & Colombo (1987), "
    "Management Science 33(1); Fader & Hardie (2013), note 025"
)

CLV_FIT = Function(
    name="CLV_FIT",
    family="clv",
    summary=Text(
        "Estime, sur les ventes, le modèle d'achat et le modèle de dépense : paramètres, erreurs-types, vraisemblance.",
        "Estimates the purchase model and the spend model from sales: parameters, standard errors, likelihood.",
    ),
    arguments=(
        *SALES,
        AS_OF,
        _MODEL,
        _TIME_UNIT,
        Argument(
            name="holdout_periods",
            label=Text("périodes de contrôle", "holdout_periods"),
            help=Text(
                "Nombre d'unités de temps mises de côté à la fin : le modèle est estimé avant, puis comparé à ce qui s'est passé.",
                "Number of time units set aside at the end: the model is estimated before them, then compared with what happened.",
            ),
            unit=_PERIODS_UNIT,
            default=None,
        ),
    ),
    result=Result.TABLE,
    compute=clv_compute.clv_fit,
    columns=(
        Column("parameter", "paramètre"),
        Column("estimate", "estimation"),
        Column("std_error", "erreur-type"),
    ),
    words={
        "log_likelihood": Text("log-vraisemblance", "log_likelihood"),
        "log_likelihood_spend": Text("log-vraisemblance (dépense)", "log_likelihood_spend"),
        "customers": Text("clients", "customers"),
        "repeat_customers": Text("clients ayant racheté", "repeat_customers"),
        "holdout_actual": Text("contrôle : réachats observés", "holdout_actual"),
        "holdout_predicted": Text("contrôle : réachats prévus", "holdout_predicted"),
        "holdout_mae": Text("contrôle : erreur absolue moyenne par client", "holdout_mae"),
    },
    messages={
        **FIT_MESSAGES,
        "clv.holdout_not_positive": out_of_range(
            "La période de contrôle vaut {value} : elle doit être supérieure à 0. Omettez-la pour estimer sur toutes les ventes.",
            "The holdout is {value}: it must be above 0. Leave it out to estimate on all sales.",
            "holdout_periods",
        ),
        "clv.holdout_too_long": out_of_range(
            "Une période de contrôle de {value} ne laisse aucun achat avant le {until} : raccourcissez-la.",
            "A holdout of {value} leaves no purchase before {until}: shorten it.",
            "holdout_periods",
        ),
        "clv.calibrated_until": Message(
            "Le modèle est estimé sur les ventes jusqu'au {until} ; la suite sert de contrôle.",
            "The model is estimated on sales up to {until}; the rest is the holdout.",
        ),
    },
    help=_LIMITS,
    example=Example((*clv_example.SALES, clv_example.AS_OF), clv_example.FIT, clv_example.SOURCE),
    source=_MODELS_SOURCE,
)

CLV_CUSTOMERS = Function(
    name="CLV_CUSTOMERS",
    family="clv",
    summary=Text(
        "Pour chaque client : probabilité qu'il le soit encore, achats attendus, panier attendu, valeur actualisée.",
        "For each customer: probability of still being one, expected purchases, expected spend, discounted value.",
    ),
    arguments=(
        *SALES,
        AS_OF,
        Argument(
            name="horizon_periods",
            label=Text("horizon", "horizon_periods"),
            help=Text(
                "Nombre d'unités de temps à venir ; omis, un an : 365 jours, 52 semaines ou 12 mois.",
                "Number of time units ahead; when omitted, one year: 365 days, 52 weeks or 12 months.",
            ),
            kind=Kind.INTEGER,
            unit=_PERIODS_UNIT,
            default=None,
        ),
        Argument(
            name="annual_discount",
            label=Text("taux annuel", "annual_discount"),
            help=Text("Taux d'actualisation annuel.", "Annual discount rate."),
            unit=ANNUAL_RATE,
            default=0.10,
        ),
        Argument(
            name="margin",
            label=Text("marge", "margin"),
            help=Text(
                "Taux de marge brute ; 1 donne une valeur en chiffre d'affaires.", "Gross margin; 1 gives a value in revenue."
            ),
            unit=SHARE,
            default=1.0,
        ),
        _MODEL,
        _TIME_UNIT,
    ),
    result=Result.TABLE,
    compute=clv_compute.clv_customers,
    columns=CUSTOMER_COLUMNS,
    words=DURATION_WORDS,
    messages={**FIT_MESSAGES, **TERMS_MESSAGES, **ALERT_MESSAGES},
    help=_LIMITS,
    example=Example((*clv_example.SALES, clv_example.AS_OF), clv_example.CUSTOMERS, clv_example.SOURCE),
    source=_MODELS_SOURCE,
)

CLV_ALERTS = Function(
    name="CLV_ALERTS",
    family="clv",
    summary=Text(
        "Les clients à retenir : précieux, et dont la probabilité d'être encore là a chuté. La plus forte valeur en jeu d'abord.",
        "The customers to hold: valuable, and whose probability of still being there has fallen. Most value at risk first.",
    ),
    arguments=(
        *SALES,
        AS_OF,
        Argument(
            name="drop",
            label=Text("baisse", "drop"),
            help=Text(
                "Baisse de P(vivant) depuis le dernier achat qui déclenche l'alerte.",
                "Fall of P(alive) since the last purchase that raises the alert.",
            ),
            unit=SHARE,
            default=0.5,
        ),
        Argument(
            name="top_share",
            label=Text("part des meilleurs", "top_share"),
            help=Text(
                "Part des clients, par valeur s'ils sont encore là, qui méritent l'effort.",
                "Share of customers, by value if alive, worth the effort.",
            ),
            unit=SHARE,
            default=0.2,
        ),
    ),
    result=Result.TABLE,
    compute=clv_compute.clv_alerts,
    columns=(
        Column("customer", "client"),
        Column("clv", "CLV (€)", EUROS),
        Column("p_alive", "P(vivant)", SHARE),
        Column("days_since_last", "jours depuis le dernier achat", DAYS),
        Column("usual_gap_days", "intervalle habituel (jours)", DAYS),
        Column("value_at_risk", "valeur en jeu (€)", EUROS),
        Column("reason", "motif"),
    ),
    messages={**FIT_MESSAGES, **TERMS_MESSAGES, **ALERT_MESSAGES},
    help=Text(
        "BG/NBD en semaines, horizon d'un an, actualisation de 10 % par an, valeur en chiffre d'affaires. Valeur en jeu : ce que vaudrait le client "
        "s'il était sûrement encore là, moins sa CLV. La colonne alerte de CLV_CUSTOMERS suit la même règle.",
        "BG/NBD in weeks, a horizon of one year, a discount of 10% a year, value in revenue. Value at risk: what the customer would be worth if "
        "surely still there, less their CLV. The alert column of CLV_CUSTOMERS follows the same rule.",
    ),
    example=Example((*clv_example.SALES, clv_example.AS_OF), clv_example.ALERTS, clv_example.SOURCE),
    source=_MODELS_SOURCE,
)

CLV_P_ALIVE = Function(
    name="CLV_P_ALIVE",
    family="clv",
    summary=Text(
        "Probabilité qu'un client le soit encore, d'après ses achats et des paramètres donnés.",
        "Probability that a customer still is one, from their purchases and given parameters.",
    ),
    arguments=(
        Argument(
            name="repeat_purchases",
            label=Text("reachats", "repeat_purchases"),
            help=Text("Nombre de réachats, le premier achat exclu.", "Number of repeat purchases, the first one excluded."),
            unit=COUNT,
            aligned=True,
        ),
        Argument(
            name="last_purchase",
            label=Text("dernier achat", "last_purchase"),
            help=Text(
                "Temps du premier achat au dernier ; 0 sans réachat.",
                "Time from the first purchase to the last; 0 without repeats.",
            ),
            unit=_PERIODS_UNIT,
            aligned=True,
        ),
        Argument(
            name="age",
            label=Text("ancienneté", "age"),
            help=Text("Temps du premier achat à aujourd'hui.", "Time from the first purchase to today."),
            unit=_PERIODS_UNIT,
            aligned=True,
        ),
        Argument(
            name="parameters",
            label=Text("paramètres", "parameters"),
            help=Text(
                "Quatre cellules : r, alpha, a, b, ou r, alpha, s, beta pour PARETO/NBD, dans la même unité de temps.",
                "Four cells: r, alpha, a, b, or r, alpha, s, beta for PARETO/NBD, in the same time unit.",
            ),
            shape=Shape.COLUMN,
        ),
        _MODEL,
    ),
    result=Result.COLUMN,
    rows=Rows.ELEMENTWISE,
    compute=clv_compute.clv_p_alive,
    messages=PAST_MESSAGES,
    help=_LIMITS,
    example=Example(
        (2, 30.43, 38.86, [0.243, 4.414, 0.793, 2.426]),
        0.726579,
        "Fader, Hardie & Lee (2005): first customer of the CDNOW sample",
    ),
    source=_MODELS_SOURCE,
)

CLV_EXPECTED_PURCHASES = Function(
    name="CLV_EXPECTED_PURCHASES",
    family="clv",
    summary=Text(
        "Achats attendus d'un client dans les périodes à venir, d'après son passé et des paramètres donnés.",
        "Purchases expected of a customer in the periods ahead, from their past and given parameters.",
    ),
    arguments=(
        *CLV_P_ALIVE.arguments[:3],
        Argument(
            name="periods",
            label=Text("périodes", "periods"),
            help=Text("Durée à venir.", "Time ahead."),
            unit=_PERIODS_UNIT,
            aligned=True,
        ),
        *CLV_P_ALIVE.arguments[3:],
    ),
    result=Result.COLUMN,
    rows=Rows.ELEMENTWISE,
    compute=clv_compute.clv_expected_purchases,
    messages=PAST_MESSAGES,
    help=_LIMITS,
    example=Example(
        (2, 30.43, 38.86, 39, [0.243, 4.414, 0.793, 2.426]), 1.226028, "Fader, Hardie & Lee (2005): 1.226 in 39 weeks"
    ),
    source=_MODELS_SOURCE,
)
