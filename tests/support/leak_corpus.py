"""Requests that would betray what is hidden if anything did, over every door there is.

`requests_of` draws from searches of every shape, lists with filters, orders and pages, every address of
the application with visible, hidden and absent objects in it, and writes (checks of names, uploads,
batches) whose answer may depend on what already stands.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from archive.persistence.tables import metadata
from tests.support.index_entries import SENTENCES, SUBJECTS
from tests.support.twin_contents import (
    CANARIES,
    OBSERVERS,
    OPEN,
    OWN,
    SECRETS,
    SHARED,
    name_of,
    text_of,
)
from tests.support.twin_figures import COMPARED, QUIET, TOLD
from tests.support.twin_worlds import Twin, Twins
from tests.support.world import multipart

BOUNDARY_TYPE = "multipart/form-data; boundary=----quay0105edge"
NOT_ASKED = {"assets.file": "files of the product", "sign_in.show": "a page without any data"}
"""Addresses that are left out, and why."""


@dataclass(frozen=True)
class Ask:
    """One request, the same for both archives."""

    username: str
    method: str
    path: str
    json: object | None = None
    form: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()
    work: bool = False
    """Background work is done after it, before the next request."""

    def to(self, twin: Twin, number: int) -> TestResponse:
        """Send it to one of the archives, as the request of that number."""
        world = twin.world
        twin.identities.about(f"request {number}")
        options: dict[str, object] = {"json": self.json} if self.json is not None else {}
        if self.form is not None:
            options = {"data": self.form, "content_type": BOUNDARY_TYPE}
        sent = {"Accept-Language": "en", **dict(self.headers)}
        sent["Authorization"] = f"Bearer {world.secrets[self.username]}"
        answer = world.client().open(
            self.path, method=self.method, headers=sent, buffered=True, **options
        )
        if self.work:
            twin.world.drain()
        return answer


PLACES = {
    "document_id": "documents", "batch_id": "batches", "item_id": "items", "lesson_id": "lessons",
    "saved_id": "saved_searches", "notice_id": "notices", "path_id": "reading_paths", "token_id": "api_tokens",
    "exception_id": "rule_exceptions", "upload_id": "uploads", "survey_id": "surveys",
    "action_id": "improvements", "paper_id": "paper_originals",
}  # fmt: skip
"""What the ids in an address are ids of."""


@dataclass(frozen=True)
class Known:
    """What requests are filled with: for each place of an address what both archives hold, what one does."""

    ids: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    rules: tuple[Rule, ...]

    def any(self, place: str) -> tuple[str, ...]:
        """Visible and hidden ids together."""
        there, hidden = self.ids[place]
        return (*there, *hidden)


def known_of(twins: Twins) -> Known:
    """Ids of both kinds, read from the databases, and every address that can be read."""
    plain, complete = (_stored(twin) for twin in twins.both)
    rules = sorted(twins.plain.world.app.url_map.iter_rules(), key=lambda rule: rule.rule)
    ids = {place: (sorted(plain[place]), sorted(complete[place] - plain[place])) for place in plain}
    duties = ("contract", "minutes", "venue_returned")
    people = {
        "row_id": (duties, ()),
        "code": ((OPEN, SHARED, OWN), SECRETS),
        "username": (("owner", "ana"), ("zoe",)),
    }
    return Known(
        {**ids, **people},
        tuple(r for r in rules if "GET" in (r.methods or ()) and r.endpoint not in NOT_ASKED),
    )


def _stored(twin: Twin) -> dict[str, set[str]]:
    known = metadata.tables
    with twin.world.services.database.connection() as connection:
        return {
            place: set(connection.execute(select(known[table].c.id)).scalars())
            for place, table in PLACES.items()
            if table in known
        }


def requests_of(known: Known, seed: int) -> Iterator[Ask]:
    """Requests without end, drawn evenly from all kinds and observers; `seed` names the row."""
    chance = random.Random(seed)  # noqa: S311 - drawn examples
    kinds: Sequence[Callable[[random.Random, Known, str], Ask]] = (
        *([_search_api] * 5), *([_search_page] * 3), *([_suggest] * 3), _documents, _projects,
        _compared, *([_address] * 6), _other_language, _name_check, _upload, _batch, _bad, _conditional, _similar,
        _saved_search, _look, _lessons, _shelf, _shelf, _told, _new_project, _closing,
    )  # fmt: skip
    yield from _every_address(known)
    while True:
        username = chance.choice(OBSERVERS)
        yield chance.choice(kinds)(chance, known, username)


def _every_address(known: Known) -> Iterator[Ask]:
    """Each address once for each observer, so that no new one is forgotten."""
    for number, rule in enumerate(known.rules):
        for username in OBSERVERS:
            chance = random.Random(f"{number} {username}")  # noqa: S311
            yield Ask(username, "GET", _filled(rule, chance, known))


def query_text(chance: random.Random) -> str:
    """Words of visible texts, of hidden ones alone, misspelt ones, conditions, nothing."""
    words = [*SUBJECTS, *CANARIES, "zanzib*", "zan*", "qui*", "zanzibr", "zanzibra", "quixotal", "note",
             "问卷", "預算", "预算", "合同", "class:plan", "年份:2026", "2026-01", "286万", "尾款", "*a*",
             "約1.2M", "235萬", "2.4 million", "2350000", "1月",
             "三月 預算", "March", "2026Q1", "Q1", "2026年上半年", "2026年",
             "上個月", "去年", "last year", "上週", "陳瑋", "林佩 預算"]  # fmt: skip
    sentence = chance.choice(SENTENCES)
    start = chance.randrange(max(1, len(sentence) - 8))
    words.append(sentence[start : start + chance.randrange(2, 12)])
    first, second = chance.choice(words), chance.choice(words)
    shapes = (
        first,
        first,
        f"{first} {second}",
        f'"{first}"',
        f"{first} -{second}",
        f"{first[:3]}*",
        "",
    )
    return chance.choice(shapes)


def _search_arguments(chance: random.Random) -> dict[str, str]:
    arguments = {"q": query_text(chance)}
    filters = {
        "project": (OPEN, SHARED, OWN, *SECRETS), "class": ("plan", "minutes", "quotation"),
        "client": ("Harbour Light", "Krakenfest Ltd"), "year": ("2026", "1999"),
        "language": ("zh-Hant", "en"), "kind": ("document", "lesson", "review"),
    }  # fmt: skip
    for name in chance.sample(sorted(filters), chance.choice((0, 0, 1, 2))):
        arguments[name] = chance.choice(filters[name])
    if chance.random() < 0.4:
        arguments["sort"] = chance.choice(("relevance", "date", "name"))
    if chance.random() < 0.4:
        arguments["page"] = str(chance.choice((1, 2, 3, 9)))
    return arguments


def _search_api(chance: random.Random, _known: Known, username: str) -> Ask:
    arguments = _search_arguments(chance) | {"per_page": str(chance.choice((3, 10, 50)))}
    return Ask(username, "GET", f"/api/v1/search?{urlencode(arguments)}")


def _compared(chance: random.Random, _known: Known, username: str) -> Ask:
    """A figure of approved reviews, compared over projects, for programs and on the page."""
    words = chance.choice((TOLD, QUIET, TOLD.title(), f"{QUIET} of last year", f'"{TOLD}"'))
    arguments = {"q": words}
    if chance.random() < 0.3:
        arguments["project"] = chance.choice((*COMPARED, *SECRETS))
    where = chance.choice(("/api/v1/search", "/search"))
    return Ask(username, "GET", f"{where}?{urlencode(arguments)}")


def _suggest(chance: random.Random, _known: Known, username: str) -> Ask:
    text = query_text(chance)
    typed = text[: chance.randrange(1, len(text) + 1)] if text else ""
    return Ask(username, "GET", f"/api/v1/suggest?{urlencode({'q': typed})}")


def _search_page(chance: random.Random, _known: Known, username: str) -> Ask:
    headers = (("HX-Request", "true"), ("HX-Target", "results")) if chance.random() < 0.3 else ()
    return Ask(username, "GET", f"/search?{urlencode(_search_arguments(chance))}", headers=headers)


def _documents(chance: random.Random, _known: Known, username: str) -> Ask:
    arguments = {
        "project": chance.choice((OPEN, SHARED, OWN, *SECRETS, "")),
        "class": chance.choice(("", "plan", "minutes", "other")),
        "q": chance.choice(("", *CANARIES, *SUBJECTS)),
        "sort": chance.choice(("", "name", "date", "-date", "filed_at")),
        "page": str(chance.choice((1, 2, 5))), "per_page": str(chance.choice((2, 7, 50))),
    }  # fmt: skip
    query = urlencode({name: value for name, value in arguments.items() if value})
    return Ask(username, "GET", f"/api/v1/documents?{query}")


def _projects(chance: random.Random, _known: Known, username: str) -> Ask:
    arguments = urlencode(
        {"q": chance.choice(("", "VAULT", "kraken", "a", OPEN)), "page": chance.choice((1, 2))}
    )
    return Ask(username, "GET", f"{chance.choice(('/api/v1', ''))}/projects?{arguments}")


def _address(chance: random.Random, known: Known, username: str) -> Ask:
    rule = chance.choice(known.rules)
    return Ask(username, chance.choice(("GET", "GET", "HEAD")), _filled(rule, chance, known))


def _other_language(chance: random.Random, known: Known, username: str) -> Ask:
    path = _filled(chance.choice(known.rules), chance, known)
    return Ask(username, "GET", path, headers=(("Accept-Language", "zh-TW"),))


def _conditional(chance: random.Random, known: Known, username: str) -> Ask:
    document = chance.choice(known.any("document_id"))
    headers = (("Range", "bytes=0-9"), ("If-None-Match", '"x"'))
    return Ask(username, "GET", f"/api/v1/documents/{document}/content", headers=headers)


def _filled(rule: Rule, chance: random.Random, known: Known) -> str:
    """The address with a visible, a hidden or an absent object in each place."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if match[0].startswith("<int:"):
            return str(chance.randrange(1, 3))
        there, hidden = known.ids.get(name, ((), ()))
        pool = chance.choice((there, there, hidden)) or ("0" * 32,)
        return chance.choice(pool)

    return re.sub(r"<(?:\w+:)?(\w+)>", value, rule.rule)


def _similar(chance: random.Random, known: Known, username: str) -> Ask:
    """More like this, of documents and lessons, for programs and beside a page."""
    kind = chance.choice(("documents", "documents", "lessons"))
    found = chance.choice(known.any("document_id" if kind == "documents" else "lesson_id"))
    page = "knowledge" if kind == "lessons" else kind
    path = chance.choice((f"/api/v1/{kind}/{found}/similar", f"/{page}/{found}/similar"))
    return Ask(username, "GET", path, headers=(("HX-Request", "true"),))


def _saved_search(chance: random.Random, _known: Known, username: str) -> Ask:
    """Keeping searches, and what is new in those that are kept."""
    if chance.random() < 0.4:
        return Ask(username, "GET", chance.choice(("/saved-searches", "/api/v1/saved-searches")))
    asked = _search_arguments(chance)
    filters = {
        name: [asked[name]] for name in ("kind", "project", "class", "year") if name in asked
    }
    words = asked["q"] or "note"
    body = {"name": words[:20].strip() or "x", "q": words, "filters": filters}
    alert = chance.choice(("none", "at_once", "daily"))
    return Ask(username, "POST", "/api/v1/saved-searches", json={**body, "alert": alert})


def _look(chance: random.Random, known: Known, username: str) -> Ask:
    """A saved search of one's own or of somebody else: looked at, followed, renamed, told of, deleted."""
    saved = chance.choice((*known.any("saved_id"), "0" * 32))
    method, path, body = chance.choice((
        ("GET", f"/search?q=note&saved={saved}", None), ("GET", f"/saved-searches/{saved}", None),
        ("POST", f"/api/v1/saved-searches/{saved}/look", {}),
        ("PATCH", f"/api/v1/saved-searches/{saved}", {"alert": "at_once"}),
    ))  # fmt: skip
    return Ask(username, method, path, json=body)


def _lessons(chance: random.Random, _known: Known, username: str) -> Ask:
    arguments = {
        "q": chance.choice(("", *CANARIES, "permit", "問卷")),
        "kind": chance.choice(("", "success", "how-to")),
        "client": chance.choice(("", "Harbour Light", "Krakenfest Ltd")),
        "theme": chance.choice(("", "money")), "state": chance.choice(("", "approved", "proposed")),
        "project": chance.choice(("", OPEN, SECRETS[0])),
        "language": chance.choice(("", "", "en", "zh-Hans")),
    }  # fmt: skip
    where = chance.choice(("/api/v1/lessons", "/knowledge"))
    order = {"first": "zh-Hans"} if "api" in where else {"sort": "newest"}
    arguments |= order if chance.random() < 0.5 else {}
    query = urlencode({name: value for name, value in arguments.items() if value})
    return Ask(username, "GET", f"{where}?{query}")


def _shelf(chance: random.Random, _known: Known, username: str) -> Ask:
    """A project's list of documents and of batches, filtered, ordered and turned to a page."""
    arguments = {
        "q": chance.choice(("", "", *CANARIES, *SUBJECTS, "kelp", "tide", "20260128")),
        "class": chance.choice(("", "", "plan", "minutes", "weekly_report", "data_report", "agenda")),
        "state": chance.choice(("", "", "final", "draft", "waiting", "failed", "withdrawn")),
        "sort": chance.choice(("", "class", "name", "date", "-date", "-filed_at")),
        "page": chance.choice(("", "", "2", "9")), "batches": chance.choice(("", "", "1", "2")),
    }  # fmt: skip
    query = urlencode({name: value for name, value in arguments.items() if value})
    return Ask(
        username, "GET", f"/projects/{chance.choice((OPEN, SHARED, OWN, SECRETS[0]))}?{query}"
    )


def _told(chance: random.Random, _known: Known, username: str) -> Ask:
    """What one is told, and what one searched for."""
    return Ask(
        username,
        "GET",
        chance.choice((
            "/api/v1/notices", "/api/v1/notices?unread=true", "/api/v1/notices/groups?unread=true",
            "/notices", "/api/v1/recent-searches",
            "/api/v1/suggest", "/", "/api/v1/paths", "/knowledge",
        )),
    )  # fmt: skip


def _new_project(chance: random.Random, _known: Known, username: str) -> Ask:
    """A project under a code that a visible one has, a hidden one has, or nobody."""
    code = chance.choice((OPEN, *SECRETS, *(s.lower() for s in SECRETS), f"{username.upper()}-77"))
    body = {"code": code, "name": f"Project of {username}"}
    if chance.random() < 0.3:
        body["name"] = ""  # refused: which refusal comes first tells nothing either
    return Ask(username, "POST", "/api/v1/projects", json=body)


def _closing(chance: random.Random, _known: Known, username: str) -> Ask:
    """Where a project stands: what is missing, what it cost, who owes what."""
    code = chance.choice((OPEN, OPEN, SHARED, OWN, SECRETS[0]))
    what = chance.choice(("closeout", "overview", "money", "review", ""))
    prefix = chance.choice(("/api/v1", ""))
    return Ask(username, "GET", f"{prefix}/projects/{code}/{what}".rstrip("/"))


def _name_check(chance: random.Random, _known: Known, username: str) -> Ask:
    code = chance.choice((OPEN, SHARED, OWN, *SECRETS))
    name = name_of(code, chance.choice((1, 2, 6, 500, 502, 504)), chance.choice(("V1.0", "V3.0")))
    loose = chance.choice((name, f"{chance.choice(CANARIES)} notes.txt", name.replace("_", " ")))
    body = {"filename": loose} | ({"project": code} if chance.random() < 0.8 else {})
    return Ask(username, "POST", "/api/v1/names/check", json=body)


def _upload(chance: random.Random, _known: Known, username: str) -> Ask:
    """A file that a hidden one equals in bytes, in name or in nothing."""
    code = chance.choice((OPEN, SHARED, OWN, SECRETS[0]))
    number = chance.randrange(900)
    text = text_of(chance.choice((number % 9, 506, 512, number)))
    form = multipart({}, name_of(code, chance.choice((number, 504, 500))), text.encode())
    path = f"/api/v1/projects/{code}/documents"
    return Ask(username, "POST", path, form=form, work=chance.random() < 0.2)


def _batch(chance: random.Random, known: Known, username: str) -> Ask:
    if chance.random() < 0.3:
        code = chance.choice((OPEN, OWN, SHARED, SECRETS[1]))
        return Ask(username, "POST", f"/api/v1/projects/{code}/batches")
    batch = chance.choice(known.any("batch_id"))
    text = text_of(chance.choice((506, 512, 3, 4, 5)))
    name = chance.choice(("notes.txt", name_of(OPEN, 500), "螺旋槳貓 plan V2.txt"))
    form = multipart({"path": name}, name, text.encode())
    return Ask(username, "POST", f"/api/v1/batches/{batch}/items", form=form, work=True)


def _bad(chance: random.Random, _known: Known, username: str) -> Ask:
    path = chance.choice((
        "/api/v1/search?page=1000000000", "/api/v1/search?q=%00%ff%22&sort=size", "/search?page=-1&q=(((",
        "/api/v1/search?project=NONE-1&q=note", "/api/v1/documents?per_page=0", "/api/v1/nothing", "/nothing",
        "/api/v1/documents/xyz", "/projects/%2e%2e", f"/api/v1/projects/{SECRETS[0]}/nothing",
    ))  # fmt: skip
    return Ask(username, "GET", path)
