"""The sentence of an expected failure, in the reader's language."""

from __future__ import annotations

from archive.errors import ArchiveError
from archive.web.context import language
from archive.web.problems import problem_of
from archive.wording import say


def sentence_of(error: ArchiveError) -> str:
    """What happened, is it safe, what now."""
    return say(language(), problem_of(error).detail)
