"""1.4 Brand health, BAV-style: strength and stature against competitors."""

from __future__ import annotations

from generator.blocks import Axis, Block, ChartBlock, Series
from generator.checks.strategy import ENOUGH_BRANDS
from generator.figures import Figure, count
from generator.plan import Plan
from generator.prose import Prose
from generator.records import Brand
from generator.results import BrandScore
from generator.sections.base import columns, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Santé de la marque", "Brand health")
_PILLARS = {
    "differentiation": Text("la différenciation", "differentiation"),
    "relevance": Text("la pertinence", "relevance"),
    "esteem": Text("l'estime", "esteem"),
    "knowledge": Text("la connaissance", "knowledge"),
}


def context(plan: Plan) -> dict[str, object]:
    """Return our brand, its quadrant, its weakest pillar against the best rival's."""
    own = next((brand for brand in plan.brands if brand.own), None)
    score = next((score for score in plan.results.brands if own is not None and score.brand == own.brand), None)
    gap = _widest_gap(plan, own) if own is not None else None
    strong = score is not None and _ahead(plan, score, "strength")
    known = score is not None and _ahead(plan, score, "stature")
    return {
        "ahead": strong if strong != known else None,
        "beaten": _beaten(plan, score, "strength" if strong or not known else "stature"),
        "beaten_other": _beaten(plan, score, "stature" if strong or not known else "strength"),
        "rivals": count([s.cell("brand") for s in plan.results.brands if score is not None and s.brand != score.brand]),
        "leader": _leader(plan, score, "strength" if strong or not known else "stature"),
        "verdict": "unknown" if score is None else "good" if strong and known else "mixed" if strong or known else "bad",
        "own": own,
        "score": score,
        "pillar": _PILLARS[gap[0]] if gap is not None else None,
        "rival": gap[1] if gap is not None else None,
        "rival_score": _pillar(gap[1], gap[0]) if gap is not None else None,
        "own_score": _pillar(own, gap[0]) if gap is not None and own is not None else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing under five brands."""
    if len(plan.brands) < ENOUGH_BRANDS or not plan.results.brands:
        return ()
    return some(
        heading(prose, "brand", TITLE),
        opening(prose, "brand", context(plan)),
        _chart(plan, prose),
        _table(plan, prose),
    )


def _chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    scores = [score for score in plan.results.brands if score.strength is not None and score.stature is not None]
    base = {brand.brand: brand for brand in plan.brands}
    series = tuple(
        Series(
            name=score.brand, x=(_value(score.stature),), y=(_value(score.strength),), sizes=(1.0,), labels=(score.brand,),
            tone="accent" if base[score.brand].own else "muted",
        )
        for score in scores
        if score.brand in base
    )  # fmt: skip
    if not series:
        return None
    return ChartBlock(
        kind="bubble",
        caption=prose.say(Text("Force et stature des marques", "Brand strength and stature")),
        bookmark="f_brand",
        alt=prose.say(
            Text(
                "Nuage de points : chaque marque selon sa stature et sa force, de 0 à 100",
                "Bubble chart: each brand by stature and strength, 0 to 100",
            )
        ),
        series=series,
        x_axis=Axis(
            title=prose.say(Text("Stature (racine d'estime × connaissance)", "Stature (square root of esteem × knowledge)")),
            number_format="0",
            minimum=0,
            maximum=100,
        ),
        y_axis=Axis(
            title=prose.say(
                Text("Force (racine de différenciation × pertinence)", "Strength (square root of differentiation × relevance)")
            ),
            number_format="0",
            minimum=0,
            maximum=100,
        ),
        source=span(plan.results.brands),
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Marque", "Brand"), "left", 2.2), *((_header(pillar), "right", 1.1) for pillar in _PILLARS.values()),
        (Text("Force", "Strength"), "right", 0.9), (Text("Stature", "Stature"), "right", 0.9), (Text("Place", "Position"), "left", 1.6),
    )  # fmt: skip
    scores = {score.brand: score for score in plan.results.brands}
    rows = [
        row(
            words(prose, brand.brand, bold=bool(brand.own)), *(number(prose, _pillar(brand, key)) for key in _PILLARS),
            number(prose, scores[brand.brand].strength if brand.brand in scores else None),
            number(prose, scores[brand.brand].stature if brand.brand in scores else None),
            words(prose, scores[brand.brand].quadrant if brand.brand in scores else ""),
        )
        for brand in plan.brands
    ]  # fmt: skip
    note = Text(
        "Mesure de type BAV, non comparable à la base d'origine ; notes de 0 à 100.",
        "BAV-style measure, not comparable with the original database; scores from 0 to 100.",
    )
    return table(
        prose,
        "brand",
        Text("Les quatre piliers, marque par marque", "The four pillars, brand by brand"),
        heads,
        rows,
        source=span(plan.brands),
        notes=[note],
    )


def _ahead(plan: Plan, own: BrandScore, side: str) -> bool:
    """Whether our brand leads at least half of its rivals on strength or on stature."""
    mine = _side(own, side)
    rivals = [_side(score, side) for score in plan.results.brands if score.brand != own.brand]
    return sum(1 for rival in rivals if mine > rival) * 2 >= len(rivals) and mine >= _MIDDLE


def _beaten(plan: Plan, own: BrandScore | None, side: str) -> Figure:
    """Return how many rivals our brand leads."""
    return count(
        [
            s.cell("brand")
            for s in plan.results.brands
            if own is not None and s.brand != own.brand and _side(own, side) > _side(s, side)
        ]
    )


def _leader(plan: Plan, own: BrandScore | None, side: str) -> str:
    """Return the rival that leads us by most, empty where none does."""
    ahead = [s for s in plan.results.brands if own is not None and _side(s, side) > _side(own, side)]
    return max(ahead, key=lambda s: _side(s, side)).brand if ahead else ""


def _side(score: BrandScore, side: str) -> float:
    return _value(score.strength if side == "strength" else score.stature)


_MIDDLE = 50.0


def _header(pillar: Text) -> Text:
    """Return a pillar as a column's header, without its article."""
    return Text(pillar.fr.removeprefix("la ").removeprefix("l'").capitalize(), pillar.en.capitalize())


def _pillar(brand: Brand, key: str) -> Figure | None:
    return {
        "differentiation": brand.differentiation,
        "relevance": brand.relevance,
        "esteem": brand.esteem,
        "knowledge": brand.knowledge,
    }[key]


def _widest_gap(plan: Plan, own: Brand) -> tuple[str, Brand] | None:
    gaps = [
        (_value(_pillar(rival, key)) - _value(_pillar(own, key)), key, rival)
        for rival in plan.brands
        if not rival.own
        for key in _PILLARS
        if _pillar(rival, key) is not None and _pillar(own, key) is not None
    ]
    widest = max(gaps, key=lambda gap: gap[0], default=None)
    return (widest[1], widest[2]) if widest is not None and widest[0] > 0 else None


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
