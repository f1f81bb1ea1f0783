"""Predecessors as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models.dependencies import Link, Names, ordered, parse

NAMES = Names(("A01", "A02", "A03", "J1"))


def one(text: str, names: Names = NAMES) -> Link:
    (link,) = parse(text, names)
    return link


class DescribeParse:
    @pytest.mark.parametrize(
        ("text", "link"),
        [
            ("A03", Link(2)),
            ("A03FS", Link(2)),
            ("A03FS+2", Link(2, "FS", 2)),
            ("A03FS+2j", Link(2, "FS", 2)),
            ("A03FS+2d", Link(2, "FS", 2)),
            ("A03SS-1", Link(2, "SS", -1)),
            ("A03 DD − 1", Link(2, "SS", -1)),
            ("A03FF+10jc", Link(2, "FF", 10, calendar_days=True)),
            ("A03FF+10cd", Link(2, "FF", 10, calendar_days=True)),
            ("A03sf", Link(2, "SF")),
            ("A03+5", Link(2, "FS", 5)),
            ("J1", Link(3)),
            ("j1ff-3", Link(3, "FF", -3)),
        ],
    )
    def it_reads_a_kind_and_a_lag(self, text: str, link: Link) -> None:
        assert one(text) == link

    @pytest.mark.parametrize(("french", "english"), [("FD", "FS"), ("DD", "SS"), ("FF", "FF"), ("DF", "SF")])
    def it_reads_the_french_kinds(self, french: str, english: str) -> None:
        assert one(f"A02{french}+1") == one(f"A02{english}+1")

    @pytest.mark.parametrize("text", ["A01;A02", "A01, A02", " A01 ;; A02 ; ", "A01\nA02"])
    def it_separates_by_semicolon_comma_or_line(self, text: str) -> None:
        assert [link.predecessor for link in parse(text, NAMES)] == [0, 1]

    @pytest.mark.parametrize("text", ["a01", " A01 ", "A 01", "A1", "a001"])
    def it_finds_an_id_whatever_its_case_blanks_and_zeros(self, text: str) -> None:
        assert one(text) == Link(0)

    def it_keeps_a1_and_a01_apart_where_both_exist(self) -> None:
        names = Names(("A1", "A01"))
        assert (one("A1", names), one("A01", names)) == (Link(0), Link(1))
        with pytest.raises(ModelError) as error:
            parse("A001", names)
        assert error.value.code == "retroplanning.unknown_predecessor"

    def it_prefers_an_id_that_looks_like_a_kind_or_a_lag(self) -> None:
        names = Names(("STAFF", "STA", "A-2", "A", "BUFF"))
        assert one("STAFF", names) == Link(0)
        assert one("STAFFFF+1", names) == Link(0, "FF", 1)
        assert one("A-2", names) == Link(2)
        assert one("A-3", names) == Link(3, "FS", -3)
        assert one("BUFF", names) == Link(4)

    def it_reads_numbers_as_ids(self) -> None:
        assert parse("1; 2FS+3", Names((1, 2))) == (Link(0), Link(1, "FS", 3))

    def it_reads_nothing_in_a_blank(self) -> None:
        assert parse(" ; ", NAMES) == ()

    @pytest.mark.parametrize(("text", "name"), [("Z9", "Z9"), ("Z9FS+2", "Z9"), ("A01; A99SS", "A99"), ("A03++2", "A03+")])
    def it_names_what_it_does_not_know(self, text: str, name: str) -> None:
        with pytest.raises(ModelError) as error:
            parse(text, NAMES)
        assert (error.value.code, error.value.facts["id"]) == ("retroplanning.unknown_predecessor", name)

    @given(
        st.integers(0, 3),
        st.sampled_from(["FS", "SS", "FF", "SF"]),
        st.integers(-99, 99),
        st.booleans(),
        st.sampled_from(["", " "]),
    )
    def it_reads_back_whatever_is_written(self, position: int, kind: str, lag: int, calendar_days: bool, blank: str) -> None:
        text = f"{NAMES.identifiers[position]}{blank}{kind}{blank}{lag:+d}{'jc' if calendar_days else ''}"
        assert one(text) == Link(position, kind, lag, calendar_days)  # type: ignore[arg-type]


class DescribeNames:
    def it_refuses_an_id_used_twice(self) -> None:
        with pytest.raises(ModelError) as error:
            Names(("A1", "B1", "a1"))
        assert (error.value.code, error.value.facts["position"], error.value.facts["first"]) == (
            "retroplanning.id_repeated",
            2,
            0,
        )


class DescribeOrdered:
    def it_puts_predecessors_first(self) -> None:
        order = ordered([[1, 2], [2], []])
        assert order.index(2) < order.index(1) < order.index(0)

    @pytest.mark.parametrize(
        ("predecessors", "cycle"),
        [
            ([[1], [2], [0]], [0, 1, 2, 0]),
            ([[0]], [0, 0]),
            ([[], [3], [1], [2]], [1, 3, 2, 1]),
        ],
    )
    def it_gives_one_cycle_each_waiting_for_the_next(self, predecessors: list[list[int]], cycle: list[int]) -> None:
        with pytest.raises(ModelError) as error:
            ordered(predecessors)
        assert (error.value.code, error.value.facts["cycle"]) == ("retroplanning.cycle", cycle)
