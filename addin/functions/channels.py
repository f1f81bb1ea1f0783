"""Distribution channels on four criteria, as a worksheet function."""

from __future__ import annotations

from typing import Any

from addin.functions.spec import Argument, Column, Example, Function, Message, Result, Rows, Shape, Table
from workbook_templates.text import Text


def _channel_score(fit: Any, coverage: Any, efficiency: Any, complementarity: Any, weights: Any = None) -> Table:
    import numpy as np

    from addin.models.channel_score import channel_scores

    return Table(channel_scores(np.column_stack([fit, coverage, efficiency, complementarity]), weights=weights))


CHANNEL_SCORE = Function(
    name="CHANNEL_SCORE",
    family="channels",
    summary=Text(
        "Score pondéré d'un canal sur quatre critères, et son rang.",
        "Weighted score of a channel on four criteria, and its rank.",
    ),
    arguments=(
        *(
            Argument(
                name=name, label=label, help=help_, shape=Shape.COLUMN, unit=Text("note, 1 à 5", "rating, 1 to 5"), aligned=True
            )
            for name, label, help_ in (
                (
                    "fit",
                    Text("adéquation", "fit"),
                    Text("Adéquation au positionnement de la marque.", "Fit with the brand's positioning."),
                ),
                (
                    "coverage",
                    Text("couverture", "coverage"),
                    Text("Couverture des segments visés.", "Coverage of the segments aimed at."),
                ),
                ("efficiency", Text("efficience", "efficiency"), Text("Efficience économique.", "Economic efficiency.")),
                (
                    "complementarity",
                    Text("complémentarité", "complementarity"),
                    Text("Complémentarité avec les autres canaux.", "How well it completes the other channels."),
                ),
            )
        ),
        Argument(
            name="weights",
            label=Text("poids", "weights"),
            help=Text(
                "Poids des quatre critères, dans cet ordre ; égaux par défaut.",
                "Weights of the four criteria, in that order; equal by default.",
            ),
            shape=Shape.COLUMN,
            default=None,
        ),
    ),
    result=Result.TABLE,
    rows=Rows.PER_INPUT,
    columns=(Column("score", "score"), Column("rank", "rang")),
    messages={
        "channels.weights_not_four": Message(
            "{count} poids sont donnés : il en faut quatre, un par critère. Ajustez la plage.",
            "{count} weights are given: four are needed, one a criterion. Adjust the range.",
            argument="weights",
        ),
        "channels.weights_not_positive": Message(
            "Un poids est sous 0, ou tous sont à 0. Corrigez-les.",
            "A weight is below 0, or all are 0. Correct them.",
            kind="#NUM!",
            argument="weights",
        ),
    },
    help=Text(
        "Score = moyenne pondérée, sur l'échelle des notes. Deux canaux à égalité partagent leur rang : 1, 2, 2, 4.",
        "Score = weighted mean, on the scale of the ratings. Two equal channels share a rank: 1, 2, 2, 4.",
    ),
    example=Example(
        ([5, 2, 4], [4, 2, 4], [3, 2, 4], [4, 2, 4]),
        [["score", "rank"], [4.0, 1], [2.0, 3], [4.0, 1]],
        "worked by hand",
    ),
    source="the article, « Analyse des canaux de distribution dans le plan marketing » (four dimensions)",
    compute=_channel_score,
)

FUNCTIONS: tuple[Function, ...] = (CHANNEL_SCORE,)
