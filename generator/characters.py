"""Texts of cells made fit for a file: neither XML nor a calendar has a place for every character a cell of Excel may hold."""

from __future__ import annotations

import re

# XML 1.0 has no place for these; U+FFFE, U+FFFF and lone surrogates neither, which no encoding can write.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("[\n\r\x0b\x0c\x7f-\x9f\u2028\u2029]+")  # and what some readers take for one


def clean(text: str) -> str:
    """Return `text` without the characters XML has no place for, its line ends alike.

    >>> clean("Salon\\x07\\r\\nrégion\\ud800")
    'Salon\\nrégion'
    """
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return `text` clean and on one line: a name in a list.

    >>> one_line("Salon\\x0b\\nde la région\\x85")
    'Salon de la région'
    """
    return clean(_LINE_ENDS.sub(" ", text)).strip()
