"""/tokens: the caller's own bearer tokens. The secret is shown once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from archive.domain.projects import ApiToken
from archive.errors import NotFound
from archive.web.api.fields import Answer, Body, Name, Paged
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("tokens")
blueprint = resource.blueprint


class NewTokenBody(Body):
    """What the token is for, and for how many days; by default as long as is allowed."""

    name: Name
    days: Annotated[int, Field(ge=1, le=3660)] | None = None


class TokenAnswer(Answer):
    """A bearer token, without its secret."""

    id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, token: ApiToken) -> TokenAnswer:
        return cls.model_validate(token, from_attributes=True)


class NewTokenAnswer(TokenAnswer):
    """A new token with its secret, which is not stored and cannot be shown again."""

    secret: str


@resource.route("POST", "/tokens", signed_in, Contract(NewTokenAnswer, 201, body=NewTokenBody))
def create(body: NewTokenBody) -> NewTokenAnswer:
    """Make a token that acts with the caller's rights."""
    made = services().tokens.create(principal(), body.name, body.days)
    return NewTokenAnswer(**TokenAnswer.of(made.token).model_dump(), secret=made.secret)


@resource.route("GET", "/tokens", signed_in, Contract(Listing[TokenAnswer], query=Paged))
def list_tokens(query: Paged) -> Listing[TokenAnswer]:
    """The caller's own tokens."""
    return part_of(services().tokens.list(principal()), query, TokenAnswer.of)


@resource.route("DELETE", "/tokens/<token_id>", signed_in, Contract(status=204, errors=(NotFound,)))
def revoke(token_id: str) -> None:
    """End one of the caller's tokens at once."""
    services().tokens.revoke(principal(), token_id)


POLICIES = resource.POLICIES
