"""The closeout plan: what the close needs, who has it, by when, and with what evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.closeout import Due, RowState
from archive.errors import (
    ActionForbidden,
    ArchiveError,
    ChangedMeanwhile,
    Conflict,
    InvalidInput,
    NotFound,
)
from archive.services.closeout.closeout import CloseoutView
from archive.services.closeout.closeout_plan import PlanRow
from archive.services.closeout.closeout_templates import kinds
from archive.web.context import language, principal, services
from archive.web.forms import choice, day, needed, whole, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.document_choice import chosen_documents, document_choice
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_choices
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.closeout import CloseoutPage, closeout_page
from archive.wording import say

blueprint = Blueprint("closeout", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "item": signed_in,
    "change": signed_in,
    "save": signed_in,
    "add": signed_in,
    "set_kind": signed_in,
}

EXPECTED = (InvalidInput, Conflict, ActionForbidden)
STATES = tuple(state.value for state in RowState)
DUES = ("template", "on", "start", "end")


@blueprint.get("/projects/<code>/closeout")
def show(code: str) -> str:
    """The whole plan with its gauge, gaps and closes; `show=overdue` lists the overdue duties alone."""
    only_overdue = choice(request.args, "show", ("overdue",)) is not None
    return _page(services().closeout.get(principal(), code), only_overdue=only_overdue)


@blueprint.get("/projects/<code>/closeout/items/<row_id>")
def item(code: str, row_id: str) -> str:
    """One duty as a form: everything that can be changed about it."""
    view = services().closeout.get(principal(), code)
    return _form(view, _row_of(view, row_id))


@blueprint.post("/projects/<code>/closeout/rows/<row_id>")
def change(code: str, row_id: str) -> Response:
    """Owner, day or state, changed in the table itself; only what differs is kept."""
    view = services().closeout.get(principal(), code)
    row, refusal = _row_of(view, row_id), ""
    try:
        services().closeout.change(principal(), code, row_id, _in_row(row))
    except EXPECTED as error:
        refusal = sentence_of(error)
        if not _asked_by_script():
            return make_response(_page(view, refusal), 422)
    if not _asked_by_script():
        leave_notice("ok", "ui_closeout.saved", duty=row.title[language()])
        return redirect(url_for("closeout.show", code=code, _anchor=row_id), 303)
    view = services().closeout.get(principal(), code)
    shown = next(r for r in _presented(view).rows if r.id == row_id)
    fragment = render_template(
        "_closeout_row.html", page=_presented(view), project=view.project, row=shown,
        revision=_row_of(view, row_id).revision, refusal=refusal, swapped=True,
    )  # fmt: skip
    return make_response(fragment, 422 if refusal else 200)


@blueprint.post("/projects/<code>/closeout/items/<row_id>")
def save(code: str, row_id: str) -> Response:
    """Everything about a duty, from its own form."""
    view = services().closeout.get(principal(), code)
    row = _row_of(view, row_id)
    try:
        services().closeout.change(principal(), code, row_id, _in_form(view, row))
    except ChangedMeanwhile as first:
        return stale_save(_standing(code, row_id), first)
    except EXPECTED as error:
        return make_response(_form(view, row, error), 422)
    leave_notice("ok", "ui_closeout.saved", duty=row.title[language()])
    return redirect(url_for("closeout.show", code=code, _anchor=row_id), 303)


@blueprint.post("/projects/<code>/closeout/items")
def add(code: str) -> Response:
    """Add a duty of this project's own."""
    form = request.form
    changes: dict[str, Any] = {}
    try:
        if owner := words(form, "owner"):
            changes["owner"] = owner
        if due := day(form, "due"):
            changes["due"] = Due(on=due)
        row = services().closeout.add(
            principal(), code, needed(form, "title"), words(form, "class"), changes
        )
    except EXPECTED as error:
        view = services().closeout.get(principal(), code)
        return make_response(_page(view, sentence_of(error)), 422)
    leave_notice("ok", "ui_closeout.added", duty=row.title[language()])
    return redirect(url_for("closeout.show", code=code, _anchor=row.id), 303)


@blueprint.post("/projects/<code>/closeout/kind")
def set_kind(code: str) -> Response:
    """Make the plan from another template."""
    kind = choice(request.form, "kind", kinds()) or kinds()[0]
    services().closeout.set_kind(principal(), code, kind)
    label = say(language(), f"closeout.kind_{kind}")
    leave_notice("ok", "ui_closeout.kind_set", name=label)
    return redirect(url_for("closeout.show", code=code), 303)


def _page(view: CloseoutView, refusal: str = "", *, only_overdue: bool = False) -> str:
    page = _presented(view)
    return render_template(
        "closeout.html",
        project=view.project,
        page=page,
        shown=[row for row in page.rows if row.overdue] if only_overdue else page.rows,
        only_overdue=only_overdue,
        revisions={row.id: row.revision for row in view.plan.rows},
        classes=class_choices(),
        registers=close_links(view.project, "closeout"),
        refusal=refusal,
        no_days=page.may_close and not page.closed and view.project.ended_on is None,
    )


def _presented(view: CloseoutView) -> CloseoutPage:
    return closeout_page(view, principal().user_id, language(), url_for)


def _row_of(view: CloseoutView, row_id: str) -> PlanRow:
    row = next((row for row in view.plan.rows if row.id == row_id), None)
    if row is None:
        raise NotFound
    return row


def _form(view: CloseoutView, row: PlanRow, error: ArchiveError | None = None) -> str:
    page = _presented(view)
    linked = {evidence.document for evidence in row.evidence}
    ticked = set(request.form.getlist("evidence")) if error else linked
    return render_template(
        "closeout_item.html",
        project=view.project,
        page=page,
        row=next(shown for shown in page.rows if shown.id == row.id),
        revision=row.revision,
        own=row.duty.own,
        due=_due_how(row),
        days=row.due.days,
        states=_states(row),
        documents=document_choice(view.project.code, "evidence", linked | ticked, error),
        linked=ticked,
        refusal=sentence_of(error) if error else "",
    )


def _in_row(row: PlanRow) -> dict[str, Any]:
    """What the controls of a row say that differs from what stands."""
    form = request.form
    changes: dict[str, Any] = {"revision": words(form, "revision") or ""}
    owner = row.owner.username if row.owner else ""
    if "owner" in form and (form["owner"] or "") != owner:
        changes["owner"] = words(form, "owner")
    if "due" in form and day(form, "due") != row.due_on:
        on = day(form, "due")
        changes["due"] = Due(on=on) if on else None
    if "state" in form and form["state"] != row.state.value:
        changes["state"] = choice(form, "state", STATES) or "open"
    return changes


def _in_form(view: CloseoutView, row: PlanRow) -> dict[str, Any]:
    """What the form of a duty says, as far as the caller may say it."""
    form = request.form
    changes: dict[str, Any] = {"revision": words(form, "revision") or ""}
    changes["evidence"] = chosen_documents(view.project.code, "evidence")
    state = choice(form, "state", STATES)
    if state is not None and (state != row.state.value or state in ("waived", "not_applicable")):
        changes |= {"state": state, "reason": words(form, "reason", 500)}
    if view.may_edit:
        changes |= _managed(row)
    return changes


def _managed(row: PlanRow) -> dict[str, Any]:
    form = request.form
    changes: dict[str, Any] = {"standard": words(form, "standard", 500)}
    if changes["standard"] == row.standard[language()]:
        changes.pop("standard")
    if row.duty.own:
        changes["title"] = needed(form, "title")
    owner = row.owner.username if row.owner else ""
    if (form.get("owner") or "") != owner:
        changes["owner"] = words(form, "owner")
    how = choice(form, "due_how", DUES) or "template"
    if how == "template":
        changes["due"] = None
    elif how == "on":
        changes["due"] = Due(on=day(form, "due_on"))
    else:
        changes["due"] = Due(anchor=how, days=whole(form.get("due_days"), 0, 0, 3650))
    return changes


def _asked_by_script() -> bool:
    return request.headers.get("HX-Request") == "true"


def _due_how(row: PlanRow) -> str:
    return "on" if row.due.on else row.due.anchor or "template"


def _states(row: PlanRow) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key, say(language(), f"ui_closeout.state_{key}"))
        for key in STATES
        if not (row.duty.classes and key == "done")
    )


def _standing(code: str, row_id: str) -> Standing:
    view, spoken = services().closeout.get(principal(), code), language()
    row = _row_of(view, row_id)
    page = _presented(view)
    shown = next(one for one in page.rows if one.id == row_id)
    linked = tuple(sorted(evidence.document for evidence in row.evidence))
    hows = {how: say(spoken, f"ui_closeout.due_{how}") for how in DUES}
    states = dict(_states(row))
    # What its documents make of a duty (done) nobody chooses: the form of such a one says open.
    state = shown.state if shown.state in states else next(iter(states))
    values: dict[str, tuple[str, str | tuple[str, ...], Mapping[str, str]]] = {
        "title": ("ui_closeout.new_title", shown.title, {}),
        "owner": ("ui_closeout.owner", shown.owner, dict(page.owners)),
        "due_how": ("ui_closeout.due_how", _due_how(row), hows),
        "due_on": ("ui_closeout.due_on", shown.due, {}),
        "due_days": ("ui_closeout.due_days", str(row.due.days), {}),
        "standard": ("ui_closeout.standard", shown.standard, {}),
        "state": ("ui_closeout.state", state, states),
        "reason": ("ui.reason", shown.reason, {}),
        "evidence": ("ui_closeout.evidence", linked, {d.id: d.name for d in view.documents}),
    }
    return Standing(
        shown.title,
        ("revision", row.revision),
        url_for("closeout.item", code=code, row_id=row_id),
        tuple(
            Told(name, say(spoken, label), value, options)
            for name, (label, value, options) in values.items()
        ),
        shown.lang,
        code,
    )
