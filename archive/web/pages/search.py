"""Searching past cases. The address holds everything, so a link shows a colleague the same search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, make_response, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from archive.domain.saved_searches import SavedSearch
from archive.errors import NotFound
from archive.indexer.port import FACETS, SearchRequest
from archive.services.search.saved_searches import Looked
from archive.services.search.search import SORTS, SearchAnswer, without_format_signs
from archive.web.context import language, principal, services
from archive.web.forms import whole, words
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.asked_words import marker_of
from archive.web.presenters.compared_figures import strip_view
from archive.web.presenters.lessons import lesson_page
from archive.web.presenters.lists import pager
from archive.web.presenters.saved_searches import alerts
from archive.web.presenters.search import search_view
from archive.web.presenters.unfiled import UnfiledView, unfiled_view

blueprint = Blueprint("search", __name__)
POLICIES: Mapping[str, Policy] = {"show": signed_in, "lesson": signed_in}

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
PER_PAGE, LAST_PAGE, LONGEST, MOST_VALUES = 10, 100, 300, 20


@blueprint.get("/search")
def show() -> Response:
    """Results for the words asked, or the empty page that explains what can be asked."""
    asked = asked_in(request.args)
    cut = len(_line(request.args)) > LONGEST
    if not asked.text and not asked.filters:
        return _page("_search_start.html", view=None, unfiled=_unfiled(reading_only=True))
    asked, answer = _answered(asked)
    if answer.incomplete and not answer.total:
        waiting = _page(
            "_search_start.html", view=None, waiting=asked.text, unfiled=_unfiled(reading_only=True)
        )
        return _remembered(waiting, asked)
    looked = _looked()
    view = search_view(
        asked, answer, class_labels(), language(), url_for, looked.fresh if looked else ()
    )
    pages = min(-(-answer.total // PER_PAGE), LAST_PAGE)
    kept = {**_kept(asked), "saved": looked.saved.id if looked else None}
    response = _page(
        "_search_results.html",
        view=view,
        strip=strip_view(answer.compared, asked.text, language(), url_for),
        cut=LONGEST if cut else 0,
        incomplete=answer.incomplete,
        unfiled=_unfiled(),
        pages=pager(asked.page, pages, lambda n: url_for("search.show", **kept, page=n)),
        kept=[(name, value) for name, values in _pairs(kept) for value in values],
        saved=looked.saved if looked else None,
        alerts=alerts(language()),
    )
    return _remembered(response, asked)


def _unfiled(*, reading_only: bool = False) -> UnfiledView | None:
    """What cannot be found yet because it is not filed, as far as the reader may know of it."""
    found = services().waiting_work.unfiled(principal())
    return unfiled_view(found, reading_only=reading_only)


def _remembered(response: Response, asked: SearchRequest) -> Response:
    """The answer to a search that is offered again: what was typed to the end, not what is being typed."""
    if asked.text and asked.page == 1 and "X-Typing" not in request.headers:
        # After the answer: whoever waits for the write lock, the reader does not.
        response.call_on_close(partial(services().saved_searches.remember, principal(), asked.text))
    return response


def _answered(asked: SearchRequest) -> tuple[SearchRequest, SearchAnswer]:
    """What is on the page asked for, or on the last page where there are fewer by now."""
    search = partial(services().search.search, principal(), language=language(), beside=True)
    answer = search(asked)
    if answer.hits or not answer.total or asked.page == 1:
        return asked, answer
    last = replace(asked, page=min(-(-answer.total // PER_PAGE), LAST_PAGE))
    return last, search(last)


@blueprint.get("/search/lessons/<lesson_id>")
def lesson(lesson_id: str) -> str:
    """A lesson beside the list of hits, with the words marked."""
    view = services().lessons.get(principal(), lesson_id)
    asked = words(request.args, "q", LONGEST) or ""
    page = lesson_page(
        view, class_labels(), language(), url_for, marker_of(services().search.wording(asked))
    )
    return render_template("_lesson_hit.html", page=page, asked=asked)


def _page(part: str, **values: object) -> Response:
    """The results alone where a script asked for them, else the whole page around them."""
    alone = request.headers.get("HX-Target") == "results"
    template = part if alone else "search.html"
    response = make_response(
        render_template(
            template, own_search=True, part=part, **{"waiting": "", "unfiled": None, **values}
        )
    )
    response.headers["Vary"] = "HX-Request"
    return response


def _looked() -> Looked | None:
    """The saved search the address names, looked at by its owner; to others it is a search like any."""
    saved_id = words(request.args, "saved", 64)
    if saved_id is None:
        return None
    try:
        return services().saved_searches.look(principal(), saved_id)
    except NotFound:
        return None


def asked_in(args: MultiDict[str, str]) -> SearchRequest:
    """The query string or form within its bounds; anything else in it is left alone."""
    filters = {
        facet: tuple(dict.fromkeys(value[:200] for value in args.getlist(facet) if value))
        for facet in FACETS
    }
    sort = args.get("sort", SORTS[0])
    return SearchRequest(
        text=_line(args)[:LONGEST],
        filters={facet: values[:MOST_VALUES] for facet, values in filters.items() if values},
        sort=sort if sort in SORTS else SORTS[0],
        page=whole(args.get("page"), 1, 1, LAST_PAGE),
        per_page=PER_PAGE,
    )


def _line(args: MultiDict[str, str]) -> str:
    """What was typed, without signs that cannot be seen or typed."""
    typed = without_format_signs(args.get("q") or "")
    return " ".join(_CONTROLS.sub(" ", typed).split())


def address_of(saved: SavedSearch) -> str:
    """The page with everything a saved search asks; it knows that the search is a saved one."""
    request_again = SearchRequest(saved.text, saved.filters, saved.sort)
    return url_for("search.show", **_kept(request_again), saved=saved.id)


def _kept(asked: SearchRequest) -> dict[str, Any]:
    """The query of the page's address."""
    kept: dict[str, Any] = {name: list(values) for name, values in asked.filters.items()}
    sort = asked.sort if asked.sort != SORTS[0] else None
    return kept | {"q": asked.text or None, "sort": sort}


def _pairs(kept: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    """The same as fields of a form; `saved` is no part of what is asked."""
    return [
        (name, value if isinstance(value, list) else [value])
        for name, value in kept.items()
        if value and name != "saved"
    ]
