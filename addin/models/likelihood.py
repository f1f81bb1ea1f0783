"""Maximum likelihood of positive parameters: Newton's method on their logarithms, with the exact Hessian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_LIMIT = 12.0  # a parameter stays within e^±12 of its scale: beyond, the data no longer tell it from infinity or zero
_UNBOUNDED = 7.0  # and is reported as not bounded by the data from e^±7 on
_LONGEST_STEP = 2.0  # of any logarithm, in one iteration
_NEARLY = 1e-6  # log-likelihood still to be gained when one more step, whose error is squared, is the last
_NOISE = 1e-9  # part of the log-likelihood under which a gain may drown in the rounding of its terms
_MOST_ITERATIONS = 200


@dataclass(frozen=True, slots=True)
class Derivatives:
    """A log-likelihood with its gradient, shape (k,), and Hessian, shape (k, k), in the parameters themselves."""

    value: float
    gradient: Floats
    hessian: Floats


@dataclass(frozen=True, slots=True)
class Estimate:
    """Maximum likelihood estimates.

    Attributes
    ----------
    values, std_errors : float arrays, shape (k,)
        Standard errors from the inverse observed information on the natural scale; nan for a parameter the data do not bound.
    log_likelihood : float
    at_limit : bool array, shape (k,)
        Parameters the data do not bound: pushed towards zero or infinity, free to move together, or anywhere in the range searched.
    converged : bool
    """

    values: Floats
    std_errors: Floats
    log_likelihood: float
    at_limit: NDArray[np.bool_]
    converged: bool


def dot(a: Floats, b: Floats) -> float:
    """Return Σ a b on this thread: BLAS would wake its others, who wait for one another on a busy machine.

    >>> dot(np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    11.0
    """
    return float(np.einsum("i,i->", a, b))


def maximise(likelihood: Callable[[Floats], Derivatives], scale: Floats) -> Estimate:
    """Return the maximum of `likelihood` over positive parameters, from `scale` (their order of magnitude) onwards.

    Each step is Newton's on the logarithms, its curvature made negative definite, halved until the likelihood grows. A parameter
    that reaches its limit and is still pushed outwards is held there. Where no step grows the likelihood any more and what the next
    one promises is within its rounding, the search is over.

    Examples
    --------
    The rate of an exponential, 3 events in a time of 6:

    >>> fit = maximise(lambda t: Derivatives(3 * np.log(t[0]) - 6 * t[0], 3 / t - 6, np.diag(-3 / t**2)), np.ones(1))
    >>> fit.values.round(6), fit.std_errors.round(6)
    (array([0.5]), array([0.288675]))
    """
    logs = np.zeros(scale.size)
    at = likelihood(scale)
    converged = False
    for _ in range(_MOST_ITERATIONS):
        step, gain = _step(at, scale * np.exp(logs), logs)
        if gain < _NEARLY:
            logs = np.clip(logs + step, -_LIMIT, _LIMIT)
            at, converged = likelihood(scale * np.exp(logs)), True
            break
        taken = _search(likelihood, scale, logs, step, at.value)
        if taken is None:
            converged = gain < _NOISE * abs(at.value)
            break
        logs, at = taken
    values = scale * np.exp(logs)
    errors = _std_errors(at.hessian, values, logs)
    return Estimate(values, errors, at.value, np.isnan(errors), converged)


def _step(at: Derivatives, values: Floats, logs: Floats) -> tuple[Floats, float]:
    """Return the step on the logarithms, cut where a first parameter reaches its limit, and the gain the whole of it promises."""
    gradient = values * at.gradient
    curvature = -(values[:, None] * values * at.hessian + np.diag(gradient))
    edge = np.abs(logs) >= _LIMIT - 1e-9
    held = edge & (np.sign(gradient) == np.sign(logs))
    while True:
        step = _newton(gradient, curvature, ~held)
        outward = edge & ~held & (np.sign(step) == np.sign(logs))
        if not outward.any():
            break
        held |= outward
    gain = float(gradient @ step) / 2
    if not step.any():
        return step, gain
    moving = step != 0
    room = (_LIMIT - np.sign(step[moving]) * logs[moving]) / np.abs(step[moving])
    return step * min(1.0, _LONGEST_STEP / float(np.abs(step).max()), float(room.min())), gain


def _newton(gradient: Floats, curvature: Floats, free: NDArray[np.bool_]) -> Floats:
    """Return Newton's step of the free parameters, uphill whatever the curvature."""
    step = np.zeros(gradient.size)
    if free.any():
        eigenvalues, vectors = np.linalg.eigh(curvature[np.ix_(free, free)])
        steepness = np.maximum(np.abs(eigenvalues), 1e-10 * max(1.0, float(np.abs(eigenvalues).max())))
        step[free] = vectors @ ((vectors.T @ gradient[free]) / steepness)
    return step


def _search(
    likelihood: Callable[[Floats], Derivatives], scale: Floats, logs: Floats, step: Floats, value: float
) -> tuple[Floats, Derivatives] | None:
    """Return the first of the halved steps that raises the likelihood."""
    for halvings in range(40):
        to = np.clip(logs + step * 0.5**halvings, -_LIMIT, _LIMIT)
        at = likelihood(scale * np.exp(to))
        if np.isfinite(at.value) and at.value > value:
            return to, at
    return None


def _std_errors(hessian: Floats, values: Floats, logs: Floats) -> Floats:
    """Return the standard errors, nan for parameters at a limit.

    Parameters at a limit may be bounded together, as the ratio of two that grow without end: the furthest is fixed and the others
    move, so that what is known of them is not taken for certain. One whose logarithm could be anywhere in the range is fixed too.
    """
    errors = np.full(values.size, np.nan)
    if not np.isfinite(hessian).all():
        return errors
    limited = [int(i) for i in np.argsort(-np.abs(logs), kind="stable") if abs(logs[i]) >= _UNBOUNDED]
    fixed = limited[:1]
    while True:
        free = np.array([i for i in range(values.size) if i not in fixed], np.intp)
        found = np.full(values.size, np.nan)
        found[free] = _inverted(-hessian[np.ix_(free, free)])
        bounded = found <= 2 * _LIMIT * values
        loose = [i for i in limited if i not in fixed and not bounded[i]]
        if not loose:
            break
        fixed.append(loose[0])
    told = bounded & (np.abs(logs) < _UNBOUNDED)
    errors[told] = found[told]
    return errors


def _inverted(information: Floats) -> Floats:
    """Return the square roots of the diagonal of the inverse, nan where there is none."""
    errors = np.full(len(information), np.nan)
    size = np.sqrt(np.abs(np.diag(information)))
    if not size.size or not size.all():
        return errors
    scaled = information / size / size[:, None]
    if np.linalg.eigvalsh(scaled).min() <= 1e-12:
        return errors
    inverse: Floats = np.sqrt(np.diag(np.linalg.inv(scaled))) / size
    return inverse
