"""Données: what is imported rather than typed; one table a sheet, so that it can grow."""

from __future__ import annotations

from workbook_templates.schema.clv import R_ALERTS, R_CLV
from workbook_templates.schema.rfm import R_RFM
from workbook_templates.schema.romi import MEDIA_CHANNELS
from workbook_templates.schema.spec import Card, Column, Importance, Kind, Sheet, Table
from workbook_templates.text import Text

TRANSACTIONS = Table(
    name="Transactions",
    title=Text("Ventes, une ligne par achat", "Sales, one row per purchase"),
    importance=Importance.DATA,
    columns=(
        Column(
            "customer",
            "Client",
            "Customer",
            required=True,
            width=16,
            help=Text("Un code, jamais un nom.", "A code, never a name."),
        ),
        Column("date", "Date", "Date", Kind.DATE, required=True),
        Column(
            "amount",
            "Montant",
            "Amount",
            Kind.EUROS,
            decimals=2,
            required=True,
            help=Text("Négatif pour un remboursement.", "Negative for a refund."),
        ),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels"),
        Column("product", "Produit", "Product", Kind.REF, ref="Products"),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", width=9),
        Column("order", "Commande", "Order", width=14),
    ),
    blank_rows=1,
)

SURVEY = Table(
    name="Survey",
    title=Text("Enquête de prix, une ligne par répondant", "Price survey, one row per respondent"),
    importance=Importance.DATA,
    help=Text("Quatre questions : à quel prix est-ce trop bon marché pour être bon, bon marché, cher, trop cher ?",
              "Four questions: at what price is it too cheap to be good, cheap, expensive, too expensive?"),
    columns=(
        Column("test", "Test", "Test", Kind.REF, ref="PriceTests", required=True, width=9),
        Column("too_cheap", "Trop bon marché", "Too cheap", Kind.NUMBER, decimals=2, required=True, width=12),
        Column("cheap", "Bon marché", "Cheap", Kind.NUMBER, decimals=2, required=True, width=12),
        Column("expensive", "Cher", "Expensive", Kind.NUMBER, decimals=2, required=True, width=12),
        Column("too_expensive", "Trop cher", "Too expensive", Kind.NUMBER, decimals=2, required=True, width=12),
        Column("buy_cheap", "Achat au prix bon marché", "Buy at cheap price", Kind.INTEGER, minimum=1, maximum=5, width=12,
               help=Text("De 1 (sûrement pas) à 5 (sûrement).", "From 1 (surely not) to 5 (surely).")),
        Column("buy_expensive", "Achat au prix cher", "Buy at expensive price", Kind.INTEGER, minimum=1, maximum=5, width=12,
               help=Text("De 1 (sûrement pas) à 5 (sûrement).", "From 1 (surely not) to 5 (surely).")),
        Column("weight", "Poids", "Weight", Kind.NUMBER, decimals=3, minimum=0, help=Text("Vide : 1.", "Blank: 1.")),
    ),
    blank_rows=1,
)  # fmt: skip

PATHS = Table(
    name="Paths",
    title=Text("Parcours, une ligne par suite de canaux", "Journeys, one row per sequence of channels"),
    importance=Importance.DATA,
    columns=(
        Column(
            "path",
            "Parcours",
            "Path",
            required=True,
            width=66,
            help=Text("Noms de canaux séparés par > : « SEA > E-mail ».", "Channel names separated by >: “SEA > E-mail”."),
        ),
        Column("conversions", "Conversions", "Conversions", Kind.INTEGER, required=True, minimum=0, width=13),
        Column(
            "value",
            "Valeur",
            "Value",
            Kind.EUROS,
            minimum=0,
            help=Text("Valeur totale des conversions du parcours.", "Total value of the path’s conversions."),
        ),
        Column("nulls", "Sans conversion", "No conversion", Kind.INTEGER, minimum=0, width=13),
    ),
    blank_rows=1,
)

TEST_RESULTS = Table(
    name="TestResults",
    title=Text(
        "Résultats de tests : A/B (quatre effectifs) ou zones témoins (zone, période)",
        "Test results: A/B (four counts) or control zones (zone, period)",
    ),
    importance=Importance.DATA,
    columns=(
        Column("initiative", "Initiative", "Initiative", Kind.REF, ref="Initiatives", required=True, width=10),
        Column("exposed", "Exposés", "Exposed", Kind.INTEGER, minimum=0, width=11),
        Column("exposed_conversions", "Conversions des exposés", "Exposed conversions", Kind.INTEGER, minimum=0, width=13),
        Column("control", "Témoins", "Control", Kind.INTEGER, minimum=0, width=11),
        Column("control_conversions", "Conversions des témoins", "Control conversions", Kind.INTEGER, minimum=0, width=13),
        Column(
            "value_per_conversion", "Revenu par conversion", "Revenue per conversion", Kind.EUROS, decimals=2, minimum=0, width=13
        ),
        Column("zone", "Zone", "Zone", width=12),
        Column("period", "Période", "Period", Kind.INTEGER, width=9),
        Column("treated", "Zone exposée", "Treated zone", Kind.YES, width=10),
        Column("after", "Après le début", "After start", Kind.YES, width=10),
        Column("sales", "Ventes", "Sales", Kind.EUROS, minimum=0),
    ),
    blank_rows=1,
)

MEDIA_WEEKS = Table(
    name="MediaWeeks",
    title=Text("Ventes et dépenses par semaine, une colonne par canal", "Weekly sales and spend, one column per channel"),
    importance=Importance.DATA,
    help=Text(
        "Ventes de l’ensemble que ces médias poussent, par exemple en ligne ; au moins 52 semaines. Ajoutez une colonne par canal, en-tête = id du canal.",
        "Sales of whatever these media push, online for instance; 52 weeks at least. Add one column per channel, headed by the channel’s id.",
    ),
    columns=(
        Column("week", "Semaine du", "Week of", Kind.DATE, required=True),
        Column("sales", "Ventes", "Sales", Kind.EUROS, required=True, width=13),
        Column(
            "promotion",
            "Promotion",
            "Promotion",
            Kind.NUMBER,
            decimals=2,
            help=Text("1 si une promotion court, 0 sinon.", "1 if a promotion runs, 0 otherwise."),
        ),
    ),
    open_columns=MEDIA_CHANNELS,
    blank_rows=1,
)

PRICE_HISTORY = Table(
    name="PriceHistory",
    title=Text("Prix et volumes passés", "Past prices and volumes"),
    importance=Importance.DATA,
    columns=(
        Column("product", "Produit", "Product", Kind.REF, ref="Products", required=True, width=9),
        Column("period", "Période", "Period", Kind.DATE, required=True),
        Column("price", "Prix", "Price", Kind.EUROS, decimals=2, required=True, minimum=0),
        Column("volume", "Volume", "Volume", Kind.NUMBER, decimals=0, required=True, minimum=0, width=11),
        Column(
            "promotion",
            "Promotion",
            "Promotion",
            Kind.NUMBER,
            decimals=0,
            help=Text("1 si une promotion court, 0 sinon.", "1 if a promotion runs, 0 otherwise."),
        ),
    ),
    blank_rows=1,
)

_PRIVATE = Text(
    "Données personnelles : cette feuille ne va ni dans le plan Word ni dans une copie pour la direction.",
    "Personal data: this sheet goes neither into the Word plan nor into a copy for leaders.",
)


def _sheet(key: str, title: Text, table: Table, *, purpose: Text) -> Sheet:
    return Sheet(key=key, title=title, heading=table.title, purpose=purpose, blocks=(table,), colour="data")


SHEETS: tuple[Sheet, ...] = (
    Sheet(
        key="d_transactions",
        title=Text("D_Transactions", "D_Transactions"),
        heading=TRANSACTIONS.title,
        purpose=_PRIVATE,
        cards=(
            Card(label=Text("Achats", "Purchases"), kind=Kind.INTEGER, formula="COUNTA(Transactions[customer])"),
            Card(label=Text("Montant", "Amount"), kind=Kind.EUROS, formula="SUM(Transactions[amount])"),
        ),
        blocks=(TRANSACTIONS,),
        colour="data",
    ),
    Sheet(
        key="d_customers",
        title=Text("D_Clients", "D_Customers"),
        heading=Text("Chaque client : RFM, valeur vie, alertes", "Each customer: RFM, lifetime value, alerts"),
        purpose=_PRIVATE,
        blocks=(R_RFM, R_CLV, R_ALERTS),
        colour="data",
    ),
    _sheet("d_survey", Text("D_Enquête", "D_Survey"), SURVEY,
           purpose=Text("Réponses aux quatre questions de Van Westendorp ; la feuille Prix les lit.", "Answers to Van Westendorp’s four questions; the Pricing sheet reads them.")),
    _sheet("d_paths", Text("D_Parcours", "D_Journeys"), PATHS,
           purpose=Text("Suites de canaux avant un achat ; la feuille Parcours les lit.", "Sequences of channels before a purchase; the Journeys sheet reads them.")),
    _sheet("d_tests", Text("D_Tests", "D_Tests"), TEST_RESULTS,
           purpose=Text("Mesures des expériences ; la feuille ROMI les lit, initiative par initiative.", "Measures of experiments; the ROMI sheet reads them, initiative by initiative.")),
    _sheet("d_media", Text("D_Médias", "D_Media"), MEDIA_WEEKS,
           purpose=Text("Historique pour le modèle économétrique de la feuille ROMI.", "History for the econometric model of the ROMI sheet.")),
    _sheet("d_prices", Text("D_Prix", "D_Prices"), PRICE_HISTORY,
           purpose=Text("Historique pour les élasticités de la feuille Prix.", "History for the elasticities of the Pricing sheet.")),
)  # fmt: skip
