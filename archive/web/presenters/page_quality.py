"""Which pages of a file are hard to read or were recognised from a scan, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.domain.text_quality import PageQualities, TextQuality
from archive.web.presenters.marks import counted, joined
from archive.wording import say

SHOWN: Final = 6
"""Runs of pages that are listed; a longer list tells how many pages there are in all."""
_TOLD: Final = (
    (TextQuality.POOR, "warn", "look"),
    (TextQuality.NONE, "warn", "look"),
    (TextQuality.OCR, "ac", "info"),
)


@dataclass(frozen=True, slots=True)
class PageMark:
    """Something said of some pages, with its tone and sign."""

    tone: str
    sign: str
    text: str


def page_marks(pages: PageQualities, language: str, ending: str = "") -> tuple[PageMark, ...]:
    """What is to be said of the pages of a file with several; `ending` "_note" says it in sentences."""
    if len(pages.letters) < 2:
        return ()
    found = ((pages.numbers(quality), quality, tone, sign) for quality, tone, sign in _TOLD)
    return tuple(
        PageMark(tone, sign, _said(f"ui_pages.{quality.value}{ending}", numbers, language))
        for numbers, quality, tone, sign in found
        if numbers
    )


def row_marks(pages: PageQualities, whole: TextQuality, language: str) -> tuple[PageMark, ...]:
    """What stands beside a file in a list: its pages, or that all of it is poor."""
    if len(pages.letters) > 1 or whole is not TextQuality.POOR:
        return page_marks(pages, language)
    return (PageMark("warn", "look", say(language, "ui_pages.passage_poor")),)


def found_words(documents: int, pages: int, language: str) -> str:
    """How much of what a search found is hard to read; empty where nothing is."""
    return counted(language, "ui_search.poor_n", documents, pages=pages) if documents else ""


def hit_words(pages: PageQualities, number: int, language: str) -> str:
    """How many pages of a document are hard to read; of one without pages, that its text is."""
    if not number:
        return ""
    several = len(pages.letters) > 1
    return (
        counted(language, "ui_pages.hit", number)
        if several
        else say(language, "ui_pages.passage_poor")
    )


def passage_mark(pages: PageQualities, number: int) -> str:
    """Which mark a passage bears that stands on one page of several; empty for none."""
    quality = pages.at(number) if len(pages.letters) > 1 else None
    return quality.value if quality in (TextQuality.POOR, TextQuality.OCR) else ""


def quality_notes(
    pages: PageQualities, whole: TextQuality, language: str
) -> list[tuple[str, str, str]]:
    """(tone, symbol, sentence) about the text of a file, page by page where it has pages."""
    told = page_marks(pages, language, "_note")
    if told:
        return [(mark.tone, mark.sign, mark.text) for mark in told]
    if whole is TextQuality.GOOD:
        return []
    return [("ac", "info", say(language, f"ui_batch.quality_{whole.value}"))]


def _said(key: str, numbers: Sequence[int], language: str) -> str:
    runs = runs_of(numbers)
    shown = joined(language, runs[:SHOWN])
    if len(runs) > SHOWN:
        shown = say(language, "ui_pages.more", pages=shown, n=len(numbers))
    return counted(language, key, len(numbers), pages=shown)


def runs_of(numbers: Sequence[int]) -> list[str]:
    """Rising numbers, with those that follow each other as one: 1, 4–6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
