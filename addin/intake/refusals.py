"""Why a file cannot be taken in: one sentence a code."""

from __future__ import annotations

from collections.abc import Mapping

from addin.errors import IntakeError
from workbook_templates.text import Text

_SENTENCES: Mapping[str, Text] = {
    "intake.not_found": Text(
        "ce fichier n'existe pas. Vérifiez le nom et le dossier.", "there is no such file. Check the name and the folder."
    ),
    "intake.unreadable": Text(
        "le fichier ne peut pas être lu ({reason}). Enregistrez-le en CSV, en .xlsx ou en Parquet, puis recommencez.",
        "the file cannot be read ({reason}). Save it as CSV, .xlsx or Parquet, then start again.",
    ),
    "intake.empty": Text(
        "le fichier ne contient aucune ligne de données sous ses en-têtes. Vérifiez l'export.",
        "the file holds no row of data under its headers. Check the export.",
    ),
    "intake.sheet_unknown": Text(
        "le fichier n'a pas de feuille « {sheet} ». Feuilles : {sheets}. Choisissez l'une d'elles avec --sheet.",
        "the file has no sheet “{sheet}”. Sheets: {sheets}. Choose one of them with --sheet.",
    ),
    "intake.table_unknown": Text(
        "aucune table de saisie ne s'appelle « {table} ». Tables : {tables}.",
        "there is no input table named “{table}”. Tables: {tables}.",
    ),
    "intake.column_missing": Text(
        "aucune colonne du fichier ne correspond à {missing}, que la table {table} exige. Colonnes lues : {found}. "
        "Reliez-les avec --map « Colonne du fichier=champ ».",
        "no column of the file matches {missing}, which the table {table} needs. Columns read: {found}. "
        "Link them with --map “File column=field”.",
    ),
    "intake.no_column": Text(
        "aucune colonne du fichier n'est une colonne de la table {table}. Colonnes lues : {found}. Colonnes de la table : {fields}. "
        "Reliez-les avec --map « Colonne du fichier=champ ».",
        "no column of the file is a column of the table {table}. Columns read: {found}. Columns of the table: {fields}. "
        "Link them with --map “File column=field”.",
    ),
    "intake.column_twice": Text(
        "deux colonnes du fichier se rapportent à {field} : {columns}. Gardez-en une avec --map « Colonne du fichier=champ ».",
        "two columns of the file go to {field}: {columns}. Keep one with --map “File column=field”.",
    ),
    "intake.same_name": Text(
        "{count} colonnes du fichier s'appellent « {name} » (colonnes {places}) : rien ne dit laquelle importer. Dans le fichier, "
        "gardez ce nom à celle qu'il faut prendre et renommez les autres, puis recommencez.",
        "{count} columns of the file are named “{name}” (columns {places}): nothing says which to import. In the file, "
        "leave this name to the one to take and rename the others, then start again.",
    ),
    "intake.source_unknown": Text(
        "--map nomme la colonne « {source} », que le fichier n'a pas. Colonnes lues : {found}.",
        "--map names the column “{source}”, which the file does not have. Columns read: {found}.",
    ),
    "intake.field_unknown": Text(
        "--map nomme le champ « {field} », que la table {table} n'a pas. Champs : {fields}.",
        "--map names the field “{field}”, which the table {table} does not have. Fields: {fields}.",
    ),
    "intake.field_computed": Text(
        "le champ « {field} » de la table {table} est calculé par le classeur : il ne s'importe pas. Retirez-le de --map.",
        "the field “{field}” of the table {table} is computed by the workbook: it is not imported. Remove it from --map.",
    ),
    "intake.too_long": Text(
        "le fichier a {count} lignes ; une feuille Excel en garde au plus {room} sous les en-têtes. Regroupez les lignes "
        "(une par client et par jour, par exemple), ou limitez la période.",
        "the file has {count} rows; an Excel sheet keeps {room} at most under the headers. Group the rows "
        "(one a customer and day, for example), or shorten the period.",
    ),
    "intake.all_rejected": Text(
        "aucune des {count} lignes n'est utilisable ; la première : {first}",
        "none of the {count} rows can be used; the first: {first}",
    ),
}


def refusal(code: str, where: str, **facts: object) -> IntakeError:
    """Return the error of that code about the file `where`."""
    return IntakeError(code, _SENTENCES[code].format(**facts), where=where)
