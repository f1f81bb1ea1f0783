"""Where a workbook that Excel names by a web address is on this computer, when it is kept in step by OneDrive.

Excel gives the address of a book opened from OneDrive or SharePoint, even where a copy stands on the disk. The rule:

    https://d.docs.live.net/<id>/A/B.xlsx                            a personal OneDrive: <OneDrive>/A/B.xlsx
    https://x-my.sharepoint.com/personal/<who>/Documents/A/B.xlsx    OneDrive of a company: <OneDrive>/A/B.xlsx
    https://x.sharepoint.com/sites/<site>/<library>/A/B.xlsx         a site: <home>/<company>/<site> - <library or folder>/…/B.xlsx

The folders come from the variables OneDriveConsumer, OneDriveCommercial and OneDrive. Exactly one file must fit, else there is no answer.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from workbook_templates.text import fold


def is_online(fullname: str) -> bool:
    """Whether Excel names a book by a web address.

    >>> is_online("https://contoso.sharepoint.com/sites/m/Plan.xlsx"), is_online("C:/Plans/Plan.xlsx")
    (True, False)
    """
    return "://" in fullname


def local_path(address: str, *, home: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path | None:
    """Return the file on this computer of a book that Excel names by a web address; None when none fits, or several do."""
    url = urlsplit(address)
    host, parts = url.netloc.casefold(), [unquote(part) for part in url.path.split("/") if part]
    if host.endswith("docs.live.net"):
        candidates = _under(_folders(environ, "OneDriveConsumer", "OneDrive"), parts[1:])
    elif host.endswith("-my.sharepoint.com") and len(parts) > 3 and parts[0] == "personal":
        candidates = _under(_folders(environ, "OneDriveCommercial", "OneDrive"), parts[3:])
    elif host.endswith(".sharepoint.com") and len(parts) > 3 and parts[0] in ("sites", "teams"):
        candidates = _of_site(home if home is not None else Path.home(), parts[1], parts[2:])
    else:
        return None
    found = {candidate.resolve() for candidate in candidates if candidate.is_file()}
    return found.pop() if len(found) == 1 else None


def _folders(environ: Mapping[str, str], *names: str) -> Iterator[Path]:
    return (Path(environ[name]) for name in names if environ.get(name))


def _under(folders: Iterator[Path], parts: list[str]) -> Iterator[Path]:
    return (folder.joinpath(*parts) for folder in folders if parts)


def _of_site(home: Path, site: str, parts: list[str]) -> Iterator[Path]:
    """Yield where OneDrive may keep a file of a site: the whole library, or one folder of it, under `<site> - <name>`."""
    for folder in home.glob("*/* - *"):
        named, _, kept = folder.name.partition(" - ")
        if _squeezed(named) != _squeezed(site) or not folder.is_dir():
            continue
        yield folder.joinpath(*parts[1:])  # the library itself, whose shown name may differ from its address
        for depth, part in enumerate(parts[1:-1], start=2):
            if _squeezed(part) == _squeezed(kept):
                yield folder.joinpath(*parts[depth:])


def _squeezed(name: str) -> str:
    return "".join(letter for letter in fold(name) if letter.isalnum())
