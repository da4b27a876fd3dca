"""The names of papers in sentences: 活動報備回執, 切結書原件, safety records, a public liability certificate.

Known nouns are taken wherever they stand; anything else that ends like a paper (…书, …证明, …回执, … records,
… licence) only behind a verb that hands papers over, since such endings have other uses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review.vocabulary import INTERIM
from archive.review.words import word_list

_KNOWN_HAN = (
    "保[险險][证證]明?[书書]?|保[险險][单單]|保[单單]|[证證]明[书書]?|同意[书書函]|授[权權][书書]|[期中]中[报報]告|中期[报報]告|核定函"
    "|期中成果[报報]告|[简簡]?[签簽]呈|便[笺箋]|确认函|確認函|更正函|保密[协協][议議]|切[结結][书書]|完税[证證]明"
    "|著作[权權](?:[转轉]让|讓與)[书書]|剪[报報]|回[执執]|[声聲]明[书書]|承[诺諾][书書]|检[验驗測测][报報]告|檢[验驗測测][报報]告"
    "|[许許]可[证證書书]|批文|[签簽]到[表簿冊册]|母[带帶]|原始[档檔]|月[结結][单單]|批准[电電][邮郵]|确认[邮郵]件|確認[邮郵電电]件?[郵邮]?"
)
_KNOWN_ENGLISH = (
    "[Cc]ertificates?(?: of [A-Za-z]+)?|[Rr]elease [Ff]orms?|[Ss]peaker [Rr]eleases?|"
    "[Mm]odel [Rr]eleases?|[Cc]onsent [Ff]orms?"
    "|[Pp]rocessing [Aa](?:greement|ddendum)|[Nn]on-[Dd]isclosure [Aa]greement|"
    "[Ii]nterim [Rr]eport|[Mm]id-term [Rr]eport"
    "|[Aa]udit [Rr]eport|[Rr]isk [Aa]ssessments?|[Mm]ethod [Ss]tatements?|[Ww]aivers?|"
    "[Cc]hange [Ll]etters?|[Cc]hange [Oo]rders?"
)
_KNOWN = re.compile(
    rf"(?P<name>[一-鿿]{{0,10}}?(?P<noun>{_KNOWN_HAN})"
    r"(?P<form>正本|影本|原件|副本|[复複][印製][件本])?)"
    rf"|(?P<en>(?:[A-Z][a-z]+ |[a-z][a-z\-]+ ){{0,4}}?(?:{_KNOWN_ENGLISH}))"
)
_HANDS_OVER = (
    "提交|提送|提供|移交|[检檢]附|出具|取得|交付|[签簽]署|保存|留存|[备備][妥齐齊]|呈交"
    "|呈[报報]|附上|[缴繳]交|投保"
)
_ENDS_LIKE_A_PAPER = re.compile(
    rf"(?:{_HANDS_OVER})(?P<name>[^，,。；;、\d]{{2,14}}?(?P<noun>[书書证證函册冊执執]|[单單](?!位)|[证證]明|[凭憑][证證]|[记記紀][录錄]"
    r"|[许許]可|清[单單]|名[单單]|正本|影本|原件))(?=[，,。；;、）)及与與和並并]|$|各?一?份|以|至|供|予|后|後|之?[电電]子)"
)
_AND_ANOTHER = re.compile(
    r"(?:[及和与與、]|以及|并|並)(?P<name>[^，,。；;、\d及和与與]{2,14}?(?P<noun>[书書证證函册冊执執]|[单單](?!位)|[证證]明|[凭憑][证證]"
    r"|[记記紀][录錄]|[许許]可|清[单單]|名[单單])(?P<form>正本|影本|原件|副本)?)(?=[，,。；;、）)及与與和並并]|$|各?一?份)"
)
"""…and its like: 提交甲證及乙書 hands both over."""
_IN_TITLE_MARKS = re.compile(
    r"《(?P<name>[^《》]{2,16}(?P<noun>[书書证證函表]|[单單]|[记記紀][录錄]|[证證]明))》"
)
_ENGLISH_PAPER = re.compile(
    r"\b(?:provide|supply|submit|obtain|keep|hand over|deliver|sign|maintain|produce|furnish|"
    r"retain|file|send|show)(?:,[^,]{0,40},)?\s+"
    r"(?:the \w+ with\s+)?(?P<en>(?:(?:a|an|the|all|its|valid|signed|written|copies? of|"
    r"evidence of|proof of)\s+){0,3}"
    r"(?:[a-z][a-z\-]+\s){1,4}?(?:records?|licen[cs]es?|permits?|clearances?|insurance|polic(?:y|"
    r"ies)|letters?|logs?|registers?|statements?"
    r"|plans?|checks?|audits?|audit report|report|forms?|declarations?|memos?|memorand(?:um|a)))\b"
)
_FILED_BY_CLASS = (
    *(word_list(f"gaps.papers_of_class_{key}") for key in ("final_report", "plan", "none")),
    word_list("gaps.accept_document"),
)
"""Names of papers that have a class of their own: their class is asked for, not their name."""


@dataclass(frozen=True, slots=True)
class PaperNoun:
    """A paper's name, from `start` of the text it stands in."""

    name: str
    start: int


def paper_nouns(text: str, *, promised: bool) -> Iterator[PaperNoun]:
    """The papers a sentence names; `promised` also takes what only ends like one behind a verb."""
    taken: list[tuple[int, int]] = []
    patterns = _PROMISED if promised else (_KNOWN,)
    for pattern in patterns:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            span = match.span("name" if groups.get("name") else "en")
            if pattern is _AND_ANOTHER and not any(
                0 <= match.start() - end <= _FORM for _, end in taken
            ):
                continue
            if any(span[0] < end and start < span[1] for start, end in taken):
                continue
            written = groups.get("name") or groups.get("en") or ""
            name = written
            if pattern is not _IN_TITLE_MARKS:
                name = _trimmed(written, groups.get("noun") or "", groups.get("form") or "")
            if name and not _has_a_class(name):
                taken.append(span)
                yield PaperNoun(name, span[0])


_PROMISED = (_KNOWN, _ENDS_LIKE_A_PAPER, _IN_TITLE_MARKS, _AND_ANOTHER, _ENGLISH_PAPER)
_FORM = 2
"""How many characters may stand between a paper and the next: 副本, 正本."""
OF_THE_AUTHORITIES = re.compile("消防|竣工|[环環]保|[质質][检檢監监]|[电電]梯|特[种種][设設][备備]")
"""Whose acceptance is a permit, not the client's."""


def _has_a_class(name: str) -> bool:
    """A closing report or a plan; an interim report has no class of its own."""
    if INTERIM.within(name) or OF_THE_AUTHORITIES.search(name):
        return False
    return any(wanted.within(name) for wanted in _FILED_BY_CLASS)


def _trimmed(written: str, noun: str, form: str) -> str:
    """The name without the words that lead to it."""
    if not noun:
        name = _LEADING_WORDS.sub("", written.strip())
        return name if len(name) >= 4 else ""
    bare = written.removesuffix(form)
    ahead = bare[: len(bare) - len(noun)]
    return re.split(_NO_NAME, ahead)[-1][-10:] + noun


_LEADING_WORDS = re.compile(
    r"^(?:(?:the|a|an|all|issuing|issue|issued|upon|receipt|before|of|and|any|to|no|its|their|"
    r"shall|must|will|should|provide"
    r"|sign|signed|submit|obtain|deliver|keep|maintain|produce|furnish|retain|hand|over|copies|"
    r"copy|valid|evidence|proof"
    r"|send|supply|with|written|parties|client|agency|is|are|was|were|as)\s+)+",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    "[的之及与與和並并将將于於在应應须須可向由以前后後出送交附供取簽签是有無无没沒未一份張张個个各补補齐齊但該该此其要請请求會会具投购購提]"
)
