"""The rules of a RACI matrix, one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.raci import Finding, Matrix, check, load, overload_limit

EMAILING_ROLES = ["Responsable digital", "Direction marketing", "Équipes commerciales", "Direction générale"]


def findings(*rows: str, roles: str | list[str] | None = None, most_activities: int | None = None) -> list[Finding]:
    """Check a matrix written as one word a row, `.` for a blank cell."""
    names = list(roles) if roles is not None else [f"P{k}" for k in range(len(rows[0]))]
    cells = [[None if letter == "." else letter for letter in row] for row in rows]
    return check(Matrix.read([f"T{k}" for k in range(len(rows))], names, cells), most_activities=most_activities)


def codes(*rows: str, most_activities: int | None = None) -> set[str]:
    return {finding.code for finding in findings(*rows, most_activities=most_activities)}


class DescribeTheArticlesEmailing:
    """The digital manager does it, the marketing director approves, sales are consulted, general management is informed."""

    def it_breaks_no_rule(self) -> None:
        assert check(Matrix.read(["Campagne d'emailing"], EMAILING_ROLES, [["R", "A", "C", "I"]])) == []

    def it_gives_each_role_one_letter(self) -> None:
        loads = load(Matrix.read(["Campagne d'emailing"], EMAILING_ROLES, [["R", "A", "C", "I"]]))
        assert [(role.r, role.a, role.c, role.i, role.note) for role in loads] == [
            (1, 0, 0, 0, None),
            (0, 1, 0, 0, None),
            (0, 0, 1, 0, None),
            (0, 0, 0, 1, None),
        ]


class DescribeAnActivity:
    @pytest.mark.parametrize(
        ("row", "code", "level", "roles"),
        [
            ("R.CI", "raci.no_accountable", "error", ()),
            ("RAAI", "raci.two_accountable", "error", ("P1", "P2")),
            (".ACI", "raci.no_responsible", "error", ()),
            ("RAXI", "raci.bad_letter", "error", ("P2",)),
            ("RRRRAI", "raci.many_responsible", "warning", ("P0", "P1", "P2", "P3")),
            ("RACCCC....", "raci.many_consulted", "warning", ("P2", "P3", "P4", "P5")),
            ("RACCCI", "raci.many_consulted", "warning", ("P2", "P3", "P4")),  # three of six: more than 40 %
            ("RAIIIIII", "raci.many_informed", "info", ("P2", "P3", "P4", "P5", "P6", "P7")),
            ("RA", "raci.no_consulted_informed", "info", ()),
        ],
    )
    def it_breaks_one_rule(self, row: str, code: str, level: str, roles: tuple[str, ...]) -> None:
        broken = [finding for finding in findings(row) if finding.code != "raci.idle_role"]
        assert [(finding.code, finding.level, finding.activity, finding.roles) for finding in broken] == [
            (code, level, "T0", roles)
        ]

    @pytest.mark.parametrize("row", ["RACI", "RRRACI..", "RACCCI..", "RAIIIIIC", "RAC.", "raci", "RACCI", "RAC"])
    def it_breaks_none(self, row: str) -> None:
        assert codes(row) - {"raci.idle_role"} == set()

    @pytest.mark.parametrize("cell", ["A/R", "RA", "R, A", "a+r", "(A) R", "RACI"])
    def it_reads_both_letters_of_a_cell_that_holds_two(self, cell: str) -> None:
        found = check(Matrix.read(["T"], ["P", "Q"], [[cell, "I"]]))
        assert [(finding.code, finding.facts) for finding in found] == [("raci.bad_letter", {"found": cell})]

    def it_must_have_a_name(self) -> None:
        found = check(Matrix.read([None], ["P", "Q"], [["R", "A"]]))
        assert [(finding.code, finding.facts["row"]) for finding in found] == [("raci.unknown_action", 1)]

    def it_must_have_one_row(self) -> None:
        found = check(Matrix.read(["T", "T"], ["P", "Q", "S"], [["R", "A", "I"], ["R", "A", "I"]]))
        assert [(finding.code, finding.activity, finding.facts["row"]) for finding in found] == [("raci.repeated_action", "T", 2)]


class DescribeARole:
    def it_is_overloaded_above_half_of_the_activities(self) -> None:
        rows = ["RA.I"] * 6 + ["AR.I"] * 5
        overloaded = [finding for finding in findings(*rows) if finding.code == "raci.overload"]
        assert [(finding.roles, finding.facts) for finding in overloaded] == [(("P0",), {"count": 6, "total": 11, "most": 5})]

    def it_carries_five_activities_whatever_their_share(self) -> None:
        assert "raci.overload" not in codes(*["RACI"] * 5)
        assert "raci.overload" in codes(*["RACI"] * 6)
        assert overload_limit(30) == 15

    def it_may_be_given_a_limit_of_its_own(self) -> None:
        assert "raci.overload" in codes(*["RACI"] * 3, most_activities=2)
        assert "raci.overload" not in codes(*["RACI"] * 9, most_activities=9)

    def it_is_a_bottleneck_when_it_approves_more_than_half(self) -> None:
        assert "raci.accountability_bottleneck" in codes("RA.I", "RA.I", "RA.I", "R.AI")
        assert "raci.accountability_bottleneck" not in codes("RA.I", "RA.I", "R.AI", "R.AI")
        assert "raci.accountability_bottleneck" not in codes("RA.I", "RA.I", "RA.I")  # too few to tell

    def it_need_not_be_everywhere(self) -> None:
        everywhere = [finding for finding in findings(*["RA.I"] * 4) if finding.code == "raci.no_empty_cell"]
        assert [finding.roles for finding in everywhere] == [("P0",), ("P1",), ("P3",)]

    def it_is_idle_without_r_or_a(self) -> None:
        assert [finding.roles for finding in findings(*["RACI."] * 4) if finding.code == "raci.idle_role"] == [
            ("P2",),
            ("P3",),
            ("P4",),
        ]
        assert [finding.roles for finding in findings("RACI.") if finding.code == "raci.idle_role"] == [("P4",)]

    def it_must_have_a_name_if_it_has_letters(self) -> None:
        found = check(Matrix.read(["T"], ["P", "Q", None], [["R", "A", "I"]]))
        assert [(finding.code, finding.facts["column"]) for finding in found] == [("raci.unknown_role", 3)]
        assert check(Matrix.read(["T"], ["P", "Q", "S", None], [["R", "A", "I", None]])) == []

    def it_must_have_one_column(self) -> None:
        found = check(Matrix.read(["T"], ["P", "Q", "P"], [["R", "A", "I"]]))
        assert [(finding.code, finding.roles, finding.facts["column"]) for finding in found] == [
            ("raci.repeated_role", ("P",), 3)
        ]


class DescribeTheLoad:
    def it_remarks_the_first_thing_that_stands_out_and_not_that_a_role_is_everywhere(self) -> None:
        matrix = Matrix.read([f"T{k}" for k in range(6)], ["P", "Q"], [["R", "A"]] * 3 + [["A", "R"]] * 3)
        assert [role.note for role in load(matrix)] == [None, None]
        assert [role.note for role in load(matrix, most_activities=2)] == ["raci.overload", "raci.overload"]


class DescribeTheMatrix:
    def it_needs_a_column_a_role(self) -> None:
        with pytest.raises(ModelError) as error:
            Matrix.read(["T"], ["P"], [["R", "A"]])
        assert (error.value.code, error.value.facts["columns"]) == ("raci.roles_differ", 2)

    def it_may_be_empty(self) -> None:
        assert check(Matrix.read([], ["P"], [])) == []

    @given(st.lists(st.lists(st.sampled_from([None, "R", "A", "C", "I"]), min_size=5, max_size=5), min_size=1, max_size=12))
    def its_errors_are_exactly_the_rows_without_one_a_and_an_r(self, cells: list[list[str | None]]) -> None:
        names = [f"T{k}" for k in range(len(cells))]
        matrix = Matrix.read(names, list("PQSTU"), cells)
        wrong = {name for name, row in zip(names, cells, strict=True) if row.count("A") != 1 or "R" not in row}
        assert {finding.activity for finding in check(matrix) if finding.level == "error"} == wrong
        loads = load(matrix)
        assert sum(role.r + role.a + role.c + role.i for role in loads) == sum(cell is not None for row in cells for cell in row)
