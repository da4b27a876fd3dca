"""A review that is approved again in the same words is filed at the level of what was approved now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "WEIR-07"
REVIEW = f"/projects/{CODE}/review"
REPORT = """Closing report

What went well
- The eel ladder was open a week early.
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))
    for name in ("mara", "timo", "olga"):
        made.account(name)
    made.project(CODE, "mara", name="Weir works", language="en")
    made.member(CODE, "mara", "timo")
    made.member(CODE, "mara", "olga", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    yield made
    made.close()


def filed(world: World, level: Level) -> str:
    """The report at a level, and the review of it approved; the id of the report."""
    name = f"{CODE}_RPT_weir-report_20260201_V1.0.txt"
    report = world.document(CODE, "mara", name, REPORT, level=level).id
    world.drain()
    approved(world)
    return report


def approved(world: World) -> dict[str, Any]:
    """The review, built again and approved: the document it was filed as."""
    assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
    world.drain()
    answer = world.call("mara", "POST", f"{REVIEW}/approve", json={})
    assert answer.status_code == 200, answer.text
    world.drain()
    document: dict[str, Any] = world.call(
        "mara", "GET", f"/documents/{answer.get_json()['approved']['document']}"
    ).get_json()
    versions = world.call("mara", "GET", f"/documents/{document['id']}/versions").get_json()
    assert versions["total"] == 1  # the same bytes
    return document


def relabel(world: World, document: str, level: str) -> None:
    body = {"confidentiality": level}
    assert world.call("mara", "PATCH", f"/documents/{document}", json=body).status_code == 200
    world.drain()


def readers(world: World, document: str) -> set[str]:
    people = ("mara", "olga", "timo")
    return {p for p in people if world.call(p, "GET", f"/documents/{document}").status_code == 200}


def found_by(world: World, who: str) -> int:
    total = world.call(who, "GET", "/search?q=eel ladder&kind=review").get_json()["total"]
    assert isinstance(total, int)
    return total


def test_who_approves_a_second_time_is_told_so_on_the_page(world: World) -> None:
    filed(world, Level.INTERNAL)
    approved(world)
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}
    answer = world.client().post(f"{REVIEW}/approve", headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, REVIEW)
    client = world.client()
    client.post(f"{REVIEW}/approve", headers=headers)
    assert "This review was approved already." in client.get(REVIEW, headers=headers).text
    assert world.call("mara", "POST", f"{REVIEW}/approve", json={}).status_code == 409


def test_what_rests_on_a_paper_that_became_confidential_is_hidden_with_the_approval(
    world: World,
) -> None:
    report = filed(world, Level.INTERNAL)
    assert found_by(world, "timo") == 1
    relabel(world, report, "confidential")
    again = approved(world)
    assert again["confidentiality"] == "confidential"
    assert readers(world, again["id"]) == {"mara", "olga"}
    assert (found_by(world, "timo"), found_by(world, "olga")) == (0, 1)


def test_what_rests_on_a_paper_that_was_opened_is_opened_with_the_approval(world: World) -> None:
    report = filed(world, Level.CONFIDENTIAL)
    assert found_by(world, "timo") == 0
    relabel(world, report, "internal")
    again = approved(world)
    assert again["confidentiality"] == "internal"
    assert (readers(world, again["id"]), found_by(world, "timo")) == ({"mara", "olga", "timo"}, 1)
    relabel(world, report, "confidential")
    assert approved(world)["confidentiality"] == "confidential"
    relabel(world, report, "internal")
    assert approved(world)["confidentiality"] == "internal"


def test_a_level_that_a_person_gave_the_filed_review_does_not_come_down(world: World) -> None:
    report = filed(world, Level.CONFIDENTIAL)
    review = approved(world)["id"]
    relabel(world, review, "internal")
    relabel(world, review, "confidential")
    relabel(world, report, "internal")
    assert approved(world)["confidentiality"] == "confidential"


def test_a_level_that_a_person_took_down_goes_up_with_the_approval(world: World) -> None:
    filed(world, Level.CONFIDENTIAL)
    review = approved(world)["id"]
    relabel(world, review, "internal")
    assert approved(world)["confidentiality"] == "confidential"


def test_an_earlier_version_of_other_words_keeps_its_level_down(world: World) -> None:
    """All versions of a document are as confidential as the highest."""
    name = f"{CODE}_RET_weir-look-back_20260203_V1.0.txt"
    text = "Retrospective\n\nWhat went well\n- The fish counter held.\n"
    secret = world.document(CODE, "mara", name, text, level=Level.CONFIDENTIAL).id
    filed(world, Level.INTERNAL)
    reason = {"reason": "Filed by mistake."}
    done = world.call("mara", "POST", f"/documents/{secret}/withdraw", json=reason)
    assert done.status_code == 200
    world.drain()
    for _ in range(2):  # other words, then the same again
        assert world.call("mara", "POST", REVIEW, json={}).status_code == 202
        world.drain()
        answer = world.call("mara", "POST", f"{REVIEW}/approve", json={})
        assert answer.status_code == 200, answer.text
        review = answer.get_json()["approved"]["document"]
        level = world.call("mara", "GET", f"/documents/{review}").get_json()["confidentiality"]
        assert level == "confidential"
