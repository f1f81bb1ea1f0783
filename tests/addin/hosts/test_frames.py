"""Functions and tables as data frames."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from addin.errors import FunctionError
from addin.functions import call
from addin.hosts.frames import read_table, run
from workbook_templates.build import build
from workbook_templates.errors import WorkbookError
from workbook_templates.package import Package, replace_rows

SALES = pd.DataFrame(
    {
        "who": ["a", "b", "a", None, "c"],
        "day": pd.to_datetime(["2026-01-01", "2026-01-05", "2026-02-01", None, "2026-02-03"]),
        "paid": [5.0, 8.0, 2.0, None, 40.0],
    }
)


class DescribeRun:
    def it_gives_what_the_formula_gives(self) -> None:
        rows = [(who, day.date(), paid) for who, day, paid in SALES.dropna().itertuples(index=False)]
        expected = call("RFM", *map(list, zip(*rows, strict=True)))

        found = run("RFM", SALES["who"], SALES["day"], SALES["paid"])

        assert list(found.columns) == expected[0]
        assert found.to_numpy().tolist() == expected[1:]

    def it_takes_a_frame_as_a_block_of_columns(self) -> None:
        matrix = pd.DataFrame({"DM": ["A", "R"], "COM": ["R", "R"]})
        codes = run("RACI_CHECK", ["A1", "A2"], ["DM", "COM"], matrix, lang="en")["code"].tolist()
        assert "raci.no_accountable" in codes

    def it_gives_a_series_for_a_column_and_a_number_for_numbers(self) -> None:
        ratios = run("ROMI", pd.Series([150.0, 80.0]), pd.Series([100.0, 100.0]))
        assert ratios.tolist() == pytest.approx([0.5, -0.2])
        assert run("ROMI", 150, 100) == 0.5

    def its_days_are_datetimes(self) -> None:
        feasts = run("FRENCH_HOLIDAYS", 2027, 2027, lang="en")
        assert feasts["date"].dtype.kind == "M"
        assert pd.Timestamp("2027-05-17") in set(feasts["date"])

    def its_refusals_are_the_function_s(self) -> None:
        with pytest.raises(FunctionError) as error:
            run("RFM", SALES["who"], SALES["day"], pd.Series(["dix", 1, 1, None, 1], dtype=object))
        assert (error.value.code, error.value.row) == ("rfm.amounts_not_numeric", 1)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("frames") / "plan.xlsx"
    columns = {"Client": ["a", "b"], "Date": [dt.date(2026, 1, 1), dt.date(2026, 1, 5)], "Montant": [5.0, 8.5]}
    path.write_bytes(replace_rows(Package.from_bytes(build("fr")), "Transactions", columns).to_bytes())
    return path


class DescribeReadTable:
    def it_reads_the_cells_under_their_headers(self, workbook: Path) -> None:
        sales = read_table(workbook, "Transactions")
        assert sales["Client"].tolist() == ["a", "b"]
        assert sales["Date"].tolist() == [pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-05")]
        assert sales["Montant"].sum() == 13.5

    def it_leaves_blank_rows_out(self, workbook: Path) -> None:
        assert len(read_table(workbook, "Survey")) == 0

    def it_names_a_table_that_is_not_there(self, workbook: Path) -> None:
        with pytest.raises(WorkbookError) as error:
            read_table(workbook, "Ventes")
        assert "Ventes" in str(error.value)
