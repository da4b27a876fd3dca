"""What a promise counts: the name that belongs to a number of things in a clause.

It stands behind the number (six store visits, 6场沙龙), before it (沙龙6场, Posters: 1,200), before the
brackets that hold it (沙龙（6场）, banners (x30)), or in the clause before (每两周提交简报，共8份).
"""

from __future__ import annotations

import re

from archive.review.reading.counts import Count, counts_in
from archive.review.reading.words import word_list

_LEAD = word_list("contracts.lead")


def thing_counted(count: Count, text: str) -> str:
    """The name of what is counted, empty where the text has none."""
    if _IN_ALL.match(count.after):
        return _before_brackets(count, text) or _clause_before(count, text)
    if not (count.before and _own_name(count.before)) and not _noun_behind(count):
        bracketed = _before_brackets(count, text)
        if bracketed is not None:
            return bracketed
    if label := _label_of(count, text):
        return label
    return _behind(count, text) or _before(count, text)


# ------------------------------------------------------------------ words that are no name
_COUNTER_WORDS = (
    r"issues?|editions?|sessions?|sets?|copies|pieces?|units?|items?|times|places?|pax|pcs"
    r"|nos?\.?|numbers?|in number|each"
)
_ONLY_COUNTER = re.compile(rf"(?:{_COUNTER_WORDS})?[\s.;,]*", re.IGNORECASE)
_IN_ALL = re.compile(
    rf"(?:(?:{_COUNTER_WORDS}|reports?|notes?)\s+)?(?:in total|in all|altogether|total)\b",
    re.IGNORECASE,
)
_TOTAL_WORDS = re.compile(
    "(?:总|總)?(?:共计|共計|合计|合計|合共|总计|總計|全年|全程|全期|累计|累計|共|计|計|不少[于於]|不低[于於]|不得少[于於]|至少|最少|各"
    r"|约|約|为|為|是|x|×|\*|total(?:ling)?|in all|at least|[\s:：–—\-])+$",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"(?:自|由|从|從|from\s+)?(?:\d{1,4}[年/.\-])?\d{1,2}(?:[月/.\-]\d{1,2}[日号號]?|月)(?:起|止|至|到|[~～\-–—]|\s|to\b)*",
    re.IGNORECASE,
)


def _own_name(before: str) -> bool:
    """The words before a number say more than how it is meant: 共, about, a span of days."""
    return bool(_TOTAL_WORDS.sub("", _DAYS.sub("", before)).strip(" ，,、（("))


def _noun_behind(count: Count) -> bool:
    return not _ONLY_COUNTER.fullmatch(count.after) and not count.after.startswith(("）", ")"))


# ------------------------------------------------------------------ before the brackets, the colon, the comma
_OPEN = re.compile(r"[(（][^()（）]*$")
_PART = re.compile(r"[；;。，,、：:]|\s[–—-]\s|\.\s")


def _before_brackets(count: Count, text: str) -> str | None:
    """直播（4场）, Supply progress notes (10 in total); None where the number stands in no brackets."""
    opened = _OPEN.search(text[: count.start])
    if opened is None:
        return None
    lead = text[: opened.start()]
    part = lead[max((m.end() for m in _PART.finditer(lead)), default=0) :]
    if counts_in(part, promised=True):
        return ""  # the brackets say how the things that were counted are
    return plain_name(part)


_LABELLED = re.compile(
    r"(?P<name>[^：:；;。\d]{2,40}?)\s*(?:[：:]|\s[–—-])\s*"
    r"(?:共计|共計|共|计|計|合计|合計|不少[于於]|至少|at least|x|×)?\s*$",
    re.IGNORECASE,
)


def _label_of(count: Count, text: str) -> str:
    """Posters: 1,200 and 探店：30位: the thing is the label of its own number."""
    found = _LABELLED.search(_ON_THE_DAY.sub("", text[: count.start]))
    if found is None or not _ONLY_COUNTER.fullmatch(count.after):
        return ""
    name = found["name"].strip(" ，,、")
    if _LEAD.within(name) or _IS_LEAD.search(name):
        return ""
    return re.split(r"[，,、]", name)[-1].strip() if name.isascii() else name


_ON_THE_DAY = re.compile(
    "(?:(?:双|雙)\\d{1,2}|618)?(?:[当當首]天|[当當首]日|期[间間]|每[日天周週月场場])$"
)
"""直播：双12当天2场."""
_IS_LEAD = re.compile(
    r"^(?:交付|提供|完成|制作|製作|产出|產出|包括|包含|内容|內容|数量|數量|事项|事項|要求|services?|scope|outputs?|deliverables?|quantit(?:y|ies))物?$",
    re.IGNORECASE,
)


def _clause_before(count: Count, text: str) -> str:
    """每周提交周报，共计8份: the thing stands in the clause before its number."""
    clauses = [clause.strip() for clause in re.split(r"[，,、；;]", text[: count.start])]
    own = _A_TIME.sub("", _TOTAL_WORDS.sub("", clauses[-1]))
    for clause in (own, *clauses[-2:-1]):
        last = _AND.split(clause)[-1] if counts_in(clause, promised=True) else clause
        if last and not counts_in(last, promised=True) and (name := plain_name(last)):
            return name  # "two papers and a digest, 12 issues" counts the digest
    found = _HEAD_OF_LINE.match(text)
    return found["name"].strip() if found else ""


_AND = re.compile(r"\band\b|以?及|和|與|与")
_A_TIME = re.compile("(?:每.{1,3}|各)[一1]?(?:[份期次場场篇]|$)")
"""工作月報每月一份，計七份."""
_HEAD_OF_LINE = re.compile(r"\s*(?P<name>[^:：\d]{2,30})[:：]")
"""主舞台設計、搭建：120平方公尺，1座: the thing stands at the head of its line."""


# ------------------------------------------------------------------ a name out of a clause
_WHEN = re.compile(
    r"^.*?(?:每(?:[个個]?(?:工作)?[日天周週月季年]|[两兩二四双雙]个?[周週月]|[两兩二三四]星期|星期|场次?|場次?)[一二三四五六日天末底初]?(?:\d{1,2}[日号號時时]?)?[之以]?[前内內]?"
    r"(?:\d{1,2}[時时点點]前)?|[于於在][^，,]{1,14}[前后後內内起])"
)
_HAN_VERB = (
    "交付|提供|完成|制作|製作|执行|執行|负责|負責|包括|包含|办理|辦理|举办|舉辦|拍摄|拍攝|设计|設計|招募|规划|規劃"
    "|发布|發布|撰写|撰寫|产出|產出|组织|組織|邀约|邀約|邀请|邀請|提交|提送|供应|供應|安排|出具|报送|報送|呈交|寄送|派发|派發|印制|印製|交|送|应|應|须|須|共"
)
_VERBS = re.compile(f"^.*(?:{_HAN_VERB})")
_FIRST_VERB = re.compile(
    "^(?:应|應|须|須|共|并|並|及)?(?:交付|提供|完成|制作|製作|执行|執行|负责|負責|包括|包含)"
)
_JOINED = re.compile("^(?:以?及|和|与|與|[并並]且?|之|的|其中|本|该|該|在地|实际|實際)+")
_VERB_ENGLISH = re.compile(
    r"^.*\b(?:suppl(?:y|ies)|provides?|delivers?|submits?|produces?|writes?|sends?|issues|prepares?|runs?|hosts?|holds?|makes?|creates?"
    r"|gives?|shall|will|to|receive|get|covers?)\s+",
    re.IGNORECASE,
)
_VERB_BEHIND = re.compile(
    r"\s+(?:is|are|shall|will|must|every|each|per|once|on|for|from|until|by|as|within|before|after|sent|due)\b.*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:(?:a|an|the|one|and|with|plus|of|our|its)\s+)+", re.IGNORECASE)
_MOST_HAN, _MOST_WORDS = 16, 5


def plain_name(clause: str) -> str:
    """The thing that a clause is about, without who, when and what is done to it."""
    clause = _TOTAL_WORDS.sub("", clause.strip(" ，,、:：;；"))
    if clause.isascii():
        bare = _VERB_BEHIND.sub("", _ARTICLE.sub("", _VERB_ENGLISH.sub("", clause)))
        return " ".join(_ARTICLE.sub("", bare).split()[-_MOST_WORDS:])
    bare = _WHEN.sub("", clause)
    name = _JOINED.sub("", _VERBS.sub("", bare))
    if len(name) < _SHORTEST:
        name = _FIRST_VERB.sub("", bare)  # 包裝設計: the verb is part of the noun
    return name[-_MOST_HAN:].strip() if len(name) >= _SHORTEST else ""


_SHORTEST = 2


# ------------------------------------------------------------------ behind the number
_TAIL_ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z\-]*)(?:\s+[A-Za-z\-]+){0,2}")
_SEVERAL = re.compile(r"(?:[A-Za-z\-]+\s+){0,3}?[A-Za-z\-]*[^\Wsu]s\b")
_SINGLE = re.compile(r"[A-Za-z\-]+(?:\s+[A-Za-z\-]+){0,2}")
_HAN_BEHIND = re.compile(r"[^\s，,。；;、（(：:\d]{2,12}")
_HOLDER = re.compile(
    r"(?:one|a|an|1)\s+(?P<name>[A-Za-z][A-Za-z\-]*(?:\s[A-Za-z\-]+){0,2})\s+of\s+$", re.IGNORECASE
)
"""1 library of 400 photographs: the photographs are counted, the library says which."""


def holds_others(count: Count) -> bool:
    """1 set of (24 product shots): what is counted is behind its `of`."""
    return count.value == 1 and re.search(r"\bof$", count.after) is not None


def _behind(count: Count, text: str) -> str:
    several = _SEVERAL.match(count.after)
    single = _SINGLE.match(count.after) if count.value == 1 else None
    english = several or single or _TAIL_ENGLISH.fullmatch(count.after)
    if english:
        if re.fullmatch(_COUNTER_WORDS, english.group(), re.IGNORECASE):
            return _clause_before(count, text) or english.group()
        holder = _HOLDER.search(text[: count.start])
        return f"{holder['name']} {english.group()}" if holder else english.group().strip()
    behind = _HAN_BEHIND.match(count.after)
    if not behind or behind.group().isascii() or behind.group()[0] in "之的以於于在，及和與与并並":
        return ""
    ahead = _WHOLE_BEFORE.search(count.before)
    if ahead and len(behind.group()) <= _SHORT_BEHIND and not _VERBS.search(ahead.group()):
        return ""  # 社區講座40間中心: the centres are how the talks are counted
    return behind.group()


def counted_by(count: Count) -> str:
    """The noun behind a number whose thing stands before it: the centres of 社區講座40間中心."""
    behind = _HAN_BEHIND.match(count.after)
    ahead = _WHOLE_BEFORE.search(count.before)
    return behind.group() if behind and ahead and len(behind.group()) <= _SHORT_BEHIND else ""


_WHOLE_BEFORE = re.compile(r"[一-鿿]{4,}$")
_SHORT_BEHIND = 3


# ------------------------------------------------------------------ before the number
_TIMES = re.compile(r"(?P<name>[^\W\d_][^\d，,。；;:：]{1,40}?)\s*[x×*＊Ｘ]$", re.IGNORECASE)
"""Monthly report x 6, 週報×12: the thing stands before the sign."""
_SHORT_NAME = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]\w*|[A-Z]{2,8})$")
"""EDM 20封, KV 3款: a short form in Latin letters before a word for counting."""
_AHEAD = re.compile(
    r"(?:[A-Za-z][\w&\-]*[ \u3000]?)*(?:[^\s，,。；;、）)：:\d]|(?<=[双雙])\d{2}|618)"
    r"{2,30}$"
)
_TWO_TONGUES = re.compile(r"[一-鿿]{2,}[ \u3000]*[A-Za-z][A-Za-z\-]*(?:\s[A-Za-z\-]+){0,3}$")
"""巡迴展覽 roving exhibitions 10場."""
_WHAT_IS_DONE = re.compile(r"[的之](?P<what>[^，,。；;：:\d]{2,16})")
"""講師6位的邀請與接待: what is promised is done to them."""


def _before(count: Count, text: str) -> str:
    if times := _TIMES.search(count.before):
        return times["name"].strip()
    before = _TOTAL_WORDS.sub("", count.before)
    if count.unit and (short := _SHORT_NAME.search(before)):
        return short.group()
    if both := _TWO_TONGUES.search(before):
        return _JOINED.sub("", both.group())
    ahead = _AHEAD.search(before)
    name = plain_name(ahead.group()) if ahead and not ahead.group().isascii() else ""
    if name and (done := _WHAT_IS_DONE.match(text, count.end)):
        return name + done["what"]
    return name or ("" if before else _clause_before(count, text))
