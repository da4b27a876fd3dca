"""Fields that the rules want to be known of a class: gaps, by their names in the interface."""

from __future__ import annotations

import pytest

from archive.domain.intake import ItemFields
from archive.naming.wanted import MEANT_BY, missing_fields, wanted_fields
from tests.support.naming import the_rules

RULES = the_rules()


def test_every_wanted_field_of_the_rules_is_one_that_can_be_known() -> None:
    for kind in RULES.classes.values():
        assert set(wanted_fields(kind)) <= set(ItemFields.__slots__), kind.key
    assert set(MEANT_BY.values()) <= set(ItemFields.__slots__)


@pytest.mark.parametrize(
    ("key", "known", "missing"),
    [
        ("contract", {}, ("parties", "amount", "currency", "date")),
        ("contract", {"parties": ["A", "B"], "amount": "1", "date": "2026-01-05"}, ("currency",)),
        ("quotation", {"amount": "1", "currency": "TWD"}, ("client_confirmed_on",)),
        ("minutes", {}, ()),
    ],
)  # fmt: skip
def test_what_is_not_known_is_missing(
    key: str, known: dict[str, object], missing: tuple[str, ...]
) -> None:
    assert missing_fields(RULES.class_for(key), known) == missing
