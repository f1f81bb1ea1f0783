"""The styles a plan needs: found by name in any template, added where it lacks them.

French Word stores `heading 1` under the id `Titre1`: a style is looked up by its name, which Word keeps in English for the built-in ones,
and used by the id found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from generator.docx import measure, numbering, theme
from generator.docx.palette import GREY, INK, LINE, MIST, Palette, on
from generator.docx.tags import W, borders

# Names that some converters write in place of the English ones.
_ALIASES = {
    "titre 1": "heading 1", "titre 2": "heading 2", "titre 3": "heading 3", "titre": "title", "sous-titre": "subtitle",
    "légende": "caption", "tm 1": "toc 1", "tm 2": "toc 2", "tm 3": "toc 3", "en-tête de tm": "toc heading",
    "table des illustrations": "table of figures", "en-tête": "header", "pied de page": "footer", "liste à puces": "list bullet",
}  # fmt: skip

_HEADINGS = ("heading 1", "heading 2", "heading 3")
_WORD_S_OWN = "Times New Roman"  # where nothing names a font


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A style as we would write it; `paragraph` and `text` are pPr and rPr contents, `rest` what only tables have."""

    name: str
    id: str
    based_on: str = "Normal"
    next: str = ""
    kind: Literal["paragraph", "table"] = "paragraph"
    paragraph: str = ""
    text: str = ""
    rest: str = ""
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Styles:
    """The ids of styles by name, and what of the template's own look the writer must know.

    `numbered` are the styles that number by themselves; `ends` what follows the numbers of titles, by level, where these are those of the
    contents, None where they are not; `face` how wide the font of tables is.
    """

    ids: Mapping[str, str]
    numbered: frozenset[str] = frozenset()
    face: measure.Face = measure.CALIBRI
    ends: tuple[str, ...] | None = None

    def __getitem__(self, name: str) -> str:
        return self.ids[name.casefold()]

    def numbers(self, name: str) -> bool:
        """Whether the style numbers its paragraphs by itself."""
        return name.casefold() in self.numbered


def complete(word: Any, palette: Palette, *, heading_list: int, bullet_list: int) -> Styles:
    """Add to an open python-docx document the styles it lacks; return the ids of all of them."""
    root = word.styles.element
    ids, numbered = _found(root)
    taken = set(ids.values())
    wanted = definitions(palette, heading_list=heading_list, bullet_list=bullet_list)
    missing = [d for d in wanted if d.name.casefold() not in ids]
    for definition in missing:
        ids[definition.name.casefold()] = _free(definition.id, taken)
    for definition in missing:
        root.append(parse_xml(_style(definition, ids)))
    numbered |= {name for name in (*_HEADINGS, "toc heading") if _number(ids[name], root) is not None}
    titles = [(ids[name], _number(ids[name], root)) for name in _HEADINGS]
    return Styles(ids, frozenset(numbered), cell_face(word), numbering.ends(word, titles))


def _number(name: str, root: Any) -> Any:
    """Return the numPr of a style, or of those it is based on; None where there is none, or where it takes the number away."""
    styles = {style.get(qn("w:styleId")): style for style in root.findall(qn("w:style"))}
    found = (style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for style in _bases(name, styles))
    number = next((number for number in found if number is not None and number.find(qn("w:numId")) is not None), None)
    return None if number is None or number.find(qn("w:numId")).get(qn("w:val")) == "0" else number


def found(word: Any) -> dict[str, str]:
    """Return the id of each style of an open document, by its name in small letters."""
    return _found(word.styles.element)[0]


def cell_face(word: Any) -> measure.Face:
    """Return how wide the font of tables is: that of their style, or of those it is based on, of the defaults, of the theme."""
    styles = {style.get(qn("w:styleId")): style for style in word.styles.element.findall(qn("w:style"))}
    ids = found(word)
    fonts = [style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for style in _bases(ids.get("plan cell", ids["normal"]), styles)]
    fonts.append(word.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}"))
    look = theme.read(word)
    named = (_family(font, look) for font in fonts if font is not None)
    return measure.face(next((name for name in named if name), _WORD_S_OWN))


def _bases(name: str, styles: Mapping[str, Any]) -> Iterator[Any]:
    """Return a style and those it is based on, nearest first."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        base = styles[name].find(qn("w:basedOn"))
        name = base.get(qn("w:val")) if base is not None else ""


def _family(fonts: Any, look: theme.Theme) -> str:
    themed = fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:hAnsiTheme"))
    if themed:
        return look.title_font if themed.startswith("major") else look.font
    return fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or ""


def _found(root: Any) -> tuple[dict[str, str], set[str]]:
    ids: dict[str, str] = {}
    numbered = set()
    for style in root.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val")).casefold()
        name = _ALIASES.get(name, name)
        ids.setdefault(name, style.get(qn("w:styleId")))
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if number is not None and number.get(qn("w:val")) != "0":
            numbered.add(name)
    default = next(
        (s for s in root.findall(qn("w:style")) if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"), None
    )
    if "normal" not in ids:
        ids["normal"] = default.get(qn("w:styleId")) if default is not None else "Normal"
    return ids, numbered


def _free(wanted: str, taken: set[str]) -> str:
    name, i = wanted, 2
    while name in taken:
        name, i = f"{wanted}{i}", i + 1
    taken.add(name)
    return name


def _style(d: Definition, ids: Mapping[str, str]) -> str:
    base = ids.get(d.based_on.casefold(), "")
    after = ids.get(d.next.casefold(), "") if d.next else ""
    parts = (
        _val("name", d.name),
        _val("basedOn", base),
        _val("next", after),
        "<w:qFormat/>" if d.quick else "",
        f"<w:pPr>{d.paragraph}</w:pPr>" if d.paragraph else "",
        f"<w:rPr>{d.text}</w:rPr>" if d.text else "",
        d.rest,
    )
    ours = f' w:customStyle="{int(d.name.startswith("Plan "))}"'
    return f'<w:style xmlns:w="{W}" w:type="{d.kind}"{ours} w:styleId="{ids[d.name.casefold()]}">{"".join(parts)}</w:style>'


def _val(tag: str, value: str) -> str:
    return f'<w:{tag} w:val="{value}"/>' if value else ""


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _text(size: float, *, color: str = "", bold: bool = False, italic: bool = False, caps: bool = False) -> str:
    return (
        f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}{'<w:caps/>' if caps else ''}"
        f'{_val("color", color)}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    )


def definitions(palette: Palette, *, heading_list: int, bullet_list: int) -> Iterable[Definition]:
    """Return every style of a plan, in the palette."""
    return (*_titles(palette, heading_list), *_lists(bullet_list), *_texts(palette), *_cells(palette), *_tables(palette))


def _titles(palette: Palette, heading_list: int) -> Iterable[Definition]:
    primary = palette.primary
    looks = (
        (0, 160, _text(20, color=primary, bold=True)),
        (300, 100, _text(14, color=primary, bold=True)),
        (200, 60, _text(11.5, bold=True)),
    )
    for level, (before, after, text) in enumerate(looks):
        rule = (
            f'<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{palette.secondary}"/></w:pBdr>'
            if level == 0
            else ""
        )
        yield Definition(
            name=f"heading {level + 1}", id=f"Heading{level + 1}", next="Normal", quick=True, text=text,
            paragraph=f'<w:keepNext/><w:keepLines/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{heading_list}"/></w:numPr>'
            f'{rule}{_spacing(before, after, 240)}<w:outlineLvl w:val="{level}"/>',
        )  # fmt: skip
    yield Definition(
        name="Title", id="Title", next="Subtitle", quick=True, text=_text(34, bold=True), paragraph=_spacing(0, 120, 216)
    )
    yield Definition(name="Subtitle", id="Subtitle", quick=True, text=_text(16), paragraph=_spacing(0, 120, 240))
    yield Definition(
        name="TOC Heading", id="TOCHeading", next="Normal", quick=True, text=_text(15, color=primary, bold=True),
        paragraph=f"<w:keepNext/><w:keepLines/>{_spacing(240, 100, 240)}",
    )  # fmt: skip
    yield Definition(
        name="caption", id="Caption", next="Normal", quick=True, text=_text(9, color=primary, bold=True),
        paragraph=f"<w:keepNext/><w:keepLines/>{_spacing(180, 70, 240)}",
    )  # fmt: skip


def _lists(bullet_list: int) -> Iterable[Definition]:
    yield Definition(name="toc 1", id="TOC1", next="Normal", text=_text(10, bold=True), paragraph=_spacing(60, 0, 240))
    for level, left in ((2, 397), (3, 794)):
        yield Definition(
            name=f"toc {level}",
            id=f"TOC{level}",
            next="Normal",
            text=_text(9.5),
            paragraph=f'{_spacing(0, 0, 240)}<w:ind w:left="{left}"/>',
        )
    yield Definition(name="table of figures", id="TableofFigures", text=_text(8.5), paragraph=_spacing(0, 0, 228))
    yield Definition(
        name="List Bullet", id="ListBullet", quick=True,
        paragraph=f'<w:numPr><w:numId w:val="{bullet_list}"/></w:numPr>{_spacing(0, 120)}<w:contextualSpacing/>',
    )  # fmt: skip
    yield Definition(name="header", id="Header", text=_text(8, color=GREY), paragraph=_spacing(0, 0, 240))
    yield Definition(name="footer", id="Footer", text=_text(8, color=GREY), paragraph=_spacing(0, 0, 240))


def _texts(palette: Palette) -> Iterable[Definition]:
    bar = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{palette.secondary}"/></w:pBdr>'
    yield Definition(
        name="Plan Lead", id="PlanLead", next="Normal", quick=True, text=_text(12, color=palette.primary, bold=True),
        paragraph=f'<w:keepNext/><w:keepLines/>{bar}{_spacing(60, 160, 252)}<w:ind w:left="227"/>',
    )  # fmt: skip
    yield Definition(name="Plan Note", id="PlanNote", text=_text(8.5, color=GREY), paragraph=_spacing(0, 60, 240))
    yield Definition(
        name="Plan Source", id="PlanSource", text=_text(8, color=GREY, italic=True), paragraph=_spacing(50, 160, 240)
    )
    yield Definition(name="Plan Gap", id="PlanGap", text=_text(4), paragraph=_spacing(0, 60, 240))
    yield Definition(name="Plan Chart", id="PlanChart", paragraph=f"<w:keepLines/>{_spacing(0, 40, 240)}")
    yield Definition(name="Plan Cover", id="PlanCover", text=_text(11), paragraph=_spacing(0, 60, 240))


def _cells(palette: Palette) -> Iterable[Definition]:
    flush = '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>'  # whatever the template's own text does
    yield Definition(name="Plan Cell", id="PlanCell", text=_text(9), paragraph=_spacing(34, 34, 240) + flush)
    yield Definition(
        name="Plan Cell Small", id="PlanCellSmall", based_on="Plan Cell", text=_text(8), paragraph=_spacing(22, 22, 240)
    )
    yield Definition(name="Plan Gantt", id="PlanGantt", based_on="Plan Cell", text=_text(7.5), paragraph=_spacing(12, 12, 240))
    yield Definition(name="Plan Tiny", id="PlanTiny", text=_text(6.5), paragraph=_spacing(0, 0, 240) + flush)
    yield Definition(
        name="Plan Tile", id="PlanTile", text=_text(10, bold=True), paragraph=f"<w:keepNext/>{_spacing(40, 40, 240)}{flush}"
    )
    yield Definition(
        name="Plan Card Label",
        id="PlanCardLabel",
        text=_text(9, color=GREY),
        paragraph=f"<w:keepNext/>{_spacing(60, 0, 240)}{flush}",
    )
    yield Definition(
        name="Plan Card Value", id="PlanCardValue", text=_text(20, color=palette.primary, bold=True),
        paragraph=f"<w:keepNext/>{_spacing(0, 0, 240)}{flush}",
    )  # fmt: skip


def _tables(palette: Palette) -> Iterable[Definition]:
    thin = ("single", 4, LINE)
    base = (
        '<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"{borders('tblBorders', top=thin, bottom=('single', 8, palette.primary), insideH=thin)}"
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    head = f'<w:shd w:val="clear" w:color="auto" w:fill="{palette.primary}"/>'
    band = f'<w:shd w:val="clear" w:color="auto" w:fill="{MIST}"/>'
    total = borders("tcBorders", top=("single", 8, palette.primary))
    yield Definition(
        name="Plan Table", id="PlanTable", kind="table", based_on="Normal Table",
        rest=f'{base}<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{on(palette.primary)}"/></w:rPr><w:tblPr/>'
        f'<w:tcPr>{head}</w:tcPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:color w:val="{INK}"/></w:rPr><w:tblPr/>'
        f'<w:tcPr>{total}</w:tcPr></w:tblStylePr><w:tblStylePr w:type="band2Horz"><w:tblPr/><w:tcPr>{band}</w:tcPr></w:tblStylePr>',
    )  # fmt: skip
    yield Definition(
        name="Plan Grid", id="PlanGrid", kind="table", based_on="Normal Table",
        rest='<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>",
    )  # fmt: skip
