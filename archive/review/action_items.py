"""One item of a list of actions: what, who and until when, in whichever order it has them.

"Beth – send the report – by 30 Jan", 訂出範本——游品萱——2月10日前, 何家樂：整理授權書（9月11日前）.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from archive.domain.dates import DateMention, find_dates
from archive.review import vocabulary as words
from archive.review.words import folded, word_list

OWNER_WORDS = (
    r"(?:负责人?|負責人?|承办|承辦|主责|owner|責任人|责任人|由|PIC|DRI|Owner|lead|assigned to)"
)
NAME = r"(?:[一-鿿]{2,4}|[A-Z][a-zA-Z'’.\-]+(?:\s[A-Z][a-zA-Z'’.\-]*){0,2})"
_PARTING = re.compile(
    r"\s*(?:——|—|–|\s-\s|｜|\||→|[（(〔【\[]|[)）〕】\]]|@|[:：]|，|,|；|;|\s{2,})\s*"
)
_AFTER_OWNER = re.compile(r"\s*(?:——|—|–|\s-\s|｜|\||→|[:：])\s*")
_EMPHASIS = re.compile(r"\*\*|__")
_TICK_BOX = re.compile(r"^\s*\[[ xX✓✔]?\]\s*|^\s*[☐☑✅□]\s*")
_EDGE = " —–-（(〔【[@，,；;｜|→:：。."
_UNTIL = re.compile(
    r"\s*\b(?:by|before|from|starting|start|due|until|no later than)\s*$", re.IGNORECASE
)
_SURNAMES = word_list("actions.surnames")
_NICKNAME = re.compile(r"[小阿老][一-鿿]{1,2}")

Item = tuple[str, str, str | None]


def action_item(text: str, near: date) -> Item | None:
    """(what, owner, due) of an item; None where it names neither a person nor a day."""
    text = _TICK_BOX.sub("", _EMPHASIS.sub("", text)).strip()
    mentions = find_dates(text, loose=True, near=near)
    due = mentions[-1] if mentions else None
    found = _owner_first(text, due) or _owner_behind(text, mentions)
    what, owner = found
    what = _UNTIL.sub(
        "", re.sub(rf"\s*(?:[（(]?{OWNER_WORDS}\s*[:：]?\s*)$", "", what).rstrip(_EDGE)
    )
    what = what.rstrip(_EDGE)
    if len(what) < 4 or (not owner and due is None):
        return None
    return what, owner, due.value if due else None


def _owner_first(text: str, due: DateMention | None) -> tuple[str, str] | None:
    """A name, a dash or a colon, then what is to be done."""
    parting = _AFTER_OWNER.search(text)
    if parting is None:
        return None
    owner, rest = text[: parting.start()].strip(), text[parting.end() :]
    if not (_is_surely_person(owner) or _is_latin_name(owner)):
        return None
    offset = parting.end()
    if due and due.start >= offset:
        behind = re.sub(r"[\s）)。.]|[之以]?前|或|止|起|完成", "", text[due.end :])
        if len(behind) <= 4:
            rest = text[offset : due.start]
    return (rest, owner) if len(rest.strip(_EDGE)) >= 4 else None


def _owner_behind(text: str, mentions: Sequence[DateMention]) -> tuple[str, str]:
    """What is to be done, then the name and the day behind dashes or in brackets."""
    pieces = _pieces(text)[1:]
    bare = [(piece, _clean(_without_days(text, piece, mentions))) for piece in reversed(pieces)]
    sure = (name for _, name in bare if _is_surely_person(name))
    likely = (name for piece, name in bare if _is_person(name) and not _day_first(piece, mentions))
    owner = next(sure, "") or next(likely, "")
    if owner:
        return text[: text.find(owner)], owner
    return text[: mentions[-1].start if mentions else None], ""


def _pieces(text: str) -> list[tuple[int, int]]:
    edges = [0, *(e for m in _PARTING.finditer(text) for e in m.span()), len(text)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _day_first(piece: tuple[int, int], mentions: Sequence[DateMention]) -> bool:
    """The piece begins with a day: what follows is what happens then (9月13日前上线), no name."""
    return any(piece[0] <= m.start <= piece[0] + 1 for m in mentions)


def _without_days(text: str, piece: tuple[int, int], mentions: Sequence[DateMention]) -> str:
    """The piece without a day in it: 賴冠廷 8/15 前 -> 賴冠廷."""
    start, end = piece
    for m in mentions:
        if start <= m.start and m.end <= end:
            text = text[: m.start] + " " * (m.end - m.start) + text[m.end :]
    return re.sub(r"\s*(?:前|之前|以前|\bby\b|\bbefore\b)\s*", " ", text[start:end]).strip()


def _clean(owner: str) -> str:
    return re.sub(rf"^{OWNER_WORDS}\s*[:：]?\s*", "", owner.strip(" ：:")).strip()


def _is_person(piece: str) -> bool:
    return bool(re.fullmatch(NAME, piece)) and not words.NOT_A_PERSON.within(piece)


def _is_surely_person(piece: str) -> bool:
    """A Chinese name with a usual surname in front, or a usual short form (小陳, 阿國)."""
    if piece.isascii() or not _is_person(piece) or len(piece) > 4:
        return False
    surname = _SURNAMES.pattern.match(folded(piece))
    return bool(surname) or bool(_NICKNAME.fullmatch(piece))


def _is_latin_name(piece: str) -> bool:
    return piece.isascii() and _is_person(piece)
