"""Price surveys as worksheet functions: Van Westendorp's points and curves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.functions.spec import (
    COUNT,
    EUROS,
    SHARE,
    Argument,
    Column,
    Example,
    Function,
    Key,
    Kind,
    Message,
    Noted,
    Result,
    Shape,
    Table,
)
from workbook_templates.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from addin.models.van_westendorp import Survey

    Cells = NDArray[Any]

VAN_WESTENDORP_1976 = (
    "Van Westendorp, P. (1976). NSS Price Sensitivity Meter (PSM): a new approach to study consumer perception of prices. "
    "Proceedings of the 29th ESOMAR Congress, 139–167."
)
FEW_RESPONDENTS = 30  # under which an interval says little


def _answer(name: str, label: Text, question: Text) -> Argument:
    return Argument(
        name=name, label=label, help=question, kind=Kind.NUMBER, shape=Shape.COLUMN, unit=EUROS, aligned=True, blanks=True
    )


ANSWERS = (
    _answer(
        "too_cheap",
        Text("trop bon marché", "too cheap"),
        Text("Prix si bas que le répondant doute de la qualité.", "Price so low that the respondent doubts the quality."),
    ),
    _answer(
        "cheap",
        Text("bon marché", "cheap"),
        Text("Prix que le répondant trouve une bonne affaire.", "Price the respondent finds a bargain."),
    ),
    _answer(
        "expensive",
        Text("cher", "expensive"),
        Text("Prix qui commence à paraître cher.", "Price that starts to look expensive."),
    ),
    _answer(
        "too_expensive",
        Text("trop cher", "too expensive"),
        Text("Prix auquel le répondant n'achète plus.", "Price at which the respondent no longer buys."),
    ),
)
WEIGHTS = Argument(
    name="weights",
    label=Text("poids", "weights"),
    help=Text(
        "Ce que compte chaque répondant, 0 ou plus ; 1 pour tous par défaut.",
        "What each respondent counts for, 0 or more; 1 for all by default.",
    ),
    shape=Shape.COLUMN,
    unit=COUNT,
    aligned=True,
    default=None,
)
SURVEY_MESSAGES = {
    "price.answers_negative": Message(
        "« {argument} » vaut {value} à la ligne {row} : un prix est positif ou nul. Corrigez la réponse, ou videz-la.",
        "“{argument}” is {value} on row {row}: a price is zero or more. Correct the answer, or empty it.",
        kind="#NUM!",
    ),
    "price.weights_negative": Message(
        "Le poids vaut {value} à la ligne {row} : un répondant compte pour 0 ou plus. Corrigez le redressement.",
        "The weight is {value} on row {row}: a respondent counts for 0 or more. Correct the weighting.",
        kind="#NUM!",
    ),
    "price.no_valid_answers": Message(
        "Aucune réponse utilisable sur {answers} : il faut les quatre prix, dans l'ordre trop bon marché < bon marché < cher < trop cher. "
        "Vérifiez l'ordre des colonnes de la formule.",
        "No usable answer among {answers}: all four prices are needed, in the order too cheap < cheap < expensive < too expensive. "
        "Check the order of the formula's columns.",
        kind="#N/A",
    ),
    "price.answers_excluded": Message(
        "Réponses écartées : {excluded} sur {answers}, la première à la ligne {row}. Une réponse manque, ou les quatre prix ne sont pas dans "
        "l'ordre trop bon marché < bon marché < cher < trop cher.",
        "Answers left out: {excluded} of {answers}, the first on row {row}. An answer is missing, or the four prices are not in the order "
        "too cheap < cheap < expensive < too expensive.",
    ),
    "price.few_respondents": Message(
        "Réponses utilisables : {respondents} seulement. Sous {enough}, les bornes bougent beaucoup d'un répondant à l'autre.",
        "Usable answers: only {respondents}. Under {enough}, the bounds move a lot from one respondent to the next.",
    ),
}
Remark = tuple[str, dict[str, object]]


def read_survey(
    too_cheap: Cells, cheap: Cells, expensive: Cells, too_expensive: Cells, weights: Cells | None
) -> tuple[Survey, tuple[Remark, ...]]:
    """Return the valid answers of a survey, and what must be said about the others."""
    from addin.models.van_westendorp import survey

    answered = survey(too_cheap, cheap, expensive, too_expensive, weights=weights)
    remarks: list[Remark] = []
    if answered.excluded:
        facts: dict[str, object] = {
            "excluded": answered.excluded,
            "answers": answered.excluded + answered.respondents,
            "row": answered.first_excluded,
        }
        remarks.append(("price.answers_excluded", facts))
    if answered.respondents < FEW_RESPONDENTS:
        remarks.append(("price.few_respondents", {"respondents": answered.respondents, "enough": FEW_RESPONDENTS}))
    return answered, tuple(remarks)


def _van_westendorp(
    too_cheap: Cells, cheap: Cells, expensive: Cells, too_expensive: Cells, weights: Cells | None, confidence: float
) -> Noted:
    from addin.models.van_westendorp import sensitivity

    answered, remarks = read_survey(too_cheap, cheap, expensive, too_expensive, weights)
    found = sensitivity(answered, confidence=confidence)
    rows: list[tuple[object, ...]] = [
        (Key(name), point.value, point.low, point.high)
        for name, point in (
            ("pmc", found.pmc),
            ("opp", found.opp),
            ("idp", found.idp),
            ("pme", found.pme),
            ("range_width", found.range_width),
        )
    ]
    rows += [(Key("respondents"), answered.respondents, None, None), (Key("excluded"), answered.excluded, None, None)]
    return Noted(Table.from_rows(rows, width=4), remarks)


VAN_WESTENDORP = Function(
    name="VAN_WESTENDORP",
    family="price",
    summary=Text(
        "Plage de prix acceptée et prix optimal, lus dans une enquête à quatre questions, avec leurs intervalles.",
        "Accepted price range and optimal price, read from a four-question survey, with their intervals.",
    ),
    arguments=(
        *ANSWERS,
        WEIGHTS,
        Argument(
            name="confidence",
            label=Text("confiance", "confidence"),
            help=Text("Niveau des intervalles ; 0 ne les calcule pas.", "Level of the intervals; 0 does not compute them."),
            unit=SHARE,
            default=0.95,
        ),
    ),
    result=Result.TABLE,
    compute=_van_westendorp,
    columns=(
        Column("measure", "mesure"),
        Column("value", "valeur", EUROS),
        Column("low", "borne basse", EUROS),
        Column("high", "borne haute", EUROS),
    ),
    words={
        "pmc": Text("Seuil bas de la plage (pmc)", "pmc"),
        "opp": Text("Prix optimal (opp)", "opp"),
        "idp": Text("Prix d'indifférence (idp)", "idp"),
        "pme": Text("Seuil haut de la plage (pme)", "pme"),
        "range_width": Text("Largeur de la plage", "range_width"),
        "respondents": Text("Réponses utilisées", "respondents"),
        "excluded": Text("Réponses écartées", "excluded"),
    },
    messages={
        **SURVEY_MESSAGES,
        "price.confidence_out_of_range": Message(
            "La confiance vaut {confidence} : attendu de 0 à moins de 1 (95 % s'écrit 0,95).",
            "The confidence is {confidence}: expected from 0 to under 1 (95% is 0.95).",
            kind="#NUM!",
            argument="confidence",
        ),
    },
    help=Text(
        "Comptages exacts sur les seules réponses ordonnées (trop bon marché < bon marché < cher < trop cher) ; une question sans réponse "
        "écarte le répondant. pmc : le « trop bon marché » passe sous le « pas bon marché » ; pme : le « trop cher » dépasse le « pas "
        "cher » ; opp : autant de « trop cher » que de « trop bon marché » ; idp : autant de « cher » que de « bon marché ». Intervalles : "
        "1\u00a0000 rééchantillonnages des répondants, toujours les mêmes. La méthode mesure l'acceptation d'un prix, pas l'élasticité de la demande.",
        "Exact counts over ordered answers only (too cheap < cheap < expensive < too expensive); a question left blank leaves the respondent "
        "out. pmc: too cheap falls under not cheap; pme: too expensive rises over not expensive; opp: as many find it too expensive as too "
        "cheap; idp: as many find it expensive as cheap. Intervals: 1,000 resamples of the respondents, always the same. The method "
        "measures the acceptance of a price, not the elasticity of demand.",
    ),
    example=Example(
        arguments=([5, 6, 7], [7, 8, 9], [9, 10, 11], [11, 12, 13], None, 0),
        result=[
            ["measure", "value", "low", "high"],
            ["pmc", 7.0, None, None],
            ["opp", 7.0, None, None],
            ["idp", 9.0, None, None],
            ["pme", 11.0, None, None],
            ["range_width", 4.0, None, None],
            ["respondents", 3, None, None],
            ["excluded", 0, None, None],
        ],
        source="three respondents, countable by hand",
    ),
    source=VAN_WESTENDORP_1976,
)


def _curves(
    too_cheap: Cells, cheap: Cells, expensive: Cells, too_expensive: Cells, weights: Cells | None, points: int | None
) -> Noted:
    from addin.models.van_westendorp import curves

    answered, remarks = read_survey(too_cheap, cheap, expensive, too_expensive, weights)
    found = curves(answered, points=points)
    columns = (
        found.price,
        found.too_cheap,
        found.cheap,
        found.expensive,
        found.too_expensive,
        found.not_cheap,
        found.not_expensive,
    )
    return Noted(Table(columns), remarks)


VAN_WESTENDORP_CURVES = Function(
    name="VAN_WESTENDORP_CURVES",
    family="price",
    summary=Text(
        "Les six courbes de l'enquête de prix, prêtes pour un graphique.",
        "The six curves of the price survey, ready for a chart.",
    ),
    arguments=(
        *ANSWERS,
        WEIGHTS,
        Argument(
            name="points",
            label=Text("points", "points"),
            help=Text(
                "Nombre de prix, régulièrement espacés du plus bas au plus haut ; par défaut, tous les prix cités.",
                "How many prices, evenly spaced from the lowest to the highest; by default, every price named.",
            ),
            kind=Kind.INTEGER,
            unit=COUNT,
            default=None,
        ),
    ),
    result=Result.TABLE,
    compute=_curves,
    columns=(
        Column("price", "prix", EUROS),
        Column("too_cheap", "trop bon marché", SHARE),
        Column("cheap", "bon marché", SHARE),
        Column("expensive", "cher", SHARE),
        Column("too_expensive", "trop cher", SHARE),
        Column("not_cheap", "pas bon marché", SHARE),
        Column("not_expensive", "pas cher", SHARE),
    ),
    messages={
        **SURVEY_MESSAGES,
        "price.points_out_of_range": Message(
            "Le nombre de points vaut {points} : attendu de 2 à {most}. Laissez l'argument vide pour tous les prix cités.",
            "The number of points is {points}: expected from 2 to {most}. Leave the argument empty for every price named.",
            kind="#NUM!",
            argument="points",
        ),
    },
    help=Text(
        "cher et trop cher : part des répondants dont la réponse est au plus ce prix ; bon marché et trop bon marché : part de ceux dont "
        "la réponse est au-dessus ; les deux dernières colonnes sont leurs compléments. Mêmes réponses écartées que VAN_WESTENDORP.",
        "expensive and too expensive: share of respondents whose answer is at most this price; cheap and too cheap: share of those whose "
        "answer is above it; the last two columns are their complements. The same answers are left out as in VAN_WESTENDORP.",
    ),
    example=Example(
        arguments=([5], [8], [12], [15]),
        result=[
            ["price", "too_cheap", "cheap", "expensive", "too_expensive", "not_cheap", "not_expensive"],
            [5.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0],
            [8.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0],
            [12.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0],
            [15.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0],
        ],
        source="one respondent, countable by hand",
    ),
    source=VAN_WESTENDORP_1976,
)

FUNCTIONS: tuple[Function, ...] = (VAN_WESTENDORP, VAN_WESTENDORP_CURVES)
