"""What is still to be paid, on either side: instalments of the client, suppliers, advances, credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from decimal import Decimal

from archive.review.money.cost_remarks import debts_in_remarks
from archive.review.money.foot_rows import open_at_foot
from archive.review.money.open_items import open_items
from archive.review.money.open_rows import Outstanding
from archive.review.money.settled_since import still_open
from archive.review.money.told_debts import told_debts
from archive.review.money.unpaid_bills import unpaid_bills
from archive.review.papers.kinds import TableKind, kind_of
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.words import word_list
from archive.review.tables.tables import Table

_NEAR_THE_END = timedelta(days=60)
_AGEING = word_list("outstanding.ageing")
_LEFT = word_list("column_pairs.left")
_ROUNDED = Decimal("0.01")


def outstanding_of(papers: Papers, client: str) -> list[Outstanding]:
    """Open amounts of the finance papers and of late mails; of report sentences only where these have none."""
    found = list(_in_lists(papers, client))
    for paper in papers.current(Role.MONEY, Role.OTHER, Role.INTERIM, Role.PLAN):
        plan = paper.role is Role.PLAN and paper.source.class_key != "closeout_plan"
        if paper.source.class_key == "settlement" or (not plan and _is_late(papers, paper)):
            found += _further(found, told_debts(paper, client))
    if not found:
        told = papers.current(Role.MONEY, Role.REPORT, Role.RETRO)
        found = [item for paper in told for item in told_debts(paper, client)]
    if not found:
        found = list(unpaid_bills(papers, client))
    return _once(still_open(found, papers))


def _in_lists(papers: Papers, client: str) -> Iterator[Outstanding]:
    for paper in papers.current(Role.MONEY, Role.OTHER):
        for table in paper.tables:
            yield from _listed(paper, table, client)
    for paper in filter(_is_named_for_debts, papers.current(Role.DATA)):
        for table in paper.tables:
            yield from open_items(table, client)


def _listed(paper: Paper, table: Table, client: str) -> Iterator[Outstanding]:
    """What a list of debts, or a settlement with its remarks and its column of unpaid amounts, leaves open."""
    kind = kind_of(paper, table)
    of_debts = kind is None or table.column(words.RECEIVED, avoid=words.PARTY) is not None
    listed = list(open_items(table, client)) if of_debts else []
    if listed:
        yield from listed
    elif kind is TableKind.COST and paper.role is Role.MONEY:
        yield from debts_in_remarks(table, client)
        yield from open_at_foot(table, client)
        if table.column(words.OPEN_AMOUNT, avoid=_LEFT, where=table.is_numeric) is not None:
            yield from open_items(table, client)
    elif paper.source.class_key == "settlement":
        yield from open_at_foot(table, client)


def _is_named_for_debts(paper: Paper) -> bool:
    """An export of accounts, whatever it was filed as: aged_creditors.csv, 應收帳款.xlsx."""
    name = f"{paper.source.original_name} {paper.source.title}"
    return any(wanted.within(name) for wanted in (_AGEING, words.PAYABLES, words.RECEIPTS))


def _is_late(papers: Papers, paper: Paper) -> bool:
    """A mail or note from the project's end: what was open before may have been paid since."""
    if paper.day is None:
        return False
    ended = papers.project.ended
    return paper.day >= (ended - _NEAR_THE_END if ended else papers.middle)


def _further(known: list[Outstanding], told: Iterable[Outstanding]) -> list[Outstanding]:
    """What sentences tell beside the tables: not the same amount again, nor rounded, nor their sum."""
    found = list(told)
    amounts = [item.amount for item in known]
    sums = {
        sum((i.amount for i in known if side in ("", i.direction)), Decimal(0))
        for side in ("", "receivable", "payable")
    }
    return [
        item
        for item in found
        if item.amount not in sums
        and all(abs(item.amount - amount) > amount * _ROUNDED for amount in amounts)
    ]


def _once(found: Iterable[Outstanding]) -> list[Outstanding]:
    seen: dict[tuple[str, Decimal], Outstanding] = {}
    for item in found:
        seen.setdefault((item.party, item.amount), item)
    return list(seen.values())
