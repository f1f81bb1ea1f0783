"""Reading a workbook: what is found, what is told, what is refused."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import pytest

from generator.checks import check
from generator.figures import Figure
from generator.workbook import read
from workbook_templates.errors import WorkbookError
from workbook_templates.package.package import Package

OBJECTIVE = {
    "id": "O1",
    "statement": "Recruter",
    "kpi": "K01",
    "baseline": 48500,
    "target": 55000,
    "deadline": dt.date(2027, 12, 31),
    "unit": "nombre",
}
KPI = {"id": "K01", "name": "Nouveaux porteurs", "unit": "count", "race": "convert"}


class DescribeReading:
    def it_finds_settings_by_the_name_of_their_cell(self, make) -> None:
        settings = read(make()).plan.settings
        assert settings.company == "Bondélan Sport"
        assert settings.plan_start == dt.date(2027, 1, 1)
        assert settings.budget_total is not None
        assert settings.budget_total.value == 100000

    def it_gives_every_number_its_cell(self, make) -> None:
        plan = read(make({"Objectives": [OBJECTIVE], "Kpis": [KPI]})).plan
        assert plan.objectives[0].target == Figure(55000.0, "count", "Objectifs!I9")

    def it_reads_choices_as_keys_in_either_language(self, make) -> None:
        tables = {"Kpis": [KPI]}
        assert [read(make(tables, lang=lang)).plan.kpis[0].race for lang in ("fr", "en")] == ["convert", "convert"]

    def it_reads_ids_whatever_their_spelling(self, make) -> None:
        tables = {"Kpis": [KPI], "Objectives": [{**OBJECTIVE, "kpi": " k1 "}]}
        reading = read(make(tables))
        assert reading.plan.objectives[0].kpi == "K01"
        assert not [p for p in reading.problems if p.code == "ref.unknown"]

    def it_tells_once_the_ids_that_formulas_do_not_see(self, make) -> None:
        actions = [{"id": "A20", "owner": " crm"}, {"id": "A22", "owner": "CRM"}, {"id": "A24"}]
        tables = {
            "Roles": [{"id": "CRM", "label": "CRM"}],
            "Actions": actions,
            "BudgetLines": [{"id": "B1", "action": " a24 "}, {"id": "B2", "action": "A22"}],
            "Ansoff": [
                {"id": "G1", "actions": " a20 ; A22"},
                {"id": "G2", "actions": "A20; A22"},
                {"id": "G3", "actions": "A20 ; A22"},
            ],
        }
        told = [p for p in read(make(tables)).problems if p.code == "ref.spelling"]
        assert len(told) == 1
        assert told[0].level == "blocking"
        for cell, said in (
            ("Actions!N9", "“crm” with a space too many, for CRM"),
            ("Budget!C9", "“a24” with a space too many, for A24"),
        ):
            assert cell in told[0].where
            assert said in told[0].text.en
        assert "pour A20\u00a0; «\u00a0a24" in told[0].text.fr
        assert "3 cellules" in told[0].text.fr

    @pytest.mark.parametrize(("typed", "slips"), [("CRM", 0), ("crm", 1), ("CRM ", 1)])
    def it_tells_an_id_in_another_case_too(self, make, typed, slips) -> None:
        tables = {"Roles": [{"id": "CRM", "label": "CRM"}], "Actions": [{"id": "A20", "owner": typed}]}
        assert len([p for p in read(make(tables)).problems if p.code == "ref.spelling"]) == slips

    def it_tells_a_space_in_an_id_itself(self, make) -> None:
        problem = next(p for p in read(make({"Actions": [{"id": "A20 "}]})).problems if p.code == "ref.spelling")
        assert problem.where == "Actions!A9"

    def it_skips_rows_that_hold_nothing(self, make) -> None:
        assert len(read(make({"Objectives": [OBJECTIVE, {}, {}]})).plan.objectives) == 1

    def it_reads_results_by_their_names(self, make) -> None:
        rows = [["A01", dt.date(2027, 1, 8), dt.date(2027, 1, 29), dt.date(2027, 1, 4), dt.date(2027, 1, 25), 4, 4, "Oui", 0, ""]]
        plan = read(make({"Actions": [{"id": "A01", "name": "Essai"}]}, results={"r_plan": rows})).plan
        assert plan.results.schedule[0].latest_start == dt.date(2027, 1, 8)
        assert plan.results.schedule[0].critical is True

    def it_leaves_an_empty_result_empty(self, make) -> None:
        reading = read(make())
        assert reading.plan.results.schedule == ()
        assert "results.not_computed" not in {p.code for p in reading.problems}

    def it_gathers_the_letters_of_the_raci_by_role(self, make) -> None:
        tables = {"Actions": [{"id": "A01", "name": "Essai"}], "Raci": [{"action": "A01", "DM": "A", "CRM": "R"}]}
        assert read(make(tables)).plan.raci[0].letters == {"DM": "A", "CRM": "R"}


class DescribeAWorkbookPeopleWorkedIn:
    TABLES: ClassVar = {"Objectives": [{**OBJECTIVE, "Remarque": "à revoir", "Couleur": "bleu"}], "Kpis": [KPI]}

    def it_does_not_mind_columns_of_one_s_own(self, make) -> None:
        reading = read(make(self.TABLES))
        assert reading.plan.objectives[0].target is not None
        assert not [p for p in reading.problems if "Remarque" in p.text.fr]

    def it_does_not_mind_sheets_renamed(self, make) -> None:
        package = make(self.TABLES)
        workbook = package.parts["xl/workbook.xml"].decode().replace("Objectifs", "Nos buts")
        reading = read(package.replaced({"xl/workbook.xml": workbook.encode()}))
        assert reading.plan.objectives[0].target == Figure(55000.0, "count", "Nos buts!I9")
        assert not [p for p in reading.problems if p.code.endswith(".missing") and p.where.startswith("Objectives")]

    def it_does_not_mind_a_column_headed_in_the_other_language(self, make) -> None:
        package = make(self.TABLES)
        part = next(name for name, data in package.parts.items() if b'name="Objectives"' in data)
        table = package.parts[part].decode().replace('name="Cible"', 'name="Target"')
        assert read(package.replaced({part: table.encode()})).plan.objectives[0].target is not None

    def it_says_when_a_column_it_needs_is_gone(self, make) -> None:
        package = make(self.TABLES)
        part = next(name for name, data in package.parts.items() if b'name="Objectives"' in data)
        table = package.parts[part].decode().replace('name="Cible"', 'name="But visé"')
        problem = next(p for p in read(package.replaced({part: table.encode()})).problems if p.code == "column.missing")
        assert "Cible" in problem.text.fr

    def it_reads_a_result_whose_name_libreoffice_wrote(self, make) -> None:
        rows = [["A01", dt.date(2027, 1, 8), dt.date(2027, 1, 29), dt.date(2027, 1, 4), dt.date(2027, 1, 25), 4, 4, "Oui", 0, ""]]
        package = make({"Actions": [{"id": "A01", "name": "Essai"}]}, results={"r_plan": rows})
        workbook = package.parts["xl/workbook.xml"].decode()
        start = workbook.index('name="r_plan"')
        end = workbook.index("<", start)
        name, _, formula = workbook[start:end].partition(">")
        spilled = f"{name}>_xlfn.anchorarray({formula})"
        changed = workbook[:start] + spilled + workbook[end:]
        assert len(read(package.replaced({"xl/workbook.xml": changed.encode()})).plan.results.schedule) == 1


class DescribeSheets:
    @pytest.mark.parametrize(("lang", "sheet"), [("fr", "Tableau de bord"), ("en", "Dashboard")])
    def they_are_named_as_the_workbook_names_them(self, make, lang, sheet) -> None:
        problem = next(p for p in check(read(make(lang=lang))) if p.code == "kpi.none")
        assert problem.where == sheet


class DescribeWhatIsTold:
    def _one(self, package: Package, code: str) -> str:
        problem = next(p for p in read(package).problems if p.code == code)
        return problem.say("fr")

    def it_tells_a_number_that_is_text(self, make) -> None:
        package = make(
            {"BudgetLines": [{"id": "B1", "label": "Média", "nature": "media"}]}, raw={("BudgetLines", 0, "q1"): "12.500 €"}
        )
        said = self._one(package, "number.text")
        assert said.startswith("Budget!H9\u00a0: «\u00a012.500\u00a0€\u00a0» est du texte")

    def it_tells_a_percentage_typed_as_a_number(self, make) -> None:
        segment = {"id": "S1", "name": "Familles", "retention": 55}
        assert "soit 5\u00a0500\u00a0%" in self._one(make({"Segments": [segment]}), "share.percent")

    def it_tells_a_date_that_is_text(self, make) -> None:
        package = make({"Milestones": [{"id": "J1", "label": "Salon"}]}, raw={("Milestones", 0, "date"): "10/04/2027"})
        assert "10/04/2027" in self._one(package, "date.text")

    def it_tells_an_id_that_leads_nowhere_with_those_that_exist(self, make) -> None:
        tables = {
            "Objectives": [OBJECTIVE, {**OBJECTIVE, "id": "O2"}, {**OBJECTIVE, "id": "O3"}],
            "Actions": [{"id": "A01", "objective": "O7"}],
            "Kpis": [KPI],
        }
        said = self._one(make(tables), "ref.unknown")
        assert "«\u00a0O7\u00a0» n'existe pas. Connus\u00a0: O1 à O3." in said
        assert said.startswith("Actions!C9")

    def it_says_once_what_many_rows_share(self, make) -> None:
        rows = [{"id": f"A{i:02d}", "name": "x", "objective": "O7"} for i in range(1, 6)]
        problem = next(
            p for p in read(make({"Actions": rows, "Objectives": [OBJECTIVE], "Kpis": [KPI]})).problems if p.code == "ref.unknown"
        )
        assert problem.where == "Actions!C9, C10, C11…"
        assert "5 cellules concernées" in problem.text.fr

    def it_tells_a_value_typed_over_a_formula(self, make) -> None:
        package = make({"Swot": [{"id": "W1", "type": "threat", "statement": "x"}]}, raw={("Swot", 0, "score"): 12})
        assert "colonne calculée" in self._one(package, "formula.overwritten")

    def it_tells_a_row_typed_under_its_table(self, make) -> None:
        tables = {"Milestones": [{"id": "J1", "label": "Salon"}]}
        said = self._one(make(tables, under={("Milestones", "label"): "Rentrée"}), "table.row_outside")
        assert "s'arrête à la ligne 9" in said
        assert "le coin en bas à droite" in said
        assert not [p for p in read(make(tables)).problems if p.code == "table.row_outside"]

    def it_tells_two_rows_of_one_id(self, make) -> None:
        assert "O1" in self._one(make({"Objectives": [OBJECTIVE, OBJECTIVE]}), "id.duplicate")

    def it_tells_a_missing_essential_table(self, make) -> None:
        problem = next(p for p in read(make(without=["Actions"])).problems if p.code == "table.missing")
        assert problem.level == "blocking"

    def it_says_once_that_excel_does_not_know_our_functions(self, make) -> None:
        rows = [{"id": f"W{i}", "type": "threat", "statement": "x", "score": "#NAME?"} for i in range(4)]
        problems = [p for p in read(make({"Swot": rows})).problems if p.code == "formula.unknown_name"]
        assert len(problems) == 1
        assert problems[0].where == "Situation!F9, F10, F11…"

    def it_tells_a_workbook_that_was_never_computed(self, make) -> None:
        problem = next(p for p in read(make(uncomputed=["r_plan", "r_cpa"])).problems if p.code == "results.not_computed")
        assert problem.level == "blocking"


class DescribeARefusal:
    def it_refuses_a_workbook_without_our_tables(self) -> None:
        import io

        import xlsxwriter

        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer) as book:
            book.add_worksheet("Feuil1").write("A1", 1)
        with pytest.raises(WorkbookError) as error:
            read(Package.from_bytes(buffer.getvalue(), name="autre.xlsx"))
        assert error.value.code == "workbook.not_ours"
