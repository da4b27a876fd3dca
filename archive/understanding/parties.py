"""Who a document is between: labelled parties first (甲方, 委託單位, Client), then names of companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.folding import fold
from archive.understanding.view import DocumentView, fold_in_place

MOST = 4
_LOOKED_AT = 5_000
_LABELS = (
    "立契约书人|立合约书人|立协议书人|立合同人|立约人|甲方|乙方|丙方|委托方|受托方|委托人|受托人|委托单位|受托单位|执行单位|承办单位|承揽单位|主办单位|主办机构|执行方|服务方|报价方|提案方|发出方|"
    "客户名称|客户|厂商|供应商|投标厂商|请款单位|付款方户名|收款方户名|购买方名称|销售方名称|购买方|销售方|买受人|致|呈交|编制|发件|撰写单位|"
    "client|agency|supplier|customer|bill to|party a|party b|prepared for|contractor|vendor|from|to"
)
_LABELLED = re.compile(
    rf"(?:^|(?<=[\s\u3000(（|]))(?:{_LABELS})\s?(?:[(（][^()（）\n]{{1,12}}[)）])?\s?[:：]\s?(?P<name>[^\n:：；;。\t]{{2,60}})"
)
_NAME_ENDS = re.compile(
    r"[，,]\s|[，]|\s{2,}|\u3000|[(（](?:以下|下称|下稱|簡稱|简称|the |hereinafter)|\s(?=[\u3400-\u9fff]{2,8}[:：])"
    r"|(?<=公司|協會|协会)\s|(?<=基金會|基金会)\s"
)
_SUFFIX = "股份有限公司|有限责任公司|有限公司|股份公司|基金会|协会|商会|学会|公会|事务所|工作室|合作社|集团"
_ENDING = re.compile(_SUFFIX)
_RUN = re.compile(r"[\u3400-\u9fffA-Za-z0-9·&()（）]+\Z")
_LONGEST_NAME = 30
_LATIN = re.compile(
    r"(?:[A-Z][\w&'’-]*,?[ ]|& ){1,5}"
    r"(?:Pte\.? Ltd|Co\.,? Ltd|Pty Ltd|Limited|Ltd|Inc|LLC|LLP|PLC|plc|GmbH|Corporation|Corp)"
    r"(?![A-Za-z])(?:(?<=Ltd|Inc|orp)\.)?"
)
_LEADING = re.compile(
    r"(?:.*(?:以及|委托|受托|提供给|签约方|甲方|乙方|[由与和及致向为给对经请是])(?=.{4})|本案|本|该|即|称|系|\([0-9a-z]{1,2}\)|[0-9]+)"
)
_OUR = re.compile(r"^(?:我|你|贵|本|该|各|双|公|贊|统一)")
_NO_COMPANY = re.compile(r"[0-9]{3,}|[@/\\]|https?")
_SHORTEST = 5
_BARE = re.compile(
    rf"[由与和及向为给对经请是的].?(?:{_SUFFIX})$"
)  # 差旅由协会: a word of a sentence, no name


@dataclass(frozen=True, slots=True)
class NamedParty:
    """A name as the document writes it, and the label it stands behind; "" where it only stands there."""

    name: str
    label: str = ""


def parties_of(view: DocumentView) -> tuple[NamedParty, ...]:
    """At most MOST, labelled ones first, none twice."""
    text = view.text[:_LOOKED_AT]
    if len(view.text) > _LOOKED_AT:
        text = f"{text}\n{view.tail}"
    found: list[NamedParty] = []
    for party in (*_labelled(text), *map(NamedParty, _companies(text))):
        if not any(_same(party.name, known.name) for known in found):
            found.append(party)
    return tuple(found[:MOST])


def _same(name: str, known: str) -> bool:
    a, b = fold(name), fold(known)
    return a in b or b in a


def _labelled(text: str) -> Iterator[NamedParty]:
    folded = fold_in_place(text)
    for match in _LABELLED.finditer(folded):
        written = _NAME_ENDS.split(text[match.start("name") : match.end("name")])[0]
        name = written.strip(' \u3000_-*|.·「」『』“”"')
        if _is_company(name):
            label = text[match.start() : match.start("name")].strip(" \u3000:：")
            yield NamedParty(name, label)


def _is_company(name: str) -> bool:
    """A label also stands before people and products: only a company's name, or an office's, counts."""
    if not 3 <= len(name) <= 40 or _NO_COMPANY.search(name):
        return False
    return bool(
        re.search(rf"(?:{_SUFFIX}|局|署|处|馆|院|大学|中心|银行|部)$", fold(name))
        or _LATIN.fullmatch(f"{name}")
    ) and not _OUR.match(fold(name))


def _companies(text: str) -> Iterator[str]:
    folded = fold_in_place(text)
    previous = 0
    for ending in _ENDING.finditer(folded):
        start = _name_start(folded, max(previous, ending.start() - _LONGEST_NAME), ending.start())
        previous = ending.end()
        name = folded[start:previous]
        if len(name) >= _SHORTEST and not _OUR.match(name) and not _BARE.search(name):
            yield text[start:previous]
    for latin in _LATIN.finditer(text):
        name = latin.group() if "Co., " in latin.group() else latin.group().rpartition(", ")[2]
        yield re.sub(r"^(?:The|And|Between|By|For|With|To|Client|Agency) ", "", name.strip())


def _name_start(text: str, earliest: int, ending: int) -> int:
    """Where the name before an ending begins: no word of the sentence, no half bracket before it.

    The text is folded, so every bracket is half width.
    """
    run = _RUN.search(text, earliest, ending)
    if run is None:
        return ending
    start = run.start()
    opened, closed = text.rfind("(", start, ending), text.find(")", start, ending)
    if closed >= 0 and not start <= opened < closed:
        start = text.rfind(")", start, ending) + 1
    elif opened >= 0 and closed < 0:
        start = opened + 1
    while (leading := _LEADING.match(text, start, ending)) and leading.end() > start:
        start = leading.end()
    return start
