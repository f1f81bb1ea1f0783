"""2.3 The objective in customers, quarter by quarter and channel by channel."""

from __future__ import annotations

from generator.blocks import Axis, Block, ChartBlock, Series
from generator.figures import Figure, share_of, total
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, heading, number, opening, row, some, span, table, words
from workbook_templates.text import Text

_SHARE_QUARTERS = 4
_FAR = 1.2  # what the share of market asks for over what is planned, from which the gap is said
TITLE = Text("Déclinaison par trimestre et par canal", "Breakdown by quarter and channel")


def context(plan: Plan) -> dict[str, object]:
    """Return the heaviest quarter, its weight in the year, and the channel it rests on."""
    quarters = _by(plan, "quarter")
    heaviest = max(quarters, key=lambda name: quarters[name].value, default="")
    year = total(list(quarters.values()))
    steps = [step for step in plan.results.cascade if step.quarter == heaviest and step.customers is not None]
    main = max(steps, key=lambda step: step.customers.value if step.customers is not None else 0.0, default=None)
    asked = total([step.total for step in plan.results.share_steps[:_SHARE_QUARTERS] if step.total is not None])
    return {
        "verdict": "unknown" if year is None else "mixed",
        "quarter": _quarter(heaviest),
        "customers": quarters.get(heaviest),
        "year": year,
        "asked": asked if asked is not None and year is not None and asked.value > _FAR * year.value else None,
        "weight": share_of(quarters[heaviest], year) if year is not None and heaviest else None,
        "channels": [
            _name(plan, step.channel) for step in steps if main is not None and _value(step.customers) == _value(main.customers)
        ],
        "channel_share": share_of(main.customers, quarters[heaviest])
        if main is not None and main.customers is not None
        else None,
    }


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the section; nothing where no objective is cascaded and no share of market is aimed at."""
    if not plan.results.cascade:
        share = _share(plan, prose)
        return (heading(prose, "cascade", TITLE), share) if share is not None else ()
    return some(
        heading(prose, "cascade", TITLE),
        opening(prose, "cascade", context(plan)),
        _table(plan, prose),
        _chart(plan, prose),
        _share(plan, prose),
    )


def _table(plan: Plan, prose: Prose) -> Block:
    quarters = list(_by(plan, "quarter"))
    heads = columns(
        prose, (Text("Canal", "Channel"), "left", 2.4), *((_quarter(quarter), "right", 1.0) for quarter in quarters),
        (Text("Clients", "Customers"), "right", 1.1), (Text("Contacts à obtenir", "Leads needed"), "right", 1.3),
    )  # fmt: skip
    rows = []
    for channel in dict.fromkeys(step.channel for step in plan.results.cascade):
        steps = [step for step in plan.results.cascade if step.channel == channel]
        cells = [next((step.customers for step in steps if step.quarter == quarter), None) for quarter in quarters]
        leads = total([step.leads_needed for step in steps if step.leads_needed is not None])
        customers = total([figure for figure in cells if figure is not None])
        rows.append(
            row(
                words(prose, _name(plan, channel)),
                *(number(prose, cell) for cell in cells),
                number(prose, customers),
                number(prose, leads),
            )
        )
    sums = _by(plan, "quarter")
    leads = total([step.leads_needed for step in plan.results.cascade if step.leads_needed is not None])
    rows.append(
        row(
            words(prose, prose.say(Text("Total", "Total"))), *(number(prose, sums[quarter]) for quarter in quarters),
            number(prose, total(list(sums.values()))), number(prose, leads), kind="total",
        )
    )  # fmt: skip
    caption = Text("Clients à gagner par canal et par trimestre", "Customers to win, by channel and quarter")
    return table(prose, "cascade", caption, heads, rows, source=span(plan.results.cascade))


def _share(plan: Plan, prose: Prose) -> Block | None:
    """Return what the share of market aimed at asks for, in customers by quarter."""
    steps = [step for step in plan.results.share_steps if step.total is not None]
    if not steps:
        return None
    heads = columns(
        prose, (Text("Trimestre", "Quarter"), "left", 1.0), (Text("Gain net", "Net gain"), "right", 1.2),
        (Text("Remplacement des départs", "Replacing lost customers"), "right", 1.4), (Text("À recruter en tout", "Total to acquire"), "right", 1.2),
    )  # fmt: skip
    rows = [
        row(
            words(prose, prose.say(_quarter(f"{step.quarter.value:.0f}" if step.quarter is not None else ""))),
            number(prose, step.new_customers),
            number(prose, step.replacements),
            number(prose, step.total),
        )
        for step in steps[:_SHARE_QUARTERS]
    ]
    note = Text(
        "Traduction du gain de part de marché visé, à attrition constante.",
        "What the target gain in market share means, at constant churn.",
    )
    caption = Text("De la part de marché aux clients à recruter", "From market share to customers to acquire")
    return table(prose, "share_customers", caption, heads, rows, source=span(steps[:_SHARE_QUARTERS]), notes=[note], compact=True)


def _chart(plan: Plan, prose: Prose) -> ChartBlock:
    quarters = list(_by(plan, "quarter"))
    channels = dict.fromkeys(step.channel for step in plan.results.cascade)
    found = {(step.quarter, step.channel): step.customers for step in plan.results.cascade}
    series = tuple(
        Series(name=_name(plan, channel), y=tuple(_value(found.get((quarter, channel))) for quarter in quarters))
        for channel in channels
    )
    return ChartBlock(
        kind="stacked",
        caption=prose.say(Text("Nouveaux clients attendus, trimestre par trimestre", "Expected new customers by quarter")),
        bookmark="f_cascade",
        alt=prose.say(
            Text(
                "Barres empilées : clients attendus de chaque canal par trimestre",
                "Stacked bars: expected customers from each channel by quarter",
            )
        ),
        categories=tuple(prose.say(_quarter(quarter)) for quarter in quarters),
        series=series,
        y_axis=Axis(number_format="#,##0"),
        source=span(plan.results.cascade),
    )


def _by(plan: Plan, key: str) -> dict[str, Figure]:
    groups: dict[str, list[Figure]] = {}
    for step in plan.results.cascade:
        if step.customers is not None:
            groups.setdefault(step.quarter if key == "quarter" else step.channel, []).append(step.customers)
    return {name: figure for name, figures in groups.items() if (figure := total(figures)) is not None}


def _quarter(quarter: str) -> Text:
    """Return the name of a plan quarter, which functions give as a number."""
    return Text(f"T{quarter}", f"Q{quarter}") if quarter.isdigit() else Text(quarter, quarter)


def _name(plan: Plan, channel: str) -> str:
    return next((item.name for item in plan.channels if item.id == channel), channel)


def _value(figure: Figure | None) -> float:
    return figure.value if figure is not None else 0.0
