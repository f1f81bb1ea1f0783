"""What may stand in the way of a table that grows: nothing of the user's is ever overwritten."""

from __future__ import annotations

from workbook_templates.errors import WorkbookError
from workbook_templates.package.cells import SheetCells
from workbook_templates.package.geometry import Book, TablePart
from workbook_templates.package.refs import Area, cell_ref
from workbook_templates.package.xml import q
from workbook_templates.text import Text

_SENTENCES = {
    "table.rows_differ": Text(
        "la colonne « {header} » a {count} valeurs, les autres {expected}. Donnez-leur le même nombre de lignes.",
        "the column “{header}” has {count} values, the others {expected}. Give them the same number of rows.",
    ),
    "table.too_long": Text(
        "{count} lignes ne tiennent pas sous l'en-tête, une feuille d'Excel en a {most}. Agrégez les données ou gardez une période plus courte.",
        "{count} rows do not fit below the header, an Excel sheet has {most}. Aggregate the data or keep a shorter period.",
    ),
    "table.no_column": Text(
        "la table n'a pas de colonne « {header} ». Ses colonnes : {known}. Associez ce champ à l'une d'elles, ou ajoutez la colonne dans Excel.",
        "the table has no column “{header}”. Its columns: {known}. Map this field to one of them, or add the column in Excel.",
    ),
    "table.formula_column": Text(
        "la colonne « {header} » est calculée par une formule : elle ne s'importe pas. Retirez-la de l'import.",
        "the column “{header}” is computed by a formula: it cannot be imported. Leave it out.",
    ),
    "table.totals_row": Text(
        "la table a une ligne de totaux, que l'import écraserait. Masquez-la dans Excel (Création de table > Ligne Total), puis recommencez.",
        "the table has a totals row, which the import would overwrite. Hide it in Excel (Table Design > Total Row), then start again.",
    ),
    "table.in_the_way": Text(
        "cette cellule est remplie, juste sous la table, là où iraient les nouvelles lignes. Déplacez ce contenu, puis recommencez.",
        "this cell is filled, just below the table, where the new rows would go. Move its content, then start again.",
    ),
    "table.merged": Text(
        "ces cellules sont fusionnées dans la table ou juste dessous. Défusionnez-les, puis recommencez.",
        "these cells are merged in the table or just below it. Unmerge them, then start again.",
    ),
    "table.formula_shared": Text(
        "la formule de cette cellule sert aussi à des cellules hors de la table. Retapez-la dans la table, puis recommencez.",
        "the formula of this cell also serves cells outside the table. Type it anew in the table, then start again.",
    ),
}


def refusal(table: TablePart, code: str, *, where: str = "", **facts: object) -> WorkbookError:
    """Return the error of a table that cannot take its rows, led by the cell or by the table."""
    return WorkbookError(code, _SENTENCES[code].format(**facts), where=where or f"{table.sheet}, {table.name}")


def refuse_obstacles(book: Book, table: TablePart, cells: SheetCells, new: Area) -> None:
    """Refuse a replacement that would break something: totals, filled or merged cells, other tables, formulas shared outside."""
    if table.totals_rows:
        raise refusal(table, "table.totals_row")
    body = table.body
    below = Area(body.last_row + 1, body.first_col, new.last_row, body.last_col)
    if below.height > 0:
        for row, column, _ in cells.filled(below):
            raise refusal(table, "table.in_the_way", where=f"{table.sheet}!{cell_ref(row, column)}")
        for other in book.tables:
            if other.sheet == table.sheet and other.name != table.name and other.area.meets(below):
                raise refusal(table, "table.in_the_way", where=f"{table.sheet}!{other.area.ref}")
    touched = Area(body.first_row, body.first_col, max(body.last_row, new.last_row), body.last_col)
    for merged in cells.root.iterfind(f"{q('mergeCells')}/{q('mergeCell')}"):
        if Area.parse(merged.get("ref", "A1")).meets(touched):
            raise refusal(table, "table.merged", where=f"{table.sheet}!{merged.get('ref')}")
    _refuse_shared(table, cells)


def _refuse_shared(table: TablePart, cells: SheetCells) -> None:
    """A formula written once, in the table, for cells outside of it would vanish with its row."""
    inside: dict[str, str] = {}
    outside: set[str] = set()
    for row, column, _, formula in cells.formulas():
        if formula.get("t") != "shared":
            continue
        if not table.body.holds(row, column):
            outside.add(formula.get("si", ""))
        elif formula.text:
            inside[formula.get("si", "")] = cell_ref(row, column)
    for index in sorted(outside & inside.keys()):
        raise refusal(table, "table.formula_shared", where=f"{table.sheet}!{inside[index]}")
