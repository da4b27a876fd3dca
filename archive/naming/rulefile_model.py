"""The shape of a rule file: which keys there are and what each may hold.

Shape only; what one part says of another (a retention that is used must be defined) is checked in
`rulefile_checks`. Keys that are not known are errors: a misspelt rule must not pass in silence.
The kinds of error raised here are told by `rule_file.shape_…` of archive/wording/rule_file.yaml.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    StringConstraints,
)
from pydantic_core import PydanticCustomError

Word = Annotated[StrictStr, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Count = Annotated[StrictInt, Field(ge=0, le=10_000)]
Code = Annotated[StrictStr, StringConstraints(pattern=r"^[A-Z]{3}$")]
Severity = Literal["warn", "hold", "refuse"]
Form = Literal["signed", "issued", "held", "period_end"]
Labels = Annotated[list[Word], Field(min_length=3, max_length=3)]
OneCharacter = Annotated[StrictStr, StringConstraints(min_length=1, max_length=1)]


def _expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        at = {"place": (error.pos or 0) + 1}
        raise PydanticCustomError("no_expression", "no regular expression", at) from error
    return text


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "no day")


def _days_ahead(text: str) -> str:
    if not re.fullmatch(r"today(\+\d{1,3}d)?", text):
        raise PydanticCustomError("days_ahead", "no number of days")
    return text


def _share_link(value: object) -> object:
    if value == "allowed":
        raise PydanticCustomError("share_link", "no links are handed out")
    return value


def _close(value: object) -> object:
    return {"count": value} if isinstance(value, int) and not isinstance(value, bool) else value


Day = Annotated[date, BeforeValidator(_day)]
Expression = Annotated[Word, AfterValidator(_expression)]


class Part(BaseModel):
    """A mapping of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Change(Part):
    version: Word
    why: Word


class ProjectPart(Part):
    pattern: Expression
    registry: Literal["must_exist"] = "must_exist"
    fill: Literal["context"] = "context"


class ClassPart(Part):
    canonical: Literal["code"] = "code"
    accept: list[Literal["code", "label", "alias"]]
    fill: Literal["content"] = "content"


class TitlePart(Part):
    chars: Annotated[list[Count], Field(min_length=2, max_length=2)]
    not_only: list[Literal["digits", "class_label", "filler"]]


class DatePart(Part):
    canonical: Literal["YYYYMMDD"] = "YYYYMMDD"
    precision: Annotated[list[Literal["YYYYMMDD", "YYYYMM"]], Field(min_length=1)]
    not_after: Annotated[Word, AfterValidator(_days_ahead)]
    fill: list[Literal["text", "name", "property", "received"]] = Field(default_factory=list)
    ambiguous: Literal["ask", "likelier"] = "ask"
    accept: list[Word] = Field(default_factory=list)


class VersionPart(Part):
    canonical: Literal["V{major}.{minor}"] = "V{major}.{minor}"
    draft: Literal["V0.x"] = "V0.x"
    issued: Literal["V1.0+"] = "V1.0+"
    accept: list[Word] = Field(default_factory=list)
    unique_with: list[Literal["project", "class", "title", "date", "status", "lang", "ext"]]
    fill: Literal["next_free"] = "next_free"


class StatusPart(Part):
    optional: Literal[True] = True
    codes: dict[Literal["draft", "final", "signed"], list[Word]]


class LangPart(Part):
    optional: Literal[True] = True
    codes: list[Literal["zh-Hant", "zh-Hans", "en", "bi"]]
    default: Literal["project"] = "project"


class ExtPart(Part):
    case: Literal["lower"] = "lower"
    must_match_content: bool
    equal: list[list[Word]] = Field(default_factory=list)


class ComponentParts(Part):
    project: ProjectPart
    class_: ClassPart = Field(alias="class")
    title: TitlePart
    date: DatePart
    version: VersionPart
    status: StatusPart
    lang: LangPart
    ext: ExtPart


class NormalisePart(Part):
    unicode: Literal["NFC"] = "NFC"
    fold_width: list[Literal["letters", "digits"] | OneCharacter]
    map: dict[OneCharacter, Annotated[StrictStr, StringConstraints(max_length=3)]]
    drop: list[Literal["control", "zero_width", "bidi", "variation_selectors", "bom"]]
    spaces: Literal["-", ""]
    transliterate: Literal["never"] = "never"
    same_name_key: list[Word] = Field(default_factory=list)


class LimitsPart(Part):
    chars: Annotated[StrictInt, Field(ge=40, le=255)]
    bytes: Annotated[StrictInt, Field(ge=80, le=255)]
    warn_bytes: Annotated[StrictInt, Field(ge=80, le=255)]


class ForbiddenPart(Part):
    chars: Word
    warn_chars: StrictStr = ""
    stems: list[Word]
    filler: dict[Word, Literal["status", "drop", "ask"]]


class LevelPart(Part):
    labels: Labels | None = None
    share_link: Annotated[
        Literal["needs_approval", "never"] | None, BeforeValidator(_share_link)
    ] = None


class RetentionPart(Part):
    years: Annotated[StrictInt, Field(ge=1, le=200)] | None = None
    starts: Literal["fiscal_year_end", "project_closed"] | None = Field(default=None, alias="from")


class ClosePart(Part):
    count: Count = 1
    any_of: list[Code] = Field(default_factory=list)


class DocumentClassPart(Part):
    key: Word
    labels: Labels
    aliases: list[Word]
    folder: Word
    types: Annotated[list[Word], Field(min_length=1)]
    level: Literal["public", "internal", "confidential", "restricted"]
    keep: Word
    date: Form
    wanted: list[Word] = Field(default_factory=list)
    close: Annotated[ClosePart, BeforeValidator(_close)] = Field(
        default_factory=lambda: ClosePart(count=0)
    )
    readers: list[Literal["finance", "legal"]] = Field(default_factory=list)
    paper: Literal["required"] | None = None


class RulePart(Part):
    what: Word
    severity: Severity


class HoldingPart(Part):
    remind_after_days: list[Count]
    never_delete: Literal[True] = True


class ExceptionsPart(Part):
    approve: list[Literal["manager", "records_manager"]]
    needs: list[Literal["reason", "scope"]]
    max_days: Annotated[StrictInt, Field(ge=1, le=366)]


class ExampleContext(Part):
    projects: list[Word]
    today: Day


class Examples(Part):
    context: ExampleContext
    ok: list[StrictStr] = Field(default_factory=list)
    cleaned: list[Annotated[list[StrictStr], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list
    )
    findings: list[Annotated[list[StrictStr], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list
    )


class RuleFile(Part):
    """A whole rule file."""

    schema_: Literal[1] = Field(alias="schema")
    version: Word
    effective_from: Day
    changelog: list[Change] = Field(default_factory=list)
    languages: Annotated[
        list[Literal["zh-Hant", "zh-Hans", "en"]], Field(min_length=3, max_length=3)
    ]
    pattern: Word
    delimiter: Literal["_"]
    components: ComponentParts
    normalise: NormalisePart
    limits: LimitsPart
    forbidden: ForbiddenPart
    ignore: list[Word]
    confidentiality: dict[Literal["public", "internal", "confidential", "restricted"], LevelPart]
    retention: dict[Word, RetentionPart]
    file_types: dict[
        Word, list[Annotated[StrictStr, StringConstraints(pattern=r"^[a-z0-9]{1,10}$")]]
    ]
    classes: dict[Code, DocumentClassPart]
    folder: Word
    rules: dict[Annotated[StrictStr, StringConstraints(pattern=r"^N(0[1-9]|1[0-5])$")], RulePart]
    holding: HoldingPart
    exceptions: ExceptionsPart
    examples: Examples
