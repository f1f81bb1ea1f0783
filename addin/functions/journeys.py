"""Journeys as worksheet functions: the paths that sell, and the part each channel plays on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from addin.functions.attribution import CONVERSIONS, MESSAGES, NULLS, PATHS, SEPARATOR
from addin.functions.spec import COUNT, SHARE, Argument, Column, Example, Function, Kind, Message, Result, Table
from workbook_templates.text import Text

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Cells = NDArray[Any]


def _conversion_paths(paths: Cells, conversions: Cells, nulls: Cells | None, top: int, separator: str) -> Table:
    from addin.models.journeys import journeys, path_counts

    met = journeys(paths.tolist(), conversions, nulls=nulls, separator=separator)
    found = path_counts(met, top=top, separator=separator)
    return Table((list(found.paths), found.conversions, found.rate, found.share))


CONVERSION_PATHS = Function(
    name="CONVERSION_PATHS",
    family="attribution",
    summary=Text(
        "Parcours qui convertissent le plus, avec leur taux et leur poids.",
        "Paths that convert most, with their rate and weight.",
    ),
    arguments=(
        PATHS,
        CONVERSIONS,
        NULLS,
        Argument(
            name="top",
            label=Text("nombre", "top"),
            help=Text("Combien de parcours montrer.", "How many paths to show."),
            kind=Kind.INTEGER,
            unit=COUNT,
            default=20,
        ),
        SEPARATOR,
    ),
    result=Result.TABLE,
    compute=_conversion_paths,
    columns=(
        Column("path", "parcours"),
        Column("conversions", "conversions", COUNT),
        Column("rate", "taux", SHARE),
        Column("share", "part", SHARE),
    ),
    messages={
        **MESSAGES,
        "attribution.top_too_small": Message(
            "Le nombre de parcours à montrer vaut {top} : attendu 1 ou plus. Laissez l'argument vide pour en voir 20.",
            "The number of paths to show is {top}: expected 1 or more. Leave the argument empty to see 20.",
            kind="#NUM!",
            argument="top",
        ),
    },
    help=Text(
        "Les lignes d'un même parcours sont additionnées, aux espaces près. taux = conversions / (conversions + sans suite), vide si les parcours "
        "sans suite ne sont pas donnés. part = part de toutes les conversions, y compris celles des parcours non montrés.",
        "Rows of one path are added up, whatever the blanks around names. rate = conversions / (conversions + nulls), blank when nulls are "
        "not given. share = share of all conversions, those of paths not shown included.",
    ),
    example=Example(
        arguments=(["A>B", "A > B", "B"], [1, 2, 1], [3, 0, 1]),
        result=[["path", "conversions", "rate", "share"], ["A > B", 3.0, 0.5, 0.75], ["B", 1.0, 0.5, 0.25]],
        source="countable by hand",
    ),
    source="conversions / (conversions + nulls)",
)


def _channel_roles(paths: Cells, conversions: Cells, separator: str) -> Table:
    from addin.models.channel_roles import channel_roles
    from addin.models.journeys import journeys

    met = journeys(paths.tolist(), conversions, separator=separator)
    roles = channel_roles(met)
    weight = roles.direct + roles.assisted
    ranked = sorted(range(len(met.channels)), key=lambda i: (-weight[i], met.channels[i]))
    counted = (roles.opens, roles.assists, roles.closes, roles.direct, roles.assisted, roles.assist_ratio)
    return Table(([met.channels[i] for i in ranked], *(column[ranked] for column in counted)))


CHANNEL_ROLES = Function(
    name="CHANNEL_ROLES",
    family="attribution",
    summary=Text(
        "Rôle de chaque canal : ouvre, soutient ou conclut les parcours qui mènent à l'achat.",
        "Role of each channel: opens, assists or closes the journeys that lead to a purchase.",
    ),
    arguments=(PATHS, CONVERSIONS, SEPARATOR),
    result=Result.TABLE,
    compute=_channel_roles,
    columns=(
        Column("channel", "canal"),
        Column("opens", "ouvre", COUNT),
        Column("assists", "soutient", COUNT),
        Column("closes", "conclut", COUNT),
        Column("direct_conversions", "conversions directes", COUNT),
        Column("assisted_conversions", "conversions assistées", COUNT),
        Column("assist_ratio", "ratio d'assistance"),
    ),
    messages=MESSAGES,
    help=Text(
        "Un canal compte une fois par parcours. Ouvre et conclut : premier et dernier contact des parcours de deux contacts ou plus ; soutient : "
        "entre les deux. Direct : dernier contact, parcours d'un seul contact compris ; assisté : présent sans conclure. Ratio = assistées / "
        "directes, vide pour un canal qui ne conclut jamais.",
        "A channel counts once per path. Opens and closes: first and last contact of paths of two contacts or more; assists: between the two. "
        "Direct: last contact, paths of one contact included; assisted: present without closing. Ratio = assisted / direct, blank for a "
        "channel that never closes.",
    ),
    example=Example(
        arguments=(["A > B > C", "C"], [2, 1]),
        result=[
            ["channel", "opens", "assists", "closes", "direct_conversions", "assisted_conversions", "assist_ratio"],
            ["C", 0.0, 0.0, 2.0, 3.0, 0.0, 0.0],
            ["A", 2.0, 0.0, 0.0, 0.0, 2.0, None],
            ["B", 0.0, 2.0, 0.0, 0.0, 2.0, None],
        ],
        source="countable by hand",
    ),
    source="assisted / direct",
)

FUNCTIONS: tuple[Function, ...] = (CONVERSION_PATHS, CHANNEL_ROLES)
