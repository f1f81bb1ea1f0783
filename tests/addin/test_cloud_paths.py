"""Web addresses of workbooks, and the files they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin.cloud_paths import local_path


def _put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path.resolve()


class DescribeAWebAddress:
    def it_is_a_file_of_a_personal_onedrive(self, tmp_path: Path) -> None:
        file = _put(tmp_path / "OneDrive/Plans/Plan d'été.xlsx")
        address = "https://d.docs.live.net/0a1b2c/Plans/Plan%20d'%C3%A9t%C3%A9.xlsx"
        assert local_path(address, environ={"OneDriveConsumer": str(tmp_path / "OneDrive")}) == file

    def it_is_a_file_of_a_company_s_onedrive(self, tmp_path: Path) -> None:
        file = _put(tmp_path / "OneDrive - Contoso/Plans/Plan.xlsx")
        environ = dict.fromkeys(("OneDriveCommercial", "OneDrive"), str(tmp_path / "OneDrive - Contoso"))
        assert (
            local_path("https://contoso-my.sharepoint.com/personal/lea_contoso_fr/Documents/Plans/Plan.xlsx", environ=environ)
            == file
        )

    @pytest.mark.parametrize(
        "folder",
        [
            "Équipe Marketing - Documents/Plans 2027",
            "Équipe Marketing - Plans 2027",
            "equipemarketing - Documents partages/Plans 2027",
        ],
    )
    def it_is_a_file_of_a_site_kept_whole_or_in_part(self, folder: str, tmp_path: Path) -> None:
        file = _put(tmp_path / "Contoso" / folder / "Plan.xlsx")
        address = "https://contoso.sharepoint.com/sites/EquipeMarketing/Documents%20partages/Plans%202027/Plan.xlsx"
        assert local_path(address, home=tmp_path, environ={}) == file

    def it_is_no_file_when_two_fit(self, tmp_path: Path) -> None:
        for company in ("Contoso", "Fabrikam"):
            _put(tmp_path / company / "Marketing - Documents/Plan.xlsx")
        address = "https://contoso.sharepoint.com/sites/Marketing/Documents/Plan.xlsx"
        assert local_path(address, home=tmp_path, environ={}) is None

    def it_is_no_file_of_the_same_name_elsewhere(self, tmp_path: Path) -> None:
        _put(tmp_path / "OneDrive/Plan.xlsx")
        environ = {"OneDrive": str(tmp_path / "OneDrive")}
        for address in (
            "https://contoso.sharepoint.com/sites/Marketing/Documents/Plan.xlsx",
            "https://contoso-my.sharepoint.com/personal/lea/Documents/Plans/Plan.xlsx",
            "https://example.org/Plan.xlsx",
        ):
            assert local_path(address, home=tmp_path, environ=environ) is None
