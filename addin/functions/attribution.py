"""Attribution and journeys as worksheet functions: which channel deserves which part of the sales."""

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
    Kind,
    Message,
    Noted,
    Result,
    Shape,
    Table,
)
from workbook_templates.text import Text
from workbook_templates.words import ATTRIBUTION_MODEL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from addin.models.journeys import Floats, Journeys

    Cells = NDArray[Any]

PATHS = Argument(
    name="paths",
    label=Text("parcours", "paths"),
    help=Text(
        "Canaux dans l'ordre des contacts, par exemple « Email > SEA > Magasin ».",
        "Channels in the order of the contacts, for example “Email > SEA > Store”.",
    ),
    kind=Kind.TEXT,
    shape=Shape.COLUMN,
    aligned=True,
)
CONVERSIONS = Argument(
    name="conversions",
    label=Text("conversions", "conversions"),
    help=Text("Achats au bout de ce parcours ; vide vaut 0.", "Purchases at the end of this path; blank counts as 0."),
    shape=Shape.COLUMN,
    unit=COUNT,
    aligned=True,
    blanks=True,
)
VALUES = Argument(
    name="values",
    label=Text("valeurs", "values"),
    help=Text(
        "Valeur totale de ces achats, et non la valeur de chacun.", "Total value of those purchases, not the value of each."
    ),
    shape=Shape.COLUMN,
    unit=EUROS,
    aligned=True,
    blanks=True,
    default=None,
)
NULLS = Argument(
    name="nulls",
    label=Text("sans suite", "nulls"),
    help=Text(
        "Parcours identiques restés sans achat ; vide vaut 0.",
        "Same paths that ended without a purchase; blank counts as 0.",
    ),
    shape=Shape.COLUMN,
    unit=COUNT,
    aligned=True,
    blanks=True,
    default=None,
)
SEPARATOR = Argument(
    name="separator",
    label=Text("séparateur", "separator"),
    help=Text("Ce qui sépare deux canaux dans un parcours.", "What stands between two channels of a path."),
    kind=Kind.TEXT,
    default=">",
)


def _negative(fr: str, en: str, argument: str) -> Message:
    return Message(
        f"{fr} {{value}} à la ligne {{row}} : attendu 0 ou plus. Corrigez la cellule ; un retour se retire de la vente qu'il annule.",
        f"{en} {{value}} on row {{row}}: expected 0 or more. Correct the cell; a return is taken off the sale it cancels.",
        kind="#NUM!",
        argument=argument,
    )


MESSAGES = {
    "attribution.path_empty": Message(
        "Le parcours de la ligne {row} ne contient aucun canal, seulement des séparateurs. Écrivez-y les canaux, ou videz la ligne.",
        "The path on row {row} holds no channel, only separators. Write its channels, or empty the row.",
        argument="paths",
    ),
    "attribution.separator_blank": Message(
        "Le séparateur est vide : il faut au moins un signe, par exemple « > ».",
        "The separator is blank: at least one sign is needed, for example “>”.",
        argument="separator",
    ),
    "attribution.conversions_negative": _negative("Le nombre de conversions vaut", "The number of conversions is", "conversions"),
    "attribution.values_negative": _negative("La valeur est de", "The value is", "values"),
    "attribution.nulls_negative": _negative(
        "Le nombre de parcours sans suite vaut", "The number of paths without a purchase is", "nulls"
    ),
    "attribution.value_missing": Message(
        "La valeur manque à la ligne {row} (conversions : {conversions}). Saisissez leur valeur totale, ou retirez l'argument « valeurs ».",
        "The value is missing on row {row} (conversions: {conversions}). Enter their total value, or leave “values” out.",
        argument="values",
    ),
    "attribution.not_one_a_path": Message(
        "« {argument} » a {given} valeur pour {paths} parcours : il en faut une par parcours. Donnez la colonne entière.",
        "“{argument}” has {given} value for {paths} paths: one a path is needed. Give the whole column.",
    ),
    "attribution.no_conversions": Message(
        "Aucune conversion parmi les {paths} parcours : il n'y a rien à attribuer. Vérifiez la colonne des conversions.",
        "No conversion among the {paths} paths: there is nothing to attribute. Check the column of conversions.",
        kind="#N/A",
        argument="conversions",
    ),
    "attribution.nulls_missing": Message(
        "Les parcours sans achat ne sont pas donnés : la chaîne de Markov tient tous les parcours pour gagnants. "
        "Ajoutez leur nombre (argument « sans suite ») pour mesurer ce que chaque canal change vraiment.",
        "Paths without a purchase are not given: the Markov chain takes every path for a winning one. "
        "Add their number (argument “nulls”) to measure what each channel really changes.",
    ),
}
_ANDERL = (
    "Anderl, E., Becker, I., von Wangenheim, F. and Schumann, J. H. (2016). Mapping the customer journey. International Journal of "
    "Research in Marketing 33(3), 457–474; Shapley, L. S. (1953). A value for n-person games."
)
_EXAMPLE_PATHS = ["Email > SEA", "SEA", "Email"]


def _credit(met: Journeys, outcome: Floats, model: str) -> Floats:
    """Return what each channel is credited with by a model that needs no chain."""
    from addin.models import attribution_heuristics, attribution_shapley

    if model == "shapley":
        return attribution_shapley.credit(met, outcome)
    rule = next(rule for rule in attribution_heuristics.RULES if rule == model)
    return attribution_heuristics.credit(met, outcome, rule)


def _ranked(met: Journeys, credit: Floats) -> list[int]:
    """Return the channels, most credited first, ties in alphabetical order."""
    return sorted(range(len(met.channels)), key=lambda i: (-credit[i], met.channels[i]))


def _attribution(
    paths: Cells, conversions: Cells, values: Cells | None, nulls: Cells | None, model: str, order: int, separator: str
) -> Table | Noted:
    from addin.models.attribution_markov import removal
    from addin.models.journeys import journeys

    met = journeys(paths.tolist(), conversions, values=values, nulls=nulls, separator=separator)
    removed = removal(met, order=order) if model == "markov" else None
    credit = _credit(met, met.conversions, model) if removed is None else removed.shares * met.total
    value = None
    if met.values is not None:
        value = _credit(met, met.values, model) if removed is None else removed.shares * met.values.sum()
    ranked = _ranked(met, credit)
    blank = [None] * len(ranked)
    table = Table(
        (
            [met.channels[i] for i in ranked],
            credit[ranked],
            credit[ranked] / met.total,
            blank if value is None else value[ranked],
            blank if removed is None else removed.effects[ranked],
        )
    )
    return Noted(table, (("attribution.nulls_missing", {}),)) if removed is not None and nulls is None else table


ATTRIBUTION = Function(
    name="ATTRIBUTION",
    family="attribution",
    summary=Text(
        "Part des conversions et de leur valeur qui revient à chaque canal, sur tout le parcours d'achat.",
        "Part of the conversions, and of their value, that each channel deserves over the whole journey.",
    ),
    arguments=(
        PATHS,
        CONVERSIONS,
        VALUES,
        NULLS,
        Argument(
            name="model",
            label=Text("modèle", "model"),
            help=Text(
                "markov, premier, dernier, linéaire, position (40/20/40), décroissance (moitié à chaque contact plus ancien) ou shapley.",
                "markov, first, last, linear, position (40/20/40), time_decay (half for each earlier contact) or shapley.",
            ),
            kind=Kind.TEXT,
            choices=ATTRIBUTION_MODEL,
            default="markov",
        ),
        Argument(
            name="order",
            label=Text("ordre", "order"),
            help=Text("Contacts dont la chaîne de Markov se souvient.", "Contacts the Markov chain remembers."),
            kind=Kind.INTEGER,
            unit=COUNT,
            default=1,
        ),
        SEPARATOR,
    ),
    result=Result.TABLE,
    compute=_attribution,
    columns=(
        Column("channel", "canal"),
        Column("conversions", "conversions", COUNT),
        Column("conversions_share", "part des conversions", SHARE),
        Column("value", "valeur", EUROS),
        Column("removal_effect", "effet de retrait", SHARE),
    ),
    messages={
        **MESSAGES,
        "attribution.order_too_small": Message(
            "L'ordre vaut {order} : la chaîne se souvient d'au moins 1 contact. Donnez 1, 2 ou 3.",
            "The order is {order}: the chain remembers at least 1 contact. Give 1, 2 or 3.",
            kind="#NUM!",
            argument="order",
        ),
    },
    help=Text(
        "Les crédits font toujours le total. markov : chaîne absorbante résolue exactement, jamais simulée ; l'effet de retrait est la part des "
        "conversions perdue si le canal disparaît. shapley : la conversion d'un parcours se partage entre ses canaux distincts. Les autres "
        "modèles sont des règles, et ignorent les parcours sans achat.",
        "Credits always make the total. markov: an absorbing chain solved exactly, never simulated; the removal effect is the share of "
        "conversions lost if the channel disappears. shapley: a path's conversion is shared among its distinct channels. The other models "
        "are rules, and ignore paths without a purchase.",
    ),
    example=Example(
        arguments=(_EXAMPLE_PATHS, [4, 3, 1], [400, 240, 60], None, "linear"),
        result=[
            ["channel", "conversions", "conversions_share", "value", "removal_effect"],
            ["SEA", 5.0, 0.625, 440.0, None],
            ["Email", 3.0, 0.375, 260.0, None],
        ],
        source="countable by hand: half of 4 conversions, plus the channel's own",
    ),
    source=_ANDERL,
)


def _compare(paths: Cells, conversions: Cells, values: Cells | None, nulls: Cells | None, separator: str) -> Table | Noted:
    from addin.models.attribution_markov import removal
    from addin.models.journeys import journeys

    met = journeys(paths.tolist(), conversions, values=values, nulls=nulls, separator=separator)
    by_model = {
        model: removal(met).shares * met.total if model == "markov" else _credit(met, met.conversions, model)
        for model in ATTRIBUTION_MODEL.entries
    }
    ranked = _ranked(met, by_model["markov"])
    table = Table(([met.channels[i] for i in ranked], *(credit[ranked] for credit in by_model.values())))
    return Noted(table, (("attribution.nulls_missing", {}),)) if nulls is None else table


ATTRIBUTION_COMPARE = Function(
    name="ATTRIBUTION_COMPARE",
    family="attribution",
    summary=Text(
        "Conversions créditées à chaque canal par les sept modèles, côte à côte.",
        "Conversions credited to each channel by the seven models, side by side.",
    ),
    arguments=(PATHS, CONVERSIONS, VALUES, NULLS, SEPARATOR),
    result=Result.TABLE,
    compute=_compare,
    columns=(
        Column("channel", "canal"),
        Column("markov", "Markov", COUNT),
        Column("first", "premier contact", COUNT),
        Column("last", "dernier contact", COUNT),
        Column("linear", "linéaire", COUNT),
        Column("position", "position 40/20/40", COUNT),
        Column("time_decay", "décroissance", COUNT),
        Column("shapley", "Shapley", COUNT),
    ),
    messages=MESSAGES,
    help=Text(
        "Chaque colonne fait le même total. Markov est d'ordre 1. Les crédits sont des conversions ; pour des euros, ATTRIBUTION.",
        "Every column makes the same total. Markov is of order 1. Credits are conversions; for euros, see ATTRIBUTION.",
    ),
    example=Example(
        arguments=(["Email > SEA", "SEA"], [3, 3], None, [3, 3]),
        result=[
            ["channel", "markov", "first", "last", "linear", "position", "time_decay", "shapley"],
            ["SEA", 4.0, 3.0, 6.0, 4.5, 4.5, 5.0, 4.5],
            ["Email", 2.0, 3.0, 0.0, 1.5, 1.5, 1.0, 1.5],
        ],
        source="countable by hand: without SEA nothing is bought, without Email half is, hence 2/3 and 1/3 for Markov",
    ),
    source=_ANDERL,
)

FUNCTIONS: tuple[Function, ...] = (ATTRIBUTION, ATTRIBUTION_COMPARE)
