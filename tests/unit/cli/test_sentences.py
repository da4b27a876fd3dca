"""What a command that was refused says: in words, and of nobody's address."""

import pytest

from archive.cli.main import sentence_of
from archive.errors import ArchiveError, Conflict, InvalidInput, NotFound


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (NotFound(), "no such project, account or entry"),
        (InvalidInput(field="owner", why="unknown"), "there is none of that name"),
        (InvalidInput(field="note", why="1-500"), "500 characters"),
        (Conflict(why="project_open"), "open"),
    ],
)
def test_a_refusal_is_said_in_words(error: ArchiveError, says: str) -> None:
    told = sentence_of(error, "en")
    assert says in told
    assert "{" not in told
