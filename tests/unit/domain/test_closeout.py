"""Where duties stand and how complete that makes a project."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.closeout import (
    Due,
    Duty,
    Evidence,
    Filed,
    Gauge,
    RowNote,
    RowState,
    Standing,
    gauge_of,
    is_overdue,
    shown_state,
    standing_of,
)

TODAY = date(2026, 6, 10)
REPORT = Duty("final_report", ("final_report",))
EITHER = Duty("survey", ("survey", "feedback"))
THREE = Duty("weekly", ("weekly_report",), needed=3)
ACT = Duty("venue_returned")


def said(state: RowState) -> RowNote:
    return RowNote("x", state=state, reason="because")


def linked(class_key: str, *, is_draft: bool = False) -> Evidence:
    return Evidence("d", "a name", class_key, is_draft)


@pytest.mark.parametrize(
    ("duty", "note", "filed", "standing", "state"),
    [
        (REPORT, None, Filed(), "missing", "open"),
        (REPORT, None, Filed(issued={"final_report": 1}), "filed", "done"),
        (REPORT, None, Filed(drafts={"final_report": 2}), "to_confirm", "in_progress"),
        (REPORT, None, Filed(issued={"plan": 4}), "missing", "open"),
        (EITHER, None, Filed(issued={"feedback": 1}), "filed", "done"),
        (THREE, None, Filed(issued={"weekly_report": 2}), "to_confirm", "in_progress"),
        (THREE, None, Filed(issued={"weekly_report": 3}), "filed", "done"),
        (REPORT, None, Filed(linked={"final_report": [linked("other")]}), "filed", "done"),
        (THREE, None, Filed({"weekly_report": 2}, {}, {"weekly": [linked("other")]}), "filed", "done"),
        # A document of the class counts once, also when it is linked too.
        (THREE, None, Filed({"weekly_report": 2}, {}, {"weekly": [linked("weekly_report")]}),
         "to_confirm", "in_progress"),
        (REPORT, None, Filed(linked={"final_report": [linked("other", is_draft=True)]}),
         "to_confirm", "in_progress"),
        (REPORT, said(RowState.IN_PROGRESS), Filed(), "to_confirm", "in_progress"),
        (REPORT, said(RowState.DONE), Filed(), "missing", "open"),
        (REPORT, said(RowState.WAIVED), Filed(issued={"final_report": 1}), "set_aside", "waived"),
        (Duty("review", ("review",)), None, Filed(review_drafted=True), "to_confirm", "in_progress"),
        (REPORT, None, Filed(review_drafted=True), "missing", "open"),
        (ACT, None, Filed(), "missing", "open"),
        (ACT, said(RowState.DONE), Filed(), "filed", "done"),
        (ACT, said(RowState.NOT_APPLICABLE), Filed(), "set_aside", "not_applicable"),
        (ACT, None, Filed(linked={"venue_returned": [linked("other")]}), "to_confirm", "open"),
    ],
)  # fmt: skip
def test_a_duty_stands_where_its_documents_and_its_owner_put_it(
    duty: Duty, note: RowNote | None, filed: Filed, standing: str, state: str
) -> None:
    found = standing_of(duty, note, filed)
    assert found.value == standing
    assert shown_state(duty, note, found).value == state


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (Due(), None),
        (Due(on=date(2026, 7, 1)), date(2026, 7, 1)),
        (Due(anchor="end", days=7), date(2026, 6, 7)),
        (Due(anchor="start", days=-3), date(2026, 4, 28)),
        (Due(on=date(2026, 7, 1), anchor="end", days=7), date(2026, 7, 1)),
    ],
)
def test_a_due_day_is_fixed_or_counts_from_the_project(due: Due, day: date | None) -> None:
    assert due.day(date(2026, 5, 1), date(2026, 5, 31)) == day
    assert Due(anchor="end", days=7).day(date(2026, 5, 1), None) is None


@pytest.mark.parametrize(
    ("standing", "days", "expected"),
    [
        (Standing.MISSING, -1, True), (Standing.TO_CONFIRM, -1, True), (Standing.MISSING, 0, False),
        (Standing.FILED, -9, False), (Standing.SET_ASIDE, -9, False),
    ],
)  # fmt: skip
def test_only_what_is_open_after_its_day_is_overdue(
    standing: Standing, days: int, expected: bool
) -> None:
    assert is_overdue(standing, TODAY + timedelta(days=days), TODAY) is expected
    assert not is_overdue(standing, None, TODAY)


@given(st.lists(st.sampled_from(list(Standing)), max_size=40))
def test_a_gauge_counts_every_duty_that_is_not_set_aside(standings: list[Standing]) -> None:
    gauge = gauge_of(((standing, None) for standing in standings), TODAY)
    counted = [standing for standing in standings if standing is not Standing.SET_ASIDE]
    assert sorted(gauge.segments) == sorted(counted)
    assert gauge.total == len(counted)
    assert 0 <= gauge.percent <= 100
    assert (gauge.percent == 100) == (gauge.filed == gauge.total)


def test_a_gauge_is_full_only_when_nothing_is_left() -> None:
    assert Gauge(filed=199, missing=1).percent == 99
    assert Gauge().percent == 100
