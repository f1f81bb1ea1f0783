"""Errors told at their cause only."""

from __future__ import annotations

from generator.reading.causes import AreaError, CellError, causes
from generator.workbook import read
from workbook_templates.errors import Problem
from workbook_templates.text import Text


def problem(where: str) -> Problem:
    return Problem(code="formula.error", level="blocking", where=where, text=Text("x.", "x."))


def cell(where: str, *reads: str, areas: tuple[str, ...] = ()) -> CellError:
    return CellError(problem(where), frozenset(reads), frozenset(areas))


def area(name: str, *reads: str) -> AreaError:
    return AreaError(problem(name), frozenset({name}), frozenset(reads))


def told(cells: list[CellError], areas: list[AreaError], blocked: tuple[str, ...] = ()) -> list[str]:
    return [found.where for found in causes(cells, areas, blocked)]


class DescribeCauses:
    def it_keeps_an_error_nothing_explains(self) -> None:
        assert told([cell("A!B9", "A!C9")], [area("r_plan")]) == ["r_plan", "A!B9"]

    def it_holds_back_what_a_blocked_cell_of_the_row_explains(self) -> None:
        assert told([cell("A!B9", "A!C9")], [], ("A!C9",)) == []
        assert told([cell("A!B9", "A!C9")], [], ("A!C10",)) == ["A!B9"]

    def it_follows_a_chain_to_its_first_error(self) -> None:
        assert told([cell("A!B9", "A!C9"), cell("A!C9", "A!D9"), cell("A!D9")], []) == ["A!D9"]

    def it_holds_back_what_reads_a_result_that_failed(self) -> None:
        assert told([cell("A!B9", areas=("r_plan",))], [area("r_load", "r_plan"), area("r_plan")]) == ["r_plan"]

    def it_holds_back_what_rests_on_a_blank_setting(self) -> None:
        lost = CellError(problem("A!B9"), frozenset(), frozenset(), frozenset({"gross_margin"}))
        assert list(causes([lost], [], (), {"gross_margin"})) == []
        assert list(causes([lost], [], (), {"as_of"})) == [lost.problem]

    def it_never_takes_a_cell_for_its_own_cause(self) -> None:
        assert told([cell("A!B9", "A!B9")], [area("r_plan", "r_plan")]) == ["r_plan", "A!B9"]


class DescribeAWorkbookInError:
    def it_tells_the_entry_not_the_formula_that_reads_it(self, make) -> None:
        raw = {("BudgetLines", 0, "q1"): "12.500 €", ("BudgetLines", 0, "total"): "#VALUE!"}
        problems = read(make({"BudgetLines": [{"id": "B1", "label": "Média", "nature": "media"}]}, raw=raw)).problems
        found = {p.code for p in problems}
        assert "number.text" in found
        assert "formula.error" not in found

    def it_tells_once_that_too_few_customers_came_back(self, make) -> None:
        failing = dict.fromkeys(("r_clv_fit", "r_pareto", "r_clv_by_segment"), "#NUM!")
        problems = [
            p for p in read(make(failing=failing)).problems if p.code in ("clv.not_estimated", "result.error", "formula.error")
        ]
        assert [p.code for p in problems] == ["clv.not_estimated"]
        assert "trop peu de clients ayant racheté" in problems[0].text.fr

    def it_tells_the_blank_margin_not_the_returns_without_it(self, make) -> None:
        initiative = {"id": "I1", "name": "Radio", "method": "declared", "cost": 100, "revenue": 200, "romi": "#NUM!"}
        lost = read(make({"Initiatives": [initiative]}, settings={"gross_margin": None}))
        assert "formula.error" not in {p.code for p in lost.problems}
        assert "formula.error" in {p.code for p in read(make({"Initiatives": [initiative]})).problems}

    def it_says_what_another_result_refuses(self, make) -> None:
        problems = [p for p in read(make(failing={"r_plan": "#VALUE!"})).problems if p.code == "result.error"]
        assert "#VALUE!" in problems[0].text.fr

    def it_sends_a_lost_reference_to_the_results_it_may_read(self, make) -> None:
        package = make({"Swot": [{"id": "W1", "type": "threat", "statement": "x", "score": "#REF!"}]})
        problem = next(p for p in read(package).problems if p.code == "formula.error")
        assert "lit un résultat en erreur" in problem.text.fr
