"""What went wrong, as a value: status, code, sentences. `errors` says it as JSON or as a page."""

from __future__ import annotations

import errno
import logging
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from string import Formatter

from werkzeug.exceptions import HTTPException

from archive.domain.messages import Message
from archive.errors import (
    ActionForbidden,
    AlreadyExists,
    ArchiveError,
    BlobDamaged,
    ChangedMeanwhile,
    CloseoutIncomplete,
    Conflict,
    CsrfFailed,
    DuplicateDocument,
    IndexUnavailable,
    InvalidInput,
    NameRejected,
    NotFound,
    NotSignedIn,
    PasswordChangeRequired,
    PrintingFailed,
    RuleFileInvalid,
    SettingInvalid,
    SignInRefused,
    StorageFull,
    TooManyAttempts,
    UploadTooLarge,
)
from archive.wording import catalogue

log = logging.getLogger(__name__)

STATUS_OF: Mapping[type[ArchiveError], int] = {
    InvalidInput: 422,
    NotSignedIn: 401,
    SignInRefused: 401,
    CsrfFailed: 400,
    ActionForbidden: 403,
    PasswordChangeRequired: 403,
    NotFound: 404,
    AlreadyExists: 409,
    Conflict: 409,
    ChangedMeanwhile: 409,
    CloseoutIncomplete: 409,
    DuplicateDocument: 409,
    NameRejected: 422,
    UploadTooLarge: 413,
    TooManyAttempts: 429,
    StorageFull: 507,
    IndexUnavailable: 503,
    BlobDamaged: 500,
    PrintingFailed: 503,
    RuleFileInvalid: 500,
    SettingInvalid: 500,
    ArchiveError: 500,
}
"""What each error answers. tests/policy proves that no error class is missing."""

CODE_OF: Mapping[int, str] = {
    400: "malformed_request",
    404: NotFound.code,  # no such path, or a thing that may not be seen: one answer
    405: "method_not_allowed",
    413: "request_too_large",
    415: "unsupported_media_type",
    416: "range_not_satisfiable",
}
"""Codes of the failures that the web itself finds, before any service is asked."""

UNEXPECTED = "unexpected"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


class FieldsInvalid(InvalidInput):
    """Several values of one request cannot be taken; `fields` pairs each name with the reason."""

    def __init__(self, fields: Sequence[tuple[str, Message]]) -> None:
        self.fields = tuple(fields)
        first, why = self.fields[0] if self.fields else ("", Message("api.field_invalid"))
        super().__init__(field=first, why=why)


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure ready to be said. `reference` is a number to quote; it stands in the log too."""

    status: int
    code: str
    title: Message
    detail: Message
    headers: Mapping[str, str] = field(default_factory=dict)
    reference: str | None = None
    error: ArchiveError | None = None


def problem_of(failure: Exception) -> Problem:
    """The problem that any exception a view let through is answered with."""
    if isinstance(failure, OSError) and failure.errno in _NO_ROOM:
        failure = StorageFull()
    if isinstance(failure, ArchiveError):
        return _of_archive(failure)
    if isinstance(failure, HTTPException) and failure.code != HTTPStatus.INTERNAL_SERVER_ERROR:
        return _of_http(failure)
    return _unexpected(failure)


def _of_archive(error: ArchiveError) -> Problem:
    status = next(STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF)
    # nothing of a hidden thing is said back, not even the id that was asked for
    values = {} if isinstance(error, NotFound) else error.values
    broken = status == HTTPStatus.INTERNAL_SERVER_ERROR
    return Problem(
        status,
        error.code,
        title=Message(f"api.title_{error.code}"),
        detail=_detail(error, values),
        headers=_headers(status, error.values),
        reference=_log(error) if broken else None,
        error=error,
    )


def _detail(error: ArchiveError, values: Mapping[str, object]) -> Message:
    """The sentence of an error; a conflict has one for each reason that services name."""
    why = values.get("why")
    if isinstance(error, Conflict) and f"errors.conflict_{why}" in catalogue():
        return _filled(f"errors.conflict_{why}", values)
    if isinstance(error, InvalidInput) and isinstance(why, str):
        values = {**values, "why": _with_offer(_allowed(str(values.get("field", "")), why), values)}
    return _filled(f"errors.{error.code}", values)


def _with_offer(why: Message, values: Mapping[str, object]) -> Message:
    offer = values.get("suggestion")
    return Message("errors.why_with_offer", {"why": why, "offer": offer}) if offer else why


_SPAN = re.compile(r"(?P<least>[01])-(?P<most>\d+)")
_CODE = re.compile(
    r"\[A-Z0-9(?P<han>㐀-䶿一-鿿)?]\[A-Z0-9(?(han)(?P=han))-]\{(?P<least>\d+),(?P<most>\d+)}"
)
_EXAMPLES = {"YYYY-MM-DD": "errors.why_day", "1234.50": "errors.why_amount"}
_COUNTED = frozenset({"choice", "evidence", "minutes", "stops"})
"""Fields that may be 0 of something; of others 0 is the length of a text that may be left out."""
_NUMBERS = frozenset({"addresses", "days", "items", "page", "per_page", "questions"})
"""Fields whose span is of a number or of how many; of the others it is the length of the text."""


def _allowed(name: str, why: str) -> Message:
    """What a value may be: services name a known reason, else list or bound what is possible."""
    if f"errors.why_{why}" in catalogue():
        return Message(f"errors.why_{why}")
    if name == "code":
        return _code_form(why)
    if why in _EXAMPLES:
        return Message(_EXAMPLES[why])
    if why.startswith(">= "):
        return Message("errors.why_not_before", {"day": why.removeprefix(">= ")})
    if why.startswith("> "):
        return Message("errors.why_after", {"day": why.removeprefix("> ")})
    span = _SPAN.fullmatch(why)
    if span and not (span["least"] == "0" and name in _COUNTED):
        counted = "errors.why_between" if name in _NUMBERS else "errors.why_length"
        key = counted if span["least"] == "1" else "errors.why_longest"
        return Message(key, {"most": span["most"]})
    return Message("api.field_choice", {"allowed": why})


def _code_form(pattern: str) -> Message:
    """What a project's code is made of: in words for the usual form, else as the rules write it."""
    form = _CODE.fullmatch(pattern)
    if form is None:
        return Message("errors.why_pattern", {"pattern": pattern})
    least, most = (int(form[name]) + 1 for name in ("least", "most"))
    key = "errors.why_code_han" if form["han"] else "errors.why_code"
    return Message(key, {"least": least, "most": most})


def _filled(key: str, values: Mapping[str, object]) -> Message:
    """The message with every placeholder of its sentence filled, whoever raised it with what."""
    sentence = catalogue()[key]["en"]
    names = {name.partition("|")[0] for _, name, _, _ in Formatter().parse(sentence) if name}
    return Message(key, dict.fromkeys(names, "") | dict(values))


def _headers(status: int, values: Mapping[str, object]) -> Mapping[str, str]:
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    if "retry_after" in values:
        return {"Retry-After": str(values["retry_after"])}
    return {"Retry-After": "5"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}


def _of_http(failure: HTTPException) -> Problem:
    """A failure Werkzeug found; one of an unlisted status is a malformed request."""
    status = failure.code or 0
    if status not in CODE_OF:
        status = HTTPStatus.BAD_REQUEST.value
    code = CODE_OF[status]
    area = "errors" if code == NotFound.code else "api"
    return Problem(
        status,
        code,
        title=Message(f"api.title_{code}"),
        detail=Message(f"{area}.{code}"),
        headers={k: v for k, v in failure.get_headers() if k in ("Allow", "Content-Range")},
    )


def _unexpected(failure: Exception) -> Problem:
    reference = _log(failure)
    return Problem(
        HTTPStatus.INTERNAL_SERVER_ERROR.value,
        UNEXPECTED,
        title=Message(f"api.title_{UNEXPECTED}"),
        detail=Message(f"api.{UNEXPECTED}", {"reference": reference}),
        reference=reference,
    )


def _log(failure: Exception) -> str:
    """Keep the whole story in the log, under a number that tells a stranger nothing."""
    reference = secrets.token_hex(4)
    log.error("request failed, reference %s", reference, exc_info=failure)
    return reference
