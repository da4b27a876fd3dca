"""The forms of the project review: as they are opened, and as they come back when nothing could be saved.

A form says what it was made of (`read`), so that its statement is found when the review was written anew while
somebody typed. What cannot be saved comes back as it was typed, with what has changed and how to keep it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from archive.domain.access import Action, Target, may
from archive.domain.projects import Project
from archive.errors import ArchiveError, Conflict, NotFound
from archive.review.as_read import AsRead, found_again
from archive.review.corrections import FIGURES
from archive.review.edit import CLASHES, SECTIONS, WRITTEN
from archive.review.shelves import ROWS
from archive.services.reviews.reviews import ReviewView
from archive.web.context import language, principal, services
from archive.web.pages.document_choice import document_choice
from archive.web.pages.failures import sentence_of
from archive.web.presenters.both_versions import Standing, Told
from archive.web.presenters.reviews import statement_page
from archive.wording import say

Typed = Mapping[str, str]
_LONGEST_MARK = 60_000
_MOST_QUOTES, _LONGEST_QUOTE = 50, 400
"""What of the quotes a form sends along: a sum of hundreds of lines is known by the first of them, and its mark
stays one that can be read again."""


def may_edit(project: Project, view: ReviewView) -> bool:
    """Whether a change can be saved: the forms open for nobody who would be refused after typing."""
    return (
        view.status in ("draft", "stale")
        and project.state == "open"
        and may(principal(), Action.EDIT_REVIEW, Target(project.id))
    )


def statement_form(code: str, section: str, key: str) -> Response | None:
    """The forms of one statement; None when nothing could be saved in them now."""
    project = services().projects.get(principal(), code)
    view = services().reviews.get(principal(), code)
    if not may_edit(project, view):
        return None
    page = statement_page(view, section, key, language(), url_for)
    if page is None:
        raise NotFound
    return make_response(_filled(project, section, page=page))


def new_form(code: str, section: str) -> Response | None:
    """The form of a sentence or a figure that is added; None when nothing could be saved in it now."""
    project = services().projects.get(principal(), code)
    view = services().reviews.get(principal(), code)
    return make_response(_filled(project, section)) if may_edit(project, view) else None


def as_typed(code: str, act: str, section: str, error: ArchiveError) -> Response:
    """The form of this request as it was typed, with why nothing was saved: 422, or 409 where the review changed."""
    project = services().projects.get(principal(), code)
    view = services().reviews.get(principal(), code)
    typed, status = request.form, 409 if isinstance(error, Conflict) else 422
    told: dict[str, Any] = {
        "typed": typed,
        "refusal": sentence_of(error),
        "conflict": status == 409,
    }
    if act == "add" and section in (*WRITTEN, *FIGURES):
        return make_response(_filled(project, section, refused=error, **told), status)
    if act in ("edit", "reject") and section in SECTIONS:
        read = read_mark(typed)
        at = _now(view, section, typed.get("key", ""), read)
        page = statement_page(view, *at, language(), url_for) if at else None
        if page is not None and at is not None:
            return make_response(_filled(project, at[0], page=page, **told), status)
        if read is not None:
            return make_response(_gone(project, view, section, read, told), status)
    raise error


def _gone(
    project: Project, view: ReviewView, section: str, read: AsRead, told: Mapping[str, Any]
) -> str:
    """A form whose statement is told no longer: what was typed can be added, with the words it rested on."""
    typed: dict[str, str] = dict(told["typed"])
    known = {str(source.get("document")) for source in view.content.get("sources", ())}
    document, quote = next((q for q in read.quotes if q[0] in known), ("", ""))
    typed |= {"document": document, "quote": quote, "name": read.words}
    typed.pop("read", None)
    addable = typed.get("act") == "edit" and section in (*WRITTEN, *FIGURES)
    return _filled(project, section, **{**told, "typed": typed}, was=read, addable=addable)


def _filled(
    project: Project,
    section: str,
    *,
    refused: ArchiveError | None = None,
    **more: Any,
) -> str:
    given: dict[str, Any] = {
        "page": None,
        "typed": {},
        "refusal": "",
        "conflict": False,
        "was": None,
    }
    shown = {"addable": True, **given, **more}
    return render_template(
        "review_statement.html",
        **shown,
        project=project,
        section=section,
        anchor=anchor(section),
        writable=section in WRITTEN,
        figures=FIGURES.get(section),
        documents=document_choice(
            project.code, "document", [shown["typed"].get("document")], refused
        ),
        mark=mark_of,
    )


def standing(code: str) -> Standing:
    """The statement of this request's form, as it stands now."""
    form = request.form
    project = services().projects.get(principal(), code)
    view = services().reviews.get(principal(), code)
    at = _now(view, form.get("section", ""), form.get("key", ""), read_mark(form))
    page = statement_page(view, *at, language(), url_for) if at else None
    if page is None or at is None or page.read is None:
        raise NotFound
    section = at[0]
    values = {
        "text": ("sentence", page.text),
        "owner": ("owner", page.owner),
        "due": ("due", page.due),
    }
    if section in FIGURES:
        values = {side: (side, page.figures.get(side, "")) for side in FIGURES[section]}
    marked = form.get("read") is not None
    return Standing(
        say(language(), f"ui_review.section_{section}"),
        ("read", mark_of(page.read)) if marked else ("seen", page.edited_at),
        url_for("reviews.show", code=code, _anchor=anchor(section)),
        tuple(
            Told(name, say(language(), f"ui_review.{label}"), value)
            for name, (label, value) in values.items()
        ),
        project.language,
    )


def _now(view: ReviewView, section: str, key: str, read: AsRead | None) -> tuple[str, str] | None:
    """The section and key under which the statement of a form is told now."""
    if section not in (*SECTIONS, CLASHES):
        return None
    if statement_page(view, section, key, language(), url_for) is not None:
        return section, key
    found = found_again(view.content, section, read) if read is not None else None
    return (found[0], str(found[1]["key"])) if found else None


def mark_of(read: AsRead) -> str:
    """What a form sends along of the statement it was made of."""
    quotes = [(document, words[:_LONGEST_QUOTE]) for document, words in read.quotes[:_MOST_QUOTES]]
    return json.dumps({**asdict(read), "quotes": quotes}, ensure_ascii=False, separators=(",", ":"))


def read_mark(form: Typed) -> AsRead | None:
    """The statement a form was made of; None where it does not say so in a way that can be used."""
    sent = form.get("read") or ""
    try:
        mark = json.loads(sent) if 0 < len(sent) <= _LONGEST_MARK else {}
        read = AsRead(
            words=str(mark["words"]),
            quotes=tuple((str(document), str(words)) for document, words in mark["quotes"]),
            shown={str(name): str(value) for name, value in mark["shown"].items()},
            edited_at=str(mark.get("edited_at") or ""),
        )
        mark_of(
            read
        ).encode()  # half a character, escaped, is one only here: no page can be written with it
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return read


def anchor(section: str) -> str:
    """Where on the page the parts of a section stand."""
    return ROWS[section][0] if section in ROWS else section
