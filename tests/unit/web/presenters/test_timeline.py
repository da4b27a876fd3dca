"""Milestones stand where their days are, between the first and the last of all."""

from __future__ import annotations

from archive.web.presenters.timeline import WIDTH, timeline


def test_the_first_and_the_last_day_stand_at_the_ends_and_the_rest_in_proportion() -> None:
    marks = timeline(
        [("2026-01-01", "2026-01-01", "a"), ("2026-01-31", "2026-03-02", "b"), ("", "", "c")]
    )
    first, second, third = marks
    assert first is not None
    assert second is not None
    assert third is None
    assert (first.planned, second.actual) == (6.0, WIDTH - 6.0)
    assert second.planned == WIDTH / 2  # 30 of 60 days
    assert (first.bridge, second.bridge) == (None, (84.0, 78.0))
    assert (first.late, second.late) == (False, True)


def test_one_day_alone_makes_no_axis_and_unknown_days_make_no_mark() -> None:
    assert timeline([("2026-01-01", "", "a")]) == (None,)
    marks = timeline([("2026-01", "soon", "a"), ("", "2026-02-01", "b")])
    assert [(m.planned, m.actual, m.bridge) for m in marks if m] == [
        (6.0, None, None),
        (None, 162.0, None),
    ]


def test_an_early_milestone_is_not_late() -> None:
    mark = timeline([("2026-02-01", "2026-01-20", "a")])[0]
    assert mark is not None
    assert (mark.late, mark.bridge) == (False, (6.0, 156.0))
