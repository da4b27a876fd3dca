"""/documents/{id}/similar and /lessons/{id}/similar: more like this, and why."""

from __future__ import annotations

from pydantic import Field

from archive.errors import IndexUnavailable, NotFound
from archive.services.search.similar import Similar
from archive.web.api.fields import Answer
from archive.web.api.resource import Contract, Resource
from archive.web.api.search import Kind
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("similar")
blueprint = resource.blueprint


class SimilarAnswer(Answer):
    """Something alike: how far (0 to 1), and the words both share, as the one that was asked for has them."""

    kind: Kind
    id: str
    name: str
    title: str
    project: str | None
    class_key: str | None = Field(alias="class")
    date: str | None
    score: float
    words: list[str]

    @classmethod
    def of(cls, found: Similar) -> SimilarAnswer:
        hit = found.hit
        return cls.model_validate(
            {
                "kind": hit.kind,
                "id": hit.id,
                "name": hit.name,
                "title": hit.title,
                "project": hit.project or None,
                "class_key": hit.class_key or None,
                "date": hit.date,
                "score": hit.score,
                "words": list(found.words),
            }
        )


class SimilarsAnswer(Answer):
    """Documents and reviews, the most alike first, then lessons; all of them within the caller's scope."""

    items: list[SimilarAnswer]


def _answer(found: tuple[Similar, ...]) -> SimilarsAnswer:
    return SimilarsAnswer(items=[SimilarAnswer.of(one) for one in found])


@resource.route(
    "GET",
    "/documents/<document_id>/similar",
    signed_in,
    Contract(SimilarsAnswer, errors=(NotFound, IndexUnavailable)),
)
def of_document(document_id: str) -> SimilarsAnswer:
    """Documents and lessons that share the telling words of a document."""
    return _answer(services().similar.to_document(principal(), document_id))


@resource.route(
    "GET",
    "/lessons/<lesson_id>/similar",
    signed_in,
    Contract(SimilarsAnswer, errors=(NotFound, IndexUnavailable)),
)
def of_lesson(lesson_id: str) -> SimilarsAnswer:
    """Documents and lessons that share the telling words of a lesson."""
    return _answer(services().similar.to_lesson(principal(), lesson_id))


POLICIES = resource.POLICIES
