"""What running text says is still to be paid: notes under a settlement, mails asking for money, reports.

A figure counts where the words behind it, before it, at the head of its line (應付：…) or above its list
("these have not been paid:") say that it is open, and none says that it was settled since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.money.debt_clauses import open_figures
from archive.review.money.debtors import owed
from archive.review.money.open_rows import Outstanding
from archive.review.money.payment_words import says_open, says_settled, state_in
from archive.review.money.told_amounts import amounts_of
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.words import folded, word_list

_OPEN_LIST = word_list("outstanding.open_list")
_LABELLED = re.compile(
    r"^[^:：]{0,8}(?:應收|应收|應付|应付|未收|未付|待收|待付|代墊|代垫|未找|未結|未结|尚欠"
    r"|receivable|payable|owed|outstanding|unpaid|still open)[^:：]{0,12}[:：]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^:：。；;]{2,40}[:：](?=\s|\S{2})")
_LONGEST_HEAD, _LONGEST_ITEM = 20, 120
_SPEAKER = re.compile(r"^[^:：]{1,30}[:：]\s*(?:\d{1,2}\s*[:：]\s*)?")
_ASKS = re.compile(r"(?:[?？]|呢|吗|嗎)\s*[?？]?\s*$|[到付收]了[没沒][?？]?\s*$")
_NOT_YET = re.compile(
    r"^\s*(?:[还還]?[没沒]有?|[还還]未|未|冇|仲未|no\b|not yet|nope|still waiting)", re.IGNORECASE
)


def told_debts(paper: Paper, client: str) -> Iterator[Outstanding]:
    """Every open amount that the sentences of a paper tell."""
    announced = ""
    among = _among_open_items(paper)
    for number, paragraph in enumerate(paper.paragraphs):
        announced = _announced(paragraph, announced)
        opens = paragraph.text.endswith((":", "："))  # the line above a list is no item of it
        heads = "" if opens else announced or _open_heading(paragraph) or among.get(number, "")
        heads = heads or _answered(paper.paragraphs, number)
        label = ""
        for sentence in map(without_mark, _asked_last(paragraph, heads)):
            label = _label_of(sentence) or label
            for debt in open_figures(sentence, label or heads):
                yield owed(debt, client)
            if not paragraph.text[_end_of(sentence, paragraph) :].lstrip().startswith(("；", ";")):
                label = ""  # a label holds for the parts of one sentence


def _label_of(sentence: Passage) -> str:
    """應付：…, "Open as of today: …": what stands before the colon says how its amounts stand."""
    if known := _LABELLED.match(sentence.text):
        return known.group()
    label = _LABEL.match(sentence.text)
    if label is None or amounts_of(label.group()):
        return ""
    return label.group() if says_open(label.group()) else ""


def _asked_last(paragraph: Passage, heads: str) -> Sequence[Passage]:
    """The sentences; of a question that another answered only what was asked last."""
    told = list(sentences_of(paragraph))
    return told[-1:] if heads.startswith(_ANSWER) else told


_ANSWER = "↩"


def _answered(paragraphs: Sequence[Passage], number: int) -> str:
    """三期 654,000 呢？ - 没到: a question about an amount, which the next message says is open."""
    asked = paragraphs[number].text
    if number + 1 >= len(paragraphs) or not _ASKS.search(asked):
        return ""
    answer = _SPEAKER.sub("", paragraphs[number + 1].text, count=1)
    first = re.split(r"[，,。；;]", answer)[0]
    is_open = _NOT_YET.match(first) or state_in(first) == "open"
    return f"{_ANSWER}{first}" if is_open and not amounts_of(first) else ""


def _among_open_items(paper: Paper) -> dict[int, str]:
    """The items of a list of single amounts of which most say that they are open and none was paid."""
    found: dict[int, str] = {}
    items = [(n, p) for n, p in enumerate(paper.paragraphs) if _is_item_of_list(p)]
    for trail, group in groupby(items, key=lambda entry: entry[1].trail):
        amounts = [(n, p.text) for n, p in group if len(amounts_of(p.text)) == 1]
        said = [says_open(text) for _, text in amounts]
        paid = any(not says_open(text) and says_settled(text) for _, text in amounts)
        if len(amounts) >= _FEWEST_ITEMS and sum(said) * 2 > len(said) and not paid:
            found.update(dict.fromkeys((n for n, _ in amounts), (trail or ("-",))[-1]))
    return found


def _is_item_of_list(passage: Passage) -> bool:
    text = passage.text
    listed = passage.kind is SegmentKind.LIST_ITEM or without_mark(passage).text != text
    return listed and len(text) <= _LONGEST_ITEM


_FEWEST_ITEMS = 3


def _end_of(sentence: Passage, paragraph: Passage) -> int:
    at = paragraph.text.find(sentence.text)
    return at + len(sentence.text.rstrip("；;")) if at >= 0 else len(paragraph.text)


def _announced(paragraph: Passage, before: str) -> str:
    """The line above a list that says its items are open, while the list goes on."""
    text = paragraph.text
    if text.endswith((":", "：")):
        return text if says_open(text) or _OPEN_LIST.within(text) else ""
    if len(text) <= _LONGEST_HEAD and _heads_lines(text):
        return text
    line = _is_item_of_list(paragraph) or len(amounts_of(text)) == 1
    return before if before and line and len(text) <= _LONGEST_ITEM else ""


def _heads_lines(text: str) -> bool:
    """A short line without figures and without an end: ours to pay, 还没付的."""
    told = _OPEN_LIST.within(text) or _TO_MOVE.search(folded(text)) is not None
    return told and not re.search(r"[\d。.！!？?，,]", text)


_TO_MOVE = re.compile(
    r"\bto (?:pay|come|be paid|collect|receive|settle)\b|[要待]付的?$|[要待]收的?$"
)


def _open_heading(paragraph: Passage) -> str:
    heading = paragraph.trail[-1] if paragraph.trail else ""
    short = len(heading) <= _LONGEST_HEAD
    return heading if short and _OPEN_LIST.within(heading) else ""
