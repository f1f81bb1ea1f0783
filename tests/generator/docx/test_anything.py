"""Whatever a person types, the document stays whole."""

from __future__ import annotations

import datetime as dt
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import markup
from generator.blocks import (
    Card,
    ChartBlock,
    Column,
    Contents,
    Cover,
    Document,
    FigureIndex,
    GanttBlock,
    GanttRow,
    Heading,
    HeatCell,
    HeatGrid,
    KpiCards,
    Quadrant,
    RaciBlock,
    RaciRow,
    Row,
    Series,
    Sheets,
    Signatory,
    SignatureBlock,
    SostacPage,
    TableBlock,
    Tile,
    cell,
    prose,
)
from generator.docx import write
from generator.docx.lint import lint
from generator.docx.package import unzipped
from generator.docx.tags import W, clean
from tests.office import needs_validator, sdk_errors

D = dt.date
typed = st.text(st.characters(exclude_categories=()), min_size=1, max_size=30)


def document(text: str) -> Document:
    """A plan whose every text is the one given."""
    tiles = tuple(Tile(title=text, lines=(markup.plain(text),)) for _ in range(4))
    day = D(2027, 1, 4)
    return Document(
        title=text, company=text, lang="fr", date=day, author=text, subject=text, keywords=(text,), header=text, footer=text,
        blocks=(
            Cover(title=text, company=text, period=text, facts=((text, text),)),
            Heading(level=1, text=text, bookmark="a"),
            Contents(),
            prose(f"{markup.literal(escape(text))} [{markup.literal(escape(text))}](Feuille!A1)"),
            SignatureBlock(text=text, signatories=(Signatory(role=text, name=text),)),
            KpiCards((Card(label=text, value=text, target=text, trend=text, owner=text, status=text, source=text),)),
            SostacPage(tiles),
            Quadrant(caption=text, bookmark="q", tiles=(tiles[0], tiles[1], tiles[2], tiles[3]), row_labels=(text, text), column_labels=(text, text)),
            Sheets(caption=text, bookmark="s", tiles=tiles[:3], source=text),
            TableBlock(caption=text, bookmark="t", columns=(Column(header=text),), rows=(Row(cells=(cell(text, source=text),)),), source=text, notes=(text,)),
            ChartBlock(kind="bar", caption=text, bookmark="g", alt=text, categories=(text,), series=(Series(name=text, y=(1,)),)),
            GanttBlock(
                caption=text, bookmark="n", first_day=day, weeks=3,
                rows=(GanttRow(id=text, name=text, owner=text, group=text, start=day, finish=day),),
            ),
            RaciBlock(caption=text, bookmark="r", roles=(text,), rows=(RaciRow(id=text, activity=text, letters=("A",)),)),
            HeatGrid(
                caption=text, bookmark="h", row_title=text, column_title=text, row_labels=(text,), column_labels=(text,),
                cells=((HeatCell(text=text, intensity=1, label=text),),),
            ),
            FigureIndex(text, "i"),
        ),
    )  # fmt: skip


class DescribeAnything:
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(typed)
    def it_gives_a_document_the_linter_accepts(self, text) -> None:
        assert lint(write(document(text))) == []

    @settings(max_examples=12, deadline=None)
    @given(typed)
    def it_keeps_every_character_xml_can_hold(self, text) -> None:
        from lxml import etree

        body = etree.fromstring(unzipped(write(document(text)))["word/document.xml"])[0]
        first = next(t for t in body.iter(f"{{{W}}}p"))
        said = "".join(
            {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}.get(n.tag, n.text or "")
            for n in first.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab")
        )
        assert said == clean(text)

    @pytest.mark.office
    @needs_validator
    @pytest.mark.parametrize(
        "text", ["R&D <test> \"x\" 'y'", "a\tb\nc\r\nd\x07", "🚴" * 40, "x" * 300, "\u202eabc\u200b", "]]>&lt;"]
    )
    def it_passes_the_open_xml_sdk(self, text) -> None:
        assert sdk_errors(write(document(text)), "docx") == []
