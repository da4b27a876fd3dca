"""Who made a contract: the names behind 甲方 and 乙方, Client and Agency, and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from archive.review.contracts.forms import form_fields
from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence
from archive.review.reading.names import core
from archive.review.reading.passages import Passage

_ROLES = (
    "甲方|乙方|丙方|委托方|委託方|委托人|委託人|受托方|受託方|受託人|受托人|委托单位|委託單位|执行单位|執行單位|定作人|承攬人|承揽人|業主|业主|"
    "承辦商|承办商|承辦單位|承包商|服务商|服務商|服务方|服務方|供应商|供應商|廠商|厂商|客户|客戶|機關|立約人|立约人|立合約書人|立契約書人|"
    "买方|買方|卖方|賣方|采购方|採購方|采购单位|採購單位|主辦單位|主辦方|"
    "Client|Agency|Supplier|Company|Contractor|Customer|Consultant|Provider|Vendor|Brand|Partner|Buyer|Purchaser|Seller"
)
_NAME = r"[^\s，,；;。：:（(　][^，,；;。：:（(　\n]{1,49}(?:[（(][^）)]{1,6}[）)][^\s，,；;。：:（(　]{2,24})?"
_LABELLED = re.compile(
    rf"(?<![\w])(?<![Ff]or the )(?<![Ff]or )(?<!behalf of the )(?<!behalf of )(?:立\s*)?(?P<role>{_ROLES})\s*"
    rf"(?:[(（][^)）]{{1,12}}[)）]\s*){{0,2}}[:：]\s*(?P<name>{_NAME})"
)
_NICKNAMED = re.compile(
    rf"(?<![A-Za-z])(?P<name>{_NAME})(?:，[^（(「“\"]{{0,60}})?\s*[(（]"
    rf"(?:(?:以下|下稱|下称|簡稱|简称|後稱)?[^)）]{{0,6}}?[「“\"『]?(?:{_ROLES})[」”\"』]?"
    r"|(?:以下|下稱|下称)?(?:簡稱|简称)?[「“\"『][^」”\"』]{1,8}[」”\"』])[)）]"
)
_ABOUT_A_PARTY = r"(?:of|a company|whose|incorporated|having|with)\b"
_BETWEEN = re.compile(
    rf"\bbetween:?\s+(?:\(1\)\s*)?(?:the\s+)?(?P<first>[A-Z][^;(]{{2,60}}?)"
    rf"(?:,?\s+{_ABOUT_A_PARTY}[^;]*?|\s*\([^)]*\)[^;]*?)?;?\s+and\s+(?:\(2\)\s*)?"
    rf"(?:the\s+)?(?P<second>[A-Z][^;(]{{2,60}}?)(?=,?\s+{_ABOUT_A_PARTY}|\s*[(;.]|$)"
)
_NOT_A_NAME = re.compile(
    r"代表|日期|盖章|蓋章|签字|簽字|地址|电话|電話|以下|双方|雙方|签章|簽章|法定"
)
_SIGNED_ON_A_LINE = re.compile(r"[_＿]|.*[_＿]{2}")
"""甲方：_____ or what a scan leaves of the line below a signature: who signed, or nobody."""
_LEADING = re.compile(
    r"^(?:[(（]?\d[)）.、]?\s*|立合?契?[約约]?書?人?[:：]\s*|由\s*|茲因\s*|between\s+|and\s+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Party:
    """A party's name as the contract writes it."""

    name: str
    evidence: Evidence


def parties_of(paper: Paper) -> list[Party]:
    """The parties in the order the contract names them, none twice, at most four.

    Those of a form, where the role is one cell and the name the next, before those of the text.
    """
    found: dict[str, Party] = {}
    told = (party for passage in paper.paragraphs[:40] for party in _in_passage(passage))
    for party in chain(_in_forms(paper), told):
        if not any(core(party.name) in key or key in core(party.name) for key in found):
            found[core(party.name)] = party
    return list(found.values())[:4]


_ROLE_CELL = re.compile(rf"\s*(?:(?:{_ROLES})[\s/／()（）:：]*){{1,3}}", re.IGNORECASE)


def _in_forms(paper: Paper) -> Iterator[Party]:
    for label, value in form_fields(paper):
        if _ROLE_CELL.fullmatch(label):
            yield from _party(value, 0, len(value.text))


def _in_passage(passage: Passage) -> Iterator[Party]:
    between = _BETWEEN.search(passage.text)
    if between:
        for group in ("first", "second"):
            yield from _party(passage, between.start(group), between.end(group))
        return
    spans = sorted(
        (m.start("name"), m.end("name"))
        for pattern in (_LABELLED, _NICKNAMED)
        for m in pattern.finditer(passage.text)
    )
    for start, end in spans:
        yield from _party(passage, start, end)


def _party(passage: Passage, start: int, end: int) -> Iterator[Party]:
    text = passage.text[start:end]
    lead = _LEADING.match(text)
    start += lead.end() if lead else 0
    name = passage.text[start:end].strip(" 、,，")
    if (
        len(name) < 3
        or _SIGNED_ON_A_LINE.match(name)
        or re.fullmatch(_ROLES, name)
        or _NOT_A_NAME.search(name)
        or not re.search(r"[^\W\d_]{2}", name)
    ):
        return
    yield Party(name, passage.cut(start, end).evidence)
