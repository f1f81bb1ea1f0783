"""4.2 Price and sensitivity: is the chosen price inside the range, what to promote."""

from __future__ import annotations

from generator.blocks import Axis, Block, ChartBlock, Point, Series
from generator.figures import Figure, change, difference
from generator.plan import Plan, by_id
from generator.prose import Prose
from generator.records import PriceTest
from generator.results import Elasticity
from generator.sections.base import Verdict, columns, euro_format, heading, number, opening, price, row, some, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import ELASTICITY_CLASS

TITLE = Text("Prix et sensibilité", "Price and price sensitivity")
_CLOSE = 0.10  # distance to the optimal price, relative, under which the price is on it
_POINTS = {
    "pmc": Text("Seuil bas", "Lower bound"),
    "opp": Text("Prix optimal", "Optimal price"),
    "idp": Text("Prix d'indifférence", "Indifference price"),
    "pme": Text("Seuil haut", "Upper bound"),
}


def context(plan: Plan) -> dict[str, object]:
    """Return the test that is shown, whether its price is in range and near the optimum, and what promotions cost."""
    test = plan.price_tests[0] if plan.price_tests else None
    measures = {measure.name: measure.value for measure in plan.results.price_points}
    product = by_id(plan.products, test.product) if test is not None else None
    loser = next((t for t in plan.promo_tests if t.margin_change is not None and t.margin_change.value < 0), None)
    winner = next((t for t in plan.promo_tests if t.margin_change is not None and t.margin_change.value > 0), None)
    classes = {e.product: ELASTICITY_CLASS.key(e.class_) for e in plan.results.elasticity}
    return {
        "verdict": _verdict(test),
        "test": test,
        "subject": product.name if product is not None else test.question if test is not None else "",
        "gap": _gap(test),
        "respondents": measures.get("respondents"),
        "excluded": measures.get("excluded"),
        "all_losing": all(
            _advice(plan, e) is _ADVICE["elastic_losing"] for e in plan.results.elasticity if classes[e.product] == "elastic"
        ),
        "elastic": _names(plan, [name for name, found in classes.items() if found == "elastic"]),
        "inelastic": _names(plan, [name for name, found in classes.items() if found == "inelastic"]),
        "loser": loser,
        "loser_name": _name(plan, loser.product) if loser is not None else "",
        "needed": change(loser.break_even_volume, loser.volume)
        if loser is not None and loser.break_even_volume and loser.volume
        else None,
        "expected": change(loser.new_volume, loser.volume) if loser is not None and loser.new_volume and loser.volume else None,
        "loser_unsure": loser is not None and classes.get(loser.product) not in ("elastic", "inelastic"),
        "winner": winner,
        "winner_name": _name(plan, winner.product) if winner is not None else "",
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no price was tested, no elasticity measured."""
    tested = any(test.pmc is not None for test in plan.price_tests)
    if not tested and not plan.results.price_points and not plan.results.elasticity and not plan.promo_tests:
        return ()
    return some(
        heading(prose, "price", TITLE),
        opening(prose, "price", context(plan)),
        _chart(plan, prose) if plan.results.price_curves else None,
        _points(plan, prose) if plan.results.price_points else None,
        _elasticity(plan, prose) if plan.results.elasticity else None,
        _promotions(plan, prose) if plan.promo_tests else None,
    )


def _chart(plan: Plan, prose: Prose) -> ChartBlock:
    curves = [point for point in plan.results.price_curves if point.price is not None]
    prices = tuple(_value(point.price) for point in curves)
    lines = (
        (Text("Trop bon marché", "Too cheap"), tuple(_value(p.too_cheap) for p in curves), False),
        (Text("Pas bon marché", "Not cheap"), tuple(_value(p.not_cheap) for p in curves), True),
        (Text("Pas cher", "Not expensive"), tuple(_value(p.not_expensive) for p in curves), True),
        (Text("Trop cher", "Too expensive"), tuple(_value(p.too_expensive) for p in curves), False),
    )
    return ChartBlock(
        kind="scatter",
        caption=prose.say(
            Text("Les quatre courbes de Van Westendorp et leurs points", "The four Van Westendorp curves and their points")
        ),
        bookmark="f_van_westendorp",
        alt=prose.say(
            Text(
                "Courbes : part des répondants selon le prix ; leurs croisements donnent les quatre points de prix",
                "Curves: share of respondents by price; where they cross gives the four price points",
            )
        ),
        series=tuple(Series(name=prose.say(name), x=prices, y=values, dashed=dashed) for name, values, dashed in lines),
        points=_crossings(plan, prose),
        x_axis=_price_axis(plan, prose),
        y_axis=Axis(
            title=prose.say(Text("Part des répondants", "Share of respondents")), number_format="0%", minimum=0, maximum=1
        ),
        source=span(curves),
        height_cm=7.6,
    )


def _price_axis(plan: Plan, prose: Prose) -> Axis:
    """Return the axis of prices, from under the lower bound to over the upper one: beyond, the curves lie flat."""
    found = {measure.name: measure.value for measure in plan.results.price_points}
    low, high = found.get("pmc"), found.get("pme")
    title = prose.say(Text("Prix", "Price"))
    if low is None or high is None:
        return Axis(title=title, number_format=euro_format(prose))
    step = 10 ** max(0, len(str(int(high.value))) - 1)
    return Axis(
        title=title,
        number_format=euro_format(prose),
        minimum=low.value * _UNDER // step * step,
        maximum=-(-high.value * _OVER // step) * step,
    )


_UNDER, _OVER = 0.4, 1.7


def _crossings(plan: Plan, prose: Prose) -> tuple[Point, ...]:
    """Return the four points, each at the height where its two curves cross."""
    curves = [point for point in plan.results.price_curves if point.price is not None]
    found = {measure.name: measure.value for measure in plan.results.price_points}
    heights = {"pmc": "too_cheap", "opp": "too_cheap", "idp": "not_expensive", "pme": "too_expensive"}
    points = []
    for key, curve in heights.items():
        value = found.get(key)
        if value is not None and curves:
            nearest = min(curves, key=lambda point: abs(_value(point.price) - value.value))
            height = _value(getattr(nearest, curve))
            points.append(Point(label=f"{key.upper()} {prose.writer.price(round(value.value, 2))}", x=value.value, y=height))
    return tuple(points)


def _points(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Point de prix", "Price point"), "left", 2.6), (Text("Valeur", "Value"), "right", 1.2), (Text("Intervalle à 95 %", "95% interval"), "right", 1.8),
        (Text("Ce qu'il veut dire", "What it means"), "left", 4.0),
    )  # fmt: skip
    found = {measure.name: measure for measure in plan.results.price_points}
    rows = []
    for key, name in _POINTS.items():
        measure = found.get(key)
        if measure is None or measure.value is None:
            continue
        between = "–"
        if measure.low is not None and measure.high is not None:
            between = prose.writer.between(*_alike(prose, measure.low, measure.high))
        rows.append(
            row(
                words(prose, f"{prose.say(name)} ({key.upper()})", bold=True),
                price(prose, measure.value),
                words(prose, between),
                words(prose, prose.say(_MEANINGS[key])),
            )
        )
    note = Text(
        "Le test mesure l'acceptation d'un prix, pas l'élasticité des ventes.",
        "The test measures whether a price is accepted, not the elasticity of sales.",
    )
    return table(
        prose,
        "price_points",
        Text("Les points de prix", "Price points"),
        heads,
        rows,
        source=span(plan.results.price_points),
        notes=[note],
    )


def _alike(prose: Prose, *figures: Figure) -> list[str]:
    """Return amounts with the same decimals."""
    amounts = [figure.to("EUR") for figure in figures]
    decimals = prose.writer.decimals(amounts, cents=True)
    return [prose.writer.table(amount, decimals) for amount in amounts]


_MEANINGS = {
    "pmc": Text("en dessous, le doute sur la qualité l'emporte", "below it, doubts about quality prevail"),
    "opp": Text("autant le trouvent trop cher que trop bon marché", "as many find it too expensive as find it too cheap"),
    "idp": Text("autant le trouvent cher que bon marché", "as many find it expensive as find it cheap"),
    "pme": Text("au-dessus, le refus l'emporte", "above it, rejection prevails"),
}


def _elasticity(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Produit", "Product"), "left", 2.2), (Text("Élasticité", "Elasticity"), "right", 1.0), (Text("Intervalle", "Interval"), "right", 1.4),
        (Text("Classe", "Class"), "left", 1.2), (Text("Conseil", "Advice"), "left", 3.4),
    )  # fmt: skip
    rows = []
    for item in plan.results.elasticity:
        between = (
            prose.writer.between(prose.writer.table(item.low.to("ratio")), prose.writer.table(item.high.to("ratio")))
            if item.low is not None and item.high is not None
            else "–"
        )
        rows.append(
            row(
                words(prose, _name(plan, item.product), bold=True),
                number(prose, item.elasticity),
                words(prose, between),
                words(prose, item.class_),
                words(prose, prose.say(_advice(plan, item))),
            )
        )
    return table(
        prose,
        "elasticity",
        Text("Sensibilité des ventes au prix", "Sensitivity of sales to price"),
        heads,
        rows,
        source=span(plan.results.elasticity),
    )


def _advice(plan: Plan, item: Elasticity) -> Text:
    """Return what to do with a product's price: what a promotion that was weighed up says first, then its class."""
    weighed = next(
        (t.margin_change.value for t in plan.promo_tests if t.product == item.product and t.margin_change is not None), None
    )
    kind = ELASTICITY_CLASS.key(item.class_)
    if kind == "elastic" and weighed is not None:
        return _ADVICE["elastic_paying" if weighed > 0 else "elastic_losing"]
    if kind == "elastic" and _never_pays(plan, item):
        return _ADVICE["elastic_losing"]
    return _ADVICE[kind] if kind in _ADVICE else Text(item.advice, item.advice)


def _never_pays(plan: Plan, item: Elasticity) -> bool:
    """Whether no discount can pay: volume answers price less than the margin asks, |ε| under 1 ÷ margin rate (Lerner's condition)."""
    product = by_id(plan.products, item.product)
    margin = product.margin_rate if product is not None else None
    return margin is not None and item.elasticity is not None and margin.value > 0 and -item.elasticity.value < 1 / margin.value


_ADVICE = {
    "elastic_paying": Text(
        "La remise étudiée rapporte : à mener.",
        "The discount considered pays: go ahead.",
    ),
    "elastic_losing": Text(
        "Pas de remise : le volume gagné ne paie pas la marge perdue.",
        "No discount: the extra volume does not pay for the lost margin.",
    ),
    "elastic": Text(
        "Remises à concentrer ici, si la marge les paie : le volume gagné dépasse la baisse de prix.",
        "Focus discounts here, if the margin pays for them: the extra volume exceeds the price cut.",
    ),
    "inelastic": Text(
        "Prix à tenir : une remise coûterait plus qu'elle ne rapporte.",
        "Hold the price: a discount would cost more than it brings in.",
    ),
    "undetermined": Text(
        "Rien à conclure : tester un autre prix, ou relever plus de périodes.",
        "No conclusion: test another price, or collect more periods.",
    ),
}


def _promotions(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Produit", "Product"), "left", 2.0), (Text("Remise", "Discount"), "right", 0.8), (Text("Volume attendu", "Expected volume"), "right", 1.1),
        (Text("Volume d'équilibre", "Break-even volume"), "right", 1.1), (Text("Effet sur la marge", "Effect on margin"), "right", 1.2), (Text("Verdict", "Verdict"), "left", 2.6),
    )  # fmt: skip
    rows = [
        row(
            words(prose, _name(plan, t.product)), number(prose, t.discount), number(prose, t.new_volume), number(prose, t.break_even_volume),
            number(prose, t.margin_change, signed=True, tone="bad" if t.margin_change is not None and t.margin_change.value < 0 else "plain"), words(prose, t.verdict),
        )
        for t in plan.promo_tests
    ]  # fmt: skip
    return table(
        prose,
        "promotions",
        Text("Ce que coûte une promotion", "What a promotion costs"),
        heads,
        rows,
        source=span(plan.promo_tests),
    )


def _verdict(test: PriceTest | None) -> Verdict:
    if test is None or test.decision_price is None or test.pmc is None or test.pme is None:
        return "unknown"
    if not test.pmc.value <= test.decision_price.value <= test.pme.value:
        return "bad"
    close = test.opp is None or not test.opp.value or abs(test.decision_price.value / test.opp.value - 1) <= _CLOSE
    return "good" if close else "mixed"


def _gap(test: PriceTest | None) -> Figure | None:
    if test is None or test.decision_price is None or test.opp is None:
        return None
    return difference(test.decision_price, test.opp)


def _names(plan: Plan, products: list[str]) -> list[str]:
    return [_name(plan, product) for product in products]


def _name(plan: Plan, product: str) -> str:
    found = by_id(plan.products, product)
    return found.name if found is not None else product


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
