"""What one project learned reaches the next: proposed with evidence, released by a manager, never wider."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from archive.domain.access import ProjectRole, Role
from archive.domain.documents import Level
from archive.services.lessons.lesson_upkeep import LessonUpkeep
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE, CLOSED = "QUAY-03", "QUAY-04"
REPORT = """Final report of the Lantern Board season

What went well
- Lantern Board staff trained the volunteers two weeks early.

What did not go well
- The boat permit of Lantern Board came four days after the opening.
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("lessons"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    for name in ("nora", "piet", "zoe"):
        made.account(name)
    made.account("newcomer", Role.READER)
    made.project(CODE, "nora", name="Quay lights", language="en", client="Lantern Board")
    made.project(CLOSED, "nora", name="Quiet quay", restricted=True)
    made.member(CODE, "nora", "piet", clearance=Level.CONFIDENTIAL)
    made.member(CODE, "nora", "zoe")
    made.document(
        CODE, "nora", f"{CODE}_RPT_quay-lights-season_20260201_V1.0.txt", REPORT,
        level=Level.CONFIDENTIAL,
    )  # fmt: skip
    made.drain()
    review = f"/projects/{CODE}/review"
    assert made.call("nora", "POST", review, json={}).status_code == 202
    made.drain()
    assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    yield made
    made.close()


def found(world: World, who: str, query: str = "") -> dict[str, Any]:
    answer = world.call(who, "GET", f"/lessons{query}")
    assert answer.status_code == 200
    listed: dict[str, Any] = answer.get_json()
    return listed


def titled(world: World, who: str, words: str) -> dict[str, Any]:
    lesson: dict[str, Any] = next(i for i in found(world, who)["items"] if words in i["title"])
    return lesson


def test_an_approved_review_proposes_its_lessons_once_with_their_evidence(world: World) -> None:
    permit = titled(world, "nora", "boat permit")
    assert (permit["kind"], permit["state"]) == ("failure", "proposed")
    assert permit["confidentiality"] == "confidential"
    assert permit["evidence"][0]["quote"].startswith("The boat permit")
    before = found(world, "nora")["total"]
    review = f"/projects/{CODE}/review"
    world.call("nora", "POST", review, json={})
    world.drain()
    assert world.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    assert found(world, "nora")["total"] == before


def test_a_proposed_lesson_is_the_business_of_its_project_as_far_as_each_member_is_cleared(
    world: World,
) -> None:
    permit = titled(world, "nora", "boat permit")
    for who, status in (("piet", 200), ("zoe", 404), ("newcomer", 404)):
        assert world.call(who, "GET", f"/lessons/{permit['id']}").status_code == status
    counts = found(world, "zoe")
    assert (counts["total"], counts["facets"]["kind"]) == (0, [])


def test_a_lesson_without_advice_is_not_released(world: World) -> None:
    permit = titled(world, "nora", "boat permit")
    assert (
        world.call("nora", "POST", f"/lessons/{permit['id']}/approve", json={}).status_code == 422
    )
    assert (
        world.call("piet", "POST", f"/lessons/{permit['id']}/approve", json={}).status_code == 403
    )


def test_below_its_sources_a_lesson_is_released_only_masked_and_its_evidence_stays_closed(
    world: World,
) -> None:
    where = f"/lessons/{titled(world, 'nora', 'boat permit')['id']}"
    advice = {"advice": "Ask for the permit before Lantern Board signs.", "theme": "schedule"}
    assert world.call("piet", "PATCH", where, json=advice).status_code == 200
    wider = {"level": "internal"}
    assert world.call("nora", "POST", f"{where}/approve", json=wider).status_code == 422
    released = world.call("nora", "POST", f"{where}/approve", json={**wider, "masked": True})
    assert released.status_code == 200
    read = world.call("newcomer", "GET", where).get_json()
    assert (read["project"], read["client"], read["evidence"]) == (None, None, [])
    assert read["advice"] == "Ask for the permit before a client signs."
    assert "Lantern" not in str(read)
    assert CODE not in str(read)
    assert world.call("piet", "GET", where).get_json()["evidence"] != []
    assert world.call("zoe", "GET", where).get_json()["evidence"] == []
    assert world.call("piet", "PATCH", where, json={"advice": "x"}).status_code == 403
    assert found(world, "newcomer", "?client=Lantern%20Board")["total"] == 0


def test_counts_are_of_what_the_reader_sees(world: World) -> None:
    for who in ("newcomer", "piet"):
        listed = found(world, who)
        assert sum(value["count"] for value in listed["facets"]["kind"]) == listed["total"]
        for value in listed["facets"]["kind"]:
            assert found(world, who, f"?kind={value['value']}")["total"] == value["count"]


def test_a_lesson_of_a_restricted_project_stays_inside_and_moves_with_the_project(
    world: World,
) -> None:
    body = {"project": CLOSED, "title": "Keep it quiet", "advice": "Say nothing."}
    made = world.call("nora", "POST", "/lessons", json=body).get_json()
    where = f"/lessons/{made['id']}"
    assert world.call("nora", "POST", f"{where}/approve", json={}).status_code == 200
    assert world.call("newcomer", "GET", where).status_code == 404
    assert world.call("newcomer", "POST", "/lessons", json=body).status_code == 404
    world.call("nora", "PATCH", f"/projects/{CLOSED}", json={"restricted": False})
    assert world.call("newcomer", "GET", where).status_code == 200
    world.call("nora", "PATCH", f"/projects/{CLOSED}", json={"restricted": True})
    assert world.call("newcomer", "GET", where).status_code == 404
    assert world.call("nora", "POST", f"{where}/retire", json={}).get_json()["state"] == "retired"


def test_a_stale_save_is_refused(world: World) -> None:
    body = {"project": CODE, "title": "Two pens", "kind": "how-to"}
    made = world.call("piet", "POST", "/lessons", json=body).get_json()
    where = f"/lessons/{made['id']}"
    change = {"advice": "Take turns.", "revision": made["revision"]}
    assert world.call("piet", "PATCH", where, json=change).status_code == 200
    assert world.call("nora", "PATCH", where, json=change).status_code == 409
    assert world.call("nora", "PATCH", where, json={"theme": "weather"}).status_code == 422


def page(world: World, who: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
    client = world.client()
    if form is None:
        answer = client.get(path, headers=headers)
    else:
        answer = client.post(path, headers=headers, data=form, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_lesson_is_written_released_and_found_on_its_pages(world: World) -> None:
    assert CODE in page(world, "piet", "/knowledge/new")[1]
    form = {"project": CODE, "title": "Spare lamps", "kind": "how-to", "advice": "Carry six.",
            "theme": "onsite", "channel": "event"}  # fmt: skip
    page(world, "piet", "/knowledge", form)
    made = titled(world, "piet", "Spare lamps")
    where = f"/knowledge/{made['id']}"
    assert "Spare lamps" not in page(world, "newcomer", "/knowledge")[1]
    assert page(world, "newcomer", where)[0] == 404
    assert page(world, "newcomer", f"{where}/edit")[0] == 404
    assert page(world, "nora", f"{where}/release", {"level": "internal"})[0] in (200, 404)
    status, shown = page(world, "newcomer", "/knowledge?theme=onsite&channel=event")
    assert (status, "Carry six." in shown) == (200, True)
    status, shown = page(world, "newcomer", where)
    assert (status, "Next time" in shown, "Released by Nora" in shown) == (200, True, True)
    assert f"{where}/edit" not in shown
    saved = {**form, "title": "Spare lamps", "advice": "Carry eight.", "revision": "2"}
    page(world, "nora", where, saved)
    assert "Carry eight." in page(world, "newcomer", where)[1]
    page(world, "nora", f"{where}/retire", {})
    assert page(world, "newcomer", where)[0] == 404
    page(world, "nora", f"{where}/retire", {"back": "1"})
    assert titled(world, "nora", "Spare lamps")["state"] == "proposed"


def test_proposed_ones_stand_apart_and_are_decided_one_after_the_other(world: World) -> None:
    rope = {"project": CODE, "title": "Loose rope", "kind": "failure", "happened": "It slipped."}
    keys = {"project": CODE, "title": "Two keys", "kind": "how-to", "advice": "Carry both."}
    asks, ready = (
        f"/knowledge/{world.call('piet', 'POST', '/lessons', json=body).get_json()['id']}"
        for body in (rope, keys)
    )
    assert "Loose rope" not in page(world, "nora", "/knowledge")[1]
    assert "Loose rope" in page(world, "nora", f"/knowledge?project={CODE}")[1]
    waiting = page(world, "nora", "/knowledge?state=proposed")[1]
    assert f'formaction="{ready}/retire"' in waiting
    assert f'"{asks}/edit#advice"' in waiting  # nothing is released before it says what to do
    assert f'formaction="{ready}/retire"' not in page(world, "piet", "/knowledge?state=proposed")[1]
    shown = page(world, "nora", f"{ready}/release", {"level": "internal", "then": "next"})[1]
    assert ("Loose rope" in shown, "Two keys" in shown) == (True, False)
    assert "Two keys" in page(world, "newcomer", "/knowledge")[1]


def test_a_lesson_is_written_to_its_end_and_released_in_one_go(world: World) -> None:
    body = {"project": CODE, "title": "Wet maps", "kind": "failure", "happened": "They ran."}
    made = world.call("piet", "POST", "/lessons", json=body).get_json()
    form = {"title": "Wet maps", "kind": "failure", "happened": "They ran.", "advice": "Laminate.",
            "revision": str(made["revision"]), "then": "release"}  # fmt: skip
    assert page(world, "piet", f"/knowledge/{made['id']}", form)[0] == 403
    fresh = world.call("nora", "GET", f"/lessons/{made['id']}").get_json()
    form["revision"] = str(fresh["revision"])
    page(world, "nora", f"/knowledge/{made['id']}", form)
    assert "Laminate." in page(world, "newcomer", f"/knowledge/{made['id']}")[1]


def approved(world: World, code: str, manager: str, **said: object) -> dict[str, Any]:
    """A lesson that is written and released."""
    body = {"project": code, "title": "A title", "advice": "Do it.", **said}
    made = world.call(manager, "POST", "/lessons", json=body)
    assert made.status_code == 201, made.text
    where = f"/lessons/{made.get_json()['id']}/approve"
    lesson: dict[str, Any] = world.call(manager, "POST", where, json={}).get_json()
    return lesson


@pytest.fixture(scope="module")
def report(world: World) -> str:
    listed = world.call("nora", "GET", f"/documents?project={CODE}&class=final_report").get_json()
    return str(listed["items"][0]["id"])


def test_evidence_written_by_hand_is_the_exact_words_of_a_document_of_the_project(
    world: World, report: str
) -> None:
    body = {"project": CODE, "title": "Train early", "advice": "Two weeks.",
            "evidence": [{"document": report, "quote": "trained the volunteers two weeks early"}]}  # fmt: skip
    made = world.call("piet", "POST", "/lessons", json=body).get_json()
    assert made["confidentiality"] == "confidential"  # that of the report
    assert made["evidence"][0]["quote"] == "trained the volunteers two weeks early"
    assert world.call("zoe", "GET", f"/lessons/{made['id']}").status_code == 404
    wrong = [{"document": report, "quote": "trained the volunteers a year early"}]
    where = f"/lessons/{made['id']}"
    assert world.call("piet", "PATCH", where, json={"evidence": wrong}).status_code == 422
    # zoe, who is not cleared for the report, cannot quote it: as if it were not there
    hidden, absent = (
        world.call(
            "zoe", "POST", "/lessons", json=body | {"evidence": [{"document": d, "quote": "x"}]}
        )
        for d in (report, "0" * 32)
    )
    assert (hidden.status_code, hidden.data) == (422, absent.data)
    other = world.document(
        CLOSED, "nora", f"{CLOSED}_OTH_tide-diary_20260105_V1.0.txt", "A quiet note"
    )
    elsewhere = [{"document": other.id, "quote": "quiet note"}]
    assert world.call("nora", "PATCH", where, json={"evidence": elsewhere}).status_code == 422
    assert world.call("nora", "PATCH", where, json={"evidence": []}).get_json()["evidence"] == []


def test_evidence_that_the_editor_does_not_see_stays(world: World, report: str) -> None:
    body = {"project": CODE, "title": "Two sources", "advice": "Read both.",
            "evidence": [{"document": report, "quote": "The boat permit"}]}  # fmt: skip
    made = world.call("nora", "POST", "/lessons", json=body).get_json()
    where = f"/lessons/{made['id']}"
    world.call("nora", "POST", f"{where}/approve", json={"level": "internal", "masked": True})
    world.member(CODE, "nora", "zoe", ProjectRole.MANAGER)
    assert world.call("zoe", "PATCH", where, json={"evidence": []}).status_code == 200
    assert len(world.call("nora", "GET", where).get_json()["evidence"]) == 1
    world.member(CODE, "nora", "zoe")


def test_an_approved_lesson_is_checked_for_a_year_and_its_managers_are_asked_in_time(
    world: World,
) -> None:
    lesson = approved(world, CODE, "nora", title="Check the tide table")
    assert lesson["verified_until"] == "2027-03-02"
    where = f"/lessons/{lesson['id']}/check"
    assert world.call("piet", "POST", where, json={}).status_code == 403
    assert world.call("nora", "POST", where, json={"until": "2026-03-02"}).status_code == 422
    sooner = world.call("nora", "POST", where, json={"until": "2026-03-20"}).get_json()
    assert sooner["verified_until"] == "2026-03-20"
    upkeep = LessonUpkeep(world.services.database, world.services.notices)
    for _ in range(2):  # told once
        upkeep.nudge(datetime(2026, 3, 2, 9, tzinfo=UTC))
    told = {
        who: [
            n for n in world.services.notices.list(world.as_(who)).items if n.kind == "lesson_check"
        ]
        for who in ("nora", "piet")
    }
    assert [n.link for n in told["nora"]] == [f"/knowledge/{lesson['id']}"]
    assert told["piet"] == []
    upkeep.nudge(datetime(2026, 1, 2, 9, tzinfo=UTC))  # too early for any other


def test_lessons_of_one_cause_count_the_projects_their_reader_sees(world: World) -> None:
    said = {"theme": "schedule", "happened": "The permit for the fireworks came late."}
    ours = approved(world, CODE, "nora", title="Permits come late", **said)
    quiet = approved(world, CLOSED, "nora", title="Late permit again", **said)
    where = f"/lessons/{ours['id']}"
    assert world.call("piet", "POST", f"{where}/join", json={"lesson": None}).status_code == 403
    nearby = world.services.lessons.nearby(world.as_("nora"), ours["id"])
    assert [one.lesson.id for one in nearby] == [quiet["id"]]
    joined = world.call("nora", "POST", f"{where}/join", json={"lesson": quiet["id"]}).get_json()
    assert joined["seen"] == 2
    assert (
        world.call("newcomer", "GET", where).get_json()["seen"] == 1
    )  # the other is in a closed project
    alike = {
        who: {one["id"] for one in world.call(who, "GET", f"{where}/alike").get_json()["items"]}
        for who in ("nora", "newcomer")
    }
    assert alike == {"nora": {ours["id"], quiet["id"]}, "newcomer": {ours["id"]}}
    assert "Seen in 2 projects" in page(world, "nora", f"/knowledge/{ours['id']}")[1]
    assert "Seen in" not in page(world, "newcomer", f"/knowledge/{ours['id']}")[1]
    apart = world.call("nora", "POST", f"{where}/join", json={"lesson": None}).get_json()
    assert apart["seen"] == 1


def test_lessons_are_browsed_by_industry_and_by_the_size_of_the_budget(world: World) -> None:
    world.project("QUAY-05", "nora", name="Small quay", industry="tourism",
                  budget=Decimal(200_000), currency="TWD")  # fmt: skip
    made = approved(world, "QUAY-05", "nora", title="Small and quick")
    assert (made["industry"], made["band"]) == ("tourism", "small")
    listed = found(world, "newcomer", "?industry=tourism&band=small")
    assert [item["id"] for item in listed["items"]] == [made["id"]]
    assert {"value": "tourism", "count": 1} in listed["facets"]["industry"]
    shown = page(world, "newcomer", "/knowledge?band=small")[1]
    assert ("Small and quick" in shown, "tourism" in shown) == (True, True)
    assert world.call("nora", "GET", "/lessons?band=huge").status_code == 422


def test_a_template_is_handed_out_under_the_name_of_a_new_draft(world: World) -> None:
    form = world.document(
        CODE, "nora", f"{CODE}_TPL_run-sheet_20260105_V1.0.txt", "Time / Who / What"
    )
    world.drain()
    lesson = approved(
        world, CODE, "nora", title="Copy this run sheet", kind="template",
        evidence=[{"document": form.id, "quote": "Time / Who / What"}], **{"class": "schedule"},
    )  # fmt: skip
    where = f"/projects/{CODE}/start/{form.id}?class=schedule&title=opening night"
    answer = world.call("piet", "GET", where)
    assert answer.data == b"Time / Who / What"
    name = f"{CODE}_SCH_opening-night_20260302_V0.1.txt"
    assert name in answer.headers["Content-Disposition"]
    patch = {"title": "Run sheet of Quay lights"}
    assert world.call("nora", "PATCH", f"/documents/{form.id}", json=patch).status_code == 200
    untitled = world.call("nora", "GET", f"/projects/{CLOSED}/start/{form.id}?class=schedule")
    assert "_Run-sheet-of-Quiet-quay_" in untitled.headers["Content-Disposition"]
    assert world.call("newcomer", "GET", where).status_code == 403  # reads it, files nothing there
    assert world.call("newcomer", "GET", f"/projects/{CLOSED}/start/{form.id}").status_code == 404
    shown = page(world, "piet", f"/knowledge/{lesson['id']}")[1]
    assert f"/knowledge/start/{form.id}" in shown
    path = f"/knowledge/start/{form.id}?project={CODE}&class=schedule&title=opening+night"
    headers = {"Authorization": f"Bearer {world.secrets['piet']}"}
    assert (
        name
        in world.client().get(path, headers=headers, buffered=True).headers["Content-Disposition"]
    )


def test_evidence_and_checks_are_written_on_the_pages(world: World, report: str) -> None:
    made = approved(world, CODE, "nora", title="Said on a page")
    where = f"/knowledge/{made['id']}"
    page(world, "nora", f"{where}/release", {"level": "confidential"})
    sent = {"document": report, "quote": "four days after the opening"}
    page(world, "nora", f"{where}/evidence", sent)
    assert "four days after the opening" in page(world, "nora", f"{where}/edit")[1]
    page(world, "nora", f"{where}/evidence", {"remove": "0"})
    assert "four days after the opening" not in page(world, "nora", f"{where}/edit")[1]
    page(world, "nora", f"{where}/check", {"until": "2026-05-01"})
    assert "2026-05-01" in page(world, "nora", where)[1]
    page(world, "nora", f"{where}/join", {"lesson": ""})


def test_a_refusal_stands_above_the_form_and_what_was_typed_stays_in_it(
    world: World, report: str
) -> None:
    body = {"project": CODE, "title": "Torn nets", "kind": "failure", "happened": "They tore."}
    made = world.call("nora", "POST", "/lessons", json=body).get_json()
    where, whole = f"/knowledge/{made['id']}", "Because nobody mended them in winter."
    form = {**body, "cause": whole, "revision": str(made["revision"])}
    quote = {"document": report, "quote": "words of no document"}
    for path, sent, told in (
        ("/knowledge", {**form, "title": ""}, whole),
        (where, {**form, "title": ""}, whole),
        (f"{where}/evidence", quote, ">words of no document<"),
        (where, {**form, "then": "release"}, whole),  # it is kept, and asks for its advice
    ):
        status, shown = page(world, "nora", path, sent)
        assert (status, 'role="alert"' in shown, told in shown) == (422, True, True), sent
    fresh = world.call("nora", "GET", f"/lessons/{made['id']}").get_json()
    assert (fresh["cause"], fresh["state"]) == (whole, "proposed")
    assert f'name="revision" value="{fresh["revision"]}"' in shown
    assert "“Next time” cannot" in shown  # a field is called as the page calls it
    ready = approved(world, CODE, "nora", title="Dry nets")
    status, shown = page(world, "nora", f"/knowledge/{ready['id']}/check", {"until": "2026-03-02"})
    assert (status, "it must be after 2026-03-02" in shown) == (422, True)
    page(world, "nora", f"/knowledge/{ready['id']}/release", {"level": "public", "masked": "1"})
    assert (
        world.call("nora", "GET", f"/lessons/{ready['id']}").get_json()["confidentiality"]
        == "public"
    )


def answer(world: World, who: str, lesson: str, useful: bool | None) -> Any:
    return world.call(who, "PUT", f"/lessons/{lesson}/useful", json={"useful": useful})


def released(world: World, title: str) -> str:
    services, nora = world.services, world.as_("nora")
    said = {"title": title, "kind": "how-to", "advice": "Ask the harbour first"}
    lesson = services.lessons.add(nora, CODE, said).lesson.id
    services.lessons.approve(nora, lesson, Level.INTERNAL)
    return lesson


def test_each_reader_says_once_whether_a_lesson_was_useful_and_may_take_it_back(
    world: World,
) -> None:
    lesson = released(world, "Berths are booked in winter")
    assert answer(world, "newcomer", lesson, True).get_json()["found_useful"] is True
    assert answer(world, "newcomer", lesson, False).get_json()["found_useful"] is False
    answer(world, "zoe", lesson, True)
    kept = world.call("nora", "GET", f"/lessons/{lesson}").get_json()
    assert (kept["useful"], kept["found_useful"]) == ({"yes": 1, "no": 1}, None)
    told = world.call("newcomer", "GET", f"/lessons/{lesson}").get_json()
    assert (told["useful"], told["found_useful"]) == (None, False)
    assert answer(world, "newcomer", lesson, None).get_json()["found_useful"] is None
    kept = world.call("nora", "GET", f"/lessons/{lesson}").get_json()
    assert kept["useful"] == {"yes": 1, "no": 0}


def test_only_lessons_one_can_read_are_answered_and_only_approved_ones(world: World) -> None:
    services, nora = world.services, world.as_("nora")
    said = {"title": "Only for us", "kind": "how-to", "advice": "Keep it"}
    hidden = services.lessons.add(nora, CLOSED, said).lesson.id
    refused = answer(world, "newcomer", hidden, True)
    assert refused.status_code == 404
    assert refused.data == answer(world, "newcomer", "0" * 32, True).data
    assert answer(world, "nora", hidden, True).status_code == 409


def test_what_was_useful_moves_up_a_little(world: World) -> None:
    first, second = (released(world, title) for title in ("Ropes dry slowly", "Ropes dry fast"))

    def order() -> list[str]:
        return [one["id"] for one in found(world, "nora", "?q=Ropes&per_page=50")["items"]]

    later, earlier = order()
    assert {later, earlier} == {first, second}
    for who in ("zoe", "newcomer"):
        answer(world, who, earlier, True)
    assert order() == [earlier, later]
    answer(world, "zoe", earlier, None)
    answer(world, "newcomer", earlier, None)
    assert order() == [later, earlier]


def test_the_page_asks_and_shows_its_keeper_what_was_said(world: World) -> None:
    lesson = released(world, "Lamps need fuses")
    sent = {"Authorization": f"Bearer {world.secrets['newcomer']}", "Accept-Language": "en"}
    client, path = world.client(), f"/knowledge/{lesson}"
    assert "Was this useful?" in client.get(path, headers=sent).text
    assert client.post(f"{path}/useful", headers=sent, data={"useful": "yes"}).status_code == 303
    page = client.get(path, headers=sent).text
    assert 'aria-pressed="true"' in page.partition('id="useful"')[2].partition("</form>")[0]
    assert "Useful: 1" not in page
    keeper = sent | {"Authorization": f"Bearer {world.secrets['nora']}"}
    assert "Useful: 1. Not useful: 0." in client.get(path, headers=keeper).text
    assert client.post(f"{path}/useful", headers=sent, data={"useful": ""}).status_code == 303
    assert "Useful: 1" not in client.get(path, headers=keeper).text
