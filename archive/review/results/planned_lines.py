"""Milestones that a plan lists below a heading of milestones, a line each, with the day they are meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.papers.papers import Papers, Role
from archive.review.reading.days import Day, likeliest, short_days_in, writes_day_first
from archive.review.reading.passages import Passage, inline_items, point_of
from archive.review.reading.words import word_list
from archive.review.results.milestone import Milestone

_HEADING = word_list("milestones.heading")
_LONGEST_LINE, _SHORTEST_NAME, _FEWEST = 80, 2, 2
_EDGES = " \u3000-–—:：,，.。·;；、|/()（）→"
_AROUND_DAY = re.compile(
    r"(?:於|于|在|\b(?:by|on|before|no later than|due|planned for|set for))?\s*$", re.IGNORECASE
)
_BEHIND_DAY = re.compile(r"^\s*(?:之?前|以前|當日|当日|起|開始|开始)")


def planned_in_lines(papers: Papers) -> Iterator[Milestone]:
    """The lines below such a heading of the latest plan that lists at least two with a day each."""
    for paper in papers.current(Role.PLAN):
        lines = [
            point_of(item)
            for passage in paper.paragraphs
            if passage.trail and _HEADING.within(passage.trail[-1])
            for item in inline_items(passage)
        ]
        day_first = writes_day_first(line.text for line in lines)
        told = [m for line in lines if (m := _named(line, papers, day_first=day_first))]
        if len(told) >= _FEWEST:
            yield from (Milestone(n, d, None, "", paper, (line.evidence,)) for n, d, line in told)
            return


def _named(line: Passage, papers: Papers, *, day_first: bool) -> tuple[str, Day, Passage] | None:
    text = line.text
    found = short_days_in(text, papers.middle, day_first=day_first)
    if not found or len(text) > _LONGEST_LINE:
        return None
    day = found[0]
    before = _AROUND_DAY.sub("", text[: day.start]).strip(_EDGES)
    behind = _BEHIND_DAY.sub("", text[found[-1].end :]).strip(_EDGES)
    name = before or behind
    written = text[day.start : day.end]
    named = len(name) >= _SHORTEST_NAME and re.search(r"[^\W\d_]{2}", name)
    return (name, Day(likeliest(day, papers.middle), written), line) if named else None
