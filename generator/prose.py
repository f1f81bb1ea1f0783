"""The plan's sentences: jinja2 templates, ours or a person's own, that print figures with their cells and nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.figures import Figure
from generator.markup import literal
from generator.writer import DASH, Writer
from workbook_templates.errors import PlanmoError
from workbook_templates.text import LANGS, Lang, Text

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from markupsafe import Markup

TEXTS = Path(__file__).parent / "texts"
_SUFFIX = ".md.j2"
_NEAR = 0.75  # likeness of names from which a file passes for a misnamed template


class TextError(PlanmoError):
    """A template of the plan's prose cannot be used: `where` names the file and the line."""


@dataclass(frozen=True, slots=True)
class Prose:
    """The texts of one language; a template found in `folder` is taken instead of ours.

    Templates are sandboxed; every name they use must exist; what they print is escaped. A figure prints with its cell, a bare number
    not at all: no sentence holds a number without a source. A folder may also hold parts of texts, included by others: their names
    begin with an underscore.

    Raises
    ------
    TextError
        ``text.no_folder``: there is no such folder; ``text.unknown``: a template in it bears the name of none of ours.
    """

    lang: Lang
    folder: Path | None = None
    writer: Writer = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "writer", Writer(self.lang))
        if self.folder is not None:
            _check_folder(self.folder)

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """Return the text `name` (`romi` for ``romi.md.j2``) filled from `context`, in the light markup of `generator.markup`.

        Raises
        ------
        TextError
            ``text.template`` with the template's name and line.
        """
        from jinja2 import TemplateError

        file = f"{name}{_SUFFIX}"
        try:
            text = _environment(self.lang, self.folder).get_template(file).render(context)
        except (TemplateError, _NotPrintable, *_FAULTS) as error:
            raise _refusal(error, file) from error
        return self.writer.typeset(text)

    def say(self, text: Text, **facts: str) -> str:
        """Return a declared text (a title, a column's header), its `{facts}` filled in as they are."""
        return self.writer.typeset(text.get(self.lang).format(**facts) if facts else text.get(self.lang))


def _check_folder(folder: Path) -> None:
    """Refuse a folder that is not there, or that holds a template no section would ever ask for."""
    if not folder.is_dir():
        raise TextError("text.no_folder", _NO_FOLDER, where=str(folder))
    ours = {path.name.removesuffix(_SUFFIX) for path in (TEXTS / LANGS[0]).glob(f"*{_SUFFIX}")}
    for place in (folder, *(folder / lang for lang in LANGS)):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.is_file() and _is_misnamed(path.name, ours):
                near = difflib.get_close_matches(_stem(path.name), sorted(ours), n=1, cutoff=0.0)[0]
                raise TextError("text.unknown", _UNKNOWN.format(file=path.name, near=f"{near}{_SUFFIX}"), where=str(path))


def _is_misnamed(name: str, ours: set[str]) -> bool:
    """Whether a file was meant as a template and is none: other files may stay in the folder."""
    if name.startswith((".", "_")) or name.endswith("~") or (name.removesuffix(_SUFFIX) in ours and name.endswith(_SUFFIX)):
        return False
    return ".j2" in name.casefold() or bool(difflib.get_close_matches(_stem(name), ours, n=1, cutoff=_NEAR))


def _stem(name: str) -> str:
    return name.partition(".")[0].casefold()


_NO_FOLDER = Text(
    "ce dossier de textes n'existe pas. Vérifiez le chemin, ou retirez l'option pour garder les textes d'origine.",
    "there is no such folder of texts. Check the path, or leave the option out to keep the original texts.",
)
_FROM = Text("d'après {cell}", "from {cell}")
_UNKNOWN = Text(
    "aucun texte du plan ne s'appelle « {file} » : ce fichier ne servirait à rien. Le nom le plus proche est « {near} » ; "
    "renommez-le, ou retirez-le du dossier.",
    "no text of the plan is named “{file}”: this file would serve no purpose. The nearest name is “{near}”; "
    "rename it, or take it out of the folder.",
)


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
        bytecode_cache=_compiled(),
        finalize=functools.partial(_printed, Writer(lang)),
    )
    environment.filters.update(_filters(Writer(lang)))
    return environment


def _compiled() -> BytecodeCache | None:
    """Return where compiled templates are kept: beside the templates, as Python keeps its own; nowhere where that folder is not ours to write.

    Compiling the texts takes a sixth of the time a plan takes.
    """
    from jinja2 import FileSystemBytecodeCache

    folder = TEXTS / "__pycache__"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) and not sys.dont_write_bytecode else None


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
        return _sourced(writer.sentence(value), value, writer)
    if isinstance(value, dt.date):
        return Markup(writer.long_day(value))
    if isinstance(value, str | Text):
        return _safe(writer.typeset(_words(writer, value)))
    raise _NotPrintable(value)


def _words(writer: Writer, value: str | Text) -> str:
    """Return a person's words as they are, declared ones in the plan's language."""
    return value.get(writer.lang) if isinstance(value, Text) else value


def _safe(text: str) -> Markup:
    from markupsafe import Markup, escape

    return Markup(literal(str(escape(_LINES.sub(" ", text)))))


# Line ends of a person's words, which would part a sentence in two; non-breaking spaces stay.
_LINES = re.compile(r"[ \t]*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


def _sourced(text: str, figure: Figure, writer: Writer) -> Markup:
    from markupsafe import Markup

    if not figure.cell:
        return _safe(text)
    return Markup(f"[{_safe(text)}]({_safe(_source(figure, writer))})")


def _source(figure: Figure, writer: Writer) -> str:
    """Return the cell a figure comes from; one drawn from several cells says so, and names the first or their range."""
    first, *others = figure.cell.split("; ")
    return writer.say(_FROM.format(cell=first)) if others or ":" in first.rpartition("!")[2] else first


def _filters(writer: Writer) -> dict[str, Any]:
    def figure_filter(write: Any) -> Any:
        return lambda figure, *words: None if figure is None else _sourced(writer.typeset(write(figure, *words)), figure, writer)

    return {
        "exact": figure_filter(writer.exact),
        "signed": figure_filter(writer.signed),
        "size": figure_filter(writer.size),
        "plain": figure_filter(lambda f: writer.plain(f.value, 1)),
        "per_euro": figure_filter(lambda f: writer.price(round(f.value + 1, 2))),
        "count": figure_filter(lambda f, one, many: writer.counted(f.value, one, many)),
        "agree": lambda figure, one, many: many if figure is None else writer.agreed(figure.value, one, many),
        "listed": lambda words: _safe(writer.listed(map(writer.typeset, words))),
        "quotes": lambda words: [writer.quoted(writer.typeset(word)) for word in words],
        "quoted": lambda words: _safe(writer.quoted(writer.typeset(_words(writer, words)))),
        "of": lambda words: _safe(writer.of(writer.typeset(_words(writer, words)))),
        "that": lambda words: _safe(writer.that(writer.typeset(_words(writer, words)))),
        "month": lambda day: _safe(writer.month_year(day)),
        "lower_first": lambda words: _lower_first(_words(writer, words), writer.lang),
    }


def _lower_first(words: str, lang: Lang) -> str:
    """Return words that go on a sentence: a capital is lost, unless a name or an acronym wears it.

    >>> _lower_first("April test", "en"), _lower_first("Avril décide", "fr"), _lower_first("RFM d'abord", "fr")
    ('April test', 'avril décide', "RFM d'abord")
    """
    if lang == "en" and words.partition(" ")[0].removesuffix("’s").removesuffix("'s") in _ENGLISH_NAMES:
        return words
    goes_on = words[1:2].islower() or words[1:2] in "'’ "
    return words[:1].lower() + words[1:] if goes_on else words


# Words that keep their capital in English.
_ENGLISH_NAMES = frozenset(
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Christmas",
        "Easter",
        "Mother",
        "Father",
        "Valentine",
        "French",
        "English",
        "British",
        "German",
        "Italian",
        "Spanish",
        "European",
        "American",
        "France",
        "Europe",
        "Paris",
    ]
)


def _refusal(error: Exception, file: str) -> TextError:
    name, line = _place(error, file)
    return TextError(
        "text.template",
        Text(
            "le texte ne peut pas être écrit : {reason}. Corrigez cette ligne, ou retirez le fichier pour reprendre le texte d'origine.",
            "the text cannot be written: {reason}. Mend this line, or remove the file to take the original text again.",
        ).format(reason=_reason(error)),
        where=f"{name}:{line or 1}",
    )


# What a template can do to us beside jinja2's own errors: a filter misused, a file that cannot be read, a text that includes itself.
_FAULTS = (TypeError, AttributeError, ValueError, LookupError, ArithmeticError, RecursionError, OSError)

_REASONS: tuple[tuple[re.Pattern[str], Text], ...] = (
    (re.compile(r"No filter named '(?P<name>.+?)'"), Text("le filtre « {name} » n'existe pas", "there is no filter “{name}”")),
    (re.compile(r"No test named '(?P<name>.+?)'"), Text("le test « {name} » n'existe pas", "there is no test “{name}”")),
    (
        re.compile(r"^'(?P<name>[^']+)' is undefined"),
        Text("le nom « {name} » n'existe pas dans ce texte", "the name “{name}” does not exist in this text"),
    ),
    (
        re.compile(r"has no (?:attribute|element) '?(?P<name>[^']+)'?"),
        Text("ce qui précède « {name} » n'a rien de ce nom", "what stands before “{name}” has nothing of that name"),
    ),
    (
        re.compile(r"unknown tag '(?P<name>.+?)'"),
        Text(
            "la balise « {name} » n'existe pas, ou ne ferme pas le dernier bloc ouvert",
            "the tag “{name}” does not exist, or does not close the last block opened",
        ),
    ),
    (
        re.compile(r"innermost block that needs to be closed is '(?P<name>.+?)'"),
        Text("le bloc « {name} » n'est pas fermé", "the block “{name}” is not closed"),
    ),
    (
        re.compile(r"unexpected end of template|Missing end of|got 'end of template'", re.IGNORECASE),
        Text("une accolade, un bloc ou un commentaire n'est pas fermé", "a brace, a block or a comment is not closed"),
    ),
    (
        re.compile(r"unexpected (?:char )?'(?P<name>.+?)'(?: at \d+|, expected .*)?$|expected token .*, got '(?P<other>.+)'"),
        Text("« {name} » n'a pas sa place ici", "“{name}” is out of place here"),
    ),
    (
        re.compile(r"attribute '(?P<name>.+?)' of .* is unsafe"),
        Text("« {name} » est interdit dans un texte", "“{name}” is forbidden in a text"),
    ),
)


def _reason(error: Exception) -> Text:
    """Return what a template did wrong, in words; jinja2's own stand in parentheses where we have none."""
    from jinja2 import TemplateNotFound

    if isinstance(error, _NotPrintable):
        return error.text
    if isinstance(error, UnicodeDecodeError):
        return Text("le fichier n'est pas enregistré en UTF-8", "the file is not saved as UTF-8")
    if isinstance(error, TemplateNotFound):
        return Text("le texte « {name} » n'existe pas", "there is no text “{name}”").format(name=error.name or "")
    if isinstance(error, RecursionError):
        return Text("il s'inclut lui-même", "it includes itself")
    if isinstance(error, OSError):
        return Text("le système refuse l'accès au fichier", "the system denies access to the file")
    raw = " ".join(str(error).split())
    found = ((text, match) for pattern, text in _REASONS if (match := pattern.search(raw)))
    for text, match in found:
        return text.format(name=next(filter(None, match.groupdict().values()), ""))
    return Text("cette ligne ne peut pas être comprise ({raw})", "this line cannot be understood ({raw})").format(raw=raw)


def _place(error: Exception, file: str) -> tuple[str, int | None]:
    """Return the template and the line an error comes from: a syntax error knows them, others have them in their traceback."""
    if (line := getattr(error, "lineno", None)) is not None:
        return Path(getattr(error, "name", None) or file).name, line
    if isinstance(error, UnicodeDecodeError):
        return file, error.object[: error.start].count(b"\n") + 1
    frames: Iterable[tuple[str, int]] = _frames(error)
    return next(((Path(name).name, number) for name, number in reversed(list(frames)) if name.endswith(".j2")), (file, None))


def _frames(error: Exception) -> Iterable[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
