"""A document of blocks into Word, as a whole."""

from __future__ import annotations

import datetime as dt
import io
import time
from dataclasses import replace
from html import escape

import docx
import pytest

from generator.blocks import Card, Cell, Heading, KpiCards, PageBreak, Prose, Row, SectionBreak, bullets, prose
from generator.docx import is_ours, write
from generator.docx.lint import lint
from generator.docx.tags import W
from generator.markup import Paragraph, Run
from tests.generator.docx import demo
from tests.office import needs_validator, sdk_errors


class DescribeEveryBlock:
    def it_passes_the_linter(self, demo_word) -> None:
        assert lint(demo_word.package) == []

    @pytest.mark.office
    @needs_validator
    @pytest.mark.parametrize(("lang", "draft"), [("fr", False), ("en", True)])
    def it_passes_the_open_xml_sdk(self, lang, draft) -> None:
        assert sdk_errors(write(demo.document(lang=lang, draft=draft)), "docx") == []

    def it_is_known_again_as_ours(self, demo_word) -> None:
        assert is_ours(demo_word.package)
        assert not is_ours(b"PK not a zip")
        buffer = io.BytesIO()
        docx.Document().save(buffer)
        assert not is_ours(buffer.getvalue())

    def it_asks_word_to_update_nothing_on_opening(self, demo_word) -> None:
        assert b"updateFields" not in demo_word.parts["word/settings.xml"]
        assert b"w:dirty" not in demo_word.parts["word/document.xml"]


class DescribeReproducibility:
    def it_gives_the_same_bytes_twice(self, demo_word) -> None:
        assert write(demo.document()) == demo_word.package

    def and_on_another_day(self, demo_word, monkeypatch) -> None:
        later = time.time() + 86_400 * 400
        monkeypatch.setattr(time, "time", lambda: later)
        monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
        assert write(demo.document()) == demo_word.package

    def it_dates_the_document_with_the_plan_not_the_clock(self, demo_word) -> None:
        core = demo_word.document().core_properties
        assert core.created == core.modified == dt.datetime(2027, 1, 4, 8, tzinfo=core.created.tzinfo)


class DescribeCharacters:
    @pytest.mark.parametrize(
        "name", ["R&D <test>", 'Dupont "& Fils" <SA>', "L'Élan d’été", "🚴 vélo 👩‍💻", "日本 العربية", "a]]>b", "&amp; &lt;"]
    )
    def it_keeps_what_a_person_typed(self, name, written) -> None:
        word = written(
            Heading(level=1, text=name, bookmark="h1"),
            prose(f"Chez {escape(name)}."),
            KpiCards((Card(label=name, value=name),)),
            demo.budget_table(),
        )
        assert word.texts().count(name) == 3  # heading, label, value
        assert f"Chez {name}." in word.texts()
        assert lint(word.package) == []

    def it_drops_what_xml_has_no_place_for(self, written) -> None:
        assert "ab" in written(Prose((Paragraph((Run("a\x0b\x00b"),)),))).texts()

    def it_turns_line_ends_of_a_cell_into_breaks(self, demo_word) -> None:
        assert demo_word.all("br")

    def it_writes_the_company_in_the_properties(self, demo_word) -> None:
        assert b"Dupont &amp; Fils &lt;Sports&gt;" in demo_word.parts["docProps/app.xml"]
        assert demo_word.document().core_properties.language == "fr-FR"


class DescribeSections:
    def it_turns_the_page_for_the_gantt_and_back(self, demo_word) -> None:
        sizes = [s.find(f"{{{W}}}pgSz").get(f"{{{W}}}orient", "portrait") for s in demo_word.all("sectPr")]
        assert sizes == ["portrait", "landscape", "portrait"]

    def it_gives_each_section_heads_and_feet_of_its_own(self, demo_word) -> None:
        for section in demo_word.document().sections:
            assert not section.header.is_linked_to_previous
            assert not section.footer.is_linked_to_previous

    def it_leaves_the_cover_without_head_or_foot(self, demo_word) -> None:
        first = demo_word.document().sections[0]
        assert first.different_first_page_header_footer
        assert first.first_page_footer.paragraphs[0].text == ""

    def it_numbers_pages_out_of_how_many(self, demo_word) -> None:
        foot = demo_word.document().sections[0].footer
        assert foot.paragraphs[0].text == "Confidentiel\tPage 1 sur 1"
        instructions = [i.text.strip() for i in foot.part.element.iter(f"{{{W}}}instrText")]
        assert instructions == ["PAGE", "NUMPAGES"]

    def it_speaks_english_in_an_english_plan(self, written) -> None:
        word = written(Heading(level=1, text="Budget", bookmark="budget"), demo.budget_table(), lang="en")
        assert "Source: Budget!A4:I20" in word.texts()
        assert b'w:val="en-GB"' in word.parts["word/styles.xml"]
        assert b"fr-FR" not in word.parts["word/styles.xml"]


class DescribePages:
    def it_opens_a_page_for_a_chapter_but_not_twice(self, written) -> None:
        word = written(
            Heading(level=1, text="A", bookmark="a"), PageBreak(), Heading(level=1, text="B", bookmark="b"), SectionBreak("landscape"),
            Heading(level=1, text="C", bookmark="c"), Heading(level=1, text="D", bookmark="d", new_page=False),
        )  # fmt: skip
        opens = [
            "".join(t.text for t in p.iter(f"{{{W}}}t"))
            for p in word.all("p")
            if p.find(f".//{{{W}}}pageBreakBefore") is not None
        ]
        assert opens == ["B"]  # A is on the first page, C opens a section

    def it_breaks_a_page_before_any_block(self, written) -> None:
        word = written(prose("avant"), PageBreak(), prose("après"))
        assert len(word.all("pageBreakBefore")) == 1


class DescribeDrafts:
    def it_lays_projet_across_every_head(self, written) -> None:
        word = written(prose("texte"), draft=True)
        heads = [data for name, data in word.parts.items() if name.startswith("word/header")]
        assert heads
        assert all(b'string="PROJET"' in head for head in heads)

    def but_not_on_a_clean_plan(self, demo_word) -> None:
        assert not any(b"PROJET" in data for name, data in demo_word.parts.items() if name.startswith("word/header"))


class DescribeMistakesOfASection:
    def it_refuses_a_bookmark_that_stands_twice(self, written) -> None:
        with pytest.raises(ValueError, match="used twice: 'a'"):
            written(Heading(level=1, text="A", bookmark="a"), Heading(level=2, text="B", bookmark="a"))

    def it_refuses_a_reference_to_nothing(self, written) -> None:
        with pytest.raises(ValueError, match="t_missing"):
            written(prose("voir [@t_missing]"))

    @pytest.mark.parametrize("name", ["", "1a", "é", "a b", "x" * 41])
    def it_refuses_what_is_no_bookmark(self, name, written) -> None:
        with pytest.raises(ValueError, match="not a bookmark"):
            written(Heading(level=1, text="A", bookmark=name))


class DescribeLists:
    def it_writes_bullets_in_the_list_style(self, written) -> None:
        assert written(bullets(["un", "deux"])).styled("ListBullet") == ["un", "deux"]

    def it_writes_runs_of_a_cell_with_their_look(self, written) -> None:
        table = demo.budget_table()
        cells = (Cell(runs=(Run("gras", bold=True),)), *table.rows[1].cells[1:])
        word = written(replace(table, rows=(Row(cells=cells),)))
        assert any(r.find(f"{{{W}}}rPr/{{{W}}}b") is not None for r in word.all("r") if "".join(r.itertext()) == "gras")
