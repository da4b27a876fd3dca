"""What a file is, told by its content."""

from __future__ import annotations

import bz2
import io
import struct

import pytest

from archive.domain.segments import ContentState
from archive.extraction import wire
from archive.extraction.extract import extract
from archive.extraction.kinds import FileKind
from archive.extraction.limits import Limits
from archive.extraction.sniff import sniff
from tests.support.compound_file import compound_file
from tests.support.sample_files import (
    SAMPLES,
    drawn_page,
    image_bytes,
    pdf_report,
    word_report,
    zipped,
)


def look(data: bytes, name: str = "") -> FileKind:
    return sniff(io.BytesIO(data), name)


def owner_file(name: str, size: int = 162) -> bytes:
    short = bytes([len(name)]) + name.encode("ascii").ljust(53, b"\x00")
    return (short + bytes([len(name), 0]) + name.encode("utf-16-le")).ljust(size, b"\x00")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_format_is_known(sample: object) -> None:
    assert look(sample.make(), sample.name).extension == sample.extension  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"])
def test_each_kind_of_picture_is_known(kind: str) -> None:
    expected = {"JPEG": "jpg", "TIFF": "tif"}.get(kind, kind.lower())
    assert look(image_bytes(drawn_page(["x"], (80, 60)), kind), "a.docx").extension == expected


def test_the_stream_is_left_at_its_start() -> None:
    stream = io.BytesIO(word_report())
    sniff(stream)
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (b"\x7fELF\x02\x01\x01" + bytes(60), "elf"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(60), "exe"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(60), "rar"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(60), "7z"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), "heic"),
        (b"\x00\x00\x00\x18ftypqt  " + bytes(60), "mov"),
        (b"\x00\x00\x00\x18ftypisom" + bytes(60), "mp4"),
        (bytes(257) + b"ustar\x0000" + bytes(200), "tar"),
    ],
)
def test_programs_and_media_are_told_apart_from_documents(data: bytes, extension: str) -> None:
    assert look(data, "報告.docx").extension == extension


def test_a_packed_folder_of_a_kind_not_opened_here_is_no_damaged_file() -> None:
    packed = bz2.compress(b"".join(n.to_bytes(4, "big") for n in range(2000)))
    found = extract(io.BytesIO(packed), "plans.tar.bz2", Limits())
    assert (found.extension, found.state) == ("bz2", ContentState.UNSUPPORTED)
    assert wire.decode_extracted(wire.encode_extracted(found)) == found


def test_text_that_begins_like_a_picture_or_a_program_is_text() -> None:
    assert look(b"BM is our shorthand for brand meeting.\n", "a.txt").extension == "txt"
    assert look(b"MZ: the code of the museum zone\n", "a.txt").extension == "txt"


def test_words_before_a_pdf_header_do_not_hide_it() -> None:
    kind = look(b"<html><script>x</script></html>\n" + pdf_report())
    assert (kind.extension, kind.also) == ("pdf", "html")


def test_a_pdf_that_is_also_a_zip_says_so() -> None:
    kind = look(pdf_report() + zipped({"a.txt": b"x"}))
    assert (kind.extension, kind.also) == ("pdf", "zip")


def test_an_office_file_with_a_password_is_encrypted_and_takes_its_kind_from_the_name() -> None:
    data = compound_file({"EncryptionInfo": b"x" * 50, "EncryptedPackage": b"y" * 5000})
    kind = look(data, "預算.xlsx")
    assert (kind.extension, kind.state) == ("xlsx", ContentState.ENCRYPTED)


@pytest.mark.parametrize(
    ("stream", "extension"),
    [("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt")],
)
def test_old_office_files_are_told_by_their_streams(stream: str, extension: str) -> None:
    assert look(compound_file({stream: b"x" * 5000})).extension == extension


def test_a_broken_office_file_keeps_its_kind() -> None:
    assert look(word_report()[:3000]).extension == "docx"


@pytest.mark.parametrize(
    ("name", "kind"), [("plan.docx", "docx"), ("a.xlsx", "xlsx"), ("a.zip", "zip"), ("a", "zip")]
)
def test_of_an_archive_of_parts_that_says_nothing_more_the_name_tells(name: str, kind: str) -> None:
    assert sniff(io.BytesIO(b"PK\x03\x04" + b"\x14\x00" * 40), name).extension == kind


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (owner_file("mei"), "~$果報告.docx"),
        (owner_file("mei"), "renamed.docx"),
        (owner_file("mei", 165), "~$budget.xlsx"),
        (b",mei,desk,04.03.2025 10:11,file:///home/mei;", ".~lock.report.odt#"),
        (b"\x00\x00\x00\x01Bud1" + bytes(4000), ".DS_Store"),
        (b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X", "._photo.jpg"),
        (b"[.ShellClassInfo]\r\nIconResource=x", "desktop.ini"),
        (compound_file({"Catalog": b"x" * 5000}), "Thumbs.db"),
    ],
)
def test_what_systems_leave_behind_is_junk(data: bytes, name: str) -> None:
    assert look(data, name).state is ContentState.JUNK


def test_a_short_note_is_not_mistaken_for_a_lock_file() -> None:
    note = ("Please call the venue before noon. " * 5)[:162].encode()
    assert look(note, "note.txt").state is None


def test_no_bytes_are_empty() -> None:
    assert look(b"", "report.pdf") == FileKind("application/octet-stream", "", ContentState.EMPTY)


@pytest.mark.parametrize(
    ("text", "name", "extension"),
    [
        ("a,b\n1,2\n", "list.csv", "csv"),
        ("# x\n", "read.markdown", "md"),
        ("words", "no_suffix", "txt"),
        ("words", "odd.docx", "txt"),
        ("not markup", "page.html", "txt"),
        ("<!DOCTYPE html><p>x", "export.xls", "html"),
        ("From: a@b.example\nSubject: x\nDate: now\n\nbody", "saved.txt", "eml"),
        ("From: here\nto there we walked\n", "story.txt", "txt"),
    ],
)
def test_plain_text_takes_its_kind_from_marks_then_from_the_name(
    text: str, name: str, extension: str
) -> None:
    assert look(text.encode(), name).extension == extension


def test_wide_text_without_a_mark_is_text() -> None:
    assert look("會議紀錄：出席者五人。".encode("utf-16-be"), "a.txt").extension == "txt"
    assert look("meeting notes of today".encode("utf-16-le"), "a.txt").extension == "txt"


def test_bytes_without_any_mark_are_unknown() -> None:
    data = struct.pack("<200I", *((i * 2654435761) & 0xFFFFFFFF for i in range(200)))
    assert look(data, "x.docx").media_type == "application/octet-stream"
