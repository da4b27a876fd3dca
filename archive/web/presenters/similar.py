"""What is like a document or a lesson, as a short list with its reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.services.search.index_entries import DOCUMENT, LESSON
from archive.services.search.similar import Similar
from archive.web.presenters.citations import Address
from archive.web.presenters.marks import html_lang
from archive.web.presenters.search import hit_address
from archive.wording import say


@dataclass(frozen=True, slots=True)
class SimilarRow:
    """One of the list. `about` says what it is and whose; `words` are the reason."""

    title: str
    lang: str | None
    url: str
    kind: str
    about: tuple[str, ...]
    words: tuple[str, ...]


def similar_rows(
    found: Iterable[Similar], labels: Mapping[str, str], language: str, address: Address
) -> tuple[SimilarRow, ...]:
    """Rows in the order of the service; each opens with the shared words marked."""
    return tuple(_row(one, labels, language, address) for one in found)


def _row(one: Similar, labels: Mapping[str, str], language: str, address: Address) -> SimilarRow:
    hit = one.hit
    kind = "" if hit.kind == DOCUMENT else say(language, f"ui_search.kind_{hit.kind}")
    named = labels.get(hit.class_key, hit.class_key) if hit.kind == DOCUMENT else ""
    whose = hit.project_name or (say(language, "ui_lesson.origin_masked") if hit.lesson else "")
    asked = " ".join(one.words) if hit.kind != LESSON else one.words[0]
    return SimilarRow(
        title=hit.title or hit.name,
        lang=html_lang(hit.language),
        url=hit_address(hit, asked, address),
        kind=kind,
        about=tuple(filter(None, (named, whose, hit.date))),
        words=one.words,
    )
