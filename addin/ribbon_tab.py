"""The ribbon tab: declared in ribbon/ribbon.toml, made into the XML Excel reads and the VBA table of its labels."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

from addin.hosts.vba import quoted
from workbook_templates.text import Lang, Text

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
TAB = "planmoTab"
_LABELLED = 'getLabel="PlanmoGetLabel"'
_TIPPED = 'getScreentip="PlanmoGetScreentip" getSupertip="PlanmoGetSupertip"'
_RUNS = 'onAction="PlanmoOnAction"'

# What VBA itself says, when Python cannot.
_OWN_TEXTS: Mapping[str, Text] = {
    "planmoWorking": Text("planmo travaille…", "planmo is working…"),
    "planmoProtectedView": Text(
        "Ce classeur est ouvert en mode protégé : planmo ne peut pas le lire. Cliquez sur « Activer la modification » dans le bandeau jaune, puis recommencez.",
        "This workbook is open in Protected View: planmo cannot read it. Click “Enable Editing” in the yellow bar, then start again.",
    ),
    "planmoNoPython": Text(
        "planmo n'a pas pu démarrer Python. Vos fichiers n'ont pas été touchés. Fermez Excel, lancez « planmo addin doctor » (ou le script d'installation), et suivez ce qu'il dit. Détail technique :",
        "planmo could not start Python. Your files were left alone. Close Excel, run “planmo addin doctor” (or the installation script) and do what it says. Technical detail:",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """A button, a menu or a split button of the tab, or an item of a menu. `action` is a function of `callbacks`."""

    id: str
    label: Text
    kind: Literal["button", "menu", "split"] = "button"
    large: bool = False
    icon: str = ""
    keytip: str = ""
    tip: Text | None = None
    action: str = ""
    argument: str = ""
    items: tuple[Control, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A named group of controls."""

    id: str
    label: Text
    controls: tuple[Control, ...]


@cache
def groups() -> tuple[Group, ...]:
    """Return the groups of the tab, in order."""
    declared = tomllib.loads(files("addin.ribbon").joinpath("ribbon.toml").read_text("utf-8"))
    return tuple(
        Group(group["id"], Text(group["fr"], group["en"]), tuple(map(_control, group["control"]))) for group in declared["group"]
    )


def _control(declared: Mapping[str, Any]) -> Control:
    tip = Text(declared["tip_fr"], declared["tip_en"]) if "tip_fr" in declared else None
    items = tuple(map(_control, declared.get("item", ())))
    if declared.get("items_from") == "sheets":
        items = (*items, *_sheets(declared["id"]))
    return Control(
        id=declared["id"],
        label=Text(declared["fr"], declared["en"]),
        kind=declared.get("kind", "button"),
        large=declared.get("size") == "large",
        icon=declared.get("icon", ""),
        keytip=declared.get("keytip", ""),
        tip=tip,
        action=declared.get("action", ""),
        argument=declared.get("argument", ""),
        items=items,
    )


def _sheets(menu: str) -> Iterator[Control]:
    """Yield one item a sheet of the workbook."""
    from workbook_templates.schema import SHEETS

    for sheet in SHEETS:
        name = "".join(part.capitalize() for part in sheet.key.split("_"))
        yield Control(id=f"{menu}{name}", label=sheet.title, action="go_to", argument=sheet.key)


def controls() -> tuple[Control, ...]:
    """Return every control of the tab, the items of menus after their menu."""
    return tuple(one for group in groups() for control in group.controls for one in (control, *control.items))


# ── the XML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def custom_ui() -> bytes:
    """Return the customUI14 part: structure only, every text comes from a callback so that it follows the language of Excel."""
    body = "\n".join(_group(group) for group in groups())
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<customUI xmlns="{NAMESPACE}" onLoad="PlanmoOnLoad">\n'
        f'  <ribbon>\n    <tabs>\n      <tab id="{TAB}" label="planmo" keytip="PM">\n{body}\n      </tab>\n    </tabs>\n  </ribbon>\n</customUI>\n'
    )
    return xml.encode("utf-8")


def _group(group: Group) -> str:
    inside = "\n".join(f"          {_xml(control)}" for control in group.controls)
    return f"        <group id={quoteattr(group.id)} {_LABELLED}>\n{inside}\n        </group>"


def _xml(control: Control) -> str:
    size = ' size="large"' if control.large else ""
    keytip = f" keytip={quoteattr(control.keytip)}" if control.keytip else ""
    name = f"id={quoteattr(control.id)}"
    icon = f" imageMso={quoteattr(control.icon)}" if control.icon else ""
    items = "".join(f"<button id={quoteattr(item.id)} {_LABELLED} {_RUNS}/>" for item in control.items)
    if control.kind == "menu":
        return f"<menu {name}{icon}{size}{keytip} {_LABELLED} {_TIPPED}>{items}</menu>"
    if control.kind == "split":
        button = f"<button id={quoteattr(control.id + 'Button')}{icon} {_LABELLED} {_TIPPED} {_RUNS}/>"
        return f"<splitButton {name}{size}{keytip}>{button}<menu id={quoteattr(control.id + 'Menu')}>{items}</menu></splitButton>"
    return f"<button {name}{icon}{size}{keytip} {_LABELLED} {_TIPPED} {_RUNS}/>"


# ── the labels ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def label_module() -> str:
    """Return the VBA module that knows every text of the tab in both languages."""
    cases = [case for key, kind, text in _texts() for case in _case(key, kind, text)]
    lines = [
        'Attribute VB_Name = "PlanmoLabels"', "Option Explicit", "Option Private Module", "",
        "' The texts of the tab, made from ribbon.toml.", "",
        "Public Function PlanmoText(ByVal controlId As String, ByVal kind As String, ByVal language As String) As String",
        '    Select Case controlId & "." & kind & "." & language', *cases, "    End Select", "End Function", "",
    ]  # fmt: skip
    return "\n".join(lines)


def _texts() -> Iterator[tuple[str, str, Text]]:
    for key, text in _OWN_TEXTS.items():
        yield key, "label", text
    for group in groups():
        yield group.id, "label", group.label
    for control in controls():
        key = f"{control.id}Button" if control.kind == "split" else control.id
        yield key, "label", control.label
        if control.tip is not None:
            yield key, "tip", control.tip


def _case(key: str, kind: str, text: Text) -> Iterator[str]:
    langs: tuple[Lang, ...] = ("fr", "en")
    for lang in langs:
        yield f'        Case "{key}.{kind}.{lang}": PlanmoText = {quoted(text.get(lang))}'
