"""Papers that no class calls the client's, though they say themselves that the client speaks in them.

A table of scores has a column of remarks; notes of a call put somebody and "says" before each remark; a letter
stands under the client's own name and is addressed to somebody else; a mail that gives scores or thoughts
speaks to the team as "you".
"""

from __future__ import annotations

import re

from archive.domain.segments import SegmentKind
from archive.review import vocabulary as words
from archive.review.dialogues import remarks_noted, served
from archive.review.names import likeness
from archive.review.passages import paragraphs_of
from archive.review.sources import Source
from archive.review.table_reading import tables_of
from archive.review.tables import Table
from archive.review.words import word_list

_ADDRESSED = re.compile(r"^\s*(?:致[：:\s]|敬啟者|敬启者|dear\b|to whom|attn\b)", re.IGNORECASE)
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
        return any(map(_ADDRESSED.match, head[1:]))
    fields = [s.text for s in source.segments if s.kind is SegmentKind.FIELD]
    if not any(map(_FROM.match, fields)):
        return False
    told = [s.text for s in body if not s.text.lstrip().startswith(">")]
    about = " ".join(f for f in fields if _SUBJECT.match(f)) + " " + " ".join(told[:2])
    asked = words.SATISFACTION.within(about) or _OPINIONS.within(about)
    return asked and served(told) < 0


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
