"""Benchmarks of writing Word: one plan of 40 pages, beside docxtpl and plain python-docx.

The four functions are sent to the processes as source: each imports what it needs, so that its imports are timed with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable

from job import Code, Job

PAGES, TABLES, CHARTS = 40, 30, 10
ROWS = 38  # a table: with these, LibreOffice lays the plan out on 40 pages


def prepare(data: str, rows: int) -> None:
    """Write the plan's words and figures as JSON: ten chapters of one chart and three tables."""
    import json
    import random

    draw = random.Random(0)

    def row(number: int) -> list[str]:
        budget, sales = draw.randint(10_000, 900_000), draw.randint(10_000, 990_000)
        values = f"{budget:,} €|{budget / 9e5:.1%}|{budget / sales:.2f} €|{sales:,} €".replace(",", "\u202f").split("|")
        return [f"Canal {number:02} : réseaux & partenariats", *values, draw.choice(("Tenu", "À surveiller", "À mesurer"))]

    words: dict[str, object] = {
        "lead": "Les trois premiers canaux portent 58 % du budget et 71 % des ventes : l'arbitrage se joue sur eux.",
        "body": "Le coût par acquisition reste sous la marge d'un premier achat dans deux zones sur trois. " * 4,
        "columns": ["Canal", "Budget", "Part", "CPA", "Ventes", "Statut"],
    }
    chapters = [
        {
            "title": f"Chapitre {chapter}",
            "quarters": [[draw.randint(100, 900) for _ in range(8)] for _ in range(3)],
            "sections": [
                words | {"title": f"Zone {chapter}.{part}", "rows": [row(number) for number in range(1, rows + 1)]}
                for part in range(1, 4)
            ],
        }
        for chapter in range(1, 11)
    ]
    with open(data, "w", encoding="utf-8") as stream:
        json.dump(chapters, stream)


def write_plan(data: str, out: str) -> None:
    """Write the plan with planmo, charts, captions, contents and tooltips of sources included."""
    import datetime as dt
    import json

    from generator import blocks as b
    from generator.docx import write

    with open(data, encoding="utf-8") as stream:
        chapters = json.load(stream)
    align: tuple[b.Align, ...] = ("left", "right", "right", "right", "right", "left")
    quarters = tuple(f"T{i % 4 + 1} {2026 + i // 4}" for i in range(8))
    blocks: list[b.Block] = [b.Cover(title="Plan marketing", company="Élan & Cie", period="2027"), b.Contents()]
    for n, chapter in enumerate(chapters):
        blocks.append(b.Heading(level=1, text=chapter["title"], bookmark=f"c{n}", new_page=False))
        named = zip(("Numérique", "Magasins", "Salons"), chapter["quarters"], strict=True)
        series = tuple(b.Series(name=name, y=tuple(values)) for name, values in named)
        chart = b.ChartBlock(
            kind=("line", "bar", "stacked")[n % 3], caption=f"Ventes par trimestre, {n + 1}", bookmark=f"g{n}",
            alt="Trois circuits sur huit trimestres.", categories=quarters, series=series, y_axis=b.Axis(title="k€", number_format="#,##0"),
        )  # fmt: skip
        blocks.append(chart)
        for m, part in enumerate(chapter["sections"]):
            columns = tuple(b.Column(header=header, align=side) for header, side in zip(part["columns"], align, strict=True))
            rows = tuple(
                b.Row(cells=(b.cell(row[0]), b.cell(row[1], source=f"Budget!B{i}"), *map(b.cell, row[2:])))
                for i, row in enumerate(part["rows"], 4)
            )
            table = b.TableBlock(
                caption=part["title"], bookmark=f"t{n}_{m}", columns=columns, rows=rows, source=f"Budget!A4:F{3 + len(rows)}"
            )
            blocks += [
                b.Heading(level=2, text=part["title"], bookmark=f"s{n}_{m}"),
                b.prose(f"**{part['lead']}**\n\n{part['body']}"),
                table,
            ]
    document = b.Document(title="Plan marketing", company="Élan & Cie", lang="fr", date=dt.date(2027, 1, 4), blocks=tuple(blocks))
    with open(out, "wb") as file:
        file.write(write(document))


def write_plainly(data: str, out: str) -> None:
    """Write the same words and tables with python-docx, as its documentation does."""
    import json

    import docx

    with open(data, encoding="utf-8") as stream:
        chapters = json.load(stream)
    word = docx.Document()
    for chapter in chapters:
        word.add_heading(chapter["title"], 1)
        for part in chapter["sections"]:
            word.add_heading(part["title"], 2)
            word.add_paragraph(part["lead"])
            word.add_paragraph(part["body"])
            table = word.add_table(rows=1, cols=len(part["columns"]), style="Table Grid")
            for cell, text in zip(table.rows[0].cells, part["columns"], strict=True):
                cell.text = text
            for row in part["rows"]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    word.save(out)


def write_template(template: str) -> None:
    """Write the template docxtpl fills: the chapters, their sections and their rows are loops of it."""
    import docx

    word = docx.Document()
    word.add_paragraph("{%p for chapter in chapters %}")
    word.add_heading("{{ chapter.title }}", 1)
    word.add_paragraph("{%p for part in chapter.sections %}")
    word.add_heading("{{ part.title }}", 2)
    word.add_paragraph("{{ part.lead }}")
    word.add_paragraph("{{ part.body }}")
    table = word.add_table(rows=4, cols=6, style="Table Grid")
    for column in range(6):
        table.cell(0, column).text = f"{{{{ part.columns[{column}] }}}}"
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(1, 0).text = "{%tr for row in part.rows %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{%p endfor %}")
    word.save(template)


def fill_template(data: str, template: str, out: str) -> None:
    """Fill docxtpl's template with the same words and tables; without autoescape it drops the `&` of a cell."""
    import json

    from docxtpl import DocxTemplate  # type: ignore[import-not-found,unused-ignore]  # it stands in the peers' environment alone

    with open(data, encoding="utf-8") as stream:
        chapters = json.load(stream)
    word = DocxTemplate(template)
    word.render({"chapters": chapters}, autoescape=True)
    word.save(out)


def _call(function: Callable[..., None], arguments: str) -> str:
    """Return the code that declares a function of this file and calls it."""
    return f"{inspect.getsource(function)}\n{function.__name__}({arguments})\n"


# What all sides must have written, and cheap to count: the rows whose first cell reads as given.
_COUNTED = """
import zipfile
written = zipfile.ZipFile(out).read("word/document.xml").decode()
result = f"{written.count('réseaux &amp; partenariats<')} rows"
"""
_OUT, _TEMPLATE = "out = data + '.docx'\n", "template = data + '.template.docx'\n"


def _job(peer: Code, note: str) -> Job:
    return Job(
        name=f"Word plan (docx) of {PAGES} pages, {TABLES} tables, {CHARTS} charts, beside {peer.who}",
        prepare=_call(prepare, f"data, {ROWS}"),
        ours=Code(who="planmo", setup="", timed=_OUT + _call(write_plan, "data, out") + _COUNTED, repeats=5),
        peer=peer,
        cold=True,
        note=note,
        most_seconds=0.7,
        most_mib=120,
    )


JOBS: tuple[Job, ...] = (
    _job(
        Code(
            who="docxtpl",
            setup=_TEMPLATE + _call(write_template, "template"),
            timed=_OUT + _TEMPLATE + _call(fill_template, "data, template, out") + _COUNTED,
            repeats=5,
            modules=("docxtpl",),
        ),
        "docxtpl fills a template made beforehand, with the same words and tables; it writes no charts, no captions, no contents, no tooltips.",
    ),
    _job(
        Code(
            who="python-docx",
            setup="",
            timed=_OUT + _call(write_plainly, "data, out") + _COUNTED,
            repeats=3,
            modules=("docx",),
        ),
        "python-docx, used as its documentation shows, writes the same words and tables; no charts, no captions, no contents, no tooltips.",
    ),
)
