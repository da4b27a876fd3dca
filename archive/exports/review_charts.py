"""Which figures of a review are drawn: what was reached of each target, and budget beside actual."""

from __future__ import annotations

from collections.abc import Sequence

from archive.exports.review_words import ReviewWords
from archive.exports.word_charts import BarChart, Series
from archive.exports.word_pages import Pages
from archive.review.figures import achieved, decimal_of
from archive.review.parts import Part

_FEWEST, _MOST = 2, 24  # bars: one says nothing more than its row, too many cannot be told apart


def draw(pages: Pages, chart: BarChart | None) -> None:
    """Put a chart on the pages, when there is one."""
    if chart is not None:
        pages.chart(chart)


def achieved_chart(words: ReviewWords, metrics: Sequence[Part]) -> BarChart | None:
    """The share of each target that was reached, in per cent; None with too few or too many."""
    shares = [(str(metric.get("name", "")), achieved(metric)) for metric in metrics]
    known = [(name, share.value) for name, share in shares if share is not None]
    if not _FEWEST <= len(known) <= _MOST:
        return None
    series = Series(words("column_achieved"), [value for _, value in known])
    return BarChart([name for name, _ in known], [series], words("chart_achieved"), '0"%"')


def cost_chart(words: ReviewWords, lines: Sequence[Part]) -> BarChart | None:
    """Budget and actual of every line that has both and is not negative."""
    pairs = [
        (str(line.get("item", "")), decimal_of(line.get("budget")), decimal_of(line.get("actual")))
        for line in lines
        if not (line.get("currency") or line.get("budget_currency"))
    ]
    known = [(n, b, a) for n, b, a in pairs if b is not None and a is not None and min(a, b) >= 0]
    if not _FEWEST <= len(known) <= _MOST:
        return None
    return BarChart(
        [name for name, _, _ in known],
        [
            Series(words("column_budget"), [budget for _, budget, _ in known]),
            Series(words("column_actual"), [actual for _, _, actual in known]),
        ],
        words("chart_cost"),
    )
