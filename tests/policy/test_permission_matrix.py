"""Who reads what and who may do what, written by hand from the rule, and asked at every door."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from werkzeug.test import TestResponse

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.indexer.port import SearchRequest
from tests.support.world import PASSWORD, World, open_world

MEMBERS = {"manager", "keeper", "insider", "helper", "books", "law", "filer"}
TEAM = {"former", "colleague", "lead", "records", "root", "reader"}
EVERYBODY = MEMBERS | TEAM
OPEN, CLOSED = "TIDE-01", "CAVE-01"


@dataclass(frozen=True)
class Kept:
    """A document and, by hand, everybody who reads it."""

    name: str
    word: str
    by: str
    level: Level
    readers: set[str]
    closed_readers: set[str] = field(default_factory=set)

    def readers_in(self, project: str) -> set[str]:
        return self.readers if project == OPEN else self.closed_readers


CLEARED = {"manager", "keeper"}
KEPT = (
    Kept("OTH_open-day_20260105_V1.0.txt", "lighthouse", "manager", Level.PUBLIC, EVERYBODY, MEMBERS),
    Kept("OTH_team-list_20260105_V1.0.txt", "boathouse", "manager", Level.INTERNAL, EVERYBODY, MEMBERS),
    Kept(
        "OTH_fee-plan_20260105_V1.0.txt", "anchorage", "manager", Level.CONFIDENTIAL,
        CLEARED | {"insider"}, CLEARED | {"insider"},
    ),
    Kept("OTH_bid-note_20260105_V1.0.txt", "breakwater", "manager", Level.RESTRICTED, CLEARED, CLEARED),
    Kept(
        "QUO_stage-build_20260105_V1.0.txt", "scaffold", "manager", Level.CONFIDENTIAL,
        CLEARED | {"insider", "books"}, CLEARED | {"insider", "books"},
    ),
    Kept(
        "CON_venue-hire_20260105_V1.0.txt", "marquee", "manager", Level.RESTRICTED,
        CLEARED | {"books", "law"}, CLEARED | {"books", "law"},
    ),
    Kept(
        "OTH_own-memo_20260105_V1.0.txt", "windlass", "filer", Level.RESTRICTED,
        CLEARED | {"filer"}, CLEARED | {"filer"},
    ),
    Kept("OTH_old-memo_20260105_V1.0.txt", "capstan", "former", Level.RESTRICTED, CLEARED, CLEARED),
)  # fmt: skip


@dataclass
class Scene:
    """The archive of the matrix: every account, both projects, every document in each."""

    world: World
    ids: dict[tuple[str, str], str]
    listed: dict[tuple[str, str], TestResponse] = field(default_factory=dict)
    """What the lists of a test answered: the same for each document that is looked for in them."""

    def list_of(self, who: str, path: str) -> TestResponse:
        """The answer of a path, page or interface, asked once in a test."""
        if (who, path) not in self.listed:
            bearer = {"Authorization": f"Bearer {self.world.secrets[who]}", "Accept-Language": "en"}
            answer = self.world.client().get(path, headers=bearer, buffered=True)
            self.listed[who, path] = answer
        return self.listed[who, path]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    world = open_world(tmp_path_factory.mktemp("matrix"))
    roles = {"lead": Role.LEAD, "records": Role.RECORDS_MANAGER, "root": Role.ADMINISTRATOR}
    for name in sorted(EVERYBODY):
        world.account(name, Role.READER if name == "reader" else roles.get(name, Role.MEMBER))
    ids: dict[tuple[str, str], str] = {}
    for code in (OPEN, CLOSED):
        world.project(code, "manager", restricted=code == CLOSED)
        world.member(code, "manager", "keeper", clearance=Level.RESTRICTED)
        world.member(code, "manager", "insider", clearance=Level.CONFIDENTIAL)
        world.member(code, "manager", "helper")
        world.member(code, "manager", "filer")
        world.member(code, "manager", "books", ProjectRole.FINANCE, Level.RESTRICTED)
        world.member(code, "manager", "law", ProjectRole.LEGAL, Level.RESTRICTED)
        world.member(code, "manager", "former", clearance=Level.RESTRICTED)
        for kept in KEPT:
            text = f"Notes about the {kept.word} of {code}."
            made = world.document(
                code, kept.by, f"{code}_{kept.name}", text, level=kept.level, manager="manager"
            )
            ids[code, kept.word] = made.id
        world.services.projects.remove_member(world.as_("manager"), code, "former")
    world.drain()
    yield Scene(world, ids)
    world.close()


Door = Callable[[Scene, str, str, Kept], bool]


def _opens(suffix: str) -> Door:
    """A path below the document: there (200) or not there (404), nothing else."""

    def door(scene: Scene, who: str, code: str, kept: Kept) -> bool:
        answer = scene.world.call(who, "GET", f"/documents/{scene.ids[code, kept.word]}{suffix}")
        assert answer.status_code in (200, 404)
        return answer.status_code == 200

    return door


def _in_list(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    path = f"/api/v1/documents?project={code}&per_page=100"
    answer = scene.list_of(who, path).get_json()
    visible = {k.word for k in KEPT if who in k.readers_in(code)}
    assert answer["total"] == len(visible)
    return scene.ids[code, kept.word] in {item["id"] for item in answer["items"]}


def _in_list_by_words(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    title = kept.name.split("_")[1]
    answer = scene.world.call(who, "GET", f"/documents?q={title}&per_page=100").get_json()
    return scene.ids[code, kept.word] in {item["id"] for item in answer["items"]}


def _found(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    answer = scene.world.call(who, "GET", f"/search?q={kept.word}&project={code}").get_json()
    found = scene.ids[code, kept.word] in {hit["id"] for hit in answer["hits"]}
    counts = {value["value"]: value["count"] for value in answer["facets"].get("project", [])}
    assert answer["total"] == int(found)
    assert counts.get(code, 0) == int(found)
    if not found:
        assert kept.word not in str(answer["did_you_mean"])
    return found


def _suggested(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    """A word that is nearly right is set right only for somebody who could have found it."""
    wrong = kept.word[:-2] + kept.word[-1] + kept.word[-2]
    answer = scene.world.call(who, "GET", f"/search?q={wrong}").get_json()
    told = kept.word in str(answer["did_you_mean"]) or answer["total"] > 0
    may = who in kept.readers_in(OPEN) | kept.readers_in(CLOSED)
    assert may or not told
    return who in kept.readers_in(code)


def _in_zip(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    answer = scene.list_of(who, f"/api/v1/projects/{code}/archive.zip")
    if answer.status_code == 404:
        return False
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        names = package.namelist()
        words = b"".join(package.read(name) for name in names)
    inside = any(name.endswith(f"{code}_{kept.name}") for name in names)
    assert inside or kept.word.encode() not in words
    return inside


def _page(suffix: str) -> Door:
    """A page of the document: shown, or not there."""

    def door(scene: Scene, who: str, code: str, kept: Kept) -> bool:
        answer = scene.world.client().get(
            f"/documents/{scene.ids[code, kept.word]}{suffix}",
            headers={"Authorization": f"Bearer {scene.world.secrets[who]}"},
            buffered=True,
        )
        assert answer.status_code in (200, 404)
        return answer.status_code == 200

    return door


def _on_page(path: str) -> Door:
    """A page that lists things: names the document, or does not know it."""

    def door(scene: Scene, who: str, code: str, kept: Kept) -> bool:
        answer = scene.list_of(who, path.format(code=code, word=kept.word))
        return scene.ids[code, kept.word] in answer.text

    return door


def _new_in_a_saved_search(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    """A search that was saved before the document came in counts it for its readers."""
    kept_searches, caller = scene.world.services.saved_searches, scene.world.as_(who)
    asked = SearchRequest(kept.word, {"project": (code,)})
    saved = kept_searches.add(caller, "Before", asked).saved
    long_ago = {"looked_at": datetime(2000, 1, 1, tzinfo=UTC)}
    with scene.world.services.database.write() as work:
        work.saved_searches.change(caller.user_id, saved.id, long_ago)
    new = [view.new for view in kept_searches.list(caller)]
    kept_searches.remove(caller, saved.id)
    assert new in ([0], [1])
    return new == [1]


def _with_a_cookie(scene: Scene, who: str, code: str, kept: Kept) -> bool:
    client = scene.world.client()
    signed = client.post("/api/v1/session", json={"username": who, "password": PASSWORD})
    assert signed.status_code == 201
    answer = client.get(f"/api/v1/documents/{scene.ids[code, kept.word]}/text")
    return answer.status_code == 200


DOORS: dict[str, Door] = {
    "document": _opens(""),
    "content": _opens("/content"),
    "text": _opens("/text"),
    "versions": _opens("/versions"),
    "list": _in_list,
    "list by words": _in_list_by_words,
    "search": _found,
    "suggestion": _suggested,
    "zip": _in_zip,
    "cookie": _with_a_cookie,
    "page": _page(""),
    "download": _page("/download"),
    "project page": _on_page("/projects/{code}"),
    "search page": _on_page("/search?q={word}&project={code}"),
    "more like it": _opens("/similar"),
    "more like it, page": _page("/similar"),
    "saved search": _new_in_a_saved_search,
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("code", [OPEN, CLOSED])
def test_a_document_shows_through_a_door_only_to_its_readers(
    scene: Scene, code: str, door: str
) -> None:
    wrong = []
    scene.listed.clear()
    for kept in KEPT:
        shown = {who for who in EVERYBODY if DOORS[door](scene, who, code, kept)}
        if shown != kept.readers_in(code):
            leaked, missing = shown - kept.readers_in(code), kept.readers_in(code) - shown
            wrong.append(f"{kept.name}: leaked to {leaked}, missing for {missing}")
    assert wrong == []


def test_a_documents_history_shows_to_its_readers_in_the_project(scene: Scene) -> None:
    for kept in KEPT:
        door = _opens("/audit")
        shown = {who for who in EVERYBODY if door(scene, who, OPEN, kept)}
        assert shown == kept.readers & MEMBERS


def test_a_restricted_project_is_there_for_its_members_only(scene: Scene) -> None:
    for who in sorted(EVERYBODY):
        listed = scene.world.call(who, "GET", "/projects").get_json()
        codes = {item["code"] for item in listed["items"]}
        expected = {OPEN, CLOSED} if who in MEMBERS else {OPEN}
        assert codes == expected, who
        assert listed["total"] == len(expected)
        status = scene.world.call(who, "GET", f"/projects/{CLOSED}").status_code
        assert status == (200 if who in MEMBERS else 404), who


def test_a_count_of_documents_counts_what_its_reader_sees(scene: Scene) -> None:
    for who in sorted(EVERYBODY):
        listed = scene.world.call(who, "GET", "/projects").get_json()["items"]
        for item in listed:
            seen = sum(who in kept.readers_in(item["code"]) for kept in KEPT)
            assert item["documents"] == seen, (who, item["code"])


@dataclass(frozen=True)
class Act:
    """Something that changes things, on the open project, and, by hand, who may do it."""

    method: str
    path: str
    body: dict[str, object] | None
    may: set[str]
    refused: int = 403


NOBODY: set[str] = set()
DOCUMENT = "{OTH_team-list}"  # an internal document everybody sees and the manager filed
ACTS = {
    "rename the project": Act("PATCH", f"/projects/{OPEN}", {"name": "Tides"}, {"manager"}),
    "set a member": Act(
        "PUT", f"/projects/{OPEN}/members/helper",
        {"role": "member", "clearance": "internal"}, {"manager"},
    ),
    "see the members": Act("GET", f"/projects/{OPEN}/members", None, MEMBERS),
    "open a batch": Act("POST", f"/projects/{OPEN}/batches", {}, MEMBERS),
    "correct a document": Act("PATCH", f"/documents/{DOCUMENT}", {"parties": []}, {"manager"}),
    "relabel a document": Act(
        "PATCH", f"/documents/{DOCUMENT}", {"confidentiality": "internal"}, {"manager"}
    ),
    "build the review": Act("POST", f"/projects/{OPEN}/review", {}, MEMBERS),
    "see the closeout plan": Act("GET", f"/projects/{OPEN}/closeout", None, MEMBERS | {"lead"}),
    "see the closes": Act("GET", f"/projects/{OPEN}/closings", None, MEMBERS | {"lead"}),
    "change a duty": Act(
        "PATCH", f"/projects/{OPEN}/closeout/items/files_named", {"standard": "none left"}, {"manager"}
    ),
    "add a duty": Act("POST", f"/projects/{OPEN}/closeout/items", {"title": "Keys"}, {"manager"}),
    "choose the plan": Act("PUT", f"/projects/{OPEN}/closeout/kind", {"kind": "event"}, {"manager"}),
    "close with something missing": Act("POST", f"/projects/{OPEN}/close", {}, NOBODY),
    "see the clauses": Act(
        "GET", f"/projects/{OPEN}/clauses", None, CLEARED | {"insider", "books", "law"}
    ),
    "add a clause": Act(
        "POST", f"/projects/{OPEN}/clauses", {"text": "Two boats"}, {"manager", "law"}
    ),
    "see who keeps access": Act("GET", f"/projects/{OPEN}/access-review", None, {"manager"}),
    "decide who keeps access": Act(
        "PUT", f"/projects/{OPEN}/access-review",
        {"decisions": [{"username": "helper", "decision": "keep"}]}, {"manager"},
    ),
    "see the closing list": Act("GET", f"/projects/{OPEN}/closing-list", None, MEMBERS),
    "add to the closing list": Act(
        "POST", f"/projects/{OPEN}/closing-list", {"name": "Keys"}, {"manager"}
    ),
    "see the papers": Act("GET", f"/projects/{OPEN}/papers", None, MEMBERS | {"records"}),
    "register a paper": Act(
        "POST", f"/projects/{OPEN}/papers", {"title": "The chart"}, {"manager", "records"}
    ),
    "open what is open": Act("POST", f"/projects/{OPEN}/reopen", {"reason": "more"}, NOBODY),
    "write a reading path": Act("POST", "/paths", {"title": "First week"}, {"manager", "lead", "records"}),
    "write a path of the project": Act(
        "POST", "/paths", {"title": "Inside", "project": OPEN}, {"manager"}
    ),
    "write an action": Act("POST", "/actions", {"project": OPEN, "text": "Ask sooner"}, MEMBERS),
    "look for what was learned": Act("POST", f"/projects/{OPEN}/learned", {"text": "A brief"}, MEMBERS),
    "see the dashboard": Act("GET", "/dashboard", None, {"lead"}),
    "see what its numbers are told from": Act("GET", "/dashboard/figures", None, {"lead"}),
    "make an account": Act(
        "POST", "/users", {"username": "new.{who}", "role": "reader"}, {"root"}
    ),
    "disable an account": Act("PATCH", "/users/reader", {"active": True}, {"root"}),
    "make a project": Act(
        "POST", "/projects", {"code": "NEW-{WHO}", "name": "New"}, EVERYBODY - {"reader"}
    ),
    "move a document": Act("POST", f"/documents/{DOCUMENT}/move", {"project": OPEN}, NOBODY),
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_only_by_those_who_may(scene: Scene, act: str) -> None:
    asked = ACTS[act]
    path = asked.path.replace(DOCUMENT, scene.ids[OPEN, "boathouse"])
    done = set()
    for who in sorted(EVERYBODY):
        body = None if asked.body is None else _for(who, asked.body)
        status = scene.world.call(who, asked.method, path, json=body).status_code
        assert status in (200, 201, 202, asked.refused, 409), (who, status)
        if status in (200, 201, 202):
            done.add(who)
    assert done == asked.may


def _for(who: str, body: dict[str, object]) -> dict[str, object]:
    return {
        key: value.replace("{who}", who).replace("{WHO}", who.upper())
        if isinstance(value, str)
        else value
        for key, value in body.items()
    }


def test_what_somebody_filed_they_may_correct_but_not_relabel(scene: Scene) -> None:
    own = f"/documents/{scene.ids[OPEN, 'windlass']}"
    assert scene.world.call("filer", "PATCH", own, json={"parties": []}).status_code == 200
    lowered = scene.world.call("filer", "PATCH", own, json={"confidentiality": "public"})
    assert lowered.status_code == 403


def test_nobody_gives_more_clearance_than_they_hold(scene: Scene) -> None:
    scene.world.member(OPEN, "manager", "insider", ProjectRole.MANAGER, Level.CONFIDENTIAL)
    place = f"/projects/{OPEN}/members/helper"
    body = {"role": "member", "clearance": "restricted"}
    assert scene.world.call("insider", "PUT", place, json=body).status_code == 403
    own = f"/projects/{OPEN}/members/insider"
    raised = {"role": "manager", "clearance": "restricted"}
    assert scene.world.call("insider", "PUT", own, json=raised).status_code == 403
    scene.world.member(OPEN, "manager", "insider", clearance=Level.CONFIDENTIAL)


def test_a_membership_that_ends_hides_at_the_next_request(scene: Scene) -> None:
    world, document = scene.world, scene.ids[OPEN, "breakwater"]
    world.account("guestmember")
    world.member(OPEN, "manager", "guestmember", clearance=Level.RESTRICTED)
    assert world.call("guestmember", "GET", f"/documents/{document}").status_code == 200
    world.services.projects.remove_member(world.as_("manager"), OPEN, "guestmember")
    assert world.call("guestmember", "GET", f"/documents/{document}").status_code == 404
    hits = world.call("guestmember", "GET", "/search?q=breakwater").get_json()
    assert hits["hits"] == []


def test_a_document_made_narrower_disappears_before_the_index_is_told(scene: Scene) -> None:
    world = scene.world
    made = world.document(OPEN, "manager", f"{OPEN}_OTH_mooring_20260105_V1.0.txt", "A bollard")
    world.drain()
    assert world.call("reader", "GET", "/search?q=bollard").get_json()["total"] == 1
    narrower = {"confidentiality": "confidential"}
    world.call("manager", "PATCH", f"/documents/{made.id}", json=narrower)
    answer = world.call("reader", "GET", "/search?q=bollard").get_json()
    assert (answer["total"], answer["hits"]) == (0, [])
    world.services.documents.withdraw(world.as_("manager"), made.id, "only for this test")
    world.drain()


def test_a_disabled_account_is_out_at_once_by_every_door(scene: Scene) -> None:
    world = scene.world
    world.account("leaver")
    client = world.client()
    client.post("/api/v1/session", json={"username": "leaver", "password": PASSWORD})
    assert client.get("/api/v1/session").status_code == 200
    world.services.accounts.set_active_as("system", "leaver", active=False)
    assert client.get("/api/v1/session").status_code == 401
    assert world.call("leaver", "GET", "/projects").status_code == 401
