"""The cases in English: every text has its English, nothing French is left, and the plan is the same."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any

import pytest
from lxml import etree

from addin.models.dependencies import Names, parse
from workbook_templates.build import build
from workbook_templates.cases import CASES, load, translation
from workbook_templates.cases.translation import french_texts, in_english, translations
from workbook_templates.errors import WorkbookError
from workbook_templates.schema.content import Content
from workbook_templates.text import NBSP, Lang

# Words that keep their accents in English: invented companies, first names, a region, a feast, and what our own help says of France.
PROPER = {"Bondélan", "Ostrélia", "Télécom", "Inès", "Hélène", "Françoise", "Île", "Fête", "département"}
FRENCH_LETTER = re.compile(r"\w*[À-ÖØ-öø-ÿŒœ]\w*|[«»]")
Rows = list[dict[str, Any]]


@cache
def case(name: str, lang: Lang) -> Content:
    return load(name, lang)


def rows(name: str, table: str, lang: Lang) -> Rows:
    return [dict(row) for row in case(name, lang).rows.get(table, ())]


@cache
def said(name: str, lang: Lang) -> frozenset[str]:
    """Every text of the built workbook: cells, headers, helps, choices, charts."""
    with zipfile.ZipFile(io.BytesIO(build(lang, case=name))) as archive:
        roots = [etree.fromstring(archive.read(part)) for part in archive.namelist() if part.endswith(".xml")]
    whole = ["".join(node.itertext()) for root in roots for node in root.iter("{*}si")]
    inside = [node.text or "" for root in roots for node in root.iter("{*}v", "{*}t", "{*}f")]
    shown = [
        value
        for root in roots
        for node in root.iter("{*}dataValidation", "{*}tableColumn")
        for value in map(str, node.attrib.values())
    ]
    return frozenset(text.replace(NBSP, " ") for text in (*whole, *inside, *shown))


@pytest.mark.parametrize("name", CASES)
class DescribeEveryCaseInEnglish:
    def its_texts_each_have_their_english(self, name: str) -> None:
        assert [text for text in french_texts(case(name, "fr")) if not translations(name).get(text)] == []

    def its_english_serves_no_text_that_has_gone(self, name: str) -> None:
        assert translations(name).keys() - set(french_texts(case(name, "fr"))) == set()

    def its_channels_keep_names_of_their_own(self, name: str) -> None:
        names = [row["name"] for row in rows(name, "Channels", "en")]
        assert len(set(names)) == len(names)

    def its_journeys_name_the_channels_they_named_in_french(self, name: str) -> None:
        ids = {lang: {row["name"]: row["id"] for row in rows(name, "Channels", lang)} for lang in ("fr", "en")}
        french, english = (
            [[ids[lang][touch] for touch in row["path"].split(" > ")] for row in rows(name, "Paths", lang)]  # type: ignore[arg-type]
            for lang in ("fr", "en")
        )
        assert french == english != []

    def its_actions_wait_for_the_same_actions_in_the_kinds_of_english(self, name: str) -> None:
        known = Names([row["id"] for table in ("Actions", "Milestones") for row in rows(name, table, "fr")])
        french, english = ([row.get("predecessors", "") for row in rows(name, "Actions", lang)] for lang in ("fr", "en"))
        assert [parse(text, known) for text in french] == [parse(text, known) for text in english]
        assert not any(re.search(r"FD|DD|DF", text) for text in english)

    def it_changes_no_number_date_id_or_choice(self, name: str) -> None:
        french, english = case(name, "fr"), case(name, "en")
        assert (french.heads, french.cards, french.rows.keys()) == (english.heads, english.cards, english.rows.keys())
        told = translations(name)
        for table, given in french.rows.items():
            if table == "Transactions":
                assert english.rows[table] == given
            for row, other in zip(given, english.rows[table], strict=True):
                changed = {key for key, value in row.items() if other[key] != value} - {"path", "predecessors"}
                assert all(other[key] == told[str(row[key])] for key in changed), row

    @pytest.mark.slow
    def its_workbook_holds_none_of_the_french_texts(self, name: str) -> None:
        french = {text for text, english in translations(name).items() if text != english} - set(translations(name).values())
        assert french & said(name, "fr"), "the texts are looked for where they stand"
        assert french & said(name, "en") == set()

    @pytest.mark.slow
    def its_workbook_has_no_french_letter_outside_proper_names(self, name: str) -> None:
        words = {word for text in said(name, "en") for word in FRENCH_LETTER.findall(text)}
        assert words - PROPER == set()

    def its_english_is_typed_the_english_way(self, name: str) -> None:
        """No « 35 € » nor « 41 % », no space before a colon, no decimal comma, no straight apostrophe."""
        french = re.compile(r"\d [€%]|\d[€]| [:;!?]|\d,\d{1,2}\b|'|€ ")
        assert [english for english in translations(name).values() if french.search(english)] == []


class DescribeInEnglish:
    def it_says_which_texts_have_no_english(self) -> None:
        content = Content(rows={"Swot": [{"id": "W1", "statement": "Un texte tout neuf"}]})
        with pytest.raises(WorkbookError) as caught:
            in_english("sport", content)
        assert caught.value.code == "case.untranslated"
        assert caught.value.where == "english/sport.yaml"
        assert "Un texte tout neuf" in caught.value.say("en")

    def it_leaves_what_both_languages_write_alike(self) -> None:
        content = Content(
            settings={"plan_version": "1.0", "currency": "EUR"},
            rows={"Transactions": [{"customer": "Client A"}], "PastPerformance": [{"kpi": "K01", "period": "2026"}]},
        )
        assert in_english("sport", content) == content

    def it_keeps_a_lag_and_an_id_that_looks_like_a_kind(self) -> None:
        content = Content(rows={"Actions": [{"id": "A03", "predecessors": "A01DD+8; A02FD-1; DD1; J1+10jc; A04FF"}]})
        (action,) = in_english("sport", content).rows["Actions"]
        assert action["predecessors"] == "A01SS+8; A02FS-1; DD1; J1+10jc; A04FF"

    def it_has_a_file_for_each_case_and_no_other(self) -> None:
        assert {path.stem for path in translation.HERE.iterdir()} == set(CASES)
