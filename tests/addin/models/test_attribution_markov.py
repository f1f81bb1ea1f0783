"""The absorbing chain, against a chain written out state by state in fractions, and on PathData."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import ModelError
from addin.models import attribution_markov
from addin.models.attribution_markov import removal
from addin.models.journeys import Journeys, journeys

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "attribution"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the data is GPL: it stands beside the project, not in it")

State = tuple[str, ...]
Row = tuple[list[str], int, int]
rows_of_paths = st.lists(
    st.tuples(st.lists(st.sampled_from("abc"), min_size=1, max_size=5), st.integers(0, 3), st.integers(0, 3)),
    min_size=1,
    max_size=8,
).filter(lambda rows: any(conversions for _, conversions, _ in rows))


def read(rows: list[Row]) -> Journeys:
    paths, conversions, nulls = zip(*rows, strict=True)
    return journeys([" > ".join(path) for path in paths], np.array(conversions, float), nulls=np.array(nulls, float))


def conversion_rate(rows: list[Row], order: int, removed: str | None = None) -> Fraction:
    """The probability of a purchase, by Gaussian elimination in fractions over states written out as tuples of channels."""
    moves: dict[State, dict[State | str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for path, conversions, nulls in rows:
        states: list[State] = [tuple(path[max(0, j + 1 - order) : j + 1]) for j in range(len(path))]
        for here, there in zip([(), *states], states, strict=False):
            moves[here][there] += conversions + nulls
        moves[states[-1]]["purchase"] += conversions
        moves[states[-1]]["null"] += nulls
    alive = [state for state in moves if removed not in state and sum(moves[state].values()) > 0]
    index = {state: i for i, state in enumerate(alive)}
    system = [[Fraction(int(i == j)) for j in range(len(alive))] + [Fraction(0)] for i in range(len(alive))]
    for state, i in index.items():
        total = sum(moves[state].values())
        for there, count in moves[state].items():
            if there == "purchase":
                system[i][-1] += count / total
            elif there in index:
                system[i][index[there]] -= count / total
    for i in range(len(alive)):
        pivot = next(k for k in range(i, len(alive)) if system[k][i])
        system[i], system[pivot] = system[pivot], system[i]
        system[i] = [value / system[i][i] for value in system[i]]
        for k in range(len(alive)):
            if k != i and system[k][i]:
                system[k] = [a - system[k][i] * b for a, b in zip(system[k], system[i], strict=True)]
    return system[index[()]][-1]


class DescribeTheRemovalEffect:
    @settings(max_examples=60, deadline=None)
    @given(rows_of_paths, st.integers(1, 4))
    def it_is_that_of_the_chain_written_out(self, rows: list[Row], order: int) -> None:
        found = removal(read(rows), order=order)
        rate = conversion_rate(rows, order)
        expected = [1 - conversion_rate(rows, order, channel) / rate for channel in read(rows).channels]
        assert found.conversion_rate == pytest.approx(float(rate), rel=1e-12)
        assert found.effects == pytest.approx([float(effect) for effect in expected], abs=1e-12)
        assert found.shares.sum() == pytest.approx(1, abs=1e-12)

    @settings(max_examples=40, deadline=None)
    @given(rows_of_paths, st.integers(2, 4), st.sampled_from([500, 1]))
    def it_is_the_same_by_either_sparse_solve(self, rows: list[Row], order: int, iterations: int) -> None:
        """Gradients have all the iterations they need, or one only, after which LU takes over."""
        dense = removal(read(rows), order=order)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(attribution_markov, "_DENSE", 0)
            patch.setattr(attribution_markov, "_ITERATIONS", iterations)
            sparse = removal(read(rows), order=order)
        assert sparse.effects == pytest.approx(dense.effects, abs=1e-12)

    @settings(max_examples=40, deadline=None)
    @given(rows_of_paths, st.integers(1, 4), st.randoms(use_true_random=False))
    def it_does_not_depend_on_the_order_or_the_grouping_of_rows(self, rows: list[Row], order: int, random: object) -> None:
        split = [(path, 1, 0) for path, conversions, _ in rows for _ in range(conversions)]
        split += [(path, 0, 1) for path, _, nulls in rows for _ in range(nulls)]
        random.shuffle(split)  # type: ignore[attr-defined]
        one, other = read(rows), read(split)
        found = dict(zip(one.channels, removal(one, order=order).effects, strict=True))
        again = dict(zip(other.channels, removal(other, order=order).effects, strict=True))
        assert again == pytest.approx({name: found[name] for name in again}, abs=1e-12)
        assert all(found[name] == 0 for name in found.keys() - again.keys())

    def it_is_worked_out_by_hand(self) -> None:
        """A converts 1 in 2, A > B 1 in 2. Without A nothing starts; without B half of the conversions are left."""
        found = removal(read([(["A"], 1, 1), (["A", "B"], 1, 1)]))
        assert found.effects == pytest.approx([1.0, 0.5])
        assert found.shares == pytest.approx([2 / 3, 1 / 3])

    def it_keeps_self_loops(self) -> None:
        """Of four passages through a, one stays, one goes to b and two are lost: the purchase comes once in three."""
        found = removal(read([(["a", "a", "b"], 1, 0), (["a"], 0, 2)]))
        assert found.conversion_rate == pytest.approx(1 / 3)
        assert found.effects == pytest.approx([1.0, 1.0])

    def it_takes_every_path_for_a_winner_without_nulls(self) -> None:
        met = journeys(["a > b", "b"], np.array([1.0, 1.0]))
        assert removal(met).conversion_rate == pytest.approx(1.0)
        assert removal(met).effects == pytest.approx([0.5, 1.0])

    def it_refuses_an_order_under_one(self) -> None:
        with pytest.raises(ModelError) as error:
            removal(journeys(["a"], np.ones(1)), order=0)
        assert error.value.code == "attribution.order_too_small"

    def it_remembers_no_more_than_the_longest_path(self) -> None:
        met = read([(["a", "b"], 1, 1), (["b", "a", "c"], 2, 1)])
        assert removal(met, order=50).effects == pytest.approx(removal(met, order=3).effects)


@golden
class DescribePathData:
    """10,000 paths over 12 channels; the exact chain of order 1 was computed apart."""

    @pytest.fixture
    def met(self) -> Journeys:
        with (GOLDEN / "PathData.csv").open() as file:
            rows = list(csv.DictReader(file))
        conversions, nulls = (np.array([float(row[f"total_{column}"]) for row in rows]) for column in ("conversions", "null"))
        return journeys([row["path"] for row in rows], conversions, nulls=nulls)

    def it_has_the_exact_credits_of_order_one(self, met: Journeys) -> None:
        expected = json.loads((GOLDEN / "exact_markov_order1.json").read_text())["1"]
        found = removal(met)
        assert found.conversion_rate == pytest.approx(expected["p_conv"], abs=1e-12)
        assert dict(zip(met.channels, found.effects, strict=True)) == pytest.approx(expected["removal"], abs=1e-9)
        assert dict(zip(met.channels, found.shares * met.total, strict=True)) == pytest.approx(expected["attribution"], abs=1e-6)

    def it_has_the_credits_of_a_direct_solve_at_order_three(self, met: Journeys) -> None:
        found = removal(met, order=3)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(attribution_markov, "_ITERATIONS", 1)
            direct = removal(met, order=3)
        assert found.shares * met.total == pytest.approx(direct.shares * met.total, abs=1e-9)

    @pytest.mark.parametrize("order", [1, 2, 3])
    def it_converts_as_often_as_observed_at_any_order(self, met: Journeys, order: int) -> None:
        found = removal(met, order=order)
        assert met.nulls is not None
        assert found.conversion_rate == pytest.approx(met.total / (met.total + met.nulls.sum()), rel=1e-12)
        assert (found.shares * met.total).sum() == pytest.approx(met.total, abs=1e-9)
        assert (found.effects >= 0).all()
        assert (found.effects <= 1).all()
