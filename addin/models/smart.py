"""Is an objective SMART? Letter by letter, with the reasons, by rules a machine can keep."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from workbook_templates.text import fold

Letter = Literal["s", "m", "a", "r", "t"]
LETTERS: tuple[Letter, ...] = ("s", "m", "a", "r", "t")

GROWTH_FACTOR = 1.5  # half as much again as the best ever done still is ambition; beyond, a reason must be written
QUARTER_DAYS = 92  # the longest quarter: an objective that outlives it needs a checkpoint
YEAR_DAYS = 365.25

# Words that promise without saying how much. Harmless beside a number.
VAGUE_WORDS = frozenset(
    fold(word)
    for word in (
        "accroître", "améliorer", "booster", "consolider", "davantage", "développer", "dynamiser", "fortement", "maximiser", "meilleur",
        "meilleure", "meilleurs", "meilleures", "mieux", "minimiser", "moderniser", "nettement", "optimiser", "plus", "rapidement",
        "renforcer", "sensiblement", "significativement", "valoriser",
        "better", "boost", "consolidate", "develop", "enhance", "grow", "improve", "maximise", "maximize", "minimise", "minimize",
        "modernise", "modernize", "more", "optimise", "optimize", "quickly", "significantly", "strengthen", "strongly",
    )
)  # fmt: skip
# « plus » and “more” that say nothing vague.
_PRECISE_PHRASES = re.compile(r"\bau plus t(?:ard|ôt)\b|\bno more than\b|\bpas plus de\b", re.IGNORECASE)
# Verbs an objective starts with: two of them joined by « et » are two objectives.
GOAL_VERBS = frozenset(
    fold(word)
    for word in (
        "accroître", "acquérir", "améliorer", "atteindre", "augmenter", "baisser", "conquérir", "convertir", "développer", "diminuer",
        "doubler", "fidéliser", "gagner", "générer", "lancer", "maintenir", "obtenir", "optimiser", "passer", "porter", "ramener",
        "réactiver", "recruter", "réduire", "renforcer", "retenir", "signer", "tripler", "vendre",
        "acquire", "build", "convert", "cut", "decrease", "double", "gain", "generate", "grow", "improve", "increase", "keep", "launch",
        "lower", "maintain", "raise", "reach", "recruit", "reduce", "retain", "sell", "sign", "win",
    )
)  # fmt: skip
_WORD = re.compile(r"\w+")
_JOINING = frozenset(("et", "puis", "and", "then"))
_PARTICLES = frozenset(("d", "de", "to"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective as written in the plan; None is a blank cell."""

    statement: str | None = None
    kpi: str | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    baseline: float | None = None
    baseline_date: dt.date | None = None
    target: float | None = None
    deadline: dt.date | None = None
    scope: str | None = None
    owner: str | None = None
    strategic_objective: str | None = None
    budget: float | None = None
    justification: str | None = None
    checkpoints: Sequence[dt.date] = ()
    undated_checkpoints: int = 0  # written as something else than dates
    best_past_growth: float | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a letter fails: a code and its facts."""

    letter: Letter
    code: str
    facts: dict[str, object] = field(default_factory=dict)


def reasons(objective: Objective) -> list[Reason]:
    """Return why the objective is not SMART, letter by letter; an empty list when it is.

    S: a statement with one goal and no vague word (unless it holds a number), a KPI, a scope, an owner. M: a unit, a direction, a dated
    baseline and a target that differ the right way. A: the yearly change asked for is at most 1.5 times the best past one, or a reason
    is written. R: a strategic objective and a budget. T: a deadline after the baseline's date, with a checkpoint between them when they
    are more than a quarter apart.

    References
    ----------
    G. T. Doran (1981), “There's a S.M.A.R.T. way to write management's goals and objectives”, Management Review 70(11); the letters are
    the article's (Spécifique, Mesurable, Atteignable, Réaliste, Temporellement défini), the rules ours.

    Examples
    --------
    >>> [reason.code for reason in reasons(Objective(statement="Améliorer la notoriété")) if reason.letter == "s"]
    ['vague_word', 'no_kpi', 'no_scope', 'no_owner']
    """
    return [*_specific(objective), *_measurable(objective), *_attainable(objective), *_realistic(objective), *_timed(objective)]


def _specific(objective: Objective) -> list[Reason]:
    out = []
    if objective.statement is None:
        out.append(Reason("s", "no_statement"))
    else:
        if (word := vague_word(objective.statement)) is not None:
            out.append(Reason("s", "vague_word", {"word": word}))
        if (verbs := two_goals(objective.statement)) is not None:
            out.append(Reason("s", "two_goals", {"first": verbs[0], "second": verbs[1]}))
    missing = (("no_kpi", objective.kpi), ("no_scope", objective.scope), ("no_owner", objective.owner))
    return out + [Reason("s", code) for code, value in missing if value is None]


def vague_word(statement: str) -> str | None:
    """Return the first vague word of a statement that gives no number, None where it is precise.

    >>> vague_word("Améliorer la conversion"), vague_word("Passer de 2 à 3 % au plus tard en juin")
    ('Améliorer', None)
    """
    if any(character.isdigit() for character in statement):
        return None
    words = _WORD.findall(_PRECISE_PHRASES.sub(" ", statement))
    return next((word for word in words if fold(word) in VAGUE_WORDS), None)


def two_goals(statement: str) -> tuple[str, str] | None:
    """Return the first goal verb of a statement and another one joined to it, None where there is one goal.

    >>> two_goals("Augmenter les ventes et réduire les coûts"), two_goals("Gagner 200 clients et prospects")
    (('Augmenter', 'réduire'), None)
    """
    words = [word for word in _WORD.findall(statement) if fold(word) not in _PARTICLES]
    first = next((word for word in words if fold(word) in GOAL_VERBS), None)
    joined = (word for before, word in pairwise(words) if fold(before) in _JOINING and fold(word) in GOAL_VERBS)
    second = next(joined, None)
    return None if first is None or second is None or fold(first) == fold(second) else (first, second)


def _measurable(objective: Objective) -> list[Reason]:
    out = [
        Reason("m", code) for code, value in (("no_unit", objective.unit), ("no_direction", objective.direction)) if value is None
    ]
    if objective.baseline is None:
        out.append(Reason("m", "no_baseline"))
    elif objective.baseline_date is None:
        out.append(Reason("m", "no_baseline_date"))
    if objective.target is None:
        out.append(Reason("m", "no_target"))
    if objective.baseline is None or objective.target is None:
        return out
    facts: dict[str, object] = {"baseline": objective.baseline, "target": objective.target}
    if math.isclose(objective.target, objective.baseline, rel_tol=1e-12, abs_tol=1e-12):
        out.append(Reason("m", "target_is_baseline", facts))
    elif objective.direction is not None and (objective.target > objective.baseline) != (objective.direction == "up"):
        out.append(Reason("m", f"target_not_{objective.direction}", facts))
    return out


def required_growth(objective: Objective) -> float | None:
    """Return the yearly change the objective asks for, as a share of its baseline; None where it cannot be told.

    Over more than a year the change is spread geometrically; over less it is taken as it is. From a baseline of 0 it is infinite.

    >>> two_years = Objective(baseline=100, target=121, baseline_date=dt.date(2027, 1, 1), deadline=dt.date(2029, 1, 1))
    >>> f"{required_growth(two_years):.3f}"
    '0.100'
    """
    baseline, target = objective.baseline, objective.target
    if baseline is None or target is None:
        return None
    if baseline == 0:
        return 0.0 if target == 0 else math.inf
    years = 1.0
    if objective.baseline_date is not None and objective.deadline is not None:
        years = max(1.0, (objective.deadline - objective.baseline_date).days / YEAR_DAYS)
    ratio = target / baseline
    return abs(ratio ** (1 / years) - 1) if ratio > 0 else abs(ratio - 1) / years


def _attainable(objective: Objective) -> list[Reason]:
    if objective.justification is not None:
        return []
    growth, best = required_growth(objective), objective.best_past_growth
    if growth is None:
        return [Reason("a", "growth_unknown")]
    if best is None:
        return [Reason("a", "no_history")]
    if growth > GROWTH_FACTOR * abs(best) + 1e-9:
        return [Reason("a", "from_nothing" if math.isinf(growth) else "too_steep", {"growth": growth, "best": abs(best)})]
    return []


def _realistic(objective: Objective) -> list[Reason]:
    out = [] if objective.strategic_objective is not None else [Reason("r", "no_strategic_objective")]
    return out if (objective.budget or 0) > 0 else [*out, Reason("r", "no_budget")]


def _timed(objective: Objective) -> list[Reason]:
    deadline, start = objective.deadline, objective.baseline_date
    if deadline is None:
        return [Reason("t", "no_deadline")]
    if start is None:
        return []
    if deadline <= start:
        return [Reason("t", "deadline_before_baseline", {"deadline": deadline, "start": start})]
    inside = sum(start < day < deadline for day in objective.checkpoints) + objective.undated_checkpoints
    return [Reason("t", "no_checkpoint")] if (deadline - start).days > QUARTER_DAYS and not inside else []
