"""Purchase processes: the three models of when customers buy and when they leave, behind one face."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Literal, Protocol, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from addin.errors import ModelError
from addin.models.bgnbd import BgNbd
from addin.models.likelihood import Estimate
from addin.models.mbgnbd import MbgNbd
from addin.models.pareto_nbd import ParetoNbd
from addin.models.purchases import History

Floats = NDArray[np.float64]
ModelName = Literal["BG/NBD", "MBG/NBD", "PARETO/NBD"]

MIN_REPEAT_CUSTOMERS = 12  # three for each of the four parameters: fewer cannot tell pace from leaving


class PurchaseProcess(Protocol):
    """When customers buy, and whether they are still customers; durations in the time unit of the estimation."""

    NAMES: ClassVar[tuple[str, ...]]

    @classmethod
    def fit(cls, history: History) -> Estimate:
        """Return the maximum likelihood estimates, in the order of `NAMES`."""

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """Return the process of parameters in the order of `NAMES`."""

    @property
    def bend(self) -> float:
        """Time units over which the expectation of a new customer bends."""

    def log_likelihood(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return each customer's log-likelihood."""

    def p_alive(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike) -> Floats:
        """Return the probability that each customer will still buy."""

    def expected_if_alive(self, x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods` of customers alive now."""

    def expected_purchases(self, x: ArrayLike, t_x: ArrayLike, age: ArrayLike, periods: ArrayLike) -> Floats:
        """Return the purchases expected in the next `periods`, given each customer's past."""


PROCESSES: Mapping[ModelName, type[PurchaseProcess]] = MappingProxyType(
    {"BG/NBD": BgNbd, "MBG/NBD": MbgNbd, "PARETO/NBD": ParetoNbd}
)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A process at its maximum likelihood estimates."""

    process: PurchaseProcess
    estimate: Estimate

    @property
    def at_limit(self) -> tuple[str, ...]:
        """The parameters the data do not bound."""
        return tuple(name for name, held in zip(self.process.NAMES, self.estimate.at_limit, strict=True) if held)


def fit_process(history: History, model: ModelName) -> Fitted:
    """Return `model` estimated on a history.

    Raises
    ------
    ModelError
        ``clv.too_few_repeats`` below 12 customers who came back; ``clv.not_converged``.
    """
    if history.repeat_customers < MIN_REPEAT_CUSTOMERS:
        raise ModelError(
            "clv.too_few_repeats",
            repeat_customers=int(history.repeat_customers),
            customers=int(history.customers),
            least=MIN_REPEAT_CUSTOMERS,
        )
    kind = PROCESSES[model]
    estimate = kind.fit(history)
    if not estimate.converged:
        raise ModelError("clv.not_converged", model=model, customers=int(history.customers))
    return Fitted(kind.of(estimate.values), estimate)


def checked_process(model: ModelName, parameters: ArrayLike) -> PurchaseProcess:
    """Return the process of given parameters.

    Raises
    ------
    ModelError
        ``clv.parameters_not_four``; ``clv.parameter_not_positive`` with its name and value.
    """
    values = np.asarray(parameters, np.float64).ravel()
    kind = PROCESSES[model]
    if values.size != len(kind.NAMES):
        raise ModelError("clv.parameters_not_four", argument="parameters", count=int(values.size), names=list(kind.NAMES))
    if (low := np.flatnonzero(~(values > 0))).size:
        raise ModelError(
            "clv.parameter_not_positive", argument="parameters", name=kind.NAMES[int(low[0])], value=float(values[low[0]])
        )
    return kind.of(values)


def check_past(x: float, t_x: float, age: float) -> None:
    """Check one customer's past.

    Raises
    ------
    ModelError
        ``clv.repeats_not_whole``, ``clv.last_purchase_out_of_range``, ``clv.age_negative``.
    """
    if x < 0 or x != int(x):
        raise ModelError("clv.repeats_not_whole", argument="repeat_purchases", value=x)
    if age < 0:
        raise ModelError("clv.age_negative", argument="age", value=age)
    if not 0 <= t_x <= age or (x == 0 and t_x > 0):
        raise ModelError("clv.last_purchase_out_of_range", argument="last_purchase", value=t_x, age=age, repeat_purchases=x)
