"""Situation and strategy: facts with a source, threats with an answer, segments with a promise and means."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan, by_id
from generator.remarks import Code
from workbook_templates import words
from workbook_templates.errors import Problem
from workbook_templates.text import Text

NO_RESPONSE = Code("swot.no_response", "advice", Text(
    "« {statement} » pèse {score} sur 25 et reste sans réponse. Rattachez-lui une action, ou écrivez pourquoi le plan l'accepte.",
    "“{statement}” weighs {score} out of 25 and has no response. Link an action to it, or write why the plan accepts it.",
))  # fmt: skip
NO_EVIDENCE = Code("swot.no_evidence", "advice", Text(
    "« {statement} » n'a pas de preuve. Citez une étude, un relevé ou un chiffre, sinon c'est une opinion.",
    "“{statement}” has no evidence. Cite a study, a survey or a figure; otherwise it is an opinion.",
))  # fmt: skip
SWOT_SIDE_EMPTY = Code("swot.side_empty", "advice", Text(
    "la matrice n'a aucun élément de type « {side} ». Cherchez-en un, ou dites pourquoi il n'y en a pas.",
    "the matrix has no “{side}” item. Look for one, or say why there is none.",
))  # fmt: skip
DIVERSIFICATIONS = Code("ansoff.diversifications", "advice", Text(
    "{n} diversifications engagées à la fois ({options}) : c'est la voie la plus risquée. Gardez-en une, ou phasez-les.",
    "{n} diversifications at once ({options}): this is the riskiest growth option. Keep one, or phase them.",
))  # fmt: skip
LOSING_OPTION = Code("ansoff.losing_option", "advice", Text(
    "« {option} » coûte {loss} € de plus que la marge qu'elle promet. Revoyez le potentiel, la probabilité, ou renoncez.",
    "“{option}” costs €{loss} more than the margin it promises. Review its potential and probability, or drop it.",
))  # fmt: skip
FEW_BRANDS = Code("brands.too_few", "advice", Text(
    "{n} marques mesurées : il en faut au moins cinq pour les comparer. La section est laissée de côté.",
    "{n} brands measured: at least five are needed to compare them. The section is left out.",
))  # fmt: skip
SHARES_OVER_ONE = Code("competitors.shares", "fix", Text(
    "les parts de marché des concurrents totalisent {total} %. Corrigez-les : elles ne peuvent dépasser 100 %.",
    "the competitors' market shares add up to {total}%. Correct them: they cannot exceed 100%.",
))  # fmt: skip
NO_POSITIONING = Code("segment.no_positioning", "fix", Text(
    "« {name} » est ciblé sans positionnement. Écrivez la promesse qui lui est faite.",
    "“{name}” is targeted without a positioning. Write the promise made to it.",
))  # fmt: skip
TARGET_WITHOUT_MEANS = Code("segment.no_budget", "advice", Text(
    "« {name} » est ciblé, et aucun euro ne lui est destiné. Affectez-lui des lignes de budget, ou renoncez à le cibler.",
    "“{name}” is targeted, but no money goes to it. Assign budget lines to it, or stop targeting it.",
))  # fmt: skip
MEANS_WITHOUT_TARGET = Code("segment.budget_untargeted", "advice", Text(
    "« {name} » n'est pas ciblé et reçoit {budget} €. Ciblez-le, ou déplacez ce budget.",
    "“{name}” is not targeted but gets €{budget}. Target it, or move this budget.",
))  # fmt: skip
NONE_TARGETED = Code("segment.none_targeted", "fix", Text(
    "aucun segment n'est ciblé : le plan s'adresse à tout le monde. Choisissez-en un ou plusieurs.",
    "no segment is targeted: the plan speaks to everyone. Choose one or more.",
))  # fmt: skip
OFF_POSITIONING = Code("message.off_positioning", "advice", Text(
    "le message « {message} » ne respecte pas le positionnement du segment « {segment} ». Réécrivez-le, ou revoyez le positionnement.",
    "the message “{message}” does not respect the positioning of the “{segment}” segment. Rewrite it, or review the positioning.",
))  # fmt: skip
ABSENT_CHANNEL = Code("presence.absent", "advice", Text(
    "le segment « {segment} » est très présent sur « {channel} », où aucune ligne de budget ne le vise. Allez-y, ou dites pourquoi non.",
    "the “{segment}” segment is very active on “{channel}”, where no budget line targets it. Go there, or say why not.",
))  # fmt: skip
WASTED_CHANNEL = Code("presence.wasted", "advice", Text(
    "le plan dépense {budget} € sur « {channel} » pour le segment « {segment} », qui n'y est presque pas. Déplacez ce budget, ou justifiez-le.",
    "the plan spends €{budget} on “{channel}” for the “{segment}” segment, which is hardly there. Move this budget, or justify it.",
))  # fmt: skip
MIX_NO_ACTION = Code("mix.no_action", "advice", Text(
    "« {decision} » est décidé sans action pour le faire. Rattachez-lui une action.",
    "“{decision}” is decided with no action to carry it out. Link an action to it.",
))  # fmt: skip
DECLINE_UNDECIDED = Code("product.decline_undecided", "advice", Text(
    "« {name} » est en déclin et rien n'est tranché. Choisissez : relancer, récolter ou arrêter.",
    "“{name}” is in decline and nothing is decided. Choose: revive, harvest or stop.",
))  # fmt: skip
CODES = (
    NO_RESPONSE, NO_EVIDENCE, SWOT_SIDE_EMPTY, DIVERSIFICATIONS, LOSING_OPTION, FEW_BRANDS, SHARES_OVER_ONE, NONE_TARGETED, NO_POSITIONING,
    TARGET_WITHOUT_MEANS, MEANS_WITHOUT_TARGET, OFF_POSITIONING, ABSENT_CHANNEL, WASTED_CHANNEL, MIX_NO_ACTION, DECLINE_UNDECIDED,
)  # fmt: skip

SERIOUS = 15  # impact × probability from which a threat or a weakness needs an answer
ENOUGH_BRANDS = 5
_FAR, _NEAR = 2, 4


def swot_leads_somewhere(plan: Plan) -> Iterator[Problem]:
    """Heavy threats and weaknesses have an answer, statements have evidence, the four sides are looked at."""
    for item in plan.swot:
        score = item.score.value if item.score is not None else 0.0
        if item.type in ("threat", "weakness") and score >= SERIOUS and not item.response:
            yield NO_RESPONSE.at(item.cell("response"), statement=item.statement, score=round(score), stake=score)
        if not item.evidence:
            yield NO_EVIDENCE.at(item.cell("evidence"), statement=item.statement)
    sides = {item.type for item in plan.swot}
    for key, word in words.SWOT.entries.items():
        if plan.swot and key not in sides:
            yield SWOT_SIDE_EMPTY.at(plan.swot[0].cell("type"), side=word)


def growth_is_measured(plan: Plan) -> Iterator[Problem]:
    """One diversification at most, no option that loses money, shares under one, brands enough."""
    engaged = [
        item
        for item in plan.ansoff
        if item.product_new and item.market_new and item.investment is not None and item.investment.value > 0
    ]
    if len(engaged) > 1:
        stake = sum(item.investment.value for item in engaged if item.investment is not None)
        yield DIVERSIFICATIONS.at(engaged[1].cell("option"), n=len(engaged), options=[item.id for item in engaged], stake=stake)
    for item in plan.ansoff:
        if item.expected_margin is not None and item.expected_margin.value < 0:
            loss = -item.expected_margin.value
            yield LOSING_OPTION.at(item.cell("expected_margin"), option=item.option, loss=round(loss), stake=loss)
    shares = [item.share.value for item in plan.competitors if item.share is not None]
    if sum(shares) > 1 + 1e-9:
        yield SHARES_OVER_ONE.at(plan.competitors[0].cell("share"), total=round(sum(shares) * 100, 1))
    if 0 < len(plan.brands) < ENOUGH_BRANDS:
        yield FEW_BRANDS.at(plan.brands[0].cell("brand"), n=len(plan.brands))


def segments_get_what_they_are_promised(plan: Plan) -> Iterator[Problem]:
    """Targeted segments have a promise and means, the others have none."""
    if plan.segments and not any(segment.targeted for segment in plan.segments):
        yield NONE_TARGETED.at(plan.segments[0].cell("targeted"))
    for segment in plan.segments:
        budget = segment.budget.value if segment.budget is not None else 0.0
        if segment.targeted and not segment.positioning:
            yield NO_POSITIONING.at(segment.cell("positioning"), name=segment.name)
        if segment.targeted and budget == 0 and plan.budget_lines:
            yield TARGET_WITHOUT_MEANS.at(segment.cell("budget"), name=segment.name)
        if segment.targeted is False and budget > 0:
            yield MEANS_WITHOUT_TARGET.at(segment.cell("targeted"), name=segment.name, budget=round(budget), stake=budget)


def messages_reach_their_segment(plan: Plan) -> Iterator[Problem]:
    """Messages keep the positioning; money goes where segments are."""
    names = {channel.id: channel.name for channel in plan.channels}
    for message in plan.messages:
        if message.consistent is False:
            yield OFF_POSITIONING.at(
                message.cell("consistent"), message=message.message.strip("«»“” \u00a0"), segment=_segment(plan, message.segment)
            )
    for row in plan.presence:
        if row.affinity is None:
            continue
        budget = row.budget.value if row.budget is not None else 0.0
        where, channel = row.cell("affinity"), names.get(row.channel, row.channel)
        if row.affinity.value >= _NEAR and budget == 0:
            yield ABSENT_CHANNEL.at(where, segment=_segment(plan, row.segment), channel=channel)
        if row.affinity.value <= _FAR and budget > 0:
            yield WASTED_CHANNEL.at(
                where, segment=_segment(plan, row.segment), channel=channel, budget=round(budget), stake=budget
            )


def _segment(plan: Plan, name: str) -> str:
    """Return a segment's name, its id where it has none."""
    found = by_id(plan.segments, name)
    return found.name if found is not None and found.name else name


def mix_is_carried_out(plan: Plan) -> Iterator[Problem]:
    """Each decision of the mix has an action; declining products have a decision."""
    for row in plan.mix:
        if row.decision and not row.action:
            yield MIX_NO_ACTION.at(row.cell("action"), decision=row.decision)
    for product in plan.products:
        if (product.phase_chosen or product.phase) == "decline" and not product.decline_choice:
            yield DECLINE_UNDECIDED.at(product.cell("decline_choice"), name=product.name)


RULES = (
    swot_leads_somewhere, growth_is_measured, segments_get_what_they_are_promised, messages_reach_their_segment, mix_is_carried_out,
)  # fmt: skip
