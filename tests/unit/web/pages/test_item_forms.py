"""What the form of an item asks to be changed."""

from __future__ import annotations

import pytest
from flask import Flask

from archive.web.pages.items import _asked_change


@pytest.mark.parametrize(("chosen", "asked"), [("internal", None), ("restricted", "restricted")])
def test_a_level_that_was_not_touched_is_none_that_was_chosen(
    chosen: str, asked: str | None
) -> None:
    form = {"class": "contract", "level": chosen, "level_was": "internal"}
    with Flask(__name__).test_request_context(method="POST", data=form):
        assert _asked_change().level == asked
