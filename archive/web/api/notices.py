"""/notices: what the caller was told, and where the caller gets it by mail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from archive.domain.notice_groups import NoticeGroup
from archive.domain.notices import PostedNotice
from archive.domain.projects import Account
from archive.errors import InvalidInput, NotFound
from archive.web.api.fields import Answer, Body, Paged, Text
from archive.web.api.listing import Listing, listing
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in
from archive.wording import say

resource = Resource("notices")
blueprint = resource.blueprint


class NoticeQuery(Paged):
    """All notices, or only those that were not read."""

    unread: bool = False


class NoticeAnswer(Answer):
    """Something the caller was told. `link` is a path of this site."""

    id: str
    kind: str
    message: str
    link: str | None
    posted_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notice: PostedNotice, spoken: str) -> NoticeAnswer:
        return cls(
            id=notice.id,
            kind=notice.kind,
            message=say(spoken, notice.message),
            link=notice.link,
            posted_at=notice.posted_at,
            read_at=notice.read_at,
        )


class NoticeListing(Listing[NoticeAnswer]):
    """A page of notices; `unread` counts all that were not read."""

    unread: int


class NoticeGroupAnswer(Answer):
    """One thing to know: a notice, or several of one kind about one project on one day (UTC).

    `id` is that of its newest notice, `count` and `unread` count all of them, `notices` are the newest
    hundred in the order they came; `link` is null where they do not share one.
    """

    id: str
    kind: str
    message: str
    link: str | None
    posted_at: datetime
    count: int
    unread: int
    notices: list[NoticeAnswer]

    @classmethod
    def of(cls, group: NoticeGroup, spoken: str) -> NoticeGroupAnswer:
        return cls(
            id=group.id,
            kind=group.kind,
            message=say(spoken, group.message),
            link=group.link,
            posted_at=group.posted_at,
            count=group.count,
            unread=group.unread,
            notices=[NoticeAnswer.of(notice, spoken) for notice in group.notices],
        )


class NoticeGroupListing(Listing[NoticeGroupAnswer]):
    """A page of groups; `unread` counts all groups with something unread."""

    unread: int


class ReadBody(Body):
    """Read, or unread again; with `together` also what was told with it until then."""

    read: bool = True
    together: bool = False


class ReadAnswer(Answer):
    """How many notices were unread."""

    read: int


class MailBody(Body):
    """Where to send mail (null: nowhere), and how often."""

    address: Annotated[Text, Field(max_length=254)] | None = None
    digest: Literal["off", "daily"] = "daily"


class MailAnswer(Answer):
    """Where the caller gets mail, and how often."""

    address: str | None
    digest: str

    @classmethod
    def of(cls, account: Account) -> MailAnswer:
        return cls(address=account.email, digest=account.digest)


@resource.route("GET", "/notices", signed_in, Contract(NoticeListing, query=NoticeQuery))
def show(query: NoticeQuery) -> NoticeListing:
    """What the caller was told, the newest first."""
    spoken, caller = language(), principal()
    found = services().notices.list(
        caller, unread=query.unread, page=query.page, per_page=query.per_page
    )
    told = listing(found, lambda notice: NoticeAnswer.of(notice, spoken))
    return NoticeListing(**dict(told), unread=services().notices.unread(caller))


@resource.route(
    "GET", "/notices/groups", signed_in, Contract(NoticeGroupListing, query=NoticeQuery)
)
def show_groups(query: NoticeQuery) -> NoticeGroupListing:
    """The same as things to know: of one kind, project and day together, the newest first."""
    spoken, caller = language(), principal()
    found = services().notices.groups(
        caller, unread=query.unread, page=query.page, per_page=query.per_page
    )
    told = listing(found, lambda group: NoticeGroupAnswer.of(group, spoken))
    return NoticeGroupListing(**dict(told), unread=services().notices.unread_groups(caller))


@resource.route("POST", "/notices/read", signed_in, Contract(ReadAnswer))
def mark_all() -> ReadAnswer:
    """Mark every notice as read."""
    return ReadAnswer(read=services().notices.mark_all(principal()))


@resource.route(
    "POST",
    "/notices/<notice_id>",
    signed_in,
    Contract(NoticeAnswer, body=ReadBody, errors=(NotFound,)),
)
def mark(notice_id: str, body: ReadBody) -> NoticeAnswer:
    """Mark one notice as read, or as unread again; with `together` its whole group."""
    marked = services().notices.mark(principal(), notice_id, read=body.read, together=body.together)
    return NoticeAnswer.of(marked, language())


@resource.route("GET", "/notices/mail", signed_in, Contract(MailAnswer))
def mail() -> MailAnswer:
    """Where the caller gets notices by mail."""
    return MailAnswer.of(services().accounts.account(principal()))


@resource.route(
    "PUT", "/notices/mail", signed_in, Contract(MailAnswer, body=MailBody, errors=(InvalidInput,))
)
def set_mail(body: MailBody) -> MailAnswer:
    """Say where and how often the caller gets notices by mail."""
    return MailAnswer.of(services().notices.set_mail(principal(), body.address, body.digest))


POLICIES = resource.POLICIES
