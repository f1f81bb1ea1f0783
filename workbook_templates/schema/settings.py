"""Paramètres: what holds for the whole plan, the roles, the days nobody works."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.spec import Card, Column, Importance, Kind, ResultArea, Setting, Sheet, Table
from workbook_templates.text import Text

_PLAN = Text("Le plan", "The plan")
_MONEY = Text("L’argent", "Money")
_MODELS = Text("Les modèles", "The models")
_CALENDAR = Text("Le calendrier et la charge", "Calendar and load")
_MARKET = Text("Part de marché", "Market share")
_PRIVACY = Text("Le document", "The document")

SETTINGS: tuple[Setting, ...] = (
    Setting(
        key="language", label=Text("Langue du classeur", "Workbook language"), kind=Kind.CHOICE, choices=words.LANGUAGE,
        required=True, default="fr", defined_name="Langue", group=_PLAN,
        help=Text("Langue des résultats et du plan Word : fr ou en.", "Language of results and of the Word plan: fr or en."),
    ),
    Setting(key="company", label=Text("Société", "Company"), required=True,
            help=Text("Nom imprimé en couverture.", "Name printed on the cover.")),
    Setting(key="brand", label=Text("Marque", "Brand"), help=Text("Si elle diffère de la société.", "If it differs from the company.")),
    Setting(key="plan_title", label=Text("Titre du plan", "Plan title"), required=True,
            default=Text("Plan marketing opérationnel", "Operational marketing plan")),
    Setting(key="plan_version", label=Text("Version", "Version"), required=True, default="1.0"),
    Setting(
        key="plan_stage", label=Text("Moment du plan", "Plan stage"), kind=Kind.CHOICE, choices=words.STAGE, required=True, default="signature",
        help=Text(
            "Signature : rien n’est mesuré encore. Revues : les écarts et la réallocation passent devant.",
            "Signature: nothing is measured yet. Reviews: gaps and reallocation come first.",
        ),
    ),
    Setting(key="plan_start", label=Text("Début du plan", "Plan start"), kind=Kind.DATE, required=True,
            help=Text("Premier jour de l’exercice ; il peut commencer un autre mois que janvier.",
                      "First day of the fiscal year; it may start in another month than January.")),
    Setting(key="plan_end", label=Text("Fin du plan", "Plan end"), kind=Kind.DATE, required=True),
    Setting(
        key="as_of", label=Text("Date d’arrêté", "As-of date"), kind=Kind.DATE, required=True,
        help=Text(
            "Le « aujourd’hui » de tous les calculs. Une date fixe : le plan imprimé garde ses chiffres.",
            "The “today” of every computation. A fixed date: the printed plan keeps its figures.",
        ),
    ),
    Setting(key="strategic_link", label=Text("Rattachement stratégique", "Strategic link"),
            help=Text("Le plan d’entreprise que ce plan sert, en une phrase.", "The company plan this plan serves, in one sentence.")),
    Setting(key="currency", label=Text("Devise", "Currency"), kind=Kind.CHOICE, choices=words.CURRENCY, required=True, default="EUR", group=_MONEY),
    Setting(key="tax_basis", label=Text("Base des montants", "Basis of amounts"), kind=Kind.CHOICE, choices=words.TAX, required=True,
            default="excl_tax", help=Text("Une seule base dans tout le classeur.", "One basis in the whole workbook.")),
    Setting(key="vat_rate", label=Text("Taux de TVA", "VAT rate"), kind=Kind.SHARE, default=0.2, minimum=0, maximum=1,
            help=Text("Pour montrer le budget TTC à côté du HT.", "To show the budget with tax beside the one without.")),
    Setting(key="budget_total", label=Text("Enveloppe à approuver", "Envelope to approve"), kind=Kind.EUROS, required=True, minimum=0,
            help=Text("Les lignes de la feuille Budget doivent totaliser ce montant.", "The lines of the Budget sheet must add up to it.")),
    Setting(key="budget_previous", label=Text("Budget de l’exercice précédent", "Previous budget"), kind=Kind.EUROS, minimum=0),
    Setting(key="revenue_previous", label=Text("Chiffre d’affaires précédent", "Previous revenue"), kind=Kind.EUROS, minimum=0),
    Setting(key="revenue_target", label=Text("Chiffre d’affaires visé", "Revenue target"), kind=Kind.EUROS, minimum=0),
    Setting(
        key="gross_margin", label=Text("Taux de marge brute", "Gross margin"), kind=Kind.SHARE, required=True, minimum=0, maximum=1,
        help=Text(
            "Sans lui, ROMI et CLV seraient calculés sur le chiffre d’affaires et paraîtraient trop beaux.",
            "Without it ROMI and CLV would be computed on revenue and look too good.",
        ),
    ),
    Setting(key="discount_annual", label=Text("Taux d’actualisation annuel", "Annual discount rate"), kind=Kind.SHARE, default=0.08,
            minimum=0, maximum=1, group=_MODELS),
    Setting(key="clv_to_cpa", label=Text("Ratio CLV sur CPA visé", "CLV to CPA ratio"), kind=Kind.NUMBER, default=3, minimum=0.1,
            help=Text("3 : un client doit valoir trois fois ce qu’il coûte.", "3: a customer must be worth three times their cost.")),
    Setting(key="elasticity_spend", label=Text("Élasticité de la dépense", "Spend elasticity"), kind=Kind.NUMBER, default=0.7, minimum=0, maximum=1,
            help=Text("0,7 : doubler un canal donne 62 % d’acquisitions en plus.", "0.7: doubling a channel gives 62% more acquisitions.")),
    Setting(key="clv_horizon_weeks", label=Text("Horizon de la CLV", "CLV horizon"), kind=Kind.INTEGER, default=104, minimum=1,
            unit=Text("semaines", "weeks")),
    Setting(key="clv_holdout_weeks", label=Text("Semaines de contrôle du modèle", "Weeks held out"), kind=Kind.INTEGER, minimum=1,
            unit=Text("semaines", "weeks"),
            help=Text("Facultatif : le modèle est ajusté sans ces dernières semaines, puis comparé à elles.",
                      "Optional: the model is fitted without these last weeks, then compared with them.")),
    Setting(key="clv_model", label=Text("Modèle d’achat de la CLV", "CLV purchase model"), kind=Kind.CHOICE, choices=words.CLV_MODEL, default="BG/NBD",
            help=Text("BG/NBD croit vivants tous les clients d’un seul achat ; les deux autres non.",
                      "BG/NBD takes every one-time buyer as alive; the other two do not.")),
    Setting(key="rfm_bins", label=Text("Classes RFM", "RFM classes"), kind=Kind.INTEGER, default=5, minimum=3, maximum=5),
    Setting(key="rfm_method", label=Text("Méthode des classes RFM", "RFM class method"), kind=Kind.CHOICE, choices=words.RFM_METHOD,
            default="quantile"),
    Setting(key="migration_from", label=Text("Date de départ des migrations", "Migration from"), kind=Kind.DATE,
            help=Text("Compare les segments RFM de cette date à ceux de la date d’arrêté.",
                      "Compares the RFM segments of this date with those of the as-of date.")),
    Setting(key="attribution_model", label=Text("Modèle d’attribution", "Attribution model"), kind=Kind.CHOICE, choices=words.ATTRIBUTION_MODEL,
            default="markov"),
    Setting(key="use_attribution", label=Text("CPA d’après l’attribution", "CPA from attribution"), kind=Kind.YES, default=False,
            help=Text("Oui : les acquisitions passées sont réparties entre canaux selon les parcours, non au dernier clic.",
                      "Yes: past acquisitions are shared among channels from the journeys, not by last click.")),
    Setting(key="region", label=Text("Région des jours fériés", "Holiday region"), kind=Kind.CHOICE, choices=words.REGION, required=True,
            default="metropole", group=_CALENDAR),
    Setting(key="solidarity_day", label=Text("Lundi de Pentecôte travaillé", "Whit Monday worked"), kind=Kind.YES, required=True, default=False),
    Setting(key="workload_limit_days", label=Text("Charge maximale par semaine", "Weekly load limit"), kind=Kind.NUMBER, default=4.5,
            minimum=0, maximum=7, unit=Text("jours", "days")),
    Setting(key="market_customers", label=Text("Clients sur le marché", "Customers in the market"), kind=Kind.INTEGER, minimum=0, group=_MARKET,
            help=Text("Pour traduire un gain de part de marché en nouveaux clients par trimestre.",
                      "To turn a gain of market share into new customers per quarter.")),
    Setting(key="share_now", label=Text("Part de marché actuelle", "Market share now"), kind=Kind.SHARE, minimum=0, maximum=1),
    Setting(key="share_target", label=Text("Part de marché visée", "Market share target"), kind=Kind.SHARE, minimum=0, maximum=1),
    Setting(key="churn_rate", label=Text("Attrition annuelle", "Annual churn"), kind=Kind.SHARE, minimum=0, maximum=1),
    Setting(key="share_years", label=Text("Durée pour l’atteindre", "Time to reach it"), kind=Kind.INTEGER, default=3, minimum=1, maximum=10,
            unit=Text("années", "years")),
    Setting(
        key="show_customer_ids", label=Text("Identifiants clients dans le plan Word", "Customer ids in the Word plan"), kind=Kind.YES, default=False,
        group=_PRIVACY,
        help=Text("Non par défaut : le plan circule, les données personnelles ne doivent pas le suivre (RGPD).",
                  "No by default: the plan circulates, personal data must not follow it (GDPR)."),
    ),
)  # fmt: skip

SETTINGS_TABLE = Table(
    name="Settings",
    title=Text("Paramètres du plan", "Plan settings"),
    importance=Importance.ESSENTIAL,
    fixed=True,
    columns=(
        Column("label", "Paramètre", "Setting", width=34),
        Column("value", "Valeur", "Value", width=34),
        Column("unit", "Unité", "Unit", width=9),
        Column("help", "Aide", "Help", width=64),
    ),
)

ROLES = Table(
    name="Roles",
    title=Text("Rôles", "Roles"),
    importance=Importance.ESSENTIAL,
    help=Text("Des rôles, pas des noms : le plan survit aux mutations.", "Roles, not names: the plan outlives transfers."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True, help=Text("Deux à quatre lettres, par exemple DM.", "Two to four letters, e.g. DM.")),
        Column("label", "Rôle", "Role", required=True, width=30),
        Column("holder", "Titulaire", "Holder", width=20,
               help=Text("Facultatif : le nom n’apparaît que dans le bloc de signature.", "Optional: the name only shows in the signature block.")),
        Column("team", "Équipe", "Team", Kind.CHOICE, choices=words.TEAM, required=True),
        Column("headcount", "Effectif", "Headcount", Kind.NUMBER, minimum=0),
        Column("capacity_days_week", "Capacité en jours par semaine", "Capacity in days a week", Kind.NUMBER, required=True, minimum=0, maximum=60,
               decimals=1, width=13),
        Column("load_peak", "Pic de charge", "Load peak", Kind.NUMBER, decimals=1,
               formula='IF([@id]="","",IF(ISNUMBER(MATCH([@id],INDEX(r_load,0,1),0)),MAX(INDEX(r_load,MATCH([@id],INDEX(r_load,0,1),0),0)),0))'),
    ),
    starter=(
        {"id": "DG", "label": Text("Direction générale", "General management"), "team": "leadership", "headcount": 1, "capacity_days_week": 0.5},
        {"id": "DM", "label": Text("Direction marketing", "Marketing director"), "team": "marketing", "headcount": 1, "capacity_days_week": 4},
        {"id": "DIG", "label": Text("Responsable digital", "Digital manager"), "team": "marketing", "headcount": 1, "capacity_days_week": 4.5},
        {"id": "CRM", "label": Text("Responsable relation client", "CRM manager"), "team": "marketing", "headcount": 1, "capacity_days_week": 4.5},
        {"id": "COM", "label": Text("Responsable communication", "Communication manager"), "team": "marketing", "headcount": 1,
         "capacity_days_week": 4.5},
        {"id": "FIN", "label": Text("Contrôle de gestion", "Financial control"), "team": "other", "headcount": 1, "capacity_days_week": 1},
    ),
    blank_rows=2,
)  # fmt: skip

CLOSURES = Table(
    name="Closures",
    title=Text("Fermetures de l’entreprise", "Company closures"),
    importance=Importance.USEFUL,
    help=Text(
        "Ponts et congés collectifs ; les jours fériés sont déjà comptés.",
        "Bridge days and collective leave; public holidays are already counted.",
    ),
    columns=(
        Column("date", "Date", "Date", Kind.DATE, required=True),
        Column("label", "Motif", "Reason", width=30),
    ),
)

R_HOLIDAYS = ResultArea(
    name="r_holidays",
    title=Text("Jours fériés comptés", "Public holidays counted"),
    formula="FRENCH_HOLIDAYS(YEAR(plan_start)-1,YEAR(plan_end)+1,region,solidarity_day)",
    when='AND(plan_start<>"",plan_end<>"")',
    columns=(Column("date", "date", "date", Kind.DATE), Column("name", "nom", "name", width=26)),
)

SHEET = Sheet(
    key="settings",
    title=Text("Paramètres", "Settings"),
    heading=Text("Paramètres du plan", "Plan settings"),
    purpose=Text(
        "Ce qui vaut pour tout le classeur : société, dates, enveloppe, marge, réglages des modèles, rôles et jours fermés.",
        "What holds for the whole workbook: company, dates, envelope, margin, model options, roles and closed days.",
    ),
    cards=(
        Card(label=Text("Durée du plan en mois", "Plan length in months"), kind=Kind.INTEGER,
             formula='IF(OR(plan_start="",plan_end=""),"",ROUND((plan_end-plan_start)/30.4375,0))'),
        Card(label=Text("Exercice écoulé", "Year elapsed"), kind=Kind.SHARE, name="share_elapsed",
             formula='IF(OR(plan_start="",plan_end="",as_of=""),"",MAX(0,MIN(1,(as_of-plan_start)/(plan_end-plan_start+1))))'),
    ),
    blocks=(SETTINGS_TABLE, ROLES, CLOSURES, R_HOLIDAYS),
)  # fmt: skip
