"""A document's running text as paragraphs and sentences that know their place and their headings.

Lines that a page layout has cut apart are joined again, a heading that the format does not mark is
recognised by its numbering and its words, and every part of a joined text leads back to the segments
it came from, so that it can be cited.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from archive.domain.segments import Segment, SegmentKind
from archive.review.reading.bare_sides import paired_sides
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.heading_series import heading_series
from archive.review.reading.headings import Headings, looks_like_heading
from archive.review.reading.sources import Source

_PROSE = (SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM)


@dataclass(frozen=True, slots=True)
class Part:
    """`text[at:at + length]` of a passage stands at `start` of one segment."""

    at: int
    length: int
    segment: int
    start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a list item or a sentence. `trail` holds its headings, outermost first."""

    source: Source
    text: str
    parts: tuple[Part, ...]
    trail: tuple[str, ...] = ()
    kind: SegmentKind = SegmentKind.PARAGRAPH

    def cut(self, start: int, end: int) -> Passage:
        """The same passage, only `text[start:end]`, without white space around it."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        end = start + len(text.strip())
        parts = []
        for part in self.parts:
            first, last = max(part.at, start), min(part.at + part.length, end)
            if first < last:
                parts.append(
                    Part(first - start, last - first, part.segment, part.start + first - part.at)
                )
        return Passage(self.source, self.text[start:end], tuple(parts), self.trail, self.kind)

    def between(self, marks: re.Pattern[str]) -> list[Passage]:
        """What stands before, between and behind the marks: …；…；… in three."""
        edges = [0, *(edge for mark in marks.finditer(self.text) for edge in mark.span())]
        ends = [*edges[1::2], len(self.text)]
        return [self.cut(start, end) for start, end in zip(edges[::2], ends, strict=True)]

    @property
    def ordinal(self) -> int:
        """The segment in which it begins."""
        return self.parts[0].segment if self.parts else 0

    @property
    def evidence(self) -> Evidence:
        """What to cite: one span for each segment it runs through."""
        spans: dict[int, Span] = {}
        for part in self.parts:
            known = spans.get(part.segment)
            start = min(known.start, part.start) if known else part.start
            end = max(known.end if known else 0, part.start + part.length)
            spans[part.segment] = Span(part.segment, start, end)
        return Evidence(self.source, tuple(spans.values()))


# ------------------------------------------------------------------ paragraphs
def paragraphs_of(source: Source) -> list[Passage]:
    """The paragraphs and list items of the body, in order, wrapped lines joined."""
    widest, edges = _widest_line(source), _right_edges(source)
    paragraphs: list[Passage] = []
    headings = Headings(
        frozenset(
            s.place.slide
            for s in source.segments
            if s.kind is SegmentKind.HEADING and s.place.slide is not None
        ),
        _series_in(source),
    )
    for ordinal, segment in enumerate(source.segments):
        if segment.kind is SegmentKind.HEADING:
            headings.marked(segment)
            continue
        if segment.kind not in _PROSE:
            continue
        for start, line in _drawn_lines(segment, edges):
            if _is_page_furniture(line):
                continue
            if headings.take(line, segment):
                continue
            passage = Passage(
                source,
                line,
                (Part(0, len(line), ordinal, start),),
                headings.trail(segment),
                segment.kind,
            )
            if paragraphs and _goes_on(paragraphs[-1], passage, widest):
                paragraphs[-1] = _joined(paragraphs[-1], passage)
            else:
                paragraphs.append(passage)
    return paragraphs


def _series_in(source: Source) -> frozenset[str]:
    """Lines that count on as headings or name two sides; a table between two keeps them apart like a line."""
    lines = [
        line
        for segment in source.segments
        for line in (
            ["|"] if segment.kind is SegmentKind.TABLE
            else [found for _, found in _lines(segment.text)] if segment.kind in _PROSE
            else []
        )
    ]  # fmt: skip
    return heading_series(lines, looks_like_heading) | paired_sides(lines)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            yield position + line.index(stripped), stripped
        position += len(line) + 1


def _drawn_lines(segment: Segment, edges: Mapping[int, float]) -> Iterator[tuple[int, str]]:
    """The lines of a segment; a line of a page that ends well before the margin ends its item.

    Items without a mark of their own are told apart on the page by nothing else.
    """
    edge = edges.get(segment.place.page or 0)
    if edge is None or len(segment.lines) < _SEVERAL or "\n" in segment.text:
        yield from _lines(segment.text)
        return
    start = 0
    for line in segment.lines:
        short = line.box[2] < line.box[0] + _FULL * (edge - line.box[0])
        if short or line is segment.lines[-1]:
            end = line.end if short else len(segment.text)
            yield from ((start + at, text) for at, text in _lines(segment.text[start:end]))
            start = end
    yield from ((start + at, text) for at, text in _lines(segment.text[start:]))


_SEVERAL = 2
_FULL = 0.75


def _right_edges(source: Source) -> dict[int, float]:
    """How far to the right a full line reaches, for each page in one column."""
    drawn: dict[int, list[tuple[float, float]]] = {}
    for segment in source.segments:
        if segment.kind in _PROSE and segment.place.page is not None:
            drawn.setdefault(segment.place.page, []).extend(
                (line.box[0], line.box[2]) for line in segment.lines
            )
    single = {
        page: max(right for _, right in lines)
        for page, lines in drawn.items()
        if lines and max(left for left, _ in lines) <= _LEFT_HALF
    }
    edge = max(single.values(), default=0.0)
    return dict.fromkeys(single, edge)


_LEFT_HALF = 0.35


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _widest_line(source: Source) -> int:
    """How wide a full line is on the pages of this document; 0 where lines are whole paragraphs."""
    widths = sorted(
        _width(line)
        for segment in source.segments
        if segment.kind in _PROSE and segment.place.page is not None
        for _, line in _lines(segment.text)
    )
    return widths[int(len(widths) * 0.9)] if len(widths) >= 4 else 0


def _is_page_furniture(line: str) -> bool:
    return bool(
        re.fullmatch(r"[-–—\s]*(?:第\s*)?\d{1,3}(?:\s*[页頁/]\s*\d*[页頁]?)?[-–—\s]*", line)
    )


_ENDS = re.compile(r"[。！？!?；;：:.”」』\"]\s*$")
_ITEM_MARK = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2}){1,2}(?![\d.]|\s?(?:[万萬億亿千百元%％倍分小時时公]|[kKmM]\b))|[(（]?(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[ivx]{1,4})(?:[)）、．]|\.(?!\d))|[①-⑳]|[•·●○◆■▪・．–\-*✓✔✗✘☑☒√]|第[一二三四五六七八九十百\d]+[条條項项章])"
)


def _goes_on(previous: Passage, line: Passage, widest: int) -> bool:
    """True when this line continues the one before: a full line, not ended, nothing new begun."""
    page = line.source.segments[line.ordinal].place.page
    if not widest or page is None or previous.trail != line.trail:
        return False
    if _ENDS.search(previous.text) or _ITEM_MARK.match(line.text):
        return False
    last = previous.parts[-1]
    between = line.source.segments[last.segment + 1 : line.ordinal]
    if any(segment.kind is SegmentKind.TABLE for segment in between):
        return False
    width = _width(previous.text[last.at :])
    return width >= widest * 0.82 or (
        width >= _A_FULL_LINE and _breaks_off(previous.text, line.text)
    )


_A_FULL_LINE = 56
_BREAKS_OFF = re.compile(r"[，,。；;][^，,。；;：:]{0,30}$")
_GOES_ON_WITH = re.compile(r"^(?:\d|[a-z]|[一-鿿]).*[，,。.；;]", re.DOTALL)


def _breaks_off(previous: str, line: str) -> bool:
    """A sentence that stops in the middle, and a line that may be the rest of it."""
    return bool(_BREAKS_OFF.search(previous) and _GOES_ON_WITH.match(line))


def _joined(first: Passage, second: Passage) -> Passage:
    wide = unicodedata.east_asian_width(first.text[-1]) in "WF"
    gap = "" if wide or unicodedata.east_asian_width(second.text[0]) in "WF" else " "
    shift = len(first.text) + len(gap)
    moved = tuple(Part(p.at + shift, p.length, p.segment, p.start) for p in second.parts)
    return Passage(
        first.source, first.text + gap + second.text, first.parts + moved, first.trail, first.kind
    )


# ------------------------------------------------------------------ sentences
_STOP = re.compile(
    r"(?:[。！？!?；]|;(?=\s*[^\x00-\x7f]))(?:[”」』’\"）)]+)?|(?<=[a-z0-9)\"”%])[.](?:[\"”')]+)?(?=\s+[\"“(]?[A-Z])"
)
_ABBREVIATION = re.compile(
    r"\b(?:Ltd|Pte|Inc|Co|Corp|No|Mr|Mrs|Ms|Dr|vs|etc|e\.g|i\.e|approx|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$"
)


def sentences_of(passage: Passage) -> list[Passage]:
    """The sentences of a passage; a quotation with its own full stop stays in one piece."""
    pieces: list[Passage] = []
    begin = 0
    for stop in _STOP.finditer(passage.text):
        before = passage.text[begin : stop.start()]
        if _ABBREVIATION.search(before) or _inside_quotes(passage.text[begin : stop.end()]):
            continue
        pieces.append(passage.cut(begin, stop.end()))
        begin = stop.end()
    pieces.append(passage.cut(begin, len(passage.text)))
    return [piece for piece in pieces if re.search(r"\w", piece.text)]


def _inside_quotes(text: str) -> bool:
    return any(text.count(a) > text.count(b) for a, b in ("“”", "「」", "『』", "（）")) or (
        text.count('"') % 2 == 1 and "”" not in text
    )


_INLINE = re.compile(
    r"(?:^|(?<=[；;。，,\s]))(?:[(（]?(\d{1,2}|[一二三四五六七八九十])[)）、.．](?!\d)|([①-⑳])|(第[一二三四五六七八九十][，,、]))\s*"
)


def inline_items(passage: Passage) -> list[Passage]:
    """The items of "1、…；2、…" in one paragraph; the passage itself where it holds no such list."""
    marks = _in_sequence(list(_INLINE.finditer(passage.text)))
    if len(marks) < 2 or marks[0].start() > 0:
        return [passage]
    edges = [mark.start() for mark in marks] + [len(passage.text)]
    return [passage.cut(a, b) for a, b in pairwise(edges)]


_HAN_DIGITS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def _in_sequence(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count on from the first one: "(should be 21)." is no item of a list."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        if not kept or _number_of(mark) == _number_of(kept[-1]) + 1:
            kept.append(mark)
    return kept


def _number_of(mark: re.Match[str]) -> int:
    written = next(group for group in mark.groups() if group).strip("第，,、")
    if written in _CIRCLED:
        return _CIRCLED.index(written) + 1
    return _HAN_DIGITS.index(written) + 1 if written in _HAN_DIGITS else int(written)


_LEADING_MARK = re.compile(
    r"^\s*(?:[(（]?(?:\d{1,2}|[a-zA-Z]|[ivx]{2,5}|[一二三四五六七八九十]{1,3})[)）、.．](?!\d)\s*"
    r"|[一二三四五六七八九十]，\s*(?![一二三四五六七八九十]，)|[甲乙丙丁戊己庚辛]、\s*(?![甲乙丙丁])|[①-⑳]\s*|第[一二三四五六七八九十][，,、]\s*|[•·●○◆■▪・．–\-*✓✔✗✘☑☒√➤►]\s*|－\s+)+"
)


def without_mark(passage: Passage) -> Passage:
    """The item without its number or bullet, and without the mark that ends it in a list."""
    mark = _LEADING_MARK.match(passage.text)
    start = mark.end() if mark else 0
    end = len(passage.text.rstrip("；;,，、 "))
    return passage.cut(start, end) if start < end else passage


_CLAUSE_NUMBER = re.compile(
    r"^\s*\d{1,2}(?:\.\d{1,2}){1,2}\s+(?=[A-Z“「\"'一-鿿])(?![万萬億亿千百元分小時时公倍折成天日月年顆颗星])"
)


def point_of(passage: Passage) -> Passage:
    """The point of a look-back without its mark, a number such as 3.2 included; clauses of a contract keep theirs."""
    number = _CLAUSE_NUMBER.match(passage.text)
    return without_mark(passage.cut(number.end(), len(passage.text)) if number else passage)
