"""The calendar's text keeps to its format, whatever words come."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from archive.exports.calendar import Entry, calendar

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


def text_of(title: str) -> str:
    entry = Entry("u@a", date(2026, 12, 31), title, "line one\nline two", "https://a.example/x")
    return calendar("結案事項", [entry], NOON)


@given(st.text(max_size=200))
def test_no_title_breaks_a_line_or_adds_one(title: str) -> None:
    try:
        title.encode()
    except UnicodeEncodeError:
        return
    lines = text_of(title).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text_of(title).replace("\r\n ", "").split("\r\n")
    assert sum(line.startswith("SUMMARY:") for line in whole) == 1
    assert len(whole) == len(text_of("plain").replace("\r\n ", "").split("\r\n"))


def test_a_day_ends_on_the_next_one() -> None:
    assert "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n" in text_of("x")


def test_signs_that_mean_something_are_escaped() -> None:
    assert "SUMMARY:a\\, b\\; c\\\\ d\r\n" in text_of("a, b; c\\ d")
    assert "DESCRIPTION:line one\\nline two\r\n" in text_of("x")
