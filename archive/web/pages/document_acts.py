"""Correcting a filed document, adding a version, taking it back, moving it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may, require
from archive.domain.documents import Document
from archive.domain.messages import LANGUAGES
from archive.errors import ChangedMeanwhile, Conflict, InvalidInput, NameRejected
from archive.web.context import language, principal, services
from archive.web.forms import words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_choices
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.marks import levels
from archive.web.presenters.projects import project_rows
from archive.wording import say

blueprint = Blueprint("document_acts", __name__)
POLICIES: Mapping[str, Policy] = {
    "edit": signed_in,
    "save": signed_in,
    "add_version": signed_in,
    "withdraw": signed_in,
    "restore": signed_in,
    "move": signed_in,
}

FIELDS = (
    "title",
    "date",
    "version",
    "status",
    "language",
    "amount",
    "currency",
    "client_confirmed_on",
)
EXPECTED = (InvalidInput, Conflict, NameRejected)


@blueprint.get("/documents/<document_id>/edit")
def edit(document_id: str) -> Response:
    """The fields as a form, and the ways to move or withdraw it; of a closed project its page."""
    document = services().documents.get(principal(), document_id)
    require(principal(), Action.EDIT_DOCUMENT, Target(document.project, document.filed_by))
    if services().closing.is_closed(document.project):
        return _to(document_id)
    return make_response(_form(document, _typed(document)))


@blueprint.post("/documents/<document_id>/edit")
def save(document_id: str) -> Response:
    """Correct the fields; the canonical name follows."""
    document = services().documents.get(principal(), document_id)
    try:
        services().documents.edit(principal(), document_id, _changes(document))
    except ChangedMeanwhile as first:
        return stale_save(_standing(document_id), first)
    except EXPECTED as error:
        return make_response(_form(document, request.form, sentence_of(error)), 422)
    leave_notice("ok", "ui_document.saved")
    return _to(document_id)


@blueprint.post("/documents/<document_id>/versions")
def add_version(document_id: str) -> Response:
    """Add a newer state of the document."""
    file = request.files.get("file")
    if file is None or not file.filename:
        leave_notice("warn", "ui_project.no_file_chosen")
        return _to(document_id)
    name = words(request.form, "name", 300) or file.filename
    try:
        services().filing.add_version(principal(), document_id, file.stream, name)
    except NameRejected as error:
        why = error.suggestion or sentence_of(error)
        leave_notice("warn", "ui_document.version_refused", why=why)
    except EXPECTED as error:
        leave_notice("warn", "ui_document.refused", why=sentence_of(error))
    else:
        leave_notice("ok", "ui_document.version_added")
    return _to(document_id)


@blueprint.post("/documents/<document_id>/withdraw")
def withdraw(document_id: str) -> Response:
    """Take a misfiled document back; nothing is destroyed."""
    reason = words(request.form, "reason", 500) or ""
    return _done(
        document_id,
        "ui_document.withdrawn",
        lambda: services().documents.withdraw(principal(), document_id, reason),
    )


@blueprint.post("/documents/<document_id>/restore")
def restore(document_id: str) -> Response:
    """Undo a withdrawal."""
    return _done(
        document_id,
        "ui_document.restored",
        lambda: services().documents.restore(principal(), document_id),
    )


@blueprint.post("/documents/<document_id>/move")
def move(document_id: str) -> Response:
    """Move a misfiled document to another project."""
    code = words(request.form, "project", 24) or ""
    return _done(
        document_id,
        "ui_document.moved",
        lambda: services().documents.move(principal(), document_id, code),
    )


def _done(document_id: str, key: str, act: Callable[[], Document]) -> Response:
    try:
        act()
    except EXPECTED as error:
        leave_notice("warn", "ui_document.refused", why=sentence_of(error))
    else:
        leave_notice("ok", key)
    return _to(document_id)


def _to(document_id: str) -> Response:
    return redirect(url_for("documents.show", document_id=document_id), 303)


def _standing(document_id: str) -> Standing:
    document = services().documents.get(principal(), document_id)
    options = {
        "class": dict(class_choices()),
        "level": dict(levels(language())),
        "status": dict(_statuses()),
        "language": dict(_languages()),
    }
    return Standing(
        document.title or document.name,
        ("revision", str(document.revision)),
        url_for("documents.show", document_id=document_id),
        tuple(
            Told(name, say(language(), f"ui.{name}"), value, options.get(name, {}))
            for name, value in _typed(document).items()
        ),
    )


def _statuses() -> tuple[tuple[str, str], ...]:
    known = ("draft", "final", "signed")
    return (("", "–"), *((key, say(language(), f"ui.status_{key}")) for key in known))


def _languages() -> tuple[tuple[str, str], ...]:
    known = (*LANGUAGES, "bi")
    return (("", "–"), *((code, say(language(), f"ui.language_{code}")) for code in known))


def _typed(document: Document) -> Mapping[str, str]:
    fields = document.fields
    parties = fields.get("parties")
    return {
        "class": document.class_key,
        "title": document.title,
        "date": document.date or "",
        "version": document.version,
        "status": str(fields.get("status") or ""),
        "language": document.language or "",
        "amount": str(fields.get("amount") or ""),
        "currency": str(fields.get("currency") or ""),
        "client_confirmed_on": str(fields.get("client_confirmed_on") or ""),
        "parties": "\n".join(map(str, parties)) if isinstance(parties, list | tuple) else "",
        "level": document.level.key,
    }


def _changes(document: Document) -> dict[str, object]:
    """Only what differs from what stands: an untouched field must not be judged again."""
    form, before = request.form, _typed(document)
    changes: dict[str, object] = {
        name: form[name].strip()
        for name in FIELDS
        if name in form and form[name].strip() != before[name]
    }
    if "parties" in form and form["parties"].strip() != before["parties"]:
        lines = (line.strip() for line in form["parties"].splitlines())
        changes["parties"] = [line for line in lines if line]
    if form.get("class") not in (None, before["class"]):
        changes["class"] = form["class"]
    if form.get("level") not in (None, before["level"]):
        changes["confidentiality"] = form["level"]
    revision = form.get("revision", "")
    if revision.isdigit():
        changes["revision"] = int(revision)
    return changes


def _form(document: Document, typed: Mapping[str, str], refusal: str = "") -> str:
    caller, target = principal(), Target(document.project, document.filed_by)
    mine = services().projects.list(caller, mine=True, state="open", per_page=100).items
    others = [card for card in mine if card.project.id != document.project]
    return render_template(
        "document_edit.html",
        document=document,
        typed=typed,
        refusal=refusal,
        classes=class_choices(),
        levels=levels(language()),
        statuses=_statuses(),
        languages=_languages(),
        may_relabel=may(caller, Action.RELABEL, target),
        may_withdraw=may(caller, Action.WITHDRAW, target),
        others=project_rows(others, language()),
    )
