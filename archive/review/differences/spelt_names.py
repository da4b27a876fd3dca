"""People and places whose name is spelt in two ways: Anna Petersen and Anna Peterson, two halls of nearly one name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence, Span
from archive.review.reading.people import is_latin, is_person
from archive.review.reading.words import folded

_LATIN_NAME = r"[A-Z][a-zà-ÿ'’\-]+(?: [A-Z][a-zà-ÿ'’\-]+){1,2}"
_PERSON = re.compile(
    r"(?P<role>(?:[项項]目|[专專]案|客[户戶]|甲方|乙方|活[动動]|[业業][务務]|[执執]行|[结結]案)?"
    r"(?:[经經]理|[联聯][系絡络繫]人|[负負][责責]人|[总總][监監]|代表人?|窗口|主持人?|[讲講][师師]|承[办辦]人|[经經][办辦]人?))"
    r"\s*[:：为為是]?\s*(?P<name>[一-鿿]{3,4})(?![一-鿿])"
    r"|(?i:(?P<role2>(?:project|account|event|client|site|campaign)?\s?(?:manager|contact|director|lead|producer"
    r"|host|speaker|coordinator|officer|signatory|representative|liaison|countersigned|signed)\b[\w ]{0,16}?)"
    rf"\s*(?:[:：\t]|is|was|by|–|-)\s*)(?P<name2>{_LATIN_NAME})"
    rf"|(?P<name3>{_LATIN_NAME}),\s(?:[A-Z]\w+\s){{0,4}}"
    r"(?P<role3>Director|Manager|Officer|Lead|Head|Producer|Partner|Chair)\b"
)
_HALL = (
    r"(?:中心|[馆館]|[广廣][场場]|酒店|[饭飯]店|公[园園]|[体體]育[场場]|[剧劇][场場院]|文[创創][园園]區?|[会會]所|[礼禮]堂"
    r"|[码碼][头頭])"
)
_PLACE = re.compile(
    rf"(?:(?P<role>地[点點]|[场場]地|[会會][场場]|[举舉][办辦行]地)\s*[:：为為]?\s*|[在于於假])(?P<name>[一-鿿]{{3,12}}?{_HALL})"
    r"(?![一-鿿]*[路街])"
    r"|(?i:(?P<role2>venue|location|held at|takes? place at|took place at|at)\s*[:：]?\s*(?:the\s+)?)"
    r"(?P<name2>(?:[A-Z][\w'’]+\s){1,3}(?:Hall|Centre|Center|Hotel|Arena|Stadium|Park|Theatre|Theater|Pavilion|Pavillion|Museum|Gallery|Club))"
)
_COMPANY = re.compile(
    r"(?P<name>[一-鿿]{4,24}?(?:有限公司|事[务務]所|基金[会會]|工作室))"
    r"|(?P<name2>(?:[A-Z][\w'’]+\s){2,4}(?:Ltd|Limited|Inc|LLC|LLP|GmbH|Pty|plc)\b)"
)
_NUMBERED = re.compile(r"[\dA-Z一二三四五六七八九十东西南北東新老]")
_LONGEST = 20_000
_ALIKE, _SHORT, _MOST_LETTERS = 0.6, 4, 2


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    role: str
    claim: Claim


def name_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each two spellings; none where one paper has both, for then they are two."""
    current = [p for p in papers if p.is_current and p.role is not Role.NONE]
    for kind, pattern, alike in (
        ("name", _PERSON, _same_person),
        ("venue", _PLACE, _same_place),
        ("name", _COMPANY, _same_company),
    ):
        found = [n for paper in current for n in _named_in(paper, pattern)]
        yield from _spelt_otherwise(kind, found, alike)


def _named_in(paper: Paper, pattern: re.Pattern[str]) -> Iterator[_Named]:
    for ordinal, segment in enumerate(paper.source.segments):
        for match in pattern.finditer(segment.text[:_LONGEST]):
            said = match.groupdict()
            group = next(g for g in ("name", "name2", "name3") if said.get(g))
            role = said.get("role") or said.get("role2") or said.get("role3") or ""
            evidence = Evidence(paper.source, (Span(ordinal, match.start(), match.end()),))
            name = said[group]
            yield _Named(name, folded(role).strip(), Claim(name, name, paper, evidence))


_Alike = Callable[[_Named, _Named], bool]


def _spelt_otherwise(kind: str, found: Iterable[_Named], alike: _Alike) -> Iterator[Clash]:
    spelt: dict[str, list[_Named]] = {}
    for named in found:
        spelt.setdefault(folded(named.name), []).append(named)
    for one, other in combinations(spelt.values(), 2):
        first, second = one[0], other[0]
        if _in_one_paper(one, second.name) or _in_one_paper(other, first.name):
            continue
        pair = next(((a, b) for a in one for b in other if alike(a, b)), None)
        if pair:
            yield Clash(
                kind, pair[0].role or pair[1].role, (pair[0].claim, pair[1].claim), "medium"
            )


def _in_one_paper(spelt: Sequence[_Named], other: str) -> bool:
    wanted = re.compile(rf"(?<![a-z]){re.escape(folded(other))}(?![a-z])")
    return any(
        wanted.search(folded(segment.text))
        for named in spelt
        for segment in named.claim.paper.source.segments
    )


# ------------------------------------------------------------------ people
def _same_person(first: _Named, second: _Named) -> bool:
    """One character of a Chinese name of the same office; a letter or two of one word of another."""
    one, other = first.name, second.name
    if not one.isascii() and is_person(one) and is_person(other):
        same_office = (
            first.role == second.role or first.role in second.role or second.role in first.role
        )
        return same_office and len(one) == len(other) and _differing(one, other) == 1
    return is_latin(one) and is_latin(other) and _one_word_apart(one, other)


def _differing(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(folded(one), folded(other), strict=True))


def _one_word_apart(one: str, other: str) -> bool:
    words = one.split(), other.split()
    if len(words[0]) != len(words[1]):
        return False
    pairs = [(a, b) for a, b in zip(*words, strict=True) if a != b]
    return len(pairs) == 1 and _is_misspelt(*pairs[0])


def _is_misspelt(one: str, other: str) -> bool:
    """A letter or two are others, none or one is more; an s at the end makes another word."""
    if min(len(one), len(other)) < _SHORT or one.rstrip("s") == other.rstrip("s"):
        return False
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    apart = max(len(one), len(other)) - sum(block.size for block in blocks)
    return (
        0 < apart <= (1 if min(len(one), len(other)) <= _SHORT else _MOST_LETTERS)
        and one[0] == other[0]
    )


# ------------------------------------------------------------------ companies
_TOWN = 2
_LED_TO = re.compile(
    r"^.*(?:甲方|乙方|客[户戶]|委[托託]方|[业業]主|[抬头頭]|[与與和由向是为為])(?=[一-鿿]{4})"
)


def _same_company(first: _Named, second: _Named) -> bool:
    """One character of a Chinese firm's name, but not of its town; a letter or two of one word of another."""
    one, other = (_LED_TO.sub("", folded(n.name)) for n in (first, second))
    if one.isascii() or other.isascii():
        return one.isascii() and other.isascii() and _one_word_apart(first.name, second.name)
    if len(one) != len(other) or one[-_END:] != other[-_END:]:
        return False
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    changed = "".join(one[n] + other[n] for n in differ)
    return len(differ) == 1 and differ[0] >= _TOWN and not _NUMBERED.search(changed.upper())


_END = 2


# ------------------------------------------------------------------ places
def _same_place(first: _Named, second: _Named) -> bool:
    """Nearly one name with one ending: no two halls of one house, no name inside a longer one."""
    one, other = folded(first.name), folded(second.name)
    if one in other or other in one:
        return False
    if one.isascii() or other.isascii():
        return _one_word_apart(first.name, second.name)
    blocks = SequenceMatcher(None, one, other, autojunk=False)
    changed = "".join(
        one[a:b] + other[c:d] for tag, a, b, c, d in blocks.get_opcodes() if tag != "equal"
    )
    if one[:2] != other[:2] or one[-1] != other[-1] or _NUMBERED.search(changed.upper()):
        return False
    return blocks.ratio() >= _ALIKE and abs(len(one) - len(other)) <= 1
