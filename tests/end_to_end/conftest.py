"""The command line as a person runs it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.end_to_end.cases import NAMES, Case

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def planmo() -> Run:
    """Return a function that runs `planmo` with these arguments, in French."""

    def run(*args: object, lang: str = "fr") -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PLANMO_LANG": lang, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PYTHONWARNINGS": "error"}
        command = [sys.executable, "-m", "addin.cli", *map(str, args)]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, env=environment)

    return run


@pytest.fixture(scope="session")
def demo(planmo: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a demo: plan.xlsx, computed, and plan.docx, in a place whose name has a blank and accents."""
    folder = tmp_path_factory.mktemp("démo à lire")
    done = planmo("demo", "--out", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Case]:
    """Return a function that gives a worked case by name and language; what it makes serves every process of the run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "cases"
    folder.mkdir(exist_ok=True)
    return cache(lambda name: Case(name, folder))


@pytest.fixture(scope="session", params=NAMES)
def case(request: pytest.FixtureRequest, cases: Callable[[str], Case]) -> Case:
    """Each worked case in each language, or those a test names."""
    return cases(request.param)
