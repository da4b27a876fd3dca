"""The access rule, cell by cell, written by hand from its statement in docs/decisions/0002."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.access import (
    GRANTS,
    AccessScope,
    Action,
    Membership,
    Principal,
    ProjectRole,
    Role,
    Target,
    document_tokens,
    may,
    project_tokens,
    require,
    scope_of,
)
from archive.domain.documents import Level
from archive.errors import ActionForbidden

HERE, ELSEWHERE = "p1", "p2"


def somebody(
    role: Role = Role.MEMBER, *places: tuple[str, ProjectRole, Level], user_id: str = "u1"
) -> Principal:
    return Principal(user_id, user_id, role, tuple(Membership(*place) for place in places))


def sees(
    principal: Principal,
    level: Level,
    *,
    restricted: bool = False,
    readers: tuple[str, ...] = (),
    filed_by: str = "other",
) -> bool:
    tokens = document_tokens(
        HERE, level, project_restricted=restricted, class_readers=readers, filed_by=filed_by
    )
    return scope_of(principal).sees(tokens)


@pytest.mark.parametrize("role", list(Role))
def test_every_account_reads_public_and_internal_and_no_role_alone_reads_more(role: Role) -> None:
    account = somebody(role)
    assert [sees(account, level) for level in Level] == [True, True, False, False]


@pytest.mark.parametrize("role", list(Role))
def test_a_restricted_project_does_not_exist_for_anybody_outside(role: Role) -> None:
    account = somebody(role, (ELSEWHERE, ProjectRole.MANAGER, Level.RESTRICTED))
    assert not any(sees(account, level, restricted=True) for level in Level)
    assert not scope_of(account).sees(project_tokens(HERE, restricted=True))


@pytest.mark.parametrize(
    ("clearance", "expected"),
    [
        (Level.INTERNAL, [True, True, False, False]),
        (Level.CONFIDENTIAL, [True, True, True, False]),
        (Level.RESTRICTED, [True, True, True, True]),
    ],
)
def test_clearance_counts_in_its_own_project_only(clearance: Level, expected: list[bool]) -> None:
    member = somebody(Role.MEMBER, (HERE, ProjectRole.MEMBER, clearance))
    assert [sees(member, level) for level in Level] == expected
    assert [sees(member, level, restricted=True) for level in Level] == expected
    outsider = somebody(Role.MEMBER, (ELSEWHERE, ProjectRole.MEMBER, clearance))
    assert [sees(outsider, level) for level in Level] == [True, True, False, False]


@pytest.mark.parametrize("role", [ProjectRole.FINANCE, ProjectRole.LEGAL])
def test_finance_and_legal_read_their_classes_at_any_level_and_nothing_else_above_internal(
    role: ProjectRole,
) -> None:
    specialist = somebody(Role.MEMBER, (HERE, role, Level.RESTRICTED))
    for level in (Level.CONFIDENTIAL, Level.RESTRICTED):
        assert sees(specialist, level, readers=(role.value,))
        assert not sees(specialist, level)
    other = "legal" if role is ProjectRole.FINANCE else "finance"
    assert not sees(specialist, Level.CONFIDENTIAL, readers=(other,))
    elsewhere = somebody(Role.MEMBER, (ELSEWHERE, role, Level.RESTRICTED))
    assert not sees(elsewhere, Level.CONFIDENTIAL, readers=(role.value,))


def test_who_filed_a_document_sees_it_while_still_a_member() -> None:
    member = somebody(Role.MEMBER, (HERE, ProjectRole.MEMBER, Level.INTERNAL))
    assert sees(member, Level.RESTRICTED, filed_by="u1")
    assert not sees(somebody(), Level.RESTRICTED, filed_by="u1")


def test_an_empty_scope_sees_nothing() -> None:
    assert not AccessScope(frozenset()).sees({"team"})


MANAGER = somebody(Role.MEMBER, (HERE, ProjectRole.MANAGER, Level.RESTRICTED))
MEMBER = somebody(Role.MEMBER, (HERE, ProjectRole.MEMBER, Level.INTERNAL))
FINANCE = somebody(Role.MEMBER, (HERE, ProjectRole.FINANCE, Level.INTERNAL))
LEGAL = somebody(Role.MEMBER, (HERE, ProjectRole.LEGAL, Level.INTERNAL))
STRANGER = somebody(Role.MEMBER, (ELSEWHERE, ProjectRole.MANAGER, Level.RESTRICTED))
ADMINISTRATOR = somebody(Role.ADMINISTRATOR)
READER = somebody(Role.READER)
RECORDS = somebody(Role.RECORDS_MANAGER)
LEAD = somebody(Role.LEAD)
WHO = {
    "manager": MANAGER,
    "member": MEMBER,
    "finance": FINANCE,
    "legal": LEGAL,
    "stranger": STRANGER,
    "administrator": ADMINISTRATOR,
    "reader": READER,
    "records": RECORDS,
    "lead": LEAD,
}
MATRIX = {
    Action.CREATE_PROJECT: {
        "manager",
        "member",
        "finance",
        "legal",
        "stranger",
        "administrator",
        "records",
        "lead",
    },
    Action.EDIT_PROJECT: {"manager"},
    Action.SET_MEMBERS: {"manager"},
    Action.FILE: {"manager", "member", "finance", "legal"},
    Action.EDIT_DOCUMENT: {"manager"},
    Action.RELABEL: {"manager"},
    Action.WITHDRAW: {"manager"},
    Action.BUILD_REVIEW: {"manager", "member", "finance", "legal"},
    Action.EDIT_REVIEW: {"manager", "member", "finance", "legal"},
    Action.APPROVE_REVIEW: {"manager"},
    Action.WRITE_LESSON: {"manager", "member", "finance", "legal"},
    Action.APPROVE_LESSON: {"manager"},
    Action.WRITE_ACTION: {"manager", "member", "finance", "legal"},
    Action.SEE_ACCOUNTS: set(WHO),
    Action.EDIT_ACCOUNTS: {"administrator"},
    Action.SEE_OPERATION: {"administrator"},
    Action.EDIT_RULES: {"records"},
    Action.DECIDE_EXCEPTION: {"manager", "records"},
    Action.SEE_HOLDING: {"records"},
    Action.SEE_RULE_ALARM: {"records", "administrator"},
    Action.SEE_DASHBOARD: {"lead"},
    Action.SEE_CLOSEOUT: {"manager", "member", "finance", "legal", "lead"},
    Action.EDIT_CLOSEOUT: {"manager"},
    Action.CLOSE_PROJECT: {"manager"},
    Action.EDIT_SURVEY: {"manager"},
    Action.EDIT_CLAUSES: {"manager", "legal"},
    Action.KEEP_PAPERS: {"manager", "records"},
    Action.WRITE_PATH: {"manager", "stranger", "records", "lead"},
    Action.WRITE_PROJECT_PATH: {"manager"},
    Action.EDIT_PATH: {"manager", "records", "lead"},
}


@pytest.mark.parametrize("action", list(Action))
@pytest.mark.parametrize("who", list(WHO))
def test_an_act_is_allowed_to_those_in_the_table_and_to_nobody_else(
    action: Action, who: str
) -> None:
    target = Target(HERE, filed_by="other", approvers=("manager", "records_manager"))
    assert may(WHO[who], action, target) == (who in MATRIX[action])
    if who not in MATRIX[action]:
        with pytest.raises(ActionForbidden):
            require(WHO[who], action, target)


@pytest.mark.parametrize("action", [Action.EDIT_DOCUMENT, Action.WITHDRAW])
def test_who_filed_a_document_corrects_and_withdraws_it_while_still_a_member(
    action: Action,
) -> None:
    assert may(MEMBER, action, Target(HERE, filed_by="u1"))
    assert not may(somebody(), action, Target(HERE, filed_by="u1"))


@pytest.mark.parametrize("approvers", [(), ("manager",), ("records_manager",)])
def test_an_exception_is_decided_by_those_the_rules_name_and_by_nobody_else(
    approvers: tuple[str, ...],
) -> None:
    target = Target(HERE, approvers=approvers)
    deciders = {who for who in WHO if may(WHO[who], Action.DECIDE_EXCEPTION, target)}
    assert deciders == {name.removesuffix("_manager") for name in approvers}


def test_an_act_without_an_entry_is_allowed_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.domain.access.GRANTS", {})
    assert not any(
        may(person, action, Target(HERE)) for person in WHO.values() for action in Action
    )


def test_every_act_has_a_row() -> None:
    assert set(GRANTS) == set(Action)


@given(st.sampled_from(Level), st.sampled_from(Level), st.booleans())
def test_raising_a_documents_level_never_lets_more_people_in(
    low: Level, high: Level, restricted: bool
) -> None:
    low, high = min(low, high), max(low, high)
    for person in WHO.values():
        if sees(person, high, restricted=restricted):
            assert sees(person, low, restricted=restricted)
