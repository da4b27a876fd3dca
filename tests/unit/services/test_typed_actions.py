"""What a person writes of an action: its words, who does it and by when, each kept only where it was changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from archive.errors import InvalidInput
from archive.review.edit import ADD, EDIT, Edit
from archive.review.edits import apply_edits
from archive.services.reviews.change import Change, values_of
from archive.services.reviews.review_desk import _built

AT = datetime(2031, 4, 1, tzinfo=UTC)


def content(owner: str = "Nuria", due: str = "2031-05-02") -> dict[str, Any]:
    cited = [{"document": "d1", "version": "1.0", "quote": "q", "segment": 1, "start": 0, "end": 1}]
    text = "Label every crate before it leaves"
    return {"actions": [{"text": text, "owner": owner, "due": due, "citations": cited}]}


def shown(built: dict[str, Any], *edits: Edit) -> dict[str, Any]:
    (part,) = apply_edits(built, edits)["actions"]
    return dict(part)


def saved(part: dict[str, Any], **typed: str) -> Edit:
    """As the desk keeps what the form sends, all three fields of it."""
    form = {name: part[name] or "" for name in ("text", "owner", "due")} | typed
    values = values_of(Change("edit", "actions", part["key"], **form), part)
    return Edit("actions", part["key"], EDIT, values, _built(part), "Ada", AT, ("d1",))


def test_who_was_left_alone_follows_the_papers() -> None:
    edit = saved(shown(content()), text="Label every crate, on two sides")
    part = shown(content(owner="Teo", due="2031-06-09"), edit)
    assert (part["text"], part["owner"], part["due"]) == (
        "Label every crate, on two sides",
        "Teo",
        "2031-06-09",
    )


def test_who_was_changed_stays_changed_by_the_next_correction_too() -> None:
    first = saved(shown(content()), owner="Ines")
    again = saved(shown(content(), first), text="Label every crate twice")
    part = shown(content(owner="Teo", due="2031-06-09"), again)
    assert (part["owner"], part["due"]) == ("Ines", "2031-06-09")


def test_who_is_set_back_to_what_was_built_is_the_papers_again() -> None:
    first = saved(shown(content()), owner="Ines")
    back = saved(shown(content(), first), owner="Nuria")
    assert shown(content(owner="Teo"), back)["owner"] == "Teo"


def test_an_owner_taken_out_stays_out() -> None:
    edit = saved(shown(content()), owner="")
    assert shown(content(owner="Teo"), edit)["owner"] == ""


@pytest.mark.parametrize("owner", ["Nuria", "Ines"])
def test_an_action_that_is_built_no_longer_keeps_both(owner: str) -> None:
    first = saved(shown(content()), text="Label all of them", owner=owner)
    again = saved(shown({"actions": []}, first), text="Label them all")
    part = shown({"actions": []}, again)
    assert (part["text"], part["owner"], part["due"]) == ("Label them all", owner, "2031-05-02")
    assert shown(content(owner="Teo"), again)["owner"] == ("Ines" if owner == "Ines" else "Teo")


@pytest.mark.parametrize("due", ["2031-13-40", "2031-02-30", "soon", "03/04/2031", "6/9"])
def test_a_due_that_is_no_day_and_no_month_is_refused(due: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        saved(shown(content()), due=due)
    assert refused.value.values == {"field": "due", "why": "day_or_month"}
    with pytest.raises(InvalidInput):
        values_of(Change("add", "actions", text="Count the crates", due=due))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2031-06", "2031-06"), ("2031/6/9", "2031-06-09"), ("2031年6月9日", "2031-06-09"), ("", "")],
)
def test_a_due_is_kept_as_a_day_or_a_month(typed: str, kept: str) -> None:
    assert shown(content(), saved(shown(content()), due=typed))["due"] == kept


def test_the_day_of_the_papers_written_another_way_is_no_correction() -> None:
    edit = saved(shown(content()), text="Label them all", due="2031/5/2")
    assert shown(content(due="2031-06-09"), edit)["due"] == "2031-06-09"


def test_a_due_that_the_paper_says_in_words_stays_when_it_is_left_alone() -> None:
    built = content(due="before the next meeting")
    edit = saved(shown(built), text="Label them all")
    assert shown(built, edit)["due"] == "before the next meeting"


def asked(part: dict[str, Any], **said: str) -> Edit:
    """As the desk keeps what an API caller sends, who may leave fields out."""
    values = values_of(Change("edit", "actions", part["key"], **said), part)
    kind = ADD if part.get("added") else EDIT
    return Edit("actions", part["key"], kind, values, _built(part), "Ada", AT, ("d1",))


def test_what_was_corrected_before_and_is_left_out_now_stays_corrected() -> None:
    first = saved(shown(content()), owner="Ines", due="2031-06")
    part = shown(
        content(owner="Teo"), asked(shown(content(), first), text="Label every crate twice")
    )
    assert (part["text"], part["owner"], part["due"]) == (
        "Label every crate twice",
        "Ines",
        "2031-06",
    )
    part = shown(content(), asked(shown(content(), first), text="Label", owner="Teo"))
    assert (part["owner"], part["due"]) == ("Teo", "2031-06")


def test_an_owner_taken_out_before_and_left_out_now_stays_out() -> None:
    first = saved(shown(content()), owner="")
    assert shown(content(), asked(shown(content(), first), text="Label them all"))["owner"] == ""


def test_what_nobody_corrected_and_is_left_out_follows_the_papers() -> None:
    edit = asked(shown(content()), text="Label every crate twice")
    part = shown(content(owner="Teo", due="before the next meeting"), edit)
    assert (part["owner"], part["due"]) == ("Teo", "before the next meeting")


def test_an_added_action_keeps_who_and_when_that_are_left_out() -> None:
    (cited,) = content()["actions"]
    values = values_of(Change("add", "actions", text="Count", owner="Ines", due="2031-06-09"))
    added = Edit(
        "actions", "k1", ADD, values, {"citations": cited["citations"]}, "Ada", AT, ("d1",)
    )
    part = shown({"actions": []}, added)
    part = shown({"actions": []}, asked(part, text="Count all of them"))
    assert (part["text"], part["owner"], part["due"]) == ("Count all of them", "Ines", "2031-06-09")
