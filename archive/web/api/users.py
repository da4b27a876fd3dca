"""/users: accounts. Everybody sees names to add members by; administrators see and change more."""

from __future__ import annotations

from datetime import datetime

from archive.domain.access import Role
from archive.domain.projects import Account
from archive.errors import ActionForbidden, AlreadyExists, Conflict, NotFound
from archive.web.api.fields import Answer, Body, Language, Paged, Text, Word
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import administrators, signed_in

resource = Resource("users")
blueprint = resource.blueprint


class NewUserBody(Body):
    """A new account; without a password one is made up and given back once."""

    username: Word
    role: Role
    password: Text | None = None
    display_name: Word = ""
    language: Language | None = None


class UserChange(Body):
    """What an administrator changes; what is not named stays."""

    role: Role | None = None
    active: bool | None = None


class UserAnswer(Answer):
    """An account. All but the names is null for whoever does not administer accounts."""

    username: str
    display_name: str
    role: str | None
    active: bool | None
    language: str | None
    must_change_password: bool | None
    created_at: datetime | None

    @classmethod
    def named(cls, account: Account) -> UserAnswer:
        """What colleagues see of each other."""
        return cls(
            username=account.username,
            display_name=account.display_name,
            role=None,
            active=None,
            language=None,
            must_change_password=None,
            created_at=None,
        )

    @classmethod
    def whole(cls, account: Account) -> UserAnswer:
        """What administrators see."""
        return cls.model_validate(account, from_attributes=True)


class NewUserAnswer(UserAnswer):
    """A new account; `password` only where it was made here, to be handed over."""

    password: str | None


@resource.route("GET", "/users", signed_in, Contract(Listing[UserAnswer], query=Paged))
def list_users(query: Paged) -> Listing[UserAnswer]:
    """Accounts, by name."""
    caller = principal()
    show = UserAnswer.whole if caller.role is Role.ADMINISTRATOR else UserAnswer.named
    return part_of(services().accounts.accounts(caller), query, show)


@resource.route(
    "POST",
    "/users",
    administrators,
    Contract(NewUserAnswer, 201, body=NewUserBody, errors=(ActionForbidden, AlreadyExists)),
)
def create(body: NewUserBody) -> NewUserAnswer:
    """Make an account."""
    made = services().accounts.add(
        principal(),
        body.username,
        body.role,
        password=body.password,
        display_name=body.display_name,
        language=body.language,
    )
    account = UserAnswer.whole(made.account).model_dump()
    return NewUserAnswer.model_validate(account | {"password": made.password})


@resource.route(
    "PATCH",
    "/users/<username>",
    administrators,
    Contract(UserAnswer, body=UserChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def change(username: str, body: UserChange) -> UserAnswer:
    """Change an account's role, or disable it: its sessions and tokens end at once."""
    accounts, caller = services().accounts, principal()
    if body.role is not None:
        accounts.set_role(caller, username, body.role)
    if body.active is not None:
        accounts.set_active(caller, username, body.active)
    known = {account.username: account for account in accounts.accounts(caller)}
    if username not in known:
        raise NotFound
    return UserAnswer.whole(known[username])


POLICIES = resource.POLICIES
