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
IN_PROGRESS = Text("prévu ou en cours", "planned or in progress")
DONE = Text("terminé", "done")
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

# What a person put between two blocks, where it has no words.
SHOWN: dict[str, Text] = {
    "drawing": Text("une image", "a picture"),
    "pict": Text("une image", "a picture"),
    "object": Text("un objet", "an object"),
    "oMath": Text("une équation", "an equation"),
    "br": Text("un saut de page", "a page break"),
    "footnoteReference": Text("une note", "a note"),
    "endnoteReference": Text("une note", "a note"),
    "commentReference": Text("un commentaire", "a comment"),
}

# What became of a person's edits.
KEPT = Text("Retouche conservée : {place}, « {words} »{again}.", "Edit kept: {place}, “{words}”{again}.")
READ_AGAIN = Text(" ; ses données ont changé depuis, relisez-la", "; its data changed since, read it again")
ORPHANED = Text(
    "Retouche d'un passage que le plan n'a plus, gardée jusqu'à son retour : {place}, « {words} ».",
    "Edit of a passage the plan has no more, kept until it comes back: {place}, “{words}”.",
)
MOVED = Text(
    "Passage que vous aviez déplacé, remis à sa place : {place}.", "Passage you had moved, put back in its place: {place}."
)
REMOVED = Text("Passage que vous aviez retiré, laissé de côté : {place}.", "Passage you had removed, left out: {place}.")
UNMARKED = Text(
    "Commentaires, images, liens ou marques de révision perdus, les données ayant changé : {place}.",
    "Comments, pictures, links or tracked changes lost, as the data changed: {place}.",
)
HEADS_LOST = Text(
    "En-têtes et pieds de page retouchés, non repris (« {words} ») : mettez-les dans un modèle, donné par --template.",
    "Heads and feet of pages edited, not taken over (“{words}”): put them in a template, given by --template.",
)

TEMPLATE_DAMAGED = Text(
    "Le modèle Word est abîmé ou protégé par un mot de passe. Ouvrez-le dans Word, enregistrez-le sans mot de passe, puis recommencez.",
    "The Word template is damaged or locked by a password. Open it in Word, save it without a password, then try again.",
)
