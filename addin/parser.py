"""The words of the `planmo` command: its verbs, their arguments, its help, in the language of the machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from workbook_templates.text import Lang, Text

MISUSED = 2  # the exit code of a mistyped command


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language."""

    lang: Lang = "en"

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        text = Text("commande à revoir : {message}. Aide : {prog} --help", "check the command: {message}. Help: {prog} --help")
        self.exit(MISUSED, f"planmo: {text.format(message=message, prog=self.prog).get(self.lang)}\n")

    def format_help(self) -> str:
        text = super().format_help()
        return _in_french(text) if self.lang == "fr" else text

    def format_usage(self) -> str:
        text = super().format_usage()
        return _in_french(text) if self.lang == "fr" else text


def _in_french(text: str) -> str:
    """Return argparse's own headings in French; everything else is ours and already is."""
    for english, french in (
        ("usage: ", "usage : "),
        ("\npositional arguments:", "\narguments :"),
        ("\noptions:", "\noptions :"),
        ("show this help message and exit", "afficher cette aide"),
    ):
        text = text.replace(english, french)
    return text


_ABOUT = Text(
    "Le plan marketing opérationnel : un classeur Excel qui calcule, un plan Word prêt à signer.",
    "The operational marketing plan: an Excel workbook that computes, a Word plan ready to sign.",
)
_ORDER = Text(
    "Ordre du travail : new, remplir dans Excel, calc, check, plan. « planmo demo » montre un plan complet.",
    "The order of work: new, fill in with Excel, calc, check, plan. “planmo demo” shows a complete plan.",
)
_WORKBOOK = Text("le classeur du plan (.xlsx)", "the plan's workbook (.xlsx)")
_FORCE = Text("remplacer un fichier existant ; une copie est gardée", "replace an existing file; a copy is kept")
_LANG = Text("langue du classeur", "language of the workbook")
_CASE = Text("cas d'exemple : cdnow, sport, telecom ou beaute", "worked case: cdnow, sport, telecom or beaute")


def parser(lang: Lang) -> argparse.ArgumentParser:
    """Return the parser of the command line; `verb` is the verb that was typed."""
    _Parser.lang = lang
    command = _Parser(prog="planmo", description=_ABOUT.get(lang), epilog=_ORDER.get(lang))
    verbs = command.add_subparsers(metavar=Text("commande", "command").get(lang), required=True, parser_class=_Parser)

    def verb(name: str, about: Text) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = verbs.add_parser(name, help=about.get(lang), description=about.get(lang))
        added.set_defaults(verb=name)
        return added

    def say(fr: str, en: str) -> str:
        return Text(fr, en).get(lang)

    new = verb(
        "new",
        Text(
            "créer un classeur de plan, vide ou rempli d'un cas d'exemple",
            "create a plan workbook, empty or filled with a worked case",
        ),
    )
    new.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    new.add_argument("--lang", choices=("fr", "en"), default="fr", help=_LANG.get(lang))
    new.add_argument("--case", metavar=say("CAS", "CASE"), help=_CASE.get(lang))
    new.add_argument("--force", action="store_true", help=_FORCE.get(lang))

    load = verb(
        "import",
        Text(
            "mettre un fichier de données (CSV, xlsx, parquet) dans un tableau du classeur",
            "put a file of data (CSV, xlsx, parquet) into a table of the workbook",
        ),
    )
    load.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    load.add_argument("data", metavar=say("DONNÉES", "DATA"), type=Path, help=say("le fichier à lire", "the file to read"))
    load.add_argument(
        "--table",
        metavar=say("TABLEAU", "TABLE"),
        required=True,
        help=say("le tableau à remplir, par exemple Transactions", "the table to fill, for example Transactions"),
    )
    load.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="COLONNE=champ" if lang == "fr" else "COLUMN=field",
        help=say(
            "quelle colonne du fichier va dans quel champ ; répétable",
            "which column of the file goes into which field; may be repeated",
        ),
    )
    load.add_argument(
        "--sheet",
        metavar=say("FEUILLE", "SHEET"),
        help=say("la feuille à lire dans un fichier Excel", "the sheet to read in an Excel file"),
    )
    placing = load.add_mutually_exclusive_group()
    placing.set_defaults(how="replace")
    placing.add_argument(
        "--append",
        dest="how",
        action="store_const",
        const="append",
        help=say(
            "ajouter aux lignes présentes au lieu de les remplacer", "add to the rows already there instead of replacing them"
        ),
    )
    placing.add_argument(
        "--update",
        dest="how",
        action="store_const",
        const="update",
        help=say(
            "compléter les lignes de même identifiant, par exemple les relevés d'un mois ; le reste ne bouge pas",
            "fill in the rows of the same identifier, a month's readings for example; the rest stays",
        ),
    )

    calc = verb("calc", Text("calculer le classeur sans Excel", "compute the workbook without Excel"))
    calc.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    calc.add_argument(
        "-o",
        "--output",
        metavar=say("FICHIER", "FILE"),
        type=Path,
        help=say("écrire ailleurs au lieu de mettre le classeur à jour", "write elsewhere instead of updating the workbook"),
    )
    calc.add_argument(
        "--viewer",
        action="store_true",
        help=say(
            "écrire une copie en valeurs seules, pour LibreOffice et pour l'envoi",
            "write a values-only copy, for LibreOffice and for mail",
        ),
    )

    check = verb(
        "check",
        Text("relire le plan comme un directeur avant signature", "read the plan as a director would before signing"),
    )
    check.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    check.add_argument("--json", action="store_true", help=say("écrire la liste en JSON", "write the list as JSON"))
    check.add_argument(
        "--fresh",
        action="store_true",
        help=say("recalculer en mémoire et signaler les résultats périmés", "recompute in memory and report stale results"),
    )

    plan = verb("plan", Text("écrire le plan Word du classeur", "write the workbook's Word plan"))
    plan.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    plan.add_argument(
        "-o",
        "--output",
        metavar=say("FICHIER", "FILE"),
        type=Path,
        help=say(
            "le document à écrire (par défaut, à côté du classeur)", "the document to write (by default, beside the workbook)"
        ),
    )
    plan.add_argument(
        "--sections",
        choices=("all", "summary"),
        default="all",
        help=say("tout le plan, ou l'extrait pour le comité", "the whole plan, or the committee's extract"),
    )
    plan.add_argument(
        "--template",
        metavar=say("MODÈLE", "TEMPLATE"),
        type=Path,
        help=say("le modèle Word de l'entreprise", "the company's Word template"),
    )
    plan.add_argument(
        "--texts",
        type=Path,
        help=say("un dossier de textes qui remplacent ceux de planmo", "a folder of texts that replace planmo's"),
    )
    plan.add_argument(
        "--since",
        metavar=say("ANCIEN", "OLD"),
        type=Path,
        help=say(
            "une version précédente du classeur, pour dire en annexe ce qui a changé depuis",
            "an earlier version of the workbook, to say in the appendices what changed since",
        ),
    )
    plan.add_argument(
        "--pages",
        action="store_true",
        help=say(
            "numéros de page vrais au sommaire (demande LibreOffice, quelques secondes)",
            "true page numbers in the contents (needs LibreOffice, a few seconds)",
        ),
    )
    plan.add_argument(
        "--pdf",
        action="store_true",
        help=say(
            "écrire aussi le plan en PDF accessible (demande LibreOffice)",
            "also write the plan as accessible PDF (needs LibreOffice)",
        ),
    )
    plan.add_argument(
        "--fresh",
        action="store_true",
        help=say(
            "repartir de zéro au lieu de garder vos retouches du plan précédent",
            "start over instead of keeping your edits of the previous plan",
        ),
    )
    plan.add_argument("--force", action="store_true", help=_FORCE.get(lang))

    export = verb("export", Text("exporter le planning ou les tableaux", "export the schedule or the tables"))
    export.add_argument("workbook", metavar=say("CLASSEUR", "WORKBOOK"), type=Path, help=_WORKBOOK.get(lang))
    kinds = export.add_mutually_exclusive_group(required=True)
    kinds.add_argument(
        "--ics", action="store_true", help=say("jalons et actions pour un agenda", "milestones and actions for a calendar")
    )
    kinds.add_argument(
        "--msproject", action="store_true", help=say("planning pour MS Project (XML)", "schedule for MS Project (XML)")
    )
    kinds.add_argument("--csv", action="store_true", help=say("un dossier de fichiers CSV", "a folder of CSV files"))
    export.add_argument(
        "-o",
        "--output",
        metavar=say("FICHIER", "FILE"),
        type=Path,
        help=say("le fichier ou le dossier à écrire", "the file or folder to write"),
    )

    compare = verb(
        "compare",
        Text("lister ce qui a changé entre deux versions d'un plan", "list what changed between two versions of a plan"),
    )
    compare.add_argument("old", metavar=say("ANCIEN", "OLD"), type=Path, help=say("la version précédente", "the earlier version"))
    compare.add_argument("new", metavar=say("NOUVEAU", "NEW"), type=Path, help=say("la nouvelle version", "the new version"))

    addin = verb(
        "addin", Text("construire, installer ou examiner le complément Excel", "build, install or examine the Excel add-in")
    )
    addin.add_argument(
        "what",
        metavar=say("ACTION", "ACTION"),
        choices=("build", "install", "uninstall", "status", "doctor"),
        help=say("build, install, uninstall, status ou doctor", "build, install, uninstall, status or doctor"),
    )
    addin.add_argument(
        "-o",
        "--output",
        metavar=say("FICHIER", "FILE"),
        type=Path,
        default=Path("planmo.xlam"),
        help=say("pour build : le fichier à écrire", "for build: the file to write"),
    )

    functions = verb(
        "functions", Text("lister les formules planmo, ou en expliquer une", "list planmo's formulas, or explain one")
    )
    functions.add_argument(
        "name", metavar=say("NOM", "NAME"), nargs="?", help=say("le nom d'une formule", "the name of a formula")
    )
    functions.add_argument("--markdown", action="store_true", help=say("écrire la page de référence", "write the reference page"))

    demo = verb(
        "demo",
        Text(
            "montrer un plan complet : le classeur calculé et le plan Word",
            "show a complete plan: the computed workbook and the Word plan",
        ),
    )
    demo.add_argument(
        "--out",
        metavar=say("DOSSIER", "FOLDER"),
        type=Path,
        default=Path("planmo-demo"),
        help=say("le dossier où écrire", "the folder to write into"),
    )
    demo.add_argument("--case", metavar=say("CAS", "CASE"), default="cdnow", help=_CASE.get(lang))
    demo.add_argument("--lang", choices=("fr", "en"), default="fr", help=_LANG.get(lang))
    return command
