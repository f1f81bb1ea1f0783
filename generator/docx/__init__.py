"""Blocks into Word: `write` gives the bytes of a .docx, `rewrite` those of one a person worked on, `is_ours` knows them again.

Reading and writing Word waits until it is asked for: importing this package imports neither python-docx nor openpyxl.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.blocks import Document

if TYPE_CHECKING:
    from generator.docx.baseline import Extent
    from generator.docx.regenerate import Regenerated

__all__ = ["is_ours", "rewrite", "write"]


def write(document: Document, *, template: bytes | None = None, page_numbers: bool = False, extent: Extent = "all") -> bytes:
    """Return the document as a .docx, the same bytes each time.

    Parameters
    ----------
    template : bytes, optional
        A company's .docx or .dotx, whose look is kept.
    page_numbers : bool
        Lay the document out with LibreOffice, where it is installed, to print true page numbers in its contents: a few seconds more.
    extent : {"all", "summary"}
        Whether it is the whole plan or the extract: neither is ever written over the other.

    Raises
    ------
    TemplateError
        The template cannot be used, in a sentence.
    """
    from generator.docx import pages, writer

    if not page_numbers:
        return writer.write(document, template=template, extent=extent)
    return pages.numbered(lambda known: writer.write(document, template=template, pages=known, extent=extent), document.lang)


def rewrite(
    document: Document,
    previous: bytes,
    *,
    template: bytes | None = None,
    page_numbers: bool = False,
    extent: Extent = "all",
) -> Regenerated:
    """Return the document written over `previous`, a plan of ours that a person may have worked on: their edits stay and are listed.

    Raises
    ------
    EditsError
        `previous` is not ours, is of another extent, or its edits cannot be told from our text.
    TemplateError
        The template cannot be used.
    """
    from generator.docx import pages
    from generator.docx.regenerate import regenerate

    def made(known: Mapping[str, int] | None) -> Regenerated:
        return regenerate(document, previous, template=template, pages=known, extent=extent)

    return made(pages.found(made({}).data, document.lang) if page_numbers else None)


def is_ours(package: bytes) -> bool:
    """Whether these are the bytes of a plan that `write` made, even after a person worked on it."""
    from generator.docx.baseline import is_ours as is_ours_

    return is_ours_(package)
