"""What the client writes when no form is at hand: the wish at the beginning, the verdict at the end.

A wish names what is wanted, money, a time, what must not be and asks for ideas; a verdict speaks to "you",
judges, puts figures right and looks to next year. Neither says what it is, and the subject of a mail only
says what it is about: "Re: invoice" may hold the whole verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import takewhile

from archive.domain.folding import fold
from archive.domain.segments import SegmentKind
from archive.understanding.client_name import names_client, same_house
from archive.understanding.evidence import Evidence
from archive.understanding.remarks import remarks_in
from archive.understanding.sections import family
from archive.understanding.span import is_early, is_late, written_on
from archive.understanding.view import DocumentView

_READ = 4_000


_WISH: Mapping[str, re.Pattern[str]] = {
    "what": family(r"""
        \bwe(?:['’]d)?\s(?:want|need|would\slike) \bi['’]?d?\s(?:want|need|would\slike)\b
        what\s(?:i|we)\sneed looking\sfor \bwants?\b the\s(?:job|task|ask)\b 要的是 想要? 希望
        需要 要让 目标 搞 打算"""),
    "money": family(r"""
        budget ceiling \bmoney\b [$£€]\s?\d[\d,.]*k?\b \b\d+k\b hk\$ 预算 经费 大概\d+万
        \d+万(?:以内|左右|,|，|含|,最多) 价钱
        [一二两三四五六七八九十百]{2,}万?(?:封顶|以内|上限|含税|左右)"""),
    "when": family(r"""
        \bby\s(?:the\s)?(?:end|start|mid|\d|mon|tue|wed|thu|fri|easter|christmas|summer)
        \bby\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) \bbefore\s \bbetween\s timing
        deadline launch 月底 底前 前(?:交|给|要|提|结束|完成|上线) \d月 上线 档期"""),
    "limit": family(r"""
        nothing\s(?:with|that) \bno\s[a-z]+s\b \bno\smore must\snot \bdo\snot\b don['’]t never
        avoid cannot can['’]t 封顶 红线 不碰 不比 不请 不做 不要 不能 不可 唔好 唔可以 不得
        一定不 避免 禁忌 不超过 以内 最多 不用"""),
    "ideas": family(r"""
        \bideas?\b \bthoughts? \bproposal \bpitch \bbrief\b come\sin\son outline
        what\swould\syou\sdo 思路 方案 提案 方向 想法 报价 构思 \bplan\b 企划 规划"""),
}
_VERDICT: Mapping[str, re.Pattern[str]] = {
    "you": family(r"""
        \byou\s(?:say|said|wrote|did|went|let|were|have|never|should|made|gave)
        \byour\s(?:\w+\s){0,2}(?:team|people|invoice|report|deck|summary|figures?|numbers?|data|bill)\b
        你们 你哋 贵公司 贵司 贵团队 贵会"""),
    "judged": family(r"""
        \bbest\b better\sthan \bworst\b \bloved?\b \bliked\b annoy disappoint honest criticism
        \bproud thank frustrat brilliant impress pleased \bhappy\b unhappy let\sdown 辛苦 感谢
        谢谢 用心 为难 多谢 满意 认可 肯定 失望 不应该 夸 赞 印象 值得 可惜 遗憾 投诉 客诉 抱怨
        最好 最差 最大 没有?人告诉 不足 唔够 比.{1,8}(?:好|强|差)"""),
    "figures": family(r"""
        (?:you\ssay|report(?:s)?\ssays?|the\sdeck|in\sthe\sreport|your\sfigures?)[^\n]{0,80}\d
        we\scounted our\s(?:rota|system|count|records?|figures?)\ssays?
        please\s(?:correct|put\sthat\sright) corrected
        (?:报告|简报|摘要|你们|第.{1,4}[页頁])[^\n]{0,12}(?:写|说)[^\n]{0,40}\d
        请?(?:更正|改掉|改正|改返|统一) [跟与和]我(?:们|司|方)?.{0,8}(?:差|不符|不一|不同)
        对不起来 对不上 后台是"""),
    "again": family(r"""
        \bagain\b next\s(?:year|season|time|summer|spring) 明年 下次 来年 再合作 继续合作 继续
        不能再"""),
}
_SIGNS_OFF = re.compile(
    r"accepts? the (?:work|deliverables|report)|accept[^\n]{0,60}(?:as complete|in full)|确认完成|同意支付|同意付款"
    r"|验收(?:完成|合格|通过)|确认验收|准予(?:验收|结案)|交付物已核对"
)
_FORWARDED = re.compile(
    r"(?:-{3,}|—{2,}|_{3,})\s*(?:转寄|转发|forwarded|original|原始)|(?m:^(?:寄件者|发件人|寄件人|from)\s*[:：])"
)
_TOPICS = frozenset({
    "final_report", "invoice", "settlement", "contract", "quotation", "data_report", "proposal", "plan", "schedule",
    "payment_proof", "media_clipping", "creative", "survey", "execution_record", "retrospective",
})  # fmt: skip
"""Classes that a mail is about, but hardly ever is: their papers come as files."""

TOPIC = 0.3
"""What the words of such a class in a mail's subject and name are worth."""

_SHORT = 6_000
_OURS, _CLIENTS = 0.0, 0.8
_PHASE = 1.0
_LETTER = 2.9
_MOSTLY_JUDGES, _JUDGES = 3, 1.5
"""Who judges in that many ways and wishes besides writes about what was done, where no day tells."""
_WEIGHTS = {2: 1.6, 3: 2.6, 4: 3.4, 5: 3.8}


def is_topic(view: DocumentView, class_key: str) -> bool:
    """Whether a word of that class in the mail's subject tells the subject, not the kind."""
    talked = view.form == "mail" or (view.form == "text" and view.last_message is not None)
    return talked and class_key in _TOPICS


def from_client(view: DocumentView) -> Iterable[Evidence]:
    """Wishes and verdicts in mails, letters and chats, by their parts and by the phase of the project."""
    day = written_on(view)
    early, late = is_early(view, day), is_late(view, day)
    personal = _is_personal(view)
    if len(view.text) > _SHORT or not (personal or (early and _is_note(view))):
        return
    text = _written(view)
    remarks = remarks_in(text) if personal and not early else ""
    signed = bool(not remarks and _SIGNS_OFF.search(text))
    if signed and not early:
        yield Evidence("acceptance", "body", 2.8, _said(_SIGNS_OFF, text))
    theirs = _CLIENTS if _from_client(view) else _OURS
    subject = fold(view.fields.get("subject", ""))
    wish, verdict = _parts(f"{subject}\n{text}", _WISH), _parts(text, _VERDICT)
    if len(wish) < (_FEWEST_WISHES if personal else _FEWEST_WISHES + 1):
        wish = {}
    if not late and "what" in wish:
        weight = _WEIGHTS[len(wish)] + theirs + (_PHASE if early else -_PHASE)
        weight -= _JUDGES if not early and len(verdict) >= _MOSTLY_JUDGES else 0.0
        yield Evidence("brief", "body", weight, tuple(wish.values())[:3])
    if personal and not early and not signed:
        yield from _judges(view, verdict, remarks, theirs, late=late)


def _judges(
    view: DocumentView, verdict: Mapping[str, str], remarks: str, theirs: float, *, late: bool
) -> Iterable[Evidence]:
    """An opinion of the work: by its parts, by the comments it announces, or by when it was written."""
    if len(verdict) >= _FEWEST_PARTS:
        weight = _WEIGHTS[len(verdict)] + theirs + (_PHASE if late else 0.0)
        yield Evidence("feedback", "body", weight, tuple(verdict.values())[:3])
        if remarks:
            yield Evidence("feedback", "body", _REMARKED, (remarks,))
    elif late and theirs and (remarks or _is_letter(view)):
        words = (remarks,) if remarks else tuple(verdict.values())[:1]
        yield Evidence("feedback", "body", _LETTER, words)


_FEWEST_PARTS, _REMARKED = 2, 1.2


def _written(view: DocumentView) -> str:
    """What the writer says: without a mail's headers and what it quotes of earlier ones."""
    start = 0
    if view.form == "mail":
        fields = takewhile(lambda s: s.kind is SegmentKind.FIELD, view.segments)
        start = sum(len(segment.text) + 1 for segment in fields)
    return view.own[start : start + _READ]


def _said(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    match = pattern.search(text)
    return (match.group()[:20],) if match else ()


def _is_personal(view: DocumentView) -> bool:
    """A mail, a chat, or a letter that begins by addressing somebody."""
    if view.form == "mail":
        return True
    if view.form not in ("text", "image"):
        return False
    return view.last_message is not None or _is_letter(view)


def _is_note(view: DocumentView) -> bool:
    """A page of short lines: what somebody asked for, jotted down."""
    return (
        view.form == "text" and len(view.text) <= _NOTE and not any(s.rows for s in view.segments)
    )


_NOTE, _FEWEST_WISHES = 900, 3


def _is_letter(view: DocumentView) -> bool:
    lines = (fold(line).strip() for line in view.lines[:8])
    return view.form in ("text", "image") and any(map(_SALUTATION.match, lines))


_SALUTATION = re.compile(
    r"(?:致|敬启者|各位|亲爱的|尊敬的|dear\b|hi\b|hello\b|to\s?[:：]?\s).{0,60}$"
    r"|[\u3400-\u9fffa-z ]{1,24}(?:您好|你好|钧鉴|台鉴|大鉴|公司)\s?[:：,，]?$"
)


def _from_client(view: DocumentView) -> bool:
    """The client's name or house: in the sender's address, at the head of a letter or under it."""
    client = view.context.client
    sender = view.fields.get("from", "")
    address = re.search(r"[\w.+-]+@[\w.-]+", sender)
    if address and same_house(address.group(), client):
        return True
    if _FORWARDED.search(view.folded):
        return True
    ends = [*view.lines[:2], *view.tail.strip().splitlines()[-4:]]
    return any(len(line) <= 60 and names_client(fold(line), client) for line in ends)


def _parts(text: str, kind: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """The parts of that kind of writing that the text has, with the words that say so."""
    return {name: hit.group()[:16].strip() for name, p in kind.items() if (hit := p.search(text))}
