"""ANSOFF and BAV as formulas."""

from __future__ import annotations

import pytest

from addin.errors import CellError, FunctionError
from addin.functions import call


class DescribeAnsoff:
    @pytest.mark.parametrize(
        ("product_new", "market_new", "french", "english"),
        [
            (False, False, "Pénétration de marché", "Market penetration"),
            ("Oui", "Non", "Développement de produit", "Product development"),
            ("No", "Yes", "Développement de marché", "Market development"),
            (1, 1, "Diversification", "Diversification"),
        ],
    )
    def it_names_the_strategy(self, product_new: object, market_new: object, french: str, english: str) -> None:
        assert call("ANSOFF", product_new, market_new) == french
        assert call("ANSOFF", product_new, market_new, lang="en") == english

    def it_takes_columns(self) -> None:
        assert call("ANSOFF", [True, None, "?"], [False, None, True], lang="en") == [
            ["Product development"],
            [None],
            [CellError("#VALUE!", "ansoff.product_new_not_boolean")],
        ]


class DescribeBav:
    def it_gives_a_row_a_brand(self) -> None:
        header, *rows = call("BAV", [81, None, 20], [64, None, 20], [25, None, 90], [36, None, 40], lang="en")
        assert header == ["strength", "stature", "quadrant"]
        assert rows == [[72.0, 30.0, "Niche with potential"], [None] * 3, [20.0, 60.0, "Eroded"]]

    @pytest.mark.parametrize(("method", "strength"), [("Géométrique", 60), ("produit", 36), ("mean", 65), (None, 60)])
    def it_reads_the_method_in_either_language(self, method: str | None, strength: float) -> None:
        assert call("BAV", 90, 40, 50, 50, method)[1][0] == strength

    def it_names_the_pillar_out_of_range(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("BAV", 50, 50, 500, 50)
        assert (error.value.code, error.value.argument, error.value.kind) == ("bav.pillar_out_of_range", "esteem", "#NUM!")
