"""The project's background in the report's own sentences; before it is written, the brief's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.domain.dates import parse_date
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.outline import Topic, heading_topic, topic_of
from archive.review.reading.passages import Passage, sentences_of, without_mark

MOST = 6
_SHORTEST = 12
_LABELS = re.compile(r"^[^。.]{0,24}[:：]|[　\t]|\s{2,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence and where it stands."""

    text: str
    evidence: Evidence


def background_of(papers: Papers) -> list[Told]:
    """Up to six sentences: of a section on the background, else the first sentences of the text."""
    order = [
        *papers.current(Role.REPORT),
        *papers.of_class("brief"),
        *papers.of_class("plan", "proposal"),
        *papers.current(Role.RETRO),
    ]
    for wanted in (_in_section, _opening):
        for paper in order:
            if found := wanted(paper):
                return found[:MOST]
    return []


def _in_section(paper: Paper) -> list[Told]:
    passages = [p for p in paper.paragraphs if topic_of(p) is Topic.BACKGROUND]
    named = [p for p in passages if p.trail and _is_background(p.trail[-1])]
    return _sentences(named or passages)


def _is_background(heading: str) -> bool:
    """A section on the background proper is better than a summary of everything."""
    return bool(
        re.search(
            r"背景|緣起|缘起|緣由|缘由|起因|前言|background|context|introduction",
            heading,
            re.IGNORECASE,
        )
    ) and (heading_topic(heading) is Topic.BACKGROUND)


def _opening(paper: Paper) -> list[Told]:
    prose = [p for p in paper.paragraphs if len(p.text) >= 40 and not _LABELS.search(p.text)]
    return _sentences(prose[:2])


def _sentences(passages: list[Passage]) -> list[Told]:
    return [
        Told(sentence.text, sentence.evidence)
        for passage in passages
        for sentence in map(without_mark, sentences_of(passage))
        if len(sentence.text) >= _SHORTEST and not _BINDS.search(sentence.text)
        if not _is_dating(sentence.text)
    ]


def _is_dating(line: str) -> bool:
    """A day with a label and nothing else: it dates the paper, also where its title is read as a heading."""
    labelled = _DATING.fullmatch(line)
    return labelled is not None and parse_date(labelled["day"]) is not None


_DATING = re.compile(r"[^.。:：]{1,24}[:：]\s*(?P<day>.+?)[.。]?(?:\s+\d{1,2}:\d\d)?")


_BINDS = re.compile(
    r"[甲乙丙]方|立[約约]人|本[合契協协][約约同議议]"
    r"|\b(?:client|agency|supplier|contractor|parties|company) shall\b"
    r"|\bthis (?:agreement|contract) is made\b",
    re.IGNORECASE,
)
"""What a contract binds its parties to is no background, wherever it is copied."""
