"""The access review: a decision holds for the access it was made about, and somebody stays to manage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.domain.access import ProjectRole
from archive.domain.access_review import (
    AccessChoice,
    AccessDecision,
    leaves_a_manager,
    reviewed,
)
from archive.domain.documents import Level
from archive.domain.projects import Member

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ANA = Member("ana", "ana", "Ana", ProjectRole.MANAGER, Level.RESTRICTED)
BO = Member("bo", "bo", "Bo", ProjectRole.MEMBER, Level.CONFIDENTIAL)


def decision(member: Member, choice: AccessChoice, left: Level = Level.INTERNAL) -> AccessDecision:
    return AccessDecision(
        member.user_id,
        member.display_name,
        choice,
        left,
        member.role,
        member.clearance,
        "Ana",
        NOON,
    )


def test_a_member_without_a_decision_is_undecided_and_stays() -> None:
    (row,) = reviewed([BO], [], None)
    assert (row.decision, row.after) == (None, (ProjectRole.MEMBER, Level.CONFIDENTIAL))


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        (AccessChoice.KEEP, (ProjectRole.MEMBER, Level.CONFIDENTIAL)),
        (AccessChoice.REDUCE, (ProjectRole.MEMBER, Level.INTERNAL)),
        (AccessChoice.REMOVE, None),
    ],
)
def test_what_is_left_follows_from_the_decision(choice: AccessChoice, after: object) -> None:
    (row,) = reviewed([BO], [decision(BO, choice)], None)
    assert row.after == after


def test_a_decision_about_other_access_is_asked_for_again() -> None:
    raised = replace(BO, clearance=Level.RESTRICTED)
    (row,) = reviewed([raised], [decision(BO, AccessChoice.KEEP)], None)
    assert row.decision is None


def test_a_reduction_holds_after_it_was_carried_out() -> None:
    done = replace(decision(BO, AccessChoice.REDUCE), applied_at=NOON)
    (row,) = reviewed([replace(BO, clearance=Level.INTERNAL)], [done], None)
    assert row.decision == done
    (again,) = reviewed([BO], [done], None)
    assert again.decision is None


def test_what_was_decided_for_an_earlier_close_is_asked_for_again() -> None:
    made = [decision(BO, AccessChoice.KEEP)]
    assert reviewed([BO], made, NOON + timedelta(days=1))[0].decision is None
    assert reviewed([BO], made, NOON)[0].decision is not None


def test_somebody_has_to_stay_to_manage() -> None:
    assert leaves_a_manager(reviewed([ANA, BO], [decision(BO, AccessChoice.REMOVE)], None))
    for choice in (AccessChoice.REMOVE, AccessChoice.REDUCE):
        assert not leaves_a_manager(reviewed([ANA, BO], [decision(ANA, choice)], None))
