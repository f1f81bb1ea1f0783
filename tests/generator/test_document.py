"""The whole document: its order, its drafts, its figures, its French."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from generator import blocks
from generator.blocks import Block, Document, Heading
from generator.checks import check
from generator.document import CHAPTERS, compose
from generator.markup import Run
from generator.workbook import Reading, read
from workbook_templates.text import Lang

NBSP = "\u00a0"
DAY = dt.date(2027, 12, 31)
TABLES: dict[str, list[dict[str, object]]] = {
    "Objectives": [
        {"id": "O1", "statement": "Recruter 55 000 nouveaux clients", "kpi": "K01", "baseline": 48500, "target": 55000, "deadline": DAY, "unit": "nombre",
         "owner": "DM", "budget": 60000, "actions": 1},
        {"id": "O2", "statement": "Porter le réachat de 41 % à 44 %", "kpi": "K02", "baseline": 0.41, "target": 0.44, "deadline": DAY, "unit": "%", "owner": "DM",
         "budget": 40000, "actions": 1},
    ],
    "Kpis": [
        {"id": "K01", "name": "Nouveaux clients", "unit": "count", "race": "convert", "status": "à surveiller", "actual_to_date": 12000, "target_to_date": 12500,
         "target": 55000, "baseline": 48500, "owner": "DM", "alert_threshold": 0.1, "corrective_action": "Réallouer", "direction": "up"},
        {"id": "K02", "name": "Réachat", "unit": "share", "race": "engage", "status": "en alerte", "actual_to_date": 0.38, "target_to_date": 0.42,
         "target": 0.44, "baseline": 0.41, "owner": "DM", "alert_threshold": 0.03, "corrective_action": "Avancer la relance", "direction": "up"},
    ],
    "Roles": [{"id": "DM", "label": "Directrice marketing", "team": "marketing", "capacity_days_week": 4}],
    "Channels": [{"id": "C01", "name": "Magasins", "kind": "distribution", "route": "direct", "medium": "physical", "role": "Essai", "ropo": "end"}],
    "Segments": [{"id": "S1", "name": "Familles", "customers": 1000, "need": "Équiper", "targeted": True, "positioning": "Le juste prix", "clv": 130}],
    "Actions": [{"id": "A01", "name": "Campagne R&D <test>", "objective": "O1", "kpi": "K01", "channel": "C01", "segment": "S1", "owner": "DM",
                 "kind": "project", "duration_days": 10, "status": "planned", "budget": 60000}],
    "BudgetLines": [{"id": "B01", "label": "Média", "action": "A01", "objective": "O1", "channel": "C01", "segment": "S1", "nature": "media", "q1": 100000, "total": 100000}],
    "Milestones": [{"id": "J1", "label": "Salon", "date": dt.date(2027, 4, 10)}],
    "Raci": [{"action": "A01", "DM": "A"}],
    "Swot": [{"id": "W1", "type": "threat", "statement": "Concurrent", "impact": 5, "probability": 4, "score": 20}],
    "Decisions": [{"id": "D1", "request": "Approuver l'enveloppe", "amount": 100000, "due_date": dt.date(2027, 1, 15), "decider": "DM", "if_not": "Tout est reporté"}],
    "Risks": [{"id": "R1", "label": "Retard", "probability": 4, "impact": 4, "score": 16, "trigger": "Rien au 1er mars", "response": "Réduire", "owner": "DM"}],
    "Control": [{"id": "CO1", "meeting": "Comité", "frequency": "monthly", "chair": "DM", "content": "Écarts"}],
}  # fmt: skip


@pytest.fixture
def reading(make) -> Reading:
    return read(make(TABLES, settings={"company": "Dupont & Filles 🎉"}))


@pytest.fixture
def document(reading: Reading) -> Document:
    return compose(reading)


def every(value: object) -> Iterator[object]:
    """Go through a block and all it holds."""
    yield value
    if isinstance(value, tuple | list):
        for item in value:
            yield from every(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from every(getattr(value, field.name))


def prose_runs(document: Document) -> Iterator[Run]:
    for block in document.blocks:
        if isinstance(block, blocks.Prose):
            yield from (run for paragraph in block.paragraphs for run in paragraph.runs)


def texts(document: Document) -> Iterator[str]:
    """Return every text of the document that a person reads, addresses aside."""
    for item in every(document.blocks):
        if isinstance(item, Run | blocks.Cell):
            yield item.text
        elif isinstance(item, Heading | blocks.Tile):
            yield item.text if isinstance(item, Heading) else item.title
        elif isinstance(item, blocks.TableBlock):
            yield from (item.caption, *item.notes, *(column.header for column in item.columns))


def headings(document: Document, level: int = 1) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == level]


class DescribeTheDocument:
    def it_opens_with_the_cover_and_follows_sostac(self, document: Document) -> None:
        assert isinstance(document.blocks[0], blocks.Cover)
        chapters = [chapter.title.fr for chapter in CHAPTERS]
        found = headings(document)
        assert found[:3] == ["Décisions demandées", "Synthèse", "Le plan en une page (SOSTAC®)"]
        assert [title for title in found if title in chapters] == chapters
        assert found[-1] == "Annexes"

    def it_keeps_a_person_s_words(self, document: Document) -> None:
        assert document.company == "Dupont & Filles 🎉"
        assert any("Campagne R&D <test>" in text for text in texts(document))

    def it_gives_each_bookmark_once(self, document: Document) -> None:
        marks = [block.bookmark for block in document.blocks if hasattr(block, "bookmark")]
        assert len(marks) == len(set(marks))
        assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", mark) for mark in marks)

    def it_leaves_out_optional_sections_without_data(self, document: Document) -> None:
        assert "Attribution" not in headings(document, 2)
        assert "Santé de la marque" not in headings(document, 2)

    def it_says_what_an_essential_section_misses_and_where_to_enter_it(self, make) -> None:
        found = "".join(run.text for run in prose_runs(compose(read(make()))))
        assert "Objectifs SMART" in found
        assert "dans la feuille Objectifs" in found

    def it_is_dated_by_the_plan(self, document: Document) -> None:
        assert document.date == dt.date(2027, 1, 4)

    def it_gives_the_committee_its_extract(self, reading: Reading) -> None:
        extract = compose(reading, sections="summary")
        assert headings(extract) == ["Décisions demandées", "Synthèse", "Le plan en une page (SOSTAC®)"]


class DescribeADraft:
    def it_is_marked_and_opens_with_its_reservations(self, reading: Reading) -> None:
        problems = check(reading)
        draft = compose(reading, problems=problems)
        assert draft.draft
        assert headings(draft)[0] == "Réserves"
        table = next(block for block in draft.blocks if getattr(block, "bookmark", "") == "t_reservations")
        assert isinstance(table, blocks.TableBlock)
        told = " ".join(cell.text for row in table.rows for cell in row.cells)
        serious = [problem for problem in problems if problem.level != "advice"]
        assert all(problem.where in told for problem in serious)
        assert len(table.rows) == sum(min(count, 4) for count in Counter(problem.code for problem in serious).values())

    def it_is_no_draft_with_advice_only(self, reading: Reading) -> None:
        advice = [problem for problem in check(reading) if problem.level == "advice"]
        document = compose(reading, problems=advice)
        assert not document.draft
        assert "Réserves" not in headings(document)


class DescribeItsFigures:
    NUMBER = re.compile(r"\d")

    def it_prints_no_number_in_a_sentence_without_its_cell(self, document: Document, reading: Reading) -> None:
        """Numbers inside a person's own words, ids, dates and fixed years are not figures."""
        own = " ".join(str(value) for rows in TABLES.values() for row in rows for value in row.values())
        ours = {"2005", "2016", "1965", "1966", "1976", "1", "25"}  # years of papers, « 1 € », scores « sur 25 »
        allowed = {*re.findall(r"\d[\d\u00a0 ]*", own), *ours}
        for run in prose_runs(document):
            if run.source:
                continue
            bare = re.sub(r"\d{1,2}(er)?\u00a0\w+\u00a0\d{4}|[A-Z]\d{1,2}\b|\w+\u00a0\d{4}", "", run.text)
            loose = {number.replace(NBSP, " ").strip() for number in re.findall(r"\d[\d\u00a0 ]*", bare)}
            assert loose <= {text.replace(NBSP, " ").strip() for text in allowed}, run.text

    def it_names_cells_that_exist(self, document: Document) -> None:
        sources = {run.source for run in prose_runs(document) if run.source}
        assert sources
        assert all(re.fullmatch(r"[^!]+![A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?", source) for source in sources)


@pytest.mark.parametrize("lang", ["fr", "en"])
class DescribeItsTypography:
    def it_sets_non_breaking_spaces_in_french(self, make, lang: Lang) -> None:
        document = compose(read(make(TABLES, settings={"language": lang}, lang=lang)))
        for text in texts(document):
            if lang == "fr":
                assert not re.search(r"[^\s] [:;!?%»€](?=\s|$)|« ", text), text
            else:
                assert "«" not in text
                assert f"{NBSP}:" not in text

    def it_uses_curly_apostrophes(self, make, lang: Lang) -> None:
        document = compose(read(make(TABLES, settings={"language": lang}, lang=lang)))
        assert not [text for text in texts(document) if re.search(r"\w'\w", text)]


class DescribeTheMomentOfThePlan:
    def it_never_alarms_before_anything_was_measured(self, make) -> None:
        unread = [{**kpi, "status": "à mesurer", "actual_to_date": "", "target_to_date": ""} for kpi in TABLES["Kpis"]]
        document = compose(read(make({**TABLES, "Kpis": unread})))
        said = " ".join(texts(document))
        assert "Aucun relevé saisi" in said
        assert "décroche" not in said

    def it_says_what_falls_behind_in_a_review(self, document: Document) -> None:
        said = "".join(run.text for run in prose_runs(document))
        assert "1\u00a0objectif sur 2 mesurés décroche\u00a0: O2" in said
        assert "38\u00a0% pour 42\u00a0% attendus (−4\u00a0points)" in said

    def it_is_the_same_document_twice(self, reading: Reading) -> None:
        assert compose(reading) == compose(replace(reading))


def it_is_made_of_blocks(document: Document) -> None:
    assert all(isinstance(block, Block) for block in document.blocks)


class DescribeAPlanWithHoles:
    @pytest.mark.parametrize("table", sorted(TABLES))
    def it_comes_out_without_any_one_table(self, make, table: str) -> None:
        reading = read(make({name: rows for name, rows in TABLES.items() if name != table}))
        assert compose(reading, problems=check(reading)).blocks

    @pytest.mark.parametrize(
        ("table", "key"), sorted({(name, key) for name, rows in TABLES.items() for row in rows for key in row})
    )
    def it_comes_out_without_any_one_column(self, make, table: str, key: str) -> None:
        rows = [{name: value for name, value in row.items() if name != key} for row in TABLES[table]]
        reading = read(make({**TABLES, table: rows}))
        assert compose(reading, problems=check(reading)).blocks

    @pytest.mark.parametrize(
        "setting",
        [
            "company",
            "plan_title",
            "plan_start",
            "plan_end",
            "as_of",
            "budget_total",
            "gross_margin",
            "plan_stage",
            "plan_version",
        ],
    )
    def it_comes_out_without_any_one_setting(self, make, setting: str) -> None:
        reading = read(make(TABLES, settings={setting: None}))
        assert compose(reading, problems=check(reading)).draft


class DescribePersonalData:
    ALERTS = (("C0417", 118.0, 0.3, 90, 20, 82.0, "Silence trois fois plus long que d'habitude"),)

    @pytest.mark.parametrize("allowed", [True, False])
    def it_names_customers_only_where_the_settings_allow_it(self, make, allowed: bool) -> None:
        package = make(
            TABLES,
            settings={"show_customer_ids": allowed},
            results={"r_alerts": self.ALERTS, "r_pareto": [("1", 10, 500.0, 0.6, 0.1, 0.6)]},
        )
        said = [text.replace("’", "'") for text in texts(compose(read(package)))]
        assert any("C0417" in text for text in said) is allowed
        assert any("Client 001" in text for text in said) is not allowed
        assert any("ce tableau ne sort pas de l'équipe" in text for text in said) is allowed
        assert any("le plan n'en nomme aucun" in text for text in said) is not allowed

    def it_gives_a_customer_one_number_from_one_plan_to_the_next(self, make) -> None:
        alerts = (*self.ALERTS, ("C0009", 90.0, 0.4, 60, 20, 50.0, "Silence deux fois plus long que d'habitude"))
        package = make(TABLES, results={"r_alerts": alerts, "r_pareto": [("1", 10, 500.0, 0.6, 0.1, 0.6)]})
        assert [alert.customer for alert in read(package).plan.results.clv_alerts] == ["Client 001", "Client 002"]
