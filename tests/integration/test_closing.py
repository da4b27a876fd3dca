"""Closing a project through the real services: refused, waived, frozen, packed, opened again."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest
from docx import Document as WordFile

from archive.domain.access import Principal, ProjectRole
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.domain.messages import LANGUAGES
from archive.errors import ActionForbidden, CloseoutIncomplete, Conflict, InvalidInput
from archive.team_time import day_of
from archive.wording import say
from tests.support.accessible import faults
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "REEF-26"
REASON = "agreed with the client"
FILES = {
    "PLN": "work-plan", "MTG": "kick-off-talk", "OTH": "crew-list", "WKR": "first-week",
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    made = open_world(tmp_path_factory.mktemp("built"))
    for name in ("mona", "carl", "fay", "otto"):
        made.account(name)
    made.project(
        CODE, "mona", name="Reef week", started_on=date(2026, 1, 5), ended_on=date(2026, 1, 16)
    )
    made.member(CODE, "mona", "carl")
    made.member(CODE, "mona", "fay", ProjectRole.FINANCE)
    for code, title in FILES.items():
        made.document(CODE, "mona", f"{CODE}_{code}_{title}_20260109_V1.0.txt", f"About {title}")
    made.document(
        CODE, "mona", f"{CODE}_CON_pier-hire_20260105_V1.0.txt", "The pier costs 900",
        level=Level.CONFIDENTIAL,
    )  # fmt: skip
    made.close()
    return made


@pytest.fixture
def world(built: World, tmp_path: Path) -> Iterator[World]:
    made = built.again(tmp_path)
    yield made
    made.close()


def waivers(world: World, reason: str = REASON) -> list[Waiver]:
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mona"), CODE)
    return [Waiver(thing.id, reason) for thing in things(refused.value)]


def things(error: CloseoutIncomplete) -> list[Missing]:
    return [thing for thing in error.missing if isinstance(thing, Missing)]


def close(world: World) -> None:
    world.services.closing.close(world.as_("mona"), CODE, waivers(world))
    world.drain()


def bag(world: World, who: str, number: int = 1) -> dict[str, bytes]:
    answer = world.call(who, "GET", f"/projects/{CODE}/closings/{number}/package.zip")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as package:
        assert package.testzip() is None
        prefix = f"{CODE}-{number}/"
        return {name.removeprefix(prefix): package.read(name) for name in package.namelist()}


def test_a_close_is_refused_with_each_missing_thing_its_owner_and_its_day(world: World) -> None:
    answer = world.call("mona", "POST", f"/projects/{CODE}/close", json={})
    assert answer.status_code == 409
    problem = answer.get_json()
    assert problem["code"] == "closeout_incomplete"
    missing = {thing["id"]: thing for thing in problem["missing"]}
    assert "contract" not in missing
    assert missing["settlement"]["owner"] == "fay"
    assert missing["settlement"]["due"] == "2026-02-15"
    assert missing["settlement"]["overdue"]
    assert missing["survey"]["classes"] == ["survey", "feedback"]
    plan = world.call("mona", "GET", f"/projects/{CODE}/closeout").get_json()
    assert plan["missing"] == problem["missing"]
    assert plan["state"] == "open"


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_refusal_speaks_the_callers_language(world: World, spoken: str) -> None:
    answer = world.call(
        "mona", "POST", f"/projects/{CODE}/close", json={}, headers={"Accept-Language": spoken}
    )
    rules = world.services.names.rules()
    label = rules.class_for("settlement").labels[LANGUAGES.index(spoken)]
    assert label in {thing["title"] for thing in answer.get_json()["missing"]}


def test_every_waiver_needs_a_reason_and_every_missing_thing_a_waiver(world: World) -> None:
    all_but_one = waivers(world)[1:]
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_("mona"), CODE, all_but_one)
    assert len(things(refused.value)) == 1
    with pytest.raises(InvalidInput, match="reason"):
        world.services.closing.close(world.as_("mona"), CODE, waivers(world, "  "))
    assert world.services.projects.get(world.as_("mona"), CODE).state == "open"


def test_only_managers_close_and_open_again(world: World) -> None:
    given = waivers(world)
    for who in ("carl", "fay"):
        with pytest.raises(ActionForbidden):
            world.services.closing.close(world.as_(who), CODE, given)
    close(world)
    with pytest.raises(ActionForbidden):
        world.services.closing.reopen(world.as_("carl"), CODE, "more work")
    with pytest.raises(Conflict, match="project_closed"):
        world.services.closing.close(world.as_("mona"), CODE)


def test_a_condition_of_another_part_stands_in_the_way_until_it_is_waived(world: World) -> None:
    class Money:
        """An invoice nobody paid."""

        def missing(self, *_asked: object) -> list[Missing]:
            title = dict.fromkeys(LANGUAGES, "Invoice 17 is not paid")
            return [Missing("money:17", "money", title, owner="fay", due=date(2026, 2, 1))]

    world.services.closeout.conditions.append(Money())
    given = waivers(world)
    assert "money:17" in {waiver.id for waiver in given}
    close(world)
    record = world.services.closing.closings(world.as_("mona"), CODE)[0].record
    waived = {waiver["id"]: waiver for waiver in record["waivers"]}
    assert waived["money:17"]["title"] == "Invoice 17 is not paid"


def test_files_nobody_decided_about_stand_in_the_way(world: World) -> None:
    mona = world.as_("mona")
    batch = world.services.intake.open_batch(mona, CODE)
    world.services.intake.receive(mona, batch.id, io.BytesIO(b"Loose words"), "loose.txt")
    world.drain()
    assert "files:undecided" in {waiver.id for waiver in waivers(world)}
    carl = world.call("carl", "GET", f"/projects/{CODE}/closeout").get_json()
    assert "files:undecided" not in {thing["id"] for thing in carl["missing"]}


def test_a_waived_duty_is_waived_in_the_plan_and_told_in_the_record(world: World) -> None:
    close(world)
    rows = world.services.closeout.get(world.as_("mona"), CODE).plan.rows
    settlement = next(row for row in rows if row.id == "settlement")
    assert (settlement.state.value, settlement.reason) == ("waived", "agreed with the client")
    record = world.services.closing.closings(world.as_("mona"), CODE)[0].record
    assert "settlement" in {waiver["id"] for waiver in record["waivers"]}
    contract = next(row for row in record["rows"] if row["id"] == "contract")
    assert contract["state"] == "done"
    assert contract["evidence"] == [f"{CODE}_CON_pier-hire_20260105_V1.0.txt"]


def test_the_page_that_closed_a_project_tells_what_was_done_as_far_as_its_reader_sees(
    world: World,
) -> None:
    world.member(CODE, "mona", "otto", ProjectRole.MANAGER, Level.INTERNAL)
    close(world)

    def told(who: str) -> str:
        headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
        html = world.client().get(f"/projects/{CODE}/close", headers=headers).get_data(as_text=True)
        assert not faults(html, "en")
        card = html[html.index('aria-labelledby="closed"') :]
        return card[: card.index("</section>")]

    whole = told("mona")
    assert re.search(r"Close no. 1: \d{4}-\d\d-\d\d \d\d:\d\d, Mona", whole)
    assert "5 documents when it was closed" in whole
    assert f"/projects/{CODE}/closings/1/package.zip" in whole
    assert f"/projects/{CODE}/closeout" in whole
    assert f"/projects/{CODE}/review" in whole
    given = world.services.closing.closings(world.as_("mona"), CODE)[0].record["waivers"]
    assert f"Closed without {len(given)} things" in whole
    assert all(escape(one["title"]) in whole and escape(one["reason"]) in whole for one in given)
    assert "4 documents when it was closed" in told("otto")  # not the contract


def test_the_package_is_a_valid_bag_with_record_and_manifest(world: World) -> None:
    close(world)
    files = bag(world, "mona")
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        for line in files[manifest].decode().splitlines():
            digest, path = line.split("  ", 1)
            assert hashlib.sha256(files[path]).hexdigest() == digest
    listed = {line.split("  ", 1)[1] for line in files["manifest-sha256.txt"].decode().splitlines()}
    assert listed == {name for name in files if name.startswith("data/")}
    octets, number = re.findall(rb"Payload-Oxum: (\d+)\.(\d+)", files["bag-info.txt"])[0]
    assert int(number) == len(listed)
    assert int(octets) == sum(len(files[name]) for name in listed)
    names = {d["name"] for d in json.loads(files["data/manifest.json"])["documents"]}
    assert len(names) == len(FILES) + 1
    word = WordFile(io.BytesIO(files["data/closing-record.docx"]))
    told = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "agreed with the client" in told
    assert f"{CODE}_CON_pier-hire_20260105_V1.0.txt" in told


def test_the_stored_package_is_what_would_be_made_for_a_reader_cleared_for_all(
    world: World,
) -> None:
    world.services.closing.close(world.as_("mona"), CODE, waivers(world))
    path = f"/projects/{CODE}/closings/1/package.zip"
    made = world.call("mona", "GET", path)
    world.drain()
    stored = world.call("mona", "GET", path)
    assert made.data == stored.data
    assert stored.headers["ETag"].strip('"') == hashlib.sha256(stored.data).hexdigest()


def test_a_reader_gets_a_package_without_what_is_hidden(world: World) -> None:
    close(world)
    files = bag(world, "carl")
    whole = b"".join(files.values())
    assert b"pier-hire" not in whole
    assert b"The pier costs" not in whole
    word = WordFile(io.BytesIO(files["data/closing-record.docx"]))
    told = "\n".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "pier-hire" not in told
    assert "crew-list" in whole.decode("utf-8", "replace")
    record = json.loads(files["data/closing-record.json"])
    assert not {"contract", "settlement"} & {row["id"] for row in record["rows"]}
    assert not {"contract", "settlement"} & {waiver["id"] for waiver in record["waivers"]}


def test_a_hidden_document_changes_nothing_in_a_readers_record_and_package(
    tmp_path: Path,
) -> None:
    """Two archives, one with more that is hidden: the same reader is told the same by both."""
    told = []
    for number, hidden in enumerate((False, True)):
        made = open_world(tmp_path / str(number))
        for name in ("mona", "carl"):
            made.account(name)
        made.project(CODE, "mona", started_on=date(2026, 1, 5), ended_on=date(2026, 1, 16))
        made.member(CODE, "mona", "carl")
        if hidden:
            for code, title, day in (
                ("MTG", "board-talk", "20260106"), ("WKR", "week-one", "20260109"),
                ("PLN", "real-plan", "20260105"),
            ):  # fmt: skip
                made.document(
                    CODE, "mona", f"{CODE}_{code}_{title}_{day}_V1.0.txt", title,
                    level=Level.RESTRICTED,
                )  # fmt: skip
        ids = ["settlement", "plan", "minutes"]
        with pytest.raises(CloseoutIncomplete) as refused:
            made.services.closing.close(made.as_("mona"), CODE)
        reasons = [Waiver(t.id, "agreed") for t in things(refused.value)]
        reasons += [Waiver(key, "agreed") for key in ids]
        made.services.closing.close(made.as_("mona"), CODE, reasons)
        made.drain()
        record = made.services.closing.closings(made.as_("carl"), CODE)[0].record
        told.append(_without_times(record))
        made.close()
    assert told[0]["gaps"] == told[1]["gaps"]
    assert [r["evidence"] for r in told[0]["rows"]] == [r["evidence"] for r in told[1]["rows"]]
    assert told[0]["documents"] == told[1]["documents"]


def _without_times(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "closed_at"}


def test_opening_again_needs_a_reason_and_the_next_close_makes_a_new_package(world: World) -> None:
    close(world)
    mona = world.as_("mona")
    with pytest.raises(InvalidInput, match="reason"):
        world.services.closing.reopen(mona, CODE, " ")
    first = bag(world, "mona")
    world.services.closing.reopen(mona, CODE, "the client asks for another week")
    with pytest.raises(Conflict, match="project_open"):
        world.services.closing.reopen(mona, CODE, "again")
    world.document(CODE, "mona", f"{CODE}_OTH_extra-week_20260120_V1.0.txt", "Another week")
    world.services.closing.close(mona, CODE, waivers(world))
    world.drain()
    assert bag(world, "mona") == first
    second = bag(world, "mona", 2)
    assert any("extra-week" in name for name in second)
    closings = world.services.closing.closings(mona, CODE)
    assert [c.closing.number for c in closings] == [2, 1]
    assert closings[1].closing.reopen_reason == "the client asks for another week"


def test_members_are_told_and_the_acts_are_logged(world: World) -> None:
    close(world)
    world.services.closing.reopen(world.as_("mona"), CODE, "a late invoice")
    kinds = {n.kind for n in world.services.notices.list(world.as_("carl")).items}
    assert {"project_closed", "project_reopened"} <= kinds
    assert world.services.notices.list(world.as_("otto")).total == 0
    project = world.services.projects.get(world.as_("mona"), CODE)
    with world.services.database.read() as work:
        acts = {event.action: event.details for event in work.audit.about(project.id)}
    assert acts["project_reopened"] == {"reason": "a late invoice"}
    assert acts["project_closed"]["waived"]["settlement"] == "agreed with the client"  # type: ignore[index]


def test_a_package_that_was_not_made_yet_is_made_by_the_worker_once(world: World) -> None:
    world.services.closing.close(world.as_("mona"), CODE, waivers(world))
    project = world.services.projects.get(world.as_("mona"), CODE)
    world.drain()
    with world.services.database.read() as work:
        closing = work.closings.of_project(project.id)[0]
    assert closing.package is not None
    world.services.closing.pack(closing.id)
    with world.services.database.read() as work:
        assert work.closings.of_project(project.id)[0].package == closing.package


def test_whoever_closes_sees_what_they_may_see_and_no_more(world: World) -> None:
    """A manager without clearance is told the contract is missing, as if it had not been filed."""
    world.member(CODE, "mona", "otto", ProjectRole.MANAGER, Level.INTERNAL)
    otto: Principal = world.as_("otto")
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(otto, CODE)
    assert "contract" not in {thing.id for thing in things(refused.value)}


def test_the_review_lists_what_was_waived_with_reason_person_and_day(world: World) -> None:
    world.services.reviews.request(world.as_("mona"), CODE)
    world.drain()
    before = world.call("mona", "GET", f"/projects/{CODE}/review").get_json()
    assert before["waived"] == []
    close(world)
    listed = world.call("mona", "GET", f"/projects/{CODE}/review").get_json()["waived"]
    kinds = {one["kind"] for one in listed}
    assert kinds > {"duty"}
    closing = world.services.closing.closings(world.as_("mona"), CODE)[0].closing
    assert {one["id"] for one in listed} == {one["id"] for one in closing.record["waivers"]}
    assert {one["by"] for one in listed} == {"Mona"}
    assert {one["on"] for one in listed} == {day_of(closing.closed_at).isoformat()}
    assert all(one["reason"] for one in listed)
    sent = {"Authorization": f"Bearer {world.secrets['mona']}"}
    page = world.client().get(f"/projects/{CODE}/review", headers=sent).get_data(as_text=True)
    assert f"Mona · {listed[0]['on']}" in page
    docx = world.call("mona", "GET", f"/projects/{CODE}/review.docx?language=en").data
    cells = [
        [cell.text for cell in row.cells]
        for table in WordFile(io.BytesIO(docx)).tables
        for row in table.rows
    ]
    for one in listed:
        assert [one["title"], one["reason"], one["by"], one["on"]] in cells


def test_a_paper_that_was_waived_is_no_open_gap_of_the_review(world: World) -> None:
    world.services.reviews.request(world.as_("mona"), CODE)
    world.drain()
    close(world)
    review = world.call("mona", "GET", f"/projects/{CODE}/review").get_json()
    gap = next(one for one in review["missing"] if one["class"] == "settlement")
    day = day_of(world.services.closing.closings(world.as_("mona"), CODE)[0].closing.closed_at)
    assert gap["waived"] == {"reason": REASON, "by": "Mona", "on": day.isoformat()}
    points = [point["text"] for part in review["audit"].values() for point in part]
    assert any("were waived" in text for text in points)
    sent = {"Authorization": f"Bearer {world.secrets['mona']}", "Accept-Language": "en"}
    page = world.client().get(f"/projects/{CODE}/review", headers=sent).get_data(as_text=True)
    assert f"{REASON} (Mona, {day})" in page
    docx = world.call("mona", "GET", f"/projects/{CODE}/review.docx?language=en").data
    said = [paragraph.text for paragraph in WordFile(io.BytesIO(docx)).paragraphs]
    assert any(t.startswith("[Waived]") and f"({REASON}; Mona, {day})" in t for t in said)


def test_a_reader_is_told_only_of_waivers_whose_class_they_would_see(world: World) -> None:
    world.services.reviews.request(world.as_("mona"), CODE)
    world.drain()
    close(world)
    told = world.call("carl", "GET", f"/projects/{CODE}/review").get_json()["waived"]
    whole = world.call("mona", "GET", f"/projects/{CODE}/review").get_json()["waived"]
    assert "settlement" in {one["id"] for one in whole}
    assert "settlement" not in {one["id"] for one in told}
    assert told


def test_one_reason_is_enough_for_all_that_is_marked_and_one_beside_a_row_wins(
    world: World,
) -> None:
    keys = [waiver.id for waiver in waivers(world)]
    headers = {"Authorization": f"Bearer {world.secrets['mona']}", "Accept-Language": "en"}

    def sent(status: int, **fields: object) -> str:
        form = {"waive": keys[:-1], f"reason:{keys[0]}": "lost at sea", **fields}
        answer = world.client().post(f"/projects/{CODE}/close", data=form, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.text

    page = sent(422)
    assert f"marked without a reason: {len(keys) - 2}" in page
    assert page.count(" checked") == len(keys) - 1
    assert "still missing: 1" in sent(409, shared="the client wound up")
    sent(303, shared="the client wound up", **{f"reason:{keys[-1]}": "never begun"})
    closing = world.services.closing.latest(world.as_("mona"), CODE)
    assert closing
    reasons = {waived["id"]: waived["reason"] for waived in closing.record["waivers"]}
    assert (reasons.pop(keys[0]), reasons.pop(keys[-1])) == ("lost at sea", "never begun")
    assert set(reasons.values()) == {"the client wound up"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_opens_a_project_again_is_called_by_its_name(language: str) -> None:
    plan = say(language, "ui_closeout.plan")
    assert plan.lower() in say(language, "ui_closeout.frozen", closed="").lower()
