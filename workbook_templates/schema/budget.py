"""Budget: the only place where money is typed; acquisition by cost per customer, months, scenarios."""

from __future__ import annotations

from workbook_templates import words
from workbook_templates.schema.idioms import name_of
from workbook_templates.schema.spec import Card, Cell, Chart, Column, Grid, Importance, Kind, ResultArea, Sheet, Table
from workbook_templates.text import Text

BUDGET_LINES = Table(
    name="BudgetLines",
    title=Text("Lignes de budget, par trimestre du plan", "Budget lines, by plan quarter"),
    importance=Importance.ESSENTIAL,
    help=Text("Vingt à soixante lignes ; toute dépense du plan est ici, et nulle part ailleurs.",
              "Twenty to sixty lines; every expense of the plan is here, and nowhere else."),
    columns=(
        Column("id", "Id", "Id", Kind.ID, required=True),
        Column("label", "Dépense", "Expense", required=True, width=34),
        Column("action", "Action", "Action", Kind.REF, ref="Actions", help=Text("Requise, sauf pour la réserve.", "Required, except for the reserve.")),
        Column("objective", "Objectif", "Objective", width=9, minor=True,
               formula=name_of("Actions", "action", of="objective")),
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels"),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", width=9),
        Column("nature", "Nature", "Nature", Kind.CHOICE, choices=words.NATURE, required=True, width=15),
        *(
            Column(f"q{i}", f"T{i}", f"Q{i}", Kind.EUROS, minimum=0,
                   above=f'IF(plan_start="","",EDATE(plan_start,{3 * i - 3}))')
            for i in range(1, 5)
        ),
        Column("total", "Total prévu", "Planned", Kind.EUROS, formula='IF([@id]="","",SUM([@q1:q4]))'),
        Column("acquisition", "Compte dans le CPA", "Counts in CPA", Kind.YES, width=11,
               help=Text("Oui pour ce qui recrute des clients ; Non pour outils, études, formation.",
                         "Yes for what recruits customers; No for tools, research, training.")),
        Column("committed", "Engagé", "Committed", Kind.EUROS, minimum=0),
        Column("invoiced", "Facturé", "Invoiced", Kind.EUROS, minimum=0),
        Column("left", "Reste à engager", "Left to commit", Kind.EUROS, formula='IF([@id]="","",[@total]-N([@committed]))'),
        Column("supplier", "Fournisseur", "Supplier", width=20),
        Column("note", "Note", "Note", width=30),
    ),
    blank_rows=25,
)  # fmt: skip

_ROW_BUDGET = (
    'IF([@channel]="","",IF(COUNTIFS(Acquisition[channel],[@channel])>1,'
    "SUMIFS(BudgetLines[{0}],BudgetLines[channel],[@channel],BudgetLines[segment],[@segment],BudgetLines[acquisition],{{yes.yes}}),"
    "SUMIFS(BudgetLines[{0}],BudgetLines[channel],[@channel],BudgetLines[acquisition],{{yes.yes}})))"
)

ACQUISITION = Table(
    name="Acquisition",
    title=Text("Acquisition : le coût d’un client par canal", "Acquisition: the cost of a customer by channel"),
    importance=Importance.USEFUL,
    help=Text("Une ligne par canal, ou par segment × canal là où l’on pilote vraiment ainsi. Le proposé côtoie le choisi, il ne le remplace pas.",
              "One row per channel, or per segment × channel where it is really managed that way. The proposed stands beside the chosen, it never replaces it."),
    columns=(
        Column("channel", "Canal", "Channel", Kind.REF, ref="Channels", required=True),
        Column("segment", "Segment", "Segment", Kind.REF, ref="Segments", width=9),
        Column("label", "Nom du canal", "Channel name", width=28, minor=True,
               formula='IF([@channel]="","",INDEX(Channels[name],MATCH([@channel],Channels[id],0))&'
                       'IF(COUNTIFS(Acquisition[channel],[@channel])>1," × "&[@segment],""))'),
        Column("spend_previous", "Dépense précédente", "Previous spend", Kind.EUROS, minimum=0),
        Column("acquisitions_previous", "Clients recrutés avant", "Customers won before", Kind.INTEGER, minimum=0, width=11),
        Column("attributed", "Conversions attribuées", "Attributed conversions", Kind.NUMBER, decimals=1, width=12, minor=True,
               formula='IF(OR([@channel]="",ROWS(r_attribution)<2),"",IFERROR(INDEX(r_attribution,MATCH(INDEX(Channels[name],MATCH([@channel],Channels[id],0)),'
                       'INDEX(r_attribution,0,1),0),2)/COUNTIFS(Acquisition[channel],[@channel]),0))'),
        Column("attributed_value", "Valeur attribuée", "Attributed value", Kind.EUROS, minor=True,
               formula='IF(OR([@channel]="",ROWS(r_attribution)<2),"",IFERROR(INDEX(r_attribution,MATCH(INDEX(Channels[name],MATCH([@channel],Channels[id],0)),'
                       'INDEX(r_attribution,0,1),0),4)/COUNTIFS(Acquisition[channel],[@channel]),0))'),
        Column("journey_cost", "Dépense des parcours", "Spend of journeys", Kind.EUROS, minimum=0,
               help=Text("Dépense du canal sur la période des parcours de D_Parcours, pour le ROMI par attribution.",
                         "The channel’s spend over the period of the journeys in D_Journeys, for ROMI by attribution.")),
        Column("acquisitions_used", "Clients retenus", "Customers counted", Kind.NUMBER, decimals=0, width=11,
               formula='IF([@acquisitions_previous]="","",IF(AND(use_attribution={yes.yes},SUM(Acquisition[attributed])>0),'
                       'SUM(Acquisition[acquisitions_previous])*[@attributed]/SUM(Acquisition[attributed]),[@acquisitions_previous]))'),
        Column("move", "Variation", "Change", Kind.EUROS, minor=True, formula='IF([@channel]="","",N([@budget])-N([@spend_previous]))'),
        Column("clv_own", "CLV saisie", "CLV entered", Kind.EUROS, minimum=0,
               help=Text("Facultative : sans elle, la CLV du segment.", "Optional: without it, the segment’s CLV.")),
        Column("clv", "CLV retenue", "CLV used", Kind.EUROS, decimals=2,
               formula='IF([@channel]="","",IF([@clv_own]<>"",[@clv_own],IF([@segment]="","",INDEX(Segments[clv],MATCH([@segment],Segments[id],0)))))'),
        Column("cpa_previous", "CPA précédent", "Previous CPA", Kind.EUROS, decimals=2,
               formula='IF(OR([@acquisitions_used]="",N([@acquisitions_used])=0),"",CPA([@spend_previous],[@acquisitions_used]))'),
        Column("cpa_target", "CPA cible", "Target CPA", Kind.EUROS, decimals=2, formula='IF([@clv]="","",CPA_TARGET([@clv],clv_to_cpa))'),
        Column("budget", "Budget choisi", "Chosen budget", Kind.EUROS, formula=_ROW_BUDGET.format("total")),
        Column("min_budget", "Budget minimum", "Minimum budget", Kind.EUROS, minimum=0),
        Column("max_budget", "Budget maximum", "Maximum budget", Kind.EUROS, minimum=0),
        Column("proposed", "Budget proposé", "Proposed budget", Kind.EUROS,
               formula='IF(OR([@channel]="",ROWS(r_cpa)<2),"",INDEX(r_cpa,MATCH([@label],INDEX(r_cpa,0,1),0),5))'),
        Column("cpa_plan", "CPA prévu", "Planned CPA", Kind.EUROS, decimals=2,
               formula='IF(OR(N([@acquisitions_used])=0,N([@spend_previous])=0,N([@budget])=0),"",'
                       '[@budget]/([@acquisitions_used]*([@budget]/[@spend_previous])^elasticity_spend))',
               help=Text("CPA attendu au budget choisi, selon l’élasticité de la dépense.", "CPA expected at the chosen budget, from the spend elasticity.")),
        Column("spent_to_date", "Facturé à date", "Invoiced to date", Kind.EUROS, formula=_ROW_BUDGET.format("invoiced")),
        Column("acquisitions_to_date", "Clients recrutés à date", "Customers won to date", Kind.INTEGER, minimum=0, width=11),
        Column("cpa_to_date", "CPA à date", "CPA to date", Kind.EUROS, decimals=2,
               formula='IF(N([@acquisitions_to_date])=0,"",CPA([@spent_to_date],[@acquisitions_to_date]))'),
        Column("override_reason", "Dérogation", "Written exception", width=38,
               help=Text("Requise quand le CPA prévu dépasse le CPA cible : pourquoi garder ce canal ?",
                         "Required when the planned CPA exceeds the target: why keep this channel?")),
        Column("verdict", "Verdict", "Verdict", width=30,
               formula='IF(OR([@cpa_plan]="",[@cpa_target]=""),"",IF([@cpa_plan]<=[@cpa_target],{"sous le CPA cible"|"under the target CPA"},'
                       'IF([@override_reason]="",{"au-dessus, sans dérogation"|"above, no written exception"},{"au-dessus, motivé"|"above, with a reason"})))'),
    ),
    blank_rows=8,
)  # fmt: skip

_PLAN_ARGUMENTS = "Acquisition[label],Acquisition[spend_previous],Acquisition[acquisitions_used],Acquisition[clv]"

R_CPA = ResultArea(
    name="r_cpa",
    title=Text("Répartition proposée à dépense égale", "Proposed split at equal spend"),
    formula=f"CPA_PLAN({_PLAN_ARGUMENTS},SUM(Acquisition[budget]),Acquisition[min_budget],Acquisition[max_budget],elasticity_spend,clv_to_cpa)",
    guard=("Acquisition[channel]",),
    when="SUM(Acquisition[budget])>0",
    columns=(
        Column("channel", "canal", "channel", width=28),
        Column("current_cpa", "CPA actuel", "current_cpa", Kind.EUROS, decimals=2),
        Column("target_cpa", "CPA cible", "target_cpa", Kind.EUROS, decimals=2),
        Column("status", "statut", "status", width=24),
        Column("budget", "budget", "budget", Kind.EUROS),
        Column("expected_acquisitions", "acquisitions attendues", "expected_acquisitions", Kind.INTEGER, width=11),
        Column("expected_cpa", "CPA attendu", "expected_cpa", Kind.EUROS, decimals=2),
        Column("marginal_cpa", "CPA marginal", "marginal_cpa", Kind.EUROS, decimals=2),
        Column("expected_value", "valeur attendue", "expected_value", Kind.EUROS),
    ),
    rows=14,
)

R_REALLOCATION = ResultArea(
    name="r_reallocation",
    title=Text("Réallocation en cours d’exercice (revues)", "In-year reallocation (reviews)"),
    formula=(
        "CPA_REALLOCATE(Acquisition[label],Acquisition[budget],Acquisition[spent_to_date],Acquisition[acquisitions_to_date],Acquisition[clv],share_elapsed)"
    ),
    guard=("Acquisition[channel]",),
    when="AND(plan_stage<>{stage.signature},N(share_elapsed)>0,N(share_elapsed)<1)",
    columns=(
        Column("channel", "canal", "channel", width=28),
        Column("remaining", "reste", "remaining", Kind.EUROS),
        Column("new_remaining", "nouveau reste", "new_remaining", Kind.EUROS),
        Column("change", "écart", "change", Kind.EUROS),
        Column("reason", "raison", "reason", width=48),
    ),
    rows=14,
    lines=2,
)

BUDGET_MONTHS = Table(
    name="BudgetMonths",
    title=Text("Suivi mensuel : prévu, engagé, facturé, atterrissage", "Monthly follow-up: planned, committed, invoiced, forecast"),
    importance=Importance.USEFUL,
    fixed=True,
    columns=(
        Column("month", "Mois", "Month", Kind.INTEGER, width=8),
        Column("starts", "Premier jour", "First day", Kind.DATE, formula='IF(plan_start="","",EDATE(plan_start,[@month]-1))', minor=True),
        Column("planned", "Prévu", "Planned", Kind.EUROS,
               formula="SUM(INDEX(BudgetLines[q1:q4],0,INT(([@month]-1)/3)+1))/3", help=Text("Un tiers du trimestre.", "A third of the quarter.")),
        Column("committed", "Engagé du mois", "Committed in month", Kind.EUROS, minimum=0),
        Column("invoiced", "Facturé du mois", "Invoiced in month", Kind.EUROS, minimum=0),
        Column("forecast", "Atterrissage", "Forecast", Kind.EUROS, minimum=0,
               help=Text("Dépense finale attendue du mois ; vide : le prévu.", "Final spend expected in the month; blank: the planned one.")),
        Column("landing", "Dépense attendue", "Expected spend", Kind.EUROS,
               formula='IF([@invoiced]<>"",[@invoiced],IF([@forecast]<>"",[@forecast],[@planned]))'),
        Column("gap", "Écart au prévu", "Gap to plan", Kind.EUROS, formula="[@landing]-[@planned]"),
        Column("planned_incl_tax", "Prévu TTC", "Planned incl tax", Kind.EUROS,
               formula="[@planned]*IF(tax_basis={tax.excl_tax},1+N(vat_rate),1)"),
    ),
    starter=tuple({"month": month} for month in range(1, 13)),
)  # fmt: skip

_NATURES = tuple(words.NATURE.entries)


def _quarter(i: int) -> tuple[str, ...]:
    cells = tuple(f"=SUMIFS(BudgetLines[q{i}],BudgetLines[nature],{{nature.{nature}}})" for nature in _NATURES)
    return (f'={{"T{i}"|"Q{i}"}}', *cells, f"=SUM(BudgetLines[q{i}])")


QUARTERS = Grid(
    name="budget_by_quarter",
    title=Text("Budget par trimestre et par nature", "Budget by quarter and nature"),
    columns=(
        Column("quarter", "Trimestre", "Quarter", width=10),
        *(Column(key, text.fr, text.en, Kind.EUROS, width=12) for key, text in words.NATURE.entries.items()),
        Column("total", "Total", "Total", Kind.EUROS),
    ),
    rows=(
        *(_quarter(i) for i in range(1, 5)),
        (
            Text("Année", "Year"),
            *(f"=SUMIFS(BudgetLines[total],BudgetLines[nature],{{nature.{nature}}})" for nature in _NATURES),
            "=SUM(BudgetLines[total])",
        ),
    ),
    total=True,
)

_UP = 'SUMIF(Acquisition[move],">0")'
_DOWN = 'SUMIF(Acquisition[move],"<0")'
_OTHER = f"(SUM(BudgetLines[total])-N(budget_previous)-{_UP}-{_DOWN})"


def _step(label: Text, amount: str, before: str) -> tuple[Cell, ...]:
    """Return a step of the waterfall: its amount, the invisible base under it, its visible part up or down."""
    return (
        label,
        f"={amount}",
        f"=MIN({before},{before}+{amount})",
        f"=MAX(0,{amount})",
        f"=MAX(0,-({amount}))",
        0,
    )


WATERFALL = Grid(
    name="budget_waterfall",
    title=Text("De l’exercice précédent à celui-ci", "From last year to this one"),
    columns=(
        Column("step", "Étape", "Step", width=28),
        Column("amount", "Montant", "Amount", Kind.EUROS),
        Column("base", "Base", "Base", Kind.EUROS, minor=True),
        Column("up", "Hausse", "Up", Kind.EUROS),
        Column("down", "Baisse", "Down", Kind.EUROS),
        Column("level", "Niveau", "Level", Kind.EUROS),
    ),
    rows=(
        (Text("Exercice précédent", "Last year"), "=N(budget_previous)", 0, 0, 0, "=N(budget_previous)"),
        _step(Text("Canaux renforcés", "Channels raised"), _UP, "N(budget_previous)"),
        _step(Text("Canaux réduits", "Channels cut"), _DOWN, f"(N(budget_previous)+{_UP})"),
        _step(Text("Hors acquisition", "Outside acquisition"), _OTHER, f"(N(budget_previous)+{_UP}+{_DOWN})"),
        (Text("Ce plan", "This plan"), "=SUM(BudgetLines[total])", 0, 0, 0, "=SUM(BudgetLines[total])"),
    ),
)

_FACTORS = {"prudent": 0.9, "central": 1.0, "ambitious": 1.1}


def _scenario(key: str, factor: float) -> tuple[Cell, ...]:
    plan = (
        f"CPA_PLAN({_PLAN_ARGUMENTS},{factor}*SUM(Acquisition[budget]),"
        f'IF(Acquisition[min_budget]="","",{factor}*Acquisition[min_budget]),IF(Acquisition[max_budget]="","",{factor}*Acquisition[max_budget]),'
        "elasticity_spend,clv_to_cpa)"
    )
    empty = "OR(COUNTA(Acquisition[channel])=0,SUM(Acquisition[budget])=0)"
    return (
        words.SCENARIO.entries[key],
        factor,
        f'=IF(N(budget_total)=0,"",{factor}*budget_total)',
        f'=IF({empty},"",{factor}*SUM(Acquisition[budget]))',
        *(f'=IF({empty},"",INDEX({plan},COUNTA(Acquisition[channel])+2,{column}))' for column in (6, 7, 9)),
    )


SCENARIOS = Grid(
    name="scenarios",
    title=Text("Trois scénarios d’enveloppe", "Three envelope scenarios"),
    help=Text(
        "Chaque scénario applique son facteur aux budgets et à leurs bornes, puis répartit au mieux.",
        "Each scenario applies its factor to budgets and their bounds, then splits them at best.",
    ),
    columns=(
        Column("scenario", "Scénario", "Scenario", width=14),
        Column("factor", "Facteur", "Factor", Kind.SHARE),
        Column("envelope", "Enveloppe", "Envelope", Kind.EUROS),
        Column("acquisition", "Budget d’acquisition", "Acquisition budget", Kind.EUROS, width=13),
        Column("customers", "Clients attendus", "Expected customers", Kind.INTEGER, width=11),
        Column("cpa", "CPA attendu", "Expected CPA", Kind.EUROS, decimals=2),
        Column("value", "Valeur attendue", "Expected value", Kind.EUROS),
    ),
    rows=tuple(_scenario(key, factor) for key, factor in _FACTORS.items()),
    dynamic=True,
)

SHEET = Sheet(
    key="budget",
    title=Text("Budget", "Budget"),
    heading=Text("Budget : combien, pour quoi, avec quel retour ?", "Budget: how much, for what, with what return?"),
    purpose=Text(
        "Toutes les dépenses du plan, leur total face à l’enveloppe, le coût d’un client par canal et la répartition proposée.",
        "All the plan’s expenses, their total against the envelope, the cost of a customer by channel and the proposed split.",
    ),
    sostac=Text("A · Actions", "A · Actions"),
    cards=(
        Card(label=Text("Enveloppe", "Envelope"), kind=Kind.EUROS, formula='IF(budget_total="","",budget_total)'),
        Card(label=Text("Prévu", "Planned"), kind=Kind.EUROS, name="budget_planned", formula="SUM(BudgetLines[total])"),
        Card(label=Text("Écart à l’enveloppe", "Gap to envelope"), kind=Kind.EUROS, name="budget_gap", formula="SUM(BudgetLines[total])-N(budget_total)"),
        Card(label=Text("Engagé", "Committed"), kind=Kind.EUROS, name="budget_committed", formula="SUM(BudgetLines[committed])"),
        Card(label=Text("Facturé", "Invoiced"), kind=Kind.EUROS, name="budget_invoiced", formula="SUM(BudgetLines[invoiced])"),
        Card(label=Text("Réserve", "Reserve"), kind=Kind.EUROS, name="budget_reserve",
             formula="SUMIFS(BudgetLines[total],BudgetLines[nature],{nature.reserve})"),
        Card(label=Text("Prévu TTC", "Planned incl. tax"), kind=Kind.EUROS, name="budget_planned_incl_tax",
             formula="SUM(BudgetLines[total])*IF(tax_basis={tax.excl_tax},1+N(vat_rate),1)"),
        Card(label=Text("CPA moyen précédent", "Previous mean CPA"), kind=Kind.EUROS, decimals=2, name="cpa_mean_previous",
             formula='IF(SUM(Acquisition[acquisitions_previous])=0,"",SUM(Acquisition[spend_previous])/SUM(Acquisition[acquisitions_previous]))'),
    ),
    blocks=(BUDGET_LINES, ACQUISITION, R_CPA, R_REALLOCATION, QUARTERS, WATERFALL, BUDGET_MONTHS, SCENARIOS),
    charts=(
        Chart(kind="stacked", title=Text("Budget par trimestre et par nature", "Budget by quarter and nature"), source="budget_by_quarter",
              categories="quarter", values=_NATURES, rows=4, number_format='#,##0 "€"', width=760, height=380),
        Chart(kind="waterfall", title=Text("Du budget précédent à celui-ci", "From last year’s budget to this one"), source="budget_waterfall",
              categories="step", values=("base", "level", "up", "down"), rows=5, number_format='#,##0 "€"', width=560, height=380),
        Chart(kind="column", title=Text("Prévu et attendu, mois par mois", "Planned and expected, month by month"), source="BudgetMonths",
              categories="month", values=("planned", "landing"), rows=12, number_format='#,##0 "€"'),
    ),
    freeze_columns=2,
)  # fmt: skip
