"""One edition of a review for each group of readers, built from what that group sees and nothing else.

Cutting one review down to its reader is not enough: a hidden paper that corrects a visible one, or of
which a visible one is the copy, would be told by the statement that is not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from archive.domain.access import (
    AccessScope,
    Membership,
    Principal,
    ProjectRole,
    Role,
    scope_of,
)
from archive.domain.documents import Document, DocumentState, Level
from archive.domain.projects import Member
from archive.persistence.database import Work
from archive.review.edit import Edit, as_kept, from_kept
from archive.review.edits import apply_edits, may_be_told

Build = Callable[[tuple[Document, ...]], Mapping[str, Any]]
Tokens = Mapping[str, tuple[str, ...]]


EDITIONS = ("built_from", "editions")
"""What `build_editions` adds to a review."""
CHANGES = "changes"
"""What people had changed when a review was frozen, which is laid over its editions for good."""
AS_BUILT = "as_built"
"""The edition that was approved as it stood without changes, and those that its approver was told."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What one reader is shown of a review. `whole`: nothing was hidden from them when it was built."""

    content: Mapping[str, Any]
    whole: bool
    stale: bool


def build_editions(
    project_id: str,
    documents: tuple[Document, ...],
    tokens: Tokens,
    members: Iterable[Member],
    build: Build,
) -> dict[str, Any]:
    """The editions for those who do not see everything, and what each document was when they were built.

    Besides the members as they are, every clearance a member could be given is provided for: a right given
    later must not show, by a missing edition, that there is something between it and the others.
    """
    whole = frozenset(document.id for document in documents)
    groups = {
        frozenset(d.id for d in documents if scope.sees(tokens.get(d.id, ())))
        for scope in _scopes(project_id, members)
    }
    return {
        "built_from": {d.id: [state_of(d), list(tokens.get(d.id, ()))] for d in documents},
        "editions": [
            {
                "sees": sorted(group),
                "content": dict(build(tuple(d for d in documents if d.id in group))),
            }
            for group in sorted(groups - {whole}, key=lambda group: (-len(group), sorted(group)))
        ],
    }


def frozen_changes(stored: Mapping[str, Any], now: Sequence[Edit]) -> Sequence[Edit]:
    """The changes a frozen review was approved with; those of today where it was frozen before they were kept."""
    kept = stored.get(CHANGES)
    return now if kept is None else [from_kept(one) for one in kept]


def told_content(
    stored: Mapping[str, Any],
    edition: Edition,
    edits: Sequence[Edit],
    known: Collection[str],
    *,
    frozen: bool = False,
) -> Mapping[str, Any]:
    """An edition with the changes that may be told to its reader, who knows these documents.

    What was frozen is told to who saw everything as it was approved, unless a change in it rests on what they may
    not see (a paper that was withdrawn, or is more confidential since): then it is laid out anew without that one.
    """
    if not (frozen and edition.whole):
        return apply_edits(edition.content, may_be_told(edits, known), known)
    unlaid = stored.get(AS_BUILT, {"changes": ()})
    laid = [from_kept(one) for one in unlaid["changes"]]
    told = may_be_told(laid, known)
    return (
        edition.content if len(told) == len(laid) else apply_edits(unlaid["content"], told, known)
    )


def frozen_with(
    work: Work, scope: AccessScope, project_id: str, stored: Mapping[str, Any]
) -> dict[str, Any]:
    """What is kept with an approval besides what the approver was shown.

    Every edition, every change, and what the approver's own edition was before changes, with those laid over it.
    """
    edits = work.reviews.edits(project_id)
    kept: dict[str, Any] = {key: stored[key] for key in EDITIONS if key in stored}
    kept[CHANGES] = [as_kept(edit) for edit in edits]
    if edits:
        own = {approval.document for approval in work.reviews.approvals(project_id)}
        visible = work.documents.of_project(scope, project_id)
        built = edition_for(stored, scope, [d for d in visible if d.id not in own]).content
        told = may_be_told(edits, known_to(work, scope, {d.id for d in visible}, edits))
        kept[AS_BUILT] = {
            "content": {key: value for key, value in built.items() if key not in EDITIONS},
            "changes": [as_kept(edit) for edit in told],
        }
    return kept


def without_kept(content: Mapping[str, Any]) -> dict[str, Any]:
    """Of what is kept with an approval what the approver was shown: the words that were filed."""
    beside = {*EDITIONS, CHANGES, AS_BUILT}
    return {key: value for key, value in content.items() if key not in beside}


def known_to(
    work: Work, scope: AccessScope, shown: Collection[str], edits: Iterable[Edit]
) -> frozenset[str]:
    """The documents a reader is `shown`, and those withdrawn or moved since that changes of the review rested on.

    What was said of a statement is told to who sees what it rested on: a paper that is withdrawn, or filed in another
    project now, takes no correction with it, and no way to take a rejection back.
    """
    rested = {document for edit in edits for document in edit.documents}
    return frozenset(shown) | work.documents.known(scope, rested - set(shown))


def told_no_less(work: Work, project_id: str, one: Edit, other: Edit) -> bool:
    """Whether all who may be told one change may be told the other, as far as the project has readers."""
    if set(one.documents) == set(other.documents):
        return True
    tokens = work.documents.tokens({*one.documents, *other.documents})
    scopes = _scopes(project_id, work.projects.members(project_id))
    told = [scope for scope in scopes if _sees_all(scope, tokens, one.documents)]
    return bool(told) and all(_sees_all(scope, tokens, other.documents) for scope in told)


def _sees_all(scope: AccessScope, tokens: Tokens, documents: Iterable[str]) -> bool:
    return all(scope.sees(tokens.get(document, ())) for document in documents)


def edition_for(
    stored: Mapping[str, Any], scope: AccessScope, visible: Iterable[Document]
) -> Edition:
    """The edition of a reader: it follows from what they saw when it was built and see now.

    `stored` is a review as built for those who see everything, with what `build_editions` gave.
    """
    built_from = stored.get("built_from", {})
    saw = {i: state for i, (state, tokens) in built_from.items() if scope.sees(tokens)}
    stale = saw != {d.id: state_of(d) for d in visible}
    if len(saw) == len(built_from):
        return Edition(stored, whole=True, stale=stale)
    fitting = (e for e in stored.get("editions", ()) if saw.keys() >= set(e["sees"]))
    best: Mapping[str, Any] = max(fitting, key=lambda e: len(e["sees"]), default={"content": {}})
    return Edition(best["content"], whole=False, stale=stale)


def state_of(document: Document) -> str:
    """What the review reads of a document: another one means that the review is out of date.

    Only that counts: being indexed must not make a review stale.
    """
    known = [
        document.id,
        document.current_version,
        document.reading,
        document.class_key,
        document.name,
        document.date,
        document.state == DocumentState.FAILED,
    ]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()[:32]


def _scopes(project_id: str, members: Iterable[Member]) -> Iterable[AccessScope]:
    yield _scope("", None)
    for clearance in Level:
        yield _scope("", Membership(project_id, ProjectRole.MEMBER, clearance))
    for role in (ProjectRole.FINANCE, ProjectRole.LEGAL):
        yield _scope("", Membership(project_id, role, Level.INTERNAL))
    for member in members:
        yield _scope(member.user_id, Membership(project_id, member.role, member.clearance))


def _scope(user_id: str, place: Membership | None) -> AccessScope:
    return scope_of(Principal(user_id, "", Role.MEMBER, (place,) if place else ()))
