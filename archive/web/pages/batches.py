"""The batch page: everything dropped at once, what is proposed for it, and filing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.intake import BatchAct
from archive.errors import Conflict
from archive.services.intake.item_changes import ItemChange
from archive.web.context import language, principal, services
from archive.web.forms import choice, words
from archive.web.pages.chrome import leave_notice, leave_undo
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_choices, class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.batches import (
    GROUPS,
    acts_of,
    batch_head,
    batch_page,
    finished_since,
    group_shown,
    reading_rows,
    stamp_of,
)
from archive.web.presenters.items import group_of
from archive.web.presenters.marks import levels
from archive.web.presenters.names import as_seen

blueprint = Blueprint("batches", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "progress": signed_in,
    "file": signed_in,
    "decide": signed_in,
    "undo": signed_in,
    "read_again": signed_in,
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
        page=batch_page(view, class_labels(), language(), shown, frozen=project.state != "open"),
        project=project,
        code=project.code,
        classes=class_choices(),
        levels=levels(language()),
        unfinished=_unfinished(batch_id),
        acts=acts_of(services().batch_acts.latest(principal(), batch_id), language()),
        may_file=project.state == "open" and may(principal(), Action.FILE, Target(project.id)),
    )


def _unfinished(batch_id: str) -> Sequence[str]:
    """Names of large files that the reader began to send and that are not whole."""
    parts = services().uploads.unfinished(principal(), batch_id)
    return [as_seen(part.path.rsplit("/", 1)[-1]) for part in parts]


@blueprint.get("/batches/<batch_id>/progress")
def progress(batch_id: str) -> str:
    """What changed since the browser last asked: rows that were read, counts, and when to ask again."""
    view = services().intake.batch(principal(), batch_id)
    labels, seen = class_labels(), request.args.get("seen", "")
    frozen = services().closing.is_closed(view.batch.project)
    return render_template(
        "_batch_progress.html",
        head=batch_head(view, language(), group_shown(request.headers.get("HX-Current-URL", ""))),
        fresh=finished_since(view.items, seen, labels, language(), frozen=frozen),
        reading=reading_rows(view.items, labels, language()),
        stamp=stamp_of(view.items),
        classes=class_choices(),
        code=view.batch.project_code,
        may_file=not frozen and may(principal(), Action.FILE, Target(view.batch.project)),
    )


@blueprint.post("/batches/<batch_id>/file")
def file(batch_id: str) -> Response:
    """File the ticked items or all green ones under their proposed names, or what needs no new name."""
    chosen = _chosen_items(batch_id)
    if not chosen:
        leave_notice("warn", "ui_batch.none_ticked")
        return _back(batch_id)
    compliant = chosen == "compliant"
    filed = services().batch_acts.file(
        principal(), batch_id, chosen, accept_suggestions=not compliant
    )
    outcome = filed.outcome
    code = services().intake.batch(principal(), batch_id).batch.project_code
    links = (("ui_batch.to_project", url_for("project.show", code=code)),)
    if outcome.filed:
        leave_notice("ok", "ui_batch.filed_n", links, n=len(outcome.filed))
    if outcome.held:
        leave_notice("warn", "ui_batch.held_n", n=len(outcome.held))
    _offer_undo(batch_id, filed.act)
    return _back(batch_id)


@blueprint.post("/batches/<batch_id>/decide")
def decide(batch_id: str) -> Response:
    """Do one thing to all ticked items. What cannot be done to one leaves the others done."""
    act, ticked = choice(request.form, "act", BULK_ACTS), _ticked()
    if act is None or not ticked:
        leave_notice("warn", "ui_batch.none_ticked")
        return _back(batch_id)
    change = _bulk_change(act)
    if change is None:
        leave_notice("warn", f"ui_batch.none_chosen_{act}")
        return _back(batch_id)
    outcome = services().batch_acts.change(principal(), batch_id, ticked, change)
    _offer_undo(batch_id, outcome.act)
    if outcome.refused:
        why = sentence_of(outcome.refused[0][1])
        leave_notice("warn", "ui_batch.bulk_refused", n=len(outcome.refused), why=why)
    return _back(batch_id)


@blueprint.post("/batches/<batch_id>/undo")
def undo(batch_id: str) -> Response:
    """Take back what was done last, or the act that is named."""
    act_id = words(request.form, "act", 64)
    try:
        undone = services().batch_acts.undo(principal(), batch_id, act_id)
    except Conflict as error:
        leave_notice("warn", "ui_batch.not_undone", why=sentence_of(error))
        return _back(batch_id)
    if undone.restored:
        leave_notice("ok", "ui_batch.undone_n", n=len(undone.restored))
    if undone.left:
        leave_notice("warn", "ui_batch.undone_left", n=len(undone.left))
    first = undone.restored[0] if len(undone.restored) == 1 else None
    return _back(batch_id, anchor=f"row-{first}" if first else None)


@blueprint.post("/batches/<batch_id>/read-again")
def read_again(batch_id: str) -> Response:
    """Have the files read anew whose reading failed."""
    files = services().intake.read_again(principal(), batch_id)
    leave_notice("ok", "ui_batch.read_again_n", n=files)
    return _back(batch_id)


def _offer_undo(batch_id: str, act: BatchAct | None) -> None:
    if act is not None:
        address = url_for("batches.undo", batch_id=batch_id)
        leave_undo(f"ui_batch.did_{act.kind}", address, act.id, n=len(act.entries))


def _chosen_items(batch_id: str) -> str | Sequence[str]:
    """What the pressed button is about: names that fit, every green row, or what is ticked."""
    which = request.form.get("which")
    if which == "compliant":
        return which
    if which == "ready":
        view = services().intake.batch(principal(), batch_id)
        return [item.id for item in view.items if group_of(item) == "ready"]
    return _ticked()


def _bulk_change(act: str) -> ItemChange | None:
    """What to do to the ticked items; None where the class or level was not chosen."""
    if act not in ("class", "level"):
        return ItemChange(decision=act)
    value = words(request.form, act)
    if value is None:
        return None
    return ItemChange(class_key=value) if act == "class" else ItemChange(level=value)


def _ticked() -> Sequence[str]:
    return list(dict.fromkeys(request.form.getlist("items")))[:MOST_AT_ONCE]


def _back(batch_id: str, anchor: str | None = None) -> Response:
    return redirect(url_for("batches.show", batch_id=batch_id, _anchor=anchor), 303)
