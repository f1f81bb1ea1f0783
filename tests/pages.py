"""Laid-out pages as small grey images, and those a person looked at and approved.

`APPROVE`, the command a failing comparison names, writes every approved image anew: look at them before they are kept.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np
import pytest

APPROVE = "PLANMO_APPROVE_PAGES=1 .venv/bin/python -m pytest -q -n 2 -k look_as_approved tests/generator/docx/test_pages.py tests/end_to_end"
WIDTH = 72
_DIFFERENT = 2.0  # grey levels out of 255, on average over a page


def images(pdf: Path, *scale: str) -> list[np.ndarray]:
    """Return the pages, grey; `scale` is said in pdftoppm's options."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-gray", *scale, str(pdf), f"{folder}/p"], check=True, timeout=120)
        return [read_pgm(path.read_bytes()) for path in sorted(Path(folder).glob("p-*.pgm"))]


def strip(pdf: Path) -> np.ndarray:
    """Return the pages side by side, `WIDTH` points wide each, white below the shorter ones."""
    pages = images(pdf, "-scale-to-x", str(WIDTH), "-scale-to-y", "-1")
    height = max(page.shape[0] for page in pages)
    return np.hstack([np.pad(page, ((0, height - page.shape[0]), (0, 0)), constant_values=255) for page in pages])


def read_pgm(data: bytes) -> np.ndarray:
    """Return a grey image written as PGM."""
    magic, size, _, pixels = data.split(b"\n", 3)
    assert magic == b"P5"
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width)


def write_pgm(image: np.ndarray) -> bytes:
    """Return a grey image as PGM."""
    return b"P5\n%d %d\n255\n" % image.shape[::-1] + image.tobytes()


def differing(seen: np.ndarray, approved: np.ndarray) -> list[int]:
    """Return the numbers of the pages that differ; those that only one of the two strips has are among them."""
    one, other = (_whole(strip_, max(seen.shape[0], approved.shape[0])) for strip_ in (seen, approved))
    both = min(one.shape[1], other.shape[1])
    difference = np.abs(one[:, :both] - other[:, :both]).reshape(one.shape[0], -1, WIDTH).mean(axis=(0, 2))
    alone = range(both // WIDTH, max(one.shape[1], other.shape[1]) // WIDTH)
    return [int(page) + 1 for page in (*np.flatnonzero(difference > _DIFFERENT), *alone)]


def _whole(image: np.ndarray, height: int) -> np.ndarray:
    """Return a strip of this height, in numbers that may be subtracted."""
    return np.pad(image.astype(int), ((0, height - image.shape[0]), (0, 0)), constant_values=255)


def they_look_as(pdf: Path, approved: Path) -> None:
    """Compare a PDF with its approved pages (.pgm or .pgm.gz), written anew first where that is asked for.

    Fails with the pages that differ and the command that approves them; skips under another LibreOffice, which lays out otherwise.
    """
    seen = strip(pdf)
    if os.environ.get("PLANMO_APPROVE_PAGES"):
        data = write_pgm(seen)
        approved.write_bytes(gzip.compress(data, mtime=0) if approved.suffix == ".gz" else data)
    if version() != "7.4":
        pytest.skip("the approved pages were laid out by LibreOffice 7.4")
    assert approved.is_file(), f"nobody has approved pages of {pdf.name}: look at them, then approve: {APPROVE}"
    kept = approved.read_bytes()
    wrong = differing(seen, read_pgm(gzip.decompress(kept) if approved.suffix == ".gz" else kept))
    assert not wrong, f"pages of {pdf.name} that are not those of {approved.name}: {wrong}; look at them, then approve: {APPROVE}"


@cache
def version() -> str:
    """Return LibreOffice's version, as 7.4."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    found = re.search(r"LibreOffice (\d+\.\d+)", said)
    return found[1] if found else said.strip()
