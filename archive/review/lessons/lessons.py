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
from archive.review.lessons.retro_sections import experience_beside_lessons, sides_by_place
from archive.review.lessons.retro_tables import lessons_in_table, side_of
from archive.review.lessons.told_mishaps import mishaps_told
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.headings import looks_like_heading
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
    sides = sides_by_place(paper.source, paper.paragraphs) if paper.role is Role.RETRO else {}
    sides |= experience_beside_lessons(paper.paragraphs)
    found: list[Lesson] = []
    tabled: set[tuple[str, ...]] = set()
    for table in paper.tables:
        if told := list(lessons_in_table(paper, table, sides)):
            tabled.add(paper.source.segments[table.segment].place.heading)
            found += told
    free = [p for p in paper.paragraphs if p.ordinal not in in_tables]
    for trail, section in groupby(free, key=lambda p: p.trail):
        found += _from_section(paper, list(section), sides, tabled=trail in tabled)
    return found


# ------------------------------------------------------------------ sections
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
    if parts := _labelled(paragraph):
        for side, part in parts:
            for item in inline_items(part):
                yield from _points(paper, item, side)
        return
    weighed = paper.role is Role.RETRO or topic in _SIDES
    if weighed and (told := _told_in_prose(paragraph)):
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


# ------------------------------------------------------------------ labels in the text
_LABEL = re.compile(
    r"(?:^(?:\d{1,2}[\s　]+)?|(?<=[。；;，,！!.]))\s*(?P<label>[^:：。，,;；.]{2,40})[:：]\s*(?=\S.{4})"
)
_ASKED = re.compile(r"(?:what|where|how|things|the bits|the parts)\b", re.IGNORECASE)

_SPOKEN = re.compile(
    r"[说說讲講谈談聊看提](?:一下|一说|[几幾]个|几點|些)?(?:做得)?(?:不太?好|好|差|坏|壞|对|對|错|錯)的(?:地方|部分|方面)?$"
)
"""大家先說好的, 再講不太好的."""


def _labelled(paragraph: Passage) -> list[tuple[Topic, Passage]]:
    """Went well: …, 先說好的：…；…。不足：… within the paragraph itself."""
    plain = point_of(paragraph)
    text = plain.text
    labels = [
        (topic, match)
        for match in _LABEL.finditer(text)
        if (topic := _topic_of_label(match["label"])) is not None
    ]
    if not labels or (labels[0][1].start() > 0 and not _is_lead(text, labels)):
        return []
    ends = [match.start() for _, match in labels[1:]] + [len(text)]
    return [
        (topic, part)
        for (topic, match), end in zip(labels, ends, strict=True)
        for part in _parted(plain.cut(match.end(), end))
    ]


_PARTS = re.compile(r";\s+|；\s*")


def _parted(passage: Passage) -> list[Passage]:
    """What is listed behind a label: one thing; another; a sentence of prose stays whole."""
    edges = [0, *(edge for m in _PARTS.finditer(passage.text) for edge in m.span())]
    pairs = zip(edges[::2], [*edges[1::2], len(passage.text)], strict=True)
    return [passage.cut(a, b) for a, b in pairs]


_TELLS = re.compile(
    r"^\s*(?P<label>[^，,。；;：:]{2,24}?)(?:就是|便是|是|[，,]?(?:在于|在於|莫过于|莫過於|包括(?:有)?))[，,：:]?\s*(?=\S.{4})"
    r"|^\s*(?P<asked>(?:what|where|the (?:one )?thing(?: that)?|our (?:biggest|best|worst|main))\b[^,;:]{3,44}?)"
    r"\s(?:was|were|is|are)\s+(?=\S.{4})",
    re.IGNORECASE,
)


_SEVERAL_THINGS = re.compile(
    r"^(?:two|three|four|five|a few|several|some|the) (?:things|bits|parts)\b", re.I
)
_SPEAKER = re.compile(
    r"^\s*(?:[一-鿿]{2,4}?|[A-Z]\w+)\s*[也又则則再还還]?"
    r"(?:[说說讲講]|[认認][为為]|[觉覺]得|[补補]充|承[认認]|提到|指出|said|says|added|admitted|felt)"
    r"(?:\s*[，,：:]\s*|\s+that\s+|(?<=[为為得])(?=\S{4}))"
)
_LONGEST_LEAD = 44


def _announced(text: str) -> Topic | None:
    """先说好的。 Two things we would do again. The sentences behind it are of that side."""
    bare = text.strip(" 。.：:")
    if len(bare) > _LONGEST_LEAD or re.search(r"[，,；;]", bare):
        return None
    if not (_SPOKEN.search(bare) or _SEVERAL_THINGS.match(bare)):
        return None
    topic = heading_topic(bare)
    return topic if topic in (Topic.GOOD, Topic.BAD) else None


_NEXT_OF_SIDE = re.compile(
    r"^\s*(?:其次|再次|其二|再者|以及|[还還]有|另一[个個][点點]?)(?:[则則]?(?:是|为|為|在于|在於))?[，,]?\s*(?=\S.{4})"
)
"""…；其次是……, …；以及……: one more of the side that the sentence before has named."""


def _told_in_prose(paragraph: Passage) -> list[tuple[Topic, Passage]]:
    """做得最好的是…。美中不足的是…。What worked best was …: the sentences that name their side."""
    found: list[tuple[Topic, Passage]] = []
    announced: Topic | None = None
    for sentence in sentences_of(paragraph):
        if side := _announced(sentence.text):
            announced = side
            continue
        if announced:
            told = _SPEAKER.match(sentence.text)
            found.append((announced, sentence.cut(told.end() if told else 0, len(sentence.text))))
            continue
        if found and (more := _NEXT_OF_SIDE.match(sentence.text)):
            found.append((found[-1][0], sentence.cut(more.end(), len(sentence.text))))
            continue
        match = _TELLS.match(sentence.text)
        label = (match["label"] or match["asked"]) if match else ""
        topic = heading_topic(label) if label and not label.endswith("不") else Topic.OTHER
        if match and topic in (Topic.GOOD, Topic.BAD):
            found.append((topic, sentence.cut(match.end(), len(sentence.text))))
    return found


def _is_lead(text: str, labels: Sequence[tuple[Topic, re.Match[str]]]) -> bool:
    """A label behind other words opens a list of points, or one of several labels."""
    rest = text[labels[0][1].end() :]
    return len(labels) > 1 or bool(re.search(r"[；;]", rest))


_PLAIN = re.compile(
    r"(?:先[说說讲講])?(?:(?P<good>好的|做得好的?|the good)|(?:不好的|不太好的|差的|坏的|壞的|做得不好的?|the bad))"
    r"(?:先[说說讲講]|方面|部分|地方)?",
    re.IGNORECASE,
)
"""好的先说：…… 不好的：……"""


def _topic_of_label(label: str) -> Topic | None:
    label = label.strip()
    if plain := _PLAIN.fullmatch(label):
        return Topic.GOOD if plain["good"] else Topic.BAD
    if re.search(r"\b(?:was|were)\b", label):
        return None  # a sentence with a colon in it
    if not (_ASKED.match(label) or _SPOKEN.search(label) or looks_like_heading(label)):
        return None
    topic = heading_topic(label)
    return topic if topic in (Topic.GOOD, Topic.BAD) else None
