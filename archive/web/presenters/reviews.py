"""A project review as it is read: what needs a person first, then the sections, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from archive.review.as_read import as_read
from archive.review.corrections import FIGURES, as_shown
from archive.review.edit import REMOVED, SOURCE_GONE
from archive.review.outcome import told_outcome
from archive.review.parts import Part, parts_in
from archive.review.same_statement import SENTENCES, is_same, statement_of
from archive.review.severity import weightiest_first
from archive.review.shelves import parts_of
from archive.review.silence import statements_in
from archive.review.waived import open_first
from archive.services.reviews.reviews import ReviewView
from archive.web.presenters.citations import Address, Citer
from archive.web.presenters.learned import outcome_marks
from archive.web.presenters.marks import moment
from archive.web.presenters.review_contracts import contract_view
from archive.web.presenters.review_findings import (
    audit_parts,
    clash_view,
    gap_view,
    sensitive_files,
    told_silence,
    unread_files,
)
from archive.web.presenters.review_lines import cost_part, metric_line, milestone_lines
from archive.web.presenters.review_parts import (
    ApprovalView,
    AsideView,
    OtherWords,
    ReviewPage,
    SectionLink,
    StatementPage,
)
from archive.web.presenters.review_teller import Teller
from archive.web.presenters.review_words import (
    action_row,
    built_task,
    built_words,
    client_quotes,
    decision_row,
    lessons_with_causes,
    satisfaction_mean,
)
from archive.wording import say

SECTIONS = (
    "inconsistencies", "missing", "unread", "background", "milestones", "metrics", "cost", "contracts",
    "satisfaction", "decisions", "successes", "shortcomings", "lessons", "actions", "audit",
    "sensitive",
)  # fmt: skip


_TITLES = {"unread": "overview.unread", "audit": "audit.title"}
NAMES = ("text", "name", "item", "party", "amount", "promised", "unit")


def review_page(
    view: ReviewView, labels: Mapping[str, str], language: str, address: Address
) -> ReviewPage:
    """The page of a review; everything in `view` is already limited to the reader."""
    content = view.content
    sources = parts_in(content.get("sources"))
    names = {str(s.get("document")): str(s.get("name", "")) for s in sources}
    teller = Teller(labels, language, address, Citer(names, language, address))
    # in the order of the page, so that the chips are numbered as they are met
    parts: dict[str, Any] = {
        "clashes": tuple(
            clash_view(teller, clash) for clash in _weighed(content, "inconsistencies")
        ),
        "missing": tuple(gap_view(teller, gap) for gap in open_first(_weighed(content, "missing"))),
        "unread": unread_files(teller, content.get("unread")),
        "silent": told_silence(teller, content.get("not_found")),
        "background": teller.sentences(content.get("background")),
        "milestones": milestone_lines(teller, content.get("milestones")),
        "metrics": tuple(metric_line(teller, m) for m in parts_in(content.get("metrics"))),
        "cost": cost_part(teller, content.get("cost")),
        "contracts": tuple(
            contract_view(teller, c, names) for c in parts_in(content.get("contracts"))
        ),
        "satisfaction": satisfaction_mean(teller, content.get("satisfaction")),
        "quotes": client_quotes(teller, content.get("satisfaction")),
        "decisions": tuple(decision_row(teller, d) for d in parts_in(content.get("decisions"))),
        "successes": teller.sentences(content.get("successes")),
        "shortcomings": teller.sentences(content.get("shortcomings")),
        "lessons": lessons_with_causes(teller, content.get("lessons")),
        "actions": tuple(action_row(teller, a) for a in parts_in(content.get("actions"))),
        "audit": audit_parts(teller, content.get("audit")),
        "sensitive": sensitive_files(teller, content.get("sensitive")),
    }
    return ReviewPage(
        status=view.status,
        building=view.status == "building",
        built=moment(view.built_at) if view.built_at else "",
        ready=bool(content),
        sections=tuple(_sections(content, language)),
        statements=statements_in(content),
        sources=len(sources),
        outcome=outcome_marks(told_outcome(content), language),
        aside=tuple(_aside(part, language) for part in parts_in(content.get("set_aside"))),
        approved=_approved(view, language, address),
        undecided=sum(clash.chosen is None for clash in parts["clashes"]),
        **parts,
    )


def statement_page(
    view: ReviewView, section: str, key: str, language: str, address: Address
) -> StatementPage | None:
    """One statement of the review as its page shows it; None when the reader has no such statement."""
    found = next((p for p in parts_of(view.content, section) if p.get("key") == key), None)
    if found is None:
        return None
    names = {
        str(s["document"]): str(s.get("name", "")) for s in parts_in(view.content.get("sources"))
    }
    teller = Teller({}, language, address, Citer(names, language, address))
    unit = teller.word(found.get("unit")) if section in FIGURES else ""
    names_of = tuple(name for name in NAMES if not (unit and name == "unit"))
    return StatementPage(
        key=key,
        text=" ".join(filter(None, (teller.word(found.get(name)) for name in names_of))),
        owner=teller.word(found.get("owner")),
        due=teller.word(found.get("due")),
        built=built_words(teller, found),
        built_task=built_task(teller, found),
        mark=teller.mark(found),
        stale=bool(found.get("stale")),
        changed=bool(found.get("edited_by")),
        cites=teller.citer.chips(found.get("citations")),
        quotes=tuple(str(c.get("quote", "")) for c in parts_in(found.get("citations"))),
        edited_at=str(found.get("edited_at") or ""),
        figures={side: as_shown(found, side) for side in FIGURES.get(section, ())},
        unit=say(language, "ui_review.in_unit", unit=unit) if unit else "",
        reason=teller.word(found.get("reason")),
        read=as_read(section, found),
        others=tuple(
            OtherWords(str(one["by"]), str(one["text"])) for one in parts_in(found.get("beside"))
        ),
        besides=tuple(_besides(view.content, section, found, language)),
    )


def _besides(content: Part, section: str, found: Part, language: str) -> Iterable[str]:
    if section not in SENTENCES or found.get("added"):
        return
    said = statement_of(section, found)
    for other in SENTENCES:
        told = (part for part in parts_of(content, other) if not part.get("added"))
        if other != section and any(is_same(said, statement_of(other, part)) for part in told):
            yield say(language, f"ui_review.section_{other}")


def _weighed(content: Part, section: str) -> list[Part]:
    return weightiest_first(parts_in(content.get(section)))


def _aside(part: Part, language: str) -> AsideView:
    note = say(
        language,
        f"ui_review.aside_{part.get('why')}",
        name=part.get("by"),
        reason=part.get("reason"),
    )
    label = say(language, f"ui_review.section_{part.get('section')}")
    return AsideView(
        str(part.get("section")),
        str(part.get("key")),
        label,
        str(part.get("text")),
        note,
        lost=part.get("why") == SOURCE_GONE,
        stays=part.get("why") == REMOVED,
    )


def _approved(view: ReviewView, language: str, address: Address) -> ApprovalView | None:
    if view.approved is None:
        return None
    known = view.approved
    text = say(language, "ui_review.approved_by", name=known.by, when=moment(known.at))
    url = address("documents.show", document_id=known.document) if known.document else ""
    return ApprovalView(text, url, known.outdated)


def _sections(content: Part, language: str) -> Iterable[SectionLink]:
    empty = {str(silence.get("section")) for silence in parts_in(content.get("not_found"))}
    for key in SECTIONS:
        part = content.get(key)
        if key == "cost":
            count = len(parts_in((part or {}).get("lines")))
        elif key == "satisfaction":
            count = len(parts_in((part or {}).get("quotes"))) + bool((part or {}).get("mean"))
        elif key == "audit":
            count = sum(len(parts_in(points)) for points in (part or {}).values())
        elif key == "sensitive":
            count = len({found.get("name") for found in parts_in(part)})
        elif key == "missing":
            count = sum(not gap.get("waived") for gap in parts_in(part))
        else:
            count = len(parts_in(part))
        if count or key in empty or (key == "missing" and part):
            urgent = bool(count) and key in ("inconsistencies", "missing")
            word = _TITLES.get(key, f"ui_review.section_{key}")
            yield SectionLink(key, say(language, word), count, urgent)
