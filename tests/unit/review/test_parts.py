"""Parts of stored content: whatever stands where a part should, reading goes on."""

from __future__ import annotations

import pytest

from archive.review.parts import part_in, parts_in

PART = {"text": "Locks changed"}


@pytest.mark.parametrize(
    ("node", "parts"),
    [([PART, "a word", None], [PART]), ((PART,), [PART]), (PART, []), ("text", []), (None, [])],
)
def test_only_mappings_of_a_list_are_parts(node: object, parts: list[object]) -> None:
    assert parts_in(node) == parts


@pytest.mark.parametrize(("node", "part"), [(PART, PART), ([PART], {}), (None, {})])
def test_what_is_no_mapping_is_an_empty_part(node: object, part: object) -> None:
    assert part_in(node) == part
