"""What the client said, in the client's own words, with its tone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.segments import SegmentKind
from archive.review import vocabulary as words
from archive.review.chats import chat_messages
from archive.review.citations import Evidence, Span
from archive.review.dialogues import dialogue_of
from archive.review.names import distinct
from archive.review.papers import Paper, Papers, Role
from archive.review.passages import Passage, sentences_of, without_mark
from archive.review.polarity import tone_of
from archive.review.tables import Row, Table
from archive.review.words import word_list

MOST = 12
_SURE = 1
_ENOUGH = 6  # with fewer words of praise or blame, plain ones are shown as well
_SPOKE = word_list("client_words.spoke")
_QUOTED = re.compile(r"[“「『\"]([^”」』\"]{6,300})[”」』\"]")
_OPINION = re.compile(
    r"^(?:其他|其它|综合|綜合|总体|總體|开放|開放|补充|補充|整体|整體|具体|具體"
    r"|(?:additional|further|general|other|best|worst|favou?rite) )?"
    r"(?:意见|意見|评语|評語|建议|建議|留言|评价|評價|回馈|回饋|反馈|最不?满意|最不?滿意"
    r"|comments?|remarks?|part|bit|moment|thing)\s*[:：]\s*",
    re.IGNORECASE,
)
_OPINION_HEADING = word_list("client_words.opinion_heading")
_ANSWER = re.compile(r"^(?:答|客户|客戶|受访者|受訪者|A|Answer|Client)\s*[:：]\s*")
_QUESTION = re.compile(r"^(?:问|問|Q|Question|访谈人|訪談人|主持人)\s*\d{0,2}\s*[:：.、]|[？?]\s*$")
_COURTESY = word_list("client_words.courtesy")
_FIRST_OR_SECOND = re.compile(
    r"我|你|您|大家|希望|下次|明年|贵|貴|們|们|\b(?:I|we|you|your|our|us|my|they|nobody|everyone|everybody)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ClientWords:
    """One thing the client said. `tone` is positive, negative, mixed or neutral."""

    text: str
    tone: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Said:
    words: ClientWords
    weight: int  # a lower one is more surely the client's own and more telling


def client_words(papers: Papers) -> list[ClientWords]:
    """At most twelve, none twice: what the client wrote, then what reports quote."""
    said = [s for paper in papers.current(Role.CLIENT) for s in _from_client(paper)]
    said += [s for paper in papers.current(Role.REPORT, Role.RETRO) for s in _quoted_by(paper)]
    order = sorted(range(len(said)), key=lambda n: (said[n].weight, n))
    ranked = [said[n].words for n in order]
    kept = [ranked[n] for n in distinct(w.text for w in ranked)]
    weights = {id(said[n].words): said[n].weight for n in order}
    telling = [w for w in kept if w.tone != "neutral"]
    plain = [w for w in kept if w.tone == "neutral" and weights[id(w)] <= _SURE]
    vague = [w for w in kept if w.tone == "neutral" and weights[id(w)] > _SURE]
    chosen = [*telling, *plain][:MOST]
    return [*chosen, *vague[: max(0, _ENOUGH - len(chosen))]]


def _from_client(paper: Paper) -> Iterator[_Said]:
    messages = chat_messages(paper) or dialogue_of(paper.paragraphs)
    if messages:
        yield from _chatted(messages)
        return
    for table in paper.tables:
        yield from _comments(paper, table)
    yield from _in_quotes(paper) or (*_between_marks(paper), *_in_paragraphs(paper))


def _in_paragraphs(paper: Paper) -> Iterator[_Said]:
    in_tables = {span.segment for table in paper.tables for row in table.rows for span in row.spans}
    letter = any(s.kind is SegmentKind.FIELD for s in paper.source.segments)
    labelled = sum(bool(_ANSWER.match(p.text)) for p in paper.paragraphs) >= _LEAST_QUOTED
    asked = not labelled and not letter and _asks_questions(paper.paragraphs)
    opinions = answering = False
    for paragraph in paper.paragraphs:
        answering = answering or bool(asked and _QUESTION.search(paragraph.text))
        interview = labelled or answering
        marked = _OPINION.match(paragraph.text)
        if _announces_opinions(paragraph.text):
            opinions = True
            continue
        opinions = bool(marked) or _under_opinions(paragraph) or opinions
        opinions = opinions and not _ends_opinions(paragraph)
        answer = bool(_ANSWER.match(paragraph.text))
        if paragraph.ordinal in in_tables or (_QUESTION.search(paragraph.text) and not answer):
            continue
        if labelled and not answer:
            continue
        if (
            opinions
            or interview
            or (letter and _is_sentence(paragraph.text))
            or _says_something(paragraph)
        ):
            yield from _sentences(paragraph, sure=opinions or interview, letter=letter)


def _asks_questions(paragraphs: Sequence[Passage]) -> bool:
    """Several questions with something below each: notes of a talk without marks for the answers."""
    lines = [bool(_QUESTION.search(p.text)) for p in paragraphs]
    answered = sum(one and not other for one, other in pairwise(lines))
    return answered >= _LEAST_QUOTED


_ASKED = re.compile(r"[？?]\s*$")
_LEAST_QUOTED = 2


def _in_quotes(paper: Paper) -> list[_Said]:
    """Notes of an interview: questions, and the client's answers between quotation marks."""
    answers = [
        paragraph.cut(match.start(1), match.end(1))
        for paragraph in paper.paragraphs
        for match in _QUOTED.finditer(paragraph.text)
        if _ASKED.search(paragraph.text[: match.start()])
    ]
    if len(answers) < _LEAST_QUOTED:
        return []
    return [_Said(ClientWords(a.text, tone_of(a.text), a.evidence), 0) for a in answers]


def _between_marks(paper: Paper) -> Iterator[_Said]:
    """Whole remarks between quotation marks in what comes from the client."""
    for paragraph in paper.paragraphs:
        for match in _QUOTED.finditer(paragraph.text):
            text = match[1]
            whole = len(text) >= (8 if not text.isascii() else 24) and not text.istitle()
            if whole and not re.search(r"[《》]", text):
                inner = paragraph.cut(match.start(1), match.end(1))
                yield _Said(ClientWords(inner.text, tone_of(inner.text), inner.evidence), 0)


def _chatted(messages: Sequence[Passage]) -> Iterator[_Said]:
    for message in messages:
        tone = tone_of(message.text)
        if len(message.text) >= (6 if not message.text.isascii() else 24):
            telling = tone != "neutral" or _OBJECTS.match(message.text)
            weight = 1 if telling else 2 if len(message.text) >= _REMARK else 3
            yield _Said(ClientWords(message.text, tone, message.evidence), weight)


_OBJECTS = re.compile(r"\s*(?:可是|但是?|不[过過]|只是|然而|but\b|however\b|still,)", re.IGNORECASE)
"""What begins so objects to something, whatever its words."""


def _under_opinions(paragraph: Passage) -> bool:
    """Below a heading such as 其他意見 or Comments."""
    heading = paragraph.trail[-1].rstrip(":： ") if paragraph.trail else ""
    if _OPINION.match(heading + ":"):
        return True
    announced = bool(paragraph.trail) and _announces_opinions(paragraph.trail[-1])
    listed = paragraph.kind is SegmentKind.LIST_ITEM and _OPINION_HEADING.within(heading)
    return announced or listed


def _announces_opinions(text: str) -> bool:
    """具體意見：, Remarks 意見:, In your own words: on a line of its own."""
    return len(text) <= 24 and text.endswith((":", "：")) and _OPINION_HEADING.within(text)


def _is_sentence(text: str) -> bool:
    """Not the name and office at the foot of a letter."""
    return bool(re.search(r"[。！!；;.，,]", text)) and len(text) >= 8


def _ends_opinions(paragraph: Passage) -> bool:
    return bool(
        re.match(
            r"^(?:确认|確認|日期|签|簽|整理|填表|填写|填寫|核章|signed|date|name|completed by)",
            paragraph.text,
            re.IGNORECASE,
        )
    )


def _says_something(paragraph: Passage) -> bool:
    """A free remark in a form, told from its printed text by person and tone."""
    return bool(_FIRST_OR_SECOND.search(paragraph.text)) and tone_of(paragraph.text) != "neutral"


def _sentences(paragraph: Passage, *, sure: bool, letter: bool = False) -> Iterator[_Said]:
    start = 0
    for mark in (_OPINION, _ANSWER):
        if found := mark.match(paragraph.text[start:]):
            start += found.end()
    for sentence in sentences_of(paragraph.cut(start, len(paragraph.text))):
        plain = without_mark(sentence)
        tone = tone_of(plain.text)
        too_short = len(plain.text) < (6 if not plain.text.isascii() else 24)
        if too_short or len(plain.text) > 260 or (_COURTESY.within(plain.text) and not sure):
            continue
        if tone == "neutral" and not (sure or letter) and not _speaks_plainly(plain.text):
            continue
        weight = _SURE if start else _weight(plain.text, tone, sure=sure)
        yield _Said(ClientWords(plain.text, tone, plain.evidence), weight)


def _speaks_plainly(text: str) -> bool:
    """A remark of one's own without praise or blame; a sentence of figures is none."""
    return bool(_FIRST_OR_SECOND.search(text)) and not any(map(str.isdigit, text))


def _weight(text: str, tone: str, *, sure: bool) -> int:
    if tone == "neutral":
        return 3
    return 0 if sure else 1 if _FIRST_OR_SECOND.search(text) else 2


def _comments(paper: Paper, table: Table) -> Iterator[_Said]:
    """The comment column of a survey, a row for each answer."""
    column = table.column(words.COMMENT, where=lambda n: not table.is_numeric(n))
    if column is None:
        column = table.column(words.NOTE, where=lambda n: not table.is_numeric(n))
    if column is None or not any(len(cell) >= _SHORT_REMARK for cell in table.values(column)):
        column = _remarks_column(table)
    scored = any(table.is_numeric(n) for n in range(1, len(table.header)))
    if column is None or (column == table.name_column and scored and not _is_numbered(table)):
        return
    for row in table.rows:
        comment = row.cell(column)
        of_the_whole = column != table.name_column and words.MEAN.within(
            row.cell(table.name_column)
        )
        if len(comment) >= 4 and not of_the_whole:
            evidence = Evidence(paper.source, (_cell_span(table, row, column),))
            yield _Said(
                ClientWords(comment, tone_of(comment), evidence), 1 if len(comment) >= 10 else 3
            )


def _is_numbered(table: Table) -> bool:
    """A row for each answer, under its number: the only words are the remarks."""
    return words.INDEX.within(table.header[0]) or words.RESPONDENT.within(table.header[0])


_REMARK = 8
_SHORT_REMARK = 4


def _remarks_column(table: Table) -> int | None:
    """The column of free remarks, whatever its heading: the one with the longest words in its cells."""
    lengths = {
        n: [len(cell) for cell in table.values(n)]
        for n in range(len(table.header))
        if n != table.name_column and not table.is_numeric(n) and not table.is_dated(n)
    }
    long = {n: sum(v) / len(v) for n, v in lengths.items() if v and max(v) >= _SHORT_REMARK + 2}
    best = max(long, key=lambda n: (long[n], -n), default=None)
    least = (
        _REMARK if best is not None and all(map(str.isascii, table.values(best))) else _SHORT_REMARK
    )
    return best if best is not None and long[best] >= least else None


def _cell_span(table: Table, row: Row, column: int) -> Span:
    """The comment's own place in its row, so that nothing else of the row is quoted."""
    span = row.spans[0]
    text = table.source.segments[span.segment].text[span.start : span.end]
    at = text.find(row.cells[column].strip())
    if at < 0:
        return span
    return Span(span.segment, span.start + at, span.start + at + len(row.cells[column].strip()))


def _quoted_by(paper: Paper) -> Iterator[_Said]:
    """The client's words between quotation marks in a report, where somebody is said to have said them."""
    for sentence in paper.sentences:
        about = any(words.SATISFACTION.within(heading) for heading in sentence.trail)
        for quoted in _QUOTED.finditer(sentence.text):
            before = sentence.text[max(0, quoted.start() - 24) : quoted.start()]
            if _SPOKE.within(before) and (
                about or words.CLIENT.within(sentence.text[: quoted.start()])
            ):
                inner = sentence.cut(quoted.start(1), quoted.end(1))
                yield _Said(ClientWords(inner.text, tone_of(inner.text), inner.evidence), 0)
