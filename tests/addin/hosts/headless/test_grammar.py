"""Formulas read for the engine: tokens, structured references, names."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from addin.hosts.headless.grammar import Grammar, Spill
from addin.hosts.headless.lexer import Kind, tokens
from addin.hosts.headless.structured import Specifier, parse_specifier, quoted_column, resolve, unquoted
from workbook_templates.package import Area, Book, Package
from workbook_templates.package.geometry import TablePart

HEADERS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Rétro-planning")
    book.add_worksheet("S")
    columns = [{"header": header} for header in ("Id", "Coût [€]", "L'an #1", "Début au plus tôt")]
    sheet.add_table("A4:D9", {"name": "Actions", "columns": columns})
    book.define_name("r_plan", "=_xlfn.ANCHORARRAY('Rétro-planning'!$F$4)")
    book.define_name("deuxième", "=INDEX(r_plan,0,2)")
    book.define_name("as_of", "=S!$B$1")
    book.close()
    return Grammar(Book.of(Package.from_bytes(stream.getvalue())), frozenset({"RFM"}), "_planmo!$A$1")


class DescribeTheTokens:
    @given(st.text(max_size=60))
    def they_join_back_into_any_text(self, formula: str) -> None:
        assert "".join(token.text for token in tokens(formula)) == formula

    @pytest.mark.parametrize(
        ("formula", "kinds"),
        [
            ("LOG10(A1)", [Kind.FUNCTION, Kind.REFERENCE, Kind.CLOSE]),
            ("XFD1048576", [Kind.REFERENCE]),
            ("XFE1", [Kind.NAME]),
            ("A1048577", [Kind.NAME]),
            ('"A1 [x] ""y"""', [Kind.TEXT]),
            ("'L''an 1'!A1:B2", [Kind.REFERENCE]),
            ("été2027", [Kind.NAME]),
            ("r_plan", [Kind.NAME]),
            ("T[[#All],[a '] b]:[c]]", [Kind.STRUCTURED]),
            ("{1,2;3}", [Kind.OTHER]),
            ("#N/A", [Kind.OTHER]),
            ("[1]Feuil1!A1", [Kind.OTHER]),
        ],
    )
    def they_are_of_the_right_kind(self, formula: str, kinds: list[Kind]) -> None:
        assert [token.kind for token in tokens(formula)] == kinds


class DescribeAStructuredReference:
    @given(HEADERS)
    def its_column_reads_back_from_its_quotes(self, header: str) -> None:
        assert unquoted(quoted_column(header)) == header

    @given(st.lists(HEADERS, min_size=1, max_size=6, unique_by=str.casefold), st.data())
    def it_finds_its_columns_whatever_they_are_called(self, headers: list[str], data: st.DataObject) -> None:
        table = TablePart("T", "S", Area(4, 3, 9, 2 + len(headers)), tuple(headers), "t.xml")
        first, last = sorted((data.draw(st.integers(0, len(headers) - 1)), data.draw(st.integers(0, len(headers) - 1))))
        inner = f"[#Data],[{quoted_column(headers[first])}]:[{quoted_column(headers[last])}]"
        [token] = tokens(f"T[{inner}]")
        assert token.kind is Kind.STRUCTURED
        specifier = parse_specifier(token.text[2:-1])
        assert specifier == Specifier(frozenset({"#data"}), headers[first], headers[last])
        assert resolve(table, specifier, 5) == Area(5, 3 + first, 9, 3 + last)

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("Actions[Id]", "$A$5:$A$9"),
            ("actions[ID]", "$A$5:$A$9"),
            ("Actions[]", "$A$5:$D$9"),
            ("Actions[#All]", "$A$4:$D$9"),
            ("Actions[#Headers]", "$A$4:$D$4"),
            ("Actions[[#Headers],[Id]]", "$A$4"),
            ("Actions[[#Headers],[#Data],[Id]]", "$A$4:$A$9"),
            ("Actions[[Id]:[L''an '#1]]", "$A$5:$C$9"),
            ("Actions[[#This Row],[Coût '[€']]]", "$B$6"),
            ("Actions[@[Coût '[€']]]", "$B$6"),
            ("Actions[@Id]", "$A$6"),
            ("Actions[@[Id]:[L''an '#1]]", "$A$6:$C$6"),
            ("Actions[[#This Row],[Id]:[L''an '#1]]", "$A$6:$C$6"),
            ("Actions[#This Row]", "$A$6:$D$6"),
            ("[@Id]", "$A$6"),
            ("Actions[Début au plus tôt]", "$D$5:$D$9"),
            ("Actions", "$A$5:$D$9"),
        ],
    )
    def it_is_an_address_for_the_engine(self, grammar: Grammar, written: str, read: str) -> None:
        reading = grammar.read(f"SUM({written})", sheet="Rétro-planning", row=6, column=4, array=False)
        assert reading.text({}) == f"SUM('Rétro-planning'!{read})"

    @pytest.mark.parametrize("written", ["Actions[Absente]", "Actions[#Totals]", "Absente[Id]", "Actions[[#This Row],[Id]]"])
    def it_is_an_error_where_excel_says_so(self, grammar: Grammar, written: str) -> None:
        assert grammar.read(f"SUM({written})", sheet="S", row=20, column=1, array=False).text({}) == "SUM(#REF!)"


class DescribeReadingAFormula:
    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("A1+$B$2", "'S'!A1+'S'!$B$2"),
            ('"A1"&as_of', "\"A1\"&'S'!$B$1"),
            ("_xll.rfm(A1,,2)", "RFM('S'!A1,_planmo!$A$1,2)"),
            ("_xldudf_RFM(A1,)", "RFM('S'!A1,_planmo!$A$1)"),
            ("RFM()", "RFM()"),
            ("RFM(IF(A1,,2))", "RFM(IF('S'!A1,,2))"),
            ("IF(A1,,RFM(,1))", "IF('S'!A1,,RFM(_planmo!$A$1,1))"),
            ("_xlfn.XLOOKUP(inconnu,A:A,B:B)", "_xlfn.XLOOKUP(inconnu,'S'!A:A,'S'!B:B)"),
            ("A1:A9*2", "'S'!$A$3*2"),
            ("A1:C1", "'S'!$C$1"),
            ("A5:A9", "#VALUE!"),
        ],
    )
    def it_qualifies_every_reference(self, grammar: Grammar, written: str, read: str) -> None:
        assert grammar.read(written, sheet="S", row=3, column=3, array=False).text({}) == read

    def its_spills_stay_open_until_they_are_placed(self, grammar: Grammar) -> None:
        reading = grammar.read("ROWS(deuxième)+ROWS(_xlfn.ANCHORARRAY(B2))+C3#", sheet="S", row=9, column=9, array=True)
        plan, near = Spill("Rétro-planning", 4, 6), Spill("S", 2, 2)
        assert reading.spills == {plan, near, Spill("S", 3, 3)}
        assert reading.text({plan: Area.parse("F4:H20000")}) == (
            "ROWS(INDEX('Rétro-planning'!$F$4:$H$20000,0,2))+ROWS(ANCHORARRAY('S'!$B$2))+ANCHORARRAY('S'!$C$3)"
        )

    def it_takes_ranges_whole_in_an_array_formula(self, grammar: Grammar) -> None:
        assert grammar.read("A1:A9*2", sheet="S", row=3, column=3, array=True).text({}) == "'S'!A1:A9*2"
