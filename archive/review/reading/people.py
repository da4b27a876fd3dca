"""Who is to do something: names, offices and teams in a line, with the words that point to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review.reading import vocabulary as words
from archive.review.reading.words import folded, word_list

_SURNAMES = word_list("actions.surnames")
_NICKNAME = re.compile(r"[小阿老][一-鿿]{1,2}")
_MIXED_NAME = re.compile(
    r"[小阿老][A-Z][a-z]{0,11}|[A-Z][a-z]{1,11}(?:姐|哥|仔|妹|[总總]|[师師]傅|老[师師])"
)
"""阿May, Ken哥."""
_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’.\-]*"
LATIN = rf"(?:{_CAP}(?:\s(?:{_CAP}|de|van|von|da|bin|al)){{0,2}})"
NAME = rf"(?:[一-鿿]{{2,4}}|{LATIN})"
_OFFICE_HAN = (
    r"[A-Za-z一-鿿]{0,6}(?:[部組组處处課课科室]|团队|團隊|中心|小[组組]|经理|經理|总监|總監"
    r"|主任|主管|同仁|窗口|专员|專員|[会會][计計]|[财財][务務]|法[务務]|行政|采购|採購"
    r"|[设設][计計]|企[划劃]|[业業][务務]|AE|PM)"
)
_OFFICE_ENGLISH = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w&/\-]*\s+){0,3}?(?:team|lead|manager|director|department|desk|finance|"
    r"legal|production|creative|account(?:s)?|procurement|operations|ops|studio|media|digital|"
    r"data|events|design|hr|it|pr|pm|pmo|producer|planner|strategy|client services)s?",
    re.IGNORECASE,
)
_JOINED = r"(?:\s*(?:、|/|／|&|＆|\+|，(?=[一-鿿]{2,3}$)|与|與|和|及|\band\b|,\s(?=[A-Z]))\s*)"
_LABEL = (
    r"(?:负责人?|負責人?|承办人?|承辦人?|主责|主責|責任人|责任人|牵头人?|牽頭人?|主理人?|跟进人?|跟進人?"
    r"|执行人|執行人|窗口|经办|經辦|督办|PIC|DRI|[Oo]wner|[Ll]ead|[Rr]esponsible|[Aa]ssigned to"
    r"|[Aa]ssignee|[Bb]y whom|[Ww]ho|[Aa]ction)"
)
_PEOPLE = rf"(?:{NAME}|{_OFFICE_HAN})(?:{_JOINED}(?:{NAME}|{_OFFICE_HAN})){{0,3}}"
_FEW = _PEOPLE.replace("{2,4}", "{2,4}?")
"""As few characters as will do: what follows the name tells where it ends."""
_LABELLED = re.compile(
    rf"(?<![一-鿿A-Za-z]){_LABEL}\s*(?:[:：=]|\s-\s|\bis\b)\s*(?P<who>{_PEOPLE})"
)
_AT = re.compile(
    rf"@\s?(?P<who>{NAME}|[a-z][\w.\-]{{1,20}})(?=$|[\s，,。；;：:（(〔\[)）\]〕—–\-|｜])"
)
_TITLE_BEFORE = (
    r"(?:[一-鿿A-Za-z]{0,4}?(?:主管|[经經]理|[总總][监監]|主任"
    r"|[专專][员員]|[设設][计計][师師]|[组組][长長]|助理|[负負][责責]人))?"
)
"""由采购主管……: the title is no part of the name."""
_BY = re.compile(
    rf"(?:由|交由|交|請|请)\s*{_TITLE_BEFORE}(?P<who>{_FEW})\s*(?=负责|負責|牵头|牽頭|主责|主責|跟进|跟進|于|於|在|完成|提出|处理|處理|统筹|統籌|覆核|复核|"
    rf"整理|汇整|彙整|更新|制定|建立|编|編|撰|確認|确认|與|与|和|每|\d)"
)
_DOES = re.compile(rf"(?P<who>{_FEW})\s*(?:负责|負責|牵头|牽頭|主责|主責|跟进|跟進|统筹|統籌)")
_WILL = re.compile(
    rf"(?:^|(?<=[,;.]\s)|(?<=\d\s))(?P<who>{LATIN}(?:\s?(?:&|and|/)\s?{LATIN})?)\s+(?:will|to|"
    rf"is to|are to|shall|must|should|takes?|owns?|has to|agreed to|undertook to|committed to"
    rf"|is(?=\s[a-z]+ing\b))\s"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named at `start:end`; the pointing words around the name are inside `outer`."""

    name: str
    start: int
    end: int
    outer: tuple[int, int]


_TITLED = re.compile(
    rf"(?:负责人|負責人|责任人|責任人|承办人|承辦人|牵头人|牽頭人|主责人|主責人)\s*(?P<who>{_FEW})(?=$|[\s，,。；;、）)\d])"
)
_DOES_ENGLISH = re.compile(
    rf"(?:^|(?<=[–—;]\s)|(?<=\s-\s))(?P<who>{_CAP})\s+(?:sets|owns|leads|runs|drafts|writes|checks|sends|books|keeps"
    r"|updates|takes|handles|signs|reviews|builds|makes|brings|agrees|collects|moves|asks)\b"
)
_BY_SURNAME = re.compile(
    r"(?:由|請|请|交[给給由])\s*(?:[一-鿿A-Za-z]{1,6}?(?:[部組组處处課课科室]|中心)|[業业][務务]|[法財财][務务]|[会會][计計])?"
    rf"{_TITLE_BEFORE}"
    r"(?P<who>[一-鿿]{3})"
)


def named_people(text: str) -> Iterator[Person]:
    """The people whom words of the line point to (負責：, Owner, 由…, X will), surest first."""
    for pattern in (_LABELLED, _TITLED, _AT, _BY, _DOES, _WILL, _DOES_ENGLISH, _BY_SURNAME):
        for match in pattern.finditer(text):
            who = _known(match["who"])
            if who and (pattern in (_LABELLED, _AT, _WILL) or _is_sure(who)):
                start = match.start("who")
                outer = match.span() if pattern in (_LABELLED, _TITLED, _AT) else (start, start)
                yield Person(who, start, start + len(match["who"]), outer)


_NEXT_LABEL = re.compile(r"[.,;]?\s+(?:Due|Deadline|When|Target)\b")
"""Owner: Ada Pym. Due: …: the next label is no part of the name."""


def _known(who: str) -> str:
    who = _NEXT_LABEL.split(who)[0].strip(" ，,、")
    return "" if words.NOT_A_PERSON.within(who) and not is_office(who) else who


def _is_sure(who: str) -> bool:
    """Every part of it is a name with a usual surname, a Latin name or an office."""
    parts = [p for p in re.split(_JOINED, who) if p]
    return bool(parts) and all(map(_is_one, parts))


_TITLE = re.compile(
    r"^(?:实习生|實習生|专员|專員|助理|经理|經理|总监|總監|主任|会计|會計|工读生|工讀生|设计师|設計師|企[划劃]|AE|PM)\s*"
)
_OFFICE_AND_PERSON = re.compile(
    r"[一-鿿A-Za-z]{0,6}(?:[部組组處处課课科室]|中心|[团團][队隊]|[業业][务務]|[法財财][务務]|[会會][计計]"
    r"|[经經]理|[总總][监監]|主任|主管|[专專][员員]|采购|採購|行政)(?P<who>[一-鿿]{2,3})"
)
_BOTH_SCRIPTS = re.compile(rf"{LATIN}\s?[一-鿿]{{1,3}}|[一-鿿]{{2,4}}\s?[(（]?{LATIN}[)）]?")


_HAN_NAME = re.compile(r"[一-鿿]{2,3}")
"""A given name behind an office and a space: 法務 佳玲."""


def _is_one(piece: str) -> bool:
    """One person or office: 林佳穎, Hana, 設計部, Anson 譚浩賢, 實習生小蔡."""
    bare = _TITLE.sub("", piece)
    office, _, person = piece.rpartition(" ")
    one = is_person(bare) or is_latin(bare) or is_office(piece)
    one = one or (
        is_office(office.strip()) and (is_person(person) or bool(_HAN_NAME.fullmatch(person)))
    )
    joined = _OFFICE_AND_PERSON.fullmatch(piece)
    one = one or (joined is not None and is_person(joined["who"]))
    return one or bool(_BOTH_SCRIPTS.fullmatch(piece))


def is_person(piece: str) -> bool:
    """A Chinese name with a usual surname in front, or a usual short form (小陳, 阿國)."""
    if _MIXED_NAME.fullmatch(piece):
        return True
    if not re.fullmatch(r"[一-鿿]{2,4}", piece) or words.NOT_A_PERSON.within(piece):
        return False
    surname = _SURNAMES.pattern.match(folded(piece))
    return bool(surname) or bool(_NICKNAME.fullmatch(piece))


def is_latin(piece: str) -> bool:
    """A name in Latin letters, each word with a capital."""
    return bool(re.fullmatch(LATIN, piece)) and not words.NOT_A_PERSON.within(piece)


def is_office(piece: str) -> bool:
    """An office or a team instead of a person: 設計部, Finance, Production team."""
    if re.fullmatch(_OFFICE_HAN, piece) and len(piece) >= 2:
        return True
    return bool(piece[:1].isupper() and _OFFICE_ENGLISH.fullmatch(piece))


def is_somebody(cell: str) -> bool:
    """A cell or a piece of a line that names who is to do it, and says nothing else."""
    piece = cell.strip(" ，,。.：:()（）")
    return 1 < len(piece) <= 40 and _is_sure(piece)
