"""The live verdict on a name: does it fit, what is wrong, what would fit."""

from __future__ import annotations

from dataclasses import dataclass

from archive.naming.verdicts import NameVerdict, Verdict
from archive.wording import say

LONGEST_CHARS, LONGEST_BYTES = 100, 200


@dataclass(frozen=True, slots=True)
class CheckView:
    """What stands under the name field."""

    tone: str
    icon: str
    sentences: tuple[str, ...]
    suggestion: str
    length: str


def check_view(name: str, verdict: NameVerdict, language: str) -> CheckView:
    """Every finding at once; a name that fits says so."""
    fits = verdict.verdict in (Verdict.OK, Verdict.FIXED)
    refused = verdict.verdict is Verdict.REFUSED
    said = tuple(say(language, finding.message) for finding in verdict.findings)
    suggestion = verdict.suggestion or ""
    return CheckView(
        tone="ok" if fits else "bad" if refused else "warn",
        icon="tick" if fits else "cross" if refused else "look",
        sentences=(say(language, "ui_batch.name_fits"), *said) if fits else said,
        suggestion=suggestion if suggestion != name else "",
        length=say(
            language,
            "ui_batch.name_length",
            chars=len(name),
            most=LONGEST_CHARS,
            bytes=len(name.encode()),
            most_bytes=LONGEST_BYTES,
        ),
    )
