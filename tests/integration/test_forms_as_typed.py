"""A form that is refused comes back as it was typed, open, with the reason beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "FERN-02"
PROJECT = f"/projects/{CODE}"
LONG = "x" * 700


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder: Path = tmp_path_factory.mktemp("forms")
    made = open_world(folder, clock=lambda: datetime(2026, 6, 1, 9, tzinfo=UTC))
    for name in ("mara", "vera", "timo"):
        made.account(name)
    made.account("rex", Role.RECORDS_MANAGER)
    made.project(CODE, "mara", name="Fern house", language="en")
    made.member(CODE, "mara", "vera", clearance=Level.RESTRICTED)
    made.member(CODE, "mara", "timo", ProjectRole.MANAGER)
    lease = f"{CODE}_CON_fern-lease_20260105_V1.0.txt"
    made.document(CODE, "mara", lease, "The lease of the house", level=Level.RESTRICTED)
    yield made
    made.close()


def page(world: World, path: str, form: Any = None, who: str = "mara") -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    if form is None:
        answer = client.get(path, headers=headers)
    else:
        answer = client.post(path, headers=headers, data=form, follow_redirects=True)
    return answer.status_code, html.unescape(answer.text)


def opened(shown: str) -> str:
    """The one part of the page that is unfolded: it has the reason and the form."""
    (found,) = re.findall(r"<details[^>]* open>.*?</details>", shown, re.DOTALL)
    assert 'role="alert"' in found
    assert "autofocus" in found
    return found


def test_a_new_clause(world: World) -> None:
    form = {"text": "Two posters a week", "kind": "payment", "promised": LONG, "owner": "vera"}
    status, shown = page(world, f"{PROJECT}/clauses", form)
    assert status == 422
    form_part = opened(shown)
    assert (
        "The value of “Promised” cannot be used: it cannot be longer than 500 characters" in shown
    )
    for kept in ('value="Two posters a week"', LONG, '"payment" selected', '"vera" selected'):
        assert kept in form_part
    assert "<details" in (first := page(world, f"{PROJECT}/clauses")[1])
    assert " open>" not in first


def test_a_new_row_of_the_closing_list(world: World) -> None:
    form = {"name": "Fern camera feed", "kind": "licence", "owner": "vera", "due": "next May"}
    status, shown = page(world, f"{PROJECT}/closing-list", form)
    assert status == 422
    form_part = opened(shown)
    for kept in ('value="Fern camera feed"', '"licence" selected', '"vera" selected'):
        assert kept in form_part


def test_a_new_paper(world: World) -> None:
    form = {"title": "The deed", "box": "B-9", "shelf": "S-1", "holder": LONG, "note": "wet"}
    status, shown = page(world, f"{PROJECT}/papers", form)
    assert status == 422
    form_part = opened(shown)
    for kept in ('value="The deed"', 'value="B-9"', 'value="S-1"', LONG, 'value="wet"'):
        assert kept in form_part


def test_a_paper_that_is_expected(world: World) -> None:
    shown = page(world, f"{PROJECT}/papers")[1]
    document = re.findall(r'name="document" value="(\w+)"', shown)[0]
    status, shown = page(
        world, f"{PROJECT}/papers", {"document": document, "box": "B-7", "note": LONG}
    )
    assert status == 422
    form_part = opened(shown)
    for kept in (f'value="{document}"', 'value="B-7"', LONG):
        assert kept in form_part


def test_the_place_of_a_paper(world: World) -> None:
    page(world, f"{PROJECT}/papers", {"title": "The map", "box": "B-1"})
    shown = page(world, f"{PROJECT}/papers")[1]
    path = re.findall(r'href="(/papers/\w+)"', shown)[-1]
    status, shown = page(world, path, {"box": "B-2", "shelf": LONG})
    assert status == 422
    for kept in ('value="B-2"', LONG):
        assert kept in shown


def test_what_was_chosen_in_the_access_review(world: World) -> None:
    form = {
        "member": ["mara", "vera", "timo"],
        "decision:mara": "remove",
        "decision:timo": "remove",
        "decision:vera": "reduce",
        "clearance:vera": "confidential",
    }
    status, shown = page(world, f"{PROJECT}/access-review", form)
    assert status == 422
    for name, value in form.items():
        if isinstance(value, str):
            chosen = re.findall(rf'<select class="pick" name="{name}".*?</select>', shown)[0]
            assert f'value="{value}" selected' in chosen
    kept = page(world, f"{PROJECT}/access-review", form | {"decision:mara": "anything"})[1]
    assert "anything" not in kept.split("<form", 2)[2]
    undecided = page(world, f"{PROJECT}/access-review")[1]
    assert 'value="remove" selected' not in undecided


def test_rules_that_are_too_long_stay_in_the_box(world: World) -> None:
    text = "# a note\n" * 30_000
    status, shown = page(world, "/rules/change", {"act": "try", "text": text}, "rex")
    assert status == 422
    assert shown.count("# a note") == 30_000


def test_the_way_into_force_stands_with_the_outcome(world: World) -> None:
    shown = page(world, "/rules/change", who="rex")[1]
    text = re.findall(r'<textarea[^>]*id="text"[^>]*>\n(.*?)</textarea>', shown, re.DOTALL)[0]
    asked = {"act": "try", "text": text.replace("\n", "\r\n")}
    shown = page(world, "/rules/change", asked, "rex")[1]
    world.drain()
    if 'id="outcome"' not in shown:  # the trial ran in the background
        address = re.findall(r'hx-get="(/rules/change/\w+)/progress"', shown)[0]
        shown = page(world, address, who="rex")[1]
    outcome = shown.split('id="outcome"')[1].split("</section>")[0]
    assert 'form="rule-file" name="act" value="activate"' in outcome
    assert shown.count('value="activate"') == 1
    assert '<form class="card" id="rule-file"' in shown


def test_a_released_lesson_is_not_released_again(world: World) -> None:
    said = {"project": CODE, "title": "Water at dawn", "kind": "how-to", "advice": "Do it early."}
    lesson = world.call("mara", "POST", "/lessons", json=said).get_json()["id"]
    where = f"/knowledge/{lesson}"
    assert "Release this lesson" in page(world, where)[1]
    shown = page(world, f"{where}/release", {"level": "internal"})[1]
    assert "Released to everybody" in shown
    assert "Release this lesson" not in shown
    assert "Change who may read it" in shown
    shown = page(world, f"{where}/release", {"level": "public"})[1]
    assert "Who may read this lesson is changed." in shown


@pytest.mark.parametrize(
    ("path", "form", "called"),
    [
        ("clauses", {"text": " "}, "Clause"),
        ("closing-list", {"name": " "}, "Item"),
        ("papers", {"title": LONG}, "Paper"),
    ],
)
def test_a_field_is_called_as_its_page_calls_it(
    world: World, path: str, form: dict[str, str], called: str
) -> None:
    status, shown = page(world, f"{PROJECT}/{path}", form)
    assert status == 422
    assert f"“{called}”" in opened(shown)
