"""Reading one file in this process: kind, format, draft, quality. The sandbox calls it in a child."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from archive.domain.segments import ContentState, Extracted
from archive.extraction.draft import Draft
from archive.extraction.formats import format_of
from archive.extraction.kinds import FileKind
from archive.extraction.limits import Limits
from archive.extraction.outcomes import LimitReached, Unreadable
from archive.extraction.quality import judge, judge_pages
from archive.extraction.sniff import sniff


def extract(
    stream: BinaryIO, name: str, limits: Limits, allow: Callable[[int], None] | None = None
) -> Extracted:
    """What can be read from the stream. Every failure of the content is a state of the result.

    `allow` is called with the number of pages as soon as it is known, to ask for more time.
    """
    kind = sniff(stream, name)
    draft = Draft(limits, allow)
    state = kind.state
    truncated = False
    if state is None:
        try:
            state = _read(stream, draft, kind)
        except LimitReached:
            state, truncated = ContentState.OK, True
        except Unreadable as e:
            state = e.state
        except MemoryError:
            state = ContentState.TOO_LARGE
        except Exception:
            state = ContentState.DAMAGED
    return _result(kind, draft, state, truncated=truncated)


def _read(stream: BinaryIO, draft: Draft, kind: FileKind) -> ContentState:
    known = format_of(kind)
    if known is None:
        return ContentState.UNSUPPORTED
    if stream.seek(0, 2) > draft.limits.parsed:
        return ContentState.TOO_LARGE
    stream.seek(0)
    known.read(stream, draft, kind)
    return ContentState.OK


def _result(kind: FileKind, draft: Draft, state: ContentState, *, truncated: bool) -> Extracted:
    if kind.also:
        draft.properties["also"] = kind.also
    return Extracted(
        media_type=kind.media_type,
        extension=kind.extension,
        state=state,
        segments=tuple(draft.segments),
        properties=draft.properties,
        page_count=draft.page_count,
        quality=judge(draft),
        ocr_pages=tuple(draft.ocr_pages),
        pages=judge_pages(draft),
        truncated=truncated,
    )
