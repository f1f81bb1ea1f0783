"""RACI_CHECK and RACI_LOAD as formulas."""

from __future__ import annotations

import pytest

from addin.errors import FunctionError
from addin.functions import call

NBSP = "\u00a0"
ROLES = [["Responsable digital", "Direction marketing", "Équipes commerciales", "Direction générale"]]


class DescribeRaciCheck:
    def it_has_no_row_for_the_articles_emailing(self) -> None:
        assert call("RACI_CHECK", ["Emailing"], ROLES, [["R", "A", "C", "I"]]) == [
            ["code", "niveau", "activité", "rôle", "message"]
        ]

    def it_says_level_and_message_in_the_language_asked_for(self) -> None:
        french = call("RACI_CHECK", ["Emailing"], ROLES, [["R", "A", "A", "I"]])[1]
        assert french[:4] == ["raci.two_accountable", "erreur", "Emailing", "Direction marketing, Équipes commerciales"]
        assert french[4].startswith(f"2 approbateurs (A){NBSP}: Direction marketing, Équipes commerciales. Gardez-en un")
        english = call("RACI_CHECK", ["Emailing"], ROLES, [["R", "A", "A", "I"]], lang="en")[1]
        assert english[:2] == ["raci.two_accountable", "error"]
        assert english[4].startswith("2 roles are accountable (A)")

    def it_reads_small_letters_and_blanks(self) -> None:
        assert len(call("RACI_CHECK", ["Emailing"], ROLES, [[" r ", "a", "c", "i"]])) == 1
        assert len(call("RACI_CHECK", ["Emailing", None], ROLES, [["R", "A", "C", "I"], ["", None, " ", None]])) == 1

    def it_takes_roles_as_a_row_or_a_column(self) -> None:
        assert call("RACI_CHECK", ["E"], ROLES[0], [["R", "A", "C", "I"]]) == call(
            "RACI_CHECK", ["E"], ROLES, [["R", "A", "C", "I"]]
        )

    @pytest.mark.parametrize("lang", ["fr", "en"])
    def it_words_every_rule(self, lang: str) -> None:
        rows = ["RACI.IIIIIII", "RRRRACCCCX..", "............", "RRAR/A......", "R...........", "RACI.IIIIIII"]
        matrix = [list(row[:4]) + list(row[4:]) for row in rows]
        matrix[3] = ["R", "R", "A", "R/A", *[""] * 8]
        names = ["T1", "T2", "T3", "T4", None, "T1"]
        roles = [*(f"P{k}" for k in range(10)), None, "P0"]
        matrix[0][11] = matrix[5][11] = "I"
        matrix = [[None if cell == "." else cell for cell in row] for row in matrix]
        table = call("RACI_CHECK", names, [roles], matrix, 1, lang=lang)
        codes = {row[0] for row in table[1:]}
        assert codes >= {
            "raci.two_accountable",
            "raci.no_accountable",
            "raci.no_responsible",
            "raci.bad_letter",
            "raci.many_responsible",
            "raci.many_consulted",
            "raci.many_informed",
            "raci.unknown_action",
            "raci.unknown_role",
            "raci.repeated_action",
            "raci.repeated_role",
            "raci.overload",
            "raci.idle_role",
        }
        assert all(row[4] and "{" not in row[4] for row in table[1:])

    def it_says_both_counts_when_roles_and_columns_differ(self) -> None:
        with pytest.raises(FunctionError) as error:
            call("RACI_CHECK", ["E"], ["P", "Q", "S"], [["R", "A"]])
        assert (error.value.code, error.value.argument) == ("raci.roles_differ", "matrix")
        assert "2 colonnes pour 3 rôles" in error.value.message


class DescribeRaciLoad:
    def it_counts_letters_role_by_role(self) -> None:
        table = call("RACI_LOAD", ["T1", "T2"], ["P", "Q", "S"], [["R", "A", "I"], ["R", "C", "A"]], lang="en")
        assert table == [
            ["role", "r", "a", "c", "i", "note"],
            ["P", 2, 0, 0, 0, None],
            ["Q", 0, 1, 1, 0, None],
            ["S", 0, 1, 0, 1, None],
        ]

    def it_remarks_what_stands_out(self) -> None:
        matrix = [["R", "A", "I", None]] * 6
        notes = {row[0]: row[5] for row in call("RACI_LOAD", [f"T{k}" for k in range(6)], list("PQST"), matrix)[1:]}
        assert notes == {"P": "surcharge de réalisation", "Q": "goulot d'approbation", "S": "ni R ni A", "T": "ni R ni A"}
