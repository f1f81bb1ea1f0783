"""Parcours: which channels open, assist and close, and what each is worth over whole journeys."""

from __future__ import annotations

from workbook_templates.schema.spec import Card, Chart, Column, Kind, ResultArea, Sheet
from workbook_templates.text import Text

_GUARD = ("Paths[path]",)

R_ATTRIBUTION = ResultArea(
    name="r_attribution",
    title=Text("Ce que vaut chaque canal sur tout le parcours", "What each channel is worth over the whole journey"),
    formula="ATTRIBUTION(Paths[path],Paths[conversions],Paths[value],Paths[nulls],attribution_model)",
    guard=_GUARD,
    columns=(
        Column("channel", "canal", "channel", width=28),
        Column("conversions", "conversions", "conversions", Kind.NUMBER, decimals=1, width=12),
        Column("conversions_share", "part des conversions", "conversions_share", Kind.SHARE, decimals=1, width=10),
        Column("value", "valeur", "value", Kind.EUROS),
        Column("removal_effect", "effet de retrait", "removal_effect", Kind.SHARE, decimals=1, width=11),
    ),
    rows=14,
)

R_COMPARE = ResultArea(
    name="r_attribution_compare",
    title=Text("Les modèles face à face", "The models side by side"),
    formula="ATTRIBUTION_COMPARE(Paths[path],Paths[conversions],Paths[value],Paths[nulls])",
    guard=_GUARD,
    width=8,
    rows=14,
    column_width=12,
    decimals=1,
)

R_PATHS = ResultArea(
    name="r_paths",
    title=Text("Les vingt parcours qui convertissent le plus", "The twenty journeys that convert most"),
    formula="CONVERSION_PATHS(Paths[path],Paths[conversions],Paths[nulls],20)",
    guard=_GUARD,
    columns=(
        Column("path", "parcours", "path", width=84),
        Column("conversions", "conversions", "conversions", Kind.NUMBER, decimals=0, width=12),
        Column("rate", "taux", "rate", Kind.SHARE, decimals=1),
        Column("share", "part", "share", Kind.SHARE, decimals=1),
    ),
    rows=20,
)

R_ROLES = ResultArea(
    name="r_channel_roles",
    title=Text("Qui ouvre, qui accompagne, qui conclut", "Who opens, who assists, who closes"),
    formula="CHANNEL_ROLES(Paths[path],Paths[conversions])",
    guard=_GUARD,
    columns=(
        Column("channel", "canal", "channel", width=28),
        Column("opens", "ouvre", "opens", Kind.NUMBER, decimals=0),
        Column("assists", "soutient", "assists", Kind.NUMBER, decimals=0, width=11),
        Column("closes", "conclut", "closes", Kind.NUMBER, decimals=0),
        Column("direct_conversions", "conversions directes", "direct_conversions", Kind.NUMBER, decimals=0, width=12),
        Column("assisted_conversions", "conversions assistées", "assisted_conversions", Kind.NUMBER, decimals=0, width=12),
        Column("assist_ratio", "ratio d’assistance", "assist_ratio", Kind.NUMBER, decimals=2, width=12),
    ),
    rows=14,
)

SHEET = Sheet(
    key="journeys",
    title=Text("Parcours", "Journeys"),
    heading=Text("Parcours : quel canal fait vraiment vendre ?", "Journeys: which channel really sells?"),
    purpose=Text(
        "Calculé depuis D_Parcours : le mérite partagé sur tout le parcours, non au dernier clic ; le modèle se choisit dans Paramètres.",
        "Computed from D_Journeys: credit shared over the whole journey, not on last click; the model is chosen in Settings.",
    ),
    sostac=Text("C · Contrôle", "C · Control"),
    cards=(
        Card(label=Text("Modèle d’attribution", "Attribution model"), kind=Kind.TEXT, formula='attribution_model&""'),
        Card(label=Text("Parcours lus", "Journeys read"), kind=Kind.INTEGER, formula="COUNTA(Paths[path])"),
        Card(label=Text("Conversions", "Conversions"), kind=Kind.INTEGER, formula="SUM(Paths[conversions])"),
        Card(label=Text("Valeur", "Value"), kind=Kind.EUROS, formula="SUM(Paths[value])"),
    ),
    blocks=(R_ATTRIBUTION, R_COMPARE, R_ROLES, R_PATHS),
    charts=(
        Chart(kind="bar", title=Text("Conversions par canal selon le modèle choisi", "Conversions by channel under the chosen model"),
              source="r_attribution", categories="channel", values=("conversions",), rows=10, width=560, height=400),
        Chart(kind="stacked", title=Text("Rôle de chaque canal", "Role of each channel"), source="r_channel_roles", categories="channel",
              values=("opens", "assists", "closes"), rows=10, width=640),
    ),
)  # fmt: skip
