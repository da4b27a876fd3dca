"""Which class a document is, how surely, and which words say so.

A transparent sum: words of the title, of the file's name and folders, of the page headers, of the text and of
the tables' heads each add to the classes they speak for; the form of the file (mail, workbook, deck, blanks to
fill in) adds a little, and so does a wording that is like that of a class; words in the title that make a class
unlikely take away. `other` starts with what a
class must at least bring. The greatest sum wins, and every part of it can be named to a person.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.domain.messages import Message
from archive.understanding.brief_parts import from_brief_parts
from archive.understanding.client_mail import TOPIC, from_client, is_topic
from archive.understanding.correspondence import from_call, from_interview, from_speaker
from archive.understanding.cues import Lexicon, Term, lexicon_for
from archive.understanding.evidence import (
    Evidence,
    from_blanks,
    from_form,
    from_tables,
    weight_of_table,
)
from archive.understanding.learned import votes
from archive.understanding.likeness_evidence import from_likeness
from archive.understanding.orders import from_order
from archive.understanding.people import from_people
from archive.understanding.record_evidence import from_records
from archive.understanding.sections import from_sections
from archive.understanding.sheet_evidence import (
    from_columns_of_days,
    from_counts,
    from_products,
    from_series,
)
from archive.understanding.table_evidence import (
    from_comparisons,
    from_meeting,
    from_questions,
    from_voices,
)
from archive.understanding.unsaid import NOTHING_REASON, NOTHING_SAID, OTHER
from archive.understanding.view import DocumentView, fold_in_place
from archive.understanding.whole_words import whole_words

OTHER_STARTS_WITH = 2.6
"""What the words for a class must outweigh together before it is proposed instead of `other`."""

_SAID_WITHOUT_WORDS = ("learned", "likeness")
"""Opinions of the whole wording: they can be told where no single word of the paper is worth showing."""

_SPREAD = 1.5
_CAPTION = 0.8
_NAME, _FOLDER, _MARGIN, _SHEET, _PROPERTY = 0.6, 0.25, 0.3, 0.5, 0.4
_LINE_WEIGHTS = (1.0, 0.75, 0.55, 0.4, 0.3, 0.2, 0.15, 0.1)
_BODY_CAP = 4.5
_NOT_THE_HEAD = 0.35
_VAGUE, _SURE = 4.0, 7.0
_BODY_LENGTH = 2500
_ASIDE = "template"  # 企劃書（範本): what is said in brackets makes it one all the same
_HEAD_ENDS = re.compile(r"[:：—–|｜(（]|\s(?:for|of|on|re|about|regarding|x|-)\s")
_MAIL_PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|回复|回覆|答复|转发|转寄|轉寄|轉發|回復)\s*[:：_]\s*)+", re.IGNORECASE
)
_TITLE_AT_MOST = 150
_NO_TITLE = re.compile(
    r"会议(?:室|厅|中心|场地|设备)"
    r"|[\u3400-\u9fff]{2,16}?(?:股份)?有限公司|[\u3400-\u9fff]{2,10}(?:事务所|工作室|协会|基金会)"
)
"""A room for meetings is no meeting, nor is a house's name the paper it trades in."""
_SENTENCE = re.compile(r"[。；！？!?]|，.*，|(?<![Nn]o)(?<!NO)(?<![Rr]ef)\.\s+\w")
_PLAIN_SHEET = re.compile(r"(?:sheet|工作表|表)\s?\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Classified:
    """The class, 0 to 1, and the reasons, strongest first; `evidence` holds everything that was weighed."""

    class_key: str
    confidence: float
    reasons: tuple[Message, ...]
    evidence: tuple[Evidence, ...]


def classify(view: DocumentView) -> Classified:
    """Weigh everything that speaks for a class."""
    lexicon = lexicon_for(view.context.class_words)
    cast = votes(view.context.learned)
    evidence = [
        *_from_titles(view, lexicon),
        *_from_names(view, lexicon),
        *_from_body(view, lexicon),
        *from_tables(view, lexicon),
        *from_comparisons(view),
        *from_voices(view),
        *from_questions(view),
        *from_series(view),
        *from_columns_of_days(view),
        *from_counts(view),
        *from_products(view),
        *from_records(view),
        *from_call(view),
        *from_interview(view),
        *from_meeting(view),
        *from_people(view),
        *from_sections(view),
        *from_brief_parts(view),
        *from_client(view),
        *from_order(view),
        *from_speaker(view),
        *from_blanks(view),
        *from_form(view),
        *(Evidence(v.class_key, "learned", v.weight, _whole(view, v.words)) for v in cast),
    ]
    evidence += from_likeness(view, _sums(evidence))
    scores = _sums(evidence)
    best = max(scores, key=lambda key: scores[key])
    total = sum(math.exp((score - scores[best]) / _SPREAD) for score in scores.values())
    own = sorted(
        (e for e in evidence if e.class_key == best and e.weight > 0), key=lambda e: -e.weight
    )
    documents = next((vote.documents for vote in cast if vote.class_key == best), 0)
    sure = min(0.99, 1 / total) * (1.0 if own or best != OTHER else NOTHING_SAID)
    return Classified(best, round(sure, 3), _reasons(own, documents), tuple(evidence))


def _sums(evidence: Iterable[Evidence]) -> dict[str, float]:
    scores: dict[str, float] = defaultdict(float)
    scores[OTHER] = OTHER_STARTS_WITH
    for one in evidence:
        scores[one.class_key] += one.weight
    return scores


def strip_mail_prefix(subject: str) -> str:
    """The subject without RE:, Fwd:, 轉寄: and the like, however many."""
    return _MAIL_PREFIX.sub("", subject).strip()


def _from_titles(view: DocumentView, lexicon: Lexicon) -> list[Evidence]:
    """The best title line for each class counts in full, the next one a little."""
    found: dict[str, list[tuple[float, tuple[str, ...]]]] = defaultdict(list)
    for line, weight in _title_lines(view):
        for key, (score, words) in _in_title(line, lexicon).items():
            found[key].append((score * weight, words))
    evidence = []
    for key, hits in found.items():
        hits.sort(key=lambda hit: -hit[0])
        weight = hits[0][0] + 0.2 * sum(score for score, _ in hits[1:2])
        weight *= TOPIC if is_topic(view, key) and weight > 0 else 1.0
        evidence.append(Evidence(key, "title", weight, hits[0][1]))
    return evidence


def _title_lines(view: DocumentView) -> Iterable[tuple[str, float]]:
    """Lines that may be the title, with how likely each is."""
    if subject := view.fields.get("subject"):
        yield strip_mail_prefix(subject), 1.0
        yield from ((line, 0.15) for line in view.lines[:4])
        return
    if view.last_message is not None:  # what people say to each other has no title
        return
    yield from _first_lines(view)
    if view.form == "sheet" and (caption := _caption(view)):
        yield caption, _CAPTION
    for place, sheet in enumerate(view.sheets):
        if not _PLAIN_SHEET.fullmatch(sheet):
            yield sheet, _SHEET * weight_of_table(place)
    if title := view.extracted.properties.get("title"):
        yield title, _PROPERTY
    yield from ((margin, _MARGIN) for margin in view.margins[:4] if len(margin) <= 60)


def _first_lines(view: DocumentView) -> Iterable[tuple[str, float]]:
    heading = next(iter(view.headings), None)
    notes = view.notes_below_tables
    for place, line in enumerate(view.lines[: len(_LINE_WEIGHTS)]):
        if line in notes:
            continue
        if len(line) > _TITLE_AT_MOST:
            continue
        weight = _LINE_WEIGHTS[0] if line == heading else _LINE_WEIGHTS[place]
        if len(line.encode()) > 120 or _SENTENCE.search(line):
            weight *= 0.3
        yield line, weight


def _caption(view: DocumentView) -> str:
    """The title in the first row of a workbook's first table, where few cells of it are filled."""
    rows = next((segment.rows for segment in view.segments if segment.rows), ())
    filled = [cell.strip() for cell in rows[0] if cell.strip()] if rows else []
    more = max((sum(bool(c.strip()) for c in row) for row in rows[1:3]), default=0)
    return filled[0] if 1 <= len(filled) <= 2 < more and len(filled[0]) <= _TITLE_AT_MOST else ""


def _from_names(view: DocumentView, lexicon: Lexicon) -> Iterable[Evidence]:
    alone = 1.0 if not view.folded.strip() else _NAME
    for key, (score, words) in _in_title(strip_mail_prefix(view.stem), lexicon).items():
        share = TOPIC if is_topic(view, key) and score > 0 else alone
        yield Evidence(key, "name", score * share, words)
    folders = view.path.parts[:-1][-2:]
    for folder in folders:
        for key, (score, words) in _in_title(folder, lexicon).items():
            yield Evidence(key, "folder", score * _FOLDER, words)


def _in_title(line: str, lexicon: Lexicon) -> dict[str, tuple[float, tuple[str, ...]]]:
    """What a title says: its head word in full, other words a part, words against taken away."""
    folded = _NO_TITLE.sub(lambda name: "·" * len(name[0]), fold_in_place(line))
    hits = _longest(lexicon.titles_in(folded), folded)
    if not hits:
        return {}
    head = _head(folded, hits)
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for start, end, term in hits:
        for key, weight in term.says.items():
            share = 1.0 if (start, end) == head or key == _ASIDE else _NOT_THE_HEAD
            if weight * share > found.get(key, (0.0, ()))[0]:
                found[key] = (weight * share, (line[start:end],))
    for key, (score, words) in list(found.items()):
        against = sum(n for word, n in lexicon.against[key].items() if word in folded)
        found[key] = (score - min(against, score + 2), words)
    return found


def _longest(terms: Iterable[Term], text: str) -> list[tuple[int, int, Term]]:
    """The terms in the text, none inside or across a longer one, in order; two may share a place."""
    spans = [(start, end, term) for term in terms for start, end in term.spans(text)]
    spans.sort(key=lambda span: (span[0] - span[1], span[0]))
    kept: list[tuple[int, int, Term]] = []
    for start, end, term in spans:
        if all(end <= one or start >= two or (start, end) == (one, two) for one, two, _ in kept):
            kept.append((start, end, term))
    return sorted(kept, key=lambda span: span[0])


def _head(text: str, hits: Sequence[tuple[int, int, Term]]) -> tuple[int, int]:
    """The word that says what the thing is: the last one, or the last before "of", "for", a colon."""
    for stop in _HEAD_ENDS.finditer(text):
        before = [hit for hit in hits if hit[0] < stop.start()]
        if before:
            return _behind(before)
    return _behind(hits)


def _behind(hits: Sequence[tuple[int, int, Term]]) -> tuple[int, int]:
    """The last word, unless it is a vague one right behind a sure one (survey results, 問卷 數據)."""
    last = hits[-1]
    if len(hits) > 1 and last[0] - hits[-2][1] <= 1:
        vague, sure = (max(hit[2].says.values()) for hit in (last, hits[-2]))
        if vague <= _VAGUE and sure >= _SURE:
            last = hits[-2]
    return last[0], last[1]


def _from_body(view: DocumentView, lexicon: Lexicon) -> Iterable[Evidence]:
    text = view.own
    if not text:
        return
    sums: dict[str, float] = defaultdict(float)
    words: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for term in lexicon.body_in(text):
        first = next(term.spans(text), None)
        if first is None:
            continue
        often = sum(1 for _ in zip(term.spans(text), range(3), strict=False)) >= 3
        for key, once in term.says.items():
            weight = once * (1.5 if often else 1.0)
            sums[key] += weight
            words[key].append((weight, view.text[slice(*first)]))
    share = min(1.0, max(0.45, math.sqrt(_BODY_LENGTH / len(text))))
    for key, total in sums.items():
        top = [word for _, word in sorted(words[key], key=lambda pair: -pair[0])[:4]]
        yield Evidence(key, "body", min(_BODY_CAP, total * 0.8) * share, tuple(dict.fromkeys(top)))


def _whole(view: DocumentView, words: Sequence[str]) -> tuple[str, ...]:
    """What filing taught is known by pairs of characters of the path and the text."""
    written = "\n".join((view.path.as_posix(), view.text))
    return whole_words(written, fold_in_place(written), words)


def _reasons(evidence: Sequence[Evidence], documents: int) -> tuple[Message, ...]:
    """The strongest reasons with their words; `documents` is how many filed ones were like this one."""
    named = [
        Message(
            f"understanding.class_{e.where}" + ("" if e.words else "_alike"),
            {"words": e.words} | ({"n": documents} if e.where == "learned" else {}),
        )
        for e in evidence
        if e.words or e.where in _SAID_WITHOUT_WORDS
    ]
    return tuple(named[:3]) or (Message(NOTHING_REASON, {}),)
