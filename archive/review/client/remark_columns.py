"""Which columns of a table hold remarks: those a heading asks for, else the one of the longest words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.review.client.remark_words import SHORT_REMARK, asks_opinion, lean_of
from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.tables import Table

RESPONDENT = word_list("satisfaction.who")
LABEL_AND_TEXT = 2
"""A row of two cells: what was asked, and what was answered."""
SENTENCE = 8
"""Letters of a cell of free words, on the mean."""
_REMARK = 8


def remark_columns(table: Table) -> list[int | None]:
    """The columns of open questions, and the one of remarks where at most one says that it asks."""
    asked: list[int | None] = [
        n
        for n, heading in enumerate(table.header)
        if n
        and (asks_opinion(heading) or lean_of(heading))
        and table.values(n)
        and not table.is_numeric(n)
    ]
    if len(asked) > 1:
        return [*asked, *_behind_the_first(table, asked)]
    column = _column(table)
    return [*asked, *([column] if column not in asked else []), *_behind_the_first(table, asked)]


def _behind_the_first(table: Table, asked: Sequence[int | None]) -> Iterator[int]:
    """Forms end with their open questions: what stands behind the first of them in free words is one too."""
    first = next((n for n in asked if n is not None), len(table.header))
    for n in range(first + 1, len(table.header)):
        free = (
            not table.is_numeric(n)
            and not table.is_dated(n)
            and not RESPONDENT.within(table.header[n])
        )
        long = (
            sum(map(len, values)) >= SENTENCE * len(values) // 2
            if (values := table.values(n))
            else False
        )
        if n not in asked and free and long:
            yield n


def _column(table: Table) -> int | None:
    column = named_remarks(table)
    if column is None or not any(len(cell) >= SHORT_REMARK for cell in table.values(column)):
        column = _longest(table)
    if column is None:
        column = numbered_remarks(table)
    scored = any(table.is_numeric(n) for n in range(1, len(table.header)))
    if column is not None and column == table.name_column and scored and not _is_numbered(table):
        return None
    return column


def named_remarks(table: Table) -> int | None:
    """The column whose heading says remarks, else the one of notes; never one of figures."""
    for wanted in (words.COMMENT, words.NOTE):
        column = table.column(wanted, where=lambda n: not table.is_numeric(n))
        if column is not None:
            return column
    return None


_VERBATIM = word_list("client_words.verbatim_column")


def verbatim_column(table: Table) -> int | None:
    """Among figures only a column that can hold nothing but somebody's words."""
    return table.column(_VERBATIM, where=lambda n: not table.is_numeric(n))


def numbered_remarks(table: Table) -> int | None:
    """A number or a name for whoever answered, and what they said: nothing else."""
    if len(table.header) != LABEL_AND_TEXT or not _is_numbered(table):
        return None
    values = table.values(1)
    long = sum(map(len, values)) >= SENTENCE * len(values)
    return 1 if values and long and not table.is_numeric(1) else None


def _is_numbered(table: Table) -> bool:
    """A row for each answer, under its number: the only words are the remarks."""
    return words.INDEX.within(table.header[0]) or words.RESPONDENT.within(table.header[0])


def _longest(table: Table) -> int | None:
    """The column of free remarks, whatever its heading: the one with the longest words in its cells."""
    lengths = {
        n: [len(cell) for cell in table.values(n)]
        for n in range(len(table.header))
        if (n != table.name_column or (n and _is_numbered(table)))
        and not table.is_numeric(n)
        and not table.is_dated(n)
    }
    long = {n: sum(v) / len(v) for n, v in lengths.items() if v and max(v) >= SHORT_REMARK + 2}
    best = max(long, key=lambda n: (long[n], -n), default=None)
    least = (
        _REMARK if best is not None and all(map(str.isascii, table.values(best))) else SHORT_REMARK
    )
    return best if best is not None and long[best] >= least else None
