"""What the sample projects taught: the shape of `content/knowledge.yaml`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Part):
    """Words that stand in a file of the same project, by the path it was dropped under."""

    file: str
    quote: str


class SampleLesson(_Part):
    """A lesson. Those with the same `same_cause` were learned from one cause."""

    project: str
    key: str
    kind: Literal["success", "failure", "template", "how-to"]
    theme: str
    title: str
    advice: str
    situation: str = ""
    happened: str = ""
    cause: str = ""
    worked: str = ""
    channel: str | None = None
    class_key: str | None = Field(default=None, alias="class")
    same_cause: str | None = None
    evidence: list[Quote]

    def said(self) -> dict[str, object]:
        """What a person would have typed."""
        return self.model_dump(exclude={"project", "key", "same_cause", "evidence"})


class SampleFile(_Part):
    """A file of a project."""

    project: str
    file: str


class SampleStop(_Part):
    """One of: a lesson by its key, a file, a text."""

    title: str = ""
    text: str | None = None
    lesson: str | None = None
    document: SampleFile | None = None


class SamplePath(_Part):
    """What a newcomer reads first."""

    title: str
    lead: str
    language: Literal["zh-Hant", "zh-Hans", "en"]
    audience: str
    stops: list[SampleStop]


class Knowledge(_Part):
    """Everything of the file."""

    lessons: list[SampleLesson]
    path: SamplePath


@cache
def knowledge() -> Knowledge:
    """The lessons and the path of the sample projects."""
    text = (resources.files("archive.samples") / "content" / "knowledge.yaml").read_text("utf-8")
    return Knowledge.model_validate(yaml.safe_load(text))
