"""What filed invoices ask for and filed proofs of payment do not cover, where no list of accounts tells it.

Each invoice and each proof is a paper of its own; they are matched by the other party, as the money match of
the close does it. A party without any proof of payment gives no amount: that a paper is not filed does not say
that nothing was paid.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from archive.domain.messages import Message
from archive.domain.segments import ContentState, Extracted
from archive.review.money.money_match import MoneyPaper, PartyMoney, Step, match_money
from archive.review.money.open_rows import Outstanding
from archive.review.money.open_states import is_state
from archive.review.money.paper_numbers import paper_number
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.quantities import find_quantities, money_text
from archive.review.tables.tables import Table
from archive.understanding.facts import ReadingContext
from archive.understanding.parties import parties_of
from archive.understanding.total import total_of
from archive.understanding.view import DocumentView
from archive.wording import say

_CLASSES = ("invoice", "payment_proof")


def unpaid_bills(papers: Papers, client: str) -> Iterator[Outstanding]:
    """For each party with invoices and proofs of payment what is left, citing both sides; computed here.

    Nothing where a list of accounts is filed, whatever it says: then the accounts have spoken.
    """
    if accounts_told(papers):
        return
    filed = {p.source.document: p for p in papers.of_class(*_CLASSES)}
    matched = match_money([_money_paper(p, papers) for p in filed.values()], client)
    for party in matched:
        if not (party.party and party.open and party.paid.papers):
            continue
        counted = [
            paper
            for step in (party.invoiced, party.paid)
            for paper in step.papers
            if paper.copy_of is None
        ]
        places = [_place_of(filed[paper.document], paper.amount) for paper in counted]
        if all(places):
            yield _left_open(party, list(filter(None, places)), papers.project.language)


def accounts_told(papers: Papers) -> bool:
    """A list of what was billed, paid or is open is among the papers."""
    return any(_tells_debts(t) for p in papers.current(Role.MONEY, Role.OTHER) for t in p.tables)


def _left_open(party: PartyMoney, places: list[Evidence], language: str) -> Outstanding:
    reason = Message(
        "review.bills_less_payments",
        {"billed": _amount(party.invoiced), "paid": _amount(party.paid)},
    )
    return Outstanding(
        party.party,
        party.open or Decimal(0),
        "receivable" if party.receivable else "payable",
        say(language, reason),
        tuple(places),
        party.currency,
        computed=True,
    )


def _amount(step: Step) -> str:
    return f"{Decimal(money_text(step.total or Decimal(0))):,f}"


def _tells_debts(table: Table) -> bool:
    """A list with what was paid, what is open or how each row stands."""
    if table.column(words.OPEN_AMOUNT) is not None:
        return True
    if table.column(words.RECEIVED, where=table.is_numeric) is not None:
        return len(table.rows) > 1
    return any(
        table.share(n, is_state) >= _MOSTLY and len(table.values(n)) > 1
        for n in range(len(table.header))
    )


_MOSTLY = 0.6


def _money_paper(paper: Paper, papers: Papers) -> MoneyPaper:
    source, project = paper.source, papers.project
    context = ReadingContext(
        source.name,
        paper.day or papers.middle,
        client=project.client,
        project_language=project.language,
        project_currency=project.currency,
    )
    view = DocumentView.of(Extracted("", "", ContentState.OK, source.segments), context)
    total = total_of(view, source.class_key, source.language)
    return MoneyPaper(
        source.document,
        source.name,
        source.class_key,
        tuple(party.name for party in parties_of(view)),
        total.amount.value if total else None,
        total.amount.currency if total else None,
        source.date,
        paper_number(segment.text for segment in source.segments),
    )


def _place_of(paper: Paper, amount: Decimal | None) -> Evidence | None:
    """The line that states the amount: one that says it is the total, else the first that has it."""
    found: list[tuple[bool, Span]] = []
    for ordinal, segment in enumerate(paper.source.segments):
        start = 0
        for line in segment.text.split("\n"):
            if any(q.value == amount for q in find_quantities(line)):
                span = Span(ordinal, start, start + len(line))
                found.append((not words.TOTAL.within(line), span))
            start += len(line) + 1
    return Evidence(paper.source, (min(found)[1],)) if found else None
