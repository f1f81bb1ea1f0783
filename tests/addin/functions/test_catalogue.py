"""The catalogue as a whole: the contract's names, arguments and columns, and descriptions that cannot lie."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from addin.functions import FUNCTIONS, call
from addin.functions.reference import page
from addin.functions.spec import Function, Result
from workbook_templates.text import Text

ROOT = Path(__file__).parents[3]
BY_NAME = {function.name: function for function in FUNCTIONS}

# name: (arguments in order, an optional one in brackets), then the table's columns where they do not depend on the data.
CONTRACT: dict[str, tuple[str, str]] = {
    "RFM": (
        "customers dates amounts [as_of] [bins] [method]",
        "customer recency_days frequency monetary r f m score segment",
    ),
    "RFM_SCORES": ("recency_days frequency monetary [bins] [method]", "r f m score segment"),
    "RFM_SEGMENTS": (
        "customers dates amounts [as_of] [bins] [method]",
        "segment customers customers_share revenue revenue_share mean_recency_days mean_frequency mean_monetary programme",
    ),
    "RFM_GRID": ("customers dates amounts [as_of] [bins] [measure]", ""),
    "RFM_SEGMENT": ("r f m [bins]", ""),
    "CLV": ("margin_per_period retention_rate discount_rate [periods] [acquisition_cost]", ""),
    "CLV_FIT": (
        "customers dates amounts [as_of] [model] [time_unit] [holdout_periods]",
        "parameter estimate std_error",
    ),
    "CLV_CUSTOMERS": (
        "customers dates amounts [as_of] [horizon_periods] [annual_discount] [margin] [model] [time_unit]",
        "customer repeat_purchases last_purchase age p_alive expected_purchases expected_spend clv alert",
    ),
    "CLV_P_ALIVE": ("repeat_purchases last_purchase age parameters [model]", ""),
    "CLV_EXPECTED_PURCHASES": ("repeat_purchases last_purchase age periods parameters [model]", ""),
    "CLV_PARETO": (
        "values [share]",
        "decile customers value value_share cumulative_customers_share cumulative_value_share",
    ),
    "CLV_BY_SEGMENT": ("segments values", "segment customers mean_clv total_clv share"),
    "CLV_ALERTS": (
        "customers dates amounts [as_of] [drop] [top_share]",
        "customer clv p_alive days_since_last usual_gap_days value_at_risk reason",
    ),
    "CPA": ("spend acquisitions", ""),
    "CPA_TARGET": ("clv [clv_to_cpa] [margin]", ""),
    "CPA_PLAN": (
        "channels spend acquisitions clv budget [min_budget] [max_budget] [elasticity] [clv_to_cpa]",
        "channel current_cpa target_cpa status budget expected_acquisitions expected_cpa marginal_cpa expected_value",
    ),
    "CPA_REALLOCATE": (
        "channels budget spent acquisitions clv share_of_year_elapsed [max_shift]",
        "channel remaining new_remaining change reason",
    ),
    "ROMI": ("revenue cost [margin]", ""),
    "ROMI_DISCOUNTED": ("revenues_by_period cost rate_per_period [carry_over] [margin]", ""),
    "ROMI_AB": (
        "exposed exposed_conversions control control_conversions value_per_conversion cost [confidence]",
        "measure value",
    ),
    "ROMI_ZONES": ("zones periods treated after sales cost [margin] [confidence]", "measure value"),
    "ROMI_ECONOMETRIC": ("dates sales channels spend [controls] [margin]", "*"),
    "ROMI_ATTRIBUTED": ("channels attributed_revenue cost [margin]", "channel revenue cost romi rank"),
    "VAN_WESTENDORP": (
        "too_cheap cheap expensive too_expensive [weights] [confidence]",
        "measure value low high",
    ),
    "VAN_WESTENDORP_CURVES": (
        "too_cheap cheap expensive too_expensive [weights] [points]",
        "price too_cheap cheap expensive too_expensive not_cheap not_expensive",
    ),
    "VAN_WESTENDORP_NMS": ("too_cheap cheap expensive too_expensive buy_cheap buy_expensive [scale]", "*"),
    "PRICE_ELASTICITY": (
        "products periods prices volumes [promotion]",
        "product elasticity low high observations r2 class advice",
    ),
    "PROMO_EFFECT": ("price volume elasticity discount [unit_cost]", "measure value"),
    "ATTRIBUTION": (
        "paths conversions [values] [nulls] [model] [order] [separator]",
        "channel conversions conversions_share value removal_effect",
    ),
    "ATTRIBUTION_COMPARE": ("paths conversions [values] [nulls] [separator]", "*"),
    "CONVERSION_PATHS": ("paths conversions [nulls] [top] [separator]", "path conversions rate share"),
    "CHANNEL_ROLES": (
        "paths conversions [separator]",
        "channel opens assists closes direct_conversions assisted_conversions assist_ratio",
    ),
    "RETROPLANNING": (
        "ids durations predecessors deadlines [today] [region] [closures] [solidarity_day]"
        " [progress] [not_before] [actual_start] [actual_finish] [milestones]",
        "id latest_start latest_finish earliest_start earliest_finish total_slack free_slack critical late_by message",
    ),
    "GANTT": ("starts finishes first_day periods [grain] [durations]", ""),
    "WORKLOAD": ("owners starts finishes effort_days first_day weeks *", "*"),
    "RACI_CHECK": ("activities roles matrix", "code level activity role message"),
    "RACI_LOAD": ("activities roles matrix", "role r a c i note"),
    "SMART": (
        "statement kpi unit direction baseline baseline_date target deadline scope owner strategic_objective budget"
        " justification [milestones] [best_past_growth]",
        "s m a r t score advice",
    ),
    "OBJECTIVE_CASCADE": (
        "gain_customers_total quarters channels channel_share conversion_rate [ramp]",
        "quarter,channel,customers,leads needed",
    ),
    "KPI_STATUS": ("actual target [direction] [tolerance]", ""),
    "RACE_FUNNEL": ("stages volumes", "stage volume rate_from_previous rate_from_first"),
    "ANSOFF": ("product_new market_new", ""),
    "BAV": ("differentiation relevance esteem knowledge [method]", "strength stature quadrant"),
    "LIFE_CYCLE": ("periods sales [thresholds]", "*"),
    "CHANNEL_SCORE": ("fit coverage efficiency complementarity [weights]", "score rank"),
    "PLAN_AUDIT": ("passed total", "criterion score evidence advice"),
    "FRENCH_HOLIDAYS": ("first_year last_year [region] [solidarity_day]", "date name"),
    "MARKET_SHARE_TO_CUSTOMERS": (
        "market_customers share_now share_target churn_rate years",
        "quarter new_customers replacements total",
    ),
    "AB_SAMPLE_SIZE": ("base_rate minimum_effect [power] [confidence]", ""),
    "RFM_MIGRATION": ("customers dates amounts from_date to_date [bins] [method]", "*"),
}


class DescribeTheContract:
    def it_is_all_there(self) -> None:
        assert set(CONTRACT) <= set(BY_NAME)

    @pytest.mark.parametrize("name", CONTRACT)
    def its_arguments_keep_their_names_and_order(self, name: str) -> None:
        expected = CONTRACT[name][0].split()
        arguments = [a.name if a.required else f"[{a.name}]" for a in BY_NAME[name].arguments]
        fixed = [word for word in expected if word != "*"]
        assert arguments[: len(fixed)] == fixed
        assert all(name.startswith("[") for name in arguments[len(fixed) :])  # only optional arguments may follow

    @pytest.mark.parametrize("name", [name for name, (_, columns) in CONTRACT.items() if columns not in ("", "*")])
    def its_tables_have_the_columns_of_the_contract(self, name: str) -> None:
        function = BY_NAME[name]
        assert function.result is Result.TABLE
        words = CONTRACT[name][1]
        assert [column.key for column in function.columns] == words.split("," if "," in words else None)


def _identity(function: Function) -> str:
    return function.name


@pytest.mark.parametrize("function", FUNCTIONS, ids=_identity)
class DescribeADescription:
    def it_agrees_with_the_code_it_describes(self, function: Function) -> None:
        assert list(inspect.signature(function.compute).parameters) == [argument.name for argument in function.arguments]

    def its_optional_arguments_come_last(self, function: Function) -> None:
        required = [argument.required for argument in function.arguments]
        assert required == sorted(required, reverse=True)

    def its_example_runs(self, function: Function) -> None:
        assert _same(call(function.name, *function.example.arguments, lang="en"), function.example.result)

    def its_name_is_ascii_upper_case_and_no_cell_address(self, function: Function) -> None:
        assert function.name.isascii()
        assert function.name == function.name.upper()
        assert "_" in function.name or not function.name[-1].isdigit()

    def its_texts_are_written_in_both_languages(self, function: Function) -> None:
        texts = [function.summary, *(a.label for a in function.arguments), *(a.help for a in function.arguments)]
        texts += [m.text for m in function.messages.values()]
        for text in texts:
            assert text.fr.strip()
            assert text.en.strip()
            assert text != Text(text.en, text.en) or len(text.fr) < 20  # one word may be the same in both

    def its_wizard_texts_fit_excel(self, function: Function) -> None:
        for lang in ("fr", "en"):
            assert len(function.summary.get(lang)) <= 255
            assert all(len(argument.help.get(lang)) <= 255 for argument in function.arguments)

    def its_headers_are_translated_one_to_one(self, function: Function) -> None:
        french = [column.fr for column in function.columns]
        assert len(set(french)) == len(french)


def _same(found: object, expected: object) -> bool:
    if isinstance(found, list) and isinstance(expected, list | tuple):
        return len(found) == len(expected) and all(_same(a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(found, float) and isinstance(expected, int | float):
        return abs(found - expected) <= _half_of_the_last_digit(expected)
    return found == expected


def _half_of_the_last_digit(printed: float) -> float:
    """Return how far a figure may be from the one an example prints: half a unit of its last digit."""
    mantissa, _, exponent = repr(float(printed)).partition("e")
    decimals = len(mantissa.partition(".")[2])
    return max(0.5000001 * 10.0 ** (int(exponent or 0) - decimals), 1e-12 * abs(printed))


class DescribeTheCatalogue:
    def its_names_are_unique(self) -> None:
        assert len(BY_NAME) == len(FUNCTIONS)

    def it_words_every_code_a_model_raises(self) -> None:
        worded = {code for function in FUNCTIONS for code in function.messages}
        assert _raised_codes() - worded == set()

    def it_imports_without_the_heavy_libraries(self) -> None:
        heavy = ["scipy", "pandas", "polars", "duckdb", "statsmodels", "xlwings", "openpyxl"]
        code = f"import sys, addin.functions; print([n for n in {heavy!r} if n in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
        assert done.stdout.strip() == "[]"

    def its_reference_page_is_current(self) -> None:
        assert (ROOT / "docs/functions.md").read_text("utf-8") == page(FUNCTIONS, "fr")


def _raised_codes() -> set[str]:
    """Return every literal code given to ModelError in the models."""
    codes = set()
    for path in (ROOT / "addin/models").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ModelError":
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    codes.add(str(first.value))
    return codes
