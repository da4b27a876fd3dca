"""/rules: the naming rules in force, the ones before, and changing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from archive.domain.documents import Document
from archive.domain.rule_versions import RuleVersion
from archive.errors import Conflict, InvalidInput, NotFound
from archive.naming.explained import plain
from archive.services.rules.dry_run import ClassCount, DryRun, FailingName
from archive.services.rules.rules import LONGEST_TEXT, Activated
from archive.web.api.fields import Answer, Body, Paged, Text
from archive.web.api.findings import FindingAnswer
from archive.web.api.listing import Listing, part_of
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in
from archive.wording import say

resource = Resource("rules")
blueprint = resource.blueprint


class ComponentAnswer(Answer):
    """One part of a name: how it is written, and what is also understood."""

    kind: str
    name: str
    required: bool
    stored: str
    accepted: list[str]


class ClassAnswer(Answer):
    """One class of document. `retention_years` null: for good. `extensions` empty: any type."""

    code: str
    class_key: str = Field(alias="class")
    label: str
    labels: dict[str, str]
    aliases: list[str]
    folder: str
    extensions: list[str]
    confidentiality: str
    readers: list[str]
    retention: str
    retention_years: int | None
    retention_from: str | None
    date: str
    wanted: list[str]
    close: int
    close_any_of: list[str]
    paper: bool
    example: str


class RuleAnswer(Answer):
    """One rule, and what breaking it does: warn, hold or refuse."""

    rule: str
    severity: str
    meaning: str


class LevelAnswer(Answer):
    """A level of confidentiality as the team calls it. `share_link`: never, needs_approval or null."""

    level: str
    label: str
    share_link: str | None


class LimitsAnswer(Answer):
    """The longest name."""

    chars: int
    bytes: int


class AnnouncedAnswer(Answer):
    """Rules that come into force by themselves on a day to come; `why`: what they say of themselves."""

    version: str
    effective_from: date
    why: str


class RulesAnswer(Answer):
    """The rules in force. `problems`: why the file as it stands now is not (records managers)."""

    version: str
    effective_from: date
    pattern: str
    example: str
    components: list[ComponentAnswer]
    classes: list[ClassAnswer]
    rules: list[RuleAnswer]
    levels: list[LevelAnswer]
    limits: LimitsAnswer
    forbidden: list[str]
    ignored: list[str]
    problems: list[str]
    announced: AnnouncedAnswer | None


@resource.route("GET", "/rules", signed_in, Contract(RulesAnswer))
def show() -> RulesAnswer:
    """The naming rules in force; `Accept-Language` picks the language of the words."""
    state = services().rules.state(principal())
    problems = [say(language(), p) for p in state.alarm.problems] if state.alarm else []
    return RulesAnswer.model_validate(
        {
            **plain(state.explanation, language()),
            "problems": problems,
            "announced": state.announced and asdict(state.announced),
        }
    )


class RuleTextBody(Body):
    """A whole rule file."""

    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_TEXT)]


class ActivationBody(RuleTextBody):
    """A rule file to put in force. `replaces`: digest of the file that was changed."""

    replaces: Annotated[Text, Field(max_length=64)] | None = None


class FailingAnswer(Answer):
    """A filed name the tried rules would not take; `document` where the caller may open it."""

    name: str
    project: str
    class_key: str = Field(alias="class")
    document: str | None
    verdict: str
    findings: list[FindingAnswer]
    would_become: str | None
    fails_today: bool

    @classmethod
    def of(
        cls, failing: FailingName, openable: Mapping[str, Document], spoken: str
    ) -> FailingAnswer:
        filed = failing.filed
        return cls.model_validate(
            {
                "name": filed.name,
                "project": filed.project,
                "class_key": filed.class_key,
                "document": filed.document if filed.document in openable else None,
                "verdict": failing.verdict.value,
                "findings": [FindingAnswer.of(finding, spoken) for finding in failing.findings],
                "would_become": failing.would_become,
                "fails_today": failing.fails_today,
            }
        )


class ClassCountAnswer(Answer):
    """How many names of a class there are, and how many would fail."""

    class_key: str = Field(alias="class")
    total: int
    failing: int

    @classmethod
    def of(cls, count: ClassCount) -> ClassCountAnswer:
        return cls.model_validate(count, from_attributes=True)


class DryRunAnswer(Answer):
    """What a rule file would do. With `problems` it cannot be used and nothing was tried."""

    valid: bool
    problems: list[str]
    version: str
    checked: int
    newly_failing: int
    classes: list[ClassCountAnswer]
    items: list[FailingAnswer]
    total: int
    page: int
    per_page: int

    @classmethod
    def of(cls, run: DryRun, openable: Mapping[str, Document], spoken: str) -> DryRunAnswer:
        return cls(
            valid=not run.problems,
            problems=[say(spoken, problem) for problem in run.problems],
            version=run.version,
            checked=run.total,
            newly_failing=run.newly_failing,
            classes=[ClassCountAnswer.of(count) for count in run.classes],
            items=[FailingAnswer.of(failing, openable, spoken) for failing in run.failing],
            total=run.total_failing,
            page=run.page,
            per_page=run.per_page,
        )


class RuleVersionAnswer(Answer):
    """A rule file that was in force from `activated_at` on; nobody activated what came from disk."""

    number: int
    version: str
    digest: str
    activated_by: str | None
    activated_at: datetime

    @classmethod
    def of(cls, version: RuleVersion) -> RuleVersionAnswer:
        return cls.model_validate(_shown(version))


class ActivatedAnswer(Answer):
    """A rule file put in the place of the one before.

    It is in force, with its `number` among the versions, or (`in_force` false, `number` null) comes
    into force by itself on `effective_from`.
    """

    number: int | None
    version: str
    digest: str
    activated_by: str | None
    activated_at: datetime | None
    in_force: bool
    effective_from: date

    @classmethod
    def of(cls, activated: Activated) -> ActivatedAnswer:
        kept = activated.version
        return cls(
            number=kept.number if kept else None,
            version=activated.rules.version,
            digest=activated.digest,
            activated_by=kept.activated_by_name if kept else None,
            activated_at=kept.activated_at if kept else None,
            in_force=kept is not None,
            effective_from=activated.rules.effective_from,
        )


class RuleTextAnswer(RuleVersionAnswer):
    """A rule file that was in force, with its text."""

    text: str


def _shown(version: RuleVersion) -> dict[str, object]:
    return {
        "number": version.number,
        "version": version.version,
        "digest": version.digest,
        "activated_by": version.activated_by_name or None,
        "activated_at": version.activated_at,
    }


@resource.route(
    "POST",
    "/rules/dry-run",
    signed_in,
    Contract(DryRunAnswer, body=RuleTextBody, query=Paged, errors=(Conflict,)),
)
def dry_run(body: RuleTextBody, query: Paged) -> DryRunAnswer:
    """Try a rule file while waiting, on at most 1,000 filed names; nothing is kept. For records managers."""
    run = services().rules.dry_run(principal(), body.text, query.page, query.per_page)
    return DryRunAnswer.of(run, services().rules.openable(principal(), run), language())


@resource.route(
    "POST",
    "/rules/activate",
    signed_in,
    Contract(ActivatedAnswer, body=ActivationBody, errors=(InvalidInput, Conflict)),
)
def activate(body: ActivationBody) -> ActivatedAnswer:
    """Put a rule file in force, at once or from the day it names, and keep it as a version then.

    For records managers.
    """
    return ActivatedAnswer.of(services().rules.activate(principal(), body.text, body.replaces))


@resource.route(
    "GET", "/rules/versions", signed_in, Contract(Listing[RuleVersionAnswer], query=Paged)
)
def versions(query: Paged) -> Listing[RuleVersionAnswer]:
    """Every rule file that was in force, the newest first; the first is in force now."""
    return part_of(services().rules.versions(), query, RuleVersionAnswer.of)


@resource.route(
    "GET",
    "/rules/versions/<int:number>",
    signed_in,
    Contract(RuleTextAnswer, errors=(NotFound,)),
)
def version(number: int) -> RuleTextAnswer:
    """One of the rule files that were in force, with its text."""
    found, text = services().rules.version_text(number)
    return RuleTextAnswer.model_validate(_shown(found) | {"text": text})


POLICIES = resource.POLICIES
