"""Numbers are masked so that nobody can use them, and shown with the place they stand at."""

from __future__ import annotations

import pytest

from archive.domain.segments import Place, Segment, SegmentKind, table_segment
from archive.understanding.masking import MOST_SHOWN, mask, masked_numbers, masked_place
from archive.understanding.sensitive import find_sensitive, sensitive_data


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("手机 13712340987。", "手机 137****0987。"),
        ("聯絡手機 0912-345-678", "聯絡手機 091*-***-678"),
        ("電話 6123 4567", "電話 612* ***7"),
        ("wing.lam@agency.example", "w***.***@agency.example"),
        ("w@agency.example", "*@agency.example"),
        ("HKID A123456(3)", "HKID A******(*)"),
        ("預算 1,250,000", "預算 1,250,000"),
    ],
)
def test_masking_hides_the_middle_and_nothing_else(text: str, masked: str) -> None:
    assert mask(text) == masked


def test_masking_keeps_every_offset() -> None:
    text = "卡号 6222020000000000000，电话 13712340987，身份证 11010519491231002X"
    hidden = mask(text)
    assert len(hidden) == len(text)
    assert hidden != text
    assert find_sensitive(hidden) == []


def shown(segments: list[Segment]) -> dict[str, list[tuple[str, int]]]:
    counts = {found.kind: found.count for found in sensitive_data(segments)}
    numbers = masked_numbers(segments, counts)
    return {kind: [(n.value, n.segment) for n in found] for kind, found in numbers.items()}


def test_each_number_is_shown_once_where_it_first_stands() -> None:
    segments = [
        Segment(SegmentKind.PARAGRAPH, "出席名單"),
        Segment(SegmentKind.PARAGRAPH, "手机 13712340987，备用 137 1234 0987"),
        Segment(SegmentKind.PARAGRAPH, "手机 １３７１２３４０９８７，wing@agency.example"),
    ]
    assert shown(segments) == {
        "mobile": [("137****0987", 1)],
        "email": [("w***@agency.example", 2)],
    }


def test_a_column_is_masked_though_only_its_head_says_what_it_holds() -> None:
    rows = (("Name", "Phone"), ("Wing", "61234567"), ("Ida", "61234568"))
    found = shown([table_segment(rows, Place(sheet="Guests"))])
    assert found == {"mobile": [("612****7", 0), ("612****8", 0)]}


def test_a_long_list_shows_the_first_and_is_not_read_to_its_end() -> None:
    read = 0

    def rows():
        nonlocal read
        for n in range(1000):
            read += 1
            yield Segment(SegmentKind.PARAGRAPH, f"137{n:08}", Place(page=n + 1))

    found = masked_numbers(rows(), {"mobile": 1000})
    assert [number.place.page for number in found["mobile"]] == list(range(1, MOST_SHOWN + 1))
    assert read <= MOST_SHOWN + 1


def test_a_place_named_with_a_number_does_not_tell_it() -> None:
    place = Place(heading=("聯絡 0912-345-678",), sheet="0912-345-678", member="wing@a.example.eml")
    said = str(masked_place(place).as_dict())
    assert "345" not in said
    assert "wing@" not in said
