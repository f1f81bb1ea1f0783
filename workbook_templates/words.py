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
        "semiannual": Text("Semestrielle", "Half-yearly"),
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
RFM_METHOD = Words("rfm_method", {key: Text(key, key) for key in ("quantile", "ntile", "nested")})
CLV_MODEL = Words("clv_model", {key: Text(key, key) for key in ("BG/NBD", "MBG/NBD", "PARETO/NBD")})
ATTRIBUTION_MODEL = Words(
    "attribution_model",
    {
        "markov": Text("markov", "markov"),
        "first": Text("premier", "first"),
        "last": Text("dernier", "last"),
        "linear": Text("linéaire", "linear"),
        "position": Text("position", "position"),
        "time_decay": Text("décroissance", "time_decay"),
        "shapley": Text("shapley", "shapley"),
    },
)
LANGUAGE = Words("language", {"fr": Text("fr", "fr"), "en": Text("en", "en")})
GRAIN = Words("grain", {"week": Text("semaine", "week"), "month": Text("mois", "month")})
RACI_LETTER = Words("raci_letter", {letter: Text(letter, letter) for letter in "RACI"})
BAV_PILLAR = Words(
    "bav_pillar",
    {
        "differentiation": Text("Différenciation", "Differentiation"),
        "relevance": Text("Pertinence", "Relevance"),
        "esteem": Text("Estime", "Esteem"),
        "knowledge": Text("Connaissance", "Knowledge"),
        "none": Text("Aucun", "None"),
    },
)
DECLINE_CHOICE = Words(
    "decline_choice",
    {"revive": Text("Relancer", "Revive"), "harvest": Text("Récolter", "Harvest"), "stop": Text("Arrêter", "Stop")},
)
SCENARIO = Words(
    "scenario",
    {
        "prudent": Text("Prudent", "Conservative"),
        "central": Text("Central", "Central"),
        "ambitious": Text("Ambitieux", "Ambitious"),
    },
)
EXCLUSIVITY = Words(
    "exclusivity_kind",
    {
        "none": Text("Aucune", "None"),
        "territory": Text("Territoire", "Territory"),
        "product": Text("Produit", "Product"),
        "both": Text("Territoire et produit", "Territory and product"),
    },
)
RFM_METHOD = Words(
    "rfm_method",
    {
        "quantile": Text("quantile", "quantile"),
        "ntile": Text("effectifs égaux", "ntile"),
        "nested": Text("imbriqué", "nested"),
    },
)
RFM_MEASURE = Words(
    "rfm_measure",
    {
        "customers": Text("clients", "customers"),
        "revenue": Text("chiffre d'affaires", "revenue"),
        "mean_monetary": Text("montant moyen", "mean_monetary"),
    },
)
# The marketing programme each RFM segment calls for.
RFM_PROGRAMME = Words(
    "rfm_programme",
    {
        "champions": Text(
            "Ambassadeurs : avant-premières, parrainage, reconnaissance ; aucune remise.",
            "Ambassadors: previews, referrals, recognition; no discount.",
        ),
        "promising_dormants": Text(
            "Réactivation personnelle : appel ou courrier, offre de retour limitée dans le temps.",
            "Personal win-back: a call or a letter, a time-limited return offer.",
        ),
        "loyal": Text(
            "Fidélité : paliers, services réservés, vente croisée vers les gammes supérieures.",
            "Loyalty: tiers, exclusive services, cross-selling into higher ranges.",
        ),
        "big_spenders": Text(
            "Fréquence : rappel d'usage, abonnement ou réassort, conseil dédié.",
            "Frequency: usage reminders, subscription or restocking, a dedicated adviser.",
        ),
        "new": Text(
            "Bienvenue : prise en main, second achat dans les 60 jours, collecte des préférences.",
            "Welcome: onboarding, a second purchase within 60 days, preference capture.",
        ),
        "potential_loyalists": Text(
            "Adhésion : entrée au programme de fidélité, recommandation de produits complémentaires.",
            "Membership: enrolment in the loyalty programme, recommendations of complementary products.",
        ),
        "need_attention": Text(
            "Relance : offre sur la catégorie habituelle, enquête courte de satisfaction.",
            "Follow-up: an offer on the usual category, a short satisfaction survey.",
        ),
        "about_to_sleep": Text(
            "Réveil : nouveautés et meilleures ventes, incitation modeste, canal le moins cher.",
            "Wake-up: new products and best sellers, a modest incentive, the cheapest channel.",
        ),
        "at_risk": Text(
            "Reconquête : comprendre le départ, offre ciblée, dernier contact avant mise en sommeil.",
            "Win-back: understand why they left, a targeted offer, a last contact before standing down.",
        ),
        "hibernating": Text(
            "Entretien : un à deux messages par an, sans remise, lors des temps forts.",
            "Maintenance: one or two messages per year, without a discount, at peak times.",
        ),
        "lost": Text(
            "Sobriété : aucun média payant, nettoyage des fichiers, exclusion des ciblages.",
            "Restraint: no paid media, list cleaning, exclusion from targeting.",
        ),
    },
)
CLV_MODEL = Words(
    "clv_model",
    {
        "BG/NBD": Text("BG/NBD", "BG/NBD"),
        "MBG/NBD": Text("MBG/NBD", "MBG/NBD"),
        "PARETO/NBD": Text("PARETO/NBD", "PARETO/NBD"),
    },
)
TIME_UNIT = Words("time_unit", {"day": Text("jour", "day"), "week": Text("semaine", "week"), "month": Text("mois", "month")})
# What holds a channel where CPA_PLAN puts it: addin/models/cpa_plan.py. Marginal costs are equal on the rows at the optimum.
CPA_STATUS = Words(
    "cpa_status",
    {
        "optimal": Text("à l'optimum", "at the optimum"),
        "at_minimum": Text("au minimum", "at its minimum"),
        "at_maximum": Text("au maximum", "at its maximum"),
        "at_target": Text("plafonné au CPA cible", "capped at target CPA"),
        "above_target": Text("au-dessus du CPA cible", "above target CPA"),
        "no_result": Text("sans acquisition", "no acquisition"),
        "to_test": Text("à tester", "to test"),
    },
)
# Why CPA_REALLOCATE moves what is left of a channel's budget: addin/models/cpa_reallocation.py.
CPA_SHIFT = Words(
    "cpa_shift",
    {
        "raised": Text("Rapporte plus : hausse", "Brings more: raised"),
        "raised_to_limit": Text("Rapporte plus : hausse plafonnée", "Brings more: raised to the limit"),
        "cut": Text("Rapporte moins : baisse", "Brings less: cut"),
        "cut_to_limit": Text("Rapporte moins : baisse plafonnée", "Brings less: cut to the limit"),
        "balanced": Text("À l'équilibre : inchangé", "Balanced: unchanged"),
        "absorbs": Text("Absorbe un dépassement", "Absorbs an overspend"),
        "no_history": Text("Sans historique : inchangé", "No history: unchanged"),
        "no_acquisition": Text("Aucune acquisition pour juger : inchangé", "No acquisition to judge by: unchanged"),
        "exhausted": Text("Enveloppe épuisée", "Budget used up"),
    },
)
FINDING_LEVEL = Words(
    "finding_level",
    {"error": Text("erreur", "error"), "warning": Text("avertissement", "warning"), "info": Text("information", "info")},
)
BAV_METHOD = Words(
    "bav_method",
    {"geometric": Text("géométrique", "geometric"), "product": Text("produit", "product"), "mean": Text("moyenne", "mean")},
)
COMMERCIAL_EVENT = Words(
    "commercial_event",
    {"sales": Text("Soldes", "Sales"), "feast": Text("Fête", "Feast"), "peak": Text("Temps fort", "Peak")},
)
