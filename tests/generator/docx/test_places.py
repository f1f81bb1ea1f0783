"""Where a person's edits go when the plan has no place for them, when blocks were copied or moved, when the extent is another."""

from __future__ import annotations

import copy
import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from generator.blocks import Cover
from generator.docx import is_ours, naming, write
from generator.docx.company import TemplateError
from generator.docx.edits import EditsError
from generator.docx.lint import lint
from generator.docx.package import unzipped, zipped
from generator.docx.regenerate import regenerate
from generator.docx.writer import write as write_named
from tests.generator.docx import templates
from tests.generator.docx.person import Person, plan, words
from tests.office import needs_validator, sdk_errors

LED = "**Le budget est de 410 k€.**\n\nLe reste suit."


def without(*marks: str, **texts: str):
    """The plan without some blocks: a section absent once."""
    whole = plan(**texts)
    gone = {i for i, block in enumerate(whole.blocks) if getattr(block, "bookmark", "") in marks}
    gone |= {i + 1 for i in gone if getattr(whole.blocks[i], "bookmark", "") == "risks"}
    return replace(whole, blocks=tuple(block for i, block in enumerate(whole.blocks) if i not in gone))


class DescribeASectionAbsentOnce:
    @pytest.fixture
    def saved(self) -> bytes:
        return (
            Person(write(plan()))
            .retypes("risks.title", "Risques", "Risques et parades")
            .retypes("risks.text1", "monte", "grimpe")
            .adds_after("risks.text1", "Un ajout.")
            .saves()
        )

    def it_keeps_its_edits_near_and_takes_them_home(self, saved) -> None:
        away = regenerate(without("risks"), saved)
        assert [(k.place, k.words) for k in away.orphaned] == [
            ("Risques", "Risques et parades"),
            ("Risques", "Le CPC grimpe. Voir le Tableau\u00a01."),
        ]
        lines = words(away.data).splitlines()
        at = lines.index("Le CPC grimpe. Voir le Tableau\u00a01.")
        assert lines[at - 1 : at + 2] == ["Risques et parades", lines[at], "Un ajout."]
        home = regenerate(plan(), Person(away.data).saves())
        assert home.orphaned == ()
        assert [(k.place, k.outdated) for k in home.kept] == [("2 Risques", False)] * 2
        assert words(home.data) == words(regenerate(plan(), saved).data)
        assert lint(home.data) == []

    def it_keeps_them_however_often_it_is_absent(self, saved) -> None:
        package, made = saved, []
        for _ in range(5):
            package = regenerate(without("risks"), package).data
            made.append(package)
        assert len(set(made)) == 1
        assert lint(package) == []
        assert words(regenerate(plan(), package).data) == words(regenerate(plan(), saved).data)

    def it_moves_no_number_of_a_chapter(self, saved) -> None:
        person = Person(regenerate(without("risks"), saved).data)
        title = next(person.content("risks.title").iter(qn("w:numId")))
        assert title.get(qn("w:val")) == "0"

    def it_says_in_a_sentence_what_waits(self, saved) -> None:
        said = [remark.fr for remark in regenerate(without("risks"), saved).remarks()]
        assert not any("risks." in sentence for sentence in said)
        assert any("Risques" in sentence and "jusqu'à son retour" in sentence for sentence in said)

    def it_notes_what_changed_when_it_comes_back(self, saved) -> None:
        away = regenerate(without("risks"), saved).data
        assert [k.outdated for k in regenerate(plan(risks="Le CPC baisse."), away).kept] == [False, True]

    def it_remembers_what_was_removed(self) -> None:
        saved = Person(write(plan())).deletes("t_budget.table").saves()
        document = without("t_budget", "risks")
        away = regenerate(document, saved)
        assert away.removed == ()
        assert regenerate(plan(), away.data).removed == ("Tableau\u00a01, Budget et CPA par canal",)

    def it_forgets_what_waited_and_was_deleted(self, saved) -> None:
        person = Person(regenerate(without("risks"), saved).data).deletes("risks.text1")
        home = regenerate(plan(), person.saves())
        assert home.removed == ()
        assert "Le CPC monte." in words(home.data)

    def it_keeps_what_was_added_after_a_block_of_ours(self) -> None:
        saved = Person(write(plan())).adds_after("risks.text1", "Un ajout.").saves()
        away = regenerate(without("risks"), saved)
        assert "Un ajout." in words(away.data)
        again = regenerate(without("risks"), away.data)
        assert again.data == away.data
        assert [(k.place, k.words) for k in again.added] == [("Risques", "Un ajout.")]
        lines = words(regenerate(plan(), again.data).data).splitlines()
        assert lines[lines.index("Un ajout.") - 1].startswith("Le CPC monte.")

    def it_keeps_apart_what_was_added_after_two_blocks(self) -> None:
        saved = Person(write(plan())).adds_after("t_budget.table", "Avant.").adds_after("risks.text1", "Après.").saves()
        away = regenerate(without("risks"), regenerate(without("risks"), saved).data)
        assert words(regenerate(plan(), away.data).data) == words(regenerate(plan(), saved).data)

    @pytest.mark.office
    @needs_validator
    def it_passes_the_open_xml_sdk(self, saved) -> None:
        look = templates.french_word()
        assert sdk_errors(regenerate(without("risks"), saved, template=look).data, "docx") == []


class DescribeARetouchedCoverUnderATemplateWithItsOwn:
    def it_is_kept_as_a_passage_without_a_place(self) -> None:
        document = plan()
        document = replace(document, blocks=(Cover(title="Plan 2027", company="ACME"), *document.blocks))
        saved = Person(write(document)).retypes("front.cover1", "Plan 2027", "Notre plan 2027").saves()
        done = regenerate(document, saved, template=templates.french_word())
        assert [k.place for k in done.orphaned] == [document.title]
        assert "Notre plan 2027" in done.orphaned[0].words
        assert words(done.data).index("Diffusion restreinte") < words(done.data).index("Notre plan 2027")
        assert regenerate(document, done.data, template=templates.french_word()).data == done.data
        home = regenerate(document, done.data)
        assert [k.outdated for k in home.kept] == [False]
        assert words(home.data) == words(regenerate(document, saved).data)


class DescribeACopiedBlock:
    def it_is_text_added_after_the_block(self) -> None:
        person = Person(write(plan()))
        block = person.content("risks.text1")
        block.addnext(copy.deepcopy(block))
        person.retypes("risks.text1", "monte", "grimpe")
        done = regenerate(plan(), person.saves())
        assert [k.words for k in done.kept] == ["Le CPC grimpe. Voir le Tableau\u00a01."]
        assert [k.words for k in done.added] == ["Le CPC monte. Voir le Tableau\u00a01."]
        assert lint(done.data) == []
        again = regenerate(plan(), done.data)
        assert again.data == done.data

    def it_is_no_block_inside_another(self) -> None:
        person = Person(write(plan()))
        inside = copy.deepcopy(person.content("summary.text1"))
        person.content("risks.text1").find(qn("w:sdtContent")).append(inside)
        done = regenerate(plan(), person.saves())
        assert lint(done.data) == []
        assert words(done.data).count("Le budget est de 410 k€.") == 2


class DescribeAMovedBlock:
    def it_goes_back_and_is_listed(self) -> None:
        person = Person(write(plan()))
        person.content("summary.text1").addprevious(person.content("risks.text1"))
        done = regenerate(plan(), person.saves())
        assert done.moved == ("2 Risques",)
        assert words(done.data) == words(write(plan()))
        assert regenerate(plan(), done.data).moved == ()


class DescribeATextAndTheSentenceThatLeadsIt:
    def its_sentence_moves_on_while_the_rest_is_a_person_s(self) -> None:
        saved = Person(write(plan(summary=LED))).retypes("summary.text1", "suit", "suit, vu le 4").saves()
        new = plan(summary=LED.replace("410", "425"))
        done = regenerate(new, saved)
        assert "Le budget est de 425 k€." in words(done.data)
        assert "Le reste suit, vu le 4" in words(done.data)
        assert [k.outdated for k in done.kept] == [False]
        assert lint(done.data) == []
        assert words(regenerate(plan(summary=LED), regenerate(new, done.data).data).data).count("vu le 4") == 1

    def it_keeps_its_name_where_the_sentence_comes_and_goes(self) -> None:
        saved = Person(write(plan(summary="Le reste suit."))).retypes("summary.text1", "suit", "suit, vu").saves()
        done = regenerate(plan(summary=LED), saved)
        assert "Le budget est de 410 k€.\nLe reste suit, vu." in words(done.data)
        assert [k.outdated for k in done.kept] == [False]

    def it_goes_home_apart_from_its_sentence(self) -> None:
        saved = Person(write(plan(risks=LED))).retypes("risks.text1", "suit", "suit, vu").saves()
        home = regenerate(plan(risks=LED), regenerate(without("risks", risks=LED), saved).data)
        assert "Le budget est de 410 k€.\nLe reste suit, vu." in words(home.data)

    def it_stays_in_one_piece_where_a_person_worked_on_it_in_an_older_plan(self) -> None:
        document = plan(summary=LED)
        names = tuple(tag for _, tag in naming.named(document.blocks, whole={"summary.text1"}))
        older = write_named(document, names=names)
        for person, count in (
            (Person(older).retypes("summary.text1", "suit", "suit, vu"), 1),
            (Person(older).deletes("summary.text1"), 0),
            (Person(older), 1),
        ):
            done = regenerate(document, regenerate(document, person.saves()).data)
            assert words(done.data).count("Le budget est de 410 k€.") == count
            assert words(done.data).count("Le reste suit") == count


class DescribeTheExtract:
    def it_is_never_laid_over_the_whole_plan_nor_the_other_way_round(self) -> None:
        for standing, wanted in (("all", "summary"), ("summary", "all")):
            package = write(plan(), extent=standing)
            with pytest.raises(EditsError) as error:
                regenerate(plan(), Person(package).saves(), extent=wanted)
            assert error.value.code == "plan.other_extent"
            assert "-o" in error.value.text.fr
            assert "--force" in error.value.text.fr
            assert words(regenerate(plan(), package, extent=standing).data) == words(package)


def _flipped(package: bytes, part: str) -> bytes:
    """Return a .docx with a few bytes of the compressed data of a part turned over."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        entry = archive.getinfo(part)
        start = entry.header_offset + 30 + len(part) + entry.compress_size // 2
    return package[:start] + bytes(255 - byte for byte in package[start : start + 8]) + package[start + 8 :]


def _field(package: bytes, part: str, offset: int, value: int) -> bytes:
    """Return a .docx whose directory and local entry of a part say another flag (6) or way of compressing (8)."""
    data = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        data[archive.getinfo(part).header_offset + offset] = value
    at = package.rindex(part.encode(), 0, len(package)) - 46
    data[at + offset + 2] = value
    return bytes(data)


def _bodiless(package: bytes) -> bytes:
    parts = unzipped(package)
    start, end = parts["word/document.xml"].index(b"<w:body"), parts["word/document.xml"].index(b"</w:body>") + 9
    return zipped({**parts, "word/document.xml": parts["word/document.xml"][:start] + parts["word/document.xml"][end:]})


def _cut(package: bytes, part: str) -> bytes:
    parts = unzipped(package)
    return zipped({**parts, part: parts[part][: len(parts[part]) // 2]})


DAMAGES = {
    "half a theme": lambda package: _cut(package, "word/theme/theme1.xml"),
    "turned bytes": lambda package: _flipped(package, "word/document.xml"),
    "turned bytes in styles": lambda package: _flipped(package, "word/styles.xml"),
    "encrypted": lambda package: _field(package, "word/document.xml", 6, 1),
    "unknown compression": lambda package: _field(package, "word/document.xml", 8, 99),
    "no body": _bodiless,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
class DescribeADamagedFile:
    def it_is_said_of_the_plan_that_stands_there(self, damage) -> None:
        package = damage(write(plan()))
        assert is_ours(package)
        with pytest.raises(EditsError) as error:
            regenerate(plan(), package)
        assert error.value.code == "plan.damaged"
        assert "--force" in error.value.text.fr

    def it_is_said_of_a_template(self, damage) -> None:
        with pytest.raises(TemplateError) as error:
            write(plan(), template=damage(templates.french_word()))
        assert error.value.code in ("template.damaged", "template.unreadable")


class DescribeAProtectedTemplate:
    def it_leaves_the_plan_open_to_edits(self) -> None:
        word = docx.Document(io.BytesIO(templates.french_word()))
        protection = docx.oxml.parse_xml(
            f'<w:documentProtection {docx.oxml.ns.nsdecls("w")} w:edit="readOnly" w:enforcement="1"/>'
        )
        word.settings.element.find(qn("w:compat")).addprevious(protection)
        buffer = io.BytesIO()
        word.save(buffer)
        assert b"documentProtection" not in unzipped(write(plan(), template=buffer.getvalue()))["word/settings.xml"]
