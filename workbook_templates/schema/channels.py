"""Canaux: one list for distribution and communication, the map, the score, the contracts."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Cell, Chart, Column, Grid, Importance, Kind, Sheet, Table
from workbook_templates.text import Text

_ONE_TO_FIVE = Text("De 1 (faible) à 5 (fort).", "From 1 (low) to 5 (high).")
_SCORED = "COUNT([@fit],[@coverage],[@efficiency],[@complementarity])=4"

CHANNELS = Table(
    name="Channels",
    title=Text("Canaux de distribution et de communication", "Distribution and communication channels"),
    importance=Importance.ESSENTIAL,
    help=Text("Une seule liste. Les parcours de D_Parcours s’écrivent avec ces noms.", "One list only. The journeys of D_Journeys are written with these names."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("name", "Canal", "Channel", required=True, width=26),
        Column("kind", "Nature", "Kind", Kind.CHOICE, choices=words.CHANNEL_KIND, required=True),
        Column("route", "Voie", "Route", Kind.CHOICE, choices=words.ROUTE, required=True, width=10),
        Column("medium", "Support", "Medium", Kind.CHOICE, choices=words.MEDIUM, required=True, width=12),
        Column("role", "Rôle dans le parcours", "Role in the journey", required=True, width=32),
        Column("ropo", "Rôle ROPO", "ROPO role", Kind.CHOICE, choices=words.ROPO, width=18,
               help=Text("ROPO : on prépare en ligne, on achète en magasin. Départ, arrivée, les deux, ou l’inverse (showrooming).",
                         "ROPO: research online, purchase offline. Start, end, both, or the reverse (showrooming).")),
        Column("ropo_share", "Part ROPO des ventes", "ROPO share of sales", Kind.SHARE, minimum=0, maximum=1, width=11),
        Column("revenue_before", "CA deux ans avant", "Revenue two years ago", Kind.EUROS, minimum=0),
        Column("revenue", "CA du dernier exercice", "Last year’s revenue", Kind.EUROS, minimum=0),
        Column("cost", "Coût du canal", "Channel cost", Kind.EUROS, minimum=0),
        Column("contribution", "Contribution", "Contribution", Kind.EUROS, formula='IF(N([@revenue])=0,"",[@revenue]*gross_margin-[@cost])'),
        Column("trend", "Tendance", "Trend", Kind.SHARE, decimals=1, formula='IF(N([@revenue_before])=0,"",[@revenue]/[@revenue_before]-1)'),
        Column("fit", "Adéquation", "Fit", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE, width=11),
        Column("coverage", "Couverture", "Coverage", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE, width=11),
        Column("efficiency", "Efficience", "Efficiency", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE, width=11),
        Column("complementarity", "Complémentarité", "Complementarity", Kind.INTEGER, minimum=1, maximum=5, help=_ONE_TO_FIVE, width=15),
        Column("score", "Score", "Score", Kind.NUMBER, decimals=2,
               formula=f'IF({_SCORED},INDEX(CHANNEL_SCORE([@fit],[@coverage],[@efficiency],[@complementarity]),2,1),"")'),
        Column("rank", "Rang", "Rank", Kind.INTEGER, formula='IF([@score]="","",1+COUNTIF(Channels[score],">"&[@score]))'),
        Column("budget", "Budget du plan", "Plan budget", Kind.EUROS, formula='IF([@id]="","",SUMIFS(BudgetLines[total],BudgetLines[channel],[@id]))'),
    ),
    blank_rows=10,
)  # fmt: skip

CONTRACTS = Table(
    name="Contracts",
    title=Text("Contrats avec les canaux", "Contracts with channels"),
    importance=Importance.USEFUL,
    help=Text("Conditions, volumes, exclusivités, engagements ; le préavis se calcule.", "Terms, volumes, exclusivities, commitments; the notice date is computed."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("partner", "Partenaire", "Partner", required=True, width=28),
        Column("conditions", "Conditions", "Terms", width=34),
        Column("volume_target", "Volume prévu", "Volume target", Kind.EUROS, minimum=0),
        Column("volume_actual", "Volume réalisé", "Volume achieved", Kind.EUROS, minimum=0),
        Column("achievement", "Réalisation", "Achievement", Kind.SHARE, width=11, formula='IF(OR(N([@volume_target])=0,[@volume_actual]=""),"",[@volume_actual]/[@volume_target])'),
        Column("exclusivity_kind", "Nature de l’exclusivité", "Kind of exclusivity", Kind.CHOICE, choices=words.EXCLUSIVITY, width=18),
        Column("exclusivity", "Périmètre de l’exclusivité", "Scope of exclusivity", width=28,
               help=Text("Le même libellé pour deux contrats signale un chevauchement.", "The same wording for two contracts signals an overlap.")),
        Column("promo_commitment", "Engagement promotionnel", "Promotional commitment", width=30),
        Column("end_date", "Échéance", "End date", Kind.DATE),
        Column("notice_days", "Préavis en jours", "Notice in days", Kind.INTEGER, minimum=0),
        Column("notice_date", "Préavis avant le", "Notice by", Kind.DATE, formula='IF([@end_date]="","",[@end_date]-N([@notice_days]))'),
        Column("owner", "Responsable", "Owner", Kind.REF, ref="Roles", width=12),
        Column("conflict_risk", "Risque de conflit", "Conflict risk", width=30),
        Column("alert", "Alerte", "Alert", width=40,
               formula='IF([@id]="","",IF(AND([@notice_date]<>"",as_of<>"",N([@notice_date])<as_of,N([@end_date])>=as_of),{"préavis dépassé : contrat reconduit ou rompu ?"|"notice date passed: renewed or ended?"},'
                       'IF(AND([@notice_date]<>"",as_of<>"",N([@notice_date])<=as_of+90,N([@end_date])>=as_of),{"préavis à donner dans les 90 jours"|"notice due within 90 days"},'
                       'IF(AND([@exclusivity]<>"",[@exclusivity_kind]<>{exclusivity_kind.none},COUNTIFS(Contracts[exclusivity],[@exclusivity])>1),'
                       '{"exclusivité promise deux fois"|"exclusivity promised twice"},""))))'),
    ),
    blank_rows=4,
)  # fmt: skip


def _map_row(medium: str) -> tuple[Cell, ...]:
    cells = []
    for route in ("direct", "indirect"):
        where = f"(Channels[route]={{route.{route}}})*(Channels[medium]={{medium.{medium}}})"
        cells += [f"=SUMPRODUCT({where})", f"=SUMPRODUCT({where},Channels[revenue])"]
    return (words.MEDIUM.entries[medium], *cells)


CHANNEL_MAP = Grid(
    name="channel_map",
    title=Text("Carte des canaux : voie et support", "Channel map: route and medium"),
    columns=(
        Column("medium", "Support", "Medium", width=14),
        Column("direct_channels", "Directs", "Direct", Kind.INTEGER, width=10),
        Column("direct_revenue", "CA direct", "Direct revenue", Kind.EUROS),
        Column("indirect_channels", "Indirects", "Indirect", Kind.INTEGER, width=10),
        Column("indirect_revenue", "CA indirect", "Indirect revenue", Kind.EUROS),
    ),
    rows=tuple(_map_row(medium) for medium in ("physical", "digital", "remote")),
)

SHEET = Sheet(
    key="channels",
    title=Text("Canaux", "Channels"),
    heading=Text("Canaux : par où passer ?", "Channels: which routes to market?"),
    purpose=Text(
        "La liste des canaux, leur rôle dans le parcours, leur contribution, leur note sur quatre critères, et les contrats qui les lient.",
        "The list of channels, their role in the journey, their contribution, their score on four criteria, and the contracts that bind them.",
    ),
    sostac=Text("T · Tactiques", "T · Tactics"),
    cards=(
        Card(label=Text("Canaux", "Channels"), kind=Kind.INTEGER, formula="COUNTA(Channels[id])"),
        Card(label=Text("Ventes préparées en ligne, conclues en magasin", "Sales prepared online, closed in store"), kind=Kind.SHARE, name="ropo_share_total",
             formula='IF(SUMPRODUCT((Channels[ropo_share]<>"")*1)=0,"",SUMPRODUCT(Channels[ropo_share],Channels[revenue])/SUM(Channels[revenue]))'),
        Card(label=Text("Contrats en alerte", "Contracts in alert"), kind=Kind.INTEGER, formula='SUMPRODUCT((Contracts[alert]<>"")*1)'),
    ),
    blocks=(CHANNELS, CONTRACTS, CHANNEL_MAP),
    charts=(
        Chart(kind="bar", title=Text("Contribution par canal", "Contribution by channel"), source="Channels", categories="name", values=("contribution",),
              rows=10, number_format='#,##0 "€"', gap=3, height=400),
        Chart(kind="stacked", title=Text("Chiffre d’affaires par support et par voie", "Revenue by medium and route"), source="channel_map", categories="medium",
              values=("direct_revenue", "indirect_revenue"), rows=3, number_format='#,##0 "€"', width=450),
    ),
    freeze_columns=2,
)  # fmt: skip
