"""Notices as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from archive.domain.notices import PostedNotice
from archive.web.presenters.marks import moment
from archive.wording import say


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice: what it says, where it leads, when it came, whether it was read."""

    id: str
    text: str
    link: str
    at: str
    read: bool


def notice_rows(found: Iterable[PostedNotice], language: str) -> tuple[NoticeRow, ...]:
    """The rows of the page."""
    return tuple(
        NoticeRow(
            id=notice.id,
            text=say(language, notice.message),
            link=notice.link or "",
            at=moment(notice.posted_at),
            read=notice.read_at is not None,
        )
        for notice in found
    )
