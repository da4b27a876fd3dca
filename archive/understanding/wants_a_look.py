"""Which files on their way in want a person's eye, and which may be filed by a nod."""

from __future__ import annotations

from archive.domain.documents import Decision, ItemState
from archive.domain.intake import TOO_DEEP, Item
from archive.understanding.unsaid import BORROWED, NOTHING_REASON, NOTHING_SAID, OTHER, SOURCE

UNSURE = 0.6
"""Below this the class is a guess that a person should look at."""

READING = (ItemState.RECEIVED, ItemState.ANALYSING)
_SETTLED = (ItemState.FILED, ItemState.DISCARDED)
UNREADABLE = "N13"
ASKING = frozenset({"N10", "N11", UNREADABLE})
"""Findings that no proposal repairs."""

EXCEPTED = "understanding.own_name_excepted"
"""Why a file keeps the name it came with, although the rules want another."""

_BUNDLES = frozenset({"zip", "7z", "rar", "tar", "gz"})


def asks(item: Item) -> bool:
    """Something about it wants a person's eye before it is filed; nothing of what is still read or settled."""
    return item.state not in (*READING, *_SETTLED) and _wants_an_eye(item)


def _wants_an_eye(item: Item) -> bool:
    if item.state in (ItemState.FAILED, ItemState.HELD) or not item.proposed_name:
        return True
    if item.decision is Decision.LINK:
        return False
    if item.asks_for_day or item.asks_for_version:
        return True
    if item.decision in (Decision.NEW_VERSION, Decision.KEEP_BOTH):
        return False
    rules = {finding.rule for finding in item.findings if finding.severity != "warn"}
    return (
        bool(rules & ASKING)
        or is_guess(item)
        or is_borrowed(item)
        or not (_is_dated(item) or is_excepted(item))
        or item.similar_to is not None
        or bool(item.sensitive and item.level_reasons)
        or asks_for_names(item)
        or is_unopened(item)
    )


def is_excepted(item: Item) -> bool:
    """It was granted that it keeps the name it came with, which needs to tell no day."""
    return any(reason.message.key == EXCEPTED for reason in item.reasons)


def is_unopened(item: Item) -> bool:
    """An archive that lies too deep in others: what is in it is no item of the batch."""
    return item.note is not None and item.note.key == TOO_DEEP


def asks_for_names(item: Item) -> bool:
    """An archive whose names were read by a guess that nobody has confirmed."""
    return item.name_encoding is not None and not item.names_confirmed


def needs_only_a_nod(item: Item) -> bool:
    """All that is proposed for it rests on its own words."""
    if item.state is not ItemState.PROPOSED or not item.proposed_name:
        return False
    if is_unreadable(item) or is_unopened(item):
        return False
    if is_guess(item) or is_borrowed(item):
        return False
    return _is_dated(item) and not item.asks_for_version


def is_guess(item: Item) -> bool:
    """Another class is as likely. That nothing was said for any is none: `other` alone holds nothing up."""
    unsaid = item.class_key == OTHER and item.extension not in _BUNDLES  # a bundle's form says it
    unsaid = unsaid and any(reason.key == NOTHING_REASON for reason in item.class_reasons)
    return item.class_confidence < (UNSURE * NOTHING_SAID if unsaid else UNSURE)


def _is_dated(item: Item) -> bool:
    """The file tells one day itself; the day it came in is the date of a bundle only, which has no other."""
    inferred = item.date_source in ("received", SOURCE)
    undated = inferred and item.extension not in _BUNDLES
    return not item.asks_for_day and not undated


def is_borrowed(item: Item) -> bool:
    """Something that ought to stand in it is only what other files, or the project, say."""
    low = (reason for reason in item.reasons if reason.confidence <= BORROWED)
    return any(reason.field != "date" for reason in low)


def is_unreadable(item: Item) -> bool:
    """Its text could not be read."""
    return any(finding.rule == UNREADABLE for finding in item.findings)
