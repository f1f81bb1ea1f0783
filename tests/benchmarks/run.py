"""Runs every job of every bench_*.py in this folder, each side in a process of its own, and writes docs/benchmarks.md.

python tests/benchmarks/run.py --peers .bench-venv        all jobs, beside their peers
python tests/benchmarks/run.py --only rfm                 the jobs whose name holds "rfm", ours alone
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(HERE))

from job import Code, Job, Measure  # noqa: E402  # found by the line above, as the jobs find it

# `timed` may set `result`: a figure that shows both sides computed the same thing
_WRAPPER = """
import gc, json, resource, sys, time, warnings
warnings.simplefilter("ignore")
data = sys.argv[1]
setup, timed = json.loads(sys.stdin.read())
space = {{"data": data}}
exec(compile(setup, "setup", "exec"), space)
code = compile(timed, "timed", "exec")
taken = []
for _ in range({repeats}):
    gc.collect()
    start = time.perf_counter()
    exec(code, space)
    taken.append(time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
print(json.dumps([min(taken), peak, str(space.get("result", ""))]))
"""


def main() -> int:
    """Run the jobs and return 0 when every goal that could be measured is met."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--peers", type=Path, help="the virtual environment of the peers; without it ours alone are run")
    parser.add_argument("--only", default="", help="run the jobs whose name holds this")
    parser.add_argument("--write", type=Path, help="the Markdown file to write; docs/benchmarks.md where all jobs are run")
    options = parser.parse_args()
    peer_python = _python(options.peers) if options.peers else None
    chosen = [job for job in jobs() if options.only.casefold() in job.name.casefold()]
    rows: list[tuple[Job, Measure, Measure | None]] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, job in enumerate(chosen):
            if job.needs is not None and not job.needs.exists():
                print(f"left out: {job.name} (its data, {job.needs.name}, is not beside this checkout)", flush=True)
                continue
            data = str(Path(folder) / f"{number}.npz")
            _prepare(job, data)
            taken = cold if job.cold else measure
            ours = taken(job.ours, sys.executable, data)
            peer = taken(job.peer, str(peer_python), data) if job.peer and peer_python and _has(peer_python, job.peer) else None
            rows.append((job, ours, peer))
            print(row(job, ours, peer), flush=True)
            Path(data).unlink(missing_ok=True)
    written = options.write or (None if options.only else ROOT / "docs/benchmarks.md")
    if written is not None:
        written.parent.mkdir(exist_ok=True)
        written.write_text(page(rows), "utf-8")
    return 0 if all(met(*one) is not False for one in rows) else 1


def jobs() -> list[Job]:
    """Return the `JOBS` of every bench_*.py beside this file, in the order of the files' names."""
    found: list[Job] = []
    for path in sorted(HERE.glob("bench_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found += module.JOBS
    return found


def measure(code: Code, python: str, data: str) -> Measure:
    """Return what `code` took in a fresh process of `python`."""
    return _run(code, python, data, repeats=code.repeats)


def cold(code: Code, python: str, data: str) -> Measure:
    """Return what whole processes of `code` took, the best of its repeats; its `setup` is run before, in another.

    The first repeat finds no bytecode and leaves it to the others, beside the data, as an installed program has it.
    """
    _run(replace(code, timed=""), python, data, repeats=1)
    bare = replace(code, setup="")
    taken = []
    for _ in range(code.repeats):
        start = time.perf_counter()
        inside = _run(bare, python, data, repeats=1)
        taken.append(replace(inside, seconds=time.perf_counter() - start))
    return min(taken, key=lambda one: one.seconds)


def _run(code: Code, python: str, data: str, *, repeats: int) -> Measure:
    done = subprocess.run(
        [python, "-c", _WRAPPER.format(repeats=repeats), data],
        input=json.dumps([code.setup, code.timed]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=_environment(python, data),
    )
    if done.returncode:
        raise RuntimeError(f"{code.who}:\n{done.stderr}")
    return Measure(*json.loads(done.stdout.strip().splitlines()[-1]))


def _environment(python: str, data: str) -> dict[str, str]:
    """Return the environment of a side: ours finds this checkout, a peer does not; both leave their bytecode beside the data."""
    own = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")}
    own["PYTHONPYCACHEPREFIX"] = str(Path(data).parent / "bytecode")
    return own | ({"PYTHONPATH": str(ROOT)} if python == sys.executable else {})


def _python(environment: Path) -> Path:
    folder = environment.absolute()
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _has(python: Path, code: Code) -> bool:
    checks = "\n".join(f"import {module}" for module in code.modules)
    return subprocess.run([python, "-W", "ignore", "-c", checks], capture_output=True, check=False).returncode == 0


def _prepare(job: Job, data: str) -> None:
    code = f"data = {data!r}\n{job.prepare}"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=_environment(sys.executable, data))


def met(job: Job, ours: Measure, peer: Measure | None) -> bool | None:
    """Return whether the goal is met; None when it depends on a peer that was not run."""
    if job.most_seconds is not None and ours.seconds > job.most_seconds:
        return False
    if job.most_mib is not None and ours.mib > job.most_mib:
        return False
    if job.least_ratio is None:
        return True
    return None if peer is None else peer.seconds >= job.least_ratio * ours.seconds


def row(job: Job, ours: Measure, peer: Measure | None) -> str:
    """Return a row of the Markdown table."""
    beside = ratio = "–"
    if peer is not None and job.peer is not None:
        beside = f"{job.peer.who}: {_seconds(peer.seconds)}, {peer.mib:.0f} MiB"
        ratio = f"{peer.seconds / ours.seconds:.1f}×"
    same = "" if peer is None or not (ours.result or peer.result) else f"{ours.result} / {peer.result}"
    mark = {True: "yes", False: "**no**", None: "?"}[met(job, ours, peer)]
    name = f"{job.name} (cold)" if job.cold else job.name
    return f"| {name} | {_seconds(ours.seconds)} | {ours.mib:.0f} MiB | {beside} | {ratio} | {same or ours.result} | {job.goal} | {mark} |"


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def page(rows: list[tuple[Job, Measure, Measure | None]]) -> str:
    """Return the Markdown page of the table."""
    head = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}. Each side runs in",
        "a process of its own on the same data; time is the best of its repeats (warm; the whole process, its start and imports included, in rows",
        "marked “cold”), memory the peak of the whole process, data included. The result column shows a figure both sides computed.",
        "",
        "| job | planmo | memory | beside | ratio | result (ours / peer's) | goal | met |",
        "|---|---|---|---|---|---|---|---|",
    ]
    notes = [f"- {job.name}: {job.note}" for job, _, _ in rows if job.note]
    return "\n".join([*head, *(row(*one) for one in rows), *([""] if notes else []), *notes]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
