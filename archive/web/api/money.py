"""/projects/{code}/money: contracts, invoices and payments side by side for each other party."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from archive.errors import ActionForbidden, NotFound
from archive.review.money.money_match import MoneyPaper, PartyMoney, Step
from archive.services.projects.money import MoneyView
from archive.web.api.fields import Answer, Money
from archive.web.api.resource import Contract, Resource
from archive.web.context import principal, services
from archive.web.policy import signed_in

resource = Resource("money")
blueprint = resource.blueprint

Flag = Literal[
    "no_contract", "over_agreed", "not_all_invoiced", "unpaid", "overpaid", "amount_unknown",
    "currencies_differ",
]  # fmt: skip


class PaperAnswer(Answer):
    """A contract, invoice or proof of payment. `copy_of`: the paper listed that it repeats; not counted."""

    document: str
    name: str
    amount: Money | None
    date: str | None
    copy_of: str | None

    @classmethod
    def of(cls, paper: MoneyPaper) -> PaperAnswer:
        return cls(
            document=paper.document,
            name=paper.name,
            amount=paper.amount,
            date=paper.date,
            copy_of=paper.copy_of.document if paper.copy_of else None,
        )


class StepAnswer(Answer):
    """What was agreed, invoiced or paid. `total` is null where an amount is missing or currencies differ."""

    total: Money | None
    papers: list[PaperAnswer]

    @classmethod
    def of(cls, step: Step) -> StepAnswer:
        return cls(total=step.total, papers=[PaperAnswer.of(paper) for paper in step.papers])


class WaivedMoney(Answer):
    """Why a project was closed without it, who said so and on what day (YYYY-MM-DD)."""

    reason: str
    by: str
    on: str

    @classmethod
    def of(cls, waiver: Mapping[str, Any] | None) -> WaivedMoney | None:
        if waiver is None:
            return None
        return cls(reason=waiver["reason"], by=waiver["by"], on=waiver["on"])


class PartyAnswer(Answer):
    """One other party. `open` is what was invoiced and not paid; computed from the papers listed.

    `party` is empty for papers that name nobody. `receivable`: the client, who pays the team. `waived`: what
    the project was closed without of it; it is not counted as `unsettled`.
    """

    party: str
    receivable: bool
    currency: str | None
    agreed: StepAnswer
    invoiced: StepAnswer
    paid: StepAnswer
    open: Money | None
    settled: bool
    flags: list[Flag]
    waived: WaivedMoney | None

    @classmethod
    def of(cls, view: MoneyView, party: PartyMoney) -> PartyAnswer:
        return cls.model_validate(
            {
                "party": party.party,
                "receivable": party.receivable,
                "currency": party.currency,
                "agreed": StepAnswer.of(party.agreed),
                "invoiced": StepAnswer.of(party.invoiced),
                "paid": StepAnswer.of(party.paid),
                "open": party.open,
                "settled": party.settled,
                "flags": list(party.flags),
                "waived": WaivedMoney.of(view.waiver_of(party)),
            }
        )


class MoneyAnswer(Answer):
    """The whole match."""

    parties: list[PartyAnswer]
    unsettled: int


@resource.route(
    "GET",
    "/projects/<code>/money",
    signed_in,
    Contract(MoneyAnswer, errors=(NotFound, ActionForbidden)),
)
def show(code: str) -> MoneyAnswer:
    """Contract, invoice and payment of each other party; for those who see all three classes."""
    view = services().money.get(principal(), code)
    return MoneyAnswer(
        parties=[PartyAnswer.of(view, party) for party in view.parties], unsettled=view.unsettled
    )


POLICIES = resource.POLICIES
