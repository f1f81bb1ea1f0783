"""The demo plan as a reader sees it: LibreOffice's pages, small and grey, against those a person looked at and approved (tests/pages.py)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from generator.docx import soffice, write
from tests import pages
from tests.generator.docx import demo
from tests.office import needs_poppler, needs_soffice

APPROVED = Path(__file__).with_name("approved_pages.pgm")

pytestmark = [pytest.mark.office, pytest.mark.slow, needs_soffice, needs_poppler]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("pages") / "plan.pdf"
    file.write_bytes(soffice.pdf(write(demo.document()), "fr", options={}))
    return file


class DescribeThePages:
    def they_look_as_approved(self, pdf) -> None:
        pages.they_look_as(pdf, APPROVED)

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
        ink = 255 - pages.strip(pdf).astype(int)
        per_page = ink.reshape(ink.shape[0], -1, pages.WIDTH).sum(axis=(0, 2))
        assert (per_page > per_page.max() * 0.01).all()
