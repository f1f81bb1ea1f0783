"""What a careful director would catch, rule by rule, on small plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest

from generator.checks import ADVICE_SHOWN, check, is_draft
from generator.figures import Figure
from generator.plan import Plan, Results, Settings
from generator.records import (
    Acquisition,
    Action,
    BudgetLine,
    CascadeShare,
    Channel,
    Contract,
    Decision,
    Initiative,
    Kpi,
    KpiReading,
    Milestone,
    Objective,
    Place,
    PriceTest,
    Product,
    RaciRow,
    Risk,
    Role,
    Segment,
    SwotItem,
)
from generator.results import Measure, RoleLoad, ScheduledAction
from generator.workbook import Reading
from workbook_templates.errors import Problem

NBSP = "\u00a0"
TODAY = dt.date(2027, 6, 21)


def eur(value: float) -> Figure:
    return Figure(value, "EUR", "Budget!H9")


def num(value: float) -> Figure:
    return Figure(value, "count", "Budget!H9")


def share(value: float) -> Figure:
    return Figure(value, "share", "Budget!H9")


def at(sheet: str, row: int = 9, **columns: str) -> Place:
    return Place(sheet, row, columns)


def found(plan: Plan) -> dict[str, Problem]:
    """Return the remarks of a plan by code, advice beyond the tenth included."""
    from generator.checks.run import SUBJECTS

    return {problem.code: problem for subject in SUBJECTS for rule in subject.RULES for problem in rule(plan)}


def codes(plan: Plan) -> set[str]:
    return set(found(plan))


SETTINGS = Settings(
    plan_start=dt.date(2027, 1, 1), plan_end=dt.date(2027, 12, 31), as_of=TODAY, budget_total=eur(100), gross_margin=share(0.4),
    cells={"budget_total": "Paramètres!B22", "as_of": "Paramètres!B15"},
)  # fmt: skip
PLAN = Plan(settings=SETTINGS)


class DescribeMoney:
    def it_says_how_much_the_lines_exceed_the_envelope(self) -> None:
        plan = replace(PLAN, budget_lines=(BudgetLine(id="B1", label="x", action="A1", q1=eur(80), q2=eur(50)),))
        problem = found(plan)["budget.gap"]
        assert (problem.level, problem.stake) == ("blocking", 30)
        assert f"130{NBSP}€ pour une enveloppe de 100{NBSP}€ (30{NBSP}€ de trop)" in problem.text.fr

    def it_is_silent_when_the_lines_make_the_envelope(self) -> None:
        plan = replace(PLAN, budget_lines=(BudgetLine(id="B1", label="x", nature="reserve", q1=eur(40), q4=eur(60)),))
        assert not codes(plan) & {"budget.gap", "budget.unspent", "budget.no_action", "budget.no_reserve"}

    def it_wants_an_action_on_each_line_but_the_reserve(self) -> None:
        plan = replace(PLAN, budget_lines=(BudgetLine(id="B1", label="Stand", q1=eur(100)),))
        assert "budget.no_action" in codes(plan)

    def it_takes_a_note_for_an_overspend(self) -> None:
        line = BudgetLine(id="B1", label="Stand", action="A1", q1=eur(100), committed=eur(120), invoiced=eur(0))
        assert "budget.overcommitted" in codes(replace(PLAN, budget_lines=(line,)))
        assert "budget.overcommitted" not in codes(replace(PLAN, budget_lines=(replace(line, note="avenant signé"),)))

    def it_asks_for_the_margin(self) -> None:
        plan = Plan(settings=Settings(cells={"gross_margin": "Paramètres!B26"}))
        assert found(plan)["margin.missing"].where == "Paramètres!B26"

    def it_tells_a_channel_dearer_than_its_customers_unless_somebody_wrote_why(self) -> None:
        row = Acquisition(
            channel="C10", budget=eur(50), cpa_plan=eur(71), cpa_target=eur(39), clv=eur(118), acquisitions_previous=num(9)
        )
        plan = replace(PLAN, channels=(Channel(id="C10", name="Catalogue"),), acquisition=(row,))
        assert (
            f"à 71{NBSP}€, un client venu de «{NBSP}Catalogue{NBSP}» coûte plus que les 39{NBSP}€"
            in found(plan)["cpa.above_clv"].text.fr
        )
        kept = replace(plan, acquisition=(replace(row, override_reason="rentrée"),))
        assert "cpa.above_clv" not in codes(kept)


class DescribeObjectives:
    OBJECTIVE = Objective(
        id="O3", statement="Monter", kpi="K1", baseline=share(0.19), target=share(0.23), direction="up", deadline=dt.date(2027, 12, 31),
        baseline_date=dt.date(2026, 12, 31), owner="DM", strategic_goal="G1", at=at("Objectifs", target="J"),
    )  # fmt: skip

    def it_tells_a_target_that_changes_nothing(self) -> None:
        plan = replace(PLAN, objectives=(replace(self.OBJECTIVE, target=share(0.19)),))
        problem = found(plan)["kpi.target_equals_baseline"]
        assert problem.where == "Objectifs!J9"
        assert f"(19{NBSP}%)" in problem.text.fr

    def it_tells_a_target_against_the_kpi_s_direction(self) -> None:
        assert "objective.against_direction" in codes(replace(PLAN, objectives=(replace(self.OBJECTIVE, target=share(0.1)),)))

    def it_tells_an_objective_that_no_action_serves(self) -> None:
        assert "objective.no_action" in codes(replace(PLAN, objectives=(self.OBJECTIVE,)))
        served = replace(PLAN, objectives=(self.OBJECTIVE,), actions=(Action(id="A1", name="x", objective="O3"),))
        assert "objective.no_action" not in codes(served)

    def it_wants_a_reason_for_a_growth_never_seen(self) -> None:
        bold = replace(self.OBJECTIVE, best_historical_growth=share(0.1))
        assert "objective.unproven_growth" in codes(replace(PLAN, objectives=(bold,)))
        assert "objective.unproven_growth" not in codes(replace(PLAN, objectives=(replace(bold, justification="test réussi"),)))

    def it_tells_a_deadline_outside_the_plan(self) -> None:
        late = replace(self.OBJECTIVE, deadline=dt.date(2028, 1, 5))
        assert "objective.deadline_outside" in codes(replace(PLAN, objectives=(late,)))

    def it_adds_up_the_shares_of_the_cascade(self) -> None:
        shares = (CascadeShare(channel="C1", share=share(0.6)), CascadeShare(channel="C2", share=share(0.3)))
        assert f"90{NBSP}% au lieu de 100{NBSP}%" in found(replace(PLAN, cascade=shares))["cascade.shares"].text.fr

    def it_writes_a_share_as_each_language_does(self) -> None:
        still = replace(self.OBJECTIVE, baseline=share(0.415), target=share(0.415))
        said = found(replace(PLAN, objectives=(still,)))["kpi.target_equals_baseline"].text
        assert f"(41,5{NBSP}%)" in said.fr
        assert "(41.5%)" in said.en

    def it_stops_at_seven(self) -> None:
        assert "objective.too_many" in codes(
            replace(PLAN, objectives=tuple(replace(self.OBJECTIVE, id=f"O{i}") for i in range(8)))
        )


class DescribePlanning:
    def _actions(self, *links: tuple[str, str]) -> tuple[Action, ...]:
        return tuple(
            Action(id=name, name=name, kind="project", duration_days=num(5), predecessors=before) for name, before in links
        )

    def it_prints_the_cycle(self) -> None:
        plan = replace(PLAN, actions=self._actions(("A05", "A07"), ("A06", "A05"), ("A07", "A06")))
        assert "A05 attend A07, qui attend A06, qui attend A05" in found(plan)["plan.cycle"].text.fr

    def it_knows_milestones_as_predecessors(self) -> None:
        plan = replace(PLAN, actions=self._actions(("A01", "J1")), milestones=(Milestone(id="J1", label="Salon"),))
        assert "plan.unknown_predecessor" not in codes(plan)

    @pytest.mark.parametrize("written", ["A9", "A9DD+2", "salon"])
    def it_names_a_predecessor_that_does_not_exist(self, written: str) -> None:
        plan = replace(PLAN, actions=self._actions(("A01", written)))
        assert "plan.unknown_predecessor" in codes(plan)

    def it_counts_working_days_late(self) -> None:
        action = Action(
            id="A16", name="Conventions", kind="project", duration_days=num(30), deadline="J3", at=at("Actions", 16, alert="AK")
        )
        late = ScheduledAction(id="A16", latest_start=dt.date(2027, 6, 14), late_by=Figure(5, "days", "x"))
        plan = replace(
            PLAN, actions=(action,), milestones=(Milestone(id="J3", label="rentrée sportive", date=dt.date(2027, 8, 30)),),
            results=Results(schedule=(late,)),
        )  # fmt: skip
        problem = found(plan)["plan.late"]
        assert problem.where == "Actions!AK16"
        assert "aurait dû démarrer le 14/06/2027" in problem.text.fr
        assert f"5 jours ouvrés de retard sur «{NBSP}rentrée sportive{NBSP}»" in problem.text.fr

    def it_leaves_what_is_done_alone(self) -> None:
        action = Action(id="A16", name="x", status="done", actual_finish=TODAY)
        late = ScheduledAction(id="A16", late_by=Figure(5, "days", "x"))
        assert "plan.late" not in codes(replace(PLAN, actions=(action,), results=Results(schedule=(late,))))

    def it_wants_something_that_says_when_to_end(self) -> None:
        plan = replace(PLAN, actions=self._actions(("A01", ""), ("A02", "A01")))
        assert {p.code for p in [found(plan)["plan.no_anchor"]]} == {"plan.no_anchor"}
        assert f"«{NBSP}A02{NBSP}»" in found(plan)["plan.no_anchor"].text.fr

    def it_tells_actual_dates_from_the_future(self) -> None:
        action = Action(id="A1", name="x", status="done", actual_finish=TODAY + dt.timedelta(days=1))
        assert "plan.actual_in_future" in codes(replace(PLAN, actions=(action,)))

    def it_tells_the_most_loaded_role_and_names_the_others(self) -> None:
        roles = (
            Role(id="COM", label="Communication", capacity_days_week=num(4)),
            Role(id="DIG", label="Digital", capacity_days_week=num(4)),
        )
        load = (
            RoleLoad(owner="COM", weeks=(TODAY,), days=(Figure(7, "days", "R!A1"),)),
            RoleLoad(owner="DIG", weeks=(TODAY,), days=(Figure(5, "days", "R!A2"),)),
        )
        problem = found(replace(PLAN, roles=roles, results=Results(workload=load)))["plan.overload"]
        assert "7 jours la semaine du 21/06/2027 pour 4 disponibles" in problem.text.fr
        assert "DIG" in problem.text.fr


class DescribeAPlanWithoutAnAsOfDate:
    def it_has_nothing_late_nor_ahead(self) -> None:
        plan = replace(
            PLAN, settings=replace(PLAN.settings, as_of=None, plan_start=None),
            actions=(Action(id="A1", name="x", status="done", actual_finish=TODAY),),
            decisions=(Decision(id="D1", due_date=dt.date(1999, 1, 1)),),
            kpis=(Kpi(id="K1", name="x"),), readings=(KpiReading(kpi="K1", months=(num(1),) * 3),),
        )  # fmt: skip
        assert not codes(plan) & {
            "plan.actual_in_future",
            "plan.late",
            "decision.late",
            "kpi.read_ahead",
            "contract.notice_passed",
        }


class DescribeRaci:
    ROLES = (Role(id="DM", label="Directrice"), Role(id="CRM", label="CRM"), Role(id="COM", label="Com"))

    def _codes(self, *rows: dict[str, str]) -> set[str]:
        table = tuple(RaciRow(action=f"A{i}", letters=row) for i, row in enumerate(rows, start=1))
        return codes(replace(PLAN, roles=self.ROLES, raci=table))

    def it_wants_one_who_answers_and_one_who_does(self) -> None:
        assert {"raci.no_accountable"} <= self._codes({"CRM": "R"})
        assert {"raci.no_responsible"} <= self._codes({"DM": "A"})
        assert not {"raci.no_accountable", "raci.no_responsible", "raci.bad_letter"} & self._codes({"DM": "a", "CRM": " R "})

    def it_names_the_two_who_approve(self) -> None:
        row = RaciRow(action="A18", letters={"DM": "A", "COM": "A", "CRM": "R"}, at=at("RACI", 19, DM="C", COM="F", CRM="G"))
        problem = found(replace(PLAN, roles=self.ROLES, raci=(row,)))["raci.two_accountable"]
        assert problem.where == "RACI!C19, F19"
        assert "DM, COM" in problem.text.fr

    def it_refuses_two_letters_in_a_cell(self) -> None:
        assert "raci.bad_letter" in self._codes({"DM": "RA", "CRM": "R"})

    def it_compares_columns_with_roles(self) -> None:
        assert "raci.unknown_role" in self._codes({"DM": "A", "XYZ": "R"})

    def it_wants_a_row_for_each_action(self) -> None:
        assert "raci.no_row" in codes(replace(PLAN, actions=(Action(id="A1", name="x"),)))

    def it_sees_one_role_approve_everything(self) -> None:
        assert "raci.accountability_bottleneck" in self._codes(*({"DM": "A", "CRM": "R"} for _ in range(5)))

    def it_wants_the_owner_to_take_part(self) -> None:
        row = RaciRow(action="A1", letters={"DM": "A", "CRM": "R"})
        plan = replace(PLAN, roles=self.ROLES, raci=(row,), actions=(Action(id="A1", name="x", owner="COM"),))
        assert "raci.owner_absent" in codes(plan)


class DescribeMeasures:
    KPI = Kpi(
        id="K1",
        name="Rétention",
        race="engage",
        family="loyalty",
        horizon="long",
        frequency="monthly",
        baseline=share(0.8),
        target=share(0.9),
    )

    def _reading(self, months: int) -> KpiReading:
        return KpiReading(
            kpi="K1", months=tuple(share(0.8) if i < months else None for i in range(12)), at=at("Tableau de bord", m04="T")
        )

    def it_tells_a_kpi_nobody_reads_any_more(self) -> None:
        plan = replace(PLAN, kpis=(self.KPI,), readings=(self._reading(3),))
        problem = found(plan)["kpi.stale"]
        assert "depuis mars" in problem.text.fr
        assert "les mois M04 à M05" in problem.text.fr

    def it_is_patient_with_a_half_yearly_kpi(self) -> None:
        plan = replace(PLAN, kpis=(replace(self.KPI, frequency="semiannual"),), readings=(self._reading(1),))
        assert "kpi.stale" not in codes(plan)

    def it_expects_no_reading_at_signature(self) -> None:
        plan = replace(PLAN, kpis=(self.KPI,), readings=(self._reading(0),))
        assert "kpi.nothing_read" not in codes(plan)
        review = replace(plan, settings=replace(SETTINGS, plan_stage="midyear_review"))
        assert "kpi.nothing_read" in codes(review)

    def it_covers_the_four_stages_and_families(self) -> None:
        assert {"kpi.race_gap", "kpi.family_gap"} <= codes(replace(PLAN, kpis=(self.KPI,)))

    def it_tells_a_price_outside_the_accepted_range(self) -> None:
        test = PriceTest(question="Chaussure", decision_price=eur(70), pmc=eur(32), pme=eur(65))
        assert (
            f"70{NBSP}€, sort de la plage acceptée (32{NBSP}€ à 65{NBSP}€)"
            in found(replace(PLAN, price_tests=(test,)))["price.out_of_range"].text.fr
        )

    def it_tells_when_a_survey_contradicts_itself(self) -> None:
        points = (Measure(name="respondents", value=num(293)), Measure(name="excluded", value=num(27)))
        problem = found(replace(PLAN, results=Results(price_points=points)))["survey.order"]
        assert problem.text.fr.startswith("27 réponses sur 320 se contredisent")

    def it_tells_when_too_few_customers_came_back(self) -> None:
        fit = (Measure(name="customers", value=num(340)), Measure(name="repeat_customers", value=num(11)))
        assert "seuls 11 clients sur 340" in found(replace(PLAN, results=Results(clv_fit=fit)))["clv.too_few_repeats"].text.fr

    def it_says_what_an_empty_transactions_table_costs(self) -> None:
        assert found(PLAN)["transactions.empty"].where == "Transactions"

    def it_watches_notice_dates(self) -> None:
        contract = Contract(id="CT1", partner="Place", end_date=dt.date(2027, 9, 30), notice_date=dt.date(2027, 7, 2))
        assert "contract.notice_soon" in codes(replace(PLAN, contracts=(contract,)))
        assert "contract.notice_passed" in codes(replace(PLAN, contracts=(replace(contract, notice_date=dt.date(2027, 6, 1)),)))

    def it_sees_an_exclusivity_promised_twice(self) -> None:
        one = Contract(id="CT1", partner="Nord", exclusivity="Textile club", exclusivity_kind="product")
        plan = replace(PLAN, contracts=(one, replace(one, id="CT2", partner="Sud", exclusivity="textile  CLUB")))
        assert "Nord, Sud" in found(plan)["contract.exclusivity_twice"].text.fr

    def it_accepts_a_loss_that_time_makes_good(self) -> None:
        item = Initiative(id="I1", name="Notoriété", romi=Figure(-0.4, "ratio", "ROMI!I9"))
        assert "romi.loses" in codes(replace(PLAN, initiatives=(item,)))
        later = replace(item, romi_discounted=Figure(0.3, "ratio", "ROMI!L9"))
        assert "romi.loses" not in codes(replace(PLAN, initiatives=(later,)))


class DescribeStrategy:
    def it_wants_an_answer_to_heavy_threats(self) -> None:
        threat = SwotItem(id="W1", type="threat", statement="Prix", score=num(20), evidence="étude")
        assert "swot.no_response" in codes(replace(PLAN, swot=(threat,)))
        assert "swot.no_response" not in codes(replace(PLAN, swot=(replace(threat, response=("A01",)),)))

    def it_wants_a_promise_for_each_target(self) -> None:
        assert "segment.no_positioning" in codes(replace(PLAN, segments=(Segment(id="S1", name="Familles", targeted=True),)))

    def it_wants_a_choice_for_a_declining_product(self) -> None:
        assert "product.decline_undecided" in codes(
            replace(PLAN, products=(Product(id="P1", name="Rollers", phase_chosen="decline"),))
        )


class DescribeSteering:
    def it_tells_a_decision_nobody_took(self) -> None:
        late = Decision(id="D1", request="Approuver", due_date=dt.date(2027, 6, 1))
        assert "decision.late" in codes(replace(PLAN, decisions=(late,)))
        assert "decision.late" not in codes(replace(PLAN, decisions=(replace(late, outcome="approved", outcome_date=TODAY),)))

    def it_wants_an_answer_to_heavy_risks(self) -> None:
        assert "risk.no_answer" in codes(replace(PLAN, risks=(Risk(id="R1", label="Retard", score=num(15), owner="DM"),)))


class DescribeTheWholeCheck:
    def _reading(self, problems: Iterable[Problem] = (), plan: Plan = PLAN) -> Reading:
        return Reading(plan, tuple(problems), "fr")

    def it_puts_what_blocks_first_and_at_most_ten_advices(self) -> None:
        weights = tuple(
            SwotItem(id=f"W{i}", type="threat", statement=f"x{i}", score=num(15 + i), at=at("Situation", 9 + i))
            for i in range(14)
        )
        problems = check(self._reading(plan=replace(PLAN, swot=weights)))
        levels = [problem.level for problem in problems]
        assert levels == sorted(levels, key=["blocking", "fix", "advice"].index)
        assert levels.count("advice") == ADVICE_SHOWN

    def it_sorts_advice_by_what_is_at_stake(self) -> None:
        advice = [problem.stake for problem in check(self._reading()) if problem.level == "advice"]
        assert advice == sorted(advice, reverse=True)

    def it_says_a_repeated_remark_once_with_three_cells(self) -> None:
        rows = tuple(RaciRow(action="A1", letters={"DM": "A"}, at=at("RACI", 9 + i, action="A")) for i in range(5))
        problem = next(p for p in check(self._reading(plan=replace(PLAN, raci=rows))) if p.code == "raci.no_responsible")
        assert problem.where == "RACI!A9, A10, A11…"

    def it_judges_nothing_else_before_the_workbook_is_computed(self) -> None:
        plan = replace(
            PLAN, budget_lines=(BudgetLine(id="B1", label="Stand", q1=eur(100), total=eur(0), at=at("Budget", total="L")),)
        )
        assert [(problem.code, problem.where) for problem in check(self._reading(plan=plan))] == [
            ("results.not_computed", "Budget!L9")
        ]

    def it_makes_a_draft_of_a_plan_with_something_to_fix(self) -> None:
        assert is_draft(check(self._reading()))
        assert not is_draft([problem for problem in check(self._reading()) if problem.level == "advice"])
