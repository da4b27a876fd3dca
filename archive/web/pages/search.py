"""Searching past cases. The address holds everything, so a link shows a colleague the same search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.errors import IndexUnavailable
from archive.indexer.port import FACETS, SearchRequest
from archive.web.context import language, principal, services
from archive.web.forms import whole, words
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.asked_words import marker_of
from archive.web.presenters.lessons import lesson_page
from archive.web.presenters.lists import pager
from archive.web.presenters.search import SORTS, search_view

blueprint = Blueprint("search", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in, "lesson": signed_in}

PER_PAGE, LAST_PAGE, LONGEST, MOST_VALUES = 10, 100, 300, 20


@blueprint.get("/search")
def show() -> Response:
    """Results for the words asked, or the empty page that explains what can be asked."""
    asked = _asked()
    if not asked.text and not asked.filters:
        return make_response(render_template("search.html", own_search=True, view=None))
    try:
        answer = services().search.search(principal(), asked)
    except IndexUnavailable:
        page = render_template("search.html", own_search=True, view=None, waiting=asked.text)
        return make_response(page, 503)
    view = search_view(asked, answer, class_labels(), language(), url_for)
    pages = min(-(-answer.total // PER_PAGE), LAST_PAGE)
    kept: dict[str, Any] = {k: list(v) for k, v in asked.filters.items()}
    kept["q"] = asked.text or None
    sort = asked.sort if asked.sort != SORTS[0] else None
    numbers = pager(asked.page, pages, lambda n: url_for("search.show", **kept, sort=sort, page=n))
    fragment = request.headers.get("HX-Target") == "results"
    template = "_search_results.html" if fragment else "search.html"
    response = make_response(
        render_template(template, own_search=True, view=view, pages=numbers, waiting="")
    )
    response.headers["Vary"] = "HX-Request"
    return response


@blueprint.get("/search/lessons/<lesson_id>")
def lesson(lesson_id: str) -> str:
    """A lesson beside the list of hits, with the words marked."""
    view = services().lessons.get(principal(), lesson_id)
    asked = words(request.args, "q", LONGEST) or ""
    page = lesson_page(view, class_labels(), language(), url_for, marker_of(asked))
    return render_template("_lesson_hit.html", page=page, asked=asked)


def _asked() -> SearchRequest:
    """The query string within its bounds; anything else in it is left alone."""
    args = request.args
    filters = {
        facet: tuple(dict.fromkeys(value[:200] for value in args.getlist(facet) if value))
        for facet in FACETS
    }
    sort = args.get("sort", SORTS[0])
    return SearchRequest(
        text=" ".join((args.get("q") or "").replace("\x00", " ").split())[:LONGEST],
        filters={facet: values[:MOST_VALUES] for facet, values in filters.items() if values},
        sort=sort if sort in SORTS else SORTS[0],
        page=whole(args.get("page"), 1, 1, LAST_PAGE),
        per_page=PER_PAGE,
    )
