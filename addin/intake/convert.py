"""Cells of a file into cells of a column: numbers, dates, shares, words of a list, each by the column's kind."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from addin.intake.dates import DateReading, read_dates
from addin.intake.intake import Remark
from addin.intake.numbers import Marks, evidence, parse_number
from workbook_templates.package.values import Scalar
from workbook_templates.schema import Column, Kind
from workbook_templates.text import Lang, Text, Words
from workbook_templates.words import YES

NUMERIC = {Kind.INTEGER, Kind.NUMBER, Kind.EUROS, Kind.SHARE, Kind.QUANTITY}
_NO_VALUE = {"", "na", "n/a", "n.a.", "nd", "n.d.", "null", "none", "nan", "-", "–", "—"}
_ERRORS = {"#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!"}
_EPOCH = dt.date(1899, 12, 30)
_LONGEST = 32_767
_DAY_FIRST, _MONTH_FIRST = Text("jour/mois", "day/month"), Text("mois/jour", "month/day")
_FORMULA_SIGNS = {"=", "+", "-", "@"}


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that cannot be taken: its code and sentence."""

    code: str
    text: Text


Cell = Scalar | Bad


@dataclass(frozen=True, slots=True)
class Converted:
    """A column converted: `cells` as long as the input, a `Bad` where a cell cannot be taken; and what was assumed."""

    cells: list[Cell]
    remarks: tuple[Remark, ...] = ()


def decimal_marks(columns: Iterable[Sequence[object]], separator: str | None) -> Marks:
    """Return how the file writes decimals: what its numeric columns prove together, else the point, or the comma where no comma parts
    the fields."""
    found = {mark for cells in columns for mark in evidence({cell for cell in cells if isinstance(cell, str)})}
    if len(proof := found & {",", "."}) == 1:
        return Marks(proof.pop(), certain=True)
    return Marks("." if separator == "," else ",", certain="?" not in found)


def convert_column(column: Column, cells: Sequence[object], *, lines: Sequence[int], marks: Marks, lang: Lang) -> Converted:
    """Return the cells of a file's column as the kind of `column` asks; each distinct value is judged once."""
    if column.kind in NUMERIC:
        return _numbers(column, cells, lines, marks)
    if column.kind is Kind.DATE:
        return _dates(column, cells, lines)
    if column.kind is Kind.YES:
        return _each(column, cells, lambda cell: _yes(cell, lang))
    if column.choices is not None and column.kind is Kind.CHOICE:
        return _each(column, cells, lambda cell: _word(str(cell), column.choices, lang))
    if column.choices is not None and column.kind is Kind.CHOICES:
        return _each(column, cells, lambda cell: _words(str(cell), column.choices, lang))
    return _texts(column, cells, lines)


def _each(column: Column, cells: Sequence[object], convert: Callable[[object], Cell], blanks: Iterable[str] = ("",)) -> Converted:
    """Return the conversion of every cell, each distinct value converted once; blanks are refused where the column is required."""
    nothing = Bad(
        "value.blank",
        Text("la cellule est vide, or cette colonne est obligatoire.", "the cell is blank, but this column is required."),
    )
    blank: Cell = nothing if column.required else None

    def judged(cell: object) -> Cell:
        return blank if _no_value(cell, blanks) else _judged(cell, convert)

    if len({*map(type, cells)} - {type(None)}) <= 1:
        alike = {cell: judged(cell) for cell in set(cells)}
        return Converted(list(map(alike.__getitem__, cells)))
    mixed = {key: judged(key[1]) for key in {(type(cell), cell) for cell in cells}}  # True, 1 and 1.0 are equal, yet differ
    return Converted([mixed[type(cell), cell] for cell in cells])


def _no_value(cell: object, blanks: Iterable[str]) -> bool:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return True
    return isinstance(cell, str) and cell.strip().casefold() in blanks


def _judged(cell: object, convert: Callable[[object], Cell]) -> Cell:
    if isinstance(cell, str) and cell.strip() in _ERRORS:
        return Bad(
            "value.error", Text("le fichier porte l'erreur {cell}.", "the file holds the error {cell}.").format(cell=cell.strip())
        )
    return convert(cell)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _numbers(column: Column, cells: Sequence[object], lines: Sequence[int], file: Marks) -> Converted:
    texts = {cell for cell in cells if isinstance(cell, str)}
    found = evidence(texts)
    own = found & {",", "."}
    marks = Marks(own.copy().pop(), certain=True) if len(own) == 1 else file
    converted = _each(column, cells, lambda cell: _number(column, cell, marks), _NO_VALUE)
    remarks: list[Remark] = []
    if "?" in found and not marks.certain:
        remarks.append(_ambiguous_number(column, cells, lines, marks))
    if column.kind is Kind.SHARE and _are_percentages(converted.cells, texts):
        converted = Converted([cell / 100 if isinstance(cell, int | float) else cell for cell in converted.cells])
        remarks.append(
            Remark(
                "share.percent",
                Text(
                    "« {label} » : tous les nombres dépassent 1, ils ont été lus comme des pourcentages (55 devient 55 %).",
                    "“{label}”: all numbers exceed 1, they were read as percentages (55 becomes 55%).",
                ).format(label=column.label),
            )
        )
    bounded = column.minimum is not None or column.maximum is not None
    return Converted([_bounded(column, cell) for cell in converted.cells] if bounded else converted.cells, tuple(remarks))


def _number(column: Column, cell: object, marks: Marks) -> Cell:
    if isinstance(cell, str):
        value = parse_number(cell, marks)
    elif isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        value = None
    else:
        value = float(cell)
    if value is None:
        return _not(column, cell, Text("un nombre", "a number"))
    if column.kind is Kind.INTEGER:
        return int(value) if value.is_integer() else _not(column, cell, Text("un nombre entier", "a whole number"))
    return value


def _are_percentages(cells: list[Cell], texts: set[str]) -> bool:
    """Whether bare numbers of a share column are percentages: none but zero is a fraction, and no % is written."""
    values = [cell for cell in cells if isinstance(cell, int | float) and cell]
    return bool(values) and min(map(abs, values)) > 1 and not any("%" in text for text in texts)


def _bounded(column: Column, cell: Cell) -> Cell:
    if isinstance(cell, Bad) or not isinstance(cell, int | float):
        return cell
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    if low <= cell <= high:
        return cell
    limit, code = (low, "value.below") if cell < low else (high, "value.above")
    side = Text("au moins", "at least") if cell < low else Text("au plus", "at most")
    text = Text("la valeur est {cell} : il faut {side} {limit}.", "the value is {cell}: {side} {limit} is needed.")
    return Bad(code, text.format(cell=cell, side=side, limit=limit))


def _ambiguous_number(column: Column, cells: Sequence[object], lines: Sequence[int], marks: Marks) -> Remark:
    line, cell = next(
        (line, cell) for line, cell in zip(lines, cells, strict=True) if isinstance(cell, str) and "?" in evidence([cell])
    )
    value = parse_number(cell, marks) or 0.0
    return Remark(
        "number.ambiguous",
        Text(
            "ligne {line}, « {label} » : « {cell} » a été lu {value}, faute d'autre indice dans le fichier. Vérifiez avant d'écrire.",
            "line {line}, “{label}”: “{cell}” was read as {value}, for want of other evidence in the file. Check before writing.",
        ).format(line=str(line), label=column.label, cell=str(cell), value=value),
    )


# ── dates ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _dates(column: Column, cells: Sequence[object], lines: Sequence[int]) -> Converted:
    reading = read_dates(cell for cell in dict.fromkeys(cells) if isinstance(cell, str) and cell.strip())
    converted = _each(column, cells, lambda cell: _date(column, cell, reading), _NO_VALUE)
    if not reading.ambiguous or reading.contradictory:
        return converted
    line, cell = next((line, str(cell)) for line, cell in zip(lines, cells, strict=True) if cell in reading.ambiguous)
    return Converted(converted.cells, (_ambiguous_date(line, cell, reading),))


def _date(column: Column, cell: object, reading: DateReading) -> Cell:
    if isinstance(cell, dt.date) and cell.year >= 1900:  # a time alone stands on a day before Excel's calendar
        return cell.date() if isinstance(cell, dt.datetime) else cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 2_958_466:
        return _EPOCH + dt.timedelta(days=math.floor(cell))  # a sheet's date without its format
    if isinstance(cell, str) and (day := reading.days[cell]) is not None:
        return day
    if cell in reading.ambiguous:
        text = Text(
            "« {cell} » a deux lectures, et le fichier mêle jour/mois et mois/jour. Écrivez la date en AAAA-MM-JJ.",
            "“{cell}” has two readings, and the file mixes day/month and month/day. Write the date as YYYY-MM-DD.",
        )
        return Bad("date.ambiguous", text.format(cell=cell))
    if cell in reading.misfits:
        return _other_order(cell, reading)
    return _not(column, cell, Text("une date", "a date"))


def _other_order(cell: object, reading: DateReading) -> Bad:
    kept, other = (_DAY_FIRST, _MONTH_FIRST) if reading.order == "day_first" else (_MONTH_FIRST, _DAY_FIRST)
    text = Text(
        "« {cell} » ne se lit qu'en {other}, alors que d'autres lignes du fichier sont en {kept}. Écrivez toutes les dates dans le même ordre, ou en AAAA-MM-JJ.",
        "“{cell}” can only be read as {other}, whereas other lines of the file are {kept}. Write all dates in the same order, or as YYYY-MM-DD.",
    )
    return Bad("date.other_order", text.format(cell=_shown(cell), other=other, kept=kept))


def _ambiguous_date(line: int, cell: str, reading: DateReading) -> Remark:
    kept = _DAY_FIRST if reading.order == "day_first" else _MONTH_FIRST
    place = Text("première", "first") if reading.order == "day_first" else Text("seconde", "second")
    because = (
        Text(
            "D'autres lignes du fichier dépassent 12 en {place} position", "Other lines of the file exceed 12 in {place} position"
        )
        if reading.evidence
        else Text("Aucune ligne du fichier ne tranche", "No line of the file settles it")
    )
    text = Text(
        "ligne {line} : « {cell} » a deux lectures, jour/mois ou mois/jour. {because} : {kept} retenu. Si c'est l'inverse, écrivez les dates en AAAA-MM-JJ dans le fichier et importez-le de nouveau.",
        "line {line}: “{cell}” has two readings, day/month or month/day. {because}: {kept} kept. If it is the other way round, write dates as YYYY-MM-DD in the file and import it again.",
    )
    return Remark("date.ambiguous", text.format(line=str(line), cell=cell, because=because.format(place=place), kept=kept))


# ── words and texts ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _yes(cell: object, lang: Lang) -> Cell:
    if isinstance(cell, str):
        word = {"vrai": "yes", "true": "yes", "1": "yes", "faux": "no", "false": "no", "0": "no"}.get(
            cell.strip().casefold(), cell
        )
        return _word(word, YES, lang)
    if cell in (0, 1):
        return YES.say("yes" if cell else "no", lang)
    return _word(str(cell), YES, lang)


def _word(word: str, words: Words | None, lang: Lang) -> Cell:
    assert words is not None
    key = words.key(word)
    if key is not None:
        return words.say(key, lang)
    text = Text("« {word} » n'est pas dans la liste : {fr}.", "“{word}” is not in the list: {en}.")
    return Bad("value.unknown", text.format(word=word.strip(), fr=", ".join(words.all("fr")), en=", ".join(words.all("en"))))


def _words(cell: str, words: Words | None, lang: Lang) -> Cell:
    said = [_word(word, words, lang) for word in cell.split(";") if word.strip()]
    bad = next((word for word in said if isinstance(word, Bad)), None)
    return bad if bad is not None else "; ".join(str(word) for word in said)


def _texts(column: Column, cells: Sequence[object], lines: Sequence[int]) -> Converted:
    """Return texts as they are: never a formula, whatever they begin with."""
    converted = _each(column, cells, _text)
    like_formulas = {
        cell for cell in set(cells) if isinstance(cell, str) and cell[:1] in _FORMULA_SIGNS and len(cell.strip()) > 1
    }
    if not like_formulas:
        return converted
    found = [line for line, cell in zip(lines, cells, strict=True) if cell in like_formulas]
    text = Text(
        "« {label} » : {count} cellule(s) commencent par = + - ou @ (d'abord ligne {line}) ; gardées comme du texte, jamais comme des formules.",
        "“{label}”: {count} cell(s) begin with = + - or @ (first on line {line}); kept as text, never as formulas.",
    ).format(label=column.label, count=len(found), line=str(found[0]))
    return Converted(converted.cells, (Remark("text.formula", text),))


def _text(cell: object) -> Cell:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    text = str(cell).strip()
    if len(text) > _LONGEST:
        sentence = Text(
            "le texte a {count} caractères : une cellule en garde {most}.",
            "the text has {count} characters: a cell keeps {most}.",
        )
        return Bad("value.too_long", sentence.format(count=len(text), most=_LONGEST))
    return text


def _not(column: Column, cell: object, expected: Text) -> Bad:
    code = {Kind.DATE: "value.not_date", Kind.INTEGER: "value.not_integer"}.get(column.kind, "value.not_numeric")
    text = Text("« {cell} » : il faut {expected}.", "“{cell}”: {expected} is needed.")
    return Bad(code, text.format(cell=_shown(cell), expected=expected))


def _shown(cell: object) -> str:
    text = str(cell).strip()
    return text if len(text) <= 60 else f"{text[:57]}…"
