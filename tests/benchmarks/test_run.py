"""The benchmarks themselves: every job is well formed, and the table says what was measured."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent


def load(name: str) -> ModuleType:
    """Return a module of this folder, which is a folder of scripts and no package."""
    sys.path.insert(0, str(HERE))
    try:
        spec = importlib.util.spec_from_file_location(f"benchmarks_{name}", HERE / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(HERE))
    return module


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    return load("run")


class DescribeTheJobs:
    def they_are_code_that_compiles_and_have_goals(self, bench: ModuleType) -> None:
        found = bench.jobs()
        assert len({job.name for job in found}) == len(found)
        for job in found:
            for code in (job.ours, job.peer):
                if code is not None:
                    compile(code.setup + "\n" + code.timed, job.name, "exec")
            compile(job.prepare, job.name, "exec")
            assert job.goal, job.name

    def they_hold_the_contract_s_speeds(self, bench: ModuleType) -> None:
        goals = {job.name: job.goal for job in bench.jobs()}
        assert goals["BG/NBD, 2,357 customers"] == "≤ 10 ms"
        assert goals["BG/NBD, 1 M customers"] == "≥ 30×, ≤ 400 MiB"
        assert goals["Pareto/NBD, 100 k customers"] == "≥ 30×"
        assert goals["transactions to (x, t_x, T), 10 M rows"] == "≤ 2 s"
        assert goals["RFM, 10 M transactions"] == "≤ 1.2 s, ≤ 700 MiB"


class DescribeTheTable:
    def it_says_the_ratio_and_whether_the_goal_is_met(self, bench: ModuleType) -> None:
        job = bench.Job(
            name="sum",
            ours=bench.Code(who="planmo", setup="", timed=""),
            peer=bench.Code(who="other", setup="", timed=""),
            least_ratio=30,
            most_mib=400,
        )
        ours, slow, quick = bench.Measure(0.1, 50, "1"), bench.Measure(4.0, 90, "1"), bench.Measure(2.0, 90, "1")
        assert "| 40.0× |" in bench.row(job, ours, slow)
        assert bench.met(job, ours, slow) is True
        assert bench.met(job, ours, quick) is False
        assert bench.met(job, ours, None) is None
        assert bench.met(job, bench.Measure(0.1, 500, ""), slow) is False

    def it_measures_a_process_of_its_own(self, bench: ModuleType, tmp_path: Path) -> None:
        code = bench.Code(who="planmo", setup="n = 10", timed="result = sum(range(n))", repeats=2)
        found = bench.measure(code, sys.executable, str(tmp_path / "none"))
        assert found.result == "45"
        assert 0 < found.seconds < 1
        assert found.mib > 1
