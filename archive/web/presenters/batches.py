"""A batch: its groups of rows, how far it is, and what the bulk bar would do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from archive.domain.documents import BatchState
from archive.domain.intake import Batch, BatchAct, Item
from archive.services.intake.intake import BatchView, reading_failed
from archive.web.presenters.items import ItemRow, group_of, item_row
from archive.web.presenters.marks import counted, moment
from archive.wording import say

GROUPS = ("look", "reading", "ready", "filed", "out")
SHOWN = 200
"""Rows of one group on a page; the rest is on the next."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar of 100, coloured by its tone."""

    tone: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class SegmentBar:
    """A bar of pieces with the same figures in words."""

    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that want the same from the reader. `more` rows are left to the next page."""

    key: str
    label: str
    hint: str
    count: int
    rows: tuple[ItemRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Tab:
    """A filter with its count."""

    key: str
    label: str
    tone: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class BatchHead:
    """Everything above the rows that changes while files are read."""

    id: str
    total: int
    total_label: str
    read_label: str
    bar: SegmentBar
    tabs: tuple[Tab, ...]
    compliant: int
    running: bool
    done: bool
    failed: int
    counts: Mapping[str, int]
    groups: tuple[str, ...]
    """Those that stand on the page."""
    looked_at: bool
    """Only what needs a look is asked for, and nothing is left of it."""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The whole page."""

    head: BatchHead
    code: str
    when: str
    groups: tuple[Group, ...]
    ticked: int
    stamp: str
    show: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class ActRow:
    """Something the reader did to this batch, which may still be undone."""

    id: str
    said: str
    at: str
    undone: bool


def acts_of(acts: Iterable[BatchAct], language: str) -> tuple[ActRow, ...]:
    """The reader's last acts."""
    return tuple(
        ActRow(
            act.id,
            counted(language, f"ui_batch.did_{act.kind}", len(act.entries)),
            moment(act.at),
            act.undone_at is not None,
        )
        for act in acts
    )


def batch_page(
    view: BatchView,
    labels: Mapping[str, str],
    language: str,
    show: str,
    *,
    frozen: bool = False,
) -> BatchPage:
    """The page of a batch; `show` limits it to one group. Of a closed project it is `frozen`."""
    items = sorted(view.items, key=lambda item: item.path.casefold())
    groups = tuple(
        _group(key, items, labels, language, frozen=frozen) for key in GROUPS if show in ("", key)
    )
    return BatchPage(
        head=batch_head(view, language, show),
        code=view.batch.project_code,
        when=moment(view.batch.created_at),
        groups=groups,
        ticked=sum(row.ticked for group in groups for row in group.rows),
        stamp=stamp_of(view.items),
        show=show,
        frozen=frozen,
    )


def _group(
    key: str, items: Iterable[Item], labels: Mapping[str, str], language: str, *, frozen: bool
) -> Group:
    own = [item for item in items if group_of(item) == key]
    return Group(
        key=key,
        label=say(language, f"ui_batch.group_{key}"),
        hint=say(language, f"ui_batch.hint_{key}"),
        count=len(own),
        rows=tuple(item_row(item, labels, language, frozen=frozen) for item in own[:SHOWN]),
        more=max(0, len(own) - SHOWN),
    )


def batch_head(view: BatchView, language: str, show: str = "") -> BatchHead:
    """Counts, bar and tabs."""
    counts = dict.fromkeys(GROUPS, 0)
    for item in view.items:
        counts[group_of(item)] += 1
    total, reading = len(view.items), counts["reading"]
    return BatchHead(
        id=view.batch.id,
        total=total,
        total_label=counted(language, "ui.documents_n", total),
        read_label=_read_label(view.batch, total, reading, language),
        bar=_bar(counts, total, language),
        tabs=_tabs(counts, total, language, show),
        compliant=sum(
            item.verdict in ("ok", "fixed") and group_of(item) in ("look", "ready")
            for item in view.items
        ),
        running=reading > 0,
        done=view.batch.state is BatchState.DONE,
        failed=sum(map(reading_failed, view.items)),
        counts=counts,
        groups=(show,) if show else GROUPS,
        looked_at=show == "look" and not counts["look"] and not reading,
    )


def group_shown(address: str) -> str:
    """The group that the batch page at an address is limited to; "" where it shows all, or is no address."""
    try:
        asked = parse_qs(urlsplit(address).query).get("show", [""])[0]
    except ValueError:
        return ""
    return asked if asked in GROUPS else ""


def _read_label(batch: Batch, total: int, reading: int, language: str) -> str:
    if reading:
        return say(language, "ui_batch.read_n_of_m", n=total - reading, m=total)
    key = "all_settled" if batch.state is BatchState.DONE else "all_read"
    return say(language, f"ui_batch.{key}" if total else "ui_batch.nothing_yet")


_TONES = (("ready", "ok"), ("filed", "ac"), ("look", "warn"))


def _bar(counts: Mapping[str, int], total: int, language: str) -> SegmentBar:
    pieces: list[Piece] = []
    start = 0.0
    for key, tone in _TONES:
        width = round(100 * counts[key] / total, 2) if total else 0.0
        if width:
            pieces.append(Piece(tone, start, width))
            start = round(start + width, 2)
    label = say(
        language,
        "ui_batch.bar_label",
        ready=counts["ready"],
        look=counts["look"],
        reading=counts["reading"],
        filed=counts["filed"],
    )
    return SegmentBar(label, tuple(pieces))


def _tabs(counts: Mapping[str, int], total: int, language: str, show: str) -> tuple[Tab, ...]:
    shown = (("", "", total), ("ready", "ok", counts["ready"]), ("look", "warn", counts["look"]),
             ("filed", "ac", counts["filed"]))  # fmt: skip
    return tuple(
        Tab(key, say(language, f"ui_batch.tab_{key or 'all'}"), tone, count, show == key)
        for key, tone, count in shown
        if count or key in ("", show)
    )


# What the browser has been sent already


def in_order(items: Sequence[Item]) -> list[Item]:
    """Items in the order they came; newcomers stand at the end, so places in it never shift."""
    return sorted(items, key=lambda item: (item.received_at, item.id))


def stamp_of(items: Sequence[Item]) -> str:
    """Which items a reader has seen finished: one bit an item, in the order they came, as hex."""
    bits = 0
    for place, item in enumerate(in_order(items)):
        if group_of(item) != "reading":
            bits |= 1 << place
    return f"{bits:x}"


def finished_since(
    items: Sequence[Item],
    stamp: str,
    labels: Mapping[str, str],
    language: str,
    *,
    frozen: bool = False,
) -> dict[str, tuple[ItemRow, ...]]:
    """Rows that were finished after `stamp` was made, by group. A stamp that is none means nothing."""
    try:
        seen = int(stamp[:4096] or "0", 16)
    except ValueError:
        seen = 0
    fresh = [
        item
        for place, item in enumerate(in_order(items))
        if group_of(item) != "reading" and not seen >> place & 1
    ]
    return {
        key: tuple(
            item_row(item, labels, language, frozen=frozen)
            for item in fresh
            if group_of(item) == key
        )
        for key in GROUPS
        if key != "reading"
    }


def reading_rows(
    items: Sequence[Item], labels: Mapping[str, str], language: str
) -> tuple[ItemRow, ...]:
    """The first rows that are still being read."""
    reading = [item for item in in_order(items) if group_of(item) == "reading"]
    return tuple(item_row(item, labels, language) for item in reading[:8])
