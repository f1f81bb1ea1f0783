"""Appendix: the words of the plan, in a line each."""

from __future__ import annotations

from generator.blocks import Block
from generator.plan import Plan
from generator.prose import Prose
from generator.sections.base import columns, heading, row, table, words
from workbook_templates.text import Text

TITLE = Text("Glossaire", "Glossary")
_WORDS = (
    (Text("Ansoff", "Ansoff"), Text("Quatre voies de croissance, selon que produit et marché sont actuels ou nouveaux.", "Four growth options, depending on whether product and market are current or new.")),
    (Text("Attribution", "Attribution"), Text("Partage du mérite d'une vente entre les canaux du parcours.", "Sharing the credit for a sale among the channels of the journey.")),
    (Text("BAV", "BAV"), Text("Mesure de la marque sur quatre piliers : différenciation, pertinence, estime, connaissance.", "A measure of the brand on four pillars: differentiation, relevance, esteem, knowledge.")),
    (Text("CLV", "CLV"), Text("Valeur vie client : marge attendue d'un client, actualisée.", "Customer lifetime value: the discounted margin expected from a customer.")),
    (Text("CPA", "CPA"), Text("Coût par acquisition : dépense divisée par les nouveaux clients.", "Cost per acquisition: spend divided by new customers.")),
    (Text("Élasticité", "Elasticity"), Text("Variation en pour cent des volumes quand le prix varie de un pour cent.", "Percentage change in volume when price changes by one per cent.")),
    (Text("Fil rouge", "Ongoing action"), Text("Action permanente, à dates fixes, sans date au plus tard.", "A continuous action with fixed dates and no latest date.")),
    (Text("Jalon", "Milestone"), Text("Date qui commande les actions qui la préparent.", "A date that drives the actions that prepare for it.")),
    (Text("Marge (planning)", "Slack"), Text("Jours ouvrés dont une action peut glisser sans toucher son jalon.", "Working days an action can slip without affecting its milestone.")),
    (Text("OPP, IDP, PMC, PME", "OPP, IDP, PMC, PME"), Text("Prix optimal, prix d'indifférence, seuils bas et haut de la plage acceptée.", "Optimal price, indifference price, lower and upper bounds of the accepted range.")),
    (Text("RACE", "RACE"), Text("Étapes du parcours : atteindre, agir, convertir, engager.", "Stages of the journey: reach, act, convert, engage.")),
    (Text("RACI", "RACI"), Text("Qui réalise (R), approuve (A, un seul), est consulté (C), est informé (I).", "Who is responsible (R), accountable (A, one only), consulted (C) and informed (I).")),
    (Text("RFM", "RFM"), Text("Récence, fréquence, montant : trois notes qui classent les clients.", "Recency, frequency, monetary value: three scores that rank customers.")),
    (Text("ROMI", "ROMI"), Text("Marge gagnée par euro de marketing, une fois cet euro remboursé.", "Margin earned per euro of marketing, once that euro is paid back.")),
    (Text("ROPO", "ROPO"), Text("Préparer en ligne, acheter en magasin ; l'inverse s'appelle showrooming.", "Research online, purchase offline; the reverse is called showrooming.")),
    (Text("SMART", "SMART"), Text("Objectif spécifique, mesurable, atteignable, réaliste, daté.", "A specific, measurable, attainable, realistic, time-bound objective.")),
    (Text("SOSTAC®", "SOSTAC®"), Text("Situation, objectifs, stratégie, tactiques, actions, contrôle ; méthode de PR Smith.", "Situation, objectives, strategy, tactics, actions, control; PR Smith's method.")),
)  # fmt: skip


def context(plan: Plan) -> dict[str, object]:
    """Return nothing: the glossary is the same for every plan."""
    del plan
    return {}


def blocks(plan: Plan, prose: Prose) -> tuple[Block, ...]:
    """Return the appendix."""
    del plan
    heads = columns(
        prose, (Text("Terme", "Term"), "left", 1.6), (Text("Ce qu'il veut dire ici", "What it means here"), "left", 6.4)
    )
    rows = [row(words(prose, prose.say(term), bold=True), words(prose, prose.say(meaning))) for term, meaning in _WORDS]
    return heading(prose, "glossary", TITLE), table(
        prose, "glossary", Text("Termes du plan", "Terms of the plan"), heads, rows, compact=True
    )
