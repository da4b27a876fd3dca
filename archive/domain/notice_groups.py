"""Notices of one kind about one project on one day, told as one thing with its list inside.

What is told stays a notice of its own for each duty, so that nobody is told of one twice and each goes
with the right to see what it is about. Only how it is said is gathered: a project that is late with
fifteen duties is one thing to know, not fifteen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from archive.domain.messages import Message
from archive.domain.notices import PostedNotice

GATHERED = frozenset(
    {
        "closeout_overdue",
        "closeout_due",
        "exception_asked",
        "exception_ends",
        "lesson_check",
        "paper_overdue",
        "waiting",
    }
)
"""Kinds of which one day brings many about one project; `wording/notices.yaml` says them together
(`group_<kind>`) and each within the list (`part_<kind>`)."""

GroupKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class NoticeGroup:
    """One thing to know: a notice, or several of one kind, project and day (UTC).

    `id` is that of its newest notice. `count` and `unread` count all of them that the reader may see,
    `notices` are those at hand in the order they were told: at most as many as were asked for.
    """

    id: str
    kind: str
    project: str | None
    posted_at: datetime
    count: int
    unread: int
    notices: tuple[PostedNotice, ...]

    @property
    def message(self) -> Message:
        """What all of them come to; of one notice its own sentence."""
        if self.count == 1:
            return self.notices[0].message
        return Message(f"notices.group_{self.kind}", {"project": self.project, "n": self.count})

    @property
    def link(self) -> str | None:
        """Where all of it stands: the one address they share, or the page where they share that."""
        links = {notice.link for notice in self.notices}
        pages = {(link or "").partition("#")[0] for link in links}
        if len(links) == 1:
            return links.pop()
        return (pages.pop() or None) if len(pages) == 1 else None

    def part(self, notice: PostedNotice) -> Message:
        """What one of them is called in the list, where the group said the rest already."""
        if self.count == 1:
            return notice.message
        return Message(f"notices.part_{self.kind}", notice.message.values)


def group_key(notice: PostedNotice) -> GroupKey:
    """What a notice is told together with; of one that stands by itself nothing else has the key."""
    if notice.project_id is None or notice.kind not in GATHERED:
        return (notice.kind, notice.id, "")
    return (notice.kind, notice.project_id, f"{notice.posted_at:%Y-%m-%d}")


def gathered(notices: Iterable[PostedNotice]) -> tuple[NoticeGroup, ...]:
    """Notices (the oldest first) as groups, in the order of the first of each."""
    found: dict[GroupKey, list[PostedNotice]] = {}
    for notice in notices:
        found.setdefault(group_key(notice), []).append(notice)
    return tuple(group_of(told) for told in found.values())


def group_of(
    told: Sequence[PostedNotice], count: int | None = None, unread: int | None = None
) -> NoticeGroup:
    """The group of notices that belong together (the oldest first), and of how many they are a part."""
    newest = told[-1]
    waiting = sum(notice.read_at is None for notice in told)
    return NoticeGroup(
        newest.id,
        newest.kind,
        newest.project,
        newest.posted_at,
        len(told) if count is None else count,
        waiting if unread is None else unread,
        tuple(told),
    )
