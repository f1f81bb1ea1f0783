"""The arguments and sentences that the ROMI functions share."""

from __future__ import annotations

from addin.functions.spec import EUROS, SHARE, Argument, Message
from workbook_templates.text import Text

COST = Argument(
    name="cost",
    label=Text("coût", "cost"),
    help=Text("Ce que l'initiative a coûté.", "What the initiative cost."),
    unit=EUROS,
)
MARGIN = Argument(
    name="margin",
    label=Text("marge", "margin"),
    help=Text(
        "Taux de marge brute ; 1 seulement si les revenus sont déjà une marge.",
        "Gross margin; 1 only where revenue is margin already.",
    ),
    unit=SHARE,
    default=1.0,
)
CONFIDENCE = Argument(
    name="confidence",
    label=Text("confiance", "confidence"),
    help=Text("Niveau de confiance des bornes ; 0,95 par défaut.", "Confidence level of the bounds; 0.95 by default."),
    unit=SHARE,
    default=0.95,
)
COST_NOT_POSITIVE = Message(
    "Le coût vaut {value}{at} : il doit être supérieur à 0. Saisissez la dépense, ou retirez la ligne.",
    "The cost is {value}{at}: it must be above 0. Enter the spend, or remove the row.",
    kind="#NUM!",
)
MARGIN_OUT_OF_RANGE = Message(
    "La marge vaut {value}{at} : attendu entre 0 et 1 (38 % s'écrit 0,38). Corrigez-la.",
    "The margin is {value}{at}: expected between 0 and 1 (38% is 0.38). Correct it.",
    kind="#NUM!",
)
CONFIDENCE_OUT_OF_RANGE = Message(
    "La confiance vaut {value} : attendu entre 0 et 1 exclus (95 % s'écrit 0,95). Corrigez-la.",
    "Confidence is {value}: expected strictly between 0 and 1 (95% is 0.95). Correct it.",
    kind="#NUM!",
)
MONEY_MESSAGES = {
    "romi.cost_not_positive": COST_NOT_POSITIVE,
    "romi.margin_out_of_range": MARGIN_OUT_OF_RANGE,
    "romi.confidence_out_of_range": CONFIDENCE_OUT_OF_RANGE,
}
UNSETTLED = Message(
    "L'intervalle contient 0 : à ce niveau de confiance, l'effet n'est pas établi. Prolongez le test, ou élargissez-le.",
    "The interval contains 0: at this confidence the effect is not established. Run the test longer, or on more people.",
)
