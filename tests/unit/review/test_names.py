"""Which two names mean one thing."""

from __future__ import annotations

import pytest

from archive.review.reading.names import same_thing


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Qualified leads", "qualified lead", True),
        ("Cost per qualified lead", "Qualified leads", False),
        ("CPL", "CPL (HK$)", True),
        ("Cost per visit", "cost per visit (GBP)", True),
        ("單場成本", "成本", False),
        ("單支影片成本", "影片支數", False),
        ("每位會員獲取成本", "會員獲取", False),
        ("出席人數（人）", "出席人數", True),
    ],
)
def test_what_one_costs_is_not_how_many_there_are(first: str, second: str, same: bool) -> None:
    assert same_thing(first, second) is same
