"""The naming rules: one name taken apart, a box to try a name in, every class and every check."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from archive.domain.access import Action, Target, may
from archive.web.context import language, principal, services
from archive.web.policy import Policy, signed_in
from archive.web.presenters.rule_changes import version_rows
from archive.web.presenters.rules import rules_page
from archive.web.presenters.tries import TryView, try_view

blueprint = Blueprint("rules", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in, "check": signed_in}

LONGEST = 500


@blueprint.get("/rules")
def show() -> str:
    """The rules in force, and the verdict on the name in the address, if there is one."""
    state = services().rules.state(principal())
    name = request.args.get("name", "").strip()[:LONGEST]
    return render_template(
        "rules.html",
        page=rules_page(state.explanation, language()),
        alarm=state.alarm,
        announced=state.announced,
        versions=version_rows(services().rules.versions(), language()),
        may_change=may(principal(), Action.EDIT_RULES, Target()),
        name=name,
        tried=_tried(name) if name else None,
    )


@blueprint.post("/rules/check")
def check() -> str:
    """The live verdict on a name being typed. Nothing is stored."""
    name = (request.form.get("name") or "").strip()[:LONGEST]
    return render_template("_rules_try.html", tried=_tried(name) if name else None)


def _tried(name: str) -> TryView:
    return try_view(name, services().names.check(principal(), name), language())
