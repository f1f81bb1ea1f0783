"""Benchmarks of the price survey: 100,000 answers, in memory and as a formula, beside psm-analyzer."""

from __future__ import annotations

from job import Code, Job

# four ordered prices a respondent, in cents, a row a question
_SURVEY = """
import numpy as np
random = np.random.default_rng(1)
np.savez(data, answers=np.sort(np.round(random.gamma(9.0, 2.0, (4, 100_000)), 2), axis=0))
"""
_LOADED = "import numpy as np; answers = np.load(data)['answers']\n"
_OURS = _LOADED + "from addin.models.van_westendorp import sensitivity, survey"
_FOUND = "\nresult = f'opp {found.opp.value:.2f}'"

JOBS: tuple[Job, ...] = (
    Job(
        name="Van Westendorp, 100 k answers, points",
        prepare=_SURVEY,
        ours=Code(who="planmo", setup=_OURS, timed="found = sensitivity(survey(*answers), confidence=0)" + _FOUND, repeats=10),
        # It rounds to whole prices and crosses other curves for pmc and pme; what it calls IDP is the optimal price.
        peer=Code(
            who="psm-analyzer 0.1.0",
            setup=_LOADED
            + "from psm_analyzer import calculate_psm\n"
            + "questions = dict(zip(('too_cheap', 'cheap', 'expensive', 'too_expensive'), answers, strict=True))",
            timed="result = f\"opp {calculate_psm(questions, step=0.01)['IDP']}\"",
            modules=("psm_analyzer",),
        ),
        most_seconds=0.030,
    ),
    Job(
        name="Van Westendorp, 100 k answers, with 1,000 resamples",
        prepare=_SURVEY,
        ours=Code(who="planmo", setup=_OURS, timed="found = sensitivity(survey(*answers))" + _FOUND),
        most_seconds=4.0,
    ),
    Job(
        name="=VAN_WESTENDORP over 100 k rows of cells",
        prepare=_SURVEY,
        ours=Code(
            who="planmo",
            setup=_LOADED
            + "columns = [[[price] for price in question] for question in answers.tolist()]\n"
            + "from addin.functions import call",
            timed="table = call('VAN_WESTENDORP', *columns, None, 0, lang='en'); result = f'opp {table[2][1]:.2f}'",
            repeats=5,
        ),
        most_seconds=0.25,
    ),
)
