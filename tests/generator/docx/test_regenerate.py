"""A plan written again over one a person worked on."""

from __future__ import annotations

import copy
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from generator.blocks import Heading, Series, bullets
from generator.docx import write
from generator.docx.edits import EditsError
from generator.docx.lint import lint
from generator.docx.package import unzipped, zipped
from generator.docx.regenerate import regenerate
from tests.generator.docx import demo, templates
from tests.generator.docx.person import CHART, Person, blocks, plan, words
from tests.office import needs_validator, sdk_errors


class DescribeAnUntouchedPlan:
    def it_becomes_the_new_plan(self) -> None:
        done = regenerate(plan(summary="Le budget est de 425 k€."), Person(write(plan())).saves())
        assert "425 k€" in words(done.data)
        assert (done.kept, done.added, done.removed, done.orphaned) == ((), (), (), ())
        assert lint(done.data) == []

    def it_says_the_same_words_as_a_fresh_one(self) -> None:
        fresh = write(plan())
        assert words(regenerate(plan(), fresh).data) == words(fresh)

    def it_gives_the_same_bytes_twice(self) -> None:
        saved = Person(write(plan())).retypes("summary.text1", "410", "415").adds_after("risks.text1", "Note").saves()
        assert regenerate(plan(), saved).data == regenerate(plan(), saved).data


class DescribeARetouchedBlock:
    @pytest.fixture
    def saved(self) -> bytes:
        return Person(write(plan())).retypes("summary.text1", "410 k€.", "410 k€, validé par le comité.").saves()

    def it_stays_and_is_listed(self, saved) -> None:
        done = regenerate(plan(risks="Le CPC baisse."), saved)
        assert "410 k€, validé par le comité." in words(done.data)
        assert "Le CPC baisse." in words(done.data)
        assert [(k.place, k.outdated) for k in done.kept] == [("1 Synthèse", False)]
        assert done.kept[0].words == "Le budget est de 410 k€, validé par le comité."

    def it_is_noted_when_its_data_changed_meanwhile(self, saved) -> None:
        done = regenerate(plan(summary="Le budget est de 425 k€."), saved)
        assert done.kept[0].outdated
        assert "410 k€, validé par le comité.\nTexte retouché à la main" in words(done.data)

    def it_stays_noted_until_someone_reads_it_again(self, saved) -> None:
        new = plan(summary="Le budget est de 425 k€.")
        second = regenerate(new, saved).data
        third = regenerate(new, Person(second).saves())
        assert third.kept[0].outdated
        assert words(third.data).count("retouché à la main") == 1
        read_again = Person(second).retypes("summary.text1", "410", "425").saves()
        fourth = regenerate(new, read_again)
        assert not fourth.kept[0].outdated
        assert "425 k€, validé par le comité." in words(fourth.data)
        assert "retouché à la main" not in words(fourth.data)

    def it_is_ours_again_when_the_person_comes_to_the_same_words(self, saved) -> None:
        back = Person(saved)
        back.content("summary.text1").getparent().replace(
            back.content("summary.text1"), copy.deepcopy(Person(write(plan())).content("summary.text1"))
        )
        assert regenerate(plan(), back.saves()).kept == ()

    def it_stays_from_version_to_version(self, saved) -> None:
        package = saved
        for _ in range(3):
            package = Person(regenerate(plan(), package).data).saves()
        assert words(package).count("validé par le comité") == 1
        assert lint(package) == []


class DescribeARewordedTitle:
    def it_is_reworded_in_the_contents_too(self) -> None:
        saved = Person(write(plan())).retypes("risks.title", "Risques", "Risques & parades").saves()
        done = regenerate(plan(), saved)
        assert words(done.data).count("Risques & parades") == 2
        assert words(regenerate(plan(), Person(done.data).saves()).data).count("Risques & parades") == 2


class DescribeARemovedBlock:
    def it_stays_out_and_so_do_references_to_it(self) -> None:
        saved = Person(write(plan())).deletes("t_budget.table").saves()
        done = regenerate(plan(), saved)
        assert done.removed == ("Tableau\u00a01, Budget et CPA par canal",)
        assert "Canal n° 1" not in words(done.data)
        assert "Voir le Budget et CPA par canal." in words(done.data)
        assert lint(done.data) == []
        again = regenerate(plan(), Person(done.data).saves())
        assert again.removed == done.removed

    def it_leaves_the_names_of_its_neighbours(self) -> None:
        saved = Person(write(plan())).deletes("risks.title").retypes("risks.text1", "monte", "grimpe").saves()
        done = regenerate(plan(), saved)
        assert "grimpe" in words(done.data)
        assert done.removed == ("2 Risques",)


class DescribeTextAddedBetween:
    def it_stays_where_it_was(self) -> None:
        saved = Person(write(plan())).adds_after("summary.text1", "Mot du directeur.").saves()
        done = regenerate(plan(summary="Le budget est de 425 k€."), saved)
        lines = words(done.data).splitlines()
        assert lines.index("Mot du directeur.") == lines.index("Le budget est de 425 k€.") + 1
        assert [(k.place, k.words) for k in done.added] == [("1 Synthèse", "Mot du directeur.")]

    def it_brings_its_pictures_along(self) -> None:
        saved = Person(write(plan())).adds_after("risks.text1", "Une photo", picture=True).saves()
        done = regenerate(plan(), saved)
        assert any(name.startswith("word/media/") for name in unzipped(done.data))
        assert lint(done.data) == []

    def it_follows_the_chapter_before_when_its_own_is_gone(self) -> None:
        saved = Person(write(plan())).adds_after("risks.text1", "Ajout.").retypes("risks.text1", "monte", "grimpe").saves()
        shorter = demo.document(blocks=tuple(b for b in blocks()[:5]))
        done = regenerate(shorter, saved)
        assert "grimpe" in words(done.data)
        assert "Ajout." in words(done.data)
        assert [k.words for k in done.orphaned] == ["Le CPC grimpe. Voir le Tableau\u00a01."]
        assert lint(done.data) == []


class DescribeAnEditedChart:
    def it_keeps_its_data_and_workbook(self) -> None:
        person = Person(write(plan()))
        chart = next(r.target_part for r in person.word.part.rels.values() if r.reltype.endswith("/chart"))
        chart._blob = chart.blob.replace(b"<v>2</v>", b"<v>7</v>")
        done = regenerate(plan(), person.saves())
        assert [k.place for k in done.kept] == ["Figure\u00a01, Ventes"]
        parts = unzipped(done.data)
        assert any(b"<v>7</v>" in data for name, data in parts.items() if name.startswith("word/charts/chart"))
        assert lint(done.data) == []

    def it_is_redrawn_where_nobody_touched_it(self) -> None:
        changed = replace(CHART, series=(Series(name="s", y=(1, 9)),))
        new = demo.document(blocks=tuple(changed if b is CHART else b for b in blocks()))
        done = regenerate(new, Person(write(plan())).saves())
        charts = [data for name, data in unzipped(done.data).items() if name.startswith("word/charts/chart")]
        assert len(charts) == 1
        assert b"<v>9</v>" in charts[0]


class DescribeComments:
    def it_keeps_them_while_the_data_stand(self) -> None:
        person = Person(write(plan()))
        paragraph = next(p for p in person.word.element.body.iter(qn("w:p")) if "410" in "".join(p.itertext()))
        runs = [docx.text.run.Run(r, person.word) for r in paragraph.iter(qn("w:r"))]
        person.word.add_comment(runs, text="À vérifier", author="A. D.", initials="AD")
        saved = person.saves()
        kept = regenerate(plan(), saved)
        assert "word/comments.xml" in unzipped(kept.data)
        assert lint(kept.data) == []
        assert regenerate(plan(summary="Autre."), saved).unmarked == ("1 Synthèse",)


class DescribeATemplateChange:
    def it_keeps_edits_in_the_new_look(self) -> None:
        saved = (
            Person(write(plan())).retypes("summary.text1", "410", "411").adds_after("risks.text1", "Ajout", picture=True).saves()
        )
        done = regenerate(plan(), saved, template=templates.french_word())
        assert "411" in words(done.data)
        assert lint(done.data) == []

    def it_keeps_a_retouched_cover_of_the_company(self) -> None:
        first = write(plan(), template=templates.french_word())
        person = Person(first)
        text = next(t for t in person.word.element.body.iter(qn("w:t")) if t.text == "Diffusion restreinte")
        text.text = "Diffusion : comité"
        done = regenerate(plan(), person.saves(), template=templates.french_word())
        assert "Diffusion : comité" in words(done.data)
        assert "Diffusion restreinte" not in words(done.data)


class DescribeEveryEditAtOnce:
    @pytest.mark.office
    @needs_validator
    @pytest.mark.parametrize("template", [None, *templates.TEMPLATES.values()])
    def it_passes_the_open_xml_sdk(self, template) -> None:
        look = template() if template else None
        document = demo.document()
        saved = (
            Person(write(document, template=look))
            .retypes("summary.text1", "progresse", "tient")
            .retypes("t_budget.table", "Au-dessus", "Vu")
            .retypes("q_swot.quadrant", "Réseau", "Maillage")
            .deletes("g_life.chart")
            .deletes("g_vw.chart")
            .adds_after("rfm.text1", "Une photo", picture=True)
            .saves()
        )
        done = regenerate(document, saved, template=look)
        assert lint(done.data) == []
        assert sdk_errors(done.data, "docx") == []


class DescribeWhatCannotBeReadAgain:
    def it_says_when_the_document_is_not_ours(self) -> None:
        for data in (templates.bare(), b"", zipped({"a": b""})):
            with pytest.raises(EditsError) as error:
                regenerate(plan(), data)
            assert error.value.code == "plan.not_ours"

    def it_says_when_the_marks_of_blocks_were_dropped(self) -> None:
        person = Person(write(plan()))
        for control in list(person.word.element.body.iterchildren(qn("w:sdt"))):
            for element in list(control.find(qn("w:sdtContent"))):
                control.addprevious(element)
            control.getparent().remove(control)
        with pytest.raises(EditsError) as error:
            regenerate(plan(), person.saves())
        assert error.value.code == "plan.blocks_lost"
        assert "--fresh" in error.value.text.fr

    def it_keeps_lists(self) -> None:
        document = demo.document(blocks=(Heading(level=1, text="A", bookmark="a"), bullets(["un", "deux"])))
        saved = Person(write(document)).retypes("a.list1", "deux", "trois").saves()
        done = regenerate(document, saved)
        assert "trois" in words(done.data)
        assert lint(done.data) == []
