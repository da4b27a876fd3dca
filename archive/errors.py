"""Every error the archive raises on purpose, each with a code that is part of the interface.

The sentence a person reads is `archive/wording/errors.yaml` under the code; `values` fill its
placeholders. What the web answers for each is `archive/web/errors.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from archive.team_time import local


class ArchiveError(Exception):
    """An expected failure with a stable code."""

    code: ClassVar[str] = "archive_error"

    def __init__(self, **values: object) -> None:
        super().__init__(", ".join(f"{k}={v}" for k, v in values.items()) or self.code)
        self.values = values


class NotFound(ArchiveError):
    """Nothing of that name inside the caller's scope: hidden and absent are one answer."""

    code = "not_found"


class ActionForbidden(ArchiveError):
    """The caller sees the thing but may not do this to it."""

    code = "action_forbidden"


class NotSignedIn(ArchiveError):
    """No valid session or token came with the request."""

    code = "not_signed_in"


class SignInRefused(ArchiveError):
    """Unknown name, wrong password and disabled account: one answer."""

    code = "sign_in_refused"


class PasswordChangeRequired(ArchiveError):
    """Whoever got a one-time password chooses one of their own before anything else."""

    code = "password_change_required"


class TooManyAttempts(ArchiveError):
    """Too many failed sign-ins; `retry_after` is in seconds."""

    code = "too_many_attempts"


class CsrfFailed(ArchiveError):
    """A state-changing request with a cookie came without a valid form token."""

    code = "csrf_failed"


class InvalidInput(ArchiveError):
    """A value the interface cannot take; `field` names it and `why` says what it allows."""

    code = "invalid_input"


class AlreadyExists(ArchiveError):
    """A project, an account or a membership of that name stands already."""

    code = "already_exists"


class Conflict(ArchiveError):
    """The thing is not in a state that allows this, or somebody else changed it meanwhile."""

    code = "conflict"


class ChangedMeanwhile(Conflict):
    """The save was made from an older state; `by` (a name) and `at` say who was first, where known.

    `rebuilt`: nobody changed it, it was written anew.
    """

    def __init__(
        self, by: str | None = None, at: datetime | None = None, *, rebuilt: bool = False
    ) -> None:
        super().__init__(
            why="rebuilt" if rebuilt else "changed_by" if by and at else "changed_meanwhile"
        )
        self.by, self.at = by, at
        if by and at:
            self.values |= {"by": by, "at": f"{local(at):%Y-%m-%d %H:%M}"}


class CloseoutIncomplete(ArchiveError):
    """The close was asked for while something is missing; `missing` says what, who and by when."""

    code = "closeout_incomplete"

    def __init__(self, missing: Sequence[object] = ()) -> None:
        super().__init__(n=len(missing))
        self.missing = tuple(missing)


class DuplicateDocument(ArchiveError):
    """The same bytes are filed in this project already, where the caller can see them (N11)."""

    code = "duplicate_document"


class NameRejected(ArchiveError):
    """The name or the file has findings that hold it; `findings` and `suggestion` say what."""

    code = "name_rejected"

    def __init__(
        self, findings: Sequence[object], suggestion: str | None, **values: object
    ) -> None:
        super().__init__(**values)
        self.findings = tuple(findings)
        self.suggestion = suggestion


class UploadTooLarge(ArchiveError):
    """More bytes than `limit_mb` megabytes."""

    code = "upload_too_large"


class StorageFull(ArchiveError):
    """The disk has no room for this file and the reserve; nothing was stored."""

    code = "storage_full"


class BlobDamaged(ArchiveError):
    """Stored bytes are missing or no longer have the digest they were stored under."""

    code = "blob_damaged"


class PrintingFailed(ArchiveError):
    """No PDF was made: no LibreOffice here, or it was busy, too slow or stumbled."""

    code = "printing_failed"


class RuleFileInvalid(ArchiveError):
    """The naming rules cannot be used; `problems` has a message for every place, said as `file:line: what`."""

    code = "rule_file_invalid"

    def __init__(self, problems: Sequence[Any]) -> None:
        super().__init__(problems=tuple(problems))
        self.problems: tuple[Any, ...] = tuple(
            problems
        )  # of `domain.messages.Message`, a layer above


class SettingInvalid(ArchiveError):
    """An ARCHIVE_* variable that is unknown or holds a value that cannot be used."""

    code = "setting_invalid"


class IndexUnavailable(ArchiveError):
    """The search index is being rebuilt."""

    code = "index_unavailable"
