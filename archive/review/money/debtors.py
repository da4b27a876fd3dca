"""Who owes or is owed an amount that a sentence tells."""

from __future__ import annotations

import re

from archive.review.money.debt_clauses import RETURNED, Debt
from archive.review.money.open_items import SUPPLIER
from archive.review.money.open_rows import Outstanding, side_of_debt
from archive.review.reading import vocabulary as words
from archive.review.reading.names import likeness
from archive.review.reading.words import folded

_WE_OWE = re.compile(r"\bwe (?:still )?owe\b|我[们們方哋]?[尚仍還还仲]?[欠爭争]", re.IGNORECASE)
_OWES_US = re.compile(r"[欠爭争](?:我[們们方哋]?|本公司)|\bowes? us\b", re.IGNORECASE)
_LONGEST_PARTY, _SHORTEST_PARTY = 30, 2


def owed(told: Debt, client: str) -> Outstanding:
    """An instalment is the client's, unless the words name somebody it is owed to."""
    around = f"{told.lead} {told.behind[0] if told.goes_on else told.rest}"
    party = _party(told)
    theirs = _is_client(client, party, told) or _OWES_US.search(told.lead) is not None
    back = RETURNED.within(told.rest)
    side = _side_of_label(told.label) if told.label else None
    if side is None or theirs or back:
        around = f"{_head(told)} {around}"
        instalment = words.FINAL_INSTALMENT.within(around) or words.RECEIPTS.within(around)
        supplier = party or SUPPLIER.within(around) or _WE_OWE.search(around)
        side = "receivable" if theirs or back or (instalment and not supplier) else "payable"
    owner = client if theirs or (side == "receivable" and not party and not back) else party
    return Outstanding(
        owner,
        told.figure.value,
        side,
        told.sentence.text,
        (told.sentence.evidence,),
        told.figure.currency,
    )


def _head(told: Debt) -> str:
    """客户回款：已收…，余…: what the whole sentence is about."""
    head = re.match(r"[^:：\d]{2,12}(?=[:：])", told.sentence.text)
    return head.group() if head else ""


_WAY = re.compile(r"[应應未待](?P<way>[收付])(?!据|據)")


def _side_of_label(label: str) -> str | None:
    """應收, 未收 and 待收 are the team's to get; else as the words of lists say."""
    if way := _WAY.search(label):
        return "receivable" if way["way"] == "收" else "payable"
    return side_of_debt(label)


_SAME = 0.6
_NO_NAME = re.compile(r"\d|[。！？!?]")


def _party(told: Debt) -> str:
    """Below a label the words before the amount are a name, with what it is for; elsewhere nobody is named."""
    if not told.label:
        return ""
    lead = told.lead.removeprefix(told.label)
    piece = re.split(r"[；;，,、)）]", lead)[-1].strip(" :：-–—(（")
    piece = re.sub(r"^(?:and|or|及|和|與|与)\s+", "", piece, flags=re.IGNORECASE)
    piece = re.sub(r"\s*(?:[A-Z]{2,3}|NT|[$£€¥])$", "", piece).strip()
    named = len(_bare(piece)) >= _SHORTEST_PARTY and len(piece) <= _LONGEST_PARTY
    return piece if named and not _NO_NAME.search(piece) else ""


def _bare(party: str) -> str:
    """The name without what the amount is: 海棠乳业二期款 is 海棠乳业."""
    return words.FINAL_INSTALMENT.without(words.INSTALMENT.without(party)).strip()


_NAME_HEAD = re.compile(r"[a-z][a-z'&]{3,}|[^\x00-\x7f]{2,4}")


def _is_client(client: str, party: str, told: Debt) -> bool:
    """The client is named: as the party of a list, else right before the amount, by the head of its name."""
    if not client:
        return False
    head = _NAME_HEAD.match(folded(client))
    if party:
        begins = head is not None and folded(party).startswith(head.group())
        return begins or likeness(client, _bare(party)) >= _SAME
    near = re.split(r"[，,。；;]", told.lead)[-1]
    return head is not None and head.group() in folded(near) and not _WE_OWE.search(near)
