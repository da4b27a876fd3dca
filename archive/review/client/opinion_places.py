"""Headings and lines below which remarks stand: 其他意見, 代表回覆, Comments, In your own words."""

from __future__ import annotations

import re

from archive.domain.segments import SegmentKind
from archive.review.reading.passages import Passage, without_mark
from archive.review.reading.words import folded, word_list

OPINION = re.compile(
    r"^(?:[一-鿿]{0,8}?|(?:[a-z][a-z'’-]* ){0,3})"
    r"(?:意见|意見|评语|評語|建议|建議|留言|评价|評價|回馈|回饋|反馈|最不?满意|最不?滿意"
    r"|comments?|remarks?|feedback|part|bit|moment|thing)\s*[:：]\s*",
    re.IGNORECASE,
)
"""Such a label, with the remark behind it."""
_OPINION_HEADING = word_list("client_words.opinion_heading")


def under_opinions(paragraph: Passage) -> bool:
    """Below a heading such as 其他意見 or Comments."""
    heading = paragraph.trail[-1].rstrip(":： ") if paragraph.trail else ""
    if OPINION.match(heading + ":"):
        return True
    announced = any(map(announces_opinions, paragraph.trail[-2:]))
    marked = (
        paragraph.kind is SegmentKind.LIST_ITEM or without_mark(paragraph).text != paragraph.text
    )
    return announced or (marked and _OPINION_HEADING.within(heading))


def is_item(paragraph: Passage) -> bool:
    """A point with a mark or number before it."""
    marked = without_mark(paragraph).text != paragraph.text.rstrip("；;,，、 ")
    return paragraph.kind is SegmentKind.LIST_ITEM or marked


def is_one_of_a_list(paragraph: Passage) -> bool:
    """A marked item, or a line that stands with others below a heading which announces opinions."""
    marked = without_mark(paragraph).text != paragraph.text
    return marked or any(map(announces_opinions, paragraph.trail[-2:]))


_OF_WHOM = (
    "其[他它]|开放(?:式|性)?|文字|自由|补充|具体|客户|业主|综合|主要|代表(?:性)?|精选|部分|质性|参[与加]者"
    "|受访者?|民众|现场|宝贵"
)
_WHAT = "意见|评语|留言|回馈|反馈|建议|心声|回[覆复应]|[填作][答写]|答案|原话|声音|开放题|[问简]答题|感[想言]"
_OF_WHOM_EN = (
    "other|open|free|general|further|written|additional|client|selected|open-ended|your|typical|sample|some"
    "|guest|visitor|participant|customer"
)
_ONLY_OPINION = re.compile(
    rf"\s*(?:(?:{_OF_WHOM})的?){{0,2}}(?:{_WHAT})"
    r"(?:汇[整总]|摘[录要]|节录|整理|内容|选登|一览|实录|原文)?\s*(?:\([^)]{1,10}\))?\s*:?\s*"
    rf"|\s*(?:(?:{_OF_WHOM_EN})[\s-]+){{0,2}}(?:comments?|remarks?|verbatims?|free text|voices|quotes|reviews"
    r"|(?:open |written |text )?(?:answers?|responses?|replies))(?:\s+(?:received|in full))?\s*:?\s*"
    r"|\s*[\u4e00-\u9fff]{1,4}(?:们|们都)?(?:话|说|讲|怎么说|点讲)\s*:"
    r"|\s*(?:what (?:people|they|guests|visitors|you|the client|respondents) (?:said|told us|wrote)"
    r"|in (?:their|your) (?:own )?words)\s*:?\s*"
)
_SHORT_HEADING = 24


def announces_opinions(text: str) -> bool:
    """具體意見：, 開放意見, Comments, In your own words: on a line of its own."""
    if len(text) <= _SHORT_HEADING and _ONLY_OPINION.fullmatch(folded(text)):
        return True
    return len(text) <= 24 and text.endswith((":", "：")) and _OPINION_HEADING.within(text)


def ends_opinions(paragraph: Passage) -> bool:
    return bool(
        re.match(
            r"^(?:确认|確認|日期|签|簽|整理|彙整|汇整|填表|填写|填寫|核章|signed|date|name"
            r"|(?:completed|compiled|collected|received|checked) by"
            r"|[^:：，,。]{0,4}(?:收[訖讫迄]|整理|彙整|汇整|[經经]手|承[辦办]|[統统][計计])人?\s*[:：])",
            paragraph.text,
            re.IGNORECASE,
        )
    )
