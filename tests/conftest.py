"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import settings

settings.register_profile("planmo", deadline=None)  # a slow example on a busy machine is no failure
settings.load_profile("planmo")

collect_ignore_glob = [
    "benchmarks/bench_*.py", "benchmarks/run.py", "benchmarks/measure.py",  # run by `make bench` and `make measures`, in processes of their own
    "addin/vba/*.py",  # run by LibreOffice's own Python
]  # fmt: skip

_GOOD_REASONS = (
    "beside the project",  # ../shared holds data whose licence keeps them out of the project
    "LibreOffice 7.4",  # page images approved with one version say nothing about another
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under `make test` everything is installed: a test skipped for another reason than those below has failed."""
    report = yield
    if (
        report.skipped
        and os.environ.get("PLANMO_ALL_TESTS")
        and not any(reason in str(report.longrepr) for reason in _GOOD_REASONS)
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped where everything is installed: {report.longrepr}"
    return report
