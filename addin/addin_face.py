"""What `planmo addin` does and says: build, install, uninstall, status, doctor."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import LEVELS
from workbook_templates.text import Lang, Text


def face(what: str, output: Path, lang: Lang) -> bool:
    """Do one of the five and print what happened; return whether all is well."""
    return {"build": _build, "install": _install, "uninstall": _uninstall, "status": _status, "doctor": _doctor}[what](
        output, lang
    )


def _build(output: Path, lang: Lang) -> bool:
    from addin.addin_file import build

    _say(_BUILT, lang, path=build(output))
    return True


def _install(output: Path, lang: Lang) -> bool:
    from addin.installer import install

    done = install()
    _say(_INSTALLED, lang, path=done.addin, settings=done.configuration)
    return _doctor(output, lang)


def _uninstall(output: Path, lang: Lang) -> bool:
    from addin.installer import uninstall

    removed = uninstall()
    for path in removed:
        _say(_REMOVED, lang, path=path)
    _say(_GONE if removed else _WAS_NOT_THERE, lang)
    return True


def _status(output: Path, lang: Lang) -> bool:
    from addin.installer import status

    state = status()
    _say((_CURRENT if state.current else _OLDER) if state.installed else _ABSENT, lang, path=state.places.addin)
    if state.interpreter:
        _say(_PYTHON, lang, python=state.interpreter)
    return state.current


def _doctor(output: Path, lang: Lang) -> bool:
    from addin.doctor import doctor

    problems = doctor()
    for problem in problems:
        print(f"[{LEVELS[problem.level].get(lang)}] {problem.code}  {problem.say(lang)}")
    if not problems:
        _say(_WELL, lang)
    return not any(problem.level == "blocking" for problem in problems)


def _say(text: Text, lang: Lang, **facts: object) -> None:
    print(text.format(**facts).get(lang))


_BUILT = Text("{path} : complément construit.", "{path}: add-in built.")
_INSTALLED = Text(
    "{path} : complément installé (réglages : {settings}). Ouvrez Excel : l'onglet « planmo » y est.",
    "{path}: add-in installed (settings: {settings}). Open Excel: the tab “planmo” is there.",
)
_REMOVED = Text("Retiré : {path}", "Removed: {path}")
_GONE = Text(
    "Le complément est désinstallé ; vos classeurs et les autres compléments n'ont pas été touchés.",
    "The add-in is uninstalled; your workbooks and other add-ins were not touched.",
)
_WAS_NOT_THERE = Text("Le complément n'était pas installé.", "The add-in was not installed.")
_CURRENT = Text("{path} : installé, de cette version.", "{path}: installed, of this version.")
_OLDER = Text(
    "{path} : installé, d'une autre version. Lancez « planmo addin install ».",
    "{path}: installed, of another version. Run “planmo addin install”.",
)
_ABSENT = Text("{path} : pas installé. Lancez « planmo addin install ».", "{path}: not installed. Run “planmo addin install”.")
_PYTHON = Text("Python lancé par Excel : {python}", "Python run by Excel: {python}")
_WELL = Text("Tout est en ordre : complément, réglages, Python.", "All is well: add-in, settings, Python.")
