"""SMART as a formula: verdicts and advice."""

from __future__ import annotations

import datetime as dt

import pytest

from addin.errors import CellError
from addin.functions import call
from workbook_templates.text import Lang

NBSP = "\u00a0"
SOUND: dict[str, object] = {
    "statement": "Recruter 55 000 nouveaux porteurs de carte en 2027",
    "kpi": "K01",
    "unit": "nombre",
    "direction": "Hausse",
    "baseline": 48_500,
    "baseline_date": dt.date(2026, 12, 31),
    "target": 55_000,
    "deadline": dt.date(2027, 12, 31),
    "scope": "Toutes zones",
    "owner": "DM",
    "strategic_objective": "G1",
    "budget": 120_000,
    "justification": None,
    "milestones": "31/03/2027; 30/06/2027",
    "best_past_growth": 0.11,
}


def smart(lang: Lang = "fr", **changes: object) -> list[object]:
    row: list[object] = call("SMART", *(SOUND | changes).values(), lang=lang)[1]
    return row


class DescribeSmart:
    def it_passes_a_sound_objective(self) -> None:
        assert smart() == [True, True, True, True, True, 5, None]

    @pytest.mark.parametrize("direction", ["up", "Up", "hausse", "HAUSSE"])
    def it_reads_the_direction_in_either_language(self, direction: str) -> None:
        assert smart(direction=direction)[5] == 5

    def it_advises_letter_by_letter(self) -> None:
        row = smart(statement="Améliorer la notoriété", baseline=None, budget=None)
        assert row[:6] == [False, False, False, False, True, 1]
        assert row[6] == (
            f"S{NBSP}: «{NBSP}Améliorer{NBSP}» ne dit pas de combien{NBSP}: ajoutez un nombre. "
            f"M{NBSP}: donnez le point de départ. "
            f"A{NBSP}: sans départ ni cible chiffrés, rien ne dit que c'est atteignable{NBSP}: chiffrez-les, ou écrivez pourquoi. "
            f"R{NBSP}: affectez-lui un budget."
        )

    def it_advises_in_english(self) -> None:
        assert smart("en", owner=None)[6] == "S: name an owner."

    def it_writes_growth_as_a_percentage(self) -> None:
        assert f"30{NBSP}% par an demandés quand le meilleur passé est de 11{NBSP}%" in str(smart(target=63_050)[6])

    @pytest.mark.parametrize(
        "milestones",
        [dt.date(2027, 6, 30), dt.datetime(2027, 6, 30, 8), 46568, 46568.0, "2027-06-30", "30/06/27 ; 30/09/27", "J1; J2"],
    )
    def it_reads_checkpoints_however_they_are_written(self, milestones: object) -> None:
        assert smart(milestones=milestones)[4] is True

    @pytest.mark.parametrize("milestones", [None, "", dt.date(2028, 1, 31), "31/12/2026"])
    def it_wants_a_checkpoint_inside_the_year(self, milestones: object) -> None:
        row = smart(milestones=milestones)
        assert row[4] is False
        assert "point d'étape" in str(row[6])

    def it_judges_a_column_of_objectives_row_by_row(self) -> None:
        columns = [[value, None, value] for value in SOUND.values()]
        columns[4] = [48_500, None, "beaucoup"]
        header, *rows = call("SMART", *columns, lang="en")
        assert header == ["s", "m", "a", "r", "t", "score", "advice"]
        assert rows[0][5] == 5
        assert rows[1] == [None] * 7
        assert rows[2] == [CellError("#VALUE!", "smart.baseline_not_numeric")] * 7

    @pytest.mark.parametrize("name", list(SOUND)[:13])
    def it_never_gives_five_when_something_needed_is_missing(self, name: str) -> None:
        if name == "justification":
            assert smart(justification=None, target=80_000)[2] is False
            assert smart(justification="Nouveau réseau", target=80_000)[5] == 5
        else:
            row = smart(**{name: None})
            assert isinstance(row[5], int)
            assert row[5] < 5
            assert row[6]
