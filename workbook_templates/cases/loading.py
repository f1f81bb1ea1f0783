"""A case's YAML into the content of a workbook, its generated data included."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from workbook_templates.errors import WorkbookError
from workbook_templates.schema import CARDS, SETTINGS, TABLES
from workbook_templates.schema.content import Content, Row
from workbook_templates.text import Text

HERE = Path(__file__).parent


def read(name: str) -> Content:
    """Return the content of the case whose YAML is `name`.yaml, beside this file.

    Raises
    ------
    WorkbookError
        ``case.unknown_key``: the file names a setting, a table or a column that the schema does not declare.
    """
    with (HERE / f"{name}.yaml").open(encoding="utf-8") as stream:
        told: dict[str, Any] = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    rows = {table: [_row(table, row) for row in given] for table, given in told["tables"].items()}
    heads = {table: tuple(head) for table, head in told.get("heads", {}).items()}
    _add_data(told.get("data", {}), rows)
    _check(name, told, rows, heads)
    cards = {key: tuple(value) if isinstance(value, list) else value for key, value in told.get("cards", {}).items()}
    return Content(settings=told["settings"], rows=rows, heads=heads, cards=cards)


def _row(table: str, row: Mapping[str, Any]) -> Row:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if value not in (None, "", [])}


def _check(name: str, told: Mapping[str, Any], rows: Mapping[str, list[Row]], heads: Mapping[str, tuple[str, ...]]) -> None:
    unknown = [key for key in told["settings"] if key not in SETTINGS]
    unknown += [key for key in told.get("cards", {}) if key not in CARDS]
    for table, given in rows.items():
        if table not in TABLES:
            unknown.append(table)
            continue
        opened = TABLES[table].open_columns
        roles = {str(row["id"]) for row in rows.get(opened.ref, [])} if opened else set()
        known = {column.key for column in TABLES[table].inputs} | set(heads.get(table, ())) | roles
        unknown += [f"{table}[{key}]" for key in {key for row in given for key in row} if key not in known]
    if unknown:
        text = Text(
            "Le cas cite ce que le classeur ne déclare pas : {names}.",
            "The case names what the workbook does not declare: {names}.",
        )
        raise WorkbookError("case.unknown_key", text.format(names=sorted(unknown)), where=f"{name}.yaml")


def _add_data(told: Mapping[str, Any], rows: dict[str, list[Row]]) -> None:
    """Add the tables a case reads from a file or has generated."""
    if "transactions_file" in told:
        rows["Transactions"] = _transactions(HERE / told["transactions_file"])
    if "seed" not in told:
        return
    from workbook_templates.cases import synthetic

    source = synthetic.Source.of(told["seed"])
    if "transactions" in told:
        rows["Transactions"] = synthetic.transactions(synthetic.Market(**told["transactions"]), source)
    for design in told.get("surveys", ()):
        rows.setdefault("Survey", []).extend(synthetic.survey(synthetic.PriceSurvey(**design), source))
    for design in told.get("zones", ()):
        rows.setdefault("TestResults", []).extend(synthetic.zones(**design, source=source))
    if "media" in told:
        rows["MediaWeeks"] = synthetic.media_weeks(synthetic.MediaMarket(**told["media"]), source)
    for design in told.get("prices", ()):
        rows.setdefault("PriceHistory", []).extend(synthetic.price_history(**design, source=source))


def _transactions(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {"customer": customer, "date": dt.date.fromisoformat(date), "amount": float(amount)}
            for customer, date, amount in csv.reader(line for line in stream if line[0].isdigit())
        ]
