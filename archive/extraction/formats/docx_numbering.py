"""The running numbers Word shows but does not store: 第一条, （二）, 1.1, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.extraction.markup import Element, attribute, local

_DIGITS = "零一二三四五六七八九"
_FORMAL_HANT = "零壹貳參肆伍陸柒捌玖"
_FORMAL_HANS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Lists of a document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """List id -> level -> how it is numbered."""
    shared: dict[str, str] = field(default_factory=dict)
    """List id -> the definition whose counter it shares with other lists."""
    counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def from_tree(cls, root: Element | None) -> Numbering:
        """Read numbering.xml; None gives no numbers."""
        numbering = cls()
        if root is None:
            return numbering
        abstract: dict[str, dict[int, _Level]] = {}
        for element in root.iterfind("{*}abstractNum"):
            abstract[attribute(element, "abstractNumId") or ""] = _levels(element)
        for element in root.iterfind("{*}num"):
            identifier = attribute(element, "numId") or ""
            definition = element.find("{*}abstractNumId")
            key = "" if definition is None else attribute(definition, "val") or ""
            own = _overrides(element)
            numbering.levels[identifier] = abstract.get(key, {}) | own
            numbering.shared[identifier] = f"num {identifier}" if own else key
        return numbering

    def next_label(self, identifier: str, level: int) -> str:
        """Count one paragraph of the list and give its label; "" for bullets and unknown lists."""
        levels = self.levels.get(identifier)
        if not levels or level not in levels or level > 8:
            return ""
        counts = self.counts.setdefault(self.shared[identifier], [])
        for depth in range(len(counts), level + 1):
            counts.append(levels[depth].start - 1 if depth in levels else 0)
        counts[level] += 1
        del counts[level + 1 :]
        shown = levels[level]
        if shown.form in {"bullet", "none"}:
            return ""
        return re.sub(r"%(\d)", lambda found: self._part(levels, counts, found), shown.text).strip()

    @staticmethod
    def _part(levels: dict[int, _Level], counts: list[int], found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        if not 0 <= depth < len(counts) or depth not in levels:
            return ""
        return formatted(max(counts[depth], levels[depth].start), levels[depth].form)


def _levels(element: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for entry in element.iterfind("{*}lvl"):
        depth = attribute(entry, "ilvl") or ""
        if not depth.isdigit():
            continue
        level = levels[int(depth)] = _Level()
        for child in entry:
            value = attribute(child, "val") or ""
            match local(child):
                case "numFmt":
                    level.form = value
                case "lvlText":
                    level.text = value
                case "start" if value.isdigit():
                    level.start = int(value)
    return levels


def _overrides(element: Element) -> dict[int, _Level]:
    own: dict[int, _Level] = {}
    for override in element.iterfind("{*}lvlOverride"):
        own |= _levels(override)
    return own


def formatted(number: int, form: str) -> str:
    """A number as the list shows it; an unknown form is shown in digits."""
    if form in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                "taiwaneseCounting", "taiwaneseCountingThousand", "taiwaneseDigital"}:  # fmt: skip
        return _counting(number, _DIGITS, "十")
    if form in {"chineseLegalSimplified", "ideographLegalTraditional"}:
        simplified = form == "chineseLegalSimplified"
        return _counting(number, _FORMAL_HANS if simplified else _FORMAL_HANT, "拾", formal=True)
    if form in {"ideographTraditional", "ideographZodiac"}:
        row = _STEMS if form == "ideographTraditional" else _BRANCHES
        return row[(number - 1) % len(row)]
    if form in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _counting(number: int, digits: str, ten: str, *, formal: bool = False) -> str:
    if not 0 < number < 100:
        return "".join(digits[int(d)] for d in str(max(number, 0)))
    tens, ones = divmod(number, 10)
    head = ""
    if tens:
        head = (digits[tens] if tens > 1 or formal else "") + ten
    return head + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    shown = "L" * (number // 50) if number < 90 else str(number)
    if number >= 90:
        return shown
    number %= 50
    if number >= 40:
        shown, number = shown + "XL", number - 40
    for value, letter in _ROMAN:
        while number >= value:
            shown, number = shown + letter, number - value
    return shown
