"""The registers of a close, as links from one to the next: each only for those it is shown to."""

from __future__ import annotations

from flask import url_for

from archive.domain.access import scope_of
from archive.domain.projects import Project
from archive.web.context import language, principal, services
from archive.web.presenters.marks import Link
from archive.wording import say


def close_links(project: Project, current: str = "") -> tuple[Link, ...]:
    """The pages that the reader may open; none for those who are no members. `current` is this one."""
    reader = principal()
    if reader.membership(project.id) is None:
        return ()
    scope = scope_of(reader)
    offered = (
        ("closeout", "ui_closeout.plan", True),
        ("clauses", "ui_registers.clauses", services().clauses.shown_to(reader, project)),
        ("closing_list", "ui_registers.things", True),
        ("paper_register", "ui_registers.papers", True),
        ("money", "ui_money.link", services().money.shown_to(scope, project)),
        ("surveys", "ui_surveys.link", services().surveys.shown_to(scope, project)),
        (
            "access_review",
            "ui_registers.access",
            services().access_review.shown_to(reader, project),
        ),
    )
    return tuple(
        Link(
            say(language(), label),
            url_for(f"{name}.show", code=project.code),
            current=name == current,
        )
        for name, label, shown in offered
        if shown
    )
