"""Two versions of a plan, side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest

from generator.blocks import TableBlock
from generator.compare import compare
from generator.document import compose
from generator.figures import Figure
from generator.plan import Plan, Settings
from generator.reading.areas import NOT_COMPUTED
from generator.reading.records import TABLES as RECORDS
from generator.records import Acquisition, Action, BudgetLine, Competitor, Kpi, KpiReading, Objective, Place, RaciRow
from generator.workbook import Reading
from workbook_templates.schema import SETTINGS, TABLES
from workbook_templates.schema.spec import Kind

NBSP = "\u00a0"


def eur(value: float) -> Figure:
    return Figure(value, "EUR", "Budget!H9")


OLD = Plan(
    settings=Settings(
        budget_total=eur(2_400_000), plan_stage="signature", as_of=dt.date(2027, 1, 4), cells={"budget_total": "Paramètres!B22"}
    ),
    objectives=(Objective(id="O1", statement="Recruter", target=Figure(55000, "count", "x"), deadline=dt.date(2027, 12, 31)),),
    actions=(Action(id="A01", name="Salon", status="planned"), Action(id="A02", name="Radio")),
    budget_lines=(BudgetLine(id="B1", label="Média", q1=eur(1000), at=Place("Budget", 9, {"q1": "H"})),),
)


def _two(kind: Kind) -> tuple[object, object]:
    """Two values of a kind."""
    if kind in (Kind.TEXT, Kind.ID, Kind.REF, Kind.CHOICE):
        return "un", "deux"
    if kind in (Kind.REFS, Kind.CHOICES, Kind.DATES):
        return ("un",), ("un", "deux")
    if kind is Kind.DATE:
        return dt.date(2027, 1, 4), dt.date(2027, 1, 5)
    return (True, False) if kind is Kind.YES else (eur(1), eur(2))


def differences(new: Plan, lang: str = "fr") -> list[str]:
    return [difference.say(lang) for difference in compare(Reading(OLD, (), "fr"), Reading(new, (), "fr"), lang=lang)]  # type: ignore[arg-type]


class DescribeTheComparison:
    def it_finds_nothing_between_equal_plans(self) -> None:
        assert differences(replace(OLD)) == []

    def it_says_what_stood_before_and_now(self) -> None:
        new = replace(OLD, budget_lines=(replace(OLD.budget_lines[0], q1=eur(1500)),))
        assert differences(new) == [f"B1 Média, T1{NBSP}: 1{NBSP}000{NBSP}€ → 1{NBSP}500{NBSP}€."]

    def it_names_the_cell_of_the_new_version(self) -> None:
        new = replace(OLD, budget_lines=(replace(OLD.budget_lines[0], q1=eur(1500)),))
        found = compare(Reading(OLD, (), "fr"), Reading(new, (), "fr"))
        assert (found[0].cell, found[0].weight) == ("Budget!H9", 500)

    def it_tells_rows_added_and_removed(self) -> None:
        new = replace(OLD, actions=(OLD.actions[0], Action(id="A03", name="Clubs")))
        assert differences(new) == [f"A03 Clubs{NBSP}: ajouté.", f"A02 Radio{NBSP}: retiré."]

    def it_says_choices_in_words_of_the_language_asked(self) -> None:
        new = replace(OLD, actions=(replace(OLD.actions[0], status="done"), OLD.actions[1]))
        assert differences(new) == [f"A01 Salon, Statut{NBSP}: Prévue → Terminée."]
        assert differences(new, "en") == ["A01 Salon, Status: Planned → Done."]

    def it_compares_words_of_results_whatever_their_language(self) -> None:
        old = Plan(kpis=(Kpi(id="K01", name="Portée", status="à mesurer"), Kpi(id="K02", name="CPA", status="atteint")))
        new = Plan(kpis=(Kpi(id="K01", name="Portée", status="to measure"), Kpi(id="K02", name="CPA", status="in alert")))
        found = compare(Reading(old, (), "fr"), Reading(new, (), "en"))
        assert [difference.say("en") for difference in found] == ["K02 CPA, Status: reached → in alert."]

    def it_does_not_see_rounding_or_spaces(self) -> None:
        new = replace(
            OLD,
            settings=replace(OLD.settings, budget_total=eur(2_400_000 + 1e-10)),
            actions=(replace(OLD.actions[0], name=" Salon "), OLD.actions[1]),
        )
        assert differences(new) == []

    def it_starts_with_the_settings(self) -> None:
        new = replace(OLD, settings=replace(OLD.settings, budget_total=eur(2_300_000), plan_stage="quarterly_review"))
        assert [text.partition(",")[0] for text in differences(new)] == ["Moment du plan", "Enveloppe à approuver"]

    def it_leaves_results_out_where_one_version_was_not_computed_and_says_so_once(self) -> None:
        computed = Plan(
            actions=(Action(id="A01", name="Salon", status="planned", budget=eur(5000), latest_start=dt.date(2027, 2, 1)),)
        )
        bare = Plan(actions=(Action(id="A01", name="Salon", status="done", budget=eur(0)),))
        found = compare(Reading(computed, (), "fr"), Reading(bare, (NOT_COMPUTED.at("Actions!P9"),), "fr"))
        assert [difference.kind for difference in found] == ["new_not_computed", "changed"]
        assert found[0].say("fr").startswith(f"La nouvelle version n'a pas été calculée{NBSP}:")
        assert "planmo calc" in found[0].say("en")
        back = compare(Reading(bare, (NOT_COMPUTED.at("Actions!P9"),), "fr"), Reading(computed, (), "fr"))
        assert [difference.kind for difference in back] == ["old_not_computed", "changed"]

    def it_says_nothing_of_results_that_neither_version_has(self) -> None:
        bare = Reading(Plan(actions=(Action(id="A01", name="Salon", budget=eur(0)),)), (NOT_COMPUTED.at("Actions!P9"),), "fr")
        assert compare(bare, bare) == ()

    @pytest.mark.parametrize("name", sorted(set(RECORDS)))
    def it_sees_whatever_people_type_in_any_table(self, name: str) -> None:
        table, kind = RECORDS[name]
        known = {item.name for item in fields(kind)}
        for column in TABLES[table].inputs:
            if column.key not in known:
                continue
            one, other = (Plan(**{name: (kind(**{column.key: value}),)}) for value in _two(column.kind))
            bare = (NOT_COMPUTED.at("Actions!P9"),)
            found = compare(Reading(one, bare, "fr"), Reading(other, bare, "fr"))
            assert found, f"{table}[{column.key}]"
            assert all(difference.say("fr") and difference.say("en") for difference in found)

    @pytest.mark.parametrize("key", sorted(set(SETTINGS) & {item.name for item in fields(Settings)}))
    def it_sees_whatever_is_set(self, key: str) -> None:
        one, other = (Plan(settings=Settings(**{key: value})) for value in _two(SETTINGS[key].kind))
        found = compare(Reading(one, (), "fr"), Reading(other, (), "fr"))
        assert [difference.subject for difference in found] == [SETTINGS[key].label.fr]

    def it_matches_rows_without_id_by_what_names_them(self) -> None:
        spent = (Acquisition(channel="CH01", segment="S1", max_budget=eur(100)), Acquisition(channel="CH01", segment="S2"))
        more = (Acquisition(channel="CH01", segment="S2"), replace(spent[0], max_budget=eur(150)))
        found = compare(Reading(Plan(acquisition=spent), (), "fr"), Reading(Plan(acquisition=more), (), "fr"))
        assert [(d.kind, d.subject.endswith("CH01 S1"), d.before, d.after) for d in found] == [
            ("changed", True, f"100{NBSP}€", f"150{NBSP}€")
        ]

    def it_tells_rows_of_one_name_apart_by_their_order(self) -> None:
        twice = (Competitor(name="Rival"), Competitor(name="Rival", strength="prix"))
        found = compare(Reading(Plan(competitors=twice), (), "fr"), Reading(Plan(competitors=twice[:1]), (), "fr"))
        assert [difference.kind for difference in found] == ["removed"]

    def it_reads_the_letters_of_each_role_and_each_month(self) -> None:
        old = Plan(
            raci=(RaciRow(action="A01", letters={"DM": "A", "CRM": "R"}),),
            readings=(KpiReading(kpi="K1", months=(eur(1), None)),),
        )
        new = Plan(
            raci=(RaciRow(action="A01", letters={"DM": "A", "CRM": "C"}),),
            readings=(KpiReading(kpi="K1", months=(eur(1), eur(2))),),
        )
        found = compare(Reading(old, (), "fr"), Reading(new, (), "fr"))
        assert [(d.column.fr if d.column else "", d.before) for d in found] == [("CRM", "R"), ("M02", "")]

    def it_says_a_figure_once_where_one_may_be_typed_over_a_result(self) -> None:
        old = Plan(kpis=(Kpi(id="K1", name="CPA", target=eur(30), target_own=eur(30)),))
        new = Plan(kpis=(Kpi(id="K1", name="CPA", target=eur(28), target_own=eur(28)),))
        assert len(compare(Reading(old, (), "fr"), Reading(new, (), "fr"))) == 1
        bare = (NOT_COMPUTED.at("Kpis!P9"),)
        assert [d.kind for d in compare(Reading(old, bare, "fr"), Reading(new, bare, "fr"))] == ["changed"]

    @pytest.mark.parametrize("changed", [True, False])
    def it_makes_a_page_of_the_plan(self, changed: bool) -> None:
        new = replace(OLD, actions=OLD.actions[:1]) if changed else OLD
        document = compose(Reading(new, (), "fr"), previous=Reading(OLD, (), "fr"))
        tables = [block for block in document.blocks if isinstance(block, TableBlock) and block.bookmark == "t_compared"]
        assert len(tables) == changed
