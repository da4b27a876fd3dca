"""What is not in the language of a page says so: speech and the faces of characters follow `lang`."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser

import pytest

from archive.domain.access import Role
from archive.domain.messages import Message
from archive.domain.notices import Notice
from tests.support.world import World, open_world

VOID = frozenset(
    {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "use", "wbr"}
)
SILENT = frozenset({"script", "style", "title"})
HAN = re.compile(r"[\u3400-\u9fff]")
CODE, OTHER = "LOCK-26", "GATE-26"
NAME, ENGLISH = "門戶廣場鐘樓", "Open gate weekends"
PER_KIND = 3
"""Pages of one kind that are looked at: of a list of documents one is like the other."""


class Texts(HTMLParser):
    """The texts of a page, each with the `lang` that stands nearest, and where its links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.links: list[str] = []
        self._open: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "a" and (known.get("href") or "").startswith("/"):
            self.links.append((known["href"] or "").partition("#")[0])
        if tag not in VOID:
            self._open.append((tag, known.get("lang")))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and not SILENT.intersection(tag for tag, _ in self._open):
            spoken = next((lang for _, lang in reversed(self._open) if lang), "")
            self.found.append((data.strip(), spoken))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("languages"))
    for who, role in (("mona", Role.MEMBER), ("lena", Role.LEAD)):
        made.account(who, role)
    ran = {"started_on": date(2026, 3, 2), "ended_on": date(2026, 4, 30), "client": "鐘樓管理處"}
    made.project(CODE, "mona", name=NAME, language="zh-Hant", **ran)
    made.project(OTHER, "mona", name=ENGLISH, language="zh-Hant", **ran)
    made.member(CODE, "mona", "lena")
    kept = made.document(
        CODE, "mona", f"{CODE}_OTH_鐘樓點燈紀錄_20260303_V1.0.txt", "鐘樓的燈亮了。"
    )
    made.document(OTHER, "mona", f"{OTHER}_OTH_門鎖清單_20260303_V1.0.txt", "門鎖都換了。")
    made.drain()
    lesson = {"project": CODE, "title": "門鎖要先試", "advice": "先試一週。", "industry": "建築"}
    assert made.call("mona", "POST", "/lessons", json=lesson).status_code == 201
    action = {"project": CODE, "text": "換門鎖", "owner": "lena", "due": "2026-01-05"}
    assert made.call("mona", "POST", "/actions", json=action).status_code == 201
    made.services.papers.register(made.as_("mona"), CODE, kept.id, None, {"shelf": "北側架"})
    search = {"name": "鐘樓", "q": "鐘樓"}
    assert made.call("mona", "POST", "/saved-searches", json=search).status_code == 201
    batch = made.services.intake.open_batch(made.as_("mona"), CODE)
    made.services.intake.receive(
        made.as_("mona"), batch.id, io.BytesIO("燈".encode()), "燈的筆記.txt"
    )
    made.drain()
    mona = made.as_("mona").user_id
    project = made.services.projects.get(made.as_("mona"), CODE)
    for number in range(2):
        said = {"project": NAME, "duty": "點燈", "due": "2026-05-01"}
        notice = Notice(
            "closeout_overdue", Message("closeout.overdue_notice", said),
            f"/projects/{CODE}/closeout", project.id, key=f"late:{number}",
        )  # fmt: skip
        with made.services.database.write() as work:
            made.services.notices.post(work, [mona], notice)
    yield made
    made.close()


def pages(world: World, who: str, language: str) -> Iterator[tuple[str, Texts]]:
    """Every page that is reached by links, some of each kind."""
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": language}
    todo = [
        "/", "/projects", "/knowledge", "/notices", "/holding", "/papers", "/actions", "/rules",
        "/exceptions", "/saved-searches", "/search?q=鐘樓", f"/projects/{CODE}/close",
        f"/projects/{CODE}/papers", f"/projects/{CODE}/learned",
    ]  # fmt: skip
    client, seen, kinds = world.client(), set[str](), Counter[str]()
    while todo:
        path = todo.pop(0)
        kind = re.sub(r"/projects/[^/?]+", "/projects/P", path.partition("?")[0])
        kind = re.sub(r"[0-9a-f]{32}", "ID", kind)
        if path in seen or kinds[kind] >= PER_KIND or path.startswith("/api/"):
            continue
        seen.add(path)
        kinds[kind] += 1
        with client.get(path, headers=headers) as answer:
            if answer.mimetype != "text/html" or answer.status_code != 200:
                continue
            texts = Texts()
            texts.feed(answer.text)
        todo += texts.links
        yield path, texts


def test_no_chinese_on_an_english_page_is_without_its_language(world: World) -> None:
    looked, bad = 0, []
    for path, texts in pages(world, "mona", "en"):
        looked += 1
        bad += [(path, text) for text, lang in texts.found if HAN.search(text) and lang[:2] != "zh"]
    assert bad == []
    assert looked > 40


@pytest.mark.parametrize("language", ["zh-CN", "zh-TW"])
def test_names_of_another_language_say_so_on_chinese_pages(world: World, language: str) -> None:
    """A Traditional name on a Simplified page, an English one on both; whatever the project's language is."""
    own = {"zh-CN": "zh-Hans", "zh-TW": "zh-Hant"}[language]
    told = Counter[str]()
    for path, texts in pages(world, "mona", language):
        for text, lang in texts.found:
            if text == ENGLISH:
                assert lang == "en", path
                told["en"] += 1
            if text == NAME:
                assert lang == "zh-Hant", path
                told["zh"] += 1
            if text == "首页":
                assert lang == own
    assert min(told["en"], told["zh"]) > 3
