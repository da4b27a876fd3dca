"""What was done with the sample projects after they ended: the shape of `content/registers.yaml`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SamplePaper(_Part):
    """The paper of the project's contract; with a borrower it is out for so many days."""

    box: str
    shelf: str
    holder: str
    note: str = ""
    borrower: str | None = None
    days: int = 0


class SampleClause(_Part):
    """A clause added by hand, judged where it has a state."""

    text: str
    promised: str
    delivered: str | None = None
    state: Literal["met", "partly", "not_met"] | None = None
    remedy: str | None = None


class SampleThing(_Part):
    """What became of a ready row of the closing list."""

    key: str
    state: Literal["ended", "handed_over", "not_needed"]
    note: str


class SampleOwn(_Part):
    """A row of the closing list added by hand, still open."""

    name: str
    kind: str


class SampleReply(_Part):
    """What somebody answered in the survey: scores, and words on what went well and what should be better."""

    who: str
    overall: int
    quality: int
    time: int
    well: str
    better: str

    def given(self) -> dict[str, object]:
        """As the form sends it."""
        return {name: str(value) for name, value in self.model_dump(exclude={"who"}).items()}


class SampleSurvey(_Part):
    """Who answered, and who was asked and has not."""

    answers: list[SampleReply]
    asked: list[str]


class SampleRegisters(_Part):
    """One project's registers; with `close` it is closed.

    `close` holds the reason of each waiver by the duty or condition it is for; "else" of any other.
    """

    code: str
    close: dict[str, str] | None = None
    papers: list[SamplePaper] = Field(default_factory=list)
    clauses: list[SampleClause] = Field(default_factory=list)
    things: list[SampleThing] = Field(default_factory=list)
    own: list[SampleOwn] = Field(default_factory=list)
    survey: SampleSurvey | None = None


class SampleNewcomer(_Part):
    """Somebody new: in one project, so many stops into the reading path."""

    name: str
    project: str
    reads: int


class SampleLead(_Part):
    """Somebody who looks over all projects: the dashboard is theirs."""

    name: str


class SampleSearch(_Part):
    """A search the demo account keeps."""

    name: str
    q: str


class Aftermath(_Part):
    """Everything of the file."""

    newcomer: SampleNewcomer
    lead: SampleLead
    search: SampleSearch
    projects: list[SampleRegisters]


@cache
def aftermath() -> Aftermath:
    """What happened to the sample projects after they ended."""
    text = (resources.files("archive.samples") / "content" / "registers.yaml").read_text("utf-8")
    return Aftermath.model_validate(yaml.safe_load(text))
