"""The benchmarks themselves: every job is well formed, and the table says what was measured."""

from __future__ import annotations

import importlib.util
import sys
import time
import zipfile
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from tests import office

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


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    word = load("bench_docx")
    folder = tmp_path_factory.mktemp("word")
    word.prepare(str(folder / "plan.json"), word.ROWS)
    word.write_plan(str(folder / "plan.json"), str(folder / "plan.docx"))
    return folder / "plan.docx"


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
        word = [goal for name, goal in goals.items() if name.startswith("Word plan")]
        assert word == ["≤ 700 ms, ≤ 120 MiB"] * 2
        assert goals["a template built"] == "≤ 3 s"
        assert goals["planmo calc of the largest case, sport"] == "≤ 4 s"


class DescribeTheWordPlan:
    def it_has_the_tables_and_charts_its_name_says(self, plan: Path) -> None:
        word = load("bench_docx")
        with zipfile.ZipFile(plan) as archive:
            names, body = archive.namelist(), archive.read("word/document.xml")
        assert body.count(b"<w:tblHeader/>") == word.TABLES
        assert sum(name.startswith("word/charts/chart") for name in names) == word.CHARTS

    def it_holds_the_same_cells_as_python_docx_writes(self, plan: Path) -> None:
        load("bench_docx").write_plainly(str(plan.with_name("plan.json")), str(plan.with_name("plain.docx")))
        ours, theirs = (self._cells(path) for path in (plan, plan.with_name("plain.docx")))
        assert ours
        assert ours == theirs

    @staticmethod
    def _cells(path: Path) -> list[list[str]]:
        space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        with zipfile.ZipFile(path) as archive:
            body = ElementTree.fromstring(archive.read("word/document.xml"))
        rows = [["".join(cell.itertext()) for cell in row.iter(f"{space}tc")] for row in body.iter(f"{space}tr")]
        return [row for row in rows if len(row) == 6]

    @pytest.mark.slow
    @pytest.mark.office
    @office.needs_soffice
    def its_pages_are_as_many_as_its_name_says(self, plan: Path, tmp_path: Path) -> None:
        pdf = office.soffice(plan, "pdf", tmp_path)
        assert len(PdfReader(pdf).pages) == load("bench_docx").PAGES


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

    def it_times_a_cold_job_s_whole_process_without_its_setup(self, bench: ModuleType, tmp_path: Path) -> None:
        code = bench.Code(
            who="planmo",
            setup="import time; time.sleep(1); open(data, 'w').write('made before')",
            timed="result = open(data).read()",
            repeats=2,
        )
        started = time.perf_counter()
        found = bench.cold(code, sys.executable, str(tmp_path / "data"))
        assert found.result == "made before"
        assert 0.005 < found.seconds < time.perf_counter() - started - 1

    def it_says_cold_and_adds_the_notes_below(self, bench: ModuleType) -> None:
        job = bench.Job(
            name="write", ours=bench.Code(who="planmo", setup="", timed=""), cold=True, note="No charts there.", most_mib=4
        )
        written = bench.page([(job, bench.Measure(0.1, 50, "1"), None)])
        assert "| write (cold) |" in written
        assert written.endswith("\n\n- write: No charts there.\n")
