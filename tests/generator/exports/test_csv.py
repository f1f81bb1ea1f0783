"""The plan's tables as CSV."""

from __future__ import annotations

import datetime as dt

from generator.exports.csv import files
from generator.figures import Figure
from generator.plan import Plan
from generator.records import Action, BudgetLine, Milestone

PLAN = Plan(
    milestones=(Milestone(id="J1", label="Salon ; région", date=dt.date(2027, 4, 10), type="trade_fair", firm=True),),
    actions=(Action(id="A1", name="=HYPERLINK(1)", status="in_progress"),),
    budget_lines=(BudgetLine(id="B1", label="Média", q1=Figure(12500.5, "EUR", "Budget!H9")),),
)


def rows(lang: str, name: str) -> list[str]:
    return files(PLAN, lang)[name].decode("utf-8-sig").splitlines()  # type: ignore[arg-type]


class DescribeCsv:
    def it_opens_right_in_a_french_excel(self) -> None:
        assert files(PLAN, "fr")["milestones.csv"].startswith(b"\xef\xbb\xbf")
        assert rows("fr", "milestones.csv")[1].startswith('J1;"Salon ; région";10/04/2027;Salon;Oui')
        assert ";12500,5;" in rows("fr", "budget_lines.csv")[1]

    def it_writes_the_english_way_in_english(self) -> None:
        assert rows("en", "milestones.csv")[1].startswith("J1,Salon ; région,2027-04-10,Trade fair,Yes")
        assert ",12500.5," in rows("en", "budget_lines.csv")[1]

    def it_heads_columns_as_the_workbook_does(self) -> None:
        assert rows("fr", "milestones.csv")[0].startswith("Id;Jalon;Date;Type;Ferme")

    def it_lets_no_text_wake_up_as_a_formula(self) -> None:
        assert ";'=HYPERLINK(1);" in rows("fr", "actions.csv")[1]

    def it_writes_any_text_a_cell_holds(self) -> None:
        milestone = Milestone(id="J1", label="\x07=Salon\ud800", date=dt.date(2027, 4, 10))
        written = files(Plan(milestones=(milestone,)), "fr")["milestones.csv"].decode("utf-8-sig").splitlines()
        assert written[1].startswith("J1;'=Salon;")

    def it_writes_only_tables_that_hold_something(self) -> None:
        assert set(files(PLAN, "fr")) == {"milestones.csv", "actions.csv", "budget_lines.csv"}
