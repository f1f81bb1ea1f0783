"""The worked cases' plans as files: what the Open XML SDK and our own linter say of each, and of what is made from it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import docx
import pytest

from generator.checks import check
from generator.document import compose
from generator.docx import rewrite, write
from generator.docx.lint import lint
from generator.docx.regenerate import Regenerated
from generator.figures import Figure
from generator.workbook import Reading
from tests.end_to_end.cases import Case
from tests.generator.docx import templates
from tests.office import needs_soffice, needs_validator, sdk_errors

pytestmark = [pytest.mark.slow, pytest.mark.office, needs_soffice, needs_validator]

NOTE = "Relu par le comité."
ONE = "sport_fr"
Cases = Callable[[str], Case]


def faults(package: bytes) -> list[str]:
    """Return what the linter and the SDK find wrong in a .docx."""
    return lint(package) + sdk_errors(package, "docx")


def words(package: bytes) -> str:
    """Return what a .docx says, tables and content controls included."""
    nodes = docx.Document(io.BytesIO(package)).element.body.iter()
    return "".join(node.text or "" for node in nodes if node.tag.endswith("}t"))


@pytest.fixture(scope="module")
def one(cases: Cases) -> Case:
    """The case for what is tried on one."""
    return cases(ONE)


class DescribeAFullPlan:
    def it_holds_nothing_the_open_xml_sdk_or_the_linter_refuses(self, case: Case) -> None:
        assert faults(case.docx) == []


class DescribeAnExtract:
    def it_holds_nothing_they_refuse(self, one: Case) -> None:
        extract = write(compose(one.reading, problems=check(one.reading), sections="summary"))
        assert len(words(extract)) < len(words(one.docx)) / 3
        assert faults(extract) == []


class DescribeADraft:
    def it_holds_nothing_they_refuse_with_its_reservations(self, one: Case) -> None:
        unsigned = replace(one.reading, plan=replace(one.reading.plan, raci=()))
        document = compose(unsigned, problems=check(unsigned))
        assert document.draft
        package = write(document)
        assert "Réserves" in words(package)
        assert faults(package) == []


class DescribeAPlanInACompanyTemplate:
    @pytest.mark.parametrize("template", templates.TEMPLATES)
    def it_holds_nothing_they_refuse(self, one: Case, template: str) -> None:
        document = compose(one.reading, problems=check(one.reading))
        assert faults(write(document, template=templates.TEMPLATES[template]())) == []


class DescribeAnEditedPlanWrittenAgain:
    """A person adds to a sentence of the summary and retypes a cell; then the budget's total changes in the workbook."""

    @pytest.fixture(scope="class")
    @classmethod
    def done(cls, one: Case) -> Regenerated:
        changed = _with_budget(one.reading, 2_650_000)
        return rewrite(compose(changed, problems=check(changed)), _edited(one.docx))

    def it_holds_nothing_they_refuse(self, done: Regenerated) -> None:
        assert faults(done.data) == []

    def it_keeps_both_edits_and_prints_the_new_figure(self, one: Case, done: Regenerated) -> None:
        said = words(done.data)
        assert said.count(NOTE) == 2
        assert len(done.kept) == 2
        assert "2\u00a0650\u00a0000\u00a0€" in said
        assert "2\u00a0650\u00a0000\u00a0€" not in words(one.docx)


def _with_budget(reading: Reading, total: float) -> Reading:
    """Return the reading of a workbook whose budget is another."""
    old = reading.plan.settings.budget_total
    assert old is not None
    settings = replace(reading.plan.settings, budget_total=Figure(total, "EUR", old.cell))
    return replace(reading, plan=replace(reading.plan, settings=settings))


def _edited(package: bytes) -> bytes:
    """Return the plan with a note at the end of a paragraph of prose and of a table's cell."""
    word: Any = docx.Document(io.BytesIO(package))
    controls = {control.find(".//{*}sdtPr/{*}tag").get(docx.oxml.ns.qn("w:val")): control for control in _controls(word)}
    for tag in ("planmo:s_summary.text1", "planmo:t_decisions.table"):
        last = [node for node in controls[tag].iter(docx.oxml.ns.qn("w:t")) if node.getparent().getparent().tag.endswith("}p")][
            -3
        ]
        last.text += f" {NOTE}"
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _controls(word: Any) -> list[Any]:
    return [control for control in word.element.body if control.tag.endswith("}sdt")]
