"""The figures and sentences of a review as people type them into its forms."""

from __future__ import annotations

from typing import Any

import pytest

from archive.errors import InvalidInput
from archive.review.corrections import as_built, as_shown, corrected
from archive.services.reviews.change import Change, values_of


def figure_of(typed: str, unit: str = "") -> str:
    change = Change("edit", "metrics", figures={"actual": typed}, reason="typed wrong", unit=unit)
    return str(values_of(change)["figures"]["actual"])


@pytest.mark.parametrize(
    ("typed", "unit", "figure"),
    [
        ("1275000", "", "1275000"),
        ("1,275,000.50", "", "1275000.50"),
        ("1，275", "", "1275"),
        ("127.5萬", "", "1275000"),
        ("１２７.５ 万次", "次", "1275000"),
        ("1.275M", "views", "1275000"),
        ("1.3 million", "", "1300000"),
        ("十二", "場", "12"),
        ("3.4 个工作日", "个工作日", "3.4"),
        ("12.5％", "%", "12.5"),
        ("127.5萬", "萬", "127.5"),
    ],
)
def test_a_figure_is_read_as_pages_and_papers_write_it(typed: str, unit: str, figure: str) -> None:
    assert figure_of(typed, unit) == figure


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("many", ""),
        ("1,2", ""),
        ("1,27,500", ""),
        ("about 130萬", ""),
        ("NT$1,275,000", ""),
        ("12.5%", "visits"),
        ("127.5万", "萬"),
        ("NaN", ""),
        ("次", "次"),
    ],
)
def test_what_may_be_another_number_is_no_figure(typed: str, unit: str) -> None:
    with pytest.raises(InvalidInput):
        figure_of(typed, unit)


ROW = {
    "key": "k",
    "name": "Impressions",
    "unit": "views",
    "target": "1400000",
    "target_written": "about 1.4M views",
    "actual": "1356000",
    "actual_written": "1356000",
    "direction": "higher",
    "met": False,
    "computed": ["target"],
}


def typed(**figures: str) -> dict[str, Any]:
    change = Change("edit", "metrics", "k", reason="counted anew", figures=figures)
    return dict(values_of(change, ROW)["figures"])


def test_a_form_opens_with_the_figures_as_the_page_shows_them() -> None:
    assert [as_shown(ROW, side) for side in ("target", "actual")] == [
        "about 1.4M views",
        "1,356,000",
    ]
    assert as_shown({"target": None}, "target") == ""


def test_the_figure_that_was_left_as_shown_stays_as_it_is_written() -> None:
    figures = typed(target="about 1.4M views", actual="1,412,000")
    assert figures == {"actual": "1412000"}
    row = corrected("metrics", ROW, figures)
    assert (row["target"], row["target_written"], row["computed"]) == (
        "1400000",
        "about 1.4M views",
        ["target"],
    )
    assert (row["actual"], row["actual_written"], row["met"]) == ("1412000", None, True)


def test_the_same_figure_typed_another_way_is_not_the_persons() -> None:
    assert typed(target="1.4M", actual="1.412 million") == {"actual": "1412000"}
    for same in ({"target": "1.4M", "actual": "1.356 million"}, {"target": ""}):
        with pytest.raises(InvalidInput) as refused:
            typed(**same)
        assert refused.value.values["why"].key == "errors.why_figures_as_built"
    with pytest.raises(InvalidInput):
        typed(target="about 1.5M views")


def corrected_again(**figures: str) -> dict[str, Any]:
    row = corrected("metrics", ROW, {"actual": "1412000"})
    row |= {"edited_by": "Ada", "built_figures": as_built("metrics", ROW)}
    change = Change("edit", "metrics", "k", reason="counted anew", figures=figures)
    return dict(values_of(change, row)["figures"])


def test_what_somebody_corrected_before_stays_corrected() -> None:
    assert corrected_again(target="1.5M", actual="1,412,000") == {
        "target": "1500000",
        "actual": "1412000",
    }
    assert corrected_again(target="1.5M") == {"target": "1500000", "actual": "1412000"}


def test_a_corrected_figure_goes_back_to_the_papers() -> None:
    assert corrected_again(target="1.5M", actual="1,356,000") == {"target": "1500000"}


def test_of_a_row_that_a_person_added_every_figure_is_theirs() -> None:
    row = {"name": "Visits", "unit": "", "target": "9", "actual": "8", "added": True}
    change = Change("edit", "metrics", "k", figures={"target": "9", "actual": "7"})
    assert values_of(change, row)["figures"] == {"target": "9", "actual": "7"}


SENTENCE: dict[str, Any] = {
    "key": "k",
    "text": "Book the hall earlier",
    "owner": "Ada",
    "due": None,
}


def said_of(part: dict[str, Any], **said: str) -> dict[str, Any]:
    return dict(values_of(Change("edit", "actions", "k", **said), part))


def test_a_sentence_that_is_saved_as_it_was_is_not_the_persons() -> None:
    with pytest.raises(InvalidInput) as refused:
        said_of(SENTENCE, text=" Book the hall  earlier", owner="Ada", due="")
    assert refused.value.values["why"].key == "errors.why_words_as_built"
    with pytest.raises(InvalidInput):
        said_of(SENTENCE, text="Book the hall earlier")


@pytest.mark.parametrize(
    "said", [{"text": "Book it"}, {"owner": "Bo"}, {"owner": ""}, {"due": "2031-02-03"}]
)
def test_a_sentence_of_which_one_thing_is_changed_is_the_persons(said: dict[str, str]) -> None:
    form = {"text": SENTENCE["text"], "owner": "Ada", "due": ""}
    assert said_of(SENTENCE, **form | said) == {"text": SENTENCE["text"], **said}


@pytest.mark.parametrize("mark", [{"edited_by": "Ada"}, {"added": True}])
def test_what_a_person_wrote_may_be_saved_as_it_is(mark: dict[str, Any]) -> None:
    assert said_of({**SENTENCE, **mark}, text=SENTENCE["text"])["text"] == SENTENCE["text"]
