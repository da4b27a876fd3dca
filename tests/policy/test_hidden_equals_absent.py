"""What may not be seen and what does not exist answer alike, byte for byte, through every door."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from archive.domain.access import Role
from archive.domain.documents import Level
from archive.domain.messages import Message
from archive.domain.notices import Notice
from archive.indexer.port import SearchRequest
from archive.web.api import RESOURCES
from archive.web.api.resource import Operation
from tests.support.world import World, open_world

ABSENT = {
    "code": "NONE-01",
    "batch_id": "0" * 32,
    "item_id": "1" * 32,
    "document_id": "2" * 32,
    "token_id": "3" * 32,
    "exception_id": "4" * 32,
    "lesson_id": "5" * 32,
    "path_id": "7" * 32,
    "action_id": "9" * 32,
    "stop_id": "8" * 32,
    "upload_id": "6" * 32,
    "notice_id": "7" * 32,
    "saved_id": "9" * 32,
    "trial_id": "8" * 32,
    "survey_id": "9" * 32,
    "invitation_id": "0" * 32,
    "number": "998",
    "clause_id": "a" * 20,
    "thing_id": "chat_boards",
    "paper_id": "9" * 32,
    "username": "mei",
}
# A body that would be taken, for every call that needs one.
BODIES: Mapping[str, dict[str, Any]] = {
    "api_projects.edit": {"name": "Another name"},
    "api_members.put": {"role": "member", "clearance": "internal"},
    "api_batches.file_batch": {"items": "all", "accept_suggestions": True},
    "api_items.change": {"confidentiality": "internal"},
    "api_documents.edit": {"title": "Another title"},
    "api_documents.withdraw": {"reason": "misfiled"},
    "api_documents.move": {"project": "OWN-01"},
    "api_notices.mark": {"read": True},
    "api_batch_acts.change": {"items": ["5" * 32], "decision": "discard"},
    "api_member_names.choose": {"encoding": "gb18030"},
    "api_batch_acts.undo": {"act": "5" * 32},
    "api_exceptions.ask": {"reason": "the client's own name"},
    "api_exceptions.approve": {"reason": "agreed"},
    "api_exceptions.refuse": {"reason": "not agreed"},
    "api_access_review.decide": {"decisions": [{"username": "mei", "decision": "keep"}]},
    "api_closing_list.add": {"name": "The stand's router"},
    "api_closing_list.change": {"state": "ended", "note": "cut off"},
    "api_papers.register": {"title": "A signed chart"},
    "api_papers.move": {"box": "B2"},
    "api_papers.lend": {"borrower": "Mei", "due": "2099-01-05"},
    "api_clauses.add": {"text": "Twelve reports"},
    "api_clauses.change": {"state": "met"},
    "api_reviews.change": {"changes": [{"kind": "undo", "section": "successes", "key": "5" * 20}]},
    "api_reviews.take_up": {"section": "quotes", "key": "5" * 20},
    "api_lessons.edit": {"advice": "another"},
    "api_lessons.join": {"lesson": None},
    "api_lessons.say_useful": {"useful": True},
    "api_learned.hand": {"text": "a brief"},
    "api_learned.mark": {"mark": "apply"},
    "api_learned.take_up": {"source": "p:1"},
    "api_improvements.edit": {"text": "another"},
    "api_paths.edit": {"title": "Another title"},
    "api_surveys.create": {"title": "What did you think?"},
    "api_surveys.invite": {"addresses": ["Ms Lee"]},
    "api_surveys.close": {},
    "api_users.change": {"active": True},
    "api_closeout.change": {"state": "in_progress"},
    "api_closeout.add": {"title": "Photo consents"},
    "api_closeout.set_kind": {"kind": "event"},
    "api_closing.close": {"waivers": [{"item": "contract", "reason": "none was needed"}]},
    "api_closing.reopen": {"reason": "more work"},
    "api_saved_searches.change": {"name": "Another name"},
    "api_uploads.announce": {"path": "film/cut.mp4", "size": 12},
}
BY_DUTY = ("api_users.change", "api_rule_trials.")
"""What only an administrator, or a records manager, reaches at all: 403 for everybody else."""
OBJECTS = [
    operation
    for resource in RESOURCES
    for operation in resource.operations
    if "<" in operation.rule
]


@dataclass
class Hidden:
    """An archive in which `outsider` sees nothing of what `owner` keeps, and the ids of it."""

    world: World
    ids: dict[str, str]


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hidden]:
    world = open_world(tmp_path_factory.mktemp("hidden"))
    for name in ("owner", "outsider", "mei"):
        world.account(name)
    world.project("SECRET-01", "owner", restricted=True)
    world.project("OPEN-01", "owner")
    world.project("OWN-01", "outsider")
    world.member("OPEN-01", "owner", "mei")
    secret = world.document(
        "SECRET-01", "owner", "SECRET-01_OTH_tide-table_20260105_V1.0.txt", "Tides of the bay"
    )
    confidential = world.document(
        "OPEN-01",
        "owner",
        "OPEN-01_OTH_harbour-fees_20260105_V1.0.txt",
        "Fees of the harbour",
        level=Level.CONFIDENTIAL,
    )
    own = world.document(
        "OWN-01", "outsider", "OWN-01_OTH_own-notes_20260105_V1.0.txt", "Own notes"
    )
    owner = world.as_("owner")
    batch = world.services.intake.open_batch(owner, "OPEN-01")
    item = world.services.intake.receive(owner, batch.id, io.BytesIO(b"Draft plan"), "plan.txt")
    world.services.reviews.request(owner, "SECRET-01")
    mine = world.services.intake.open_batch(world.as_("outsider"), "OWN-01")
    dropped = world.services.intake.receive(
        world.as_("outsider"), mine.id, io.BytesIO(b"Some text of my own"), "own.txt"
    )
    upload = world.services.uploads.announce(owner, batch.id, "film.mp4", 12, None)
    lesson = world.services.lessons.add(owner, "SECRET-01", {"title": "Mind the tide"}).lesson
    token = world.services.tokens.create(owner, "other").token
    first = [{"kind": "lesson", "target": lesson.id}]
    inside = {"title": "Inside", "project": "SECRET-01", "stops": first}
    path = world.services.reading_paths.add(owner, inside)
    action = world.services.improvements.add(owner, "SECRET-01", {"text": "Mind the tide"})
    survey = world.services.surveys.create(owner, "OPEN-01").id
    world.services.surveys.invite(owner, survey, ["Mr Ho"])
    asked = world.services.surveys.list(owner, "OPEN-01").surveys[0].invitations[0]
    paper = world.services.papers.register(owner, "SECRET-01", title="The signed chart")
    clause = world.services.clauses.add(owner, "SECRET-01", "Mind the tide twice")
    world.drain()
    wish = world.services.exceptions.ask(owner, batch.id, item.id, "as the client calls it")
    told = Notice("test", Message("ui_notices.none"), None, key="of the owner")
    with world.services.database.write() as work:
        world.services.notices.post(work, [owner.user_id], told)
    notice = world.services.notices.list(owner).items[0]
    saved = world.services.saved_searches.add(owner, "Tides", SearchRequest("tide"))
    world.account("records", Role.RECORDS_MANAGER)
    trial = world.services.rule_trials.begin(world.as_("records"), "version: 1")
    yield Hidden(
        world,
        {
            "code": "SECRET-01",
            "open_code": "OPEN-01",
            "batch_id": batch.id,
            "item_id": item.id,
            "document_id": secret.id,
            "confidential": confidential.id,
            "token_id": token.id,
            "exception_id": wish.id,
            "lesson_id": lesson.id,
            "path_id": path.path.id,
            "action_id": action.action.id,
            "stop_id": path.stops[0].stop.id,
            "upload_id": upload.id,
            "notice_id": notice.id,
            "trial_id": trial.id,
            "saved_id": saved.saved.id,
            "survey_id": survey,
            "invitation_id": asked.id,
            "number": "999",  # rules that were in force are for everybody; these never were
            "username": "mei",
            "clause_id": clause.key,
            "thing_id": "chat_groups",
            "paper_id": paper.id,
            "own_document": own.id,
            "own_batch": mine.id,
            "own_item": dropped.id,
        },
    )
    world.close()


def told(answer: TestResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Everything an answer tells, but the time of day."""
    headers = sorted((k, v) for k, v in answer.headers.items() if k != "Date")
    return answer.status_code, answer.data, headers


def ask(world: World, operation: Operation, ids: Mapping[str, str]) -> TestResponse:
    path = re.sub(
        r"<(?:int:)?(\w+)>", lambda m: "1" if m[1] == "page" else ids[m[1]], operation.rule
    )
    return call(world, operation, path.removeprefix("/api/v1"))


def call(world: World, operation: Operation, path: str) -> TestResponse:
    if operation.contract.form is not None:
        name = "SECRET-01_OTH_more-notes_20260105_V1.0.txt"
        return world.upload("outsider", path, name, b"More notes")
    if operation.contract.bytes_in:
        headers = {
            "Authorization": f"Bearer {world.secrets['outsider']}",
            "Accept-Language": "en",
        }
        return world.client().put(f"/api/v1{path}", data=b"a piece", headers=headers)
    body = BODIES.get(operation.endpoint)
    return world.call("outsider", operation.method, path, json=body)


@pytest.mark.parametrize("operation", OBJECTS, ids=lambda o: f"{o.method} {o.rule}")
def test_a_hidden_thing_answers_like_an_absent_one(hidden: Hidden, operation: Operation) -> None:
    there, not_there = (ask(hidden.world, operation, ids) for ids in (hidden.ids, ABSENT))
    assert told(there) == told(not_there)
    if not operation.endpoint.startswith(BY_DUTY):
        assert there.status_code == 404


@pytest.mark.parametrize("operation", OBJECTS, ids=lambda o: f"{o.method} {o.rule}")
def test_a_confidential_document_of_an_open_project_answers_like_an_absent_one(
    hidden: Hidden, operation: Operation
) -> None:
    if "document_id" not in operation.rule:
        return
    ids = hidden.ids | {"document_id": hidden.ids["confidential"]}
    there, not_there = (ask(hidden.world, operation, known) for known in (ids, ABSENT))
    assert told(there) == told(not_there)
    assert there.status_code == 404


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "POST"])
@pytest.mark.parametrize("rule", sorted({operation.rule for operation in OBJECTS}))
def test_every_method_answers_alike(hidden: Hidden, rule: str, method: str) -> None:
    answers = []
    for ids in (hidden.ids, ABSENT):
        path = re.sub(r"<(?:int:)?(\w+)>", lambda m, ids=ids: ids.get(m[1], "1"), rule)
        answer = hidden.world.client().open(
            path,
            method=method,
            headers={
                "Authorization": f"Bearer {hidden.world.secrets['outsider']}",
                "If-None-Match": '"x"',
                "Range": "bytes=0-3",
            },
        )
        answers.append(told(answer))
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/names/check", {"filename": "x.txt", "project": "{code}"}),
        ("PATCH", "/batches/{own_batch}/items/{own_item}", {"decision": "link", "of": "{document_id}"}),
        ("PATCH", "/batches/{own_batch}/items/{own_item}", {"decision": "link", "of": "{confidential}"}),
        ("PATCH", "/batches/{own_batch}/items/{own_item}", {"decision": "link", "of": "{item_id}"}),
        ("PATCH", "/batches/{own_batch}/items/{own_item}", {"decision": "new_version", "of": "{document_id}"}),
        ("POST", "/batches/{own_batch}/file", {"items": ["{item_id}"]}),
        ("POST", "/documents/{own_document}/move", {"project": "{code}"}),
        ("GET", "/documents?project={code}", None),
        ("GET", "/search?q=bay&project={code}", None),
        ("GET", "/search?q=harbour&project={code}", None),
        ("GET", "/projects?q={code}", None),
        ("GET", "/batches/{own_batch}/items/{item_id}", None),
        ("GET", "/batches/{own_batch}/items/{item_id}/content", None),
        ("GET", "/documents/{own_document}/content?version={document_id}", None),
    ],
)  # fmt: skip
def test_an_id_in_a_body_or_a_query_is_a_door_like_any_other(
    hidden: Hidden, method: str, path: str, body: dict[str, Any] | None
) -> None:
    absent = hidden.ids | ABSENT | {"confidential": "4" * 32}
    answers = []
    for ids in (hidden.ids, absent):
        filled = {k: _filled(v, ids) for k, v in body.items()} if body else None
        answer = hidden.world.call("outsider", method, path.format(**ids), json=filled)
        status, data, headers = told(answer)
        for identifier in ids.values():  # what the caller sent may be repeated to the caller
            data = data.replace(identifier.encode(), b"ID")
        answers.append((status, re.sub(rb'"took_ms":[\d.]+', b'"took_ms":0', data), headers))
    for mine, other in zip(*answers, strict=True):
        assert _without_time(mine) == _without_time(other)


def _filled(value: object, ids: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return value.format(**ids)
    return [part.format(**ids) for part in value] if isinstance(value, list) else value


def _without_time(part: object) -> object:
    """The length of an answer that says how many milliseconds it took is not told by it."""
    if isinstance(part, list):
        return [pair for pair in part if pair[0] != "Content-Length"]
    return part


# What a form of a page may hold; the names of all of them, so that none stops at a missing one.
FORM = {
    "name": "Another name",
    "title": "Another title",
    "reason": "misfiled",
    "project": "OWN-01",
    "username": "mei",
    "role": "member",
    "clearance": "internal",
    "decision": "discard",
    "items": "all",
    "item": "1" * 32,
    "revision": "1",
    "language": "en",
}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_pages_tell_hidden_and_absent_apart_no_more_than_the_interface(
    hidden: Hidden, method: str
) -> None:
    told_apart = []
    for rule in hidden.world.app.url_map.iter_rules():
        if rule.endpoint.startswith("api_") or method not in (rule.methods or ()):
            continue
        if not re.search(
            r"<(code|batch_id|item_id|document_id|token_id|path_id|action_id|paper_id)>", rule.rule
        ):
            continue
        answers = []
        for ids in (hidden.ids, ABSENT):
            path = re.sub(r"<(?:int:)?(\w+)>", lambda m, ids=ids: ids.get(m[1], "1"), rule.rule)
            answers.append(_page(hidden.world, method, path, ids))
        if answers[0] != answers[1] or answers[0][0] == 200:
            told_apart.append((rule.rule, answers[0], answers[1]))
    assert told_apart == []


def _page(
    world: World, method: str, path: str, ids: Mapping[str, str]
) -> tuple[int, str, str | None]:
    """A page, without what only repeats the address it was asked for or is new in every form."""
    answer = world.client().open(
        path,
        method=method,
        data=FORM if method == "POST" else None,
        headers={"Authorization": f"Bearer {world.secrets['outsider']}"},
    )
    text = re.sub(r'name="csrf_token" value="[^"]+"|"X-CSRFToken":"[^"]+"', "", answer.text)
    leads_to = answer.headers.get("Location")
    for identifier in sorted(ids.values(), key=len, reverse=True):
        text = text.replace(identifier, "ID")
        leads_to = leads_to and leads_to.replace(identifier, "ID")
    return answer.status_code, text, leads_to
