"""Prose: what a template may print, how it prints it, what happens when it is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator import markup
from generator.figures import Figure
from generator.prose import Prose, TextError

NBSP = "\u00a0"


def texts(folder: Path, content: str, name: str = "essai") -> Prose:
    (folder / f"{name}.md.j2").write_text(content, encoding="utf-8")
    return Prose("fr", folder)


def said(prose: Prose, **context: object) -> str:
    return markup.paragraphs(prose.render("essai", context))[0].text


class DescribeWhatATemplatePrints:
    def it_prints_a_figure_with_its_cell(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "La CLV est de {{ clv | exact }}.")
        runs = markup.runs(prose.render("essai", {"clv": Figure(118.5, "EUR", "Clients!B8")}))
        assert [(run.text, run.source) for run in runs] == [("La CLV est de ", ""), (f"118,50{NBSP}€", "Clients!B8"), (".", "")]

    def it_refuses_a_number_without_a_cell(self, tmp_path: Path) -> None:
        with pytest.raises(TextError) as error:
            texts(tmp_path, "Il y en a {{ n }}.").render("essai", {"n": 12})
        assert f"«{NBSP}12{NBSP}» n'est ni un texte, ni une date, ni un chiffre avec sa cellule" in error.value.text.fr

    def it_rounds_amounts_to_the_thousand_and_keeps_prices(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "{{ big }} et {{ small }}")
        assert said(prose, big=Figure(2_431_499, "EUR", "A!A1"), small=Figure(35.264, "EUR", "A!A2")) == f"2{NBSP}431{NBSP}000{NBSP}€ et 35,26{NBSP}€"

    def it_agrees_nouns_with_their_number(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, '{{ n | count("action tient", "actions tiennent") }}')
        shown = [said(prose, n=Figure(n, "count", "A!A1")) for n in (0, 1, 2)]
        assert shown == [f"0{NBSP}action tient", f"1{NBSP}action tient", f"2{NBSP}actions tiennent"]

    def it_elides(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "{{ a | of }}, {{ b | of }}, {{ c | that }}")
        assert said(prose, a="O1", b="l'action A2", c="elle") == "d’O1, de l’action A2, qu’elle"

    def it_compares_rates_in_points(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "{{ gap | signed }}")
        assert said(prose, gap=Figure(-0.01, "points", "A!A1")) == f"−1{NBSP}point"

    def it_writes_dates_in_words(self, tmp_path: Path) -> None:
        assert said(texts(tmp_path, "avant le {{ day }}"), day=dt.date(2027, 5, 1)) == f"avant le 1er{NBSP}mai{NBSP}2027"

    def it_reads_a_person_s_words_as_words(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "Chez {{ name }}.")
        for name in ("R&D <test>", "5 * 3 * 2 [brut]", "Dupont & Filles 🎉", 'le "bon" prix', "**gras**"):
            assert said(prose, name=name) == f"Chez {name}."

    def it_sets_french_spaces_that_the_author_typed_as_plain(self, tmp_path: Path) -> None:
        assert said(texts(tmp_path, "Retard : 5 % « net » ; non !")) == f"Retard{NBSP}: 5{NBSP}% «{NBSP}net{NBSP}»{NBSP}; non{NBSP}!"


class DescribeAnOverride:
    def it_takes_a_person_s_template_instead_of_ours(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "Notre texte.", name="missing")
        assert prose.render("missing", {}) == "Notre texte."

    def it_looks_into_the_language_s_folder_first(self, tmp_path: Path) -> None:
        (tmp_path / "en").mkdir()
        (tmp_path / "en" / "missing.md.j2").write_text("Our text.", encoding="utf-8")
        (tmp_path / "missing.md.j2").write_text("Notre texte.", encoding="utf-8")
        assert Prose("en", tmp_path).render("missing", {}) == "Our text."
        assert Prose("fr", tmp_path).render("missing", {}) == "Notre texte."

    def it_keeps_ours_for_the_rest(self, tmp_path: Path) -> None:
        assert "à renseigner" in Prose("fr", tmp_path).render("missing", {"what": "SWOT", "sheet": "Situation", "table": "la SWOT"})

    def it_names_the_template_and_the_line_of_a_mistake(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "Bonjour.\n\n{{ inconnu }}\n")
        with pytest.raises(TextError) as error:
            prose.render("essai", {})
        assert error.value.where == "essai.md.j2:3"
        assert "'inconnu' is undefined" in error.value.text.fr

    def it_names_the_line_of_a_syntax_error(self, tmp_path: Path) -> None:
        with pytest.raises(TextError) as error:
            texts(tmp_path, "Un\n{% if x %}\n").render("essai", {})
        assert error.value.where.startswith("essai.md.j2:")

    def it_lets_no_template_reach_python(self, tmp_path: Path) -> None:
        with pytest.raises(TextError):
            texts(tmp_path, "{{ ''.__class__.__mro__ }}").render("essai", {})
