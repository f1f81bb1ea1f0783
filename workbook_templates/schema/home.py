"""Accueil: where the plan stands at a glance, what remains to fill, where to go."""

from __future__ import annotations

from workbook_templates.schema.spec import Card, Cell, Column, Grid, Kind, Sheet
from workbook_templates.text import Text

# The order people fill a plan in: the key of the sheet, the tables whose rows are counted, what is to be done there.
FILLING: tuple[tuple[str, tuple[str, ...], Text], ...] = (
    ("settings", ("Roles",), Text("Société, dates, enveloppe, marge, rôles", "Company, dates, envelope, margin, roles")),
    ("objectives", ("Objectives",), Text("Trois à sept objectifs SMART", "Three to seven SMART objectives")),
    ("segments", ("Segments",), Text("Trois à six segments, leur promesse", "Three to six segments, their promise")),
    ("channels", ("Channels",), Text("Les canaux de vente et de communication", "Sales and communication channels")),
    ("retroplanning", ("Milestones",), Text("Les jalons", "The milestones")),
    ("actions", ("Actions",), Text("Vingt à soixante actions", "Twenty to sixty actions")),
    ("budget", ("BudgetLines", "Acquisition"), Text("Les lignes de budget, l’acquisition par canal", "Budget lines, acquisition by channel")),
    ("raci", ("Raci",), Text("Une lettre par rôle et par action", "One letter per role and action")),
    ("dashboard", ("Kpis", "KpiReadings"), Text("Les indicateurs, puis leurs relevés chaque mois", "KPIs, then their readings every month")),
    ("situation", ("Swot", "Market", "Competitors"), Text("SWOT, marché, concurrents, bilan", "SWOT, market, competitors, last year")),
    ("control", ("Decisions", "Risks", "Control"), Text("Décisions demandées, risques, réunions", "Decisions asked for, risks, meetings")),
    ("mix", ("Mix", "Products"), Text("Décisions 7P par produit", "7P decisions by product")),
    ("price", ("PriceTests",), Text("Test de prix, promotions", "Price test, promotions")),
    ("romi", ("Initiatives",), Text("Initiatives et expériences", "Initiatives and experiments")),
    ("d_transactions", ("Transactions",), Text("Importer les ventes", "Import the sales")),
    ("d_paths", ("Paths",), Text("Importer les parcours", "Import the journeys")),
)  # fmt: skip
# What a sheet only shows: the key, the area whose result makes it full, what is read there.
READING: tuple[tuple[str, str, Text], ...] = (
    (
        "customers",
        "r_rfm_segments",
        Text("Segments RFM, valeur vie, 80/20, alertes", "RFM segments, lifetime value, 80/20, alerts"),
    ),
    ("journeys", "r_attribution", Text("Attribution et rôles des canaux", "Attribution and channel roles")),
    ("audit", "r_audit", Text("Le plan noté sur cinq critères", "The plan scored on five criteria")),
)

_KEYS = {
    "Acquisition": "channel",
    "Competitors": "name",
    "KpiReadings": "kpi",
    "Market": "metric",
    "Paths": "path",
    "Raci": "action",
    "Transactions": "customer",
}


def _count(tables: tuple[str, ...]) -> str:
    return "+".join(f"COUNTA({table}[{_KEYS.get(table, 'id')}])" for table in tables)


def _filling(key: str, tables: tuple[str, ...], task: Text) -> tuple[Cell, ...]:
    rows = _count(tables)
    state = f'=IF({rows}=0,{{"○ à remplir"|"○ to fill in"}},{{"● rempli"|"● filled"}})'
    return (f"@{key}", task, f"={rows}", state)


def _reading(key: str, area: str, task: Text) -> tuple[Cell, ...]:
    return (
        f"@{key}",
        task,
        f"=MAX(0,ROWS({area})-1)",
        f'=IF(ROWS({area})<2,{{"○ en attente de données"|"○ waiting for data"}},{{"● calculé"|"● computed"}})',
    )


PROGRESS = Grid(
    name="home_progress",
    title=Text("Dans quel ordre remplir, et où l’on en est", "What to fill in, in which order, and where we are"),
    help=Text("Cliquez sur le nom d’une feuille pour l’ouvrir.", "Click a sheet’s name to open it."),
    columns=(
        Column("sheet", "Feuille", "Sheet", width=22),
        Column("task", "Ce qu’on y fait", "What is done there", width=52),
        Column("rows", "Lignes", "Rows", Kind.INTEGER, width=9),
        Column("state", "État", "State", width=24),
    ),
    rows=(*(_filling(*step) for step in FILLING), *(_reading(*step) for step in READING)),
)


def _state(label: Text, kind: Kind, formula: str) -> tuple[Cell | Card, ...]:
    return (label, Card(label=label, kind=kind, formula=formula))


STATE = Grid(
    name="home_state",
    title=Text("Où en est le plan", "Where the plan stands"),
    columns=(Column("figure", "Repère", "Figure", width=30), Column("value", "Valeur", "Value", width=26)),
    rows=(
        _state(Text("Société", "Company"), Kind.TEXT, 'company&""'),
        _state(Text("Moment du plan", "Plan stage"), Kind.TEXT, 'plan_stage&""'),
        _state(Text("Arrêté au", "As of"), Kind.DATE, 'IF(as_of="","",as_of)'),
        _state(Text("Enveloppe", "Envelope"), Kind.EUROS, 'IF(budget_total="","",budget_total)'),
        _state(Text("Écart des lignes", "Budget lines: gap"), Kind.EUROS, "budget_gap"),
        _state(Text("Actions", "Actions"), Kind.INTEGER, "COUNTA(Actions[id])"),
        _state(Text("Actions en retard", "Late actions"), Kind.INTEGER, "late_actions"),
        _state(Text("Indicateurs en alerte", "KPIs in alert"), Kind.INTEGER, "kpis_alert"),
        _state(Text("Prochain jalon", "Next milestone"), Kind.DATE, "next_milestone"),
        _state(Text("Note d’audit", "Audit score"), Kind.SHARE, "audit_share"),
    ),
)  # fmt: skip

HOW_TO = Grid(
    name="home_how_to",
    title=Text("Mode d’emploi", "How to use it"),
    columns=(Column("step", "En cinq gestes", "In five steps", width=84),),
    rows=(
        (Text("1. Remplissez les cellules crème à texte bleu ; les cellules blanches à texte noir se calculent.",
              "1. Fill the cream cells with blue text; the white cells with black text are computed."),),
        (Text("2. Pour ajouter une ligne, écrivez juste sous le tableau : il s’étend, formules comprises. Rien n’est verrouillé.",
              "2. To add a row, type just under the table: it grows, formulas included. Nothing is locked."),),
        (Text("3. Importez ventes, enquête et parcours (ruban planmo ou « planmo import ») plutôt que de les recopier.",
              "3. Import sales, survey and journeys (planmo ribbon or “planmo import”) rather than copying them."),),
        (Text("4. Contrôlez le plan (« planmo check ») : chaque remarque donne sa cellule et le geste à faire.",
              "4. Check the plan (“planmo check”): each remark gives its cell and what to do."),),
        (Text("5. Produisez le plan Word (« planmo plan »). Chaque mois : relevés, avancement des actions, factures, date d’arrêté.",
              "5. Produce the Word plan (“planmo plan”). Each month: readings, progress of actions, invoices, as-of date."),),
        (Text("Excel 2021 ou Microsoft 365 au minimum : les résultats s’étendent d’eux-mêmes (tableaux dynamiques).",
              "Excel 2021 or Microsoft 365 at least: results extend by themselves (dynamic arrays)."),),
        (Text("Sans le complément planmo, le classeur montre les derniers résultats calculés ; ne le recalculez pas.",
              "Without the planmo add-in the workbook shows the last computed results; do not recalculate it."),),
    ),
)  # fmt: skip

SHEET = Sheet(
    key="home",
    title=Text("Accueil", "Home"),
    heading=Text("Plan marketing opérationnel", "Operational marketing plan"),
    purpose=Text("L’état du plan d’un coup d’œil, l’ordre de remplissage, le chemin vers chaque feuille.",
                 "The plan’s state at a glance, the order to fill it in, the way to each sheet."),
    blocks=(STATE, PROGRESS, HOW_TO),
)  # fmt: skip
