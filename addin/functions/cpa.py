"""CPA as worksheet functions: what a customer cost, may cost, and how to split a budget accordingly."""

from __future__ import annotations

from addin.functions import cpa_plan, cpa_reallocation
from addin.functions.spec import COUNT, EUROS, Argument, Example, Function, Message, Result, Rows, Shape
from workbook_templates.text import Text


def _cpa(spend: float, acquisitions: float) -> float:
    from addin.models.cpa import cost_per_acquisition

    return cost_per_acquisition(spend, acquisitions)


def _cpa_target(clv: float, clv_to_cpa: float, margin: float) -> float:
    from addin.models.cpa import target_cpa

    return target_cpa(clv, clv_to_cpa=clv_to_cpa, margin=margin)


CPA = Function(
    name="CPA",
    family="cpa",
    summary=Text("Ce qu'un nouveau client a coûté : dépense ÷ acquisitions.", "What a new customer cost: spend ÷ acquisitions."),
    arguments=(
        Argument(
            name="spend",
            label=Text("dépense", "spend"),
            help=Text("Dépense du canal sur la période.", "The channel's spend over the period."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="acquisitions",
            label=Text("acquisitions", "acquisitions"),
            help=Text(
                "Nouveaux clients venus du canal sur la même période.", "New customers from the channel over the same period."
            ),
            shape=Shape.COLUMN,
            unit=COUNT,
            aligned=True,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    compute=_cpa,
    messages={
        "cpa.spend_negative": Message(
            "La dépense vaut {value}{at} : une dépense est positive ou nulle. Saisissez ce qui a été payé, avoirs déduits.",
            "Spend is {value}{at}: a spend is zero or more. Enter what was paid, credit notes deducted.",
            kind="#NUM!",
        ),
        "cpa.acquisitions_negative": Message(
            "Le nombre d'acquisitions vaut {value}{at} : il est positif ou nul. Comptez les nouveaux clients, sans déduire les départs.",
            "Acquisitions are {value}{at}: zero or more is expected. Count new customers, without deducting those who left.",
            kind="#NUM!",
        ),
        "cpa.no_acquisition": Message(
            "Aucune acquisition pour {spend} € dépensés{at} : le coût d'un client n'est pas déterminé. "
            "Attendez les premiers clients, ou laissez la ligne vide.",
            "No acquisition for €{spend} spent{at}: the cost of a customer is not determined. "
            "Wait for the first customers, or leave the row blank.",
            kind="#N/A",
        ),
    },
    help=Text(
        "Sans acquisition, le CPA est inconnu et non nul : la cellule affiche #N/A.",
        "Without an acquisition the CPA is unknown, not zero: the cell shows #N/A.",
    ),
    example=Example((12000, 300), 40.0, "12 000 € ÷ 300"),
    source="the article, « coût par acquisition » ; docs/definitions.md, CPA",
)

CPA_TARGET = Function(
    name="CPA_TARGET",
    family="cpa",
    summary=Text(
        "Le plus qu'on peut payer pour acquérir un client de cette valeur.", "The most one may pay for a customer of that value."
    ),
    arguments=(
        Argument(
            name="clv",
            label=Text("CLV", "clv"),
            help=Text("Valeur vie du client, en marge.", "Customer lifetime value, in margin."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="clv_to_cpa",
            label=Text("ratio CLV / CPA", "clv_to_cpa"),
            help=Text(
                "Combien de fois le client doit rembourser son coût ; 3 par défaut.",
                "How many times a customer must pay back its cost; 3 by default.",
            ),
            unit=Text("rapport", "ratio"),
            default=3.0,
        ),
        Argument(
            name="margin",
            label=Text("marge", "margin"),
            help=Text("Taux de marge brute ; 1 si la CLV est déjà en marge.", "Gross margin; 1 where the CLV is margin already."),
            shape=Shape.COLUMN,
            unit=Text("part, 0 à 1", "share, 0 to 1"),
            aligned=True,
            default=1.0,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    compute=_cpa_target,
    messages={
        "cpa.clv_negative": Message(
            "La CLV vaut {value}{at} : un client qui perd de l'argent ne justifie aucun coût d'acquisition. Corrigez la CLV, ou retirez la ligne.",
            "The CLV is {value}{at}: a customer who loses money justifies no acquisition cost. Correct the CLV, or remove the row.",
            kind="#NUM!",
        ),
        "cpa.ratio_not_positive": Message(
            "Le ratio CLV / CPA vaut {value} : il doit être supérieur à 0, 3 le plus souvent. Corrigez-le dans Paramètres.",
            "The CLV to CPA ratio is {value}: it must be above 0, most often 3. Correct it in Settings.",
            kind="#NUM!",
        ),
        "cpa.margin_out_of_range": Message(
            "La marge vaut {value}{at} : attendu entre 0 et 1 (38 % s'écrit 0,38). Corrigez-la.",
            "The margin is {value}{at}: expected between 0 and 1 (38% is 0.38). Correct it.",
            kind="#NUM!",
        ),
    },
    help=Text("CPA cible = CLV × marge ÷ ratio.", "Target CPA = CLV × margin ÷ ratio."),
    example=Example((240, 3, 0.5), 40.0, "240 € × 50 % ÷ 3"),
    source="docs/definitions.md, CPA",
)

FUNCTIONS: tuple[Function, ...] = (CPA, CPA_TARGET, cpa_plan.CPA_PLAN, cpa_reallocation.CPA_REALLOCATE)
