"""Contracts, invoices and payments of a project, matched for each supplier and the client."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from archive.domain.access import AccessScope, Principal, scope_of
from archive.domain.documents import Document
from archive.domain.projects import Project
from archive.errors import ActionForbidden
from archive.persistence.database import Database, Work
from archive.review.money.money_match import CLASSES, MoneyPaper, PartyMoney, match_money
from archive.review.money.paper_numbers import paper_number
from archive.services.closeout.closeout_plan import sees_class
from archive.services.closeout.waivers import at_the_close, rested_on
from archive.services.intake.field_values import MOST
from archive.services.projects.projects import project_of
from archive.services.rules.rulebook import RuleBook


@dataclass(frozen=True, slots=True)
class MoneyView:
    """The money of one project; `parties` as `match_money` orders them.

    `waived` is what a closed project was closed without: by `row_of` a party its reason, `by` and `on`.
    """

    project: Project
    parties: tuple[PartyMoney, ...]
    waived: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def waiver_of(self, party: PartyMoney) -> Mapping[str, Any] | None:
        """How what is left to do for a party was waived, if it was."""
        return None if party.settled else self.waived.get(row_of(party))

    @property
    def unsettled(self) -> int:
        """How many parties have something left to do that nobody waived."""
        return sum(not party.settled and self.waiver_of(party) is None for party in self.parties)


def row_of(party: PartyMoney) -> str:
    """What the close calls a party's money."""
    return f"money:{hashlib.sha256(party.party.encode()).hexdigest()[:16]}"


def papers_in(party: PartyMoney) -> set[str]:
    """The papers that tell of a party's money."""
    return {p.document for step in (party.agreed, party.invoiced, party.paid) for p in step.papers}


class MoneyService:
    """For those who see contracts, invoices and payments of the project at the levels of their rules.

    To anybody else "not invoiced" could not be told from "hidden", so they get no list at all.
    """

    def __init__(self, database: Database, book: RuleBook) -> None:
        self._database = database
        self._book = book

    def get(self, principal: Principal, code: str) -> MoneyView:
        """The match of today, made from what the caller sees.

        Raises:
            NotFound: no such project where the caller can see it.
            ActionForbidden: the caller does not see every class of paper this rests on.
        """
        scope = scope_of(principal)
        with self._database.read() as work:
            project = project_of(work, scope, code)
            if not self.shown_to(scope, project):
                raise ActionForbidden(action="see_money")
            view = self.view(work, scope, project)
            waived = at_the_close(work, principal, project, self._book.rules())
            known, now = rested_on(work, project), {row_of(p): papers_in(p) for p in view.parties}
            # money of papers that whoever closed it did not see was not waived
            meant = {w["id"]: w for w in waived if now.get(w["id"], set()) <= known[w["id"]]}
            return replace(view, waived=meant)

    def shown_to(self, scope: AccessScope, project: Project) -> bool:
        """Whether there is a list for that scope; follows from the rules alone, not from what is filed."""
        rules = self._book.rules()
        return all(sees_class(rules, scope, project, key) for key in sorted(CLASSES))

    def view(self, work: Work, scope: AccessScope, project: Project) -> MoneyView:
        """The match inside a transaction, for a scope it is shown to."""
        documents = work.documents.of_project(scope, project.id)
        papers = with_numbers(work, papers_of(documents), documents)
        return MoneyView(project, match_money(papers, project.client))


def with_numbers(
    work: Work, papers: Sequence[MoneyPaper], documents: Sequence[Document]
) -> tuple[MoneyPaper, ...]:
    """The papers, those that may be one paper filed twice with the numbers they bear.

    Only papers of one class and amount are read for it, all in one query.
    """
    alike = Counter((paper.class_key, paper.amount) for paper in papers)
    twice = {p.document for p in papers if alike[p.class_key, p.amount] > 1 and p.amount}
    readings = {d.id: d.reading for d in documents if d.id in twice and d.reading}
    texts = work.readings.segments_of(sorted(set(readings.values())))
    numbers = {
        document: paper_number(segment.text for segment in texts.get(reading, ()))
        for document, reading in readings.items()
    }
    return tuple(replace(paper, number=numbers.get(paper.document)) for paper in papers)


def papers_of(documents: Sequence[Document]) -> tuple[MoneyPaper, ...]:
    """The papers that count: drafts agree, invoice and pay nothing."""
    return tuple(
        MoneyPaper(
            document=document.id,
            name=document.name,
            class_key=document.class_key,
            parties=_names(document.fields.get("parties")),
            amount=_amount(document.fields.get("amount")),
            currency=_word(document.fields.get("currency")),
            date=document.date,
            picture=document.media_type.startswith("image/") or document.text_quality == "ocr",
        )
        for document in documents
        if document.class_key in CLASSES and not document.is_draft
    )


def _names(parties: object) -> tuple[str, ...]:
    return tuple(str(p) for p in parties if p) if isinstance(parties, list | tuple) else ()


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _amount(value: object) -> Decimal | None:
    if value is None:
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < MOST else None
