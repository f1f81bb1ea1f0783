"""The worked cases carried through to Word and to pages, each step done once whatever tests ask for it and wherever they run."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from addin.hosts.headless import compute
from generator.checks import check
from generator.document import compose
from generator.docx import soffice, write
from generator.docx.package import unzipped
from generator.docx.tags import W
from generator.workbook import Reading, read
from tests.end_to_end.layout import Layout
from workbook_templates.build import build
from workbook_templates.cases import CASES
from workbook_templates.package import Package
from workbook_templates.text import LANGS, Lang

NAMES = [f"{case}_{lang}" for case in CASES for lang in LANGS]


@dataclass(frozen=True)
class Case:
    """A case in a language: its computed workbook, its plan with true page numbers, its pages; `folder` keeps them."""

    name: str
    folder: Path

    @property
    def lang(self) -> Lang:
        """The language of the workbook and of the plan."""
        return "fr" if self.name.endswith("_fr") else "en"

    @cached_property
    def workbook(self) -> Path:
        """The workbook, computed."""
        return made(self._file("xlsx"), self._computed, self._another)

    @cached_property
    def reading(self) -> Reading:
        """What the generator reads in it."""
        return read(Package.read(self.workbook))

    @cached_property
    def docx(self) -> bytes:
        """The plan, with the page numbers of its contents."""
        return made(self._file("docx"), self._written, self._another).read_bytes()

    @cached_property
    def pdf(self) -> Path:
        """The plan's pages, with a destination for each bookmark."""
        return made(self._file("pdf"), self._printed, self._another)

    @cached_property
    def word(self) -> Words:
        """The plan's text."""
        return Words(self.docx)

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands on the plan's pages."""
        return Layout(self.pdf, self.word.margins())

    def _file(self, kind: str) -> Path:
        return self.folder / f"{self.name}.{kind}"

    def _another(self) -> bool:
        """Carry through a case that nobody has begun, while another process makes this one; return whether there was one."""
        for case in (Case(name, self.folder) for name in NAMES):
            workbook = case._file("xlsx")
            if not workbook.exists() and not _lock(workbook).exists():
                return case.pdf.exists()
        return False

    def _computed(self) -> bytes:
        case = self.name.rpartition("_")[0]
        return compute(Package.from_bytes(build(self.lang, case=case))).package.to_bytes()

    def _written(self) -> bytes:
        return write(compose(self.reading, problems=check(self.reading)), page_numbers=True)

    def _printed(self) -> bytes:
        return soffice.pdf(self.docx, self.lang, options={"ExportBookmarksToPDFDestination": True})


def made(file: Path, make: Callable[[], bytes], meanwhile: Callable[[], bool]) -> Path:
    """Return `file`, made first if nobody has; a process that finds another at it does something else `meanwhile`, or waits."""
    while not file.exists():
        try:
            _lock(file).mkdir()
        except FileExistsError:
            if not meanwhile():
                time.sleep(0.05)
            continue
        try:
            if not file.exists():
                whole = file.with_suffix(file.suffix + ".part")
                whole.write_bytes(make())
                whole.replace(file)
        finally:
            _lock(file).rmdir()
    return file


def _lock(file: Path) -> Path:
    return file.with_suffix(file.suffix + ".lock")


class Words:
    """The paragraphs of a .docx, by style."""

    def __init__(self, package: bytes) -> None:
        self.parts: Mapping[str, bytes] = unzipped(package)
        self.body: Any = etree.fromstring(self.parts["word/document.xml"])[0]
        self._ids = {
            style.get(f"{{{W}}}styleId"): style.find(f"{{{W}}}name").get(f"{{{W}}}val").casefold()
            for style in etree.fromstring(self.parts["word/styles.xml"]).iter(f"{{{W}}}style")
        }

    def styled(self, *names: str) -> list[Any]:
        """Return the paragraphs of these styles, in the document's order; `names` are Word's own, in English."""
        return [p for p in self.body.iter(f"{{{W}}}p") if self.style(p) in names]

    def style(self, paragraph: Any) -> str:
        """Return the name of a paragraph's style."""
        found = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
        return "" if found is None else self._ids[found.get(f"{{{W}}}val")]

    def margins(self) -> dict[str, dict[str, float]]:
        """Return the margins of upright and lying pages, in points."""
        found = {}
        for section in self.body.iter(f"{{{W}}}sectPr"):
            lying = section.find(f"{{{W}}}pgSz").get(f"{{{W}}}orient") == "landscape"
            sides = section.find(f"{{{W}}}pgMar")
            found["landscape" if lying else "portrait"] = {
                side: int(sides.get(f"{{{W}}}{side}")) / 20 for side in ("left", "right", "top", "bottom", "header", "footer")
            }
        return found


def text(element: Any) -> str:
    """Return the words of a paragraph, or of all those in an element; a tab or a line's end is a space."""
    said = {f"{{{W}}}tab": " ", f"{{{W}}}br": " "}
    nodes = element.iter(f"{{{W}}}t", *said)
    return "".join(node.text or "" if node.tag == f"{{{W}}}t" else said[node.tag] for node in nodes if _printed(node))


def _printed(node: Any) -> bool:
    return node.getparent().tag == f"{{{W}}}r"  # not the stops of <w:tabs>


def bookmarks(paragraph: Any) -> list[str]:
    """Return the bookmarks that open in a paragraph."""
    return [mark.get(f"{{{W}}}name") for mark in paragraph.iter(f"{{{W}}}bookmarkStart")]
