"""Changing the naming rules: try a file on every filed name, then put it in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.messages import Message
from archive.errors import ArchiveError, InvalidInput
from archive.services.rules.dry_run import DryRun
from archive.services.rules.rule_trials import TrialView
from archive.services.rules.rulebook import digest_of
from archive.services.rules.rules import LONGEST_TEXT, Draft
from archive.web.context import language, principal, services
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.rule_changes import DryRunView, dry_run_view, names_table, version_rows

blueprint = Blueprint("rule_changes", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "change": signed_in,
    "trial": signed_in,
    "progress": signed_in,
    "names": signed_in,
    "version": signed_in,
}

SHOWN = 100


@dataclass(frozen=True, slots=True)
class _Asked:
    """The form: the text, the digest of the file it began with and of the text tried last."""

    text: str
    replaces: str
    tried: str


@blueprint.get("/rules/change")
def show() -> str:
    """The file as it stands, to be changed."""
    draft = services().rules.draft(principal())
    return _page(draft)


@blueprint.post("/rules/change")
def change() -> Response:
    """Try the text; activate it when that was asked and the text is the one that was tried."""
    try:
        asked = _asked()
    except InvalidInput as error:
        typed = Draft(request.form.get("text", ""), request.form.get("replaces", "")[:64])
        return make_response(_page(typed, refusal=sentence_of(error)), 422)
    if request.form.get("act") == "activate" and asked.tried == digest_of(asked.text):
        return _activated(asked)
    begun = services().rule_trials.begin(principal(), asked.text)
    if begun.run is not None and begun.run.problems:
        view = _view(begun.run, asked.text)
        return make_response(_page(Draft(asked.text, asked.replaces), view), 422)
    address = url_for("rule_changes.trial", trial_id=begun.id, replaces=asked.replaces)
    return redirect(address, 303)


@blueprint.get("/rules/change/<trial_id>")
def trial(trial_id: str) -> str:
    """How far a trial is; what it came to, and the way to put the text in force, once it is done."""
    found = services().rule_trials.get(principal(), trial_id, per_page=SHOWN)
    draft = Draft(found.text, request.args.get("replaces", "")[:64])
    return _page(draft, _view(found.run, found.text) if found.run else None, trial=found)


@blueprint.get("/rules/change/<trial_id>/progress")
def progress(trial_id: str) -> Response:
    """The line that says how far it is; the whole page anew once it has ended."""
    found = services().rule_trials.get(principal(), trial_id, per_page=1)
    page = render_template("_trial_progress.html", trial=found)
    response = make_response(page)
    if found.state != "waiting":
        response.headers["HX-Refresh"] = "true"
    return response


@blueprint.get("/rules/change/<trial_id>/names.csv")
def names(trial_id: str) -> Response:
    """Every name that would fail, as a table."""
    found = services().rule_trials.names(principal(), trial_id)
    response = Response(names_table(found, language()), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="dry-run.csv"'
    return response


@blueprint.get("/rules/versions/<int:number>")
def version(number: int) -> Response:
    """The text of rules that were in force, as a file."""
    found, text = services().rules.version_text(number)
    response = Response(text, mimetype="text/plain")
    name = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "-" for c in found.version)
    response.headers["Content-Disposition"] = f'attachment; filename="naming_rules-{name}.yaml"'
    return response


def _activated(asked: _Asked) -> Response:
    try:
        made = services().rules.activate(principal(), asked.text, asked.replaces or None)
    except ArchiveError as error:
        draft = Draft(asked.text, asked.replaces)
        return make_response(_page(draft, refusal=sentence_of(error)), 409)
    if made.version:
        leave_notice("ok", "ui_rules.activated", version=made.rules.version)
    else:
        day = made.rules.effective_from.isoformat()
        leave_notice("ok", "ui_rules.announced", version=made.rules.version, day=day)
    return redirect(url_for("rules.show"), 303)


def _asked() -> _Asked:
    """An uploaded file wins over the text in the box."""
    sent = request.files.get("file")
    text = request.form.get("text", "")
    if sent is not None and sent.filename:
        try:
            text = sent.stream.read(LONGEST_TEXT * 4 + 1).decode("utf-8")
        except UnicodeDecodeError:
            raise InvalidInput(field="file", why=Message("rule_file.not_utf8")) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(field="text", why=f"1-{LONGEST_TEXT}")
    return _Asked(text, request.form.get("replaces", ""), request.form.get("tried", ""))


def _view(run: DryRun, text: str) -> DryRunView:
    openable = services().rules.openable(principal(), run)
    return dry_run_view(run, text, openable, class_labels(), language())


def _page(
    draft: Draft,
    view: DryRunView | None = None,
    refusal: str = "",
    trial: TrialView | None = None,
) -> str:
    return render_template(
        "rule_change.html",
        draft=draft,
        trial=trial,
        tried=digest_of(draft.text) if view and not view.problems else "",
        run=view,
        refusal=refusal,
        alarm=services().rules.alarm(principal()),
        announced=services().rules.announced(),
        versions=version_rows(services().rules.versions(), language()),
    )
