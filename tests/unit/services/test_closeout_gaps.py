"""Gaps along the way: minutes in a day, a weekly report each Friday; and the templates' data."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from archive.domain.access import ProjectRole
from archive.domain.closeout import Due
from archive.domain.messages import LANGUAGES
from archive.naming.rulefile import packaged_rules
from archive.services.closeout.closeout_gaps import Paper, fridays, gaps_in, minutes_late
from archive.services.closeout.closeout_templates import (
    due_of,
    duties_of,
    kinds,
    standards_of,
    templates,
    titles_of,
)
from archive.team_time import day_of

RUNS = (date(2026, 1, 5), date(2026, 1, 30))
TODAY = date(2026, 2, 20)


def paper(class_key: str, day: str | None, filed: str = "2026-01-07") -> Paper:
    at = datetime.fromisoformat(filed).replace(tzinfo=UTC)
    return Paper(f"{class_key} {day}", class_key, day, day_of(at))


def found(*papers: Paper, today: date = TODAY, hide: str = "") -> list[tuple[str, str]]:
    gaps = gaps_in(papers, RUNS, today, lambda key: key != hide)
    return [(gap.kind, gap.day.isoformat()) for gap in gaps]


@pytest.mark.parametrize(
    ("day", "filed", "late"),
    [
        ("2026-01-06", "2026-01-06T18:00", False),
        ("2026-01-06", "2026-01-07T15:50", False),  # ten to midnight in Taipei
        ("2026-01-06", "2026-01-07T16:10", True),
        ("2026-01", "2026-03-01", False),
        (None, "2026-03-01", False),
    ],
)
def test_minutes_are_late_after_the_day_that_follows_the_meeting(
    day: str | None, filed: str, late: bool
) -> None:
    gaps = found(paper("minutes", day, filed), hide="weekly_report")
    assert gaps == ([("minutes_late", "2026-01-06")] if late else [])


def test_what_was_written_before_the_project_came_into_the_archive_is_not_late() -> None:
    papers = [paper("minutes", "2025-09-02", "2026-01-06T18:00")]
    assert list(minutes_late(papers, date(2026, 1, 6))) == []
    assert [gap.kind for gap in minutes_late(papers, date(2026, 1, 2))] == ["minutes_late"]


def test_an_agenda_without_minutes_is_a_gap_once_the_day_after_is_over() -> None:
    agenda = paper("agenda", "2026-01-14")
    assert found(agenda, hide="weekly_report", today=date(2026, 1, 15)) == []
    assert found(agenda, hide="weekly_report", today=date(2026, 1, 16)) == [
        ("minutes_missing", "2026-01-14")
    ]
    assert found(agenda, paper("minutes", "2026-01-14", "2026-01-15"), hide="weekly_report") == []


def test_each_friday_of_the_running_time_wants_a_report_of_its_week() -> None:
    fifth, twelfth = paper("weekly_report", "2026-01-09"), paper("weekly_report", "2026-01-12")
    assert found(fifth, twelfth) == [
        ("weekly_missing", "2026-01-23"), ("weekly_missing", "2026-01-30")
    ]  # fmt: skip


def test_a_friday_that_has_not_passed_is_no_gap() -> None:
    assert found(today=date(2026, 1, 9)) == []
    assert found(today=date(2026, 1, 10)) == [("weekly_missing", "2026-01-09")]


def test_what_a_reader_would_not_see_is_no_gap_for_them() -> None:
    assert found(paper("minutes", "2026-01-06", "2026-03-01"), hide="minutes") == [
        ("weekly_missing", day) for day in ("2026-01-09", "2026-01-16", "2026-01-23", "2026-01-30")
    ]


def test_a_project_without_days_has_no_weeks() -> None:
    assert gaps_in((), (None, None), TODAY, lambda _key: True) == ()


def test_fridays_of_a_time() -> None:
    assert fridays(date(2026, 1, 9), date(2026, 1, 16)) == (date(2026, 1, 9), date(2026, 1, 16))
    assert fridays(date(2026, 1, 10), date(2026, 1, 15)) == ()
    assert fridays(date(2026, 1, 10), date(2025, 1, 1)) == ()


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_of_project_has_a_plan_in_three_languages(kind: str) -> None:
    rules = packaged_rules()
    duties = duties_of(kind, rules)
    keys = [duty.key for duty in duties]
    assert len(keys) == len(set(keys))
    assert set(rules.required_classes) <= set(keys)
    for duty in duties:
        assert set(titles_of(duty, rules)) == set(LANGUAGES)
        assert all(titles_of(duty, rules).values())
        assert all(standards_of(duty).values())
        assert duty.due.anchor in ("start", "end")


def test_a_class_is_asked_for_once_even_when_its_kind_names_it_too() -> None:
    rules = packaged_rules()
    for kind in kinds():
        asked = [key for duty in duties_of(kind, rules) for key in duty.classes]
        assert len(asked) == len(set(asked))


def test_the_money_classes_are_finances() -> None:
    duties = {duty.key: duty for duty in duties_of("campaign", packaged_rules())}
    assert duties["settlement"].owner is ProjectRole.FINANCE
    assert duties["settlement"].due == Due(anchor="end", days=30)
    assert templates().other.due == Due(anchor="end", days=14)


@pytest.mark.parametrize("text", ["tomorrow", "end+x", "+7", "end + 7"])
def test_a_due_date_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="due date"):
        due_of(text)
