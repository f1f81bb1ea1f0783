"""A PDF as a ruler sees it: its words with their places, the ink of its pages, the page of each bookmark."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from lxml import etree
from pypdf import PdfReader

from tests import pages

_DPI = 36
POINT = 72 / _DPI  # points a pixel
_INK = 245  # darker than this is printed


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and its box, in points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page, its number from 1, its size in points, its words in reading order, whether each pixel has ink; `margins` in points."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    ink: np.ndarray
    margins: Mapping[str, float]

    @property
    def orientation(self) -> str:
        """Whether it stands or lies."""
        return "landscape" if self.width > self.height else "portrait"

    @property
    def body(self) -> np.ndarray:
        """The ink between the upper and the lower margin."""
        return self.ink[round(self.margins["top"] / POINT) : round((self.height - self.margins["bottom"]) / POINT)]

    @property
    def body_words(self) -> list[Word]:
        """The words between the upper and the lower margin."""
        low = self.height - self.margins["bottom"]
        return [word for word in self.words if self.margins["top"] - 3 < word.middle < low]

    @property
    def filled(self) -> float:
        """How far down the last ink of the body stands, from 0 to 1."""
        rows = np.flatnonzero(self.body.any(axis=1))
        return float(rows[-1] + 1) / self.body.shape[0] if rows.size else 0.0

    def lines(self) -> list[list[Word]]:
        """Return the body's words, those of one height together, from top to bottom and left to right."""
        lines: list[list[Word]] = []
        for word in sorted(self.body_words, key=lambda word: word.middle):
            if lines and abs(lines[-1][0].middle - word.middle) < 2:
                lines[-1].append(word)
            else:
                lines.append([word])
        return [sorted(line, key=lambda word: word.left) for line in lines]


class Layout:
    """The pages of a PDF."""

    def __init__(self, pdf: Path, margins: Mapping[str, Mapping[str, float]]) -> None:
        self.pdf = pdf
        self.margins = margins

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order."""
        inks = [image < _INK for image in pages.images(self.pdf, "-r", str(_DPI))]
        return tuple(
            Page(number, width, height, words, ink, self.margins["landscape" if width > height else "portrait"])
            for number, ((width, height, words), ink) in enumerate(zip(self._words(), inks, strict=True), 1)
        )

    @cached_property
    def places(self) -> dict[str, tuple[int, float]]:
        """The page of each bookmark, and how far below its upper edge it stands."""
        reader = PdfReader(self.pdf)
        found = {}
        for name, place in reader.named_destinations.items():
            page = reader.get_destination_page_number(place)
            if page is not None:
                top = float(reader.pages[page].mediabox.height) - float(place["/Top"])
                found[name.lstrip("/").replace("5F", "_")] = (page + 1, top)  # as LibreOffice writes `_`
        return found

    def _words(self) -> Iterator[tuple[float, float, tuple[Word, ...]]]:
        done = subprocess.run(["pdftotext", "-bbox", str(self.pdf), "-"], capture_output=True, timeout=120, check=True)
        root = etree.fromstring(done.stdout, etree.XMLParser(recover=True))
        for page in root.iter("{*}page"):
            words = tuple(
                Word(word.text or "", *(float(word.get(side, "")) for side in ("xMin", "yMin", "xMax", "yMax")))
                for word in page.iter("{*}word")
            )
            yield float(page.get("width", "")), float(page.get("height", "")), words
