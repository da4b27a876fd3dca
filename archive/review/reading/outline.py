"""Which section of a document a passage stands in, told by its headings."""

from __future__ import annotations

import re
from enum import StrEnum

from archive.review.reading import vocabulary as words
from archive.review.reading.bare_sides import bare_side
from archive.review.reading.headings import frame_of, title_headings
from archive.review.reading.passages import Passage
from archive.review.reading.words import Words, folded


class Topic(StrEnum):
    """What a section is about, as far as the review asks."""

    GOOD = "good"
    BAD = "bad"
    MIXED = "mixed"  # good and bad under one heading
    ACTIONS = "actions"
    ADVICE = "advice"
    CAUSES = "causes"
    BACKGROUND = "background"
    OTHER = "other"


_ORDER: tuple[tuple[Topic, Words], ...] = (
    (Topic.ACTIONS, words.IMPROVEMENT),
    (Topic.CAUSES, words.CAUSES),
    (Topic.ADVICE, words.ADVICE),
    (Topic.BACKGROUND, words.BACKGROUND),
)
_BOTH = re.compile(r"[与與和及、/&]|\band\b", re.IGNORECASE)


def topic_of(passage: Passage) -> Topic:
    """The topic of the innermost heading that has one; the document's own title has none."""
    titles = title_headings(passage.source.segments)
    for heading in reversed(passage.trail):
        if heading in titles or len(heading) > 48:
            continue
        if (topic := heading_topic(heading)) is not Topic.OTHER:
            return topic
        if heading is passage.trail[-1] and _opens_another(heading):
            return Topic.OTHER
    return Topic.OTHER


def _opens_another(heading: str) -> bool:
    """A heading on something else ends what the outer heading began."""
    return words.CLOSING_HEADING.within(heading)


_WISHED = re.compile(
    r"\b(?:success|good|great|winning) (?:looks?|means|would|is when|will)\b|\bsuccess (?:criteria|measures?)\b"
    r"|成功(?:的)?(?:标准|標準|定義|定义|條件|条件|指[标標])|(?:怎样|怎樣|怎麼|怎么|點|如何)[^，。]{0,3}算(?:是)?成功",
    re.IGNORECASE,
)
"""What success looks like: a brief says what is hoped for, not what went well."""
_OF_FIGURES = re.compile(
    r"成[绩績效]\s*(?:表|[单單]|[数數][字据據]|一[览覽]|[总總][览覽])|[计計記记]分[卡表板]"
    r"|\b(?:score ?(?:cards?|boards?|sheets?)|league tables?|results? tables?)\b",
    re.IGNORECASE,
)
"""成績表, Scorecard: a table of results and what is said of it, however they turned out."""
_GOOD_SIGN = re.compile("[👍😀😃😄😊🙂✅➕🌹🌟💪🎉]")
_BAD_SIGN = re.compile("[👎😞😟☹🙁😢😭❌➖🌵⚠😡]")


_NEXT_SIGN = re.compile("\\s*[💡🚀🔜🛠📌➡▶]\ufe0f?\\s*")
"""A lamp or an arrow alone over a column: what to try next."""


def heading_topic(heading: str) -> Topic:
    """What one heading is about."""
    if (told := _told_at_once(heading)) is not None:
        return told
    good, bad = _sides_named(heading)
    praised = good or words.EXPERIENCE.within(heading)
    if words.MIXED_LESSON.within(heading) or (praised and bad and _BOTH.search(heading)):
        return Topic.MIXED
    if words.PROBLEMS_SOLVED.within(heading):
        return Topic.ACTIONS
    if bad:
        return Topic.BAD
    if good:
        return Topic.GOOD
    if words.EXPERIENCE.within(heading):
        return Topic.MIXED
    return next((topic for topic, wanted in _ORDER if wanted.within(heading)), Topic.OTHER)


def _told_at_once(heading: str) -> Topic | None:
    """A sign, a word of a usual frame, or what is only hoped for: nothing else needs to be asked."""
    if _WISHED.search(heading) or _OF_FIGURES.search(heading):
        return Topic.OTHER
    if bool(_GOOD_SIGN.search(heading)) != bool(_BAD_SIGN.search(heading)):
        return Topic.GOOD if _GOOD_SIGN.search(heading) else Topic.BAD
    if _NEXT_SIGN.fullmatch(heading):
        return Topic.ACTIONS
    if bare := bare_side(heading):
        return Topic(bare)
    frame = frame_of(heading)
    return Topic(frame) if frame else None


def _sides_named(heading: str) -> tuple[bool, bool]:
    """Whether its words praise, and whether they complain; a word that is denied does not."""
    good = words.GOOD.within(heading)
    bad = words.BAD.within(heading) and not _denied(heading, words.BAD)
    if good and not bad and _denied(heading, words.GOOD):
        return False, True
    return good, bad


def _denied(heading: str, said: Words) -> bool:
    """Not our best, 沒辦成的, no regrets: every such word stands right behind a word that denies it."""
    text = folded(heading)
    return all(_NOT.search(text[: m.start()]) for m in said.pattern.finditer(text))


_NOT = re.compile(
    r"(?:没有?|未能?|不|冇|唔系?|无|谈不上|称不上|算不上)(?:怎么|那么|太|够|很|算|甚|能|值得)?\s*$"
    r"|(?:\b(?:not|never|no|nothing|hardly|barely|less|far from)\b(?! only)|n't|n’t)"
    r"(?:\s+(?:so|too|very|really|quite|exactly|all that|as|that|particularly|be|being|been|feeling|to"
    r"|we(?:'re| are)?))*\s*$"
)
