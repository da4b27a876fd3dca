"""Lists with one thing in each row, counted: a log of sessions, a register of videos, a list of clippings.

Nobody writes the figure; the list does. Rows that say themselves that nothing came of them (取消, not held) are
not counted, and all rows are cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review.differences.claims import A_TIME, Claim
from archive.review.differences.things_told import Noun, noun_of
from archive.review.papers.papers import Paper
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import Row, Table, is_total

_LIST = word_list("counted_rows.list")
_NO_THING = word_list("counted_rows.no_thing")
_LEAST, _MOST = 4, 400
_NOT_DONE = re.compile(
    r"取消|[停未没沒][办辦播映刊上成发發交]|未能|流[会會團团标標]|作[废廢罢罷]|[缺从從]未|广?[場场]?被占"
    r"|\b(?:cancell?ed|called off|not (?:held|run|published|delivered|aired)|never|dropped|withdrawn|void|scrapped)\b",
    re.IGNORECASE,
)
_SHORT_CELL = 24


def counted_rows(paper: Paper) -> Iterator[tuple[tuple[Noun, ...], str, Claim]]:
    """The things that a list has one row for, with the name they are called by and their number."""
    for table in paper.tables:
        rows = _things(table)
        if rows is None:
            continue
        name = next(filter(None, (_thing_called(n) for n in _names_of(table, paper))), "")
        nouns = tuple(
            dict.fromkeys(
                noun
                for called in _names_of(table, paper)
                if (thing := _thing_called(called)) and (noun := noun_of(thing))
            )
        )
        if paper.source.class_key == "media_clipping":
            nouns += _CLIPPINGS
            name = name or paper.source.title
        if not nouns:
            continue
        value = Decimal(len(rows))
        evidence = table.evidence(rows[0], rows[-1])
        yield nouns, name, Claim(value, str(value), paper, evidence)


_CLIPPINGS = tuple(
    noun_of(word)
    for word in (
        *("媒体露出", "媒体报道", "媒体报导", "新闻露出", "传媒报道", "clippings", "press clippings", "media mentions"),
        *("新闻报道", "新闻报导", "新闻曝光", "媒体曝光", "见报", "报道", "报导"),
        *("coverage", "media coverage", "press coverage", "pieces of coverage", "items of coverage", "media items"),
        *("articles", "press articles", "news articles", "stories"),
    )
)  # fmt: skip
"""What reports call the rows of a list of clippings."""


_SELECTED = re.compile(
    r"精[选選]|主要|重[点點]|部分|摘[录錄]|[节節][选選]|截至|第.{1,2}[周週批期]|[周週月]|平面|[纸紙]媒|[电電][视視台]|[网網][络絡路]|社群|海外"
    r"|\b(?:selected|selection|highlights?|key|top|main|sample|week(?:ly)?|month\w*|part|print|online"
    r"|broadcast|tv|radio|so far|interim)\b",
    re.IGNORECASE,
)


def is_whole_list(paper: Paper) -> bool:
    """A list of clippings that calls itself neither a selection nor the list of a week or of one kind."""
    source = paper.source
    named = f"{source.title} {source.original_name} {source.name}".replace("_", " ")
    told = " ".join((named, *(passage.text for passage in paper.told)))
    return source.class_key == "media_clipping" and not _SELECTED.search(told)


def _things(table: Table) -> list[Row] | None:
    """The rows that are things that came about; None where the table is no such list."""
    if not table.header or table.planned_and_actual is not None:
        return None
    rows = [row for row in table.rows if _is_thing(row, table)]
    if not _LEAST <= len(rows) <= _MOST or not (_is_dated(table) or _is_numbered(rows)):
        return None
    names = [row.cells for row in rows]
    if len(set(names)) < len(names):
        return None
    return [row for row in rows if not _came_to_nothing(row)]


def _is_thing(row: Row, table: Table) -> bool:
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) > 1 and not is_total(row, table.name_column) and not is_total(row, 0)


def _is_dated(table: Table) -> bool:
    """Each row has its own day, not its month."""
    return any(
        table.is_dated(n) and len(set(table.values(n))) * 2 > len(table.values(n))
        for n in range(len(table.header))
    )


def _is_numbered(rows: list[Row]) -> bool:
    """The first cells count the rows: 1, 2, 3."""
    first = [re.sub(r"\D", "", row.cell(0)) for row in rows]
    return first == [str(n) for n in range(1, len(rows) + 1)]


def _came_to_nothing(row: Row) -> bool:
    return any(len(cell) <= _SHORT_CELL and _NOT_DONE.search(cell) for cell in row.cells)


def _names_of(table: Table, paper: Paper) -> Iterator[str]:
    """What may name the things: the heading above their names, the table's title, its sheet, the paper's title."""
    yield table.header[table.name_column]
    yield from reversed([cell for row in table.titles for cell in row.cells if cell.strip()])
    yield from reversed(table.about)
    yield paper.source.title


def _thing_called(name: str) -> str:
    """The thing in a list's name: the workshop of a workshop log, 講座 of 講座辦理紀錄."""
    bare = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]|\d+", " ", name)
    thing = _LIST.without(bare).strip(" _-–—:：")
    plain = folded(thing)
    if not thing or A_TIME.search(plain) or is_figure(thing):
        return ""
    left = _NO_THING.without(thing).strip()
    return thing if left and len(thing) <= _LONGEST else ""


_LONGEST = 28
