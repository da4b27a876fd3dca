"""A filed document: shown at an exact place, as evidence beside a sentence, and handed out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from archive.domain.access import Action, Target, may
from archive.domain.documents import Document, DocumentState
from archive.domain.segments import Segment, SegmentKind
from archive.services.intake.intake import TextView
from archive.web.api.handout import content_response
from archive.web.context import language, principal, services
from archive.web.forms import whole, words
from archive.web.pages.labels import class_labels
from archive.web.policy import Policy, signed_in
from archive.web.presenters.asked_words import marker_of
from archive.web.presenters.citations import cite_values
from archive.web.presenters.documents import (
    History,
    document_view,
    gaps_said,
    panel_of,
    sensitive_of,
)
from archive.web.presenters.enclosures import enclosures_view, raises
from archive.web.presenters.evidence import evidence_of
from archive.web.presenters.exceptions import exception_notes
from archive.web.presenters.learned import outcome_marks
from archive.web.presenters.readings import Asked, reading_of
from archive.web.presenters.reasons import explained, part_reasons, reason_lines
from archive.web.presenters.text_blocks import Focus

blueprint = Blueprint("documents", __name__)
POLICIES: Mapping[str, Policy] = {
    "show": signed_in,
    "evidence": signed_in,
    "download": signed_in,
    "page": signed_in,
}

WIDEST = 2000


@blueprint.get("/documents/<document_id>")
def show(document_id: str) -> str:
    """The document at the place the address names: `page`, and `seg`, `from`, `to` of a quote."""
    caller = principal()
    document = services().documents.get(caller, document_id)
    version = words(request.args, "version", 20)
    text = services().documents.text(caller, document_id, version)
    asked = _asked(text, version)
    marker = marker_of(services().search.wording(asked.words))
    reading = reading_of(document, text, asked, marker, language(), url_for)
    member = caller.membership(document.project) is not None
    panel = panel_of(
        document,
        History(
            services().documents.versions(caller, document_id),
            services().documents.audit(caller, document_id) if member else (),
        ),
        services().documents.who_sees(caller, document_id),
        caller,
        language(),
        services().names.rules().retention,
    )
    numbers = sensitive_of(document, text.segments, version, language(), url_for)
    labels = class_labels()
    view = document_view(document, reading, panel, numbers, labels, language())
    enclosures = services().enclosures.of(caller, document_id)
    told = services().proposal_reasons.of(caller, document_id)
    view = replace(view, parts=explained(document.name, "", part_reasons(told, language())))
    notes = exception_notes(services().exceptions.of_document(document.id), language())
    return render_template(
        "document.html",
        view=view,
        asked=asked,
        may=_may(document),
        exceptions=notes,
        reasons=reason_lines(told, language()),
        raises=raises(document, enclosures, _may_raise, language(), url_for),
        enclosed=enclosures_view(document, enclosures, labels, language(), url_for),
        gaps=gaps_said(services().documents.missing(caller, document), language()),
    )


@blueprint.get("/documents/<document_id>/evidence")
def evidence(document_id: str) -> str:
    """The cited place by itself, to stand beside the sentence that cites it, or the hit it is of."""
    document = services().documents.get(principal(), document_id)
    version = words(request.args, "version", 20)
    text = services().documents.text(principal(), document_id, version)
    focus = _focus(text)
    ordinal = focus.ordinal if focus else 0
    segment = text.segments[ordinal] if text.segments else Segment(SegmentKind.PARAGRAPH, "")
    place = segment.place
    values = cite_values(place, ordinal, focus.start, focus.end) if focus else dict[str, Any]()
    values["version"] = version
    values["q"] = words(request.args, "q", 300)
    view = evidence_of(
        document,
        text,
        focus,
        marker_of(services().search.wording(values["q"] or "")),
        language(),
        url_for("documents.show", document_id=document_id, **values, _anchor="cited"),
    )
    view = replace(view, number=whole(request.args.get("n"), 0, 0, 10_000))
    # Beside a hit: a past case without its result is half an answer.
    code = "" if view.number else document.project_code
    outcome = services().outcomes.of_project(principal(), code) if code else None
    return render_template(
        "_evidence.html",
        view=view,
        version=version,
        outcome=outcome_marks(outcome, language()),
        project=document.project_name,
        project_url=url_for("project.show", code=document.project_code),
    )


@blueprint.get("/documents/<document_id>/download")
def download(document_id: str) -> Response:
    """The bytes as they were filed, under the canonical name."""
    version = words(request.args, "version", 20)
    content = services().documents.content(principal(), document_id, version)
    return content_response(content)


@blueprint.get("/documents/<document_id>/pages/<int:number>.png")
def page(document_id: str, number: int) -> Response:
    """A page's picture."""
    width = whole(request.args.get("w"), 1200, 64, WIDEST)
    version = words(request.args, "version", 20)
    picture = services().documents.picture(principal(), document_id, number, width, version)
    return Response(picture, mimetype="image/png")


def _asked(text: TextView, version: str | None) -> Asked:
    focus = _focus(text)
    page = whole(request.args.get("page"), 0, 0, 1_000_000)
    if not page and focus is not None:
        page = text.segments[focus.ordinal].place.page or 1
    part = whole(request.args.get("part"), 0, 0, 1_000_000)
    return Asked(
        page=page or 1,
        part=part or None,
        view="text" if request.args.get("view") == "text" else "page",
        words=(words(request.args, "q", 300) or ""),
        version=version,
        focus=focus,
    )


def _focus(text: TextView) -> Focus | None:
    """The quote the address names, inside its segment; None for one that cannot be."""
    if "seg" not in request.args or not text.segments:
        return None
    ordinal = whole(request.args.get("seg"), 0, 0, len(text.segments) - 1)
    length = len(text.segments[ordinal].text)
    start = whole(request.args.get("from"), 0, 0, length)
    end = whole(request.args.get("to"), length, start, length)
    return Focus(ordinal, start, end)


def _may_raise(document: Document) -> bool:
    live = document.state is not DocumentState.WITHDRAWN
    open_ = live and not services().closing.is_closed(document.project)
    return open_ and services().documents.may_relabel(principal(), document)


def _may(document: Document) -> Mapping[str, bool]:
    """What the reader may do to this document, so that nothing else is offered."""
    caller, target = principal(), Target(document.project, document.filed_by)
    frozen = services().closing.is_closed(document.project)
    live = document.state is not DocumentState.WITHDRAWN and not frozen
    withdraws = not frozen and may(caller, Action.WITHDRAW, target)
    return {
        "edit": live and may(caller, Action.EDIT_DOCUMENT, target),
        "version": live and may(caller, Action.FILE, Target(document.project)),
        "withdraw": live and withdraws,
        "restore": not live and withdraws,
        "frozen": frozen,
    }
