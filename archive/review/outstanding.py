"""What is still to be paid, on either side: instalments of the client, suppliers, advances, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.kinds import kind_of
from archive.review.open_items import Outstanding, open_items
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, without_mark
from archive.review.quantities import Quantity, find_quantities
from archive.review.words import word_list


def outstanding_of(papers: Papers, client: str) -> list[Outstanding]:
    """Open amounts of the finance papers; of report sentences only where no table has any."""
    found: list[Outstanding] = []
    for paper in papers.current(Role.MONEY, Role.OTHER):
        for table in paper.tables:
            if kind_of(paper, table) is None or table.column(words.RECEIVED) is not None:
                found += open_items(table, client)
    if not found:
        found = [
            o for p in papers.current(Role.MONEY, Role.REPORT, Role.RETRO) for o in _told(p, client)
        ]
    return _once(found)


def _once(found: list[Outstanding]) -> list[Outstanding]:
    seen: dict[tuple[str, Decimal], Outstanding] = {}
    for item in found:
        seen.setdefault((item.party, item.amount), item)
    return list(seen.values())


# ------------------------------------------------------------------ sentences
_OWED = word_list("outstanding.owed")
_OPEN_STATE = word_list("outstanding.open_state")


def _told(paper: Paper, client: str) -> Iterator[Outstanding]:
    for sentence in map(without_mark, paper.sentences):
        text = sentence.text
        if not (_OWED.within(text) or _OPEN_STATE.within(text) or _LABELLED.match(text)):
            continue
        figures = [q for q in find_quantities(text) if not q.is_rate and _is_money(q)]
        for number, figure in enumerate(figures):
            begin = max((q.end for q in figures[:number]), default=0)
            end = figures[number + 1].start if number + 1 < len(figures) else len(text)
            lead, rest = text[begin : figure.start], text[figure.end : end]
            if _is_owed(lead, rest):
                yield _owed(sentence, figure, client, f"{lead} {rest}")


def _is_money(figure: Quantity) -> bool:
    money = bool(figure.currency) or figure.unit in ("", "元") or _SIGN.search(figure.written)
    return figure.value >= 100 and bool(money)


_SIGN = re.compile(r"[$€£¥￥]")
"""$380.20 postage is money, though the sign alone names no currency."""


_LABELLED = re.compile(
    r"^[^:：]{0,8}(?:應收|应收|應付|应付|未收|未付|待收|待付|代墊|代垫"
    r"|receivable|payable|owed|outstanding|unpaid)[^:：]{0,12}[:：]",
    re.IGNORECASE,
)
_OF_A_PAPER = re.compile(
    r"(?:单据|單據|发票|發票|收据|收據|票据|票據|凭证|憑證|invoice|receipt)[^，,。；;]{0,6}"
    r"(?:已|齐|齊|received|in hand)[^，,。；;]{0,3}",
    re.IGNORECASE,
)
_NO_DEBT = word_list("contracts.not_price")
_LESS = word_list("outstanding.no_debt")
"""What is taken off a price is no amount that somebody owes."""


def _is_owed(lead: str, rest: str) -> bool:
    """What stands behind the figure says how it stands; else the words that lead to it."""
    clause_before = re.split(r"[，,。；;]", lead)[-1]
    if _NO_DEBT.within(clause_before) or _LESS.within(clause_before):
        return False
    rest = _OF_A_PAPER.sub("", rest)
    if _LABELLED.match(lead) and not words.SETTLED.within(re.split(r"[；;。]", rest)[0]):
        return True
    clause = re.split(r"[；;。]|，(?=其)", rest)[0]
    if _OWED.within(clause) or _OPEN_STATE.within(clause):
        return True
    if words.SETTLED.within(clause):
        return False
    near = re.split(r"[；;。]", lead)[-1]
    return _OWED.within(near) and not words.SETTLED.within(near)


def _owed(sentence: Passage, figure: Quantity, client: str, around: str) -> Outstanding:
    """An instalment is the client's, unless the words name somebody it is owed to."""
    instalment = words.FINAL_INSTALMENT.within(around) or words.RECEIPTS.within(around)
    from_client = instalment and not (_SUPPLIER.within(around) or _WE_OWE.search(around))
    return Outstanding(
        client if from_client else "",
        figure.value,
        "receivable" if from_client else "payable",
        sentence.text,
        (sentence.evidence,),
    )


_SUPPLIER = word_list("outstanding.supplier")
_WE_OWE = re.compile(r"\bwe (?:still )?owe\b|我[们們方]?[尚仍]?欠", re.IGNORECASE)
