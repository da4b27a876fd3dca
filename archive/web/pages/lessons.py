"""The knowledge base: lessons to browse, to read with their evidence, to write and to release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask import Response as AnyResponse
from werkzeug.wrappers import Response

from archive.domain.documents import Level
from archive.domain.lessons import FACETS, LessonState
from archive.errors import ArchiveError, ChangedMeanwhile, Conflict, InvalidInput
from archive.services.lessons.lesson_views import LessonQuery
from archive.team_time import day_of
from archive.web.api.handout import content_response
from archive.web.context import language, principal, services
from archive.web.forms import choice, day, needed, whole, words
from archive.web.forms import level as chosen_level
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.document_choice import chosen_document
from archive.web.pages.failures import sentence_of
from archive.web.pages.labels import class_labels
from archive.web.pages.last_page import asked_page
from archive.web.pages.lesson_forms import (
    lesson_form,
    own_projects,
    retyped,
    said,
    standing,
    typed_of,
)
from archive.web.policy import Policy, signed_in
from archive.web.presenters.asked_words import marker_of
from archive.web.presenters.lessons import (
    facet_groups,
    lesson_page,
    lesson_row,
    named,
)
from archive.web.presenters.lists import pager
from archive.web.presenters.marks import levels
from archive.web.presenters.paths import path_row

blueprint = Blueprint("lessons", __name__)
POLICIES: Mapping[str, Policy] = {
    "browse": signed_in,
    "show": signed_in,
    "new": signed_in,
    "add": signed_in,
    "edit": signed_in,
    "save": signed_in,
    "release": signed_in,
    "retire": signed_in,
    "evidence": signed_in,
    "check": signed_in,
    "say_useful": signed_in,
    "join": signed_in,
    "start": signed_in,
}
EXPECTED = (InvalidInput, Conflict)
SORTS = ("language", "newest")


@blueprint.get("/knowledge")
def browse() -> str:
    """Every lesson the reader may see, by theme, outcome, client and channel; the reader's language first."""
    asked = {name: request.args[name] for name in FACETS if request.args.get(name)}
    state = choice(request.args, "state", tuple(LessonState))
    project = request.args.get("project") or None
    sort = choice(request.args, "sort", SORTS) or SORTS[0]
    query = LessonQuery(
        (request.args.get("q") or "").strip()[:200],
        asked,
        LessonState(state) if state else None if project else LessonState.APPROVED,
        project,
        asked_page(),
        first=language() if sort == "language" else None,
    )
    found = services().lessons.find(principal(), query)
    if found.page.page > found.page.pages:
        found = services().lessons.find(principal(), replace(query, page=found.page.pages))
    own = services().projects.list(principal(), mine=True, per_page=1).total

    def address(**changed: object) -> str:
        kept = {**request.args.to_dict(), "page": None, **changed}
        return url_for("lessons.browse", **{k: v for k, v in kept.items() if v})  # type: ignore[arg-type] # a query

    # In one language there is nothing to choose; the choice is kept for when there is again.
    offered = ("sort",) if len(found.facets["language"]) > 1 and not asked.get("language") else ()
    narrowed = bool(asked or query.words or state or project)
    first = None if narrowed else services().reading_paths.first(principal())
    return render_template(
        "lessons.html",
        path=path_row(first, language()) if first else None,
        rows=[lesson_row(view, language()) for view in found.page.items],
        total=found.page.total,
        groups=facet_groups(found.facets, asked, language(), address),
        asked=query.words,
        state=state or "",
        kept=[(k, v) for k, v in request.args.items() if k not in ("q", "page", *offered)],
        sort=sort,
        sorts=named("sort", SORTS, language()) if offered else (),
        narrowed=narrowed,
        may_write=own > 0,
        pages=pager(found.page.page, found.page.pages, lambda n: address(page=n)),
        address=address,
    )


@blueprint.get("/knowledge/<lesson_id>")
def show(lesson_id: str) -> str:
    """One lesson: what happened, why, what to do next time, where it worked."""
    return _one(lesson_id)


def _one(lesson_id: str, refusal: str = "") -> str:
    view = services().lessons.get(principal(), lesson_id)
    asked = words(request.args, "q", 300) or ""
    caller = principal()
    page = lesson_page(
        view,
        class_labels(),
        language(),
        url_for,
        marker_of(services().search.wording(asked)),
        day_of(datetime.now(UTC)),
    )
    family = services().lessons.alike(caller, lesson_id) if view.seen > 1 else ()
    nearby = services().lessons.nearby(caller, lesson_id) if view.may_approve else ()
    return render_template(
        "lesson.html",
        page=page,
        refusal=refusal,
        level=choice(request.form, "level", tuple(known.key for known in Level))
        or page.row.level.key,
        levels=levels(language()),
        family=[lesson_row(one, language()) for one in family if one.lesson.id != lesson_id],
        nearby=[(one.lesson.id, one.lesson.title) for one in nearby],
        projects=own_projects() if page.startable else (),
        class_key=view.lesson.class_key or "",
        classes=tuple(class_labels().items()),
    )


@blueprint.get("/knowledge/new")
def new() -> str:
    """The form of a new lesson, for one of the reader's projects."""
    return lesson_form(None, {"kind": "how-to", "project": request.args.get("project", "")})


@blueprint.post("/knowledge")
def add() -> Response:
    """Write a lesson; its project's manager releases it."""
    try:
        view = services().lessons.add(principal(), needed(request.form, "project"), said())
    except EXPECTED as error:
        return make_response(lesson_form(None, retyped({}), sentence_of(error)), 422)
    leave_notice("ok", "ui_lesson.done_added")
    return redirect(url_for("lessons.edit", lesson_id=view.lesson.id, _anchor="evidence"), 303)


@blueprint.get("/knowledge/<lesson_id>/edit")
def edit(lesson_id: str) -> str:
    """The form of a lesson that is there, and what it rests on."""
    return _edit(lesson_id)


def _edit(lesson_id: str, refused: ArchiveError | None = None) -> str:
    view = services().lessons.get(principal(), lesson_id)
    stamped = typed_of(view.lesson) | {"revision": str(view.lesson.revision)}
    return lesson_form(view, stamped, sentence_of(refused) if refused else "", refused)


@blueprint.post("/knowledge/<lesson_id>")
def save(lesson_id: str) -> Response:
    """Keep the changes, unless somebody else changed it meanwhile."""
    revision = whole(request.form.get("revision"), 0, 0, 2**31)
    try:
        services().lessons.edit(principal(), lesson_id, said(), revision)
    except ChangedMeanwhile as first:
        return stale_save(standing(lesson_id), first)
    except EXPECTED as error:
        view = services().lessons.get(principal(), lesson_id)
        return make_response(
            lesson_form(view, retyped(typed_of(view.lesson)), sentence_of(error)), 422
        )
    if request.form.get("then") == "release":
        try:
            services().lessons.approve(principal(), lesson_id)
        except EXPECTED as error:
            # What was written is kept by now: the form goes on from there.
            return make_response(_edit(lesson_id, error), 422)
        leave_notice("ok", "ui_lesson.done_released")
        return redirect(url_for("lessons.browse", state="proposed"), 303)
    leave_notice("ok", "ui_lesson.done_saved")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


@blueprint.post("/knowledge/<lesson_id>/release")
def release(lesson_id: str) -> Response:
    """Release it at a level, with or without the client's name."""
    chosen = chosen_level(request.form)
    # Public is the lowest level, and false.
    level = Level.INTERNAL if chosen is None else chosen
    mask = request.form.get("masked") == "1"
    try:
        before = services().lessons.get(principal(), lesson_id).lesson.state
        services().lessons.approve(principal(), lesson_id, level, mask=mask)
    except EXPECTED as error:
        return make_response(_one(lesson_id, sentence_of(error)), 422)
    stood = before is LessonState.APPROVED
    leave_notice("ok", "ui_lesson.done_readers" if stood else "ui_lesson.done_released")
    return _on(lesson_id)


@blueprint.post("/knowledge/<lesson_id>/evidence")
def evidence(lesson_id: str) -> Response:
    """Add words of a document as evidence, or take one away."""
    view = services().lessons.get(principal(), lesson_id)
    quotes = [(str(c["document"]), str(c["quote"])) for c in view.evidence]
    if (gone := request.form.get("remove")) is not None:
        quotes = [pair for n, pair in enumerate(quotes) if str(n) != gone]
    try:
        if gone is None:
            document = chosen_document(view.lesson.project_code, "document") or ""
            quotes.append((document, (request.form.get("quote") or "").strip()))
        services().lessons.edit(principal(), lesson_id, {}, view.lesson.revision, quotes)
    except EXPECTED as error:
        return make_response(_edit(lesson_id, error), 422)
    leave_notice("ok", "ui_lesson.done_saved")
    return redirect(url_for("lessons.edit", lesson_id=lesson_id, _anchor="evidence"), 303)


@blueprint.post("/knowledge/<lesson_id>/check")
def check(lesson_id: str) -> Response:
    """Say that the lesson still holds."""
    try:
        view = services().lessons.check(principal(), lesson_id, day(request.form, "until"))
    except EXPECTED as error:
        return make_response(_one(lesson_id, sentence_of(error)), 422)
    until = view.lesson.verified_until
    leave_notice("ok", "ui_lesson.done_checked", day=until.isoformat() if until else "")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


@blueprint.post("/knowledge/<lesson_id>/useful")
def say_useful(lesson_id: str) -> Response:
    """Keep the reader's answer, or take it back."""
    answer = choice(request.form, "useful", ("yes", "no"))
    useful = None if answer is None else answer == "yes"
    services().lesson_usefulness.say(principal(), lesson_id, useful=useful)
    leave_notice("ok", "ui_lesson.done_useful" if answer else "ui_lesson.done_useful_back")
    return redirect(url_for("lessons.show", lesson_id=lesson_id, _anchor="useful"), 303)


@blueprint.post("/knowledge/<lesson_id>/join")
def join(lesson_id: str) -> Response:
    """Say that the lesson has the cause of another one, or one of its own."""
    services().lessons.join(principal(), lesson_id, words(request.form, "lesson", 64))
    leave_notice("ok", "ui_lesson.done_joined")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


@blueprint.get("/knowledge/start/<document_id>")
def start(document_id: str) -> AnyResponse:
    """A new document begun from a template, under the name the rules want."""
    args = request.args
    content = services().starting.start(
        principal(),
        document_id,
        needed(args, "project", 64),
        choice(args, "class", tuple(class_labels())),
        words(args, "title"),
    )
    return content_response(content)


@blueprint.post("/knowledge/<lesson_id>/retire")
def retire(lesson_id: str) -> Response:
    """Take it out of the knowledge base, or propose it again."""
    back = request.form.get("back") == "1"
    services().lessons.retire(principal(), lesson_id, back=back)
    leave_notice("ok", "ui_lesson.done_back" if back else "ui_lesson.done_retired")
    return _on(lesson_id)


def _on(lesson_id: str) -> Response:
    """Back to the lesson, or to those that are still proposed where one is decided after the other."""
    if request.form.get("then") == "next":
        return redirect(url_for("lessons.browse", state="proposed"), 303)
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)
