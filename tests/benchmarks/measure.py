"""The README's figures: each command run in a process of its own, its wall time and the most memory it held.

    python tests/benchmarks/measure.py --write    puts the table in README.md, between its two marks

Run on a quiet machine. The full CDNOW file stands beside the project, in ../shared; without it its two lines are left out and said so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FULL = ROOT.parent / "shared/golden/cdnow/cdnow_master_transactions.csv"
START, END = "<!-- measures: made by tests/benchmarks/measure.py -->", "<!-- /measures -->"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table."""

    job: str
    goal: str
    seconds: float
    mebibytes: float


def measured(job: str, goal: str, *arguments: object) -> Measure:
    """Return the wall time and peak memory of one `planmo` command."""
    code = (
        "import resource, sys, time; start = time.perf_counter(); from addin.cli import main; status = main(sys.argv[1:]); "
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, status, file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's machine keeps compiled code
    command = [sys.executable, "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    seconds, mebibytes, status = done.stderr.strip().splitlines()[-1].split()
    if status not in ("0", "1"):  # 1: problems were found and said
        raise RuntimeError(done.stderr)
    return Measure(job, goal, float(seconds), float(mebibytes))


def measures(folder: Path) -> list[Measure]:
    """Return every line of the table, the quickest of three runs where a run is short."""
    book = folder / "demo/plan.xlsx"
    lines = [
        measured("`planmo demo` : le cas cdnow construit, calculé, écrit en Word", "20 s", "demo", "--out", folder / "demo"),
        best("`planmo calc`, cas cdnow (6 919 ventes, 2 357 clients)", "", "calc", book),
        best("`planmo plan`, cas cdnow", "1 s", "plan", book, "--fresh"),
        best("`planmo check`, cas cdnow", "2 s", "check", book),
    ]
    for case in ("sport", "telecom", "beaute"):
        measured("", "", "new", folder / f"{case}.xlsx", "--case", case)
        lines.append(best(f"`planmo calc`, cas {case}", "4 s", "calc", folder / f"{case}.xlsx"))
        lines.append(best(f"`planmo plan`, cas {case}", "1 s", "plan", folder / f"{case}.xlsx", "--fresh"))
    if FULL.exists():
        names = ("--map", "customer_id=customer", "--map", "dollar_value=amount")
        measured("", "", "import", book, FULL, "--table", "Transactions", *names)
        lines.append(best("`planmo calc`, CDNOW entier (69 659 ventes, 23 570 clients)", "6 s, 600 Mo", "calc", book))
        lines.append(best("`planmo plan`, CDNOW entier", "1 s", "plan", book, "--fresh"))
    return lines


def best(job: str, goal: str, *arguments: object) -> Measure:
    """Return the quickest of three runs."""
    return min((measured(job, goal, *arguments) for _ in range(3)), key=lambda measure: measure.seconds)


def table(lines: list[Measure]) -> str:
    """Return the lines as a Markdown table, led by when and where they were taken."""
    processor = f"{os.cpu_count()} cœurs, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    head = [
        f"Pris le {dt.date.today():%d/%m/%Y} par `python tests/benchmarks/measure.py` ({processor}) : chaque commande dans un processus à elle,",
        "chargement compris, la plus rapide de trois. Face aux bibliothèques voisines : [docs/benchmarks.md](docs/benchmarks.md).",
        "",
        "| travail | but | temps | mémoire |",
        "|---|---|---|---|",
    ]
    rows = [f"| {m.job} | {m.goal} | {m.seconds:.2f} s | {m.mebibytes:.0f} Mo |".replace(".", ",") for m in lines]
    return "\n".join([*head, *rows])


def main() -> None:
    """Print the table, or put it in the README."""
    parser = argparse.ArgumentParser(description="Measure planmo's commands.")
    parser.add_argument("--write", action="store_true", help="put the table in README.md")
    write = parser.parse_args().write
    with tempfile.TemporaryDirectory() as folder:
        text = table(measures(Path(folder)))
    if not FULL.exists():
        text += "\n\nLe fichier CDNOW entier n'est pas là (../shared) : ses deux lignes manquent."
    if not write:
        print(text)
        return
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text("utf-8").partition(START)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{START}\n{text}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
