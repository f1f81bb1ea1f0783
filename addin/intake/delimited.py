"""Text with separators: its encoding, its separator and its quotes found in the file itself."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence

from addin.intake.refusals import refusal
from addin.intake.source import Grid
from workbook_templates.text import Text

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60


def delimited_grid(data: bytes, name: str) -> Grid:
    """Return the records of a text file.

    Raises
    ------
    IntakeError
        ``intake.unreadable``: not text, or a quote that never closes.
    """
    text = _decoded(data, name)
    separator, text = _declared_separator(text)
    separator = separator or _separator(text)
    previous = csv.field_size_limit(2**31 - 1)
    try:
        return _records(text, separator, name)
    finally:
        csv.field_size_limit(previous)


def _decoded(data: bytes, name: str) -> str:
    """Return the text: UTF-8 or UTF-16 by their marks, UTF-8 where it is valid, else Windows-1252, which Excel writes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\x00" in data:
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refusal("intake.unreadable", name, reason=Text("ce n'est pas du texte", "it is not text"))


def _declared_separator(text: str) -> tuple[str | None, str]:
    """Return the separator of Excel's « sep=; » line, and the text without it (its line kept blank, so that lines count right)."""
    first, newline, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], newline + rest
    return None, text


def _separator(text: str) -> str:
    """Return the separator that gives the most lines the same number of fields, more fields deciding between equals.

    >>> _separator("a;b\\n1,5;2,5\\n3,5;1,0\\n"), _separator('a,b\\n"x;y",2\\n')
    (';', ',')
    """
    sample = list(_lines(text))

    def score(separator: str) -> tuple[float, int]:
        counts = Counter(len(record) for record in csv.reader(sample, delimiter=separator) if record)
        several = {fields: times for fields, times in counts.items() if fields > 1}
        if not several:
            return 0.0, 0
        fields, times = max(several.items(), key=lambda item: (item[1], item[0]))
        return times / sum(counts.values()), fields

    return max(SEPARATORS, key=score)


def _lines(text: str) -> list[str]:
    stream = io.StringIO(text, newline="")
    return [line for _, line in zip(range(_SAMPLE_LINES), stream, strict=False)]


def _records(text: str, separator: str, name: str) -> Grid:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        rows: list[Sequence[object]] = list(
            map(tuple, reader)
        )  # the collector leaves tuples of texts alone: a million lists it would visit
    except csv.Error as error:
        reason = Text(
            f"ligne {reader.line_num}, un guillemet est ouvert ou fermé au mauvais endroit",
            f"line {reader.line_num}, a quote opens or closes in the wrong place",
        )
        raise refusal("intake.unreadable", name, reason=reason) from error
    if reader.line_num == len(rows):
        return Grid(rows, range(1, len(rows) + 1), separator)
    again = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[int] = []
    end = 0
    for _ in again:  # a quoted field may hold line breaks: a record begins after the end of the one before
        lines.append(end + 1)
        end = again.line_num
    return Grid(rows, lines, separator)
