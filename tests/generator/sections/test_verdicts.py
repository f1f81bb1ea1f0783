"""What each section concludes, good, mixed, bad or not measured, on small plans; and that both languages can say it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import ModuleType

import pytest

from generator import markup
from generator.blocks import GanttBlock, SignatureBlock, TableBlock
from generator.figures import Figure
from generator.plan import Plan, Results, Settings
from generator.prose import Prose
from generator.records import (
    Acquisition,
    Action,
    BudgetLine,
    Channel,
    Competitor,
    Decision,
    GrowthOption,
    Initiative,
    Kpi,
    MarketFact,
    Milestone,
    MixDecision,
    Objective,
    PastResult,
    PriceTest,
    Product,
    RaciRow,
    Retention,
    Risk,
    Role,
    Segment,
    SwotItem,
)
from generator.results import (
    AuditCheck,
    AuditScore,
    CascadeStep,
    ClvDecile,
    Elasticity,
    Measure,
    ModelComparison,
    Reallocation,
    RfmSegment,
    RoleLoad,
    ScheduledAction,
    SmartVerdict,
)
from generator.sections import (
    alignment,
    ansoff,
    attribution,
    audit,
    budget,
    cascade,
    channels,
    clv,
    dashboard,
    decisions,
    loop,
    market,
    mix,
    past,
    portfolio,
    positioning,
    price,
    progress,
    quality,
    raci,
    reallocation,
    retroplanning,
    rfm,
    risks,
    romi,
    smart,
    summary,
    swot,
)
from generator.sections.dashboard import status_of
from workbook_templates.text import Lang

NBSP = "\u00a0"
DAY = dt.date(2027, 6, 21)
PLAN = Plan(settings=Settings(company="Bondélan", as_of=DAY, plan_start=dt.date(2027, 1, 1), plan_end=dt.date(2027, 12, 31)))


def f(value: float, unit: str = "count", cell: str = "Feuille!A1") -> Figure:
    return Figure(value, unit, cell)  # type: ignore[arg-type]


def kpi(status: str, actual: float | None = 38, expected: float | None = 42, **more: object) -> Kpi:
    return Kpi(
        id="K1", name="Réachat", status=status, actual_to_date=f(actual) if actual is not None else None, owner="CRM", race="engage",
        target_to_date=f(expected) if expected is not None else None, target=f(44), alert_threshold=f(0.03, "share"), corrective_action="Relancer", **more,
    )  # type: ignore[arg-type]  # fmt: skip


def option(margin: float) -> GrowthOption:
    return GrowthOption(
        id="X1", option="Voisins", product_new=False, market_new=False, investment=f(100, "EUR"), expected_margin=f(margin, "EUR")
    )


def line(amount: float) -> BudgetLine:
    return BudgetLine(id="B1", label="x", objective="O1", q1=f(amount, "EUR"), total=f(amount, "EUR"))


def scheduled(slack: float, late: float = 0.0) -> Plan:
    action = Action(id="A1", name="Conventions", kind="project", status="planned", deadline="J1")
    found = ScheduledAction(
        id="A1", latest_start=DAY, latest_finish=DAY, total_slack=f(slack, "days"), late_by=f(late, "days"), critical=True
    )
    return replace(
        PLAN, actions=(action,), milestones=(Milestone(id="J1", label="Salon", date=DAY),), results=Results(schedule=(found,))
    )


def test(price_: float) -> PriceTest:
    return PriceTest(question="Chaussure", decision_price=f(price_, "EUR"), pmc=f(32, "EUR"), opp=f(43, "EUR"), pme=f(65, "EUR"))


test.__test__ = False  # type: ignore[attr-defined]
SMART = (
    SmartVerdict(id="O1", s=True, m=True, a=True, r=True, t=True, score=f(5)),
    SmartVerdict(id="O2", s=True, m=False, a=True, r=True, t=True, score=f(4), advice="Un départ."),
)
OBJECTIVES = (
    Objective(id="O1", statement="Recruter", baseline=f(10), target=f(12), kpi="K1"),
    Objective(id="O2", statement="Fidéliser", baseline=f(10), target=f(11), kpi="K9"),
)
LETTERS = RaciRow(action="A1", letters={"DM": "A", "CRM": "R"})
LOADED = RoleLoad(owner="CRM", weeks=(DAY,), days=(f(7, "days"),))
ROLES = (Role(id="CRM", label="Responsable CRM", capacity_days_week=f(4.5, "days_per_week")),)
ABOVE = Acquisition(channel="C1", label="Radio", budget=f(100, "EUR"), cpa_plan=f(48, "EUR"), cpa_target=f(39, "EUR"))
ENVELOPE = replace(PLAN.settings, budget_total=f(100, "EUR"))
HEAVY = SwotItem(id="W1", type="threat", statement="Prix", score=f(20))

CASES: tuple[tuple[ModuleType, str, str, Plan], ...] = (
    (market, "unknown", "n'est pas chiffrée", PLAN),
    (market, "mixed", "il faut prendre des clients", replace(PLAN, market=(MarketFact(metric="Marché", growth=f(0.024, "share")),))),
    (market, "good", "peut grandir avec lui", replace(PLAN, market=(MarketFact(metric="Marché", growth=f(0.08, "share")),))),
    (market, "bad", "recule de 3", replace(PLAN, market=(MarketFact(metric="Marché", growth=f(-0.03, "share")),), competitors=(Competitor(name="A", share=f(0.3, "share"), price_index=f(94)),))),
    (past, "good", "a tenu sa cible", replace(PLAN, past_performance=(PastResult(kpi="K1", value=f(10), target=f(9)),))),
    (past, "bad", "Aucune des 1", replace(PLAN, past_performance=(PastResult(kpi="K1", value=f(8), target=f(9), gap=f(-0.1, "share")),))),
    (past, "unknown", "n'étaient pas chiffrées", PLAN),
    (swot, "bad", "n'a encore d'action en réponse", replace(PLAN, swot=(HEAVY,))),
    (swot, "good", "une action en réponse", replace(PLAN, swot=(replace(HEAVY, response=("A1",)),))),
    (swot, "mixed", "reste sans réponse sur 2", replace(PLAN, swot=(HEAVY, replace(HEAVY, id="W2", response=("A1",))))),
    (swot, "unknown", "s'appuyer sur ses forces", PLAN),
    (rfm, "unknown", "aucune vente n'a été importée", PLAN),
    (rfm, "good", "pèsent 16", replace(PLAN, results=Results(rfm_segments=(RfmSegment(segment="Champions", customers=f(850), customers_share=f(0.163, "share"), revenue_share=f(0.433, "share")),)))),
    (clv, "unknown", "valeurs saisies par segment", PLAN),
    (clv, "mixed", "les garder passe avant le reste", replace(PLAN, results=Results(clv_pareto=(ClvDecile(decile="1", value=f(72000, "EUR")),), clv_pareto_measures=(Measure(name="top_share", value=f(0.62, "share")),)))),
    (clv, "good", "compte autant que la fidélité", replace(PLAN, results=Results(clv_pareto_measures=(Measure(name="top_share", value=f(0.4, "share")),)))),
    (alignment, "good", "Tout l'argent du plan sert un objectif", replace(PLAN, budget_lines=(line(100),))),
    (alignment, "bad", "ne servent aucun objectif", replace(PLAN, budget_lines=(replace(line(100), objective=""),))),
    (alignment, "unknown", "n'est encore affecté", PLAN),
    (smart, "good", "vérifiable", replace(PLAN, objectives=OBJECTIVES[:1], results=Results(smart=SMART[:1]))),
    (smart, "mixed", "reste à préciser", replace(PLAN, objectives=OBJECTIVES, results=Results(smart=SMART))),
    (smart, "bad", "n'est encore entièrement vérifiable", replace(PLAN, objectives=OBJECTIVES[1:], results=Results(smart=SMART[1:]))),
    (smart, "unknown", "reste à calculer", replace(PLAN, objectives=OBJECTIVES)),
    (cascade, "mixed", "au T3", replace(PLAN, results=Results(cascade=(CascadeStep(quarter="3", channel="C1", customers=f(90)), CascadeStep(quarter="1", channel="C1", customers=f(60)))))),
    (cascade, "unknown", "n'est pas encore réparti", PLAN),
    (ansoff, "good", "va d'abord vers la pénétration du marché", replace(PLAN, ansoff=(option(50),))),
    (ansoff, "mixed", "coûte plus qu'elle ne promet", replace(PLAN, ansoff=(option(-50),))),
    (ansoff, "unknown", "n'est encore financée", PLAN),
    (positioning, "good", "choisit 1", replace(PLAN, segments=(Segment(id="S1", name="Familles", targeted=True, positioning="Le juste prix"), Segment(id="S2", targeted=False)))),
    (positioning, "mixed", "reste à écrire la promesse", replace(PLAN, segments=(Segment(id="S1", name="Familles", targeted=True),))),
    (positioning, "unknown", "parle à tout le monde", PLAN),
    (mix, "bad", "rien n'est tranché", replace(PLAN, products=(Product(id="P1", name="Rollers", phase_chosen="decline"),))),
    (mix, "good", "est en phase de croissance", replace(PLAN, products=(Product(id="P1", name="Running", phase_chosen="growth"),))),
    (mix, "unknown", "sans que la vie des produits soit suivie", PLAN),
    (price, "good", "est dans la plage acceptée", replace(PLAN, price_tests=(test(44.0),))),
    (price, "mixed", "reste dans la plage acceptée", replace(PLAN, price_tests=(test(55.0),))),
    (price, "bad", "le refus l'emporte", replace(PLAN, price_tests=(test(70.0),))),
    (price, "unknown", "n'est pas encore confronté", PLAN),
    (channels, "good", "rapporte le plus", replace(PLAN, channels=(Channel(id="C1", name="Site", revenue=f(10, "EUR"), contribution=f(4, "EUR")),))),
    (channels, "mixed", "coûte 4", replace(PLAN, channels=(Channel(id="C1", name="Site", revenue=f(10, "EUR"), contribution=f(-4, "EUR")),))),
    (channels, "unknown", "ne sont pas décrits", PLAN),
    (attribution, "mixed", "Au dernier clic", replace(PLAN, results=Results(attribution_compare=(ModelComparison(channel="Réseaux", credits={"last": f(10), "markov": f(30)}), ModelComparison(channel="SEA", credits={"last": f(90), "markov": f(70)}))))),
    (attribution, "good", "disent la même chose", replace(PLAN, results=Results(attribution_compare=(ModelComparison(channel="SEA", credits={"last": f(50), "markov": f(50)}),)))),
    (attribution, "unknown", "n'ont pas été comparés", PLAN),
    (progress, "bad", "est en retard sur 1", scheduled(-5, 5)),
    (progress, "good", "Aucune action n'est en retard", replace(PLAN, actions=(Action(id="A1", name="x", status="done"),))),
    (progress, "mixed", "plus vite que le temps", replace(PLAN, actions=(Action(id="A1", name="x", status="done"),), results=Results(cards={"budget_invoiced": f(90, "EUR"), "budget_planned": f(100, "EUR")}))),
    (progress, "unknown", "n'a encore commencé", PLAN),
    (portfolio, "bad", "reste sans action", replace(PLAN, objectives=OBJECTIVES[:1], actions=(Action(id="A1", name="x"),))),
    (portfolio, "good", "action sert", replace(PLAN, objectives=OBJECTIVES[:1], actions=(Action(id="A1", name="x", objective="O1"),))),
    (portfolio, "unknown", "Aucune action", PLAN),
    (budget, "good", "entièrement affectés", replace(PLAN, settings=ENVELOPE, budget_lines=(line(100),))),
    (budget, "mixed", "sans motif écrit", replace(PLAN, settings=ENVELOPE, budget_lines=(line(100),), acquisition=(ABOVE,))),
    (budget, "bad", "n'est pas signable en l'état", replace(PLAN, settings=ENVELOPE, budget_lines=(line(130),))),
    (budget, "short", "à affecter", replace(PLAN, settings=ENVELOPE, budget_lines=(line(80),))),
    (budget, "unknown", "n'est pas saisie", replace(PLAN, budget_lines=(line(80),))),
    (reallocation, "mixed", "peuvent aller à", replace(PLAN, results=Results(reallocation=(Reallocation(channel="A", change=f(90, "EUR")), Reallocation(channel="B", change=f(-90, "EUR")))))),
    (reallocation, "good", "est la bonne", replace(PLAN, results=Results(reallocation=(Reallocation(channel="A", change=f(0, "EUR")),)))),
    (reallocation, "unknown", "n'est pas calculable", PLAN),
    (retroplanning, "bad", f"5{NBSP}jours ouvrés de retard mettent en danger", scheduled(-5, 5)),
    (retroplanning, "mixed", "sans marge à perdre", scheduled(2)),
    (retroplanning, "good", "la marge la plus faible avant un jalon est de 20", scheduled(20)),
    (retroplanning, "unknown", "n'est pas calculé", PLAN),
    (raci, "good", "Chaque action a un seul approbateur, et personne", replace(PLAN, raci=(LETTERS,))),
    (raci, "mixed", "pour 4,5", replace(PLAN, raci=(LETTERS,), roles=ROLES, results=Results(workload=(LOADED,)))),
    (raci, "bad", "n'a pas un approbateur et un seul", replace(PLAN, raci=(replace(LETTERS, letters={"CRM": "R"}),))),
    (raci, "unknown", "ne sont pas encore réparties", PLAN),
    (dashboard, "good", "au niveau attendu", replace(PLAN, kpis=(kpi("atteint"),))),
    (dashboard, "mixed", "Aucune alerte", replace(PLAN, kpis=(kpi("à surveiller"),))),
    (dashboard, "bad", "en alerte", replace(PLAN, kpis=(kpi("en alerte"),))),
    (dashboard, "unknown", "Aucun relevé saisi", replace(PLAN, kpis=(kpi("à mesurer", None, None),))),
    (romi, "good", "rapporte 1,53", replace(PLAN, initiatives=(Initiative(id="I1", name="SEA", romi=f(0.53, "ratio")),))),
    (romi, "mixed", "ne rend que", replace(PLAN, initiatives=(Initiative(id="I1", name="SEA", romi=f(0.5, "ratio")), Initiative(id="I2", name="Salon", romi=f(-0.1, "ratio"))))),
    (romi, "bad", "sur tout son intervalle", replace(PLAN, initiatives=(Initiative(id="I2", name="Salon", romi=f(-0.3, "ratio"), romi_low=f(-0.5, "ratio"), romi_high=f(-0.1, "ratio")),))),
    (romi, "unknown", "à la première revue", PLAN),
    (loop, "good", "sans attendre la revue", replace(PLAN, kpis=(kpi("atteint"),))),
    (loop, "mixed", "restent à compléter", replace(PLAN, kpis=(kpi("atteint"), replace(kpi("atteint"), corrective_action="")))),
    (loop, "unknown", "ne déclenche encore", PLAN),
    (risks, "good", "ne dépasse le niveau acceptable", replace(PLAN, risks=(Risk(id="R1", label="Retard", score=f(4)),))),
    (risks, "mixed", "chacun avec une réponse écrite", replace(PLAN, risks=(Risk(id="R1", label="Retard", score=f(16), response="Réduire"),))),
    (risks, "bad", "sans réponse", replace(PLAN, risks=(Risk(id="R1", label="Retard", score=f(16)),))),
    (risks, "unknown", "Aucun risque n'est saisi", PLAN),
    (audit, "good", "aucun critère n'est faible", replace(PLAN, objectives=OBJECTIVES, results=Results(audit=(AuditScore(criterion="Alignement", score=f(0.9, "share")),)))),
    (audit, "mixed", "le critère le plus faible", replace(PLAN, objectives=OBJECTIVES, results=Results(audit=(AuditScore(criterion="Allocation", score=f(0.7, "share"), advice="Motiver."),)))),
    (audit, "bad", "le critère le plus faible", replace(PLAN, objectives=OBJECTIVES, results=Results(audit=(AuditScore(criterion="Allocation", score=f(0.3, "share")),)))),
    (audit, "unknown", "n'est pas calculé", replace(PLAN, objectives=OBJECTIVES)),
    (audit, "unknown", "il n'y a rien à auditer", replace(PLAN, results=Results(audit=(AuditScore(criterion="Alignement", score=f(1, "share")),)))),
    (summary, "unknown", "Le plan de Bondélan démarre", replace(PLAN, objectives=OBJECTIVES[:1], kpis=(kpi("à mesurer"),))),
    (summary, "good", "tient sa trajectoire", replace(PLAN, objectives=OBJECTIVES[:1], kpis=(kpi("atteint"),))),
    (summary, "mixed", "aucun ne décroche", replace(PLAN, objectives=OBJECTIVES[:1], kpis=(kpi("à surveiller"),))),
    (summary, "bad", "objectif sur 1 mesuré décroche", replace(PLAN, objectives=OBJECTIVES[:1], kpis=(kpi("en alerte"),))),
)  # fmt: skip


def name_of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def sentences(module: ModuleType, plan: Plan, lang: Lang) -> str:
    prose = Prose(lang)
    rendered = prose.render(name_of(module), module.context(plan))
    return "\n".join(paragraph.text for paragraph in markup.paragraphs(rendered))


@pytest.mark.parametrize(
    ("module", "verdict", "words", "plan"), CASES, ids=[f"{name_of(module)}-{verdict}" for module, verdict, _, _ in CASES]
)
class DescribeAVerdict:
    def it_is_reached(self, module: ModuleType, verdict: str, words: str, plan: Plan) -> None:
        assert module.context(plan)["verdict"] == verdict

    def it_is_said_in_french(self, module: ModuleType, verdict: str, words: str, plan: Plan) -> None:
        assert words.replace("'", "’") in sentences(module, plan, "fr")

    def it_is_said_in_english_too(self, module: ModuleType, verdict: str, words: str, plan: Plan) -> None:
        text = sentences(module, plan, "en")
        assert len(text) > 15
        assert "«" not in text

    def it_opens_with_a_conclusion_in_bold(self, module: ModuleType, verdict: str, words: str, plan: Plan) -> None:
        prose = Prose("fr")
        first = markup.paragraphs(prose.render(name_of(module), module.context(plan)))[0]
        assert first.kind == "lead"


class DescribeTheBestInitiative:
    def it_is_the_surest_not_the_luckiest(self) -> None:
        lucky = Initiative(id="I1", name="Notoriété", romi=f(9, "ratio"), romi_low=f(-2, "ratio"), romi_high=f(20, "ratio"))
        sure = Initiative(id="I2", name="Relance", romi=f(0.4, "ratio"), romi_low=f(0.2, "ratio"), romi_high=f(0.6, "ratio"))
        assert romi.context(replace(PLAN, initiatives=(lucky, sure)))["best"] is sure


class DescribeAPlanWithNothingInIt:
    @pytest.mark.parametrize("module", sorted({module for module, *_ in CASES}, key=name_of), ids=name_of)
    def it_is_judged_by_no_section(self, module: ModuleType) -> None:
        assert module.context(Plan())["verdict"] == "unknown"

    def it_shows_no_table_of_criteria_kept(self) -> None:
        scores = (AuditScore(criterion="Alignement", score=f(1, "share")),)
        assert len(audit.blocks(Plan(results=Results(audit=scores)), Prose("fr"))) == 2


class DescribeAPlanWithoutAnAsOfDate:
    UNDATED = replace(PLAN, settings=replace(PLAN.settings, as_of=None), objectives=OBJECTIVES[:1], kpis=(kpi("atteint"),))

    def it_says_that_the_date_is_missing(self) -> None:
        undated = sentences(quality, self.UNDATED, "fr")
        assert "La date d’arrêté manque" in undated
        assert "The as-of date is missing" in sentences(quality, self.UNDATED, "en")
        assert "arrêtées au 21 juin 2027" in sentences(quality, PLAN, "fr").replace(NBSP, " ")

    @pytest.mark.parametrize("module", [summary, dashboard], ids=name_of)
    @pytest.mark.parametrize("lang", ["fr", "en"])
    def it_invents_none(self, module: ModuleType, lang: Lang) -> None:
        text = sentences(module, self.UNDATED, lang)
        assert "2000" not in text
        assert "2027" not in text


class DescribeAReview:
    ACTIONS = (
        Action(
            id="A1",
            name="Salon",
            kind="project",
            status="in_progress",
            owner="CRM",
            actual_start=dt.date(2027, 5, 3),
            progress=f(0.4, "share"),
        ),
        Action(id="A2", name="Relance", kind="project", status="planned", owner="CRM", latest_start=dt.date(2027, 7, 5)),
        Action(id="A3", name="Bilan", kind="project", status="planned", owner="CRM", latest_start=dt.date(2027, 11, 2)),
        Action(id="A4", name="Étude", kind="project", status="done", owner="CRM"),
    )

    def plan(self, stage: str) -> Plan:
        return replace(
            PLAN,
            settings=replace(PLAN.settings, plan_stage=stage),
            actions=self.ACTIONS,
            objectives=OBJECTIVES,
            kpis=(kpi("en alerte"),),
        )

    def tables(self, stage: str) -> dict[str, TableBlock]:
        return {
            block.bookmark: block for block in progress.blocks(self.plan(stage), Prose("fr")) if isinstance(block, TableBlock)
        }

    def it_has_a_page_of_progress_that_a_plan_to_sign_has_not(self) -> None:
        assert progress.blocks(self.plan("signature"), Prose("fr")) == ()
        assert progress.blocks(self.plan("quarterly_review"), Prose("fr"))

    def it_looks_one_quarter_ahead_or_to_the_end_of_the_plan(self) -> None:
        ids = {
            stage: [row.cells[0].text for row in self.tables(stage)["t_progress"].rows if row.kind != "group"]
            for stage in ("quarterly_review", "midyear_review")
        }
        assert ids == {"quarterly_review": ["A1", "A2"], "midyear_review": ["A1", "A2", "A3"]}

    def it_judges_each_objective_halfway_with_the_correction_of_what_is_behind(self) -> None:
        assert "t_halfway" not in self.tables("quarterly_review")
        halfway = self.tables("midyear_review")["t_halfway"]
        assert [cell.text for cell in halfway.rows[0].cells if "Relancer" in cell.text] == ["Relancer"]

    def it_is_signed_as_read_not_as_approved_anew(self) -> None:
        decided = replace(self.plan("quarterly_review"), decisions=(Decision(id="D1", request="x", decider="CRM"),))
        signed = next(block for block in decisions.blocks(decided, Prose("fr")) if isinstance(block, SignatureBlock))
        assert signed.text.startswith("Lu")


class DescribeAKpiOfWhichNothingIsExpectedYet:
    NOTHING = kpi("atteint", 0, 0)

    def it_is_neither_reached_nor_late(self) -> None:
        assert status_of(self.NOTHING) == "to_measure"
        assert dashboard.status_word(self.NOTHING, Prose("fr")) == "rien d’attendu à date"
        assert status_of(kpi("atteint", 12, 0)) == "reached"


class DescribeCustomersDriftingAway:
    def plan(self, status: str) -> Plan:
        actions = (Action(id="A1", name="Club", status=status), Action(id="A2", name="Relance", status="planned"))
        retention = (Retention(segment="champions", action="A1", alerts=f(36), clv_left=f(900, "EUR")), Retention(segment="loyal", action="A2", alerts=f(4), clv_left=f(50, "EUR")),
                     Retention(segment="lost", action="A2", alerts=f(0)))  # fmt: skip
        return replace(
            PLAN,
            actions=actions,
            retention=retention,
            results=Results(rfm_segments=(RfmSegment(segment="Champions", customers=f(9)),)),
        )

    def they_are_answered_by_the_open_action_that_covers_most_of_them(self) -> None:
        assert rfm.context(self.plan("planned"))["retention"].id == "A1"
        assert rfm.context(self.plan("done"))["retention"].id == "A2"

    def they_are_added_up_and_those_without_alert_left_out(self) -> None:
        shown = next(b for b in rfm.blocks(self.plan("planned"), Prose("fr")) if getattr(b, "bookmark", "") == "t_retention")
        assert [row.cells[1].text for row in shown.rows] == ["36", "4", "40"]


class DescribeTheAudit:
    SCORES = (
        AuditScore(criterion="Allocation", score=f(0.7, "share"), advice="Motiver."),
        AuditScore(criterion="Séquence", score=f(1, "share")),
    )
    CHECKS = (
        AuditCheck(criterion="Allocation", check="Lignes égales à l'enveloppe", passed=f(1), total=f(1)),
        AuditCheck(criterion="Allocation", check="Initiatives prouvées", passed=f(2), total=f(5)),
    )

    def it_names_the_rules_that_are_not_met_and_no_other(self) -> None:
        plan = replace(PLAN, objectives=OBJECTIVES, results=Results(audit=self.SCORES, audit_checks=self.CHECKS))
        said = sentences(audit, plan, "fr").replace(NBSP, " ")
        assert "Reste à tenir : initiatives prouvées (2 sur 5)." in said
        assert "enveloppe" not in said
        shown = next(block for block in audit.blocks(plan, Prose("fr")) if isinstance(block, TableBlock))
        assert [row.cells[-1].text for row in shown.rows] == ["Initiatives prouvées (2 sur 5)", "Rien à signaler."]

    def it_falls_back_on_its_advice_where_the_rules_were_not_read(self) -> None:
        plan = replace(PLAN, objectives=OBJECTIVES, results=Results(audit=self.SCORES))
        assert "Motiver." in sentences(audit, plan, "fr")


class DescribeAPriceThatSalesFollow:
    @pytest.mark.parametrize(("elasticity", "losing"), [(-2.2, True), (-4.0, False)])
    def it_is_cut_only_where_the_margin_can_pay_for_it(self, elasticity: float, losing: bool) -> None:
        """A discount pays where |ε| exceeds 1 ÷ margin rate: 1 ÷ 0.326 = 3.07 here."""
        found = Elasticity(product="P1", elasticity=f(elasticity, "ratio"), class_="élastique", advice="x")
        plan = replace(
            PLAN,
            products=(Product(id="P1", name="Cassettes", margin_rate=f(0.326, "share")),),
            results=Results(elasticity=(found,)),
        )
        assert ("sans payer la marge perdue" in sentences(price, plan, "fr")) is losing
        assert "«" in sentences(price, plan, "fr")


class DescribeAProductInDecline:
    FALLING = tuple(f(value) for value in (10, 10, 10, 10, 5, 5, 5, 5))
    CRASHING = tuple(f(value) for value in (10, 10, 10, 10, 1, 1, 1, 1))

    def it_is_the_one_that_falls_most_among_those_nobody_settled(self) -> None:
        products = (Product(id="P1", name="Nouveautés", phase_chosen="decline", sales=self.FALLING), Product(id="P2", name="Cassettes", phase_chosen="decline", sales=self.CRASHING),
                    Product(id="P3", name="Vinyles", phase_chosen="decline", sales=self.CRASHING, decline_choice="stop"))  # fmt: skip
        assert "Cassettes" in sentences(mix, replace(PLAN, products=products), "fr")

    def it_is_not_said_to_be_left_alone_where_decisions_back_it(self) -> None:
        plan = replace(
            PLAN,
            products=(Product(id="P1", name="Nouveautés", phase_chosen="decline", sales=self.FALLING),),
            mix=(MixDecision(id="MX1", product="P1", action="A1"),),
        )
        said = sentences(mix, plan, "fr").replace(NBSP, " ")
        assert "1 décision l’accompagne, mais le plan ne dit pas" in said
        assert "rien n’est tranché" not in said


class DescribeAGrowingMarket:
    def it_is_not_grown_with_by_a_plan_that_aims_lower(self) -> None:
        settings = replace(PLAN.settings, revenue_target=f(90, "EUR"), revenue_previous=f(100, "EUR"))
        plan = replace(PLAN, settings=settings, market=(MarketFact(metric="Marché", growth=f(0.6, "share")),))
        assert "y perd de la part" in sentences(market, plan, "fr")


class DescribeTheHeaviestQuarter:
    def it_names_every_channel_that_carries_as_much(self) -> None:
        steps = (CascadeStep(quarter="4", channel="C1", customers=f(90)), CascadeStep(quarter="4", channel="C2", customers=f(90)))
        assert "C1 et C2 en portent" in sentences(cascade, replace(PLAN, results=Results(cascade=steps)), "fr")


class DescribeAnActionThatIsDone:
    def it_is_drawn_as_done(self) -> None:
        plan = scheduled(5)
        done = replace(plan, actions=(replace(plan.actions[0], status="done"),))
        gantts = [next(b for b in retroplanning.blocks(p, Prose("fr")) if isinstance(b, GanttBlock)) for p in (plan, done)]
        assert [[row.done for row in gantt.rows if row.id == "A1"] for gantt in gantts] == [[False], [True]]


class DescribeTheCriticalActions:
    def they_push_the_milestone_only_without_slack(self) -> None:
        assert "1 action est critique" in sentences(retroplanning, scheduled(0), "fr").replace(NBSP, " ")

    def they_keep_the_slack_of_their_chain(self) -> None:
        loose = {lang: sentences(retroplanning, scheduled(32), lang).replace(NBSP, " ") for lang in ("fr", "en")}
        assert "est critique" not in loose["fr"]
        assert "garde 32 jours ouvrés de marge" in loose["fr"]
        assert "has 32 working days of slack" in loose["en"]

    def they_are_counted_on_the_tightest_chain_alone(self) -> None:
        plan = scheduled(2)
        looser = replace(plan.results.schedule[0], id="A2", total_slack=f(9, "days"))
        both = replace(
            plan,
            actions=(*plan.actions, replace(plan.actions[0], id="A2")),
            results=Results(schedule=(*plan.results.schedule, looser)),
        )
        assert "L’action la plus tendue, « Conventions », garde 2 jours ouvrés" in sentences(retroplanning, both, "fr").replace(
            NBSP, " "
        )
