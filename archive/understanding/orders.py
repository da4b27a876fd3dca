"""An order that is the contract of the job: the client's own, or one with its own terms and both signatures.

A plain purchase order buys a thing from a supplier. One in which the project's client is the buyer, or whose
numbered clauses settle term, payment, default and law and that both sides signed, is all the contract there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.domain.folding import fold
from archive.understanding.client_name import names_client
from archive.understanding.evidence import Evidence
from archive.understanding.view import DocumentView

_ORDER = re.compile(
    r"purchase order|\bpo[ -]?\d|采购订?单|订购单|订单|委刊单|insertion order|work order"
)
_CLAUSE = re.compile(
    r"(?m)^\W{0,3}(?:\d{1,2}|[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十]{1,3}条)[.、．)）]?\s*"
    r"(?P<what>term\b|payment|price|reduction|shortfall|confidential|insurance|(?:governing )?law|liabilit|indemn"
    r"|terminat|intellectual|ownership|data protection|privacy|chang|variation|warrant|default|reporting|dispute"
    r"|assign|safeguard"
    r"|期限|履约|付款|价款|违约|罚则|保密|知识产权|著作权|争议|管辖|验收|解除|终止|责任|变更|保险|个资|资料保护)"
)
_SIGNED = re.compile(
    r"countersign|signed (?:for|by)[^\n]{2,60}signed (?:for|by)|for the [^\n]{3,80}for the "
    r"|双方(?:盖章|签[字章])|both (?:parties )?signed"
    r"|(?:买方|甲方)[^\n]{0,24}(?:盖章|签)[^\n]{0,16}[\s\S]{0,60}?(?:卖方|乙方)[^\n]{0,24}(?:盖章|签)"
)
_BUYER = re.compile(
    r"(?:buyer|purchaser|client|customer|ordered by|bill to|invoice to"
    r"|采购方|采购单位|买方|甲方|委托方|订购方|订货方|客户)"
    r"(?:名称)?\s*(?:[(（][^)）\n]{0,10}[)）]\s*)?[::\t]\s*"
    r"(?P<who>(?:(?!supplier|vendor|seller|供应|供货|卖方|乙方|厂商)[^\n\t]){2,80})"
)
_SELLER = re.compile(
    r"(?m)^(?:to|致|受文者|抬头)\s*[::]|supplier|vendor|seller|供应商|供应方|供货方|卖方|乙方|厂商|承揽"
)
_LETTERHEAD = 160
"""Characters in which the house that orders names itself."""

_FEWEST_CLAUSES = 4
_CONTRACT, _NO_ORDER = 6.5, -4.5
_CLIENTS_OWN, _NOT_OURS = 8.0, -6.0


def from_order(view: DocumentView) -> Iterable[Evidence]:
    """The client as its buyer; or clauses under it, and the signatures of both."""
    if view.form == "mail" or not _ORDER.search(
        "\n".join([fold(view.stem), *map(fold, view.lines[:2])])
    ):
        return
    if buyer := _client_who_buys(view):
        yield Evidence("contract", "body", _CLIENTS_OWN, (buyer,))
        yield Evidence("work_order", "body", _NOT_OURS, ())
        return
    clauses = {match["what"] for match in _CLAUSE.finditer(view.folded)}
    signed = _SIGNED.search(f"{fold(view.stem)}\n{view.folded}")
    if len(clauses) >= _FEWEST_CLAUSES and signed:
        yield Evidence("contract", "body", _CONTRACT, (*sorted(clauses)[:3], signed.group()[:16]))
        yield Evidence("work_order", "body", _NO_ORDER, ())


def _client_who_buys(view: DocumentView) -> str | None:
    """The client's name where it stands as the buyer, or heads the order with a supplier named below."""
    client, text = view.context.client, view.folded
    for match in _BUYER.finditer(text):
        if names_client(match["who"], client):
            return view.text[slice(*match.span("who"))].strip()
    if _BUYER.search(text):
        return None
    seller = _SELLER.search(text)
    head = text[: min(seller.start() if seller else 0, _LETTERHEAD)]
    return client if names_client(head, client) else None
