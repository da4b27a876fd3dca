"""The sides, good and bad, that running text names: by a label, or by a sentence that announces or tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.review.reading.headings import looks_like_heading
from archive.review.reading.outline import Topic, heading_topic
from archive.review.reading.passages import Passage, point_of, sentences_of

_LABEL = re.compile(
    r"(?:^(?:\d{1,2}[\s　]+)?|(?<=[。；;，,！!.]))\s*(?P<label>[^:：。，,;；.]{2,40})[:：]\s*(?=\S.{4})"
)
_ASKED = re.compile(r"(?:what|where|how|things|the bits|the parts)\b", re.IGNORECASE)

_SPOKEN = re.compile(
    r"[说說讲講谈談聊看提](?:一下|一说|[几幾]个|几點|些)?(?:做得)?(?:不太?好|好|差|坏|壞|对|對|错|錯)的(?:地方|部分|方面)?$"
)
"""大家先說好的, 再講不太好的."""


def labelled_sides(paragraph: Passage) -> list[tuple[Topic, Passage]]:
    """Went well: …, 先說好的：…；…。不足：… within the paragraph itself."""
    plain = point_of(paragraph)
    text = plain.text
    labels = [
        (topic, match)
        for match in _LABEL.finditer(text)
        if (topic := _topic_of_label(match["label"])) is not None
    ]
    if not labels or (labels[0][1].start() > 0 and not _is_lead(text, labels)):
        return []
    ends = [match.start() for _, match in labels[1:]] + [len(text)]
    return [
        (topic, part)
        for (topic, match), end in zip(labels, ends, strict=True)
        for part in plain.cut(match.end(), end).between(_PARTS)
    ]


_PARTS = re.compile(r";\s+|；\s*")
"""What is listed behind a label: one thing; another. A sentence of prose stays whole."""


_TELLS = re.compile(
    r"^\s*(?P<label>[^，,。；;：:]{2,24}?)(?:就是|便是|是|[，,]?(?:在于|在於|莫过于|莫過於|包括(?:有)?))[，,：:]?\s*(?=\S.{4})"
    r"|^\s*(?P<asked>(?:what|where|the (?:one )?thing(?: that)?|our (?:biggest|best|worst|main))\b[^,;:]{3,44}?)"
    r"\s(?:was|were|is|are)\s+(?=\S.{4})",
    re.IGNORECASE,
)


_SEVERAL_THINGS = re.compile(
    r"^(?:two|three|four|five|a few|several|some|the) (?:things|bits|parts)\b", re.I
)
_SPEAKER = re.compile(
    r"^\s*(?:[一-鿿]{2,4}?|[A-Z]\w+)\s*[也又则則再还還]?"
    r"(?:[说說讲講]|[认認][为為]|[觉覺]得|[补補]充|承[认認]|提到|指出|said|says|added|admitted|felt)"
    r"(?:\s*[，,：:]\s*|\s+that\s+|(?<=[为為得])(?=\S{4}))"
)
_LONGEST_LEAD = 44


def _announced(text: str) -> Topic | None:
    """先说好的。 Two things we would do again. The sentences behind it are of that side."""
    bare = text.strip(" 。.：:")
    if len(bare) > _LONGEST_LEAD or re.search(r"[，,；;]", bare):
        return None
    if not (_SPOKEN.search(bare) or _SEVERAL_THINGS.match(bare)):
        return None
    topic = heading_topic(bare)
    return topic if topic in (Topic.GOOD, Topic.BAD) else None


_NEXT_OF_SIDE = re.compile(
    r"^\s*(?:其次|再次|其二|再者|以及|[还還]有|另一[个個][点點]?)(?:[则則]?(?:是|为|為|在于|在於))?[，,]?\s*(?=\S.{4})"
)
"""…；其次是……, …；以及……: one more of the side that the sentence before has named."""


def sides_told(paragraph: Passage) -> list[tuple[Topic, Passage]]:
    """做得最好的是…。美中不足的是…。What worked best was …: the sentences that name their side."""
    found: list[tuple[Topic, Passage]] = []
    announced: Topic | None = None
    for sentence in sentences_of(paragraph):
        if side := _announced(sentence.text):
            announced = side
            continue
        if announced:
            told = _SPEAKER.match(sentence.text)
            found.append((announced, sentence.cut(told.end() if told else 0, len(sentence.text))))
            continue
        if found and (more := _NEXT_OF_SIDE.match(sentence.text)):
            found.append((found[-1][0], sentence.cut(more.end(), len(sentence.text))))
            continue
        match = _TELLS.match(sentence.text)
        label = (match["label"] or match["asked"]) if match else ""
        topic = heading_topic(label) if label and not label.endswith("不") else Topic.OTHER
        if match and topic in (Topic.GOOD, Topic.BAD):
            found.append((topic, sentence.cut(match.end(), len(sentence.text))))
    return found


def _is_lead(text: str, labels: Sequence[tuple[Topic, re.Match[str]]]) -> bool:
    """A label behind other words opens a list of points, or one of several labels."""
    rest = text[labels[0][1].end() :]
    return len(labels) > 1 or bool(re.search(r"[；;]", rest))


_PLAIN = re.compile(
    r"(?:先[说說讲講])?(?:(?P<good>好的|做得好的?|the good)|(?:不好的|不太好的|差的|坏的|壞的|做得不好的?|the bad))"
    r"(?:先[说說讲講]|方面|部分|地方)?",
    re.IGNORECASE,
)
"""好的先说：…… 不好的：……"""


def _topic_of_label(label: str) -> Topic | None:
    label = label.strip()
    if plain := _PLAIN.fullmatch(label):
        return Topic.GOOD if plain["good"] else Topic.BAD
    if re.search(r"\b(?:was|were)\b", label):
        return None  # a sentence with a colon in it
    if not (_ASKED.match(label) or _SPOKEN.search(label) or looks_like_heading(label)):
        return None
    topic = heading_topic(label)
    return topic if topic in (Topic.GOOD, Topic.BAD) else None
