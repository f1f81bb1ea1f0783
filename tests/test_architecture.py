"""The house rules: who imports whom, how large a module may be, what the wheel holds."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = [path for folder in ("addin", "generator", "workbook_templates") for path in sorted((ROOT / folder).rglob("*.py"))]


class DescribeTheFolders:
    @pytest.mark.slow
    def they_import_downwards_only(self) -> None:
        done = subprocess.run(
            [Path(sys.executable).with_name("lint-imports")], capture_output=True, text=True, check=False, cwd=ROOT
        )
        assert done.returncode == 0, done.stdout

    def they_never_reach_the_parts_of_xlwings_that_need_a_licence(self) -> None:
        for path in SOURCES:
            names = {name for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _imported(node)}
            assert not {name for name in names if name.startswith(("xlwings.pro", "xlwings.server"))}, path


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
class DescribeAModule:
    def it_says_first_what_it_is(self, path: Path) -> None:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8")))

    def it_stays_readable_in_one_sitting(self, path: Path) -> None:
        assert len(path.read_text("utf-8").splitlines()) <= 500


class DescribeTheWheel:
    @pytest.mark.slow
    def it_holds_every_file_of_the_three_folders(self, tmp_path: Path) -> None:
        subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT],
            check=True,
            capture_output=True,
        )
        with zipfile.ZipFile(next(tmp_path.glob("planmo-*.whl"))) as wheel:
            packed = set(wheel.namelist())
        tracked = subprocess.run(
            ["git", "ls-files", "addin", "generator", "workbook_templates"], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert set(tracked.stdout.split()) <= packed
