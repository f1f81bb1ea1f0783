"""The worked examples: complete plans of invented companies, as data.

`cdnow` rests on real purchases; the sales, surveys, journeys and histories of the three others are synthetic and seeded.
"""

from __future__ import annotations

from workbook_templates.cases.loading import read
from workbook_templates.errors import WorkbookError
from workbook_templates.schema.content import Content
from workbook_templates.text import Text

CASES: tuple[str, ...] = ("cdnow", "sport", "telecom", "beaute")


def load(name: str) -> Content:
    """Return the content of a case.

    Raises
    ------
    WorkbookError
        ``case.unknown``: there is no such case.
    """
    if name not in CASES:
        text = Text(
            "Le cas « {name} » n’existe pas. Choisissez l’un de ceux-ci : {known}.",
            "There is no case “{name}”. Choose one of: {known}.",
        )
        raise WorkbookError("case.unknown", text.format(name=name, known=list(CASES)))
    return read(name)
