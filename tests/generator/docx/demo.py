"""A made-up plan with every kind of block, and characters that break careless writers."""

from __future__ import annotations

import datetime as dt
from html import escape

from generator.blocks import (
    Axis,
    Bullets,
    Card,
    Cell,
    ChartBlock,
    Column,
    Contents,
    Cover,
    Document,
    FigureIndex,
    GanttBlock,
    GanttRow,
    Heading,
    HeatCell,
    HeatGrid,
    KpiCards,
    PageBreak,
    Point,
    Prose,
    Quadrant,
    RaciBlock,
    RaciRow,
    Row,
    SectionBreak,
    Series,
    Signatory,
    SignatureBlock,
    SostacPage,
    SourceLine,
    TableBlock,
    Tile,
    bullets,
    cell,
    prose,
)  # fmt: skip
from generator.markup import runs
from workbook_templates.text import Lang

COMPANY = 'Dupont & Fils <Sports> "L\'Élan" 🚴 – 5 * 3'
D = dt.date


def document(*, lang: Lang = "fr", draft: bool = False, blocks: tuple | None = None) -> Document:
    """Return the demo plan."""
    return Document(
        title="Plan marketing opérationnel 2027", company=COMPANY, lang=lang, date=D(2027, 1, 4), author="Direction marketing",
        subject="SOSTAC", keywords=("plan", "RACE", "ROMI"), header="Plan marketing 2027", footer="Confidentiel", draft=draft,
        blocks=every_block() if blocks is None else blocks,
    )  # fmt: skip


def every_block() -> tuple:
    """Return the blocks, chapter by chapter."""
    return (*_front(), *_situation(), *_objectives(), *_strategy(), *_tactics(), *_actions(), *_control(), *_appendix())


def budget_table(bookmark: str = "t_budget", rows: int = 7) -> TableBlock:
    """Return a table of figures with a total and a group."""
    lines = [
        Row(
            cells=(
                cell(f"Canal n° {i}, réseaux sociaux et partenariats"), cell(f"{12 + i}\u00a0{500 + i}\u00a0€", source=f"Budget!C{4 + i}"),
                cell(f"{i},5\u00a0%"), cell(f"{38 + i}\u00a0€"), cell("Au-dessus" if i % 3 else "Tenu", tone="bad" if i % 3 else "good"),
            )
        )
        for i in range(rows)
    ]  # fmt: skip
    return TableBlock(
        caption="Budget et CPA par canal", bookmark=bookmark, source="Budget!A4:I20", notes=("CPA : coût par acquisition, hors frais fixes.",),
        columns=(
            Column(header="Canal"), Column(header="Budget", align="right"), Column(header="Part du total", align="right"),
            Column(header="CPA prévu", align="right"), Column(header="Statut", align="center"),
        ),
        rows=(
            Row(cells=(cell("Acquisition"),), kind="group"), *lines,
            Row(cells=(cell("Total"), cell("2\u00a0430\u00a0000\u00a0€"), cell("100\u00a0%"), cell("41\u00a0€"), cell("")), kind="total"),
        ),
    )  # fmt: skip


def _front() -> tuple:
    versions = TableBlock(
        caption="Versions", bookmark="versions",
        columns=(Column(header="Version"), Column(header="Date"), Column(header="Auteur"), Column(header="Ce qui change", weight=3)),
        rows=(
            Row(cells=(cell("1.0"), cell("04/01/2027"), cell("C. Martin"), cell("Version soumise à la direction"))),
            Row(cells=(cell("0.9"), cell("12/12/2026"), cell("C. Martin"), cell("Budget revu, étude de prix ajoutée"))),
        ),
    )  # fmt: skip
    cards = (
        Card(label="Chiffre d'affaires visé", value="12,4\u00a0M€", target="12,0\u00a0M€", trend="+\u00a08\u00a0% sur un an", owner="Dir. commerciale", status="Atteint", tone="good", source="Objectifs!F5"),
        Card(label="Nouveaux clients", value="18\u00a0200", target="20\u00a0000", trend="−\u00a09\u00a0%", owner="Acquisition", status="À surveiller", tone="watch", source="Objectifs!F6"),
        Card(label="CPA moyen", value="71\u00a0€", target="58\u00a0€", trend="+\u00a012\u00a0€", owner="Acquisition", status="En alerte", tone="bad", source="Budget!P9"),
        Card(label="CLV à 36 mois", value="118\u00a0€", trend="stable", owner="CRM", status="À mesurer", source="Clients!B8"),
        Card(label="ROMI", value="1,42\u00a0€ pour 1\u00a0€", target="1,30\u00a0€", owner="Contrôle", status="Atteint", tone="good", source="ROMI!H9"),
        Card(label="Budget engagé", value="2,43\u00a0M€", target="2,40\u00a0M€", owner="Dir. marketing", status="À surveiller", tone="watch"),
    )  # fmt: skip
    tiles = tuple(
        Tile(title=title, lines=tuple(runs(line) for line in lines))
        for title, lines in (
            ("Situation", ("Marché : +3 % par an, part de [7,2 %](Situation!C4).", "412 dormants prometteurs.")),
            ("Objectifs", ("O1 : 20 000 nouveaux clients.", "O2 : rétention de 55 % à 60 %.")),
            (
                "Stratégie",
                ("Pénétration d'abord : 62 % de l'investissement.", "Deux segments sur onze, les Champions et les Fidèles."),
            ),
            ("Tactiques", ("Prix tenu à 49 €.", "ROPO : le web prépare, le magasin conclut.")),
            ("Actions", ("25 actions, dont 4 concentrent 58 % du budget.", "Premier jalon : 14/06/2027.")),
            ("Contrôle", ("12 indicateurs RACE, revue mensuelle.", "ROMI visé : 1,42 € pour 1 €.")),
        )
    )
    return (
        Cover(
            title="Plan marketing opérationnel", company=COMPANY, period="Exercice 2027",
            facts=(("Moment du plan", "Signature"), ("Arrêté au", "04/01/2027"), ("Version", "1.0")), versions=versions,
        ),
        Heading(level=1, text="Décisions demandées", bookmark="decisions", numbering="none"),
        prose("**Le plan demande 2 décisions, dont 1 avant le 15/02/2027, pour 2,43 M€.**\n\nSans la décision D1, la rentrée est perdue."),
        SignatureBlock(
            text="Lu et approuvé, pour engagement du budget de 2,43 M€ :",
            signatories=(Signatory(role="Direction générale", name="A. Durand"), Signatory(role="Direction marketing"), Signatory(role="Direction financière")),
        ),
        Heading(level=1, text="Synthèse", bookmark="summary", numbering="none"),
        prose(
            f"**3 objectifs sur 4 tiennent leur trajectoire ; l'enveloppe de [2,43 M€](Paramètres!C14) vise 12,4 M€ de ventes.**\n\n"
            f"Chez {escape(COMPANY)}, le cas {escape('R&D <test>')} survit. La *rétention* progresse, le détail est au [@t_budget] et à la [@g_vw].\n\n"
            "- Un premier point, avec **du gras**.\n- Un second."
        ),
        KpiCards(cards),
        Heading(level=1, text="Le plan en une page", bookmark="sostac", numbering="none"),
        SostacPage(tiles),
        PageBreak(),
        Contents(),
    )  # fmt: skip


def _situation() -> tuple:
    swot = Quadrant(
        caption="Forces, faiblesses, opportunités, menaces", bookmark="q_swot", source="Situation!A30:D44",
        tiles=(
            Tile(title="Forces", tone="good", lines=(runs("Réseau de 42 magasins"), runs("Notoriété de 61 % (A03)"))),
            Tile(title="Faiblesses", tone="bad", lines=(runs("CPA deux fois celui du marché (A07)"),)),
            Tile(title="Opportunités", tone="accent", lines=(runs("Loi vélo 2027"), runs("Entreprises : forfait mobilités durables, encore peu équipé"))),
            Tile(title="Menaces", tone="watch", lines=(runs("Pure players à −12 %"), runs("Hausse du CPC"))),
        ),
    )  # fmt: skip
    grid = HeatGrid(
        caption="Clients par récence et fréquence", bookmark="h_rfm", row_title="Récence", column_title="Fréquence", source="Clients!A3:F8",
        row_labels=tuple("54321"), column_labels=tuple("12345"),
        cells=tuple(
            tuple(HeatCell(text=f"{(r + 1) * (c + 2) * 13}", intensity=(r + 1) * (c + 1) / 25, label="Champions" if r + c > 6 else "À risque", source=f"Clients!{'BCDEF'[c]}{4 + r}") for c in range(5))
            for r in range(5)
        ),
    )  # fmt: skip
    return (
        Heading(level=1, text="Situation", bookmark="situation"),
        Heading(level=2, text="Forces, faiblesses, opportunités, menaces", bookmark="swot"),
        prose("**Les 3 menaces et faiblesses les plus lourdes ont chacune une action en réponse.**"),
        swot,
        Heading(level=2, text="Santé de la marque", bookmark="bav"),
        prose("**L'Élan est plus estimée que connue : sa marge de progrès est la familiarité.**"),
        ChartBlock(
            kind="bubble", caption="Force et stature de la marque", bookmark="g_bav", alt="Nuage de quatre marques : L'Élan a une force de 62 et une stature de 41.",
            series=(
                Series(name="L'Élan", x=(41.0,), y=(62.0,), sizes=(8.0,), tone="accent"),
                Series(name="Concurrents", x=(70.0, 55.0, 30.0), y=(58.0, 40.0, 35.0), sizes=(14.0, 9.0, 5.0), labels=("Decath & Co", "Vélo+", "Roue libre"), tone="muted"),
            ),
            x_axis=Axis(title="Stature (estime et familiarité)", minimum=0, maximum=100), y_axis=Axis(title="Force (différence et pertinence)", minimum=0, maximum=100),
            source="Situation!A50:F54",
        ),
        Heading(level=2, text="Clients : segments et RFM", bookmark="rfm"),
        prose("**Les Champions pèsent 9 % des clients et 38 % du chiffre d'affaires ; ils reçoivent 12 % du budget.**\n\nLa grille se lit de bas en haut."),
        grid,
        Heading(level=2, text="Valeur vie client et 80/20", bookmark="clv"),
        ChartBlock(
            kind="pareto", caption="Valeur par dixième de clients", bookmark="g_pareto", alt="Le premier dixième porte 38 % de la valeur, les deux premiers 55 %.",
            categories=tuple(f"D{i}" for i in range(1, 11)), y_axis=Axis(title="Valeur (k€)", number_format="#,##0"), value_labels=True,
            series=(
                Series(name="Valeur", y=(380, 170, 120, 90, 70, 60, 45, 30, 20, 15)),
                Series(name="Part cumulée", y=(0.38, 0.55, 0.67, 0.76, 0.83, 0.89, 0.935, 0.965, 0.985, 1.0)),
            ),
        ),
        SourceLine("Clients!H3:J13"),
    )  # fmt: skip


def _objectives() -> tuple:
    smart = TableBlock(
        caption="Objectifs SMART", bookmark="t_smart", compact=True, source="Objectifs!A4:N8",
        columns=tuple(Column(header=h, align=a) for h, a in (("Id", "left"), ("Objectif", "left"), ("Indicateur", "left"), ("Départ", "right"), ("Cible", "right"), ("Échéance", "right"), ("Responsable", "left"), ("Verdict", "left"))),
        rows=tuple(
            Row(cells=(cell(f"O{i}"), cell("Recruter de nouveaux clients dans les zones périurbaines à forte densité de familles"), cell("Nouveaux clients (achats uniques)"),
                       cell("15\u00a0800"), cell("20\u00a0000"), cell("31/12/2027"), cell("Responsable acquisition"), cell("Vérifiable" if i % 2 else "À préciser", tone="good" if i % 2 else "watch")))
            for i in range(1, 6)
        ),
    )  # fmt: skip
    return (
        Heading(level=1, text="Objectifs", bookmark="objectives"),
        Heading(level=2, text="Objectifs SMART", bookmark="smart"),
        prose("**Les 5 objectifs sont vérifiables.**"),
        smart,
    )


def _strategy() -> tuple:
    return (
        Heading(level=1, text="Stratégie", bookmark="strategy"),
        Heading(level=2, text="Voies de croissance (Ansoff)", bookmark="ansoff"),
        Quadrant(
            caption="Matrice d'Ansoff", bookmark="q_ansoff", column_labels=("Produits existants", "Produits nouveaux"), row_labels=("Marchés existants", "Marchés nouveaux"),
            tiles=(
                Tile(title="Pénétration – 62 %", lines=(runs("A01 Conventions clubs"), runs("Marge espérée : [420 k€](Stratégie!H5)"))),
                Tile(title="Développement de produits – 21 %", lines=(runs("A09 Gamme enfant"),)),
                Tile(title="Développement de marchés – 17 %", lines=(runs("A12 Belgique"),)),
                Tile(title="Diversification – 0 %", tone="muted", lines=(runs("À l'étude : aucun euro engagé"),)),
            ),
        ),
    )  # fmt: skip


def _tactics() -> tuple:
    prices = tuple(float(p) for p in range(20, 85, 5))

    def curve(middle: float, slope: float, sign: int) -> tuple[float, ...]:
        return tuple(round(1 / (1 + 2.718 ** (-sign * (p - middle) / slope)), 4) for p in prices)

    return (
        Heading(level=1, text="Tactiques", bookmark="tactics"),
        Heading(level=2, text="Prix et sensibilité", bookmark="price"),
        prose("**À 49 €, le produit est dans la plage acceptée (38 € à 57 €) et à 2 € du prix optimal.**"),
        ChartBlock(
            kind="scatter", caption="Sensibilité au prix (Van Westendorp)", bookmark="g_vw", height_cm=9, source="Prix!A4:E320",
            alt="Quatre courbes de prix ; le point d'indifférence est à 47 €, l'optimum à 45 €.",
            series=(
                Series(name="Trop bon marché", x=prices, y=curve(32, 5, -1)), Series(name="Bon marché", x=prices, y=curve(45, 6, -1)),
                Series(name="Cher", x=prices, y=curve(50, 6, 1)), Series(name="Trop cher", x=prices, y=curve(62, 6, 1)),
            ),
            points=(Point(label="PMC 38 €", x=38, y=0.24), Point(label="Optimum 46 €", x=46, y=0.06), Point(label="PME 57 €", x=57, y=0.12)),
            x_axis=Axis(title="Prix (€)", minimum=20, maximum=80), y_axis=Axis(title="Part des réponses", number_format="0%", minimum=0, maximum=1),
        ),
        Heading(level=2, text="Mix par produit et phase de vie", bookmark="mix"),
        ChartBlock(
            kind="line", caption="Courbes de vie", bookmark="g_life", alt="Trois produits sur huit trimestres.", categories=tuple(f"T{i % 4 + 1} {2025 + i // 4}" for i in range(8)),
            series=(Series(name="Vélo ville", y=(10, 14, 19, 25, 28, 30, 31, 31)), Series(name="Pliant", y=(30, 29, 28, 25, 24, 22, 20, 17)), Series(name="Cargo", y=(None, None, 2, 4, 7, 11, 16, 22), dashed=True)),
            y_axis=Axis(title="Ventes (k€)", number_format="#,##0"),
        ),
        ChartBlock(
            kind="funnel", caption="Entonnoir RACE", bookmark="g_funnel", alt="De 240 000 visites à 2 100 clients fidèles.", height_cm=6,
            categories=("Atteindre", "Agir", "Convertir", "Engager"), series=(Series(name="Personnes", y=(240000, 61000, 18200, 9100)),), y_axis=Axis(number_format="#,##0"),
        ),
    )  # fmt: skip


def _actions() -> tuple:
    names = ("Brief et cadrage budgétaire", "Étude de prix Van Westendorp", "Comité de validation", "Production des contenus", "Paramétrage du CRM & scoring RFM",
             "Emailing de réactivation des dormants prometteurs", "Social Ads", "Salon du vélo", "Rentrée sportive", "Bilan ROMI")  # fmt: skip
    rows = tuple(
        GanttRow(
            id=f"A{i + 1:02d}", name=name, owner=("Dir. mkg", "Études", "CRM")[i % 3], start=D(2027, 1, 4) + dt.timedelta(days=32 * i),
            finish=D(2027, 1, 4) + dt.timedelta(days=32 * i + (0 if i in (2, 7) else 40)), milestone=i in (2, 7), critical=i in (1, 4, 8), late=i == 3,
            group="Préparer" if i < 5 else "Diffuser", source=f"Actions!B{5 + i}",
        )
        for i, name in enumerate(names)
    )  # fmt: skip
    letters = ("A R C C I I", "R A C  I I", "C I A/R R  I", "I C R A C I")
    raci = RaciBlock(
        caption="Qui fait quoi", bookmark="t_raci", roles=("Direction marketing", "CRM", "Acquisition", "Ventes", "Études", "Direction générale"), source="RACI!A3:H28",
        rows=tuple(RaciRow(id=f"A{i + 1:02d}", activity=name, letters=tuple(x if x.strip() else "" for x in letters[i % 4].replace("  ", " - ").replace("-", "").split(" ")[:6])) for i, name in enumerate(names)),
    )  # fmt: skip
    return (
        Heading(level=1, text="Actions", bookmark="actions"),
        Heading(level=2, text="Budget et CPA", bookmark="budget"),
        prose("**Les lignes dépassent l'enveloppe de 30 000 € : le plan n'est pas signable en l'état.**"),
        budget_table(),
        ChartBlock(
            kind="waterfall", caption="Du budget 2026 au budget 2027", bookmark="g_bridge", alt="De 2,1 M€ à 2,43 M€.", source="Budget!K4:L10",
            categories=("2026", "Inflation des médias", "Numérique", "Imprimés", "2027"), series=(Series(name="Budget", y=(2100, 150, 310, -130, 2430)),),
            totals=(True, False, False, False, True), y_axis=Axis(title="k€", number_format="#,##0"),
        ),
        ChartBlock(
            kind="stacked", caption="Budget par trimestre", bookmark="g_quarter", alt="Le troisième trimestre est le plus lourd.", categories=("T1", "T2", "T3", "T4"),
            series=tuple(Series(name=n, y=y) for n, y in (("Numérique", (210, 300, 420, 180)), ("Magasins", (100, 120, 160, 140)), ("Salons", (0, 180, 40, 0)))),
            y_axis=Axis(title="k€", number_format="#,##0"), value_labels=True,
        ),
        ChartBlock(
            kind="bar", horizontal=True, caption="Ventes attribuées par canal", bookmark="g_attrib", alt="Le référencement ouvre, l'e-mail conclut.",
            categories=("Référencement naturel", "E-mail", "Publicité sociale", "Affiliation"),
            series=(Series(name="Dernier clic", y=(0.22, 0.41, 0.17, 0.2)), Series(name="Parcours (Markov)", y=(0.38, 0.27, 0.22, 0.13))), y_axis=Axis(number_format="0%"), value_labels=True,
        ),
        Heading(level=2, text="Responsabilités et charge", bookmark="raci"),
        raci,
        SectionBreak("landscape"),
        Heading(level=2, text="Rétro-planning", bookmark="planning"),
        prose("**Les 2 jalons sont tenables ; la marge la plus faible est de 3 jours ouvrés, sur A05.**"),
        GanttBlock(caption="Rétro-planning 2027", bookmark="g_gantt", rows=rows, first_day=D(2027, 1, 4), weeks=52, today=D(2027, 3, 24), source="Actions!A4:M29"),
        SectionBreak("portrait"),
    )  # fmt: skip


def _control() -> tuple:
    return (
        Heading(level=1, text="Contrôle", bookmark="control"),
        Bullets((runs("Revue **mensuelle** des indicateurs"), runs("Revue trimestrielle du budget"))),
        bullets(("Si la rétention passe sous [52 %](Contrôle!E5), le CRM applique la séquence de réveil.",)),
        Prose((*prose("**Le plan obtient 3,8 sur 5.**").paragraphs, *prose("Une note de bas de section.").paragraphs)),
        TableBlock(
            caption="Tableau de bord RACE", bookmark="t_race", columns=(Column(header="Indicateur", weight=2), Column(header="Réel", align="right"), Column(header="Commentaire", weight=2)),
            rows=(Row(cells=(cell("Taux de rétention"), Cell(runs=runs("[54,2 %](Contrôle!F5)")), cell("=1+1 n'est pas une formule\nSeconde ligne"))),),
        ),
    )  # fmt: skip


def _appendix() -> tuple:
    return (
        Heading(level=1, text="Annexes", bookmark="appendices", numbering="none"),
        Heading(level=2, text="Méthodes et limites", bookmark="methods", numbering="appendix", new_page=False),
        prose("La valeur vie client suit le modèle BG/NBD."),
        Heading(level=2, text="Index des chiffres", bookmark="index", numbering="appendix"),
        FigureIndex("Index des chiffres du plan", "t_index"),
    )
