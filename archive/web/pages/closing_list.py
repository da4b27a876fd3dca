"""The closing list: what the project leaves behind outside the archive, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.closing_list import Thing, ThingKind, ThingState
from archive.errors import (
    ActionForbidden,
    ArchiveError,
    ChangedMeanwhile,
    Conflict,
    InvalidInput,
    NotFound,
)
from archive.services.closeout.closing_list import LONGEST_NAME, ClosingList
from archive.services.documents.register_fields import LONGEST
from archive.web.context import language, principal, services
from archive.web.forms import choice, day, needed, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.document_choice import chosen_document, document_choice
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.closing_list import owner_choices, thing_row, thing_rows
from archive.wording import say

blueprint = Blueprint("closing_list", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "add": signed_in,
    "item": signed_in,
    "save": signed_in,
}
CALLED = {"name": "ui_registers.thing", "proof": "ui_registers.proof"}
EXPECTED = (InvalidInput, Conflict, ActionForbidden)
KINDS = tuple(kind.value for kind in ThingKind)
STATES = tuple(state.value for state in ThingState)


@blueprint.get("/projects/<code>/closing-list")
def show(code: str) -> str:
    """Every row, the open ones with their day."""
    return _page(code)


@blueprint.post("/projects/<code>/closing-list")
def add(code: str) -> Response:
    """Add a row by hand."""
    form = request.form
    try:
        said = {
            "kind": choice(form, "kind", KINDS) or "other",
            "owner": words(form, "owner"),
            "due": day(form, "due"),
        }
        services().closing_list.add(principal(), code, needed(form, "name", LONGEST_NAME), said)
    except EXPECTED as error:
        return make_response(_page(code, sentence_of(error, CALLED)), 422)
    leave_notice("ok", "ui_registers.thing_added")
    return redirect(url_for("closing_list.show", code=code), 303)


@blueprint.get("/projects/<code>/closing-list/<thing_id>")
def item(code: str, thing_id: str) -> str:
    """One row as a form."""
    found = services().closing_list.get(principal(), code)
    return _form(found, _row(found, thing_id))


@blueprint.post("/projects/<code>/closing-list/<thing_id>")
def save(code: str, thing_id: str) -> Response:
    """Say what became of the row."""
    found = services().closing_list.get(principal(), code)
    row = _row(found, thing_id)
    try:
        services().closing_list.change(principal(), code, thing_id, _said(found, row))
    except ChangedMeanwhile as first:
        return stale_save(_standing(code, thing_id), first)
    except EXPECTED as error:
        return make_response(_form(found, row, error), 422)
    leave_notice("ok", "ui_registers.saved")
    return redirect(url_for("closing_list.show", code=code, _anchor=thing_id), 303)


def _said(found: ClosingList, row: Thing) -> dict[str, Any]:
    form = request.form
    said: dict[str, Any] = {
        "revision": words(form, "revision") or "",
        "state": choice(form, "state", STATES) or "open",
        "note": words(form, "note", LONGEST),
        "proof": chosen_document(found.project.code, "proof"),
    }
    if found.may_edit:
        said["owner"] = words(form, "owner")
        if day(form, "due") != row.due:
            said["due"] = day(form, "due")
        if row.own:
            said["name"] = needed(form, "name", LONGEST_NAME)
            said["kind"] = choice(form, "kind", KINDS) or row.kind.value
    return said


def _row(found: ClosingList, thing_id: str) -> Thing:
    row = next((row for row in found.rows if row.key == thing_id), None)
    if row is None:
        raise NotFound
    return row


def _page(code: str, refusal: str = "") -> str:
    found = services().closing_list.get(principal(), code)
    return render_template(
        "closing_list.html",
        project=found.project,
        rows=thing_rows(found, principal().user_id, language()),
        open=found.open,
        may_edit=found.may_edit,
        owners=owner_choices(found, language()),
        kinds=tuple((k, say(language(), f"closing_list.kind_{k}")) for k in KINDS),
        registers=close_links(found.project, "closing_list"),
        typed=request.form,
        refusal=refusal,
    )


def _form(found: ClosingList, row: Thing, refused: ArchiveError | None = None) -> str:
    shown = thing_row(row, found, principal().user_id, language())
    return render_template(
        "closing_list_item.html",
        project=found.project,
        row=shown,
        revision=row.revision,
        may_edit=found.may_edit,
        live=found.may_edit or (shown.mine and found.project.state == "open"),
        states=tuple((k, say(language(), f"closing_list.state_{k}")) for k in STATES),
        kinds=tuple((k, say(language(), f"closing_list.kind_{k}")) for k in KINDS),
        owners=owner_choices(found, language()),
        documents=document_choice(
            found.project.code, "proof", [shown.proof, request.form.get("proof")], refused
        ),
        none=say(language(), "ui_registers.no_proof"),
        typed=request.form,
        refusal=sentence_of(refused, CALLED) if refused else "",
    )


def _standing(code: str, thing_id: str) -> Standing:
    found, spoken = services().closing_list.get(principal(), code), language()
    row = _row(found, thing_id)
    shown = thing_row(row, found, principal().user_id, spoken)
    values: dict[str, tuple[str, str, Mapping[str, str]]] = {
        "name": ("ui_registers.thing", shown.name, {}),
        "kind": (
            "ui_registers.kind",
            shown.kind,
            {k: say(spoken, f"closing_list.kind_{k}") for k in KINDS},
        ),
        "state": (
            "ui_registers.state",
            shown.state.key,
            {k: say(spoken, f"closing_list.state_{k}") for k in STATES},
        ),
        "note": ("ui_registers.note", shown.note, {}),
        "proof": (
            "ui_registers.proof",
            shown.proof,
            dict(document_choice(code, "proof", [shown.proof, request.form.get("proof")]).options),
        ),
        "owner": ("ui_registers.owner", shown.owner, dict(owner_choices(found, spoken))),
        "due": ("ui_closeout.due", row.due.isoformat() if row.due else "", {}),
    }
    return Standing(
        shown.name,
        ("revision", row.revision),
        url_for("closing_list.item", code=code, thing_id=thing_id),
        tuple(
            Told(name, say(spoken, label), value, options)
            for name, (label, value, options) in values.items()
        ),
        found.project.language,
        code,
    )
