"""What the RFM functions compute from sales and from scores."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from addin.functions.sales import Facts, remarks
from addin.functions.spec import Key, Noted, Table

if TYPE_CHECKING:
    from addin.models.rfm import Behaviour, Method, Rfm

Cells = Any  # a column of cells as `Kind` says: a numpy array, numpy being loaded by the model


def _scored(
    customers: Cells, dates: Cells, amounts: Cells, as_of: dt.date | None, bins: int, method: Method
) -> tuple[Behaviour, Rfm, Facts]:
    from addin.models import rfm
    from addin.models.transactions import Transactions

    ledger = Transactions.read(customers, dates, amounts, as_of=as_of)
    done = rfm.behaviour(ledger)
    scores = rfm.score(done.recency_days, done.frequency, done.monetary, bins=bins, method=method)
    return done, scores, (*remarks(ledger, done.left_out), *_too_few(done, bins))


def _too_few(done: Behaviour, bins: int) -> Facts:
    count = done.customers.size
    return (("rfm.few_customers", {"customers": count, "bins": bins}),) if count < bins else ()


def _names(scores: Rfm) -> list[str]:
    from addin.models.rfm import SEGMENTS

    return [SEGMENTS[i] for i in scores.segment.tolist()]


def rfm_table(customers: Cells, dates: Cells, amounts: Cells, as_of: dt.date | None, bins: int, method: Method) -> Noted:
    done, scores, notes = _scored(customers, dates, amounts, as_of, bins, method)
    columns = (
        done.customers, done.recency_days.astype(int), done.frequency.astype(int), done.monetary,
        scores.r, scores.f, scores.m, scores.score, _names(scores),
    )  # fmt: skip
    return Noted(Table(columns), notes)


def rfm_scores(recency_days: Cells, frequency: Cells, monetary: Cells, bins: int, method: Method) -> Table:
    from addin.models import rfm

    scores = rfm.score(recency_days, frequency, monetary, bins=bins, method=method)
    return Table((scores.r, scores.f, scores.m, scores.score, _names(scores)))


def rfm_segments(customers: Cells, dates: Cells, amounts: Cells, as_of: dt.date | None, bins: int, method: Method) -> Noted:
    from addin.models.rfm import SEGMENTS, summarise

    done, scores, notes = _scored(customers, dates, amounts, as_of, bins, method)
    s = summarise(done, scores)
    columns = (
        SEGMENTS, s.customers, s.customers_share, s.revenue, s.revenue_share,
        s.mean_recency_days, s.mean_frequency, s.mean_monetary, SEGMENTS,
    )  # fmt: skip
    return Noted(Table(columns), notes)


def rfm_grid(
    customers: Cells,
    dates: Cells,
    amounts: Cells,
    as_of: dt.date | None,
    bins: int,
    measure: Literal["customers", "revenue", "mean_monetary"],
    method: Method,
) -> Noted:
    from addin.models.rfm import grid

    done, scores, notes = _scored(customers, dates, amounts, as_of, bins, method)
    cells = grid(done, scores, measure=measure)
    if measure == "customers":
        cells = cells.astype(int)
    levels = tuple(range(1, bins + 1))
    return Noted(Table((levels[::-1], *cells.T), header=(Key("corner"), *levels)), notes)


@lru_cache(maxsize=1000)  # every score of ten classes: a column of a hundred thousand holds far fewer
def rfm_segment(r: int, f: int, m: int, bins: int) -> Key:
    from addin.models.rfm import SEGMENTS, segment

    return Key(SEGMENTS[int(segment(r, f, m, bins=bins)[0])])


def rfm_migration(
    customers: Cells, dates: Cells, amounts: Cells, from_date: dt.date, to_date: dt.date, bins: int, method: Method
) -> Noted:
    from addin.models.rfm import SEGMENTS, migration
    from addin.models.transactions import Transactions

    ledger = Transactions.read(customers, dates, amounts, as_of=to_date)
    moves = migration(ledger, from_date, bins=bins, method=method)
    names = tuple(Key(name) for name in SEGMENTS)
    notes: Facts = ()
    if moves.newcomers:
        notes = (("rfm.newcomers", {"customers": moves.newcomers, "from_date": from_date}),)
    return Noted(Table((names, *moves.counts.T), header=(Key("from_to"), *names)), notes)
