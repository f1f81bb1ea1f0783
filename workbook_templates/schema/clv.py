"""What customer lifetime value finds in the sales: the model, the 80/20, segments, alerts, and every customer on the data sheet."""

from __future__ import annotations

from workbook_templates.schema.spec import Column, Grid, Kind, ResultArea
from workbook_templates.text import Text

_SALES = "Transactions[customer],Transactions[date],Transactions[amount]"
_GUARD = ("Transactions[customer]",)

R_CLV = ResultArea(
    name="r_clv",
    title=Text("Valeur vie par client", "Lifetime value by customer"),
    formula=f"CLV_CUSTOMERS({_SALES},as_of,clv_horizon_weeks,discount_annual,gross_margin,clv_model)",
    guard=_GUARD,
    columns=(
        Column("customer", "client", "customer", width=14),
        Column("repeat_purchases", "réachats", "repeat_purchases", Kind.INTEGER, width=11),
        Column("last_purchase", "dernier achat (semaines)", "last_purchase", Kind.NUMBER, decimals=1, width=12),
        Column("age", "ancienneté (semaines)", "age", Kind.NUMBER, decimals=1, width=12),
        Column("p_alive", "P(vivant)", "p_alive", Kind.SHARE, width=10),
        Column("expected_purchases", "achats attendus", "expected_purchases", Kind.NUMBER, decimals=2, width=11),
        Column("expected_spend", "panier attendu (€)", "expected_spend", Kind.EUROS, decimals=2, width=11),
        Column("clv", "CLV (€)", "clv", Kind.EUROS, decimals=2),
        Column("alert", "alerte", "alert", Kind.YES, width=9),
    ),
)

R_CLV_FIT = ResultArea(
    name="r_clv_fit",
    title=Text("Le modèle ajusté", "The fitted model"),
    formula=f"CLV_FIT({_SALES},as_of,clv_model)",
    guard=_GUARD,
    columns=(
        Column("parameter", "paramètre", "parameter", width=24),
        Column("estimate", "estimation", "estimate", Kind.NUMBER, decimals=3, width=12),
        Column("std_error", "erreur-type", "std_error", Kind.NUMBER, decimals=3, width=12),
    ),
    rows=12,
)

R_CLV_VALIDATION = ResultArea(
    name="r_clv_validation",
    title=Text("Le modèle mis à l’épreuve", "The model put to the test"),
    help=Text("Ajusté sur le début des ventes, jugé sur la fin.", "Fitted on the start of the sales, judged on their end."),
    formula=f'CLV_FIT({_SALES},as_of,clv_model,"week",clv_holdout_weeks)',
    guard=_GUARD,
    when="N(clv_holdout_weeks)>0",
    columns=(
        Column("parameter", "paramètre", "parameter", width=24),
        Column("estimate", "estimation", "estimate", Kind.NUMBER, decimals=3, width=12),
        Column("std_error", "erreur-type", "std_error", Kind.NUMBER, decimals=3, width=12),
    ),
    rows=15,
)

R_PARETO = ResultArea(
    name="r_pareto",
    title=Text("80/20 : valeur par dixième de clients", "80/20: value by tenth of customers"),
    formula="CLV_PARETO(FILTER(INDEX(r_clv,0,8),INDEX(r_clv,0,1)<>INDEX(r_clv,1,1)))",
    guard=_GUARD,
    when="ROWS(r_clv)>1",  # a base too small for the model gives one cell, which says why
    columns=(
        Column("decile", "décile", "decile", width=22),
        Column("customers", "clients", "customers", Kind.NUMBER, decimals=2, width=11),
        Column("value", "valeur (€)", "value", Kind.EUROS),
        Column("value_share", "part de la valeur", "value_share", Kind.SHARE, width=11),
        Column("cumulative_customers_share", "part cumulée des clients", "cumulative_customers_share", Kind.SHARE, width=13),
        Column("cumulative_value_share", "part cumulée de la valeur", "cumulative_value_share", Kind.SHARE, width=13),
    ),
    rows=13,
)

R_CLV_BY_SEGMENT = ResultArea(
    name="r_clv_by_segment",
    title=Text("Valeur vie par segment RFM", "Lifetime value by RFM segment"),
    formula="CLV_BY_SEGMENT(FILTER(INDEX(r_rfm,0,9),INDEX(r_rfm,0,1)<>INDEX(r_rfm,1,1)),FILTER(INDEX(r_clv,0,8),INDEX(r_clv,0,1)<>INDEX(r_clv,1,1)))",
    guard=_GUARD,
    when="ROWS(r_clv)>1",  # a base too small for the model gives one cell, which says why
    columns=(
        Column("segment", "segment", "segment", width=22),
        Column("customers", "clients", "customers", Kind.INTEGER),
        Column("mean_clv", "CLV moyenne (€)", "mean_clv", Kind.EUROS, decimals=2, width=12),
        Column("total_clv", "CLV totale (€)", "total_clv", Kind.EUROS, width=12),
        Column("share", "part", "share", Kind.SHARE),
    ),
    rows=11,
)

R_ALERTS = ResultArea(
    name="r_alerts",
    title=Text("Clients de valeur qui s’éloignent", "Valuable customers drifting away"),
    formula=f"CLV_ALERTS({_SALES},as_of)",
    guard=_GUARD,
    columns=(
        Column("customer", "client", "customer", width=14),
        Column("clv", "CLV (€)", "clv", Kind.EUROS, decimals=2),
        Column("p_alive", "P(vivant)", "p_alive", Kind.SHARE, width=10),
        Column("days_since_last", "jours depuis le dernier achat", "days_since_last", Kind.INTEGER, width=13),
        Column("usual_gap_days", "intervalle habituel (jours)", "usual_gap_days", Kind.INTEGER, width=13),
        Column("value_at_risk", "valeur en jeu (€)", "value_at_risk", Kind.EUROS, decimals=2),
        Column("reason", "motif", "reason", width=60),
    ),
)

_BEFORE = f"CLV_CUSTOMERS({_SALES},migration_from,clv_horizon_weeks,discount_annual,gross_margin,clv_model)"

CLV_BETWEEN = Grid(
    name="clv_between",
    title=Text("Valeur vie moyenne à deux dates", "Mean lifetime value at two dates"),
    help=Text("Sur les clients connus à chaque date.", "Over the customers known at each date."),
    columns=(
        Column("moment", "Moment", "Moment", width=22),
        Column("date", "Date", "Date", Kind.DATE),
        Column("mean_clv", "CLV moyenne", "Mean CLV", Kind.EUROS, decimals=2),
    ),
    rows=(
        (
            Text("Départ des migrations", "Start of migrations"),
            '=IF(migration_from="","",migration_from)',
            f'=IF(OR(COUNTA(Transactions[customer])=0,migration_from=""),"",AVERAGE(INDEX({_BEFORE},0,8)))',
        ),
        (Text("Date d’arrêté", "As-of date"), '=IF(as_of="","",as_of)', "=mean_clv"),
    ),
)
