"""SMART, letter by letter."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math

import pytest

from addin.models.smart import LETTERS, Objective, reasons, required_growth, two_goals, vague_word

SOUND = Objective(
    statement="Recruter 55 000 nouveaux porteurs de carte en 2027",
    kpi="K01",
    unit="nombre",
    direction="up",
    baseline=48_500,
    baseline_date=dt.date(2026, 12, 31),
    target=55_000,
    deadline=dt.date(2027, 12, 31),
    scope="Toutes zones",
    owner="DM",
    strategic_objective="G1",
    budget=120_000,
    checkpoints=(dt.date(2027, 6, 30),),
    best_past_growth=0.11,
)


def failing(**changes: object) -> list[tuple[str, str]]:
    return [(reason.letter, reason.code) for reason in reasons(dataclasses.replace(SOUND, **changes))]  # type: ignore[arg-type]


class DescribeASoundObjective:
    def it_has_nothing_against_it(self) -> None:
        assert reasons(SOUND) == []

    def it_may_go_down(self) -> None:
        """The “8 → 4 days by 30 June” of a French guide to SMART objectives."""
        processing_time = dataclasses.replace(
            SOUND,
            statement="Réduire le délai de traitement des demandes de 8 à 4 jours d'ici le 30 juin",
            direction="down",
            baseline=8,
            baseline_date=dt.date(2027, 1, 4),
            target=4,
            deadline=dt.date(2027, 6, 30),
            checkpoints=(dt.date(2027, 3, 31),),
            justification="Nouvel outil",
        )
        assert reasons(processing_time) == []


class DescribeTheArticlesExample:
    def it_lacks_a_baseline(self) -> None:
        """« 200 nouveaux clients par trimestre »: specific and timed, but measured from nowhere."""
        assert failing(statement="Acquérir 200 nouveaux clients par trimestre", baseline=None, target=200) == [
            ("m", "no_baseline"),
            ("a", "growth_unknown"),
        ]


class DescribeSpecific:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"statement": None}, "no_statement"),
            ({"statement": "Améliorer la notoriété"}, "vague_word"),
            ({"statement": "Faire plus de ventes"}, "vague_word"),
            ({"statement": "Improve awareness"}, "vague_word"),
            ({"statement": "Gagner 10 clients et réduire l'attrition"}, "two_goals"),
            ({"kpi": None}, "no_kpi"),
            ({"scope": None}, "no_scope"),
            ({"owner": None}, "no_owner"),
        ],
    )
    def it_fails(self, change: dict[str, object], code: str) -> None:
        assert failing(**change) == [("s", code)]

    @pytest.mark.parametrize(
        "statement",
        ["Améliorer le taux de réachat de 41 à 44 %", "Livrer au plus tard en juin", "Gagner 10 clients et partenaires"],
    )
    def it_passes(self, statement: str) -> None:
        assert failing(statement=statement) == []

    def it_quotes_the_word_as_written(self) -> None:
        assert vague_word("DÉVELOPPER la marque") == "DÉVELOPPER"
        assert two_goals("Raise sales and to cut costs") == ("Raise", "cut")


class DescribeMeasurable:
    @pytest.mark.parametrize(
        ("change", "codes"),
        [
            ({"unit": None}, ["no_unit"]),
            ({"direction": None}, ["no_direction"]),
            ({"baseline_date": None}, ["no_baseline_date"]),
            ({"target": 48_500}, ["target_is_baseline"]),
            ({"target": 40_000, "justification": "x"}, ["target_not_up"]),
            ({"direction": "down", "justification": "x"}, ["target_not_down"]),
        ],
    )
    def it_fails(self, change: dict[str, object], codes: list[str]) -> None:
        assert failing(**change) == [("m", code) for code in codes]

    def it_gives_the_figures_it_compares(self) -> None:
        (reason,) = reasons(dataclasses.replace(SOUND, target=48_500))
        assert reason.facts == {"baseline": 48_500, "target": 48_500}


class DescribeAttainable:
    def it_allows_half_as_much_again_as_the_best_past(self) -> None:
        assert failing(baseline=100, target=115, best_past_growth=0.10) == []
        assert failing(baseline=100, target=116, best_past_growth=0.10) == [("a", "too_steep")]

    def it_takes_a_written_reason(self) -> None:
        assert failing(target=500_000, justification="Nouveau réseau") == []

    def it_wants_a_reason_where_there_is_no_past(self) -> None:
        assert failing(best_past_growth=None) == [("a", "no_history")]
        assert failing(baseline=0, target=120) == [("a", "from_nothing")]
        assert failing(baseline=10, target=0, direction="down", best_past_growth=0.5) == [("a", "too_steep")]

    def it_counts_growth_by_the_year(self) -> None:
        three_years = dataclasses.replace(SOUND, baseline=100, target=133.1, deadline=dt.date(2029, 12, 31))
        assert required_growth(three_years) == pytest.approx(0.10, abs=1e-4)
        six_months = dataclasses.replace(SOUND, baseline=100, target=110, deadline=dt.date(2027, 6, 30))
        assert required_growth(six_months) == pytest.approx(0.10)

    def it_measures_a_fall_as_well(self) -> None:
        assert required_growth(dataclasses.replace(SOUND, baseline=8, target=4)) == pytest.approx(0.5)
        assert required_growth(dataclasses.replace(SOUND, baseline=-5, target=5)) == pytest.approx(2.0)
        assert required_growth(dataclasses.replace(SOUND, baseline=0, target=1)) == math.inf


class DescribeRealistic:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"strategic_objective": None}, "no_strategic_objective"),
            ({"budget": None}, "no_budget"),
            ({"budget": 0}, "no_budget"),
        ],
    )
    def it_fails(self, change: dict[str, object], code: str) -> None:
        assert failing(**change) == [("r", code)]


class DescribeTimed:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"deadline": None}, "no_deadline"),
            ({"deadline": dt.date(2026, 12, 31)}, "deadline_before_baseline"),
            ({"checkpoints": ()}, "no_checkpoint"),
            ({"checkpoints": (dt.date(2028, 1, 31),)}, "no_checkpoint"),
        ],
    )
    def it_fails(self, change: dict[str, object], code: str) -> None:
        assert failing(**change) == [("t", code)]

    def it_asks_no_checkpoint_within_a_quarter(self) -> None:
        assert failing(checkpoints=(), deadline=dt.date(2027, 4, 2)) == []  # 92 days
        assert failing(checkpoints=(), deadline=dt.date(2027, 4, 3)) == [("t", "no_checkpoint")]

    def it_takes_checkpoints_written_as_ids(self) -> None:
        assert failing(checkpoints=(), undated_checkpoints=1) == []


class DescribeAnEmptyObjective:
    def it_fails_every_letter(self) -> None:
        assert {reason.letter for reason in reasons(Objective())} == set(LETTERS)
