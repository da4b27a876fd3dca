"""/rules: the naming rules in force, explained."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from archive.naming.explained import plain
from archive.web.api.fields import Answer
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

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


class LimitsAnswer(Answer):
    """The longest name."""

    chars: int
    bytes: int


class RulesAnswer(Answer):
    """The rules in force. `problems`: why the file as it stands now is not (records managers)."""

    version: str
    effective_from: date
    pattern: str
    example: str
    components: list[ComponentAnswer]
    classes: list[ClassAnswer]
    rules: list[RuleAnswer]
    limits: LimitsAnswer
    forbidden: list[str]
    ignored: list[str]
    problems: list[str]


@resource.route("GET", "/rules", signed_in, Contract(RulesAnswer))
def show() -> RulesAnswer:
    """The naming rules in force; `Accept-Language` picks the language of the words."""
    state = services().rules.state(principal())
    problems = list(state.alarm.problems) if state.alarm else []
    return RulesAnswer.model_validate(
        {**plain(state.explanation, language()), "problems": problems}
    )


POLICIES = resource.POLICIES
