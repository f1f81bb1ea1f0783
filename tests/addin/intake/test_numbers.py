"""Numbers in files: French, English, Swiss and accounting habits, and what must not be guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addin.intake.numbers import Marks, evidence, parse_number
from workbook_templates.text import Lang, number

FRENCH, ENGLISH = Marks(",", certain=True), Marks(".", certain=True)


class DescribeParsing:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("12", 12), ("-3", -3), ("+4", 4), ("−5", -5), ("1 234,50", 1234.5), ("1\u00a0234,50\u00a0€", 1234.5), ("1\u202f234", 1234),
            ("1.234,5", 1234.5), ("12,5", 12.5), (",5", 0.5), ("0,125", 0.125), ("1'234'567", 1234567), ("(12,50)", -12.5),
            ("55 %", 0.55), ("12,5%", 0.125), ("€ 20", 20), ("20 EUR", 20), ("1,234", 1.234), ("1.234.567", 1234567), ("12.5", 12.5),
            ("1.5e3", 1500), (" 7 ", 7),
        ],
    )  # fmt: skip
    def it_reads_what_a_french_file_writes(self, text: str, value: float) -> None:
        assert parse_number(text, FRENCH) == pytest.approx(value, rel=1e-15)

    @pytest.mark.parametrize(
        ("text", "value"),
        [("1,234.50", 1234.5), ("1,234", 1234), ("1,234,567", 1234567), ("1.234", 1.234), ("$3.20", 3.2), (".5", 0.5)],
    )
    def it_reads_what_an_english_file_writes(self, text: str, value: float) -> None:
        assert parse_number(text, ENGLISH) == value

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "douze",
            "12 5",
            "1 23",
            "1,2,3",
            "1.2.3",
            "12.50 k€",
            "1,234,56",
            "--1",
            "nan",
            "inf",
            "1_000",
            "0x1A",
            "٣",
            "%",
            "()",
        ],
    )
    def it_reads_no_number_where_there_is_none(self, text: str) -> None:
        assert parse_number(text, FRENCH) is None

    @given(value=st.floats(-1e12, 1e12).map(lambda x: round(x, 2)), lang=st.sampled_from(["fr", "en"]))
    def it_reads_back_what_either_language_prints(self, value: float, lang: Lang) -> None:
        marks = FRENCH if lang == "fr" else ENGLISH
        assert parse_number(number(value, lang, decimals=2), marks) == pytest.approx(value)


class DescribeEvidence:
    @pytest.mark.parametrize(
        ("texts", "marks"),
        [
            (["12", "7"], set()),
            (["12,50"], {","}),
            (["0,125"], {","}),
            (["1.234.567"], {","}),
            (["12.50", "1,234"], {".", "?"}),
            (["1 234.5"], {"."}),
            (["12,5", "12.5"], {",", "."}),
            (["oups"], set()),
        ],
    )
    def it_tells_proof_from_doubt(self, texts: list[str], marks: set[str]) -> None:
        assert evidence(texts) == marks
