"""What a figure counts, by the words around it or its label, and whether two such names are one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.review.reading.counts import head_of
from archive.review.reading.names import features, sides
from archive.review.reading.quantities import Quantity
from archive.review.reading.words import folded, word_list

_DONE = word_list("differences.done")
"""What was done with things, or that they are all: no part of what they are."""
_COMING = word_list("differences.coming")
_PLACES = re.compile(
    r"\b(?:at|in|of|for|from|with|on|to|across|who|that|which|by|over|against|and|or|as|out|up|than|more|per|were|was|is"
    r"|are|have|has|had|came|come|went|took|joined|gave|left|made|saw|did|said|got|became|turned)\b"
)
_SPLIT = re.compile(r"[，,；;。：:（(）)、！!？?\n\t｜|]|(?<=[A-Za-z])\.(?:\s|$)|\s[-–—]\s")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_LEAST = 2


@dataclass(frozen=True, slots=True)
class Noun:
    """A thing's name in comparable form: a Chinese one as letters, an English one as stems, its noun last."""

    han: str = ""
    stems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return len(self.han) >= _HAN_LEAST or bool(self.stems)


@lru_cache(maxsize=1 << 13)
def noun_of(name: str) -> Noun:
    """The noun of a label or of words beside a figure, without what was done with the thing."""
    bare = re.sub(r"[（(\[【][^）)\]】]*[）)\]】]", " ", name)
    if _HAN.search(bare):
        bare = _THIS_TIME.sub("", _ALTOGETHER.sub("", bare.strip()))
        plain = head_of(_COMING.pattern.sub("到场", _DONE.without(bare)).strip())
        return Noun(han=re.sub(r"\W", "", head_of(re.sub(r"\s+", "", plain))))
    plain = _COMING.pattern.sub("attended", _DONE.without(bare))
    plain = _PLACES.split(plain.strip())[0] if plain.strip() else ""
    found = (next(iter(features(word)), "") for word in _until_done(plain))
    return Noun(stems=tuple(stem for stem in found if len(stem) > 1))


_ALTOGETHER = re.compile(
    r"^[^，,]{0,6}?(?<!公)共[设設有計计](?=..)|(?<!公)共(?=(?:印|[制製]|[办辦]|[发發]).{0,2}$)"
)
"""展會共設展位, 手冊共印製: how many in all."""
_THIS_TIME = re.compile(
    r"^(?:本[次届屆案場场檔档期]|此次|[这這]次|[当當]天|[当當]日|活[动動](?:[当當]天|[当當]日|[现現][场場])|[现現][场場]|共"
    r"|投入|出[动動]|派出|安排|配置)+"
)
"""本屆參展廠商, 活動當天投入督導: of which time, where there is only one, and that they were put to it."""
_PARTICIPLE = re.compile(r"[a-z]{3,}(?<!e)ed|sold|seen|shown|given|built|handed")


def _until_done(plain: str) -> list[str]:
    """The words up to what was done with the thing: cups of "cups handed out", but "retired members" whole."""
    found: list[str] = re.findall(r"[a-z][a-z0-9]*", plain)
    done = (n for n, word in enumerate(found) if n and _PARTICIPLE.fullmatch(word))
    return found[: next(done, len(found))]


def says_they_came(name: str) -> bool:
    """The label says first that they came: checked in at the door, 簽到."""
    return bool(_COMING.pattern.match(folded(name)))


def nouns_of(name: str) -> tuple[Noun, ...]:
    """The noun of a name, of its bracket (Qualified leads (SQL)) and of each side of one in two languages."""
    inner = re.search(r"[(（]([A-Za-z]{2,12})[)）]", name)
    names = (*sides(name), *((inner[1],) if inner else ()))
    return tuple(dict.fromkeys(noun for n in names if (noun := noun_of(n))))


def done_only(name: str) -> str:
    """What was done, of a label that says no more: 发放 of 發放份數, raised of "Raised £"."""
    found = _DONE.search(name) or _COMING.search(name)
    rest = _COMING.without(_DONE.without(name)) if found else name
    bare = re.sub(r"[\W\d_]|[数量人次份件张篇家场]", "", folded(rest))
    return found.group() if found and not bare and len(found.group()) > 1 else ""


EXACT, NARROWER, WIDER = 3, 2, 1


def kinship(told: Noun, counted: Noun) -> int:
    """EXACT for the same words, NARROWER where the told one says more, WIDER where it says less, 0 for others."""
    if not (told and counted):
        return 0
    if told == counted:
        return EXACT
    if told.han and counted.han:
        if told.han.endswith(counted.han):
            return NARROWER
        return WIDER if counted.han.endswith(told.han) else 0
    if not (told.stems and counted.stems) or told.stems[-1] != counted.stems[-1]:
        return 0
    one, other = set(told.stems), set(counted.stems)
    if one == other:
        return EXACT
    return NARROWER if other < one else WIDER if one < other else 0


_LEADS_ON = re.compile("(?:[共计計约約达達为為有是近逾]|合计|合計|总计|總計|[只仅僅])+$")
"""參與店家共86家: between the thing and its figure."""
_AFTER_HAN, _BEFORE_HAN = 10, 14


def nouns_beside(
    text: str, figure: Quantity, begin: int, end: int
) -> list[tuple[str, tuple[Noun, ...]]]:
    """The words before and behind a figure with their nouns, inside its clause and between its neighbours."""
    before = _SPLIT.split(_LEADS_ON.sub("", text[begin : figure.start].rstrip(" ：:")))[-1]
    own = latin_word(figure)
    start = figure.end - len(own) if own and figure.written.endswith(own) else figure.end
    after = _SPLIT.split(text[start:end])[0]
    if _HAN.search(before + after):
        after, before = after[:_AFTER_HAN], before[-_BEFORE_HAN:]
    many = (
        own if own.endswith("s") and not own.endswith("ss") else ""
    )  # walkers of "walkers set out"
    return [(n.strip(), (noun,)) for n in (after, before, many) if (noun := noun_of(n))]


def latin_word(figure: Quantity) -> str:
    """The English word that was taken for the figure's counter: first-time of "612 first-time donors"."""
    return figure.unit if re.fullmatch(r"[A-Za-z][A-Za-z\-]*", figure.unit) else ""


def bare_figure(figure: Quantity) -> str:
    """The figure as written, without an English word behind it: 17 of "17 reminder letters"."""
    word = figure.unit.isascii() and figure.unit.isalpha() and not figure.currency
    return figure.written.removesuffix(figure.unit).rstrip() if word else figure.written


def clause_of(text: str, figure: Quantity) -> str:
    """The clause around a figure, commas parting clauses."""
    before = re.split(r"[，,；;。：:（(\n\t]|\.\s", text[: figure.start])[-1]
    after = re.split(r"[，,；;。）)\n\t]|\.(?:\s|$)", text[figure.end :])[0]
    return _EACH_OF_THEM.sub("", folded(f"{before}{text[figure.start : figure.end]}{after}"))


_EACH_OF_THEM = re.compile(r"(?<=\d场)均|(?<=\d 场)均")
"""24場均已辦畢: all of them; 場均 alone is an average."""
