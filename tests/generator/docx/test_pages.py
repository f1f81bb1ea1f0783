"""The demo plan as a reader sees it: LibreOffice's pages, small and grey, against those a person looked at and approved.

``PLANMO_APPROVE_PAGES=1 pytest tests/generator/docx/test_pages.py`` writes the approved pages anew.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest

from generator.docx import soffice, write
from tests.generator.docx import demo
from tests.office import needs_poppler, needs_soffice

APPROVED = Path(__file__).with_name("approved_pages.pgm")
WIDTH = 72

pytestmark = [pytest.mark.office, pytest.mark.slow, needs_soffice, needs_poppler]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "plan.pdf"
    file.write_bytes(soffice.pdf(write(demo.document()), "fr", options={}))
    return file


def strip(pdf: Path) -> np.ndarray:
    """The pages side by side, `WIDTH` points wide each, white below the shorter ones."""
    subprocess.run(
        ["pdftoppm", "-gray", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1", str(pdf), str(pdf.with_name("p"))],
        check=True,
        timeout=120,
    )
    images = [read_pgm(path.read_bytes()) for path in sorted(pdf.parent.glob("p-*.pgm"))]
    height = max(image.shape[0] for image in images)
    return np.hstack([np.pad(image, ((0, height - image.shape[0]), (0, 0)), constant_values=255) for image in images])


def read_pgm(data: bytes) -> np.ndarray:
    magic, size, _, pixels = data.split(b"\n", 3)
    assert magic == b"P5"
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width)


def version() -> str:
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    found = re.search(r"LibreOffice (\d+\.\d+)", said)
    return found[1] if found else said.strip()


class DescribeThePages:
    def they_look_as_approved(self, pdf) -> None:
        seen = strip(pdf)
        if os.environ.get("PLANMO_APPROVE_PAGES"):
            APPROVED.write_bytes(b"P5\n%d %d\n255\n" % seen.shape[::-1] + seen.tobytes())
        if version() != "7.4":
            pytest.skip("the approved pages were laid out by LibreOffice 7.4")
        approved = read_pgm(APPROVED.read_bytes())
        assert seen.shape == approved.shape
        difference = np.abs(seen.astype(int) - approved.astype(int)).reshape(seen.shape[0], -1, WIDTH).mean(axis=(0, 2))
        assert list(np.flatnonzero(difference > 2.0) + 1) == []

    def they_never_end_with_a_title_or_a_caption(self, pdf) -> None:
        titles = {block.text for block in demo.every_block() if hasattr(block, "numbering")}
        text = subprocess.run(
            ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, timeout=60, check=True
        ).stdout
        for page in text.split("\f"):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            body = [line for line in lines if not re.search(r"Page \d+ sur \d+$", line)]
            if not body:
                continue
            assert re.sub(r"^[\dA-Z.]+\s+", "", body[-1]) not in titles
            assert (
                not re.match(r"(Figure|Tableau)\s\d+\s–", body[-1]) or "Table des figures" in page or "Liste des tableaux" in page
            )

    def they_are_never_empty(self, pdf) -> None:
        ink = 255 - strip(pdf).astype(int)
        per_page = ink.reshape(ink.shape[0], -1, WIDTH).sum(axis=(0, 2))
        assert (per_page > per_page.max() * 0.01).all()
