"""Lessons as they are listed and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from archive.domain.lessons import LessonKind, LessonState
from archive.services.lessons.lesson_views import LessonView
from archive.web.presenters.citations import Address, Cite, Citer
from archive.web.presenters.marks import Link, Mark, counted, level_mark, moment
from archive.web.presenters.names import Run, marked_runs
from archive.web.presenters.text_blocks import Marker, nothing
from archive.wording import say

_TONES = {"success": "ok", "failure": "warn", "template": "ac", "how-to": "ac"}
_ANSWERS = ("situation", "happened", "cause", "advice", "worked")


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson in a list."""

    id: str
    title: str
    lang: str
    kind: Mark
    tags: tuple[str, ...]
    advice: str
    origin: str
    state: str
    level: Mark
    counts: tuple[str, ...]
    may_release: bool = False
    ready: bool = False
    """It says what to do next time, without which nothing is released."""
    rejected: str = ""
    """That the statement it was proposed from was removed, by whom and why; "" where it stands."""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A facet with the values to narrow down to; the chosen one leads back out."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """A lesson as it is read: the questions in their fixed order, with the chips of its evidence."""

    row: LessonRow
    answers: tuple[tuple[str, str, tuple[Run, ...]], ...]
    cites: tuple[Cite, ...]
    applies: tuple[tuple[str, str], ...]
    project: str
    proposed: bool
    retired: bool
    masked: bool
    overdue: bool
    seen: str
    startable: tuple[tuple[str, str], ...]
    may_edit: bool
    may_approve: bool
    asks_useful: bool
    useful: str
    useful_said: str


def named(facet: str, keys: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """Keys with what they are called."""
    return tuple((str(key), _label(facet, str(key), language)) for key in keys)


def _label(facet: str, key: str, language: str) -> str:
    if facet in ("client", "industry"):  # people's own words
        return key
    if facet == "language":
        return say(language, f"ui.language_{key}")
    return say(language, f"ui_lesson.{facet}_{key.replace('-', '_')}")


def lesson_row(view: LessonView, language: str) -> LessonRow:
    """A lesson's line in a list."""
    lesson = view.lesson
    known = (("theme", lesson.theme), ("channel", lesson.channel))
    state = lesson.state
    return LessonRow(
        id=lesson.id,
        title=lesson.title,
        lang=lesson.language,
        kind=Mark(
            lesson.kind.value,
            _label("kind", lesson.kind.value, language),
            _TONES[lesson.kind.value],
        ),
        tags=tuple(_label(name, key, language) for name, key in known if key),
        advice=_more_than(lesson.title, lesson.advice or lesson.happened),
        origin=_origin(view, language),
        state="" if state is LessonState.APPROVED else say(language, f"ui_lesson.state_{state}"),
        level=level_mark(lesson.level, language),
        counts=_counts(view, language),
        may_release=view.may_approve and state is LessonState.PROPOSED,
        ready=bool(lesson.advice),
        rejected=say(language, "ui_lesson.rejected", name=no.by, reason=no.reason)
        if (no := view.rejected)
        else "",
    )


def _more_than(title: str, said: str | None) -> str:
    """The words below a title, unless they are the title once more."""
    end = "。.！!？? "
    return said if said and said.rstrip(end) != title.rstrip(end) else ""


def _counts(view: LessonView, language: str) -> tuple[str, ...]:
    used = [counted(language, "ui_lesson.used_n", view.used)] if view.used else []
    return (*used, *([counted(language, "ui_lesson.seen_n", view.seen)] if view.seen > 1 else []))


def _origin(view: LessonView, language: str) -> str:
    lesson = view.lesson
    if not view.project_shown:
        return say(language, "ui_lesson.origin_masked")
    return f"{lesson.project_code} {lesson.project_name}"


def facet_groups(
    facets: Mapping[str, tuple[tuple[str, int], ...]],
    asked: Mapping[str, str],
    language: str,
    address: Callable[..., str],
) -> tuple[FacetGroup, ...]:
    """What a reader may narrow down to, each value with its count."""
    groups = []
    for name, values in facets.items():
        links = tuple(
            Link(
                _label(name, value, language),
                address(**{name: None if asked.get(name) == value else value}),
                current=asked.get(name) == value,
                count=count,
            )
            for value, count in values
        )
        if links:
            groups.append(FacetGroup(say(language, f"ui_lesson.by_{name}"), links))
    return tuple(groups)


def _startable(view: LessonView) -> tuple[tuple[str, str], ...]:
    """The documents of a template's evidence, each once: what a new one may be begun from."""
    return tuple(
        {str(c["document"]): view.names[str(c["document"])] for c in view.evidence}.items()
    )


def lesson_page(
    view: LessonView,
    labels: Mapping[str, str],
    language: str,
    address: Address,
    mark: Marker = nothing,
    today: date | None = None,
) -> LessonPage:
    """The page of one lesson; everything in `view` is already limited to the reader.

    `mark` finds the words of the search that led here.
    """
    lesson = view.lesson
    applies = (
        ("industry", lesson.industry),
        ("class", labels.get(lesson.class_key or "")),
        ("band", _label("band", lesson.band, language) if lesson.band else None),
        ("client", lesson.client),
        ("checked", lesson.verified_until.isoformat() if lesson.verified_until else None),
        ("used", counted(language, "ui_lesson.used_n", view.used) if view.used else None),
    )
    said = [say(language, "ui_lesson.written_by", name=lesson.created_by_name)]
    if lesson.approved_at and lesson.state is LessonState.APPROVED:
        when = moment(lesson.approved_at)
        said.append(say(language, "ui_lesson.released_by", name=lesson.approved_by_name, when=when))
    return LessonPage(
        row=lesson_row(view, language),
        answers=tuple(
            (name, say(language, f"ui_lesson.{name}"), marked_runs(text, mark(text)))
            for name in _ANSWERS
            if (text := getattr(lesson, name))
        ),
        cites=Citer(view.names, language, address).chips(view.evidence),
        applies=(
            *((say(language, f"ui_lesson.applies_{name}"), text) for name, text in applies if text),
            (say(language, "ui_lesson.origin"), _origin(view, language)),
            (say(language, "ui_lesson.by"), (" " if language == "en" else "；").join(said)),
        ),
        project=lesson.project_code if view.project_shown else "",
        proposed=lesson.state is LessonState.PROPOSED,
        retired=lesson.state is LessonState.RETIRED,
        masked=lesson.masked,
        overdue=bool(today and lesson.verified_until and lesson.verified_until < today),
        seen=counted(language, "ui_lesson.seen_n", view.seen) if view.seen > 1 else "",
        startable=_startable(view) if lesson.kind is LessonKind.TEMPLATE else (),
        may_edit=view.may_edit,
        may_approve=view.may_approve,
        asks_useful=lesson.state is LessonState.APPROVED,
        useful={None: "", True: "yes", False: "no"}[view.answers.own],
        useful_said=_answers(view, language),
    )


def _answers(view: LessonView, language: str) -> str:
    """What readers said, for those who look after the lesson; "" while nobody said anything."""
    said = view.answers
    if not view.may_approve or not said.useful + said.not_useful:
        return ""
    return say(language, "ui_lesson.useful_n", yes=said.useful, no=said.not_useful)
