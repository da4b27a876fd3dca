"""What was decided, when and by whom: from minutes, their headings, labels and sentences.

What names somebody and a day is a thing to do and stands among the actions; what was put off, is still
open or was only proposed is no decision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.dates import find_dates
from archive.review.lessons.action_items import action_item
from archive.review.lessons.present import people_present
from archive.review.lessons.untold import Untold
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.passages import Passage, inline_items, point_of, sentences_of
from archive.review.reading.words import word_list
from archive.review.tables.tables import Table

MOST = 24
_SHORTEST, _SHORTEST_WORDS, _LONGEST = 4, 10, 260
_LONGEST_HEADING = 30
_HEADING = word_list("decisions.heading")
_OPEN = word_list("decisions.open")


@dataclass(frozen=True, slots=True)
class Decision:
    """In the document's words. `day` is the meeting's as YYYY-MM-DD, `by` empty where nobody is named."""

    text: str
    day: str | None
    by: str
    meeting: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Point:
    """Words that a paper sets down as decided, with the headings above them."""

    text: str
    evidence: Evidence
    trail: tuple[str, ...]


def decisions_of(papers: Papers, untold: Untold) -> list[Decision]:
    """The decisions of every current paper of a meeting, the earliest meeting first, none twice."""
    meetings = [p for p in papers if p.is_current and _is_of_a_meeting(p)]
    meetings.sort(key=lambda p: (p.day is None, p.day, p.source.name, p.source.document))
    kept: list[Decision] = []
    for paper in meetings:
        for decision in _decisions_in(paper, papers):
            if len(kept) < MOST and not untold.holds(decision.text, decision.evidence):
                kept.append(decision)
                untold.take(decision.text, decision.evidence)
    return kept


def _is_of_a_meeting(paper: Paper) -> bool:
    return paper.source.class_key == "minutes" or paper.role is Role.RETRO


def _decisions_in(paper: Paper, papers: Papers) -> Iterator[Decision]:
    near = paper.day or papers.middle
    present = people_present(p.text for p in paper.paragraphs)
    for piece in _told(paper):
        if not _says_enough(piece.text) or _is_open(piece.text):
            continue
        found = action_item(piece.text.rstrip("；;。. "), near, present)
        if found and found.owner and found.has_time:
            continue
        day = _day_above(piece) or (paper.day.isoformat() if paper.day else None)
        by = _decided_by(piece.text)
        yield Decision(piece.text, day, by, paper.source.title, piece.evidence)


_FIRST_CLAUSE = re.compile(r"[，,；;]")
_CLOSES = re.compile(r"^\s*(?:散[会會]|下次|next meeting)", re.IGNORECASE)


def _is_open(text: str) -> bool:
    """Its first clause says that nothing was decided; that the rest follows later does not undo it."""
    return bool(_CLOSES.match(text)) or _OPEN.within(_FIRST_CLAUSE.split(text, maxsplit=1)[0])


def _says_enough(text: str) -> bool:
    least = _SHORTEST_WORDS if text.isascii() else _SHORTEST
    return least <= len(text.strip()) <= _LONGEST and bool(re.search(r"[^\W\d_]{2}", text))


def _day_above(point: _Point) -> str | None:
    """The day in a heading: notes of several meetings in one document have one each."""
    for heading in reversed(point.trail):
        if (found := find_dates(heading)) and not found[0].month_only:
            return found[0].first_day.isoformat()
    return None


# ------------------------------------------------------------------ where decisions stand
def _told(paper: Paper) -> Iterator[_Point]:
    for table in paper.tables:
        yield from _in_table(table)
    for passage in _in_text(paper):
        yield _Point(passage.text.strip(" 。.；;"), passage.evidence, passage.trail)


def _in_text(paper: Paper) -> Iterator[Passage]:
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    listed = {p.trail for p in paper.paragraphs if _is_item(p)}
    below: tuple[str, ...] | None = None
    for paragraph in paper.paragraphs:
        if paragraph.ordinal in in_tables:
            continue
        if _is_bare_label(paragraph.text):
            below = paragraph.trail
            continue
        if below is not None and (paragraph.trail != below or not _is_item(paragraph)):
            below = None
        headed = below is not None or _heads_decisions(paragraph)
        if headed and (_is_item(paragraph) or paragraph.trail not in listed):
            yield from _points(paragraph)
        else:  # text beside a list only comments on it, unless it says otherwise itself
            yield from _labelled(paragraph)


def _heads_decisions(passage: Passage) -> bool:
    """Below a heading of decisions; an inner heading on something else ends it."""
    if not passage.trail or len(passage.trail[-1]) > _LONGEST_HEADING:
        return False
    heading = passage.trail[-1]
    return _HEADING.within(heading) and heading_topic(heading) is not Topic.ACTIONS


_BARE = re.compile(r"[\s\d一二三四五六七八九十、.．()（）:：*#]+")


def _is_bare_label(text: str) -> bool:
    """決議 or Decisions: on a line of its own, its points below it."""
    bare = _BARE.sub("", text)
    return len(text) <= _LONGEST_HEADING and bool(bare) and _left_over(text) <= _FEW


_FEW = 4


def _left_over(text: str) -> int:
    if not _HEADING.within(text):
        return _LONGEST
    return len(_BARE.sub("", _HEADING.without(text)))


def _is_item(passage: Passage) -> bool:
    return passage.kind.value == "list_item" or point_of(passage).text != passage.text


def _points(paragraph: Passage) -> Iterator[Passage]:
    """The points of a paragraph that is a decision, or several with numbers."""
    for item in inline_items(paragraph):
        point = point_of(item)
        label = _LABEL.match(point.text)
        yield point.cut(label.end(), len(point.text)) if label else point


# ------------------------------------------------------------------ labels and sentences
_MARKS = r"[:：]\s*"
_NAMES = (
    r"(?:[会會][议議])?(?:决议|決議|决定|決定|[议議]决|議決|结论|結論|[议議]定|裁示|拍板)(?:事[项項])?"
    r"|decisions?|decided|agreed|resolved|resolution|outcome"
)
_LABEL = re.compile(rf"^\s*(?:{_NAMES}){_MARKS}(?=\S)", re.IGNORECASE)
_INSIDE = re.compile(rf"(?:^|(?<=[。；;.，,]))\s*(?:{_NAMES}){_MARKS}(?=\S)", re.IGNORECASE)
_AGREED = re.compile(r"(?:^|(?<=[.]))\s*Agreed\.\s+(?=\S)")
_SAYS_SO = re.compile(
    r"^(?P<by>[^，,。；;:：\d]{0,16}?)(?<!才)(?:[会會][议議]|一致|共同|最[终終后後]|[当當][场場])?"
    r"(?:决定|決定|[议議]决|議決|[议議]定|拍板|裁示)[，,：:]?\s*(?=[^，,。的了過过是要]\S|要(?!不要)\S)"
    r"|^(?P<who>(?:we|the (?:team|client|group|board|meeting|committee)|it was|[A-Z]\w+))\s+(?:all\s+|both\s+|also\s+)?"
    r"(?:decided|agreed|resolved)\s+(?:that\s+|to\s+(?=\w))(?=\S)",
    re.IGNORECASE,
)
"""客戶決定……, We agreed to …: a sentence that says of itself that it was decided."""
_NOBODY = re.compile(
    r"^(?:we|it was|[会會][议議]|大家|[经經]|[因故所]以?|於是|于是|最[后後終终]|[现現]場?|)$",
    re.IGNORECASE,
)


def _labelled(paragraph: Passage) -> Iterator[Passage]:
    """Behind a label in the paragraph, to the end of its sentence or list; else the sentences that say so."""
    marks = [*_INSIDE.finditer(paragraph.text), *_AGREED.finditer(paragraph.text)]
    if marks:
        edges = [m.start() for m in marks[1:]] + [len(paragraph.text)]
        for mark, end in zip(marks, edges, strict=True):
            behind = paragraph.cut(mark.end(), end)
            items = inline_items(behind)
            yield from map(point_of, items if len(items) > 1 else sentences_of(behind)[:1])
        return
    for sentence in sentences_of(point_of(paragraph)):
        if len(sentence.text) <= _LONGEST and _SAYS_SO.match(sentence.text):
            yield sentence


def _decided_by(text: str) -> str:
    """Who decided, where the sentence itself names them."""
    said = _SAYS_SO.match(text)
    who = ((said["by"] or said["who"] or "") if said else "").strip(" 由")
    return "" if _NOBODY.match(who) else who


# ------------------------------------------------------------------ tables
def _in_table(table: Table) -> Iterator[_Point]:
    """The cells of a column of decisions, beside the matter each one settles."""
    column = table.column(_HEADING)
    if column is None or len(table.header) < _TWO or table.is_numeric(column):
        return
    for row in table.rows:
        if cell := row.cell(column):
            yield _Point(cell, table.evidence(row), table.about)


_TWO = 2
