"""Approved reviews for the two archives of `twin_worlds`: figures of papers that few may see between those of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive.domain.access import ProjectRole
from archive.domain.documents import Level
from tests.support.world import World

Made = tuple[str, Callable[[World], object], bool]
"""What a step is called, what it does, and whether it is done in the complete archive alone."""
TOLD, QUIET = "ferry riders", "night guests"
"""A figure that two projects tell everybody, and one that only hidden papers of the same two tell."""
COMPARED = ("PIER-04", "PIER-05")
_PAPER = "Closing report\n\nResults\nMeasure\tTarget\tActual\n{name}\t{target}\t{actual}\n"


def figures(owner: str, approver: str, secret: str, keeper: str) -> Iterator[Made]:
    """Two projects whose reviews are approved by who does not see what is hidden, and a hidden project's.

    `owner` sees all papers of the two, and `keeper` runs the project `secret`, which observers do not see.
    """
    yield "approver", lambda w: w.account(approver), False
    for number, code in enumerate(COMPARED):
        yield f"project {code}", lambda w, c=code: w.project(c, owner, language="en"), False
        yield f"approver of {code}", lambda w, c=code: _manager(w, c, owner, approver), False
        yield f"figure of {code}", _paper(code, owner, TOLD, 300 + number, Level.INTERNAL), False
        for level, name in ((Level.CONFIDENTIAL, QUIET), (Level.RESTRICTED, TOLD)):
            paper = _paper(code, owner, name, 700 + number, level)
            yield f"{level.key} figure of {code}", paper, True
    yield "hidden figure", _paper(secret, keeper, TOLD, 900, Level.INTERNAL), True
    yield "read", World.drain, False
    for code in COMPARED:
        yield f"review of {code}", _written(code, approver), False
        yield f"approved {code}", _approved(code, approver), False
    yield "review of what is hidden", _written(secret, keeper), True
    yield "approved what is hidden", _approved(secret, keeper), True


def _manager(world: World, code: str, owner: str, approver: str) -> None:
    world.member(code, owner, approver, ProjectRole.MANAGER, Level.INTERNAL)


def _paper(code: str, by: str, name: str, actual: int, level: Level) -> Callable[[World], object]:
    file = f"{code}_RPT_{name.replace(' ', '-')}-{level.key}_20260202_V1.0.txt"
    text = _PAPER.format(name=name.capitalize(), target=250, actual=actual)
    return lambda w: w.document(code, by, file, text, level=level, manager=by)


def _written(code: str, by: str) -> Callable[[World], object]:
    def write(world: World) -> None:
        world.services.reviews.request(world.as_(by), code)
        world.drain()

    return write


def _approved(code: str, by: str) -> Callable[[World], object]:
    return lambda w: w.services.review_approval.approve(w.as_(by), code)
