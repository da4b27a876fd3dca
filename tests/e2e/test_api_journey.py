"""The main journey over HTTP: a messy folder in; named, filed, searchable, reviewed out."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from docx import Document

from archive.web.api.review_answers import ReviewAnswer
from tests.support.project_folder import FOLDER, UNREADABLE
from tests.support.world import World, open_world

pytestmark = pytest.mark.e2e

CODE = "AG-2025-11"
PROJECT = {
    "code": CODE,
    "name": "河濱燈會",
    "client": "青嶼市觀光處",
    "language": "zh-Hant",
    "started_on": "2025-08-01",
    "ended_on": "2025-12-10",
    "budget": "4260000.00",
    "currency": "TWD",
}
ITEM_MEMBERS = {
    "id", "path", "sha256", "size", "media_type", "verdict", "state", "class", "class_confidence",
    "class_reasons", "proposed_name", "fields", "confidentiality", "findings", "duplicate_of",
    "similar_to", "sensitive", "date_source", "parent", "text_quality", "document",
}  # fmt: skip
DOCUMENT_MEMBERS = {
    "accession", "name", "original_name", "folder", "state", "version", "versions", "retention",
    "filed_by", "filed_at", "class", "fields", "confidentiality", "sha256", "size",
}  # fmt: skip


@dataclass
class Journey:
    """What the steps hand on to each other."""

    world: World
    batch: str = ""
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    document_of: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: object | None = None) -> tuple[int, Any]:
        answer = self.world.call("mei", method, path, json=body)
        return answer.status_code, answer.get_json(silent=True)


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    """The whole drop, done once; each test looks at one part of what came of it."""
    world = open_world(tmp_path_factory.mktemp("journey"))
    world.account("mei")
    world.account("colleague")
    made = Journey(world)
    assert made.ask("POST", "/projects", PROJECT)[0] == 201
    status, batch = made.ask("POST", f"/projects/{CODE}/batches", {})
    assert (status, batch["state"]) == (201, "open")
    made.batch = batch["id"]
    for path, content in FOLDER.items():
        name = path.rsplit("/", 1)[-1]
        answer = world.upload("mei", f"/batches/{made.batch}/items", name, content, path=path)
        assert answer.status_code == 201
        assert answer.get_json()["state"] == "received"
    assert made.ask("GET", f"/batches/{made.batch}")[1]["state"] == "analysing"
    world.drain()
    ready = made.ask("GET", f"/batches/{made.batch}")[1]
    assert ready["state"] == "ready"
    made.items = {item["path"]: item for item in ready["items"]}
    yield made
    world.close()


@pytest.fixture(scope="module")
def filed(journey: Journey) -> Journey:
    body = {"items": "all", "accept_suggestions": True}
    status, answer = journey.ask("POST", f"/batches/{journey.batch}/file", body)
    assert status == 200
    by_item = {item["id"]: path for path, item in journey.items.items()}
    journey.document_of = {by_item[f["item"]]: f["document"] for f in answer["filed"]}
    assert {by_item[held["item"]] for held in answer["held"]} == set(UNREADABLE)
    assert all(held["findings"] for held in answer["held"])
    journey.world.drain()
    return journey


def test_every_item_says_what_the_archive_believes(journey: Journey) -> None:
    assert set(journey.items) == set(FOLDER)
    for path, item in journey.items.items():
        assert set(item) >= ITEM_MEMBERS, path
        assert item["size"] == len(FOLDER[path])
        assert set(item["fields"]) >= {
            "title", "date", "version", "language", "parties", "amount", "currency"
        }  # fmt: skip


def test_proposed_names_pass_their_own_check(journey: Journey) -> None:
    named = [item["proposed_name"] for item in journey.items.values() if item["proposed_name"]]
    assert len(named) >= len(FOLDER) - len(UNREADABLE)
    for name in named:
        body = {"filename": name, "project": CODE}
        status, verdict = journey.ask("POST", "/names/check", body)
        assert (status, verdict["verdict"], verdict["findings"]) == (200, "ok", []), name


def test_a_twin_and_what_cannot_be_read_are_flagged(journey: Journey) -> None:
    twins = [
        journey.items[f"04 結案/結案報告{end}.docx"]["duplicate_of"] for end in ("", " - 複製")
    ]
    assert any(twins)
    for path in UNREADABLE:
        assert journey.items[path]["findings"], path
        assert journey.items[path]["text_quality"] == "none"


def test_personal_data_is_counted_and_never_shown(journey: Journey) -> None:
    item = journey.items["03 執行/第一次工作會議.txt"]
    assert {found["kind"] for found in item["sensitive"]} >= {"mobile", "email"}
    assert "0912-604-713" not in str(item)


def test_an_item_can_be_looked_at_before_it_is_filed(journey: Journey) -> None:
    item = journey.items["02 合約/合約書0825.docx"]
    place = f"/batches/{journey.batch}/items/{item['id']}"
    assert journey.ask("GET", place)[1]["path"] == item["path"]
    text = journey.ask("GET", place + "/text")[1]
    assert "4,860,000" in "".join(segment["text"] for segment in text["segments"])
    content = journey.world.call("mei", "GET", place + "/content")
    assert content.data == FOLDER[item["path"]]
    assert content.headers["ETag"] == f'"{item["sha256"]}"'


def test_everything_readable_is_filed_without_typing(filed: Journey) -> None:
    assert set(filed.document_of) == set(FOLDER) - set(UNREADABLE)
    first, copy = (filed.document_of[f"04 結案/結案報告{end}.docx"] for end in ("", " - 複製"))
    assert first == copy
    after = filed.ask("GET", f"/batches/{filed.batch}")[1]
    linked = {item["path"]: item["document"] for item in after["items"]}
    assert linked["04 結案/結案報告 - 複製.docx"] == first
    assert linked[UNREADABLE[0]] is None


def test_documents_become_ready_with_all_they_show(filed: Journey) -> None:
    for path, identifier in filed.document_of.items():
        status, document = filed.ask("GET", f"/documents/{identifier}")
        assert (status, document["state"]) == (200, "ready"), path
        assert set(document) >= DOCUMENT_MEMBERS
        assert document["name"].startswith(f"{CODE}_")
        assert document["versions"][0]["sha256"] == document["sha256"]
        assert re.fullmatch(r"\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", document["accession"])


def test_no_document_waits_any_more(filed: Journey) -> None:
    for state in ("queued", "processing"):
        answer = filed.ask("GET", f"/documents?project={CODE}&state={state}&per_page=1")[1]
        assert (answer["total"], answer["per_page"]) == (0, 1)


def test_the_text_of_a_document_is_all_there(filed: Journey) -> None:
    identifier = filed.document_of["04 結案/結案報告.docx"]
    body = filed.ask("GET", f"/documents/{identifier}/text")[1]
    text = folded("".join(segment["text"] for segment in body["segments"]))
    for words in ("接駁車班次不足", "134,520", "希望明年延長到元旦"):
        assert folded(words) in text
    assert body["quality"] == "good"


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("竹材燈具", "04 結案/結案報告.docx"),
        ("接驳车", "04 結案/結案報告.docx"),
        ("合約金額", "02 合約/合約書0825.docx"),
        ("防雨測試", "03 執行/第一次工作會議.txt"),
        ("场地与电力", "04 結案/決算表 最終.xlsx"),
    ],
)
def test_words_in_either_script_find_the_document(filed: Journey, query: str, path: str) -> None:
    answer = filed.ask("GET", f"/search?q={query}&kind=document&per_page=20")[1]
    assert filed.document_of[path] in [hit["id"] for hit in answer["hits"]]
    hit = next(hit for hit in answer["hits"] if hit["id"] == filed.document_of[path])
    assert set(hit) >= {"kind", "id", "name", "title", "project", "class", "date", "score"}
    assert any("<mark>" in passage["html"] for passage in hit["passages"])
    assert answer["took_ms"] >= 0


def test_a_search_can_be_narrowed_by_its_own_facets(filed: Journey) -> None:
    answer = filed.ask("GET", f"/search?q=燈會&project={CODE}")[1]
    classes = answer["facets"]["class"]
    assert sum(value["count"] for value in classes) == answer["total"]
    assert all(set(value) == {"value", "label", "count"} for value in classes)
    first = classes[0]
    narrowed = filed.ask("GET", f"/search?q=燈會&project={CODE}&class={first['value']}")[1]
    assert narrowed["total"] == first["count"]


@pytest.fixture(scope="module")
def review(filed: Journey) -> dict[str, Any]:
    where = f"/projects/{CODE}/review"
    assert filed.ask("GET", where)[0] == 404
    status, begun = filed.ask("POST", where, {})
    assert (status, begun["status"]) == (202, "building")
    filed.world.drain()
    status, review = filed.ask("GET", where)
    assert (status, review["status"]) == (200, "draft")
    assert isinstance(review, dict)
    return review


def citations(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield from node.get("citations") or []
        for value in node.values():
            yield from citations(value)
    elif isinstance(node, list):
        for value in node:
            yield from citations(value)


def test_the_review_has_the_shape_that_is_described(review: dict[str, Any]) -> None:
    described = ReviewAnswer.model_validate(review)
    assert described.built_at is not None
    assert set(review) >= set(ReviewAnswer.model_fields)


def test_the_review_says_what_the_documents_say(review: dict[str, Any]) -> None:
    metrics = {str(metric["actual"]).replace(",", "") for metric in review["metrics"]}
    assert any("134520" in actual for actual in metrics)
    assert review["cost"]["budget_total"]
    assert any("4860000" in str(c["amount"]).replace(",", "") for c in review["contracts"])


def test_every_citation_of_the_review_stands_in_its_document(
    filed: Journey, review: dict[str, Any]
) -> None:
    texts: dict[str, str] = {}
    cited = list(citations(review))
    assert cited
    for citation in cited:
        identifier = citation["document"]
        if identifier not in texts:
            body = filed.ask("GET", f"/documents/{identifier}/text")[1]
            texts[identifier] = folded("".join(s["text"] for s in body["segments"]))
        assert citation["quote"]
        assert folded(citation["quote"]) in texts[identifier]
    for part in ("background", "metrics", "milestones", "decisions", "successes", "shortcomings", "lessons",
                 "actions"):  # fmt: skip
        assert all(statement["citations"] for statement in review[part]), part


@pytest.mark.usefixtures("review")
def test_the_review_leaves_as_a_word_file(filed: Journey) -> None:
    answer = filed.world.call("mei", "GET", f"/projects/{CODE}/review.docx")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    words = "\n".join(p.text for p in Document(io.BytesIO(answer.data)).paragraphs)
    assert "河濱燈會" in words
    assert "專案回顧" in words  # the caller reads English: the file is in the project's language
    asked = filed.world.call("mei", "GET", f"/projects/{CODE}/review.docx?language=en")
    assert "Project review" in [p.text for p in Document(io.BytesIO(asked.data)).paragraphs]


@pytest.mark.usefixtures("review")
def test_a_reader_of_less_sees_a_review_of_less(filed: Journey, review: dict[str, Any]) -> None:
    seen = filed.world.call("colleague", "GET", f"/projects/{CODE}/review").get_json()
    listed = filed.world.call("colleague", "GET", f"/documents?project={CODE}&per_page=100")
    visible = {item["id"] for item in listed.get_json()["items"]}
    assert {citation["document"] for citation in citations(seen)} <= visible
    assert {source["document"] for source in seen["sources"]} <= visible
    assert len(visible) < len(review["sources"])


def test_the_project_leaves_as_one_zip(filed: Journey) -> None:
    answer = filed.world.call("mei", "GET", f"/projects/{CODE}/archive.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert package.testzip() is None
        contents = {package.read(name) for name in package.namelist()}
    assert {FOLDER[path] for path in filed.document_of} <= contents


def test_the_batch_is_done_when_nothing_is_left_to_decide(filed: Journey) -> None:
    for path in UNREADABLE:
        place = f"/batches/{filed.batch}/items/{filed.items[path]['id']}"
        status, item = filed.ask("PATCH", place, {"decision": "discard", "reason": "damaged"})
        assert (status, item["state"]) == (200, "discarded")
    assert filed.ask("GET", f"/batches/{filed.batch}")[1]["state"] == "done"


def test_the_same_folder_dropped_again_is_recognised(filed: Journey) -> None:
    batch = filed.ask("POST", f"/projects/{CODE}/batches", {})[1]["id"]
    path = "02 合約/合約書0825.docx"
    filed.world.upload("mei", f"/batches/{batch}/items", "x.docx", FOLDER[path], path=path)
    filed.world.drain()
    (item,) = filed.ask("GET", f"/batches/{batch}")[1]["items"]
    assert item["duplicate_of"] == filed.document_of[path]
    name = filed.ask("GET", f"/documents/{item['duplicate_of']}")[1]["name"]
    answer = filed.world.upload("mei", f"/projects/{CODE}/documents", name, FOLDER[path])
    assert answer.status_code == 409
    assert answer.get_json()["code"] == "duplicate_document"
