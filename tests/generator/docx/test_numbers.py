"""What is numbered in a plan."""

from __future__ import annotations

import pytest

from generator.blocks import Contents, FigureIndex, Heading, KpiCards, PageBreak, prose
from generator.docx.numbers import count
from generator.ranges import merged
from tests.generator.docx import demo


def titles(*headings):
    return [(t.number, t.text) for t in count(demo.document(blocks=headings)).titles]


class DescribeChapters:
    def it_numbers_them_and_their_sections(self) -> None:
        assert titles(
            Heading(level=1, text="Synthèse", bookmark="s", numbering="none"),
            Heading(level=1, text="Situation", bookmark="a"),
            Heading(level=2, text="Marché", bookmark="b"),
            Heading(level=3, text="Parts", bookmark="c"),
            Heading(level=1, text="Objectifs", bookmark="d"),
            Heading(level=2, text="SMART", bookmark="e"),
        ) == [("", "Synthèse"), ("1", "Situation"), ("1.1", "Marché"), ("1.1.1", "Parts"), ("2", "Objectifs"), ("2.1", "SMART")]

    def it_gives_no_number_under_a_chapter_without_one(self) -> None:
        assert titles(Heading(level=1, text="Synthèse", bookmark="s", numbering="none"), Heading(level=2, text="Cartes", bookmark="c")) == [
            ("", "Synthèse"), ("", "Cartes"),
        ]  # fmt: skip

    def it_letters_appendices_at_whatever_level_they_start(self) -> None:
        under = (
            Heading(level=1, text="Annexes", bookmark="x", numbering="none"),
            Heading(level=2, text="Méthodes", bookmark="m", numbering="appendix"),
            Heading(level=2, text="Glossaire", bookmark="g", numbering="appendix"),
        )
        assert titles(*under) == [("", "Annexes"), ("A", "Méthodes"), ("B", "Glossaire")]
        alone = (
            Heading(level=1, text="Méthodes", bookmark="m", numbering="appendix"),
            Heading(level=2, text="CLV", bookmark="c", numbering="appendix"),
        )
        assert titles(*alone) == [("A", "Méthodes"), ("A.1", "CLV")]


class DescribeCaptions:
    def it_counts_figures_and_tables_apart(self, demo_word) -> None:
        captions = demo_word.styled("Caption")
        assert captions[0] == "Figure\u00a01\u00a0– Forces, faiblesses, opportunités, menaces"
        assert "Tableau\u00a01\u00a0– Objectifs SMART" in captions
        assert "SEQ Tableau \\* ARABIC" in demo_word.instructions()

    def it_prints_the_number_of_what_is_referred_to(self, demo_word) -> None:
        assert any("le détail est au Tableau\u00a02 et à la Figure\u00a06." in text for text in demo_word.texts())
        assert "REF t_budget \\h" in demo_word.instructions()


class DescribeContents:
    def it_is_filled_in_with_cached_entries(self, demo_word) -> None:
        assert "1Situation\u00a0" in demo_word.styled("TOC1")
        assert 'TOC \\o "1-2" \\h \\z \\u' in demo_word.instructions()
        assert 'TOC \\h \\z \\c "Tableau"' in demo_word.instructions()

    def it_says_so_when_pages_are_unknown(self, demo_word, written) -> None:
        assert any(text.startswith("Numéros de page\u00a0: ") for text in demo_word.texts())
        assert "PAGEREF situation \\h" in demo_word.instructions()
        heading = Heading(level=1, text="Un", bookmark="un")
        known = written(heading, Contents(), pages={"un": 7})
        assert "1Un7" in known.texts()
        assert "PAGEREF un \\h" in known.instructions()
        assert not any("F9" in text for text in known.texts())

    def it_leaves_out_lists_without_entries(self, written) -> None:
        word = written(Heading(level=1, text="Un", bookmark="un"), Contents())
        assert word.styled("TOCHeading") == ["Sommaire"]


class DescribeTheIndexOfFigures:
    def it_lists_each_printed_figure_once_with_its_cell(self, written) -> None:
        word = written(
            Heading(level=1, text="Synthèse", bookmark="s"),
            prose("De [12\u00a0%](ROMI!B2) à [13\u00a0%](ROMI!B3), soit [12\u00a0%](ROMI!B2) encore."),
            FigureIndex("Index", "t_index"),
        )
        index = [text for text in word.styled("PlanGantt") if text]
        assert index[2:] == ["1 Synthèse", "12\u00a0%\u00a0[ROMI!B2]  ·  13\u00a0%\u00a0[ROMI!B3]"]
        tips = [link.get(f"{{{link.nsmap['w']}}}tooltip") for link in word.all("hyperlink")]
        assert tips == ["ROMI!B2", "ROMI!B3", "ROMI!B2"]

    def it_gathers_a_table_s_cells_into_one_range(self, written) -> None:
        from dataclasses import replace

        word = written(replace(demo.budget_table(rows=3), source=""), FigureIndex("Index", "t_index"))
        assert "Tableau\u00a01\u00a0[Budget!C4:C6]" in word.texts()

    def it_links_nothing_where_there_is_no_index(self, written) -> None:
        assert written(prose("[12\u00a0%](ROMI!B2)")).all("hyperlink") == []

    def it_speaks_of_a_card_by_its_label(self, demo_word) -> None:
        assert "CLV à 36 mois\u00a0: 118\u00a0€\u00a0[Clients!B8]" in demo_word.text

    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            (["A!B2"], "A!B2"),
            (["A!C9", "A!$B$2"], "A!B2:C9"),
            (["A!AA1:AB2", "A!Z3"], "A!Z1:AB3"),
            (["Tableau de bord!B2", "A!A1"], "Tableau de bord!B2; A!A1"),
            (["étude Nielsen", "étude Nielsen"], "étude Nielsen"),
        ],
    )
    def it_names_the_smallest_range_that_holds_them(self, cells, expected) -> None:
        assert merged(cells) == expected


class DescribeTags:
    def they_stay_the_same_when_a_block_is_added_elsewhere(self, written) -> None:
        def tags(*blocks):
            return [t.get(f"{{{t.nsmap['w']}}}val") for t in written(*blocks).all("tag")]

        one, two = Heading(level=1, text="Un", bookmark="un"), Heading(level=1, text="Deux", bookmark="deux")
        before = tags(one, prose("a"), two, prose("b"))
        after = tags(one, prose("a"), KpiCards(()), prose("nouveau"), PageBreak(), two, prose("b"))
        assert before == ["planmo:un.title", "planmo:un.text1", "planmo:deux.title", "planmo:deux.text1"]
        assert set(before) <= set(after)
