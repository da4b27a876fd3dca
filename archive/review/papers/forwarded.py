"""A mail in which somebody looks back and forwards below what another wrote: two papers in one file."""

from __future__ import annotations

import re
from dataclasses import replace

from archive.domain.segments import Segment, SegmentKind
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.sources import Source

FORWARDED = re.compile(
    r"^\s*[-—_=\s]*(?:forwarded message|original message|begin forwarded"
    r"|(?:轉寄|转寄|轉發|转发|原始|原)\S{0,3}(?:[郵邮]件|[訊讯]息)?)[-—_=:：\s]*$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 30
_BLANK = Segment(SegmentKind.FIELD, "")


def apart(source: Source) -> tuple[Source, Source] | None:
    """(the look-back above, what is forwarded below); None for a mail that is not both.

    Segments keep their numbers, so that citations stay true.
    """
    segments = source.segments
    at = next((n for n, s in enumerate(segments) if FORWARDED.match(s.text)), 0)
    if not at or not any(s.kind is SegmentKind.FIELD for s in segments):
        return None
    lines = [s.text.strip() for s in segments[:at] if s.kind is not SegmentKind.FIELD]
    heads = (line for line in lines if len(line) <= _LONGEST_HEAD and line.endswith((":", "：")))
    if not {Topic.GOOD, Topic.BAD} <= {heading_topic(head) for head in heads}:
        return None
    above = tuple(s if n < at else _BLANK for n, s in enumerate(segments))
    below = tuple(
        s if n > at or s.kind is SegmentKind.FIELD else _BLANK for n, s in enumerate(segments)
    )
    return replace(source, segments=above), replace(source, segments=below)
