"""What keeps the add-in from working on this computer, in plain words, each with what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from addin.installer import Places, Status, interpreter_of, places, read_settings, status
from workbook_templates.errors import Level, Problem
from workbook_templates.text import Text

Registry = Callable[[str, str], object]  # a key under HKEY_CURRENT_USER and a value's name → the value, None where there is none

_SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
_POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_TRUSTED = r"\Trusted Locations"
_DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
_STORE = "Microsoft.Office.Desktop_8wekyb3d8bbwe"


def doctor(where: Places | None = None, *, registry: Registry | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with the installation, most serious first; nothing when all is well.

    Raises
    ------
    CommandError
        ``addin.no_excel``.
    """
    where = where if where is not None else places()
    state = status(where)
    found = [*_of_files(state), *_of_python(state)]
    if where.system == "windows":
        found += [*_of_windows(where), *_of_excel(registry if registry is not None else _registry)]
    return tuple(sorted(found, key=lambda problem: problem.level != "blocking"))


def _of_files(state: Status) -> Iterator[Problem]:
    where = state.places
    if not state.installed:
        yield _problem("addin.missing", where.addin, _MISSING)
    elif not state.current:
        yield _problem("addin.outdated", where.addin, _OUTDATED.format(version=version("planmo")))
    if not where.configuration.is_file():
        yield _problem("addin.no_settings", where.configuration, _NO_SETTINGS)
    elif read_settings(where).get("ADD_WORKBOOK_TO_PYTHONPATH", "").casefold() != "false":
        yield _problem("addin.unsafe_settings", where.configuration, _UNSAFE)
    if where.script is not None and not where.script.is_file():
        yield _problem("addin.no_script", where.script, _NO_SCRIPT)
    for other in _others(where):
        yield _problem("addin.twice", other, _TWICE)


def _others(where: Places) -> list[Path]:
    """Return other add-ins of our name that Excel may load."""
    folders = [where.start.with_name("STARTUP"), where.start.parent.with_name("AddIns")] if where.system == "windows" else []
    return [folder / where.addin.name for folder in folders if (folder / where.addin.name).is_file()]


def _of_python(state: Status) -> Iterator[Problem]:
    if not state.interpreter:
        return
    python, where = interpreter_of(state), state.places
    if not python.is_file():
        yield _problem("addin.no_python", where.configuration, _NO_PYTHON.format(python=str(python)))
    elif python != where.interpreter:
        yield _problem(
            "addin.other_python",
            where.configuration,
            _OTHER_PYTHON.format(python=str(python), this=str(where.interpreter)),
            "fix",
        )
    if where.system == "windows":
        libraries = [f"xlwings{bits}-{version('xlwings')}.dll" for bits in (64, 32)]
        if not any((folder / name).is_file() for folder in (where.prefix, python.parent) for name in libraries):
            yield _problem("addin.no_library", where.prefix, _NO_LIBRARY.format(library=libraries[0], version=version("xlwings")))
        if sys.platform == "win32" and find_spec("pythoncom") is None:
            yield _problem("addin.no_pywin32", where.prefix, _NO_PYWIN32)


def _of_windows(where: Places) -> Iterator[Problem]:
    if where.packages is not None and (where.packages / _STORE).is_dir():
        yield _problem("addin.store_office", where.packages / _STORE, _STORE_OFFICE)
    if where.addin.is_file() and Path(f"{where.addin}:Zone.Identifier").exists():
        yield _problem("addin.mark_of_the_web", where.addin, _MARKED)


def _of_excel(registry: Registry) -> Iterator[Problem]:
    if registry(_POLICY, "DisableAllAddins") == 1 or registry(_SECURITY, "DisableAllAddins") == 1:
        yield _problem("addin.addins_off", "Excel", _ADDINS_OFF)
    for key in (_POLICY, _SECURITY):
        if registry(key + _TRUSTED, "AllLocationsDisabled") == 1 and 4 in (
            registry(_POLICY, "VBAWarnings"),
            registry(_SECURITY, "VBAWarnings"),
        ):
            yield _problem("addin.macros_off", "Excel", _MACROS_OFF)
            break
    listed = registry(_DISABLED, "")
    if isinstance(listed, bytes) and "planmo.xlam".encode("utf-16-le") in listed.lower():
        yield _problem("addin.disabled", "Excel", _DISABLED_ITEM)


def _registry(key: str, name: str) -> object:
    """Return a value of the user's registry; with no name, all values of the key one after the other."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                if name:
                    return winreg.QueryValueEx(opened, name)[0]
                count = winreg.QueryInfoKey(opened)[1]
                values = [winreg.EnumValue(opened, index)[1] for index in range(count)]
        except OSError:
            return None
        return b"".join(value for value in values if isinstance(value, bytes))
    else:  # noqa: RET505  # the type checker knows a platform only by the branches of one `if`
        return None


def _problem(code: str, where: object, text: Text, level: Level = "blocking") -> Problem:
    return Problem(code=code, level=level, where=str(where), text=text)


_MISSING = Text(
    "le complément n'est pas installé. Fermez Excel, lancez « planmo addin install ».",
    "the add-in is not installed. Close Excel, run “planmo addin install”.",
)
_OUTDATED = Text(
    "le complément ne vient pas de planmo {version}, qui est installé ici. Fermez Excel, lancez « planmo addin install ».",
    "the add-in does not come from planmo {version}, which is installed here. Close Excel, run “planmo addin install”.",
)
_NO_SETTINGS = Text(
    "les réglages manquent : Excel ne sait pas quel Python lancer. Lancez « planmo addin install ».",
    "the settings are missing: Excel does not know which Python to run. Run “planmo addin install”.",
)
_UNSAFE = Text(
    "les réglages laissent Python lire le dossier du classeur : un fichier déposé là serait exécuté. Lancez « planmo addin install ».",
    "the settings let Python read the workbook's folder: a file put there would be run. Run “planmo addin install”.",
)
_NO_SCRIPT = Text(
    "le script qui permet à Excel de lancer Python sur Mac manque. Lancez « planmo addin install ».",
    "the script that lets Excel run Python on a Mac is missing. Run “planmo addin install”.",
)
_TWICE = Text(
    "un deuxième complément planmo est ici : Excel peut charger l'un ou l'autre. Fermez Excel et supprimez ce fichier.",
    "a second planmo add-in is here: Excel may load either. Close Excel and delete this file.",
)
_NO_PYTHON = Text(
    "le Python des réglages n'existe plus : {python}. Réinstallez planmo, puis lancez « planmo addin install ».",
    "the Python of the settings is gone: {python}. Install planmo again, then run “planmo addin install”.",
)
_OTHER_PYTHON = Text(
    "Excel lance {python}, et cette commande {this}. Si planmo n'est que dans le second, lancez « planmo addin install » depuis celui-ci.",
    "Excel runs {python}, and this command {this}. If planmo is only in the latter, run “planmo addin install” from it.",
)
_NO_LIBRARY = Text(
    "la bibliothèque {library} d'xlwings manque, ou elle est d'une autre version. Lancez « python -m pip install --force-reinstall --no-deps xlwings=={version} ».",
    "xlwings' library {library} is missing, or of another version. Run “python -m pip install --force-reinstall --no-deps xlwings=={version}”.",
)
_NO_PYWIN32 = Text(
    "pywin32, par quoi Python parle à Excel, manque. Lancez « python -m pip install pywin32 ».",
    "pywin32, through which Python speaks to Excel, is missing. Run “python -m pip install pywin32”.",
)
_STORE_OFFICE = Text(
    "Office vient du Microsoft Store : ses macros ne peuvent pas lancer de Python. Désinstallez-le et installez Office depuis office.com avec le même compte.",
    "Office comes from the Microsoft Store: its macros cannot run a Python. Uninstall it and install Office from office.com with the same account.",
)
_MARKED = Text(
    "Windows a marqué ce fichier comme venu d'internet et Excel le bloque. Clic droit sur le fichier, Propriétés, cochez « Débloquer », OK ; ou lancez « planmo addin install », qui écrit un fichier sans marque.",
    "Windows has marked this file as coming from the internet and Excel blocks it. Right-click the file, Properties, tick “Unblock”, OK; or run “planmo addin install”, which writes an unmarked file.",
)
_ADDINS_OFF = Text(
    "les compléments sont tous désactivés (Fichier > Options > Centre de gestion de la confidentialité > Compléments). Décochez « Désactiver tous les compléments », ou demandez-le à votre service informatique.",
    "all add-ins are disabled (File > Options > Trust Center > Add-ins). Untick “Disable all Application Add-ins”, or ask your IT department to.",
)
_MACROS_OFF = Text(
    "les macros sont désactivées et aucun emplacement n'est approuvé (Centre de gestion de la confidentialité > Emplacements approuvés). Réactivez les emplacements approuvés, ou demandez-le à votre service informatique.",
    "macros are disabled and no location is trusted (Trust Center > Trusted Locations). Enable trusted locations again, or ask your IT department to.",
)
_DISABLED_ITEM = Text(
    "Excel a désactivé planmo.xlam après un arrêt brutal. Fichier > Options > Compléments > Gérer : « Éléments désactivés » > Atteindre, choisissez planmo.xlam, « Activer ».",
    "Excel has disabled planmo.xlam after a crash. File > Options > Add-ins > Manage: “Disabled Items” > Go, choose planmo.xlam, “Enable”.",
)
