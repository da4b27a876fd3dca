"""Whether two names mean the same thing: 續會率(%) and 续会率, Installs and "Total installs"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from archive.review.reading.words import folded, word_list

_EMPTY = word_list("names.empty")
_BRACKETS = re.compile(r"[(（\[【〔][^)）\]】〕]*[)）\]】〕]")
_PIECES = re.compile(r"[a-z0-9]+(?:\.\d+)?|[^\x00-\x7f]+")


@lru_cache(maxsize=1 << 14)
def features(name: str) -> frozenset[str]:
    """What a name is compared by: Latin words without their ending, pairs of Chinese characters."""
    bare = _EMPTY.without(_BRACKETS.sub(" ", name)) or folded(name)
    found: set[str] = set()
    for piece in _PIECES.findall(bare if bare.strip() else folded(name)):
        if piece.isascii():
            found.add(_stem(piece))
            continue
        han = re.sub(r"\W", "", piece)
        found |= {han[i : i + 2] for i in range(len(han) - 1)} or {han}
    found.discard("")
    return frozenset(found)


def _stem(word: str) -> str:
    for ending in (
        "ances",
        "ance",
        "ees",
        "ations",
        "ation",
        "ments",
        "ment",
        "ings",
        "ing",
        "ies",
        "es",
        "ed",
        "ers",
        "er",
        "s",
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word[:-1] if word.endswith("s") and len(word) == _SHORT_PLURAL else word


_SHORT_PLURAL = 4
"""EDMs, apps, ads with one letter more: a plural of three letters."""


def likeness(first: str, second: str) -> float:
    """0 to 1: the share of the shorter name's features that the other has as well."""
    a, b = features(first), features(second)
    if not a or not b:
        return 0.0
    return len(a & b) / min(len(a), len(b))


def same_thing(first: str, second: str) -> bool:
    """Two names of one thing: equal once folded, or one says all that the other says."""
    if core(first) == core(second):
        return True
    a, b = features(first), features(second)
    shared = len(a & b)
    if not shared or _is_per_one(first) != _is_per_one(second):
        return False
    return shared / min(len(a), len(b)) >= 0.99 and shared / max(len(a), len(b)) >= 0.5


@lru_cache(maxsize=1 << 14)
def _is_per_one(name: str) -> bool:
    """Cost per lead, 單場成本: what one of something costs or gives is not how many there are."""
    return bool(_PER_ONE.search(folded(name)))


_PER_ONE = re.compile(r"\bper\b|^cp[a-z]\b|[单每][^,，]{0,6}(?:成本|费|价|收益|产出|耗时)")


@lru_cache(maxsize=1 << 14)
def core(name: str) -> str:
    """The name without brackets, marks and empty words, folded: a key to compare by."""
    return re.sub(r"[\W_]", "", _EMPTY.without(_BRACKETS.sub("", name))) or re.sub(
        r"\W", "", folded(name)
    )


def mentioned(name: str, text: str) -> float:
    """0 to 1: how much of the name a text says, by its features; of a name in two languages either side."""
    said = features(text)
    return max(
        (len(wanted & said) / len(wanted) for n in spellings(name) if (wanted := features(n))),
        default=0.0,
    )


_TWO_LANGUAGES = re.compile(
    r"(?P<latin>[A-Za-z][A-Za-z'’&.\- ]{2,}?)[\s/／（(]*(?P<han>[\u4e00-\u9fff]{2,})[)）]?"
    r"|(?P<han2>[\u4e00-\u9fff]{2,})[\s/／（(]+(?P<latin2>[A-Za-z][A-Za-z'’&.\- ]{2,})[)）]?"
)
_OWN_NAME = 4
"""Letters a Latin side needs to name a thing by itself; APP and KOL before a Chinese word do not."""


@lru_cache(maxsize=1 << 12)
def spellings(name: str) -> tuple[str, ...]:
    """The name, and each side of one written in two languages: Thank-you night 答謝晚會, 參加者 Walkers."""
    return tuple(n for n in sides(name) if n == name or not n.isascii() or len(n) >= _OWN_NAME)


@lru_cache(maxsize=1 << 12)
def sides(name: str) -> tuple[str, ...]:
    """As `spellings`, with short Latin sides too (EDM of EDM 電郵通訊)."""
    found = _TWO_LANGUAGES.fullmatch(name.strip())
    if found is None:
        return (name,)
    latin = (found["latin"] or found["latin2"] or "").strip()
    han = found["han"] or found["han2"]
    parted = bool(re.search(r"[\s/／（(]", name.strip()))
    return (name, han, latin) if parted or len(latin) >= 2 * _OWN_NAME else (name,)


def alike(first: str, second: str) -> float:
    """0 to 1: the share of the shorter text's character pairs that the longer one has, for sentences."""
    a, b = _pairs(first), _pairs(second)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(maxsize=1 << 12)
def _pairs(text: str) -> frozenset[str]:
    plain = re.sub(r"\W", "", folded(text))
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def distinct(
    texts: Iterable[str],
    limit: float = 0.6,
    apart: Callable[[str, str], bool] = lambda one, other: False,  # noqa: ARG005
) -> list[int]:
    """The positions of the texts that say something the ones before them did not.

    `apart`: whether two texts are about two things, however alike their words are.
    """
    kept: list[tuple[int, str]] = []
    for position, text in enumerate(texts):
        if all(alike(text, other) < limit or apart(text, other) for _, other in kept):
            kept.append((position, text))
    return [position for position, _ in kept]
