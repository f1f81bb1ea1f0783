"""Ansoff's matrix and the BAV power grid as worksheet functions."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import Argument, Column, Example, Function, Key, Kind, Message, Result, Rows, Shape
from workbook_templates.text import Text
from workbook_templates.words import ANSOFF as ANSOFF_WORDS
from workbook_templates.words import BAV_METHOD, BAV_QUADRANT

_POINTS = Text("points, 0 à 100", "points, 0 to 100")


def _ansoff(product_new: bool, market_new: bool) -> Key:
    from addin.models.ansoff import ansoff

    return Key(ansoff(product_new=product_new, market_new=market_new))


ANSOFF = Function(
    name="ANSOFF",
    family="ansoff",
    summary=Text("Stratégie de croissance selon ce qui est nouveau.", "Growth strategy, by what is new."),
    arguments=tuple(
        Argument(name=name, label=label, help=help_, kind=Kind.BOOLEAN, shape=Shape.COLUMN, aligned=True)
        for name, label, help_ in (
            (
                "product_new",
                Text("produit nouveau", "product_new"),
                Text("Oui si l'offre est nouvelle.", "Yes if the offer is new."),
            ),
            (
                "market_new",
                Text("marché nouveau", "market_new"),
                Text("Oui si le marché est nouveau.", "Yes if the market is new."),
            ),
        )
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    words=ANSOFF_WORDS.entries,
    example=Example((False, True), "Market development", "Ansoff (1957)"),
    source="H. I. Ansoff (1957), “Strategies for diversification”, Harvard Business Review 35(5)",
    compute=_ansoff,
)


def _bav(
    differentiation: float, relevance: float, esteem: float, knowledge: float, method: Any = "geometric"
) -> tuple[float, float, str]:
    from addin.models.bav import brand_health

    health = brand_health(differentiation=differentiation, relevance=relevance, esteem=esteem, knowledge=knowledge, method=method)
    return health.strength, health.stature, health.quadrant


BAV = Function(
    name="BAV",
    family="bav",
    summary=Text(
        "Force et stature d'une marque d'après ses quatre piliers, et son quadrant (mesure de type BAV).",
        "Strength and stature of a brand from its four pillars, and its quadrant (BAV-style reading).",
    ),
    arguments=(
        *(
            Argument(name=name, label=label, help=help_, shape=Shape.COLUMN, unit=_POINTS, aligned=True)
            for name, label, help_ in (
                ("differentiation", Text("différenciation", "differentiation"), Text("Différenciation.", "Differentiation.")),
                ("relevance", Text("pertinence", "relevance"), Text("Pertinence.", "Relevance.")),
                ("esteem", Text("estime", "esteem"), Text("Estime.", "Esteem.")),
                ("knowledge", Text("connaissance", "knowledge"), Text("Connaissance.", "Knowledge.")),
            )
        ),
        Argument(
            name="method",
            label=Text("méthode", "method"),
            help=Text(
                "Géométrique √(xy), produit xy/100 ou moyenne (x + y)/2.",
                "Geometric √(xy), product xy/100 or mean (x + y)/2.",
            ),
            kind=Kind.TEXT,
            choices=BAV_METHOD,
            default="geometric",
        ),
    ),
    result=Result.TABLE,
    rows=Rows.ELEMENTWISE,
    columns=(
        Column("strength", "force", _POINTS),
        Column("stature", "stature", _POINTS),
        Column("quadrant", "quadrant", words=BAV_QUADRANT),
    ),
    messages={
        "bav.pillar_out_of_range": Message(
            "Le pilier {argument} vaut {value}\u00a0: attendu de 0 à 100. Ramenez la note sur 100.",
            "The pillar {argument} is {value}: expected from 0 to 100. Scale the score to 100.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "Force\u00a0: différenciation et pertinence\u00a0; stature\u00a0: estime et connaissance. Un axe est haut à partir de ce que donnent deux piliers à 50. "
        "La base de Young & Rubicam est privée\u00a0: ces notes ne s'y comparent pas. Lisez-les parmi cinq marques au moins.",
        "Strength: differentiation and relevance; stature: esteem and knowledge. An axis is high from what two pillars of 50 give. "
        "Young & Rubicam's base is private: these scores do not compare with it. Read them among five brands or more.",
    ),
    example=Example(
        (81, 64, 25, 36), [["strength", "stature", "quadrant"], [72.0, 30.0, "Niche with potential"]], "worked by hand"
    ),
    source="the article, « Complémentarité avec le branding selon le modèle BAV »; the axes of Young & Rubicam's power grid",
    compute=_bav,
)

FUNCTIONS: tuple[Function, ...] = (ANSOFF, BAV)
