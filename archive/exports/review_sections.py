"""The sections of a review's Word file: what happened first, then what is open, then the audit.

The page opens with what needs a person; the file is read by people who decide nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from archive.exports.review_contracts import write_contracts
from archive.exports.review_findings import (
    write_audit,
    write_gaps,
    write_inconsistencies,
    write_unread,
    write_waived,
)
from archive.exports.review_results import write_cost, write_metrics, write_milestones
from archive.exports.review_words import ReviewWords
from archive.exports.review_writer import Writer
from archive.exports.word_pages import Pages
from archive.review.parts import Part, part_in, parts_in

Section = Callable[[Writer, Mapping[str, Any]], None]


def write_sections(pages: Pages, words: ReviewWords, review: Mapping[str, Any]) -> None:
    """Write every section; what the review does not have is said to be not found."""
    writer = Writer(pages, words, review)
    for write in _SECTIONS:
        write(writer, review)


# ------------------------------------------------------------------ statements
def _statements(name: str) -> Section:
    def write(w: Writer, review: Mapping[str, Any]) -> None:
        w.heading(name)
        found = parts_in(review.get(name))
        style = "Normal" if name == "background" else "List Bullet"
        for part in found:
            w.pages.paragraph(str(part.get("text", "")), w.numbers(part), style=style)
        if not found:
            w.nothing()

    return write


# ------------------------------------------------------------------ people
def _satisfaction(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("satisfaction")
    found = part_in(review.get("satisfaction"))
    mean, scale, answers = found.get("mean"), found.get("scale"), found.get("responses")
    numbers = w.numbers(found)
    if mean is not None:
        key = "satisfaction_mean" if scale else "satisfaction_mean_only"
        w.pages.paragraph(w.words(key, mean=mean, scale=scale), numbers)
    if answers is not None:
        w.pages.paragraph(w.words("satisfaction_responses", responses=answers), numbers)
    quotes = parts_in(found.get("quotes"))
    if mean is None and answers is None and not quotes:
        w.nothing()
    if quotes:
        w.pages.heading(w.words("satisfaction_quotes"), 2)
    for quote in quotes:
        tone = w.words(f"sentiment_{quote.get('sentiment')}")
        text = w.words("quote", quote=str(quote.get("text", "")))
        toned = w.words("toned", text=text, tone=tone)
        w.pages.paragraph(toned, w.numbers(quote), style="List Bullet")


def _decisions(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("decisions")
    rows = []
    for part in parts_in(review.get("decisions")):
        by, meeting = str(part.get("by") or ""), str(part.get("meeting") or "")
        where = w.words("decided_in", by=by, meeting=meeting) if by and meeting else by or meeting
        day = w.words.day(part.get("decided_on"))
        rows.append([str(part.get("text", "")), day, where, w.marks(part)])
    head = w.head("decision", "decided_on", "decided_by", "source")
    w.table(head, rows, (7.4, 2.6, 4.6, 2))


def _lessons(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("lessons")
    found = parts_in(review.get("lessons"))
    for part in found:
        text, cause = str(part.get("text", "")), part.get("cause")
        told = w.words("because_of", text=text, cause=cause) if cause else text
        w.pages.paragraph(told, w.numbers(part), style="List Bullet")
    if not found:
        w.nothing()


def _actions(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("actions")
    rows = [
        [
            str(part.get("text", "")),
            str(part.get("owner") or w.words("not_found")),
            w.words.day(part.get("due")),
            w.marks(part),
        ]
        for part in parts_in(review.get("actions"))
    ]
    w.table(w.head("action", "owner", "due", "source"), rows, (8.4, 3.2, 3, 2))


# ------------------------------------------------------------------ sources
def _sources(w: Writer, review: Mapping[str, Any]) -> None:
    del review
    w.heading("sources")
    if not w.cited:
        w.nothing()
    for number, citation in w.cited.values():
        name = w.names.get(str(citation.get("document")), "")
        quote = w.words("quote", quote=" ".join(str(citation.get("quote", "")).split()))
        version = (
            f"V{citation.get('version')}".replace("VV", "V") if citation.get("version") else ""
        )
        draft = w.words("draft") if citation.get("draft") else ""
        place = _place(w, part_in(citation.get("place")))
        said = [told for told in (name, version, draft, *place) if told] or [""]
        where = reduce(lambda so_far, more: w.words("place_after", where=so_far, more=more), said)
        w.pages.paragraph(w.words("source_line", number=number, where=where, quote=quote))


def _place(w: Writer, place: Part) -> list[str]:
    found = [
        w.words(f"place_{key}", **{key: place[key]})
        for key in ("page", "slide", "sheet")
        if key in place
    ]
    headings = place.get("heading")
    if isinstance(headings, list | tuple) and headings:
        found.append(w.words("place_heading", heading=str(headings[-1])))
    return found


_SECTIONS: tuple[Section, ...] = (
    _statements("background"),
    write_milestones,
    write_metrics,
    write_cost,
    write_contracts,
    _satisfaction,
    _decisions,
    _statements("successes"),
    _statements("shortcomings"),
    _lessons,
    _actions,
    write_inconsistencies,
    write_gaps,
    write_unread,
    write_waived,
    write_audit,
    _sources,
)
