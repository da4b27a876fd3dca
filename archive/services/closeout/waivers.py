"""What a project is closed without: each thing with its reason, who said so and on what day."""

from __future__ import annotations

from typing import Any

from archive.domain.access import Action, Principal, Target, may, scope_of
from archive.domain.closeout import Closing
from archive.domain.projects import Project
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.services.closeout.closeout_plan import sees_class, waived_duties
from archive.services.closeout.closing_record import closed_on, record_for
from archive.team_time import day_of


def waivers_of(
    work: Work, principal: Principal, project: Project, rules: Rules
) -> list[dict[str, Any]]:
    """The waived duties and, of a closed project, whatever else it was closed without.

    As far as the caller may know the plan: a class the caller would not see is no row of theirs, and
    a waiver that rests on hidden documents is none. `title` is in the project's language; `by` and
    `on` name the last person who said so and the day; `classes` are those of documents a duty asks for.
    """
    if not may(principal, Action.SEE_CLOSEOUT, Target(project.id)):
        return []
    waived = waived_duties(work, scope_of(principal), project, rules)
    said = work.closeout.last_said(project.id) if waived else {}
    found = []
    for duty, note, titles in waived:
        name, at = said[duty.key]
        title = titles[project.language]
        found.append({"id": duty.key, "kind": "duty", "title": title, "reason": note.reason or ""}
                     | {"by": name, "on": day_of(at).isoformat(), "classes": duty.classes})  # fmt: skip
    return found + at_the_close(work, principal, project, rules)


def at_the_close(
    work: Work, principal: Principal, project: Project, rules: Rules
) -> list[dict[str, Any]]:
    """Waivers of what is no duty of the plan: open clauses, money, surveys, rows of registers.

    Of a project that is closed now, as far as the caller may know the plan and sees what a waiver rests on.
    """
    closings = work.closings.of_project(project.id)[:1] if project.state != "open" else ()
    if not closings or not may(principal, Action.SEE_CLOSEOUT, Target(project.id)):
        return []
    return _within(work, principal, project, closings[0], rules)


def rested_on(work: Work, project: Project) -> dict[str, frozenset[str]]:
    """Of each thing that the project was closed without the papers that whoever closed it had before them."""
    closings = work.closings.of_project(project.id)[:1] if project.state != "open" else ()
    return {
        waiver["id"]: frozenset(waiver["sources"])
        for closing in closings
        for waiver in closing.record["waivers"]
    }


def _within(
    work: Work, principal: Principal, project: Project, closing: Closing, rules: Rules
) -> list[dict[str, Any]]:
    scope = scope_of(principal)
    wanted = [d["document"] for d in closing.record["documents"]]
    seen = work.documents.get_many(scope, wanted)
    record = record_for(
        closing.record,
        {key for key, document in seen.items() if document.project == project.id},
        lambda class_key: sees_class(rules, scope, project, class_key),
        inside=principal.membership(project.id) is not None,
    )
    said = {"by": closing.closed_by_name, "on": closed_on(closing.record).isoformat()}
    return [waiver | said for waiver in record["waivers"] if waiver["kind"] != "duty"]
