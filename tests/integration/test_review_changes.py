"""What a person says in a review holds through every build; an approved review is frozen and filed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.services.reviews.reviews import ReviewService, ReviewView
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "REEF-07"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The harbour walk sold out in three days.
- Volunteers answered every question on site.

What did not go well
- The brochure came back from print nine days late.

Results
Target 5,000 visitors, actual 5,312 visitors.
"""
NOTES = """Retrospective

What went well
- The tide clock drew families to the pier.

Next steps
- Book the printer six weeks ahead. Owner: Wanda. Due: 2026-05-04.
"""


def sentences(review: dict[str, Any], section: str) -> list[str]:
    return [part["text"] for part in review[section]]


def key_of(review: dict[str, Any], section: str, words: str) -> str:
    return str(next(p["key"] for p in review[section] if words in str(p)))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("mara", "timo", "olga", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="Reef festival", language="en", client="Harbour Board")
    made.member(CODE, "mara", "timo")
    made.member(CODE, "mara", "olga", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    made.document(
        CODE, "mara", f"{CODE}_RPT_reef-festival-results_20260201_V1.0.txt", REPORT,
        level=Level.INTERNAL,
    )  # fmt: skip
    made.document(
        CODE, "mara", f"{CODE}_RET_reef-look-back_20260205_V1.0.txt", NOTES,
        level=Level.CONFIDENTIAL,
    )  # fmt: skip
    made.drain()
    build(made)
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def build(world: World) -> dict[str, Any]:
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()
    return read(world)


def read(world: World, who: str = "mara") -> dict[str, Any]:
    answer = world.call(who, "GET", REVIEW)
    assert answer.status_code == 200
    review: dict[str, Any] = answer.get_json()
    return review


def change(world: World, who: str = "mara", /, **said: Any) -> tuple[int, dict[str, Any]]:
    answer = world.call(who, "PATCH", REVIEW, json={"changes": [said]})
    return answer.status_code, answer.get_json()


def document(world: World, class_code: str) -> str:
    items = world.call("mara", "GET", "/documents?per_page=50").get_json()["items"]
    return str(next(d["id"] for d in items if f"_{class_code}_" in d["name"]))


def test_an_edited_sentence_holds_through_a_rebuild_and_keeps_its_sources(world: World) -> None:
    before = read(world)
    key = key_of(before, "successes", "sold out")
    status, after = change(
        world, "timo", kind="edit", section="successes", key=key, text="The walk sold out at once."
    )
    assert status == 200
    rebuilt = build(world)
    assert "The walk sold out at once." in sentences(after, "successes")
    edited = next(p for p in rebuilt["successes"] if p["key"] == key)
    assert edited["text"] == "The walk sold out at once."
    assert (edited["edited_by"], edited["stale"]) == ("Timo", False)
    assert (
        edited["citations"] == next(p for p in before["successes"] if p["key"] == key)["citations"]
    )


def test_an_edit_whose_source_changed_stays_and_is_stale(world: World) -> None:
    key = key_of(read(world), "successes", "sold out")
    change(world, kind="edit", section="successes", key=key, text="The walk was full.")
    world.services.filing.add_version(
        world.as_("mara"), document(world, "RPT"), io.BytesIO(REPORT.encode() + b"\nPage two."),
        f"{CODE}_RPT_reef-festival-results_20260201_V1.1.txt",
    )  # fmt: skip
    world.drain()
    edited = next(p for p in build(world)["successes"] if p["key"] == key)
    assert (edited["text"], edited["stale"]) == ("The walk was full.", True)


def test_a_persons_sentence_is_set_aside_when_its_words_leave_the_document(world: World) -> None:
    key = key_of(read(world), "successes", "sold out")
    change(world, kind="edit", section="successes", key=key, text="The walk was full.")
    world.services.filing.add_version(
        world.as_("mara"), document(world, "RPT"), io.BytesIO(b"Closing report\n\nWithdrawn."),
        f"{CODE}_RPT_reef-festival-results_20260201_V1.1.txt",
    )  # fmt: skip
    world.drain()
    review = build(world)
    assert "The walk was full." not in sentences(review, "successes")
    assert [(p["text"], p["why"]) for p in review["set_aside"]] == [
        ("The walk was full.", "source_gone")
    ]
    shown = page(world, "mara", REVIEW)[1]
    assert "Delete it" in shown
    assert "Put back" not in shown


def test_a_rejected_sentence_is_gone_with_its_reason_until_it_is_taken_back(world: World) -> None:
    key = key_of(read(world), "shortcomings", "brochure")
    assert change(world, kind="reject", section="shortcomings", key=key)[0] == 422
    status, _ = change(
        world, kind="reject", section="shortcomings", key=key, reason="The client changed the text."
    )
    assert status == 200
    review = build(world)
    assert not any("brochure" in text for text in sentences(review, "shortcomings"))
    assert review["set_aside"][0]["reason"] == "The client changed the text."
    status, back = change(world, kind="undo", section="shortcomings", key=key)
    assert status == 200
    assert any("brochure" in text for text in sentences(back, "shortcomings"))
    assert back["set_aside"] == []


def test_an_added_sentence_needs_words_that_stand_in_a_document(world: World) -> None:
    report = document(world, "RPT")
    said = {"kind": "add", "section": "successes", "text": "Volunteers carried the day."}
    assert change(world, **said)[0] == 422
    for quote in ("Volunteers knew everything", "", "   "):
        citation = {"document": report, "quote": quote}
        assert change(world, **said, citations=[citation])[0] == 422
    quote = "Volunteers answered every question"
    status, review = change(world, **said, citations=[{"document": report, "quote": quote}])
    assert status == 200
    added = next(p for p in review["successes"] if p["text"] == "Volunteers carried the day.")
    assert [c["quote"] for c in added["citations"]] == [quote]
    assert added["added"] is True
    again = build(world)
    assert "Volunteers carried the day." in sentences(again, "successes")


def test_a_rejected_sentence_that_was_added_comes_back_as_it_was(world: World) -> None:
    citation = {"document": document(world, "RPT"), "quote": "Volunteers answered every question"}
    _, review = change(
        world, kind="add", section="successes", text="Good people.", citations=[citation]
    )
    key = key_of(review, "successes", "Good people.")
    change(world, kind="reject", section="successes", key=key, reason="Too vague.")
    assert "Good people." not in sentences(read(world), "successes")
    _, back = change(world, kind="undo", section="successes", key=key)
    assert "Good people." in sentences(back, "successes")


def test_nobody_quotes_or_changes_what_they_may_not_see(world: World) -> None:
    citation = {"document": document(world, "RET"), "quote": "The tide clock drew families"}
    said = {"kind": "add", "section": "successes", "text": "A clock."}
    assert change(world, "timo", **said, citations=[citation])[0] == 422
    key = key_of(read(world), "successes", "tide clock")
    hidden = {"kind": "edit", "section": "successes", "key": key, "text": "x"}
    assert change(world, "timo", **hidden)[0] == 404
    assert change(world, "olga", **hidden)[0] == 200
    assert change(world, "timo", kind="undo", section="successes", key=key)[0] == 404
    assert not any(p["key"] == key for p in read(world, "timo")["successes"])
    assert change(world, "outsider", **hidden)[0] == 403


def test_what_was_set_aside_shows_only_to_those_who_see_its_sources(world: World) -> None:
    key = key_of(read(world), "successes", "tide clock")
    change(world, kind="reject", section="successes", key=key, reason="Weather.")
    assert len(read(world, "olga")["set_aside"]) == 1
    assert read(world, "timo")["set_aside"] == []


def test_changes_come_together_or_not_at_all(world: World) -> None:
    key = key_of(read(world), "successes", "sold out")
    good = {"kind": "edit", "section": "successes", "key": key, "text": "Full."}
    bad = {"kind": "reject", "section": "successes", "key": "nothing", "reason": "x"}
    assert world.call("mara", "PATCH", REVIEW, json={"changes": [good, bad]}).status_code == 404
    assert "Full." not in sentences(read(world), "successes")


def test_an_approved_review_is_frozen_and_filed_at_the_highest_level(world: World) -> None:
    key = key_of(read(world), "successes", "sold out")
    change(world, kind="edit", section="successes", key=key, text="The walk was full.")
    assert world.call("timo", "POST", f"{REVIEW}/approve", json={}).status_code == 403
    approved = world.call("mara", "POST", f"{REVIEW}/approve", json={}).get_json()
    assert (approved["status"], approved["approved"]["by"]) == ("approved", "Mara")
    filed = world.call("mara", "GET", f"/documents/{approved['approved']['document']}").get_json()
    assert (filed["class"], filed["confidentiality"]) == ("review", "confidential")
    assert filed["name"].startswith(f"{CODE}_REV_Project-review-Reef-festival_")
    assert filed["title"] == "Project review: Reef festival"
    world.drain()
    assert read(world)["status"] == "approved"
    refused = change(world, kind="edit", section="successes", key=key, text="Later.")
    assert refused[0] == 409
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 409
    for who, sees in (("olga", True), ("timo", False)):
        path = f"/documents/{filed['id']}"
        assert (world.call(who, "GET", path).status_code == 200) is sees
        assert (read(world, who)["approved"]["document"] is not None) is sees
        assert (
            any("tide clock" in text for text in sentences(read(world, who), "successes")) is sees
        )


def test_a_rebuild_after_approval_is_a_new_draft_and_the_next_approval_a_new_version(
    world: World,
) -> None:
    first = world.call("mara", "POST", f"{REVIEW}/approve", json={}).get_json()["approved"]
    world.drain()
    assert read(world)["approved"]["outdated"] is False
    draft = build(world)
    assert (draft["status"], draft["approved"]["document"]) == ("draft", first["document"])
    names = {source["document"] for source in draft["sources"]}
    assert first["document"] not in names
    key = key_of(draft, "successes", "sold out")
    change(world, kind="edit", section="successes", key=key, text="The walk was full.")
    second = world.call("mara", "POST", f"{REVIEW}/approve", json={}).get_json()["approved"]
    versions = world.call("mara", "GET", f"/documents/{first['document']}/versions").get_json()
    assert (second["document"], versions["total"]) == (first["document"], 2)


def test_a_review_that_says_nothing_is_not_approved(world: World) -> None:
    world.project("BARE-01", "mara", name="Bare", language="en", client="Harbour Board")
    review = "/projects/BARE-01/review"
    assert world.call("mara", "POST", review, json={}).status_code == 202
    world.drain()
    answer = world.call("mara", "POST", f"{review}/approve", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")
    assert "says nothing yet" in str(answer.get_json())
    shown = page(world, "mara", review)[1]
    assert "says nothing yet" in shown
    assert "Approve and file" not in shown


def test_an_outdated_review_is_not_approved(world: World) -> None:
    world.document(CODE, "mara", f"{CODE}_OTH_pier-notes_20260210_V1.0.txt", "Nothing new.")
    world.drain()
    answer = world.call("mara", "POST", f"{REVIEW}/approve", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "conflict")


def page(world: World, who: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    answer = client.get(path, headers=headers) if form is None else client.post(
        path, headers=headers, data=form, follow_redirects=True
    )  # fmt: skip
    return answer.status_code, answer.text


def test_the_pages_change_and_approve_as_the_interface_does(world: World) -> None:
    key = key_of(read(world), "successes", "sold out")
    status, shown = page(world, "mara", f"{REVIEW}/statements/successes/{key}")
    assert (status, "The harbour walk sold out" in shown) == (200, True)
    hidden = key_of(read(world), "successes", "tide clock")
    assert page(world, "timo", f"{REVIEW}/statements/successes/{hidden}")[0] == 404
    form = {"section": "successes", "key": key, "act": "edit", "text": "The walk was full."}
    page(world, "mara", f"{REVIEW}/statements", form)
    quote = "Volunteers answered every question"
    status, shown = page(world, "mara", f"{REVIEW}/sections/successes/new")
    assert document(world, "RPT") in shown
    added = {"section": "successes", "act": "add", "text": "Well staffed.", "quote": quote}
    page(world, "mara", f"{REVIEW}/statements", {**added, "document": document(world, "RPT")})
    _, shown = page(world, "mara", REVIEW)
    assert "The walk was full." in shown
    assert "Changed by Mara" in shown
    assert "Well staffed." in shown
    assert "Approve and file" in shown
    assert "Approve and file" not in page(world, "timo", REVIEW)[1]
    page(world, "mara", f"{REVIEW}/approve", {})
    status, shown = page(world, "mara", REVIEW)
    assert "Approved by Mara" in shown
    assert f"/knowledge?project={CODE}" in shown
    assert "statements/successes" not in shown
    for form_page in (f"statements/successes/{key}", "sections/successes/new"):
        assert page(world, "mara", f"{REVIEW}/{form_page}")[0] == 303


def test_what_was_typed_stays_in_the_form_when_its_words_are_not_in_the_document(
    world: World,
) -> None:
    new = page(world, "mara", f"{REVIEW}/sections/metrics/new")[1]
    document = re.findall(r'<option value="(\w+)"', new)[-1]
    form = {"act": "add", "section": "metrics", "name": "Visitors of the pier", "actual": "many"}
    form |= {"document": document, "quote": "Nobody ever wrote this", "target": "1200"}
    status, shown = page(world, "mara", f"{REVIEW}/statements", form)
    assert status == 422
    for kept in ("Visitors of the pier", "Nobody ever wrote this", "1200", "many", 'role="alert"'):
        assert kept in shown
    assert f'<option value="{document}" selected>' in shown


def test_a_refused_change_comes_back_with_its_form_as_typed(world: World) -> None:
    review = read(world)
    metric, said = review["metrics"][0]["key"], key_of(review, "successes", "sold out")
    figure = {"act": "edit", "section": "metrics", "key": metric, "seen": ""}
    long = "x" * 2001
    sent: list[tuple[dict[str, str], str]] = [
        (figure | {"actual": "many", "reason": "recount"}, 'value="many"'),
        (figure | {"actual": "77", "reason": ""}, 'value="77"'),
        ({"act": "edit", "section": "successes", "key": said, "text": long}, long),
        ({"act": "reject", "section": "successes", "key": said, "reason": long}, long),
    ]
    for form, kept in sent:
        status, shown = page(world, "mara", f"{REVIEW}/statements", form)
        assert status == 422
        assert 'role="alert"' in shown
        assert kept in shown
        assert f'value="{form["key"]}"' in shown
    gone = figure | {"key": "0" * 20, "actual": "many", "reason": "recount"}
    assert page(world, "mara", f"{REVIEW}/statements", gone)[0] == 404


def test_a_refused_decision_comes_back_and_a_decision_tells_its_reason(world: World) -> None:
    counted = "Month,Visitors\nFebruary,2210\nMarch,2902\nTotal,5112\n"
    world.document(CODE, "mara", f"{CODE}_DAT_reef-counts_20260208_V1.0.csv", counted)
    world.drain()
    key = build(world)["inconsistencies"][0]["key"]
    form = {"act": "decide", "section": "inconsistencies", "key": key, "reason": "By the gate."}
    for wrong in ({}, {"choice": "first"}):
        status, shown = page(world, "mara", f"{REVIEW}/statements", form | wrong)
        assert status == 422
        assert "Choose one of the values first" in shown
        assert 'value="By the gate."' in shown
    assert "decided" not in read(world)["inconsistencies"][0]
    page(world, "mara", f"{REVIEW}/statements", form | {"choice": "1"})
    assert ">By the gate.</p>" in page(world, "mara", REVIEW)[1]
    filed = world.services.reviews.docx(world.as_("mara"), CODE, "en")
    with zipfile.ZipFile(io.BytesIO(filed)) as word:
        assert "because: By the gate." in word.read("word/document.xml").decode()


def test_a_review_being_written_for_the_first_time_shows_that_and_nothing_else(
    world: World,
) -> None:
    world.project("PIER-08", "mara", name="Pier festival", language="en")
    first = "/projects/PIER-08/review"
    assert world.call("mara", "POST", first, json={}).status_code == 202
    shown = page(world, "mara", first)[1]
    assert 'id="building"' in shown
    assert 'id="decisions"' not in shown
    assert "Download" not in shown
    world.drain()
    assert 'id="decisions"' in page(world, "mara", first)[1]


def test_a_corrected_figure_holds_through_a_rebuild_with_its_reason_in_the_log(
    world: World,
) -> None:
    metric = read(world)["metrics"][0]
    said = {"kind": "edit", "section": "metrics", "key": metric["key"], "actual": "4,812"}
    assert change(world, "timo", **said)[0] == 422  # no reason
    wrong = said | {"reason": "miscounted", "actual": "many"}
    assert change(world, "timo", **wrong)[1]["detail"]
    assert change(world, "timo", **said, reason="counted twice")[0] == 200
    found = build(world)["metrics"][0]
    assert (found["target"], found["actual"], found["met"]) == ("5000", "4812", False)
    assert (found["edited_by"], found["stale"]) == ("Timo", False)
    assert found["citations"] == metric["citations"]
    assert "4,812" in page(world, "timo", REVIEW)[1]
    where = f"{REVIEW}/statements/metrics/{metric['key']}"
    shown = page(world, "timo", where)[1]
    assert "counted twice" in shown
    assert f"<b>{metric['name']}</b>" in shown
    assert f"Unit: {metric['unit']}<" in shown
    form = {
        "section": "metrics",
        "key": metric["key"],
        "act": "edit",
        "actual": "5001",
        "reason": "recount",
    }
    saved = page(world, "mara", f"{REVIEW}/statements", form)[1]
    assert "Changed by Mara" in saved
    assert "Your correction is saved." in saved
    assert "Your words are saved." not in saved
    project = world.services.projects.get(world.as_("mara"), CODE).id
    with world.services.database.read() as work:
        told = [str(event.details) for event in work.audit.about(project)]
    assert any("counted twice" in details for details in told)
    status, back = change(world, kind="undo", section="metrics", key=metric["key"])
    assert (status, back["metrics"][0]["actual"]) == (200, "5312")


def test_an_added_figure_needs_words_of_a_document_and_is_seen_by_those_who_see_it(
    world: World,
) -> None:
    quote = {"document": document(world, "RET"), "quote": "The tide clock drew families"}
    said = {
        "kind": "add",
        "section": "metrics",
        "name": "Families",
        "actual": "210",
        "target": "200",
    }
    assert change(world, **said)[0] == 422
    assert change(world, **said, citations=[quote])[0] == 200
    rebuilt = build(world)
    added = next(m for m in rebuilt["metrics"] if m["name"] == "Families")
    assert (added["target"], added["actual"], added["met"], added["added"]) == (
        "200",
        "210",
        True,
        True,
    )
    assert "Families" not in str(read(world, "timo")["metrics"])
    assert "Families" in str(read(world, "olga")["metrics"])
    shown = page(world, "mara", f"{REVIEW}/sections/metrics/new")[1]
    assert 'name="target"' in shown
    assert world.call("mara", "GET", f"{REVIEW}.docx").status_code == 200
    form = {name: value for name, value in said.items() if name != "kind"}
    form |= {"act": "add", "name": "Families of the quay", **quote}
    assert "The figure is added." in page(world, "mara", f"{REVIEW}/statements", form)[1]


def test_changes_of_different_statements_are_laid_together(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = read(world)
    keys = {
        "sold": key_of(review, "successes", "sold out"),
        "tide": key_of(review, "successes", "tide clock"),
    }
    laid = 0
    view = ReviewService.view

    def counted(*given: Any) -> ReviewView:
        nonlocal laid
        laid += 1
        return view(*given)

    monkeypatch.setattr(ReviewService, "view", counted)

    def made(*changes: dict[str, str]) -> tuple[int, int]:
        nonlocal laid
        laid = 0
        asked = [{"section": "successes", **one} for one in changes]
        answer = world.call("mara", "PATCH", REVIEW, json={"changes": asked})
        return answer.status_code, laid

    one = {"kind": "edit", "key": keys["sold"], "text": "The walk was full."}
    other = {"kind": "edit", "key": keys["tide"], "text": "Families came."}
    assert made(one, other) == (200, 2)  # once before, once for the answer
    assert {"The walk was full.", "Families came."} < set(sentences(read(world), "successes"))
    again = one | {"text": "It was full.", "seen": ""}
    assert made(one, again)[0] == 409  # the second was made of words the first has changed
    gone = {"kind": "reject", "key": keys["sold"], "reason": "Weather."}
    assert made(gone, one)[0] == 404
    assert made(gone, {"kind": "undo", "key": keys["sold"]}, one)[0] == 200
