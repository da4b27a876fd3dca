"""How words say that money moved or did not: open, settled, or neither.

Money moves by a few verbs (付, 到帳, 撥, pay, land, clear); it is open where such a verb is denied (還沒有進來,
haven't settled), lies in the future (下週付, goes in the next payment run) or hangs on a condition (驗收後付),
and settled where the verb stands as done. Words that name the state itself are in the lists.
"""

from __future__ import annotations

import re

from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded, word_list

OPEN, SETTLED = "open", "settled"

_OWED = word_list("outstanding.owed")
_OPEN_STATE = word_list("outstanding.open_state")


def _any(key: str) -> str:
    return f"(?:{word_list(key).pattern.pattern})"


_NOT, _COMES = _any("outstanding.not_yet"), _any("outstanding.comes")
_ELSE, _MOVES = _any("outstanding.other_sense"), _any("outstanding.moves")
_SOON, _STEP = _any("outstanding.soon"), _any("outstanding.step")
_HOW = "(?:能|曾|有|再|也|都|全部|完全|全额|如数|按时|正式|正常|过|有钱){0,2}"
_VERB = f"(?!{_ELSE}){_COMES}"
_BILLED = _any("outstanding.billed")
_ANY_STEP = f"(?!{_ELSE})(?:{_COMES}|{_BILLED})"
"""Also of the invoice: one that was not raised leaves its amount open, one that was says nothing."""
_DENIED = re.compile(
    rf"{_NOT}{_HOW}{_ANY_STEP}"
    rf"|(?:\bnot|n't|\bnever)\s+(?:[a-z']+\s+){{0,3}}?{_MOVES}"
    rf"|\b(?:yet|still|left|remains?|remaining|due|needs?|waiting|have|has)\s+to\s+(?:be\s+)?{_MOVES}"
    rf"|\bto be {_MOVES}"
    rf"|{_NOT}(?:发放?|派发?|出粮)(?=\s*(?:$|[，。；,;)）]))"
    r"|(?:入[账帐数]|到[账帐]|转[账帐]|汇款|过[数户]|扣款|付款|支票)[^，。；,;]{0,12}?(?:失败|[未不没]成功|退[回票])"
    r"|\b(?:cheque|payment|transfer)\b[^.;,]{0,24}\b(?:failed|was returned|rejected|declined)\b|\bbounced\b"
)
_AHEAD = re.compile(
    rf"{_SOON}[^，。；,;\d]{{0,6}}?{_ANY_STEP}(?!了|过)"
    rf"|(?:预计|预定|预估|估计?|拟|将于|将在|将|打算|安排|定于)[^，。；,;]{{0,12}}?{_VERB}(?!了)"
    rf"|{_VERB}[^，。；,;()（）]{{0,14}}[(（](?:预[计定估]|暂定|估)"
    rf"|(?:后|期满|届满|满[一两二1-9]年)(?:再|才|会|要|可|应|将|能|统一|一并|即|无息|一次|方)*{_VERB}(?!了)"
    rf"|{_STEP}[^，。；,;\d]{{0,4}}[后後](?=\s*(?:$|[，。；）,;)]))"
    rf"|\b(?:will|should|would|expects?|expected|promised|due|set|scheduled)\b[^.;]{{0,25}}?\b{_MOVES}"
    rf"|\b(?:goes?|going)\b[^.;]{{0,20}}\bnext\b|\bnext\s+(?:payment|pay|cheque|bank)\s+run\b"
    rf"|\breleased?\b(?:\s+[a-z0-9]+){{0,4}}\s+(?:after|once|when|on completion)\b"
    rf"|\bpayable\s+(?:on|after|in|by|once|when)\b"
)
_LATE = re.compile(
    r"\b\d{2,3}\s?[-–]\s?\d{2,3}\s+days?\b|\b\d{2,3}\+\s*days?\b|\b\d+\s+days?\s+(?:late|overdue|past)\b"
    r"|\bwith\s+(?:their|the client'?s?|client'?s?|his|her|our)?\s*(?:finance|accounts|legal|procurement)\b"
)
_LEFT = re.compile(
    r"(?:\bleav(?:ing|es)\b[^,.;]{0,16}|(?<![结盈])(?:尚|只|还|仅|就|所)?(?:余|剩)(?:款|额|下|余)?(?:人民币|的|[^，。；,;\d]{0,6})?)$"
)
"""Just before the figure: what is left of a sum that was paid in part."""
_HOLDS = re.compile(
    r"(?<!拖)欠(?![缺佳条妥])[^，。；,;]*$|(?:仲|尚|还|[我佢你]哋?|客户?)争(?![取议吵])[^，。；,;]*$|还差[^，。；,;]{0,10}$"
    r"|\b(?:hold(?:ing)?(?: back)?|withh[eo]ld(?:ing)?|kept back|keeping back)\b[^,.;]*$"
)
_DONE = re.compile(
    rf"(?:已经?|业已|刚刚?|全数|全部|均|都|[日号月周天])(?:于|在|也|就|[^，。；,;没未前底初后内该应要须可会待等\d]{{0,6}})?{_VERB}(?!前|方)"
    rf"|{_VERB}(?:了|完|清|齐|妥|讫|晒)|两清|齐了|清晒|清账|[付收]足"
    r"|\b(?:is|are|was|were|came|got|all|both)\s+in\b|^\W*in\b(?=\s+(?:on\s+)?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    r"|\b(?:landed|went through|gone through|arrived|reached us|has gone|was sent to their bank|sent by bacs)\b"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FIGURES = r"\d{1,4}\s?[-/.年月]\s?\d{1,2}(?:\s?[-/.月]\s?\d{1,4})?\s?[日号]?"
_DAY = rf"(?:{_FIGURES}|\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}})"
_ON_A_DAY = re.compile(
    rf"(?<![应待未预没计可须需须拟将会再才])(?:收(?:款|到|妥|讫)?|付(?:款|讫)?|入[数账帐]|过[数户]|到[账帐]|转[账帐]|✓|✔|√|\bbanked)"
    rf"\s*[:：]?\s*(?:于|在|on\s)?\s*{_DAY}(?!\s?[前后]|\s?之)"
    rf"|{_DAY}(?:\s\d{{4}})?\s*(?:已|经)?(?:收(?:款|到|妥|讫)?|付(?:款|讫|清)?|入[数账帐]|过[数户]|转[账帐])(?=\s*(?:$|[，。；,;)）]))"
)
"""收 23-05-2025, 12/9 入數: the verb and the day on which it was done."""


def moved_on_a_day(text: str) -> bool:
    """The words name the day on which an amount came or went, and do not deny it."""
    plain = folded(text)
    return _did_move(plain) and not says_open(text)


def _did_move(plain: str) -> bool:
    return any(
        not _LABEL.match(plain, found.start())
        and not _MEANT.search(re.split(r"[，。；,;]", plain[: found.start()])[-1])
        and not _NOT_YET_THEN.match(plain, found.end())
        for found in _ON_A_DAY.finditer(plain)
    )


_MEANT = re.compile(
    r"应|[请须需]|约定|承诺|答应|[说称]|最[迟晚]|到期|期限|下个?[月周季]|排|预|拟|计划|(?:发票|收据|单据)\s*$"
    r"|\b(?:by|due|invoices?|receipts?|to|will|may|until)\s*$"
)
"""請於12/4付, 最遲 12/4 付款, 發票12/4收: when it is to move, or when the paper came."""
_LABEL = re.compile(r"[付收]款?\s*[:：]")
"""付款：2026/12/31 is a label and a day, which may be the one on which it is due: by itself it says neither."""
_NOT_YET_THEN = re.compile(r"[^，。；,;]{0,6}(?:到期|截止|为限|以前|预[计定])")


_CONDITION = re.compile(
    r"(?:俟|待|等到?|须|需|凭|\b(?:once|after|when|until|till|upon|if|before)\b)[^，。；,;()（）]*"
)
_DUE_ON = re.compile(
    rf"(?:应|请|最[迟晚]|约定|承诺)[于在]?\s*{_DAY}[^，。；,;]{{0,6}}?{_VERB}(?!了)"
)
"""應於2026年5月3日付款: the day it is due."""
_QUESTION = re.compile(r"(?:[?？]|呢|吗|么|了没有?)\s*[?？]?\s*$")


def without_papers(text: str) -> str:
    """The text without what it says of an invoice that came."""
    return _PAPER_CAME.sub("", text)


_PAPER_CAME = re.compile(
    r"(?:单据|單據|发票|發票|收据|收據|票据|票據|凭证|憑證|(?<!支)票|invoice|receipt)"
    r"(?:(?!not|n[o']t|未|没|沒)[^，,。；;]){0,6}?(?:已|齐|齊|received|in hand)[^，,。；;]{0,3}",
    re.IGNORECASE,
)
"""发票已到, invoice received: that says nothing of the money."""


def says_open(text: str) -> bool:
    """The words say of an amount that it is still to move."""
    plain = folded(text)
    if _OWED.pattern.search(plain) or _OPEN_STATE.pattern.search(plain):
        return True
    return bool(_DENIED.search(plain) or _AHEAD.search(plain) or _LATE.search(plain))


def leads_to_open(lead: str, before: str) -> bool:
    """The words just before a figure make it a debt: 欠…, holding …; or what is left after a part was paid."""
    plain = folded(lead)
    return bool(_HOLDS.search(plain) or (_LEFT.search(plain) and _moved(folded(before))))


def says_settled(text: str) -> bool:
    """The words say that it moved; what is asked, denied, ahead or a condition does not count."""
    plain = _CONDITION.sub(" ", folded(without_papers(text)))
    plain = _DUE_ON.sub(" ", _AHEAD.sub(" ", _DENIED.sub(" ", plain)))
    return bool(words.SETTLED.pattern.search(plain) or _DONE.search(plain)) or _did_move(plain)


def state_in(text: str) -> str:
    """open, settled or empty; open counts before settled, and a question tells nothing."""
    if _QUESTION.search(text):
        return ""
    return OPEN if says_open(text) else SETTLED if says_settled(text) else ""


def _moved(plain: str) -> bool:
    return bool(words.SETTLED.pattern.search(plain) or _PAID_IN_PART.search(plain))


_PAID_IN_PART = re.compile(r"[付收拨]|到[账帐款]|\b(?:paid|received|settled)\b")
