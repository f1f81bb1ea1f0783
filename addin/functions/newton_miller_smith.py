"""Newton, Miller and Smith's demand as a worksheet function: the price survey with two questions more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.functions.price import ANSWERS, SURVEY_MESSAGES, WEIGHTS, read_survey
from addin.functions.spec import (
    COUNT,
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Key,
    Message,
    Noted,
    Result,
    Shape,
    Table,
)
from workbook_templates.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Cells = NDArray[Any]


def _calibration(scale: Cells | None) -> tuple[float, ...]:
    """Return the probability of each answer from 1 up: the usual one, the usual one turned round (1 the surest), or the one given."""
    from addin.models.newton_miller_smith import CALIBRATION

    if scale is None or scale.tolist() == [len(CALIBRATION)]:
        return CALIBRATION
    if scale.tolist() == [1]:
        return CALIBRATION[::-1]
    return tuple(scale.tolist())


def _nms(
    too_cheap: Cells,
    cheap: Cells,
    expensive: Cells,
    too_expensive: Cells,
    buy_cheap: Cells,
    buy_expensive: Cells,
    scale: Cells | None,
    weights: Cells | None,
) -> Noted:
    import numpy as np

    from addin.models.newton_miller_smith import demand

    answered_both = ~(np.isnan(buy_cheap) | np.isnan(buy_expensive))
    answered, remarks = read_survey(np.where(answered_both, too_cheap, np.nan), cheap, expensive, too_expensive, weights)
    found = demand(answered, buy_cheap[answered.rows], buy_expensive[answered.rows], calibration=_calibration(scale))
    columns = (
        [*found.price.tolist(), Key("best_price_trial"), Key("best_price_revenue")],
        [*found.trial.tolist(), found.best_price_trial, found.best_price_revenue],
        [*found.revenue.tolist(), None, None],
    )
    return Noted(Table(columns), remarks)


def _intention(name: str, label: Text, question: Text) -> Argument:
    return Argument(name=name, label=label, help=question, shape=Shape.COLUMN, unit=COUNT, aligned=True, blanks=True)


VAN_WESTENDORP_NMS = Function(
    name="VAN_WESTENDORP_NMS",
    family="price",
    summary=Text(
        "Part des répondants qui achèteraient à chaque prix, indice de revenu, et prix qui les maximisent.",
        "Share of respondents who would buy at each price, revenue index, and the prices that maximise them.",
    ),
    arguments=(
        *ANSWERS,
        _intention(
            "buy_cheap",
            Text("achat bon marché", "buy cheap"),
            Text("Intention d'achat au prix « bon marché », de 1 à 5.", "Intention to buy at the cheap price, 1 to 5."),
        ),
        _intention(
            "buy_expensive",
            Text("achat cher", "buy expensive"),
            Text("Intention d'achat au prix « cher », de 1 à 5.", "Intention to buy at the expensive price, 1 to 5."),
        ),
        Argument(
            name="scale",
            label=Text("échelle", "scale"),
            help=Text(
                "5 : la note 5 est la plus sûre (par défaut) ; 1 : la note 1 ; ou la probabilité de chaque note, en partant de 1.",
                "5: answer 5 is the surest (default); 1: answer 1 is; or the probability of each answer, from 1 up.",
            ),
            shape=Shape.COLUMN,
            unit=SHARE,
            default=None,
        ),
        WEIGHTS,
    ),
    result=Result.TABLE,
    compute=_nms,
    columns=(Column("price", "prix", EUROS), Column("trial", "essai", SHARE), Column("revenue index", "indice de revenu", EUROS)),
    words={
        "best_price_trial": Text("Prix qui maximise l'essai", "best_price_trial"),
        "best_price_revenue": Text("Prix qui maximise le revenu", "best_price_revenue"),
    },
    messages={
        **SURVEY_MESSAGES,
        "price.scale_out_of_range": Message(
            "L'échelle vaut {scale} : attendu 5, 1, ou au moins deux probabilités de 0 à 1 (celles des notes 1, 2, 3…).",
            "The scale is {scale}: expected 5, 1, or at least two probabilities from 0 to 1 (those of answers 1, 2, 3…).",
            kind="#NUM!",
            argument="scale",
        ),
        "price.intention_off_scale": Message(
            "« {argument} » vaut {value} à la ligne {row} : attendu une note entière de 1 à {most}. Corrigez la réponse, ou videz-la.",
            "“{argument}” is {value} on row {row}: expected a whole answer from 1 to {most}. Correct the answer, or empty it.",
            kind="#NUM!",
        ),
    },
    help=Text(
        "La probabilité d'achat d'un répondant est nulle à « trop bon marché » et à « trop cher », vaut sa note calibrée (0,7, 0,5, 0,3, 0,1, 0 de "
        "la plus sûre à la moins sûre) à « bon marché » et à « cher », et varie en ligne droite avec le prix entre ces points. essai : moyenne des "
        "répondants ; indice de revenu : prix × essai, par répondant. Des intentions déclarées classent des prix, elles ne prévoient pas des ventes.",
        "A respondent's probability of buying is zero at too cheap and at too expensive, their calibrated answer (0.7, 0.5, 0.3, 0.1, 0 from "
        "the surest to the least sure) at cheap and at expensive, and a straight line in the price in between. trial: mean over respondents; "
        "revenue index: price × trial, per respondent. Stated intentions rank prices; they do not forecast sales.",
    ),
    example=Example(
        arguments=([4], [8], [10], [14], [5], [5]),
        result=[
            ["price", "trial", "revenue index"],
            [4.0, 0.0, 0.0],
            [8.0, 0.7, 5.6],
            [10.0, 0.7, 7.0],
            [14.0, 0.0, 0.0],
            ["best_price_trial", 8.0, None],
            ["best_price_revenue", 10.0, None],
        ],
        source="one respondent, countable by hand",
    ),
    source=(
        "Newton, D., Miller, J. and Smith, P. (1993). A market acceptance extension to traditional price sensitivity measurement. "
        "Proceedings of the American Marketing Association Advanced Research Techniques Forum."
    ),
)

FUNCTIONS: tuple[Function, ...] = (VAN_WESTENDORP_NMS,)
