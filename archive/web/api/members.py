"""/projects/{code}/members: who is in a project, as what, and cleared for what."""

from __future__ import annotations

from typing import Literal

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from archive.domain.projects import Member
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.web.api.fields import Answer, Body, Paged
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("members")
blueprint = resource.blueprint

MEMBER = "/projects/<code>/members/<username>"


class MemberBody(Body):
    """A member's place in the project."""

    role: Literal["manager", "member", "finance", "legal"]
    clearance: Literal["internal", "confidential", "restricted"]


class MemberAnswer(Answer):
    """An account in a project."""

    username: str
    display_name: str
    role: str
    clearance: str

    @classmethod
    def of(cls, member: Member) -> MemberAnswer:
        return cls(
            username=member.username,
            display_name=member.display_name,
            role=member.role.value,
            clearance=member.clearance.key,
        )


@resource.route(
    "GET",
    "/projects/<code>/members",
    signed_in,
    Contract(Listing[MemberAnswer], query=Paged, errors=(NotFound, ActionForbidden)),
)
def list_members(code: str, query: Paged) -> Listing[MemberAnswer]:
    """Who is in the project; shown to its members."""
    return part_of(services().projects.members(principal(), code), query, MemberAnswer.of)


@resource.route(
    "PUT",
    MEMBER,
    signed_in,
    Contract(MemberAnswer, body=MemberBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def put(code: str, username: str, body: MemberBody) -> MemberAnswer:
    """Add a member, or change one; nobody gives more clearance than they hold."""
    member = services().projects.set_member(
        principal(), code, username, ProjectRole(body.role), Level.of(body.clearance)
    )
    return MemberAnswer.of(member)


@resource.route(
    "DELETE", MEMBER, signed_in, Contract(status=204, errors=(NotFound, ActionForbidden, Conflict))
)
def remove(code: str, username: str) -> None:
    """Take a member out of the project."""
    services().projects.remove_member(principal(), code, username)


POLICIES = resource.POLICIES
