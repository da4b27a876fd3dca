"""The clause checklist: what contracts promise, what was delivered, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.clauses import ClauseKind, ClauseState
from archive.errors import (
    ActionForbidden,
    ArchiveError,
    ChangedMeanwhile,
    Conflict,
    InvalidInput,
    NotFound,
)
from archive.services.closeout.clauses import OF_OWNER, ClauseList
from archive.services.documents.register_fields import LONGEST
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.document_choice import chosen_documents, document_choice
from archive.web.pages.failures import sentence_of
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.clauses import ClauseRow, clause_groups
from archive.wording import say

blueprint = Blueprint("clauses", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "add": signed_in,
    "item": signed_in,
    "save": signed_in,
}
CALLED = {"text": "ui_registers.clause"}
EXPECTED = (InvalidInput, Conflict, ActionForbidden)
STATES = tuple(state.value for state in ClauseState)
KINDS = tuple(kind.value for kind in ClauseKind)


@blueprint.get("/projects/<code>/clauses")
def show(code: str) -> str:
    """The whole checklist, contract by contract."""
    return _page(code)


@blueprint.post("/projects/<code>/clauses")
def add(code: str) -> Response:
    """Add a clause by hand."""
    form = request.form
    try:
        kind = ClauseKind(choice(form, "kind", KINDS) or KINDS[0])
        services().clauses.add(
            principal(),
            code,
            needed(form, "text", LONGEST),
            kind,
            words(form, "contract"),
            {"promised": words(form, "promised", LONGEST), "owner": words(form, "owner")},
        )
    except EXPECTED as error:
        return make_response(_page(code, sentence_of(error, CALLED)), 422)
    leave_notice("ok", "ui_registers.clause_added")
    return redirect(url_for("clauses.show", code=code), 303)


@blueprint.get("/projects/<code>/clauses/<clause_id>")
def item(code: str, clause_id: str) -> str:
    """One clause as a form, with the words it was drafted from."""
    return _form(services().clauses.list(principal(), code), clause_id)


@blueprint.post("/projects/<code>/clauses/<clause_id>")
def save(code: str, clause_id: str) -> Response:
    """Say how far the clause was kept."""
    found = services().clauses.list(principal(), code)
    row = _row(found, clause_id)
    try:
        services().clauses.change(principal(), code, clause_id, _said(found, row))
    except ChangedMeanwhile as first:
        return stale_save(_standing(code, clause_id), first)
    except EXPECTED as error:
        return make_response(_form(found, clause_id, error), 422)
    leave_notice("ok", "ui_registers.saved")
    return redirect(url_for("clauses.show", code=code, _anchor=clause_id), 303)


def _said(found: ClauseList, row: ClauseRow) -> dict[str, Any]:
    form = request.form
    said: dict[str, Any] = {
        "revision": words(form, "revision") or "",
        "remedy": words(form, "remedy", LONGEST),
        "evidence": chosen_documents(found.project.code, "evidence"),
    }
    delivered, state = words(form, "delivered", LONGEST), choice(form, "state", STATES)
    # What is only confirmed stays drafted, so that a later review may still say more.
    if (delivered or "") != row.delivered:
        said["delivered"] = delivered
    if state is not None and (state != row.state.key or row.judged or row.settled):
        said["state"] = state
    if found.may_edit:
        said["owner"] = words(form, "owner")
        if row.own:
            said["text"] = needed(form, "text", LONGEST)
            said["promised"] = words(form, "promised", LONGEST)
    return said


def _page(code: str, refusal: str = "") -> str:
    found = services().clauses.list(principal(), code)
    return render_template(
        "clauses.html",
        project=found.project,
        groups=clause_groups(found, principal().user_id, language()),
        open=found.open,
        total=len(found.rows),
        built=found.built,
        may_edit=found.may_edit,
        contracts=_contracts(found),
        owners=_owners(found),
        kinds=tuple((k, say(language(), f"ui_registers.kind_{k}")) for k in KINDS),
        registers=close_links(found.project, "clauses"),
        typed=request.form,
        refusal=refusal,
    )


def _form(found: ClauseList, clause_id: str, refused: ArchiveError | None = None) -> str:
    row = _row(found, clause_id)
    linked = request.form.getlist("evidence") if refused else row.linked
    return render_template(
        "clause.html",
        project=found.project,
        row=row,
        may_edit=found.may_edit,
        live=found.may_edit or (row.mine and found.project.state == "open"),
        states=_states(),
        owners=_owners(found),
        documents=document_choice(found.project.code, "evidence", {*row.linked, *linked}, refused),
        linked=linked,
        longest=LONGEST,
        of_owner=OF_OWNER,
        typed=request.form,
        refusal=sentence_of(refused, CALLED) if refused else "",
    )


def _row(found: ClauseList, clause_id: str) -> ClauseRow:
    groups = clause_groups(found, principal().user_id, language())
    row = next((r for group in groups for r in group.rows if r.key == clause_id), None)
    if row is None:
        raise NotFound
    return row


def _contracts(found: ClauseList) -> tuple[tuple[str, str], ...]:
    none = ("", say(language(), "ui_registers.no_contract"))
    known = (
        (d.id, d.title or d.name) for d in found.documents.values() if d.class_key == "contract"
    )
    return (none, *known)


def _owners(found: ClauseList) -> tuple[tuple[str, str], ...]:
    nobody = ("", say(language(), "ui_registers.nobody"))
    return (nobody, *((m.username, m.display_name or m.username) for m in found.members))


def _states() -> tuple[tuple[str, str], ...]:
    return tuple((k, say(language(), f"registers.clause_{k}")) for k in STATES)


def _standing(code: str, clause_id: str) -> Standing:
    found = services().clauses.list(principal(), code)
    row = _row(found, clause_id)
    values: dict[str, tuple[str, str | tuple[str, ...], Mapping[str, str]]] = {
        "text": ("clause", row.text, {}),
        "promised": ("promised", row.promised, {}),
        "state": ("state", row.state.key, dict(_states())),
        "delivered": ("delivered", row.delivered, {}),
        "remedy": ("remedy", row.remedy, {}),
        "owner": ("owner", row.owner, dict(_owners(found))),
        "evidence": (
            "evidence",
            tuple(sorted(row.linked)),
            {d.id: d.name for d in found.documents.values()},
        ),
    }
    return Standing(
        row.text,
        ("revision", row.revision),
        url_for("clauses.item", code=code, clause_id=clause_id),
        tuple(
            Told(name, say(language(), f"ui_registers.{label}"), value, options)
            for name, (label, value, options) in values.items()
        ),
        found.project.language,
        code,
    )
