"""Where a day stands in the life of its project: before the work, or when the work is done.

The same words are a wish before the work and an opinion after it; only the day tells which.
"""

from __future__ import annotations

from datetime import date, timedelta

from archive.domain.dates import find_dates
from archive.understanding.view import DocumentView

_SOON, _SHARE = timedelta(days=14), 8
"""A project is beginning for this long, and closing for at least this long or an eighth of its span."""

_FIRST_LINES = 6


def written_on(view: DocumentView) -> date | None:
    """The day of the mail or of the last message, else a full day near the top or at the end."""
    if (said := view.last_message) is not None:
        return said.first_day
    texts = (view.fields.get("date", ""), "\n".join(view.lines[:_FIRST_LINES]), view.tail[-200:])
    for text in texts:
        if day := next((m.first_day for m in find_dates(text) if not m.month_only), None):
            return day
    return None


def is_early(view: DocumentView, day: date | None) -> bool:
    """The day lies before the work or in its first days."""
    started = view.context.started
    return day is not None and started is not None and day <= started + _SOON


def is_late(view: DocumentView, day: date | None) -> bool:
    """The day lies in the last part of the project or after it."""
    started, ended = view.context.started, view.context.ended
    if day is None or ended is None:
        return False
    share = (ended - started) / _SHARE if started and started < ended else _SOON
    return day >= ended - max(share, _SOON)
