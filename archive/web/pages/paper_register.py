"""Paper originals: the register of a project, of all, and one paper with its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.paper_register import PaperFilter, out_first
from archive.errors import ActionForbidden, AlreadyExists, Conflict, InvalidInput
from archive.services.documents.paper_register import LONGEST_PLACE
from archive.web.context import language, principal, services
from archive.web.forms import day, needed, words
from archive.web.pages.chrome import leave_notice
from archive.web.pages.close_links import close_links
from archive.web.pages.failures import sentence_of
from archive.web.pages.last_page import up_to_last
from archive.web.policy import Policy, signed_in
from archive.web.presenters.lists import pager
from archive.web.presenters.paper_register import paper_row, paper_rows

blueprint = Blueprint("paper_register", __name__)
POLICIES: Mapping[str, Policy] = {
    "find": signed_in,
    "show": signed_in,
    "register": signed_in,
    "paper": signed_in,
    "move": signed_in,
    "lend": signed_in,
    "bring_back": signed_in,
}
CALLED = {"title": "ui_registers.paper"}
EXPECTED = (InvalidInput, Conflict, ActionForbidden, AlreadyExists)
PLACE = ("box", "shelf", "holder", "note")
PER_PAGE = 50


@blueprint.get("/papers")
def find() -> str:
    """Papers of every project the reader looks after, by words, box and shelf."""
    asked = request.args
    today = services().papers.today()
    wanted = PaperFilter(
        words=words(asked, "q") or "",
        box=words(asked, "box") or "",
        shelf=words(asked, "shelf") or "",
        out=asked.get("out") == "1",
        due_before=today if asked.get("late") == "1" else None,
    )
    found = up_to_last(lambda n: services().papers.find(principal(), wanted, n, PER_PAGE))
    kept: dict[str, Any] = {
        name: asked[name] for name in ("q", "box", "shelf", "out", "late") if asked.get(name)
    }
    return render_template(
        "papers.html",
        rows=paper_rows(found.items, today, language()),
        total=found.total,
        asked=kept,
        pages=pager(
            found.page, found.pages, lambda n: url_for("paper_register.find", page=n, **kept)
        ),
    )


@blueprint.get("/projects/<code>/papers")
def show(code: str) -> str:
    """The papers of a project, and those that should be there."""
    return _page(code)


@blueprint.post("/projects/<code>/papers")
def register(code: str) -> Response:
    """Put a paper into the register."""
    form = request.form
    try:
        place = {name: words(form, name, LONGEST_PLACE) for name in PLACE}
        document, title = words(form, "document"), words(form, "title")
        services().papers.register(principal(), code, document, title, place)
    except EXPECTED as error:
        return make_response(_page(code, sentence_of(error, CALLED)), 422)
    leave_notice("ok", "ui_registers.paper_registered")
    return redirect(url_for("paper_register.show", code=code), 303)


@blueprint.get("/papers/<paper_id>")
def paper(paper_id: str) -> str:
    """One paper with everybody who had it."""
    return _one(paper_id)


@blueprint.post("/papers/<paper_id>")
def move(paper_id: str) -> Response:
    """Say where a paper stands now."""
    form = request.form
    try:
        place = {name: words(form, name, LONGEST_PLACE) for name in PLACE if name in form}
        services().papers.move(principal(), paper_id, place)
    except EXPECTED as error:
        return make_response(_one(paper_id, sentence_of(error, CALLED)), 422)
    return _done(paper_id)


@blueprint.post("/papers/<paper_id>/loans")
def lend(paper_id: str) -> Response:
    """Hand a paper out until a day."""
    form = request.form
    try:
        due = day(form, "due")
        if due is None:
            raise InvalidInput(field="due", why="YYYY-MM-DD")
        borrower = needed(form, "borrower", LONGEST_PLACE)
        services().papers.lend(principal(), paper_id, borrower, due)
    except EXPECTED as error:
        return make_response(_one(paper_id, sentence_of(error, CALLED)), 422)
    return _done(paper_id)


@blueprint.post("/papers/<paper_id>/return")
def bring_back(paper_id: str) -> Response:
    """A paper is back."""
    try:
        services().papers.bring_back(principal(), paper_id)
    except EXPECTED as error:
        return make_response(_one(paper_id, sentence_of(error, CALLED)), 422)
    return _done(paper_id)


def _done(paper_id: str) -> Response:
    leave_notice("ok", "ui_registers.saved")
    return redirect(url_for("paper_register.paper", paper_id=paper_id), 303)


def _page(code: str, refusal: str = "") -> str:
    shelf = services().papers.of_project(principal(), code)
    ordered = out_first(shelf.originals, shelf.today)
    return render_template(
        "project_papers.html",
        project=shelf.project,
        rows=paper_rows(ordered, shelf.today, language()),
        expected=tuple((d.id, d.title or d.name) for d in shelf.expected),
        may_edit=shelf.may_edit,
        registers=close_links(shelf.project, "paper_register"),
        typed=request.form,
        refusal=refusal,
    )


def _one(paper_id: str, refusal: str = "") -> str:
    view = services().papers.get(principal(), paper_id)
    return render_template(
        "paper.html",
        row=paper_row(view.original, view.today, language()),
        may_edit=view.may_edit,
        today=view.today.isoformat(),
        refusal=refusal,
    )
