"""Two people edit the same thing: whoever saves second is shown both versions and loses nothing."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.services.intake.item_changes import ItemChange
from archive.services.reviews.change import Change
from tests.support.accessible import faults
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LOOM-26"
MINE, THEIRS = "Twelve looms were hired too late", "Nobody had asked for the looms"
RESULTS = """Closing report

What went well
- The weavers of the valley came in great numbers.
"""


@dataclass
class Form:
    """A form two people have open: its page, where it goes, what stands after somebody saved."""

    page: str
    to: str
    field: str
    first: Callable[[], object]
    now: Callable[[], str | None]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path / "data")
    for name in ("ana", "ben"):
        made.account(name)
    made.project(CODE, "ana", name="Loom valley", language="en")
    made.member(CODE, "ana", "ben", ProjectRole.MANAGER, Level.RESTRICTED)
    yield made
    made.close()


def a_document(world: World) -> Form:
    made = world.document(CODE, "ana", f"{CODE}_OTH_looms_20260105_V1.0.txt", "Looms of the valley")
    documents, ben = world.services.documents, world.as_("ben")
    return Form(
        f"/documents/{made.id}/edit",
        f"/documents/{made.id}/edit",
        "title",
        lambda: documents.edit(ben, made.id, {"title": THEIRS}),
        lambda: documents.get(ben, made.id).title,
    )


def a_project(world: World) -> Form:
    projects, ben = world.services.projects, world.as_("ben")
    return Form(
        f"/projects/{CODE}/edit",
        f"/projects/{CODE}/edit",
        "name",
        lambda: projects.edit(ben, CODE, {"name": THEIRS}),
        lambda: projects.get(ben, CODE).name,
    )


def a_lesson(world: World) -> Form:
    lessons, ben = world.services.lessons, world.as_("ben")
    made = lessons.add(ben, CODE, {"title": "Looms", "kind": "how-to", "advice": "Ask"}).lesson.id
    return Form(
        f"/knowledge/{made}/edit",
        f"/knowledge/{made}",
        "advice",
        lambda: lessons.edit(ben, made, {"advice": THEIRS}, None),
        lambda: lessons.get(ben, made).lesson.advice,
    )


def a_path(world: World) -> Form:
    paths, ben = world.services.reading_paths, world.as_("ben")
    stops = [{"kind": "text", "title": "Looms", "text": "How looms are hired"}]
    made = paths.add(ben, {"title": "First day", "project": CODE, "stops": stops}).path.id
    stop = paths.get(ben, made).stops[0].stop.id
    kept = {"id": stop, "kind": "text", "title": "Looms", "text": THEIRS}
    return Form(
        f"/knowledge/paths/{made}/edit",
        f"/knowledge/paths/{made}",
        f"text-{stop}",
        lambda: paths.edit(ben, made, {"stops": [kept]}, None),
        lambda: paths.get(ben, made).stops[0].stop.text,
    )


def an_action(world: World) -> Form:
    actions, ben = world.services.improvements, world.as_("ben")
    made = actions.add(ben, CODE, {"text": "Hire looms early"}).action.id
    return Form(
        f"/actions/{made}",
        f"/actions/{made}",
        "note",
        lambda: actions.edit(ben, made, {"note": THEIRS}, None),
        lambda: actions.get(ben, made).action.note,
    )


def a_duty(world: World) -> Form:
    closeout, ben = world.services.closeout, world.as_("ben")
    here = f"/projects/{CODE}/closeout/items/survey"

    def standard() -> str:
        rows = closeout.get(ben, CODE).plan.rows
        return next(row for row in rows if row.id == "survey").standard["en"]

    return Form(
        here,
        here,
        "standard",
        lambda: closeout.change(ben, CODE, "survey", {"standard": THEIRS}),
        standard,
    )


def a_clause(world: World) -> Form:
    clauses, ben = world.services.clauses, world.as_("ben")
    made = clauses.add(ben, CODE, "Twelve looms").key
    here = f"/projects/{CODE}/clauses/{made}"
    return Form(
        here,
        here,
        "remedy",
        lambda: clauses.change(ben, CODE, made, {"remedy": THEIRS}),
        lambda: next(row for row in clauses.list(ben, CODE).rows if row.key == made).remedy,
    )


def a_thing(world: World) -> Form:
    things, ben = world.services.closing_list, world.as_("ben")
    made = things.add(ben, CODE, "The account of the weavers").key
    here = f"/projects/{CODE}/closing-list/{made}"
    return Form(
        here,
        here,
        "note",
        lambda: things.change(ben, CODE, made, {"note": THEIRS}),
        lambda: next(row for row in things.get(ben, CODE).rows if row.key == made).note,
    )


def a_statement(world: World) -> Form:
    services, ben = world.services, world.as_("ben")
    world.document(CODE, "ana", f"{CODE}_RPT_loom-results_20260201_V1.0.txt", RESULTS)
    world.drain()
    services.reviews.request(ben, CODE)
    world.drain()
    key = services.reviews.get(ben, CODE).content["successes"][0]["key"]
    edit = Change("edit", "successes", key, THEIRS)
    return Form(
        f"/projects/{CODE}/review/statements/successes/{key}",
        f"/projects/{CODE}/review/statements",
        "text",
        lambda: services.review_desk.change(ben, CODE, (edit,)),
        lambda: services.reviews.get(ben, CODE).content["successes"][0]["text"],
    )


def an_item(world: World) -> Form:
    intake, ana, ben = world.services.intake, world.as_("ana"), world.as_("ben")
    batch = intake.open_batch(ana, CODE).id
    item = intake.receive(ana, batch, io.BytesIO(b"Plan of the looms"), "plan.txt").id
    world.drain()
    here = f"/batches/{batch}/items/{item}"
    return Form(
        here,
        here,
        "title",
        lambda: intake.change(ben, batch, item, ItemChange(fields={"title": THEIRS})),
        lambda: intake.item(ben, batch, item).fields.title,
    )


FORMS = (
    a_project, a_document, a_lesson, a_path, an_action, a_duty, a_clause, a_thing, a_statement, an_item,
)  # fmt: skip


def ask(world: World, method: str, path: str, sent: object = None, **more: str) -> TestResponse:
    headers = {"Authorization": f"Bearer {world.secrets['ana']}", **more}
    return world.client().open(path, method=method, headers=headers, data=sent, buffered=True)


def attribute(tag: str, name: str) -> str:
    found = re.search(f'\\s{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""


def sent_by(page: str, to: str, field: str) -> MultiDict[str, str]:
    """What a browser would send with the form of that address that has that field; of radios the first."""
    forms = re.findall(r"<form[^>]*>.*?</form>", page, re.DOTALL)
    form = next(f for f in forms if f'action="{to}"' in f and f'name="{field}"' in f)
    sent: MultiDict[str, str] = MultiDict()
    for tag in re.findall(r"<input[^>]*>", form):
        name, kind = attribute(tag, "name"), attribute(tag, "type")
        ticked = kind != "checkbox" or re.search(r"\schecked", tag)
        if name and ticked and not (kind == "radio" and name in sent):
            sent.add(name, attribute(tag, "value"))
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S):
        sent[name] = html.unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)"\s+selected', options) or re.search(
            r'value="([^"]*)"', options
        )
        sent[name] = html.unescape(chosen[1]) if chosen else ""
    return sent


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_both_versions_are_offered_and_either_can_be_kept(
    world: World, make: Callable[[World], Form]
) -> None:
    form = make(world)
    typed = sent_by(ask(world, "GET", form.page).get_data(as_text=True), form.to, form.field)
    typed[form.field] = MINE
    form.first()
    refused = ask(world, "POST", form.to, typed)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert form.now() == THEIRS
    for words in (MINE, THEIRS, "Ben changed this at", ">Mine<", ">Theirs<"):
        assert words in page
    assert faults(page, "en") == []
    chosen = sent_by(page, form.to, form.field)
    assert chosen[form.field] == MINE
    again = ask(world, "POST", form.to, chosen)
    assert again.status_code == 303, again.get_data(as_text=True)[:3000]
    assert form.now() == MINE


def test_the_interface_names_who_was_first(world: World) -> None:
    made = world.document(CODE, "ana", f"{CODE}_OTH_looms_20260105_V1.0.txt", "Looms of the valley")
    path = f"/documents/{made.id}"
    before = world.call("ana", "GET", path).get_json()["revision"]
    assert world.call("ben", "PATCH", path, json={"title": THEIRS}).status_code == 200
    answer = world.call("ana", "PATCH", path, json={"title": MINE, "revision": before})
    assert answer.status_code == 409
    assert answer.get_json()["changed"]["by"] == "Ben"
    assert answer.get_json()["changed"]["at"]


def test_nobody_is_named_for_what_the_archive_did_itself(world: World) -> None:
    form = an_item(world)
    batch, item = form.page.split("/")[2], form.page.split("/")[4]
    services, ana = world.services, world.as_("ana")
    services.intake.change(ana, batch, item, ItemChange(fields={"title": "Looms"}))
    with services.database.write() as work:
        stored = work.intake.items_of(batch)[0]
        assert work.intake.replace_item(replace(stored, revision=stored.revision + 1))
    refused = ask(world, "POST", form.to, {"title": MINE, "revision": "0"})
    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert MINE in page
    assert "Ana changed" not in page


def test_in_the_table_the_row_itself_offers_both_names(world: World) -> None:
    form = an_item(world)
    edit = ask(world, "GET", f"{form.page}/edit", **{"HX-Request": "true"}).get_data(as_text=True)
    typed = sent_by(edit, form.to, "name")
    mine, theirs = (
        f"{CODE}_PLN_{word}_20260105_V1.0.txt" for word in ("early-looms", "late-looms")
    )
    batch, item = form.page.split("/")[2], form.page.split("/")[4]
    world.services.intake.change(world.as_("ben"), batch, item, ItemChange(name=theirs))
    typed["name"] = mine
    row = ask(world, "POST", form.to, typed, **{"HX-Request": "true"})
    text = row.get_data(as_text=True)
    assert row.status_code == 409
    assert text.startswith(f'<tr id="row-{item}"')
    assert mine in text
    assert theirs in text
    kept = sent_by(text, form.to, "name")
    assert ask(world, "POST", form.to, kept, **{"HX-Request": "true"}).status_code == 200
    assert world.services.intake.item(world.as_("ana"), batch, item).name == mine
