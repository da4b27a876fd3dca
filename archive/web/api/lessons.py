"""/lessons: the knowledge base, as far as the caller may see it."""

from __future__ import annotations

from archive.domain.documents import Level
from archive.errors import ActionForbidden, Conflict, NotFound
from archive.web.api.fields import Empty
from archive.web.api.lesson_answers import (
    AlikeList,
    CheckBody,
    JoinBody,
    LessonAnswer,
    LessonChange,
    LessonList,
    LessonsQuery,
    NewLesson,
    ReleaseBody,
    UsefulBody,
)
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("lessons")
blueprint = resource.blueprint

LESSON = "/lessons/<lesson_id>"


@resource.route(
    "GET", "/lessons", signed_in, Contract(LessonList, query=LessonsQuery, errors=(NotFound,))
)
def find(query: LessonsQuery) -> LessonList:
    """Lessons, newest first: approved ones, and the proposed ones of the caller's projects."""
    return LessonList.of(services().lessons.find(principal(), query.asked()))


@resource.route("GET", LESSON, signed_in, Contract(LessonAnswer, errors=(NotFound,)))
def show(lesson_id: str) -> LessonAnswer:
    """One lesson."""
    return LessonAnswer.of(services().lessons.get(principal(), lesson_id))


@resource.route(
    "POST",
    "/lessons",
    signed_in,
    Contract(LessonAnswer, 201, body=NewLesson, errors=(NotFound, ActionForbidden)),
)
def add(body: NewLesson) -> LessonAnswer:
    """Write a lesson of a project; it is proposed until the project's manager approves it."""
    return LessonAnswer.of(
        services().lessons.add(principal(), body.project, body.said(), body.quotes() or ())
    )


@resource.route(
    "PATCH",
    LESSON,
    signed_in,
    Contract(LessonAnswer, body=LessonChange, errors=(NotFound, ActionForbidden, Conflict)),
)
def edit(lesson_id: str, body: LessonChange) -> LessonAnswer:
    """Change a lesson: members while it is proposed, the manager always."""
    view = services().lessons.edit(
        principal(), lesson_id, body.said(), body.revision, body.quotes()
    )
    return LessonAnswer.of(view)


@resource.route(
    "POST",
    LESSON + "/approve",
    signed_in,
    Contract(LessonAnswer, body=ReleaseBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def approve(lesson_id: str, body: ReleaseBody) -> LessonAnswer:
    """Release a lesson to everybody who reads its level."""
    level = Level.of(body.level) if body.level else None
    view = services().lessons.approve(principal(), lesson_id, level, mask=body.masked)
    return LessonAnswer.of(view)


@resource.route(
    "POST",
    LESSON + "/retire",
    signed_in,
    Contract(LessonAnswer, body=Empty, errors=(NotFound, ActionForbidden, Conflict)),
)
def retire(lesson_id: str) -> LessonAnswer:
    """Take a lesson out of the knowledge base; PATCH and approve bring it back."""
    return LessonAnswer.of(services().lessons.retire(principal(), lesson_id))


@resource.route(
    "POST",
    LESSON + "/check",
    signed_in,
    Contract(LessonAnswer, body=CheckBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def check(lesson_id: str, body: CheckBody) -> LessonAnswer:
    """Say that an approved lesson still holds."""
    return LessonAnswer.of(services().lessons.check(principal(), lesson_id, body.until))


@resource.route(
    "POST",
    LESSON + "/join",
    signed_in,
    Contract(LessonAnswer, body=JoinBody, errors=(NotFound, ActionForbidden, Conflict)),
)
def join(lesson_id: str, body: JoinBody) -> LessonAnswer:
    """Say that a lesson has the same cause as another one."""
    return LessonAnswer.of(services().lessons.join(principal(), lesson_id, body.lesson))


@resource.route(
    "PUT",
    LESSON + "/useful",
    signed_in,
    Contract(LessonAnswer, body=UsefulBody, errors=(NotFound, Conflict)),
)
def say_useful(lesson_id: str, body: UsefulBody) -> LessonAnswer:
    """Say whether a lesson was useful, once; a later answer replaces an earlier one."""
    said = services().lesson_usefulness.say(principal(), lesson_id, useful=body.useful)
    return LessonAnswer.of(said)


@resource.route("GET", LESSON + "/alike", signed_in, Contract(AlikeList, errors=(NotFound,)))
def alike(lesson_id: str) -> AlikeList:
    """The lessons of the same cause that the caller may see."""
    found = services().lessons.alike(principal(), lesson_id)
    return AlikeList(items=[LessonAnswer.of(view) for view in found])


POLICIES = resource.POLICIES
