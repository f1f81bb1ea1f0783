"""Values by key into cells."""

from __future__ import annotations

import datetime as dt

import pytest

from workbook_templates import words
from workbook_templates.building.values import cell_of
from workbook_templates.schema import Column, Kind
from workbook_templates.text import Text


class DescribeCellOf:
    def it_says_a_choice_in_the_language(self) -> None:
        column = Column("type", "Type", "Type", Kind.CHOICE, choices=words.SWOT)
        assert (cell_of("threat", column, "fr"), cell_of("threat", column, "en")) == ("Menace", "Threat")

    def it_says_yes_and_no(self) -> None:
        column = Column("firm", "Ferme", "Firm", Kind.YES)
        assert (cell_of(True, column, "fr"), cell_of(False, column, "en")) == ("Oui", "No")

    def it_parts_several_values_by_semicolons(self) -> None:
        assert cell_of(("A1", "A2"), Column("actions", "Actions", "Actions", Kind.REFS, ref="Actions"), "fr") == "A1; A2"
        checkpoints = Column("checkpoints", "Points d’étape", "Checkpoints", Kind.DATES)
        assert cell_of((dt.date(2027, 3, 31), dt.date(2027, 6, 30)), checkpoints, "fr") == "31/03/2027; 30/06/2027"

    def it_keeps_a_date_a_date(self) -> None:
        assert cell_of(dt.date(2027, 3, 31), Column("date", "Date", "Date", Kind.DATE), "fr") == dt.date(2027, 3, 31)

    def it_sets_french_spaces_in_texts(self) -> None:
        assert cell_of("Retard : 5 %", Column("note", "Note", "Note"), "fr") == "Retard\u00a0: 5\u00a0%"

    def it_takes_a_text_of_two_languages(self) -> None:
        assert cell_of(Text("oui", "yes"), Column("note", "Note", "Note"), "en") == "yes"

    @pytest.mark.parametrize("blank", [None, ""])
    def it_leaves_a_blank_blank(self, blank: object) -> None:
        assert cell_of(blank, Column("note", "Note", "Note"), "fr") is None

    def it_refuses_a_word_outside_the_list(self) -> None:
        with pytest.raises(KeyError):
            cell_of("Menace", Column("type", "Type", "Type", Kind.CHOICE, choices=words.SWOT), "fr")
