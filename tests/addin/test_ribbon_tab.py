"""The tab: valid for Excel's schema, and what the schema cannot see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from addin import callbacks, ribbon_tab
from addin.addin_file import modules
from workbook_templates.schema import SHEETS

SCHEMA = Path(__file__).parents[3] / "shared/schemas/customui14.libxml2.xsd"
IMAGES = SCHEMA.with_name("imagemso-common.txt")
UI = f"{{{ribbon_tab.NAMESPACE}}}"

# Names that Excel 2013 to 365 all have: the ones the tab uses, copied from Microsoft's list.
KNOWN_ICONS = frozenset(
    [
        "CalculateNow",
        "CompareAndMergeWorkbooks",
        "DataValidation",
        "FileNew",
        "FileOpen",
        "FileSave",
        "FileSaveAsPdfOrXps",
        "FunctionWizard",
        "GetExternalDataFromText",
        "GoTo",
        "Help",
        "HyperlinkInsert",
        "Lock",
        "PropertySheet",
        "RefreshAll",
        "TableRowsInsertBelowExcel",
        "TraceError",
    ]
)


@pytest.fixture(scope="module")
def tab() -> etree._Element:
    return etree.fromstring(ribbon_tab.custom_ui())


class DescribeTheTab:
    @pytest.mark.skipif(not SCHEMA.exists(), reason="Microsoft's schema is kept beside the project, in ../shared/schemas")
    def it_is_valid_for_the_schema_of_office(self, tab: etree._Element) -> None:
        schema = etree.XMLSchema(etree.parse(SCHEMA))
        assert schema.validate(tab), schema.error_log

    def its_ids_are_ours_and_differ(self, tab: etree._Element) -> None:
        ids = [element.get("id") for element in tab.iter() if element.get("id")]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"planmo[A-Za-z0-9]+", one) for one in ids)

    def everything_in_it_has_an_id(self, tab: etree._Element) -> None:
        parts = [
            element
            for element in tab.iter()
            if etree.QName(element).localname in ("tab", "group", "button", "menu", "splitButton")
        ]
        assert all(part.get("id") for part in parts)

    def its_icons_are_office_s(self, tab: etree._Element) -> None:
        used = {element.get("imageMso") for element in tab.iter() if element.get("imageMso")}
        assert used <= KNOWN_ICONS
        if IMAGES.exists():
            assert set(IMAGES.read_text("utf-8").split()) >= KNOWN_ICONS

    def its_keytips_are_short_and_differ(self, tab: etree._Element) -> None:
        keytips = [
            element.get("keytip") for element in tab.iter(f"{UI}button", f"{UI}menu", f"{UI}splitButton") if element.get("keytip")
        ]
        assert len(set(keytips)) == len(keytips)
        assert all(1 <= len(keytip) <= 3 for keytip in keytips)

    def no_keytip_begins_another(self, tab: etree._Element) -> None:
        keytips = [
            element.get("keytip") for element in tab.iter(f"{UI}button", f"{UI}menu", f"{UI}splitButton") if element.get("keytip")
        ]
        assert not [(a, b) for a in keytips for b in keytips if a != b and b.startswith(a)]

    def it_never_gives_a_text_and_a_callback_for_it(self, tab: etree._Element) -> None:
        assert not [element for element in tab.iter() if element.get("label") and element.get("getLabel")]

    def its_groups_follow_the_work(self) -> None:
        assert [group.label.fr for group in ribbon_tab.groups()] == [
            "Commencer",
            "Données",
            "Vérifier",
            "Produire",
            "Partager",
            "Aide",
        ]

    def it_leads_to_every_sheet(self) -> None:
        led = [control.argument for control in ribbon_tab.controls() if control.action == "go_to"]
        assert led == [sheet.key for sheet in SHEETS]


class DescribeItsCallbacks:
    def they_exist_in_vba_with_the_signature_excel_wants(self, tab: etree._Element) -> None:
        source = modules()["PlanmoRibbon"]
        called = {value for element in tab.iter() for name, value in element.attrib.items() if name.startswith(("get", "on"))}
        assert called == {"PlanmoOnLoad", "PlanmoGetLabel", "PlanmoGetScreentip", "PlanmoGetSupertip", "PlanmoOnAction"}
        for callback in called:
            arguments = {"PlanmoOnLoad": "ribbon As Object", "PlanmoOnAction": "control As Object"}.get(
                callback, "control As Object, ByRef returnedValue"
            )
            assert f"Public Sub {callback}({arguments})" in source

    @pytest.mark.parametrize(
        "control", [control for control in ribbon_tab.controls() if control.kind != "menu"], ids=lambda one: one.id
    )
    def each_button_leads_to_a_function(self, control: ribbon_tab.Control) -> None:
        assert control.action in callbacks.ACTIONS

    def every_function_has_a_button(self) -> None:
        assert set(callbacks.ACTIONS) == {control.action for control in ribbon_tab.controls() if control.action}


class DescribeItsTexts:
    def they_are_all_known_to_vba_in_both_languages(self, tab: etree._Element) -> None:
        table = ribbon_tab.label_module()
        for element in tab.iter():
            for attribute, kind in (("getLabel", "label"), ("getSupertip", "tip")):
                if element.get(attribute):
                    assert all(f'Case "{element.get("id")}.{kind}.{lang}"' in table for lang in ("fr", "en")), element.get("id")

    def they_are_short_enough(self) -> None:
        for control in ribbon_tab.controls():
            assert all(len(text) <= 60 for text in (control.label.fr, control.label.en))
            assert control.tip is None or all(len(text) <= 255 for text in (control.tip.fr, control.tip.en))

    def every_button_of_the_first_rank_says_what_it_does(self) -> None:
        assert all(control.tip is not None for group in ribbon_tab.groups() for control in group.controls)

    def what_vba_says_itself_is_there(self) -> None:
        asked = set(re.findall(r'PlanmoText\("(\w+)"', modules()["PlanmoRibbon"]))
        assert asked
        assert all(f'"{key}.label.fr"' in ribbon_tab.label_module() for key in asked)
