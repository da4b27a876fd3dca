"""A review that is written again, approved or corrected while a form of it is open: nothing that was typed is lost."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DUNE-05"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The lantern walk sold out in three days.

What did not go well
- The brochure came back from print nine days late.

Results
Target 5,000 visitors, actual 5,312 visitors.

Next steps
- Book the printer six weeks ahead. Owner: Wanda. Due: 2026-05-04.
"""
COUNTS = "Month,Visitors\nFebruary,2210\nMarch,2902\nTotal,5112\n"
SOLD = "The lantern walk sold out in three days."
MINE = "The walk was full, and forty people waited."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(
        tmp_path_factory.mktemp("built"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("mara", "timo"):
        made.account(name)
    made.project(CODE, "mara", name="Dune nights", language="en", client="Harbour Board")
    made.member(CODE, "mara", "timo")
    for name, text in (
        ("RPT_dune-results_20260201_V1.0.txt", REPORT),
        ("DAT_dune-counts_20260208_V1.0.csv", COUNTS),
    ):
        made.document(CODE, "mara", f"{CODE}_{name}", text, level=Level.INTERNAL)
    made.drain()
    assert made.call("mara", "POST", REVIEW, json={}).status_code == 202
    made.drain()
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def page(world: World, path: str, form: Any = None, follow: bool = False) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}
    client = world.client()
    answer = client.get(path, headers=headers) if form is None else client.post(
        path, headers=headers, data=form, follow_redirects=follow
    )  # fmt: skip
    return answer.status_code, html.unescape(answer.text)


def fields(shown: str, act: str) -> dict[str, str]:
    """What the browser sends of the form with that button, as far as it is hidden."""
    raw = next(f for f in re.findall(r"<form.*?</form>", shown, re.DOTALL) if f'value="{act}"' in f)
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', raw)
    return {name: value for name, value in hidden if name != "csrf_token"} | {"act": act}


def opened(world: World, section: str, words: str, act: str = "edit") -> dict[str, str]:
    """The form of a statement, as somebody has it open."""
    key = next(p["key"] for p in read(world)[section] if words in str(p))
    return fields_of(world, f"{REVIEW}/statements/{section}/{key}", act)


def fields_of(world: World, path: str, act: str) -> dict[str, str]:
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}
    raw = fields(world.client().get(path, headers=headers).text, act)
    return {name: html.unescape(value) for name, value in raw.items()}


def read(world: World) -> dict[str, Any]:
    review: dict[str, Any] = world.call("mara", "GET", REVIEW).get_json()
    return review


def rewritten(world: World, change: Callable[[dict[str, Any]], None], **state: str) -> None:
    """The review as another build would have it."""
    project = world.services.projects.get(world.as_("mara"), CODE).id
    with world.services.database.write() as work:
        stored = work.reviews.get(project)
        assert stored is not None
        content = deepcopy(dict(stored.content))
        change(content)
        work.reviews.put(replace(stored, content=content, **state))


def without(*sections: str) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        for section in sections:
            content[section] = [part for part in content[section] if part.get("text") != SOLD]

    return change


def moved(content: dict[str, Any]) -> None:
    told = [part for part in content["successes"] if part["text"] == SOLD]
    without("background", "successes")(content)
    content["lessons"] = [*content["lessons"], *told]


def test_words_typed_over_a_statement_that_moved_are_saved_where_it_is_told_now(
    world: World,
) -> None:
    form = opened(world, "successes", SOLD)
    rewritten(world, moved)
    status, shown = page(world, f"{REVIEW}/statements", form | {"text": MINE}, follow=True)
    assert status == 200
    assert "now stands under" in shown
    assert [p["text"] for p in read(world)["lessons"] if p.get("edited_by")] == [MINE]
    assert SOLD not in str(read(world)["lessons"][-1]["text"])


def test_words_typed_over_a_statement_that_is_gone_come_back_to_be_added(world: World) -> None:
    form = opened(world, "successes", SOLD)
    rewritten(world, without("background", "successes"))
    status, shown = page(world, f"{REVIEW}/statements", form | {"text": MINE})
    assert status == 409
    for told in (MINE, SOLD, "no longer in it", "To keep your words", 'role="alert"'):
        assert told in shown
    again = fields(shown, "add")
    document = re.findall(r'<option value="(\w+)" selected>', shown)[0]
    quote = re.findall(r'name="quote"[^>]*>(.*?)</textarea>', shown, re.DOTALL)[0]
    keep = again | {"text": MINE, "document": document, "quote": quote}
    assert page(world, f"{REVIEW}/statements", keep)[0] == 303
    assert MINE in [p["text"] for p in read(world)["successes"]]


def test_a_statement_that_somebody_removed_meanwhile_says_who_and_why(world: World) -> None:
    form = opened(world, "successes", SOLD)
    key = next(p["key"] for p in read(world)["successes"] if p["text"] == SOLD)
    gone = {"kind": "reject", "section": "successes", "key": key, "reason": "It took a week."}
    assert world.call("timo", "PATCH", REVIEW, json={"changes": [gone]}).status_code == 200
    status, shown = page(world, f"{REVIEW}/statements", form | {"text": MINE})
    assert status == 409
    for told in (MINE, "Timo removed the entry, because: It took a week."):
        assert told in shown


def test_a_figure_that_was_built_anew_is_laid_beside_what_was_typed(world: World) -> None:
    form = opened(world, "metrics", "isitors")
    built = read(world)["metrics"][0]

    def other_target(content: dict[str, Any]) -> None:
        content["metrics"][0]["target"] = "6000"

    rewritten(world, other_target)
    typed = form | {"target": built["target"], "actual": "5400", "reason": "recount"}
    status, shown = page(world, f"{REVIEW}/statements", typed)
    assert status == 409
    for told in ("5400", "6000", "written again after you opened this", "As it is now"):
        assert told in shown
    assert "Somebody saved" not in shown
    assert "Theirs" not in shown
    assert not read(world)["metrics"][0].get("edited_by")
    mark = json.loads(re.search(r'name="read" value="(\{.*?\})">', shown)[1])  # type: ignore[index]
    again = typed | {"read": json.dumps(mark), "target": "6000"}
    assert page(world, f"{REVIEW}/statements", again)[0] == 303
    kept = read(world)["metrics"][0]
    assert (kept["target"], kept["actual"]) == ("6000", "5400")


def test_a_figure_that_was_left_alone_in_the_form_follows_the_papers(world: World) -> None:
    key = read(world)["metrics"][0]["key"]
    where = f"{REVIEW}/statements/metrics/{key}"
    raw = page(world, where)[1]
    shown = {s: re.search(rf'name="{s}"[^>]*value="(.*?)"', raw)[1] for s in ("target", "actual")}  # type: ignore[index]
    form = fields_of(world, where, "edit") | shown | {"reason": "counted twice"}
    status, told = page(world, f"{REVIEW}/statements", form)
    assert status == 422
    assert "Both figures are as they were found in the documents" in told
    assert not read(world)["metrics"][0].get("edited_by")
    assert page(world, f"{REVIEW}/statements", form | {"actual": "4,812"})[0] == 303

    def other_target(content: dict[str, Any]) -> None:
        content["metrics"][0] |= {"target": "6000", "target_written": "6,000 visitors"}

    rewritten(world, other_target)
    metric = read(world)["metrics"][0]
    assert (metric["target"], metric["target_written"]) == ("6000", "6,000 visitors")
    assert (metric["actual"], metric["edited_by"]) == ("4812", "Mara")
    again = {"kind": "edit", "section": "metrics", "key": metric["key"], "reason": "a new aim"}
    answer = world.call("timo", "PATCH", REVIEW, json={"changes": [again | {"target": "5500"}]})
    assert answer.status_code == 200
    metric = read(world)["metrics"][0]
    assert (metric["target"], metric["actual"]) == ("5500", "4812")
    assert metric["edited_by"] == "Timo"


def test_what_is_said_while_the_review_is_written_again_is_kept(world: World) -> None:
    form = opened(world, "successes", SOLD)
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    assert read(world)["status"] == "building"
    assert page(world, f"{REVIEW}/statements", form | {"text": MINE})[0] == 303
    world.drain()
    assert MINE in [p["text"] for p in read(world)["successes"]]


@pytest.mark.parametrize("act", ["edit", "reject", "add"])
def test_a_form_of_a_review_that_was_approved_comes_back_as_typed(world: World, act: str) -> None:
    if act == "add":
        form = fields_of(world, f"{REVIEW}/sections/successes/new", "add")
        form |= {
            "document": read(world)["sources"][0]["document"],
            "quote": "sold out",
            "text": MINE,
        }
    else:
        form = opened(world, "successes", SOLD, act) | {"text": MINE, "reason": MINE}
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 200
    status, shown = page(world, f"{REVIEW}/statements", form)
    assert status == 409
    for told in (MINE, "approved and frozen", "What you typed is still here, not saved."):
        assert told in shown


def test_a_reason_typed_for_a_statement_that_is_gone_is_shown(world: World) -> None:
    form = opened(world, "successes", SOLD, "reject") | {"reason": "It took a week."}
    rewritten(world, without("background", "successes"))
    status, shown = page(world, f"{REVIEW}/statements", form)
    assert status == 409
    for told in ("The reason you gave:", "It took a week.", SOLD, "Back to the review"):
        assert told in shown
    assert "Add this sentence" not in shown


def test_a_decision_is_made_between_the_values_that_were_read(world: World) -> None:
    shown = page(world, REVIEW)[1]
    clash = read(world)["inconsistencies"][0]
    offered = [str(value["value"]) for value in clash["values"]]
    assert [f'name="offered" value="{one}"' in shown for one in offered] == [True, True]
    form = {"act": "decide", "section": "inconsistencies", "key": clash["key"], "choice": "1"}
    form |= {"reason": "By the gate."}

    def turned(content: dict[str, Any]) -> None:
        content["inconsistencies"][0]["values"].reverse()

    rewritten(world, turned)
    status, shown = page(world, f"{REVIEW}/statements", form | {"offered": offered})
    assert status == 409
    for told in ("the values are others now", 'value="By the gate."'):
        assert told in shown
    assert "checked" not in shown.split('id="inconsistencies"')[1].split("</section>")[0]
    assert "decided" not in read(world)["inconsistencies"][0]
    assert page(world, f"{REVIEW}/statements", form | {"offered": offered[::-1]})[0] == 303
    assert read(world)["inconsistencies"][0]["decided"]["value"] == offered[0]

    def settled(content: dict[str, Any]) -> None:
        content["inconsistencies"] = []

    rewritten(world, settled)
    status, shown = page(world, f"{REVIEW}/statements", form | {"offered": offered})
    assert status == 409
    for told in ("nothing to decide", "By the gate."):
        assert told in shown


def test_taking_back_what_is_taken_back_says_so(world: World) -> None:
    key = opened(world, "successes", SOLD)["key"]
    form = {"act": "undo", "section": "successes", "key": key}
    status, shown = page(world, f"{REVIEW}/statements", form, follow=True)
    assert (status, "That change was gone already" in shown) == (200, True)


@pytest.mark.parametrize(
    "mark", ["", "{", "[]", "{}", '{"words":1,"quotes":[1],"shown":{}}', "[" * 5000]
)
def test_a_mark_that_cannot_be_read_is_none(world: World, mark: str) -> None:
    form = {"act": "edit", "section": "successes", "key": "0" * 20, "text": MINE, "read": mark}
    assert page(world, f"{REVIEW}/statements", form)[0] == 404


@pytest.mark.parametrize("name", ["words", "quotes"])
def test_half_a_character_in_a_mark_is_no_failure(world: World, name: str) -> None:
    form = opened(world, "successes", SOLD) | {"text": MINE}
    rewritten(world, without("successes", "background"))
    mark = json.loads(form["read"])
    mark["words"] = half = "\ud800 is no character by itself"
    if name == "quotes":
        mark["words"], mark["quotes"] = SOLD, [[document, half] for document, _ in mark["quotes"]]
    assert page(world, f"{REVIEW}/statements", form | {"read": json.dumps(mark)})[0] == 404


def test_a_figure_of_hundreds_of_lines_is_still_saved_over_what_was_read(world: World) -> None:
    def rests_on_many(content: dict[str, Any]) -> None:
        for metric in content["metrics"]:
            line = metric["citations"][0]
            metric["citations"] = [{**line, "quote": f"{n} {'visit ' * 60}"} for n in range(400)]

    rewritten(world, rests_on_many)
    form = opened(world, "metrics", "visit") | {"target": "5000", "actual": "5200", "reason": "two"}
    first = form | {"actual": "5100", "reason": "one"}
    assert page(world, f"{REVIEW}/statements", first)[0] == 303
    assert page(world, f"{REVIEW}/statements", form)[0] == 409
    assert [metric["actual"] for metric in read(world)["metrics"]] == ["5100"]
