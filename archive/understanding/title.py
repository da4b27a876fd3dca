"""The document's own title: its heading, its first title-like line, the subject of a mail.

Never a letterhead, a page number, a machine's file name or a bare form label alone. Where the text gives no
title, the cleaned file name does, then the sheet, then the project with the label of the class.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from archive.domain.dates import find_dates, find_days
from archive.domain.folding import fold
from archive.domain.segments import SegmentKind
from archive.naming.interpret import is_machine_name, read_version
from archive.naming.titles import without_close, without_lead_in
from archive.understanding.classify import strip_mail_prefix
from archive.understanding.cues import Lexicon, bare, lexicon_for
from archive.understanding.unsaid import OTHER
from archive.understanding.view import DocumentView, close_up

LONGEST = 60
"""Characters of a title; the naming rules cut a name's title further."""

_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章節节條条部篇]|[一二三四五六七八九十壹貳贰參叁肆伍陸陆柒捌玖拾]{1,3}[、.．]"
    r"|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[.、)]?\s|\d{1,2}[.、．]|(?:chapter|part|section)\s\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:[^\sA-Za-z:：]{1,8}|[A-Za-z]{1,12}(?: [A-Za-z]{1,10})?|[^\s:：]{2,6} [A-Za-z]{2,10})\s?[:：]\s?\S"
)
_NAMING_WORDS = """
    案名 專案名稱 专案名称 项目名称 項目名稱 計畫名稱 计划名称 活動名稱 活动名称 標題 标题 題目 题目 主題 主题 主旨
    title subject project project\\sname project\\stitle"""
_NAMING_LABEL = re.compile(
    rf"^(?:{'|'.join(_NAMING_WORDS.split())})\s?[:：]\s?(.{{2,60}})$", re.IGNORECASE
)
_COMPANY_ONLY = re.compile(
    r"[^，。,]{2,40}(?:公司|基金會|基金会|協會|协会|集團|集团|事務所|事务所|工作室|局|處|部|大學|大学)"
    r"|[A-Z][\w&'., -]{2,40}\b(?:Ltd\.?|Limited|Inc\.?|LLC|LLP|plc|GmbH|Corp\.?)"
)
_STAMP_WORDS = """
    confidential strictly\\sprivate draft internal(?:\\sonly|\\suse\\sonly)? private page 機密 机密
    密件 內部資料 内部资料 草案 初稿 草稿 內部文件 内部文件 not\\sfor\\scirculation 請勿外發 请勿外发"""
_STAMP = re.compile(
    rf"[\s\d\-—/|·.()（）【】\[\]v]*(?:(?:{'|'.join(_STAMP_WORDS.split())})[\s\d\-—/|·.()（）【】\[\]v]*){{0,3}}",
    re.IGNORECASE,
)
_GENERIC = frozenset({
    "powerpoint presentation", "untitled", "presentation", "document", "slide 1", "ppt", "contents",
    "powerpoint 演示文稿", "microsoft word", "目录", "table of contents", "封面", "cover", "summary", "摘要",
    "背景", "background", "概要", "前言", "introduction",
})  # fmt: skip
_SENTENCE = re.compile(
    r"[。；;！？!?]|[，,].*[，,]|[，,、]$|(?<!\bno)(?<!\bvol)\.\s+\w|^[a-z][a-z ]*\s", re.IGNORECASE
)
_EDGES = " \t\u3000-–—_·|｜,，、:：;；/"
_LEFTOVER = re.compile(r"[(（\[【][\s日号號週周星期起截至止到于於,，、~～\-–—]*[)）\]】]")
_RANGE = re.compile(r"\s*(?:起?[至到]|起|to|until|till|[~～\-–—－])?\s*", re.IGNORECASE)
_RANGE_ENDS = re.compile(r"\s*(?:為止|为止|止(?![^\s)）,，、-]))?")
_ASIDE = re.compile(
    r"(?i)\s*[(（][^()（）]*(?:\d\s?(?:min|hrs?|hours?|分鐘|分钟|小時|小时)|\d:\d\d|單位|单位|\bunits?\b)[^()（）]*[)）]\s*$"
)
_PLAIN_SHEET = re.compile(r"(?:sheet|工作表|表)\s?\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentTitle:
    """`text` is the title; `written` what it was made from, and `origin` where that stands.

    origin: subject, cell, heading, line, property, name, sheet, weak_line, or class where nothing gives one.
    """

    text: str
    origin: str
    written: str = ""


def document_title(view: DocumentView, class_key: str) -> DocumentTitle:
    """The title without dates, versions and states, at most LONGEST characters; never empty."""
    lexicon = lexicon_for(view.context.class_words)
    for candidate, origin in _candidates(view, class_key, lexicon):
        title = clean_title(candidate, loose=origin == "name")
        if len(title) >= 2 and re.search(r"[^\W\d_]", title) and not is_machine_name(title):
            title = _named(title, view, lexicon)[:LONGEST].rstrip(_EDGES)
            return DocumentTitle(title, origin, candidate)
    return DocumentTitle(_from_class(view, class_key), "class")


def clean_title(text: str, *, loose: bool = False) -> str:
    """A title without what other components of a name say: dates, version, draft, copy, trailing asides.

    `loose` reads the short dates of file names too (0925, 7jan).
    """
    title = read_version(" ".join(text.replace("_", " ").split())).title or ""
    spans = [(date.start, date.end) for date in find_dates(title, loose=loose)]
    spans += [(day.start, day.end) for day in find_days(title, loose=loose)]
    for start, end in reversed(_ranges(title, sorted(spans))):
        title = f"{title[:start]} {title[end:]}"
    title = without_lead_in(title) if spans else title
    title = _ASIDE.sub("", _LEFTOVER.sub(" ", title))
    title = without_close(" ".join(title.split())).strip(_EDGES)
    return re.sub(r"(?i)(?:^|\s+)(?:dated|as of|as at|on)$|(?:截至|截止)$", "", title).strip(_EDGES)


def _ranges(title: str, days: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Days with what leads from one to the next (3月5日至9日止) as one span each."""
    found: list[tuple[int, int]] = []
    for start, end in days:
        joined = found and _RANGE.fullmatch(title[found[-1][1] : start])
        first = found.pop()[0] if joined else start
        follows = _RANGE_ENDS.match(title, end)
        found.append((first, follows.end() if follows else end))
    return found


def _candidates(view: DocumentView, class_key: str, lexicon: Lexicon) -> Iterable[tuple[str, str]]:
    """Titles to try, the likeliest first, and where each stands."""
    if subject := view.fields.get("subject"):
        yield strip_mail_prefix(subject), "subject"
    yield from ((cell, "cell") for cell in _title_cells(view, class_key, lexicon))
    scored = sorted(_scored_lines(view, class_key, lexicon), key=lambda pair: -pair[0])
    headed = set(view.headings)
    lines = ((score, line, "heading" if line in headed else "line") for score, line in scored)
    yield from ((line, origin) for score, line, origin in lines if score > 1.5)
    own = view.extracted.properties.get("title", "").strip()
    if (
        view.form != "mail"
        and fold(own) not in _GENERIC
        and not own.lower().startswith("microsoft")
    ):
        yield own, "property"
    yield strip_mail_prefix(view.stem), "name"
    yield from ((sheet, "sheet") for sheet in view.sheets[:1] if not _PLAIN_SHEET.fullmatch(sheet))
    yield from ((line, "weak_line") for score, line in scored if 0 < score <= 1.5)


def _title_cells(view: DocumentView, class_key: str, lexicon: Lexicon) -> Iterable[str]:
    """The line above a workbook's first table, where it names the paper or the project."""
    if view.form != "sheet":
        return
    for segment in view.segments[:1]:
        filled = [cell for cell in (segment.rows[0] if segment.rows else (segment.text,)) if cell]
        title = filled[0].strip() if 0 < len(filled) <= 2 else ""
        if not 4 <= len(title) <= LONGEST or _LABEL.match(title) or "\n" in title:
            continue
        if _speaks_for(title, class_key, lexicon) or _shares(title, view.context.project_name):
            yield title


def _scored_lines(
    view: DocumentView, class_key: str, lexicon: Lexicon
) -> Iterable[tuple[float, str]]:
    if view.form == "mail" or view.last_message:  # what people write to each other has no title
        return
    lines = _joined(view, lexicon)
    repeated = Counter(line.strip() for line in view.text.splitlines())
    levels = _levels(view)
    for place, line in enumerate(lines[:9]):
        if len(line) > 2 * LONGEST:
            continue
        if named := _NAMING_LABEL.match(line):
            yield 3.0 - 0.2 * place, named[1]
            continue
        level = levels.get(line, 0)
        score = _looks(line, place, heading=level > 0)
        score += {0: 0.0, 1: 3.0}.get(level, 2.0)
        score += 2.5 if _speaks_for(line, class_key, lexicon) else 0.0
        score += 1.0 if _shares(line, view.context.project_name) else 0.0
        score -= 6.0 if view.form == "sheet" and not level else 0.0
        score -= _running(line, lines[place + 1 : place + 2], repeated, view)
        yield score, line


def _levels(view: DocumentView) -> dict[str, int]:
    """The level of each heading; in a workbook the sheet's own name is the first, so a title cell is raised."""
    headings = [s for s in view.segments if s.kind is SegmentKind.HEADING]
    first = min((s.level for s in headings), default=1) if view.form == "sheet" else 1
    return {close_up(s.text.strip()): s.level - first + 1 for s in headings}


def _running(
    line: str, following: Sequence[str], repeated: Counter[str], view: DocumentView
) -> float:
    """How much a line looks like a page's head: repeated, before a page number, Latin over Chinese."""
    minus = 4.0 if repeated[line] > 1 and view.form == "text" else 0.0
    minus += 2.0 if following and following[0].strip(" -—/").isdigit() else 0.0
    latin = line.isascii() and len(re.findall(r"[\u3400-\u9fff]", view.text[:400])) > 60
    return minus + (3.0 if latin else 0.0)


def _looks(line: str, place: int, *, heading: bool) -> float:
    """How much a line looks like a title by itself, and by its place."""
    score = 4.0 - 0.7 * place
    if _STAMP.fullmatch(line) or not re.search(r"[^\W\d_]", line) or fold(line) in _GENERIC:
        return -9.0
    if _LABEL.match(line) and not heading:
        score -= 5.0
    if _NUMBERED.match(line):
        score -= 5.0
    if _COMPANY_ONLY.fullmatch(line):
        score -= 3.5
    if _SENTENCE.search(line):
        score -= 3.0
    width = len(line.encode("utf-8", "replace"))
    return score - (4.0 if width > 130 else 1.5 if width > 90 else 0.0)


def _speaks_for(line: str, class_key: str, lexicon: Lexicon) -> bool:
    folded = fold(line)
    likely = (term for term in lexicon.titles_in(folded) if term.says.get(class_key, 0) >= 4)
    return any(next(term.spans(folded), None) is not None for term in likely)


def _shares(line: str, project: str) -> bool:
    """The line holds four neighbouring characters of the project's name."""
    folded, name = fold(line), fold(project)
    return any(name[at : at + 4] in folded for at in range(max(0, len(name) - 3)))


def _joined(view: DocumentView, lexicon: Lexicon) -> list[str]:
    """The first lines; a title that a PDF breaks within a word of the lexicon is put together again."""
    lines = list(view.lines)
    for place in range(min(4, len(lines) - 1)):
        first, second = lines[place], lines[place + 1]
        if len(second) <= 14 and not _LABEL.match(second) and _crosses(first, second, lexicon):
            lines[place : place + 2] = [first + second]
            break
        if len(second) <= 8 and _is_label(second, lexicon) and _continues(first):
            lines[place : place + 2] = [f"{first} {second}"]
            break
    return lines


def _continues(line: str) -> bool:
    return not (
        _LABEL.match(line)
        or _SENTENCE.search(line)
        or _COMPANY_ONLY.fullmatch(line)
        or len(line) < 6
    ) and bool(re.search(r"[\u3400-\u9fff]{4}", line))


def _crosses(first: str, second: str, lexicon: Lexicon) -> bool:
    whole, edge = fold(first + second), len(fold(first))
    return any(
        start < edge < end
        for term in lexicon.titles_in(whole)
        if len(term.text) >= 3
        for start, end in term.spans(whole)
    )


def _is_label(text: str, lexicon: Lexicon) -> bool:
    """The text is a name of a class and nothing more (報價單, INVOICE)."""
    return bare(text) in lexicon.labels


def _named(title: str, view: DocumentView, lexicon: Lexicon) -> str:
    """A bare form label says nothing in a list of names: the thing it is about is put before it."""
    if not _is_label(title, lexicon):
        return title
    about = next((named[1] for line in view.lines if (named := _NAMING_LABEL.match(line))), "")
    stem = clean_title(strip_mail_prefix(view.stem), loose=True)
    if not about and fold(title) in fold(stem) and not _is_label(stem, lexicon):
        return stem
    about = clean_title(about) or view.context.project_name
    return f"{about} {title}".strip()


_NOTHING = {"zh-Hant": "檔案", "zh-Hans": "文件", "en": "document"}


def _from_class(view: DocumentView, class_key: str) -> str:
    """The project with the label of the class in the project's language."""
    language = view.context.project_language or "zh-Hant"
    words = [] if class_key == OTHER else view.context.class_words.get(class_key, ())
    fits = (word for word in words if word.isascii() == (language == "en"))
    if language == "zh-Hans":
        fits = (word for word in fits if fold(word) == word)
    label = next(fits, _NOTHING.get(language, _NOTHING["en"]))
    return f"{view.context.project_name or view.context.project_code} {label}".strip()[:LONGEST]
