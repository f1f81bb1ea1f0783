"""ROMI_AB as a worksheet function: the return of a campaign tested on a group drawn at random."""

from __future__ import annotations

from addin.functions.romi_arguments import CONFIDENCE, COST, MARGIN, MONEY_MESSAGES, UNSETTLED
from addin.functions.spec import COUNT, EUROS, Argument, Column, Example, Function, Key, Kind, Message, Noted, Result, Table
from workbook_templates.text import Text

MEASURES = {
    "lift": Text("gain relatif", "lift"),
    "conversions_gained": Text("conversions gagnées", "conversions_gained"),
    "low": Text("conversions, borne basse", "low"),
    "high": Text("conversions, borne haute", "high"),
    "p_value": Text("p-valeur", "p_value"),
    "revenue_gained": Text("revenus gagnés (€)", "revenue_gained"),
    "romi": Text("ROMI", "romi"),
    "romi_low": Text("ROMI, borne basse", "romi_low"),
    "romi_high": Text("ROMI, borne haute", "romi_high"),
}


def _romi_ab(
    exposed: int,
    exposed_conversions: int,
    control: int,
    control_conversions: int,
    value_per_conversion: float,
    cost: float,
    confidence: float,
    margin: float,
) -> Noted:
    from addin.models.ab_test import Counts, ab_romi

    counts = Counts(exposed, exposed_conversions, control, control_conversions)
    found = ab_romi(counts, value_per_conversion, cost, confidence=confidence, margin=margin)
    cells = (exposed_conversions, exposed - exposed_conversions, control_conversions, control - control_conversions)
    notes = (
        ("romi.unsettled", found.low <= 0 <= found.high),
        ("romi.few_conversions", min(cells) < 5),
        ("romi.no_control_conversion", control_conversions == 0),
    )
    rows = [[Key(measure), getattr(found, measure)] for measure in MEASURES]
    return Noted(Table.from_rows(rows, width=2), tuple((code, {}) for code, holds in notes if holds))


def _people(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, kind=Kind.INTEGER, unit=COUNT)


ROMI_AB = Function(
    name="ROMI_AB",
    family="romi",
    summary=Text(
        "ROMI d'une campagne testée sur un groupe tiré au sort, avec ses bornes.",
        "ROMI of a campaign tested on a random group, with its bounds.",
    ),
    arguments=(
        _people(
            "exposed", Text("exposés", "exposed"), Text("Personnes exposées à la campagne.", "People exposed to the campaign.")
        ),
        _people(
            "exposed_conversions",
            Text("conversions des exposés", "exposed_conversions"),
            Text("Parmi elles, celles qui ont acheté.", "Among them, those who bought."),
        ),
        _people("control", Text("témoins", "control"), Text("Personnes du groupe témoin.", "People of the control group.")),
        _people(
            "control_conversions",
            Text("conversions des témoins", "control_conversions"),
            Text("Parmi elles, celles qui ont acheté.", "Among them, those who bought."),
        ),
        Argument(
            name="value_per_conversion",
            label=Text("valeur par conversion", "value_per_conversion"),
            help=Text("Ce que rapporte une conversion.", "What one conversion brings."),
            unit=EUROS,
        ),
        COST,
        CONFIDENCE,
        MARGIN,
    ),
    result=Result.TABLE,
    compute=_romi_ab,
    columns=(Column("measure", "mesure"), Column("value", "valeur")),
    words=MEASURES,
    messages=MONEY_MESSAGES
    | {
        "romi.people_not_positive": Message(
            "« {argument} » vaut {value} : chaque groupe compte au moins une personne. Saisissez son effectif.",
            "“{argument}” is {value}: each group counts one person at least. Enter its size.",
            kind="#NUM!",
        ),
        "romi.conversions_negative": Message(
            "« {argument} » vaut {value} : un nombre de conversions est positif ou nul. Corrigez-le.",
            "“{argument}” is {value}: a number of conversions is zero or more. Correct it.",
            kind="#NUM!",
        ),
        "romi.conversions_exceed_people": Message(
            "« {argument} » vaut {conversions} pour {people} personnes : chacune convertit au plus une fois. Comptez les acheteurs, non les achats.",
            "“{argument}” is {conversions} for {people} people: each converts once at most. Count buyers, not purchases.",
            kind="#NUM!",
        ),
        "romi.value_negative": Message(
            "La valeur d'une conversion est de {value} € : elle est positive ou nulle. Corrigez-la.",
            "The value of a conversion is €{value}: zero or more is expected. Correct it.",
            kind="#NUM!",
        ),
        "romi.unsettled": UNSETTLED,
        "romi.few_conversions": Message(
            "Moins de 5 personnes dans une case du test : la p-valeur est approchée, fiez-vous aux bornes.",
            "Fewer than 5 people in a cell of the test: the p-value is approximate, rely on the bounds.",
        ),
        "romi.no_control_conversion": Message(
            "Aucune conversion chez les témoins : le gain relatif n'est pas défini.",
            "No conversion in the control group: the lift is not defined.",
        ),
    },
    help=Text(
        "Bornes de Newcombe, méthode 10, sur la différence des taux, multipliées par l'effectif exposé ; p-valeur du test z bilatéral à taux commun.",
        "Newcombe's method 10 bounds on the difference of rates, times the exposed people; p-value of the two-sided pooled z test.",
    ),
    example=Example(
        (70, 56, 80, 48, 100, 700),
        [
            ["measure", "value"],
            ["lift", 1 / 3],
            ["conversions_gained", 14.0],
            ["low", 3.670203],
            ["high", 23.371086],
            ["p_value", 0.008045],
            ["revenue_gained", 1400.0],
            ["romi", 1.0],
            ["romi_low", -0.475685],
            ["romi_high", 2.338727],
        ],
        "Newcombe (1998), Table II, exemple (a) : 56/70 − 48/80, de 0,0524 à 0,3339",
    ),
    source="Newcombe (1998), Statistics in Medicine 17:873–890, method 10",
)
