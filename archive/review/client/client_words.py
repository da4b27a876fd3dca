"""What the client said, in the client's own words, with its tone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.domain.segments import SegmentKind
from archive.review.client.asides import is_acknowledged
from archive.review.client.below_scores import below_scores
from archive.review.client.chats import chat_messages
from archive.review.client.quotations import QUOTED, answers_in_quotes, whole_quotes
from archive.review.client.remark_tables import remarks_in_table
from archive.review.client.remark_words import is_remark
from archive.review.client.remarks import Spoken, cut_in_remarks, remarks_labelled, spoken_in
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading import vocabulary as words
from archive.review.reading.citations import Evidence
from archive.review.reading.dialogues import dialogue_of
from archive.review.reading.names import distinct
from archive.review.reading.passages import Passage
from archive.review.reading.polarity import tone_of
from archive.review.reading.words import word_list

MOST = 12
_SURE = 1
_NO_OPINION = 9
_ENOUGH = 8  # with fewer words of praise or blame, plain ones are shown as well
_SPOKE = word_list("client_words.spoke")
_FIRST_OR_SECOND = re.compile(
    r"我|你|您|大家|希望|下次|明年|贵|貴|們|们|哋|\b(?:I|we|you|your|our|us|my|they|nobody|everyone|everybody)\b",
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
    client = papers.project.client or ""
    said = [s for paper in papers.current(Role.CLIENT) for s in _from_client(paper, client)]
    said += [s for paper in papers.current(Role.DATA) for s in _in_tables(paper)]
    said += [s for paper in papers.current(Role.REPORT, Role.RETRO) for s in _quoted_by(paper)]
    signed = papers.current(Role.PROOF, Role.REPORT)
    said += [_Said(_toned(r), 0) for p in signed for r in remarks_labelled(p) if is_remark(r.text)]
    said = [s for s in said if s.weight < _NO_OPINION]
    order = sorted(range(len(said)), key=lambda n: (said[n].weight, n))
    ranked = [said[n].words for n in order]
    kept = [ranked[n] for n in distinct(w.text for w in ranked)]
    weights = {id(said[n].words): said[n].weight for n in order}
    telling = [w for w in kept if w.tone != "neutral"]
    plain = [w for w in kept if w.tone == "neutral" and weights[id(w)] <= _SURE]
    vague = [w for w in kept if w.tone == "neutral" and weights[id(w)] > _SURE]
    chosen = [*telling, *plain][:MOST]
    return [*chosen, *vague[: max(0, _ENOUGH - len(chosen))]]


def _from_client(paper: Paper, client: str) -> Iterator[_Said]:
    messages = chat_messages(paper, client) or dialogue_of(paper.paragraphs)
    if messages:
        yield from _chatted([_bare(message) for message in messages])
        told = {message.ordinal for message in messages}
        alone = (
            p for p in paper.paragraphs if p.ordinal not in told and _ONLY_QUOTED.match(p.text)
        )
        yield from (_Said(_toned(_bare(paragraph)), 0) for paragraph in alone)
        return
    yield from _in_tables(paper)
    answers = answers_in_quotes(paper)
    quoted = answers or whole_quotes(paper)
    yield from (_Said(_toned(quote), 0) for quote in quoted)
    if not answers:
        yield from map(_weighed, spoken_in(paper, quoted=quoted))
        plain = (_toned(passage) for passage in below_scores(paper))
        yield from (_Said(said, _SURE) for said in plain if not _is_business(said.text, said.tone))


_ONLY_QUOTED = re.compile(r"\s*[「『“][^「」『』“”]{8,}[」』”]\s*$")
"""A paragraph between quotation marks: among the lines of a talk it is said by whoever is named above it."""


def _bare(message: Passage) -> Passage:
    """Without the quotation marks that hold the whole of it."""
    quoted = QUOTED.fullmatch(message.text.strip())
    if quoted is None:
        return message
    begin = message.text.index(quoted[1])
    return message.cut(begin, begin + len(quoted[1]))


def _toned(passage: Passage, lean: int = 0) -> ClientWords:
    tone = tone_of(passage.text)
    if tone == "neutral" and lean:
        tone = "positive" if lean > 0 else "negative"
    return ClientWords(passage.text, tone, passage.evidence)


def _weighed(spoken: Spoken) -> _Said:
    said = _toned(spoken.passage, spoken.lean)
    if spoken.wondered:
        return _Said(said, _SURE)
    if _is_business(said.text, said.tone):
        return _Said(said, _NO_OPINION)
    if spoken.told and said.tone == "neutral" and _OF_BUSINESS.within(said.text):
        return _Said(said, _NO_OPINION)
    if said.tone == "neutral":
        return _Said(said, _SURE if spoken.labelled else 4 if spoken.told else 3)
    if spoken.sure:
        return _Said(said, 0)
    return _Said(said, 1 if _FIRST_OR_SECOND.search(said.text) else 2)


_OF_BUSINESS = word_list("client_words.of_business")
_PROCESS = word_list("client_words.process")
_ASKED_TO_SEND = word_list("client_words.asked_to_send")


_TELLS_MEAN = re.compile(
    r"(?:平均|均分|總分|总分)\S{0,4}\d|\b(?:average|mean)\b[^.,;]{0,16}\d", re.IGNORECASE
)
_ASKS_FOR = re.compile(
    r"\s*(?:please|kindly)\s+(?:do not |don't )?(?:forward|reply|confirm|find|see|note|let (?:me|us) know|print)\b"
    r"|\s*(?:請|请|麻煩|麻烦|煩請|烦请|唔該)(?:勿|不要)?(?:轉寄|转寄|轉發|转发|回覆|回复|確認|确认|查收|見|见)"
    r"|.*[?？]\s*$",
    re.IGNORECASE,
)
"""Said without praise or blame: what is to be done with the mail, and a plain question."""


def _is_business(text: str, tone: str) -> bool:
    """Please send the report for July; 補簽了才能付: the course of papers and money is no opinion of the work."""
    if tone != "positive" and _PROCESS.within(text):
        return True
    if tone == "neutral" and (_ASKS_FOR.match(text) or _TELLS_MEAN.search(text)):
        return True
    return tone == "neutral" and _OF_BUSINESS.within(text) and _ASKED_TO_SEND.within(text)


def _in_tables(paper: Paper) -> Iterator[_Said]:
    for table in paper.tables:
        for remark in remarks_in_table(paper, table):
            tone = tone_of(remark.text)
            if tone == "neutral" and remark.lean and _says_more(remark.text):
                tone = "positive" if remark.lean > 0 else "negative"
            if tone == "neutral" and _is_catchword(remark.text):
                continue
            whole = len(remark.text) >= _REMARK
            yield _Said(ClientWords(remark.text, tone, remark.evidence), _SURE if whole else 3)


# ------------------------------------------------------------------ chats
def _chatted(messages: Sequence[Passage]) -> Iterator[_Said]:
    for message in (piece for m in messages for piece in _remarks_of(m)):
        tone = tone_of(message.text)
        if is_acknowledged(message.text) or not is_remark(message.text):
            continue
        if _is_business(message.text, tone):
            continue
        if len(message.text) >= (6 if not message.text.isascii() else 24):
            telling = tone != "neutral" or _OBJECTS.match(message.text)
            weight = 1 if telling else 2 if len(message.text) >= _REMARK else 3
            yield _Said(ClientWords(message.text, tone, message.evidence), weight)


def _is_catchword(text: str) -> bool:
    """Ambassadors, the venue: what was named, and not what is thought of it."""
    return text.isascii() and len(text.split()) <= _CATCHWORD


_CATCHWORD = 2


def _says_more(text: str) -> bool:
    """More than the name of a thing: "films without logos" is praised by its column, and says nothing."""
    return len(text) >= (_SENTENCE if text.isascii() else _SAYS_MORE)


_SENTENCE = 24


def _remarks_of(message: Passage) -> list[Passage]:
    """A message is a remark; a long one is several."""
    longest = _LONG_MESSAGE if message.text.isascii() else _LONG_MESSAGE // 2
    return cut_in_remarks(message) if len(message.text) > longest else [message]


_LONG_MESSAGE = 160
_REMARK, _SAYS_MORE = 8, 6
_OBJECTS = re.compile(r"\s*(?:可是|但是?|不[过過]|只是|然而|but\b|however\b|still,)", re.IGNORECASE)
"""What begins so objects to something, whatever its words."""


# ------------------------------------------------------------------ reports
def _quoted_by(paper: Paper) -> Iterator[_Said]:
    """The client's words between quotation marks in a report, where somebody is said to have said them."""
    for sentence in paper.sentences:
        about = any(words.SATISFACTION.within(heading) for heading in sentence.trail)
        for quoted in QUOTED.finditer(sentence.text):
            before = sentence.text[max(0, quoted.start() - 24) : quoted.start()]
            named = _SPOKE.within(before) and (
                about or words.CLIENT.within(sentence.text[: quoted.start()])
            )
            alone = about and _stands_alone(sentence, quoted)
            if named or alone:
                inner = sentence.cut(quoted.start(1), quoted.end(1))
                yield _Said(_toned(inner), 0)
    for table in paper.tables:
        if any(words.SATISFACTION.within(heading) for heading in table.about[-1:]):
            for remark in remarks_in_table(paper, table):
                tone = tone_of(remark.text)
                yield _Said(ClientWords(remark.text, tone, remark.evidence), _SURE)


def _stands_alone(sentence: Passage, quoted: re.Match[str]) -> bool:
    """A quotation that opens its line, with at most a name before or behind it."""
    rest = sentence.text[: quoted.start()] + sentence.text[quoted.end() :]
    listed = sentence.kind is SegmentKind.LIST_ITEM or quoted.start() <= _A_NAME
    return listed and len(quoted[1]) >= _REMARK and len(rest.strip()) <= 4 * _A_NAME


_A_NAME = 10
