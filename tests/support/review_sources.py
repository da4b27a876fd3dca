"""Sources written in code, for tests of the project review: no file, no disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from archive.domain.segments import Place, Segment, SegmentKind, table_segment
from archive.review.compose import build
from archive.review.reading.sources import ReviewedProject, Source

Block = tuple[str, Any]


def heading(text: str, level: int = 1) -> Block:
    return ("heading", (text, level))


def text(*paragraphs: str) -> Block:
    return ("text", paragraphs)


def items(*points: str) -> Block:
    return ("items", points)


def table(*rows: Sequence[str] | str) -> Block:
    """Rows as sequences, or as strings with cells parted by a bar."""
    return ("table", [r.split("|") if isinstance(r, str) else list(r) for r in rows])


def sheet(name: str, *rows: Sequence[str] | str) -> Block:
    return ("sheet", (name, table(*rows)[1]))


def page(number: int) -> Block:
    return ("page", number)


def mail_field(line: str) -> Block:
    return ("field", line)


def source(class_key: str, name: str, day: str, *blocks: Block, **more: Any) -> Source:
    """A document whose text is the blocks; its id is its name."""
    return Source(
        document=more.pop("document", name),
        version=more.pop("version", "1.0"),
        name=name,
        class_key=class_key,
        title=more.pop("title", name.rsplit(".", 1)[0]),
        date=day,
        language=more.pop("language", "zh-Hant"),
        segments=tuple(_segments(blocks)),
        **more,
    )


def _segments(blocks: Iterable[Block]) -> list[Segment]:
    found: list[Segment] = []
    trail: list[tuple[int, str]] = []
    number: int | None = None
    for kind, value in blocks:
        here = Place(page=number, heading=tuple(words for _, words in trail))
        if kind == "page":
            number = value
        elif kind == "heading":
            words, level = value
            trail = [(lvl, t) for lvl, t in trail if lvl < level]
            place = Place(page=number, heading=tuple(t for _, t in trail))
            found.append(Segment(SegmentKind.HEADING, words, place, level=level))
            trail.append((level, words))
        elif kind == "text":
            found += [Segment(SegmentKind.PARAGRAPH, words, here) for words in value]
        elif kind == "items":
            found += [Segment(SegmentKind.LIST_ITEM, words, here) for words in value]
        elif kind == "table":
            found.append(table_segment(value, here))
        elif kind == "sheet":
            name, rows = value
            found.append(table_segment(rows, Place(sheet=name, row=1)))
        else:
            found.append(Segment(SegmentKind.FIELD, value, here))
    return found


@dataclass(frozen=True)
class Folder:
    """A small project folder with what is true of it."""

    project: ReviewedProject
    sources: list[Source]
    metrics: list[tuple[str, str]] = field(default_factory=list)  # (target, actual)
    totals: tuple[str | None, str | None] = (None, None)
    lines: list[tuple[str | None, str | None]] = field(default_factory=list)
    outstanding: list[str] = field(default_factory=list)
    milestones: list[tuple[str, str]] = field(default_factory=list)
    mean: str | None = None
    scale: int | None = None
    responses: int | None = None
    quotes: list[str] = field(default_factory=list)
    successes: list[str] = field(default_factory=list)
    shortcomings: list[str] = field(default_factory=list)
    actions: list[tuple[str, str, str | None]] = field(default_factory=list)  # text, owner, due
    contracts: list[tuple[str, str, str]] = field(default_factory=list)  # amount, currency, day
    obligations: list[tuple[str, str, str | None]] = field(default_factory=list)
    clashes: list[set[str]] = field(default_factory=list)  # two of the values, as written
    missing: list[str] = field(default_factory=list)  # classes


@cache
def reviewed(made: Callable[[], Folder]) -> dict[str, Any]:
    """The review of a whole folder, written once for all tests that only look at it."""
    folder = made()
    return build(folder.project, folder.sources)


def project(code: str, name: str, client: str, language: str, **more: Any) -> ReviewedProject:
    return ReviewedProject(
        code,
        name,
        client,
        language,
        more.get("started", date(2026, 3, 1)),
        more.get("ended", date(2026, 8, 31)),
        more.get("currency"),
        more.get("required", ("contract", "final_report", "settlement", "survey", "retrospective")),
    )


def same_figure(first: object, second: object) -> bool:
    if first is None or second is None:
        return first is None and second is None
    return Decimal(str(first)) == Decimal(str(second))
