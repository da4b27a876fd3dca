"""The dashboard of leads: numbers of what the lead sees, each leading to its list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlalchemy import event

from archive.domain.access import Role
from archive.domain.documents import Level
from archive.services.projects.dashboard import LISTS
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
REPORT = """Closing report

Results
Measure\tTarget\tActual
Visitors\t1,000\t{visitors}

Satisfaction
Mean satisfaction 4.5 out of 5 from 40 answers.
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(
        tmp_path_factory.mktemp("dashboard"), clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC)
    )
    made.account("nora")
    made.account("chief", Role.LEAD)
    ends = (date(2026, 2, 1), date(2026, 3, 10), date(2026, 12, 1))
    for number, (ended, visitors) in enumerate(zip(ends, ("1,200", "900", ""), strict=True), 1):
        code = f"MOLE-0{number}"
        made.project(code, "nora", name=f"Mole {number}", language="en", ended_on=ended)
        if visitors:
            name = f"{code}_RPT_mole-{number}_20260201_V1.0.txt"
            made.document(
                code, "nora", name, REPORT.format(visitors=visitors), level=Level.INTERNAL
            )
    made.project("MOLE-09", "nora", name="Hidden mole", restricted=True, ended_on=ends[0])
    made.drain()
    for number in (1, 2):
        review = f"/projects/MOLE-0{number}/review"
        assert made.call("nora", "POST", review, json={}).status_code == 202
        made.drain()
        assert made.call("nora", "POST", f"{review}/approve", json={}).status_code == 200
    for code, due in (
        ("MOLE-01", "2026-02-20"),
        ("MOLE-02", "2026-09-01"),
        ("MOLE-09", "2026-02-01"),
    ):
        body = {"project": code, "text": "Ask sooner", "due": due}
        assert made.call("nora", "POST", "/actions", json=body).status_code == 201
    yield made
    made.close()


def dashboard(world: World, query: str = "") -> dict[str, Any]:
    answer = world.call("chief", "GET", f"/dashboard{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_numbers_are_of_what_the_lead_sees(world: World) -> None:
    found = dashboard(world)
    assert (found["counts"]["all"], found["counts"]["open"], found["counts"]["closed"]) == (3, 3, 0)
    assert found["counts"]["closing"] == 2  # ended, and about to end
    assert (found["targets_met"], found["targets"]) == (1, 2)
    assert (found["open_actions"], found["overdue_actions"]) == (2, 1)
    assert "MOLE-09" not in str(found)


def test_every_number_leads_to_its_list(world: World) -> None:
    counts = dashboard(world)["counts"]
    assert set(counts) == set(LISTS)
    for name, count in counts.items():
        listed = dashboard(world, f"?show={name}&per_page=100")
        assert (listed["total"], len(listed["items"])) == (count, count), name
    (met,) = dashboard(world, "?show=met")["items"]
    (short,) = dashboard(world, "?show=short")["items"]
    assert (met["project"], short["project"]) == ("MOLE-01", "MOLE-02")
    assert met["outcome"]["targets"] == 1


def test_a_confidential_report_tells_a_lead_nothing(world: World) -> None:
    listed = world.call("nora", "GET", "/documents?project=MOLE-01&class=final_report").get_json()
    where = f"/documents/{listed['items'][0]['id']}"
    world.call("nora", "PATCH", where, json={"confidentiality": "confidential"})
    try:
        row = next(r for r in dashboard(world)["items"] if r["project"] == "MOLE-01")
        assert row["outcome"] is None or row["outcome"]["targets"] == 0
        assert dashboard(world)["targets"] == 1
        behind = world.call("chief", "GET", "/dashboard/figures?of=targets").get_json()
        assert [figure["project"] for figure in behind["items"]] == ["MOLE-02"]
    finally:
        world.call("nora", "PATCH", where, json={"confidentiality": "internal"})


def test_how_complete_a_project_is_rests_on_what_the_lead_sees(world: World) -> None:
    def complete() -> int:
        return int(
            next(r["complete"] for r in dashboard(world)["items"] if r["project"] == "MOLE-01")
        )

    before = complete()
    name = "MOLE-01_RET_mole-1-look-back_20260202_V1.0.txt"
    filed = world.document("MOLE-01", "nora", name, "Looking back.", level=Level.CONFIDENTIAL)
    assert complete() == before
    where = f"/documents/{filed.id}"
    try:
        world.call("nora", "PATCH", where, json={"confidentiality": "internal"})
        assert complete() > before
    finally:
        world.call("nora", "PATCH", where, json={"confidentiality": "confidential"})


def test_the_dashboard_is_for_leads(world: World) -> None:
    assert world.call("nora", "GET", "/dashboard").status_code == 403
    headers = {"Authorization": f"Bearer {world.secrets['nora']}"}
    assert world.client().get("/dashboard", headers=headers).status_code == 403
    assert world.call("chief", "GET", "/dashboard?show=none").status_code == 422


class Numbers(HTMLParser):
    """The numbers of the page's tiles and rows: those inside a link by its address, and the others."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.bare: list[str] = []
        self._at: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._at.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self._at and self._at.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not re.search(r"\d", data) or re.fullmatch(r"\s*\d{4}-\d\d-\d\d\s*", data):
            return  # no number, or a day
        href = next((a["href"] for tag, a in reversed(self._at) if tag == "a"), None)
        classes = {c for _, a in self._at for c in (a.get("class") or "").split()}
        label = [tag for tag, _ in self._at[-2:]] == [
            "li",
            "span",
        ]  # "80% and more": what is counted
        if href is not None:
            self.links.append((data.strip(), str(href)))
        elif not label and not classes & {"cnt", "code"}:  # the count of the list that stands there
            self.bare.append(data)


def test_every_number_of_the_page_is_a_link_to_a_list_of_that_many(world: World) -> None:
    headers = {"Authorization": f"Bearer {world.secrets['chief']}", "Accept-Language": "en"}

    def page(address: str) -> str:
        answer = world.client().get(address, headers=headers)
        assert answer.status_code == 200, address
        return answer.text.partition("<main")[2].partition(">")[2].partition("</main")[0]

    shown = page("/dashboard?show=all")
    assert "Hidden mole" not in shown
    numbers = Numbers(shown)
    assert numbers.bare == []
    links = [(text, href) for text, href in numbers.links if not text.startswith("Mole")]
    kinds = {href.partition("?")[0].rpartition("/")[2].partition("#")[0] for _, href in links}
    assert kinds == {"dashboard", "actions", "figures", "closeout"}
    for text, href in links:
        listed = page(href)
        counts = re.findall(r'<span class="cnt">(\d+)</span>', listed)
        if text.isdigit():
            assert (text in counts and listed.count("<tr") - 1 == int(text)) or text == "0", href
        elif text.endswith("overdue"):
            assert [text.split()[0]] == counts[-1:] == [str(listed.count('<tr id="'))], href
        elif found := re.match(r"\d+ of (\d+) targets? reached", text):
            assert counts == [found[1]] == [str(listed.count("<tr") - 1)], href
        elif text.endswith("%"):
            assert text in listed, href
        else:  # a mean: its list holds what it was told from
            assert re.search(r"\b4\.5\b", listed), href


def test_the_figures_behind_the_numbers(world: World) -> None:
    def listed(query: str) -> list[dict[str, Any]]:
        answer = world.call("chief", "GET", f"/dashboard/figures?{query}")
        assert answer.status_code == 200, answer.text
        found = answer.get_json()
        assert found["total"] == len(found["items"])
        return list(found["items"])

    told = [(r["project"], r["planned"], r["actual"], r["met"]) for r in listed("of=targets")]
    assert told == [("MOLE-01", "1000", "1200", True), ("MOLE-02", "1000", "900", False)]
    assert [r["project"] for r in listed("of=targets&met=true")] == ["MOLE-01"]
    assert [r["project"] for r in listed("of=targets&project=MOLE-02&met=true")] == []
    assert [r["actual"] for r in listed("of=satisfaction&project=MOLE-01")] == ["4.5"]
    assert all(r["documents"] for r in listed("of=satisfaction"))
    assert listed("of=costs") == []  # none of the reports tells what it cost
    hidden = world.call("chief", "GET", "/dashboard/figures?project=MOLE-09")
    absent = world.call("chief", "GET", "/dashboard/figures?project=MOLE-77")
    assert (hidden.status_code, hidden.data) == (404, absent.data)
    assert world.call("nora", "GET", "/dashboard/figures").status_code == 403


def test_the_queries_do_not_grow_with_the_projects(world: World) -> None:
    chief = world.as_("chief")  # once a minute that notes that the token was used

    def queries() -> int:
        seen: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        engine = world.services.database._engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            world.services.dashboard.get(chief)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    world.project("MOLE-20", "nora", name="One more")  # what was kept is read anew both times
    before = queries()
    for number in range(1, 5):
        world.project(f"MOLE-2{number}", "nora", name="One more")
    assert queries() == before
