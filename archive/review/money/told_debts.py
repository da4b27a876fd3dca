"""What running text says is still to be paid: notes under a settlement, mails asking for money, reports.

A figure counts where the words behind it, before it, at the head of its line (應付：…) or above its list
("these have not been paid:") say that it is open, and none says that it was settled since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from archive.domain.segments import SegmentKind
from archive.review.money.open_items import SUPPLIER
from archive.review.money.open_rows import Outstanding, side_of_debt
from archive.review.papers.papers import Paper
from archive.review.reading import vocabulary as words
from archive.review.reading.names import likeness
from archive.review.reading.passages import Passage, sentences_of, without_mark
from archive.review.reading.quantities import Quantity, find_quantities
from archive.review.reading.words import folded, word_list
from archive.review.tables.tables import Table

_OWED = word_list("outstanding.owed")
_OPEN_STATE = word_list("outstanding.open_state")
_OPEN_LIST = word_list("outstanding.open_list")
_RETURNED = word_list("outstanding.to_return")
_NO_DEBT = word_list("contracts.not_price")
_LESS = word_list("outstanding.no_debt")
"""What is taken off a price is no amount that somebody owes."""
_LABELLED = re.compile(
    r"^[^:：]{0,8}(?:應收|应收|應付|应付|未收|未付|待收|待付|代墊|代垫|未找|未結|未结|尚欠"
    r"|receivable|payable|owed|outstanding|unpaid|still open)[^:：]{0,12}[:：]",
    re.IGNORECASE,
)
_OF_A_PAPER = re.compile(
    r"(?:单据|單據|发票|發票|收据|收據|票据|票據|凭证|憑證|(?<!支)票|invoice|receipt)"
    r"(?:(?!not|n[o']t|未|没|沒)[^，,。；;]){0,6}?(?:已|齐|齊|received|in hand)[^，,。；;]{0,3}",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:^|[\s)）])(?:and|or)\b|[、&及和與与]", re.IGNORECASE)
_OF_WHOLE = re.compile(r"(?:\bof|\bout of|[/／])\s*$", re.IGNORECASE)
_BY_NUMBER = re.compile(r"\d{8,}|(?:19|20)\d\d")
_SIGN = re.compile(r"[$€£¥￥]")
"""$380.20 postage is money, though the sign alone names no currency."""
_NO_UNIT = frozenset(
    {
        "",
        "plus",
        "net",
        "gross",
        "ex",
        "excl",
        "incl",
        "inc",
        "due",
        "not",
        "never",
        "still",
        "unpaid",
        "outstanding",
    }
)
"""A word behind a bare amount that is no unit of it: 43,500 plus VAT."""
_OF_TAX = re.compile(
    r"(?:\bplus|\+|&|\band|另加|外加|加|另計|另计|及)\s*(?:the\s+)?"
    r"(?:vat|gst|sales tax|tax|[營营]業?业?稅|[營营]业税|增值[稅税]|[稅税][金額额]?)"
    r"(?:\s+(?:of|at))?\s*[:：]?\s*$",
    re.IGNORECASE,
)
"""Plus VAT 8,700: the tax on an amount is no debt of its own."""
_PAID_LABEL = re.compile(
    r"^\s*(?:received|paid|settled|collected|已[收付到领領]|[實实][收付]|收訖|收讫|入[帳账])[^:：]{0,6}[:：]",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"未|没|沒|尚|欠|\b(?:not|unpaid|outstanding|still|except|awaiting|pending)\b", re.IGNORECASE
)
_WE_OWE = re.compile(r"\bwe (?:still )?owe\b|我[们們方]?[尚仍]?欠", re.IGNORECASE)
_LONGEST_HEAD, _LONGEST_ITEM, _LONGEST_PARTY = 20, 120, 30
_JUST_BEHIND, _SHORTEST_PARTY = 12, 2


@dataclass(frozen=True, slots=True)
class _Around:
    """One figure with the words that lead to it and those behind it, and what its place says of it."""

    sentence: Passage
    figure: Quantity
    lead: str
    rest: str
    carried: str
    """What was said earlier in the sentence, where the figure is joined to it ("A 1,200 and B 900")."""
    goes_on: bool
    """Another figure follows: behind an "and" its own words begin."""
    label: str
    """The label or the announcement it stands under, else empty."""


def told_debts(paper: Paper, client: str) -> Iterator[Outstanding]:
    """Every open amount that the sentences of a paper tell."""
    announced = ""
    among = _among_open_items(paper)
    for number, paragraph in enumerate(paper.paragraphs):
        announced = _announced(paragraph, announced)
        opens = paragraph.text.endswith((":", "："))  # the line above a list is no item of it
        heads = "" if opens else announced or _open_heading(paragraph) or among.get(number, "")
        label = ""
        for sentence in map(without_mark, sentences_of(paragraph)):
            labelled = _LABELLED.match(sentence.text)
            label = labelled.group() if labelled else label
            yield from _in_sentence(sentence, label or heads, client)
            if not paragraph.text[_end_of(sentence, paragraph) :].lstrip().startswith(("；", ";")):
                label = ""  # a label holds for the parts of one sentence


def _among_open_items(paper: Paper) -> dict[int, str]:
    """The items of a list of single amounts of which most say that they are open and none was paid."""
    found: dict[int, str] = {}
    items = [(n, p) for n, p in enumerate(paper.paragraphs) if _is_item_of_list(p)]
    for trail, group in groupby(items, key=lambda entry: entry[1].trail):
        amounts = [(n, p.text) for n, p in group if _single_amount(p.text)]
        said = [_is_told_open(text) for _, text in amounts]
        paid = any(words.SETTLED.within(_OF_A_PAPER.sub("", text)) for _, text in amounts)
        if len(amounts) >= _FEWEST_ITEMS and sum(said) * 2 > len(said) and not paid:
            found.update(dict.fromkeys((n for n, _ in amounts), (trail or ("-",))[-1]))
    return found


def _is_item_of_list(passage: Passage) -> bool:
    text = passage.text
    listed = passage.kind is SegmentKind.LIST_ITEM or without_mark(passage).text != text
    return listed and len(text) <= _LONGEST_ITEM


def _single_amount(text: str) -> bool:
    return len([q for q in find_quantities(text) if not q.is_rate and _is_money(q, text)]) == 1


_FEWEST_ITEMS = 3


def _end_of(sentence: Passage, paragraph: Passage) -> int:
    at = paragraph.text.find(sentence.text)
    return at + len(sentence.text.rstrip("；;")) if at >= 0 else len(paragraph.text)


def debts_in_remarks(table: Table) -> Iterator[Outstanding]:
    """尾款62,000未付 in a remark of a settlement: owed to whom the row is about."""
    numeric = [n for n in range(len(table.header)) if table.is_numeric(n)]
    for row in table.rows:
        name = row.cell(table.name_column)
        for number, cell in enumerate(row.cells):
            if number in (table.name_column, *numeric) or not _is_told_open(cell):
                continue
            passage = Passage(table.source, cell, ())
            for item in _in_sentence(passage, "", ""):
                yield replace(
                    item, party=name, direction="payable", evidence=(table.evidence(row),)
                )


def _is_told_open(cell: str) -> bool:
    return _OWED.within(cell) or _OPEN_STATE.within(cell)


def _announced(paragraph: Passage, before: str) -> str:
    """The line above a list that says its items are open, while the list goes on."""
    text = paragraph.text
    if text.endswith((":", "：")):
        return text if _OWED.within(text) or _OPEN_LIST.within(text) else ""
    return before if before and _is_item_of_list(paragraph) else ""


def _open_heading(paragraph: Passage) -> str:
    heading = paragraph.trail[-1] if paragraph.trail else ""
    short = len(heading) <= _LONGEST_HEAD
    return heading if short and _OPEN_LIST.within(heading) else ""


def _in_sentence(sentence: Passage, label: str, client: str) -> Iterator[Outstanding]:
    text = sentence.text
    told = _OWED.within(text) or _OPEN_STATE.within(text) or _RETURNED.within(text)
    if not (told or label):
        return
    figures = [q for q in find_quantities(text) if not q.is_rate and _is_money(q, text)]
    for number, figure in enumerate(figures):
        begin = max((q.end for q in figures[:number]), default=0)
        end = figures[number + 1].start if number + 1 < len(figures) else len(text)
        unit = len(figure.unit) if figure.unit.lower() in _NO_UNIT else 0
        lead, rest = text[begin : figure.start], text[figure.end - unit : end]
        joined = number > 0 and _JOINS.search(lead) is not None
        carried = re.split(r"[；;。]", text[:begin])[-1] if joined else ""
        goes_on = number + 1 < len(figures)
        around = _Around(sentence, figure, lead, rest, carried, goes_on, label)
        if _is_owed(around):
            yield _owed(around, client)


def _is_money(figure: Quantity, text: str) -> bool:
    money = figure.currency or figure.unit == "元" or _SIGN.search(figure.written)
    bare = figure.unit.lower() in _NO_UNIT
    if figure.value < 100 or not (money or bare) or _OF_TAX.search(text[: figure.start]):
        return False
    number = bool(re.search(r"[\w#]-?$", text[: figure.start])) and text[: figure.start].isascii()
    return bool(money) or not (number or _BY_NUMBER.fullmatch(figure.written))


def _is_owed(told: _Around) -> bool:
    """What stands behind the figure says how it stands; else the words that lead to it."""
    rest = _OF_A_PAPER.sub("", told.rest)
    clause = re.split(r"[；;。]|，(?=其)", rest)[0]
    if _PAID_LABEL.match(told.sentence.text) and not _STILL.search(f"{told.lead} {clause}"):
        return False
    if _RETURNED.within(clause):
        return True
    clause_before = re.split(r"[，,。；;]", told.lead)[-1]
    if _LESS.within(clause_before) or _LESS.within(re.split(r"[，,。；;]", rest)[0][:_JUST_BEHIND]):
        return False
    if told.label:
        return _is_item(told, clause)
    if _NO_DEBT.within(clause_before):
        return False
    if _OWED.within(clause) or _OPEN_STATE.within(clause):
        return True
    own = re.split(r"\s(?:and|but)\s", clause)[0] if told.goes_on else clause
    if words.SETTLED.within(own):
        return False
    near = f"{told.carried} {re.split(r'[；;。]', told.lead)[-1]}"
    return _OWED.within(near) and not words.SETTLED.within(_last_state(near))


def _is_item(told: _Around, clause: str) -> bool:
    """Below a word that says so each amount is open, but for one that was paid, and the sum of all."""
    if _OPEN_STATE.within(clause) or _OWED.within(clause):
        return True
    lead = re.split(r"[；;。]", told.lead)[-1]
    whole = words.TOTAL.within(lead) or _OF_WHOLE.search(lead) is not None
    settled = words.SETTLED.within(clause) or words.SETTLED.within(_OF_A_PAPER.sub("", lead))
    return not whole and not (settled and not _OPEN_STATE.within(lead))


def _last_state(near: str) -> str:
    """The words from the last one on that says something is owed."""
    ends = [match.end() for match in _OWED.pattern.finditer(folded(near))]
    return folded(near)[ends[-1] :] if ends else near


# ------------------------------------------------------------------ whose it is
def _owed(told: _Around, client: str) -> Outstanding:
    """An instalment is the client's, unless the words name somebody it is owed to."""
    around = f"{told.lead} {told.rest}"
    party = _party(told)
    theirs = _is_client(client, party, told)
    back = _RETURNED.within(told.rest)
    side = _side_of_label(told.label) if told.label else None
    if side is None or theirs or back:
        instalment = words.FINAL_INSTALMENT.within(around) or words.RECEIPTS.within(around)
        supplier = party or SUPPLIER.within(around) or _WE_OWE.search(around)
        side = "receivable" if theirs or back or (instalment and not supplier) else "payable"
    owner = client if theirs or (side == "receivable" and not party and not back) else party
    return Outstanding(
        owner, told.figure.value, side, told.sentence.text, (told.sentence.evidence,)
    )


_WAY = re.compile(r"[应應未待](?P<way>[收付])(?!据|據)")


def _side_of_label(label: str) -> str | None:
    """應收, 未收 and 待收 are the team's to get; else as the words of lists say."""
    if way := _WAY.search(label):
        return "receivable" if way["way"] == "收" else "payable"
    return side_of_debt(label)


_SAME = 0.6
_NO_NAME = re.compile(r"\d|[。！？!?]")


def _party(told: _Around) -> str:
    """Below a label the words before the amount are a name, with what it is for; elsewhere nobody is named."""
    if not told.label:
        return ""
    lead = _LABELLED.sub("", told.lead)
    piece = re.split(r"[；;，,、)）]", lead)[-1].strip(" :：-–—(（")
    piece = re.sub(r"^(?:and|or|及|和|與|与)\s+", "", piece, flags=re.IGNORECASE)
    piece = re.sub(r"\s*(?:[A-Z]{2,3}|NT|[$£€¥])$", "", piece).strip()
    named = len(_bare(piece)) >= _SHORTEST_PARTY and len(piece) <= _LONGEST_PARTY
    return piece if named and not _NO_NAME.search(piece) else ""


def _bare(party: str) -> str:
    """The name without what the amount is: 海棠乳业二期款 is 海棠乳业."""
    return words.FINAL_INSTALMENT.without(words.INSTALMENT.without(party)).strip()


_NAME_HEAD = re.compile(r"[a-z][a-z'&]{3,}|[^\x00-\x7f]{2,4}")


def _is_client(client: str, party: str, told: _Around) -> bool:
    """The client is named: as the party of a list, else right before the amount, by the head of its name."""
    if not client:
        return False
    head = _NAME_HEAD.match(folded(client))
    if party:
        begins = head is not None and folded(party).startswith(head.group())
        return begins or likeness(client, _bare(party)) >= _SAME
    near = re.split(r"[，,。；;]", told.lead)[-1]
    return head is not None and head.group() in folded(near) and not _WE_OWE.search(near)
