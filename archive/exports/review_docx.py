"""The project review as a Word file that looks like a report.

A cover, a contents list, numbered sections with tables, a small number behind every statement and a
numbered list of sources at the end. Figures are those of the review; a figure computed for showing
says so in its column. Cells are written as text, so nothing in them is ever a formula. The same review
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archive.exports.review_sections import write_sections
from archive.exports.review_words import ReviewWords
from archive.exports.word_pages import Pages
from archive.review.outcome import outcome_of
from archive.review.reading.sources import ReviewedProject


def review_docx(
    review: Mapping[str, Any], project: ReviewedProject, language: str, *, for_print: bool = False
) -> bytes:
    """The review as the bytes of a .docx.

    Args:
        review: what the reader may see of it, as `restrict` answered.
        project: for the cover and the page headers.
        language: of headings and labels; quotes stay in the language of their documents.
        for_print: made to be turned into a PDF at once, page numbers of the contents list included.
    """
    words = ReviewWords(language)
    pages = Pages(words.language, title=f"{words('title')} {project.code}", subject=project.name)
    pages.running_header(words("header", code=project.code, name=project.name))
    pages.running_footer(words("page"), words("page_end"))
    _cover(pages, words, project, review)
    pages.contents(words("contents"), for_print=for_print)
    write_sections(pages, words, review)
    return pages.to_bytes()


def _cover(
    pages: Pages, words: ReviewWords, project: ReviewedProject, review: Mapping[str, Any]
) -> None:
    sources = review.get("sources") or []
    facts = [
        (words("cover_code"), project.code),
        (words("cover_client"), project.client or words("not_found")),
        *_period(words, project),
        *_outcome(words, review),
        (words("cover_sources"), words("cover_documents", count=len(sources))),
    ]
    pages.cover(words("title"), project.name, words("subtitle"), facts)


def _period(words: ReviewWords, project: ReviewedProject) -> list[tuple[str, str]]:
    """From when to when, where at least one of the two days is known."""
    if not (project.started or project.ended):
        return []
    return [(words("cover_period"), f"{words.day(project.started)} – {words.day(project.ended)}")]


def _outcome(words: ReviewWords, review: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How the project came out, for whoever reads the cover alone; only what the review tells."""
    told, lines = outcome_of(review), []
    if told.targets:
        value = words("cover_targets_n", met=told.met, targets=told.targets)
        lines.append((words("cover_targets"), value))
    if told.actual is not None and told.budget is not None:
        actual = words.money(told.actual, told.currency)
        value = words("cover_cost_n", actual=actual, budget=words.money(told.budget))
        lines.append((words("cover_cost"), value))
    if told.mean is not None and told.scale is not None:
        value = words("cover_satisfaction_n", mean=f"{told.mean:f}", scale=f"{told.scale:f}")
        lines.append((words("cover_satisfaction"), value))
    return lines
