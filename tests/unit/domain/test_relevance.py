"""Why something past matters to something new, and how an outcome is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from archive.domain.documents import Level
from archive.domain.improvements import day_of
from archive.domain.lessons import Lesson, LessonKind, LessonState, band_of
from archive.domain.relevance import (
    Past,
    Wanted,
    channels_of,
    relevant_lessons,
    similar_projects,
)
from archive.review.outcome import outcome_of


@pytest.mark.parametrize(
    ("text", "channels"),
    [
        ("希望在春天辦一場市集活動，活動兩天", {"event"}),
        ("达人与短视频投放，小红书为主", {"social"}),
        ("A roadshow event in four towns, with a film", {"event"}),
        ("We mention the web once", set()),
        ("", set()),
    ],
)
def test_a_brief_speaks_of_its_channels(text: str, channels: set[str]) -> None:
    assert channels_of(text) == channels


def past(name: str, industry: str | None = None, band: str | None = None) -> Past:
    return Past(name, name, None, industry, band)


def test_projects_are_alike_by_industry_or_words_and_never_by_their_size_alone() -> None:
    wanted = Wanted("江濱音樂會的交通管制", industry="觀光", band="large")
    found = similar_projects(
        wanted,
        [past("書展", band="large"), past("江滨音乐会", band="large"), past("路跑", "观光旅游")],
    )
    assert {one.place for one in found} == {1, 2}
    assert {r.kind for r in next(one for one in found if one.place == 1).reasons} == {
        "band",
        "words",
    }


@pytest.mark.parametrize(
    ("amount", "currency", "band"),
    [
        (Decimal(200_000), "TWD", "small"),
        (Decimal(1_000_000), "TWD", "medium"),
        (Decimal(1_860_000), "CNY", "major"),
        (Decimal(50_000), "USD", "large"),
        (Decimal(50_000), "XAU", None),
        (None, "USD", None),
    ],
)
def test_a_budget_has_a_band_across_currencies(
    amount: Decimal | None, currency: str, band: str | None
) -> None:
    assert band_of(amount, currency) == band


def test_due_days_are_read_as_papers_write_them() -> None:
    assert day_of("2026/3/1") == date(2026, 3, 1)
    assert day_of("2026年12月5日") == date(2026, 12, 5)
    assert day_of("before the season") is None
    assert day_of("2026-02-30") is None


def test_an_outcome_says_nothing_where_the_review_says_nothing() -> None:
    told = outcome_of(
        {
            "metrics": [{"met": True}, {"met": False}, {"met": None}],
            "cost": {"budget_total": "100", "actual_total": "120.5", "currency": "TWD"},
            "satisfaction": {"mean": "4.5", "scale": "5"},
        }
    )
    assert (told.met, told.targets, told.over) == (1, 2, True)
    assert told.satisfaction == Decimal("0.9")
    silent = outcome_of({})
    assert (silent.targets, silent.over, silent.satisfaction) == (0, None, None)


def lesson(name: str, client: str) -> Lesson:
    return Lesson(
        id=name, project="p", project_code="P-1", project_name="P", client=client, language="en",
        kind=LessonKind.HOW_TO, state=LessonState.APPROVED, level=Level.INTERNAL, masked=False,
        title=name, created_by="u", created_by_name="U",
    )  # fmt: skip


def test_what_readers_found_useful_moves_a_lesson_a_little_and_is_no_reason() -> None:
    same = [lesson(name, "Harbour Board") for name in ("a", "b")]
    other = lesson("c", "Somebody else")
    wanted = Wanted("", client="Harbour Board")
    places = [one.place for one in relevant_lessons(wanted, [*same, other], {"b": 3, "c": 3})]
    assert places == [1, 0]
    assert [one.place for one in relevant_lessons(wanted, [*same, other])] == [0, 1]
