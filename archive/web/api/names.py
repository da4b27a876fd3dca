"""/names/check: one name against the naming rules. Nothing is stored."""

from __future__ import annotations

from pydantic import Field

from archive.errors import NotFound
from archive.naming.verdicts import NameVerdict
from archive.web.api.fields import Answer, Body, ClassKey, Code, FileName, JsonObject
from archive.web.api.findings import FindingAnswer
from archive.web.api.resource import Contract, Resource
from archive.web.context import language, principal, services
from archive.web.policy import signed_in

resource = Resource("names")
blueprint = resource.blueprint


class NameBody(Body):
    """A name to judge, and what is known of the file."""

    filename: FileName
    project: Code | None = None
    class_key: ClassKey | None = Field(default=None, alias="class")
    fields: JsonObject | None = None


class VerdictAnswer(Answer):
    """The judgement: every finding at once and, where one can be made, a right name."""

    verdict: str
    name: str
    class_key: str | None = Field(alias="class")
    components: dict[str, str]
    findings: list[FindingAnswer]
    suggestion: str | None

    @classmethod
    def of(cls, verdict: NameVerdict, spoken: str) -> VerdictAnswer:
        return cls.model_validate(
            {
                "verdict": verdict.verdict.value,
                "name": verdict.name,
                "class_key": verdict.class_key,
                "components": dict(verdict.components),
                "findings": [FindingAnswer.of(finding, spoken) for finding in verdict.findings],
                "suggestion": verdict.suggestion,
            }
        )


@resource.route(
    "POST", "/names/check", signed_in, Contract(VerdictAnswer, body=NameBody, errors=(NotFound,))
)
def check(body: NameBody) -> VerdictAnswer:
    """Judge a name; `Accept-Language` picks the language of the messages."""
    verdict = services().names.check(
        principal(), body.filename, body.project, body.class_key, body.fields
    )
    return VerdictAnswer.of(verdict, language())


POLICIES = resource.POLICIES
