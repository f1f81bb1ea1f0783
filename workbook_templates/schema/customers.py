"""Clients: what the sales say of customers, without naming any."""

from __future__ import annotations

from workbook_templates.schema.clv import CLV_BETWEEN, R_CLV_BY_SEGMENT, R_CLV_FIT, R_CLV_VALIDATION, R_PARETO
from workbook_templates.schema.rfm import R_MIGRATION, R_RFM_GRID, R_RFM_GRID_VALUE, R_RFM_SEGMENTS, RETENTION
from workbook_templates.schema.spec import Card, Chart, Kind, Sheet
from workbook_templates.text import Text

SHEET = Sheet(
    key="customers",
    title=Text("Clients", "Customers"),
    heading=Text("Clients : où est la valeur, qui s’éloigne ?", "Customers: where is the value, who drifts away?"),
    purpose=Text(
        "Calculé depuis D_Transactions : segments RFM et leurs programmes, valeur vie, 80/20, alertes d’attrition. Aucun client n’y est nommé.",
        "Computed from D_Transactions: RFM segments and their programmes, lifetime value, 80/20, churn alerts. No customer is named here.",
    ),
    sostac=Text("S · Situation", "S · Situation"),
    cards=(
        Card(label=Text("Clients", "Customers"), kind=Kind.INTEGER, name="customers_count",
             formula='IF(ROWS(r_rfm)<2,"",ROWS(r_rfm)-1)'),
        Card(label=Text("CLV moyenne", "Mean CLV"), kind=Kind.EUROS, decimals=2, name="mean_clv",
             formula='IF(ROWS(r_clv)<2,"",AVERAGE(INDEX(r_clv,0,8)))'),
        Card(label=Text("Valeur des 20 % les meilleurs", "Value of the top 20%"), kind=Kind.SHARE, name="top_share",
             formula='IF(ROWS(r_pareto)<2,"",INDEX(r_pareto,12,2))'),
        Card(label=Text("Clients en alerte", "Customers in alert"), kind=Kind.INTEGER, name="alert_count",
             formula='IF(COUNTA(Transactions[customer])=0,"",ROWS(r_alerts)-1)'),
        Card(label=Text("Valeur en jeu", "Value at risk"), kind=Kind.EUROS, name="value_at_risk",
             formula='IF(COUNTA(Transactions[customer])=0,"",IF(ROWS(r_alerts)<2,0,SUM(INDEX(r_alerts,0,6))))'),
    ),
    blocks=(R_RFM_SEGMENTS, R_RFM_GRID, R_RFM_GRID_VALUE, R_PARETO, R_CLV_BY_SEGMENT, R_CLV_FIT, R_CLV_VALIDATION, RETENTION, CLV_BETWEEN, R_MIGRATION),
    charts=(
        Chart(kind="column", title=Text("Part des clients et part du chiffre d’affaires", "Share of customers and share of revenue"),
              source="r_rfm_segments", categories="segment", values=("customers_share", "revenue_share"), rows=11, number_format="0%", width=860),
        Chart(kind="pareto", title=Text("80/20 : la valeur par dixième de clients", "80/20: value by tenth of customers"), source="r_pareto",
              categories="decile", values=("value",), secondary=("cumulative_value_share",), rows=10, number_format='#,##0 "€"'),
        Chart(kind="bar", title=Text("Valeur vie moyenne par segment", "Mean lifetime value by segment"), source="r_clv_by_segment",
              categories="segment", values=("mean_clv",), rows=11, number_format='#,##0 "€"', width=490, height=400),
    ),
)  # fmt: skip
