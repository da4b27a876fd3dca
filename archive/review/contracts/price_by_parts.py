"""What a contract's instalments, shares or monthly fees come to, where it names no price."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from archive.domain.numerals import read_int
from archive.review.contracts.contract_terms import Term, terms_of
from archive.review.contracts.price import OF_EACH_MONTH, Price, has_sign, is_money
from archive.review.papers.papers import Paper
from archive.review.reading.citations import Evidence
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import word_list

_NOT_PRICE = word_list("contracts.not_price")
_WHOLE = Decimal(100)

_COUNTED = re.compile(
    r"分\s*(?P<han>[二两兩三四五六])\s*(?:期|次(?=[^，,。；;]{0,4}(?:(?<!交)[付拨撥缴繳请請核]|$|[，,：:])))|\b(?P<latin>two|three|four|five|six)\s+(?:equal\s+)?(?:instal+ments|payments|parts|stages)",
    re.IGNORECASE,
)
_NUMBERS = {"二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_NUMBERS |= {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def price_by_instalments(paper: Paper, currency: str | None) -> Price | None:
    """What the instalments add up to: told before them, or the sum of as many as are announced."""
    for passage in paper.paragraphs:
        money = [q for q in find_quantities(passage.text) if has_sign(q) and not q.is_rate]
        for number, figure in enumerate(money):
            parts = money[number + 1 :]
            if len(parts) >= 2 and sum(part.value for part in parts) == figure.value:
                return Price(figure.value, figure.currency or currency, passage.evidence)
        said = _COUNTED.search(passage.text)
        count = _count(said) if said else 0
        each = said and len(money) == 1 and _each_time(passage.text, said, money[0])
        apart = said and len(money) == count and not _APIECE.search(passage.text)
        if each or apart:
            whole = sum((part.value for part in money), Decimal(0)) * (count if each else 1)
            return Price(whole, money[0].currency or currency, passage.evidence)
    return None


def announces_parts(text: str, start: int, money: Sequence[Quantity]) -> bool:
    """Three instalments of £20,000, £20,000 and £10,000: all amounts are behind `start`, as many as announced."""
    said = _COUNTED.search(text, start)
    behind = [q for q in money if said and q.start >= said.end()]
    return said is not None and len(behind) == len(money) == _count(said)


def _count(said: re.Match[str]) -> int:
    return _NUMBERS[(said["han"] or said["latin"]).lower()]


_EACH = re.compile(
    r"每[期次][^，,。；;]{0,12}\d|[各均]\S{0,4}\d|(?:instal+ments|payments|parts|stages) of\b|\beach\b",
    re.IGNORECASE,
)
"""Three instalments of £20,000 each, 分三期，每期 20 萬元."""
_APIECE = re.compile(r"每[期次]|\beach\b", re.IGNORECASE)
_OF_ANOTHER_THING = re.compile(
    r"[差交]旅|交通|[运運][费費]|配送|[车車][费費马馬]|另[计計加]|[实實][报報]"
    r"|\b(?:travel|delivery|postage|expenses|extra|fees? for|per person)\b",
    re.IGNORECASE,
)
"""Late payment: £200 each, 每次配送費: what comes on top each time is no instalment."""


def _each_time(text: str, said: re.Match[str], amount: Quantity) -> bool:
    """The one amount is what each of the announced instalments comes to."""
    between = text[min(said.end(), amount.start) : amount.end]
    other = _NOT_PRICE.within(between) or _OF_ANOTHER_THING.search(between)
    return bool(_EACH.search(text)) and not other


def price_of_shares(paper: Paper, currency: str | None) -> Price | None:
    """Instalments with a share and an amount each, which make up the whole: 30% 即…元, 40% 即…元, 30% 即…元."""
    terms = [term for term in terms_of(paper) if term.percent and term.amount]
    whole = sum((term.amount for term in terms if term.amount), Decimal(0))
    if len(terms) < 2 or sum((t.percent for t in terms if t.percent), Decimal(0)) != _WHOLE:
        return None
    if not all(_is_share(term, whole) for term in terms):
        return None
    spans = tuple(span for term in terms for span in term.evidence.spans)
    return Price(whole, _currency_of(terms) or currency, Evidence(paper.source, spans))


def _is_share(term: Term, whole: Decimal) -> bool:
    return abs((term.amount or 0) - whole * (term.percent or 0) / _WHOLE) <= 1


def _currency_of(terms: Sequence[Term]) -> str | None:
    named = (q.currency for term in terms for q in find_quantities(term.text))
    return next(filter(None, named), None)


_MONTHS = re.compile(
    r"(?:共|为期|為期|期限)?\s*(?P<han>\d{1,2}|[一二两兩三四五六七八九十]{1,3})\s*[个個]月"
    r"|\bfor (?:a (?:term|period) of )?(?P<latin>\d{1,2}|three|four|five|six|eight|nine|ten|twelve|eighteen)"
    r"\s*(?:\(\d+\)\s*)?(?:calendar |consecutive )?months",
    re.IGNORECASE,
)


def price_of_months(paper: Paper, currency: str | None) -> Price | None:
    """A fee for each month and for how many months, there or in the clause of the term: what both come to."""
    terms = {n: s for s in paper.sentences if _TERM.search(s.text) and (n := _months_in(s.text))}
    for sentence in paper.sentences:
        rates = [
            q
            for q in find_quantities(sentence.text)
            if is_money(q) and OF_EACH_MONTH.search(sentence.text[: q.start])
        ]
        if len(rates) != 1 or _NOT_PRICE.within(sentence.text):
            continue
        number, spans = _months_in(sentence.text), sentence.evidence.spans
        if not number and len(terms) == 1 and _MONTHLY.search(sentence.text):
            ((number, term),) = terms.items()
            spans = (*term.evidence.spans, *spans)
        if number:
            value, evidence = rates[0].value * number, Evidence(paper.source, spans)
            return Price(value, rates[0].currency or currency, evidence)
    return None


_TERM = re.compile(r"期[间間限]|合[约約同]期|[为為]期|\b(?:term|period|duration)\b", re.IGNORECASE)
_MONTHLY = re.compile(r"每[个個]?月|月[费費]|按月|\b(?:monthly|per month|a month)\b", re.IGNORECASE)


def _months_in(text: str) -> Decimal | None:
    spans = (m for m in _MONTHS.finditer(text) if not _is_of_another_span(text, m))
    said = next(spans, None)
    if said is None:
        return None
    counted = find_quantities((said["han"] or said["latin"]) + " months")
    number = counted[0].value if counted else read_int(said["han"] or "")
    return Decimal(number) if number else None


def _is_of_another_span(text: str, months: re.Match[str]) -> bool:
    """保固期限十二個月, a notice period of three months: no time for which the fee is paid."""
    before = re.split(r"[，,。；;]", text[: months.start()])[-1]
    behind = re.split(r"[，,。；;]", text[months.end() :])[0]
    return bool(_ANOTHER_SPAN.search(f"{before} {behind}"))


_ANOTHER_SPAN = re.compile(
    r"保[固修密存留]|[质質]保|付款|[试試]用|通知|[宽寬]限|授[权權]|使用期|票期"
    r"|\b(?:warranty|guarantee|confidential\w*|payment|probation\w*|trial|notice|licen[cs]e|retention|grace|non-compete)\b",
    re.IGNORECASE,
)
