"""Choice lists: a hidden sheet that holds them, the names they go by, the validations that offer them."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from workbook_templates.building.layout import FIRST_ROW, Layout, Place
from workbook_templates.building.styles import Styles
from workbook_templates.schema import SETTINGS, SHEETS, Card, Column, Kind, Setting, Table
from workbook_templates.text import Lang, Text, Words
from workbook_templates.words import YES

TITLE = Text("Listes", "Lists")
_CLOSED_DAYS = 60  # public holidays of three years, then closures
_SUNDAY = "DATE(2000,1,2)"  # a closed day that closes nothing: what a free cell of the list holds

Field = Column | Setting | Card
Cells = tuple[int, int, int, int]


def choice_lists() -> dict[str, Words]:
    """Return every choice list the workbook uses, by name."""
    fields: list[Field] = [column for sheet in SHEETS for table in sheet.tables for column in table.columns]
    fields += [*SETTINGS.values(), *(card for sheet in SHEETS for card in sheet.cards)]
    found = {field.choices.name: field.choices for field in fields if field.choices is not None}
    opened = [table.open_columns for sheet in SHEETS for table in sheet.tables if table.open_columns]
    found |= {columns.choices.name: columns.choices for columns in opened if columns.choices is not None}
    return {YES.name: YES, **dict(sorted(found.items()))}


def write_lists(book: Workbook, layout: Layout, styles: Styles) -> None:
    """Write the hidden sheet of lists, name each list, and name the ids of every table others refer to."""
    title = TITLE.get(layout.lang)
    sheet = book.add_worksheet(title)
    sheet.hide()
    head = styles.header()
    for column, (name, words) in enumerate(choice_lists().items()):
        sheet.write_string(0, column, name, head)
        sheet.write_column(1, column, words.all(layout.lang))
        book.define_name(f"l_{name}", f"='{title}'!{xl_range_abs(1, column, len(words.entries), column)}")
    _write_closed_days(book, sheet, title, len(choice_lists()), styles)
    for table in (table for sheet_ in SHEETS for table in sheet_.tables):
        if table.columns[0].kind is Kind.ID:
            book.define_name(f"ids_{table.name}", f"={table.name}[{table.columns[0].label.get(layout.lang)}]")


def _write_closed_days(book: Workbook, sheet: Worksheet, title: str, column: int, styles: Styles) -> None:
    """Write every closed day as one list of dates, for NETWORKDAYS and WORKDAY, which stop at a text."""
    style = styles.value(Kind.DATE, None, typed=False)
    sheet.write_string(0, column, "closed_days", styles.header())
    date = "Closures[Date]"
    for i in range(_CLOSED_DAYS):
        holiday = f"=IF(ROWS(r_holidays)>{i + 1},INDEX(r_holidays,{i + 2},1),{_SUNDAY})"
        closure = f"=IF(ROWS({date})>{i},IF(INDEX({date},{i + 1})>0,INDEX({date},{i + 1}),{_SUNDAY}),{_SUNDAY})"
        sheet.write_formula(1 + i, column, holiday, style, "")
        sheet.write_formula(1 + _CLOSED_DAYS + i, column, closure, style, "")
    sheet.set_column(column, column, 14)
    book.define_name("closed_days", f"='{title}'!{xl_range_abs(1, column, 2 * _CLOSED_DAYS, column)}")


def add_validations(sheet: Worksheet, place: Place, table: Table, layout: Layout) -> None:
    """Offer, under each column people type in, its list or its rule, with its help."""
    for offset, column in enumerate(table.columns):
        if not column.computed:
            at = place.column + offset
            validate(sheet, (FIRST_ROW, at, place.last_row, at), column, layout.lang)
    if table.open_columns is not None and table.open_columns.choices is not None:
        cells = (FIRST_ROW, place.column + len(table.columns), place.last_row, place.last_column)
        opened = Column("letter", "Lettre", "Letter", Kind.CHOICE, choices=table.open_columns.choices)
        validate(sheet, cells, opened, layout.lang)


def validate(sheet: Worksheet, cells: Cells, field: Field, lang: Lang) -> None:
    """Give cells the validation of the field they hold."""
    rule = _rule(field, lang)
    if field.help is not None:
        label = field.label.get(lang)
        rule = {**(rule or {"validate": "any"}), "input_title": label[:32], "input_message": field.help.get(lang)[:255]}
    if rule is not None:
        sheet.data_validation(*cells, rule)


def _rule(field: Field, lang: Lang) -> dict[str, object] | None:
    if field.kind is Kind.YES:
        return _listed("l_yes", lang)
    if field.kind is Kind.CHOICE and field.choices is not None:
        return _listed(f"l_{field.choices.name}", lang)
    if field.kind is Kind.REF and field.ref is not None:
        text = Text(f"Un id de la table {field.ref} est attendu.", f"An id of the table {field.ref} is expected.")
        return {
            "validate": "list", "source": f"=ids_{field.ref}", "error_type": "warning", "error_title": "planmo", "error_message": text.get(lang),
        }  # fmt: skip
    if field.kind is Kind.DATE:
        text = Text("Une date est attendue, par exemple 14/06/2027.", "A date is expected, e.g. 14 Jun 2027.")
        return _refused("date", "between", "=DATE(1990,1,1)", "=DATE(2100,12,31)", text, lang)
    return _bounds(field, lang)


def _listed(name: str, lang: Lang) -> dict[str, object]:
    text = Text("Choisissez un mot de la liste.", "Choose a word of the list.")
    return {"validate": "list", "source": f"={name}", "error_title": "planmo", "error_message": text.get(lang)}


def _bounds(field: Field, lang: Lang) -> dict[str, object] | None:
    low, high = getattr(field, "minimum", None), getattr(field, "maximum", None)
    if field.kind not in (Kind.INTEGER, Kind.NUMBER, Kind.EUROS, Kind.SHARE) or (low is None and high is None):
        return None
    kind = "integer" if field.kind is Kind.INTEGER else "decimal"
    if high is None:
        text = Text(f"Un nombre d’au moins {low:g} est attendu.", f"A number of at least {low:g} is expected.")
        return _refused(kind, ">=", low, None, text, lang)
    if low is None:
        text = Text(f"Un nombre d’au plus {high:g} est attendu.", f"A number of at most {high:g} is expected.")
        return _refused(kind, "<=", high, None, text, lang)
    if field.kind is Kind.SHARE:
        text = Text(
            f"Une part de {low:.0%} à {high:.0%} est attendue : saisissez 55 % ou 0,55.",
            f"A share from {low:.0%} to {high:.0%} is expected: type 55%.",
        )
    else:
        text = Text(f"Un nombre de {low:g} à {high:g} est attendu.", f"A number from {low:g} to {high:g} is expected.")
    return _refused(kind, "between", low, high, text, lang)


def _refused(kind: str, criteria: str, low: object, high: object, text: Text, lang: Lang) -> dict[str, object]:
    rule: dict[str, object] = {
        "validate": kind, "criteria": criteria, "error_title": "planmo", "error_message": text.get(lang), "error_type": "warning",
    }  # fmt: skip
    return rule | ({"value": low} if high is None else {"minimum": low, "maximum": high})
