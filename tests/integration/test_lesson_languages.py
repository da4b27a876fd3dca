"""Lessons in the reader's language come first in the knowledge list, and can be asked for alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from archive.domain.access import Role
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
WRITTEN = (
    ("PIER-01", "zh-Hans", "先问码头的电量"),
    ("PIER-02", "zh-Hant", "先問碼頭的電量"),
    ("PIER-03", "en", "Ask the pier for power first"),
    ("PIER-01", "zh-Hans", "雨天的路线要先走一遍"),
    ("PIER-03", "en", "Walk the rain route once"),
)
"""In the order in which they were written, a day apart."""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    today = datetime(2026, 3, 2, 9, tzinfo=UTC)
    days = [today]
    made = open_world(tmp_path_factory.mktemp("languages"), clock=lambda: days[0])
    made.account("nora")
    made.account("newcomer", Role.READER)
    for code, language in {code: language for code, language, _ in WRITTEN}.items():
        made.project(code, "nora", name=f"Pier {code}", language=language)
    made.project("PIER-09", "nora", name="Quiet pier", language="zh-Hant", restricted=True)
    hidden = ("PIER-09", "zh-Hant", "不公開的一則")
    for day, (code, _, title) in enumerate((*WRITTEN, hidden)):
        days[0] = today + timedelta(days=day)
        body = {"project": code, "title": title, "advice": "…"}
        lesson = made.call("nora", "POST", "/lessons", json=body).get_json()
        made.call("nora", "POST", f"/lessons/{lesson['id']}/approve", json={})
    yield made
    made.close()


def found(world: World, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = world.call("newcomer", "GET", f"/lessons?{query}").get_json()
    return answer


def titles(world: World, query: str) -> list[str]:
    return [item["title"] for item in found(world, query)["items"]]


def shown(world: World, language: str, query: str = "") -> str:
    headers = {"Authorization": f"Bearer {world.secrets['newcomer']}", "Accept-Language": language}
    return world.client().get(f"/knowledge?{query}", headers=headers).text


def listed(page: str) -> list[str]:
    return re.findall(r'<h2><a [^>]*lang="[^"]*">([^<]+)</a>', page)


SIMPLIFIED, TRADITIONAL, ENGLISH = (
    [title for _, known, title in reversed(WRITTEN) if known == language]
    for language in ("zh-Hans", "zh-Hant", "en")
)
NEWEST = [title for *_, title in reversed(WRITTEN)]


@pytest.mark.parametrize(
    ("first", "order"),
    [
        ("zh-Hans", [*SIMPLIFIED, *TRADITIONAL, *ENGLISH]),
        ("zh-Hant", [*TRADITIONAL, *SIMPLIFIED, *ENGLISH]),
        ("en", [*ENGLISH, *[one for one in NEWEST if one not in ENGLISH]]),
    ],
)
def test_a_language_comes_first_then_the_newest_on_every_page(
    world: World, first: str, order: list[str]
) -> None:
    assert titles(world, f"first={first}") == order
    pages = [titles(world, f"first={first}&per_page=2&page={page}") for page in (1, 2, 3)]
    assert [title for page in pages for title in page] == order
    assert listed(shown(world, first)) == order


def test_who_wants_the_newest_first_gets_them(world: World) -> None:
    assert titles(world, "") == NEWEST
    assert listed(shown(world, "zh-CN", "sort=newest")) == NEWEST


def test_the_order_is_told_and_kept_while_searching(world: World) -> None:
    for language, told in (
        ("zh-CN", "简体中文在前"),
        ("zh-TW", "繁體中文在前"),
        ("en", "English first"),
    ):
        assert f'<option value="language" selected>{told}</option>' in shown(world, language)
    newest = shown(world, "en", "sort=newest")
    assert '<option value="newest" selected>Newest first</option>' in newest
    for alone in ("language=en", "q=rain"):  # nothing to choose between, and nothing forgotten
        page = shown(world, "en", f"{alone}&sort=newest")
        assert '<select class="pick" id="ks"' not in page
        assert '<input type="hidden" name="sort" value="newest">' in page


def test_lessons_of_a_language_are_counted_and_asked_for(world: World) -> None:
    counted = {one["value"]: one["count"] for one in found(world, "")["facets"]["language"]}
    assert counted == {"zh-Hans": 2, "zh-Hant": 1, "en": 2}  # without the one that is hidden
    for language, number in counted.items():
        asked = found(world, f"language={language}")
        assert (asked["total"], {one["language"] for one in asked["items"]}) == (number, {language})
    page = shown(world, "zh-CN", "language=en")
    assert listed(page) == ENGLISH
    assert "繁体中文" in page  # the other languages stay to be chosen, with their counts


def test_a_language_nobody_writes_is_refused(world: World) -> None:
    assert world.call("newcomer", "GET", "/lessons?language=fr").status_code == 422
    assert world.call("newcomer", "GET", "/lessons?first=fr").status_code == 422
