"""How far extracted text can be trusted: wrong letters are worse than no letters."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from archive.domain.text_quality import PageQualities, TextQuality
from archive.extraction.draft import Draft

_SAMPLE: Final = 20_000
_POOR_SHARE: Final = 0.02
GARBLED: Final = 0.15
"""Above this share of wrong letters a page's text layer is not worth having."""
_MOJIBAKE: Final = re.compile(
    r"锟斤拷|烫烫烫|屯屯屯|Ã[\x80-\xbf]|[âåäæçèé][\x80-\xbf\u2018-\u2026]{1,2}|\(cid:\d+\)"
)


def judge(draft: Draft) -> TextQuality:
    """GOOD, POOR where letters were lost or pages have no text yet, NONE without any text."""
    sample = "".join(segment.text for segment in draft.segments[:2_000])[:_SAMPLE]
    if not sample.strip():
        return TextQuality.NONE
    if draft.garbled or draft.ocr_pages or garbled_share(sample) > _POOR_SHARE:
        return TextQuality.POOR
    return TextQuality.GOOD


def judge_pages(draft: Draft) -> PageQualities:
    """The same of every page or slide, each by its own text; a file without pages is one page."""
    count = min(draft.page_count or 1, draft.limits.pages)
    texts = [""] * (count + 1)
    for segment in draft.segments:
        number = segment.place.number
        if number <= count and len(texts[number]) < _SAMPLE:
            texts[number] += segment.text
    waiting = set(draft.ocr_pages)
    judged = (quality_of(texts[n], waits=n in waiting) for n in range(1, count + 1))
    return PageQualities.of(judged, draft.wordless)


def quality_of(text: str, *, waits: bool = False) -> TextQuality:
    """How far one page's text can be trusted. `waits`: the page shows more than its text says."""
    sample = text[:_SAMPLE]
    if not sample.strip():
        return TextQuality.NONE
    return TextQuality.POOR if waits or garbled_share(sample) > _POOR_SHARE else TextQuality.GOOD


def garbled_share(text: str) -> float:
    """The share of characters that cannot be what somebody wrote."""
    letters = "".join(text.split())
    if not letters or _sound(letters):
        return 0.0
    wrong = sum(_is_wrong(char) for char in letters)
    wrong += sum(len(found[0]) for found in _MOJIBAKE.finditer(text))
    return min(1.0, wrong / len(letters))


def _sound(letters: str) -> bool:
    """True where a quick look shows that nothing is wrong, as nearly everywhere."""
    return letters.isprintable() and "\ufffd" not in letters and not _MOJIBAKE.search(letters)


def _is_wrong(char: str) -> bool:
    if char < "\x7f":
        return False
    return char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc"}
