"""Names inside an archive that nothing says the encoding of: how they can be read, and choosing one."""

from __future__ import annotations

from archive.errors import ActionForbidden, Conflict, InvalidInput, NotFound
from archive.services.intake.member_names import MemberNames
from archive.web.api.fields import Answer, Body, Identifier
from archive.web.api.item_answers import ItemAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("member_names")
blueprint = resource.blueprint

NAMES = "/batches/<batch_id>/items/<item_id>/names"


class ChoiceAnswer(Answer):
    """One way to read the names, with the first of them."""

    encoding: str
    names: list[str]


class NamesAnswer(Answer):
    """How the names are read now, whether a person said so, and every way they can be read."""

    encoding: str
    confirmed: bool
    names: int
    choices: list[ChoiceAnswer]

    @classmethod
    def of(cls, found: MemberNames) -> NamesAnswer:
        return cls(
            encoding=found.encoding,
            confirmed=found.confirmed,
            names=found.names,
            choices=[ChoiceAnswer(encoding=c.encoding, names=list(c.names)) for c in found.choices],
        )


class NamesBody(Body):
    """The encoding to read the names in; the present one confirms it."""

    encoding: Identifier


@resource.route("GET", NAMES, signed_in, Contract(NamesAnswer, errors=(NotFound,)))
def show(batch_id: str, item_id: str) -> NamesAnswer:
    """How the names in an archive can be read; 404 where that is no question."""
    return NamesAnswer.of(services().member_names.choices(principal(), batch_id, item_id))


@resource.route(
    "POST",
    NAMES,
    signed_in,
    Contract(
        ItemAnswer, body=NamesBody, errors=(NotFound, ActionForbidden, Conflict, InvalidInput)
    ),
)
def choose(batch_id: str, item_id: str, body: NamesBody) -> ItemAnswer:
    """Read the names in that encoding; members are renamed and proposed anew."""
    item = services().member_names.choose(principal(), batch_id, item_id, body.encoding)
    return ItemAnswer.from_item(item, language())


POLICIES = resource.POLICIES
