"""Attribution and journeys as formulas: what they return, in which words, and what they refuse."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.errors import CellError, FunctionError, Note
from addin.functions import call

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "attribution"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="the data is GPL: it stands beside the project, not in it")

MODELS = ["markov", "first", "last", "linear", "position", "time_decay", "shapley"]
PATHS = ["Email > SEA", "SEA", "Email", "Affichage > Email > SEA > Email"]
CONVERSIONS, VALUES, NULLS = [4, 3, 1, 2], [400, 240, 60, 180], [5, 6, 7, 1]
NA = CellError("#N/A")


def refusal(name: str, *args: object) -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call(name, *args)
    return error.value


class DescribeAttribution:
    @pytest.mark.parametrize("model", MODELS)
    def it_credits_the_total_of_conversions_and_value(self, model: str) -> None:
        table = call("ATTRIBUTION", PATHS, CONVERSIONS, VALUES, NULLS, model, lang="en")
        assert table[0] == ["channel", "conversions", "conversions_share", "value", "removal_effect"]
        assert sum(row[1] for row in table[1:]) == pytest.approx(10, abs=1e-9)
        assert sum(row[2] for row in table[1:]) == pytest.approx(1, abs=1e-9)
        assert sum(row[3] for row in table[1:]) == pytest.approx(880, abs=1e-9)
        assert all((row[4] is None) == (model != "markov") for row in table[1:])

    def it_lists_the_most_credited_channel_first(self) -> None:
        table = call("ATTRIBUTION", PATHS, CONVERSIONS, None, NULLS, "first")
        assert [row[:2] for row in table[1:]] == [["Email", 5.0], ["SEA", 3.0], ["Affichage", 2.0]]

    def it_leaves_the_value_blank_without_values(self) -> None:
        assert {row[3] for row in call("ATTRIBUTION", PATHS, CONVERSIONS)[1:]} == {None}

    def its_model_is_named_in_either_language(self) -> None:
        for french, english in (
            ("dernier", "last"),
            ("Linéaire", "linear"),
            ("décroissance", "time_decay"),
            ("Markov", "markov"),
        ):
            assert call("ATTRIBUTION", PATHS, CONVERSIONS, None, NULLS, french) == call(
                "ATTRIBUTION", PATHS, CONVERSIONS, None, NULLS, english
            )

    def it_skips_blank_rows(self) -> None:
        with_blanks = call("ATTRIBUTION", [*PATHS, None], [*CONVERSIONS, None], None, [*NULLS, None])
        assert with_blanks == call("ATTRIBUTION", PATHS, CONVERSIONS, None, NULLS)

    def it_says_that_lost_journeys_are_missing(self) -> None:
        notes: list[Note] = []
        call("ATTRIBUTION", PATHS, CONVERSIONS, notes=notes)
        call("ATTRIBUTION", PATHS, CONVERSIONS, None, None, "linear", notes=notes)
        assert [note.code for note in notes] == ["attribution.nulls_missing"]

    def it_takes_another_separator(self) -> None:
        other = [path.replace(" > ", "|") for path in PATHS]
        assert call("ATTRIBUTION", other, CONVERSIONS, None, NULLS, None, None, "|") == call(
            "ATTRIBUTION", PATHS, CONVERSIONS, None, NULLS
        )

    @settings(max_examples=30, deadline=None)
    @given(
        st.lists(
            st.tuples(st.lists(st.sampled_from("abcd"), min_size=1, max_size=5), st.integers(1, 99), st.integers(0, 99)),
            min_size=1,
            max_size=10,
        ),
        st.sampled_from(MODELS),
        st.integers(1, 3),
    )
    def it_conserves_credits_whatever_the_journeys(self, rows: list[tuple[list[str], int, int]], model: str, order: int) -> None:
        paths = [" > ".join(path) for path, _, _ in rows]
        conversions = [count for _, count, _ in rows]
        table = call("ATTRIBUTION", paths, conversions, conversions, [lost for _, _, lost in rows], model, order, lang="en")
        assert sum(row[1] for row in table[1:]) == pytest.approx(sum(conversions), abs=1e-9)
        assert sum(row[3] for row in table[1:]) == pytest.approx(sum(conversions), abs=1e-9)
        assert all(row[1] >= 0 for row in table[1:])

    @golden
    def it_gives_path_data_its_exact_credits(self) -> None:
        with (GOLDEN / "PathData.csv").open() as file:
            rows = list(csv.DictReader(file))
        columns = (
            [[row["path"]] for row in rows],
            *([[float(row[f"total_{name}"])] for row in rows] for name in ("conversions", "conversion_value", "null")),
        )
        expected = json.loads((GOLDEN / "exact_markov_order1.json").read_text())["1"]
        table = call("ATTRIBUTION", *columns, lang="en")
        assert {row[0]: row[1] for row in table[1:]} == pytest.approx(expected["attribution"], abs=1e-6)
        assert sum(row[1] for row in table[1:]) == pytest.approx(sum(row[0] for row in columns[1]), abs=1e-9)


class DescribeTheComparison:
    def it_has_one_column_a_model(self) -> None:
        table = call("ATTRIBUTION_COMPARE", PATHS, CONVERSIONS, VALUES, NULLS, lang="en")
        assert table[0] == ["channel", *MODELS]
        for position, model in enumerate(MODELS, 1):
            one = {row[0]: row[1] for row in call("ATTRIBUTION", PATHS, CONVERSIONS, VALUES, NULLS, model)[1:]}
            assert {row[0]: row[position] for row in table[1:]} == one

    def its_french_headers_are_words(self) -> None:
        header = call("ATTRIBUTION_COMPARE", PATHS, CONVERSIONS)[0]
        assert header[:4] == ["canal", "Markov", "premier contact", "dernier contact"]


class DescribeConversionPaths:
    def they_add_up_and_rank(self) -> None:
        table = call("CONVERSION_PATHS", ["a>b", "b", "a > b"], [1, 5, 3], [4, 5, None], lang="en")
        assert table == [["path", "conversions", "rate", "share"], ["b", 5.0, 0.5, 5 / 9], ["a > b", 4.0, 0.5, 4 / 9]]

    def they_stop_at_the_top(self) -> None:
        assert len(call("CONVERSION_PATHS", list("abcdefghijklmnopqrstuvwxyz"), [1] * 26)) == 21
        assert len(call("CONVERSION_PATHS", list("abcdefghijklmnopqrstuvwxyz"), [1] * 26, None, 3)) == 4

    def they_have_a_blank_rate_without_lost_journeys(self) -> None:
        assert call("CONVERSION_PATHS", ["a"], [2])[1] == ["a", 2.0, None, 1.0]


class DescribeChannelRoles:
    def they_tell_who_opens_assists_and_closes(self) -> None:
        table = call("CHANNEL_ROLES", PATHS, CONVERSIONS, lang="en")
        assert table[0] == [
            "channel",
            "opens",
            "assists",
            "closes",
            "direct_conversions",
            "assisted_conversions",
            "assist_ratio",
        ]
        assert {row[0]: row[1:] for row in table[1:]} == {
            "SEA": [0, 2, 4, 7, 2, pytest.approx(2 / 7)],
            "Email": [4, 2, 2, 3, 4, pytest.approx(4 / 3)],
            "Affichage": [2, 0, 0, 0, 2, None],
        }


class DescribeBadInput:
    @pytest.mark.parametrize(
        ("args", "code", "argument", "row"),
        [
            ((["a", "b"], ["x", 1]), "attribution.conversions_not_numeric", "conversions", 1),
            ((["a", "b"], [1, -1]), "attribution.conversions_negative", "conversions", 2),
            ((["a", "b"], [math.nan, 1]), "attribution.conversions_not_numeric", "conversions", 1),
            ((["a", NA], [1, 1]), "attribution.paths_is_error", "paths", 2),
            ((["a", "b"], [1, NA]), "attribution.conversions_is_error", "conversions", 2),
            ((["a", "b"], [1]), "attribution.rows_differ", "conversions", None),
            ((["a", " > "], [1, 1]), "attribution.path_empty", "paths", 2),
            ((["a", None], [1, 1]), "attribution.paths_blank", "paths", 2),
            (([], []), "attribution.no_conversions", "conversions", None),
            (([None, None], [None, None]), "attribution.no_conversions", "conversions", None),
            ((["a", "b"], [0, 0]), "attribution.no_conversions", "conversions", None),
            ((["a", "b"], [1, 1], [5, None]), "attribution.value_missing", "values", 2),
            ((["a", "b"], [1, 1], [5, -5]), "attribution.values_negative", "values", 2),
            ((["a", "b"], [1, 1], 5), "attribution.not_one_a_path", "values", None),
            ((["a", "b"], [1, 1], None, [1, -2]), "attribution.nulls_negative", "nulls", 2),
            ((["a", "b"], [1, 1], None, [1]), "attribution.rows_differ", "nulls", None),
            ((["a", "b"], [1, 1], None, None, "dernier clic"), "attribution.model_unknown", "model", None),
            ((["a", "b"], [1, 1], None, None, "markov", 0), "attribution.order_too_small", "order", None),
            ((["a", "b"], [1, 1], None, None, "markov", 1.5), "attribution.order_not_integer", "order", None),
        ],
    )
    def it_refuses(self, args: tuple[object, ...], code: str, argument: str, row: int | None) -> None:
        error = refusal("ATTRIBUTION", *args)
        assert (error.code, error.argument, error.row) == (code, argument, row)
        assert error.message.endswith(".")

    def it_counts_the_row_past_blank_rows(self) -> None:
        assert refusal("ATTRIBUTION", [None, "a", " > "], [None, 1, 1]).row == 3

    def it_lists_the_models_it_knows(self) -> None:
        assert "premier, dernier, linéaire" in refusal("ATTRIBUTION", ["a"], [1], None, None, "clic").message

    def it_refuses_a_top_of_no_path(self) -> None:
        assert refusal("CONVERSION_PATHS", ["a"], [1], None, 0).code == "attribution.top_too_small"

    @pytest.mark.slow
    def it_reads_a_million_blank_rows_as_no_journey(self) -> None:
        assert refusal("ATTRIBUTION", *([[[None]] * 1_000_000] * 2)).code == "attribution.no_conversions"
