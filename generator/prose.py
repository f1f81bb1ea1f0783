"""The plan's sentences: jinja2 templates, ours or a person's own, that print figures with their cells and nothing else."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.figures import Figure
from generator.markup import literal
from generator.writer import DASH, Writer
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Lang, Text

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

TEXTS = Path(__file__).parent / "texts"


class TextError(PlanmoError):
    """A template of the plan's prose cannot be used: `where` names the file and the line."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The texts of one language; a template found in `folder` is taken instead of ours.

    Templates are sandboxed; every name they use must exist; what they print is escaped. A figure prints with its cell, a bare number
    not at all: no sentence holds a number without a source.
    """

    lang: Lang
    folder: Path | None = None
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "writer", Writer(self.lang))

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the text `name` (`romi` for ``romi.md.j2``) filled from `context`, in the light markup of `generator.markup`.

        Raises
        ------
        TextError
            ``text.template`` with the template's name and line.
        """
        from jinja2 import TemplateError

        file = f"{name}.md.j2"
        try:
            text = _environment(self.lang, self.folder).get_template(file).render(context)
        except (TemplateError, _NotPrintable, TypeError, AttributeError, ValueError, KeyError) as error:
            raise _refusal(error, file) from error
        return self.writer.typeset(text)

    def say(self, text: Text, **facts: str) -> str:
        """Return a declared text (a title, a column's header), its `{facts}` filled in as they are."""
        return self.writer.typeset(text.get(self.lang).format(**facts) if facts else text.get(self.lang))


@functools.lru_cache(maxsize=8)
def _environment(lang: Lang, folder: Path | None) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own = [str(folder / lang), str(folder)] if folder is not None else []
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([*own, str(TEXTS / lang)]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # folding constants costs more than it saves on templates rendered once
        finalize=functools.partial(_printed, Writer(lang)),
    )
    environment.filters.update(_filters(Writer(lang)))
    return environment


class _NotPrintable(Exception):
    """A template prints a value that is no text, no date and no figure with its cell."""

    def __init__(self, value: object) -> None:
        super().__init__(repr(value))
        self.text = Text(
            "« {value} » n'est ni un texte, ni une date, ni un chiffre avec sa cellule",
            "“{value}” is neither a text, a date nor a figure with its cell",
        ).format(value=repr(value))


def _printed(writer: Writer, value: Any) -> Markup:
    from jinja2 import Undefined
    from markupsafe import Markup

    if isinstance(value, Undefined):
        return Markup(str(value))  # raises, with the name
    if isinstance(value, Markup):
        return value
    if value is None:  # nothing was entered: the sentence says so, the plan still comes out
        return Markup(DASH)
    if isinstance(value, Figure):
        return _sourced(writer.sentence(value), value)
    if isinstance(value, dt.date):
        return Markup(writer.long_day(value))
    if isinstance(value, str):
        return _safe(writer.typeset(value))
    raise _NotPrintable(value)


def _safe(text: str) -> Markup:
    from markupsafe import Markup, escape

    return Markup(literal(str(escape(text))))


def _sourced(text: str, figure: Figure) -> Markup:
    from markupsafe import Markup

    if not figure.cell:
        return _safe(text)
    # A figure taken from many cells shows the first of them: the index of figures holds the rest under the table.
    return Markup(f"[{_safe(text)}]({_safe(figure.cell.split('; ')[0])})")


def _filters(writer: Writer) -> dict[str, Any]:
    def figure_filter(write: Any) -> Any:
        return lambda figure, *words: None if figure is None else _sourced(writer.typeset(write(figure, *words)), figure)

    return {
        "exact": figure_filter(writer.exact),
        "signed": figure_filter(writer.signed),
        "size": figure_filter(writer.size),
        "plain": figure_filter(lambda f: writer.plain(f.value, 1)),
        "per_euro": figure_filter(lambda f: writer.price(round(f.value + 1, 2))),
        "count": figure_filter(lambda f, one, many: writer.counted(f.value, one, many)),
        "agree": lambda figure, one, many: many if figure is None else writer.agreed(figure.value, one, many),
        "listed": lambda words: _safe(writer.listed(map(writer.typeset, words))),
        "quoted": lambda words: _safe(writer.quoted(writer.typeset(words))),
        "of": lambda words: _safe(writer.of(writer.typeset(words))),
        "that": lambda words: _safe(writer.that(writer.typeset(words))),
        "month": lambda day: _safe(writer.month_year(day)),
        "lower_first": _lower_first,
    }


def _lower_first(words: str) -> str:
    """Return words that go on a sentence: a capital is lost, unless a name or an acronym wears it."""
    goes_on = words[1:2].islower() or words[1:2] in "'’ "
    return words[:1].lower() + words[1:] if goes_on else words


def _refusal(error: Exception, file: str) -> TextError:
    name, line = _place(error, file)
    return TextError(
        "text.template",
        Text(
            "le texte ne peut pas être écrit : {reason}. Corrigez cette ligne, ou retirez le fichier pour reprendre le texte d'origine.",
            "the text cannot be written: {reason}. Mend this line, or remove the file to take the original text again.",
        ).format(reason=error.text if isinstance(error, _NotPrintable) else str(error)),
        where=f"{name}:{line}" if line else name,
    )


def _place(error: Exception, file: str) -> tuple[str, int | None]:
    """Return the template and the line an error comes from: a syntax error knows them, others have them in their traceback."""
    if (line := getattr(error, "lineno", None)) is not None:
        return getattr(error, "name", None) or file, line
    frames: Iterable[tuple[str, int]] = _frames(error)
    return next(((Path(name).name, number) for name, number in reversed(list(frames)) if name.endswith(".j2")), (file, None))


def _frames(error: Exception) -> Iterable[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
