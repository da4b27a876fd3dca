"""Template globals for every page: words, addresses of assets, the bar at the top, notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from flask import Blueprint, flash, get_flashed_messages, request, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from archive.web.context import caller_or_none, language
from archive.web.pages.assets import asset_url
from archive.web.policy import Policy
from archive.web.presenters.chrome import Chrome, Notice, Toast, chrome, notice, script_words
from archive.web.presenters.marks import Link, counted, moment
from archive.web.presenters.own_language import in_page, lang_attribute, mixed, named
from archive.wording import say

blueprint = Blueprint("chrome", __name__)
POLICIES: Mapping[str, Policy] = {}

TOAST = "toast"
THEME_COOKIE = "theme"
"""The theme is also the account's; the cookie spares every page, errors too, a look at the database."""

_PLACES = (
    ("home.show", "home"),
    ("projects.show_all", "folder"),
    ("lessons.browse", "flag"),
    ("search.show", "search"),
    ("holding.show", "pause"),
    ("rules.show", "text"),
)


@blueprint.app_template_global("t")
def words(key: str, **values: object) -> str:
    """The sentence of a key in the language of this answer."""
    return say(language(), key, **values)


@blueprint.app_template_global("tn")
def words_counted(key: str, n: int, **values: object) -> str:
    """Like `t`, with the form for exactly one thing where the catalogue has it."""
    return counted(language(), key, n, **values)


blueprint.add_app_template_global(asset_url, "asset")
blueprint.add_app_template_filter(in_page(named, language), "named")
blueprint.add_app_template_filter(in_page(mixed, language), "mixed")
blueprint.add_app_template_filter(moment, "moment")
blueprint.add_app_template_global(in_page(lang_attribute, language), "lang_attr")


@blueprint.app_template_global("form_token")
def form_token() -> Markup:
    """The hidden field that proves a form came from this site."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


@blueprint.app_template_global("script_words")
def words_for_scripts() -> dict[str, str]:
    return script_words(language())


@blueprint.app_template_global("notices")
def notices() -> tuple[Notice, ...]:
    """What earlier requests left to be said; each is said once."""
    return tuple(_notice(kept) for kept in get_flashed_messages() if not _passes(kept))


def leave_notice(
    kind: str, key: str, links: tuple[tuple[str, str], ...] = (), **values: object
) -> None:
    """Say something on the next page. `links` are (wording key, address)."""
    flash({"kind": kind, "key": key, "values": values, "links": list(links)})  # type: ignore[arg-type] # kept as JSON


def leave_undo(key: str, undo: str, act: str, **values: object) -> None:
    """Say in passing on the next page what was done, with a button that takes it back."""
    kept = {"kind": TOAST, "key": key, "values": values, "undo": undo, "act": act}
    flash(kept)  # type: ignore[arg-type] # kept as JSON


@blueprint.app_template_global("toasts")
def toasts() -> tuple[Toast, ...]:
    """What was done last, for ten seconds, each with the way to undo it."""
    kept = cast("list[dict[str, Any]]", [k for k in get_flashed_messages() if _passes(k)])
    return tuple(Toast(words_counted(k["key"], **k["values"]), k["undo"], k["act"]) for k in kept)


def _passes(kept: object) -> bool:
    return isinstance(kept, dict) and kept.get("kind") == TOAST


def _notice(kept: object) -> Notice:
    if not isinstance(kept, dict):
        return notice("ac", str(kept))
    n = kept["values"].get("n")
    text = (
        counted(language(), kept["key"], **kept["values"])
        if isinstance(n, int)
        else say(language(), kept["key"], **kept["values"])
    )
    links = tuple(Link(say(language(), key), address) for key, address in kept["links"])
    return notice(kept["kind"], text, links)


@blueprint.app_context_processor
def surroundings() -> dict[str, Chrome]:
    """`ui` of the base layout. It asks no service: an error page must not fail for it."""
    caller = caller_or_none()
    theme = request.cookies.get(THEME_COOKIE)
    return {"ui": chrome(language(), caller, theme, _here(), _links() if caller else ())}


def _links() -> tuple[Link, ...]:
    part = (request.blueprint or "").partition(".")[0]
    current = _UNDER.get(part, part)
    return tuple(
        Link(
            say(language(), f"ui.nav_{endpoint.partition('.')[0]}"),
            url_for(endpoint),
            current=endpoint.startswith(f"{current}."),
            icon=icon,
        )
        for endpoint, icon in _PLACES
    )


_UNDER = dict.fromkeys(
    (
        "project",
        "members",
        "closeout",
        "closing",
        "batches",
        "items",
        "documents",
        "reviews",
        "upload",
    ),
    "projects",
) | {"rule_changes": "rules", "exceptions": "holding", "paths": "lessons", "learned": "lessons"}


def _here() -> str:
    """The path to come back to after a change of language or theme: pages only, never an action."""
    if request.method != "GET" or request.routing_exception is not None:
        return "/"
    return request.full_path.removesuffix("?")
