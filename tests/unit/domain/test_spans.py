"""Spans of time as people name them."""

from __future__ import annotations

from datetime import date

import pytest

from archive.domain.spans import find_spans

TODAY = date(2031, 2, 12)


def read(text: str, **more: object) -> list[tuple[str, int | None, str]]:
    return [
        (text[span.start : span.end], span.year, span.key)
        for span in find_spans(text, **more)  # type: ignore[arg-type]
    ]


@pytest.mark.parametrize(
    ("text", "year", "key"),
    [
        ("2025Q4", 2025, "q4"),
        ("Q4 2025", 2025, "q4"),
        ("2025-Q4", 2025, "q4"),
        ("4Q25", 2025, "q4"),
        ("Q4'25", 2025, "q4"),
        ("25年Q4", 2025, "q4"),
        ("2025年第四季", 2025, "q4"),
        ("二〇二五年四季度", 2025, "q4"),
        ("114年第4季", 2025, "q4"),
        ("民國九十九年第一季", 2010, "q1"),
        ("中華民國114年度", 2025, ""),
        ("fourth quarter of 2025", 2025, "q4"),
        ("third quarter", None, "q3"),
        ("第四季", None, "q4"),
        ("2025H1", 2025, "h1"),
        ("1H 2025", 2025, "h1"),
        ("114年下半年", 2025, "h2"),
        ("上半年", None, "h1"),
        ("三月份", None, "-03"),
        ("12月", None, "-12"),
        ("十二月", None, "-12"),
        ("January", None, "-01"),
        ("7月至9月", None, "q3"),
        ("2-5月", None, "-02-05"),
        ("2025年", 2025, ""),
    ],
)
def test_spans_are_read(text: str, year: int | None, key: str) -> None:
    assert [(y, k) for _, y, k in read(text)] == [(year, key)]


@pytest.mark.parametrize(
    "text",
    [
        "四季飯店", "3個月", "第3月", "3月4日", "二月十四日", "2025年3月5日", "120年歷史", "25年經驗", "H1 標題", "1Q",
        "the first half", "she may go", "the march of time", "decade", "13月", "Q5 2025", "每月", "2.5月"
    ],
)  # fmt: skip
def test_other_things_are_no_spans(text: str) -> None:
    assert read(text) == []


def test_a_month_that_is_a_word_too_is_one_behind_certain_words_or_where_asked_so() -> None:
    assert read("due in march") == [("march", None, "-03")]
    assert read("march", loose=True) == [("march", None, "-03")]
    assert read("may invoice", loose=True) == [("may", None, "-05")]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("上個月", date(2031, 1, 1), date(2031, 1, 1)),
        ("下季", date(2031, 4, 1), date(2031, 6, 1)),
        ("上一季度", date(2030, 10, 1), date(2030, 12, 1)),
        ("last year", date(2030, 1, 1), date(2030, 12, 1)),
        ("Q2 last year", date(2030, 4, 1), date(2030, 6, 1)),
        ("October last year", date(2030, 10, 1), date(2030, 10, 1)),
        ("明年3月", date(2032, 3, 1), date(2032, 3, 1)),
    ],
)
def test_times_counted_from_today(text: str, first: date, last: date) -> None:
    (span,) = find_spans(text, today=TODAY)
    assert span.relative
    assert (date(span.year or 0, span.first, 1), date(span.year or 0, span.last, 1)) == (
        first,
        last,
    )
    assert not [span for span in find_spans(text) if span.relative]


def test_a_week_begins_on_monday_and_may_lie_in_two_years() -> None:
    (span,) = find_spans("上週", today=date(2031, 1, 7))
    assert (span.days[0], span.days[-1], len(span.days)) == (
        date(2030, 12, 30),
        date(2031, 1, 5),
        7,
    )
    assert find_spans("昨天", today=date(2031, 1, 1))[0].days == (date(2030, 12, 31),)
