"""The workbook behind a chart: one sheet, a header row, columns of words or numbers."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.utils import get_column_letter

from generator.docx.package import zipped
from generator.docx.tags import escape

Value = str | float | None
Column = tuple[str, Sequence[Value], str]  # header, values, number format

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(name: str, columns: Sequence[Column]) -> bytes:
    """Return an .xlsx with the columns side by side on a sheet of this name, the same bytes for the same data."""
    formats = sorted({number_format for _, _, number_format in columns} - {"General"})
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relationships({"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}),
        "xl/worksheets/sheet1.xml": _sheet(columns, formats),
        "xl/styles.xml": _styles(formats),
    }
    return zipped({part: text.encode() for part, text in parts.items()})


def _types() -> str:
    overrides = {"workbook.xml": "sheet.main", "worksheets/sheet1.xml": "worksheet", "styles.xml": "styles"}
    listed = "".join(f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(targets: dict[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, (kind, to) in enumerate(targets.items(), 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _sheet(columns: Sequence[Column], formats: Sequence[str]) -> str:
    styles = {"General": 0} | {number_format: i for i, number_format in enumerate(formats, 1)}
    letters = [str(get_column_letter(x)) for x in range(1, len(columns) + 1)]
    rows = [_row(1, [(f"{letter}1", header, 0) for letter, (header, _, _) in zip(letters, columns, strict=True)])]
    for y in range(max(len(values) for _, values, _ in columns)):
        cells = [
            (f"{letter}{y + 2}", values[y], styles[number_format])
            for letter, (_, values, number_format) in zip(letters, columns, strict=True)
            if y < len(values)
        ]
        rows.append(_row(y + 2, cells))
    return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def _row(number: int, cells: Sequence[tuple[str, Value, int]]) -> str:
    return f'<row r="{number}">{"".join(_cell(*cell) for cell in cells)}</row>'


def _cell(reference: str, value: Value, style: int) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):  # in line, so that a label that opens with "=" is no formula
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    look = f' s="{style}"' if style else ""
    return f'<c r="{reference}"{look}><v>{float(value)!r}</v></c>'


def _styles(formats: Sequence[str]) -> str:
    numbers = "".join(f'<numFmt numFmtId="{163 + i}" formatCode="{escape(text)}"/>' for i, text in enumerate(formats, 1))
    looks = "".join(
        f'<xf numFmtId="{163 + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for i in range(1, len(formats) + 1)
    )
    declared = f'<numFmts count="{len(formats)}">{numbers}</numFmts>' if formats else ""
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}">{declared}'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{looks}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
