"""Zips nobody vouches for: bombs, overlaps, lies, names that lead outside."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from archive.domain.segments import ContentState
from archive.extraction.kinds import kind_of
from archive.extraction.limits import Limits
from archive.extraction.outcomes import Unreadable
from archive.extraction.unpack import members
from archive.extraction.unpack_notes import ENCRYPTED, LINK, OUTSIDE, OVERLAP, SYSTEM
from archive.extraction.zips import Container
from tests.support.sample_files import zip_with_raw_names, zipped


def unpacked(data: bytes, **limits: int) -> list[tuple[str, bytes | None, str | None]]:
    found = []
    for member in members(io.BytesIO(data), kind_of("zip"), Limits(**limits)):
        data_of = None if member.note else b"".join(member.chunks)
        found.append((member.path, data_of, member.note.key if member.note else None))
    return found


def refused(data: bytes, **limits: int) -> ContentState:
    container = Container(io.BytesIO(data), Limits(**limits))
    with pytest.raises(Unreadable) as caught:
        container.check_all()
    return caught.value.state


def test_an_entry_that_inflates_a_hundredfold_is_refused() -> None:
    assert refused(zipped({"zeros": bytes(8_000_000)})) is ContentState.TOO_LARGE


def test_a_small_repetitive_part_is_no_bomb() -> None:
    Container(io.BytesIO(zipped({"part.xml": b"<c/>" * 200_000})), Limits()).check_all()


def test_all_entries_together_are_bounded() -> None:
    data = zipped({f"{n}.bin": bytes(range(256)) * 400 for n in range(10)}, zipfile.ZIP_STORED)
    assert refused(data, inflated=500_000) is ContentState.TOO_LARGE


def test_one_part_held_in_memory_is_bounded() -> None:
    container = Container(
        io.BytesIO(zipped({"a": b"x" * 5000}, zipfile.ZIP_STORED)), Limits(part=1000)
    )
    with pytest.raises(Unreadable) as caught:
        container.read("a")
    assert caught.value.state is ContentState.TOO_LARGE


def test_more_entries_than_the_limit_are_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        Container(io.BytesIO(zipped({str(n): b"" for n in range(30)})), Limits(entries=20))
    assert caught.value.state is ContentState.TOO_LARGE


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_says() -> None:
    data = bytearray(zipped({"a.txt": b"y" * 100_000}))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, at + 24, 10)
    with pytest.raises(Unreadable) as caught:
        Container(io.BytesIO(bytes(data)), Limits()).check_all()
    assert caught.value.state is ContentState.DAMAGED


def test_entries_that_share_their_bytes_are_refused() -> None:
    data = bytearray(zipped({"one": b"a" * 500, "two": b"b" * 500}, zipfile.ZIP_STORED))
    second = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 5)  # its bytes begin inside the first entry
    found = unpacked(bytes(data))
    assert [note for _, _, note in found] == [OVERLAP, OVERLAP]


def test_entries_side_by_side_do_not_overlap() -> None:
    data = zipped({"one": b"a" * 500, "two": b"b" * 500, "three": b""}, zipfile.ZIP_STORED)
    assert [note for _, _, note in unpacked(data)] == [None, None, None]


@pytest.mark.parametrize(
    "name",
    [
        "../up.txt",
        "a/../../up.txt",
        "/etc/cron.d/x",
        "C:/x.txt",
        "c:x.txt",
        "\\\\server\\x",
        "..\\up.txt",
        "\\x.txt",
    ],
)
def test_a_path_that_leads_outside_is_skipped_with_a_note(name: str) -> None:
    data = zip_with_raw_names([(name.encode(), b"evil"), (b"ok.txt", b"fine")])
    found = unpacked(data)
    assert [(data, note) for _, data, note in found] == [(None, OUTSIDE), (b"fine", None)]


def test_a_name_with_a_nul_is_skipped() -> None:
    found = unpacked(zip_with_raw_names([(b"a.txt\x00.exe", b"evil")]))
    assert found[0][1:] == (None, OUTSIDE)


def test_a_symbolic_link_is_never_followed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        link = zipfile.ZipInfo("link")
        link.create_system = 3
        link.external_attr = 0o120777 << 16
        container.writestr(link, "/etc/passwd")
    assert unpacked(out.getvalue()) == [("link", None, LINK)]


def test_an_encrypted_entry_is_flagged() -> None:
    data = bytearray(zipped({"a.txt": b"secret"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert unpacked(bytes(data)) == [("a.txt", None, ENCRYPTED)]


def test_folders_are_no_members_and_system_files_are_noted() -> None:
    data = zipped({"folder/": b"", "folder/a.txt": b"1", "__MACOSX/folder/._a.txt": b"2"})
    assert unpacked(data) == [
        ("folder/a.txt", b"1", None),
        ("__MACOSX/folder/._a.txt", None, SYSTEM),
    ]


@pytest.mark.parametrize(
    ("names", "encoding"),
    [
        (("合約/服務合約正本.pdf", "會議/第二次會議紀錄.docx"), "big5"),
        (("合同/服务合同扫描件.pdf", "会议/第二次会议纪要.docx"), "gbk"),
        (("資料/見積書.xlsx",), "cp932"),
        (("報告/結案.docx",), "utf-8"),
    ],
)
def test_names_without_the_flag_are_read_in_the_likeliest_encoding(
    names: tuple[str, ...], encoding: str
) -> None:
    data = zip_with_raw_names([(name.encode(encoding), b"x") for name in names])
    assert tuple(path for path, _, _ in unpacked(data)) == names


def test_names_with_the_flag_are_taken_as_they_are() -> None:
    assert unpacked(zipped({"報告/一.txt": b"1"}))[0][0] == "報告/一.txt"


def test_western_names_stay_western() -> None:
    assert (
        unpacked(zip_with_raw_names([("caf\u00e9.txt".encode("cp437"), b"x")]))[0][0] == "café.txt"
    )


def test_what_is_no_zip_is_damaged() -> None:
    with pytest.raises(Unreadable) as caught:
        Container(io.BytesIO(b"PK\x03\x04 nothing"), Limits())
    assert caught.value.state is ContentState.DAMAGED
