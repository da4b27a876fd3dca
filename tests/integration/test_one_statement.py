"""What is said of a statement holds in every edition of the review, wherever that edition tells it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import scope_of
from archive.domain.documents import Level
from archive.services.projects.outcomes import approved_reviews
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "COVE-03"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The lantern walk sold out in three days.

Results
Target 5,000 visitors, actual 5,312 visitors.
"""
NOTES = """Retrospective

What went well
- The tide clock drew families to the pier.
"""
SOLD = "The lantern walk sold out in three days."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("mara", "timo"):
        made.account(name)
    made.project(CODE, "mara", name="Cove nights", language="en", client="Harbour Board")
    made.member(CODE, "mara", "timo")
    for name, text, level in (
        ("RPT_cove-results_20260201", REPORT, Level.INTERNAL),
        ("RET_cove-look-back_20260205", NOTES, Level.CONFIDENTIAL),
    ):
        made.document(CODE, "mara", f"{CODE}_{name}_V1.0.txt", text, level=level)
    made.drain()
    assert made.call("mara", "POST", REVIEW, json={}).status_code == 202
    made.drain()
    retold(made, told_as_a_lesson)
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def retold(world: World, change: Callable[[dict[str, Any]], None]) -> None:
    """The stored review as another set of papers could have had it built."""
    project = world.services.projects.get(world.as_("mara"), CODE).id
    with world.services.database.write() as work:
        stored = work.reviews.get(project)
        assert stored is not None
        content = deepcopy(dict(stored.content))
        change(content)
        work.reviews.put(replace(stored, content=content))


def told_as_a_lesson(content: dict[str, Any]) -> None:
    """Every edition but the whole one tells the sentence in another section."""
    for edition in content["editions"]:
        told = edition["content"]
        moved = [part for part in told["successes"] if part["text"] == SOLD]
        told["successes"] = [part for part in told["successes"] if part["text"] != SOLD]
        told["lessons"] = [*told["lessons"], *moved]


def read(world: World, who: str) -> dict[str, Any]:
    review: dict[str, Any] = world.call(who, "GET", REVIEW).get_json()
    return review


def word_file(world: World, who: str) -> str:
    with zipfile.ZipFile(io.BytesIO(world.call(who, "GET", f"{REVIEW}.docx").data)) as word:
        return word.read("word/document.xml").decode()


def place_of(review: dict[str, Any], text: str) -> tuple[str, str]:
    return next(
        (section, str(part["key"]))
        for section in ("successes", "lessons")
        for part in review[section]
        if part["text"] == text
    )


def change(world: World, who: str, kind: str, at: tuple[str, str], **said: str) -> int:
    one = {"kind": kind, "section": at[0], "key": at[1], **said}
    return world.call(who, "PATCH", REVIEW, json={"changes": [one]}).status_code


@pytest.mark.parametrize("who", ["mara", "timo"])
def test_a_rejection_holds_in_every_edition_and_is_taken_back_as_one(
    world: World, who: str
) -> None:
    at = place_of(read(world, who), SOLD)
    assert at[0] == {"mara": "successes", "timo": "lessons"}[who]
    assert change(world, who, "reject", at, reason="It took a week.") == 200
    for reader in ("mara", "timo"):
        review = read(world, reader)
        assert SOLD not in str(review["successes"]) + str(review["lessons"])
        assert [one["reason"] for one in review["set_aside"]] == ["It took a week."]
        assert SOLD not in word_file(world, reader)
    assert change(world, "mara", "undo", at) == 200
    assert place_of(read(world, "mara"), SOLD)[0] == "successes"
    assert place_of(read(world, "timo"), SOLD)[0] == "lessons"
    assert SOLD in word_file(world, "timo")


def test_no_lesson_is_proposed_of_a_sentence_that_was_rejected_in_another_edition(
    world: World,
) -> None:
    at = place_of(read(world, "timo"), SOLD)
    change(world, "timo", "reject", at, reason="It took a week.")
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    assert SOLD not in read(world, "timo")["lessons"]
    lessons = world.call("mara", "GET", f"/lessons?project={CODE}").get_json()["items"]
    assert lessons
    assert SOLD not in str(lessons)


def test_a_correction_is_read_in_every_edition_and_taken_back_in_each(world: World) -> None:
    at = place_of(read(world, "mara"), SOLD)
    assert change(world, "mara", "edit", at, text="The walk was full.") == 200
    there = place_of(read(world, "timo"), "The walk was full.")
    assert there[0] == "lessons"
    assert change(world, "timo", "undo", there) == 200
    assert place_of(read(world, "mara"), SOLD) == at


def rests_on_a_hidden_paper(content: dict[str, Any]) -> None:
    """The whole edition has the sentence from a confidential paper as well."""
    hidden = next(part for part in content["successes"] if "tide clock" in part["text"])
    for part in content["successes"]:
        if part["text"] == SOLD:
            part["citations"] = [*part["citations"], *hidden["citations"]]


def test_taking_a_correction_back_leaves_those_its_reader_is_not_told(world: World) -> None:
    retold(world, rests_on_a_hidden_paper)
    at = place_of(read(world, "mara"), SOLD)
    assert change(world, "mara", "edit", at, text="Full, at a loss.") == 200
    there = place_of(read(world, "timo"), SOLD)
    assert change(world, "timo", "edit", there, text="It was full.") == 200
    assert change(world, "timo", "undo", there) == 200
    assert place_of(read(world, "timo"), SOLD) == there
    assert place_of(read(world, "mara"), "Full, at a loss.") == at


def test_taking_a_correction_back_leaves_that_of_another_telling(world: World) -> None:
    review = read(world, "mara")
    at = place_of(review, SOLD)
    told = next(part for part in review["background"] if part["text"] == SOLD)
    beside = ("background", str(told["key"]))
    assert change(world, "mara", "edit", at, text="It was full.") == 200
    assert change(world, "mara", "edit", beside, text="Many came.") == 200
    assert change(world, "mara", "undo", beside) == 200
    review = read(world, "mara")
    assert SOLD in [part["text"] for part in review["background"]]
    assert place_of(review, "It was full.") == at


def test_a_corrected_sentence_that_is_rejected_comes_back_corrected(world: World) -> None:
    at = place_of(read(world, "mara"), SOLD)
    change(world, "mara", "edit", at, text="The walk was full.")
    change(world, "mara", "reject", at, reason="Not so.")
    assert SOLD not in str(read(world, "timo")["lessons"])
    change(world, "mara", "undo", at)
    assert place_of(read(world, "mara"), "The walk was full.") == at


def test_a_correction_that_rests_on_a_hidden_paper_is_no_part_of_the_outcome(
    world: World,
) -> None:
    def rests_on_both(content: dict[str, Any]) -> None:
        seen = content["successes"]
        metric = content["metrics"][0]
        other = next(p for p in seen if "tide clock" in p["text"])
        metric["citations"] = [*metric["citations"], *other["citations"]]

    retold(world, rests_on_both)
    metric = read(world, "mara")["metrics"][0]
    at = ("metrics", str(metric["key"]))
    assert change(world, "mara", "edit", at, actual="4812", reason="recount") == 200
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    project = world.services.projects.get(world.as_("mara"), CODE).id
    with world.services.database.read() as work:
        for who, actual in (("mara", "4812"), ("timo", "5312")):
            told = approved_reviews(work, scope_of(world.as_(who)), [project])[project]
            assert [one["actual"] for one in told["metrics"]] == [actual]


def test_the_form_says_where_else_the_sentence_goes(world: World) -> None:
    section, key = place_of(read(world, "mara"), SOLD)
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}
    where = f"{REVIEW}/statements/{section}/{key}"
    shown = world.client().get(where, headers=headers).text
    assert "It also stands under: Background." in shown
    at = place_of(read(world, "mara"), "The tide clock drew families to the pier.")
    where = f"{REVIEW}/statements/successes/{at[1]}"
    assert "It also stands under" not in world.client().get(where, headers=headers).text


def test_what_is_changed_after_an_approval_leaves_every_approved_edition_as_it_was(
    world: World,
) -> None:
    at = ("metrics", str(read(world, "mara")["metrics"][0]["key"]))
    assert change(world, "mara", "edit", at, actual="5100", reason="recount") == 200
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    assert [one["actual"] for one in read(world, "timo")["metrics"]] == ["5100"]
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()
    assert change(world, "mara", "reject", at, reason="Nobody counted.") == 200
    assert read(world, "timo")["metrics"] == []
    project = world.services.projects.get(world.as_("mara"), CODE).id
    with world.services.database.read() as work:
        for who in ("mara", "timo"):
            told = approved_reviews(work, scope_of(world.as_(who)), [project])[project]
            assert [one["actual"] for one in told["metrics"]] == ["5100"]


def test_a_statement_that_moved_between_two_approvals_is_proposed_once(world: World) -> None:
    def proposed() -> list[str]:
        items = world.call("mara", "GET", f"/lessons?project={CODE}").get_json()["items"]
        return [item["happened"] or item["advice"] for item in items]

    def told_elsewhere(content: dict[str, Any]) -> None:
        moved = [part for part in content["successes"] if part["text"] == SOLD]
        content["successes"] = [part for part in content["successes"] if part["text"] != SOLD]
        content["lessons"] = [*content["lessons"], *moved]

    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    first = proposed()
    assert first.count(SOLD) == 1
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()
    retold(world, told_elsewhere)
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    assert sorted(proposed()) == sorted(first)


def withdrawn(world: World, name: str) -> None:
    """One of the papers is withdrawn, and the review written again."""
    found = world.call("mara", "GET", f"/documents?project={CODE}").get_json()["items"]
    paper = next(one["id"] for one in found if name in one["name"])
    said = {"reason": "The wrong file."}
    assert world.call("mara", "POST", f"/documents/{paper}/withdraw", json=said).status_code == 200
    world.drain()
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()


def test_a_withdrawn_paper_takes_no_correction_with_it(world: World) -> None:
    def rests_on_both(content: dict[str, Any]) -> None:
        hidden = next(part for part in content["successes"] if "tide clock" in part["text"])
        metric = content["metrics"][0]
        metric["citations"] = [*metric["citations"], *hidden["citations"]]

    retold(world, rests_on_both)
    at = ("metrics", str(read(world, "mara")["metrics"][0]["key"]))
    assert change(world, "mara", "edit", at, actual="4812", reason="recount") == 200
    withdrawn(world, "look-back")
    (metric,) = read(world, "mara")["metrics"]
    assert (metric["actual"], metric["stale"]) == ("4812", True)
    (metric,) = read(world, "timo")["metrics"]
    assert metric["actual"] == "5312"  # of a paper that was never theirs to see


def test_a_rejection_that_rested_on_a_withdrawn_paper_can_be_taken_back(world: World) -> None:
    retold(world, rests_on_a_hidden_paper)
    at = place_of(read(world, "mara"), SOLD)
    assert change(world, "mara", "reject", at, reason="It took a week.") == 200
    withdrawn(world, "look-back")
    assert [one["reason"] for one in read(world, "mara")["set_aside"]] == ["It took a week."]
    assert [one["why"] for one in read(world, "timo")["set_aside"]] == ["removed"]
    assert change(world, "mara", "undo", at) == 200
    assert place_of(read(world, "mara"), SOLD) == at
    assert read(world, "timo")["set_aside"] == []


def test_who_does_not_see_all_that_a_rejection_rests_on_is_told_that_a_statement_of_their_papers_went(
    world: World,
) -> None:
    retold(world, rests_on_a_hidden_paper)
    at, own = place_of(read(world, "mara"), SOLD), place_of(read(world, "timo"), SOLD)
    assert change(world, "mara", "reject", at, reason="The tide clock did it.") == 200
    (told,) = read(world, "timo")["set_aside"]
    documents = told.pop("documents")
    assert told == {
        "section": own[0], "key": own[1], "text": SOLD, "why": "removed", "reason": "", "by": "",
    }  # fmt: skip
    assert len(documents) == 1  # the one of theirs that tells it
    headers = {"Authorization": f"Bearer {world.secrets['timo']}", "Accept-Language": "en"}
    shown = world.client().get(REVIEW, headers=headers).get_data(as_text=True)
    assert "Removed by somebody" in shown
    assert ("tide clock" in shown, "Put back" in shown) == (False, False)
    for place in (own, at):  # of what they are not told there is nothing to be taken back
        assert change(world, "timo", "undo", place) == 404
    assert [one["reason"] for one in read(world, "mara")["set_aside"]] == ["The tide clock did it."]
