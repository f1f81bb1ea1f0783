"""What the data allows: sales enough, answers that do not contradict themselves, journeys that name known channels, returns that are proven."""

from __future__ import annotations

from collections.abc import Iterator

from generator.plan import Plan
from generator.remarks import Code
from workbook_templates.errors import Problem
from workbook_templates.text import Text, fold

NO_TRANSACTIONS = Code("transactions.empty", "advice", Text(
    "la table Transactions est vide : segments RFM, valeur vie et alertes manqueront au plan. Importez vos ventes, ou saisissez la CLV dans Segments.",
    "the Transactions table is empty: the plan will lack RFM segments, lifetime value and alerts. Import your sales, or enter CLV in Segments.",
))  # fmt: skip
TOO_FEW_REPEATS = Code("clv.too_few_repeats", "advice", Text(
    "seuls {repeat} clients sur {customers} ont racheté : la valeur vie estimée reste fragile. Importez au moins deux ans de ventes, ou saisissez-la dans Segments.",
    "only {repeat} of {customers} customers bought again: the estimated lifetime value is fragile. Import at least two years of sales, or enter it in Segments.",
))  # fmt: skip
SURVEY_ORDER = Code("survey.order", "advice", Text(
    "{excluded} réponses sur {all} se contredisent (« trop cher » sous « bon marché », par exemple) et sont écartées{limit}.",
    "{excluded} of {all} answers contradict themselves (“too expensive” under “cheap”, for example) and are excluded{limit}.",
))  # fmt: skip
SURVEY_SMALL = Code("survey.small", "advice", Text(
    "{n} réponses retenues : la plage de prix est indicative sous 100. Complétez l'enquête avant de fixer un prix dessus.",
    "{n} answers kept: below 100, the price range is only indicative. Complete the survey before setting a price on it.",
))  # fmt: skip
PRICE_OUT_OF_RANGE = Code("price.out_of_range", "fix", Text(
    "le prix retenu pour « {question} », {price} €, sort de la plage acceptée ({low} € à {high} €). Revoyez le prix, ou écrivez la raison dans la décision du mix.",
    "the price chosen for “{question}”, €{price}, is outside the accepted range (€{low} to €{high}). Review it, or write the reason in the mix decision.",
))  # fmt: skip
PROMO_LOSES = Code("promo.loses", "advice", Text(
    "une remise de {discount} % sur {product} perd {loss} € de marge : le volume attendu ne la paie pas. Renoncez-y, ou réduisez-la.",
    "a discount of {discount}% on {product} loses €{loss} of margin: the expected volume does not pay for it. Drop it, or reduce it.",
))  # fmt: skip
PROMO_PRIOR_PRICE = Code("promo.prior_price", "advice", Text(
    "la remise sur {product} s'annonce sans le prix le plus bas des 30 jours précédents. Relevez-le : la loi en fait la référence.",
    "the discount on {product} is announced without the lowest price of the previous 30 days. Record it: the law makes it the reference price.",
))  # fmt: skip
UNKNOWN_TOUCH = Code("path.unknown_channel", "fix", Text(
    "les parcours citent « {found} », qui n'est le nom d'aucun canal. Renommez-le dans les données, ou ajoutez ce canal.",
    "the journeys mention “{found}”, which is not the name of a channel. Rename it in the data, or add this channel.",
))  # fmt: skip
NOTICE_PASSED = Code("contract.notice_passed", "fix", Text(
    "le préavis de « {partner} » était à donner avant le {notice} ; le contrat finit le {end}. Dites s'il est reconduit, et à quelles conditions.",
    "notice to “{partner}” was due by {notice}; the contract ends on {end}. Say whether it is renewed, and on what terms.",
))  # fmt: skip
NOTICE_SOON = Code("contract.notice_soon", "advice", Text(
    "le préavis de « {partner} » est à donner avant le {notice}. Décidez d'ici là de reconduire, de renégocier ou d'arrêter.",
    "notice to “{partner}” is due by {notice}. Decide by then whether to renew, renegotiate or stop.",
))  # fmt: skip
EXCLUSIVITY_TWICE = Code("contract.exclusivity_twice", "fix", Text(
    "« {exclusivity} » est promise à deux partenaires : {partners}. Levez l'une des deux exclusivités avant signature.",
    "“{exclusivity}” is promised to two partners: {partners}. Lift one of the two exclusivities before signature.",
))  # fmt: skip
CHANNEL_LOSES = Code("channel.loses", "advice", Text(
    "« {name} » coûte {loss} € de plus que la marge qu'il rapporte. Dites ce qu'il apporte ailleurs (préparation d'achat, image), ou réduisez son coût.",
    "“{name}” costs €{loss} more than the margin it brings in. Say what it contributes elsewhere (purchase preparation, image), or cut its cost.",
))  # fmt: skip
ROMI_LOSES = Code("romi.loses", "advice", Text(
    "« {name} » perd de l'argent : {back} € de marge pour un euro dépensé. Arrêtez cette initiative, ou saisissez l'effet différé que vous en attendez.",
    "“{name}” loses money: €{back} of margin per euro spent. Stop it, or enter the delayed effect you expect.",
))  # fmt: skip
ROMI_DECLARED = Code("romi.declared", "advice", Text(
    "« {name} » n'a qu'un retour déclaré, sans mesure. Prévoyez un test ou des zones témoins pour {cost} € dépensés.",
    "“{name}” has only a declared return, not a measured one. Plan a test or control zones for the €{cost} spent.",
))  # fmt: skip
ALERT_NO_ACTION = Code("alert.no_action", "advice", Text(
    "{n} clients de valeur s'éloignent ({risk} € en jeu) et aucune action de rétention ne leur répond. Remplissez « Réponse prévue à chaque alerte ».",
    "{n} valuable customers are drifting away (€{risk} at stake) and no retention action responds. Fill in “Planned answer to each alert”.",
))  # fmt: skip
CODES = (
    NO_TRANSACTIONS, TOO_FEW_REPEATS, SURVEY_ORDER, SURVEY_SMALL, PRICE_OUT_OF_RANGE, PROMO_LOSES, PROMO_PRIOR_PRICE, UNKNOWN_TOUCH,
    NOTICE_PASSED, NOTICE_SOON, EXCLUSIVITY_TWICE, CHANNEL_LOSES, ROMI_LOSES, ROMI_DECLARED, ALERT_NO_ACTION,
)  # fmt: skip

_REPEAT_SHARE = 0.05
_WORRYING = 0.15
_ENOUGH_ANSWERS = 100
_SOON_DAYS = 90


def sales_are_enough(plan: Plan) -> Iterator[Problem]:
    """Sales there are, and customers who came back."""
    if not plan.results.rfm_segments:
        yield NO_TRANSACTIONS.at("Transactions")
    fit = {measure.name: measure.value for measure in plan.results.clv_fit}
    customers, repeat = fit.get("customers"), fit.get("repeat_customers")
    if customers is not None and repeat is not None and repeat.value < _REPEAT_SHARE * customers.value:
        yield TOO_FEW_REPEATS.at(repeat.cell, repeat=round(repeat.value), customers=round(customers.value))
    risk, alerts = plan.results.cards.get("value_at_risk"), plan.results.cards.get("alert_count")
    if alerts is not None and alerts.value > 0 and not plan.retention:
        at_stake = risk.value if risk is not None else 0.0
        yield ALERT_NO_ACTION.at(alerts.cell, n=round(alerts.value), risk=round(at_stake), stake=at_stake)


def survey_holds(plan: Plan) -> Iterator[Problem]:
    """Answers enough, few that contradict themselves, a price inside the range."""
    found = {measure.name: measure.value for measure in plan.results.price_points}
    kept, excluded = found.get("respondents"), found.get("excluded")
    if kept is not None and excluded is not None and excluded.value > 0:
        worrying = excluded.value > _WORRYING * (kept.value + excluded.value)
        limit = Text(" : au-delà de 15 %, relisez la question", ": above 15%, review the question") if worrying else Text("", "")
        yield SURVEY_ORDER.at(excluded.cell, excluded=round(excluded.value), all=round(kept.value + excluded.value), limit=limit)
    if kept is not None and 0 < kept.value < _ENOUGH_ANSWERS:
        yield SURVEY_SMALL.at(kept.cell, n=round(kept.value))
    for test in plan.price_tests:
        price, low, high = test.decision_price, test.pmc, test.pme
        if price is not None and low is not None and high is not None and not low.value <= price.value <= high.value:
            yield PRICE_OUT_OF_RANGE.at(price.cell, question=test.question, price=price.value, low=low.value, high=high.value)


def promotions_pay(plan: Plan) -> Iterator[Problem]:
    """Promotions bring more margin than they give, and state the price the law wants."""
    names = {product.id: product.name for product in plan.products}
    for test in plan.promo_tests:
        name = names.get(test.product, test.product)
        if test.margin_change is not None and test.margin_change.value < 0 and test.discount is not None:
            loss = -test.margin_change.value
            yield PROMO_LOSES.at(
                test.cell("margin_change"), discount=round(test.discount.value * 100), product=name, loss=round(loss), stake=loss
            )
        if test.discount is not None and test.prior_price is None:
            yield PROMO_PRIOR_PRICE.at(test.cell("prior_price"), product=name)


def channels_hold(plan: Plan) -> Iterator[Problem]:
    """Journeys name known channels, contracts are in order, channels earn their cost."""
    names = {fold(channel.name) for channel in plan.channels}
    for role in plan.results.channel_roles:
        if role.channel and fold(role.channel) not in names:
            yield UNKNOWN_TOUCH.at(role.cell("channel"), found=role.channel)
    for channel in plan.channels:
        if channel.contribution is not None and channel.contribution.value < 0:
            loss = -channel.contribution.value
            yield CHANNEL_LOSES.at(channel.cell("contribution"), name=channel.name, loss=round(loss), stake=loss)
    yield from _contracts(plan)


def returns_are_proven(plan: Plan) -> Iterator[Problem]:
    """Initiatives that lose money or were never measured are told."""
    for item in plan.initiatives:
        sure = item.romi_high is None or item.romi_high.value < 0  # an interval that holds zero settles nothing
        if (
            item.romi is not None
            and item.romi.value < 0
            and sure
            and (item.romi_discounted is None or item.romi_discounted.value < 0)
        ):
            cost = item.cost.value if item.cost is not None else 0.0
            yield ROMI_LOSES.at(item.cell("romi"), name=item.name, back=round(item.romi.value + 1, 2), stake=cost)
        if item.method == "declared" and item.cost is not None:
            yield ROMI_DECLARED.at(item.cell("method"), name=item.name, cost=round(item.cost.value), stake=item.cost.value)


RULES = (sales_are_enough, survey_holds, promotions_pay, channels_hold, returns_are_proven)


def _contracts(plan: Plan) -> Iterator[Problem]:
    today, promised = plan.settings.as_of, dict[str, str]()
    for contract in plan.contracts:
        end, notice = contract.end_date, contract.notice_date
        if end is not None and notice is not None and today is not None and end >= today:
            if notice < today:
                yield NOTICE_PASSED.at(contract.cell("notice_date"), partner=contract.partner, notice=notice, end=end)
            elif (notice - today).days <= _SOON_DAYS:
                yield NOTICE_SOON.at(contract.cell("notice_date"), partner=contract.partner, notice=notice)
        scope = fold(contract.exclusivity)
        if scope and contract.exclusivity_kind not in ("", "none"):
            if scope in promised:
                partners = [promised[scope], contract.partner]
                yield EXCLUSIVITY_TWICE.at(contract.cell("exclusivity"), exclusivity=contract.exclusivity, partners=partners)
            promised[scope] = contract.partner
