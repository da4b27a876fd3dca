"""What people typed, and where they may be sent on to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from archive.errors import InvalidInput
from archive.web import forms
from archive.web.presenters.lists import pager
from archive.web.presenters.projects import suggested_code


def form(**values: str) -> MultiDict[str, str]:
    return MultiDict(values)


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "evil",
        "",
        None,
        "/a\nb",
        "/a\\b",
        "javascript:1",
    ],
)
def test_nobody_is_sent_to_another_site(target: str | None) -> None:
    assert forms.local_path(target) == "/"


@given(st.text(max_size=30))
def test_what_is_followed_always_begins_with_one_slash(target: str) -> None:
    followed = forms.local_path(target)
    assert followed.startswith("/")
    assert not followed.startswith(("//", "/\\"))


def test_a_path_of_this_site_is_followed() -> None:
    assert forms.local_path("/projects/QB-77-03?q=燈#x") == "/projects/QB-77-03?q=燈#x"


@pytest.mark.parametrize(
    ("typed", "value"), [("1,250,000", "1250000"), ("12.50", "12.50"), (" 3 000 ", "3000")]
)
def test_amounts_may_have_separators(typed: str, value: str) -> None:
    assert forms.amount(form(budget=typed), "budget") == Decimal(value)


@pytest.mark.parametrize("typed", ["a lot", "NaN", "Infinity", "-5", "1e", "十萬"])
def test_what_is_no_amount_is_refused_with_its_field(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        forms.amount(form(budget=typed), "budget")
    assert refused.value.values["field"] == "budget"


def test_a_project_cannot_end_before_it_begins() -> None:
    typed = form(name="A", started_on="2026-02-02", ended_on="2026-02-01")
    with pytest.raises(InvalidInput) as refused:
        forms.project_details(typed)
    assert refused.value.values["field"] == "ended_on"


def test_a_currency_without_a_budget_says_nothing() -> None:
    details = forms.project_details(form(name="A", currency="TWD", language="en"))
    assert (details["budget"], details["currency"], details["language"]) == (None, None, "en")


def test_days_are_read_as_browsers_send_them() -> None:
    assert forms.day(form(started_on="2026-02-02"), "started_on") == date(2026, 2, 2)
    with pytest.raises(InvalidInput):
        forms.day(form(started_on="2.2.2026"), "started_on")


@pytest.mark.parametrize(
    ("text", "value"), [("7", 7), ("-1", 2), ("99", 9), ("٣", 2), (None, 2), ("x", 2)]
)
def test_numbers_of_an_address_stay_inside_their_bounds(text: str | None, value: int) -> None:
    assert forms.whole(text, 2, 1, 9) == value


@pytest.mark.parametrize(
    ("codes", "code"),
    [
        ([], "P2026-001"),
        (["QB-77-03"], "QB-77-04"),
        (["LY25-S9", "LY25-S10"], "LY25-S11"),
        (["ALPHA"], "P2026-001"),
    ],
)
def test_the_next_code_counts_up_the_newest_one(codes: list[str], code: str) -> None:
    assert suggested_code(codes, date(2026, 5, 1)) == code


def test_page_numbers_leave_out_the_middle() -> None:
    pages = pager(10, 20, str)
    assert [link.number for link in pages.numbers] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert (pages.before, pages.after) == ("9", "11")
