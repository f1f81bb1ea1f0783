"""The words of options, statuses and choice lists: declared once, in both languages, read in either.

Validation lists of the workbook, options and results of the worksheet functions, and the plan all draw from here.
"""

from __future__ import annotations

from workbook_templates.text import Text, Words

YES = Words("yes", {"yes": Text("Oui", "Yes"), "no": Text("Non", "No")})
STAGE = Words(
    "stage",
    {
        "signature": Text("Signature", "Signature"),
        "quarterly_review": Text("Revue trimestrielle", "Quarterly review"),
        "midyear_review": Text("Revue de mi-année", "Mid-year review"),
    },
)
CURRENCY = Words("currency", {"EUR": Text("EUR", "EUR")})
TAX = Words("tax", {"excl_tax": Text("HT", "excl. tax"), "incl_tax": Text("TTC", "incl. tax")})
TEAM = Words(
    "team",
    {"leadership": Text("Direction", "Leadership"), "marketing": Text("Marketing", "Marketing"), "other": Text("Autre", "Other")},
)
SWOT = Words(
    "swot",
    {
        "strength": Text("Force", "Strength"),
        "weakness": Text("Faiblesse", "Weakness"),
        "opportunity": Text("Opportunité", "Opportunity"),
        "threat": Text("Menace", "Threat"),
    },
)
RISK = Words("risk", {"low": Text("Faible", "Low"), "medium": Text("Moyen", "Medium"), "high": Text("Élevé", "High")})
P7 = Words(
    "p7",
    {
        "product": Text("Produit", "Product"),
        "price": Text("Prix", "Price"),
        "place": Text("Distribution", "Place"),
        "promotion": Text("Promotion", "Promotion"),
        "people": Text("Personnes", "People"),
        "process": Text("Processus", "Process"),
        "physical_evidence": Text("Preuve matérielle", "Physical evidence"),
    },
)
RACE = Words(
    "race",
    {
        "reach": Text("Atteindre", "Reach"),
        "act": Text("Agir", "Act"),
        "convert": Text("Convertir", "Convert"),
        "engage": Text("Engager", "Engage"),
    },
)
PHASE = Words(
    "phase",
    {
        "launch": Text("Lancement", "Launch"),
        "growth": Text("Croissance", "Growth"),
        "maturity": Text("Maturité", "Maturity"),
        "decline": Text("Déclin", "Decline"),
    },
)
CHANNEL_KIND = Words(
    "channel_kind",
    {
        "distribution": Text("Distribution", "Distribution"),
        "communication": Text("Communication", "Communication"),
        "both": Text("Les deux", "Both"),
    },
)
ROUTE = Words("route", {"direct": Text("Direct", "Direct"), "indirect": Text("Indirect", "Indirect")})
MEDIUM = Words(
    "medium",
    {"physical": Text("Physique", "Physical"), "digital": Text("Numérique", "Digital"), "remote": Text("À distance", "Remote")},
)
ROPO = Words(
    "ropo",
    {
        "start": Text("Départ", "Start"),
        "end": Text("Arrivée", "End"),
        "both": Text("Départ et arrivée", "Start and end"),
        "showrooming": Text("Showrooming", "Showrooming"),
        "none": Text("Sans rôle", "No role"),
    },
)
NATURE = Words(
    "nature",
    {
        "media": Text("Média", "Media"),
        "production": Text("Production", "Production"),
        "tools": Text("Outils", "Tools"),
        "research": Text("Études", "Research"),
        "event": Text("Événement", "Event"),
        "partnership": Text("Partenariat", "Partnership"),
        "training": Text("Formation", "Training"),
        "store": Text("Point de vente", "Store"),
        "reserve": Text("Réserve", "Reserve"),
    },
)
ACTION_KIND = Words("action_kind", {"project": Text("Projet", "Project"), "ongoing": Text("Fil rouge", "Ongoing")})
STATUS = Words(
    "status",
    {
        "planned": Text("Prévue", "Planned"),
        "in_progress": Text("En cours", "In progress"),
        "done": Text("Terminée", "Done"),
        "suspended": Text("Suspendue", "Suspended"),
        "cancelled": Text("Abandonnée", "Cancelled"),
    },
)
ANCHOR = Words(
    "anchor",
    {
        "trade_fair": Text("Salon", "Trade fair"),
        "launch": Text("Lancement", "Launch"),
        "season": Text("Saison", "Season"),
        "other": Text("Autre", "Other"),
    },
)
FAMILY = Words(
    "family",
    {
        "acquisition": Text("Acquisition", "Acquisition"),
        "conversion": Text("Conversion", "Conversion"),
        "loyalty": Text("Fidélisation", "Loyalty"),
        "financial": Text("Finance", "Financial"),
    },
)
HORIZON = Words("horizon", {"short": Text("Court", "Short"), "long": Text("Long", "Long")})
KPI_KIND = Words("kpi_kind", {"volume": Text("Volume", "Volume"), "rate": Text("Taux", "Rate"), "value": Text("Valeur", "Value")})
PROFILE = Words(
    "profile",
    {
        "cumulative": Text("Cumul", "Cumulative"),
        "trajectory": Text("Trajectoire", "Trajectory"),
        "level": Text("Niveau", "Level"),
    },
)
DIRECTION = Words("direction", {"up": Text("Hausse", "Up"), "down": Text("Baisse", "Down")})
UNIT = Words(
    "unit",
    {
        "count": Text("nombre", "count"),
        "EUR": Text("€", "EUR"),
        "share": Text("%", "%"),
        "ratio": Text("ratio", "ratio"),
        "score": Text("score", "score"),
    },
)
FREQUENCY = Words(
    "frequency",
    {
        "weekly": Text("Hebdomadaire", "Weekly"),
        "monthly": Text("Mensuelle", "Monthly"),
        "quarterly": Text("Trimestrielle", "Quarterly"),
        "semiannual": Text("Semestrielle", "Semiannual"),
    },
)
METHOD = Words(
    "method",
    {
        "ab_test": Text("Test A/B", "A/B test"),
        "control_zones": Text("Zones témoins", "Control zones"),
        "econometric": Text("Modèle économétrique", "Econometric model"),
        "attribution": Text("Attribution", "Attribution"),
        "declared": Text("Déclaratif", "Declared"),
    },
)
OUTCOME = Words(
    "outcome",
    {
        "pending": Text("En attente", "Pending"),
        "approved": Text("Accordée", "Approved"),
        "refused": Text("Refusée", "Refused"),
        "amended": Text("Amendée", "Amended"),
    },
)
CRITERION = Words(
    "criterion",
    {
        "alignment": Text("Alignement", "Alignment"),
        "sequence": Text("Séquence", "Sequence"),
        "indicators": Text("Indicateurs", "Indicators"),
        "adjustment": Text("Ajustement", "Adjustment"),
        "allocation": Text("Allocation", "Allocation"),
    },
)
REGION = Words(
    "region",
    {"metropole": Text("Métropole", "Mainland France"), "alsace-moselle": Text("Alsace-Moselle", "Alsace-Moselle")},
)
KPI_STATUS = Words(
    "kpi_status",
    {
        "reached": Text("atteint", "reached"),
        "watch": Text("à surveiller", "to watch"),
        "alert": Text("en alerte", "in alert"),
        "to_measure": Text("à mesurer", "to measure"),
    },
)
# Definition and precedence of the segments: addin/models/rfm.py. Every score falls in exactly one.
RFM_SEGMENT = Words(
    "rfm_segment",
    {
        "champions": Text("Champions", "Champions"),
        "promising_dormants": Text("Dormants prometteurs", "Promising dormants"),
        "loyal": Text("Fidèles", "Loyal"),
        "big_spenders": Text("Gros paniers", "Big spenders"),
        "new": Text("Nouveaux", "New"),
        "potential_loyalists": Text("Fidèles potentiels", "Potential loyalists"),
        "need_attention": Text("À surveiller", "Need attention"),
        "about_to_sleep": Text("Bientôt endormis", "About to sleep"),
        "at_risk": Text("À risque", "At risk"),
        "hibernating": Text("En sommeil", "Hibernating"),
        "lost": Text("Perdus", "Lost"),
    },
)
ANSOFF = Words(
    "ansoff",
    {
        "penetration": Text("Pénétration de marché", "Market penetration"),
        "product_development": Text("Développement de produit", "Product development"),
        "market_development": Text("Développement de marché", "Market development"),
        "diversification": Text("Diversification", "Diversification"),
    },
)
BAV_QUADRANT = Words(
    "bav_quadrant",
    {
        "new": Text("Nouvelle ou floue", "New or unfocused"),
        "niche": Text("Niche à potentiel", "Niche with potential"),
        "leader": Text("Leader", "Leader"),
        "eroded": Text("Érodée", "Eroded"),
    },
)
ELASTICITY_CLASS = Words(
    "elasticity_class",
    {
        "elastic": Text("élastique", "elastic"),
        "inelastic": Text("inélastique", "inelastic"),
        "undetermined": Text("indéterminé", "undetermined"),
    },
)
