"""What somebody writes into a reading path, checked: its words, and what its stops lead to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Document
from archive.domain.lessons import THEMES, Lesson, LessonState
from archive.domain.messages import LANGUAGES
from archive.domain.reading_paths import (
    AUDIENCES,
    LONGEST_MINUTES,
    LONGEST_TEXT,
    MOST_STOPS,
    ReadingPath,
    Stop,
    StopKind,
    with_minutes,
)
from archive.errors import InvalidInput
from archive.persistence.database import Work
from archive.services.operations.identifiers import new_id

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": LANGUAGES,
    "audience": AUDIENCES,
    "topic": THEMES,
}
_LENGTHS = {"title": (1, 200), "lead": (0, 2000)}
EDITABLE = (*_LENGTHS, *_CHOICES, "retired", "stops")


class Places:
    """The lessons and documents that stops lead to, as far as one reader sees them."""

    def __init__(self, work: Work, principal: Principal, stops: Iterable[Stop] = ()) -> None:
        self._work = work
        self._principal = principal
        self._load(tuple(stops))

    def holds(self, stop: Stop) -> bool:
        """The stop is there for the reader: a text always is."""
        if stop.kind is StopKind.TEXT:
            return True
        return self.lesson(stop) is not None or self.document(stop) is not None

    def lesson(self, stop: Stop) -> Lesson | None:
        """The lesson the stop leads to; a retired one is no longer read."""
        return self._lessons.get(stop.target or "") if stop.kind is StopKind.LESSON else None

    def document(self, stop: Stop) -> Document | None:
        """The document or template the stop leads to."""
        wanted = stop.kind in (StopKind.DOCUMENT, StopKind.TEMPLATE)
        return self._documents.get(stop.target or "") if wanted else None

    def filled(self, drafts: Sequence[Stop]) -> tuple[Stop, ...]:
        """The stops with minutes reckoned where none were given.

        InvalidInput when one leads to what is not there for the writer, hidden or absent.
        """
        self._load(drafts)
        if not all(map(self.holds, drafts)):
            raise InvalidInput(field="stops", why="not_there")
        unread = [
            document
            for stop in drafts
            if not stop.minutes and (document := self.document(stop)) is not None
        ]
        texts = self._work.readings.segments_of([d.reading for d in unread if d.reading])
        return tuple(with_minutes(stop, self._text(stop, texts)) for stop in drafts)

    def _text(self, stop: Stop, texts: Mapping[str, Sequence[Any]]) -> str:
        lesson, document = self.lesson(stop), self.document(stop)
        if lesson is not None:
            return f"{lesson.title}\n{lesson.text}"
        if document is not None:
            return "\n".join(part.text for part in texts.get(document.reading or "", ()))
        return f"{stop.title}\n{stop.text}"

    def _load(self, stops: Sequence[Stop]) -> None:
        scope = scope_of(self._principal)
        own = sorted(place.project for place in self._principal.memberships)
        lessons = {s.target or "" for s in stops if s.kind is StopKind.LESSON}
        documents = {s.target or "" for s in stops} - lessons
        found = self._work.lessons.get_many(scope, own, lessons)
        self._lessons = {k: v for k, v in found.items() if v.state is not LessonState.RETIRED}
        self._documents = self._work.documents.get_many(scope, documents)


def changed_path(path: ReadingPath, said: Mapping[str, Any]) -> ReadingPath:
    """The path with what was said of it, but for its stops; InvalidInput names what cannot be."""
    values: dict[str, Any] = {}
    for name, value in said.items():
        if name not in EDITABLE:
            raise InvalidInput(field=name, why=", ".join(EDITABLE))
        if name in _LENGTHS:
            low, high = _LENGTHS[name]
            values[name] = _text(name, value, low, high)
        elif name in _CHOICES:
            values[name] = _choice(name, value)
        elif name == "retired":
            values[name] = bool(value)
    return replace(path, **values)


def stops_from(said: Iterable[Mapping[str, Any]], known: Collection[str]) -> tuple[Stop, ...]:
    """Stops as they were written; one that is known keeps its id, and with it who read it."""
    stops: list[Stop] = []
    for draft in said:
        given = str(draft.get("id") or "")
        used = {stop.id for stop in stops}
        stops.append(_stop(draft, given if given in known and given not in used else new_id()))
    if len(stops) > MOST_STOPS:
        raise InvalidInput(field="stops", why=f"0-{MOST_STOPS}")
    return tuple(stops)


def _stop(draft: Mapping[str, Any], stop_id: str) -> Stop:
    kinds = tuple(kind.value for kind in StopKind)
    if draft.get("kind") not in kinds:
        raise InvalidInput(field="kind", why=", ".join(kinds))
    kind = StopKind(draft["kind"])
    minutes = int(draft.get("minutes") or 0)
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise InvalidInput(field="minutes", why=f"0-{LONGEST_MINUTES}")
    if kind is StopKind.TEXT:
        title = _text("title", draft.get("title"), 1, 200)
        text = _text("text", draft.get("text"), 1, LONGEST_TEXT)
        return Stop(stop_id, kind, minutes, title, text)
    target = _text("target", draft.get("target"), 1, 64)
    return Stop(stop_id, kind, minutes, _text("title", draft.get("title"), 0, 200), "", target)


def _text(name: str, value: object, low: int, high: int) -> str:
    text = str(value or "").strip()
    if not low <= len(text) <= high:
        raise InvalidInput(field=name, why=f"{low}-{high}")
    return text


def _choice(name: str, value: object) -> str | None:
    if not value and name == "topic":
        return None
    if value not in _CHOICES[name]:
        raise InvalidInput(field=name, why=", ".join(_CHOICES[name]))
    return str(value)
