"""The page of one action says what stood there before somebody corrected it, and nothing that was left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from archive.review.edit import EDIT, Edit
from archive.review.edits import apply_edits
from archive.services.reviews.reviews import ReviewView
from archive.web.presenters.review_parts import StatementPage
from archive.web.presenters.reviews import statement_page

AT = datetime(2031, 4, 1, tzinfo=UTC)
WORDS = "Label every crate before it leaves"


def page_of(
    values: dict[str, str], *, due: str | None = None, language: str = "en"
) -> StatementPage:
    built: dict[str, Any] = {
        "actions": [{"text": WORDS, "owner": "Nuria", "due": due, "citations": []}]
    }
    key = apply_edits(built, ())["actions"][0]["key"]
    edit = Edit("actions", key, EDIT, values, built["actions"][0], "Ada", AT)
    view = ReviewView("draft", AT, AT, apply_edits(built, [edit]))
    page = statement_page(view, "actions", key, language, lambda *_, **__: "")
    assert page is not None
    return page


def test_who_and_when_that_were_corrected_are_told_as_they_were() -> None:
    page = page_of({"text": "Label them all", "owner": "Ines", "due": "2031-06-09"})
    assert page.built == WORDS
    assert page.built_task == (("Owner", "Nuria"), ("Due", ""))
    page = page_of({"text": WORDS, "due": "2031-07"}, due="2031-06-09", language="zh-Hant")
    assert page.built_task == (("期限", "2031-06-09"),)


def test_what_was_left_alone_is_not_told_as_replaced() -> None:
    page = page_of({"text": "Label them all"})
    assert (page.built, page.built_task) == (WORDS, ())
    page = page_of({"text": WORDS, "owner": "Ines"})
    assert (page.built, page.built_task) == ("", (("Owner", "Nuria"),))
