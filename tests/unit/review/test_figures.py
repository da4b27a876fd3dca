"""Figures computed for showing, each with what it was computed from."""

from __future__ import annotations

from decimal import Decimal

from archive.review.figures import achieved, days_late, decimal_of, grouped, variance


def test_the_share_of_a_target_names_its_inputs() -> None:
    share = achieved({"target": "18000", "actual": "16254"})
    assert share is not None
    assert share.value == Decimal("90.3")
    assert share.inputs == (Decimal(18000), Decimal(16254))


def test_no_share_where_less_is_better_or_a_figure_is_missing() -> None:
    assert achieved({"target": "42", "actual": "39.1", "direction": "lower"}) is None
    assert achieved({"target": None, "actual": "39.1"}) is None
    assert achieved({"target": "0", "actual": "3"}) is None


def test_over_budget_is_above_zero() -> None:
    difference = variance("620000", "668400")
    assert difference is not None
    assert difference.value == 48400
    assert variance(None, "1") is None


def test_days_between_whole_days_only() -> None:
    assert days_late("2026-05-02", "2026-05-09") == 7
    assert days_late("2026-05-09", "2026-05-02") == -7
    assert days_late("2026-05", "2026-05-09") is None
    assert days_late(None, "2026-05-09") is None


def test_only_figures_are_figures() -> None:
    assert decimal_of("12.50") == Decimal("12.50")
    assert [decimal_of(x) for x in (True, None, "十二", "NaN", [1])] == [None] * 5
    assert grouped("2860000") == "2,860,000"
    assert grouped("x") == ""
