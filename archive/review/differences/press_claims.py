"""What press papers tell the public against the results: 5,200 farmers came, where 4,712 signed in.

A notice or a newspaper names things in words of its own. What it counts is known by the counter, by its size and by a
word or a character that it shares with the result's name; it can only contradict by more than there were, since it
may have been written before the end. What it rounds it may round up, but not where it says that there were more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.clauses import clause_before
from archive.review.differences.things_told import latin_word
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_over
from archive.review.reading.names import features
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.round_figures import round_figures
from archive.review.reading.words import folded
from archive.review.results.metric import Metric

_TELLING = (Role.PROOF, Role.OTHER, Role.REPORT, Role.CLIENT)
_PRESS = re.compile(
    r"新[闻聞][稿通]|通稿|剪[报報]|(?:[晚日早商]|[时時])[报報](?!表|告)|本[报報][讯訊]|[即][时時][发發][布佈]"
    r"|\b(?:press|media|news) (?:release|notice|cutting|clipping)|\bnewspaper\b|\bgazette\b|for immediate release",
    re.IGNORECASE,
)
_LEAST = Decimal(100)
_BEYOND, _REACH = Decimal("1.05"), Decimal("1.6")
_FIRST = 3


def press_claims(papers: Papers, metrics: Sequence[Metric]) -> Iterator[Clash]:
    """One clash for each result that a press paper gives as more than it was."""
    counted = [m for m in metrics if m.actual is not None and m.actual.value > 0]
    for paper in papers.current(*_TELLING):
        if not is_press(paper):
            continue
        found: dict[str, Clash] = {}
        for passage in paper.told:
            for figure in (*find_quantities(passage.text), *round_figures(passage.text)):
                metric = _meant(passage, figure, counted)
                if metric and not _told_elsewhere(figure, papers):
                    clash = _clash(metric, figure, passage, paper)
                    found[metric.name] = _plainer(found.get(metric.name), clash)
        yield from found.values()


def _plainer(first: Clash | None, other: Clash) -> Clash:
    """The first telling; of 七萬五千 in a headline and 75,000 below it the one in digits."""
    if first is None:
        return other
    (_, one), (_, two) = first.claims, other.claims
    in_digits = two.written[:1].isdecimal() and not one.written[:1].isdecimal()
    return other if in_digits and one.value == two.value else first


def is_press(paper: Paper) -> bool:
    """Its name, its title or its first lines say that it was written for the public, or that it was cut out."""
    source = paper.source
    first = (segment.text for segment in source.segments[:_FIRST])
    return bool(_PRESS.search(" ".join((source.title, source.name, source.original_name, *first))))


def _clash(metric: Metric, figure: Quantity, passage: Passage, paper: Paper) -> Clash:
    told = Claim(figure.value, figure.written, paper, passage.evidence)
    if metric.actual is None:
        raise ValueError(metric.name)
    own = Claim(metric.actual.value, metric.actual.written, metric.paper, metric.evidence[-1])
    return Clash("metric", metric.name, (own, told))


def _meant(passage: Passage, figure: Quantity, metrics: Iterable[Metric]) -> Metric | None:
    """The one result of the figure's kind that its clause speaks of; of several the one it names by a whole word."""
    text = passage.text
    before = clause_before(text, figure.start)
    clause = _clause(text, figure)
    if words.PROMISED_BEFORE.within(before[-12:]) or _NOT_CAME.search(clause):
        return None
    found = [m for m in metrics if _fits(figure, m, text) and _speaks_of(m, figure, clause)]
    named = [m for m in found if features(m.name) & features(clause)]
    likely = named or found
    return likely[0] if len(likely) == 1 else None


_NOT_CAME = re.compile(
    r"容[纳納]|人口|座位|[將将]|[预預][计計期估]|可望|期[待盼望]|去年|前年|上一?[届屆年季]|[历歷]年|全[国國省市球]|最多|[过過]去[^，。；]{0,3}年|[歷历][来來]|盼"
    r"|\b(?:capacity|seats?|seating|population|expect\w*|hopes?|hoped|will|would|could|up to|last year|previous\w*"
    r"|since (?:19|20)\d\d|turned away|nationwide|worldwide)\b",
    re.IGNORECASE,
)
"""How many a place holds or a town has, who is to come or only said so, who came in other years."""


def _speaks_of(metric: Metric, figure: Quantity, clause: str) -> bool:
    """A word of the name, in Chinese a telling character of it (受檢 of 檢測人數); or the noun counted."""
    if features(metric.name) & features(f"{clause} {figure.written}"):
        return True
    telling = set(folded(metric.name)) - _ANY_NAME
    return any(not one.isascii() and one in folded(clause) for one in telling)


_ANY_NAME = frozenset(folded("人数次量名位场会活动总计率比的年月日个家新名大全完成达报参与加"))
"""Characters that stand in names of many results."""


def _clause(text: str, figure: Quantity) -> str:
    behind = re.split(r"[，,；;。]", text[figure.end :])[0]
    return clause_before(text, figure.start) + behind


def _fits(figure: Quantity, metric: Metric, text: str) -> bool:
    """A share for a share whose name is said; a count for a count of the same counter, near it and beyond it."""
    actual = metric.actual
    if actual is None or figure.is_rate != actual.is_rate:
        return False
    more = is_over(text[: figure.start], text[figure.end :])
    beyond = actual.value * (1 if more else _BEYOND)
    if not beyond < figure.value <= actual.value * _REACH:
        return False
    if figure.currency or figure.unit == "元":
        return more and _is_money(metric) and bool(features(metric.name) & features(text))
    if figure.is_rate:
        part = words.SUBSET.within(_clause(text, figure))
        return not part and len(features(metric.name) & features(text)) >= _SAID
    return figure.value >= _LEAST and bool(_counter(figure, text) & _counters_of(metric))


def _is_money(metric: Metric) -> bool:
    actual = metric.actual
    return actual is not None and bool(actual.currency or actual.unit == "元")


_SAID = 2
_PEOPLE = frozenset(map(folded, ("人", "名", "位", "人次")))


def _counter(figure: Quantity, text: str) -> set[str]:
    """The counter behind the figure; 余 and 多 may stand between: 5200余户."""
    if text.isascii():
        noun = features(latin_word(figure) or text[figure.end :].strip().split(" ")[0])
        return {stem for stem in noun if stem}
    behind = re.match(r"[余餘多]?\s*(?P<unit>人次|[\u4e00-\u9fff])", text[figure.end :])
    units = {folded(figure.unit)} if figure.unit else set()
    if behind and not (figure.unit and not figure.unit.isascii()):
        units.add(folded(behind["unit"]))
    return {"人" if unit in _PEOPLE else unit for unit in units if unit and not unit.isascii()}


def _counters_of(metric: Metric) -> set[str]:
    """The counter of the result: its own, or the end of its name (检测人数, 到场农户)."""
    if metric.name.isascii():
        return set(features(metric.name.split()[-1]))
    unit = folded(metric.actual.unit) if metric.actual else ""
    name = folded(metric.name).strip().removesuffix("数")
    found = {unit, name[-1:], name[-2:]}
    return {"人" if one in _PEOPLE else one for one in found if one and not one.isascii()}


def _told_elsewhere(figure: Quantity, papers: Papers) -> bool:
    """The data or the report have the figure too, of something else."""
    return any(
        other.value == figure.value
        for paper in papers.current(Role.REPORT, Role.DATA)
        if not is_press(paper)
        for _, _, figures in paper.figures
        for other in figures
    )
