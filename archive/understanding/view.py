"""One document laid out for reading: its name, its first lines, headings, table heads and folded text.

Built once and shared by every module that looks for a fact, so that no text is cut or folded twice.
Only the first part of a long document is looked at here: class, title and date are said early.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from archive.domain.dates import DateMention
from archive.domain.folding import fold
from archive.domain.segments import Extracted, Segment, SegmentKind
from archive.understanding.chat import last_message
from archive.understanding.facts import ReadingContext

BODY_LIMIT = 40_000
"""Characters of text that are looked at for class, title, date, parties and amount."""

TAIL_LIMIT = 3_000
"""Characters at the end that are looked at besides: the signatures."""

FIRST_LINES = 12
_MARGINS = (SegmentKind.HEADER, SegmentKind.FOOTER)
_ASIDE = (*_MARGINS, SegmentKind.NOTE, SegmentKind.COMMENT)
_SPACED_HAN = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]{1,4}(?=[\u3400-\u9fff])")
_LETTER_SPACED = re.compile(r"[\u3400-\u9fff][ \u3000]{1,4}(?=[\u3400-\u9fff](?:[ \u3000]|$))")
_TWO_SPACED = re.compile(r"[\u3400-\u9fff][ \u3000]{1,4}[\u3400-\u9fff]")
_MAIL_FIELD = re.compile(
    r"(?i)(subject|from|to|cc|date|主旨|主题|主題|日期)\s*[:：]\s*(.*)", re.DOTALL
)
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*[>＞][^\n]*")
_SAYS_ITSELF = 60
"""Characters of its own from which a mail says something besides what it quotes."""

_SHEETS = frozenset({"xlsx", "xls", "ods", "csv", "tsv", "xlsm"})
_SLIDES = frozenset({"pptx", "ppt", "odp"})
_MAILS = frozenset({"eml", "msg"})
_BUNDLES = frozenset({"zip", "7z", "rar", "tar", "gz"})
_IMAGES = frozenset({"jpg", "jpeg", "png", "webp", "tif", "tiff", "gif", "heic", "bmp"})


def close_up(line: str) -> str:
    """The line with the spaces taken out that letter-space a Chinese title (報　價　單)."""
    if len(_LETTER_SPACED.findall(line)) >= 2 or _TWO_SPACED.fullmatch(line):
        return _SPACED_HAN.sub("", line)
    return line


def fold_in_place(text: str) -> str:
    """The folded text with every character in its place: one that would become several stays itself."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded
    return "".join(one if len(one := fold(c)) == 1 else c for c in text)


@dataclass(frozen=True)
class DocumentView:
    """What the readers of facts look at. `segments` are the body's, in order, cut at BODY_LIMIT."""

    extracted: Extracted
    context: ReadingContext
    segments: tuple[Segment, ...]
    margins: tuple[str, ...]
    """Texts of page headers and footers, each once."""

    @classmethod
    def of(cls, extracted: Extracted, context: ReadingContext) -> DocumentView:
        """Lay out a document."""
        margins = dict.fromkeys(s.text.strip() for s in extracted.segments if s.kind in _MARGINS)
        body = (s for s in extracted.segments if _is_body(s))
        return cls(extracted, context, tuple(_up_to(body, BODY_LIMIT)), tuple(margins))

    @cached_property
    def path(self) -> PurePosixPath:
        """The place in the dropped folder."""
        return PurePosixPath(self.context.path.replace("\\", "/"))

    @property
    def stem(self) -> str:
        """The file's name without its extension."""
        return self.path.stem if self.path.suffix[1:].isalnum() else self.path.name

    @property
    def form(self) -> str:
        """sheet, slides, mail, image, bundle (a ZIP, whose text is a list of names) or text."""
        known = {
            "sheet": _SHEETS,
            "slides": _SLIDES,
            "mail": _MAILS,
            "image": _IMAGES,
            "bundle": _BUNDLES,
        }
        extension = self.extracted.extension or self.path.suffix[1:].lower()
        return next((form for form, group in known.items() if extension in group), "text")

    @cached_property
    def fields(self) -> dict[str, str]:
        """A mail's headers by lower-case name (subject, from, to, cc, date)."""
        if self.form != "mail":
            return {}
        found: dict[str, str] = {}
        for segment in self.segments:
            if segment.kind is SegmentKind.FIELD and (match := _MAIL_FIELD.match(segment.text)):
                name = {"主旨": "subject", "主题": "subject", "主題": "subject", "日期": "date"}
                found.setdefault(name.get(match[1], match[1].lower()), match[2].strip())
        return found

    @cached_property
    def notes_below_tables(self) -> frozenset[str]:
        """Lines of a workbook that stand below a table of their sheet: remarks on it, no titles."""
        tabled: set[str | None] = set()
        notes: set[str] = set()
        for segment in self.segments if self.form == "sheet" else ():
            if segment.kind is SegmentKind.TABLE:
                tabled.add(segment.place.sheet)
            elif segment.kind is SegmentKind.PARAGRAPH and segment.place.sheet in tabled:
                notes.update(close_up(line.strip()) for line in segment.text.splitlines())
        return frozenset(notes)

    @cached_property
    def last_message(self) -> DateMention | None:
        """The day of a chat's last message; None where the text is no chat."""
        return last_message(self)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The first lines of the text itself: no page headers, mail fields or tables' cells."""
        lines: list[str] = []
        for segment in () if self.form == "bundle" else self.segments:
            if segment.kind not in (SegmentKind.FIELD, SegmentKind.TABLE):
                lines += (
                    close_up(line.strip()) for line in segment.text.splitlines() if line.strip()
                )
            if len(lines) >= FIRST_LINES:
                break
        return tuple(lines[:FIRST_LINES])

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(
            close_up(s.text.strip()) for s in self.segments if s.kind is SegmentKind.HEADING
        )

    @cached_property
    def sheets(self) -> tuple[str, ...]:
        """The names of a workbook's sheets, in order."""
        return tuple(dict.fromkeys(s.place.sheet for s in self.segments if s.place.sheet))

    @cached_property
    def text(self) -> str:
        """The body's text, one segment a line, in its own script."""
        return "\n".join(segment.text for segment in self.segments)

    @cached_property
    def folded(self) -> str:
        """The body's text as it is compared, every character in its place."""
        return fold_in_place(self.text)

    @cached_property
    def own(self) -> str:
        """The folded text without what a mail quotes of earlier ones, every character in its place.

        A mail that only passes on what somebody wrote is left whole.
        """
        if self.form != "mail":
            return self.folded
        own = _QUOTED_LINE.sub(lambda line: " " * len(line[0]), self.folded)
        said = "".join(s.text for s in self.segments if s.kind is not SegmentKind.FIELD)
        left = len(_QUOTED_LINE.sub("", said).strip())
        return own if left >= _SAYS_ITSELF else self.folded

    @cached_property
    def tail(self) -> str:
        """The last lines of the whole document, where signatures stand."""
        kept: list[str] = []
        left = TAIL_LIMIT
        for segment in reversed(self.extracted.segments):
            if segment.kind in _ASIDE:
                continue
            kept.append(segment.text[-left:])
            left -= len(segment.text)
            if left <= 0:
                break
        return "\n".join(reversed(kept))

    @cached_property
    def written_heads(self) -> tuple[tuple[str, ...], ...]:
        """The head cells of every table (see `head_of`), text tables of a PDF included, as written."""
        heads = (head_cells(s.rows) if s.rows else _head_in_text(s.text) for s in self.segments)
        return tuple(head for head in heads if head)

    @cached_property
    def heads(self) -> tuple[tuple[str, ...], ...]:
        """The same head cells, folded."""
        return tuple(tuple(fold(cell) for cell in head) for head in self.written_heads)


def _is_body(segment: Segment) -> bool:
    """Text of its own: no page header, no note, not a sheet's name repeated as a heading."""
    named = segment.kind is SegmentKind.HEADING and segment.text == segment.place.sheet
    return (
        segment.kind not in _ASIDE
        and bool(segment.text.strip())
        and not (named and not segment.place.row)
    )


def head_of(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The folded cells of a table's head."""
    return tuple(fold(cell) for cell in head_cells(rows))


def head_cells(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The cells of a table's head: of its first rows the one that has most words and no figures.

    The very first row is often a title or a note; a row counts when every filled cell has letters.
    """
    heads: list[tuple[str, ...]] = []
    for row in rows[:4]:
        cells = tuple(cell for cell in row if cell)
        if len(cells) >= 2 and all(len(c) <= 40 and re.search(r"[^\W\d]", c) for c in cells):
            heads.append(cells)
    return max(heads, key=len, default=())


def _head_in_text(text: str) -> tuple[str, ...]:
    """A line of column heads that a PDF gives as words with spaces between: 項目 數量 單價 金額."""
    if "\n" in text or len(text) > 90 or re.search(r"[。，；,;:：]|\d{3}", text):
        return ()
    words = text.split()
    short = [word for word in words if 2 <= len(word) <= 14]
    return tuple(words) if len(words) >= 3 and len(short) == len(words) else ()


def _up_to(segments: Iterable[Segment], limit: int) -> Iterable[Segment]:
    left = limit
    for segment in segments:
        if left <= 0:
            return
        if len(segment.text) <= left:
            yield segment
        elif segment.rows:
            yield _shortened(segment, left)
        else:
            yield Segment(segment.kind, segment.text[:left], segment.place, segment.level)
        left -= len(segment.text)


def _shortened(table: Segment, limit: int) -> Segment:
    """A long table's first rows, the rule of text and rows kept."""
    rows: list[tuple[str, ...]] = []
    size = 0
    for row in table.rows:
        size += sum(map(len, row)) + len(row)
        if size > limit and rows:
            break
        rows.append(row)
    text = "\n".join("\t".join(row) for row in rows)
    return Segment(table.kind, text, table.place, rows=tuple(rows))
