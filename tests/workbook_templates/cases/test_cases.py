"""The worked cases: what each plan says holds together."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from workbook_templates.cases import CASES, load
from workbook_templates.errors import WorkbookError
from workbook_templates.schema import TABLES, Kind
from workbook_templates.schema.content import Content

SYNTHETIC = tuple(case for case in CASES if case != "cdnow")
Rows = list[dict[str, Any]]


@cache
def case(name: str) -> Content:
    return load(name)


def rows(name: str, table: str) -> Rows:
    return [dict(row) for row in case(name).rows.get(table, ())]


def ids(name: str, table: str) -> set[str]:
    return {row["id"] for row in rows(name, table)}


def total(line: dict[str, Any]) -> float:
    return sum(line.get(f"q{i}", 0) for i in range(1, 5))


def elapsed(name: str) -> int:
    """Whole plan months behind the as-of date."""
    settings = case(name).settings
    start, after = settings["plan_start"], settings["as_of"] + dt.timedelta(1)  # type: ignore[operator]  # dates in every case
    return (after.year - start.year) * 12 + after.month - start.month  # type: ignore[union-attr]


@pytest.mark.parametrize("name", CASES)
class DescribeEveryCase:
    def its_rows_are_found_under_unique_ids(self, name: str) -> None:
        for table, given in case(name).rows.items():
            if TABLES[table].columns[0].kind is Kind.ID:
                found = [row["id"] for row in given]
                assert len(found) == len(set(found)), table

    def its_required_cells_are_filled(self, name: str) -> None:
        for table, given in case(name).rows.items():
            required = [column.key for column in TABLES[table].columns if column.required]
            for row in given:
                missing = [key for key in required if row.get(key) is None]
                assert not missing, f"{table} {row}"

    def its_references_exist(self, name: str) -> None:
        for table, given in case(name).rows.items():
            for column in TABLES[table].columns:
                if column.ref is None:
                    continue
                known = ids(name, column.ref)
                for row in given:
                    value = row.get(column.key)
                    cited = value if isinstance(value, tuple) else () if value is None else (value,)
                    assert set(cited) <= known, f"{table}[{column.key}] {cited}"

    def its_choices_are_words_of_their_lists(self, name: str) -> None:
        for table, given in case(name).rows.items():
            for column in TABLES[table].columns:
                if column.choices is None:
                    continue
                for row in given:
                    value = row.get(column.key)
                    words = value if isinstance(value, tuple) else () if value is None else (value,)
                    assert set(words) <= set(column.choices.entries), f"{table}[{column.key}] {words}"

    def its_budget_lines_add_up_to_the_envelope(self, name: str) -> None:
        assert sum(map(total, rows(name, "BudgetLines"))) == case(name).settings["budget_total"]

    def its_budget_lines_have_an_action_unless_they_are_a_reserve(self, name: str) -> None:
        assert all(line.get("action") or line["nature"] == "reserve" for line in rows(name, "BudgetLines"))

    def its_acquisition_budgets_stay_within_their_bounds(self, name: str) -> None:
        lines = rows(name, "BudgetLines")
        for channel in rows(name, "Acquisition"):
            budget = sum(total(line) for line in lines if line.get("channel") == channel["channel"] and line.get("acquisition"))
            assert channel["min_budget"] <= budget <= channel["max_budget"], channel["channel"]

    def its_acquisitions_to_date_are_the_readings_of_new_customers(self, name: str) -> None:
        reading = next(row for row in rows(name, "KpiReadings") if row["kpi"] == "K01")
        assert sum(row.get("acquisitions_to_date", 0) for row in rows(name, "Acquisition")) == sum(
            reading.get(f"m{i:02d}", 0) for i in range(1, 13)
        )

    def its_cascade_shares_all_of_the_objective(self, name: str) -> None:
        assert sum(row["share"] for row in rows(name, "Cascade")) == pytest.approx(1)
        assert sum(case(name).cards["cascade_ramp"]) == pytest.approx(1)  # type: ignore[arg-type]
        assert case(name).cards["cascade_objective"] in ids(name, "Objectives")

    def its_objectives_each_have_an_action_a_budget_and_a_date_in_the_plan(self, name: str) -> None:
        settings = case(name).settings
        for objective in rows(name, "Objectives"):
            actions = {row["id"] for row in rows(name, "Actions") if row["objective"] == objective["id"]}
            assert actions
            assert sum(total(line) for line in rows(name, "BudgetLines") if line.get("action") in actions) > 0
            assert settings["plan_start"] <= objective["deadline"] <= settings["plan_end"]  # type: ignore[operator]
            assert objective["baseline_date"] < objective["deadline"]

    def its_actions_are_at_least_25_with_three_anchors_or_more(self, name: str) -> None:
        actions = rows(name, "Actions")
        assert len(actions) >= 25
        assert len({row["deadline"] for row in actions if row.get("deadline")}) >= 3

    def its_actions_each_have_one_approver_and_a_doer_who_is_not_their_only_owner(self, name: str) -> None:
        roles = ids(name, "Roles")
        matrix = {row["action"]: {role: row[role] for role in roles if role in row} for row in rows(name, "Raci")}
        assert matrix.keys() == ids(name, "Actions")
        for action in rows(name, "Actions"):
            letters = Counter(matrix[action["id"]].values())
            assert letters["A"] == 1, action["id"]
            assert letters["R"] >= 1, action["id"]
            assert letters["C"] <= 3, action["id"]
            assert matrix[action["id"]].get(action["owner"]) in ("R", "A"), action["id"]
        approvals = Counter(role for letters in matrix.values() for role, letter in letters.items() if letter == "A")
        assert max(approvals.values()) <= len(matrix) / 2

    def its_actions_wait_for_actions_and_milestones_that_exist(self, name: str) -> None:
        known = ids(name, "Actions") | ids(name, "Milestones")
        for action in rows(name, "Actions"):
            for word in filter(None, (part.strip() for part in action.get("predecessors", "").split(";"))):
                match = re.fullmatch(r"([AJ]\d+)((?:FS|SS|FF|SF|FD|DD|DF)[+-]?\d*)?", word)
                assert match is not None, word
                assert match[1] in known

    def its_finished_and_started_actions_have_real_dates_before_the_as_of_date(self, name: str) -> None:
        today = case(name).settings["as_of"]
        for action in rows(name, "Actions"):
            if action["status"] == "done":
                assert action["actual_start"] <= action["actual_finish"] <= today
                assert action["progress"] == 1
            if action["status"] == "in_progress":
                assert action["actual_start"] <= today
            if action["status"] == "planned":
                assert "actual_start" not in action

    def its_kpis_cover_race_families_and_horizons(self, name: str) -> None:
        kpis = rows(name, "Kpis")
        assert {row["race"] for row in kpis} == {"reach", "act", "convert", "engage"}
        assert {row["family"] for row in kpis} == {"acquisition", "conversion", "loyalty", "financial"}
        assert {row["horizon"] for row in kpis} == {"short", "long"}
        aimed = {row["kpi"] for row in rows(name, "Objectives")}
        assert all(row["id"] in aimed or ("target_own" in row and "baseline_own" in row) for row in kpis)

    def its_monthly_readings_stop_at_the_as_of_date(self, name: str) -> None:
        months = elapsed(name)
        monthly = {row["id"] for row in rows(name, "Kpis") if row["frequency"] == "monthly"}
        for row in rows(name, "KpiReadings"):
            filled = [i for i in range(1, 13) if f"m{i:02d}" in row]
            assert max(filled, default=0) <= months
            if row["kpi"] in monthly:
                assert filled == list(range(1, months + 1)), row["kpi"]

    def its_seasonality_weighs_a_hundred(self, name: str) -> None:
        for row in rows(name, "KpiSeasonality"):
            assert sum(row[f"m{i:02d}"] for i in range(1, 13)) == 100

    def its_journeys_name_channels_of_the_list(self, name: str) -> None:
        names = {row["name"] for row in rows(name, "Channels")}
        for row in rows(name, "Paths"):
            assert set(row["path"].split(" > ")) <= names

    def its_channels_sell_the_previous_revenue(self, name: str) -> None:
        assert sum(row.get("revenue", 0) for row in rows(name, "Channels")) == case(name).settings["revenue_previous"]

    def its_serious_threats_and_weaknesses_have_an_answer(self, name: str) -> None:
        for row in rows(name, "Swot"):
            if row["type"] in ("threat", "weakness") and row["impact"] * row["probability"] >= 15:
                assert row["response"]

    def its_months_of_budget_are_what_the_lines_commit_and_invoice(self, name: str) -> None:
        months = rows(name, "BudgetMonths")
        assert bool(months) == (case(name).settings["plan_stage"] != "signature")  # a plan to sign has no month behind it
        for key in ("committed", "invoiced"):
            assert sum(row.get(key, 0) for row in months) == sum(line.get(key, 0) for line in rows(name, "BudgetLines"))

    def its_as_of_date_is_no_clock(self, name: str) -> None:
        assert isinstance(case(name).settings["as_of"], dt.date)


@pytest.mark.parametrize("name", SYNTHETIC)
class DescribeSyntheticCase:
    def it_has_thousands_of_sales_and_hundreds_of_answers(self, name: str) -> None:
        assert 5_000 <= len(rows(name, "Transactions")) <= 20_000
        assert len(rows(name, "Survey")) >= 300
        assert len(rows(name, "MediaWeeks")) >= 52

    def it_is_drawn_the_same_each_time(self, name: str) -> None:
        again = load(name)
        assert again.rows["Transactions"] == case(name).rows["Transactions"]
        assert again.rows["Survey"] == case(name).rows["Survey"]

    def its_sales_stop_before_the_as_of_date(self, name: str) -> None:
        assert max(row["date"] for row in rows(name, "Transactions")) <= case(name).settings["as_of"]

    def it_says_that_its_data_are_synthetic(self, name: str) -> None:
        from workbook_templates.cases import loading

        text = (loading.HERE / f"{name}.yaml").read_text(encoding="utf-8")
        assert "synthèse" in text.splitlines()[0] + text.splitlines()[1]


class DescribeCdnow:
    def it_holds_the_6919_real_purchases_of_2357_customers(self) -> None:
        sales = rows("cdnow", "Transactions")
        assert len(sales) == 6_919
        assert len({row["customer"] for row in sales}) == 2_357
        assert round(sum(row["amount"] for row in sales), 2) == 244_091.94
        assert min(row["date"] for row in sales) == dt.date(1997, 1, 1)
        assert max(row["date"] for row in sales) == dt.date(1998, 6, 30)

    def its_real_readings_are_counted_in_the_purchases(self) -> None:
        readings = {row["kpi"]: row for row in rows("cdnow", "KpiReadings")}
        last: dict[str, dt.date] = {}
        back: dict[int, set[str]] = {month: set() for month in range(1, 7)}
        for sale in sorted(rows("cdnow", "Transactions"), key=lambda row: row["date"]):
            before = last.get(sale["customer"])
            if sale["date"].year == 1998 and before is not None and (sale["date"] - before).days >= 180:
                back[sale["date"].month].add(sale["customer"])
            last[sale["customer"]] = sale["date"]
        for month in range(1, 7):
            sales = [row for row in rows("cdnow", "Transactions") if (row["date"].year, row["date"].month) == (1998, month)]
            revenue, key = sum(row["amount"] for row in sales), f"m{month:02d}"
            assert readings["K02"][key] == pytest.approx(revenue, abs=0.005)
            assert readings["K03"][key] == len({row["customer"] for row in sales})
            assert readings["K04"][key] == len(back[month])
            assert readings["K05"][key] == pytest.approx(revenue / len(sales), abs=0.005)

    def it_carries_its_source_and_licence(self) -> None:
        from workbook_templates.cases import loading

        source = (loading.HERE / "cdnow" / "SOURCE.md").read_text(encoding="utf-8")
        assert "Hardie" in source
        assert "MIT" in source


class DescribeLoad:
    def it_refuses_a_case_it_does_not_know_and_lists_those_it_has(self) -> None:
        with pytest.raises(WorkbookError) as caught:
            load("automobile")
        assert caught.value.code == "case.unknown"
        assert all(name in caught.value.say("en") for name in CASES)

    def it_refuses_a_file_that_names_what_the_schema_does_not(self, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        from workbook_templates.cases import loading

        (tmp_path / "odd.yaml").write_text("settings: {colour: red}\ntables: {Swot: [{id: W1, mood: low}]}\n", encoding="utf-8")
        monkeypatch.setattr(loading, "HERE", tmp_path)
        with pytest.raises(WorkbookError) as caught:
            loading.read("odd")
        assert caught.value.code == "case.unknown_key"
        assert "Swot[mood]" in str(caught.value)
        assert "colour" in str(caught.value)
