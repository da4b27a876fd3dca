"""The knowledge base: lessons to browse, to read with their evidence, to write and to release."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.documents import Level
from archive.domain.lessons import CHANNELS, FACETS, PROSE, THEMES, LessonKind, LessonState
from archive.services.lessons import LessonQuery
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed, whole, words
from archive.web.forms import level as chosen_level
from archive.web.pages.chrome import leave_notice
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.asked_words import marker_of
from archive.web.presenters.lessons import facet_groups, lesson_page, lesson_row, named
from archive.web.presenters.lists import pager
from archive.web.presenters.marks import levels

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
}


@blueprint.get("/knowledge")
def browse() -> str:
    """Every lesson the reader may see, by theme, outcome, client and channel."""
    asked = {name: request.args[name] for name in FACETS if request.args.get(name)}
    state = choice(request.args, "state", tuple(LessonState))
    query = LessonQuery(
        (request.args.get("q") or "").strip()[:200],
        asked,
        LessonState(state) if state else None,
        request.args.get("project") or None,
        whole(request.args.get("page"), 1, 1, 10_000),
    )
    found = services().lessons.find(principal(), query)
    own = services().projects.list(principal(), mine=True, per_page=1).total

    def address(**changed: object) -> str:
        kept = {**request.args.to_dict(), "page": None, **changed}
        return url_for("lessons.browse", **{k: v for k, v in kept.items() if v})  # type: ignore[arg-type] # a query

    return render_template(
        "lessons.html",
        rows=[lesson_row(view, language()) for view in found.page.items],
        total=found.page.total,
        groups=facet_groups(found.facets, asked, language(), address),
        asked=query.words,
        state=state or "",
        kept=[(k, v) for k, v in request.args.items() if k not in ("q", "page")],
        narrowed=bool(asked or query.words or state or query.project),
        may_write=own > 0,
        pages=pager(query.page, found.page.pages, lambda n: address(page=n)),
        address=address,
    )


@blueprint.get("/knowledge/<lesson_id>")
def show(lesson_id: str) -> str:
    """One lesson: what happened, why, what to do next time, where it worked."""
    view = services().lessons.get(principal(), lesson_id)
    asked = words(request.args, "q", 300) or ""
    return render_template(
        "lesson.html",
        page=lesson_page(view, class_labels(), language(), url_for, marker_of(asked)),
        levels=levels(language()),
    )


@blueprint.get("/knowledge/new")
def new() -> str:
    """The form of a new lesson, for one of the reader's projects."""
    cards = services().projects.list(principal(), mine=True, per_page=100).items
    projects = [(card.project.code, f"{card.project.code} {card.project.name}") for card in cards]
    return _form(None, {"kind": "how-to", "project": request.args.get("project", "")}, projects)


@blueprint.post("/knowledge")
def add() -> Response:
    """Write a lesson; its project's manager releases it."""
    view = services().lessons.add(principal(), needed(request.form, "project"), _said())
    leave_notice("ok", "ui_lesson.done_added")
    return redirect(url_for("lessons.show", lesson_id=view.lesson.id), 303)


@blueprint.get("/knowledge/<lesson_id>/edit")
def edit(lesson_id: str) -> str:
    """The form of a lesson that is there."""
    lesson = services().lessons.get(principal(), lesson_id).lesson
    typed = {name: getattr(lesson, name) or "" for name in (*PROSE, "theme", "channel")}
    more = {"kind": lesson.kind.value, "class": lesson.class_key or "", "band": lesson.band or ""}
    revision = {"revision": str(lesson.revision), "industry": lesson.industry or ""}
    return _form(lesson_id, typed | more | revision, [])


@blueprint.post("/knowledge/<lesson_id>")
def save(lesson_id: str) -> Response:
    """Keep the changes, unless somebody else changed it meanwhile."""
    revision = whole(request.form.get("revision"), 0, 0, 2**31)
    services().lessons.edit(principal(), lesson_id, _said(), revision)
    leave_notice("ok", "ui_lesson.done_saved")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


@blueprint.post("/knowledge/<lesson_id>/release")
def release(lesson_id: str) -> Response:
    """Release it at a level, with or without the client's name."""
    level = chosen_level(request.form) or Level.INTERNAL
    mask = request.form.get("masked") == "1"
    services().lessons.approve(principal(), lesson_id, level, mask=mask)
    leave_notice("ok", "ui_lesson.done_released")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


@blueprint.post("/knowledge/<lesson_id>/retire")
def retire(lesson_id: str) -> Response:
    """Take it out of the knowledge base, or propose it again."""
    back = request.form.get("back") == "1"
    services().lessons.retire(principal(), lesson_id, back=back)
    leave_notice("ok", "ui_lesson.done_back" if back else "ui_lesson.done_retired")
    return redirect(url_for("lessons.show", lesson_id=lesson_id), 303)


def _said() -> dict[str, object]:
    form = request.form
    said: dict[str, object] = {name: (form.get(name) or "").strip() for name in PROSE}
    said |= {"kind": form.get("kind"), "class_key": form.get("class") or None}
    said |= {"theme": form.get("theme") or None, "channel": form.get("channel") or None}
    return said | {"industry": words(form, "industry"), "band": words(form, "band")}


def _form(lesson_id: str | None, typed: Mapping[str, str], projects: list[tuple[str, str]]) -> str:
    blank = ("", "–")
    return render_template(
        "lesson_form.html",
        lesson_id=lesson_id,
        typed=typed,
        projects=projects,
        prose=PROSE[1:],
        kinds=named("kind", tuple(LessonKind), language()),
        themes=(blank, *named("theme", THEMES, language())),
        channels=(blank, *named("channel", CHANNELS, language())),
        classes=(blank, *class_labels().items()),
    )
