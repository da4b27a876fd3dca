"""Whether the archive is alive and ready, and the description of its interface."""

from __future__ import annotations

from flask import Response

from archive.domain.access import Action, Target, may
from archive.web.api.fields import Answer
from archive.web.api.resource import Contract, Resource
from archive.web.context import API_PREFIX, caller_or_none, services
from archive.web.openapi import openapi_text
from archive.web.policy import public

resource = Resource("operation", prefix="")
blueprint = resource.blueprint


class AliveAnswer(Answer):
    """The process answers."""

    status: str


class PartAnswer(Answer):
    """A part the archive rests on. `degraded`: it works, with less.

    `detail` says what exactly, to administrators; of the rules to records managers too.
    """

    ok: bool
    degraded: bool
    detail: str | None


class ReadyAnswer(Answer):
    """Whether every part is ready; 503 when one is not. `degraded` names those that work with less."""

    ready: bool
    degraded: list[str]
    parts: dict[str, PartAnswer]


@resource.route("GET", "/healthz", public, Contract(AliveAnswer))
def alive() -> AliveAnswer:
    """Answers while the process lives."""
    return AliveAnswer(status="ok")


@resource.route("GET", "/readyz", public, Contract(ReadyAnswer, also=(503,)))
def ready() -> Response:
    """Database, index, jobs, disk, isolation of readers and the naming rules."""
    found = services().operation.ready()
    parts = {
        name: PartAnswer(
            ok=part.ok, degraded=part.degraded, detail=part.detail if _told(name) else None
        )
        for name, part in found.items()
    }
    answer = ReadyAnswer(
        ready=all(part.ok for part in found.values()),
        degraded=[name for name, part in found.items() if part.degraded],
        parts=parts,
    )
    status = 200 if answer.ready else 503
    return Response(answer.model_dump_json(), status, mimetype="application/json")


def _told(part: str) -> bool:
    """Strangers learn which part is not well, those who look after it what is wrong with it."""
    caller = caller_or_none()
    if caller is None:
        return False
    acts = (Action.SEE_OPERATION, *((Action.SEE_RULE_ALARM,) if part == "rules" else ()))
    return any(may(caller, act, Target()) for act in acts)


@resource.route("GET", f"{API_PREFIX}/openapi.json", public, Contract("application/json"))
def openapi() -> Response:
    """This interface, described as OpenAPI 3.1."""
    return Response(openapi_text(), mimetype="application/json")


POLICIES = resource.POLICIES
