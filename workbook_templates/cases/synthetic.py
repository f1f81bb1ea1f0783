"""Synthetic data of the worked cases: customers who buy and leave, survey answers, zones, weeks of media, price histories.

Everything is drawn from uniform numbers of a seeded PCG64 through inverse distribution functions, so that the same seed gives the same
rows on every machine, whatever version of numpy or scipy it has.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from workbook_templates.schema.content import Row

Floats = npt.NDArray[np.float64]

# What a purchase intention from 1 to 5 is worth (Newton, Miller and Smith).
_INTENTIONS = np.array([0.0, 0.1, 0.3, 0.5, 0.7])


@dataclass(frozen=True, slots=True)
class Source:
    """Uniform numbers of one seed, and the distributions made of them."""

    uniform: np.random.Generator

    @classmethod
    def of(cls, seed: int) -> Source:
        """Return the source of a seed."""
        return cls(np.random.Generator(np.random.PCG64(seed)))

    def flat(self, n: int) -> Floats:
        """Return `n` numbers in (0, 1)."""
        return np.clip(self.uniform.random(n), 1e-12, 1 - 1e-12)

    def normal(self, n: int) -> Floats:
        """Return `n` standard normal numbers."""
        return np.asarray(special.ndtri(self.flat(n)))

    def gamma(self, shape: float, n: int) -> Floats:
        """Return `n` gamma numbers of scale 1."""
        return np.asarray(special.gammaincinv(shape, self.flat(n)))

    def beta(self, a: float, b: float, n: int) -> Floats:
        """Return `n` beta numbers."""
        return np.asarray(special.betaincinv(a, b, self.flat(n)))

    def choice(self, weights: Mapping[str, float], n: int) -> list[str]:
        """Return `n` names drawn with their weights."""
        names, steps = list(weights), np.cumsum(list(weights.values()))
        found = np.searchsorted(steps, self.flat(n) * steps[-1])
        return [names[i] for i in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Customers as BG/NBD and gamma-gamma have them: purchase rates per week, dropouts, spends; who they are and what they buy."""

    customers: int
    first: dt.date
    last: dt.date
    r: float
    alpha: float
    a: float
    b: float
    p: float
    q: float
    v: float
    segments: Mapping[str, float]
    channels: Mapping[str, float]
    products: Mapping[str, float]


def transactions(market: Market, source: Source) -> list[Row]:
    """Return the purchases of a market, by date then customer.

    A customer arrives on a day of the first nine tenths of the period, then buys at a rate drawn from Gamma(r, alpha) a week and leaves
    after each purchase with a chance drawn from Beta(a, b); mean spends are drawn from the gamma-gamma model (Fader and Hardie 2005, 2013).
    """
    n, days = market.customers, (market.last - market.first).days
    arrival = np.floor(source.flat(n) * days * 0.9)
    rate = source.gamma(market.r, n) / market.alpha / 7
    leaves = source.beta(market.a, market.b, n)
    scale = source.gamma(market.q, n) / market.v
    segment = source.choice(market.segments, n)
    who, when = [np.arange(n)], [arrival]
    alive, clock = np.arange(n), arrival
    while alive.size:
        stays = source.flat(alive.size) > leaves[alive]
        alive, clock = alive[stays], clock[stays]
        clock = clock + np.ceil(-np.log(source.flat(alive.size)) / rate[alive])
        inside = clock <= days
        alive, clock = alive[inside], clock[inside]
        who.append(alive)
        when.append(clock)
    buyer, day = np.concatenate(who), np.concatenate(when)
    order = np.lexsort((buyer, day))
    buyer, day = buyer[order], day[order]
    spend = np.round(source.gamma(market.p, buyer.size) / scale[buyer], 2)
    channels, products = source.choice(market.channels, buyer.size), source.choice(market.products, buyer.size)
    return [
        {
            "customer": f"C{int(buyer[i]) + 1:05d}",
            "date": market.first + dt.timedelta(int(day[i])),
            "amount": float(max(spend[i], 0.5)),
            "channel": channels[i],
            "product": products[i],
            "segment": segment[int(buyer[i])],
        }
        for i in range(buyer.size)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSurvey:
    """How a sample answers the four questions: a reference price each, multiplied by what is too cheap to too expensive."""

    test: str
    respondents: int
    median: float
    sigma: float
    multipliers: Sequence[float]  # too cheap, cheap, expensive, too expensive
    noise: float
    rounding: float
    buy_cheap: float
    buy_expensive: float
    spread: float


def survey(design: PriceSurvey, source: Source) -> list[Row]:
    """Return one row a respondent: the four prices, and purchase intentions from 1 to 5 at the cheap and the expensive one."""
    n = design.respondents
    reference = np.exp(np.log(design.median) + design.sigma * source.normal(n))
    prices = [
        np.round(reference * multiplier * np.exp(design.noise * source.normal(n)) / design.rounding) * design.rounding
        for multiplier in design.multipliers
    ]
    intentions = [_intention(mean + design.spread * source.normal(n)) for mean in (design.buy_cheap, design.buy_expensive)]
    keys = ("too_cheap", "cheap", "expensive", "too_expensive")
    return [
        {
            "test": design.test,
            **{key: round(float(price[i]), 2) for key, price in zip(keys, prices, strict=True)},
            "buy_cheap": int(intentions[0][i]),
            "buy_expensive": int(intentions[1][i]),
            "weight": 1,
        }
        for i in range(n)
    ]


def _intention(chance: Floats) -> npt.NDArray[np.int64]:
    nearest: npt.NDArray[np.int64] = np.abs(chance[:, None] - _INTENTIONS[None, :]).argmin(axis=1) + 1
    return nearest


def zones(
    initiative: str, *, zones: int, treated: int, periods: int, after: int, base: float, effect: float, noise: float, source: Source
) -> list[Row]:  # fmt: skip
    """Return the sales of zones by period; the first `treated` ones gain `effect` over the last `after` periods."""
    level = base * (1 + 0.08 * source.normal(zones))
    season = 1 + 0.03 * source.normal(periods)
    rows: list[Row] = []
    for zone in range(zones):
        shake = noise * source.normal(periods)
        for period in range(periods):
            exposed, started = zone < treated, period >= periods - after
            sales = level[zone] * season[period] + shake[period] + (effect if exposed and started else 0)
            rows.append(
                {
                    "initiative": initiative, "zone": f"Z{zone + 1:02d}", "period": period + 1, "treated": exposed, "after": started,
                    "sales": round(float(sales)),
                }
            )  # fmt: skip
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaMarket:
    """Weekly sales that answer to media: yearly spend, carry-over and elasticity by channel, a season by month."""

    last: dt.date  # a Sunday or any day of the last week
    weeks: int
    base: float
    spend: Mapping[str, float]
    carry_over: Mapping[str, float]
    elasticity: Mapping[str, float]
    season: Mapping[int, float]  # month → factor
    noise: float


def media_weeks(market: MediaMarket, source: Source) -> list[Row]:
    """Return one row a week: sales, a promotion week or not, the spend of each channel in flights."""
    monday = market.last - dt.timedelta(market.last.weekday())
    weeks = [monday - dt.timedelta(7 * (market.weeks - 1 - i)) for i in range(market.weeks)]
    season = np.array([market.season.get(week.month, 1.0) for week in weeks])
    promotion = (source.flat(market.weeks) < 0.15).astype(float)
    spends = {}
    response = np.zeros(market.weeks)
    for channel, yearly in market.spend.items():
        flights = np.where(source.flat(market.weeks) < 0.6, 0.6 + 1.2 * source.flat(market.weeks), 0.05)
        spend = np.round(yearly / 52 * flights / flights.mean(), -1)
        stock, carried = np.zeros(market.weeks), 0.0
        for i in range(market.weeks):
            carried = spend[i] + market.carry_over[channel] * carried
            stock[i] = carried
        response += market.elasticity[channel] * np.log(np.maximum(stock, 1) / stock.mean())
        spends[channel] = spend
    sales = market.base * season * np.exp(response + 0.06 * promotion + market.noise * source.normal(market.weeks))
    return [
        {
            "week": week, "sales": round(float(sales[i])), "promotion": int(promotion[i]),
            **{channel: float(spend[i]) for channel, spend in spends.items()},
        }
        for i, week in enumerate(weeks)
    ]  # fmt: skip


def price_history(
    product: str, *, elasticity: float, price: float, volume: float, steps: Sequence[float], last: dt.date, source: Source, months: int = 24
) -> list[Row]:  # fmt: skip
    """Return a product's monthly prices and volumes, at constant elasticity with a noise of 4 %; a promotion, one month in six, adds 8 %."""
    rows: list[Row] = []
    noise = 0.04 * source.normal(months)
    for i in range(months):
        step = steps[(i * 5 + i // 3) % len(steps)]
        promotion = i % 6 == 4
        at = last.year * 12 + last.month - 1 - (months - 1 - i)
        rows.append(
            {
                "product": product,
                "period": dt.date(at // 12, at % 12 + 1, 1),
                "price": round(price * step, 2),
                "volume": round(float(volume * step**elasticity * np.exp(noise[i] + 0.08 * promotion))),
                "promotion": int(promotion),
            }
        )
    return rows
