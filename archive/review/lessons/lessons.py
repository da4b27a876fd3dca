"""What went well and what did not, from the sections, tables and sentences that say so.

The team's retrospective is heard first, then the closing report; an interim paper's problems of one
week are not the project's. Who was there, what is to be done, what is advised and what was measured
stand in the same sections and are none of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.lessons.action_tables import Action
from archive.review.lessons.actions import actions_of
from archive.review.lessons.learned import Lesson, is_of_length, with_cause
from archive.review.lessons.no_points import AboutPoint, about_point, is_advice, is_no_lesson
from archive.review.lessons.retro_sections import (
    experience_beside_lessons,
    side_beside_praise,
    sides_by_place,
)
from archive.review.lessons.retro_tables import lessons_in_table, side_of
from archive.review.lessons.told_mishaps import mishaps_told
from archive.review.lessons.told_sides import labelled_sides, sides_told
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.names import alike, likeness
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import Passage, inline_items, point_of, sentences_of
from archive.review.reading.polarity import tone_of

MOST = 16
_SAME = 0.7
_SIDES = (Topic.GOOD, Topic.BAD, Topic.MIXED)


def lessons_of(papers: Papers) -> tuple[list[Lesson], list[Lesson]]:
    """(successes, shortcomings), the retrospective's before the report's, none said twice."""
    found = [
        lesson
        for paper in papers.current(Role.RETRO, Role.REPORT, Role.OTHER)
        for lesson in lessons_in(paper)
    ]
    found = _without_actions(found, actions_of(papers))
    good = _once([lesson for lesson in found if lesson.good])
    bad = _once([lesson for lesson in found if not lesson.good])
    return good[:MOST], (bad or _once(mishaps_told(papers)))[:MOST]


def _without_actions(lessons: Sequence[Lesson], actions: Sequence[Action]) -> list[Lesson]:
    """A line that says who does what until when is an action, under whichever heading it stands."""
    taken = [
        (action.paper, span)
        for action in actions
        for span in action.evidence.spans
        if action.paper.source.segments[span.segment].kind is not SegmentKind.TABLE
    ]
    return [
        lesson
        for lesson in lessons
        if not any(
            paper is lesson.paper and _meets(span, own)
            for paper, span in taken
            for own in lesson.evidence.spans
        )
    ]


def _meets(first: Span, second: Span) -> bool:
    same = first.segment == second.segment
    return same and first.start < second.end and second.start < first.end


def _once(lessons: Sequence[Lesson]) -> list[Lesson]:
    """None twice; of a catchword and the sentence that spells it out the sentence is kept."""
    kept: list[Lesson] = []
    for lesson in lessons:
        same = next((n for n, k in enumerate(kept) if _say_the_same(k.text, lesson.text)), None)
        if same is None:
            kept.append(lesson)
        elif len(lesson.text) > 1.5 * len(kept[same].text) and not kept[same].cause:
            kept[same] = lesson
    return kept


def _say_the_same(first: str, second: str) -> bool:
    """By words where a script has them: pairs of letters are too common to tell sentences apart."""
    if first.isascii() and second.isascii():
        return likeness(first, second) >= _SAME
    return alike(first, second) >= _SAME


def lessons_in(paper: Paper) -> list[Lesson]:
    """The lessons one paper tells, in its order."""
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    by_place = _SIDES_BY_PLACE.get(paper.role)
    sides = by_place(paper.source, paper.paragraphs) if by_place else {}
    sides |= experience_beside_lessons(paper.paragraphs)
    found: list[Lesson] = []
    tabled: set[tuple[str, ...]] = set()
    for table in paper.tables:
        if told := list(lessons_in_table(paper, table, sides)):
            tabled.add(paper.source.segments[table.segment].place.heading)
            found += told
    tabled |= _measured(paper)
    free = [p for p in paper.paragraphs if p.ordinal not in in_tables]
    for trail, section in groupby(free, key=lambda p: p.trail):
        found += _from_section(paper, list(section), sides, tabled=trail in tabled)
    return found


def _measured(paper: Paper) -> set[tuple[str, ...]]:
    """Of a report the sections with a table of targets and results (成績, Results): their text comments on it."""
    if paper.role is not Role.REPORT:
        return set()
    compared = [table for table in paper.tables if table.planned_and_actual is not None]
    return {paper.source.segments[table.segment].place.heading for table in compared}


_SIDES_BY_PLACE = {Role.RETRO: sides_by_place, Role.REPORT: side_beside_praise}


def _from_section(
    paper: Paper, section: Sequence[Passage], sides: Mapping[str, Topic], *, tabled: bool
) -> list[Lesson]:
    """The points of one section; where they are listed or in a table, running text comments on them."""
    listed = tabled or sum(map(_is_item, section)) >= _FEW_ITEMS
    asked: Topic | None = None
    found: list[Lesson] = []
    for paragraph in section:
        if question := _side_asked_for(paragraph.text):
            asked = question
            continue
        items = inline_items(paragraph)
        comment = listed and len(items) == 1 and not _is_item(paragraph)
        for item in items:
            if found and (about := about_point(point_of(item).text)):
                found[-1] = _explained(found[-1], point_of(item), about)
            elif asked and paper.role is Role.RETRO:
                found += _points(paper, item, asked)
            else:
                found += _from_paragraph(paper, item, sides, comment=comment)
    return found


def _explained(lesson: Lesson, line: Passage, about: AboutPoint) -> Lesson:
    """The point above, with the cause that the line below it tells."""
    if about.cause_at is None or lesson.good or lesson.cause:
        return lesson
    told = line.cut(about.cause_at, len(line.text))
    both = Evidence(lesson.evidence.source, (*lesson.evidence.spans, *told.evidence.spans))
    return replace(lesson, cause=told.text.strip(" 。.*_"), evidence=both)


_FEW_ITEMS = 2
_LONGEST_QUESTION = 40


def _side_asked_for(text: str) -> Topic | None:
    """哪些事情做對了？ on a line of its own: what follows answers it."""
    if len(text) > _LONGEST_QUESTION or not text.rstrip().endswith(("?", "？")):
        return None
    topic = heading_topic(text)
    return topic if topic in (Topic.GOOD, Topic.BAD) else None


def _is_item(passage: Passage) -> bool:
    marked = point_of(passage).text.rstrip() != passage.text.rstrip("；;,，、 ")
    return passage.kind is SegmentKind.LIST_ITEM or marked or _tagged(passage.text) is not None


_TAG = re.compile(r"^\s*[(（\[【]\s*(?P<tag>[^)）\]】\d]{1,12}?)\s*[)）\]】]\s*(?=\S)")
_SIGN = re.compile(
    r"^\s*(?:(?P<good>[＋👍😀😃😄😊🙂➕]|\+(?=\s))|[👎😞😟☹🙁😢😭➖])[\ufe0f\U0001f3fb-\U0001f3ff]*\s*(?=[^\s\d])"
)
"""＋ …, 👍 …, 👎 … before a point."""
_MARKS = {**dict.fromkeys("○👍", True), **dict.fromkeys("-－×👎", False)}


def _tagged(text: str) -> tuple[Topic, int] | None:
    """(+) …, [Good] …, 【差】…: the side and where the point begins."""
    if sign := _SIGN.match(text):
        return (Topic.GOOD if sign["good"] else Topic.BAD), sign.end()
    tag = _TAG.match(text)
    if tag is None:
        return None
    good = _MARKS.get(tag["tag"], side_of(tag["tag"]))
    return None if good is None else (Topic.GOOD if good else Topic.BAD, tag.end())


def _from_paragraph(
    paper: Paper, paragraph: Passage, sides: Mapping[str, Topic], *, comment: bool
) -> Iterator[Lesson]:
    innermost = paragraph.trail[-1] if paragraph.trail else ""
    topic = sides.get(innermost) or topic_of(paragraph)
    if tag := _tagged(point_of(paragraph).text):
        plain = point_of(paragraph)
        yield from _points(paper, plain.cut(tag[1], len(plain.text)), tag[0])
        return
    if parts := labelled_sides(paragraph):
        for side, part in parts:
            for item in inline_items(part):
                yield from _points(paper, item, side)
        return
    weighed = paper.role is Role.RETRO or topic in _SIDES
    if weighed and (told := sides_told(paragraph)):
        for side, part in told:
            yield from _points(paper, part, side)
        return
    if topic in _SIDES and not comment:
        yield from _points(paper, paragraph, topic)


def _points(paper: Paper, paragraph: Passage, topic: Topic) -> Iterator[Lesson]:
    whole = point_of(paragraph)
    is_item = paragraph.kind is SegmentKind.LIST_ITEM or whole.text != paragraph.text
    pieces = [whole] if is_item else sentences_of(whole)
    for piece in pieces:
        item = point_of(piece)
        if not is_of_length(item.text) or is_no_lesson(item.text):
            continue
        good = topic is Topic.GOOD
        if topic is Topic.MIXED:
            tone = tone_of(item.text)
            if tone == "neutral" or (_tells_a_story(paper, paragraph) and len(pieces) > 1):
                continue
            good = tone == "positive"
        elif not good and is_advice(item.text):
            continue
        what, why = (item.text, "") if good else with_cause(item.text)
        yield Lesson(what, good, paper, item.evidence, why)


def _tells_a_story(paper: Paper, paragraph: Passage) -> bool:
    """A report's section on experience alone: what stands there in running text weighs nothing up."""
    heading = paragraph.trail[-1] if paragraph.trail else ""
    alone = words.EXPERIENCE.within(heading) and not words.MIXED_LESSON.within(heading)
    return paper.role is Role.REPORT and alone
