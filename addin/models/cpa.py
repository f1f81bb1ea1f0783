"""Cost per acquisition: what a new customer cost, and what one may cost."""

from __future__ import annotations

from addin.errors import ModelError


def cost_per_acquisition(spend: float, acquisitions: float) -> float:
    """Return spend / acquisitions.

    Parameters
    ----------
    spend : float, euros
        What the channel cost over the period, ≥ 0.
    acquisitions : float, customers
        The new customers it brought over the same period, ≥ 0.

    Raises
    ------
    ModelError
        ``cpa.spend_negative``, ``cpa.acquisitions_negative``; ``cpa.no_acquisition`` where nobody was won: the cost of one
        customer is then unknown, not zero.

    Examples
    --------
    >>> cost_per_acquisition(12_000.0, 300.0)
    40.0
    """
    if spend < 0:
        raise ModelError("cpa.spend_negative", argument="spend", value=spend)
    if acquisitions < 0:
        raise ModelError("cpa.acquisitions_negative", argument="acquisitions", value=acquisitions)
    if acquisitions == 0:
        raise ModelError("cpa.no_acquisition", argument="acquisitions", spend=spend)
    return spend / acquisitions


def target_cpa(clv: float, *, clv_to_cpa: float = 3.0, margin: float = 1.0) -> float:
    """Return clv · margin / clv_to_cpa: the most one may pay for a customer.

    Parameters
    ----------
    clv : float, euros
        The customer's lifetime value, ≥ 0.
    clv_to_cpa : float, ratio
        How many times a customer must earn back what was paid for them, > 0.
    margin : float, share
        Gross margin, 0 < margin ≤ 1; 1 where `clv` was computed on margin already.

    Raises
    ------
    ModelError
        ``cpa.clv_negative``, ``cpa.ratio_not_positive``, ``cpa.margin_out_of_range``.

    Examples
    --------
    >>> target_cpa(240.0, clv_to_cpa=3.0, margin=0.5)
    40.0
    """
    if clv < 0:
        raise ModelError("cpa.clv_negative", argument="clv", value=clv)
    if clv_to_cpa <= 0:
        raise ModelError("cpa.ratio_not_positive", argument="clv_to_cpa", value=clv_to_cpa)
    if not 0 < margin <= 1:
        raise ModelError("cpa.margin_out_of_range", argument="margin", value=margin)
    return clv * margin / clv_to_cpa
