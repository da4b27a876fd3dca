"""Reading paths as they are listed, read stop by stop, and changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.domain.lessons import THEMES
from archive.domain.reading_paths import AUDIENCES, Progress, Reading, Stop, StopKind
from archive.services.lessons.reading_paths import PathReader, PathView, StopView
from archive.web.presenters.batches import Piece, SegmentBar
from archive.web.presenters.lessons import named
from archive.web.presenters.marks import counted, html_lang, moment
from archive.web.presenters.own_language import name_language
from archive.wording import say

_TONES = {Reading.READ: "ok", Reading.CHANGED: "warn", Reading.OPEN: ""}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A stop in the list at the side."""

    id: str
    number: int
    title: str
    lang: str | None
    what: str
    minutes: str
    state: str
    state_label: str
    current: bool


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path in a list, or on home."""

    id: str
    title: str
    lang: str | None
    lead: str
    tags: tuple[str, ...]
    size: str
    read: str
    left: str
    bar: SegmentBar
    begun: bool
    done: bool
    next: StepRow | None


@dataclass(frozen=True, slots=True)
class PathPage:
    """A path with one of its stops opened."""

    row: PathRow
    chosen_by: str
    steps: tuple[StepRow, ...]
    step: StepRow | None
    view: StopView | None
    paragraphs: tuple[str, ...]
    note: str
    last: bool
    retired: bool
    may_edit: bool


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A stop in the form."""

    id: str
    number: int
    title: str
    own_title: str
    text: str
    kind: str
    what: str
    target: str
    minutes: int


def path_row(view: PathView, language: str) -> PathRow:
    """A path with the reader's progress on it."""
    path, progress = view.path, view.progress
    steps = _steps(view, progress.next, language)
    tags = [_audience(path.audience, language)]
    tags += [label for _, label in named("theme", filter(None, [path.topic]), language)]
    tags += [path.project_code] if path.project_code else []
    return PathRow(
        id=path.id,
        title=path.title,
        lang=name_language(path.title, path.language),
        lead=path.lead,
        tags=tuple(tags),
        size=counted(language, "ui_path.size", progress.total, minutes=progress.minutes),
        read=say(language, "ui_path.read_n", n=progress.read, m=progress.total),
        left=say(language, "ui_path.minutes_left", n=progress.minutes_left),
        bar=_bar(view, progress, language),
        begun=any(state is not Reading.OPEN for state in progress.states.values()),
        done=progress.total > 0 and progress.next is None,
        next=next((step for step in steps if step.current), None),
    )


def path_page(view: PathView, stop_id: str | None, language: str) -> PathPage:
    """The path opened at a stop; without one at the first that is not read."""
    known = {stop.stop.id: stop for stop in view.stops}
    first = view.stops[0].stop.id if view.stops else None
    chosen = stop_id if stop_id in known else view.progress.next or first
    stop = known.get(chosen or "")
    steps = _steps(view, chosen, language)
    last = stop is not None and all(
        other.stop.id == chosen or other.reading is Reading.READ for other in view.stops
    )
    return PathPage(
        row=path_row(view, language),
        chosen_by=say(language, "ui_path.chosen_by", name=view.path.created_by_name),
        steps=steps,
        step=next((step for step in steps if step.current), None),
        view=stop,
        paragraphs=tuple(stop.stop.text.splitlines()) if stop else (),
        note=say(language, "ui_path.changed_note", label=stop.label)
        if stop and stop.reading is Reading.CHANGED and stop.label
        else "",
        last=last,
        retired=view.path.retired,
        may_edit=view.may_edit,
    )


def draft_rows(view: PathView, language: str) -> tuple[DraftRow, ...]:
    """The stops as the form shows them."""
    return tuple(
        DraftRow(
            id=stop.stop.id,
            number=stop.number,
            title=stop.title,
            own_title=stop.stop.title,
            text=stop.stop.text,
            kind=stop.stop.kind.value,
            what=_what(stop, language),
            target=stop.stop.target or "",
            minutes=stop.stop.minutes,
        )
        for stop in view.stops
    )


def reader_rows(
    readers: Iterable[PathReader], total: int, language: str
) -> tuple[tuple[str, str, str], ...]:
    """Who read how much, and when last."""
    return tuple(
        (one.name, say(language, "ui_path.read_n", n=one.read, m=total), moment(one.last))
        for one in readers
    )


def audiences(language: str) -> tuple[tuple[str, str], ...]:
    """For whom a path may be."""
    return tuple((key, _audience(key, language)) for key in AUDIENCES)


def topics(language: str) -> tuple[tuple[str, str], ...]:
    """What a path may be about."""
    return (("", "–"), *named("theme", THEMES, language))


def draft_of(row: Mapping[str, str], stop: Stop) -> dict[str, object]:
    """A stop as the form sent it back: only what the form can change is changed."""
    return {
        "id": stop.id,
        "kind": stop.kind.value,
        "target": stop.target,
        "title": row.get("title", stop.title),
        "text": row.get("text", stop.text) if stop.kind is StopKind.TEXT else "",
        "minutes": int(row["minutes"]) if row.get("minutes", "").isdigit() else 0,
    }


def _audience(key: str, language: str) -> str:
    return say(language, f"ui_path.audience_{key}")


def _steps(view: PathView, current: str | None, language: str) -> tuple[StepRow, ...]:
    return tuple(
        StepRow(
            id=stop.stop.id,
            number=stop.number,
            title=stop.title,
            lang=html_lang(stop.language),
            what=_what(stop, language),
            minutes=say(language, "ui_path.minutes", n=stop.stop.minutes),
            state=stop.reading.value,
            state_label=say(language, f"ui_path.state_{stop.reading.value}"),
            current=stop.stop.id == current,
        )
        for stop in view.stops
    )


def _what(stop: StopView, language: str) -> str:
    kind = stop.stop.kind
    if stop.lesson is not None:
        return say(language, f"ui_path.is_{stop.lesson.kind.value.replace('-', '_')}")
    words = say(language, f"ui_path.is_{kind.value}")
    return f"{words} · {stop.document.project_code}" if stop.document is not None else words


def _bar(view: PathView, progress: Progress, language: str) -> SegmentBar:
    """One piece a stop, with a gap between them."""
    width = 100 / max(1, progress.total)
    pieces = []
    for number, stop in enumerate(view.stops):
        tone = "ac" if stop.stop.id == progress.next else _TONES[stop.reading]
        pieces += [Piece(tone, round(number * width, 2), round(width - 0.8, 2))] if tone else []
    label = say(language, "ui_path.read_n", n=progress.read, m=progress.total)
    return SegmentBar(label, tuple(pieces))
