"""Files that are workbooks, and all those that are not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from workbook_templates.errors import PackageError
from workbook_templates.package import Package
from workbook_templates.package.xml import parse


def a_workbook() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.add_worksheet("Budget").write("A1", "Média & création")
    book.close()
    return stream.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def refused(data: bytes) -> PackageError:
    with pytest.raises(PackageError) as caught:
        Package.from_bytes(data, name="plan.xlsx")
    return caught.value


class DescribeAPackage:
    def it_gives_back_every_part_as_it_was(self) -> None:
        package = Package.from_bytes(a_workbook())
        assert dict(Package.from_bytes(package.to_bytes()).parts) == dict(package.parts)

    def it_is_written_the_same_way_every_time_in_the_file_s_order(self) -> None:
        package = Package.from_bytes(a_workbook())
        again = Package.from_bytes(package.to_bytes())
        assert again.to_bytes() == package.to_bytes()
        assert list(again.parts) == list(package.parts)

    def it_changes_by_replacement_only(self) -> None:
        package = Package.from_bytes(a_workbook())
        changed = package.replaced({"xl/styles.xml": b"<x/>", "xl/new.xml": b"<y/>"}, without=("docProps/app.xml",))
        assert changed.changed_from(package) == {"xl/styles.xml", "xl/new.xml", "docProps/app.xml"}
        assert package.parts["xl/styles.xml"] != b"<x/>"
        assert list(changed.parts)[-1] == "xl/new.xml"

    def its_parts_cannot_be_assigned(self) -> None:
        with pytest.raises(TypeError):
            Package.from_bytes(a_workbook()).parts["a"] = b""  # type: ignore[index]  # what the test is about

    def it_reads_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "plan.xlsx").write_bytes(a_workbook())
        assert Package.read(tmp_path / "plan.xlsx").name == "plan.xlsx"


class DescribeAFileThatIsNoWorkbook:
    def it_says_that_there_is_no_such_file(self, tmp_path: Path) -> None:
        with pytest.raises(PackageError) as caught:
            Package.read(tmp_path / "absent.xlsx")
        assert caught.value.code == "file.not_found"
        assert "absent.xlsx" in str(caught.value)

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (b"", "file.not_workbook"),
            (b"client;date;montant\n1;2;3", "file.not_workbook"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.old_format"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
            (zipped({"a.txt": b"a"}), "file.not_workbook"),
            (
                zipped({"_rels/.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>"}),
                "file.not_workbook",
            ),
        ],
    )
    def it_is_refused_with_its_reason(self, data: bytes, code: str) -> None:
        assert refused(data).code == code

    def it_is_refused_when_it_is_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(PackageError) as caught:
            Package.read(tmp_path)
        assert caught.value.code in ("file.not_workbook", "file.unreadable")

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
    def it_is_refused_when_its_copy_was_cut_short(self, share: float) -> None:
        data = a_workbook()
        assert refused(data[: int(len(data) * share)]).code == "file.truncated"

    def it_is_refused_when_a_part_does_not_unpack(self) -> None:
        data = bytearray(a_workbook())
        at = data.index(b"xl/worksheets/sheet1.xml") + 30
        data[at : at + 40] = b"\xff" * 40
        assert refused(bytes(data)).code == "file.truncated"

    def it_is_refused_when_it_is_a_word_document(self) -> None:
        links = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
        )
        assert refused(zipped({"_rels/.rels": links, "word/document.xml": b"<document/>"})).code == "file.not_workbook"

    def it_is_refused_in_the_strict_format(self) -> None:
        package = Package.from_bytes(a_workbook())
        strict = package.parts["xl/workbook.xml"].replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        assert refused(package.replaced({"xl/workbook.xml": strict}).to_bytes()).code == "file.strict"

    def it_is_refused_when_it_unpacks_out_of_proportion(self) -> None:
        package = Package.from_bytes(a_workbook())
        assert refused(package.replaced({"xl/bomb.xml": b" " * (40 * 1024 * 1024)}).to_bytes()).code == "file.too_big"

    def its_sentence_leads_with_the_file_and_says_what_to_do(self) -> None:
        sentence = str(refused(b"abc"))
        assert sentence.startswith("plan.xlsx\u00a0: ")
        assert "Choisissez" in sentence


class DescribeAnXmlPart:
    BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a x="&c;">&c;</a>'

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-16"])
    def it_is_refused_with_entities_in_any_encoding(self, encoding: str) -> None:
        with pytest.raises(PackageError) as caught:
            parse(self.BOMB.encode(encoding), part="xl/workbook.xml")
        assert caught.value.code == "file.xml_bomb"

    def it_is_refused_when_it_is_the_workbook_s(self) -> None:
        package = Package.from_bytes(a_workbook())
        error = refused(package.replaced({"xl/workbook.xml": self.BOMB.encode()}).to_bytes())
        assert (error.code, error.where) == ("file.xml_bomb", "plan.xlsx")

    def it_is_called_damaged_when_it_is_not_xml(self) -> None:
        with pytest.raises(PackageError) as caught:
            parse(b"<a><b></a>", part="xl/styles.xml")
        assert caught.value.code == "file.damaged"
        assert "xl/styles.xml" in str(caught.value)
