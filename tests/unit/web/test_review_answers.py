"""The interface declares of a milestone what the review says of it."""

from __future__ import annotations

from archive.web.api.review_answers import Milestone


def test_lateness_is_yes_or_no_and_its_days_stand_apart() -> None:
    schema = Milestone.model_json_schema()["properties"]
    assert {kind["type"] for kind in schema["late"]["anyOf"]} == {"boolean", "null"}
    assert {kind["type"] for kind in schema["days_late"]["anyOf"]} == {"integer", "null"}
