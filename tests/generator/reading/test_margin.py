"""A blank gross margin: what formulas drew from it is held back, what stands without it stays."""

from __future__ import annotations

from dataclasses import replace

from generator.checks.run import SUBJECTS
from generator.figures import Figure
from generator.plan import Plan, Results, Settings
from generator.reading.margin import without_margin
from generator.records import Acquisition, Channel, GrowthOption, Initiative, Segment
from generator.results import ClvDecile
from generator.sections import ansoff, romi


def eur(value: float) -> Figure:
    return Figure(value, "EUR", "Canaux!K9")


def ratio(value: float) -> Figure:
    return Figure(value, "ratio", "ROMI!I9")


LOST = Initiative(
    id="I1", name="Radio", method="attribution", cost=eur(100), romi=ratio(-1), romi_high=ratio(-1), verdict="arrêter"
)
PLAN = Plan(
    channels=(Channel(id="C1", name="Radio", contribution=eur(-5000)),),
    ansoff=(GrowthOption(id="G1", option="Export", investment=eur(300), expected_margin=eur(-300)),),
    initiatives=(LOST, replace(LOST, id="I2", margin=Figure(0.4, "share", "ROMI!E10"))),
    segments=(Segment(id="S1", clv=eur(0), cpa_target=eur(0)), Segment(id="S2", clv=eur(90), cpa_target=eur(30))),
    acquisition=(Acquisition(channel="C1", budget=eur(10), cpa_plan=eur(40), clv=eur(0), cpa_target=eur(0)),),
    results=Results(clv_pareto=(ClvDecile(decile="1", value=eur(0)),), cards={"romi_total": ratio(-1), "audit_share": ratio(1)}),
)


def codes(plan: Plan) -> set[str]:
    return {problem.code for subject in SUBJECTS for rule in subject.RULES for problem in rule(plan)}


class DescribeAPlanWithoutAMargin:
    def it_says_so_and_draws_nothing_from_it(self) -> None:
        told = codes(without_margin(replace(PLAN, initiatives=(LOST,))))
        assert "margin.missing" in told
        assert not told & {"channel.loses", "romi.loses", "cpa.above_clv", "ansoff.losing_option"}
        assert {"channel.loses", "romi.loses", "cpa.above_clv", "ansoff.losing_option"} <= codes(PLAN)

    def it_keeps_what_has_a_margin_of_its_own(self) -> None:
        held = without_margin(PLAN)
        assert [item.romi is None for item in held.initiatives] == [True, False]
        assert [segment.clv is None for segment in held.segments] == [True, False]

    def it_concludes_nothing(self) -> None:
        held = without_margin(replace(PLAN, initiatives=(LOST,)))
        assert romi.context(held)["verdict"] == "unknown"
        assert ansoff.context(held)["losing"] is None
        assert held.results.clv_pareto == ()
        assert set(held.results.cards) == {"audit_share"}

    def it_is_left_as_it_is_once_the_margin_is_known(self) -> None:
        known = replace(PLAN, settings=Settings(gross_margin=Figure(0.38, "share", "Paramètres!B20")))
        assert without_margin(known) is known
