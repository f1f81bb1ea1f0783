"""The pages of documentation: what they name exists, what they show runs, where they point is there."""

from __future__ import annotations

import re
import shlex
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.functions import FUNCTIONS
from addin.parser import parser
from generator.checks.budget import MARGIN_MISSING
from generator.checks.catalogue import codes
from generator.docx.words import DRAFT
from generator.sections.reservations import TITLE as RESERVATIONS
from workbook_templates import words
from workbook_templates.building.layout import FIRST_ROW, Layout
from workbook_templates.building.tables import _COMPUTED, _REQUIRED
from workbook_templates.schema import SETTINGS, SHEETS, TABLES, Importance
from workbook_templates.schema.content import Content
from workbook_templates.schema.home import FILLING, PROGRESS
from workbook_templates.text import Words

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
GUIDE = ROOT / "docs/guide.md"
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]

# Which section of docs/definitions.md holds a family that has none of its own.
_PLANNING = {
    "ansoff", "bav", "life_cycle", "channels", "smart", "cascade", "market_share", "calendar", "commercial_calendar", "retroplanning", "gantt",
    "workload", "raci", "kpi", "funnel", "audit", "ab_sample",
}  # fmt: skip
# A verb named in a sentence stands for the whole command: what it lacks, by verb.
_COMPLETED = {
    "new": ["plan.xlsx"], "import": ["plan.xlsx", "data.csv", "--table", "Transactions"], "calc": ["plan.xlsx"], "check": ["plan.xlsx"],
    "plan": ["plan.xlsx"], "export": ["plan.xlsx", "--ics"], "compare": ["old.xlsx", "new.xlsx"],
}  # fmt: skip


def _text(path: Path) -> str:
    return path.read_text("utf-8")


def _blocks(text: str) -> tuple[str, str]:
    """Return the code blocks of a page, and the page without them."""
    found = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    return "\n".join(found), re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)


def _shown(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the arguments of every planmo command of a page, and whether it is shown whole, in a block of code."""
    blocks, prose = _blocks(text)
    for line in blocks.splitlines():
        if match := re.search(r"(?:^|[\s/\\])planmo\s+(\S.*)", line.split(" #")[0]):
            yield match[1].strip(), True
    for span in re.findall(r"`planmo ([^`]+)`", prose):
        if "…" not in span:
            yield span, False


COMMANDS = sorted({(name, line, whole) for name, path in zip(NAMES, PAGES, strict=True) for line, whole in _shown(_text(path))})


def _runs(arguments: list[str]) -> bool:
    try:
        parser("fr").parse_args(arguments)
    except SystemExit as ended:
        return ended.code == 0
    return True


def _slug(heading: str) -> str:
    """Return the anchor GitHub gives a heading."""
    letters = "".join(c for c in re.sub(r"[`*]", "", heading).lower() if c in " -_" or unicodedata.category(c)[0] in "LNM")
    return letters.replace(" ", "-")


def _anchors(path: Path) -> set[str]:
    return {_slug(title) for title in re.findall(r"^#+ (.*)$", _blocks(_text(path))[1], re.MULTILINE)}


def _links(path: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", _blocks(_text(path))[1]) if "://" not in link]


class DescribeTheReference:
    @pytest.mark.parametrize("name", [function.name for function in FUNCTIONS])
    def it_has_every_function(self, name: str) -> None:
        assert f"\n## {name}\n" in _text(ROOT / "docs/functions.md")


class DescribeTheDefinitions:
    @pytest.mark.parametrize("name", [function.name for function in FUNCTIONS])
    def they_name_every_function(self, name: str) -> None:
        assert f"`{name}`" in _section_of(name) or f"### {name}\n" in _section_of(name)

    def they_are_what_the_functions_cite(self) -> None:
        cited = {match[1] for function in FUNCTIONS if (match := re.search(r"docs/definitions\.md, (\w+)", function.source))}
        assert cited == {"RFM", "CLV", "CPA", "ROMI"}
        assert {_slug(title) for title in cited} <= _anchors(ROOT / "docs/definitions.md")


def _section_of(name: str) -> str:
    """Return the section of the definitions where a function belongs."""
    family = next(function.family for function in FUNCTIONS if function.name == name)
    title = "planning" if family in _PLANNING else family
    parts = re.split(r"^## (.*)$", _text(ROOT / "docs/definitions.md"), flags=re.MULTILINE)
    sections = {_slug(heading): body for heading, body in zip(parts[1::2], parts[2::2], strict=True)}
    return sections[title]


class DescribeCommands:
    @pytest.mark.parametrize(("page", "line", "whole"), COMMANDS)
    def they_are_what_the_program_takes(self, page: str, line: str, whole: bool) -> None:
        arguments = shlex.split(line)
        assert _runs(arguments) or (not whole and _runs([*arguments, *_COMPLETED.get(arguments[0], [])])), (
            f"{page}: planmo {line}"
        )

    def they_are_found_in_the_pages(self) -> None:
        assert {line.split()[0] for _, line, _ in COMMANDS} >= {"new", "import", "calc", "check", "plan", "compare", "export"}

    @pytest.mark.parametrize("path", PAGES, ids=NAMES)
    def they_call_make_for_what_it_makes(self, path: Path) -> None:
        known = set(re.findall(r"^([a-z]+):", _text(ROOT / "Makefile"), re.MULTILINE))
        blocks, prose = _blocks(_text(path))
        lines = [*re.findall(r"^make ([a-z ]+?)(?:\s*#|$)", blocks, re.MULTILINE), *re.findall(r"`make ([a-z ]+)`", prose)]
        assert {target for line in lines for target in line.split()} <= known


class DescribeLinks:
    @pytest.mark.parametrize("path", PAGES, ids=NAMES)
    def they_lead_somewhere(self, path: Path) -> None:
        for link in _links(path):
            file, _, anchor = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), f"{path.name}: {link}"
            assert not anchor or anchor in _anchors(target), f"{path.name}: {link}"


class DescribeEveryPage:
    @pytest.mark.parametrize("path", PAGES, ids=NAMES)
    def it_names_no_machine_and_no_package_host(self, path: Path) -> None:
        told = re.findall(
            r"(?<![\w.])/(?:w[o]rk|tmp|root|home|mnt|Users)/|index-url|p[y]pi\.org|p[y]thonhosted|n[p]mjs\.|localhost",
            _text(path),
        )
        assert not told

    @pytest.mark.parametrize("path", PAGES, ids=NAMES)
    def it_names_files_that_are_there(self, path: Path) -> None:
        spans = re.findall(r"`([^`\s]+)`", _blocks(_text(path))[1])
        inside = [span for span in spans if re.match(r"(addin|generator|workbook_templates|tests|docs)/[\w/.]*$", span)]
        assert [span for span in inside if not (ROOT / span).exists()] == []
        modules = {
            file.name
            for folder in ("addin", "generator", "workbook_templates", "tests")
            for file in (ROOT / folder).rglob("*.py")
        }
        assert {span.rpartition("/")[2] for span in spans if re.fullmatch(r"[\w/]+\.py", span)} <= modules

    @pytest.mark.parametrize("path", PAGES, ids=NAMES)
    def it_leaves_nothing_to_fill_in(self, path: Path) -> None:
        assert not re.findall(r"@@\w+@@|\bTODO\b|\bFIXME\b|\bTBD\b", _text(path))


# ── the guide ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _guide() -> str:
    """Return the guide's prose on one line, spaces and apostrophes made plain, code left out."""
    prose = re.sub(r"`[^`]*`", "", _blocks(_text(GUIDE))[1])
    return _plain(prose)


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").split())


def _labels() -> set[str]:
    """Return every French word the workbook shows: labels, titles, words of lists."""
    texts = [_REQUIRED, _COMPUTED, RESERVATIONS, *(setting.label for setting in SETTINGS.values())]
    for sheet in SHEETS:
        texts += [*(card.label for card in sheet.cards), *(block.title for block in sheet.blocks)]
        texts += [column.label for block in sheet.blocks for column in block.columns]
    texts += [text for item in vars(words).values() if isinstance(item, Words) for text in item.entries.values()]
    return {_plain(text.fr) for text in texts}


def _ribbon() -> set[str]:
    """Return what the buttons and menus of the ribbon say."""
    with (ROOT / "addin/ribbon/ribbon.toml").open("rb") as file:
        controls = [control for group in tomllib.load(file)["group"] for control in group["control"]]
    return {_plain(item["fr"]) for control in controls for item in (control, *control.get("item", ()))}


class DescribeTheGuide:
    def it_names_in_bold_the_sheets_there_are(self) -> None:
        bold = {span for span in re.findall(r"\*\*(.+?)\*\*", _guide()) if not span.endswith(".")}
        titles = {sheet.title.fr for sheet in SHEETS}
        assert bold <= titles
        assert bold >= {
            sheet.title.fr for sheet in SHEETS if any(table.importance is Importance.ESSENTIAL for table in sheet.tables)
        }

    def it_follows_the_order_of_filling_of_the_workbook(self) -> None:
        titles = {sheet.key: sheet.title.fr for sheet in SHEETS}
        steps = re.findall(r"^### \d+\. (.*)$", _text(GUIDE), re.MULTILINE)
        told = [word for step in steps for word in re.split(r", (?:puis )?", step) if word in titles.values()]
        assert told == [titles[key] for key, _, _ in FILLING][: len(told)]
        assert len(told) == 11

    def it_counts_the_tables_of_the_minimum_plan(self) -> None:
        essential = [table for table in TABLES.values() if table.importance is Importance.ESSENTIAL]
        assert len(essential) == 13
        assert "plan minimal, qui en compte treize" in _guide()

    def it_names_in_italics_the_buttons_there_are(self) -> None:
        italics = set(re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", re.sub(r"\*\*.+?\*\*", "", _guide())))
        assert italics
        assert italics <= _ribbon()

    def it_quotes_the_labels_there_are(self) -> None:
        quoted = set(re.findall(r"« (.+?) »", _guide()))
        states = _plain(" ".join(str(row[3]) for row in PROGRESS.rows))
        assert len(quoted) > 60
        assert {span for span in quoted if span not in _labels() and f'"{span}"' not in states} == set()

    def it_names_the_remarks_there_are(self) -> None:
        named = set(re.findall(r"`([a-z]+\.[a-z_]+)`", _text(GUIDE)))
        assert named
        assert named <= {code.code for code in codes()}

    def it_shows_a_remark_as_the_program_says_it(self) -> None:
        place = Layout.of("fr", Content()).places["Settings"]
        row = FIRST_ROW + 1 + list(SETTINGS).index("gross_margin")
        column = chr(ord("A") + place.column_of("value"))
        assert f"> {place.sheet.title.fr}!{column}{row}\u00a0: {MARGIN_MISSING.text.fr}" in _text(GUIDE)

    def it_says_what_a_draft_bears(self) -> None:
        assert f"**{DRAFT.fr}.**" in _text(GUIDE)

    def it_sets_the_spaces_of_french(self) -> None:
        prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", _blocks(_text(GUIDE))[1])
        assert re.findall(r"« | [:;!?»%€](?=[\s.,)]|$)", prose, re.MULTILINE) == []
