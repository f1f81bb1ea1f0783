"""The VBA made from the catalogue: one wrapper a function, texts the wizard takes, and LibreOffice running it."""

from __future__ import annotations

import re

import pytest

from addin.functions import FUNCTIONS
from addin.functions.spec import Function
from addin.hosts import vba
from workbook_templates.text import Lang

WRAPPER = re.compile(r"^Public Function (\w+)\((.*)\) As Variant$", re.MULTILINE)
ARGUMENT = re.compile(r"(Optional )?(\w+) As Variant")


class DescribeTheWrappers:
    def there_is_exactly_one_a_function(self) -> None:
        assert [name for name, _ in WRAPPER.findall(vba.wrappers(FUNCTIONS))] == [function.name for function in FUNCTIONS]

    def they_fit_the_lines_vba_can_read(self) -> None:
        for module in (vba.wrappers(FUNCTIONS), vba.descriptions(FUNCTIONS, "fr"), vba.descriptions(FUNCTIONS, "en")):
            assert max(map(len, module.splitlines())) < 1023
            assert not re.search(r"(?:.* _\n){25}", module), "VBA takes 24 continued lines"
            module.encode("cp1252")


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
class DescribeAWrapper:
    def it_takes_the_arguments_described_optional_ones_last(self, function: Function) -> None:
        ((_, declared),) = WRAPPER.findall(vba.wrapper(function))
        optional = [bool(word) for word, _ in ARGUMENT.findall(declared)]
        assert optional == [not argument.required for argument in function.arguments]
        assert optional == sorted(optional)

    def it_passes_each_of_them_once_in_order_after_the_places_of_the_server(self, function: Function) -> None:
        body = vba.wrapper(function).splitlines()[1]
        assert re.findall(r"PlanmoCells\((\w+)\)", body) == list(vba.parameters(function))
        assert f'{function.name} = PlanmoCall("{function.name}", Array(Empty, Empty, ' in body

    def its_names_are_vba_s_and_differ(self, function: Function) -> None:
        names = vba.parameters(function)
        assert len(set(names)) == len(function.arguments)
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) and len(name) <= 60 for name in names)
        assert function.name.casefold() not in names
        assert not re.fullmatch(r"[A-Z]{1,3}\d+|RC?|R\d*C\d*", function.name), "it looks like a cell"

    @pytest.mark.parametrize("lang", ["fr", "en"])
    def its_texts_fit_the_function_wizard(self, function: Function, lang: Lang) -> None:
        written = vba.descriptions([function], lang)
        texts = [text.replace('""', '"') for text in re.findall(r'"((?:[^"]|"")*)"', written)]
        assert len(texts) == 1 + len(function.arguments) + 3 + 1  # the module's name, macro and category, the description
        assert all(0 < len(text) <= vba.WIZARD for text in texts)
        assert vba.clipped(vba.ansi(function.summary.get(lang))) in texts


class DescribeATextInVba:
    def it_doubles_its_quotes(self) -> None:
        assert vba.quoted('un "mot"') == '"un ""mot"""'

    def it_keeps_the_letters_of_french(self) -> None:
        assert vba.ansi("« dépôt » – c’est l’été, œuvre, 3 € …") == "« dépôt » – c’est l’été, œuvre, 3 € …"

    def it_writes_otherwise_what_windows_1252_lacks(self) -> None:
        assert vba.ansi("a − b ≤ √c").encode("cp1252").decode("cp1252") == "a - b <= racine c"

    def it_is_cut_after_a_word(self) -> None:
        assert vba.clipped("mot " * 100, 20) == "mot mot mot mot…"
