"""The cells of a file of lines as the file writes them: parted by its sign, quoted where it quotes them.

A form is the sign (`,` or `;`) and, behind it, which cells the file quotes: nothing where only those that
need it, `a` all of them, `t` all but numbers, `b` those alone that hold the sign itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MARK = '"'
QUOTING = ("", "b", "t", "a")
_NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def row_written(cells: Sequence[str], form: str) -> str:
    """A row as the file writes it."""
    return form[:1].join(
        f"{MARK}{cell.replace(MARK, MARK * 2)}{MARK}" if _is_quoted(cell, form) else cell
        for cell in cells
    )


def as_written(text: str, form: str, start: int = 0, end: int | None = None) -> str:
    """The part of a text from `start` to `end` with the cells of its tables as the file writes them.

    The quotation marks of a cell come with a part that reaches beyond it: a part of one cell has none.
    """
    stop = len(text) if end is None else end
    if not _has_quotes(text, form):
        return text[start:stop].replace("\t", form) if len(form) == 1 else text[start:stop]
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", stop)
    lines = text[first : None if last < 0 else last]
    return "".join(
        sign.text
        for sign in _signs(lines, form)
        if any(start - first <= a and b <= stop - first for a, b in sign.within)
    )


def find_written(text: str, form: str, words: str) -> tuple[int, int] | None:
    """From where to where words stand in a text, given as its cells hold them or as the file writes them."""
    if (start := text.find(words)) >= 0:
        return start, start + len(words)
    if not _has_quotes(text, form):  # sign for sign the same: no need to look at each
        parts = form[:1] or "\t"
        start = text.replace("\t", parts).find(words.replace("\t", parts))
        return (start, start + len(words)) if start >= 0 else None
    signs = [(char, sign) for sign in _signs(text, form) for char in sign.text]
    written = "".join(char for char, _ in signs)
    for wanted in dict.fromkeys((words.replace("\t", form[:1] or "\t"), as_written(words, form))):
        if (start := written.find(wanted)) >= 0:
            return signs[start][1].start, signs[start + len(wanted) - 1][1].end
    return None


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character as written for `start` to `end` of the text; it goes with a part that holds one of `within`."""

    text: str
    start: int
    end: int
    within: tuple[tuple[int, int], ...]


def _signs(text: str, form: str) -> Iterator[_Sign]:
    begin = 0
    for line in text.split("\n"):
        at, last = begin, begin + len(line)
        for cell in line.split("\t"):
            yield from _of_cell(cell, at, form, len(text))
            at += len(cell)
            if at < last:
                yield _Sign(form[:1] or "\t", at, at + 1, ((at, at + 1),))
            at += 1
        begin = last + 1
        if begin <= len(text):
            yield _Sign("\n", last, begin, ((last, begin),))


def _of_cell(cell: str, at: int, form: str, size: int) -> Iterator[_Sign]:
    quoted, end = _is_quoted(cell, form), at + len(cell)
    before = [(at - 1, min(at + 1, end))] if at > 0 else []
    after = [(max(end - 1, at), end + 1)] if end < size else []
    if quoted:
        beyond = [(at, end + 1)] if after else []
        yield _Sign(MARK, at, at, tuple(before + beyond) or ((at, end),))
    for place, char in enumerate(cell, at):
        written = char * 2 if quoted and char == MARK else char
        yield _Sign(written, place, place + 1, ((place, place + 1),))
    if quoted:
        beyond = [(at - 1, end)] if before else []
        yield _Sign(MARK, end, end, tuple(after + beyond) or ((at, end),))


def _has_quotes(text: str, form: str) -> bool:
    return bool(form) and form != "\t" and (len(form) > 1 or form in text or MARK in text)


def _is_quoted(cell: str, form: str) -> bool:
    sign, which = form[:1], form[1:]
    if not sign:
        return False
    if sign in cell or which == "a":
        return True
    if which == "t":
        return not _NUMBER.fullmatch(cell)
    return which != "b" and MARK in cell
