"""One item of a batch: its preview and fields, its name being edited, what is decided about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from archive.domain.intake import BatchAct, Item
from archive.errors import ArchiveError, ChangedMeanwhile, Conflict, InvalidInput
from archive.naming.verdicts import NameVerdict, Verdict
from archive.services.intake.item_changes import ItemChange
from archive.understanding.level import level_of_part
from archive.web.context import language, principal, services
from archive.web.forms import decision, whole, words
from archive.web.pages.both_versions import compared
from archive.web.pages.chrome import leave_notice, leave_undo
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_choices, class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.batches import acts_of, batch_head, group_shown
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.checks import check_view
from archive.web.presenters.chrome import Toast
from archive.web.presenters.items import item_row
from archive.web.presenters.marks import counted
from archive.web.presenters.member_names import encoding_label, name_choices
from archive.web.presenters.previews import Around, preview
from archive.wording import say

blueprint = Blueprint("items", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "row": signed_in,
    "edit": signed_in,
    "change": signed_in,
    "file": signed_in,
    "check": signed_in,
    "page": signed_in,
    "names": signed_in,
}

FIELDS = ("title", "date", "version", "status", "language", "amount", "currency")
WIDEST = 1600


@blueprint.get("/batches/<batch_id>/items/<item_id>")
def show(batch_id: str, item_id: str) -> str:
    """The preview panel; a whole page with the same content without script."""
    return _shown(batch_id, services().intake.item(principal(), batch_id, item_id))


@blueprint.get("/batches/<batch_id>/items/<item_id>/row")
def row(batch_id: str, item_id: str) -> str:
    """The row as it stands: what `Esc` brings back."""
    return _row(services().intake.item(principal(), batch_id, item_id))


@blueprint.get("/batches/<batch_id>/items/<item_id>/edit")
def edit(batch_id: str, item_id: str) -> AnyResponse:
    """The row with its name as a field; without script, the item's page."""
    if not request.headers.get("HX-Request"):
        return redirect(url_for("items.show", batch_id=batch_id, item_id=item_id))
    item = services().intake.item(principal(), batch_id, item_id)
    if _frozen(item):
        return make_response(_row(item))
    verdict = services().names.check_of(principal(), item, item.name)
    return make_response(
        render_template(
            "_item_edit.html",
            row=item_row(item, class_labels(), language()),
            classes=class_choices(),
            check=check_view(item.name, verdict, language()),
        )
    )


@blueprint.post("/batches/<batch_id>/items/<item_id>/check")
def check(batch_id: str, item_id: str) -> str:
    """The live verdict on a name being typed. Nothing is stored."""
    item = services().intake.item(principal(), batch_id, item_id)
    name = (request.form.get("name") or "").strip()[:500]
    verdict: NameVerdict = services().names.check_of(principal(), item, name)
    return render_template("_name_check.html", check=check_view(name, verdict, language()))


@blueprint.post("/batches/<batch_id>/items/<item_id>")
def change(batch_id: str, item_id: str) -> AnyResponse:
    """Keep a correction or a decision; the item is judged again and its row comes back."""
    before = services().intake.item(principal(), batch_id, item_id)
    try:
        item, undo = _keep(batch_id, item_id, _asked_change())
    except ChangedMeanwhile as first:
        if not _typed():
            return _refused(batch_id, item_id, first)
        return _both(batch_id, item_id, sentence_of(first))
    except (InvalidInput, Conflict) as error:
        return _refused(batch_id, item_id, error)
    if request.form.get("name") and item.verdict in (Verdict.HELD.value, Verdict.REFUSED.value):
        return _answer(batch_id, item, "warn", sentence="")
    if raised := _raised_with(before, item):
        name, level = raised[0].original_name, say(language(), f"ui.level_{item.level.key}")
        if not request.headers.get("HX-Request"):
            leave_notice("ok", "ui_batch.raised_too", name=name, level=level)
        told = say(language(), "ui_batch.raised_too", name=name, level=level)
        return _answer(batch_id, item, sentence=told, raised=raised)
    return _answer(batch_id, item, undo=undo)


def _keep(batch_id: str, item_id: str, change: ItemChange) -> tuple[Item, BatchAct | None]:
    """Keep a change; a decision can be undone, a value is simply set again."""
    if change.decision in (None, "none"):
        return services().intake.change(principal(), batch_id, item_id, change), None
    outcome = services().batch_acts.change(principal(), batch_id, [item_id], change)
    for _, error in outcome.refused:
        raise error
    return outcome.done[0], outcome.act


@blueprint.post("/batches/<batch_id>/items/<item_id>/file")
def file(batch_id: str, item_id: str) -> AnyResponse:
    """File this one item, under its proposed name where its own does not comply."""
    try:
        filed = services().batch_acts.file(
            principal(), batch_id, [item_id], accept_suggestions=True
        )
    except Conflict as error:
        return _refused(batch_id, item_id, error)
    item = services().intake.item(principal(), batch_id, item_id)
    if filed.outcome.held:
        return _answer(batch_id, item, "warn")
    return _answer(batch_id, item, undo=filed.act)


@blueprint.get("/batches/<batch_id>/items/<item_id>/pages/<int:number>.png")
def page(batch_id: str, item_id: str, number: int) -> Response:
    """A page's picture."""
    width = whole(request.args.get("w"), 800, 64, WIDEST)
    picture = services().intake.picture(principal(), batch_id, item_id, number, width)
    return Response(picture, mimetype="image/png")


@blueprint.post("/batches/<batch_id>/items/<item_id>/names")
def names(batch_id: str, item_id: str) -> AnyResponse:
    """Read the names inside an archive in the chosen encoding."""
    encoding = request.form.get("encoding", "")[:32]
    try:
        services().member_names.choose(principal(), batch_id, item_id, encoding)
    except (InvalidInput, Conflict) as error:
        leave_notice("warn", "ui_batch.refused", why=sentence_of(error))
    else:
        leave_notice("ok", "ui_batch.names_chosen", encoding=encoding_label(encoding))
    return redirect(url_for("batches.show", batch_id=batch_id, _anchor=f"row-{item_id}"), 303)


def _asked_change() -> ItemChange:
    form = request.form
    fields: dict[str, object] = {name: form[name].strip() for name in FIELDS if name in form}
    if "parties" in form:
        fields["parties"] = [line.strip() for line in form["parties"].splitlines() if line.strip()]
    revision, level = form.get("revision"), words(form, "level")
    return ItemChange(
        class_key=words(form, "class"),
        name=form.get("name"),
        fields=fields or None,
        level=None if level == form.get("level_was") else level,
        decision=decision(form),
        of=words(form, "of"),
        reason=words(form, "reason", 500),
        revision=int(revision) if revision and revision.isdigit() else None,
    )


def _raised_with(before: Item, item: Item) -> list[Item]:
    """The mails and archives whose level came up with that of a file in them, just now."""
    if item.level <= before.level:
        return []
    found, parent = [], item.parent
    why = (level_of_part(item.original_name),)
    while parent is not None:
        holder = services().intake.item(principal(), item.batch, parent)
        if holder.level is item.level and holder.level_reasons == why:
            found.append(holder)
        parent = holder.parent
    return found


def _answer(
    batch_id: str,
    item: Item,
    kind: str = "",
    sentence: str = "",
    undo: BatchAct | None = None,
    raised: Sequence[Item] = (),
) -> AnyResponse:
    """The row (with the counts above it) or the panel for script; the batch page without."""
    address = url_for("batches.undo", batch_id=batch_id)
    if not request.headers.get("HX-Request"):
        if kind:
            leave_notice(kind, "ui_batch.still_held")
        if undo:
            leave_undo(f"ui_batch.did_{undo.kind}", address, undo.id, n=1)
        return redirect(url_for("batches.show", batch_id=batch_id, _anchor=f"row-{item.id}"), 303)
    view = services().intake.batch(principal(), batch_id)
    parts = [
        _shown(batch_id, item) if request.form.get("from") == "panel" else _row(item),
        render_template(
            "_batch_head.html",
            head=batch_head(
                view, language(), group_shown(request.headers.get("HX-Current-URL", ""))
            ),
            oob=True,
            code=view.batch.project_code,
            acts=acts_of(services().batch_acts.latest(principal(), batch_id), language()),
            may_file=not _frozen(item),
        ),
    ]
    if request.form.get("from") == "panel":
        parts.append(f"<template>{_row(item, oob=True)}</template>")
    parts += [f"<template>{_row(holder, oob=True)}</template>" for holder in raised]
    if undo:
        sentence = counted(language(), f"ui_batch.did_{undo.kind}", 1)
    if sentence:
        note = Toast(sentence, address if undo else "", undo.id if undo else "")
        parts.append(render_template("_toast.html", note=note))
    return make_response("\n".join(parts))


def _refused(batch_id: str, item_id: str, error: ArchiveError) -> AnyResponse:
    """The row as it stands now, and why the change was not kept."""
    item = services().intake.item(principal(), batch_id, item_id)
    if not request.headers.get("HX-Request"):
        leave_notice("warn", "ui_batch.refused", why=sentence_of(error))
        return redirect(url_for("batches.show", batch_id=batch_id), 303)
    if isinstance(error, InvalidInput):
        return _kept_as_typed(sentence_of(error))
    response = _answer(batch_id, item, sentence=sentence_of(error))
    response.status_code = 409
    return response


def _kept_as_typed(sentence: str) -> AnyResponse:
    """Why a value does not fit; the form stays on the page with everything that was typed in it."""
    response = make_response(render_template("_toast.html", note=Toast(sentence, "", "")), 422)
    response.headers["HX-Reswap"] = "none"
    return response


def _typed() -> bool:
    """Whether something was written in the form, that a refusal must not lose."""
    return bool({"name", "parties", *FIELDS} & set(request.form))


def _both(batch_id: str, item_id: str, why: str) -> AnyResponse:
    """Both versions: in place of the row, in the panel, or as a page without script."""
    page = compared(_standing(batch_id, item_id))
    if not request.headers.get("HX-Request"):
        return make_response(render_template("both_versions.html", page=page, why=why), 409)
    panel = request.form.get("from") == "panel"
    template = "_both_versions.html" if panel else "_item_both.html"
    return make_response(render_template(template, page=page, why=why, item=item_id), 409)


def _standing(batch_id: str, item_id: str) -> Standing:
    item = services().intake.item(principal(), batch_id, item_id)
    view, spoken = preview(item, (), class_labels(), language(), 1), language()
    options = {"class": dict(class_choices()), "level": dict(view.levels),
               "status": dict(view.statuses), "language": dict(view.languages)}  # fmt: skip
    values = {"name": item.name, **view.values}
    return Standing(
        item.original_name,
        ("revision", str(item.revision)),
        url_for("batches.show", batch_id=batch_id, _anchor=f"row-{item_id}"),
        tuple(
            Told(name, say(spoken, f"ui.{name}"), str(value or ""), options.get(name, {}))
            for name, value in values.items()
        ),
        view.lang,
    )


def _row(item: Item, *, oob: bool = False) -> str:
    return render_template(
        "_item_row.html",
        row=item_row(item, class_labels(), language(), frozen=_frozen(item)),
        classes=class_choices(),
        oob=oob,
    )


def _frozen(item: Item) -> bool:
    return services().closing.is_closed(item.project)


def _shown(batch_id: str, item: Item) -> str:
    number = whole(request.args.get("page"), 1, 1, 100_000)
    text = services().intake.text(principal(), batch_id, item.id)
    frozen = _frozen(item)
    usual = services().names.rules().class_for(item.class_key or "other").level
    around = Around(frozen=frozen, usual=usual)
    view = preview(item, text.segments, class_labels(), language(), number, around)
    asks = item.name_encoding is not None
    inside = services().member_names.choices(principal(), batch_id, item.id) if asks else None
    fragment = bool(request.headers.get("HX-Request"))
    template = "_item_preview.html" if fragment else "item.html"
    code = "" if fragment else services().intake.batch(principal(), batch_id).batch.project_code
    names = name_choices(inside) if inside else ()
    return render_template(
        template,
        view=view,
        classes=class_choices(),
        project={"code": code, "state": "closed" if frozen else "open"},
        names=names,
    )
