"""What RFM finds in the sales: segments with their programmes, the grid, migrations, and every customer on the data sheet."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Column, Importance, Kind, ResultArea, Table
from workbook_templates.text import Text

_SALES = "Transactions[customer],Transactions[date],Transactions[amount]"
_GUARD = ("Transactions[customer]",)

R_RFM = ResultArea(
    name="r_rfm",
    title=Text("RFM par client", "RFM by customer"),
    formula=f"RFM({_SALES},as_of,rfm_bins,rfm_method)",
    guard=_GUARD,
    columns=(
        Column("customer", "client", "customer", width=14),
        Column("recency_days", "récence (jours)", "recency_days", Kind.INTEGER, width=13),
        Column("frequency", "fréquence (achats)", "frequency", Kind.INTEGER, width=11),
        Column("monetary", "montant (€)", "monetary", Kind.EUROS, decimals=2),
        Column("r", "r", "r", Kind.INTEGER, width=6),
        Column("f", "f", "f", Kind.INTEGER, width=6),
        Column("m", "m", "m", Kind.INTEGER, width=6),
        Column("score", "score", "score", width=8),
        Column("segment", "segment", "segment", width=22),
    ),
)

R_RFM_SEGMENTS = ResultArea(
    name="r_rfm_segments",
    title=Text("Segments RFM et programmes", "RFM segments and programmes"),
    formula=f"RFM_SEGMENTS({_SALES},as_of,rfm_bins,rfm_method)",
    guard=_GUARD,
    columns=(
        Column("segment", "segment", "segment", width=22),
        Column("customers", "clients", "customers", Kind.INTEGER),
        Column("customers_share", "part des clients", "customers_share", Kind.SHARE, width=11),
        Column("revenue", "chiffre d’affaires (€)", "revenue", Kind.EUROS),
        Column("revenue_share", "part du chiffre d’affaires", "revenue_share", Kind.SHARE, width=11),
        Column("mean_recency_days", "récence moyenne (jours)", "mean_recency_days", Kind.INTEGER, width=12),
        Column("mean_frequency", "fréquence moyenne (achats)", "mean_frequency", Kind.NUMBER, decimals=1, width=11),
        Column("mean_monetary", "montant moyen (€)", "mean_monetary", Kind.EUROS, decimals=2, width=11),
        Column("programme", "programme", "programme", width=62),
    ),
    rows=11,
    lines=2,
)

R_RFM_GRID = ResultArea(
    name="r_rfm_grid",
    title=Text(
        "Grille RFM : clients par récence (lignes) et fréquence (colonnes)",
        "RFM grid: customers by recency (rows) and frequency (columns)",
    ),
    formula=f'RFM_GRID({_SALES},as_of,rfm_bins,"customers")',
    guard=_GUARD,
    width=6,
    rows=5,
    column_width=11,
)

R_RFM_GRID_VALUE = ResultArea(
    name="r_rfm_grid_revenue",
    title=Text("La même grille en chiffre d’affaires", "The same grid in revenue"),
    formula=f'RFM_GRID({_SALES},as_of,rfm_bins,"revenue")',
    guard=_GUARD,
    width=6,
    rows=5,
    column_width=11,
)

R_MIGRATION = ResultArea(
    name="r_migration",
    title=Text("Migration des segments : d’où (lignes) vers où (colonnes)", "Segment migration: from (rows) to (columns)"),
    formula=f"RFM_MIGRATION({_SALES},migration_from,as_of,rfm_bins,rfm_method)",
    guard=_GUARD,
    when='migration_from<>""',
    width=13,
    rows=12,
    column_width=12,
)

RETENTION = Table(
    name="Retention",
    title=Text("Réponse prévue à chaque alerte", "Planned answer to each alert"),
    importance=Importance.USEFUL,
    help=Text("À chaque segment RFM qui s’éloigne, une action de rétention.", "For each RFM segment that drifts away, a retention action."),
    columns=(
        Column("segment", "Segment RFM", "RFM segment", Kind.CHOICE, choices=words.RFM_SEGMENT, required=True, width=22),
        Column("action", "Action", "Action", Kind.REF, ref="Actions", required=True),
        Column("name", "Nom de l’action", "Action name", width=34, minor=True,
               formula=name_of("Actions", "action")),
        Column("offer", "Geste prévu", "Planned gesture", width=34),
        Column("delay_days", "Délai en jours", "Within days", Kind.INTEGER, minimum=0),
        Column("alerts", "Alertes", "Alerts", Kind.INTEGER,
               formula='IF(OR([@segment]="",ROWS(r_clv)<2),"",SUMPRODUCT((INDEX(r_rfm,0,9)=[@segment])*(INDEX(r_clv,0,9)=TRUE)))'),
        Column("clv_left", "CLV restante", "CLV left", Kind.EUROS,
               formula='IF(OR([@segment]="",ROWS(r_clv)<2),"",SUMPRODUCT((INDEX(r_rfm,0,9)=[@segment])*(INDEX(r_clv,0,9)=TRUE),INDEX(r_clv,0,8)))',
               help=Text("Valeur vie que ces clients ont encore, malgré l’alerte.", "Lifetime value these customers still have, alert notwithstanding.")),
    ),
    blank_rows=4,
)  # fmt: skip
