"""An A/B test read as a return: what the exposed group did that the control group did not."""

from __future__ import annotations

import math
from dataclasses import dataclass

from addin.errors import ModelError
from addin.models.romi import check_cost, check_margin


@dataclass(frozen=True, slots=True)
class Counts:
    """Conversions among the people exposed and among those who were not, in people."""

    exposed: int
    exposed_conversions: int
    control: int
    control_conversions: int

    @property
    def rates(self) -> tuple[float, float]:
        """Conversion rates, exposed then control, shares."""
        return self.exposed_conversions / self.exposed, self.control_conversions / self.control


@dataclass(frozen=True, slots=True)
class AbResult:
    """What the campaign gained: conversions and money on the exposed group, bounds at the confidence asked for.

    `lift` is a share, NaN where nobody converted in the control group; amounts in euros; ROMI on margin.
    """

    lift: float
    conversions_gained: float
    low: float
    high: float
    p_value: float
    revenue_gained: float
    romi: float
    romi_low: float
    romi_high: float


def wilson_interval(conversions: int, people: int, *, confidence: float) -> tuple[float, float]:
    """Return Wilson's score interval of a proportion, without continuity correction.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17:857–872, method 3.

    Examples
    --------
    >>> [round(bound, 4) for bound in wilson_interval(81, 263, confidence=0.95)]
    [0.2553, 0.3662]
    """
    z = _normal_quantile(confidence)
    centre = 2 * conversions + z * z
    spread = z * math.sqrt(z * z + 4 * conversions * (people - conversions) / people)
    low, high = (centre - spread) / (2 * (people + z * z)), (centre + spread) / (2 * (people + z * z))
    return (0.0 if conversions == 0 else low), (1.0 if conversions == people else high)


def newcombe_interval(counts: Counts, *, confidence: float = 0.95) -> tuple[float, float]:
    """Return the interval of the difference of two conversion rates, exposed less control, by Newcombe's hybrid score method.

    Parameters
    ----------
    counts : Counts
        People and conversions of both groups.
    confidence : float, share
        0 < confidence < 1.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17:873–890, method 10: the Wilson bounds (l, u) of each group give
    d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²).

    Examples
    --------
    >>> [round(bound, 4) for bound in newcombe_interval(Counts(70, 56, 80, 48))]
    [0.0524, 0.3339]
    """
    first, second = counts.rates
    low_1, high_1 = wilson_interval(counts.exposed_conversions, counts.exposed, confidence=confidence)
    low_2, high_2 = wilson_interval(counts.control_conversions, counts.control, confidence=confidence)
    difference = first - second
    return difference - math.hypot(first - low_1, high_2 - second), difference + math.hypot(high_1 - first, second - low_2)


def pooled_p_value(counts: Counts) -> float:
    """Return the two-sided p-value of the pooled z test of equal rates; 1 where nobody or everybody converted.

    Examples
    --------
    >>> round(pooled_p_value(Counts(1_000, 60, 1_000, 40)), 4)
    0.0402
    """
    pooled = (counts.exposed_conversions + counts.control_conversions) / (counts.exposed + counts.control)
    variance = pooled * (1 - pooled) * (1 / counts.exposed + 1 / counts.control)
    if variance == 0:
        return 1.0
    first, second = counts.rates
    return math.erfc(abs(first - second) / math.sqrt(2 * variance))


def ab_romi(
    counts: Counts, value_per_conversion: float, cost: float, *, confidence: float = 0.95, margin: float = 1.0
) -> AbResult:
    """Return what the campaign gained on the people it exposed, and its ROMI, with bounds.

    Parameters
    ----------
    counts : Counts
        Both groups, drawn at random from the same population.
    value_per_conversion : float, euros
        What one conversion brings, ≥ 0.
    cost : float, euros
        What exposing the first group cost, > 0.
    confidence : float, share
        Of the bounds, 0 < confidence < 1.
    margin : float, share
        Gross margin on the value, 1 where it is margin already.

    Raises
    ------
    ModelError
        ``romi.people_not_positive``, ``romi.conversions_negative``, ``romi.conversions_exceed_people``, ``romi.value_negative``,
        ``romi.confidence_out_of_range``, ``romi.cost_not_positive``, ``romi.margin_out_of_range``.

    Examples
    --------
    >>> found = ab_romi(Counts(10_000, 600, 10_000, 500), 80.0, 5_000.0)
    >>> round(found.conversions_gained, 6), round(found.romi, 6)
    (100.0, 0.6)
    """
    _check(counts, value_per_conversion, confidence)
    check_cost(cost)
    check_margin(margin)
    first, second = counts.rates
    low, high = (bound * counts.exposed for bound in newcombe_interval(counts, confidence=confidence))
    gained = counts.exposed * (first - second)
    romi, romi_low, romi_high = ((n * value_per_conversion * margin - cost) / cost for n in (gained, low, high))
    return AbResult(
        lift=first / second - 1 if second > 0 else math.nan,
        conversions_gained=gained,
        low=low,
        high=high,
        p_value=pooled_p_value(counts),
        revenue_gained=gained * value_per_conversion,
        romi=romi,
        romi_low=romi_low,
        romi_high=romi_high,
    )


def _check(counts: Counts, value_per_conversion: float, confidence: float) -> None:
    groups = (("exposed", counts.exposed, counts.exposed_conversions), ("control", counts.control, counts.control_conversions))
    for group, people, conversions in groups:
        if people <= 0:
            raise ModelError("romi.people_not_positive", argument=group, value=people)
        if conversions < 0:
            raise ModelError("romi.conversions_negative", argument=f"{group}_conversions", value=conversions)
        if conversions > people:
            facts = {"conversions": conversions, "people": people}
            raise ModelError("romi.conversions_exceed_people", argument=f"{group}_conversions", **facts)
    if value_per_conversion < 0:
        raise ModelError("romi.value_negative", argument="value_per_conversion", value=value_per_conversion)
    if not 0 < confidence < 1:
        raise ModelError("romi.confidence_out_of_range", argument="confidence", value=confidence)


def _normal_quantile(confidence: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + confidence) / 2)
