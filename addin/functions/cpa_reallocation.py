"""CPA_REALLOCATE as a worksheet function: what is left of the year's budgets, moved to where it brings most."""

from __future__ import annotations

from typing import Any

from addin.functions.cpa_plan import CHANNELS, CLV, ELASTICITY, SHARED_MESSAGES
from addin.functions.spec import (
    COUNT,
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Message,
    Noted,
    Result,
    Rows,
    Shape,
    Table,
)
from workbook_templates.text import Text
from workbook_templates.words import CPA_SHIFT


def _cpa_reallocate(
    channels: Any,
    budget: Any,
    spent: Any,
    acquisitions: Any,
    clv: Any,
    share_of_year_elapsed: float,
    max_shift: float,
    elasticity: float,
) -> Noted:
    from addin.models.cpa_reallocation import reallocate

    done = reallocate(
        budget,
        spent,
        acquisitions,
        clv,
        share_of_year_elapsed=share_of_year_elapsed,
        max_shift=max_shift,
        elasticity=elasticity,
    )
    notes = (("cpa.overspent", {"amount": round(done.overspent, 2)}),) if done.overspent else ()
    return Noted(Table((channels, done.remaining, done.new_remaining, done.change, done.reason)), notes)


CPA_REALLOCATE = Function(
    name="CPA_REALLOCATE",
    family="cpa",
    summary=Text(
        "En cours d'année, déplace ce qui reste des budgets vers les canaux dont le dernier euro rapporte le plus.",
        "Within the year, moves what is left of the budgets to the channels whose last euro brings most.",
    ),
    arguments=(
        CHANNELS,
        Argument(
            name="budget",
            label=Text("budget", "budget"),
            help=Text("Budget annuel de chaque canal.", "Each channel's budget for the year."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
        ),
        Argument(
            name="spent",
            label=Text("dépense", "spent"),
            help=Text("Dépensé à ce jour ; vide : 0.", "Spent to date; blank: 0."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="acquisitions",
            label=Text("acquisitions", "acquisitions"),
            help=Text("Clients gagnés à ce jour ; vide si non comptés.", "Customers won to date; blank if not counted."),
            shape=Shape.COLUMN,
            unit=COUNT,
            aligned=True,
            blanks=True,
        ),
        CLV,
        Argument(
            name="share_of_year_elapsed",
            label=Text("part de l'année", "share_of_year_elapsed"),
            help=Text("Part de l'année écoulée, entre 0 et 1 exclus.", "Share of the year elapsed, strictly between 0 and 1."),
            unit=SHARE,
        ),
        Argument(
            name="max_shift",
            label=Text("écart maximal", "max_shift"),
            help=Text("De combien un reste peut varier ; 0,25 par défaut.", "How much a remainder may vary; 0.25 by default."),
            unit=SHARE,
            default=0.25,
        ),
        Argument(
            name="elasticity",
            label=Text("élasticité", "elasticity"),
            help=Text("Des acquisitions à la dépense ; 0,7 par défaut.", "Of acquisitions to spend; 0.7 by default."),
            unit=Text("rapport, 0 à 1", "ratio, 0 to 1"),
            default=ELASTICITY,
        ),
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    compute=_cpa_reallocate,
    columns=(
        Column("channel", "canal"),
        Column("remaining", "reste", EUROS),
        Column("new_remaining", "nouveau reste", EUROS),
        Column("change", "écart", EUROS),
        Column("reason", "raison", words=CPA_SHIFT),
    ),
    messages=SHARED_MESSAGES
    | {
        "cpa.share_of_year_elapsed_out_of_range": Message(
            "La part d'année écoulée vaut {value} : attendu entre 0 et 1 exclus, 0,5 au 30 juin. Vérifiez les dates du plan dans Paramètres.",
            "The share of the year elapsed is {value}: expected strictly between 0 and 1, 0.5 on 30 June. Check the plan's dates in Settings.",
            kind="#NUM!",
        ),
        "cpa.max_shift_out_of_range": Message(
            "L'écart maximal vaut {value} : attendu entre 0 et 1 (25 % s'écrit 0,25). Corrigez-le.",
            "The largest shift is {value}: expected between 0 and 1 (25% is 0.25). Correct it.",
            kind="#NUM!",
        ),
        "cpa.overspent": Message(
            "L'année dépasse déjà ses budgets de {amount} € : il ne reste rien à répartir.",
            "The year is already €{amount} over its budgets: nothing is left to split.",
        ),
    },
    help=Text(
        "Les résultats à ce jour sont annualisés. Aucun reste ne varie de plus que l'écart maximal, sauf pour absorber un dépassement. "
        "Un canal sans historique garde son reste ; tous le gardent tant qu'aucun n'a gagné de client.",
        "Results to date are annualised. No remainder varies by more than the largest shift, except to absorb an overspend. "
        "A channel without history keeps its remainder; all do as long as none has won a customer.",
    ),
    example=Example(
        (["Search", "Social"], [100, 100], [50, 50], [20, 10], [60, 60], 0.5),
        [
            ["channel", "remaining", "new_remaining", "change", "reason"],
            ["Search", 50.0, 62.5, 12.5, "Brings more: raised to the limit"],
            ["Social", 50.0, 37.5, -12.5, "Brings less: cut to the limit"],
        ],
        "hausse et baisse limitées à 25 %",
    ),
    source="docs/definitions.md, CPA",
)
