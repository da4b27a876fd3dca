"""Version and state of a document: from its file's name and from what its first lines and page headers say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.naming.interpret import read_version
from archive.understanding.view import DocumentView

_STATED = re.compile(
    r"(?i)(?:版本|版次|(?<![a-z])version|(?<![a-z])ver\.?|(?<![a-z])rev(?:ision)?\.?)\s?[:：.]?\s?v?(\d{1,2}(?:\.\d{1,2})?)(?![\d.])"
    r"|(?<![a-z0-9])v(\d{1,2}(?:\.\d{1,2})?)(?![\d.a-z])"
)
_LONGEST = 80
_SETTLED = re.compile(r"(?:稿|版|v?\d)[\s_\-（(]+(?:定|已定|OK)[)）]?$", re.IGNORECASE)
"""第4稿 定, v6_OK: one of several drafts, and the one that was settled on."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """`number` is "2.1"-like or None; `status` draft, final, signed or None."""

    number: str | None
    status: str | None
    is_draft: bool


def version_of(view: DocumentView) -> DocumentVersion:
    """The name's version where it has one, else the text's; a page marked as a draft makes it one."""
    name = read_version(view.stem)
    said = [
        read_version(line) for line in (*view.lines[:2], *view.margins[:3]) if len(line) <= _LONGEST
    ]
    draft_in_text = any(hint.is_draft for hint in said)
    number = name.version or _stated(view)
    signed = name.status == "signed"
    settled = bool(_SETTLED.search(view.stem))
    is_draft = not (signed or settled) and (name.is_draft or draft_in_text)
    if is_draft:
        return DocumentVersion(_as_draft(number), "draft", True)
    status = name.status or next((hint.status for hint in said if hint.status), None)
    if settled:
        status = "final" if status in (None, "draft") else status
        number = f"{number[2:]}.0" if number and re.fullmatch(r"0\.[1-9]", number) else number
    return DocumentVersion(number, status, False)


def _stated(view: DocumentView) -> str | None:
    for line in (*view.lines[:4], *view.margins[:3]):
        if len(line) <= _LONGEST and (found := _STATED.search(line)):
            major, _, minor = (found[1] or found[2]).partition(".")
            return f"{int(major)}.{int(minor or 0)}"
    return None


def _as_draft(number: str | None) -> str | None:
    """A draft is 0.x whatever number its author gave it: 3.2 becomes 0.32, 0.9 stays."""
    if number is None or number.startswith("0."):
        return number
    major, _, minor = number.partition(".")
    return f"0.{major}{minor if minor != '0' else ''}"
