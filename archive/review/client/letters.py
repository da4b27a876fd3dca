"""Which papers of the client's are letters or mails, and what of them others wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.domain.segments import SegmentKind
from archive.review.papers.client_papers import ADDRESSED
from archive.review.papers.forwarded import FORWARDED
from archive.review.reading.passages import Passage
from archive.review.reading.sources import Source

MAIL_HEAD = re.compile(
    r"^\s*>?\s*(?:from|to|cc|date|sent|subject|寄件[者人]|收件[者人]|副本|日期|主旨|[发發]件人|收件人|主[题題]|[时時][间間])\s*[:：]",
    re.IGNORECASE,
)
_FEW_LINES = 3


def above_forwarded(paragraphs: Sequence[Passage]) -> int:
    """How many lines the one who forwards a mail put above it."""
    at = next((n for n, p in enumerate(paragraphs) if FORWARDED.match(p.text)), 0)
    return at + 1 if 0 < at <= _FEW_LINES else 0


def is_letter(source: Source) -> bool:
    """A mail, or a page that opens with whom it is written to."""
    segments = source.segments
    if any(s.kind is SegmentKind.FIELD for s in segments):
        return True
    lines = [s.text.strip() for s in segments if s.text.strip()]
    long = next((n for n, line in enumerate(lines) if not _may_stand_in_head(line)), len(lines))
    head = lines[: max(_FEW_LINES, min(long + 1, _LONGEST_HEAD))]
    return any(p.match(line) for line in head for p in (ADDRESSED, _OFFICIAL, _TO_FIRM))


_LONGEST_HEAD, _LONGEST_OF_HEAD = 8, 40
"""Over whom it is written to stand the sender's name and address, the day and the subject, in short lines."""


def _may_stand_in_head(line: str) -> bool:
    return len(line) <= _LONGEST_OF_HEAD * (2 if line.isascii() else 1)


_TO_FIRM = re.compile(
    r"^\s*[一-鿿]{2,20}(?:公司|集[团團]|工作室|事[务務]所)(?:\s\S{2,8})?(?:\s?(?:台|鈞|钧)[鑒鉴])?[：:]$"
    r"|^\s*[^。；;:：]{2,30}(?:先生|小姐|女士)\s*(?:台|鈞|钧|雅|惠)?[鑒鉴]?[：:]?$"
)


_OFFICIAL = re.compile(r"^\s*(?:主旨|發文字號|发文字号|發文日期|受文者|事由)\s*[:：]")
"""A letter of an office: its subject, then 說明 in numbered points."""
