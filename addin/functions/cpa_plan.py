"""CPA_PLAN as a worksheet function: the best split of an acquisition budget."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import (
    COUNT,
    EUROS,
    Argument,
    Column,
    Example,
    Function,
    Key,
    Kind,
    Message,
    Noted,
    Result,
    Shape,
    Table,
)
from workbook_templates.text import Text
from workbook_templates.words import CPA_STATUS

ELASTICITY = 0.7


def _cpa_plan(
    channels: Any,
    spend: Any,
    acquisitions: Any,
    clv: Any,
    budget: float,
    min_budget: Any,
    max_budget: Any,
    elasticity: Any,
    clv_to_cpa: float,
) -> Noted:
    import numpy as np

    from addin.models.cpa_plan import Response, plan_budget

    def per_row(values: Any) -> Any:
        return None if values is None else np.broadcast_to(values, clv.shape)

    response = Response(spend, acquisitions, clv, np.nan_to_num(per_row(elasticity), nan=ELASTICITY))
    plan = plan_budget(response, budget, lower=per_row(min_budget), upper=per_row(max_budget), clv_to_cpa=clv_to_cpa)
    won = plan.acquisitions
    expected_cpa = np.divide(plan.spend, won, out=np.full(won.shape, np.nan), where=np.nan_to_num(won) > 0)
    columns = (response.cpa, plan.target_cpa, plan.status, plan.spend, won, expected_cpa, plan.marginal_cpa, plan.value)
    rows = [[channel, *cells] for channel, *cells in zip(channels, *columns, strict=True)]
    return Noted(Table.from_rows([*rows, _total(response, plan)], width=9), _plan_notes(channels, plan))


def _total(response: Any, plan: Any) -> list[object]:
    """Return the total row; its status says whether any money found no use."""
    import numpy as np

    past = response.known & (response.acquisitions > 0)
    with np.errstate(over="raise"):
        spent, won = float(response.spend[response.known].sum()), float(response.acquisitions[past].sum())
        budget, expected = float(plan.spend.sum()), float(np.nansum(plan.acquisitions))
    left = Text("{amount} € non alloués", "€{amount} unallocated").format(amount=round(plan.unallocated, 2))
    return [
        Key("total"),
        spent / won if won else None,
        None,
        left if plan.unallocated > 0 else Text("tout est alloué", "all allocated"),
        budget,
        expected,
        budget / expected if expected else None,
        None,
        float(np.nansum(plan.value)),
    ]


def _plan_notes(channels: Any, plan: Any) -> tuple[tuple[str, dict[str, object]], ...]:
    def named(status: str) -> list[str]:
        return [str(channel) for channel, key in zip(channels, plan.status, strict=True) if key == status]

    notes: list[tuple[str, dict[str, object]]] = []
    if "optimal" in plan.status:
        notes.append(("cpa.price", {"price": round(plan.price, 4)}))
    if plan.unallocated > 0:
        notes.append(("cpa.unallocated", {"amount": round(plan.unallocated, 2)}))
    held = {status: named(status) for status in ("above_target", "no_result", "to_test")}
    notes.extend((f"cpa.{status}", {"channels": names}) for status, names in held.items() if names)
    return tuple(notes)


CHANNELS = Argument(
    name="channels",
    label=Text("canaux", "channels"),
    help=Text("Noms des canaux, ou des couples segment × canal.", "Names of the channels, or of segment × channel pairs."),
    kind=Kind.KEY,
    shape=Shape.COLUMN,
    aligned=True,
)
CLV = Argument(
    name="clv",
    label=Text("CLV", "clv"),
    help=Text("Valeur vie d'un client du canal, en marge.", "Lifetime value of a customer of the channel, in margin."),
    shape=Shape.COLUMN,
    unit=EUROS,
    aligned=True,
)
NEGATIVE = {
    f"cpa.{code}": Message(
        f"« {{argument}} » vaut {{value}}{{at}} : {fr} est positif ou nul. Corrigez la cellule.",
        f"“{{argument}}” is {{value}}{{at}}: {en} is zero or more. Correct the cell.",
        kind="#NUM!",
    )
    for code, fr, en in (
        ("spend_negative", "une dépense", "a spend"),
        ("spent_negative", "une dépense", "a spend"),
        ("acquisitions_negative", "un nombre de clients", "a number of customers"),
        ("clv_negative", "une valeur vie client", "a lifetime value"),
        ("budget_negative", "un budget", "a budget"),
        ("channel_budget_negative", "un budget", "a budget"),
        ("min_negative", "un minimum", "a minimum"),
        ("max_negative", "un maximum", "a maximum"),
    )
}
SHARED_MESSAGES = NEGATIVE | {
    "cpa.empty": Message(
        "Aucun canal : la plage est vide. Donnez une ligne par canal.",
        "No channel: the range is empty. Give one row a channel.",
        kind="#N/A",
    ),
    "cpa.elasticity_out_of_range": Message(
        "L'élasticité vaut {value}{at} : attendu au-dessus de 0 et au plus 1 (0,7 par défaut). "
        "Au-delà de 1, chaque euro rapporterait plus que le précédent, sans fin.",
        "The elasticity is {value}{at}: expected above 0 and at most 1 (0.7 by default). "
        "Beyond 1 each euro would bring more than the one before, without end.",
        kind="#NUM!",
    ),
}

CPA_PLAN = Function(
    name="CPA_PLAN",
    family="cpa",
    summary=Text(
        "Répartit un budget d'acquisition pour gagner le plus de valeur client, sous le CPA cible de chaque canal.",
        "Splits an acquisition budget to win the most customer value, each channel under its target CPA.",
    ),
    arguments=(
        CHANNELS,
        Argument(
            name="spend",
            label=Text("dépense", "spend"),
            help=Text("Dépense passée ; vide pour un canal nouveau.", "Past spend; blank for a new channel."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
            blanks=True,
        ),
        Argument(
            name="acquisitions",
            label=Text("acquisitions", "acquisitions"),
            help=Text(
                "Clients gagnés avec cette dépense ; vide si non comptés.", "Customers won with that spend; blank if not counted."
            ),
            shape=Shape.COLUMN,
            unit=COUNT,
            aligned=True,
            blanks=True,
        ),
        CLV,
        Argument(
            name="budget",
            label=Text("budget", "budget"),
            help=Text(
                "Enveloppe à répartir, sur la même durée que la dépense passée.",
                "Envelope to split, over the same length of time as the past spend.",
            ),
            unit=EUROS,
        ),
        Argument(
            name="min_budget",
            label=Text("budget minimal", "min_budget"),
            help=Text("Le moins qu'un canal doit recevoir ; vide : 0.", "The least a channel must get; blank: 0."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
            blanks=True,
            default=None,
        ),
        Argument(
            name="max_budget",
            label=Text("budget maximal", "max_budget"),
            help=Text("Le plus qu'un canal peut recevoir ; vide : sans limite.", "The most a channel may get; blank: no limit."),
            shape=Shape.COLUMN,
            unit=EUROS,
            aligned=True,
            blanks=True,
            default=None,
        ),
        Argument(
            name="elasticity",
            label=Text("élasticité", "elasticity"),
            help=Text(
                "Hausse des acquisitions, en %, pour 1 % de dépense en plus ; une valeur ou une colonne ; 0,7 par défaut.",
                "Rise of acquisitions, in %, for 1% more spend; one value or a column; 0.7 by default.",
            ),
            shape=Shape.COLUMN,
            unit=Text("rapport, 0 à 1", "ratio, 0 to 1"),
            aligned=True,
            blanks=True,
            default=ELASTICITY,
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
    ),
    result=Result.TABLE,
    compute=_cpa_plan,
    columns=(
        Column("channel", "canal"),
        Column("current_cpa", "CPA actuel", EUROS),
        Column("target_cpa", "CPA cible", EUROS),
        Column("status", "statut", words=CPA_STATUS),
        Column("budget", "budget", EUROS),
        Column("expected_acquisitions", "acquisitions attendues", COUNT),
        Column("expected_cpa", "CPA attendu", EUROS),
        Column("marginal_cpa", "CPA marginal", EUROS),
        Column("expected_value", "valeur attendue", EUROS),
    ),
    words={"total": Text("Total", "total")},
    messages=SHARED_MESSAGES
    | {
        "cpa.ratio_not_positive": Message(
            "Le ratio CLV / CPA vaut {value} : il doit être supérieur à 0, 3 le plus souvent. Corrigez-le dans Paramètres.",
            "The CLV to CPA ratio is {value}: it must be above 0, most often 3. Correct it in Settings.",
            kind="#NUM!",
        ),
        "cpa.min_above_max": Message(
            "Le minimum ({least} €) dépasse le maximum ({most} €){at} : aucun budget ne convient. Baissez l'un ou relevez l'autre.",
            "The minimum (€{least}) exceeds the maximum (€{most}){at}: no budget fits. Lower one or raise the other.",
            kind="#NUM!",
        ),
        "cpa.minimums_exceed_budget": Message(
            "Les minimums totalisent {total} € pour un budget de {budget} € ({excess} € de trop) : aucune répartition ne convient. "
            "Réduisez des minimums, ou relevez le budget.",
            "The minima add up to €{total} for a budget of €{budget} (€{excess} too much): no split fits. Lower some minima, or raise the budget.",
            kind="#NUM!",
        ),
        "cpa.price": Message(
            "À l'optimum, le dernier euro rapporte {price} € de CLV sur chaque canal non borné : en déplacer un ne gagne rien.",
            "At the optimum the last euro brings €{price} of CLV on every channel inside its bounds: moving one gains nothing.",
        ),
        "cpa.unallocated": Message(
            "{amount} € ne sont pas alloués : tous les canaux sont à leur maximum ou à leur CPA cible. Gardez-les en réserve, ou testez un canal.",
            "€{amount} are unallocated: every channel is at its maximum or at its target CPA. Keep them in reserve, or test a channel.",
        ),
        "cpa.above_target": Message(
            "CPA au-dessus de la cible dès le minimum : {channels}. Réduisez ce minimum, ou écrivez pourquoi vous le gardez.",
            "CPA above target from the minimum on: {channels}. Lower that minimum, or write why you keep it.",
        ),
        "cpa.no_result": Message(
            "Dépense sans acquisition : {channels}. Ces canaux reçoivent leur minimum.",
            "Spend without acquisition: {channels}. These channels get their minimum.",
        ),
        "cpa.to_test": Message(
            "Sans historique, donc sans prévision : {channels}. Ces canaux reçoivent leur minimum, à tester.",
            "No history, hence no forecast: {channels}. These channels get their minimum, to be tested.",
        ),
    },
    help=Text(
        "Les acquisitions suivent a·dépense^élasticité. L'optimum est exact : CPA marginal ÷ CLV est égal sur toutes les lignes « à l'optimum ». "
        "La valeur attendue est brute, dépense non déduite. Le total compte les budgets de test.",
        "Acquisitions follow a·spend^elasticity. The optimum is exact: marginal CPA ÷ CLV is equal on every row “at the optimum”. "
        "Expected value is gross, spend not deducted. The total includes test budgets.",
    ),
    example=Example(
        (["Search", "Social"], [100, 400], [20, 20], [60, 60], 500, None, None, 0.5),
        [
            [
                "channel",
                "current_cpa",
                "target_cpa",
                "status",
                "budget",
                "expected_acquisitions",
                "expected_cpa",
                "marginal_cpa",
                "expected_value",
            ],
            ["Search", 5.0, 20.0, "at the optimum", 400.0, 40.0, 10.0, 20.0, 2400.0],
            ["Social", 20.0, 20.0, "at the optimum", 100.0, 10.0, 10.0, 20.0, 600.0],
            ["total", 12.5, None, "all allocated", 500.0, 50.0, 10.0, None, 3000.0],
        ],
        "a = 20/√100 = 2 et 20/√400 = 1 ; à élasticité ½, s ∝ a² : 4 pour 1",
    ),
    source="docs/definitions.md, CPA; Boyd and Vandenberghe (2004), Convex Optimization, section 5.5.3 (KKT conditions)",
)
