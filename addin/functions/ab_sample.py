"""The size of an A/B test as a worksheet function."""

from __future__ import annotations

from addin.functions.spec import SHARE, Argument, Example, Function, Message, Result, Rows, Shape
from workbook_templates.text import Text


def _ab_sample_size(base_rate: float, minimum_effect: float, power: float = 0.8, confidence: float = 0.95) -> int:
    from addin.models.ab_sample import ab_sample_size

    return ab_sample_size(base_rate, minimum_effect, power=power, confidence=confidence)


def _share(name: str, label: Text, help_: Text) -> Argument:
    return Argument(name=name, label=label, help=help_, shape=Shape.COLUMN, unit=SHARE, aligned=True)


AB_SAMPLE_SIZE = Function(
    name="AB_SAMPLE_SIZE",
    family="ab_sample",
    summary=Text(
        "Personnes à mettre dans chaque groupe d'un test A/B pour voir un écart.",
        "People to put in each group of an A/B test to see a difference.",
    ),
    arguments=(
        _share("base_rate", Text("taux actuel", "base_rate"), Text("Taux sans le changement.", "Rate without the change.")),
        _share(
            "minimum_effect",
            Text("effet minimal", "minimum_effect"),
            Text(
                "Plus petit écart à voir, en points : 0,01 pour passer de 5 % à 6 %.",
                "Smallest difference to see, in points: 0.01 to go from 5% to 6%.",
            ),
        ),
        Argument(
            name="power",
            label=Text("puissance", "power"),
            help=Text("Chance de voir l'écart s'il existe.", "Chance of seeing the difference if it is there."),
            unit=SHARE,
            default=0.8,
        ),
        Argument(
            name="confidence",
            label=Text("confiance", "confidence"),
            help=Text("Chance de ne rien voir s'il n'y a rien.", "Chance of seeing nothing if there is nothing."),
            unit=SHARE,
            default=0.95,
        ),
    ),
    result=Result.SCALAR,
    rows=Rows.ELEMENTWISE,
    messages={
        "ab_sample.share_out_of_range": Message(
            "« {argument} » vaut {value} : attendu entre 0 et 1, bornes exclues. Pour 5 %, saisissez 5 % ou 0,05.",
            "“{argument}” is {value}: expected between 0 and 1, both left out. For 5%, enter 5% or 0.05.",
            kind="#NUM!",
        ),
        "ab_sample.effect_zero": Message(
            "L'effet minimal vaut 0 : aucun test ne peut voir un écart nul. Saisissez l'écart qui vous ferait changer d'avis.",
            "The minimum effect is 0: no test can see a difference of nothing. Enter the one that would change your mind.",
            kind="#NUM!",
            argument="minimum_effect",
        ),
        "ab_sample.target_out_of_range": Message(
            "{base} et {effect} font un taux de {target} : il doit rester entre 0 et 1. L'effet se compte en points : 0,01 pour passer de 5 % à 6 %.",
            "{base} and {effect} make a rate of {target}: it must stay between 0 and 1. The effect is in points: 0.01 to go from 5% to 6%.",
            kind="#NUM!",
            argument="minimum_effect",
        ),
    },
    help=Text(
        "Test bilatéral de deux proportions, variance commune sous l'hypothèse nulle : la taille qu'il faut au calcul de ROMI_AB. Comptez deux groupes.",
        "Two-sided test of two proportions, pooled variance under the null: the size that ROMI_AB's computation needs. Count two groups.",
    ),
    example=Example((0.05, 0.01), 8158, "statsmodels samplesize_proportions_2indep_onetail: 8157.73"),
    source="J. L. Fleiss, Statistical Methods for Rates and Proportions: sample size for two proportions, without continuity correction",
    compute=_ab_sample_size,
)

FUNCTIONS: tuple[Function, ...] = (AB_SAMPLE_SIZE,)
