"""How each amount of a sentence stands: by the words right behind, right before, further off, or above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from archive.review.money.payment_words import (
    OPEN,
    SETTLED,
    leads_to_open,
    says_open,
    says_settled,
    state_in,
    without_papers,
)
from archive.review.money.told_amounts import amounts_of, end_of_figure
from archive.review.reading import vocabulary as words
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import folded, word_list

RETURNED = word_list("outstanding.to_return")
_NO_DEBT = word_list("contracts.not_price")
_LESS = word_list("outstanding.no_debt")
"""What is taken off a price is no amount that somebody owes."""
_MAY_BE_KEPT = re.compile(
    r"(?:或|可能?|恐|会|要|将|须|需|应|拟|被|最多|至多|共|另|得)(?:被|要|会)?倒?扣(?![留保着住])[^，。；,;\d]{0,6}$"
    r"|\b(?:may|might|could|can|would|entitled to|right to|threaten(?:s|ed)? to)\s+(?:be\s+)?(?:[a-z]+\s+)?"
    r"(?:withh[eo]ld|hold back|held back|deduct(?:ed)?|keep|kept|retain(?:ed)?|dock(?:ed)?|take off|taken off"
    r"|knock off|claw back)\b[^,.;\d]*$"
)
"""少兩場或扣30,000, the client may withhold 1,800: what may become less of a sum is no sum that is owed."""
_JOINS = re.compile(r"(?:^|[\s)）])(?:and|or)\b|[、&及和與与]", re.IGNORECASE)
_PARTS = re.compile(
    r"其中|包括|分[别別]|\b(?:including|of which|being|made up of)\b", re.IGNORECASE
)
_OF_WHOLE = re.compile(r"\W*(?:of|out of|[/／])\W*", re.IGNORECASE)
_PAID_LABEL = re.compile(
    r"^\s*(?:received|paid|settled|collected|已[收付到领領]|[實实][收付]|收訖|收讫|入[帳账])[^:：]{0,6}[:：]",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"未|没|沒|尚|欠|\b(?:not|unpaid|outstanding|still|except|awaiting|pending)\b", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"除了?[^，。；]*$|\b(?:except(?: for)?|apart from|bar|other than|save for)\b[^.;]*$"
)
_EXCEPTED = re.compile(r"^[\s元]*[^，。；]{0,8}?(?:以外|之外|外)")
_STOP, _COMMA = re.compile(r"[；;。]|，(?=其)"), re.compile(r"[，,！!]|\s[-–—]\s")
_SHORT_TAIL, _JUST_BEHIND = 3, 12


@dataclass(frozen=True, slots=True)
class Debt:
    """A figure that is open, with the words that lead to it and those behind it."""

    sentence: Passage
    figure: Quantity
    lead: str
    rest: str
    label: str
    """The label or the announcement it stands under, else empty."""
    goes_on: bool
    """Another figure follows: the words right before it are its own."""

    @property
    def before(self) -> str:
        """The whole sentence up to the figure."""
        return self.sentence.text[: self.figure.start]

    @property
    def behind(self) -> tuple[str, ...]:
        """The clauses behind it, as far as they speak of it."""
        return tuple(_COMMA.split(_STOP.split(without_papers(self.rest))[0]))

    @property
    def leads(self) -> tuple[str, ...]:
        """The clauses since the figure before it; the last one leads to it."""
        return tuple(_COMMA.split(_STOP.split(self.lead)[-1]))


def open_figures(sentence: Passage, label: str) -> Iterator[Debt]:
    """The figures of a sentence that it, or its label, says are open."""
    stands = list(_stand(sentence, label))
    found = [told for told, state in stands if state == OPEN]
    amounts = [told.figure.value for told, _ in stands]
    for told in found:
        parts = {debt.figure.value for debt in found if debt is not told}
        if not _is_their_sum(told.figure.value, parts, amounts):
            yield told


def _is_their_sum(amount: Decimal, parts: set[Decimal], amounts: Sequence[Decimal]) -> bool:
    """One that is open and another of the sentence add up to it, or all that are open do."""
    with_another = any(amount - part in amounts and amount - part != part for part in parts)
    return with_another or (len(parts) > 1 and sum(parts) == amount)


def settled_figures(sentence: Passage) -> Iterator[Debt]:
    """The figures that it says were paid."""
    return (told for told, state in _stand(sentence, "") if state == SETTLED)


def _stand(sentence: Passage, label: str) -> Iterator[tuple[Debt, str]]:
    text, last, in_parts = sentence.text, "", False
    figures = amounts_of(text)
    ends = [*(f.start for f in figures[1:]), len(text)]
    begins = [0, *(f.end for f in figures[:-1])]
    for number, figure in enumerate(figures):
        lead = text[begins[number] : figure.start]
        rest = text[end_of_figure(figure) : ends[number]]
        told = Debt(sentence, figure, lead, rest, label, number + 1 < len(figures))
        in_parts = in_parts or _PARTS.search(lead) is not None
        joined = number > 0 and (in_parts or _JOINS.search(lead) is not None)
        last = _state(told) or (last if joined and not _is_taken_off(told) else "")
        yield told, last


def _state(told: Debt) -> str:
    """What stands behind the figure says how it stands; else the words that lead to it."""
    if _PAID_LABEL.match(told.sentence.text) and not _STILL.search(f"{told.lead} {told.rest}"):
        return SETTLED
    clause = "，".join(told.behind)
    if RETURNED.within(clause):
        return OPEN
    if _is_taken_off(told):
        return ""
    if told.label:
        return OPEN if _is_item(told, clause) else ""
    if _NO_DEBT.within(told.leads[-1]):
        return OPEN if state_in(told.behind[0]) == OPEN else ""
    if _is_excepted(told):
        return OPEN
    return _state_near(told) or _state_further(told)


def _is_taken_off(told: Debt) -> bool:
    penalty = _NO_DEBT.within(told.leads[-1]) and _LESS.within(told.lead)
    if _MAY_BE_KEPT.search(folded(told.leads[-1])):
        return True
    return penalty or _LESS.within(told.leads[-1]) or _LESS.within(told.behind[0][:_JUST_BEHIND])


def _state_near(told: Debt) -> str:
    """How it stands by the words of its own clause: those behind before those that lead to it."""
    lead, behind = told.leads[-1], told.behind[0]
    own = OPEN if leads_to_open(lead, told.before) else state_in(without_papers(lead))
    if told.goes_on or own:
        behind = re.split(r"\s(?:and|but)\s", behind)[0]
    reaches_next = told.goes_on and len(told.rest) - len(told.behind[0]) <= _SHORT_TAIL
    if reaches_next and (own or not _ends_early(behind)):
        behind = ""  # 應付 80,000 已付 56,000: the words before the next figure are its own
    return state_in(behind) or own


def _state_further(told: Debt) -> str:
    """How it stands by the clauses behind, those that lead to the next figure apart; else by those before."""
    further: Sequence[str] = told.behind[1:-1] if told.goes_on else told.behind[1:]
    if state := next(filter(None, map(state_in, further)), ""):
        return state
    return OPEN if any(map(says_open, told.leads[:-1])) else ""


def _ends_early(behind: str) -> bool:
    """The last words before the next figure say no more of this one: 3月进账二期 does, 已付 does not."""
    tail = re.sub(r"[\s:：的为$£€¥]+$", "", folded(behind))
    return bool(tail) and not (state_in(tail[-_SHORT_TAIL:]) or tail.endswith(("paid", "owed")))


def _is_excepted(told: Debt) -> bool:
    """All are paid but this one."""
    lead, sentence = folded(told.lead), told.sentence.text
    if not _EXCEPT.search(lead):
        return False
    if "除" not in lead:
        return says_settled(told.before)
    behind = sentence[told.figure.end :]
    return bool(_EXCEPTED.search(folded(behind))) and says_settled(behind)


def _is_item(told: Debt, clause: str) -> bool:
    """Below a word that says so each amount is open, but for one that was paid, and the sum of all."""
    if says_open(clause):
        return True
    lead = re.split(r"[；;。]", told.lead)[-1]
    whole = words.TOTAL.within(lead) or _OF_WHOLE.fullmatch(lead) is not None
    settled = says_settled(clause) or says_settled(lead)
    return not whole and not (settled and not says_open(lead))
