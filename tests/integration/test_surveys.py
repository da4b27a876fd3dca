"""A client is asked by link, once; the result is filed and stands in the review; members alone see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "LARK-05"
PATH = f"/projects/{CODE}/surveys"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, clock=lambda: datetime(2026, 4, 2, 9, tzinfo=UTC))
    for name in ("mara", "timo", "fin", "outsider"):
        made.account(name)
    made.project(CODE, "mara", name="雲雀音樂週", language="zh-Hant", client="市府文化處")
    made.member(CODE, "mara", "timo", ProjectRole.MEMBER, Level.CONFIDENTIAL)
    yield made
    made.close()


def survey_of(world: World, **said: Any) -> str:
    answer = world.call("mara", "POST", PATH, json=said)
    assert answer.status_code == 201, answer.get_json()
    return str(answer.get_json()["id"])


def links_of(world: World, survey: str, *addresses: str) -> list[str]:
    answer = world.call(
        "mara", "POST", f"/surveys/{survey}/invitations", json={"addresses": addresses}
    )
    assert answer.status_code == 201, answer.get_json()
    return [link["path"] for link in answer.get_json()["links"]]


def reply(world: World, link: str, **given: str) -> Any:
    """As a browser without any account: the form's own token, and what was typed."""
    client = world.client()
    page = client.get(link)
    if page.status_code != 200:
        return page
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    fields = {f"q-{key}": value for key, value in given.items()}
    return client.post(link, data={"csrf_token": token[1], **fields})


def first(world: World, who: str = "mara") -> dict[str, Any]:
    found: dict[str, Any] = world.call(who, "GET", PATH).get_json()["items"][0]
    return found


def test_a_link_is_answered_once_and_shows_nothing_but_the_questions(world: World) -> None:
    link, other = links_of(world, survey_of(world), "陳處長", "guo@example.org")
    page = world.client().get(link)
    assert "整體滿意度" in page.text
    assert "陳處長" not in page.text
    nothing = reply(world, link)
    assert (nothing.status_code, "answers" in nothing.text) == (422, False)
    assert reply(world, link, overall="5", well="場地動線清楚").status_code == 200
    used, unknown = world.client().get(link), world.client().get("/s/" + "x" * 43)
    assert (used.status_code, unknown.status_code) == (404, 404)
    assert ("這個問卷連結不能再用" in used.text, "/sign-in" in used.text) == (True, False)
    assert reply(world, other, overall="4").status_code == 200
    shown = first(world)
    assert [i["state"] for i in shown["invitations"]] == ["answered", "answered"]
    overall = shown["questions"][0]
    assert (overall["mean"], overall["count"], overall["spread"]) == ("4.50", 2, [0, 0, 0, 1, 1])


def test_a_used_and_an_unknown_link_are_one_answer(world: World) -> None:
    link, revoked = links_of(world, survey_of(world), "甲", "乙")
    reply(world, link, overall="3")
    second = next(i["id"] for i in first(world)["invitations"] if i["address"] == "乙")
    survey = first(world)["id"]
    assert (
        world.call("mara", "DELETE", f"/surveys/{survey}/invitations/{second}").status_code == 204
    )
    strip = re.compile(r'[\w.-]{60,}|value="[^"]*"')
    pages = [
        strip.sub("", world.client().get(p).text) for p in (link, revoked, "/s/none?lang=zh-Hant")
    ]
    assert pages[0] == pages[1] == pages[2]


@pytest.mark.parametrize(
    "given", [{}, {"overall": "6"}, {"overall": "0"}, {"overall": "²"}, {"well": "x" * 2001}]
)
def test_what_cannot_be_an_answer_is_refused_and_the_link_still_works(
    world: World, given: dict[str, str]
) -> None:
    (link,) = links_of(world, survey_of(world), "甲")
    assert reply(world, link, **given).status_code == 422
    assert reply(world, link, overall="5").status_code == 200


def test_the_result_is_filed_and_the_review_has_its_mean_and_words(world: World) -> None:
    survey = survey_of(world)
    said = [
        ("陳處長", "5", "志工很熱心，觀眾都誇獎"),
        ("郭科長", "4", "開演前的指引太少"),
        ("林專員", "4", ""),
    ]
    for (_, score, words), link in zip(
        said, links_of(world, survey, *[w for w, _, _ in said]), strict=True
    ):
        reply(world, link, overall=score, well=words)
    assert world.call("mara", "POST", f"/surveys/{survey}/close", json={}).status_code == 200
    world.drain()
    filed = world.call("mara", "GET", f"/documents/{first(world)['document']}").get_json()
    assert (filed["class"], filed["name"][:12]) == ("survey", f"{CODE}_SRV_")
    world.call("mara", "POST", f"/projects/{CODE}/review", json={})
    world.drain()
    found = world.call("mara", "GET", f"/projects/{CODE}/review").get_json()["satisfaction"]
    assert (found["mean"], found["scale"], found["responses"]) == ("4.33", 5, 3)
    assert any("志工很熱心" in quote["text"] for quote in found["quotes"])


def test_members_see_results_managers_make_surveys_and_others_neither(world: World) -> None:
    survey = survey_of(world)
    (link,) = links_of(world, survey, "甲")
    reply(world, link, overall="5")
    assert first(world, "timo")["answers"] == 1
    assert world.call("timo", "POST", PATH, json={}).status_code == 403
    assert world.call("outsider", "GET", PATH).status_code == 403
    assert world.call("outsider", "POST", f"/surveys/{survey}/close", json={}).status_code == 404
    assert world.call("mara", "POST", "/surveys/none/close", json={}).status_code == 404


def test_nothing_is_filed_of_a_survey_nobody_answered_nor_asked_twice(world: World) -> None:
    survey = survey_of(world)
    assert world.call("mara", "POST", f"/surveys/{survey}/close", json={}).status_code == 409
    (link,) = links_of(world, survey, "Gu@Example.org")
    again = world.call(
        "mara", "POST", f"/surveys/{survey}/invitations", json={"addresses": ["gu@example.org"]}
    )
    assert again.status_code == 422
    reply(world, link, overall="5")
    assert world.call("mara", "POST", f"/surveys/{survey}/close", json={}).status_code == 200
    late = world.call("mara", "POST", f"/surveys/{survey}/invitations", json={"addresses": ["乙"]})
    assert late.status_code == 409


def test_after_its_last_day_a_link_is_over(world: World) -> None:
    past = world.call("mara", "POST", PATH, json={"closes_on": "2026-04-01"})
    assert past.status_code == 422
    (link,) = links_of(world, survey_of(world, closes_on="2026-04-02"), "甲")
    world.services.survey_answers._clock = lambda: datetime(2026, 4, 3, 0, 1, tzinfo=UTC)
    assert reply(world, link, overall="5").status_code == 404


def test_addresses_stand_side_by_side_and_what_is_none_is_said(world: World) -> None:
    survey = survey_of(world)
    headers = {"Authorization": f"Bearer {world.secrets['mara']}", "Accept-Language": "en"}

    def sent(text: str) -> Any:
        path = f"{PATH}/{survey}/invitations"
        return world.client().post(path, data={"addresses": text}, headers=headers)

    page = sent("gu@example.org, the chairman")  # a name is handed its link, and gets no letter
    assert (page.status_code, len(re.findall(r"/s/[\w-]{20,}", page.text)) > 1) == (200, True)
    asked = {i["address"] for i in first(world)["invitations"]}
    assert asked == {"gu@example.org", "the chairman"}
    for text, says in (("gu@example", "No mail address"), ("GU@example.org", "Already invited")):
        page = sent(text)
        assert (page.status_code, says in page.text, f">{text}<" in page.text) == (422, True, True)
    wrong = {"addresses": ["li@example.org, chen@example.org"]}
    assert (
        world.call("mara", "POST", f"/surveys/{survey}/invitations", json=wrong).status_code == 422
    )


def test_a_question_in_another_language_than_the_page_says_which(world: World) -> None:
    asked = [{"key": "all", "kind": "score", "text": "How was it all in all?", "scale": 10}]
    (link,) = links_of(world, survey_of(world, title="How was it?", questions=asked), "甲")
    shown = world.client().get(link).text
    assert '<h1 lang="en">How was it?</h1>' in shown
    assert '<legend lang="en">How was it all in all?</legend>' in shown
