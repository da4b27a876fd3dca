"""What somebody outside says: letters, mails and calls in which the client speaks, by their shape.

A letter names whom it is written to and who writes; a mail speaks of "your report"; notes of a call begin line
after line with the same person's name. When the project is over, what the client writes is about it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from archive.domain.dates import find_dates
from archive.domain.folding import fold
from archive.understanding.evidence import Evidence
from archive.understanding.view import DocumentView

_LATE = timedelta(days=14)
_SHORT = 3_000
_TO_SOMEBODY = re.compile(r"(?m)^\W{0,3}(?:致|敬启者|to\b|dear\b)\s*[:,，]?")
_YOURS = re.compile(
    r"\byour (?:\w+ ){0,2}(?:invoice|report|figures?|numbers?|team|people|deck|data|bill|summary)\b"
    r"|你们|贵公司|贵司|贵团队|贵方"
)
_LETTER, _MAIL = 3.2, 1.8


def from_letter(view: DocumentView) -> Iterable[Evidence]:
    """A letter under the client's name, or a mail about "your report", written when all was done."""
    if len(view.text) > _SHORT or not _is_late(view):
        return
    if view.form == "mail" and (said := _YOURS.search(view.folded)):
        yield Evidence("feedback", "body", _MAIL, (view.text[slice(*said.span())],))
    elif view.form in ("text", "image") and _TO_SOMEBODY.search(
        "\n".join(map(fold, view.lines[:8]))
    ):
        client = _client_among(view)
        if client:
            yield Evidence("feedback", "body", _LETTER, (client,))


def _is_late(view: DocumentView) -> bool:
    ended = view.context.ended
    written = _written(view)
    return ended is not None and written is not None and written >= ended - _LATE


def _written(view: DocumentView) -> date | None:
    """The day of the mail, or the first full day that the first lines tell."""
    mentions = find_dates(view.fields.get("date", "") or "\n".join(view.lines[:6]))
    return next((m.first_day for m in mentions if not m.month_only), None)


_SHORTEST_NAME = 4


def _client_among(view: DocumentView) -> str:
    """The client's name as the head of the letter writes it: alone on one of the first lines."""
    client = fold(view.context.client or "")
    for line in view.lines[:2]:
        folded = fold(line).strip()
        if len(folded) >= _SHORTEST_NAME and client and (folded in client or client in folded):
            return line
    return ""


# ------------------------------------------------------------------ notes of a call
_SAYS = re.compile(
    r"(?m)^\W{0,3}(?P<who>[一-鿿]{1,4}?|[a-z]+(?: [a-z]+)?)\s?(?:最后|又|还|也|再)?(?:说|表示|提到|said\b|says\b)"
)
_OURSELVES = frozenset({"我", "我们", "i", "we"})
_CALL, _FEWEST = 3.5, 3


def from_speaker(view: DocumentView) -> Iterable[Evidence]:
    """Line after line begins with what one and the same person said."""
    if view.form != "text" or len(view.text) > _SHORT:
        return
    spoke = Counter(_speakers(view.folded))
    if not spoke:
        return
    who, often = spoke.most_common(1)[0]
    if often >= _FEWEST and often * 2 > spoke.total():
        yield Evidence("feedback", "body", _CALL, (who,))


def _speakers(text: str) -> Iterator[str]:
    for match in _SAYS.finditer(text):
        if match["who"] not in _OURSELVES:
            yield match["who"]
