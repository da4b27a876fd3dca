"""Contracts: parties, amount, day of signing; with the terms of payment and the quantities promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from archive.domain.segments import SegmentKind
from archive.review.contracts.amendments import amended, is_change
from archive.review.contracts.contract import Contract, Signed
from archive.review.contracts.contract_price import price_of
from archive.review.contracts.contract_scope import obligations_of
from archive.review.contracts.contract_terms import terms_of
from archive.review.contracts.parties import parties_of
from archive.review.contracts.price import Price
from archive.review.papers.client_papers import names_client
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.days import days_in
from archive.review.reading.names import likeness
from archive.review.reading.passages import Part, Passage, sentences_of
from archive.review.reading.people import is_somebody
from archive.review.reading.sources import Source
from archive.review.reading.words import word_list


def contracts_of(papers: Papers) -> list[Contract]:
    """Every current contract, the earliest first, at the price that later papers gave it."""
    found = papers.of_class("contract") or [
        paper for paper in papers.of_class("quotation") if _is_accepted(paper)
    ]
    ordered = sorted(found, key=lambda p: (p.source.date, p.source.name))
    orders = [read_contract(p, papers) for p in papers.of_class("work_order") if is_change(p)]
    return amended([read_contract(paper, papers) for paper in ordered], orders)


_STANDS_AS_CONTRACT = re.compile(
    r"(?:[视視同即]|等同|作)[为為同]?(?:正式|有效)?(?:之|的)?(?:合[约約同]|契[约約])"
    r"|\b(?:constitutes?|forms?|serves? as|becomes?|shall be|is)"
    r" (?:a|the|our) (?:binding |legal(?:ly binding)? )?(?:contract|agreement)\b",
    re.IGNORECASE,
)
_SIGNED_BACK = re.compile(
    r"(?:回|确认|確認|客[户戶])[签簽章]|[签簽][回认認章]|\b(?:countersigned|accepted (?:by|for)|signed (?:by|for))\b",
    re.IGNORECASE,
)


def _is_accepted(paper: Paper) -> bool:
    """A quotation that is signed back and says that it then is the contract."""
    text = "\n".join(segment.text for segment in paper.source.segments)
    signed = _SIGNED_BACK.search(f"{paper.source.name}\n{text}")
    return bool(signed and _STANDS_AS_CONTRACT.search(text))


def with_the_client(contract: Contract, client: str | None) -> bool:
    """The client is one of its parties, so that its price is the project's; a supplier's is a part of the cost.

    Where the project names no client, or the paper no company, nobody can tell them apart. An order often names
    only whom it goes to, below the letterhead of whose it is: where one company was read any line that names
    the client will do.
    """
    if not client:
        return True
    named = [party.name for party in contract.parties]
    if any(names_client(client, name) or likeness(client, name) >= _SAME_NAME for name in named):
        return True
    companies = [name for name in named if _FIRM.search(name) or not is_somebody(name)]
    if not companies or len(companies) >= _BOTH:
        return not companies
    return any(names_client(client, segment.text) for segment in contract.paper.source.segments)


_SAME_NAME, _BOTH = 0.6, 2
_FIRM = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|PLC|GmbH|Co|Corp(?:oration)?|Company|Group|Trust|Agency|Studios?|Works)\b",
    re.IGNORECASE,
)


def read_contract(paper: Paper, papers: Papers) -> Contract:
    """The facts of one contract."""
    return Contract(
        paper,
        tuple(parties_of(paper)),
        price_of(paper, papers.project.currency),
        _signed(paper, papers),
        tuple(terms_of(paper)),
        tuple(obligations_of(paper, papers.project.language)),
    )


def agreed_price(source: Source, currency: str | None) -> Price | None:
    """The whole price of a contract that stands alone: no penalty, no instalment, in base units.

    `currency` is the project's, for a contract that writes none.
    """
    return price_of(Paper(source, Role.CONTRACT, old=False, day=None), currency)


# ------------------------------------------------------------------ signing
_SIGNING = word_list("contracts.signing")


_DATE_WORD = re.compile(r"(?:日\s*期|\bdate[d]?)\s*[:：]?\s*$", re.IGNORECASE)
_FROM_SIGNING = re.compile(
    r"起|迄|止|[后後]|[內内]|\b(?:until|within|after|through|to)\b", re.IGNORECASE
)
"""自簽約日起至114年12月31日止: the day is one that is counted from the signing."""
_REACH, _LONGEST_DATE_LINE = 30, 40


def _signed(paper: Paper, papers: Papers) -> Signed | None:
    """The day behind a word of signing; of signatures with a day each, the last day.

    Where the paper itself bears another day, that one: 自簽訂日至 7 月 31 日, under the agreement dated 4 November
    and the last day of a list of deliveries stand beside such words too.
    """
    near = paper.day or papers.middle
    found: list[tuple[str, Passage]] = []
    for line in _lines(paper):
        whole = len(line.text) <= 3 * _LONGEST_DATE_LINE and _SIGNATURE.match(line.text)
        found += [
            (day, sentence)
            for sentence in ([line] if whole else sentences_of(line))
            if (day := _day_of_signing(sentence.text, near))
        ]
    dated = [f for f in found if _SIGNATURE.match(f[1].text)]
    if len(dated) < _BOTH:
        dated = [f for f in found if paper.day and f[0] == paper.day.isoformat()]
        if not dated and (own := _own_day(paper, near)):
            return own
    if not found:
        return _signature_block(paper, papers)
    day, sentence = max(dated or found[:1], key=lambda f: f[0])
    return Signed(day, sentence.evidence)


def _own_day(paper: Paper, near: date) -> Signed | None:
    """The day that the paper bears, where one of its lines writes it."""
    day = paper.day.isoformat() if paper.day else ""
    for line in _lines(paper) if day else ():
        for sentence in sentences_of(line):
            if any(m.value == day and not m.month_only for m in days_in(sentence.text, near)):
                return Signed(day, sentence.evidence)
    return None


_SIGNATURE = re.compile(r"\s*(?:signed (?:for|by|on behalf)|for and on behalf)\b", re.IGNORECASE)


def _day_of_signing(text: str, near: date) -> str | None:
    word = _SIGNING.search(text)
    for mention in days_in(text, near) if word else ():
        distance = mention.start - word.start() if word else 0
        close = 0 <= distance <= _REACH or (
            distance > 0 and _DATE_WORD.search(text[: mention.start]) is not None
        )
        due = words.DEADLINE.within(text[mention.end : mention.end + 4])
        counted_from = word and _FROM_SIGNING.search(text[word.end() : mention.start])
        if close and not mention.month_only and not due and not counted_from:
            return mention.value
    return None


def _lines(paper: Paper) -> Iterator[Passage]:
    """Every line of the contract, those that a scan made headings or cells of a table too."""
    yield from paper.paragraphs
    for ordinal, segment in enumerate(paper.source.segments):
        if segment.kind in (SegmentKind.HEADING, SegmentKind.TABLE, SegmentKind.FOOTER):
            for cell in re.finditer(r"[^\t\n]+", segment.text):
                if len(cell.group()) <= 2 * _LONGEST_DATE_LINE:
                    part = Part(0, len(cell.group()), ordinal, cell.start())
                    yield Passage(paper.source, cell.group(), (part,))


def _signature_block(paper: Paper, papers: Papers) -> Signed | None:
    """A line that is hardly more than a date: under the signatures, else under the title."""
    near = paper.day or papers.middle
    dated = [
        (p, mentions[0])
        for p in _lines(paper)
        if len(p.text) <= _LONGEST_DATE_LINE
        and (mentions := [m for m in days_in(p.text, near) if not m.month_only])
    ]
    lines = [
        (p, m) for p, m in dated
        if len(p.text) - (m.end - m.start) <= 14 or re.search(r"日\s*期|date", p.text, re.IGNORECASE)
    ]  # fmt: skip
    if not lines:
        return None
    passage, mention = max(lines, key=lambda line: line[0].ordinal)
    return Signed(mention.value, passage.evidence)
