"""AB_SAMPLE_SIZE as a formula."""

from __future__ import annotations

import pytest

from addin.errors import CellError, FunctionError
from addin.functions import call


class DescribeAbSampleSize:
    def it_is_one_number_a_group(self) -> None:
        assert call("AB_SAMPLE_SIZE", 0.05, 0.01) == 8158
        assert call("AB_SAMPLE_SIZE", 0.05, 0.01, 0.8, 0.95) == 8158
        assert call("AB_SAMPLE_SIZE", 0.05, 0.01, 0.9) > 8158

    def it_serves_a_register_of_experiments(self) -> None:
        sizes = call("AB_SAMPLE_SIZE", [0.05, None, 0.1, 5], [0.01, None, 0.02, 0.01])
        assert sizes == [[8158], [None], [3841], [CellError("#NUM!", "ab_sample.share_out_of_range")]]

    def it_explains_that_effects_are_in_points(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("AB_SAMPLE_SIZE", 0.05, 20)
        assert (error.value.code, error.value.argument, error.value.kind) == (
            "ab_sample.target_out_of_range",
            "minimum_effect",
            "#NUM!",
        )
        assert "0,01 pour passer de 5" in error.value.message
