"""Metrics told in sentences: 目標5,000人，實際5,312人; reached 16.4 per cent against a target of 18."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.figure_roles import FigureRole, Told, figure_roles, tells_target
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.told_figures import told_figures
from archive.review.reading.words import word_list
from archive.review.results.compared_results import compared_result
from archive.review.results.earlier_figures import stood_before, without_growth
from archive.review.results.figure_pairs import figure_pairs, in_one_unit
from archive.review.results.goals import TARGETS_WERE
from archive.review.results.metric import nearer_end
from archive.review.results.own_forecasts import of_own_forecast
from archive.review.results.prose_metric import ProseMetric
from archive.review.results.prose_names import heading_over, name_before, thing_behind
from archive.review.results.stroke_metrics import metric_in_order, metric_with_stroke, order_said

_TARGET = word_list("prose_metrics.target")
_OF_A_PART = word_list("prose_metrics.of_a_part")
_COST_PER = re.compile(r"\b(?:cost|spend|price|revenue|sales|income)s? per\b", re.IGNORECASE)
"""A rate of its own, not one piece of something."""
_RATE_OF_A_PART = re.compile(
    r"(?:首|次|第[一二三四])[日周週月季年][一-鿿]{0,4}率|\bfirst[- ](?:day|week|month|quarter|year) [a-z ]{0,16}rate\b",
    re.IGNORECASE,
)
"""首周留存率: a rate that is measured so, not the figures of the first week."""
_LONGEST = 160


def prose_metrics(paper: Paper) -> Iterator[ProseMetric]:
    """The metrics that a paper's sentences and list items tell with target and actual together."""
    for passage in map(without_mark, paper.paragraphs):
        alone: Passage | None = None
        for clause in _clauses(passage):
            found = list(_from_clause(clause))
            if not found and alone is not None and _answers_before(clause):
                found = list(_from_clause(_together(passage, alone, clause)))
            compared = None if found else compared_result(clause)
            if compared:
                figures = compared.target, compared.actual
                found = [ProseMetric(compared.name, *figures, clause.evidence)]
            yield from found
            alone = None if found or _TARGET.within(clause.text) else clause


def _answers_before(clause: Passage) -> bool:
    """It names what was aimed at, of the sentence before; several targets are goals by themselves."""
    figures = [q for q in find_quantities(clause.text) if any(map(str.isdigit, q.written))]
    return _TARGET.within(clause.text) and not _only_targets(
        clause.text, figure_roles(clause.text, figures)
    )


def _together(passage: Passage, first: Passage, second: Passage) -> Passage:
    """Two neighbouring halves of a sentence: 3,480 signed; we had set ourselves 4,000."""
    start = passage.text.find(first.text)
    end = passage.text.find(second.text, start + len(first.text)) + len(second.text)
    return passage.cut(start, end)


def pair_in(text: str) -> tuple[Quantity, Quantity] | None:
    """(target, actual) of a cell that tells both: 6,310 against a target of 6,000."""
    if len(text) > _LONGEST or not _TARGET.within(text):
        return None
    figures = _counted_figures(text)
    pairs = [in_one_unit(*pair) for pair in figure_pairs(figure_roles(text, figures))]
    return pairs[0] if len(pairs) == 1 else None


def _clauses(passage: Passage) -> list[Passage]:
    """Parts that hold their metrics whole: sentences, and halves between semicolons."""
    in_a_line = len(_STROKES.findall(passage.text)) >= _LEAST_ITEMS and order_said(passage)
    return passage.between(_STOPS_IN_ORDER if in_a_line else _STOPS)


_STOPS = re.compile(r"[。；;！!]|(?<!\bvs)(?<=[a-z0-9)%])\.(?=\s|$)")
_STOPS_IN_ORDER = re.compile(
    _STOPS.pattern
    + r"|(?<=[\w%)）])(?:\s+[–—|｜•·]\s+|[、，｜]|,\s+(?=[^\W\d_])|\s-\s(?=[^\W\d_]))"
)
"""Where a label said which figure comes first, its items stand in one line: a 43 / 40 – b 27 / 25."""
_STROKES = re.compile(r"\d[^\s/／]{0,3}\s*[/／]\s*[^\d/／]{0,4}\d")
_LEAST_ITEMS = 2


def _from_clause(clause: Passage) -> Iterator[ProseMetric]:
    text = clause.text
    if len(text) > _LONGEST:
        return
    stroke = metric_with_stroke(clause)
    if stroke:
        yield stroke
        return
    order = order_said(clause)
    if order and (listed := metric_in_order(clause, order)):
        yield listed
        return
    if tells_target(text):
        yield from _beside_each_other(clause)


def _counted_figures(text: str) -> list[Quantity]:
    """The figures; the 7 of 第7课 counts nothing, and "not 60" was neither meant nor reached."""
    told = [q for q in told_figures(text) if not _NO_FIGURE.search(text, 0, q.start)]
    return [q for n, q in enumerate(told) if not stood_before(text, q, told[n + 1 : n + 2])]


_NO_FIGURE = re.compile(r"(?:第|\bnot)\s*$")


def _beside_each_other(clause: Passage) -> Iterator[ProseMetric]:
    text = clause.text
    figures = _counted_figures(text)
    begin = 0
    roles = figure_roles(text, figures)
    if _only_targets(text, roles) or of_own_forecast(text):
        return
    for pair in figure_pairs(roles):
        target, actual = in_one_unit(*pair)
        first, last = sorted((target, actual), key=lambda q: q.start)
        lead, begin = without_growth(text[begin : first.start]), last.end
        if _SUPPOSED.search(text[: target.start]) or _is_share_of(text, target, actual):
            continue
        if _PART_ALONE.search(text[: actual.start]):
            continue
        if target.is_rate != actual.is_rate or (_of_a_part(lead) and not _among_goals(clause)):
            continue
        name = _named(clause, lead, (first, last))
        compared = _COMPARED.search(text[first.end : last.start])
        target = replace(target, bound="" if compared else target.bound)
        if name and not _is_spend(name, target):
            yield ProseMetric(name, nearer_end(target, name), actual, clause.evidence)


def _is_share_of(text: str, target: Quantity, whole: Quantity) -> bool:
    """We hoped for 9 of 10 visitors: the ten are all of them, and did not come of the nine."""
    return bool(re.fullmatch(r"\s(?:out )?of (?:the |every )?", text[target.end : whole.start]))


_PART_ALONE = re.compile(
    r"(?:一[城地站店場场校區区市縣县]|[光单單]是?[^，,。；;\d]{1,6})(?:就|便|已)[^，,。；;\d]{0,3}$"
    r"|\balone\b[^,.;\d]{0,16}$",
    re.IGNORECASE,
)
"""嘉義一站就有 1,300 人, Leeds alone drew 1,300: a part, and no answer to the whole target."""
_SUPPOSED = re.compile(
    r"(?:[若如]以|[若如]按|如果[以按]|假[设設如])[^，,；;]{0,16}$"
    r"|\bif (?:one|we|you|it) (?:is |were |was )?(?:count|take|reckon|measure|calculate)[^,;]{0,40}$",
    re.IGNORECASE,
)
"""若以三場目標 900 人次計算: reckoned for the argument, and not what was aimed at."""


def _only_targets(text: str, told: Sequence[Told]) -> bool:
    """原定目標為報名600組、到場3,000人、簽約80家: a list of what was aimed at holds no results."""
    results = any(t.role in (FigureRole.ACTUAL, FigureRole.GAP) for t in told)
    return len(told) >= _LIST and not results and bool(TARGETS_WERE.match(text))


_LIST = 3


def _named(clause: Passage, lead: str, figures: tuple[Quantity, Quantity]) -> str:
    """What the figures are of; empty for sums of money told among the accounts."""
    money = any(figure.currency for figure in figures)
    if money and clause.trail and words.COST_HEADING.within(clause.trail[-1]):
        return ""
    behind = thing_behind(clause.text, figures)
    if money and not _COST_PER.match(behind):
        behind = ""
    return name_before(lead) or behind or heading_over(clause)


_COMPARED = re.compile(
    r"(?:低[于於]|高[于於]|超[过過出]|少[于於]|多[于於]|\b(?:below|above|under|over|more than|less than|fewer than)\b)"
    r"\D{0,3}(?:目[标標]|預|预|原|"
    r"[约約]定|承[诺諾]|[规規]定|合[同約约]|the\b|(?:an? )?(?:agreed|promised)\b|our\b|a\b|target|goal|plan)",
    re.IGNORECASE,
)
"""876 元低於預估的 1,100 元 compares two figures; 目標低於 1,100 元 sets a ceiling."""


def _is_spend(name: str, target: Quantity) -> bool:
    """What the whole cost is told with the money."""
    rest = _OF_THE_WHOLE.sub(" ", words.BUDGET.without(words.SPENT.without(name)))
    return bool(target.currency or target.unit == "元") and not re.search(r"[^\W\d_]", rest)


_OF_THE_WHOLE = re.compile(
    r"\b(?:of|the|our|a|an|total|overall|full|whole|entire|agreed|approved|project|campaign|programme|program|event|net|gross|all)\b"
    r"|[的总整全]|项目|活动|专案|本案|金额|未税|含税"
)


def _of_a_part(lead: str) -> bool:
    return _OF_A_PART.within(_RATE_OF_A_PART.sub("", _COST_PER.sub("", lead)))


def _among_goals(clause: Passage) -> bool:
    """A line of its own under KPIs: 首週來客：8,120（KPI 8,000） is measured so."""
    alone = len(clause.text.strip()) >= len(clause.source.segments[clause.ordinal].text.strip()) - 4
    return alone and any(words.GOALS.within(heading) for heading in clause.trail[-1:])
