"""The closeout plan through the real services: duties, owners, what is filed, who sees what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from archive.domain.access import ProjectRole, Role, scope_of
from archive.domain.closeout import Due, RowState, Standing
from archive.domain.documents import Level
from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.persistence.closeout import CloseoutRepository
from archive.services.closeout.closeout import CloseoutView
from archive.services.closeout.closeout_plan import PlanRow
from archive.services.closeout.waivers import waivers_of
from archive.services.projects.projects import project_of
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "DUNE-26"


@dataclass
class Clock:
    """A clock that stands until it is set."""

    now: datetime = field(default_factory=lambda: datetime(2026, 6, 10, 9, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(tmp_path: Path, clock: Clock) -> Iterator[World]:
    made = open_world(tmp_path, clock=clock)
    for name in ("mona", "carl", "fay", "otto"):
        made.account(name)
    made.account("lena", Role.LEAD)
    made.project(
        CODE, "mona", name="Dune run festival",
        started_on=date(2026, 5, 4), ended_on=date(2026, 5, 31),
    )  # fmt: skip
    made.member(CODE, "mona", "carl")
    made.member(CODE, "mona", "fay", ProjectRole.FINANCE)
    yield made
    made.close()


def view_of(world: World, who: str) -> CloseoutView:
    return world.services.closeout.get(world.as_(who), CODE)


def row_of(world: World, key: str, who: str = "mona") -> PlanRow:
    return next(row for row in view_of(world, who).plan.rows if row.id == key)


def file(world: World, class_code: str, title: str, by: str = "mona", **more: object) -> str:
    name = f"{CODE}_{class_code}_{title}_20260605_V1.0.txt"
    level = more.get("level")
    made = world.document(
        CODE, by, name, f"{title} of the run",
        level=level if isinstance(level, Level) else None, manager="mona",
    )  # fmt: skip
    return made.id


def test_the_plan_is_made_with_the_project_from_its_kind_and_the_rules(world: World) -> None:
    plan = view_of(world, "mona").plan
    keys = [row.id for row in plan.rows]
    assert plan.kind == "event"
    assert set(world.services.names.rules().required_classes) <= set(keys)
    assert "venue_returned" in keys
    assert "rebates_settled" not in keys
    assert len(keys) == len(set(keys))


def test_a_plan_is_made_on_demand_for_a_project_that_has_none(world: World) -> None:
    with world.services.database.write() as work:
        project = work.projects.for_maintenance(view_of(world, "mona").project.id)
        work.closeout.set_kind(project.id, "consulting", project.created_by, project.created_at)
    assert view_of(world, "mona").plan.kind == "consulting"
    changed = world.services.closeout.set_kind(world.as_("mona"), CODE, "media_buy")
    assert "rebates_settled" in [row.id for row in changed.rows]


def test_a_due_day_counts_from_the_projects_days(world: World) -> None:
    assert row_of(world, "venue_returned").due_on == date(2026, 6, 2)
    assert row_of(world, "plan").due_on == date(2026, 5, 11)
    world.services.projects.edit(world.as_("mona"), CODE, {"ended_on": date(2026, 6, 30)})
    assert row_of(world, "venue_returned").due_on == date(2026, 7, 2)
    fixed = {"due": Due(on=date(2026, 8, 1))}
    row = world.services.closeout.change(world.as_("mona"), CODE, "venue_returned", fixed)
    assert row.due_on == date(2026, 8, 1)


def test_a_filed_document_meets_its_duty_and_a_draft_only_begins_it(world: World) -> None:
    before = view_of(world, "mona").plan.gauge
    assert row_of(world, "final_report").standing is Standing.MISSING
    world.document(CODE, "mona", f"{CODE}_RPT_run-report_20260605_V0.1.txt", "A draft")
    assert row_of(world, "final_report").standing is Standing.TO_CONFIRM
    file(world, "RPT", "run-report-end")
    assert row_of(world, "final_report").standing is Standing.FILED
    after = view_of(world, "mona").plan.gauge
    assert (after.filed, after.missing) == (before.filed + 1, before.missing - 1)
    assert after.total == before.total


def test_a_withdrawn_document_meets_nothing(world: World) -> None:
    made = file(world, "RPT", "wrong-report")
    world.services.documents.withdraw(world.as_("mona"), made, "another client's")
    assert row_of(world, "final_report").standing is Standing.MISSING


def test_another_document_linked_as_evidence_meets_a_duty(world: World) -> None:
    letter = file(world, "FBK", "client-signs-off")
    change = {"evidence": [letter]}
    row = world.services.closeout.change(world.as_("mona"), CODE, "acceptance", change)
    assert (row.standing, [e.document for e in row.evidence]) == (Standing.FILED, [letter])
    row = world.services.closeout.change(world.as_("mona"), CODE, "acceptance", {"evidence": []})
    assert row.standing is Standing.MISSING


def test_evidence_has_to_be_a_document_of_the_project_that_the_caller_sees(world: World) -> None:
    world.project("SHORE-26", "otto")
    foreign = world.document(
        "SHORE-26", "otto", "SHORE-26_OTH_shore-list_20260605_V1.0.txt", "Note"
    ).id
    for wanted in (foreign, "0" * 32):
        with pytest.raises(InvalidInput, match="evidence"):
            world.services.closeout.change(
                world.as_("mona"), CODE, "acceptance", {"evidence": [wanted]}
            )


def test_an_act_is_done_when_its_owner_says_so(world: World) -> None:
    service = world.services.closeout
    service.change(world.as_("mona"), CODE, "venue_returned", {"owner": "carl"})
    row = service.change(world.as_("carl"), CODE, "venue_returned", {"state": "in_progress"})
    assert row.standing is Standing.TO_CONFIRM
    row = service.change(world.as_("carl"), CODE, "venue_returned", {"state": "done"})
    assert row.standing is Standing.FILED
    with pytest.raises(ActionForbidden):
        service.change(world.as_("carl"), CODE, "equipment_returned", {"state": "done"})
    with pytest.raises(ActionForbidden):
        service.change(world.as_("carl"), CODE, "venue_returned", {"due": None})
    waived = {"state": "waived", "reason": "not ours"}
    with pytest.raises(ActionForbidden):
        service.change(world.as_("carl"), CODE, "venue_returned", waived)


def test_a_class_is_not_done_by_saying_so(world: World) -> None:
    with pytest.raises(InvalidInput, match="done_by_filing"):
        world.services.closeout.change(world.as_("mona"), CODE, "contract", {"state": "done"})


def test_a_waiver_needs_a_reason_and_leaves_the_count(world: World) -> None:
    service, mona = world.services.closeout, world.as_("mona")
    with pytest.raises(InvalidInput, match="reason"):
        service.change(mona, CODE, "contract", {"state": "waived"})
    total = view_of(world, "mona").plan.gauge.total
    row = service.change(mona, CODE, "contract", {"state": "waived", "reason": "an order will do"})
    assert (row.state, row.reason) == (RowState.WAIVED, "an order will do")
    assert view_of(world, "mona").plan.gauge.total == total - 1
    row = service.change(mona, CODE, "contract", {"state": "open"})
    assert (row.standing, row.reason) == (Standing.MISSING, None)


def test_what_was_waived_is_told_as_the_plan_tells_it_without_a_look_at_documents(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By everybody who reads the plan: also of duties of their own and of those in other classes."""
    service, mona = world.services.closeout, world.as_("mona")
    waived = {"state": "waived", "reason": "not ours"}
    service.change(mona, CODE, "contract", waived)
    service.change(mona, CODE, "venue_returned", waived)
    own = service.add(mona, CODE, "Photo consents", "creative", {}).id
    service.change(mona, CODE, own, waived)
    service.change(mona, CODE, "quotation", {"state": "not_applicable", "reason": "none asked"})
    told = {
        who: [(row.id, row.title, row.reason) for row in view_of(world, who).plan.rows if row.state is RowState.WAIVED]
        for who in ("mona", "carl", "fay")
    }  # fmt: skip
    assert {key for key, _, _ in told["mona"]} == {"contract", "venue_returned", own}
    assert {key for key, _, _ in told["carl"]} < {key for key, _, _ in told["mona"]}

    def nothing(*_: object) -> None:
        raise AssertionError("documents were looked at")

    monkeypatch.setattr(CloseoutRepository, "filed", nothing)
    rules = world.services.ground.assessor.rules
    with world.services.ground.database.read() as work:
        for who, rows in told.items():
            reader = world.as_(who)
            project = project_of(work, scope_of(reader), CODE)
            waivers = waivers_of(work, reader, project, rules)
            assert [(w["id"], w["title"], w["reason"]) for w in waivers] == [
                (key, title[project.language], reason) for key, title, reason in rows
            ]
            assert {w["by"] for w in waivers} <= {"Mona"}


def test_a_project_has_duties_of_its_own(world: World) -> None:
    service, mona = world.services.closeout, world.as_("mona")
    row = service.add(
        mona, CODE, "Photo consents", "creative",
        {"owner": "carl", "due": Due(anchor="end", days=3), "standard": "one for each child"},
    )  # fmt: skip
    assert (row.title["en"], row.standard["en"]) == ("Photo consents", "one for each child")
    assert row.due_on == date(2026, 6, 3)
    assert row.overdue
    file(world, "CRE", "consents")
    assert row_of(world, row.id).standing is Standing.FILED
    with pytest.raises(ActionForbidden):
        service.add(world.as_("carl"), CODE, "Mine")
    with pytest.raises(InvalidInput, match="class"):
        service.add(mona, CODE, "Odd", "no_such_class")
    rows = len(view_of(world, "mona").plan.rows)
    with pytest.raises(InvalidInput, match="owner"):
        service.add(mona, CODE, "Odd", None, {"owner": "otto"})
    assert len(view_of(world, "mona").plan.rows) == rows  # nothing is left of what was refused


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    service, mona = world.services.closeout, world.as_("mona")
    seen = row_of(world, "venue_returned").revision
    service.change(mona, CODE, "venue_returned", {"standard": "keys too", "revision": seen})
    with pytest.raises(Conflict, match="changed_by"):
        service.change(mona, CODE, "venue_returned", {"state": "done", "revision": seen})


def test_owners_follow_roles_until_somebody_is_named(world: World) -> None:
    names = {key: row_of(world, key).owner for key in ("plan", "settlement", "contract")}
    assert {k: o.username for k, o in names.items() if o} == {
        "plan": "mona", "settlement": "fay", "contract": "mona",
    }  # fmt: skip
    service, mona = world.services.closeout, world.as_("mona")
    service.change(mona, CODE, "settlement", {"owner": "carl"})
    assert row_of(world, "settlement").owner.username == "carl"  # type: ignore[union-attr]
    world.services.projects.remove_member(mona, CODE, "carl")
    assert row_of(world, "settlement").owner.username == "fay"  # type: ignore[union-attr]
    with pytest.raises(InvalidInput, match="owner"):
        service.change(mona, CODE, "settlement", {"owner": "otto"})


def test_members_and_leads_see_a_plan_and_others_do_not(world: World) -> None:
    assert view_of(world, "carl").plan.rows
    assert view_of(world, "lena").plan.rows
    with pytest.raises(ActionForbidden):
        view_of(world, "otto")
    world.services.projects.edit(world.as_("mona"), CODE, {"restricted": True})
    for who in ("otto", "lena"):
        with pytest.raises(NotFound):
            view_of(world, who)


def test_a_duty_of_a_class_the_reader_could_not_see_is_not_shown_at_all(world: World) -> None:
    confidential = {"quotation", "contract", "settlement", "acceptance", "final_report"}
    shown = {row.id for row in view_of(world, "carl").plan.rows}
    assert not confidential & shown
    finance = {row.id for row in view_of(world, "fay").plan.rows}
    assert {"quotation", "contract", "settlement", "acceptance"} <= finance
    assert "final_report" not in finance
    pages = {}
    for who in ("carl", "mona"):
        headers = {"Authorization": f"Bearer {world.secrets[who]}", "Accept-Language": "en"}
        pages[who] = world.client().get(f"/projects/{CODE}", headers=headers).text
    assert "The four that matter most" in pages["mona"]
    assert "The four" not in pages["carl"]
    assert "the classes you may see" in pages["carl"]


def everything(world: World, who: str) -> str:
    """All that a reader is told of the plan, as text."""
    world.services.closeout.completeness(world.as_(who), [view_of(world, who).project])
    api = world.call(who, "GET", f"/projects/{CODE}/closeout")
    return api.get_data(as_text=True)


@pytest.mark.parametrize(
    "act",
    [
        lambda world: file(world, "MTG", "board-talk", level=Level.RESTRICTED),
        lambda world: file(world, "CON", "hire-of-field"),
        lambda world: world.services.closeout.change(
            world.as_("mona"), CODE, "plan",
            {"evidence": [file(world, "OTH", "secret-plan", level=Level.RESTRICTED)]},
        ),
        lambda world: world.services.closeout.change(
            world.as_("mona"), CODE, "venue_returned",
            {"evidence": [file(world, "OTH", "vault-slip", level=Level.RESTRICTED)]},
        ),
    ],
)  # fmt: skip
def test_a_hidden_document_changes_nothing_a_reader_is_told(
    world: World, act: Callable[[World], object]
) -> None:
    before = everything(world, "carl")
    act(world)
    assert everything(world, "carl") == before
    assert everything(world, "mona") != before


def test_a_hidden_link_is_kept_when_somebody_else_links_more(world: World) -> None:
    service, mona, carl = world.services.closeout, world.as_("mona"), world.as_("carl")
    secret = file(world, "OTH", "vault-slip", level=Level.RESTRICTED)
    shown = file(world, "OTH", "open-slip")
    service.change(mona, CODE, "venue_returned", {"owner": "carl", "evidence": [secret]})
    row = service.change(carl, CODE, "venue_returned", {"evidence": [shown]})
    assert [e.document for e in row.evidence] == [shown]
    assert {e.document for e in row_of(world, "venue_returned").evidence} == {secret, shown}


def test_the_gauge_of_a_list_is_the_gauge_of_the_plan(world: World) -> None:
    file(world, "PLN", "work-of-the-run")
    file(world, "CON", "hire-of-field")
    world.services.closeout.change(
        world.as_("mona"), CODE, "team_told", {"state": "not_applicable", "reason": "nobody else"}
    )
    for who in ("mona", "carl", "fay", "lena"):
        view = view_of(world, who)
        listed = world.services.closeout.completeness(world.as_(who), [view.project])
        assert listed == {view.project.id: view.plan.gauge}, who


def test_completeness_of_many_projects_costs_what_one_costs(world: World) -> None:
    from sqlalchemy import event

    for number in range(4):
        world.project(f"MANY-{number}", "mona")
    projects = [card.project for card in world.services.projects.list(world.as_("mona")).items]
    asked: list[str] = []
    engine = world.services.database._engine
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    principal = world.as_("mona")
    counts = []
    for chosen in (projects[:1], projects):
        asked.clear()
        gauges = world.services.closeout.completeness(principal, chosen)
        assert set(gauges) == {p.id for p in chosen}
        counts.append(len(asked))
    assert counts[0] == counts[1]
