"""Wholes told together with their parts, which do not add up: 900 guests (310, 280 and 290)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.things_told import bare_figure, latin_word
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import mentioned
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, number_text
from archive.review.reading.words import folded, word_list
from archive.review.results.metric import Metric

_TELLING = (Role.REPORT, Role.OTHER, Role.PROOF, Role.DATA, Role.RETRO)
_OPENS = re.compile(
    r"[（(：:—–]|其中|包[括含]|分[别別為为]|由[^，。]{0,8}$"
    r"|\b(?:of which|of whom|made up of|consisting of|split|namely|that is)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"其中|包[括含]|\b(?:includ\w+|of which|of them|among them|such as)\b", re.IGNORECASE
)
_SUMS_UP = word_list("part_sums.sums_up")
_BY_PARTS = re.compile(
    r"\bby\s+[a-z]+|按.{1,4}[计計分]|[各分].{1,4}$|依.{1,4}[计計分]", re.IGNORECASE
)
_APART_HAN, _APART_ENGLISH = 14, 28
_DAYS = ("日", "號", "号", "月", "年")
_LEAST, _LEAST_SUMMED = 3, 2
_REACH, _CLOSE_REACH = Decimal("0.12"), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class _Whole:
    """The figure that the parts should come to; `complete` where the words say that they are all."""

    quantity: Quantity
    claim: Claim
    name: str
    complete: bool = True


def part_sums(papers: Papers, metrics: Sequence[Metric]) -> Iterator[Clash]:
    """One clash for each whole whose told parts come to another figure."""
    for paper in papers.current(*_TELLING):
        for passage, _, figures in paper.figures:
            counted = [f for f in figures if not f.is_rate and f.unit not in _DAYS]
            for begin, end in _runs(passage.text, counted):
                parts = counted[begin:end]
                whole = _whole_beside(passage, paper, counted, begin, end)
                whole = whole or _metric_split(passage, parts, metrics)
                if whole and _misses(whole, parts):
                    total = sum((p.value for p in parts), Decimal(0))
                    written = (
                        f"{Decimal(number_text(total)):,f} ({' + '.join(map(bare_figure, parts))})"
                    )
                    summed = Claim(total, written, paper, passage.evidence)
                    yield Clash("sum", whole.name, (whole.claim, summed), "medium")
                    break


def _runs(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """The rows of figures of one kind that stand close together, the longest first."""
    ends = [
        (begin, end)
        for begin in range(len(figures))
        for end in range(begin + _LEAST_SUMMED, len(figures) + 1)
        if all(_goes_on(text, figures[n], figures[n + 1]) for n in range(begin, end - 1))
    ]
    yield from sorted(ends, key=lambda run: run[0] - run[1])


def _goes_on(text: str, first: Quantity, second: Quantity) -> bool:
    """The next part of one list: a name and a figure, no end of a bracket, no sum."""
    between = text[first.end : second.start]
    reach = _APART_ENGLISH if between.isascii() else _APART_HAN
    if len(between) > reach or re.search(r"[。；;)）(（:：]|\.\s", between):
        return False
    return _unit(first) == _unit(second) and not (_SUMS_UP.within(between) or _SOME.search(between))


def _unit(figure: Quantity) -> str:
    return figure.currency or ("" if latin_word(figure) else folded(figure.unit))


def _whole_beside(
    passage: Passage, paper: Paper, figures: Sequence[Quantity], begin: int, end: int
) -> _Whole | None:
    """The figure before the opening bracket of the parts, or behind the word that sums them up."""
    text, first, last = passage.text, figures[begin], figures[end - 1]
    if begin:
        before = figures[begin - 1]
        between = text[before.end : first.start]
        if len(between) <= _APART_ENGLISH and _OPENS.search(between) and _fits(before, first):
            claim = Claim(before.value, before.written, paper, passage.evidence)
            complete = not _SOME.search(between) and end - begin >= _LEAST
            return _Whole(before, claim, _name(text, before), complete)
    if end < len(figures):
        after = figures[end]
        between = text[last.end : after.start]
        if len(between) <= _APART_ENGLISH and _SUMS_UP.within(between) and _fits(after, last):
            claim = Claim(after.value, after.written, paper, passage.evidence)
            return _Whole(after, claim, _name(text, after))
    return None


def _fits(whole: Quantity, part: Quantity) -> bool:
    return not (_unit(whole) and _unit(part)) or _unit(whole) == _unit(part)


def _name(text: str, figure: Quantity) -> str:
    pieces = re.split(r"[，,；;。：:（()）]", text[: figure.start])
    before = next((p.strip() for p in reversed(pieces) if re.search(r"[^\W\d]{2}", p)), "")
    return before[-32:] or text[figure.end :].strip()[:32]


def _metric_split(
    passage: Passage, parts: Sequence[Quantity], metrics: Sequence[Metric]
) -> _Whole | None:
    """Visitors by city: 310, 280, 290 are the parts of the result that has this name."""
    lead = re.split(r"[:：]", passage.text[: parts[0].start])
    said = lead[-2] if len(lead) > 1 else ""
    if not _BY_PARTS.search(said):
        return None
    for metric in metrics:
        figure = metric.actual
        if figure and not figure.is_rate and mentioned(metric.name, said) >= 1:
            claim = Claim(figure.value, figure.written, metric.paper, metric.evidence[-1])
            return _Whole(figure, claim, metric.name, len(parts) >= _LEAST)
    return None


def _misses(whole: _Whole, parts: Sequence[Quantity]) -> bool:
    """They come near the whole, as its parts do, but not to it, and not for the sake of rounding."""
    value, total = whole.quantity.value, sum((p.value for p in parts), Decimal(0))
    if value <= 0 or any(p.value >= value for p in parts):
        return False
    slack = sum((_rounding(p) for p in parts), _rounding(whole.quantity))
    apart = abs(total - value)
    if apart <= slack or words.ESTIMATE.within(whole.name):
        return False
    if not whole.complete:
        return is_slip(total, value)
    return apart <= value * (_REACH if len(parts) >= _LEAST else _CLOSE_REACH)


def _rounding(figure: Quantity) -> Decimal:
    """Half of the last place that is written: 50,000 for 1.2m, nothing for a whole number."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", figure.written)
    plain = Decimal(digits[0].replace(",", "").rstrip(".")) if digits else Decimal(0)
    if digits is None or plain == 0 or (abs(figure.value) == plain and not digits[1]):
        return Decimal(0)
    return abs(figure.value / plain) / (Decimal(10) ** len(digits[1] or "")) / 2
