"""All rules over one reading: sorted by level, the same remark said once, advice limited to what weighs most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.checks import budget, control, kpis, measures, objectives, planning, raci, strategy
from generator.plan import Plan
from generator.reading.areas import NOT_COMPUTED
from generator.reading.tables import FORMULA_NAME, grouped
from generator.workbook import Reading
from workbook_templates.errors import Level, Problem

ADVICE_SHOWN = 10
_ORDER: dict[Level, int] = {"blocking": 0, "fix": 1, "advice": 2}
SUBJECTS = (objectives, strategy, budget, planning, raci, kpis, measures, control)


def check(reading: Reading) -> tuple[Problem, ...]:
    """Return every remark on a workbook: what reading found, what the rules find; blocking first, then to fix, then at most ten advices.

    Advice comes by stake, in euros or days, the heaviest first; the others in the order of the plan.
    """
    uncomputed = [*reading.problems, *results_are_there(reading.plan)]
    if any(problem.code in (NOT_COMPUTED.code, FORMULA_NAME.code) for problem in uncomputed):
        return tuple(sorted(_once(uncomputed), key=lambda problem: _ORDER[problem.level]))  # nothing else can be judged yet
    found = (problem for subject in SUBJECTS for rule in subject.RULES for problem in rule(reading.plan))
    problems = _once([*reading.problems, *found])
    must = sorted((problem for problem in problems if problem.level != "advice"), key=lambda problem: _ORDER[problem.level])
    advice = sorted((problem for problem in problems if problem.level == "advice"), key=lambda problem: -problem.stake)
    return (*must, *advice[:ADVICE_SHOWN])


def results_are_there(plan: Plan) -> Iterator[Problem]:
    """The workbook was computed since its tables were filled in."""
    spent = [
        line
        for line in plan.budget_lines
        if any(quarter is not None and quarter.value for quarter in (line.q1, line.q2, line.q3, line.q4))
    ]
    if spent and not any(line.total is not None and line.total.value for line in spent):
        yield NOT_COMPUTED.at(spent[0].cell("total"))


def is_draft(problems: Iterable[Problem]) -> bool:
    """Whether these remarks make a plan a draft: one that blocks, or one to fix."""
    return any(problem.level != "advice" for problem in problems)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the remarks, those of one code and one sentence put together."""
    groups: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.code, problem.text.fr].append(problem)
    return [grouped(same) for same in groups.values()]
