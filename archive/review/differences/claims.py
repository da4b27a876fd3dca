"""What sentences claim of a thing that is known from elsewhere: a figure, a total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.differences.clauses import clause_before
from archive.review.differences.shares_told import as_whole, is_named_as_share
from archive.review.differences.things_told import latin_word
from archive.review.papers.papers import Paper, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.approximate import is_slip, significant_digits
from archive.review.reading.citations import Evidence
from archive.review.reading.counts import head_of, is_ordinal, names_it
from archive.review.reading.names import features, mentioned, spellings
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.cells import is_figure
from archive.review.tables.tables import is_total

REPORTED = word_list("claims.reported")
_ATTENDANCE = word_list("claims.attendance")


@dataclass(frozen=True, slots=True)
class Claim:
    """A value one paper gives, as written, with its place."""

    value: Decimal | str
    written: str
    paper: Paper
    evidence: Evidence


# ------------------------------------------------------------------ figures
def figure_claims(
    name: str,
    like: Quantity,
    paper: Paper,
    labels: frozenset[str],
    names: Sequence[str] = (),
) -> Iterator[Claim]:
    """The figures of the same kind that a paper's sentences give for a metric as a whole.

    `labels` are names of parts (a city, a host, a channel): a sentence that names one is of a part.
    `names` are those of all metrics: a word for a part inside such a name (first-month sales) tells of none.
    """
    own = folded(name)
    parts = [label for label in labels if label not in own]
    keys = frozenset(key for spelling in spellings(name) for key in features(spelling))
    for passage, plain, quantities in paper.figures:
        if not _may_name(keys, name, plain):
            continue
        of_part = any(label in plain for label in parts)
        for quantity in quantities:
            if not _same_kind(quantity, like) or not _may_be_money(name, like, quantity):
                continue
            alone = _only_with(quantity, quantities, passage.text)
            slipped = _is_slip_of(name, alone, quantity, like)
            if of_part and not (slipped and not any(label in folded(alone) for label in parts)):
                continue
            named = (
                slipped
                or _is_named(name, passage.text, quantity)
                or is_named_as_share(name, passage.text, quantity, like)
            )
            told = alone if slipped else passage.text
            aside = _is_aside(passage.text, quantity)
            if not named or aside or (_is_of_a_move(passage.text, quantity) and not slipped):
                continue
            more = not like.is_rate and quantity.value > like.value * _BEYOND_THE_WHOLE
            text, told = (as_whole(said, like) for said in (passage.text, told))
            if more or not _is_part(names or (name,), text, quantity, told):
                yield Claim(quantity.value, quantity.written, paper, passage.evidence)


def _may_name(keys: frozenset[str], name: str, plain: str) -> bool:
    """A quick look before the careful one: some part of the name, or attendance in other words."""
    return any(key in plain for key in keys) or (
        _ATTENDANCE.within(name) and _ATTENDANCE.within(plain)
    )


def _same_kind(quantity: Quantity, like: Quantity) -> bool:
    if quantity.is_rate != like.is_rate or not any(map(str.isdigit, quantity.written)):
        return False
    money = _is_money(like)
    if money != bool(quantity.currency or quantity.unit == "元") and (money or quantity.currency):
        return False
    counters = {folded(unit) for unit in (quantity.unit, like.unit) if unit and not unit.isascii()}
    return len(counters) < 2 or counters <= {"人", "名", "位", "人次"} or money


def _is_money(figure: Quantity) -> bool:
    return bool(figure.currency or figure.unit == "元")


def _may_be_money(name: str, like: Quantity, quantity: Quantity) -> bool:
    """No money; or the metric is money too, or its figure is this one but for a slip of the pen."""
    known = quantity.unit != "元" or _is_money(like) or _OF_MONEY.search(name)
    return bool(known) or is_slip(quantity.value, like.value)


_OF_MONEY = re.compile(
    r"[额額金款收费費价價本]|[产產]值|\b(?:sales|revenue|income|takings|cost|spend|price|value|fund|donation)",
    re.IGNORECASE,
)
"""A name whose figures are money though its table gives no currency."""


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
A_TIME = re.compile(
    r"\d{1,2}\s*月|[一二三四五六七八九十]月|第[一二三四]季|\bQ[1-4]\b|\b(?:January|February|March|April|June|July|August"
    r"|September|October|November|December|spring|summer|autumn|winter)\b"
)


_ALL_THE_TIME = re.compile(
    rf"\b(?:between|from)\s+{_MONTH}(?:\s+\d{{4}})?\s+(?:and|to|until|through)\s+{_MONTH}"
    r"|\d{1,2}\s*月(?:\d{1,2}[日號号])?\s*(?:至|到|[-–~～])\s*\d{1,2}\s*月",
    re.IGNORECASE,
)
"""From one month to another: the time of the whole."""


_BEYOND_THE_WHOLE = Decimal("1.02")
"""A first day, a city, a moment on the way cannot have more than the whole has."""


def _is_aside(text: str, quantity: Quantity) -> bool:
    """The figure is a target, another paper's mistake, what was lacking, or which one it was."""
    before = text[: quantity.start]
    clause = clause_before(text, quantity.start)
    return (
        words.PROMISED_BEFORE.within(clause[-12:] if not clause.isascii() else clause[-24:])
        or REPORTED.within(before[-8:] if not before.isascii() else before[-30:])
        or words.SHORTFALL.within(before[-3:] if not before.isascii() else before[-12:])
        or is_ordinal(text, quantity)
    )


_MOVE = re.compile(
    r"(?:[从從由自]|\bfrom)\s*\d[\d.,]*\s*[%％\w]{0,4}\s*(?:一路)?[^\d，,；;。.]{0,6}?(?:到|至|→|[为為成]|\bto)\s*(?:了)?\s*\d[\d.,]*",
    re.IGNORECASE,
)


def _is_of_a_move(text: str, quantity: Quantity) -> bool:
    """報名率從48%拉到55%: where something stood before and after a step on the way."""
    return any(m.start() <= quantity.start < m.end() for m in _MOVE.finditer(text))


def _is_part(names: Sequence[str], text: str, quantity: Quantity, told: str) -> bool:
    """The figure is of a part or a moment; `told` is what tells of it."""
    before = text[: quantity.start]
    clause = clause_before(text, quantity.start)
    around = clause + re.split(r"[，,；;。]|\band\b", text[quantity.end :])[0]
    if text.isascii():
        around = _ALL_THE_TIME.sub(" ", before)[-80:] + around[len(clause) :]
    if not text.isascii() and words.SUBSET.within(_without(names, told)):
        return True
    around = _ALL_THE_TIME.sub(" ", around)
    rest = " ".join(
        word
        for word in re.split(r"[\s\-]+", _without(names, around))
        if not any(word.lower() in name.lower() for name in names[:1])
    )
    return words.SUBSET.within(rest) or bool(A_TIME.search(rest))


def _without(names: Sequence[str], text: str) -> str:
    """The text without the metrics' names."""
    for name in names:
        if not name.isascii():
            text = text.replace(name, " ")
    return text


_NAME_BEHIND = 16


def _is_named(name: str, text: str, quantity: Quantity) -> bool:
    clause = clause_before(text, quantity.start)
    if name_said(name, clause) and len(clause) <= 60:
        return True
    if _counts_it(name, clause, quantity) and len(clause) <= _NEAR:
        return True
    if any(_begins_with(spelling, _words_behind(text, quantity)) for spelling in spellings(name)):
        return True
    if _counter_and_thing(name, text, quantity):
        return True
    after = re.split(r"[，,；;。（(：:]", text[quantity.end :])[0][:_NAME_BEHIND]
    return _ATTENDANCE.within(name) and _ATTENDANCE.within(f"{clause} {after}")


_COUNTED_NAME = re.compile(r"(?P<thing>.{2,})(?P<counter>[\u4e00-\u9fff])[数量]$")


def _counts_it(name: str, clause: str, quantity: Quantity) -> bool:
    """小訂台數 is told as 小訂339台."""
    counted = _COUNTED_NAME.fullmatch(folded(name).strip())
    unit = folded(quantity.unit)
    return bool(counted and unit[:1] == counted["counter"] and counted["thing"] in folded(clause))


def _counter_and_thing(name: str, text: str, quantity: Quantity) -> bool:
    """試乘人次 is told as 9,300人次親身試乘, stand visitors as 2,890 visitors to the stand."""
    if text.isascii():
        noun = features(latin_word(quantity) or "") & features(
            name.split()[-1] if name.split() else ""
        )
        alone = len(find_quantities(text)) == 1
        return bool(noun) and alone and len(features(name)) > 1 and mentioned(name, text) >= 1
    unit = folded(quantity.unit)
    thing = folded(name).strip().removesuffix(unit)
    if not unit or unit.isascii() or thing == folded(name).strip() or len(thing) < _HAN_NAME:
        return False
    return thing in folded(_CLAUSE_ENDS.split(text[quantity.end :])[0][:_NAME_BEHIND])


_HALF, _TELLING_DIGITS, _NEAR = 0.5, 4, 48


def _is_slip_of(name: str, text: str, quantity: Quantity, like: Quantity) -> bool:
    """The one figure of a sentence or clause that half says the name is the metric's but for a slip of the pen."""
    long_enough = len(significant_digits(like.value)) >= _TELLING_DIGITS
    if not (long_enough and is_slip(quantity.value, like.value) and 0 < len(text) <= _NEAR):
        return False
    return mentioned(_ATTENDANCE.without(name).strip() or name, text) >= _HALF


def _only_with(quantity: Quantity, quantities: Sequence[Quantity], text: str) -> str:
    """The sentence where it has no other figure, else the figure's clause; nothing where that has another."""
    if len(quantities) == 1:
        return text
    begin = max((m.end() for m in _CLAUSE_ENDS.finditer(text, 0, quantity.start)), default=0)
    end = _CLAUSE_ENDS.search(text, quantity.end)
    last = end.start() if end else len(text)
    others = (q for q in quantities if q is not quantity)
    return "" if any(begin <= q.start < last for q in others) else text[begin:last]


_CLAUSE_ENDS = re.compile(r"[，；;。、（(：:]|,(?!\d)|\b(?:and|but|while)\b|\.\s")


def _words_behind(text: str, quantity: Quantity) -> str:
    """What is counted, an English unit included: 1,102 applications."""
    own = latin_word(quantity)
    start = quantity.end - (len(own) if own and quantity.written.endswith(own) else 0)
    return re.split(r"[，,；;。.（(：:]", text[start:])[0].strip()


def _begins_with(name: str, text: str) -> bool:
    """The words right behind a figure are the whole name: 3,281 位參加者, 66,420 fan interactions."""
    if not name.isascii():
        bare = re.sub(r"\s", "", folded(head_of(name)))
        return len(bare) >= _HAN_NAME and re.sub(r"\s", "", folded(text)).startswith(bare)
    wanted = features(name)
    if not wanted or name.casefold().startswith(("cost", "share", "rate")):
        return False
    said = features(" ".join(text.split()[: len(name.split()) + 1]))
    return wanted <= said


_HAN_NAME = 2


def name_said(name: str, text: str) -> bool:
    """The text says the metric's name, or the noun at its end."""
    if mentioned(name, text) >= 0.99:
        return True
    return (
        len(features(name)) >= 3
        and mentioned(name, text) >= 0.6
        and names_it(name, text, same_unit=False)
    )


def part_labels(papers: Iterable[Paper]) -> frozenset[str]:
    """The names of rows in tables that split figures: cities, months, hosts, channels."""
    labels: set[str] = set()
    for paper in papers:
        for table in paper.tables if paper.role is Role.DATA else ():
            if table.planned_and_actual is None and len(table.header) >= 3:
                labels |= {
                    row.cell(table.name_column)
                    for row in table.rows
                    if not is_total(row, table.name_column)
                }
    return frozenset(
        folded(label) for label in labels if 2 <= len(label) <= 16 and not is_figure(label)
    )
