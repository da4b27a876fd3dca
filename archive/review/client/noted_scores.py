"""The mean that a survey's sheet tells in a note beside its answers: 回收6份 平均4.1; n = 6, average 4.1/5.

The cells of figures are formulas that no programme has worked out, or there are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.client.score import Score
from archive.review.client.told_scores import score_told
from archive.review.papers.papers import Paper, Role
from archive.review.reading.passages import Part, Passage
from archive.review.reading.words import folded
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import Row

_OF_ALL = re.compile(
    r"平均|均分|均值|总评|综合|\b(?:mean|average|avg|overall)\b(?! (?:of|for) (?:the )?(?:item|question)s?\b)"
)
_SHORTEST = 4


def noted_scores(paper: Paper) -> Iterator[Score]:
    """What the notes of the client's own sheets say of the mean; a note beside somebody's figures is theirs."""
    for table in paper.tables if paper.role is Role.CLIENT else ():
        for row in table.every_row:
            if any(map(is_figure, row.cells)):
                continue
            for note in _notes_in(paper, row):
                if score := score_told(paper, note):
                    yield score


def _notes_in(paper: Paper, row: Row) -> Iterator[Passage]:
    for cell in row.cells:
        text = cell.strip()
        plain = folded(text)
        if len(text) < _SHORTEST or not any(map(str.isdigit, text)) or not _OF_ALL.search(plain):
            continue
        for span in row.spans:
            whole = paper.source.segments[span.segment].text
            at = whole.find(text, span.start, span.end)
            if at >= 0:
                yield Passage(paper.source, text, (Part(0, len(text), span.segment, at),))
                break
