"""The `planmo` command: a thin face on `commands`, in the language of the machine."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from addin import commands
from addin.parser import parser
from workbook_templates.errors import LEVELS, PlanmoError, Problem, located
from workbook_templates.text import Lang, Text, number

OK, FAILED, BROKEN = 0, 1, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 refused or problems found, 2 mistyped, 3 a defect of ours."""
    lang = language()
    options = parser(lang).parse_args(argv)
    try:
        status = _FACES[options.verb](options, lang)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # `planmo check … | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except PlanmoError as error:
        print(f"planmo: {error.say(lang)}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print(_STOPPED.get(lang), file=sys.stderr)
        return 130
    except (
        Exception
    ) as error:  # a defect of ours: the user gets a sentence, PLANMO_DEBUG=1 gives whoever mends it the whole trace
        if os.environ.get("PLANMO_DEBUG"):
            raise
        print(f"planmo: {_DEFECT.format(error=f'{type(error).__name__}: {error}').get(lang)}", file=sys.stderr)
        return BROKEN


def language() -> Lang:
    """Return the language of the machine: French when its locale is, English otherwise; PLANMO_LANG decides first."""
    for name in ("PLANMO_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.casefold().startswith("fr") else "en"
    if sys.platform == "win32":
        import locale

        return "fr" if (locale.getlocale()[0] or "").casefold().startswith("fr") else "en"
    return "en"


_DEFECT = Text(
    "défaut du programme ({error}). Vos fichiers sont intacts. Avec PLANMO_DEBUG=1, la commande affiche de quoi le signaler.",
    "a defect of the program ({error}). Your files are as they were. With PLANMO_DEBUG=1 the command shows what to report.",
)
_STOPPED = Text("Arrêté. Aucun fichier n'a été laissé à moitié écrit.", "Stopped. No file was left half written.")


# ── what each command says ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _new(options: argparse.Namespace, lang: Lang) -> int:
    with _Progress(lang) as progress:
        done = commands.new(options.workbook, lang=options.lang, case=options.case, force=options.force, progress=progress)
    return _computed(done, lang)


def _import(options: argparse.Namespace, lang: Lang) -> int:
    with _Progress(lang) as progress:
        done = commands.import_data(
            options.workbook,
            options.data,
            table=options.table,
            mapping=_mapping(options.map),
            sheet=options.sheet,
            how=options.how,
            progress=progress,
        )
    _say(
        _READ,
        lang,
        table=done.intake.table,
        rows=_counted(done.intake.count, _ROWS),
        rejected=_counted(len(done.intake.rejects), _REJECTED),
    )
    for reject in done.intake.rejects[:_SHOWN]:
        print(f"  {reject.say(lang)}")
    if len(done.intake.rejects) > _SHOWN:
        _say(_MORE, lang, count=len(done.intake.rejects) - _SHOWN)
    for remark in done.intake.remarks:
        print(f"  {remark.say(lang)}")
    return _computed(done.calculated, lang)


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    mapping = {}
    for pair in pairs:
        source, equals, field = pair.partition("=")
        if not equals or not source or not field:
            raise PlanmoError(
                "map.form",
                Text(
                    "--map attend Colonne=champ, par exemple --map « Date de vente=date » ; « {pair} » a été lu.",
                    "--map takes Column=field, for example --map “Sale date=date”; “{pair}” was read.",
                ).format(pair=pair),
            )
        mapping[source.strip()] = field.strip()
    return mapping


def _calc(options: argparse.Namespace, lang: Lang) -> int:
    with _Progress(lang) as progress:
        done = commands.calc(options.workbook, out=options.output, viewer=options.viewer, progress=progress)
    return _computed(done, lang)


def _computed(done: commands.Calculated, lang: Lang) -> int:
    _say(_COMPUTED, lang, path=done.path, cells=done.cells, seconds=number(done.seconds, lang, decimals=1))
    _kept(done.backup, lang)
    _list(done.problems, lang)
    return FAILED if any(problem.code == "formula.unsupported" for problem in done.problems) else OK


def _check(options: argparse.Namespace, lang: Lang) -> int:
    checked = commands.check(options.workbook, fresh=options.fresh)
    if options.json:
        print(json.dumps([_as_json(problem, lang) for problem in checked.problems], ensure_ascii=False, indent=2))
    else:
        _list(checked.problems, lang)
        counts = {level: sum(problem.level == level for problem in checked.problems) for level in LEVELS}
        said = {"blocking": _counted(counts["blocking"], _BLOCKING), "advice": _counted(counts["advice"], _ADVICE)}
        _say(_CLEAN if checked.clean else _COUNTS, lang, fix=counts["fix"], **said)
    return OK if checked.clean else FAILED


def _as_json(problem: Problem, lang: Lang) -> dict[str, object]:
    return {"code": problem.code, "level": problem.level, "cell": problem.where, "message": problem.text.get(lang)}


def _plan(options: argparse.Namespace, lang: Lang) -> int:
    with _Progress(lang) as progress:
        done = commands.plan(
            options.workbook,
            out=options.output,
            force=options.force,
            fresh=options.fresh,
            sections=options.sections,
            template=options.template,
            texts=options.texts,
            since=options.since,
            pages=options.pages,
            pdf=options.pdf,
            progress=progress,
        )
    return _planned(done, lang)


def _planned(done: commands.Planned, lang: Lang) -> int:
    _say(_WRITTEN_DRAFT if done.draft else _WRITTEN, lang, path=done.path, seconds=number(done.seconds, lang, decimals=1))
    if done.pdf is not None:
        print(done.pdf)
    for remark in done.kept:
        print(f"  {remark.get(lang)}")
    _kept(done.backup, lang)
    if done.unprinted is None:
        return OK
    print(f"planmo: {done.unprinted.say(lang)}", file=sys.stderr)
    return FAILED


def _kept(backup: Path | None, lang: Lang) -> None:
    if backup is not None:
        _say(_KEPT, lang, path=backup)


def _export(options: argparse.Namespace, lang: Lang) -> int:
    for kind in _EXPORTS:
        if getattr(options, kind):
            for path in commands.export(options.workbook, kind=kind, out=options.output):
                print(path)
    return OK


_EXPORTS: tuple[commands.ExportKind, ...] = ("ics", "msproject", "csv")


def _compare(options: argparse.Namespace, lang: Lang) -> int:
    differences = commands.compare(options.old, options.new)
    for difference in differences:
        print(located(difference.cell, difference.say(lang), lang))
    print((_counted(len(differences), _DIFFERENCES) if differences else _SAME).get(lang))
    return OK


def _demo(options: argparse.Namespace, lang: Lang) -> int:
    with _Progress(lang) as progress:
        done = commands.demo(options.out, case=options.case, lang=options.lang, progress=progress)
    return max(_computed(done.workbook, lang), _planned(done.plan, lang))


def _functions(options: argparse.Namespace, lang: Lang) -> int:
    from addin.functions import FUNCTIONS
    from addin.functions.reference import card, index, page

    if options.markdown:
        print(page(FUNCTIONS, lang), end="")
        return OK
    if options.name is None:
        print(index(FUNCTIONS, lang))
        return OK
    found = [function for function in FUNCTIONS if function.name == options.name.upper()]
    if not found:
        raise PlanmoError(
            "function.unknown",
            Text(
                "La fonction « {name} » n'existe pas. « planmo functions » en donne la liste.",
                "There is no function “{name}”. “planmo functions” lists them.",
            ).format(name=options.name),
        )
    print(card(found[0], lang))
    return OK


def _addin(options: argparse.Namespace, lang: Lang) -> int:
    from addin.addin_face import face

    return OK if face(options.what, options.output, lang) else FAILED


_DIFFERENCES = Text("{count} différence.", "{count} difference."), Text("{count} différences.", "{count} differences.")
_SAME = Text(
    "Les deux versions disent la même chose, feuilles de données à part.", "The two versions say the same, data sheets aside."
)
_SHOWN = 10  # rejected lines listed before the rest is only counted
_COMPUTED = Text("{path} : {cells} cellules calculées en {seconds} s.", "{path}: {cells} cells computed in {seconds} s.")
_REJECTED = Text("{count} rejetée", "{count} rejected"), Text("{count} rejetées", "{count} rejected")
_ADVICE = Text("{count} conseil", "{count} piece of advice"), Text("{count} conseils", "{count} pieces of advice")
_BLOCKING = Text("{count} bloquant", "{count} blocking"), Text("{count} bloquants", "{count} blocking")
_WRITTEN = Text("{path} : plan écrit en {seconds} s.", "{path}: plan written in {seconds} s.")
_WRITTEN_DRAFT = Text(
    "{path} : plan écrit en {seconds} s, marqué PROJET : « planmo check » dit pourquoi.",
    "{path}: plan written in {seconds} s, marked DRAFT: “planmo check” says why.",
)
_KEPT = Text("Copie de l'ancien fichier : {path}", "Copy of the former file: {path}")
_READ = Text("{table} : {rows}, {rejected}.", "{table}: {rows}, {rejected}.")
_ROWS = Text("{count} ligne lue", "{count} row read"), Text("{count} lignes lues", "{count} rows read")
_MORE = Text("  … et {count} autres.", "  … and {count} more.")
_CLEAN = Text("Rien n'empêche de signer ({advice}).", "Nothing stands in the way of signing ({advice}).")
_COUNTS = Text("{blocking}, {fix} à corriger, {advice}.", "{blocking}, {fix} to fix, {advice}.")


def _say(text: Text, lang: Lang, **facts: object) -> None:
    print(text.format(**facts).get(lang))


def _counted(count: int, words: tuple[Text, Text]) -> Text:
    """Return a count with its word, singular up to one in French and for one in English."""
    one, many = words
    return Text((one if count < 2 else many).fr, (one if count == 1 else many).en).format(count=count)


def _list(problems: Iterable[Problem], lang: Lang) -> None:
    for problem in problems:
        print(f"[{LEVELS[problem.level].get(lang)}] {problem.code}  {problem.say(lang)}")


class _Progress:
    """A bar on the terminal while a long command runs; nothing where the output is not a terminal."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._bar: Any = None  # a tqdm bar, loaded when the first step is shown

    def __enter__(self) -> commands.Progress:
        return self._show if sys.stderr.isatty() else commands.quiet

    def _show(self, step: str, done: int, total: int) -> None:
        from tqdm import tqdm

        if self._bar is None:
            self._bar = tqdm(total=total, leave=False, bar_format="{desc} {bar} {n_fmt}/{total_fmt}", file=sys.stderr)
        self._bar.total, self._bar.n = total, done
        self._bar.set_description_str(_STEPS[step].get(self._lang) if step in _STEPS else step)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()


_STEPS = {
    "build": Text("Construction", "Building"),
    "load": Text("Lecture", "Reading"),
    "functions": Text("Calcul", "Computing"),
    "import": Text("Import", "Importing"),
    "write": Text("Écriture", "Writing"),
    "plan": Text("Plan Word", "Word plan"),
}


_FACES: dict[str, Callable[[argparse.Namespace, Lang], int]] = {
    "new": _new,
    "import": _import,
    "calc": _calc,
    "check": _check,
    "plan": _plan,
    "export": _export,
    "compare": _compare,
    "addin": _addin,
    "functions": _functions,
    "demo": _demo,
}


if __name__ == "__main__":
    sys.exit(main())
