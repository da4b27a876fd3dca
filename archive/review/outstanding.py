"""What is still to be paid, on either side: instalments of the client, suppliers, advances, credits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from archive.review import vocabulary as words
from archive.review.kinds import kind_of
from archive.review.open_items import Outstanding, open_items
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage
from archive.review.quantities import find_quantities
from archive.review.words import word_list


def outstanding_of(papers: Papers, client: str) -> list[Outstanding]:
    """Open amounts of the finance papers; of report sentences only where no table has any."""
    found: list[Outstanding] = []
    for paper in papers.current(Role.MONEY, Role.OTHER):
        for table in paper.tables:
            if kind_of(paper, table) is None or table.column(words.RECEIVED) is not None:
                found += open_items(table, client)
    if not found:
        found = [
            o for p in papers.current(Role.MONEY, Role.REPORT, Role.RETRO) for o in _told(p, client)
        ]
    return _once(found)


def _once(found: list[Outstanding]) -> list[Outstanding]:
    seen: dict[tuple[str, Decimal], Outstanding] = {}
    for item in found:
        seen.setdefault((item.party, item.amount), item)
    return list(seen.values())


# ------------------------------------------------------------------ sentences
_OWED = word_list("outstanding.owed")


def _told(paper: Paper, client: str) -> Iterator[Outstanding]:
    for sentence in paper.sentences:
        for clause in _clauses(sentence):
            if not _OWED.within(clause.text):
                continue
            money = [q for q in find_quantities(clause.text) if not q.is_rate and q.value >= 100]
            if money:
                yield Outstanding(
                    client if words.FINAL_INSTALMENT.within(clause.text) else "",
                    money[0].value,
                    "receivable" if words.FINAL_INSTALMENT.within(clause.text) else "payable",
                    clause.text,
                    (clause.evidence,),
                )


def _clauses(sentence: Passage) -> Iterator[Passage]:
    yield sentence
