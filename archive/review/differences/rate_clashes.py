"""Percentages that do not fit the two figures they were made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.tallies import Tally
from archive.review.differences.things_told import bare_figure, clause_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.names import features, mentioned
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.results.metric import Metric

_SHARE = word_list("differences.share")
_CHANGE = word_list("differences.change")
_TELLING = (Role.REPORT, Role.OTHER, Role.PROOF)
_LEAST = 10
_REACH = Decimal("0.2")
"""Farther off the percentage is of other figures than the two that stand beside it."""
_MOST_FIGURES = 6
_ALL_OF_IT = 100


@dataclass(frozen=True, slots=True)
class _Part:
    """How many of how many, with the place of each."""

    part: Quantity
    whole: Quantity
    evidence: Evidence
    paper: Paper

    @property
    def percent(self) -> Decimal:
        return self.part.value * 100 / self.whole.value


def rate_clashes(
    papers: Papers, metrics: Sequence[Metric], tallies: Sequence[Tally]
) -> Iterator[Clash]:
    """One clash for each told percentage whose part and whole are told too, and come to another."""
    for paper in papers.current(*_TELLING):
        wholes = [
            *_wholes(paper),
            *((t.quantity, t.claim.paper, t.claim.evidence) for t in tallies),
        ]
        for passage, figures in _pieces(paper):
            yield from _grown(passage, figures, paper)
            rates = [f for f in figures if f.is_rate and _is_share(passage.text, f)]
            reached = bool(_REACHED.search(passage.text))
            counts = [
                f
                for f in figures
                if _is_count(f)
                and not _is_age(passage.text, f)
                and (reached or not _is_aim(passage.text, f))
            ]
            if not counts or len(figures) > 2 * _MOST_FIGURES or _CHANGE.within(passage.text):
                continue
            inside = list(_inside(counts, passage.evidence, paper))
            for rate in (
                rates if _SHARE.within(passage.text) or _BRACKETED.search(passage.text) else ()
            ):
                told = Claim(rate.value, rate.written, paper, passage.evidence)
                found = _misfit(rate, inside)
                if found is None and not any(_fits(rate, p) for p in inside):
                    found = _misfit(rate, list(_across(rate, counts, wholes)))
                if found:
                    yield _clash(_subject(passage.text, rate), told, found)
            if not rates and _OF.search(passage.text):
                yield from _of_metric(passage.text, inside, metrics)


_FROM_TO = re.compile(r"(?:[由从從]|\bfrom\b)\s*$", re.IGNORECASE)
_TO = re.compile(
    r"^\s*(?:[增升提扩擴上减減降下跌][^，,。；;\d]{0,6}[至到]|[至到]|to)\s*$", re.IGNORECASE
)
_GREW = re.compile(
    r"[增成]长|[增成]長|增加|上升|提升|提高|[减減]少|下降|降低|\b(?:up|down|rise|rose|growth|grew|increase|fell|drop|cut)",
    re.IGNORECASE,
)


def _grown(passage: Passage, figures: Sequence[Quantity], paper: Paper) -> Iterator[Clash]:
    """From 1,200 to 1,500, up 30%: two figures of one kind and how much the second is more or less."""
    text = passage.text
    for first, second, rate in zip(figures, figures[1:], figures[2:], strict=False):
        pair = not (first.is_rate or second.is_rate) and rate.is_rate and first.value > 0
        between = text[first.end : second.start]
        if not pair or not _FROM_TO.search(text[: first.start]) or not _TO.match(between):
            continue
        if not _GREW.search(text[second.end : rate.start] + text[rate.end : rate.end + 12]):
            continue
        grown = abs(second.value - first.value) * 100 / first.value
        if abs(grown - rate.value) >= max(Decimal(1), Decimal(1).scaleb(-_decimals(rate))):
            share = grown.quantize(Decimal("0.1"), ROUND_HALF_UP)
            written = f"{bare_figure(first)} → {bare_figure(second)} = {share}%"
            told = Claim(rate.value, rate.written, paper, passage.evidence)
            reckoned = Claim(share, written, paper, passage.evidence)
            yield Clash("rate", _subject(text, first), (told, reckoned), "medium")


def _pieces(paper: Paper) -> Iterator[tuple[Passage, Sequence[Quantity]]]:
    """What is told with figures; a sentence that runs through a list, item by item."""
    for passage, _, figures in paper.figures:
        edges = [0, *(m.end() for m in _ITEM_ENDS.finditer(passage.text)), len(passage.text)]
        if len(edges) == _WHOLE_SENTENCE or len(figures) <= _MOST_FIGURES:
            yield passage, figures
            continue
        for piece in (passage.cut(start, end) for start, end in pairwise(edges)):
            yield piece, find_quantities(piece.text)


_ITEM_ENDS = re.compile("[；;]")
_WHOLE_SENTENCE = 2


def _is_count(figure: Quantity) -> bool:
    whole = figure.value == figure.value.to_integral_value() and figure.value >= _LEAST
    return whole and not (figure.is_rate or figure.currency or figure.unit in _NO_COUNTERS)


_NO_COUNTERS = (
    "元",
    "日",
    "號",
    "号",
    "月",
    "年",
    "天",
    "週",
    "周",
    "小時",
    "小时",
    "分鐘",
    "分钟",
    "個月",
    "个月",
)
"""Of money, and of days and hours: of when things were counted, or how long."""
_OF_SOMETHING_ELSE = re.compile(r"[占佔](?!总数|總數|总体|總體|全部|比)[\u4e00-\u9fff]{2,6}\s*$")
"""占预算 74%: the share of a thing that is not among the counts."""


_OF_THE_PART = re.compile(r"\s*of (?:them|these|those|whom|which|the latter)\b", re.IGNORECASE)
"""47% of them were students: of the part, which is another share."""


_BEYOND = re.compile(
    r"\s*(?:over|above|below|under|ahead|short|more|less|fewer|higher|lower|up|down)\b",
    re.IGNORECASE,
)
_BEYOND_BEFORE = re.compile(
    r"(?:[高低多少][于於出了過过]|超[出过過標标額额]|[未不]足|落[后後])[^，,。；;\d]{0,8}$"
    r"|\b(?:over|under|beyond|exceed\w*|beat|missed)(?: \w+){0,4} by $",
    re.IGNORECASE,
)
"""13% over target, 超出目標 13%: how far off the aim, and no share."""


_MEAN = re.compile(r"平均|均[值為为]|\b(?:averag\w*|mean|median)\b", re.IGNORECASE)
"""The mean of several rates is no share of their number."""


def _is_share(text: str, rate: Quantity) -> bool:
    if _is_aim(text, rate) or _MEAN.search(clause_of(text, rate)):
        return False
    if _OF_THE_PART.match(text[rate.end :]) or _BEYOND.match(text[rate.end :]):
        return False
    if _BEYOND_BEFORE.search(text[: rate.start]):
        return False
    return not _OF_SOMETHING_ELSE.search(text[: rate.start])


_AGES = re.compile(
    r"\d{1,2}\s*[岁歲]?\s*(?:至|到|[-–—~～])\s*\d{1,2}\s*[岁歲]"
    r"|\b(?:ag(?:e[sd]?|ing)|between)(?: between| from)? \d{1,2}(?: ?(?:to|and|[-–—]) ?\d{1,2})?\b"
    r"|\b\d{1,2} ?(?:to|[-–—]) ?\d{1,2}[- ]year",
    re.IGNORECASE,
)
"""18至34歲, aged 18 to 34: of whom, and no number of them."""


def _is_age(text: str, figure: Quantity) -> bool:
    if _SPAN.match(text, figure.end):
        return True
    return any(m.start() <= figure.start < m.end() for m in _AGES.finditer(text))


_SPAN = re.compile(r"-(?:day|week|month|year|hour|minute)s?\b", re.IGNORECASE)
"""90-day churn: how long, and no number of anything."""


def _is_aim(text: str, figure: Quantity) -> bool:
    before = re.split(r"[，,；;。（(]", text[: figure.start])[-1]
    near = before[-48:] if before.isascii() else before[-12:]
    around = f"{_GRADE.sub(' ', near)} {text[figure.end : figure.end + 3]}"
    return (
        words.PROMISED_BEFORE.within(near)
        or words.AT_MOST.within(around)
        or words.AT_LEAST.within(around)
    )


_BRACKETED = re.compile(r"\d\s?[人名位份件家篇則则]?[（(]\s?[\d.]+\s?[%％]\s?[）)]")
"""312人（65%）: the share of what is counted right before it."""
_REACHED = re.compile(
    r"(?:[达達]成|完成|[达達][标標])[率比]|%\s?\)?\s?of (?:the )?(?:target|goal)"
    r"|against (?:a|the|our) (?:target|goal) of",
    re.IGNORECASE,
)
"""The share is of the aim: here the aim is the whole."""
_GRADE = re.compile(r"以[上下内內]")
"""Before a figure it is of a grade: 「滿意」以上276份."""


def _unit(figure: Quantity) -> str:
    unit = "" if figure.unit.isascii() else folded(figure.unit)
    return "人" if unit in _PEOPLE else unit


_PEOPLE = frozenset(("人", "名", "位", "人次"))


def _inside(counts: Sequence[Quantity], evidence: Evidence, paper: Paper) -> Iterator[_Part]:
    """Every two counts of one sentence that may be part and whole: of one counter, or without any."""
    for part in counts:
        for whole in counts:
            if part is not whole and part.value < whole.value and _unit(part) == _unit(whole):
                yield _Part(part, whole, evidence, paper)


_Whole = tuple[Quantity, Paper, Evidence]


def _wholes(paper: Paper) -> Iterator[_Whole]:
    for passage, _, figures in paper.figures:
        for figure in figures:
            said = _BRACKET.split(clause_of(passage.text, figure))[0]
            aim = words.PROMISED_BEFORE.within(said)
            if _is_count(figure) and not aim:
                yield figure, paper, passage.evidence


_BRACKET = re.compile(r"(?<=\d)\D{0,3}[（(]")
"""8,120筆（目標7,500）: what stands behind in brackets is of another figure."""


def _across(
    rate: Quantity, counts: Sequence[Quantity], wholes: Iterable[_Whole]
) -> Iterator[_Part]:
    """The count nearest to the percentage, with the wholes of its own counter that are told elsewhere."""
    part = min(counts, key=lambda c: abs(c.start - rate.start))
    if not _unit(part):
        return
    for whole, paper, evidence in wholes:
        if whole.value > part.value and _unit(whole) == _unit(part):
            yield _Part(part, whole, evidence, paper)


def _fits(rate: Quantity, part: _Part) -> bool:
    """Rounded or cut off as the percentage is written, to whole figures or to its decimals."""
    return abs(part.percent - rate.value) < Decimal(1).scaleb(-_decimals(rate))


def _decimals(rate: Quantity) -> int:
    exponent = rate.value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _misfit(rate: Quantity, parts: Sequence[_Part]) -> _Part | None:
    """The likeliest part and whole, where none fits; one without a counter only if it is alone."""
    if not 0 < rate.value < _ALL_OF_IT or any(_fits(rate, part) for part in parts):
        return None
    near = [p for p in parts if abs(p.percent - rate.value) <= rate.value * _REACH]
    return min(near, key=lambda p: abs(p.percent - rate.value), default=None)


# ------------------------------------------------------------------ a percentage told elsewhere
_OF = re.compile(r"\bof\b|[中內内]|其中", re.IGNORECASE)
_NAMED = 0.6


def _of_metric(text: str, parts: Sequence[_Part], metrics: Sequence[Metric]) -> Iterator[Clash]:
    """Of 540 forms, 378 were complete: against the rate of complete forms in the table of results."""
    if len(parts) != 1:
        return
    for metric in metrics:
        rate = metric.actual
        if rate is None or not rate.is_rate or mentioned(metric.name, text) < _NAMED:
            continue
        found = _misfit(rate, parts)
        if found:
            told = Claim(rate.value, rate.written, metric.paper, metric.evidence[-1])
            yield _clash(metric.name, told, found)


def _clash(subject: str, told: Claim, found: _Part) -> Clash:
    share = found.percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    written = f"{bare_figure(found.part)} / {bare_figure(found.whole)} = {share}%"
    reckoned = Claim(share, written, found.paper, found.evidence)
    return Clash("rate", subject, (told, reckoned), "medium")


def _subject(text: str, rate: Quantity) -> str:
    """The words before the percentage, or those behind it."""
    pieces = re.split(r"[，；;。：:（(）)]|(?<!\d),|,(?!\d)", text[: rate.start])
    before = next((p.strip() for p in reversed(pieces) if features(_bare(p))), "")
    return before[-40:] if before else text[rate.end :].strip()[:40]


def _bare(text: str) -> str:
    return re.sub(r"[\d.,%\s]", "", text) if not text.isascii() else text
