"""What an item asks of a person: its group, its tick, its one button, its reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.documents import BatchState, Decision, ItemState, Level
from archive.domain.intake import Batch, Item, ItemFields, ItemFinding, SensitiveCount, SimilarTo
from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.services.intake.intake import BatchView
from archive.web.presenters.batches import (
    batch_head,
    batch_page,
    finished_since,
    group_shown,
    reading_rows,
    stamp_of,
)
from archive.web.presenters.items import group_of, item_row

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LABELS = {"contract": "Contract", "other": "Other"}
READY = Item(
    id="i1",
    batch="b1",
    project="p1",
    path="02 contracts/venue hire.pdf",
    original_name="venue hire.pdf",
    sha256="0" * 64,
    size=2048,
    received_by="u1",
    received_at=START,
    state=ItemState.PROPOSED,
    extension="pdf",
    verdict="held",
    class_key="contract",
    class_confidence=0.97,
    proposed_name="QB-77-03_CON_venue-hire_20251103_V1.0.pdf",
    fields=ItemFields(title="venue hire", date="2025-11-03", version="1.0", language="en"),
    findings=(ItemFinding("N03", "name", "hold", (0, 0), "", "", Message("ui.name"), "x"),),
)


def with_finding(rule: str, severity: str = "hold") -> Item:
    found = ItemFinding(
        rule, "content", severity, (0, 0), "", "", Message("ui_batch.twin_of", {"name": "A"})
    )
    return replace(READY, findings=(found,))


LOOKS = {
    "same bytes": replace(with_finding("N11"), duplicate_of="d1", duplicate_name="A"),
    "unreadable": replace(with_finding("N13"), content_state=ContentState.DAMAGED),
    "another content": with_finding("N10"),
    "two dates": replace(READY, date_choices=("2025-03-04", "2025-04-03")),
    "no day at all": replace(READY, date_source="received"),
    "a guess": replace(READY, class_confidence=0.4),
    "much alike": replace(READY, similar_to=SimilarTo("d2", "new_version", "B")),
    "personal data": replace(
        READY,
        level=Level.RESTRICTED,
        sensitive=(SensitiveCount("id_card", 2),),
        level_reasons=(Message("ui.level_restricted"),),
    ),
    "put aside": replace(READY, state=ItemState.HELD, decision=Decision.HOLD),
    "failed": replace(READY, state=ItemState.FAILED, note=Message("ui_batch.content_damaged")),
    "no proposal": replace(READY, proposed_name=None, class_key=None),
    "unopened": replace(READY, extension="zip", note=Message("intake.too_deep", {"limit": 3})),
}


def test_a_bundle_is_of_the_day_it_came_in() -> None:
    bundle = replace(READY, date_source="received", extension="zip")
    assert group_of(bundle) == "ready"
    assert item_row(bundle, LABELS, "en").ticked


def test_a_messy_name_with_a_proposal_is_ready() -> None:
    assert group_of(READY) == "ready"
    row = item_row(READY, LABELS, "en")
    assert row.ticked
    assert row.mark.tone == "ok"
    assert row.why == "Supplied from the content: date、version".replace("、", ", ")


def test_that_nothing_is_said_for_a_class_is_shown_as_unsure_and_holds_nothing_up() -> None:
    said = (Message("understanding.class_nothing"),)
    unsaid = replace(READY, class_key="other", class_confidence=0.396, class_reasons=said)
    row = item_row(unsaid, LABELS, "en")
    assert (group_of(unsaid), row.ticked, row.unsure) == ("ready", True, True)
    assert row.why == item_row(READY, LABELS, "en").why
    assert (
        group_of(replace(unsaid, class_confidence=0.2)) == "look"
    )  # another class nearly as likely
    assert group_of(replace(unsaid, class_key="contract")) == "look"


@pytest.mark.parametrize("item", LOOKS.values(), ids=LOOKS)
def test_what_only_a_person_can_answer_needs_a_look(item: Item) -> None:
    assert group_of(item) == "look"


@pytest.mark.parametrize(
    "case",
    ["unreadable", "two dates", "no day at all", "a guess", "put aside", "failed", "no proposal", "unopened"],
)  # fmt: skip
def test_what_is_ambiguous_or_refused_does_not_come_ticked(case: str) -> None:
    assert not item_row(LOOKS[case], LABELS, "en").ticked


def test_an_archive_that_was_not_opened_says_so_in_its_row() -> None:
    assert "were not taken out" in item_row(LOOKS["unopened"], LABELS, "en").why


@pytest.mark.parametrize("case", ["same bytes", "another content", "personal data"])
def test_what_only_needs_a_nod_comes_ticked(case: str) -> None:
    assert item_row(LOOKS[case], LABELS, "en").ticked


@pytest.mark.parametrize(
    ("case", "value"),
    [
        ("same bytes", "link"),
        ("much alike", "new_version"),
        ("unreadable", "hold"),
        ("put aside", "none"),
        ("no proposal", "discard"),
    ],
)
def test_the_first_button_is_the_likeliest_answer(case: str, value: str) -> None:
    assert item_row(LOOKS[case], LABELS, "en").acts[0].value == value


def test_a_translation_is_called_one_in_its_row() -> None:
    item = replace(LOOKS["much alike"], similar_to=SimilarTo("d2", "language_variant", "B"))
    alike = Message("findings.similar", {"name": "B"})
    finding = ItemFinding("N12", "content", "warn", (0, 0), "B", "", alike, None)
    item = replace(item, findings=(finding,))
    assert item_row(item, LABELS, "en").why == "Perhaps B in another language."


def test_a_date_with_two_readings_offers_both_as_buttons() -> None:
    acts = item_row(LOOKS["two dates"], LABELS, "en").acts
    assert [(act.name, act.value) for act in acts] == [
        ("date", "2025-03-04"),
        ("date", "2025-04-03"),
    ]


@pytest.mark.parametrize("decision", [Decision.LINK, Decision.NEW_VERSION, Decision.KEEP_BOTH])
def test_an_answered_question_is_not_asked_again(decision: Decision) -> None:
    assert group_of(replace(LOOKS["same bytes"], findings=(), decision=decision)) == "ready"


@pytest.mark.parametrize("item", [*LOOKS.values(), READY], ids=[*LOOKS, "ready"])
def test_every_row_has_a_reason_in_every_language(item: Item) -> None:
    assert all(item_row(item, LABELS, language).why for language in ("zh-Hant", "zh-Hans", "en"))


def test_a_discarded_item_can_be_brought_back() -> None:
    row = item_row(
        replace(READY, state=ItemState.DISCARDED, decision=Decision.DISCARD), LABELS, "en"
    )
    assert (row.group, row.acts[0].value, row.tickable) == ("out", "none", False)


# batches


def arrived(states: str) -> list[Item]:
    """One item a letter: r being read, p proposed, f filed; each a second after the one before."""
    known = {"r": ItemState.RECEIVED, "p": ItemState.PROPOSED, "f": ItemState.FILED}
    return [
        replace(READY, id=f"i{n}", state=known[s], received_at=START + timedelta(seconds=n))
        for n, s in enumerate(states)
    ]


def view_of(items: list[Item], state: BatchState = BatchState.READY) -> BatchView:
    return BatchView(Batch("b1", "p1", "QB-77-03", state, "u1", START, {}), tuple(items))


def test_only_what_was_read_since_is_sent_again() -> None:
    before = stamp_of(arrived("prrp"))
    fresh = finished_since(arrived("pprp"), before, LABELS, "en")
    assert [row.id for rows in fresh.values() for row in rows] == ["i1"]


def test_newcomers_do_not_shift_what_was_sent() -> None:
    before = stamp_of(arrived("ppr"))
    fresh = finished_since(arrived("pprpp"), before, LABELS, "en")
    assert [row.id for rows in fresh.values() for row in rows] == ["i3", "i4"]


@pytest.mark.parametrize("stamp", ["", "zz", "-", "g" * 9000])
def test_a_stamp_that_is_none_means_that_nothing_was_sent(stamp: str) -> None:
    fresh = finished_since(arrived("pp"), stamp, LABELS, "en")
    assert sum(len(rows) for rows in fresh.values()) == 2


def test_the_head_counts_what_the_groups_hold() -> None:
    head = batch_head(view_of(arrived("rppf"), BatchState.ANALYSING), "en")
    assert (head.total, head.counts["reading"], head.counts["ready"], head.counts["filed"]) == (
        4,
        1,
        2,
        1,
    )
    assert head.running
    assert sum(piece.width for piece in head.bar.pieces) == 75


def test_a_batch_shows_the_first_files_being_read_and_never_hundreds() -> None:
    assert len(reading_rows(arrived("r" * 60), LABELS, "en")) == 8


def test_one_group_can_be_shown_alone() -> None:
    page = batch_page(view_of(arrived("rpf")), LABELS, "en", "filed")
    assert [group.key for group in page.groups] == ["filed"]


@pytest.mark.parametrize(
    ("address", "group"),
    [
        ("http://h/batches/b?show=look", "look"),
        ("http://h/batches/b?show=no_such", ""),
        ("", ""),
        ("http://[?show=look", ""),  # no address at all
    ],
)
def test_the_page_asked_from_says_which_group_it_shows(address: str, group: str) -> None:
    assert group_shown(address) == group
