"""The worked cases' plans as a reader sees them: pages as approved, full enough, within their margins, contents that tell true.

The command that writes the approved pages anew stands in tests/pages.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from generator.docx.tags import W
from tests import pages
from tests.end_to_end.cases import NAMES, Case, bookmarks, text
from tests.end_to_end.layout import POINT, Page, Word
from tests.office import needs_poppler, needs_soffice

pytestmark = [pytest.mark.slow, pytest.mark.office, needs_soffice, needs_poppler]

APPROVED = Path(__file__).with_name("approved_pages")
FRENCH = [name for name in NAMES if name.endswith("_fr")]
_SEEN = [*FRENCH, "cdnow_en"]
_HEADINGS = ("heading 1", "heading 2", "heading 3")
_ENTRIES = ("toc 1", "toc 2", "toc 3", "table of figures")
_LABEL = re.compile(r"(?:Figure|Tableau|Table)\s\d+\s–")
_NUMBER = re.compile(r"(?<![\d,.])(?<!\d )(?:\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?(?:\u00a0[€%])?|\d[\d.,]*\u00a0[€%])")


class DescribePages:
    @pytest.mark.parametrize("case", _SEEN, indirect=True)
    def they_look_as_approved(self, case: Case) -> None:
        pages.they_look_as(case.pdf, APPROVED / f"{case.name}.pgm.gz")

    def they_are_never_blank(self, case: Case) -> None:
        ink = {page.number: int(page.body.sum()) for page in case.layout.pages}
        assert [number for number, amount in ink.items() if amount < max(ink.values()) * 0.01] == []

    def they_are_a_third_full_at_least_inside_a_chapter(self, case: Case) -> None:
        free = _ends(case)
        inside = [page for page in case.layout.pages if page.number not in free]
        assert len(inside) > 10
        assert [f"page {page.number}: {page.filled:.0%}" for page in inside if page.filled < 1 / 3] == []

    def they_are_a_tenth_full_at_least_anywhere(self, case: Case) -> None:
        assert [f"page {page.number}: {page.filled:.0%}" for page in case.layout.pages if page.filled < 0.10] == []

    def they_never_end_with_a_heading_or_a_caption(self, case: Case) -> None:
        assert [*_last_titles(case), *_last_lines(case)] == []

    def they_hold_each_figure_whole(self, case: Case) -> None:
        assert list(_split(case)) == []

    def they_print_nothing_outside_their_margins(self, case: Case) -> None:
        assert [fault for page in case.layout.pages for fault in _outside(page)] == []

    def they_count_themselves(self, case: Case) -> None:
        count = len(case.layout.pages)
        for page in case.layout.pages[1:]:
            foot = " ".join(word.text for word in page.words if word.middle > page.height - page.margins["bottom"])
            assert foot.endswith((f"Page {page.number} sur {count}", f"Page {page.number} of {count}"))


def _ends(case: Case) -> set[int]:
    """Return the pages that may end early: those before a chapter or the contents, those on either side of a turn of the paper."""
    listed = case.layout.pages
    places = case.layout.places
    titles = [mark for paragraph in case.word.styled("heading 1") for mark in bookmarks(paragraph)]
    chapters = {page for page, top in map(places.__getitem__, titles) if top < listed[page - 1].margins["top"] + 5}
    contents = {page.number for page in listed if _first(page) == text(case.word.styled("toc heading")[0])}
    turns = {
        number for one, other in pairwise(listed) if one.orientation != other.orientation for number in (one.number, other.number)
    }
    return {page - 1 for page in chapters | contents} | turns | {len(listed)}


def _first(page: Page) -> str:
    lines = page.lines()
    return _said(lines[0]) if lines else ""


def _said(line: list[Word]) -> str:
    return " ".join(word.text for word in line)


def _last_titles(case: Case) -> Iterator[str]:
    """Return the headings and captions that nothing follows on their page, by their places."""
    layout = case.layout
    for paragraph in case.word.styled(*_HEADINGS, "caption"):
        for mark in bookmarks(paragraph):
            number, top = layout.places[mark]
            below = [word for word in layout.pages[number - 1].body_words if word.middle > top]
            numbered = case.word.style(paragraph) != "caption"
            if len(below) <= len(text(paragraph).split()) + numbered:
                yield f"page {number} ends with {text(paragraph)!r}"


def _last_lines(case: Case) -> Iterator[str]:
    """Return the captions and the titles of lists that are the last line of a page, by their words."""
    lists = {text(paragraph) for paragraph in case.word.styled("toc heading")}
    contents = _contents_pages(case)
    for page in case.layout.pages:
        lines = page.lines()
        last = _said(lines[-1]) if lines else ""
        if last in lists or (page.number not in contents and _LABEL.match(last)):
            yield f"page {page.number} ends with {last!r}"


def _split(case: Case) -> Iterator[str]:
    """Return the figures whose source line stands on another page than their caption."""
    figure = ""
    for paragraph in case.word.body.iter(f"{{{W}}}p"):
        style, said = case.word.style(paragraph), text(paragraph)
        if style == "caption":
            figure = bookmarks(paragraph)[0] if said.startswith("Figure") and bookmarks(paragraph) else ""
        elif style == "plan source" and figure:
            page = case.layout.pages[case.layout.places[figure][0] - 1]
            if not _holds([word.text for word in page.words], said.split()):
                yield f"page {page.number}: {figure} goes on over the page"
            figure = ""


def _outside(page: Page) -> Iterator[str]:
    """Say what stands outside the margins: ink at the sides, between the body and head or foot, words beyond an edge."""
    sides, room = page.margins, round(2 / POINT)
    low = page.height - sides["bottom"]
    bands = {
        "left": page.ink[:, : round(sides["left"] / POINT) - room],
        "right": page.ink[:, round((page.width - sides["right"]) / POINT) + room :],
        "above the head": page.ink[: round(sides["header"] / POINT) - room],
        "below the foot": page.ink[round((page.height - sides["footer"]) / POINT) + room :],
        "between head and body": page.ink[round((sides["header"] + 18) / POINT) : round(sides["top"] / POINT) - room],
        "between body and foot": page.ink[round(low / POINT) + room : round((page.height - sides["footer"] - 18) / POINT)],
    }
    yield from (f"page {page.number}: ink {where}" for where, band in bands.items() if band.any())
    for word in page.words:
        if word.left < sides["left"] - 2 or word.right > page.width - sides["right"] + 2:
            yield f"page {page.number}: {word.text!r} beyond the margin"


class DescribeTheContents:
    def they_give_the_page_of_each_heading(self, case: Case) -> None:
        entries = list(_entries(case))
        assert len(entries) > 80
        assert [entry for entry in entries if entry[2] != str(case.layout.places[entry[1]][0])] == []

    def they_print_those_pages(self, case: Case) -> None:
        printed = Counter(re.sub(r"[\s.…]+", " ", line) for page in _contents_pages(case) for line in _lines(case, page))
        whole = " ".join(printed)
        assert [entry for entry in _entries(case) if re.sub(r"[\s.…]+", " ", f"{entry[0]} {entry[2]}").strip() not in whole] == []

    def they_lead_to_a_page_that_says_the_heading(self, case: Case) -> None:
        wrong = []
        for said, mark, _ in _entries(case):
            page = case.layout.pages[case.layout.places[mark][0] - 1]
            if said.split() != [] and not _holds([word.text for word in page.words], said.split()):
                wrong.append((page.number, said))
        assert wrong == []

    def they_name_every_chapter_section_figure_and_table(self, case: Case) -> None:
        named = {mark for _, mark, _ in _entries(case)}
        titles = case.word.styled("heading 1", "heading 2", "caption")
        assert {mark for paragraph in titles for mark in bookmarks(paragraph)} == named


def _entries(case: Case) -> Iterator[tuple[str, str, str]]:
    """Return each line of the contents and lists: its words without number, its bookmark, the page it prints."""
    for paragraph in case.word.styled(*_ENTRIES):
        link = next(paragraph.iter(f"{{{W}}}hyperlink"))
        words, _, page = text(link).rpartition(" ")
        yield re.sub(r"^(?:\d+|[A-Z])(?:\.\d+)* (?=\D)", "", words.strip()), link.get(f"{{{W}}}anchor"), page


def _contents_pages(case: Case) -> set[int]:
    """Return the pages from the contents to the first chapter."""
    titles = case.word.styled("toc heading")
    first = min(page.number for page in case.layout.pages if _first(page) == text(titles[0]))
    after = case.layout.places["s_chapter_situation"][0]
    return set(range(first, after))


def _lines(case: Case, page: int) -> list[str]:
    return [_said(line) for line in case.layout.pages[page - 1].lines()]


def _holds(words: list[str], wanted: list[str]) -> bool:
    """Whether these words stand side by side."""
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words) - len(wanted) + 1))


class DescribeWords:
    def they_are_never_cut_to_fit_a_column(self, case: Case) -> None:
        assert [*_missing(case), *_stacked(case)] == []

    @pytest.mark.parametrize("case", FRENCH, indirect=True)
    def they_never_break_a_number_or_its_unit(self, case: Case) -> None:
        assert list(_broken(case)) == []


def _broken(case: Case) -> Iterator[str]:
    """Return the numbers that stand fewer times on a line of their own than in the document: some were cut."""
    said = "|".join(text(paragraph) for paragraph in case.word.body.iter(f"{{{W}}}p"))
    lines = "|".join(_spaced(line) for page in case.layout.pages for line in page.lines())
    wanted, printed = (Counter(re.sub(r"\s", " ", number) for number in _NUMBER.findall(one)) for one in (said, lines))
    assert len(wanted) > 100
    yield from (
        f"{number} is printed {printed[number]} times of {count}" for number, count in wanted.items() if printed[number] < count
    )


def _spaced(line: list[Word]) -> str:
    """Return a line's words, unbreakable spaces where they stand close, bars between cells."""
    said = ""
    for before, word in pairwise([None, *line]):
        assert word is not None
        near = before is not None and word.left - before.right < 0.35 * (word.bottom - word.top)
        said += ("\u00a0" if near else "|") + word.text
    return said


def _tokens(said: str) -> list[str]:
    return re.findall(r"\w+", said)


def _missing(case: Case) -> Iterator[str]:
    """Return the words that stand fewer times on the pages than in the document: some were cut, or left out."""
    written = Counter(_tokens(" ".join(text(paragraph) for paragraph in case.word.body.iter(f"{{{W}}}p"))))
    printed = Counter(token for page in case.layout.pages for word in page.words for token in _tokens(word.text))
    yield from (
        f"{token!r} is printed {printed[token]} times of {count}" for token, count in written.items() if printed[token] < count
    )


def _stacked(case: Case) -> Iterator[str]:
    """Return the words that are printed in two halves, one under the other, at the same left, right or middle."""
    whole = set(_tokens(" ".join(text(paragraph) for paragraph in case.word.body.iter(f"{{{W}}}p"))))
    for page in case.layout.pages:
        halves = [word for word in page.body_words if word.text.isalpha()]
        odd = [word for word in halves if word.text not in whole]  # a half that is no word of the document
        for word in odd:
            yield from (
                f"page {page.number}: {one.text}|{two.text}"
                for other in halves
                for one, two in ((word, other), (other, word))
                if one.text + two.text in whole and _under(one, two)
            )


def _under(one: Word, two: Word) -> bool:
    """Whether `two` stands on the line after `one`, in one column."""
    aligned = any(
        abs(a - b) < 1.5 for a, b in ((one.left, two.left), (one.right, two.right), (one.left + one.right, two.left + two.right))
    )
    return aligned and 0 < two.middle - one.middle < 1.6 * (one.bottom - one.top)
