"""What a person adds to a plan beside words: line ends in titles, notes, pictures, links, revisions, heads of pages."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from generator.docx import write
from generator.docx.lint import lint
from generator.docx.package import unzipped
from generator.docx.regenerate import regenerate
from tests.generator.docx import templates
from tests.generator.docx.person import Person, plan, words
from tests.office import needs_validator, sdk_errors

W = nsdecls("w")
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
VML = 'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
AUTHOR = 'w:author="A. D." w:date="2027-01-04T08:00:00Z"'
SEPARATORS = (
    '<w:{one} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{one}>'
    '<w:{one} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{one}>'
)
EQUATION = f"<m:oMath {M}><m:r><m:t>a=b</m:t></m:r></m:oMath>"


def noted(word, kind: str, text: str, *, link: str = ""):
    """Give an open document a footnote or an endnote, as Word does; return its reference."""
    one = f"{kind}note"
    relationship = RELATIONSHIP_TYPE.FOOTNOTES if kind == "foot" else RELATIONSHIP_TYPE.ENDNOTES
    found = next((r.target_part for r in word.part.rels.values() if r.reltype == relationship), None)
    if found is None:
        name, type_ = PackURI(f"/word/{one}s.xml"), f"application/vnd.openxmlformats-officedocument.wordprocessingml.{one}s+xml"
        found = Part(name, type_, b"", word.part.package)
        word.part.relate_to(found, relationship)
        found._blob = f"<w:{one}s {nsdecls('w', 'r')}>{SEPARATORS.replace('{one}', one)}</w:{one}s>".encode()
    number = found.blob.count(f"<w:{one} ".encode()) - 1
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    if link:
        run = f'<w:hyperlink r:id="{found.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}">{run}</w:hyperlink>'
    note = f'<w:{one} w:id="{number}"><w:p>{run}</w:p></w:{one}>'
    found._blob = found.blob.replace(f"</w:{one}s>".encode(), f"{note}</w:{one}s>".encode())
    return parse_xml(f'<w:r {W}><w:{one}Reference w:id="{number}"/></w:r>')


def with_notes() -> bytes:
    """A company's template with a footnote and a comment on its cover."""
    word = docx.Document(io.BytesIO(templates.french_word()))
    paragraph = next(p for p in word.element.body.iter(qn("w:p")) if "Diffusion" in "".join(p.itertext()))
    paragraph.insert(1, noted(word, "foot", "Note de la société"))
    word.add_comment([docx.text.paragraph.Paragraph(paragraph, word).runs[0]], text="De la société", author="S", initials="S")
    for unknown in list(word.element.body.iter(qn("w:rStyle"))):
        unknown.getparent().remove(unknown)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def paragraph_of(person: Person, tag: str):
    return next(person.content(tag).iter(qn("w:p")))


def commented(person: Person, tag: str, text: str = "À vérifier") -> Person:
    runs = [docx.text.run.Run(run, person.word) for run in paragraph_of(person, tag).iter(qn("w:r"))]
    person.word.add_comment(runs, text=text, author="A. D.", initials="AD")
    return person


def five_times(document, package: bytes, template: bytes | None = None) -> list[bytes]:
    made = [package]
    for _ in range(5):
        made.append(regenerate(document, made[-1], template=template).data)
    return made[1:]


class DescribeATitleWithSeveralParagraphs:
    def it_is_its_first_line_and_the_rest_follows_it(self) -> None:
        person = Person(write(plan())).retypes("risks.title", "Risques", "Risques et parades")
        paragraph_of(person, "risks.title").addnext(parse_xml(f"<w:p {W}><w:r><w:t>Un mot avant de lire.</w:t></w:r></w:p>"))
        done = regenerate(plan(), person.saves())
        lines = words(done.data).splitlines()
        assert lines.count("Risques et parades") == 1
        assert lines[lines.index("Risques et parades") + 1] == "Un mot avant de lire."
        assert [kept.words for kept in done.added] == ["Un mot avant de lire."]
        assert [kept.words for kept in done.kept] == ["Risques et parades"]

    def it_is_ours_where_only_a_paragraph_was_put_under_it(self) -> None:
        person = Person(write(plan()))
        paragraph_of(person, "risks.title").addnext(parse_xml(f"<w:p {W}><w:r><w:t>Un mot.</w:t></w:r></w:p>"))
        paragraph_of(person, "risks.title").addprevious(parse_xml(f"<w:p {W}/>"))
        done = regenerate(plan(), person.saves())
        assert done.kept == ()
        assert [kept.words for kept in done.added] == ["Un mot."]
        assert words(done.data).splitlines().count("Risques") == words(write(plan())).splitlines().count("Risques")

    def it_reads_a_line_break_as_a_space(self) -> None:
        person = Person(write(plan()))
        run = next(paragraph_of(person, "risks.title").iter(qn("w:r")))
        run.append(parse_xml(f"<w:br {W}/>"))
        run.append(parse_xml(f"<w:t {W}>et parades</w:t>"))
        assert "Risques et parades" in words(regenerate(plan(), person.saves()).data).splitlines()

    def it_goes_where_the_person_emptied_it(self) -> None:
        person = Person(write(plan())).retypes("risks.title", "Risques", "")
        assert regenerate(plan(), person.saves()).removed == ("2 Risques",)


class DescribeNotes:
    @pytest.mark.parametrize("kind", ["foot", "end"])
    @pytest.mark.parametrize("template", [templates.french_word, with_notes], ids=["a template without", "a template with"])
    def they_come_along_with_the_text_that_refers_to_them(self, kind, template) -> None:
        look = template()
        person = Person(write(plan(), template=look)).retypes("summary.text1", "410", "412")
        paragraph_of(person, "summary.text1").append(noted(person.word, kind, "Voir la note", link="https://exemple.fr/a"))
        packages = five_times(plan(), person.saves(), look)
        assert len(set(packages)) == 1
        for package in packages:
            parts = unzipped(package)
            notes = parts[f"word/{kind}notes.xml"].decode()
            assert notes.count("Voir la note") == 1
            assert notes.count("Note de la société") == (kind == "foot" and template is with_notes)
            number = re.search(rf'<w:{kind}note [^>]*w:id="(\d+)"[^>]*><w:p><w:hyperlink', notes)[1]
            assert f'<w:{kind}noteReference w:id="{number}"/>' in parts["word/document.xml"].decode()
            assert b"https://exemple.fr/a" in parts[f"word/_rels/{kind}notes.xml.rels"]
            assert lint(package) == []

    def they_are_kept_while_the_data_stand(self) -> None:
        person = Person(write(plan()))
        paragraph_of(person, "summary.text1").append(noted(person.word, "end", "Voir la note"))
        saved = person.saves()
        assert b"Voir la note" in unzipped(regenerate(plan(), saved).data)["word/endnotes.xml"]
        assert regenerate(plan(summary="Autre."), saved).unmarked == ("1 Synthèse",)

    def they_are_left_behind_with_the_text_they_belong_to(self) -> None:
        person = Person(write(plan()))
        paragraph_of(person, "summary.text1").append(noted(person.word, "foot", "Voir la note"))
        assert "word/footnotes.xml" not in unzipped(regenerate(plan(summary="Autre."), person.saves()).data)

    def they_are_merged_with_those_of_the_template_where_they_are_comments(self) -> None:
        look = with_notes()
        person = commented(Person(write(plan(), template=look)).retypes("summary.text1", "410", "412"), "summary.text1")
        packages = five_times(plan(), person.saves(), look)
        assert len(set(packages)) == 1
        comments = unzipped(packages[-1])["word/comments.xml"].decode()
        assert comments.count("À vérifier") == comments.count("De la société") == 1
        numbers = re.findall(r'<w:comment [^>]*w:id="(\d+)"', comments)
        assert (
            sorted(re.findall(r'commentReference w:id="(\d+)"', unzipped(packages[-1])["word/document.xml"].decode())) == numbers
        )


def _picture(person: Person, paragraph) -> None:
    docx.text.paragraph.Paragraph(paragraph, person.word._body).add_run().add_picture(io.BytesIO(templates._png()))


def _link(person: Person, paragraph) -> None:
    number = person.word.part.relate_to("https://exemple.fr/b", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"/>')
    runs = list(paragraph.iter(qn("w:r")))
    runs[0].addprevious(link)
    for run in runs:
        link.append(run)


def _highlight(person: Person, paragraph) -> None:
    for run in docx.text.paragraph.Paragraph(paragraph, person.word).runs:
        run.font.highlight_color = 7


def _run_look(person: Person, paragraph) -> None:
    for run in docx.text.paragraph.Paragraph(paragraph, person.word).runs:
        run._r.get_or_add_rPr().append(parse_xml(f'<w:rPrChange {W} w:id="903" {AUTHOR}><w:rPr/></w:rPrChange>'))


def _paragraph_look(person: Person, paragraph) -> None:
    paragraph.get_or_add_pPr().append(parse_xml(f'<w:pPrChange {W} w:id="901" {AUTHOR}><w:pPr/></w:pPrChange>'))


def _moved_here(person: Person, paragraph) -> None:
    wrapper = parse_xml(f'<w:moveTo {W} w:id="902" {AUTHOR}/>')
    runs = list(paragraph.iter(qn("w:r")))
    runs[0].addprevious(wrapper)
    for run in runs:
        wrapper.append(run)


def _put(xml: str):
    return lambda person, paragraph: paragraph.append(parse_xml(xml))


MARKS = {
    "highlight": (_highlight, b"w:highlight"),
    "look under revision": (_run_look, b"w:rPrChange"),
    "picture": (_picture, b"<w:drawing"),
    "external link": (_link, b"<w:hyperlink"),
    "paragraph under revision": (_paragraph_look, b"w:pPrChange"),
    "move": (_moved_here, b"<w:moveTo "),
    "object": (_put(f'<w:r {W} {VML}><w:object><v:shape style="width:10pt;height:10pt"/></w:object></w:r>'), b"<w:object"),
    "equation": (_put(EQUATION), b"m:oMath"),
}


class DescribeWhatChangesNoWord:
    @pytest.mark.parametrize(("mark", "said"), MARKS.values(), ids=MARKS)
    def it_stays_while_the_data_stand_and_is_listed_when_they_do_not(self, mark, said) -> None:
        person = Person(write(plan()))
        before = unzipped(person.saves())["word/document.xml"].count(said)
        mark(person, paragraph_of(person, "summary.text1"))
        saved = person.saves()
        for package in five_times(plan(), saved):
            assert unzipped(package)["word/document.xml"].count(said) > before
            assert lint(package) == []
        assert regenerate(plan(summary="Autre."), saved).unmarked == ("1 Synthèse",)

    def it_is_not_what_word_writes_by_itself(self) -> None:
        assert regenerate(plan(summary="Autre."), Person(write(plan())).saves()).unmarked == ()

    def it_is_listed_where_it_was_put_in_the_contents(self) -> None:
        person = commented(Person(write(plan())), "toc.contents1")
        assert regenerate(plan(), person.saves()).unmarked == ("Sommaire",)

    def it_is_listed_where_its_section_is_gone(self) -> None:
        person = commented(Person(write(plan())), "risks.text1")
        assert regenerate(replace(plan(), blocks=plan().blocks[:5]), person.saves()).unmarked == ("Risques",)


class DescribeAnEquationOrAPageBreakBetweenBlocks:
    @pytest.mark.parametrize(
        ("xml", "shown", "name"),
        [
            (f"<w:p {W}>{EQUATION}</w:p>", b"m:oMath", "une équation"),
            (f'<w:p {W}><w:r><w:br w:type="page"/></w:r></w:p>', b'<w:br w:type="page"/>', "un saut de page"),
        ],
    )
    def it_stays(self, xml, shown, name) -> None:
        person = Person(write(plan()))
        person.content("summary.text1").addnext(parse_xml(xml))
        done = regenerate(plan(summary="Autre."), person.saves())
        assert shown in unzipped(done.data)["word/document.xml"]
        assert [kept.words for kept in done.added] == [name]


class DescribeACommentOnATitle:
    def it_stays_on_a_reworded_one(self) -> None:
        person = commented(Person(write(plan())).retypes("risks.title", "Risques", "Risques et parades"), "risks.title")
        packages = five_times(plan(), person.saves())
        for package in packages:
            assert "À vérifier" in unzipped(package)["word/comments.xml"].decode()
            assert words(package).splitlines().count("Risques et parades") == 1
            assert lint(package) == []
        assert len(set(packages)) == 1

    def it_stays_on_one_of_ours(self) -> None:
        person = commented(Person(write(plan())), "risks.title")
        done = regenerate(plan(summary="Autre."), person.saves())
        assert "À vérifier" in unzipped(done.data)["word/comments.xml"].decode()
        assert done.kept == done.unmarked == ()


class DescribeHeadsAndFeet:
    @pytest.mark.parametrize("template", [None, templates.french_word])
    def they_are_said_to_be_lost_where_a_person_wrote_in_them(self, template) -> None:
        look = template() if template else None
        person = Person(write(plan(), template=look))
        person.word.sections[-1].footer.paragraphs[0].add_run(" – diffusion restreinte")
        done = regenerate(plan(), person.saves(), template=look)
        assert "diffusion restreinte" in done.heads
        assert any("diffusion restreinte" in remark.fr and "--template" in remark.fr for remark in done.remarks())
        assert regenerate(plan(), done.data, template=look).heads == ""

    def they_are_not_said_to_be_lost_otherwise(self) -> None:
        assert regenerate(plan(), Person(write(plan())).saves(), template=templates.french_word()).heads == ""


class DescribeEveryMarkAtOnce:
    @pytest.mark.office
    @needs_validator
    @pytest.mark.parametrize("template", [None, templates.french_word, with_notes, templates.libreoffice])
    def it_passes_the_open_xml_sdk(self, template) -> None:
        look = template() if template else None
        person = commented(Person(write(plan(), template=look)), "summary.title")
        commented(person.retypes("risks.title", "Risques", "Risques et parades"), "risks.title", "Bon titre")
        for name, (mark, _) in MARKS.items():
            if name != "object":
                mark(person, paragraph_of(person, "summary.text1"))
        mark = paragraph_of(person, "risks.text1")
        mark.append(noted(person.word, "foot", "Une note", link="https://exemple.fr"))
        mark.append(noted(person.word, "end", "Une autre"))
        person.retypes("risks.text1", "monte", "grimpe").adds_after("risks.text1", "Une photo", picture=True)
        paragraph_of(person, "risks.title").addnext(parse_xml(f"<w:p {W}>{EQUATION}</w:p>"))
        packages = five_times(plan(), person.saves(), look)
        assert len(set(packages)) == 1
        assert lint(packages[-1]) == []
        assert sdk_errors(packages[-1], "docx") == []
