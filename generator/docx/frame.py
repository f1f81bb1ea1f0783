"""What every block needs in order to be written: language, width, styles, colours, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.blocks import Run, Runs
from generator.docx import tags, words
from generator.docx.numbering import Lists
from generator.docx.numbers import Caption, Numbers, Title
from generator.docx.palette import Palette
from generator.docx.styles import Styles
from workbook_templates.text import NBSP, Lang


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The setting of a block; `width` is the room between the margins, in twips, `place` the bookmark of the chapter it stands in."""

    lang: Lang
    width: int
    styles: Styles
    palette: Palette
    lists: Lists
    numbers: Numbers
    font: str
    pages: Mapping[str, int] | None = None
    place: str = ""

    def paragraph(self, content: str, style: str, *, align: tags.Jc = "", keep_next: bool = False, look: str = "") -> str:
        """Return a paragraph of the style of this name."""
        return tags.paragraph(content, style=self.styles[style], align=align, keep_next=keep_next, look=look)

    def runs(
        self, runs: Runs, *, color: str = "", size: float = 0, bold: bool = False, place: tuple[str, str, str] | None = None
    ) -> str:
        """Return runs, references and sourced figures resolved; `place` is the line of the index they belong to, where it is one for all."""
        return "".join(self._run(run, color=color, size=size, bold=bold, place=place) for run in runs)

    def _run(self, run: Run, *, color: str, size: float, bold: bool, place: tuple[str, str, str] | None) -> str:
        if run.reference:
            target = self.numbers.by_bookmark[run.reference]
            switch = "\\h" if isinstance(target, Caption) or not target.number else "\\r \\h"
            return tags.field(
                f"REF {run.reference} {switch}", self.numbers.label(run.reference, self.lang), bold=run.bold or bold
            )
        said = tags.run(run.text, bold=run.bold or bold, italic=run.italic, color=color, size=size)
        return self.sourced(said, run.source, place or (self.place, run.text, run.source))

    def sourced(self, content: str, source: str, place: tuple[str, str, str]) -> str:
        """Return a printed figure, with its cell as a tooltip and a link to its line of the index, where there is one."""
        anchor = self.numbers.anchors.get(place) if source else None
        return tags.link(content, anchor, tooltip=source) if anchor else content

    def caption(self, bookmark: str, *, text: str = "") -> str:
        """Return the caption paragraph of a figure or a table, above it; its number is a SEQ field that the bookmark covers."""
        caption = self.numbers.by_bookmark[bookmark]
        assert isinstance(caption, Caption)
        name = (words.FIGURE if caption.kind == "figure" else words.TABLE).get(self.lang)
        numbered = tags.run(name + NBSP) + tags.field(f"SEQ {name} \\* ARABIC", str(caption.number))
        marked = tags.bookmark(numbered, bookmark, self.numbers.bookmarks[bookmark])
        return self.paragraph(f"{marked}{tags.run(f'{NBSP}– {text or caption.text}')}", "caption", keep_next=True)

    def part_caption(self, bookmark: str, part: int, parts: int, *, look: str = "") -> str:
        """Return the caption of one of the parts a block is cut into: the first, `part` 0, has the number; the others say whose they are."""
        if parts == 1:
            return self.caption(bookmark)
        caption = self.numbers.by_bookmark[bookmark]
        assert isinstance(caption, Caption)
        facts = {"caption": caption.text, "part": part + 1, "parts": parts}
        if part == 0:
            return self.caption(bookmark, text=words.FIRST_PART.format(**facts).get(self.lang))
        return self.paragraph(tags.run(words.CONTINUED.format(**facts).get(self.lang)), "caption", keep_next=True, look=look)

    def heading(self, title: Title, *, new_page: bool, parted: bool = False) -> str:
        """Return a heading, numbered by Word: by the template's own list where it counts as the contents do, by ours otherwise.

        `parted` sets a chapter that opens no page apart from what comes before it.
        """
        style = f"heading {title.level}"
        number = ""
        if title.list_level is not None and (title.appendix or self.styles.ends is None):
            list_ = self.lists.appendices if title.appendix else self.lists.chapters
            number = f'<w:numPr><w:ilvl w:val="{title.list_level}"/><w:numId w:val="{list_}"/></w:numPr>'
        above = '<w:spacing w:before="560"/>' if parted else ""
        marked = tags.bookmark(tags.run(title.text), title.bookmark, self.numbers.bookmarks[title.bookmark])
        look = self.unnumbered(style, above) if title.list_level is None else number + above
        return self.paragraph(marked, style, look=("<w:pageBreakBefore/>" if new_page else "") + look)

    def unnumbered(self, style: str, spacing: str = "") -> str:
        """Return the look of a paragraph without the number its style gives, where it gives one."""
        if not self.styles.numbers(style):
            return spacing
        return f'<w:numPr><w:numId w:val="0"/></w:numPr>{spacing}<w:ind w:left="0" w:firstLine="0"/>'

    def below(self, *, notes: tuple[str, ...] = (), source: str = "") -> str:
        """Return what stands under a figure or a table: notes, source, or a little room."""
        texts = [("Plan Note", words.NOTE.format(text=note)) for note in notes]
        if source:
            texts.append(("Plan Source", words.SOURCE.format(text=source)))
        lines = [
            self.paragraph(tags.run(text.get(self.lang)), style, keep_next=i < len(texts))
            for i, (style, text) in enumerate(texts, 1)
        ]
        return "".join(lines) or self.gap()

    def gap(self) -> str:
        """Return a few points of white: two tables that touch become one."""
        return self.paragraph("", "Plan Gap")
