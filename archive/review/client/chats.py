"""Chats as messengers export them: who wrote which message, and which of the writers is the client.

[22/12/2025, 18:05:32] Mei Chan: … · 22/12/2025, 18:05 - Mei Chan: … · 18:05<tab>Mei<tab>…
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.review.papers.client_papers import names_client
from archive.review.papers.papers import Paper
from archive.review.reading.passages import Passage
from archive.review.reading.words import word_list

_STAMP = r"(?:\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}日?,?\s*)?(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?"
_MESSAGE = re.compile(
    rf"^\s*(?:\[{_STAMP}\]\s*|{_STAMP}\s+[-–]\s+|{_STAMP}(?:\t|\s{{2,}}|\s))(?P<who>[^:：\t]{{1,30}}?)\s*(?:[:：]\s*|\t)(?P<text>\S.*)$"
)
_SERVICE = word_list("chats.service")
_NO_WORDS = re.compile(r"^\W*(?:<[^>]*>|\[[^\]]*\]|https?://\S+)\W*$")
_STRANGER = re.compile(r"\+?[\d\s\-]{7,}")
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Message:
    who: str
    said: Passage


def chat_messages(paper: Paper, client: str = "") -> list[Passage]:
    """The messages of the client's people, without the writer's name; empty for what is no chat.

    Whoever carries the client's name is of the client; else whoever sends papers or promises to look
    into things is of the team, and a bare number is neither.
    """
    messages = []
    for paragraph in paper.paragraphs:
        if match := _MESSAGE.match(paragraph.text):
            said = paragraph.cut(match.start("text"), match.end("text"))
            messages.append(_Message(match["who"].strip(), said))
    if len(messages) < _LEAST or len(messages) * 2 < len(paper.paragraphs):
        return []
    team = {m.who for m in messages if _SERVICE.within(m.said.text)}
    theirs = {m.who for m in messages if client and names_client(client, m.who)}
    if theirs:
        team = {m.who for m in messages} - theirs
    return [
        m.said
        for m in messages
        if m.who not in team and not _STRANGER.fullmatch(m.who) and not _NO_WORDS.match(m.said.text)
    ]
