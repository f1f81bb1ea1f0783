"""Blocks into Word: `write` gives the bytes of a .docx, `is_ours` knows one again."""

from __future__ import annotations

from generator.blocks import Document

__all__ = ["is_ours", "write"]


def write(document: Document, *, template: bytes | None = None) -> bytes:
    """Return the document as a .docx, the same bytes each time; `template` is a company's .docx or .dotx.

    Raises
    ------
    TemplateError
        The template cannot be used, in a sentence.
    """
    from generator.docx.writer import write as write_  # python-docx and openpyxl wait until they are needed

    return write_(document, template=template)


def is_ours(package: bytes) -> bool:
    """Whether these are the bytes of a plan that `write` made, even after a person worked on it."""
    from generator.docx.baseline import is_ours as is_ours_

    return is_ours_(package)
