"""A .docx opened for reading, for the tests of Word's side."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from generator.blocks import Document
from generator.docx.package import unzipped
from generator.docx.tags import W
from generator.docx.writer import write
from tests.generator.docx import demo


class Word:
    """A written document with the few questions tests ask of it."""

    def __init__(self, package: bytes) -> None:
        self.package = package
        self.parts = unzipped(package)
        self.body: Any = etree.fromstring(self.parts["word/document.xml"])[0]

    def all(self, tag: str) -> list[Any]:
        return list(self.body.iter(f"{{{W}}}{tag}"))

    def texts(self) -> list[str]:
        """The words of every paragraph."""
        return ["".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in self.all("p")]

    @property
    def text(self) -> str:
        return "\n".join(self.texts())

    def styled(self, style: str) -> list[str]:
        """The words of the paragraphs of this style id."""
        named = [(p.find(f"{{{W}}}pPr/{{{W}}}pStyle"), p) for p in self.all("p")]
        return [
            "".join(t.text or "" for t in p.iter(f"{{{W}}}t"))
            for s, p in named
            if s is not None and s.get(f"{{{W}}}val") == style
        ]

    def instructions(self) -> list[str]:
        return [(i.text or "").strip() for i in self.all("instrText")]

    def document(self) -> Any:
        import docx

        return docx.Document(io.BytesIO(self.package))


@pytest.fixture(scope="session")
def demo_word() -> Word:
    """The demo plan, written once."""
    return Word(write(demo.document()))


@pytest.fixture(scope="session")
def written() -> Callable[..., Word]:
    """Write a document of the blocks given."""

    def make(*blocks: Any, lang: Any = "fr", draft: bool = False, template: bytes | None = None, pages: Any = None) -> Word:
        document: Document = demo.document(lang=lang, draft=draft, blocks=blocks)
        return Word(write(document, template=template, pages=pages))

    return make
