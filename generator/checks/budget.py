"""Money: does it add up, does it serve something, is it spent where it is worth it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.figures import Figure
from generator.plan import Plan
from generator.records import BudgetLine
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text

BUDGET_GAP = Code("budget.gap", "blocking", Text(
    "les lignes totalisent {planned} € pour une enveloppe de {envelope} € ({gap} € de trop). Réduisez des lignes, ou demandez une enveloppe plus haute dans {cell}.",
    "the lines add up to €{planned} against an envelope of €{envelope} (€{gap} too much). Cut some lines, or ask for a larger envelope in {cell}.",
))  # fmt: skip
BUDGET_UNSPENT = Code("budget.unspent", "fix", Text(
    "les lignes totalisent {planned} € pour une enveloppe de {envelope} € : {gap} € ne sont pas affectés. Ajoutez des lignes, une réserve, ou baissez l'enveloppe dans {cell}.",
    "the lines add up to €{planned} against an envelope of €{envelope}: €{gap} is not allocated. Add lines or a reserve, or lower the envelope in {cell}.",
))  # fmt: skip
BUDGET_NO_ACTION = Code("budget.no_action", "fix", Text(
    "« {label} » ({amount} €) n'est rattachée à aucune action et n'est pas une réserve. Choisissez l'action qu'elle paie.",
    "“{label}” (€{amount}) belongs to no action and is not a reserve. Choose the action it funds.",
))  # fmt: skip
BUDGET_EMPTY_LINE = Code("budget.empty_line", "advice", Text(
    "« {label} » ne porte aucun montant. Saisissez ses trimestres, ou retirez la ligne.",
    "“{label}” has no amount. Enter its quarters, or remove the row.",
))  # fmt: skip
BUDGET_NO_RESERVE = Code("budget.no_reserve", "advice", Text(
    "la réserve vaut {reserve} € pour {envelope} € d'enveloppe, moins de 1 % : un imprévu obligera à rouvrir le plan. Ajoutez une ligne de nature Réserve.",
    "the reserve is €{reserve} on an envelope of €{envelope}, under 1%: any surprise will reopen the plan. Add a line of type Reserve.",
))  # fmt: skip
BUDGET_OVERCOMMITTED = Code("budget.overcommitted", "advice", Text(
    "« {label} » : {committed} € engagés pour {planned} € prévus. Augmentez la ligne, ou expliquez l'écart en note.",
    "“{label}”: €{committed} committed against €{planned} planned. Raise the line, or explain the gap in a note.",
))  # fmt: skip
BUDGET_OVERINVOICED = Code("budget.overinvoiced", "advice", Text(
    "« {label} » : {invoiced} € facturés pour {committed} € engagés. Vérifiez l'engagement ou la facture.",
    "“{label}”: €{invoiced} invoiced against €{committed} committed. Check the commitment or the invoice.",
))  # fmt: skip
MARGIN_MISSING = Code("margin.missing", "blocking", Text(
    "le taux de marge est vide, et les formules le comptent pour zéro : ROMI, contributions et valeurs vie sont faux, le plan ne les reprend pas. Saisissez la marge brute, par exemple 38 %.",
    "the gross margin is empty, and formulas count it as zero: ROMI, contributions and lifetime values are wrong, so the plan leaves them out. Enter the gross margin, for example 38%.",
))  # fmt: skip
CPA_ABOVE_CLV = Code("cpa.above_clv", "advice", Text(
    "à {cpa} €, un client venu de « {channel} » coûte plus que les {target} € qu'il justifie (CLV {clv} €). Réduisez le canal, ou écrivez en {cell} pourquoi vous le gardez.",
    "at €{cpa}, a customer from “{channel}” costs more than the €{target} it justifies (CLV €{clv}). Cut the channel, or write in {cell} why you are keeping it.",
))  # fmt: skip
CPA_NO_HISTORY = Code("cpa.no_history", "advice", Text(
    "« {channel} » reçoit {budget} € sans acquisition passée : son CPA ne se prévoit pas. Saisissez le constat de l'an dernier, ou traitez-le en test.",
    "“{channel}” gets €{budget} with no past acquisitions: its CPA cannot be forecast. Enter last year's result, or treat it as a test.",
))  # fmt: skip
SPEND_OUT_OF_BOUNDS = Code("cpa.budget_out_of_bounds", "fix", Text(
    "« {channel} » reçoit {budget} € hors de ses bornes ({low} € à {high} €). Changez les lignes ou les bornes.",
    "“{channel}” gets €{budget}, outside its limits (€{low} to €{high}). Change the lines or the limits.",
))  # fmt: skip
CODES = (
    BUDGET_GAP, BUDGET_UNSPENT, BUDGET_NO_ACTION, BUDGET_EMPTY_LINE, BUDGET_NO_RESERVE, BUDGET_OVERCOMMITTED, BUDGET_OVERINVOICED,
    MARGIN_MISSING, CPA_ABOVE_CLV, CPA_NO_HISTORY, SPEND_OUT_OF_BOUNDS,
)  # fmt: skip

_CENT = 0.005
_RESERVE_SHARE = 0.01


def lines_against_envelope(plan: Plan) -> Iterator[Problem]:
    """The lines add up to the envelope."""
    envelope = plan.settings.budget_total
    if envelope is None or not plan.budget_lines:
        return
    planned = sum(_amount(line) for line in plan.budget_lines)
    gap = planned - envelope.value
    code = BUDGET_GAP if gap > 0 else BUDGET_UNSPENT
    if abs(gap) > _CENT:
        first = plan.budget_lines[0].cell("total")
        yield code.at(first, planned=planned, envelope=envelope.value, gap=abs(gap), cell=envelope.cell, stake=abs(gap))


def lines_one_by_one(plan: Plan) -> Iterator[Problem]:
    """Each line has an amount, an action unless it is a reserve, and is not overspent."""
    for line in plan.budget_lines:
        amount = _amount(line)
        if not line.action and line.nature != "reserve":
            yield BUDGET_NO_ACTION.at(line.cell("action"), label=line.label, amount=amount, stake=amount)
        if amount == 0:
            yield BUDGET_EMPTY_LINE.at(line.cell("q1"), label=line.label)
        if line.committed is not None and line.committed.value > amount + _CENT and not line.note:
            committed = line.committed.value
            yield BUDGET_OVERCOMMITTED.at(
                line.cell("committed"), label=line.label, committed=committed, planned=amount, stake=committed - amount
            )
        if line.invoiced is not None and line.invoiced.value > _or_zero(line.committed) + _CENT:
            yield BUDGET_OVERINVOICED.at(
                line.cell("invoiced"), label=line.label, invoiced=line.invoiced.value, committed=_or_zero(line.committed)
            )


def reserve_kept(plan: Plan) -> Iterator[Problem]:
    """A reserve of one per cent at least."""
    envelope = plan.settings.budget_total
    if envelope is None or not plan.budget_lines:
        return
    reserve = sum(_amount(line) for line in plan.budget_lines if line.nature == "reserve")
    if reserve < _RESERVE_SHARE * envelope.value:
        where = plan.budget_lines[-1].cell("nature")
        yield BUDGET_NO_RESERVE.at(
            where, reserve=reserve, envelope=envelope.value, stake=_RESERVE_SHARE * envelope.value - reserve
        )


def margin_known(plan: Plan) -> Iterator[Problem]:
    """The gross margin is there."""
    if plan.settings.gross_margin is None:
        yield MARGIN_MISSING.at(plan.settings.cell("gross_margin"))


def channels_worth_their_cost(plan: Plan) -> Iterator[Problem]:
    """No channel costs more a customer than the customer justifies, unless somebody wrote why."""
    names = {channel.id: channel.name for channel in plan.channels}
    for row in plan.acquisition:
        name, target, budget = names.get(row.channel, row.channel), row.cpa_target, row.budget
        cpa = row.cpa_plan or row.cpa_previous
        if (
            cpa is not None
            and target is not None
            and cpa.value > target.value
            and not row.override_reason
            and _or_zero(budget) > 0
        ):
            yield CPA_ABOVE_CLV.at(
                row.cell("cpa_target"), channel=name, cpa=round(cpa.value, 2), target=round(target.value, 2), clv=round(_or_zero(row.clv), 2),
                cell=row.cell("override_reason").rpartition("!")[2], stake=_or_zero(budget),
            )  # fmt: skip
        if _or_zero(budget) > 0 and _or_zero(row.acquisitions_previous) == 0:
            yield CPA_NO_HISTORY.at(
                row.cell("acquisitions_previous"), channel=name, budget=_or_zero(budget), stake=_or_zero(budget)
            )
        if _outside(budget, row.min_budget, row.max_budget):
            low, high = row.min_budget, row.max_budget
            yield SPEND_OUT_OF_BOUNDS.at(
                row.cell("budget"),
                channel=name,
                budget=_or_zero(budget),
                low=_or_zero(low),
                high="∞" if high is None else high.value,
            )


RULES = (lines_against_envelope, lines_one_by_one, reserve_kept, margin_known, channels_worth_their_cost)


def _amount(line: BudgetLine) -> float:
    """Return what a line plans: its quarters, since its total may be older than they are."""
    return sum(_or_zero(quarter) for quarter in (line.q1, line.q2, line.q3, line.q4))


def _or_zero(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0


def _outside(value: Figure | None, low: Figure | None, high: Figure | None) -> bool:
    if value is None or value.value == 0:
        return False
    return (low is not None and value.value < low.value - _CENT) or (high is not None and value.value > high.value + _CENT)
