"""Figures of running text with the words that name them: 1,042 guests came through hospitality, 損耗率降至4.7%.

The name stands in the figure's own clause, before it or behind it. Where that clause says nothing (客單價沒有
上去，落在463元) it is the clause before, as long as no other figure stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.review.reading.counts import numbers_an_item
from archive.review.reading.figure_roles import FigureRole, figure_roles
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list

_ENDS = word_list("named_figures.ends_no_name")
_BEGINS = word_list("named_figures.begins_no_name")
_CLAUSE_END = re.compile(
    r"[，,；;。！!？?、]|(?<=[a-z0-9)%])\.(?=\s|$)|\s[-–—|｜]\s|\b(?:and|but|while)\b"
)
_OPENS = re.compile(r"[（(\[【]|[:：]")
_OUT_OF = re.compile(r"\s*(?:[/／]|\bout of\b|[（(]?(?:满分|滿分|总分|總分))\s*$", re.IGNORECASE)
_SIGNS = re.compile(
    r"[\s≤≥<>＜＞~～≈±+=*•·●○◆■▪・>\"'“”‘’「」『』《》]+|^[\-–—.:：、，,)）]+|[\-–—.:：、，,(（]+$"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class NamedFigure:
    """A figure, the text before and behind it that may name it, and its role in its clause.

    `lead` and `tail` hold no other figure. `told` is the part of the passage to cite.
    """

    figure: Quantity
    lead: str
    tail: str
    role: FigureRole
    told: Passage

    @property
    def around(self) -> str:
        """Everything in which its name may stand."""
        return f"{self.lead} {self.behind}".strip()

    @property
    def behind(self) -> str:
        """The words behind it, with the one that was taken for its unit (912 volunteers)."""
        return f"{self._own_unit} {self.tail.strip()}".strip()

    @property
    def _own_unit(self) -> str:
        unit = self.figure.unit
        return unit if len(unit) > 2 and unit.isascii() and not self.figure.currency else ""

    @property
    def is_aside(self) -> bool:
        """It stands in brackets with words of its own: (organic users are at 27 per cent)."""
        opened = max(self.lead.rfind("("), self.lead.rfind("（"))
        closed = max(self.lead.rfind(")"), self.lead.rfind("）"))
        return opened > closed and says_name(self.lead[opened + 1 :])


def named_figures(sentence: Passage) -> Iterator[NamedFigure]:
    """The figures of a sentence, in order, each with the words of its clause."""
    text = sentence.text
    found = [q for q in find_quantities(text) if not numbers_an_item(text, q)]
    figures = _without_scales(text, found)
    roles = figure_roles(text, figures)
    end = 0
    for number, told in enumerate(roles):
        figure = told.figure
        following = roles[number + 1].figure.start if number + 1 < len(roles) else len(text)
        lead, start = _lead(text, end, figure.start)
        tail = _tail(text, figure.end, following)
        end = figure.end
        yield NamedFigure(
            figure, lead, tail, told.role, sentence.cut(start, figure.end + len(tail))
        )


def _without_scales(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """4.5 out of 5, 4.2 / 5: the second figure is the scale."""
    kept: list[Quantity] = []
    for figure in figures:
        between = text[kept[-1].end : figure.start] if kept else ""
        scale = kept and _OUT_OF.fullmatch(between) and figure.value in _SCALES
        if not scale or kept[-1].value > figure.value:
            kept.append(figure)
    return kept


_SCALES = frozenset((5, 7, 10, 100))


def _lead(text: str, begin: int, end: int) -> tuple[str, int]:
    """The words of the clause before a figure, and where they begin."""
    edges = [begin, *(m.end() for m in _CLAUSE_END.finditer(text, begin, end))]
    for edge in reversed(edges):
        words = text[edge:end]
        if says_name(words):
            return words, edge
    return text[edges[-1] : end], edges[-1]


def _tail(text: str, begin: int, end: int) -> str:
    """The words behind a figure up to the end of its clause, or to where the next figure's own begin."""
    stop = _CLAUSE_END.search(text, begin, end)
    opened = _OPENS.search(text, begin, end)
    edges = [m.start() for m in (stop, opened) if m]
    return text[begin : min([end, *edges])]


def says_name(words: str) -> bool:
    """More is left of the words than limits, verbs and signs: 訂單不少於, but not 不少於."""
    return bool(_LETTERS.search(bare_name(words)))


def bare_name(words: str) -> str:
    """The words without limits, verbs of reaching and marks at either end."""
    name, before = words, ""
    while name != before:
        before = name
        name = _SIGNS.sub(" ", name).strip()
        for edge in (_ends_with, _begins_with):
            name = edge(name)
    return name


def _ends_with(name: str) -> str:
    found = [m for m in _ENDS.pattern.finditer(_lower(name)) if m.end() == len(name)]
    return name[: found[0].start()] if found else name


def _begins_with(name: str) -> str:
    found = _BEGINS.pattern.match(_lower(name))
    return name[found.end() :] if found else name


def _lower(name: str) -> str:
    plain = folded(name)
    return plain if len(plain) == len(name) else name.lower()
