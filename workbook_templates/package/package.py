"""A workbook's file as named parts: read with care, changed by replacement, written the same way every time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from workbook_templates.errors import PackageError
from workbook_templates.package.relations import relation_of_type
from workbook_templates.package.xml import STRICT, parse
from workbook_templates.text import Text

MAX_BYTES = 768 * 1024 * 1024  # unpacked: a full sheet of a million rows and seven columns is about 300 MB
MAX_PARTS = 20_000
MAX_RATIO = 500  # deflate's own limit is about 1030; real sheets stay under 100
_RATIO_COUNTS_FROM = 16 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_SENTENCES: Mapping[str, Text] = {
    "file.not_found": Text(
        "ce fichier n'existe pas. Vérifiez le nom et le dossier.",
        "there is no such file. Check the name and the folder.",
    ),
    "file.unreadable": Text(
        "le fichier ne peut pas être lu : le système en refuse l'accès. Fermez le programme qui le tient, ou demandez les droits de lecture.",
        "the file cannot be read: the system denies access. Close the program that holds it, or ask for the right to read it.",
    ),
    "file.not_workbook": Text(
        "ce n'est pas un classeur Excel (.xlsx). Choisissez le classeur du plan, ou enregistrez votre fichier au format « Classeur Excel (.xlsx) ».",
        "this is not an Excel workbook (.xlsx). Choose the plan's workbook, or save your file as “Excel Workbook (.xlsx)”.",
    ),
    "file.old_format": Text(
        "c'est un classeur d'Excel 97-2003 (.xls). Ouvrez-le dans Excel et enregistrez-le au format « Classeur Excel (.xlsx) ».",
        "this is an Excel 97-2003 workbook (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    ),
    "file.strict": Text(
        "le classeur est au format « Open XML Strict ». Dans Excel, enregistrez-le au format « Classeur Excel (.xlsx) », le premier de la liste.",
        "the workbook is in the “Strict Open XML” format. In Excel, save it as “Excel Workbook (.xlsx)”, the first of the list.",
    ),
    "file.encrypted": Text(
        "le classeur est protégé par un mot de passe à l'ouverture. Retirez-le dans Excel (Fichier > Informations > Protéger le classeur), puis recommencez.",
        "the workbook asks for a password when it opens. Remove it in Excel (File > Info > Protect Workbook), then start again.",
    ),
    "file.truncated": Text(
        "le fichier est incomplet : sa copie ou son téléchargement s'est interrompu. Reprenez-le à la source.",
        "the file is incomplete: its copy or download was cut short. Fetch it again.",
    ),
    "file.too_big": Text(
        "le fichier est trop gros ou compressé de façon anormale : il n'a pas été lu. Allégez-le, ou demandez un nouvel exemplaire.",
        "the file is too big or abnormally compressed: it was not read. Make it lighter, or ask for a new copy.",
    ),
}


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a workbook, by name, in the file's order.

    `name` is the file's name, for sentences only. Change is `replaced`; a part that is not replaced keeps its bytes.
    """

    parts: Mapping[str, bytes]
    name: str = ""
    workbook_part: str = field(default="xl/workbook.xml", compare=False)

    @classmethod
    def read(cls, path: Path | str) -> Package:
        """Return the package of a file.

        Raises
        ------
        PackageError
            ``file.not_found``, ``file.unreadable``, and what `from_bytes` raises.
        """
        path = Path(path)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise refusal("file.not_found", str(path)) from error
        except IsADirectoryError as error:
            raise refusal("file.not_workbook", path.name) from error
        except OSError as error:
            raise refusal("file.unreadable", path.name) from error
        return cls.from_bytes(data, name=path.name)

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str = "") -> Package:
        """Return the package held in `data`.

        Raises
        ------
        PackageError
            ``file.not_workbook``, ``file.old_format``, ``file.strict``, ``file.encrypted``, ``file.truncated``, ``file.too_big``,
            ``file.xml_bomb``, ``file.damaged``.
        """
        parts = _unzip(data, name)
        try:
            workbook = _workbook_part(parts, name)
            if parse(parts[workbook], part=workbook).tag.startswith(f"{{{STRICT}}}"):
                raise refusal("file.strict", name)
        except PackageError as error:
            error.where = error.where or name
            raise
        return cls(MappingProxyType(parts), name, workbook)

    def replaced(self, parts: Mapping[str, bytes], *, without: Collection[str] = ()) -> Package:
        """Return the package with these parts in place of its own (new ones last), and `without` some."""
        merged = {part: data for part, data in {**self.parts, **parts}.items() if part not in without}
        return Package(MappingProxyType(merged), self.name, self.workbook_part)

    def changed_from(self, other: Package) -> frozenset[str]:
        """Return the names of the parts that differ between two packages, or that only one of them has."""
        names = {*self.parts, *other.parts}
        return frozenset(part for part in names if self.parts.get(part) != other.parts.get(part))

    def to_bytes(self, *, level: int = 6) -> bytes:
        """Return the zip file: same parts, same bytes, whatever the day. `level` 0 stores the parts as they are."""
        buffer = io.BytesIO()
        method = zipfile.ZIP_DEFLATED if level else zipfile.ZIP_STORED
        with zipfile.ZipFile(buffer, "w", method, compresslevel=level) as archive:
            for part, data in self.parts.items():
                entry = zipfile.ZipInfo(part, _EPOCH)
                entry.compress_type = method
                entry.create_system = 0  # the same bytes on every system
                archive.writestr(entry, data)
        return buffer.getvalue()


def refusal(code: str, where: str) -> PackageError:
    """Return the error of a file that cannot be read as a workbook."""
    return PackageError(code, _SENTENCES[code], where=where)


def _unzip(data: bytes, name: str) -> dict[str, bytes]:
    if data.startswith(_OLE):
        raise refusal("file.encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file.old_format", name)
    if not data.startswith(_ZIP):
        raise refusal("file.not_workbook", name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(entries, name)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise refusal("file.truncated", name) from error


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("file.encrypted", name)
    abnormal = any(
        entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )
    if abnormal or len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refusal("file.too_big", name)
    if len({entry.filename for entry in entries}) != len(entries):
        raise refusal("file.truncated", name)


def _workbook_part(parts: Mapping[str, bytes], name: str) -> str:
    relation = relation_of_type(parts, "", "officeDocument")
    if relation is None or relation.target not in parts or not relation.target.endswith(".xml") or "/" not in relation.target:
        raise refusal("file.not_workbook", name)
    if not parse(parts[relation.target], part=relation.target).tag.endswith("}workbook"):
        raise refusal("file.not_workbook", name)
    return relation.target
