"""Reading paths: the list, a path with one stop opened, and changing a path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.lessons import THEMES
from archive.domain.messages import LANGUAGES
from archive.domain.reading_paths import AUDIENCES, ReadingPath
from archive.errors import ActionForbidden, ChangedMeanwhile
from archive.services.documents.documents import DocumentQuery
from archive.services.lessons.lesson_views import LessonQuery
from archive.services.lessons.reading_paths import PathView, StopView
from archive.web.context import language, principal, services
from archive.web.forms import choice, needed, whole, words
from archive.web.pages.both_versions import stale_save
from archive.web.pages.chrome import leave_notice
from archive.web.pages.labels import class_labels
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.lessons import lesson_page, lesson_row
from archive.web.presenters.lists import pager
from archive.web.presenters.paths import (
    audiences,
    draft_of,
    draft_rows,
    path_page,
    path_row,
    reader_rows,
    topics,
)
from archive.web.presenters.projects import recent_rows
from archive.web.presenters.shelf import document_row
from archive.wording import say

blueprint = Blueprint("paths", __name__)
POLICIES: Mapping[str, Policy] = {
    "browse": signed_in,
    "show": signed_in,
    "new": signed_in,
    "add": signed_in,
    "edit": signed_in,
    "save": signed_in,
    "add_stop": signed_in,
    "confirm": signed_in,
    "take_back": signed_in,
}

EXCERPT = 1500
FOUND = 8


@blueprint.get("/knowledge/paths")
def browse() -> str:
    """The reading paths there are for this reader."""
    audience = choice(request.args, "audience", AUDIENCES)
    topic = choice(request.args, "topic", THEMES)
    found = up_to_last(lambda n: services().reading_paths.find(principal(), audience, topic, n))
    kept = {"audience": audience, "topic": topic}
    return render_template(
        "paths.html",
        rows=[path_row(view, language()) for view in found.items],
        audiences=(("", "–"), *audiences(language())),
        topics=topics(language()),
        asked={name: value or "" for name, value in kept.items()},
        may_write=may(principal(), Action.WRITE_PATH, Target()),
        pages=pager(
            found.page,
            found.pages,
            lambda n: url_for("paths.browse", page=n, audience=audience, topic=topic),
        ),
    )


@blueprint.get("/knowledge/paths/<path_id>")
def show(path_id: str) -> str:
    """One path, opened at the stop of the address, else at the next one."""
    view = services().reading_paths.get(principal(), path_id)
    page = path_page(view, request.args.get("stop"), language())
    editor = page.may_edit and request.args.get("readers") == "1"
    readers = services().reading_paths.readers(principal(), path_id) if editor else ()
    return render_template(
        "path.html",
        page=page,
        readers=reader_rows(readers, view.progress.total, language()),
        show_readers=editor,
        **_opened(page.view),
    )


def _opened(stop: StopView | None) -> dict[str, Any]:
    """What the opened stop leads to, as it is read here."""
    if stop is not None and stop.lesson is not None:
        lesson = services().lessons.get(principal(), stop.lesson.id)
        return {"lesson": lesson_page(lesson, class_labels(), language(), url_for)}
    if stop is not None and stop.document is not None:
        text = services().documents.text(principal(), stop.document.id)
        told, length = [], 0
        for segment in text.segments:
            told.append(segment.text)
            length += len(segment.text)
            if length > EXCERPT:
                break
        row = document_row(stop.document, language())
        return {"document": row, "excerpt": "\n".join(told)[:EXCERPT]}
    return {}


@blueprint.post("/knowledge/paths/<path_id>/stops/<stop_id>/read")
def confirm(path_id: str, stop_id: str) -> Response:
    """Confirm the stop as it was shown, and go on to the next."""
    version = words(request.form, "version", 64)
    view = services().reading_paths.confirm(principal(), path_id, stop_id, version)
    if view.progress.next is None:
        leave_notice("ok", "ui_path.done_all")
        return redirect(url_for("paths.show", path_id=path_id, stop=stop_id), 303)
    next_stop = view.progress.next
    return redirect(url_for("paths.show", path_id=path_id, stop=next_stop, _anchor="stop"), 303)


@blueprint.post("/knowledge/paths/<path_id>/stops/<stop_id>/unread")
def take_back(path_id: str, stop_id: str) -> Response:
    """Take a confirmation back."""
    services().reading_paths.take_back(principal(), path_id, stop_id)
    return redirect(url_for("paths.show", path_id=path_id, stop=stop_id), 303)


@blueprint.get("/knowledge/paths/new")
def new() -> str:
    """The form of a new path; its stops follow on the next page."""
    if not may(principal(), Action.WRITE_PATH, Target()):
        raise ActionForbidden(action=Action.WRITE_PATH.value)
    cards = services().projects.list(principal(), mine=True, per_page=100).items
    managed = [
        (card.project.code, f"{card.project.code} {card.project.name}")
        for card in cards
        if may(principal(), Action.WRITE_PROJECT_PATH, Target(card.project.id))
    ]
    typed = {"language": language(), "audience": "newcomer"}
    return _form(None, typed, (("", "–"), *managed))


@blueprint.post("/knowledge/paths")
def add() -> Response:
    """Make a path, then choose its stops."""
    said = _said() | {"project": words(request.form, "project", 64)}
    view = services().reading_paths.add(principal(), said)
    return redirect(url_for("paths.edit", path_id=view.path.id), 303)


@blueprint.get("/knowledge/paths/<path_id>/edit")
def edit(path_id: str) -> str:
    """The form of a path: its words, the order of its stops, and what may be added."""
    view = _editable(path_id)
    return _form(view, _typed(view.path) | {"revision": str(view.path.revision)}, ())


@blueprint.post("/knowledge/paths/<path_id>")
def save(path_id: str) -> Response:
    """Keep the words and the order, unless somebody else changed the path meanwhile."""
    view = _editable(path_id)
    form = request.form
    stops: list[tuple[int, dict[str, object]]] = []
    for one in view.stops:
        sent = {
            key: form[name]
            for key in ("place", "title", "text", "minutes")
            if (name := f"{key}-{one.stop.id}") in form
        }
        if form.get(f"remove-{one.stop.id}") != "1":
            place = whole(sent.get("place"), one.number, 0, 10_000)
            stops.append((place, draft_of(sent, one.stop)))
    said = _said() | {"retired": form.get("retired") == "1"}
    said["stops"] = [stop for _, stop in sorted(stops, key=lambda pair: pair[0])]
    revision = whole(form.get("revision"), 0, 0, 2**31)
    try:
        services().reading_paths.edit(principal(), path_id, said, revision)
    except ChangedMeanwhile as first:
        return stale_save(_standing(path_id), first)
    leave_notice("ok", "ui_path.saved")
    return redirect(url_for("paths.edit", path_id=path_id), 303)


@blueprint.post("/knowledge/paths/<path_id>/stops")
def add_stop(path_id: str) -> Response:
    """Put one more stop at the end."""
    view = _editable(path_id)
    stops = [draft_of({}, one.stop) | {"minutes": one.stop.minutes} for one in view.stops]
    form = request.form
    stops.append(
        {
            "kind": form.get("kind"),
            "target": words(form, "target", 64),
            "title": words(form, "title") or "",
            "text": (form.get("text") or "").strip(),
        }
    )
    services().reading_paths.edit(principal(), path_id, {"stops": stops}, view.path.revision)
    leave_notice("ok", "ui_path.stop_added")
    asked = words(form, "q", 100)
    return redirect(url_for("paths.edit", path_id=path_id, q=asked, _anchor="add"), 303)


def _editable(path_id: str) -> PathView:
    view = services().reading_paths.get(principal(), path_id)
    if not view.may_edit:
        raise ActionForbidden(action=Action.EDIT_PATH.value)
    return view


def _typed(path: ReadingPath) -> dict[str, str]:
    """The values of the form, as the path stands."""
    return {
        "title": path.title,
        "lead": path.lead,
        "language": path.language,
        "audience": path.audience,
        "topic": path.topic or "",
        "retired": "1" if path.retired else "",
    }


def _standing(path_id: str) -> Standing:
    view, spoken = _editable(path_id), language()
    path = view.path
    labels = {"title": "ui.title", "lead": "ui_path.lead", "language": "ui.language",
              "audience": "ui_path.audience", "topic": "ui_path.topic", "retired": "ui_path.retire"}  # fmt: skip
    yes_no = {"": say(spoken, "ui.no"), "1": say(spoken, "ui.yes")}
    options = {"language": {code: say(spoken, f"ui.language_{code}") for code in LANGUAGES},
               "audience": dict(audiences(spoken)), "topic": dict(topics(spoken)), "retired": yes_no}  # fmt: skip
    told = [
        Told(name, say(spoken, labels[name]), value, options.get(name, {}), name == "retired")
        for name, value in _typed(path).items()
    ]
    for row in draft_rows(view, spoken):
        told.append(
            Told(
                f"place-{row.id}",
                say(spoken, "ui_path.place", title=row.title),
                str(row.number * 10),
            )
        )
        if row.kind == "text":
            told.append(Told(f"title-{row.id}", say(spoken, "ui.title"), row.own_title))
            told.append(Told(f"text-{row.id}", row.title, row.text))
    stamp = ("revision", str(path.revision))
    return Standing(
        path.title, stamp, url_for("paths.edit", path_id=path_id), tuple(told), path.language
    )


def _said() -> dict[str, object]:
    form = request.form
    return {
        "title": needed(form, "title"),
        "lead": (form.get("lead") or "").strip(),
        "language": choice(form, "language", LANGUAGES) or language(),
        "audience": choice(form, "audience", AUDIENCES) or AUDIENCES[0],
        "topic": choice(form, "topic", THEMES),
    }


def _form(
    view: PathView | None, typed: Mapping[str, str], projects: tuple[tuple[str, str], ...]
) -> str:
    asked = words(request.args, "q", 100) or ""
    caller = principal()
    found: dict[str, Any] = {"lessons": (), "documents": ()}
    if view is not None and asked:
        lessons = services().lessons.find(caller, LessonQuery(asked, per_page=FOUND))
        documents = services().documents.list(caller, DocumentQuery(q=asked, per_page=FOUND))
        found["lessons"] = [lesson_row(one, language()) for one in lessons.page.items]
        found["documents"] = recent_rows(documents.items, class_labels())
    return render_template(
        "path_form.html",
        view=view,
        rows=draft_rows(view, language()) if view else (),
        typed=typed,
        projects=projects,
        asked=asked,
        found=found,
        audiences=audiences(language()),
        topics=topics(language()),
    )
