"""Three closed sample projects, one per language, written for this archive by its own code.

Everything in them is invented. Each is a folder as a team would leave it: names with 最終版-改3 and
FINAL(2), a scanned contract, a draft beside the final, an exact copy, a lock file, two documents that
contradict each other and one that is missing. The texts are in `content/`, the writers beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from archive.samples.stories import Story, stories

__all__ = ["SampleProject", "write_samples"]


@dataclass(frozen=True, slots=True)
class SampleProject:
    """A sample: what the registry is told, and the folder its messy files were written to."""

    code: str
    name: str
    client: str
    industry: str
    budget: Decimal
    currency: str
    language: str
    started: date
    ended: date
    folder: Path


def write_samples(into: Path) -> list[SampleProject]:
    """Write the sample projects below `into`, one folder each, named by its code.

    The same bytes every time, as far as the formats and the versions of the libraries allow.
    """
    return [_written(story, into) for story in stories()]


def _written(story: Story, into: Path) -> SampleProject:
    from archive.samples.writing import (
        write_story,  # not above: every process would hold 15 MB of libraries that write office files
    )

    folder = into / story.code
    write_story(story, folder)
    return SampleProject(
        code=story.code,
        name=story.name,
        client=story.client,
        industry=story.industry,
        budget=story.budget,
        currency=story.currency,
        language=story.language,
        started=story.started,
        ended=story.ended,
        folder=folder,
    )
