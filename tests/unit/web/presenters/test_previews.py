"""What the panel offers for a file that is like one that is there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from archive.domain.documents import ItemState, Level
from archive.domain.intake import Item, ItemFields, SimilarTo
from archive.web.presenters.previews import Around, preview

ITEM = Item(
    id="i1",
    batch="b1",
    project="p1",
    path="quay/hire.txt",
    original_name="hire.txt",
    sha256="0" * 64,
    size=10,
    received_by="u1",
    received_at=datetime(2026, 3, 2, tzinfo=UTC),
    state=ItemState.PROPOSED,
    class_key="contract",
    class_confidence=0.97,
    proposed_name="X_CON_hire_20260302_V1.0.txt",
    fields=ItemFields(title="hire"),
)


@pytest.mark.parametrize(
    ("item", "choices", "reason"),
    [
        (ITEM, (), ""),
        (replace(ITEM, duplicate_of="d1", duplicate_name="A"), ("link", "new_version"), ""),
        (replace(ITEM, similar_to=SimilarTo("d1", "new_version", "A")), ("new_version", "link"), ""),
        (replace(ITEM, similar_to=SimilarTo("d1", "near_duplicate", "A")), ("link", "new_version"), ""),
        (
            replace(ITEM, similar_to=SimilarTo("d1", "language_variant", "A")),
            (),
            "A translation of A",
        ),
        (
            replace(ITEM, is_draft=True, similar_to=SimilarTo("d1", "new_version", "A")),
            ("new_version", "link"),
            "A draft of A",
        ),
    ],
)  # fmt: skip
def test_every_likeness_offers_what_may_become_of_it(
    item: Item, choices: tuple[str, ...], reason: str
) -> None:
    view = preview(item, (), {}, "en", 1)
    decisions = tuple(decision for decision, _ in view.choices)
    assert (decisions, view.keep_both_reason) == (choices, reason)
    assert view.twin == bool(item.duplicate_of or item.similar_to)


def test_a_draft_is_offered_as_a_draft_and_no_new_version() -> None:
    draft = replace(ITEM, is_draft=True, similar_to=SimilarTo("d1", "new_version", "A"))
    assert preview(draft, (), {}, "en", 1).choices[0] == ("new_version", "As its draft")


@pytest.mark.parametrize(("level", "said"), [("INTERNAL", True), ("RESTRICTED", False)])
def test_the_level_of_the_class_is_called_so_and_no_other(level: str, *, said: bool) -> None:
    item = replace(ITEM, level=Level[level])
    lines = preview(item, (), {}, "en", 1, Around(usual=Level.INTERNAL)).lines
    assert bool(lines[-1].source) is said


@pytest.mark.parametrize(("source", "said"), [("text", ""), (None, ""), ("name", "from the name")])
def test_a_day_that_a_person_gave_is_not_told_as_read(source: str | None, said: str) -> None:
    """What was read in the text has its reason; a given day is kept like one and has none."""
    dated = replace(ITEM, date_source=source, fields=ItemFields(title="hire", date="2026-03-01"))
    (line,) = (one for one in preview(dated, (), {}, "en", 1).lines if one.value == "2026-03-01")
    assert line.source == said
