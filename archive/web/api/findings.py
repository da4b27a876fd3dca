"""A finding of the naming rules, as the interface shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive.web.api.fields import Answer
from archive.wording import say

if TYPE_CHECKING:
    from archive.domain.intake import ItemFinding
    from archive.naming.verdicts import Finding


class FindingAnswer(Answer):
    """One thing wrong with a name or a file. `where` is a half-open range of its characters."""

    rule: str
    component: str
    severity: str
    where: tuple[int, int]
    found: str
    expected: str
    message: str
    suggestion: str | None

    @classmethod
    def of(cls, finding: Finding | ItemFinding, language: str) -> FindingAnswer:
        return cls(
            rule=finding.rule,
            component=finding.component,
            severity=str(finding.severity),
            where=finding.where,
            found=finding.found,
            expected=finding.expected,
            message=say(language, finding.message),
            suggestion=finding.suggestion,
        )
