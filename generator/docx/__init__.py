"""Blocks into Word: `write` gives the bytes of a .docx, `rewrite` those of one a person worked on, `is_ours` knows them again.

Reading and writing Word waits until it is asked for: importing this package imports neither python-docx nor openpyxl.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.blocks import Document

if TYPE_CHECKING:
    from generator.docx.regenerate import Regenerated

__all__ = ["is_ours", "rewrite", "write"]


def write(document: Document, *, template: bytes | None = None, page_numbers: bool = False) -> bytes:
    """Return the document as a .docx, the same bytes each time.

    Parameters
    ----------
    template : bytes, optional
        A company's .docx or .dotx, whose look is kept.
    page_numbers : bool
        Lay the document out with LibreOffice, where it is installed, to print true page numbers in its contents: a few seconds more.

    Raises
    ------
    TemplateError
        The template cannot be used, in a sentence.
    """
    from generator.docx import pages, writer

    if not page_numbers:
        return writer.write(document, template=template)
    return pages.numbered(lambda known: writer.write(document, template=template, pages=known), document.lang)


def rewrite(document: Document, previous: bytes, *, template: bytes | None = None, page_numbers: bool = False) -> Regenerated:
    """Return the document written over `previous`, a plan of ours that a person may have worked on: their edits stay and are listed.

    Raises
    ------
    EditsError
        `previous` is not ours, or its edits cannot be told from our text.
    TemplateError
        The template cannot be used.
    """
    from generator.docx import pages
    from generator.docx.regenerate import regenerate

    if not page_numbers:
        return regenerate(document, previous, template=template)
    known = pages.found(regenerate(document, previous, template=template, pages={}).data, document.lang)
    return regenerate(document, previous, template=template, pages=known)


def is_ours(package: bytes) -> bool:
    """Whether these are the bytes of a plan that `write` made, even after a person worked on it."""
    from generator.docx.baseline import is_ours as is_ours_

    return is_ours_(package)
