"""The sales ranges that RFM and CLV functions share: their arguments, what they refuse, what they remark."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from addin.functions.spec import EUROS, Argument, Kind, Message, Shape
from workbook_templates.text import Text

if TYPE_CHECKING:
    from addin.models.transactions import Transactions

Facts = tuple[tuple[str, dict[str, object]], ...]

CUSTOMERS = Argument(
    name="customers",
    label=Text("clients", "customers"),
    help=Text(
        "L'identifiant du client, une ligne par vente ou remboursement.", "The customer's identifier, one row per sale or refund."
    ),
    kind=Kind.KEY,
    shape=Shape.COLUMN,
    aligned=True,
)
DATES = Argument(
    name="dates",
    label=Text("dates", "dates"),
    help=Text("La date de chaque ligne.", "The date of each row."),
    kind=Kind.DATE,
    shape=Shape.COLUMN,
    aligned=True,
)
AMOUNTS = Argument(
    name="amounts",
    label=Text("montants", "amounts"),
    help=Text("Le montant de chaque ligne ; un remboursement est négatif.", "The amount of each row; a refund is negative."),
    shape=Shape.COLUMN,
    unit=EUROS,
    aligned=True,
)
AS_OF = Argument(
    name="as_of",
    label=Text("date d'arrêté", "as_of"),
    help=Text(
        "La date à laquelle on regarde les clients ; omise, la dernière date des ventes. Les lignes postérieures sont ignorées.",
        "The date customers are looked at; when omitted, the last date of the sales. Later rows are ignored.",
    ),
    kind=Kind.DATE,
    default=None,
)
SALES = (CUSTOMERS, DATES, AMOUNTS)

SALES_MESSAGES = {
    "transactions.none": Message(
        "Aucune vente dans ces plages : toutes les lignes sont vides. Désignez les colonnes client, date et montant des ventes.",
        "No sale in these ranges: all rows are blank. Point to the customer, date and amount columns of the sales.",
        kind="#N/A",
        argument="customers",
    ),
    "transactions.none_until": Message(
        "Aucune vente au {as_of} ou avant : toutes les lignes sont postérieures. Avancez la date d'arrêté ou vérifiez les dates.",
        "No sale on {as_of} or before: all rows are later. Move the as-of date or check the dates.",
        kind="#N/A",
        argument="as_of",
    ),
    "transactions.no_purchase": Message(
        "Aucun achat : toutes les lignes sont des remboursements (clients concernés : {customers}). Vérifiez le signe des montants, un achat est positif.",
        "No purchase: all rows are refunds (customers concerned: {customers}). Check the sign of the amounts, a purchase is positive.",
        kind="#N/A",
        argument="amounts",
    ),
    "transactions.amount_not_finite": Message(
        "Le montant de la ligne {row} n'est pas un nombre fini. Corrigez la cellule.",
        "The amount on row {row} is not a finite number. Correct the cell.",
        argument="amounts",
    ),
    "transactions.rows_after": Message(
        "Lignes postérieures au {as_of}, non comptées : {rows}.",
        "Rows later than {as_of}, not counted: {rows}.",
    ),
    "transactions.refunds_only": Message(
        "Clients qui n'ont que des remboursements, absents du résultat : {customers}.",
        "Customers with refunds only, left out of the result: {customers}.",
    ),
}


def remarks(ledger: Transactions, refunds_only: int) -> Facts:
    """Return what was left out of the sales."""
    notes: Facts = ()
    if refunds_only:
        notes += (("transactions.refunds_only", {"customers": refunds_only}),)
    if ledger.rows_after:
        as_of: dt.date = ledger.as_of_date
        notes += (("transactions.rows_after", {"rows": ledger.rows_after, "as_of": as_of}),)
    return notes
