"""The numbers of things that a contract's clauses promise.

A clause promises when it says what is to be done, stands under a heading on services, is one of a list
that counts things, or counts several things itself. Prices, penalties and instalments promise none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.contracts.promised_names import counted_by, holds_others, thing_counted
from archive.review.contracts.promised_reports import (
    is_any_report,
    recurring_report,
    reports_promised,
)
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.conditions import is_conditional
from archive.review.reading.counts import Count, counts_in
from archive.review.reading.names import core
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list

_SHALL = word_list("contracts.shall")
_LEAD = word_list("contracts.lead")
_PAY = word_list("contracts.pay")
_NOT_PRICE = word_list("contracts.not_price")


@dataclass(frozen=True, slots=True)
class PromisedCount:
    """So many of a thing, as a clause has it."""

    name: str
    quantity: Decimal
    unit: str
    evidence: Evidence
    counted_by: str = ""
    """What stands for one of them, where that is another thing: a school for each talk."""


def promised_counts(paragraphs: Sequence[Passage]) -> Iterator[PromisedCount]:
    """What the clauses promise, and the items below a clause that announces them."""
    announced = maybe = False
    listed = _lists_of_counts(paragraphs)
    for number, passage in enumerate(map(_without_number, paragraphs)):
        maybe = maybe and _is_item(paragraphs[number])
        if maybe or _announces_a_case(passage.text):
            announced, maybe = False, True
            continue
        headed = bool(passage.trail) and _LEAD.within(passage.trail[-1])
        below = number in listed or headed or _LEAD.within(_own_heading(passage.text))
        counted = False
        for run in _runs(passage):
            found = {sentence: _counted(sentence) for sentence in run}
            told = announced or below or _enumerates(run, sum(map(len, found.values())))
            case = False
            for sentence, things in found.items():
                told = told or _says_what(sentence.text)
                if case:
                    continue
                case = _announces_a_case(_TO_COLON.sub(r"\1", sentence.text))
                if told and not _NOT_PRICE.within(sentence.text):
                    counted = counted or bool(things)
                    yield from things
        says_what = _SHALL.within(passage.text) or _LEAD.within(passage.text)
        open_end = counted and passage.text.endswith((";", "；", ",", "、", " and", "及"))
        announced = (
            (says_what and passage.text.endswith((":", "：")))
            or (announced and counted)
            or open_end
        )


_TO_COLON = re.compile(r"([^:：]*[:：]).*", re.DOTALL)


def _announces_a_case(text: str) -> bool:
    """若甲方加購，乙方另提供： the items below are for that case."""
    return text.endswith((":", "：")) and is_conditional(text, len(text))


def _says_what(text: str) -> bool:
    return _SHALL.within(text) or bool(recurring_report(text))


def promised_reports(paragraphs: Sequence[Passage]) -> Iterator[PromisedCount]:
    """Only what clauses say of reports that come again and again."""
    for passage in map(_without_number, paragraphs):
        for sentence in sentences_of(passage):
            named = recurring_report(sentence.text)
            if named and not _NOT_PRICE.within(sentence.text):
                yield from (p for p in _counted(sentence) if core(p.name) == core(named))


_SEVERAL = 2


def _runs(passage: Passage) -> list[list[Passage]]:
    """The sentences of a clause, those together that go on behind a semicolon."""
    runs: list[list[Passage]] = [[]]
    for sentence in sentences_of(passage):
        if runs[-1] and not runs[-1][-1].text.endswith(("；", ";")):
            runs.append([])
        runs[-1].append(sentence)
    return runs


def _enumerates(run: Sequence[Passage], counted: int) -> bool:
    """12 briefings; 3 statements; 1 handbook: a row of counted things, whatever the verb."""
    text = " ".join(sentence.text for sentence in run)
    of_goals = words.GOALS.within(_own_heading(text)) or _KPI.search(text)
    if counted < _SEVERAL or of_goals or _PAY.within(text) or _NOT_PRICE.within(text):
        return False
    return not any(figure.currency for figure in find_quantities(text))


_KPI = re.compile(r"指[标標]|\bKPIs?\b|\btargets?\b", re.IGNORECASE)


_OWN_HEADING = re.compile(
    r"(?:第[^\s條条]{1,4}[條条]\s*|\d{1,2}[.、]?\s*)?([^：:。；;]{2,16})[：:]"
)


def _own_heading(text: str) -> str:
    """What stands before the colon that a clause begins with (第二條 委託事項：（一）…）."""
    match = _OWN_HEADING.match(text)
    return match[1] if match else ""


def _lists_of_counts(paragraphs: Sequence[Passage]) -> frozenset[int]:
    """The items of lists in which most items count something, under whatever heading."""
    found: set[int] = set()
    numbered = [(n, p) for n, p in enumerate(paragraphs) if _is_item(p)]
    for trail, group in groupby(numbered, key=lambda entry: entry[1].trail):
        items = list(group)
        heading = trail[-1] if trail else ""
        counted = [n for n, p in items if _counts_things(p)]
        about_pay = _PAY.within(heading) or _NOT_PRICE.within(heading)
        if not about_pay and len(counted) >= 2 and len(counted) * 2 >= len(items):
            found.update(counted)
    return frozenset(found)


_CLAUSE_NUMBER = re.compile(
    r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}(?:\s*(?=[^\W\d_])(?![萬万億亿千百])|\s+(?=\d+\s+[a-z]))",
    re.IGNORECASE,
)
"""2.3 in front of a clause, also where a scan joined it to the words behind."""


def _without_number(passage: Passage) -> Passage:
    """The clause without its mark or its number."""
    number = _CLAUSE_NUMBER.match(passage.text)
    return without_mark(passage.cut(number.end(), len(passage.text)) if number else passage)


def _is_item(passage: Passage) -> bool:
    return passage.kind is SegmentKind.LIST_ITEM or _without_number(passage).text != passage.text


def _counts_things(passage: Passage) -> bool:
    text = _without_number(passage).text
    paid = _PAY.within(text) or _NOT_PRICE.within(text)
    return len(text) <= 160 and not paid and bool(counts_in(text, promised=True))


def _counted(sentence: Passage) -> list[PromisedCount]:
    series = reports_promised(sentence.text)
    found = []
    if series is not None and not is_conditional(sentence.text, series.start, series.end):
        found.append(PromisedCount(series.name, series.quantity, "", sentence.evidence))
    for count in counts_in(sentence.text, promised=True):
        if series is not None and series.start <= count.start < series.end:
            continue
        name = thing_counted(count, sentence.text)
        if is_any_report(name):
            name = recurring_report(sentence.text) or name
        if _promises_nothing(count, sentence.text):
            continue
        if len(name) >= 2 and not _MEASURE.match(name):
            by = counted_by(count)
            by = "" if by in name else by
            found.append(PromisedCount(name, count.value, count.unit, sentence.evidence, by))
    return found


def _promises_nothing(count: Count, text: str) -> bool:
    """The figure counts nothing that is to be delivered: a size, a piece's share, what a case would ask for."""
    apiece = _APIECE.match(count.after) or _SIZE_OF.search(count.before)
    if holds_others(count) or count.value >= _MOST or count.unit == "式" or apiece:
        return True
    if _HOLDS.search(count.before) or _AGAIN.match(text, count.start):
        return True
    if is_conditional(text, count.start, count.end):
        return True
    return bool(_BY_THE_CLIENT.search(text)) or _is_how_often(count, text)


def _is_how_often(count: Count, text: str) -> bool:
    """每兩週提送進度報告一次: one at a time says how often, not how many."""
    return count.value == 1 and count.unit in ("次", "份", "期") and bool(recurring_report(text))


_BY_THE_CLIENT = re.compile(
    r"(?:甲方|委[托託]方|[业業]主|[买買]方|[机機][关關])(?:[应應须須将將]|[负負][责責])*(?:免费|免費|无偿|無償)?(?:提供|自[备備]|承[担擔])"
    r"|\b(?:provided|supplied|furnished|borne) by the (?:client|buyer|customer)\b"
    r"|\bthe (?:client|buyer|customer) (?:shall|will|is to) (?:provide|supply|furnish)\b",
    re.IGNORECASE,
)
"""What the client brings is no duty of the agency."""
_HOLDS = re.compile(
    r"(?:容[纳納]|可坐|[座席]位|坐[满滿])[^，,；;]{0,4}$"
    r"|\b(?:seats?|seating(?: for)?|holds?|holding|capacity(?: of)?)$",
    re.IGNORECASE,
)
"""A hall that holds 420 people: how large it is, no number of anything promised."""
_AGAIN = re.compile(
    "二次(?:[进進][场場]|搭|布|拆|加工|[创創]作|[传傳]播|剪|利用|曝光|[运運]|施工|安[装裝]|印|修|入[场場])"
)
"""二次进场费, 二次搭建: what is done again, not twice."""
_MOST = Decimal(1_000_000)
_APIECE = re.compile(
    r"[^\W\d]?[A-Za-z\s\-]{0,24}?\b(?:each|per\s+(?!month|week|day|year|quarter))", re.IGNORECASE
)
_SIZE_OF = re.compile(
    r"\bfor(?: up to| about| some)?$|(?:^|[甲乙]方|[廠厂]商)(?:为|為|替)$", re.IGNORECASE
)
"""A dinner for 60 guests is one dinner; 為兩場講座提供直播 promises the broadcast."""
_MEASURE = re.compile(
    r"(?:stages?|phases?|instalments?|installments?|payments?|parts?|pages?|words?|counterparts?|originals?|sq(?:uare)?\b|met(?:re|er)s?|km"
    r"|[平立]方|公[里尺分]|米|小[时時]|期付|次付|式|正本|副本)(?![a-z])",
    re.IGNORECASE,
)
"""How large something is or how it is paid: no thing to be delivered."""
