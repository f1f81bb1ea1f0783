"""RETROPLANNING as a formula: cells in, sentences out."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from addin.errors import FunctionError
from addin.functions import call
from workbook_templates.text import LANGS, Lang

NBSP = "\u00a0"
FRIDAY = dt.date(2027, 6, 18)
COLUMNS = [
    "id", "latest_start", "latest_finish", "earliest_start", "earliest_finish", "total_slack", "free_slack", "critical", "late_by", "message",
]  # fmt: skip


def rows(*arguments: object, lang: Lang = "en") -> list[dict[str, Any]]:
    header, *body = call("RETROPLANNING", *arguments, lang=lang)
    assert lang != "en" or header == COLUMNS
    return [dict(zip(COLUMNS, row, strict=True)) for row in body]


def refused(*arguments: object, lang: Lang = "fr") -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call("RETROPLANNING", *arguments, lang=lang)
    return error.value


class DescribeTheTable:
    def it_keeps_the_order_of_the_actions(self) -> None:
        found = rows(["Z", "B", "A"], [1, 2, 3], ["A", "Z", None], [None, FRIDAY, None])
        assert [row["id"] for row in found] == ["Z", "B", "A"]
        assert [row["latest_start"].day for row in found] == [16, 17, 11]

    def it_leaves_blank_rows_blank(self) -> None:
        found = rows(["A", None, "B"], [1, None, 2], [None, None, "A"], [None, None, FRIDAY])
        assert list(found[1].values()) == [None] * 10
        assert found[2]["latest_finish"] == FRIDAY

    def it_reads_serial_numbers_datetimes_and_numeric_ids(self) -> None:
        serial = (FRIDAY - dt.date(1899, 12, 30)).days
        found = rows([1.0, 2.0], [1, 2], [None, 1.0], [None, float(serial)])
        assert (found[1]["id"], found[1]["latest_finish"], found[0]["latest_finish"]) == (2, FRIDAY, dt.date(2027, 6, 16))
        assert rows(["A"], [1], [None], [dt.datetime(2027, 6, 18, 17, 30)])[0]["latest_finish"] == FRIDAY

    def it_schedules_one_action_without_predecessors(self) -> None:
        assert rows("A", 3, None, FRIDAY)[0]["latest_start"] == dt.date(2027, 6, 16)

    def it_speaks_french(self) -> None:
        header = call("RETROPLANNING", ["A"], [1], [None], [FRIDAY])[0]
        assert header[:3] == ["id", "début au plus tard", "fin au plus tard"]

    def it_gives_the_same_figures_in_both_languages(self) -> None:
        arguments = (["A", "B"], [3, 2], [None, "AFD+1"], [None, FRIDAY], dt.date(2027, 6, 1))
        french, english = (rows(*arguments, lang=lang) for lang in LANGS)
        assert french == english


class DescribeTheOptions:
    @pytest.mark.parametrize("region", ["alsace-moselle", "Alsace-Moselle", "ALSACE-MOSELLE"])
    def they_read_the_region_in_either_language(self, region: str) -> None:
        good_friday = dt.date(2027, 3, 26)
        assert rows(["A"], [1], [None], [good_friday], None, region)[0]["latest_finish"] == dt.date(2027, 3, 25)

    @pytest.mark.parametrize("region", ["Métropole", "metropole", "Mainland France", None])
    def they_default_to_mainland_france(self, region: str | None) -> None:
        good_friday = dt.date(2027, 3, 26)
        assert rows(["A"], [1], [None], [good_friday], None, region)[0]["latest_finish"] == good_friday

    @pytest.mark.parametrize("worked", [True, "Oui", "Yes", 1])
    def they_read_whether_whit_monday_is_worked(self, worked: object) -> None:
        assert rows(["A"], [1], [None], [dt.date(2027, 5, 17)], None, None, None, worked)[0]["latest_start"] == dt.date(
            2027, 5, 17
        )

    def they_skip_blank_closures(self) -> None:
        closures = [[dt.date(2027, 6, 18)], [None], [dt.date(2027, 6, 17)]]
        assert rows(["A"], [1], [None], [FRIDAY], None, None, closures)[0]["latest_finish"] == dt.date(2027, 6, 16)

    def they_read_progress_and_real_dates(self) -> None:
        found = rows(
            ["A", "B", "C"], [5, 10, 2], [None, "A", "B; J1"], [None, None, dt.date(2027, 12, 31)], dt.date(2027, 6, 7), None, None, None,
            [1, 0.5, None], None, [dt.date(2027, 5, 17), dt.date(2027, 5, 31), None], [dt.date(2027, 5, 28), None, None],
            [["J1", dt.date(2027, 6, 19)]],
        )  # fmt: skip
        assert (found[0]["latest_start"], found[0]["earliest_finish"]) == (dt.date(2027, 5, 17), dt.date(2027, 5, 28))
        assert (found[0]["late_by"], found[0]["message"]) == (None, None)
        assert found[1]["earliest_finish"] == dt.date(2027, 6, 11)
        assert found[2]["earliest_start"] == dt.date(2027, 6, 21)  # after the fair of Saturday 19 June

    def they_read_not_before(self) -> None:
        found = rows(["A"], [1], [None], [FRIDAY], dt.date(2027, 6, 1), None, None, None, None, [dt.date(2027, 6, 12)])
        assert found[0]["earliest_start"] == dt.date(2027, 6, 14)

    @pytest.mark.parametrize("kind", ["Fil rouge", "ongoing", "Ongoing"])
    def they_read_the_kind_of_action(self, kind: str) -> None:
        started = [dt.date(2027, 1, 4)]
        found = rows(
            ["A"], [100], [None], [FRIDAY], dt.date(2027, 6, 7), None, None, None, [0.1], None, started, None, None, [kind]
        )  # fmt: skip
        assert (found[0]["earliest_finish"], found[0]["late_by"], found[0]["critical"]) == (FRIDAY, 0, False)

    def they_read_milestones_with_serial_dates_and_blank_rows(self) -> None:
        milestones = [["J1", float((FRIDAY - dt.date(1899, 12, 30)).days)], [None, None]]
        arguments: list[object] = [["A"], [1], ["J1"], [dt.date(2027, 12, 31)], dt.date(2027, 6, 1), *[None] * 7]
        assert rows(*arguments, milestones)[0]["earliest_start"] == dt.date(2027, 6, 21)


class DescribeTheMessages:
    def they_say_how_late_an_action_is(self) -> None:
        (row,) = rows(["A16"], [5], [None], [FRIDAY], dt.date(2027, 6, 21), lang="fr")
        assert row["message"].startswith(f"A16 aurait dû démarrer le 14/06/2027{NBSP}: 5 jours ouvrés de retard.")
        assert rows(["A16"], [5], [None], [FRIDAY], dt.date(2027, 6, 15))[0]["message"].startswith(
            "A16 should have started on 14 Jun 2027: 1 working day late."
        )

    def they_say_that_what_comes_before_takes_too_long(self) -> None:
        _, second = rows(["A", "B"], [8, 3], [None, "A"], [None, FRIDAY], dt.date(2027, 6, 7), lang="fr")
        assert second["late_by"] == 0
        assert second["message"].startswith(
            "B ne peut démarrer avant le 17/06/2027, 1 jour ouvré après sa date au plus tard du 16/06/2027"
        )

    def they_say_that_an_action_under_way_will_end_late(self) -> None:
        (row,) = rows(["A"], [10], [None], [FRIDAY], dt.date(2027, 6, 17), None, None, None, [0.5], lang="fr")
        assert row["message"].startswith(
            "A est en cours et finirait le 23/06/2027, 3 jours ouvrés après sa date limite du 18/06/2027."
        )

    def they_say_that_a_milestone_was_missed(self) -> None:
        (row,) = rows(["J"], [0], [None], [FRIDAY], dt.date(2027, 6, 22), lang="fr")
        assert row["message"].startswith(f"J aurait dû être atteint le 18/06/2027{NBSP}: 2 jours ouvrés de retard.")

    def they_ask_for_the_finish_of_an_action_at_a_hundred_per_cent(self) -> None:
        (row,) = rows(["A"], [10], [None], [FRIDAY], dt.date(2027, 7, 1), None, None, None, [1], lang="fr")
        assert row["message"].startswith(f"A est à 100{NBSP}% sans fin réelle{NBSP}: ")
        assert (row["late_by"], row["critical"]) == (None, False)

    def they_keep_quiet_when_all_is_well(self) -> None:
        assert rows(["A"], [5], [None], [FRIDAY], dt.date(2027, 6, 14))[0]["message"] is None


class DescribeTheRefusals:
    def they_print_the_cycle(self) -> None:
        error = refused(["A05", "A06", "A07"], [1, 1, 1], ["A07", "A05", "A06"], [FRIDAY, None, None])
        assert (error.code, error.argument, error.kind) == ("retroplanning.cycle", "predecessors", "#VALUE!")
        assert error.message.startswith("A05 attend A07, qui attend A06, qui attend A05. Supprimez")
        english = refused(["A"], [1], ["A"], [FRIDAY], lang="en")
        assert english.message.startswith("A waits for A. Remove")

    def they_print_the_unknown_id_and_its_row(self) -> None:
        error = refused(["A1", None, "A2"], [1, None, 1], [None, None, "A1; A9FD+2"], [None, None, FRIDAY])
        assert (error.code, error.argument, error.row) == ("retroplanning.unknown_predecessor", "predecessors", 3)
        assert f"«{NBSP}A9FD+2{NBSP}», prédécesseur de A2 ligne 3" in error.message
        assert f"«{NBSP}A9{NBSP}»" in error.message

    @pytest.mark.parametrize(
        ("arguments", "code", "argument", "row"),
        [
            ((["A", "B"], [1, -2], [None, None], [FRIDAY, FRIDAY]), "retroplanning.duration_negative", "durations", 2),
            ((["A"], [1.5], [None], [FRIDAY]), "retroplanning.durations_not_integer", "durations", 1),
            ((["A"], ["2 j"], [None], [FRIDAY]), "retroplanning.durations_not_integer", "durations", 1),
            ((["A"], [1], [None], ["18/06"]), "retroplanning.deadlines_not_date", "deadlines", 1),
            ((["A"], [1], [None], [None]), "retroplanning.no_deadline", "deadlines", None),
            ((["A", "a"], [1, 1], [None, None], [FRIDAY, FRIDAY]), "retroplanning.id_repeated", "ids", 2),
            ((["A", "B"], [1], [None, None], [FRIDAY, FRIDAY]), "retroplanning.rows_differ", "durations", None),
            ((["A"], [1], [None], [FRIDAY], None, "Bretagne"), "retroplanning.region_unknown", "region", None),
        ],
    )
    def they_name_the_argument_and_the_row(
        self, arguments: tuple[object, ...], code: str, argument: str, row: int | None
    ) -> None:
        error = refused(*arguments)
        assert (error.code, error.argument, error.row) == (code, argument, row)

    @pytest.mark.parametrize(
        ("milestones", "code"),
        [
            ([["J1"]], "retroplanning.milestones_two_columns"),
            ([["J1", "demain"]], "retroplanning.milestone_not_dated"),
            ([["J1", None]], "retroplanning.milestone_not_dated"),
            ([["A", FRIDAY]], "retroplanning.id_repeated"),
        ],
    )
    def they_look_at_milestones(self, milestones: object, code: str) -> None:
        error = refused(["A"], [1], [None], [FRIDAY], *[None] * 8, milestones)
        assert (error.code, error.argument) == (code, "milestones")

    def they_refuse_progress_typed_as_a_percentage(self) -> None:
        error = refused(["A"], [1], [None], [FRIDAY], None, None, None, None, [55])
        assert (error.code, error.row) == ("retroplanning.progress_out_of_range", 1)
        assert "0,55" in error.message
