"""Van Westendorp's points over 100,000 answers: the model, and the formula from lists of cells to lists of cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RESPONDENTS = 100_000
MODEL_GOAL_SECONDS = 0.030
FORMULA_GOAL_SECONDS = 0.250


def answers(respondents: int = RESPONDENTS) -> NDArray[np.float64]:
    """Four ordered prices a respondent, in cents, a row a question."""
    random = np.random.default_rng(1)
    return np.sort(np.round(random.gamma(9.0, 2.0, (4, respondents)), 2), axis=0)


def cells(prices: NDArray[np.float64]) -> list[list[list[float]]]:
    """The same as four columns of a worksheet."""
    return [[[price] for price in question] for question in prices.tolist()]


def points(prices: NDArray[np.float64]) -> dict[str, float]:
    """Our four points, without intervals."""
    from addin.models.van_westendorp import PAIRS, sensitivity, survey

    found = sensitivity(survey(*prices), confidence=0)
    return {name: getattr(found, name).value for name in PAIRS}


def formula(columns: list[list[list[float]]]) -> dict[str, float]:
    """Our four points as `=VAN_WESTENDORP(…)` gives them."""
    from addin.functions import call

    table = call("VAN_WESTENDORP", *columns, None, 0, lang="en")
    return {row[0]: row[1] for row in table[1:5]}


def psm_analyzer(prices: NDArray[np.float64]) -> dict[str, float]:
    """psm-analyzer 0.1.0 at a step of one cent. It rounds to whole prices, swaps opp and idp, and crosses other curves for pmc and pme."""
    from psm_analyzer import calculate_psm

    questions = dict(zip(("too_cheap", "cheap", "expensive", "too_expensive"), prices, strict=True))
    found = calculate_psm(questions, step=0.01)
    return {"pmc": found["PMC"], "opp": found["IDP"], "idp": found["OPP"], "pme": found["PME"]}
