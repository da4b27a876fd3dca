"""The reader as services use it: warm, safe with threads and forks, healing, without a trace left."""

from __future__ import annotations

import io
import os
import signal
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.errors import NotFound
from archive.extraction.confinement import Confinement
from archive.extraction.extract import extract
from archive.extraction.limits import Limits
from archive.extraction.members import Members
from archive.extraction.nursery import Nursery
from archive.extraction.reader import Reader
from tests.support.sample_files import (
    SAMPLES,
    Sample,
    drawn_page,
    image_bytes,
    mail,
    pdf_report,
    scanned_pdf,
    word_report,
    zip_with_raw_names,
    zipped,
)

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    warm = Reader()
    yield warm
    warm.close()


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A place as blobs have it: no name, no suffix."""
    return tmp_path / "ab12"


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_sandbox_reads_what_is_read_outside_of_it(
    reader: Reader, stored: Path, sample: Sample
) -> None:
    data = sample.make()
    inside = reader.read(put(stored, data), sample.name)
    outside = extract(io.BytesIO(data), sample.name, Limits())
    assert (inside.state, inside.media_type, inside.page_count) == (
        outside.state,
        outside.media_type,
        outside.page_count,
    )
    assert [(s.kind, s.text, s.place, s.level, s.rows) for s in inside.segments] == [
        (s.kind, s.text, s.place, s.level, s.rows) for s in outside.segments
    ]
    assert [len(s.lines) for s in inside.segments] == [len(s.lines) for s in outside.segments]


def test_a_look_tells_the_kind_without_reading(reader: Reader, stored: Path) -> None:
    assert reader.kind(put(stored, word_report()), "報告.pdf").extension == "docx"
    assert reader.kind(put(stored, b""), "x").state is ContentState.EMPTY


def test_a_file_that_is_not_there_is_an_error_of_the_caller(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reader.read(tmp_path / "missing", "x.pdf")


def test_pages_are_drawn_as_wide_as_asked(reader: Reader, stored: Path) -> None:
    drawn = Image.open(io.BytesIO(reader.picture(put(stored, pdf_report()), 2, 400)))
    assert (drawn.format, drawn.width) == ("PNG", 400)
    assert drawn.height == pytest.approx(400 * 842 / 595, abs=2)
    assert drawn.convert("L").getextrema()[0] < 128  # there is ink on it


def test_a_page_of_a_tiff_and_a_turned_photo_are_drawn_upright(
    reader: Reader, stored: Path
) -> None:
    pages = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue")]
    tiff = image_bytes(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    second = Image.open(io.BytesIO(reader.picture(put(stored, tiff), 2, 100)))
    assert second.convert("RGB").getpixel((5, 5)) == (0, 0, 255)
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    photo = image_bytes(Image.new("RGB", (300, 200)), "JPEG", exif=exif)
    assert Image.open(io.BytesIO(reader.picture(put(stored, photo), 1, 100))).size == (100, 150)


@pytest.mark.parametrize(
    ("data", "page"),
    [
        (pdf_report, 3),
        (pdf_report, 0),
        (word_report, 1),
        (lambda: b"%PDF-1.4 broken", 1),
        (lambda: b"", 1),
    ],
)
def test_no_such_page_is_not_found(reader: Reader, stored: Path, data: object, page: int) -> None:
    with pytest.raises(NotFound):
        reader.picture(put(stored, data()), page, 200)  # type: ignore[operator]


def test_a_picture_with_too_many_pixels_is_never_decoded(reader: Reader, stored: Path) -> None:
    bomb = image_bytes(Image.new("1", (20_000, 20_000)), "PNG")
    assert reader.read(put(stored, bomb), "wall.png").state is ContentState.TOO_LARGE
    with pytest.raises(NotFound):
        reader.picture(stored, 1, 300)


def test_a_page_without_end_is_drawn_small(reader: Reader, stored: Path) -> None:
    huge = pdf_report().replace(
        b"/MediaBox [ 0 0 595.2756 841.8898 ]", b"/MediaBox [ 0 0 9999999 99999999 ]"
    )
    assert b"99999999" in huge
    drawn = Image.open(io.BytesIO(reader.picture(put(stored, huge), 1, 4000)))
    assert drawn.width * drawn.height <= 16_100_000


def test_pixels_are_whole(reader: Reader, stored: Path) -> None:
    pixels = reader.pixels(put(stored, scanned_pdf([drawn_page(["a"], (300, 200))])), 1, 72)
    assert len(pixels.data) == pixels.width * pixels.height * 3


def test_members_of_a_zip_become_numbered_files(
    reader: Reader, stored: Path, tmp_path: Path
) -> None:
    into = tmp_path / "out"
    into.mkdir()
    data = zip_with_raw_names(
        [
            ("合約/一.txt".encode("big5"), b"first"),
            (b"../../up.txt", b"evil"),
            ("二.txt".encode("big5"), b"second"),
        ]
    )
    found = reader.members(put(stored, data), "a.zip", into)
    assert found.state is ContentState.OK
    assert [(m.path, m.note) for m in found.items] == [
        ("合約/一.txt", None),
        ("../../up.txt", Message("extraction.member_outside")),
        ("二.txt", None),
    ]
    assert [m.file.read_bytes() if m.file else None for m in found.items] == [
        b"first",
        None,
        b"second",
    ]
    assert sorted(path.name for path in into.iterdir()) == ["00000", "00002"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ab12", "out"]


def test_a_bomb_among_members_is_noted_and_leaves_no_file(
    reader: Reader, stored: Path, tmp_path: Path
) -> None:
    into = tmp_path / "out"
    into.mkdir()
    found = reader.members(
        put(stored, zipped({"zeros": bytes(50_000_000), "ok": b"1"})), "a.zip", into
    )
    assert [(m.path, m.note and m.note.key, m.file is not None) for m in found.items] == [
        ("zeros", "extraction.member_too_large", False),
        ("ok", None, True),
    ]
    assert [path.name for path in into.iterdir()] == ["00001"]


def test_attachments_of_a_mail_are_members(reader: Reader, stored: Path, tmp_path: Path) -> None:
    found = reader.members(put(stored, mail()), "m.eml", tmp_path)
    assert [m.path for m in found.items] == ["排程表.xlsx", "readme.txt"]
    assert found.items[1].file is not None
    assert found.items[1].file.read_bytes().strip() == b"plain words"


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"just words"])
def test_what_holds_no_members_says_so(
    reader: Reader, stored: Path, tmp_path: Path, data: bytes
) -> None:
    found = reader.members(put(stored, data), "a.zip", tmp_path)
    assert found.items == ()
    assert found.state in {ContentState.DAMAGED, ContentState.UNSUPPORTED}


def test_many_threads_read_at_once(reader: Reader, tmp_path: Path) -> None:
    results: list[str] = []

    def work(number: int) -> None:
        path = put(tmp_path / f"file{number}", f"words of {number}".encode())
        results.extend(reader.read(path, "a.txt").text for _ in range(5))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == sorted(f"words of {n}" for n in range(8) for _ in range(5))


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP])
@pytest.mark.slow
def test_a_server_that_dies_or_hangs_is_replaced(stored: Path, blow: signal.Signals) -> None:
    reader = Reader()
    try:
        put(stored, b"words")
        assert reader.read(stored, "a.txt").text == "words"
        assert reader._host is not None
        first = reader._host.pid
        os.killpg(first, blow)
        patient, reader.limits = reader.limits, Limits(wall=1.0)
        found = {reader.read(stored, "a.txt").text}  # notices it
        reader.limits = patient  # a new server on a busy machine
        assert "words" in found | {reader.read(stored, "a.txt").text for _ in range(2)}
        assert reader._host.pid != first
    finally:
        reader.close()


def test_whoever_hands_in_a_file_says_so_before_it_is_looked_at(stored: Path) -> None:
    put(stored, b"words")
    told: list[bool] = []
    reader = Reader(on_look=lambda: told.append(reader._host is None))
    try:
        reader.read(stored, "a.txt")
        assert told == []
        reader.close()
        reader.kind(stored, "a.txt")
        assert told == [True]
        reader.get_ready()
        assert told == [True]
    finally:
        reader.close()


def test_a_look_needs_no_parsers_and_reading_loads_them_once(stored: Path) -> None:
    reader = Reader()
    try:
        put(stored, word_report())
        assert reader.kind(stored, "a.docx").extension == "docx"
        assert reader._host is not None
        assert not reader._host._parsers
        assert reader.read(stored, "a.docx").state is ContentState.OK
        assert reader._host._parsers
        reader.get_ready()
        assert reader.kind(stored, "a.docx").extension == "docx"
    finally:
        reader.close()


def test_a_forked_process_has_a_sandbox_of_its_own(stored: Path) -> None:
    reader = Reader()
    try:
        put(stored, b"words")
        assert reader.read(stored, "a.txt").text == "words"
        pid = os.fork()
        if pid == 0:
            fine = reader.read(stored, "a.txt").text == "words"
            reader.close()
            os._exit(0 if fine else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        assert reader.read(stored, "a.txt").text == "words"
    finally:
        reader.close()


def test_nothing_is_left_open_and_nothing_left_behind(stored: Path) -> None:
    before = descriptors()
    reader = Reader()
    put(stored, word_report())
    for _ in range(5):
        reader.read(stored, "a.docx")
    assert reader._host is not None
    server = reader._host.pid
    reader.close()
    assert descriptors() == before
    assert not Path(f"/proc/{server}").exists()


def test_closing_twice_and_reading_again_is_fine(stored: Path) -> None:
    reader = Reader()
    reader.close()
    assert reader.read(put(stored, b"words"), "a.txt").text == "words"
    reader.close()
    reader.close()


def test_an_idle_server_goes_and_comes_back(stored: Path) -> None:
    put(stored, b"words")
    for seconds in (0.2, 2.0, 20.0):  # on a busy machine it is gone before it is asked
        quick = Reader(confinement=replace(Confinement.detect(), idle_seconds=seconds))
        try:
            if quick.read(stored, "a.txt").text == "words":
                assert quick._host is not None
                quick._host._process.wait(120)
                if quick.read(stored, "a.txt").text == "words":
                    return
        finally:
            quick.close()
    pytest.fail("it did not go, or did not come back")


@pytest.mark.parametrize(("idle", "grace"), [(0.2, 0.2), (300.0, 10.0)])
def test_the_nursery_outlives_its_servers_no_longer_than_they_wait_for_work(
    idle: float, grace: float
) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        nursery = Nursery(theirs, replace(Confinement.detect(), idle_seconds=idle), 0)
        assert nursery.grace == grace


def test_a_container_that_cannot_be_read_gives_the_members_it_had(
    reader: Reader, stored: Path, tmp_path: Path
) -> None:
    found = reader.members(put(stored, zipped({"a": b"1"})[:-30]), "a.zip", tmp_path)
    assert isinstance(found, Members)
    assert found.state is ContentState.DAMAGED


def test_servers_are_made_anew_after_some_files_and_no_file_is_lost(tmp_path: Path) -> None:
    reader = Reader(renewed_after=3)
    files = [put(tmp_path / f"{n}", f"words of {n}".encode()) for n in range(8)]
    try:
        reader.get_ready()
        host = reader._host
        assert host is not None
        before = host.renewals
        found: dict[int, list[str]] = {}

        def read(number: int) -> None:
            found[number] = [reader.read(files[number], "a.txt").text for _ in range(4)]

        threads = [threading.Thread(target=read, args=(number,)) for number in range(len(files))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {number: [f"words of {number}"] * 4 for number in range(len(files))}
        assert reader._host is host
        assert host.renewals - before == (4 * len(files) - 1) // 3
    finally:
        reader.close()
