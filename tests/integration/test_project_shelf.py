"""A project's page shows its documents a page at a time, and what it costs does not grow with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.services.documents.shelf import PER_PAGE, Asked
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LOCK-26"
HERE = f"/projects/{CODE}"
NOTES = PER_PAGE + 7


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("shelf"))
    for who in ("mona", "gus"):
        made.account(who)
    made.project(CODE, "mona", name="Lock gates")
    made.member(CODE, "mona", "gus", ProjectRole.MEMBER, Level.INTERNAL)
    for number in range(NOTES):
        name = f"{CODE}_OTH_lock-diary-{number:03}_202601{1 + number % 28:02}_V1.0.txt"
        made.document(CODE, "mona", name, f"Note {number}")
    made.document(CODE, "mona", f"{CODE}_MTG_水門檢修會議_20260212_V0.1_draft.txt", "會議")
    secret = f"{CODE}_OTH_hidden-tide_20260301_V1.0.txt"
    made.document(CODE, "mona", secret, "Tides", level=Level.RESTRICTED)
    gone = made.document(CODE, "mona", f"{CODE}_OTH_misfiled_20260302_V1.0.txt", "Gone")
    made.services.documents.withdraw(made.as_("mona"), gone.id, "misfiled")
    yield made
    made.close()


def page(world: World, who: str, query: str = "", language: str = "en") -> str:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": language}
    answer = world.client().get(HERE + query, headers=headers)
    assert answer.status_code == 200
    return answer.text


def names(text: str) -> list[str]:
    """The documents of a page in their order."""
    table = text.partition('<table class="docs">')[2].partition("</table>")[0]
    lines = re.findall(r'<bdi class="nm"[^>]*>(.*?)</bdi>', table)
    return [re.sub(r"<[^>]+>", "", line) for line in lines]


def test_a_page_is_bounded_and_the_pages_hold_everything_once(world: World) -> None:
    first, second = page(world, "mona"), page(world, "mona", "?page=2")
    assert len(names(first)) == PER_PAGE
    both = names(first) + names(second)
    assert len(both) == len(set(both)) == NOTES + 2
    assert f'href="{HERE}?page=2#docs"' in first
    assert f'<span class="cnt away">{NOTES + 1}</span>' in first  # the class, not the page of it
    assert names(page(world, "mona", "?page=99")) == names(second)  # a kept address shows something


def test_what_was_asked_for_is_in_the_address_and_stays_on_the_next_page(world: World) -> None:
    text = page(world, "mona", "?q=lock-diary&sort=name&state=final&class=other&page=1")
    assert len(names(text)) == PER_PAGE
    [after] = set(re.findall(r'<a href="([^"]+)" rel="next"', text))
    left = page(world, "mona", after.replace("&amp;", "&").removeprefix(HERE).partition("#")[0])
    assert names(left) == [n for n in sorted(names(left)) if "lock-diary-" in n]
    assert len(names(left)) == NOTES - PER_PAGE
    for said in ('value="lock-diary"', 'value="name" selected', 'value="final" selected',
                 'value="other" selected'):  # fmt: skip
        assert said in left


def test_words_class_and_state_leave_what_they_say(world: World) -> None:
    assert names(page(world, "mona", "?class=minutes")) == [
        f"{CODE}_MTG_水門檢修會議_20260212_V0.1_draft.txt"
    ]
    assert len(names(page(world, "mona", "?state=draft"))) == 1
    assert len(names(page(world, "mona", "?q=水门"))) == 1  # the other script
    assert "misfiled" in names(page(world, "mona", "?state=withdrawn"))[0]
    assert names(page(world, "mona", "?q=misfiled")) == []
    counted = f'<span class="small">1 of {NOTES + 2} files</span>'
    assert counted in page(world, "mona", "?state=draft")
    # What was withdrawn is none of those that are there.
    assert '<span class="small">1 file</span>' in page(world, "mona", "?state=withdrawn")
    nothing = page(world, "mona", "?q=nothing-of-it")
    assert "No file matches" in nothing
    assert f'href="{HERE}#docs"' in nothing


def test_it_is_ordered_as_asked(world: World) -> None:
    dates = re.compile(r"_(\d{8})_")
    newest = [dates.findall(name)[0] for name in names(page(world, "mona", "?sort=-date"))]
    assert newest == sorted(newest, reverse=True)
    oldest = [dates.findall(name)[0] for name in names(page(world, "mona", "?sort=date"))]
    assert oldest == sorted(oldest)
    assert "hidden-tide" in names(page(world, "mona", "?sort=-filed_at"))[0]


def test_an_address_that_asks_for_what_is_not_offered_shows_the_page(world: World) -> None:
    plain = names(page(world, "mona"))
    for query in ("?sort=level", "?class=none", "?state=open", "?page=x", "?page=-1"):
        assert names(page(world, "mona", query)) == plain, query


def test_what_a_reader_may_not_see_is_in_no_count_and_no_choice(world: World) -> None:
    for query in ("", "?q=hidden", "?sort=-date", "?state=final", "?class=other"):
        text = page(world, "gus", query)
        assert "hidden-tide" not in text
    assert f"({NOTES})" in page(world, "gus")  # Other, without the hidden one
    assert f"({NOTES + 1})" in page(world, "mona")
    assert "No file matches" in page(world, "gus", "?q=hidden")


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh-TW", "所有類別"), ("zh-CN", "所有类别"), ("en", "Every class")],
)
def test_it_is_said_in_three_languages(world: World, language: str, said: str) -> None:
    assert said in page(world, "mona", language=language)


def queries(world: World, asked: Asked) -> int:
    """How many statements one page takes."""
    seen: list[Any] = []
    principal = world.as_("mona")
    engine = world.services.database._engine

    def note(*_: object) -> None:
        seen.append(1)

    event.listen(engine, "before_cursor_execute", note)
    try:
        world.services.shelf.show(principal, CODE, asked)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_a_page_of_many_takes_as_many_queries_as_one_of_a_single_document(world: World) -> None:
    assert queries(world, Asked()) == queries(world, Asked(words="水門"))
