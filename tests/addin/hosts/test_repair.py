"""Formulas and workbooks that came from another computer."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from lxml import etree

from addin.functions import FUNCTIONS
from addin.hosts.repair import calls_ours, plain_formula, repaired
from workbook_templates.package import Package

LINK = "xl/externalLinks/externalLink1.xml"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class DescribeAFormula:
    @pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
    @pytest.mark.parametrize(
        "form",
        ["[1]!{}(A1)", r"'C:\Users\Léa\XLSTART\planmo.xlam'!{}(A1)", "_xll.{}(A1)", "_xldudf_{}(A1)", "'planmo.xlam'!{}(A1)"],
    )
    def it_comes_back_to_its_plain_name(self, form: str, function: object) -> None:
        name = function.name  # type: ignore[attr-defined]  # a Function; pytest's parameters are untyped
        assert plain_formula("=" + form.format(name)) == f"={name}(A1)"

    @pytest.mark.parametrize(
        "formula",
        [
            "=SUM(A1:A9)",
            "=RFM(A1,B1,C1)",
            "=[1]Feuil1!A1",
            "=[1]!OTHER(A1)",
            '="[1]!RFM("&A1',
            "=Table1[[#This Row],[RFM]]",
            "=_xlfn.ANCHORARRAY(A1)",
            "=",
        ],
    )
    def it_stays_to_the_letter_otherwise(self, formula: str) -> None:
        assert plain_formula(formula) == formula

    def it_is_mended_inside_others(self) -> None:
        assert (
            plain_formula("=IFERROR([2]!ROMI(A1,_xll.CPA(B1,C1)),[3]Feuil1!A1)") == "=IFERROR(ROMI(A1,CPA(B1,C1)),[3]Feuil1!A1)"
        )

    def it_is_mended_once_and_for_all(self) -> None:
        once = plain_formula("=[1]!RFM(A1,B1,C1)")
        assert plain_formula(once) == once

    def it_is_known_for_ours_in_every_form(self) -> None:
        assert calls_ours("=[1]!RFM(A1)")
        assert calls_ours("=1+romi(A1,B1)")
        assert not calls_ours('="RFM("')


def _foreign(*, links: int = 1) -> Package:
    """Return a workbook as Excel stores it when planmo.xlam stood in someone else's folder, the links to it last."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", f"=[{links}]!CPA(B1,C1)", None, 50)
        sheet.write_formula("A2", "=SUM(B1:C1)", None, 3)
        book.add_worksheet("Autre").write(0, 0, "texte")
        book.define_name("cout", f"=[{links}]!CPA(Sheet1!$B$1,Sheet1!$C$1)")
    package = Package.from_bytes(written.getvalue())
    workbook = package.parts["xl/workbook.xml"].decode()
    references = "".join(f'<externalReference r:id="rLink{i}"/>' for i in range(1, links + 1))
    parts = {
        "xl/workbook.xml": workbook.replace(
            "<definedNames>", f"<externalReferences>{references}</externalReferences><definedNames>"
        ).encode()
    }
    types, relations = package.parts["[Content_Types].xml"].decode(), package.parts["xl/_rels/workbook.xml.rels"].decode()
    for i in range(1, links + 1):
        part = LINK.replace("1.xml", f"{i}.xml")
        target = "file:///C:\\Users\\L%C3%A9a\\XLSTART\\planmo.xlam" if i == links else "autre.xlsx"
        parts[part] = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        parts[part.replace("externalLinks/", "externalLinks/_rels/") + ".rels"] = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATION}/externalLinkPath" Target="{target}" TargetMode="External"/></Relationships>'
        ).encode()
        types = types.replace("</Types>", f'<Override PartName="/{part}" ContentType="{CONTENT}"/></Types>')
        relations = relations.replace(
            "</Relationships>",
            f'<Relationship Id="rLink{i}" Type="{RELATION}/externalLink" Target="{part.removeprefix("xl/")}"/></Relationships>',
        )
    return package.replaced({**parts, "[Content_Types].xml": types.encode(), "xl/_rels/workbook.xml.rels": relations.encode()})


class DescribeAWorkbook:
    def it_gets_plain_formulas_and_names(self) -> None:
        done = repaired(_foreign())
        assert done.formulas == 2
        assert b"<f>CPA(B1,C1)</f>" in done.package.parts["xl/worksheets/sheet1.xml"]
        assert b">CPA(Sheet1!$B$1,Sheet1!$C$1)<" in done.package.parts["xl/workbook.xml"]

    def it_loses_its_link_and_every_trace_of_it(self) -> None:
        package = repaired(_foreign()).package
        assert not [part for part in package.parts if "externalLink" in part]
        assert not [part for part, data in package.parts.items() if b"externalLink" in data or b"externalReference" in data]

    def it_keeps_the_links_of_a_person_s_own(self) -> None:
        package = repaired(_foreign(links=2)).package
        assert [part for part in package.parts if "externalLink" in part] == [
            LINK,
            "xl/externalLinks/_rels/externalLink1.xml.rels",
        ]
        assert len(etree.fromstring(package.parts["xl/workbook.xml"]).find("{*}externalReferences")) == 1

    def it_keeps_its_other_parts_to_the_byte(self) -> None:
        before = _foreign()
        changed = repaired(before).package.changed_from(before)
        assert {part for part in changed if "externalLink" not in part} == {
            "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels",
        }  # fmt: skip

    def it_is_left_alone_when_nothing_is_foreign(self) -> None:
        once = repaired(_foreign()).package
        again = repaired(once)
        assert (again.formulas, again.package.changed_from(once)) == (0, frozenset())
