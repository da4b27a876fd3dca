"""What one paper calls open and a later one calls paid is open no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from archive.domain.dates import find_dates
from archive.review.money.debt_clauses import open_figures, settled_figures
from archive.review.money.open_rows import Outstanding
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.passages import Passage
from archive.review.reading.words import folded

_TELLS = (Role.MONEY, Role.OTHER, Role.INTERIM, Role.PLAN)
_ORDINAL = re.compile(
    r"第?[一二三四五六1-6](?=期|笔|次款|阶段款)|首(?=期|款|付|笔)|[头末尾](?=期|款|笔|数)|预付|定金|订金|质保|保固|保留"
    r"|\b(?:first|second|third|fourth|last|final|deposit|retention|[1-6](?:st|nd|rd|th))\b"
)


def still_open(found: Iterable[Outstanding], papers: Papers) -> Iterator[Outstanding]:
    """The entries that no later paper says were paid."""
    told: dict[Decimal, list[tuple[date, str]]] = {}
    entries = list(found)
    amounts = {item.amount for item in entries}
    for paper in papers.current(*_TELLS):
        if paper.day is not None:
            for amount, words in _paid(paper, amounts):
                told.setdefault(amount, []).append((paper.day, words))
    for item in entries:
        since = told.get(item.amount, [])
        day, own = _day_of(item), _which(item.reason)
        if day is None or not any(d > day and _same(own, _which(words)) for d, words in since):
            yield item


def _paid(paper: Paper, amounts: set[Decimal]) -> Iterator[tuple[Decimal, str]]:
    """The amounts that a paper says were paid, with the words that lead to each."""
    for passage in _about(paper, amounts):
        open_here = {debt.figure.value for debt in open_figures(passage, "")}
        for debt in settled_figures(passage):
            if debt.figure.value in amounts - open_here:
                yield debt.figure.value, debt.leads[-1]


def _about(paper: Paper, amounts: set[Decimal]) -> Iterator[Passage]:
    for passage, _, figures in paper.figures:
        if any(figure.value in amounts for figure in figures):
            yield passage


def _day_of(item: Outstanding) -> date | None:
    found = find_dates(item.evidence[0].source.date)
    return found[0].first_day if found else None


def _which(words: str) -> str:
    """Which instalment the words name: 首, 尾, first; empty where they name none."""
    match = _ORDINAL.search(folded(words))
    return match.group().lstrip("第") if match else ""


def _same(first: str, second: str) -> bool:
    """Instalments of one size are told apart by their number, where both papers give it."""
    return not first or not second or first == second
