"""Words of a query that name a field: 类型:合同, class:contract, 客戶:晨光, year:2026.

Anything else with a colon in it is text; so is a field whose value says nothing (類型:隨便).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.domain.documents import CLASS_CODES
from archive.domain.folding import fold
from archive.indexer.analysis import normal_form, plain_form

NAMES: Final = {
    "class": ("class", "type", "類型", "類別", "文件類型", "文件類別", "種類"),
    "client": ("client", "customer", "客戶", "客戶名稱", "甲方"),
    "project": ("project", "專案", "項目", "專案代碼", "項目編號", "專案編號"),
    "year": ("year", "年份", "年度", "年"),
    "language": ("language", "lang", "語言", "語種"),
}
"""How a field is written; scripts are folded."""
LANGUAGES: Final = {
    "zh-Hant": ("zh-hant", "繁體", "繁體中文", "繁中", "正體", "traditional"),
    "zh-Hans": ("zh-hans", "简体", "简体中文", "简中", "simplified"),
    "en": ("en", "english", "英文", "英語"),
}
_FACET_OF = {fold(name): facet for facet, names in NAMES.items() for name in names}
_LANGUAGE_OF = {fold(name): key for key, names in LANGUAGES.items() for name in names}
_CODES = {code.lower(): key for key, code in CLASS_CODES.items()}
_FIELD = re.compile(r'(?:(?<=\s)|^)([^\s:"]{1,8}):\s?(?:"([^"]{1,80})"|([^\s":]{1,80}))(?=\s|$)')
_COLON = re.compile("[:：﹕]")
_YEAR = re.compile(r"(?:民国)?(\d{2,4})年?")
_FIRST_ROC_YEAR: Final = 1911
ClassesNamed = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FieldWord:
    """A condition on a facet: one of `values`, and where there is a `part` every value that contains it."""

    facet: str
    values: tuple[str, ...] = ()
    part: str = ""

    def holds(self, value: str) -> bool:
        """True for a value of the facet that meets the condition."""
        if value in self.values:
            return True
        return bool(self.part and value) and self.part in normal_form(plain_form(value))


def take_field_words(plain: str, classes_named: ClassesNamed) -> tuple[tuple[FieldWord, ...], str]:
    """The field words of a query in its plain form, and the text without them.

    `classes_named` gives the classes that a name of the trade stands for.
    """
    if ":" not in plain:
        return (), plain
    found: list[FieldWord] = []

    def take(match: re.Match[str]) -> str:
        facet = _FACET_OF.get(fold(match[1]))
        word = _read(facet, (match[2] or match[3]).strip(), classes_named) if facet else None
        if word is None:
            return match[0]
        found.append(word)
        return " "

    rest = _FIELD.sub(take, plain)
    return tuple(found), rest


def projects_asked(typed: str) -> tuple[str, ...]:
    """What a query's words for a project say, in normal form: of its code, or of its name."""
    if not _COLON.search(typed):
        return ()
    fields, _ = take_field_words(plain_form(typed), lambda _word: ())
    return tuple(dict.fromkeys(word.part for word in fields if word.facet == "project"))


def with_codes(
    fields: Sequence[FieldWord], named: Mapping[str, Sequence[str]]
) -> tuple[FieldWord, ...]:
    """The field words, those for a project with the codes of the projects that bear such a name."""
    if not named:
        return tuple(fields)
    return tuple(
        replace(word, values=tuple(named.get(word.part, ()))) if word.facet == "project" else word
        for word in fields
    )


def _read(facet: str, value: str, classes_named: ClassesNamed) -> FieldWord | None:
    normal = normal_form(value)
    known: str | None
    if facet in ("client", "project"):
        return FieldWord(facet, part=normal) if normal else None
    if facet == "class":
        known = _CODES.get(value) or (value if value in CLASS_CODES else None)
        classes = (known,) if known else classes_named(value)
        return FieldWord(facet, classes) if classes else None
    known = _LANGUAGE_OF.get(normal) if facet == "language" else _year(normal)
    return FieldWord(facet, (known,)) if known else None


def _year(normal: str) -> str | None:
    match = _YEAR.fullmatch(normal)
    if not match:
        return None
    number = int(match[1])
    return str(number if number >= 1000 else number + _FIRST_ROC_YEAR)
