"""Prose: what a template may print, how it prints it, what happens when it is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator import markup
from generator.figures import Figure
from generator.prose import Prose, TextError

NBSP = "\u00a0"


def texts(folder: Path, content: str, name: str = "missing") -> Prose:
    (folder / f"{name}.md.j2").write_text(content, encoding="utf-8")
    return Prose("fr", folder)


def said(prose: Prose, **context: object) -> str:
    return markup.paragraphs(prose.render("missing", context))[0].text


class DescribeWhatATemplatePrints:
    def it_prints_a_figure_with_its_cell(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "La CLV est de {{ clv | exact }}.")
        runs = markup.runs(prose.render("missing", {"clv": Figure(118.5, "EUR", "Clients!B8")}))
        assert [(run.text, run.source) for run in runs] == [("La CLV est de ", ""), (f"118,50{NBSP}€", "Clients!B8"), (".", "")]

    @pytest.mark.parametrize(
        ("cells", "source"), [("A!A1; A!B1", "d’après A!A1"), ("A!A1:A4", "d’après A!A1:A4"), ("A!A1", "A!A1")]
    )
    def it_says_when_a_figure_is_drawn_from_several_cells(self, tmp_path: Path, cells: str, source: str) -> None:
        prose = texts(tmp_path, "{{ gap }}")
        assert markup.runs(prose.render("missing", {"gap": Figure(12, "EUR", cells)}))[0].source == source

    def it_refuses_a_number_without_a_cell(self, tmp_path: Path) -> None:
        with pytest.raises(TextError) as error:
            texts(tmp_path, "Il y en a {{ n }}.").render("missing", {"n": 12})
        assert f"«{NBSP}12{NBSP}» n'est ni un texte, ni une date, ni un chiffre avec sa cellule" in error.value.text.fr

    def it_rounds_amounts_to_the_thousand_and_keeps_prices(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "{{ big }} et {{ small }}")
        assert (
            said(prose, big=Figure(2_431_499, "EUR", "A!A1"), small=Figure(35.264, "EUR", "A!A2"))
            == f"2{NBSP}431{NBSP}000{NBSP}€ et 35,26{NBSP}€"
        )

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
        assert (
            said(texts(tmp_path, "Retard : 5 % « net » ; non !")) == f"Retard{NBSP}: 5{NBSP}% «{NBSP}net{NBSP}»{NBSP}; non{NBSP}!"
        )


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
        assert "à renseigner" in Prose("fr", tmp_path).render(
            "missing", {"what": "SWOT", "sheet": "Situation", "table": "la SWOT"}
        )

    def it_names_the_template_and_the_line_of_a_mistake(self, tmp_path: Path) -> None:
        prose = texts(tmp_path, "Bonjour.\n\n{{ inconnu }}\n")
        with pytest.raises(TextError) as error:
            prose.render("missing", {})
        assert error.value.where == "missing.md.j2:3"
        assert f"le nom «{NBSP}inconnu{NBSP}» n'existe pas dans ce texte" in error.value.text.fr

    def it_names_the_line_of_a_syntax_error(self, tmp_path: Path) -> None:
        with pytest.raises(TextError) as error:
            texts(tmp_path, "Un\n{% if x %}\n").render("missing", {})
        assert error.value.where.startswith("missing.md.j2:")

    @pytest.mark.parametrize(
        ("content", "line", "fr", "en"),
        [
            ("Un\n{{ what | zorglub }}", 2, "le filtre « zorglub » n'existe pas", "there is no filter “zorglub”"),
            ("Un\n{{ what is zorglub }}", 2, "le test « zorglub » n'existe pas", "there is no test “zorglub”"),
            ("Un\n{{ what }", 2, "« } » n'a pas sa place ici", "“}” is out of place here"),
            ("{{ what", 1, "n'est pas fermé", "is not closed"),
            ("{% if what %}", 1, "le bloc « if » n'est pas fermé", "the block “if” is not closed"),
            ("\n{# oubli", 2, "n'est pas fermé", "is not closed"),
            ("\n\n{% zorglub %}", 3, "la balise « zorglub » n'existe pas", "the tag “zorglub” does not exist"),
            ("{{ what.prix }}", 1, "ce qui précède « prix » n'a rien de ce nom", "“prix” has nothing of that name"),
            ("{{ what what }}", 1, "« what » n'a pas sa place ici", "“what” is out of place here"),
            ("\n{% include 'rien.md.j2' %}", 2, "le texte « rien.md.j2 » n'existe pas", "there is no text “rien.md.j2”"),
            ("{{ ''.__class__ }}", 1, "« __class__ » est interdit dans un texte", "“__class__” is forbidden in a text"),
            ("\n{{ 1 / 0 }}", 2, "cette ligne ne peut pas être comprise", "this line cannot be understood"),
            ("{{ what | count }}", 1, "cette ligne ne peut pas être comprise", "this line cannot be understood"),
            ("{% include 'missing.md.j2' %}", 1, "il s'inclut lui-même", "it includes itself"),
        ],
    )
    def it_words_each_mistake_in_both_languages(self, tmp_path: Path, content: str, line: int, fr: str, en: str) -> None:
        with pytest.raises(TextError) as error:
            texts(tmp_path, content).render("missing", {"what": "SWOT"})
        assert (error.value.code, error.value.where) == ("text.template", f"missing.md.j2:{line}")
        assert fr in error.value.text.fr.replace(NBSP, " ")
        assert en in error.value.text.en

    def it_names_the_line_that_is_not_utf_8(self, tmp_path: Path) -> None:
        (tmp_path / "missing.md.j2").write_bytes("Un\nDeux\nété".encode("cp1252"))
        with pytest.raises(TextError) as error:
            Prose("fr", tmp_path).render("missing", {})
        assert error.value.where == "missing.md.j2:3"
        assert "UTF-8" in error.value.text.fr

    def it_lets_no_template_reach_python(self, tmp_path: Path) -> None:
        with pytest.raises(TextError):
            texts(tmp_path, "{{ ''.__class__.__mro__ }}").render("missing", {})


class DescribeTheFolder:
    def it_must_exist(self, tmp_path: Path) -> None:
        with pytest.raises(TextError) as error:
            Prose("fr", tmp_path / "nodir")
        assert error.value.code == "text.no_folder"
        assert "nodir" in error.value.say("fr")

    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("riks.md.j2", "risks.md.j2"),
            ("romi.j2", "romi.md.j2"),
            ("romi.md", "romi.md.j2"),
            ("Budget.md.j2.txt", "budget.md.j2"),
            ("en/sumary.md.j2", "summary.md.j2"),
        ],
    )
    def it_holds_no_template_that_would_never_be_used(self, tmp_path: Path, name: str, near: str) -> None:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Notre texte.", encoding="utf-8")
        with pytest.raises(TextError) as error:
            Prose("fr", tmp_path)
        assert error.value.code == "text.unknown"
        assert f"« {Path(name).name} »" in error.value.text.fr.replace(NBSP, " ")
        assert f"“{near}”" in error.value.text.en

    def it_may_hold_other_files_and_parts_to_include(self, tmp_path: Path) -> None:
        for name in ("README.md", "notes.txt", ".DS_Store", "risks.md.j2~", "_adresse.md.j2"):
            (tmp_path / name).write_text("12 rue des Lilas", encoding="utf-8")
        prose = texts(tmp_path, "Au {% include '_adresse.md.j2' %}.")
        assert said(prose) == "Au 12 rue des Lilas."
