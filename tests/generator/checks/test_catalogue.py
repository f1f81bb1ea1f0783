"""The page that lists every remark, and the rules all sentences keep."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.checks.catalogue import codes, outline
from generator.remarks import Code

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"
FORBIDDEN = ("veuillez", "invalide", "une erreur est survenue", "merci de", "please", "invalid", "an error occurred")


class DescribeTheCatalogue:
    def it_is_the_page_in_docs(self) -> None:
        assert PAGE.read_text(encoding="utf-8") == outline()

    def it_names_each_code_once(self) -> None:
        names = [code.code for code in codes()]
        assert len(names) == len(set(names))
        assert len(names) > 90


@pytest.mark.parametrize("code", codes(), ids=lambda code: code.code)
class DescribeEachSentence:
    def it_has_a_subject_and_a_name(self, code: Code) -> None:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", code.code)

    def it_speaks_to_a_person_in_both_languages(self, code: Code) -> None:
        for sentence in (code.text.fr, code.text.en):
            assert not any(word in sentence.casefold() for word in FORBIDDEN)
            assert sentence.endswith((".", "}"))

    def it_gives_the_same_facts_in_both_languages(self, code: Code) -> None:
        facts = [set(re.findall(r"\{(\w+)\}", sentence)) for sentence in (code.text.fr, code.text.en)]
        assert facts[0] == facts[1]

    def it_sets_french_spaces(self, code: Code) -> None:
        assert not re.search(r" [:;!?%»]|« ", code.text.fr)
