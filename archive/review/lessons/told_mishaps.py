"""What went wrong as a report tells it in passing: a shortfall with its cause, or what should never have been done.

Heard only where no section, table or list of the project says what did not go well: a sentence among results is
the weakest place for it. Both must be told, the shortfall and why, or the regret itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.lessons.learned import Lesson
from archive.review.lessons.no_points import is_advice, is_no_lesson
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.outline import Topic, topic_of
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import word_list

_ROLES = (Role.RETRO, Role.REPORT, Role.OTHER, Role.DATA, Role.PROOF)
_SHORTFALL = word_list("lessons.shortfall")
_BECAUSE = word_list("lessons.because")
_REGRET = word_list("lessons.regretted")
_ELSEWHERE = (Topic.ACTIONS, Topic.BACKGROUND, Topic.GOOD)
_SHORTEST, _SHORTEST_HAN, _LONGEST = 24, 10, 220
_MOST = 6


def mishaps_told(papers: Papers) -> list[Lesson]:
    """At most six, in the order of the papers."""
    looked = [*papers.current(*_ROLES), *papers.of_class("closeout_plan")]
    told = [lesson for paper in looked for lesson in _in_paper(paper)]
    return told[:_MOST]


def _in_paper(paper: Paper) -> Iterator[Lesson]:
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    for sentence in paper.sentences:
        if sentence.ordinal not in in_tables and topic_of(sentence) not in _ELSEWHERE:
            item = without_mark(sentence)
            if _tells_mishap(item):
                yield Lesson(item.text, False, paper, item.evidence)


def _tells_mishap(sentence: Passage) -> bool:
    text = sentence.text
    least = _SHORTEST if text.isascii() else _SHORTEST_HAN
    if not least <= len(text) <= _LONGEST or _ASKED.search(text) or is_no_lesson(text):
        return False
    if _REGRET.within(text):
        return True
    short = _LESS_BY.search(text)
    if short is None and tone_of(text) != "positive":
        short = _SHORTFALL.search(text)
    if _named_with_cause(text):
        return True
    cause = _BECAUSE.search(text) or _AFFECTED.search(text)
    if short and _BETTER_LOWER.search(text[: short.end()]):
        return False
    if short and cause is None and not is_advice(text):
        return _goes_on_badly(text, short.start())
    if short is None or cause is None or is_advice(text):
        return False
    return short.start() < cause.start() or cause.start() <= _AT_ITS_HEAD


_AT_ITS_HEAD = 3
_BETTER_LOWER = re.compile(
    r"(?:成本|費用|费用|花費|花费|退[貨货訂订票]|投[訴诉]|客[訴诉]|跳出|等候|等待|事故|流失)\S{0,6}(?:低於|低于|減少|减少|少|下滑|下降|偏低)"
    r"|\b(?:costs?|cpa|cpl|cpc|spend|complaints?|returns?|refunds?|bounces?|churn|waits?|queues?|no-shows?|accidents?)\b"
    r"[^,;]{0,24}(?:down|low|lower|under|below|fewer)$",
    re.IGNORECASE,
)
"""Fewer complaints, lower cost: what is better the less there is of it did not fall short."""
_AFFECTED = re.compile(
    r"[受因][^，,。；;]{1,12}(?:影[响響]|拖累|波及|[冲衝][击擊])|是(?:主要|最大)?(?:的)?(?:原因|主因)"
    r"|,\s*(?:as|since) (?:the|our|we|it|they|nobody|no one)\b",
    re.IGNORECASE,
)
"""受颱風影響, …是主要原因, …, as the tram was out."""
_NAMED = re.compile(
    r"^(?P<what>[^:：，,。；;]{3,24}?|[\x20-\x39\x3c-\x7e]{8,60}?)(?P<why>的?(?:主要?|根本)?原因(?:是|為|为|在於|在于)?)?"
    r"(?:\s*[:：]|\s+[-–—]+|——)\s*(?=\S.{3})"
)


def _goes_on_badly(text: str, at: int) -> bool:
    """問卷回收偏低，現場沒有人手: the shortfall opens the sentence, and what follows is bad as well."""
    first, _, rest = text.replace("，", ",").partition(",")
    return at < len(first) and len(rest) >= _A_CLAUSE and tone_of(rest) == "negative"


_A_CLAUSE = 4


def _named_with_cause(text: str) -> bool:
    """報名沒到量：…, 退貨偏高原因：…: the shortfall as a label, its cause behind it."""
    named = _NAMED.match(text)
    if named is None:
        return False
    what = named["what"]
    told = _SHORTFALL.within(what) or (bool(named["why"]) and tone_of(what) == "negative")
    return told and not re.match(r"[\d$£€¥]", text[named.end() :])


_LESS_BY = re.compile(
    r"(?:少|差|短|缺)[了咗]?\s*(?:近|約|约|逾)?\s*[\d.,一二三四五六七八九十兩两幾几]+\s*[一-鿿]"
    r"|\d[\d,.]*%?\s+(?:fewer|less|lower|short)\b|\d[\d,.]*%\s+(?:under|below|short of|behind)\b"
    r"|(?:[僅仅只][達达有到剩][^，。]{0,4}?)(?:[一二三四五六七八九半\d]+\s*(?:成|%|％))"
    r"|(?:成本|單價|单价|費用|费用|退[貨货訂订]率?|CP[ALCM])[^，。]{0,8}(?:高出|高於|高于|超過|超过|超出)"
    r"|\bcosts?\b[^,;.]{0,24}\b(?:over|above|higher)\b",
    re.IGNORECASE,
)
"""較契約少 8.5 公噸, 70 fewer than planned."""


_ASKED = re.compile(r"[？?]\s*$")
