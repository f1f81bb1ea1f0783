"""The plan as PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from generator.blocks import ChartBlock
from generator.docx import pages, rewrite, soffice, write
from generator.docx.soffice import OfficeError
from generator.docx.writer import write as write_numbered
from generator.exports.pdf import _figures, alternatives, pdf
from tests.generator.docx import demo
from tests.office import needs_soffice


class DescribeWithoutLibreOffice:
    def it_says_what_to_do_instead(self, monkeypatch) -> None:
        monkeypatch.setattr(soffice, "found", lambda: None)
        with pytest.raises(OfficeError) as error:
            pdf(write(demo.document()), "fr")
        assert error.value.code == "pdf.no_libreoffice"
        assert "Word" in error.value.text.fr

    def it_writes_a_plan_without_page_numbers(self, monkeypatch) -> None:
        monkeypatch.setattr(soffice, "found", lambda: None)
        seen = []
        assert pages.numbered(lambda known: seen.append(known) or b"plan", "fr") == b"plan"
        assert seen == [None]


class DescribeAlternatives:
    def they_come_in_the_order_of_the_plan(self, tmp_path) -> None:
        texts = [block.alt for block in demo.every_block() if isinstance(block, ChartBlock)]
        assert list(alternatives(write(demo.document()))) == [(text, True) for text in texts]


@pytest.mark.office
@pytest.mark.slow
@needs_soffice
class DescribeThePdf:
    @pytest.fixture(scope="class")
    @classmethod
    def reader(cls) -> PdfReader:
        return PdfReader(io.BytesIO(pdf(write(demo.document()), "fr")))

    def it_is_tagged_and_says_its_language(self, reader) -> None:
        assert reader.root_object["/MarkInfo"]["/Marked"]
        assert str(reader.root_object["/Lang"]).lower() == "fr-fr"

    def it_gives_each_chart_its_text(self, reader) -> None:
        spoken = [str(figure["/Alt"]) for figure in _figures(reader) if "/Alt" in figure]
        for block in demo.every_block():
            if isinstance(block, ChartBlock):
                assert block.alt in spoken

    def it_carries_the_title_and_an_outline(self, reader) -> None:
        assert reader.metadata.title == "Plan marketing opérationnel 2027"
        assert any("Situation" in str(getattr(entry, "title", "")) for entry in reader.outline)

    def it_writes_numbers_of_charts_as_the_plan_does(self, reader) -> None:
        text = "\n".join(page.extract_text() for page in reader.pages).replace("\u202f", "\u00a0")
        assert "240\u00a0000" in text or "240 000" in text
        assert "240,000" not in text

    def it_stops_with_a_sentence_at_what_is_no_document(self) -> None:
        with pytest.raises(OfficeError) as error:
            pdf(b"rien", "fr")
        assert error.value.code == "pdf.not_word"


@pytest.mark.office
@pytest.mark.slow
@needs_soffice
class DescribePageNumbers:
    def they_are_those_of_the_page(self) -> None:
        document = demo.document()
        first = pages.read(write(document), "fr")
        assert pages.read(write_numbered(document, pages=first), "fr") == first
        assert {first["situation"], first["control"]} <= set(range(2, 40))
        assert first["situation"] < first["planning"] < first["control"]

    def they_are_written_at_once_when_asked_for(self) -> None:
        document = demo.document()
        numbered = write(document, page_numbers=True)
        assert numbered == write_numbered(document, pages=pages.read(numbered, "fr"))
        assert rewrite(document, numbered, page_numbers=True).kept == ()
