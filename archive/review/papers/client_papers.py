"""Papers that no class calls the client's, though they say themselves that the client speaks in them.

A table of scores has a column of remarks; notes of a call put somebody and "says" before each remark; a letter
stands under the client's own name and is addressed to somebody else; a mail that gives scores or thoughts
speaks to the team as "you".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.domain.segments import SegmentKind
from archive.review.reading import vocabulary as words
from archive.review.reading.dialogues import remarks_noted, served
from archive.review.reading.names import likeness
from archive.review.reading.passages import paragraphs_of
from archive.review.reading.sources import Source
from archive.review.reading.words import folded, word_list
from archive.review.tables.table_reading import tables_of
from archive.review.tables.tables import Table

ADDRESSED = re.compile(
    r"^\s*(?:致[：:\s]|致\S{2,16}$|敬啟者|敬启者|各位\S{0,6}[：:]|dear\b|to whom|attn\b"
    r"|\S{2,24}\s*(?:公|鈞|钧|惠|台|雅)(?:鑒|鉴|啟|启)"
    r"|\S{2,14}(?:[经經]理|[总總][监監]|主任|[团團][队隊]|[项項]目[组組]|[专專]案[组組]|您好)[：:]?$)",
    re.IGNORECASE,
)
_OPINIONS = word_list("client_words.opinion_heading")
_SAME_NAME = 0.8
_HEAD = 4


def client_speaks(source: Source, client: str | None) -> bool:
    """Whether an unclassed paper holds what the client says."""
    paragraphs = list(paragraphs_of(source))
    if len(remarks_noted(paragraphs)) >= _FEWEST_REMARKS:
        return True
    if any(_is_of_scores(table) for table in tables_of(source)):
        return True
    body = [s for s in source.segments if s.kind is not SegmentKind.FIELD and s.text.strip()]
    head = [s.text for s in body[:_HEAD]]
    if client and head and likeness(client, head[0]) >= _SAME_NAME and len(head[0]) <= _LONGEST:
        return any(map(ADDRESSED.match, head[1:]))
    if client and any(map(ADDRESSED.match, head)) and _is_signed(client, [s.text for s in body]):
        return True
    fields = [s.text for s in source.segments if s.kind is SegmentKind.FIELD]
    if not any(map(_FROM.match, fields)):
        return is_told_by_client(source)
    told = _told(source)
    about = " ".join(f for f in fields if _SUBJECT.match(f)) + " " + " ".join(told[:2])
    asked = words.SATISFACTION.within(about) or _OPINIONS.within(about)
    return (asked and served(told) < 0) or is_told_by_client(source)


def is_told_by_client(source: Source) -> bool:
    """A mail in which the client objects, or notes of a talk with somebody that quote them.

    What such a paper is about (the report, the bill, the work as a whole) says nothing of who speaks.
    """
    fields = [s.text for s in source.segments if s.kind is SegmentKind.FIELD]
    told = _told(source)
    if _stays_in_the_house(fields):
        return False
    if any(map(_FROM.match, fields)):
        spoken = len({match.group() for text in told for match in _finds(text)})
        return spoken >= _FEWEST_SIGNS or (spoken >= 1 and served(told) < 0)
    named = [source.title, source.name, *told[:1]]
    quoted = sum(len(_QUOTED.findall(text)) for text in told)
    return quoted >= _FEWEST_REMARKS and any(map(_TALK.search, named))


def _stays_in_the_house(fields: Sequence[str]) -> bool:
    """A mail between people of one address: the team has it because it is the team's."""
    sent = {d for field in fields if _FROM.match(field) for d in _DOMAIN.findall(field.lower())}
    came = {d for field in fields if _TO.match(field) for d in _DOMAIN.findall(field.lower())}
    return len(sent) == 1 and sent == came and not sent & _ANYBODYS


_DOMAIN = re.compile(r"@([\w.-]+\w)")
_TO = re.compile(r"\s*(?:to|cc|收件者|收件人|副本|抄送)\s*[:：]", re.IGNORECASE)
_ANYBODYS = frozenset(
    {"gmail.com", "hotmail.com", "outlook.com", "yahoo.com", "yahoo.com.tw", "yahoo.com.hk", "icloud.com",
     "qq.com", "163.com", "126.com", "foxmail.com", "sina.com", "msa.hinet.net"}
)  # fmt: skip


def _told(source: Source) -> list[str]:
    """The lines of a mail or of notes, without what is quoted below an answer."""
    body = (s for s in source.segments if s.kind is not SegmentKind.FIELD and s.text.strip())
    return [s.text for s in body if not s.text.lstrip().startswith(">")]


def _finds(text: str) -> Iterator[re.Match[str]]:
    return _CLIENTS_SIDE.pattern.finditer(folded(text))


def _is_signed(client: str, lines: Sequence[str]) -> bool:
    """The client's name, or the part of it that others lack, in one of the last lines of a letter."""
    foot = lines[max(1, len(lines) - _HEAD) :]
    short = [line for line in foot if len(line) <= _LONGEST and not ADDRESSED.match(line)]
    return any(names_client(client, line) for line in short)


def names_client(client: str, text: str) -> bool:
    """Whether a short text holds the part of the client's name that others lack."""
    core = _COMMON_PARTS.without(re.sub(r"[（(][^）)]*[）)]", "", client)).strip()
    if core.isascii():
        first = next((w for w in core.split() if len(w) >= _LETTERS), "")
        return bool(first) and first in folded(text)
    stem = re.sub(r"\s", "", core)
    pairs = {stem[n : n + 2] for n in range(min(len(stem) - 1, _STEM))}
    return any(pair in folded(text) for pair in pairs)


_CLIENTS_SIDE = word_list("client_papers.clients_side")
_COMMON_PARTS = word_list("client_papers.common_parts")
_FEWEST_SIGNS = 2
_LETTERS, _STEM = 4, 4
_QUOTED = re.compile(r"[“「『\"][^”」』\"]{12,300}[”」』\"]")
_TALK = re.compile(
    r"\b(?i:debrief|interview|call|chat|catch[- ]?up|coffee|lunch|talk|conversation|visit|feedback)\b[^.]{0,16}"
    r"\b(?i:with|w/?)\s+(?!the\b|all\b|our\b)[A-Z]"
    r"|(?:客[户戶]|[业業]主|甲方|[机機][关關])[^，。]{0,6}(?:[访訪][谈談問问]|回[访訪]|拜[访訪]|面[谈談]|通[话話]|[电電][话話訪访])"
)


def _is_of_scores(table: Table) -> bool:
    """Scores with a column of remarks beside them, a row for each who answered."""
    score = table.column(words.SCORE, where=table.is_numeric)
    remark = table.column(words.COMMENT, where=lambda n: not table.is_numeric(n))
    return score is not None and remark is not None and len(table.rows) >= _FEWEST_ANSWERS


_FEWEST_ANSWERS = 3
_FEWEST_REMARKS = 2
_LONGEST = 40
_FROM = re.compile(r"\s*(?:from|寄件者|寄件人|发件人|發件人)\s*[:：]", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*(?:subject|主旨|主题|主題)\s*[:：]", re.IGNORECASE)
