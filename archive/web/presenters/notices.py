"""Notices as rows: one for each thing to know, with its list inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.notice_groups import NoticeGroup
from archive.web.presenters.marks import moment
from archive.wording import say

OPEN_UP_TO = 5
"""Lists of at most this many stand open; a longer one is opened by who wants it."""


@dataclass(frozen=True, slots=True)
class NoticePart:
    """One of several that are told together."""

    id: str
    text: str
    link: str
    read: bool


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What there is to know, where it leads, when it came, whether all of it was read.

    `parts` are empty for one notice; `more` says how many of them are not listed.
    """

    id: str
    text: str
    link: str
    at: str
    read: bool
    count: int
    parts: tuple[NoticePart, ...]
    more: str
    opened: bool


def notice_rows(found: Iterable[NoticeGroup], language: str) -> tuple[NoticeRow, ...]:
    """The rows of the page."""
    return tuple(_row(group, language) for group in found)


def _row(group: NoticeGroup, language: str) -> NoticeRow:
    parts = tuple(
        NoticePart(
            notice.id,
            say(language, group.part(notice)),
            notice.link or "",
            notice.read_at is not None,
        )
        for notice in (group.notices if group.count > 1 else ())
    )
    more = group.count - len(group.notices)
    return NoticeRow(
        id=group.id,
        text=say(language, group.message),
        link=group.link or "",
        at=moment(group.posted_at),
        read=not group.unread,
        count=group.count,
        parts=parts,
        more=say(language, "notices.group_more", n=more) if more else "",
        opened=bool(group.unread) and group.count <= OPEN_UP_TO,
    )
