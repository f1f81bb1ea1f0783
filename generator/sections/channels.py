"""4.3 Channels, journeys, contracts: the role of each, what binds us, by when."""

from __future__ import annotations

from generator import markup
from generator.blocks import Block, Quadrant, Tile
from generator.figures import Figure
from generator.plan import Plan
from generator.prose import Prose
from generator.records import Channel, Contract
from generator.sections.base import columns, counted, heading, label, missing, number, opening, row, some, span, table, words
from workbook_templates.text import Text
from workbook_templates.words import MEDIUM, ROPO

TITLE = Text("Canaux, parcours, contrats", "Channels, journeys, contracts")
_TILE_LINES = 5
_SOON_DAYS = 90


def context(plan: Plan) -> dict[str, object]:
    """Return which channel prepares and which concludes, the one that earns most, the one that loses, the next contract to settle."""
    sellers = [channel for channel in plan.channels if _value(channel.revenue) > 0]
    losing = [channel for channel in sellers if channel.contribution is not None and channel.contribution.value < 0]
    passed, soon = _contracts_due(plan)
    return {
        "verdict": "unknown" if not plan.channels else "bad" if passed else "mixed" if losing or soon else "good",
        "channels": counted(plan.channels),
        "start": _ropo(plan, ("start",)),
        "end": _ropo(plan, ("end",)),
        "best": max((c for c in sellers if c.contribution is not None), key=lambda c: _value(c.contribution), default=None),
        "losing": losing[0] if losing else None,
        "ropo_share": plan.results.cards.get("ropo_share_total"),
        "passed": passed[0] if passed else None,
        "soon": soon[0] if soon else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section."""
    title = heading(prose, "channels", TITLE)
    if not plan.channels:
        return title, missing(prose, TITLE, Text("Canaux", "Channels"), Text("les canaux", "the channels"))
    return some(
        title,
        opening(prose, "channels", context(plan)),
        _map(plan, prose),
        _table(plan, prose),
        _contracts(plan, prose) if plan.contracts else None,
    )


def _map(plan: Plan, prose: Prose) -> Quadrant:
    cells = (
        ("direct", ("physical", "remote")),
        ("indirect", ("physical", "remote")),
        ("direct", ("digital",)),
        ("indirect", ("digital",)),
    )
    tiles = tuple(_tile(plan, prose, route, media) for route, media in cells)
    return Quadrant(
        caption=prose.say(Text("Carte des canaux", "Channel map")),
        bookmark="t_channel_map",
        tiles=(tiles[0], tiles[1], tiles[2], tiles[3]),
        column_labels=(prose.say(Text("Direct", "Direct")), prose.say(Text("Indirect", "Indirect"))),
        row_labels=(prose.say(_OFFLINE), prose.say(Text("Numérique", "Digital"))),
        alt=prose.say(
            Text(
                "Deux par deux : voie directe ou indirecte, support physique ou numérique",
                "Two-by-two map: direct or indirect, physical or digital",
            )
        ),
        source=span(plan.channels),
    )


def _tile(plan: Plan, prose: Prose, route: str, media: tuple[str, ...]) -> Tile:
    found = [channel for channel in plan.channels if channel.route == route and channel.medium in media]
    found.sort(key=lambda channel: _value(channel.revenue), reverse=True)
    lines = tuple(markup.plain(prose.writer.typeset(_described(prose, channel))) for channel in found[:_TILE_LINES])
    empty = markup.plain(prose.say(Text("aucun canal", "no channel")))
    names = {"physical": Text("physique ou à distance", "physical or remote"), "digital": Text("numérique", "digital")}
    side = Text("Direct", "Direct") if route == "direct" else Text("Indirect", "Indirect")
    title = f"{prose.say(side)} · {prose.say(names[media[0]])}"
    return Tile(title=title, lines=lines or (empty,), tone="accent" if lines else "muted")


_OFFLINE = Text("Physique, à distance", "Physical, remote")


def _described(prose: Prose, channel: Channel) -> str:
    revenue = f" ({prose.writer.sentence(channel.revenue)})" if channel.revenue is not None and channel.revenue.value else ""
    return f"{channel.name}{revenue}"


def _table(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 1.9), (Text("Support", "Medium"), "left", 1.0), (Text("Rôle dans le parcours", "Role in the journey"), "left", 2.4),
        (Text("ROPO", "ROPO"), "left", 1.1), (Text("Contribution", "Contribution"), "right", 1.2), (Text("Tendance", "Trend"), "right", 0.9),
        (Text("Note sur 5", "Score out of 5"), "right", 0.8), (Text("Budget", "Budget"), "right", 1.1),
    )  # fmt: skip
    rows = [
        row(
            words(prose, f"{c.id}. {c.name}", bold=True), words(prose, label(prose, MEDIUM, c.medium)), words(prose, c.role), words(prose, label(prose, ROPO, c.ropo)),
            number(prose, c.contribution, tone="bad" if _value(c.contribution) < 0 else "plain"), number(prose, c.trend, signed=True),
            number(prose, c.score), number(prose, c.budget),
        )
        for c in plan.channels
    ]  # fmt: skip
    note = Text("ROPO : on prépare en ligne, on achète hors ligne. Montants de la carte : ventes. Contribution = ventes × marge − coût du canal.",
                "ROPO: research online, purchase offline. Amounts on the map are sales. Contribution = sales × margin − channel cost.")  # fmt: skip
    caption = Text("Rôle, contribution et note de chaque canal", "Role, contribution and score of each channel")
    return table(prose, "channels", caption, heads, rows, source=span(plan.channels), notes=[note], compact=True)


def _contracts(plan: Plan, prose: Prose) -> Block:
    heads = columns(
        prose, (Text("Partenaire", "Partner"), "left", 1.8), (Text("Conditions", "Terms"), "left", 2.2), (Text("Réalisé", "Achieved"), "right", 0.8),
        (Text("Exclusivité", "Exclusivity"), "left", 1.6), (Text("Échéance", "End"), "left", 1.0), (Text("Préavis avant le", "Notice by"), "left", 1.0),
        (Text("À surveiller", "To watch"), "left", 1.8),
    )  # fmt: skip
    rows = []
    for contract in plan.contracts:
        watch = contract.alert or contract.conflict_risk
        rows.append(
            row(
                words(prose, contract.partner, bold=True), words(prose, contract.conditions), number(prose, contract.achievement), words(prose, contract.exclusivity),
                words(prose, prose.writer.day(contract.end_date)), words(prose, prose.writer.day(contract.notice_date)),
                words(prose, watch, tone="watch" if contract.alert else "plain"),
            )
        )  # fmt: skip
    caption = Text("Contrats : conditions, exclusivités, échéances", "Contracts: terms, exclusivity, end dates")
    return table(prose, "contracts", caption, heads, rows, source=span(plan.contracts), compact=True)


def _contracts_due(plan: Plan) -> tuple[list[Contract], list[Contract]]:
    """Return the running contracts whose notice date has passed, and those whose notice is due soon."""
    running = [c for c in plan.contracts if c.notice_date is not None and c.end_date is not None and c.end_date >= plan.as_of]
    running.sort(key=lambda c: c.notice_date or plan.as_of)
    passed = [c for c in running if c.notice_date is not None and c.notice_date < plan.as_of]
    soon = [
        c for c in running if c not in passed and c.notice_date is not None and (c.notice_date - plan.as_of).days <= _SOON_DAYS
    ]
    return passed, soon


def _ropo(plan: Plan, roles: tuple[str, ...]) -> Channel | None:
    """Return the selling channel with the largest sales among those of a ROPO role, any channel where none sells."""
    found = [channel for channel in plan.channels if channel.ropo in roles]
    return max(found, key=lambda channel: _value(channel.revenue), default=None)


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
