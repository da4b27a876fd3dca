"""A date with two readings (03/04/2025) and what else in the document settles it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from archive.domain.dates import DateMention
from archive.understanding.view import DocumentView


def settle(
    mention: DateMention, others: Sequence[DateMention], view: DocumentView
) -> tuple[str, tuple[str, ...]]:
    """The reading to take, and both when the document does not tell which is meant.

    Args:
        mention: the date chosen; one with a single reading comes back as it is.
        others: the document's other dates (text, name, properties) that have one reading.
        view: the document, for the order its dates are written in and the project's span.
    """
    if not mention.choices:
        return mention.value, ()
    exact = [choice for choice in mention.choices if any(o.value == choice for o in others)]
    if len(exact) == 1:
        return exact[0], ()
    if habit := _habit(view, mention):
        return habit, ()
    near = [choice for choice in mention.choices if any(_close(choice, o) for o in others)]
    if len(near) == 1:
        return near[0], ()
    possible = [choice for choice in mention.choices if _in_span(choice, view)]
    return (possible[0], ()) if len(possible) == 1 else (mention.value, mention.choices)


def _habit(view: DocumentView, mention: DateMention) -> str | None:
    """The order of day and month that other dates of the document leave no doubt about."""
    orders = set()
    for first, second in re.findall(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:19|20)\d\d", view.text):
        if int(first) > 12 >= int(second):
            orders.add("day")
        elif int(second) > 12 >= int(first):
            orders.add("month")
    if len(orders) != 1:
        return None
    written = re.match(r"(\d{1,2})", view.text[mention.start : mention.end] or "")
    if not written:
        return None
    part = slice(8, 10) if orders == {"day"} else slice(5, 7)
    return next((c for c in mention.choices if int(c[part]) == int(written[1])), None)


def _close(choice: str, other: DateMention) -> bool:
    return abs((date.fromisoformat(choice) - other.first_day).days) <= 10


def _in_span(choice: str, view: DocumentView) -> bool:
    context, day, slack = view.context, date.fromisoformat(choice), timedelta(days=60)
    if day > context.received + timedelta(days=1):
        return False
    return not (
        (context.started and day < context.started - slack)
        or (context.ended and day > context.ended + slack)
    )
