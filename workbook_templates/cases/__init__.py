"""The worked examples: complete plans of invented companies, as data, in French and in English.

`cdnow` rests on real purchases; the sales, surveys, journeys and histories of the three others are synthetic and seeded.
"""

from __future__ import annotations

from workbook_templates.cases.loading import read
from workbook_templates.cases.translation import in_english
from workbook_templates.errors import WorkbookError
from workbook_templates.schema.content import Content
from workbook_templates.text import Lang, Text

CASES: tuple[str, ...] = ("cdnow", "sport", "telecom", "beaute")


def load(name: str, lang: Lang = "fr") -> Content:
    """Return the content of a case, its texts in `lang`.

    Raises
    ------
    WorkbookError
        ``case.unknown``: there is no such case; ``case.untranslated``: a text has no English.
    """
    if name not in CASES:
        text = Text(
            "Le cas « {name} » n’existe pas. Choisissez l’un de ceux-ci : {known}.",
            "There is no case “{name}”. Choose one of: {known}.",
        )
        raise WorkbookError("case.unknown", text.format(name=name, known=list(CASES)))
    content = read(name)
    return in_english(name, content) if lang == "en" else content
