"""The price functions as formulas: what they return, in which words, and what they refuse."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from addin.errors import CellError, FunctionError, Note
from addin.functions import call

GOLDEN = Path(__file__).parents[4] / "shared" / "golden" / "van_westendorp"
golden = pytest.mark.skipif(not GOLDEN.exists(), reason="R's figures stand beside the project, not in it")

NBSP = "\u00a0"
TOO_CHEAP, CHEAP, EXPENSIVE, TOO_EXPENSIVE = [5, 6, 7], [7, 8, 9], [9, 10, 11], [11, 12, 13]
FOUR = (TOO_CHEAP, CHEAP, EXPENSIVE, TOO_EXPENSIVE)
NA = CellError("#N/A")


def refusal(name: str, *args: object, lang: str = "fr") -> FunctionError:
    with pytest.raises(FunctionError) as error:
        call(name, *args, lang=lang)  # type: ignore[arg-type]
    return error.value


class DescribeVanWestendorp:
    def it_gives_points_intervals_and_counts(self) -> None:
        table = call("VAN_WESTENDORP", *FOUR, lang="en")
        assert table[0] == ["measure", "value", "low", "high"]
        assert [row[0] for row in table[1:]] == ["pmc", "opp", "idp", "pme", "range_width", "respondents", "excluded"]
        assert [row[1] for row in table[1:]] == [7, 7, 9, 11, 4, 3, 0]
        assert all(row[2] <= row[1] <= row[3] for row in table[1:5])
        assert [row[2:] for row in table[6:]] == [[None, None], [None, None]]

    def its_french_keeps_the_keys_visible(self) -> None:
        table = call("VAN_WESTENDORP", *FOUR)
        assert table[0] == ["mesure", "valeur", "borne basse", "borne haute"]
        assert [row[0] for row in table[1:5]] == [
            "Seuil bas de la plage (pmc)",
            "Prix optimal (opp)",
            "Prix d'indifférence (idp)",
            "Seuil haut de la plage (pme)",
        ]

    def it_gives_the_same_for_columns_rows_and_flat_lists(self) -> None:
        flat = call("VAN_WESTENDORP", *FOUR)
        assert call("VAN_WESTENDORP", *([[price] for price in column] for column in FOUR)) == flat
        assert call("VAN_WESTENDORP", *([column] for column in FOUR)) == flat

    def it_is_the_same_at_every_call(self) -> None:
        assert call("VAN_WESTENDORP", *FOUR) == call("VAN_WESTENDORP", *FOUR)

    def it_leaves_intervals_blank_at_confidence_zero(self) -> None:
        assert [row[2:] for row in call("VAN_WESTENDORP", *FOUR, None, 0)[1:]] == [[None, None]] * 7

    def it_skips_blank_rows_and_leaves_out_unfinished_answers(self) -> None:
        notes: list[Note] = []
        columns = ([5, None, 6], [7, None, 8], [9, None, None], [11, None, 12])
        table = call("VAN_WESTENDORP", *columns, lang="en", notes=notes)
        assert [row[1] for row in table[6:]] == [1, 1]
        assert [note.code for note in notes] == ["price.answers_excluded", "price.few_respondents"]
        assert "1 of 2, the first on row 3" in notes[0].text

    def it_says_nothing_about_a_sound_survey(self) -> None:
        notes: list[Note] = []
        call("VAN_WESTENDORP", *(column * 10 for column in FOUR), notes=notes)
        assert notes == []

    def it_weighs_respondents(self) -> None:
        weighted = call("VAN_WESTENDORP", *FOUR, [1, 1, 3], 0)
        repeated = call("VAN_WESTENDORP", *([a, b, c, c, c] for a, b, c in FOUR), None, 0)
        assert weighted[1:6] == repeated[1:6]

    @golden
    def it_reads_case_a_as_r_does(self) -> None:
        """pricesensitivitymeter 1.2.2: pmc 9.78, opp 12.00, idp 12.46, pme 14.03; 111 of 250 answers invalid."""
        with (GOLDEN / "psm_A_250.csv").open() as file:
            rows = [[float(value) for value in row[:4]] for row in list(csv.reader(file))[1:]]
        table = call("VAN_WESTENDORP", *([[row[i]] for row in rows] for i in range(4)), lang="en")
        assert [row[1] for row in table[1:]] == [9.78, 12.0, 12.46, 14.03, pytest.approx(4.25), 139, 111]


class DescribeTheCurves:
    def they_hold_every_price_named(self) -> None:
        table = call("VAN_WESTENDORP_CURVES", *FOUR, lang="en")
        assert table[0] == ["price", "too_cheap", "cheap", "expensive", "too_expensive", "not_cheap", "not_expensive"]
        assert [row[0] for row in table[1:]] == [5, 6, 7, 8, 9, 10, 11, 12, 13]
        assert table[3] == [7, 0, 2 / 3, 0, 0, 1 / 3, 1]

    def they_have_a_fixed_height_for_a_chart(self) -> None:
        assert len(call("VAN_WESTENDORP_CURVES", *FOUR, None, 40)) == 41


class DescribeNewtonMillerSmith:
    def it_adds_its_best_prices_under_the_curve(self) -> None:
        table = call("VAN_WESTENDORP_NMS", *FOUR, [5, 4, 3], [3, 2, 1], lang="en")
        assert table[0] == ["price", "trial", "revenue index"]
        assert [row[0] for row in table[-2:]] == ["best_price_trial", "best_price_revenue"]
        trial = {row[0]: row[1] for row in table[1:-2]}
        assert table[-2][1] == max(trial, key=lambda price: trial[price])

    def it_reads_a_scale_either_way_or_as_probabilities(self) -> None:
        surest_five = call("VAN_WESTENDORP_NMS", *FOUR, [5, 4, 3], [3, 2, 1])
        assert call("VAN_WESTENDORP_NMS", *FOUR, [5, 4, 3], [3, 2, 1], 5) == surest_five
        assert call("VAN_WESTENDORP_NMS", *FOUR, [1, 2, 3], [3, 4, 5], 1) == surest_five
        assert call("VAN_WESTENDORP_NMS", *FOUR, [5, 4, 3], [3, 2, 1], [0, 0.1, 0.3, 0.5, 0.7]) == surest_five

    def it_leaves_out_who_did_not_say(self) -> None:
        notes: list[Note] = []
        call("VAN_WESTENDORP_NMS", *FOUR, [5, None, 3], [3, 2, 1], notes=notes)
        assert notes[0].code == "price.answers_excluded"


class DescribeElasticityByProduct:
    def history(self) -> tuple[list[object], ...]:
        random = np.random.default_rng(4)
        rows: list[tuple[object, ...]] = []
        for product, true in (("Baskets", -3.0), ("Chaussettes", -0.2), ("Neuf", -1.0)):
            for week in range(4 if product == "Neuf" else 80):
                price = float(random.choice([8.0, 9.0, 10.0, 12.0]))
                rows.append((product, week + 1, price, int(random.poisson(300 * (price / 10) ** true)), "Non"))
        return tuple(list(column) for column in zip(*rows, strict=True))

    def it_classes_products_and_says_what_to_do(self) -> None:
        table = call("PRICE_ELASTICITY", *self.history())
        assert table[0] == ["produit", "élasticité", "borne basse", "borne haute", "relevés", "r2", "classe", "conseil"]
        assert [(row[0], row[6]) for row in table[1:]] == [
            ("Baskets", "élastique"),
            ("Chaussettes", "inélastique"),
            ("Neuf", "indéterminé"),
        ]
        assert table[1][2] < -3.0 < table[1][3] < -1
        assert table[1][7].startswith("Concentrer les remises ici")
        assert table[3][1:] == [None, None, None, 4, None, "indéterminé", table[3][7]]

    def its_english_words_are_the_contract_s(self) -> None:
        table = call("PRICE_ELASTICITY", *self.history(), lang="en")
        assert table[0] == ["product", "elasticity", "low", "high", "observations", "r2", "class", "advice"]
        assert [row[6] for row in table[1:]] == ["elastic", "inelastic", "undetermined"]

    def it_reads_promotions_as_words_booleans_or_depths(self) -> None:
        products, periods, prices, volumes, _ = self.history()
        words = ["Oui" if i % 3 else "Non" for i in range(len(products))]
        flags = [bool(i % 3) for i in range(len(products))]
        numbers = [float(i % 3 > 0) for i in range(len(products))]
        blanks = [1 if i % 3 else None for i in range(len(products))]
        found = [call("PRICE_ELASTICITY", products, periods, prices, volumes, given) for given in (words, flags, numbers, blanks)]
        assert found[1:] == [found[0]] * 3

    def it_reads_a_name_whatever_the_blanks_around_it(self) -> None:
        table = call("PRICE_ELASTICITY", ["Baskets", " Baskets ", "Baskets"], [1, 2, 3], [2, 3, 2], [5, 5, 5])
        assert [row[0] for row in table[1:]] == ["Baskets"]

    def it_tells_records_given_twice(self) -> None:
        notes: list[Note] = []
        call("PRICE_ELASTICITY", ["a", "a", "b"], [1, 1, 1], [2, 3, 2], [5, 5, 5], notes=notes)
        assert [(note.code, f"période){NBSP}: 1." in note.text) for note in notes] == [("price.periods_repeated", True)]


class DescribePromoEffect:
    def it_gives_the_new_price_volume_and_what_changes(self) -> None:
        table = call("PROMO_EFFECT", 10, 81, -2, 0.1, 4, lang="en")
        assert table == [
            ["measure", "value"],
            ["new_price", 9.0],
            ["new_volume", pytest.approx(100.0)],
            ["revenue_change", pytest.approx(90.0)],
            ["margin_change", pytest.approx(14.0)],
            ["break_even_volume", pytest.approx(97.2)],
        ]

    def it_takes_no_cost_for_zero(self) -> None:
        assert call("PROMO_EFFECT", 10, 81, -2, 0.1) == call("PROMO_EFFECT", 10, 81, -2, 0.1, 0)

    def it_doubts_a_positive_elasticity(self) -> None:
        notes: list[Note] = []
        call("PROMO_EFFECT", 10, 81, 2, 0.1, notes=notes)
        assert [note.code for note in notes] == ["price.elasticity_positive"]


class DescribeBadInput:
    @pytest.mark.parametrize(
        ("first", "code", "row", "kind"),
        [
            (["cinq", 6, 7], "price.too_cheap_not_numeric", 1, "#VALUE!"),
            ([5, -6, 7], "price.answers_negative", 2, "#NUM!"),
            ([5, 6, math.nan], "price.too_cheap_not_numeric", 3, "#VALUE!"),
            ([5, True, 7], "price.too_cheap_not_numeric", 2, "#VALUE!"),
            ([[5], [NA], [7]], "price.too_cheap_is_error", 2, "#N/A"),
            ([[5, 5], [6, 6], [7, 7]], "price.too_cheap_not_one_column", None, "#VALUE!"),
        ],
    )
    def it_says_which_answer_is_wrong(self, first: list[object], code: str, row: int | None, kind: str) -> None:
        for name in ("VAN_WESTENDORP", "VAN_WESTENDORP_CURVES"):
            error = refusal(name, first, *FOUR[1:])
            assert (error.code, error.argument, error.row, error.kind) == (code, "too_cheap", row, kind)

    def it_counts_the_row_in_the_sheet_s_range_past_blank_rows(self) -> None:
        error = refusal("VAN_WESTENDORP", [5, None, -7], [7, None, 9], [9, None, 11], [11, None, 13])
        assert (error.row, "-7 à la ligne 3" in error.message) == (3, True)

    @pytest.mark.parametrize(
        "answers",
        [
            ([], [], [], []),
            ([None] * 3,) * 4,
            (None,) * 4,
            ([5, 5],) * 4,
            FOUR[::-1],
        ],
    )
    def it_finds_no_usable_answer(self, answers: tuple[object, ...]) -> None:
        error = refusal("VAN_WESTENDORP", *answers)
        assert (error.code, error.kind) == ("price.no_valid_answers", "#N/A")

    @pytest.mark.parametrize(
        ("args", "code", "argument"),
        [
            ((*FOUR[:3], [11, 12]), "price.rows_differ", "too_expensive"),
            ((*FOUR[:3],), "price.too_expensive_missing", "too_expensive"),
            ((*FOUR, [1, 2]), "price.rows_differ", "weights"),
            ((*FOUR, [1, None, 1]), "price.weights_blank", "weights"),
            ((*FOUR, [1, -1, 1]), "price.weights_negative", "weights"),
            ((*FOUR, None, 95), "price.confidence_out_of_range", "confidence"),
            ((*FOUR, None, "haute"), "price.confidence_not_numeric", "confidence"),
            ((*FOUR, None, 0.9, 1), "price.too_many_arguments", None),
        ],
    )
    def it_refuses_what_surrounds_the_answers(self, args: tuple[object, ...], code: str, argument: str | None) -> None:
        error = refusal("VAN_WESTENDORP", *args)
        assert (error.code, error.argument) == (code, argument)

    @pytest.mark.parametrize(
        ("name", "args", "code", "row"),
        [
            ("VAN_WESTENDORP_CURVES", (*FOUR, None, 1), "price.points_out_of_range", None),
            ("VAN_WESTENDORP_CURVES", (*FOUR, None, 2.5), "price.points_not_integer", None),
            ("VAN_WESTENDORP_NMS", (*FOUR, [5, 6, 1], [1, 1, 1]), "price.intention_off_scale", 2),
            ("VAN_WESTENDORP_NMS", (*FOUR, [5, 2.5, 1], [1, 1, 1]), "price.intention_off_scale", 2),
            ("VAN_WESTENDORP_NMS", (*FOUR, [5, 5, 1], [1, 1, 1], 7), "price.scale_out_of_range", None),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, "x"], [1, 2]), "price.prices_not_numeric", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 0], [1, 2]), "price.prices_not_positive", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [-1, 2]), "price.volumes_negative", 1),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [1, None]), "price.volumes_blank", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [1, 2], ["Oui", "fort"]), "price.promotion_unknown", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [1, 2], [1, 20]), "price.promotion_unknown", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [1, 2], [1, math.nan]), "price.promotion_not_valid", 2),
            ("PRICE_ELASTICITY", (["a", "b"], [1, 2], [1, 2], [1, 2], [1, NA]), "price.promotion_is_error", 2),
            ("PRICE_ELASTICITY", ([], [], [], []), "price.no_history", None),
            ("PRICE_ELASTICITY", (["a", None], [1, 2], [1, 2], [1, 2]), "price.products_blank", 2),
            ("PROMO_EFFECT", ("dix", 1, -1, 0.1), "price.price_not_numeric", None),
            ("PROMO_EFFECT", (None, 1, -1, 0.1), "price.price_blank", None),
            ("PROMO_EFFECT", (10, 1, -1, 10), "price.discount_out_of_range", None),
            ("PROMO_EFFECT", (10, 1, -1, 0.7, 4), "price.below_cost", None),
        ],
    )
    def it_refuses(self, name: str, args: tuple[object, ...], code: str, row: int | None) -> None:
        error = refusal(name, *args)
        assert (error.code, error.row) == (code, row)
        assert error.argument is not None or code == "price.no_history"

    def it_speaks_both_languages(self) -> None:
        assert refusal("PROMO_EFFECT", 10, 1, -1, 10).message == (
            f"La remise vaut 10{NBSP}: attendu de 0 à moins de 1 (10{NBSP}% s'écrit 0,1)."
        )
        assert refusal("PROMO_EFFECT", 10, 1, -1, 10, lang="en").message == (
            "The discount is 10: expected from 0 to under 1 (10% is 0.1)."
        )

    @pytest.mark.slow
    def it_reads_a_million_blank_rows_as_an_empty_survey(self) -> None:
        assert refusal("VAN_WESTENDORP", *([[[None]] * 1_000_000] * 4)).code == "price.no_valid_answers"
