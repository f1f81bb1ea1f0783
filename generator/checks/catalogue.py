"""Every remark planmo can make, as a page of documentation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks import budget, control, kpis, measures, objectives, planning, raci, strategy
from generator.reading import areas, links, settings, spellings, tables, values
from generator.remarks import Code
from workbook_templates.errors import LEVELS

_SUBJECTS: tuple[tuple[str, tuple[Code, ...]], ...] = (
    ("Cellules et tables", (*tables.CODES, *values.CODES, *links.CODES, *spellings.CODES, *areas.CODES, *settings.CODES)),
    ("Objectifs", objectives.CODES),
    ("Situation et stratégie", strategy.CODES),
    ("Budget et acquisition", budget.CODES),
    ("Planning", planning.CODES),
    ("Responsabilités", raci.CODES),
    ("Indicateurs", kpis.CODES),
    ("Données, canaux, prix, rendement", measures.CODES),
    ("Pilotage", control.CODES),
)


def codes() -> tuple[Code, ...]:
    """Return every code, by subject."""
    return tuple(code for _, found in _SUBJECTS for code in found)


def outline() -> str:
    """Return the page `docs/checks.md`."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Ce que `planmo check` relit"
    yield ""
    yield "Trois niveaux : **bloquant** (le chiffre serait faux), **à corriger** (le plan sort marqué PROJET), **conseil** (dix au plus, les plus lourds)."
    yield "Les mots entre accolades sont remplacés par ce qui est trouvé. Page produite par `python -m generator.checks.catalogue`."
    for subject, found in _SUBJECTS:
        yield ""
        yield f"## {subject}"
        yield ""
        yield "| Code | Niveau | Phrase |"
        yield "|---|---|---|"
        for code in found:
            yield f"| `{code.code}` | {LEVELS[code.level].fr} | {code.text.fr} |"
    yield ""


if __name__ == "__main__":
    import sys

    sys.stdout.write(outline())
