"""Words between quotation marks: answers of an interview, whole remarks of the client's."""

from __future__ import annotations

import re

from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage

QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,300})[”」』\"]")
ASKED = re.compile(r"[？?]\s*$")
LEAST_QUOTED = 2
"""One alone may be chance: so many lines of a kind make a paper notes of a talk."""


def answers_in_quotes(paper: Paper) -> list[Passage]:
    """Notes of an interview: questions, and the client's answers between quotation marks."""
    answers = [
        paragraph.cut(match.start(1), match.end(1))
        for paragraph in paper.paragraphs
        for match in QUOTED.finditer(paragraph.text)
        if ASKED.search(paragraph.text[: match.start()])
    ]
    return answers if len(answers) >= LEAST_QUOTED else []


def whole_quotes(paper: Paper) -> list[Passage]:
    """Whole remarks between quotation marks in what comes from the client."""
    found = []
    for paragraph in paper.paragraphs:
        for match in QUOTED.finditer(paragraph.text):
            text = match[1]
            opens = not paragraph.text[: match.start()].strip()
            least = _SHORT_QUOTE if opens else 8
            whole = len(text) >= (24 if text.isascii() else least) and not text.istitle()
            if whole and not re.search(r"[《》]", text):
                found.append(paragraph.cut(match.start(1), match.end(1)))
    return found


_SHORT_QUOTE = 6
"""Characters of a quotation that opens its line; one within a sentence may be a name or a slogan."""
