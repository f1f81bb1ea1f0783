"""`planmo addin …`, as typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin import cli, installer
from addin.addin_file import to_bytes


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> installer.Places:
    """A made-up Windows where the command finds itself."""
    monkeypatch.setenv("PLANMO_LANG", "fr")
    python = tmp_path / "planmo/Scripts/python.exe"
    python.parent.mkdir(parents=True)
    python.write_bytes(b"")
    (tmp_path / f"planmo/xlwings64-{__import__('xlwings').__version__}.dll").write_bytes(b"")
    here = installer.places(platform="win32", home=tmp_path, environ={}, interpreter=python, prefix=tmp_path / "planmo")
    monkeypatch.setattr(installer, "places", lambda: here)
    monkeypatch.setattr("addin.doctor.places", lambda: here)
    return here


class DescribeTheAddinCommand:
    def it_builds_the_file_where_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["addin", "build", "-o", str(tmp_path / "a.xlam")]) == 0
        assert (tmp_path / "a.xlam").read_bytes() == to_bytes()
        assert "a.xlam" in capsys.readouterr().out

    def it_installs_examines_and_removes(self, computer: installer.Places, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.main(["addin", "status"]) == 1
        assert cli.main(["addin", "doctor"]) == 1
        assert "addin.missing" in capsys.readouterr().out
        assert cli.main(["addin", "install"]) == 0
        assert "Tout est en ordre" in capsys.readouterr().out
        assert cli.main(["addin", "status"]) == 0
        assert cli.main(["addin", "uninstall"]) == 0
        assert not computer.addin.exists()
        assert cli.main(["addin", "uninstall"]) == 0
        assert "n'était pas installé" in capsys.readouterr().out

    def it_says_where_there_is_no_excel(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        monkeypatch.setattr("sys.platform", "linux")
        monkeypatch.setattr(installer.places, "__kwdefaults__", {**installer.places.__kwdefaults__, "platform": "linux"})
        assert cli.main(["addin", "install"]) == 1
        assert "planmo calc" in capsys.readouterr().err

    def it_refuses_another_word(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            cli.main(["addin", "explode"])
        assert stopped.value.code == 2
