"""4.4 Attribution: who opens, who closes, where last click is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks import Axis, Block, ChartBlock, Series
from generator.figures import Figure, difference, share_of, total
from generator.plan import Plan
from generator.prose import Prose
from generator.ranges import merged
from generator.results import ModelComparison
from generator.sections.base import columns, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text

TITLE = Text("Attribution", "Attribution")
_TELLING = 0.02  # a channel whose share moves by two points between models is worth a sentence
_TOP_PATHS = 6


def context(plan: Plan) -> dict[str, object]:
    """Return the channel last click forgets most, the one it flatters most, what cutting the former would cost, who opens and closes."""
    moves = sorted(_moves(plan), key=lambda move: move[1].value)
    forgotten, flattered = (moves[-1], moves[0]) if moves else (None, None)
    effects = {item.channel: item.removal_effect for item in plan.results.attribution}
    roles = plan.results.channel_roles
    return {
        "verdict": "unknown" if not moves else "mixed" if moves[-1][1].value >= _TELLING else "good",
        "forgotten": forgotten[0] if forgotten else "",
        "forgotten_last": _share(plan, forgotten[0], "last") if forgotten else None,
        "forgotten_markov": _share(plan, forgotten[0], "markov") if forgotten else None,
        "effect": effects.get(forgotten[0]) if forgotten else None,
        "flattered": flattered[0] if flattered and flattered[1].value <= -_TELLING else "",
        "flattered_last": _share(plan, flattered[0], "last") if flattered else None,
        "flattered_markov": _share(plan, flattered[0], "markov") if flattered else None,
        "opener": max(roles, key=lambda role: _value(role.opens), default=None),
        "closer": max(roles, key=lambda role: _value(role.closes), default=None),
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no journey was imported."""
    if not plan.results.attribution and not plan.results.attribution_compare:
        return ()
    return some(
        heading(prose, "attribution", TITLE),
        opening(prose, "attribution", context(plan)),
        _table(plan, prose),
        _chart(plan, prose) if plan.results.attribution_compare else None,
        _paths(plan, prose) if plan.results.paths else None,
    )


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 2.4), (Text("Dernier clic", "Last click"), "right", 1.0), (Text("Parcours entier", "Whole journey"), "right", 1.1),
        (Text("Écart", "Gap"), "right", 1.0), (Text("Effet de retrait", "Removal effect"), "right", 1.1), (Text("Ouvre", "Opens"), "right", 0.8),
        (Text("Conclut", "Closes"), "right", 0.8),
    )  # fmt: skip
    roles = {role.channel: role for role in plan.results.channel_roles}
    gaps = dict(_moves(plan))
    rows = []
    for item in sorted(plan.results.attribution, key=lambda i: _value(i.conversions_share), reverse=True):
        role = roles.get(item.channel)
        rows.append(
            row(
                words(prose, item.channel, bold=True), number(prose, _share(plan, item.channel, "last")), number(prose, item.conversions_share),
                number(prose, gaps.get(item.channel), signed=True), number(prose, item.removal_effect),
                number(prose, role.opens if role is not None else None), number(prose, role.closes if role is not None else None),
            )
        )  # fmt: skip
    note = Text(
        "Effet de retrait : part des ventes perdue si le canal disparaissait des parcours observés. Il mesure un lien, non une cause prouvée.",
        "Removal effect: share of sales lost if the channel were removed from the observed journeys. It measures a link, not a proven cause.",
    )
    caption = Text(
        "Ce que vaut chaque canal, au dernier clic et sur tout le parcours",
        "What each channel is worth, on last click and across the whole journey",
    )
    roles_note = Text(
        "Ouvre, conclut : parcours d'au moins deux contacts, en nombre de ventes.",
        "Opens, closes: journeys with at least two touchpoints, in number of sales.",
    )
    source = merged(
        filter(
            None, (span(plan.results.attribution), _credits(plan.results.attribution_compare), span(plan.results.channel_roles))
        )
    )
    return table(prose, "attribution", caption, heads, rows, source=source, notes=[note, roles_note])


def _chart(plan: Plan, prose: Prose) -> ChartBlock | None:
    models = (
        ("last", Text("Dernier clic", "Last click")), ("first", Text("Premier clic", "First click")), ("linear", Text("Linéaire", "Linear")),
        ("markov", Text("Parcours (Markov)", "Journey (Markov)")),
    )  # fmt: skip
    compared = plan.results.attribution_compare
    series = tuple(
        Series(name=prose.say(name), y=tuple(_value(_share(plan, item.channel, model)) for item in compared))
        for model, name in models
        if any(model in item.credits for item in compared)
    )
    if not series:
        return None
    return ChartBlock(
        kind="bar",
        caption=prose.say(Text("Part des ventes par canal selon le modèle", "Share of sales by channel and model")),
        bookmark="f_attribution",
        alt=prose.say(
            Text(
                "Barres groupées : part de chaque canal selon quatre modèles",
                "Grouped bars: share of each channel under four models",
            )
        ),
        categories=tuple(item.channel for item in compared),
        series=series,
        y_axis=Axis(number_format="0%"),
        source=_credits(compared),
    )


def _credits(compared: Sequence[ModelComparison]) -> str:
    """Return the range that holds the credits of every channel under every model."""
    cells = [figure.cell for item in compared for figure in item.credits.values() if figure.cell]
    return merged(cells)


def _paths(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Parcours", "Journey"), "left", 5.0), (Text("Ventes", "Sales"), "right", 1.0), (Text("Taux", "Rate"), "right", 0.9),
        (Text("Part", "Share"), "right", 0.9),
    )  # fmt: skip
    rows = [
        row(
            words(prose, path.path.replace(">", "→")),
            number(prose, path.conversions),
            number(prose, path.rate),
            number(prose, path.share),
        )
        for path in plan.results.paths[:_TOP_PATHS]
    ]
    caption = Text("Les parcours qui vendent le plus", "Journeys that sell most")
    return table(prose, "paths", caption, heads, rows, source=span(plan.results.paths[:_TOP_PATHS]), compact=True)


def _moves(plan: Plan) -> list[tuple[str, Figure]]:
    """Return how many points each channel gains from last click to the whole journey."""
    found = []
    for item in plan.results.attribution_compare:
        whole, last = _share(plan, item.channel, "markov"), _share(plan, item.channel, "last")
        if whole is not None and last is not None:
            found.append((item.channel, difference(whole, last)))
    return found


def _share(plan: Plan, channel: str, model: str) -> Figure | None:
    item: ModelComparison | None = next((c for c in plan.results.attribution_compare if c.channel == channel), None)
    whole = total([c.credits[model] for c in plan.results.attribution_compare if model in c.credits])
    if item is None or whole is None or model not in item.credits:
        return None
    part = share_of(item.credits[model], whole)
    return Figure(part.value, "share", item.credits[model].cell) if part is not None else None


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
