"""Extracted text: one reading per item, its segments in order."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import (
    Connection,
    RowMapping,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    type_coerce,
)

from archive.domain.segments import (
    SEPARATOR,
    ContentState,
    Extracted,
    Line,
    Place,
    Segment,
    SegmentKind,
)
from archive.domain.text_quality import PageQualities, TextQuality
from archive.persistence.tables import readings, segments, sketches

_SHARED = (
    select(sketches.c.reading_id)
    .where(
        sketches.c.project_id == bindparam("project"),
        sketches.c.hash.in_(bindparam("hashes", expanding=True)),
    )
    .group_by(sketches.c.reading_id)
    .order_by(func.count().desc(), sketches.c.reading_id)
    .limit(bindparam("most"))
    .subquery()
)
_ALIKE = select(readings.c.id, readings.c.details).join(
    _SHARED, _SHARED.c.reading_id == readings.c.id
)
_TEXTS = (
    select(
        segments.c.reading_id,
        segments.c.kind,
        segments.c.level,
        type_coerce(segments.c.place, Text),
        segments.c.text,
    )
    .where(segments.c.reading_id.in_(bindparam("ids", expanding=True)))
    .order_by(segments.c.reading_id, segments.c.ordinal)
)
"""Made once: every search asks it."""


class ReadingRepository:
    """A reading belongs to one item or version; it is never shared between projects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(
        self,
        reading_id: str,
        digest: str,
        extracted: Extracted,
        now: datetime,
        signature: Sequence[int] = (),
        *,
        again: bool = True,
    ) -> None:
        """Store a reading with its signature; `again`: in place of an earlier one of that id, if any."""
        if again:
            self._connection.execute(delete(segments).where(segments.c.reading_id == reading_id))
        values = {
            "digest": digest,
            "state": extracted.state.value,
            "media_type": extracted.media_type,
            "extension": extracted.extension,
            "quality": extracted.quality.value,
            "page_count": extracted.page_count,
            "truncated": extracted.truncated,
            "details": {
                "properties": dict(extracted.properties),
                "ocr_pages": list(extracted.ocr_pages),
                "pages": extracted.pages.letters,
                "signature": list(signature),
            },
            "created_at": now,
        }
        known = select(readings.c.id).where(readings.c.id == reading_id)
        if again and self._connection.execute(known).first():
            self._connection.execute(
                readings.update().where(readings.c.id == reading_id).values(values)
            )
        else:
            self._connection.execute(insert(readings).values(values | {"id": reading_id}))
        rows = [_row(reading_id, n, s) for n, s in enumerate(extracted.segments)]
        if rows:
            self._connection.execute(insert(segments), rows)

    def set_sketch(
        self, project_id: str, reading_id: str, hashes: Collection[int], *, again: bool = True
    ) -> None:
        """Let a reading be found by hashes of its sketch within a project, `again` by those alone."""
        if again:
            self._connection.execute(delete(sketches).where(sketches.c.reading_id == reading_id))
        rows = [
            {"project_id": project_id, "hash": f"{value:016x}", "reading_id": reading_id}
            for value in sorted(set(hashes))
        ]
        if rows:
            self._connection.execute(insert(sketches), rows)

    def alike(
        self, project_id: str, hashes: Collection[int], limit: int
    ) -> dict[str, tuple[int, ...]]:
        """The readings of a project that share most of the hashes -> their signatures."""
        keys = [f"{value:016x}" for value in hashes]
        asked = {"project": project_id, "hashes": keys, "most": limit}
        rows = self._connection.execute(_ALIKE, asked)
        return {row.id: tuple(row.details["signature"]) for row in rows}

    def get(self, reading_id: str) -> Extracted | None:
        """The whole reading with its segments."""
        row = (
            self._connection.execute(select(readings).where(readings.c.id == reading_id))
            .mappings()
            .first()
        )
        return replace(_head(row), segments=self.segments(reading_id)) if row else None

    def states_of(self, reading_ids: Collection[str]) -> dict[str, ContentState]:
        """What reading came to, of several readings in one query."""
        query = select(readings.c.id, readings.c.state).where(readings.c.id.in_(reading_ids))
        return {row.id: ContentState(row.state) for row in self._connection.execute(query)}

    def pages(self, reading_id: str) -> PageQualities:
        """How far the text of each page of a reading can be trusted."""
        query = select(readings.c.details).where(readings.c.id == reading_id)
        details = self._connection.execute(query).scalar()
        return _pages(details or {})

    def set_pages(self, reading_id: str, pages: PageQualities) -> None:
        """Note how far the text of each page can be trusted; everything else of a reading stays."""
        which = readings.c.id == reading_id
        details = self._connection.execute(select(readings.c.details).where(which)).scalar_one()
        changed = {**details, "pages": pages.letters}
        self._connection.execute(readings.update().where(which).values(details=changed))

    def separators(self, reading_ids: Collection[str]) -> dict[str, str]:
        """What parts the cells of readings of lines of values (`a,b`); the others are left out."""
        query = select(readings.c.id, readings.c.details).where(
            readings.c.id.in_(reading_ids), readings.c.extension.in_(("csv", "tsv"))
        )
        details = {row.id: row.details["properties"] for row in self._connection.execute(query)}
        return {key: known[SEPARATOR] for key, known in details.items() if SEPARATOR in known}

    def segments(self, reading_id: str) -> tuple[Segment, ...]:
        """The segments of a reading, in order."""
        query = (
            select(segments).where(segments.c.reading_id == reading_id).order_by(segments.c.ordinal)
        )
        return tuple(map(_segment, self._connection.execute(query).mappings()))

    def first_segments(self, reading_id: str, number: int) -> tuple[Segment, ...]:
        """The first segments of a reading, without `lines`."""
        query = (
            select(*(c for c in segments.c if c.name != "lines"))
            .where(segments.c.reading_id == reading_id)
            .order_by(segments.c.ordinal)
            .limit(number)
        )
        return tuple(map(_segment, self._connection.execute(query).mappings()))

    def segments_of(self, reading_ids: Sequence[str]) -> dict[str, tuple[Segment, ...]]:
        """The segments of several readings, in one query; without `lines`, which only pages need."""
        found: dict[str, list[Segment]] = {}
        if reading_ids:
            # All rows at once: fetched one by one they take twice as long.
            rows = self._connection.execute(_TEXTS, {"ids": sorted(set(reading_ids))}).all()
            for reading_id, kind, level, place, text in rows:
                found.setdefault(reading_id, []).append(_text_of(kind, level, place, text))
        return {key: tuple(value) for key, value in found.items()}


def _head(row: RowMapping) -> Extracted:
    details: Mapping[str, object] = row["details"]
    properties, ocr_pages = details["properties"], details["ocr_pages"]
    assert isinstance(properties, dict)  # noqa: S101 - written by `add`
    assert isinstance(ocr_pages, list)  # noqa: S101 - written by `add`
    return Extracted(
        media_type=row["media_type"],
        extension=row["extension"],
        state=ContentState(row["state"]),
        properties=properties,
        page_count=row["page_count"],
        quality=TextQuality(row["quality"]),
        ocr_pages=tuple(ocr_pages),
        pages=_pages(details),
        truncated=row["truncated"],
    )


def _pages(details: Mapping[str, object]) -> PageQualities:
    """None are known of readings that were made before pages were judged."""
    return PageQualities(str(details.get("pages", "")))


def _row(reading_id: str, ordinal: int, segment: Segment) -> dict[str, object]:
    return {
        "reading_id": reading_id,
        "ordinal": ordinal,
        "kind": segment.kind.value,
        "level": segment.level,
        "place": segment.place.as_dict(),
        "text": segment.text,
        "lines": [
            [line.start, line.end, *(round(v, 5) for v in line.box)] for line in segment.lines
        ],
    }


def _segment(row: RowMapping) -> Segment:
    kind = SegmentKind(row["kind"])
    lines = tuple(
        Line(start, end, (a, b, c, d)) for start, end, a, b, c, d in row.get("lines") or ()
    )
    place = Place.from_dict(row["place"])
    return Segment(kind, row["text"], place, row["level"], _rows_of(kind, row["text"]), lines)


def _text_of(kind: str, level: int, place: str, text: str) -> Segment:
    found = SegmentKind(kind)
    return Segment(found, text, _place(place), level, _rows_of(found, text))


def _rows_of(kind: SegmentKind, text: str) -> tuple[tuple[str, ...], ...]:
    """A table's rows are its text: the one rule of domain/segments.py."""
    if kind is not SegmentKind.TABLE:
        return ()
    return tuple(tuple(line.split("\t")) for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _place(stored: str) -> Place:
    """The place as it is stored; many segments stand on one page, under one heading."""
    return Place.from_dict(json.loads(stored))
