"""The batch page: everything dropped at once, what is proposed for it, and filing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.errors import ArchiveError, InvalidInput
from archive.services.intake import ItemChange
from archive.web.context import language, principal, services
from archive.web.forms import choice
from archive.web.pages.chrome import leave_notice
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_choices, class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.batches import (
    GROUPS,
    batch_head,
    batch_page,
    finished_since,
    reading_rows,
    stamp_of,
)
from archive.web.presenters.items import group_of
from archive.web.presenters.marks import levels

blueprint = Blueprint("batches", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "progress": signed_in,
    "file": signed_in,
    "decide": signed_in,
}

MOST_AT_ONCE = 2000
BULK_ACTS = ("hold", "discard", "none", "class", "level")


@blueprint.get("/batches/<batch_id>")
def show(batch_id: str) -> str:
    """The table of a batch with its preview panel."""
    view = services().intake.batch(principal(), batch_id)
    shown = choice(request.args, "show", ("", *GROUPS)) or ""
    project = services().projects.get(principal(), view.batch.project_code)
    return render_template(
        "batch.html",
        page=batch_page(view, class_labels(), language(), shown),
        project=project,
        classes=class_choices(),
        levels=levels(language()),
        may_file=project.state == "open" and may(principal(), Action.FILE, Target(project.id)),
    )


@blueprint.get("/batches/<batch_id>/progress")
def progress(batch_id: str) -> str:
    """What changed since the browser last asked: rows that were read, counts, and when to ask again."""
    view = services().intake.batch(principal(), batch_id)
    labels = class_labels()
    return render_template(
        "_batch_progress.html",
        head=batch_head(view, language()),
        fresh=finished_since(view.items, request.args.get("seen", ""), labels, language()),
        reading=reading_rows(view.items, labels, language()),
        stamp=stamp_of(view.items),
        classes=class_choices(),
    )


@blueprint.post("/batches/<batch_id>/file")
def file(batch_id: str) -> Response:
    """File the ticked items or all green ones under their proposed names, or what needs no new name."""
    chosen = _chosen_items(batch_id)
    if not chosen:
        leave_notice("warn", "ui_batch.none_ticked")
        return _back(batch_id)
    compliant = chosen == "compliant"
    outcome = services().filing.file_batch(
        principal(), batch_id, chosen, accept_suggestions=not compliant
    )
    code = services().intake.batch(principal(), batch_id).batch.project_code
    links = (("ui_batch.to_project", url_for("project.show", code=code)),)
    if outcome.filed:
        leave_notice("ok", "ui_batch.filed_n", links, n=len(outcome.filed))
    if outcome.held:
        leave_notice("warn", "ui_batch.held_n", n=len(outcome.held))
    return _back(batch_id)


@blueprint.post("/batches/<batch_id>/decide")
def decide(batch_id: str) -> Response:
    """Do one thing to all ticked items. What cannot be done to one leaves the others done."""
    act, ticked = choice(request.form, "act", BULK_ACTS), _ticked()
    if act is None or not ticked:
        leave_notice("warn", "ui_batch.none_ticked")
        return _back(batch_id)
    change = _bulk_change(act)
    refused = ""
    done = 0
    for item_id in ticked:
        try:
            services().intake.change(principal(), batch_id, item_id, change)
            done += 1
        except ArchiveError as error:
            refused = sentence_of(error)
    if done:
        leave_notice("ok", f"ui_batch.bulk_{act}", n=done)
    if refused:
        leave_notice("warn", "ui_batch.bulk_refused", n=len(ticked) - done, why=refused)
    return _back(batch_id)


def _chosen_items(batch_id: str) -> str | Sequence[str]:
    """What the pressed button is about: names that fit, every green row, or what is ticked."""
    which = request.form.get("which")
    if which == "compliant":
        return which
    if which == "ready":
        view = services().intake.batch(principal(), batch_id)
        return [item.id for item in view.items if group_of(item) == "ready"]
    return _ticked()


def _bulk_change(act: str) -> ItemChange:
    if act == "class":
        return ItemChange(class_key=_chosen("class"))
    if act == "level":
        return ItemChange(level=_chosen("level"))
    return ItemChange(decision=act)


def _chosen(name: str) -> str:
    if not (value := request.form.get(name)):
        raise InvalidInput(field=name, why="…")
    return value


def _ticked() -> Sequence[str]:
    return list(dict.fromkeys(request.form.getlist("items")))[:MOST_AT_ONCE]


def _back(batch_id: str) -> Response:
    return redirect(url_for("batches.show", batch_id=batch_id), 303)
