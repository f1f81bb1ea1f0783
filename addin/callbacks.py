"""The buttons of the ribbon: each saves the workbook, runs a command, and ends in a message a person understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from addin.buttons import checking, producing, starting
from addin.desktop import Desktop
from addin.ribbon_tab import controls
from workbook_templates.errors import PlanmoError
from workbook_templates.text import Text

Action = Callable[[Desktop, str], None]

ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "new_plan": starting.new_plan,
        "open_case": starting.open_case,
        "go_to": starting.go_to,
        "import_file": starting.import_file,
        "open_month": starting.open_month,
        "recalculate": checking.recalculate,
        "check_plan": checking.check_plan,
        "explain_cell": checking.explain_cell,
        "write_plan": producing.write_plan,
        "open_plan": producing.open_plan,
        "compare_plans": producing.compare_plans,
        "new_version": starting.new_version,
        "write_pdf": producing.write_pdf,
        "export_plan": producing.export_plan,
        "list_functions": checking.list_functions,
        "open_guide": checking.open_guide,
        "repair_formulas": checking.repair_formulas,
        "run_doctor": checking.run_doctor,
        "about": checking.about,
    }
)

_DEFECT = Text(
    "planmo s'est arrêté sur un défaut ({error}). Votre classeur n'a pas été modifié par cette commande depuis son dernier enregistrement. Signalez ce message avec le classeur.",
    "planmo stopped on a defect ({error}). Your workbook was not changed by this command since it was last saved. Report this message with the workbook.",
)


def run(control_id: str, *, desktop: Desktop | None = None) -> None:
    """Do what a button of the ribbon is for; whatever happens, the person reads a sentence and the status bar is given back."""
    if desktop is None:
        from addin.excel_desktop import ExcelDesktop

        desktop = ExcelDesktop.current()
    control = {one.id: one for one in controls()}[control_id.removesuffix("Button")]
    try:
        ACTIONS[control.action](desktop, control.argument)
    except PlanmoError as error:
        desktop.say(error.say(desktop.lang), warning=True)
    except Exception as error:  # a defect of ours, or Excel's refusal: never a silent button
        desktop.say(_DEFECT.format(error=f"{type(error).__name__}: {error}").get(desktop.lang), warning=True)
    finally:
        desktop.progress("")
