"""Why something past matters to something new, and how an outcome is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from archive.domain.documents import Level
from archive.domain.everyday_words import common_terms
from archive.domain.improvements import day_of
from archive.domain.lessons import Lesson, LessonKind, LessonState, band_of
from archive.domain.relevance import (
    Past,
    Wanted,
    channels_of,
    relevant_lessons,
    similar_projects,
    worth_handing,
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


def taught(title: str, band: str | None = None) -> Lesson:
    return replace(lesson(title, "Somebody"), band=band, theme="scope")


@pytest.mark.parametrize(
    ("brief", "title"),
    [
        ("請提供報價與時程，結束後提交結案報告。", "结案报告要提供的时间"),
        (
            "Please send us a plan and a report before the event.",
            "Report before the event, and plan",
        ),
        ("活動當天要通知客戶", "客户通知要当天完成"),
        ("舊倉庫要搬空", "倉庫"),  # one short word is met by chance
    ],
)
def test_everyday_words_and_one_short_word_are_no_reason(brief: str, title: str) -> None:
    assert relevant_lessons(Wanted(brief), [taught(title)]) == ()


@pytest.mark.parametrize(
    ("brief", "title", "told"),
    [
        ("夜間水上燈船遊行", "灯船靠岸要有人引導", "灯船"),
        ("A regatta with lantern boats", "Lantern boats need a pilot", "Lantern"),
    ],
)
def test_telling_words_are_a_reason_that_is_told(brief: str, title: str, told: str) -> None:
    wanted = Wanted(brief, industry="x", client="Somebody")
    (found,) = relevant_lessons(wanted, [taught(title)])
    assert told in {r.kind: r.value for r in found.reasons}["words"].split("\t")


def test_a_word_that_many_projects_use_is_no_reason() -> None:
    rare, usual = frozenset({"pilot", "regatta"}), frozenset({"lantern", "boats"})
    other = frozenset(f"word{letter}{more}" for letter in "abcdefgh" for more in "abcde")
    projects = [usual | other] * 4 + [other | {"pilot"}] * 2 + [other] * 2
    common = common_terms(rare | usual, projects)
    assert common == usual
    wanted = Wanted("A regatta with lantern boats", common=common)
    assert relevant_lessons(wanted, [taught("Lantern boats in the rain")]) == ()
    assert common_terms(usual, projects[:2]) == frozenset()  # two projects show nothing


def test_the_size_of_the_budget_alone_only_fills_up_to_three() -> None:
    same = [taught(f"Same size {n}", band="large") for n in range(6)]
    lessons = [*same, replace(lesson("own", "Harbour Board"))]
    wanted = Wanted("", client="Harbour Board", band="large")
    handed = worth_handing(relevant_lessons(wanted, lessons), 8)
    assert len(handed) == 3
    assert [r.kind for r in handed[0].reasons] == ["client"]
    assert worth_handing(relevant_lessons(Wanted(""), lessons), 8) == ()
