"""What the CLV functions compute from sales: estimates, values, alerts."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from addin.functions.sales import Facts, remarks
from addin.functions.spec import COUNT, EUROS, SHARE, Column, Key, Noted, Table
from workbook_templates.text import Text

if TYPE_CHECKING:
    from addin.models.customer_value import CustomerValues
    from addin.models.purchase_process import Fitted, ModelName, PurchaseProcess
    from addin.models.purchases import TimeUnit
    from addin.models.spend import Spend

Cells = Any  # a column of cells as `Kind` says: a numpy array, numpy being loaded by the model

_LAST_PURCHASE = Column("last_purchase", "dernier achat (semaines)", Text("semaines après le premier", "weeks after the first"))
_AGE = Column("age", "ancienneté (semaines)", Text("semaines depuis le premier achat", "weeks since the first purchase"))
_DURATIONS = (_LAST_PURCHASE, _AGE)
DURATION_WORDS = {
    f"{column.key}_{unit}": Text(column.fr.replace("semaines", plural), column.key)
    for column in _DURATIONS
    for unit, plural in (("day", "jours"), ("week", "semaines"), ("month", "mois"))
}
CUSTOMER_COLUMNS = (
    Column("customer", "client"),
    Column("repeat_purchases", "réachats", COUNT),
    _LAST_PURCHASE,
    _AGE,
    Column("p_alive", "P(vivant)", SHARE),
    Column("expected_purchases", "achats attendus", COUNT),
    Column("expected_spend", "panier attendu (€)", EUROS),
    Column("clv", "CLV (€)", EUROS),
    Column("alert", "alerte"),
)

_REASON = Text(
    "Intervalle habituel de {gap} j, rien depuis {since} j ; probabilité d'être encore client : {p_alive} %.",
    "Usual gap of {gap} d, nothing for {since} d; probability of still being a customer: {p_alive}%.",
)


def clv_fit(
    customers: Cells,
    dates: Cells,
    amounts: Cells,
    as_of: dt.date | None,
    model: ModelName,
    time_unit: TimeUnit,
    holdout_periods: float | None,
) -> Noted:
    from addin.models.holdout import calibration, holdout
    from addin.models.purchase_process import fit_process
    from addin.models.purchases import Purchases
    from addin.models.spend import Spend
    from addin.models.transactions import Transactions

    ledger = Transactions.read(customers, dates, amounts, as_of=as_of)
    known = ledger if holdout_periods is None else calibration(ledger, periods=holdout_periods, unit=time_unit)
    purchases = Purchases.read(known, unit=time_unit)
    history = purchases.history()
    fitted, spend = fit_process(history, model), Spend.fit(purchases)
    rows = [*_parameter_rows(fitted, spend), (Key("log_likelihood"), fitted.estimate.log_likelihood, None)]
    rows.append((Key("log_likelihood_spend"), None if spend.estimate is None else spend.estimate.log_likelihood, None))
    rows += [(Key("customers"), int(history.customers), None), (Key("repeat_customers"), int(history.repeat_customers), None)]
    notes = (*remarks(ledger, purchases.left_out), *_fit_notes(fitted, spend))
    if holdout_periods is not None:
        found = holdout(fitted.process, purchases, ledger)
        rows += [
            (Key("holdout_actual"), found.actual, None),
            (Key("holdout_predicted"), found.predicted, None),
            (Key("holdout_mae"), found.mean_absolute_error, None),
        ]
        notes += (("clv.calibrated_until", {"until": purchases.as_of_date}),)
    return Noted(Table.from_rows(rows, width=3), notes)


def _parameter_rows(fitted: Fitted, spend: Spend) -> list[tuple[object, ...]]:
    from addin.models.gamma_gamma import GammaGamma

    estimate = fitted.estimate
    rows: list[tuple[object, ...]] = list(zip(fitted.process.NAMES, estimate.values, estimate.std_errors, strict=True))
    if spend.estimate is None:
        return [*rows, *((name, None, None) for name in GammaGamma.NAMES)]
    return [*rows, *zip(GammaGamma.NAMES, spend.estimate.values, spend.estimate.std_errors, strict=True)]


def _fit_notes(fitted: Fitted, spend: Spend) -> Facts:
    notes: Facts = ()
    if unbound := (*fitted.at_limit, *spend.at_limit):
        notes += (("clv.parameters_at_limit", {"names": unbound}),)
    if spend.model is None:
        notes += (("clv.spend_constant", {"spend": spend.constant}),)
    elif spend.model.q <= 1:
        notes += (("clv.spend_mean_infinite", {"q": spend.model.q}),)
    if spend.without_spend:
        notes += (("clv.repeats_without_spend", {"customers": spend.without_spend}),)
    return notes


def _valued(
    customers: Cells,
    dates: Cells,
    amounts: Cells,
    as_of: dt.date | None,
    *,
    horizon_periods: int | None = None,
    annual_discount: float = 0.10,
    margin: float = 1.0,
    model: ModelName = "BG/NBD",
    time_unit: TimeUnit = "week",
) -> tuple[CustomerValues, Facts]:
    from addin.models.customer_value import Terms, value_customers
    from addin.models.purchases import Purchases
    from addin.models.transactions import Transactions

    terms = Terms(horizon=horizon_periods, annual_discount=annual_discount, margin=margin)
    ledger = Transactions.read(customers, dates, amounts, as_of=as_of)
    purchases = Purchases.read(ledger, unit=time_unit)
    values = value_customers(purchases, model=model, terms=terms)
    return values, (*remarks(ledger, purchases.left_out), *_fit_notes(values.fitted, values.spend))


def clv_customers(
    customers: Cells,
    dates: Cells,
    amounts: Cells,
    as_of: dt.date | None,
    horizon_periods: int | None,
    annual_discount: float,
    margin: float,
    model: ModelName,
    time_unit: TimeUnit,
) -> Noted:
    values, notes = _valued(
        customers,
        dates,
        amounts,
        as_of,
        horizon_periods=horizon_periods,
        annual_discount=annual_discount,
        margin=margin,
        model=model,
        time_unit=time_unit,
    )
    p = values.purchases
    columns = (
        p.customers,
        p.repeats,
        p.t_x,
        p.age,
        values.p_alive,
        values.expected_purchases,
        values.expected_spend,
        values.clv,
        values.alerts().tolist(),
    )
    header = tuple(Key(f"{column.key}_{time_unit}") if column in _DURATIONS else column.header for column in CUSTOMER_COLUMNS)
    return Noted(Table(columns, header), notes)


def clv_alerts(customers: Cells, dates: Cells, amounts: Cells, as_of: dt.date | None, drop: float, top_share: float) -> Noted:
    import numpy as np

    values, notes = _valued(customers, dates, amounts, as_of)
    alerted = np.flatnonzero(values.alerts(drop=drop, top_share=top_share))
    p = values.purchases
    at_stake = values.if_alive - values.clv
    alerted = alerted[np.argsort(-at_stake[alerted], kind="stable")]
    since = (p.age_days - p.last_days)[alerted]
    gap = p.last_days[alerted] / p.repeats[alerted]
    reasons = [
        _REASON.format(gap=max(1, round(usual)), since=int(silent), p_alive=round(100 * alive))
        for usual, silent, alive in zip(gap.tolist(), since.tolist(), values.p_alive[alerted].tolist(), strict=True)
    ]
    return Noted(
        Table((p.customers[alerted], values.clv[alerted], values.p_alive[alerted], since, gap, at_stake[alerted], reasons)), notes
    )


def _process(model: ModelName, parameters: Cells, x: float, t_x: float, age: float) -> PurchaseProcess:
    from addin.models.purchase_process import check_past

    check_past(x, t_x, age)
    return _checked(model, tuple(parameters.tolist()))


@lru_cache(maxsize=16)
def _checked(model: ModelName, parameters: tuple[float, ...]) -> PurchaseProcess:
    """Return the process all rows of a column share."""
    from addin.models.purchase_process import checked_process

    return checked_process(model, parameters)


def clv_p_alive(repeat_purchases: float, last_purchase: float, age: float, parameters: Cells, model: ModelName) -> float:
    import numpy as np

    process = _process(model, parameters, repeat_purchases, last_purchase, age)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return float(process.p_alive(repeat_purchases, last_purchase, age)[0])


def clv_expected_purchases(
    repeat_purchases: float, last_purchase: float, age: float, periods: float, parameters: Cells, model: ModelName
) -> float:
    import numpy as np

    from addin.errors import ModelError

    process = _process(model, parameters, repeat_purchases, last_purchase, age)
    if periods < 0:
        raise ModelError("clv.periods_negative", argument="periods", value=periods)
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        return float(process.expected_purchases(repeat_purchases, last_purchase, age, periods)[0]) + 0.0  # never −0
