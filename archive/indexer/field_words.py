"""Words of a query that name a field: 类型:合同, class:contract,minutes, 客戶:晨光, -year:2026.

Several values of one field widen, as those of a filter do; several fields narrow. Anything else with a colon
in it is text; so is a field whose value says nothing (類型:隨便).
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
_FIELD = re.compile(
    r'(?:(?<=\s)|^)(-?)([^\s:"-]{1,8}):\s?(?:"([^"]{1,80})"|([^\s":]{1,80}))(?=\s|$)'
)
_LISTED = re.compile("[,、]")
_COLON = re.compile("[:：﹕]")
_YEAR = re.compile(r"(?:民国)?(\d{2,4})年?")
_FIRST_ROC_YEAR: Final = 1911
ClassesNamed = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FieldWord:
    """A condition on a facet: one of `values`, and where there is a `part` every value that contains it.

    `others` are further values of the same facet, any of which will do; `without` turns the whole round.
    """

    facet: str
    values: tuple[str, ...] = ()
    part: str = ""
    others: tuple[FieldWord, ...] = ()
    without: bool = False

    def holds(self, value: str) -> bool:
        """True for a value of the facet that meets the condition."""
        met = self._is_met_by(value) or any(other.holds(value) for other in self.others)
        return met is not self.without

    def _is_met_by(self, value: str) -> bool:
        if value in self.values:
            return True
        return bool(self.part and value) and self.part in normal_form(plain_form(value))


def take_field_words(plain: str, classes_named: ClassesNamed) -> tuple[tuple[FieldWord, ...], str]:
    """The field words of a query in its plain form, and the text without them.

    `classes_named` gives the classes that a name of the trade stands for.
    """
    if ":" not in plain:
        return (), plain
    found: dict[tuple[str, bool], FieldWord] = {}

    def take(match: re.Match[str]) -> str:
        facet, value = _FACET_OF.get(fold(match[2])), (match[3] or match[4]).strip()
        words = _read_all(facet, value, classes_named) if facet else []
        if not facet or not words:
            return match[0]
        key = facet, bool(match[1])
        first, *more = [*([found[key]] if key in found else []), *words]
        found[key] = replace(first, others=(*first.others, *more), without=key[1])
        return " "

    rest = _FIELD.sub(take, plain)
    return tuple(found.values()), rest


def _read_all(facet: str, value: str, classes_named: ClassesNamed) -> list[FieldWord]:
    """The values of a field; none where one of them says nothing. A comma may be a part of a name."""
    named = facet in ("client", "project")
    values = [value] if named else [one.strip() for one in _LISTED.split(value)]
    words = [_read(facet, one, classes_named) for one in values]
    return [word for word in words if word] if all(words) else []


def projects_asked(typed: str) -> tuple[str, ...]:
    """What a query's words for a project say, in normal form: of its code, or of its name."""
    if not _COLON.search(typed):
        return ()
    fields, _ = take_field_words(plain_form(typed), lambda _word: ())
    words = (one for word in fields for one in (word, *word.others))
    return tuple(dict.fromkeys(word.part for word in words if word.facet == "project"))


def with_codes(
    fields: Sequence[FieldWord], named: Mapping[str, Sequence[str]]
) -> tuple[FieldWord, ...]:
    """The field words, those for a project with the codes of the projects that bear such a name."""
    if not named:
        return tuple(fields)
    return tuple(
        replace(
            word,
            values=tuple(named.get(word.part, ())),
            others=with_codes(word.others, named),
        )
        if word.facet == "project"
        else word
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
