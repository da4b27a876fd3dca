"""Headings by their number: 第三章, 壹、, 一、, （一）, 1.1, as documents without styles have them."""

from __future__ import annotations

import re
from typing import Final

_HAN = "一二三四五六七八九十百零〇两兩"
_FORMAL = "壹贰貳叁參参肆伍陆陸柒捌玖拾"
_NUMBERED: Final = (
    (re.compile(rf"^第\s*[{_HAN}{_FORMAL}\d]{{1,6}}\s*[章编編篇部]"), 1),
    (re.compile(rf"^[{_FORMAL}]{{1,3}}\s*[、.．]\s*\S"), 1),
    (re.compile(rf"^第\s*[{_HAN}{_FORMAL}\d]{{1,6}}\s*[节節]"), 2),
    (re.compile(rf"^第\s*[{_HAN}{_FORMAL}\d]{{1,6}}\s*[条條](?!\s*第)"), 2),
    (re.compile(rf"^[{_HAN}]{{1,4}}\s*[、.．]\s*\S"), 1),
    (re.compile(rf"^[（(]\s*[{_HAN}{_FORMAL}]{{1,4}}\s*[)）]\s*\S"), 2),
    (re.compile(r"^(?:[IVX]{1,5})[.．]\s+\S"), 1),
    (re.compile(r"^(?:Chapter|Part|Article|Section|Appendix)\s+(?:\d+|[IVXA-Z]+)\b", re.I), 1),
)
_COUNTER: Final = "次個个元万萬亿億倍分小天年月日人场場條条家名位份件則则支篇檔档"
_DECIMAL: Final = re.compile(
    r"^(\d{1,2}(?:[.．]\d{1,2}){1,4})[.．]?(?:\s+[^\d\s%]|[^\d\s%.．,，、:：/~～\-–—"
    + _COUNTER
    + "])"
)
_BULLET: Final = "•●○◦▪■□◆◇▶►‣⁃∙·※★☆✓✔☑➢\uf0b7\uf0a7\uf06c\uf0d8"
_LIST: Final = re.compile(
    rf"^(?:[{_BULLET}]\s*|[-–—*+]\s+|\d{{1,3}}[.)、）．]\s*(?=\D)|[{_HAN}]{{1,3}}、\s*|[①-⑳㈠-㈩]"
    rf"|[（(](?:\d{{1,3}}|[a-zA-Z]|[ivx]{{1,4}}|[{_HAN}]{{1,3}})[)）]\s*"
    r"|(?:[a-zA-Z]|[ivx]{2,5})[.)]\s+)\S"
)
_CLAUSE: Final = re.compile(
    rf"^(?:第\s*[{_HAN}{_FORMAL}\d]{{1,6}}\s*[章编編篇部节節条條款项項]|\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}}(?:\s|[\u2e80-\uffef]))"
)
_LEAD: Final = re.compile(r"^(?:\d{1,3}|[IVX]{1,5})[.．、)）]\s*")
_MARKER: Final = re.compile(
    rf"^(?:[{_BULLET}–—-]|[（(]?(?:\d{{1,2}}|[{_HAN}]{{1,3}}|[a-z]|[ivx]{{2,5}})[.)、）．])$"
)
_SENTENCE: Final = re.compile(r"[。；;！!？?，,]|\.\s|[.:：]$")


def numbered_level(text: str) -> int:
    """The level of a short line that starts with a heading's number; 0 if it is none."""
    if not text or len(text) > 80 or "\n" in text:
        return 0
    if _SENTENCE.search(_LEAD.sub("", text)) or width(text) > 72:
        return 0
    for pattern, level in _NUMBERED:
        if pattern.match(text):
            return level
    if found := _DECIMAL.match(text):
        return found[1].replace("．", ".").count(".") + 1
    return 0


def is_list_item(text: str) -> bool:
    """Whether a line starts with a bullet or a running number."""
    return bool(_LIST.match(text))


def is_marker(text: str) -> bool:
    """Whether the text is nothing but a bullet or a running number."""
    return bool(_MARKER.match(text))


def begins_item(text: str) -> bool:
    """Whether a line, however long, begins with a number or a bullet: it never goes on with the line before."""
    return bool(_LIST.match(text) or _CLAUSE.match(text))


def could_be_heading(text: str) -> bool:
    """Whether the words would do as a heading: short, one line, not a sentence, not only figures."""
    text = _LEAD.sub("", text)
    return bool(
        0 < width(text) <= 72
        and "\n" not in text
        and not _SENTENCE.search(text)
        and re.search(r"[^\W\d_]", text)
    )


def width(text: str) -> int:
    """Columns the text takes when a Chinese character counts as two."""
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
