"""A closed project is read only: every call and every form that could change it is asked."""

from __future__ import annotations

import html
import io
import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.errors import CloseoutIncomplete
from archive.web.api import RESOURCES
from archive.web.api.resource import Operation
from tests.policy.test_hidden_equals_absent import BODIES
from tests.support.world import World, open_world

CODE, OTHER = "GLEN-26", "GLEN-27"
OF_A_PROJECT = (
    "code", "batch_id", "document_id", "upload_id", "exception_id", "survey_id", "invitation_id",
)  # fmt: skip
"""What in an address leads into a project's own things."""
GOES_ON = {
    "api_closing.reopen": "opens it again",
    "api_access_review.decide": "people leave the team later too",
    "api_papers.register": "paper moves on",
    "api_uploads.forget": "a file that never came is given up",
    "api_reviews.take_up": "improvement actions outlive the project they came from",
    "api_learned": "what a project learned from others is no part of its files",
}
"""Calls, or all those of a noun, that a closed project takes, and why; others answer 409."""
FROZEN = (
    "projects", "memberships", "documents", "versions", "document_access", "batches", "items",
    "uploads", "reviews", "review_edits", "review_approvals", "rule_exceptions", "closeout_plans",
    "closeout_rows", "closeout_evidence", "closings", "clauses", "clause_evidence", "closing_things",
)  # fmt: skip
"""Tables whose rows of a closed project stay as they are."""


@dataclass
class Closed:
    """A closed project with one of everything in it, and the ids of that."""

    world: World
    ids: dict[str, str]

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that must not change."""
        file = self.world.services.database.file
        assert file is not None
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            return {
                table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr)  # noqa: S608
                for table in FROZEN
            }


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    world = open_world(tmp_path_factory.mktemp("closed"))
    for name in ("owner", "mei"):
        world.account(name)
    world.project(CODE, "owner", started_on=date(2026, 1, 5), ended_on=date(2026, 2, 6))
    world.project(OTHER, "owner")
    world.member(CODE, "owner", "mei")
    owner, services = world.as_("owner"), world.services
    document = world.document(CODE, "owner", f"{CODE}_OTH_glen-map_20260105_V1.0.txt", "A map")
    gone = world.document(CODE, "owner", f"{CODE}_OTH_old-map_20260105_V1.0.txt", "An old map")
    services.documents.withdraw(owner, gone.id, "another glen")
    batch = services.intake.open_batch(owner, CODE)
    item = services.intake.receive(owner, batch.id, io.BytesIO(b"Draft plan"), "plan.txt")
    upload = services.uploads.announce(owner, batch.id, "film.mp4", 12, None)
    services.reviews.request(owner, CODE)
    clause = services.clauses.add(owner, CODE, "Twelve maps of the glen")
    survey = services.surveys.create(owner, CODE).id
    services.surveys.invite(owner, survey, ["Mr Ho"])
    asked = services.surveys.list(owner, CODE).surveys[0].invitations[0]
    world.drain()
    wish = services.exceptions.ask(owner, batch.id, item.id, "as the client calls it")
    try:
        services.closing.close(owner, CODE)
    except CloseoutIncomplete as error:
        waivers = [Waiver(m.id, "agreed") for m in error.missing if isinstance(m, Missing)]
        services.closing.close(owner, CODE, waivers)
    world.drain()
    yield Closed(
        world,
        {
            "code": CODE,
            "batch_id": batch.id,
            "item_id": item.id,
            "document_id": document.id,
            "upload_id": upload.id,
            "exception_id": wish.id,
            "survey_id": survey,
            "invitation_id": asked.id,
            "username": "mei",
            "clause_id": clause.key,
            "thing_id": "chat_groups",
            "row_id": "contract",
            "withdrawn": gone.id,
        },
    )
    world.close()


def parameters(rule: str) -> list[str]:
    return re.findall(r"<(?:int:)?(\w+)>", rule)


def filled(rule: str, ids: Mapping[str, str]) -> str:
    return re.sub(r"<(?:int:)?(\w+)>", lambda m: ids.get(m[1], "1"), rule)


CHANGES = [
    operation
    for resource in RESOURCES
    for operation in resource.operations
    if operation.method != "GET" and set(parameters(operation.rule)) & set(OF_A_PROJECT)
]


def ask(closed: Closed, operation: Operation) -> TestResponse:
    ids = dict(closed.ids)
    if operation.endpoint == "api_documents.restore":
        ids["document_id"] = ids["withdrawn"]
    if operation.endpoint.startswith("api_closeout."):
        ids["item_id"] = "contract"
    path = filled(operation.rule, ids).removeprefix("/api/v1")
    body: dict[str, Any] | None = BODIES.get(operation.endpoint)
    if operation.contract.form is not None:
        name = f"{CODE}_OTH_more-maps_20260105_V1.0.txt"
        return closed.world.upload("owner", path, name, b"More maps")
    if operation.contract.bytes_in:
        headers = {"Authorization": f"Bearer {closed.world.secrets['owner']}"}
        return closed.world.client().put(
            f"/api/v1{path}?offset=0", data=b"a piece", headers=headers
        )
    if operation.endpoint == "api_documents.move":
        body = {"project": OTHER}
    if operation.endpoint == "api_batch_acts.change":
        body = {"items": [ids["item_id"]], "decision": "discard"}
    return closed.world.call("owner", operation.method, path, json=body)


@pytest.mark.parametrize("operation", CHANGES, ids=lambda o: f"{o.method} {o.rule}")
def test_a_closed_project_refuses_every_change(closed: Closed, operation: Operation) -> None:
    if {operation.endpoint, operation.endpoint.partition(".")[0]} & set(GOES_ON):
        return
    before = closed.state()
    answer = ask(closed, operation)
    assert answer.status_code == 409, answer.get_data(as_text=True)
    assert answer.get_json()["code"] == "conflict"
    assert "closed" in answer.get_json()["detail"]
    assert closed.state() == before


def test_the_refusal_is_in_the_callers_language(closed: Closed) -> None:
    words = []
    for spoken in ("zh-Hant", "zh-Hans", "en"):
        answer = closed.world.call(
            "owner", "PATCH", f"/projects/{CODE}", json={"name": "Another"},
            headers={"Accept-Language": spoken},
        )  # fmt: skip
        words.append(answer.get_json()["detail"])
    assert "已經結案" in words[0]
    assert "已经结项" in words[1]
    assert "closed" in words[2]


def test_what_goes_on_after_a_close_is_still_there() -> None:
    endpoints = {operation.endpoint for operation in CHANGES}
    assert set(GOES_ON) <= endpoints | {endpoint.partition(".")[0] for endpoint in endpoints}


def forms(closed: Closed) -> list[Rule]:
    """Every form of a page that leads into a project."""
    return [
        rule
        for rule in closed.world.app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and not rule.rule.startswith("/api/")
        and rule.endpoint not in ("closing.reopen", "access_review.save", "paper_register.register")
        and set(rule.arguments) & {*OF_A_PROJECT, "row_id"}
    ]


def test_no_form_changes_a_closed_project(closed: Closed) -> None:
    before = closed.state()
    typed = {
        "name": "Another", "title": "Another", "reason": "because", "username": "mei",
        "role": "member", "clearance": "internal", "class": "plan", "level": "internal",
        "decision": "discard", "items": closed.ids["item_id"], "item": closed.ids["item_id"],
        "language": "en", "project": OTHER, "kind": "event", "state": "in_progress",
        "act": "add", "section": "successes", "text": "Good", "version": "2.0",
    }  # fmt: skip
    asked = 0
    for rule in forms(closed):
        path = filled(rule.rule, closed.ids)
        answer = closed.world.client().post(
            path, data=typed, headers={"Authorization": f"Bearer {closed.world.secrets['owner']}"}
        )
        assert answer.status_code < 500, (rule.rule, answer.status_code)
        assert closed.state() == before, rule.rule
        asked += 1
    assert asked > 15


UNBANDED = {
    "learned.show": "what a project learned from others is no part of its files",
    "paper_register.show": "paper moves on",
    "access_review.show": "people leave the team later too",
    "similar.of_document": "a list of other documents",
}
"""Pages that lead into a closed project without saying so, and why; their forms still work."""
GO_ON = {
    "closing.reopen", "access_review.save", "paper_register.register", "learned.add", "learned.hand",
    "learned.mark", "learned.take_up",
}  # fmt: skip
"""Forms that a page of a closed project may offer."""


def pages(closed: Closed) -> Iterator[tuple[str, str, bool]]:
    """What the manager is shown at every address that leads into the closed project; whole pages or parts."""
    sent = {"Authorization": f"Bearer {closed.world.secrets['owner']}"}
    for rule in closed.world.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.startswith("/api/"):
            continue
        if set(rule.arguments) & {*OF_A_PROJECT, "row_id"}:
            client = closed.world.client()
            answer = client.get(filled(rule.rule, closed.ids), headers=sent, buffered=True)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                text = answer.get_data(as_text=True)
                shown = re.search(r"<main.*</main>", text, re.DOTALL)
                yield rule.endpoint, shown[0] if shown else text, shown is not None


def test_every_page_of_a_closed_project_says_so_and_offers_only_what_it_takes(
    closed: Closed,
) -> None:
    routes = closed.world.app.url_map.bind("localhost")
    asked = 0
    for endpoint, main, whole in pages(closed):
        if whole and endpoint not in UNBANDED:
            assert 'class="band' in main, endpoint
            asked += 1
        assert "data-drop" not in main, endpoint
        addresses = re.findall(r'(?:action|formaction|hx-post)="([^"]+)"', main)
        posts = {
            routes.match(html.unescape(path).split("?")[0], method="POST")[0]
            for path in addresses
            if not re.search(f'<form[^>]*method="get"[^>]*action="{re.escape(path)}"', main)
        }
        assert posts <= GO_ON, endpoint
    assert asked > 12


def test_everything_can_still_be_read(closed: Closed) -> None:
    for path in (
        "", "/closeout", "/closings", "/closings/1/package.zip", "/members", "/archive.zip",
    ):  # fmt: skip
        assert closed.world.call("owner", "GET", f"/projects/{CODE}{path}").status_code == 200
    document = closed.ids["document_id"]
    assert closed.world.call("mei", "GET", f"/documents/{document}/content").status_code == 200


def test_the_access_review_changes_members_of_a_closed_project(closed: Closed) -> None:
    world = closed.world
    world.account("leaver")
    projects, owner = world.services.projects, world.as_("owner")
    projects.set_member(
        owner, CODE, "leaver", ProjectRole.MEMBER, Level.INTERNAL, in_access_review=True
    )
    projects.remove_member(owner, CODE, "leaver", in_access_review=True)
    assert "leaver" not in {member.username for member in projects.members(owner, CODE)}
