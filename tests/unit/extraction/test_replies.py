"""What a child may say, and what of it is believed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.domain.segments import (
    ContentState,
    Extracted,
    Line,
    Place,
    Segment,
    SegmentKind,
    table_segment,
)
from archive.domain.text_quality import PageQualities, TextQuality
from archive.extraction import unpack_notes, wire
from archive.extraction.limits import Limits
from archive.extraction.members import Receiver
from archive.extraction.misreadings import corrected
from archive.extraction.quality import garbled_share
from archive.extraction.recognised import RecognisedPage, checked, merged, segments_of

READING = Extracted(
    "application/pdf",
    "pdf",
    ContentState.OK,
    (
        Segment(
            SegmentKind.HEADING, "標題", Place(page=1), 2, (), (Line(0, 2, (0.1, 0.2, 0.3, 0.4)),)
        ),
        table_segment([["a", ""], ["b", "c"]], Place(page=2, heading=("標題",))),
    ),
    {"title": "x"},
    2,
    TextQuality.GOOD,
    (2,),
)


def reply(**changes: object) -> bytes:
    return json.dumps(json.loads(wire.encode_extracted(READING)) | changes).encode()


def test_a_reading_survives_the_way() -> None:
    assert wire.decode_extracted(wire.encode_extracted(READING)) == READING


@pytest.mark.parametrize(
    "changes",
    [
        {"media_type": "text/html\r\nX: y"},
        {"extension": "../../etc"},
        {"state": "splendid"},
        {"quality": 3},
        {"page_count": -1},
        {"page_count": True},
        {"page_count": "2"},
        {"ocr_pages": [3]},
        {"ocr_pages": [0]},
        {"ocr_pages": "12"},
        {"pages": 2},
        {"pages": "gggg"},
        {"pages": "gx"},
        {"segments": [["paragraph", 5, {}, 0, []]]},
        {"segments": [["paragraph", "x", {}, 12, []]]},
        {"segments": [["shout", "x", {}, 0, []]]},
        {"segments": [["paragraph", "x", {}, 0, [0, 2, 0, 0, 1, 1]]]},
        {"segments": [["paragraph", "x", {}, 0, [1, 1, 0, 0, 1, 1]]]},
        {"segments": [["paragraph", "x", {}, 0, [0, 1, 0]]]},
        {"segments": [["paragraph", "x", [], 0, []]]},
        {"segments": 7},
        {"properties": []},
    ],
    ids=str,
)
def test_a_reading_out_of_shape_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(wire.BrokenReply):
        wire.decode_extracted(reply(**changes))


@pytest.mark.parametrize("payload", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_reading_is_refused(payload: bytes) -> None:
    with pytest.raises(wire.BrokenReply):
        wire.decode_extracted(payload)


def test_boxes_outside_the_page_and_unknown_properties_are_put_right() -> None:
    found = wire.decode_extracted(
        reply(
            segments=[["paragraph", "x", {}, 0, [0, 1, -5, 0, 9, 1]]],
            properties={"title": "t" * 900, "evil": "x"},
        )
    )
    assert found.segments[0].lines[0].box == (0.0, 0.0, 1.0, 1.0)
    assert found.properties == {"title": "t" * 500}


@pytest.mark.parametrize(
    "payload",
    [b"{}", b'["a/b", "x", "odd", ""]', b'["a b", "x", null, ""]', b'["a/b", "x/y", null, ""]'],
)
def test_a_look_out_of_shape_is_refused(payload: bytes) -> None:
    with pytest.raises(wire.BrokenReply):
        wire.decode_kind(payload)


def said(value: object) -> bytes:
    return json.dumps(value).encode()


def test_members_in_order_are_taken(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path, Limits())
    for kind, payload in (
        (wire.JSON, said({"path": "a/b.txt"})),
        (wire.DATA, b"one"),
        (wire.DATA, b"two"),
        (wire.JSON, said({"note": None})),
        (wire.JSON, said({"state": "ok"})),
    ):
        receiver.take(kind, payload)
    found = receiver.finish()
    assert found.state is ContentState.OK
    assert found.items[0].file is not None
    assert (found.items[0].path, found.items[0].file.read_bytes()) == ("a/b.txt", b"onetwo")


def test_a_member_that_breaks_off_is_damaged_and_leaves_no_file(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path, Limits())
    receiver.take(wire.JSON, said({"path": "a"}))
    receiver.take(wire.DATA, b"half")
    found = receiver.finish()
    assert (found.state, found.items[0].file) == (ContentState.DAMAGED, None)
    assert found.items[0].note is not None
    assert found.items[0].note.key == unpack_notes.DAMAGED
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "frames",
    [
        [(wire.DATA, b"bytes of nothing")],
        [(wire.JSON, b"no json")],
        [(wire.JSON, said({"note": None}))],
        [(wire.JSON, said({"path": 5}))],
        [(wire.JSON, said({"path": "a"})), (wire.JSON, said({"path": "b"}))],
        [(wire.JSON, said({"path": "a"})), (wire.JSON, said({"note": {"key": "web.secret"}}))],
        [(wire.JSON, said({"path": "a"})), (wire.DATA, b"x" * 200)],
        [(wire.JSON, said({"state": "splendid"}))],
        [(wire.JSON, said(["path"]))],
    ],
    ids=str,
)
def test_members_out_of_shape_are_refused(
    tmp_path: Path, frames: list[tuple[bytes, bytes]]
) -> None:
    receiver = Receiver(tmp_path, Limits(inflated=100))
    *before, last = frames
    for kind, payload in before:
        receiver.take(kind, payload)
    with pytest.raises(wire.BrokenReply):
        receiver.take(*last)
    assert all(item.file is None for item in receiver.finish().items)


def test_more_members_than_the_limit_are_refused(tmp_path: Path) -> None:
    receiver = Receiver(tmp_path, Limits(entries=1))
    receiver.take(wire.JSON, said({"path": "a"}))
    receiver.take(wire.JSON, said({"note": None}))
    with pytest.raises(wire.BrokenReply):
        receiver.take(wire.JSON, said({"path": "b"}))


QUAD = [[10, 10], [200, 10], [200, 40], [10, 40]]


def page(turn: int = 0, **changes: object) -> dict[str, object]:
    known = {"turn": turn, "angle": 0.0, "score": 0.9, "blank": False}
    return known | {"lines": [["words", QUAD, 0.0]], "rules": []} | changes


@pytest.mark.parametrize(
    "answer",
    [
        page(turn=45),
        page(angle=float("nan")),
        page(score=float("nan")),
        page(lines=[["x", QUAD[:3], 0.0]]),
        page(lines=[["x", [[1, float("inf")]] * 4, 0.0]]),
        page(lines=[["x"]]),
        page(rules=[[True, 1]]),
        {},
        [],
    ],
    ids=str,
)
def test_a_recognised_page_out_of_shape_is_refused(answer: object) -> None:
    with pytest.raises(wire.BrokenReply):
        checked(answer, (400, 600))


@pytest.mark.parametrize(
    ("turn", "corner"), [(0, (0, 0)), (90, (0, 1)), (180, (1, 1)), (270, (1, 0))]
)
def test_boxes_of_a_turned_page_lie_where_the_page_shows_them(
    turn: int, corner: tuple[int, int]
) -> None:
    (segment,) = segments_of({1: checked(page(turn), (400, 600))}, Limits())[1]
    left, top, right, bottom = segment.lines[0].box
    assert (round((left + right) / 2), round((top + bottom) / 2)) == corner


def test_recognised_pages_take_the_place_of_less_text() -> None:
    little = Segment(SegmentKind.PARAGRAPH, "7", Place(page=2))
    first = Segment(SegmentKind.PARAGRAPH, "first", Place(page=1))
    before = Extracted(
        "application/pdf", "pdf", ContentState.OK, (first, little), {}, 3, TextQuality.POOR, (2, 3)
    )
    pages = {2: checked(page(), (400, 600))}
    after = merged(before, segments_of(pages, Limits()), (3,), pages)
    assert [s.text for s in after.segments] == ["first", "words"]
    assert (after.quality, after.ocr_pages) == (TextQuality.OCR, (3,))


@pytest.mark.parametrize(
    ("score", "letters", "quality"),
    [(0.95, "go-", TextQuality.OCR), (0.6, "gp-", TextQuality.POOR)],
)
def test_damaged_letters_give_way_to_fewer_that_were_recognised(
    score: float, letters: str, quality: TextQuality
) -> None:
    first = Segment(SegmentKind.PARAGRAPH, "first", Place(page=1))
    damaged = Segment(SegmentKind.PARAGRAPH, "\ue041\ue042\ue043" * 9, Place(page=2))
    before = Extracted(
        "application/pdf", "pdf", ContentState.OK, (first, damaged), {}, 3, TextQuality.POOR, (2,),
        PageQualities("gp-"),
    )  # fmt: skip
    pages = {2: checked(page(score=score), (400, 600))}
    after = merged(before, segments_of(pages, Limits()), (), pages)
    assert [s.text for s in after.segments] == ["first", "words"]
    assert (after.pages.letters, after.quality) == (letters, quality)


def test_sound_letters_stay_where_fewer_were_recognised() -> None:
    title = Segment(SegmentKind.HEADING, "A title over a large picture", Place(page=1))
    before = Extracted(
        "application/pdf", "pdf", ContentState.OK, (title,), {}, 1, TextQuality.POOR, (1,),
        PageQualities("p"),
    )  # fmt: skip
    pages = {1: checked(page(), (400, 600))}
    after = merged(before, segments_of(pages, Limits()), (), pages)
    assert (after.segments, after.pages.letters, after.ocr_pages) == ((title,), "g", ())


def test_nothing_recognised_changes_nothing() -> None:
    before = Extracted(
        "image/png", "png", ContentState.OK, (), {}, 1, TextQuality.NONE, (1,), PageQualities("n")
    )
    empty = RecognisedPage((), (), (400, 600), 0.0, 0, 0.0, blank=True)
    after = merged(before, segments_of({1: empty}, Limits()), (), {1: empty})
    assert (after.segments, after.quality, after.ocr_pages) == ((), TextQuality.NONE, ())
    assert after.pages.letters == "-"


TRADITIONAL = "專案經費與執行進度說明，請會計單位協助確認。場館與設備廠商應於開幕前兩週完成驗收。"


def test_stray_letters_of_the_other_script_are_put_right() -> None:
    assert corrected([TRADITIONAL, "客户内部红利"]) == [TRADITIONAL, "客戶內部紅利"]
    simplified = (
        "项目经费与执行进度说明，请会计单位协助确认。场馆与设备厂商应于开幕前两周完成验收。"
    )
    assert corrected([simplified, "客戶內部紅利"]) == [simplified, "客户内部红利"]


def test_a_page_in_both_scripts_is_left_alone() -> None:
    both = ["專案經費與執行進度說明", "项目经费与执行进度说明"]
    assert corrected(both) == both


def test_letters_that_belong_to_both_scripts_are_left_alone() -> None:
    assert corrected([TRADITIONAL, "皇后里長台北"])[1] == "皇后里長台北"


@pytest.mark.parametrize(
    ("read", "meant"),
    [("HKS1,200", "HK$1,200"), ("NTS 30", "NT$ 30"), ("CLASS2", "CLASS2"), ("HKSAR", "HKSAR")],
)
def test_a_dollar_sign_read_as_a_letter_is_put_right(read: str, meant: str) -> None:
    assert corrected([read]) == [meant]


@pytest.mark.parametrize(
    "text",
    ["\ue000\ue001\ue002", "锟斤拷锟斤拷", "(cid:12)(cid:40)", "ç´„å®šäº‹é …", "\ufffd\ufffd"],
)
def test_letters_without_sense_are_noticed(text: str) -> None:
    assert garbled_share(text) > 0.5


@pytest.mark.parametrize("text", ["合約第三條", "Ärger über Café", "2,860,000", "çà et là", ""])
def test_letters_with_sense_are_not(text: str) -> None:
    assert garbled_share(text) < 0.05
