"""Benchmarks of the workbook: a template built, the largest worked case computed."""

from __future__ import annotations

from job import Code, Job

LARGEST = "sport"  # of the worked cases, the one with the most cells to compute

_BUILD_CASE = f"""
from pathlib import Path
from workbook_templates.build import build
Path(data).write_bytes(build("fr", case="{LARGEST}"))
"""

JOBS: tuple[Job, ...] = (
    Job(
        name="a template built",
        ours=Code(
            who="planmo",
            setup="",
            timed="from workbook_templates.build import build; result = f'{len(build(\"fr\")) // 1024} KiB'",
        ),
        cold=True,
        most_seconds=3.0,
    ),
    Job(
        name=f"planmo calc of the largest case, {LARGEST}",
        prepare=_BUILD_CASE,
        ours=Code(
            who="planmo",
            setup="",
            timed=(
                "from pathlib import Path\n"
                "from addin.commands import calc\n"
                "done = calc(Path(data), out=Path(data + '.xlsx')); result = f'{done.cells} cells'"
            ),
        ),
        cold=True,
        most_seconds=4.0,
    ),
)
