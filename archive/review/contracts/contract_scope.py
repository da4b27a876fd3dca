"""What a contract promises in quantities, from its tables, clauses and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.counts import Count, counts_in
from archive.review.reading.names import core
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import word_list
from archive.review.tables.cells import column_unit, read_cell
from archive.review.tables.tables import Table, is_total

_NOT_PRICE = word_list("contracts.not_price")


@dataclass(frozen=True, slots=True)
class Obligation:
    """A thing promised in a quantity."""

    name: str
    quantity: Decimal
    unit: str
    due: str
    evidence: Evidence


def obligations_of(paper: Paper) -> Iterator[Obligation]:
    """The rows of deliverables tables; where there is none, the counts of the clauses on services."""
    found = [o for table in paper.tables for o in _obligations_in_table(table)]
    found = found or list(_obligations_in_text(paper.paragraphs))
    seen: set[str] = set()
    for obligation in found:
        if core(obligation.name) not in seen:
            seen.add(core(obligation.name))
            yield obligation


def _obligations_in_table(table: Table) -> Iterator[Obligation]:
    table = _without_head(table)
    column = table.column(
        words.QUANTITY, where=lambda n: n != table.name_column and table.is_numeric(n)
    )
    if column is None:
        column = _counted_column(table)
    if column is None or words.MONEY_COLUMN.within(table.header[column].replace("数量", "")):
        return
    due = table.column(words.DUE, where=lambda n: n != column)
    counter = table.column(words.UNIT, where=lambda n: n not in (column, table.name_column))
    for row in table.rows:
        name = row.cell(table.name_column)
        quantity = read_cell(row.cell(column), column_unit(table.header[column]))
        counted = (
            quantity is not None and not _is_price(quantity) and not _is_lump(row.cell(column))
        )
        if name and quantity and counted and not is_total(row, table.name_column):
            unit = row.cell(counter) or ("" if quantity.unit.isascii() else quantity.unit)
            yield Obligation(name, quantity.value, unit, row.cell(due), table.evidence(row))


_ITEM_NUMBER = re.compile(
    r"[(（]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十甲乙丙丁戊己庚]{1,3})[)）.、]?"
)


def _without_head(table: Table) -> Table:
    """A schedule without a head: its first row counts things like the others, and is one of them."""
    if not table.header_spans or not any(map(_is_counted, table.header)):
        return table
    counted = [n for n, cell in enumerate(table.header) if _is_counted(cell)]
    alike = [n for n in counted if table.rows and table.share(n, _is_counted) >= _MOSTLY]
    if not alike:
        return table
    numbered = _ITEM_NUMBER.fullmatch(table.header[0].strip())
    rows = table.every_row[len(table.titles) :]
    header = tuple("" for _ in table.header)
    if numbered and len(table.header) > 2:  # (a), (b) name no row
        rows = tuple(replace(row, cells=("", *row.cells[1:])) for row in rows)
    return replace(table, header=header, header_spans=(), rows=rows)


_MOSTLY = 0.7


def _is_counted(cell: str) -> bool:
    """8 堂, 6 episodes: a number of things and nothing before it."""
    figure = next(iter(find_quantities(cell)), None)
    return figure is not None and figure.start <= 1 and bool(counts_in(cell, promised=True))


def _counted_column(table: Table) -> int | None:
    """The column whose cells begin with a number of things: 10条，每条不少于30秒; 2 days, 14 posts."""
    for number, heading in enumerate(table.header):
        money = words.MONEY_COLUMN.within(heading) or words.RATE.within(heading)
        if number == table.name_column or money or table.is_dated(number):
            continue
        if len(table.values(number)) >= 2 and table.share(number, _is_counted) >= 0.6:
            return number
    return None


_LUMP = re.compile(r"\s*(?:1|一)?\s*(?:式|批|季|年|lots?|lump sum|ls)\s*", re.IGNORECASE)


def _is_lump(cell: str) -> bool:
    """1式, 1 lot: the work as a whole, no number of things."""
    return _LUMP.fullmatch(cell) is not None


def _is_price(quantity: Quantity) -> bool:
    return quantity.is_rate or bool(quantity.currency) or quantity.unit == "元"


_SHALL = word_list("contracts.shall")
_LEAD = word_list("contracts.lead")


def _obligations_in_text(paragraphs: Sequence[Passage]) -> Iterator[Obligation]:
    """Counts in clauses that say what is to be done, and in the items below such a clause."""
    announced = False
    listed = _lists_of_counts(paragraphs)
    for number, passage in enumerate(map(_without_number, paragraphs)):
        headed = bool(passage.trail) and _LEAD.within(passage.trail[-1])
        below = number in listed or headed or _LEAD.within(_own_heading(passage.text))
        counted = goes_on = False
        for sentence in sentences_of(passage):
            told = announced or below or goes_on or _SHALL.within(sentence.text)
            goes_on = told and sentence.text.endswith(("；", ";"))
            if not told or _NOT_PRICE.within(sentence.text):
                continue
            for obligation in _counted(sentence):
                counted = True
                yield obligation
        says_what = _SHALL.within(passage.text) or _LEAD.within(passage.text)
        open_end = counted and passage.text.endswith((";", "；", ",", "、", " and", "及"))
        announced = (
            (says_what and passage.text.endswith((":", "：")))
            or (announced and counted)
            or open_end
        )


_OWN_HEADING = re.compile(
    r"(?:第[^\s條条]{1,4}[條条]\s*|\d{1,2}[.、]?\s*)?([^：:。；;]{2,16})[：:]"
)


def _own_heading(text: str) -> str:
    """What stands before the colon that a clause begins with (第二條 委託事項：（一）…）."""
    match = _OWN_HEADING.match(text)
    return match[1] if match else ""


_PAY = word_list("contracts.pay")


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


def _counted(sentence: Passage) -> Iterator[Obligation]:
    for count in counts_in(sentence.text, promised=True):
        name = _noun(count, sentence.text)
        apiece = _APIECE.match(count.after) or _SIZE_OF.search(count.before)
        if len(name) >= 2 and count.value < 100000 and not (apiece or _MEASURE.match(name)):
            yield Obligation(name, count.value, count.unit, "", sentence.evidence)


_APIECE = re.compile(
    r"[\w\s\-]{0,24}?\b(?:each|per\s+(?!month|week|day|year|quarter))", re.IGNORECASE
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
_VERBS = re.compile(
    "^.*(?:交付|提供|完成|制作|製作|执行|執行|负责|負責|包括|包含|以及|办理|辦理|举办|舉辦|拍摄|拍攝|设计|設計|招募|规划|規劃"
    "|发布|發布|撰写|撰寫|产出|產出|组织|組織|邀约|邀約|邀请|邀請|提交|提送|供应|供應|安排|及|和|与|與|并|並|应|應|须|須|共)"
)
_FIRST_VERB = re.compile(
    "^(?:应|應|须|須|共|并|並|及)?(?:交付|提供|完成|制作|製作|执行|執行|负责|負責|包括|包含)"
)
_TAKEN = re.compile(
    "(?:提交|提送|交付|提供|发布|發布|制作|製作|撰写|撰寫|出具|产出|產出)(?P<name>[^，,。；;、\\d]{2,14})$"
)
_TAKEN_ENGLISH = re.compile(
    r"\b(?:a|an|the|one)\s+(?P<name>[A-Za-z\-]+(?:\s[A-Za-z\-]+){0,2}?)\s+(?:every|each|per|once|on)\b"
)
_IN_ALL = re.compile(r"(?:in total|in all|altogether|total)\b", re.IGNORECASE)
_LEAST = re.compile(
    "(?:总|總)?(?:共计|共計|合计|合計|合共|总计|總計|共|不少[于於]|不低[于於]|不得少[于於]|至少|最少|各|约|約|为|為)+$"
)
_FROM_THE = re.compile("^(?:实际|實際|之|的|其中|本|该|該|在地)")
_TAIL_ENGLISH = re.compile(r"(?:[A-Za-z][A-Za-z\-]*)(?:\s+[A-Za-z\-]+){0,2}")


def _noun(count: Count, text: str) -> str:
    """What is counted: the words behind the figure, else those before it, else of the clause before."""
    if _IN_ALL.match(count.after):
        return _before_bracket(text, count) or _clause_before(text, count)
    several = re.match(r"(?:[A-Za-z\-]+\s+){0,3}?[A-Za-z\-]*[^\Wsu]s\b", count.after)
    single = (
        re.match(r"[A-Za-z\-]+(?:\s+[A-Za-z\-]+){0,2}", count.after) if count.value == 1 else None
    )
    english = several or single or _TAIL_ENGLISH.fullmatch(count.after)
    if english:
        return english.group().strip()
    behind = re.match(r"[^\s，,。；;、（(：:\d]{2,12}", count.after)
    if (
        behind
        and not behind.group().isascii()
        and behind.group()[0] not in "之的以於于在，及和與与"
    ):
        return behind.group()
    if times := _TIMES.search(count.before):
        return times["name"].strip()
    before = _LEAST.sub("", count.before)
    if count.unit and (short := _SHORT_NAME.search(before)):
        return short.group()
    ahead = re.search(r"(?:[A-Za-z][\w&\-]*[ \u3000]?)?[^\s，,。；;、）)：:\d]{2,30}$", before)
    whole = ahead.group() if ahead and not ahead.group().isascii() else ""
    name = _FROM_THE.sub("", _VERBS.sub("", whole))[-14:]
    if whole and len(name) < 2:
        name = _FIRST_VERB.sub("", whole)[-14:]  # 包裝設計: the verb is part of the noun
    if name and (done := _WHAT_IS_DONE.match(text, count.end)):
        return name + done["what"]
    return name or ("" if before else _clause_before(text, count))


_WHAT_IS_DONE = re.compile(r"[的之](?P<what>[^，,。；;：:\d]{2,16})")
"""講師6位的邀請與接待: what is promised is done to them."""
_TIMES = re.compile(r"(?P<name>[^\W\d_][^\d，,。；;:：]{1,40}?)\s*[x×*＊Ｘ]$", re.IGNORECASE)
"""Monthly report x 6, 週報×12: the thing stands before the sign."""
_SHORT_NAME = re.compile(r"(?:[A-Z][A-Za-z]*[A-Z]\w*|[A-Z]{2,8})$")
"""EDM 20封, KV 3款: a short form in Latin letters before a word for counting."""
_VERB_ENGLISH = re.compile(
    r"^.*\b(?:supply|provide|deliver|submit|produce|write|send|issue|prepare|run|host|hold|make|create|shall|will|to)\s+",
    re.IGNORECASE,
)


def _before_bracket(text: str, count: Count) -> str:
    """Supply weekly progress notes (10 in total): the thing stands before the bracket."""
    lead = text[: count.start].rstrip()
    if not lead.endswith(("(", "（")) or not lead.isascii():
        return ""
    return " ".join(_VERB_ENGLISH.sub("", lead[:-1].strip()).split()[-4:])


def _clause_before(text: str, count: Count) -> str:
    """每周提交周报，共计8份: the thing stands in the clause before its number."""
    clauses = re.split(r"[，,、；;]", text[: count.start])
    clause = clauses[-2].strip() if len(clauses) >= 2 else ""
    found = _TAKEN.search(clause) or _TAKEN_ENGLISH.search(clause) or _LABEL.match(text)
    return found["name"].strip() if found else ""


_LABEL = re.compile(r"\s*(?P<name>[^:：\d]{2,30})[:：]")
"""主舞台設計、搭建：120平方公尺，1座: the thing stands at the head of its line."""
