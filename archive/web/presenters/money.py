"""Each other party of a project as a row: agreed, invoiced, paid, and what is left to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from archive.review.money.money_match import MoneyPaper, PartyMoney, Step
from archive.services.projects.money import MoneyView
from archive.web.presenters.marks import Mark, money_words
from archive.wording import say

_TONES = {"unpaid": "bad", "over_agreed": "bad", "overpaid": "bad"}


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that can be opened."""

    document: str
    name: str
    amount: str
    copy_of: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A total with its papers; the total is empty where there is none to tell."""

    total: str
    papers: tuple[PaperView, ...]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One party."""

    party: str
    kind: str
    currency: str
    steps: tuple[StepView, ...]
    open: str
    marks: tuple[Mark, ...]
    waived: str = ""
    """Why the project was closed without it, by whom and when; it is not counted as open."""


def money_rows(view: MoneyView, language: str) -> tuple[MoneyRow, ...]:
    """The rows of the page."""
    return tuple(_row(party, view.waiver_of(party), language) for party in view.parties)


def _row(party: PartyMoney, waiver: Mapping[str, Any] | None, language: str) -> MoneyRow:
    flags = tuple(
        Mark(flag, say(language, f"ui_money.flag_{flag}"), _TONES.get(flag, "warn"), "look")
        for flag in party.flags
    )
    if waiver:
        flags = (Mark("waived", say(language, "ui_closeout.state_waived")),)
    settled = Mark("settled", say(language, "ui_money.settled"), "ok", "tick")
    return MoneyRow(
        party=party.party or say(language, "ui_money.nobody"),
        kind=say(language, "ui_money.client" if party.receivable else "ui_money.supplier"),
        currency=party.currency or "",
        steps=tuple(_step(step) for step in (party.agreed, party.invoiced, party.paid)),
        open=money_words(party.open) if party.open is not None else "",
        marks=flags or (settled,),
        waived=say(language, "ui_review.gap_waived", **waiver) if waiver else "",
    )


def _step(step: Step) -> StepView:
    total = money_words(step.total) if step.papers and step.total is not None else ""
    return StepView(total, tuple(_paper(paper) for paper in step.papers))


def _paper(paper: MoneyPaper) -> PaperView:
    amount = "" if paper.amount is None else money_words(paper.amount, paper.currency)
    return PaperView(
        paper.document, paper.name, amount, paper.copy_of.name if paper.copy_of else ""
    )
