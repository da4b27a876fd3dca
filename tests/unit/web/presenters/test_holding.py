"""Who waits for an answer asks no second time; who has one that does not help may."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from archive.domain.intake import ItemFinding
from archive.domain.messages import Message
from archive.domain.rule_exceptions import ExceptionScope, ExceptionState, RuleException
from archive.services.intake.holding import HeldFile
from archive.web.presenters.holding import held_rows

TODAY = date(2026, 3, 2)
ASKED, APPROVED, REFUSED = ExceptionState.ASKED, ExceptionState.APPROVED, ExceptionState.REFUSED


def waiting(severity: str) -> HeldFile:
    message = Message("findings.rule_n03")
    finding = ItemFinding("N03", "name", severity, (0, 1), "", "", message, None)
    now = datetime(2026, 3, 1, 9, tzinfo=UTC)
    return HeldFile(
        "i", "b", "P-1", "a.txt", "held", "held", (finding,), None, "Lin", now, 1, 0, None
    )


def request(state: ExceptionState, days: int) -> RuleException:
    now, until = datetime(2026, 3, 1, 9, tzinfo=UTC), TODAY + timedelta(days=days)
    file = ExceptionScope.FILE
    return RuleException(
        "e", "p", "P-1", file, "i", "b", "other", "a.txt", ("N03",), "why", state, "u", "Lin", now, until
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "days", "severity", "asks"),
    [
        (ASKED, 0, "hold", False),
        (ASKED, -1, "hold", True),
        (APPROVED, 0, "warn", False),
        (APPROVED, 0, "hold", True),  # by another rule than those it was granted for
        (APPROVED, -1, "warn", True),
        (REFUSED, 0, "hold", True),
    ],
)
def test_an_exception_is_asked_for_where_no_answer_is_due(
    state: ExceptionState, days: int, severity: str, *, asks: bool
) -> None:
    (row,) = held_rows([waiting(severity)], {"i": request(state, days)}, "en", TODAY)
    assert row.asks is asks
    assert row.request is not None
    assert (row.request.key == "ended") == (days < 0 and state is not REFUSED)
