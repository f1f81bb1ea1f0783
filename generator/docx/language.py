"""The language Word proofreads a plan in."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.docx.tags import W
from workbook_templates.text import Lang

CODES: dict[Lang, str] = {"fr": "fr-FR", "en": "en-GB"}


def tag(word: Any, lang: Lang) -> None:
    """Set the language in the defaults of an open python-docx document, and in the styles that name another."""
    code = CODES[lang]
    root = word.styles.element
    for named in root.iter(qn("w:lang")):
        if named.get(qn("w:val")) is not None:
            named.set(qn("w:val"), code)
        if named.get(qn("w:eastAsia"), "").startswith(("fr", "en")):
            named.set(qn("w:eastAsia"), code)
    defaults = root.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f'<w:docDefaults xmlns:w="{W}"><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>')
        root.insert(0, defaults)
    texts = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if texts is not None and texts.find(qn("w:lang")) is None:
        texts.append(parse_xml(f'<w:lang xmlns:w="{W}" w:val="{code}" w:eastAsia="{code}" w:bidi="ar-SA"/>'))
    theme = word.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), code)
