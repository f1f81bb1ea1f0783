"""The words Word's side writes by itself: labels of captions, footers, legends, lists."""

from __future__ import annotations

from workbook_templates.text import NBSP, Lang, Text


def labelled(label: str, value: str, lang: Lang) -> str:
    """Return a label and its value, with the colon of the language.

    >>> labelled("CLV", "118 €", "fr"), labelled("CLV", "€118", "en")
    ('CLV\\xa0: 118 €', 'CLV: €118')
    """
    return f"{label}{NBSP}: {value}" if lang == "fr" else f"{label}: {value}"


FIGURE = Text("Figure", "Figure")
TABLE = Text("Tableau", "Table")
CONTENTS = Text("Sommaire", "Contents")
FIGURES = Text("Table des figures", "List of figures")
TABLES = Text("Liste des tableaux", "List of tables")
PAGES_UNKNOWN = Text(
    "Numéros de page\u00a0: Word les écrit à l'impression, ou tout de suite par F9 dans le sommaire.",
    "Page numbers: Word writes them when it prints, or at once by F9 in the contents.",
)
SOURCE = Text("Source\u00a0: {text}", "Source: {text}")
NOTE = Text("Note\u00a0: {text}", "Note: {text}")
PAGE_OF = Text("Page {page} sur {pages}", "Page {page} of {pages}")
DRAFT = Text("PROJET", "DRAFT")

TARGET = Text("Cible\u00a0: {value}", "Target: {value}")

ACTION = Text("Action", "Action")
WHO = Text("Pilote", "Owner")
WEEK = Text("S{number}", "W{number}")
MILESTONE = Text("jalon", "milestone")
IN_PROGRESS = Text("prévu", "planned")
CRITICAL = Text("chemin critique", "critical path")
LATE = Text("en retard", "late")
THIS_WEEK = Text("semaine en cours", "current week")
GANTT_ALT = Text(
    "Rétro-planning par semaine, une ligne par action : barre marquée C pour le chemin critique, R pour un retard, ◆ pour un jalon.",
    "Retro-planning by week, one row an action: C marks the critical path, L a late action, ◆ a milestone.",
)
CONTINUED = Text("{caption} (suite, {part} sur {parts})", "{caption} (continued, {part} of {parts})")
FIRST_PART = Text("{caption} ({part} sur {parts})", "{caption} ({part} of {parts})")
LATE_LETTER = Text("R", "L")
CRITICAL_LETTER = Text("C", "C")

RACI_LEGEND: dict[str, Text] = {
    "R": Text("réalise", "responsible"),
    "A": Text("approuve", "accountable"),
    "C": Text("consulté", "consulted"),
    "I": Text("informé", "informed"),
}
RACI_ALT = Text(
    "Matrice RACI : une ligne par action, une colonne par rôle ; R réalise, A approuve, C consulté, I informé.",
    "RACI matrix: one row an action, one column a role; R responsible, A accountable, C consulted, I informed.",
)

SIGN_NAME = Text("Nom", "Name")
SIGN_DATE = Text("Date", "Date")
SIGN_SIGNATURE = Text("Signature", "Signature")
SIGN_ROLE = Text("Fonction", "Role")

INDEX_WHERE = Text("Où", "Where")
INDEX_FIGURE = Text("Chiffre [cellule]", "Figure [cell]")
INDEX_ALT = Text("Index des chiffres : où chacun est imprimé, sa valeur, sa cellule.", "Index of figures: where, value, cell.")

WATERFALL_TOTAL = Text("Niveau", "Level")
WATERFALL_UP = Text("Hausse", "Increase")
WATERFALL_DOWN = Text("Baisse", "Decrease")
WATERFALL_BASE = Text("Base (invisible)", "Base (hidden)")
CHART_LABELS = Text("Étiquettes (invisible)", "Labels (hidden)")
CUT_SCALE = Text(
    "L’échelle ne part pas de zéro, pour que les écarts se voient.",
    "The scale does not start at zero, so that the steps can be seen.",
)
BUBBLE_SIZE = Text("{name} (taille)", "{name} (size)")
DATA_SHEET = Text("Données", "Data")

OUTDATED = Text(
    "Texte retouché à la main\u00a0; les données de ce passage ont changé depuis. Relisez-le, ou relancez avec --fresh.",
    "Text edited by hand; the data of this passage have changed since. Read it again, or run with --fresh.",
)
