"""Companies' templates: their look is kept, what they lack is added."""

from __future__ import annotations

import subprocess

import pytest

from generator.blocks import Contents, Cover, Heading, SectionBreak, prose
from generator.docx import write
from generator.docx.company import TemplateError
from generator.docx.lint import lint
from generator.docx.tags import W
from tests.generator.docx import demo, templates
from tests.office import needs_poppler, needs_soffice, needs_validator, sdk_errors, soffice


@pytest.fixture(scope="module", params=templates.TEMPLATES)
def in_template(request):
    """The demo plan in each template."""
    template = templates.TEMPLATES[request.param]()
    return request.param, template, write(demo.document(), template=template)


class DescribeEveryTemplate:
    def it_gives_a_plan_the_linter_accepts(self, in_template) -> None:
        assert lint(in_template[2]) == []

    @pytest.mark.office
    @needs_validator
    def it_gives_a_plan_the_open_xml_sdk_accepts(self, in_template) -> None:
        assert sdk_errors(in_template[2], "docx") == []

    def it_gives_the_same_bytes_twice(self, in_template) -> None:
        assert write(demo.document(), template=in_template[1]) == in_template[2]

    def it_never_asks_to_update_fields(self, in_template) -> None:
        from generator.docx.package import unzipped

        assert b"updateFields" not in unzipped(in_template[2])["word/settings.xml"]


@pytest.fixture(scope="module")
def french(written):
    blocks = (
        *demo.every_block()[:3],
        Heading(level=1, text="Situation", bookmark="s"),
        Heading(level=2, text="Marché", bookmark="m"),
        demo.budget_table(),
    )
    return written(*blocks, template=templates.french_word())


class DescribeFrenchWord:
    def it_finds_styles_by_name_and_uses_their_ids(self, french) -> None:
        assert "Situation" in french.styled("Titre1")
        assert french.styled("Lgende") == ["Tableau\u00a01\u00a0– Budget et CPA par canal"]
        assert b'w:styleId="Heading1"' not in french.parts["word/styles.xml"]

    def it_keeps_head_and_foot(self, french) -> None:
        section = french.document().sections[-1]
        assert section.header.paragraphs[0].text.startswith("ACME")
        assert section.footer.paragraphs[0].text == "ACME SAS – 12 rue des Lilas"

    def it_leaves_the_numbers_of_titles_to_the_template(self, french) -> None:
        titles = {"".join(t.text for t in p.iter(f"{{{W}}}t")): p for p in french.all("p")}
        assert titles["Situation"].find(f".//{{{W}}}numPr") is None
        assert titles["Décisions demandées"].find(f".//{{{W}}}numId").get(f"{{{W}}}val") == "0"

    def it_keeps_the_cover_and_fills_its_fields(self, french) -> None:
        texts = french.texts()
        assert texts[:4] == ["ACME", "Plan marketing opérationnel", demo.COMPANY, "Diffusion restreinte"]
        assert "Texte d'exemple à effacer" not in texts

    def it_takes_the_theme_s_colours_made_readable(self, french) -> None:
        head = french.all("tbl")[-1].find(f".//{{{W}}}shd").get(f"{{{W}}}fill")
        assert head not in ("1F3A5F", "FFC000")

    def it_keeps_the_margins(self, french) -> None:
        grid = [int(c.get(f"{{{W}}}w")) for c in french.all("tbl")[-1].iter(f"{{{W}}}gridCol")]
        assert sum(grid) == pytest.approx(11906 - 2 * 1701, abs=4)


class DescribeLibreOffice:
    def it_keeps_the_styles_it_has_and_adds_the_rest(self, written) -> None:
        word = written(Heading(level=1, text="A", bookmark="a"), prose("**Accroche.**"), template=templates.libreoffice())
        assert word.styled("Heading1") == ["A"]
        assert word.styled("PlanLead2") == ["Accroche."]  # the id PlanLead is taken by another style


@pytest.fixture(scope="module")
def agency(written):
    return written(*demo.every_block(), template=templates.agency())


class DescribeALetterhead:
    def its_own_words_are_followed_by_the_title_and_facts_of_the_plan(self, written) -> None:
        word = written(*demo.every_block(), template=templates.letterhead())
        cover = next(block for block in demo.every_block() if isinstance(block, Cover))
        said = ["ACME – document interne, modèle 2026", cover.company, cover.title, cover.period]
        assert word.texts()[: len(said)] == said
        for name, value in cover.facts:
            assert f"{name}\u00a0: {value}" in word.texts()[: len(said) + len(cover.facts)]
        assert word.styled("Title") == [cover.title]

    def it_says_the_title_once_where_a_field_says_it(self, written) -> None:
        word = written(*demo.every_block(), template=templates.letterhead("Titre"))
        cover = next(block for block in demo.every_block() if isinstance(block, Cover))
        assert word.texts()[:2] == ["ACME – document interne, modèle 2026", cover.title]
        assert cover.period not in word.texts()

    def its_field_may_be_named_after_a_fact_of_the_cover(self, written) -> None:
        cover = next(block for block in demo.every_block() if isinstance(block, Cover))
        name, value = cover.facts[0]
        word = written(*demo.every_block(), template=templates.letterhead("Titre", name))
        assert word.texts()[2] == value

    def it_adds_nothing_where_the_plan_has_no_cover(self, written) -> None:
        word = written(prose("seul"), template=templates.letterhead())
        assert [text for text in word.texts() if text] == ["ACME – document interne, modèle 2026", "seul"]


class DescribeTheFactsOfTheCover:
    @pytest.mark.parametrize("name", templates.TEMPLATES)
    def they_are_all_said_whatever_the_template(self, written, name) -> None:
        word = written(*demo.every_block(), template=templates.TEMPLATES[name]())
        cover = next(block for block in demo.every_block() if isinstance(block, Cover))
        said = word.text
        assert all(value in said for value in (cover.title, cover.period, *(value for _, value in cover.facts)))
        assert sum("Budget revu, étude de prix ajoutée" in text for text in word.texts()) == 1

    def they_follow_the_cover_s_text_on_its_page(self, french_cover) -> None:
        texts = french_cover.texts()
        assert texts[3] == "Diffusion restreinte"
        assert texts[4].startswith("Période\u00a0: ")
        breaks = [i for i, p in enumerate(french_cover.all("p")) if p.find(f".//{{{W}}}br[@{{{W}}}type='page']") is not None]
        assert len(breaks) == 1
        assert breaks[0] > next(i for i, text in enumerate(texts) if "Budget revu" in text)

    def they_are_not_written_again_by_a_plan_in_the_look_of_another(self, written, french_cover) -> None:
        again = written(*demo.every_block(), template=french_cover.package)
        assert again.texts()[:12] == french_cover.texts()[:12]
        assert sum(text.startswith("Période") for text in again.texts()) == 1

    def they_open_the_next_page_where_the_cover_is_a_section(self, written) -> None:
        word = written(*demo.every_block(), template=templates.linked())
        after = word.texts()[word.texts().index("ACME") + 1 :]
        assert demo.COMPANY in after[:3]


@pytest.fixture(scope="module")
def french_cover(written):
    return written(*demo.every_block(), template=templates.french_word())


def fields(part) -> str:
    return "".join(text.text or "" for text in part.iter(f"{{{W}}}instrText"))


class DescribePageNumbers:
    @pytest.mark.parametrize("name", templates.TEMPLATES)
    def they_stand_at_the_foot_of_every_template(self, written, name) -> None:
        foot = written(*demo.every_block(), template=templates.TEMPLATES[name]()).document().sections[-1].footer
        assert fields(foot._element).split() == ["PAGE", "NUMPAGES"]

    def they_are_added_in_the_foot_s_own_style_to_the_right(self, french_cover) -> None:
        own, added = french_cover.document().sections[-1].footer.paragraphs
        assert (own.text, added.text) == ("ACME SAS – 12 rue des Lilas", "Page 1 sur 1")
        assert (added.style.name, added.alignment) == (own.style.name, 2)

    def they_are_left_to_a_foot_that_has_them(self, written) -> None:
        foot = written(prose("seul"), template=templates.numbered_foot()).document().sections[-1].footer
        assert fields(foot._element).split() == ["PAGE"]

    def they_come_in_the_document_s_language(self, written) -> None:
        foot = written(prose("alone"), template=templates.letterhead(), lang="en").document().sections[-1].footer
        assert foot.paragraphs[-1].text.split("\t")[-1] == "Page 1 of 1"

    def they_are_given_a_foot_under_a_head_alone(self, written) -> None:
        foot = written(prose("seul"), template=templates.margins(top=3, head="ACME")).document().sections[-1].footer
        assert fields(foot._element).split() == ["PAGE", "NUMPAGES"]


class DescribeAnAgency:
    def its_cover_keeps_a_section_of_its_own(self, agency) -> None:
        first, second = agency.document().sections[:2]
        assert first.left_margin == 0
        assert second.header.paragraphs[0].text == "Agence"

    def its_cover_is_followed_by_the_title_of_the_plan_which_it_does_not_say(self, agency) -> None:
        assert [text for text in agency.texts() if text][:3] == [
            "Une agence de design",
            demo.COMPANY,
            "Plan marketing opérationnel",
        ]

    def its_first_page_stays_different_once(self, agency) -> None:
        assert [s.different_first_page_header_footer for s in agency.document().sections][1:] == [True, False, False]

    def its_own_table_style_is_used(self, agency) -> None:
        assert agency.parts["word/styles.xml"].count(b'w:val="Plan Table"') == 1


NUMBERED = (
    Contents(depth=2, figures=False, tables=False),
    Heading(level=1, text="Situation", bookmark="s"),
    Heading(level=2, text="Marché", bookmark="m"),
    Heading(level=2, text="Clients", bookmark="c"),
    prose("Voir [@c]."),
    Heading(level=1, text="Objectifs", bookmark="o"),
    Heading(level=2, text="Cibles", bookmark="t"),
)
_LISTS = {
    "its own": (templates.titles_in(), ["1", "1.1", "1.2", "2", "2.1"]),
    "its own, with full stops": (templates.titles_in("%1.", "%1.%2.", "%1.%2.%3."), ["1.", "1.1.", "1.2.", "2.", "2.1."]),
    "one made for something else": (templates.titles_in(own_list=False), ["1", "1.1", "1.2", "2", "2.1"]),
    "one that counts otherwise": (templates.titles_in("Partie %1", "%2", "%2.%3"), ["1", "1.1", "1.2", "2", "2.1"]),
    "none": (templates.bare(), ["1", "1.1", "1.2", "2", "2.1"]),
    "french": (templates.french_word(), ["1", "1.1", "1.2", "2", "2.1"]),
}


class DescribeTheNumbersOfTitles:
    @pytest.mark.slow
    @pytest.mark.office
    @needs_soffice
    @needs_poppler
    @pytest.mark.parametrize("name", _LISTS)
    def they_are_those_of_the_contents_whatever_list_a_template_has(self, written, tmp_path, name) -> None:
        template, numbers = _LISTS[name]
        source = tmp_path / "plan.docx"
        source.write_bytes(written(*NUMBERED, template=template).package)
        pdf = soffice(source, "pdf", tmp_path)
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        said = [" ".join(line.split()) for line in text.splitlines()]
        for number, title in zip(numbers, ("Situation", "Marché", "Clients", "Objectifs", "Cibles"), strict=True):
            assert [line for line in said if title in line] == [f"{number} {title}"] * 2  # in the contents, over the text
        assert "Voir 1.2." in said

    def they_are_the_template_s_own_where_it_counts_alike(self, written) -> None:
        for template, own in ((templates.titles_in(), True), (templates.titles_in(own_list=False), False)):
            titles = [p for p in written(*NUMBERED, template=template).all("p") if "".join(p.itertext()).strip() == "Situation"]
            assert [title.find(f".//{{{W}}}numPr") is None for title in titles] == [own]


class DescribePagesLinkedToThoseBefore:
    def they_keep_the_heads_and_feet_of_the_cover(self, written) -> None:
        section = written(*demo.every_block(), template=templates.linked()).document().sections[-1]
        assert section.header.paragraphs[0].text == "ACME, à tous"
        assert section.footer.paragraphs[0].text == "ACME SAS"

    def they_keep_their_own_margins(self, written) -> None:
        section = written(prose("seul"), template=templates.linked()).document().sections[-1]
        assert [round(side.cm, 1) for side in (section.left_margin, section.right_margin, section.top_margin)] == [3.0, 2.0, 3.5]


class DescribeMargins:
    def they_are_kept_where_the_template_has_neither_head_nor_foot(self, written) -> None:
        word = written(demo.budget_table(), template=templates.margins(top=4))
        section = word.document().sections[-1]
        assert [round(side.cm, 1) for side in (section.left_margin, section.right_margin, section.top_margin)] == [3.0, 2.0, 4.0]
        assert sum(int(c.get(f"{{{W}}}w")) for c in word.all("gridCol")) == pytest.approx(11906 - 1701 - 1134, abs=4)

    @pytest.mark.parametrize("side", ["top", "bottom"])
    def they_are_ours_where_the_template_s_leave_no_room(self, written, side) -> None:
        template = templates.margins(**{"top": 2, "bottom": 2} | {side: 15}, head="ACME")
        section = written(prose("seul"), template=template).document().sections[-1]
        assert section.top_margin.cm + section.bottom_margin.cm < 5

    def they_leave_room_on_pages_that_lie(self, written) -> None:
        word = written(SectionBreak("landscape"), prose("seul"), template=templates.margins(top=9, bottom=1.5, head="ACME"))
        section = word.document().sections[-1]
        assert section.page_height.cm - section.top_margin.cm - section.bottom_margin.cm > 11
        assert min(section.top_margin.cm, section.bottom_margin.cm) > 0.99


class DescribeWhatIsNoTemplate:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"pas un zip",
            templates.zipped({"a": b"b"}),
            templates.zipped({"[Content_Types].xml": b"<", "word/document.xml": b""}),
        ],
    )
    def it_says_so(self, data) -> None:
        with pytest.raises(TemplateError) as error:
            write(demo.document(), template=data)
        assert error.value.code == "template.unreadable"
        assert "docx" in error.value.text.fr

    def it_refuses_macros(self) -> None:
        with pytest.raises(TemplateError) as error:
            write(demo.document(), template=templates.with_macros())
        assert error.value.code == "template.macros"

    def it_takes_an_old_plan_for_its_look_alone(self, written, demo_word) -> None:
        word = written(prose("seul"), template=demo_word.package)
        assert word.texts() == ["seul"]
        assert lint(word.package) == []
