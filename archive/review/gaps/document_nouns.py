"""The names of papers in sentences: 活動報備回執, 切結書原件, safety records, a public liability certificate.

Known nouns are taken wherever they stand; anything else that ends like a paper (…书, …证明, …回执, … records,
… licence) only behind a verb that hands papers over, since such endings have other uses too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from archive.review.gaps.english_papers import english_papers
from archive.review.reading.vocabulary import INTERIM
from archive.review.reading.words import word_list

_KNOWN_HAN = (
    "保[险險][证證]明?[书書]?|保[险險][单單]|保[单單]|[证證]明[书書]?|同意[书書函]|授[权權][书書]|[期中]中[报報]告|中期[报報]告|核定函"
    "|期中成果[报報]告|[简簡]?[签簽]呈|便[笺箋]|确认函|確認函|更正函|保密[协協][议議]|切[结結][书書]|完税[证證]明"
    "|著作[权權](?:[转轉]让|讓與)[书書]|剪[报報]|回[执執条條]|[评評]估[报報]告|[应應]急[预預]案|[应應][变變][计計][划劃畫]|[声聲]明[书書]|承[诺諾][书書]|检[验驗測测][报報]告|檢[验驗測测][报報]告"
    "|[许許]可[证證書书]|不反[对對]通知[书書]|核准函|申[请請]函|批件|加[签簽][单單](?!位)|[监監][播测測](?:照片|[报報]告|[证證]明)|承重(?:[测測][试試])?[报報]告|(?:[处處]理|共享|共用)[协協][议議](?:[书書])?|[复復]原照片|完[税稅][凭憑][证證]"
    "|[结結][构構][计計]算[书書]|批文|[签簽]到[表簿冊册]|母[带帶]|原始[档檔]|月[结結][单單]|[备備]查函|牌照|[执執]照|[单單][证證][册冊]|(?:核准|核定|批准|[审審]查)文件|合格[证證][书書]?|[资資][质質](?:[证證]明|[证證][书書])?(?=影本|[复複][印製][件本]|副本)"
    "|(?:[销銷][毁毀]|[删刪]除|[归歸][还還])[确確][认認](?![后後])(?:函|信|[书書])?|折[让讓][单單]|[红紅]字[发發]票|(?:第三方)?[测測][产產][报報]告"
    r"|(?:[会會][计計]|核[数數])[师師](?:之|的)?[^，,。；;、\s]{0,6}?[报報]告|[审審][计計][报報]告|[总總][对對][账帳帐][单單表]"
    r"|(?:弱[点點]|漏洞|[资資]安|安全)(?:[扫掃]描|[检檢][测測]|[测測][试試])[报報]告|[渗滲]透[测測][试試][报報]告|批准[电電][邮郵]|确认[邮郵]件|確認[邮郵電电]件?[郵邮]?"
)
_KNOWN = re.compile(
    rf"(?P<name>[一-鿿]{{0,10}}?(?P<noun>{_KNOWN_HAN})"
    r"(?P<form>正本|影本|原件|副本|[复複][印製][件本])?)"
)
_ACT_PROVED = re.compile(
    r"(?P<name>(?P<act>[一-鿿]{2})(?:[並并且及]|之?[後后])?(?:出具|提供|[检檢]附|交付)(?:[书書]面)?(?P<noun>[证證]明))(?=[，,。；;）)]|$)"
)
_ACT_CONFIRMED = re.compile(
    r"(?P<name>(?P<act>[销銷][毁毀]|[删刪]除|清除|[归歸][还還]|退[还還])(?:完[毕畢成])?(?:[並并且及]|之?[後后])?(?:向[^，,。；;]{1,5})?(?:以?[书書]面)(?P<noun>[确確][认認]))"
)
"""刪除並出具證明, 銷毀並書面確認: the proof is named by what it proves."""
_COPY = re.compile(
    r"(?P<name>[一-鿿]{2,12}?)(?P<noun>)(?P<form>影本|副本|[复複]印[件本]|[扫掃]描[件本])"
)
"""A copy is of a paper, whatever the paper is called."""
_COVER = re.compile(
    r"(?:投保|投[购購]|[购購][买買]|[办辦]理)[^，,。；;]{0,16}?(?P<name>[一-鿿]{2,8}(?P<noun>保?[险險]))(?![一-鿿]*[单單函])"
)
"""Who has to take out cover has a policy to show, also where the clause does not name it."""
_HANDS_OVER = (
    "提交|提送|提供|移交|[检檢]附|出具|取得|交付|[签簽]署|保存|留存|[备備][妥齐齊]|呈交"
    "|呈[报報]|附上|[缴繳]交|投保"
)
_ENDS_LIKE_A_PAPER = re.compile(
    rf"(?:{_HANDS_OVER})(?P<name>[^，,。；;、\d]{{2,14}}?(?P<noun>[书書证證函册冊执執]|[单單](?!位)|[证證]明|[凭憑][证證]|[记記紀][录錄]"
    r"|批[复復覆]|[许許]可|清[单單]|名[单單]|正本|影本|原件))(?=[，,。；;、）)及与與和並并]|$|各?一?份|以|至|供|予|后|後|[备備存]查|[归歸]档|[归歸]檔|之?[电電]子)"
)
_AND_ANOTHER = re.compile(
    r"(?:[及和与與、]|以及|并|並)(?P<name>[^，,。；;、\d及和与與]{2,14}?(?P<noun>[书書证證函册冊执執]|[单單](?!位)|[证證]明|[凭憑][证證]"
    r"|[记記紀][录錄]|[许許]可|清[单單]|名[单單])(?P<form>正本|影本|原件|副本)?)(?=[，,。；;、）)及与與和並并]|$|各?一?份)"
)
"""…and its like: 提交甲證及乙書 hands both over."""
_IN_TITLE_MARKS = re.compile(
    r"《(?P<name>[^《》]{2,16}(?P<noun>[书書证證函表]|[单單]|[记記紀][录錄]|[证證]明))》"
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
    for pattern in _PROMISED if promised else (_KNOWN,):
        for match in pattern.finditer(text):
            if pattern is _AND_ANOTHER and not any(
                0 <= match.start() - end <= _FORM for _, end in taken
            ):
                continue
            name = _name_in(match, pattern)
            end = match.end("name")
            start = max(
                match.start("name"), end - len(match.groupdict().get("form") or "") - len(name)
            )
            if any(start < last and first < end for first, last in taken):
                continue
            if name and not _has_a_class(name):
                taken.append((start, end))
                yield PaperNoun(name, start)
    for name, start, head in english_papers(text):
        if not _has_a_class(head):
            yield PaperNoun(name, start)


def _name_in(match: re.Match[str], pattern: re.Pattern[str]) -> str:
    groups = match.groupdict()
    if pattern is _IN_TITLE_MARKS:
        return match["name"]
    if pattern is _COVER:
        return _SUM_AHEAD.sub("", match["name"])
    if pattern in (_ACT_PROVED, _ACT_CONFIRMED):
        return match["act"] + match["noun"]
    name = _trimmed(match["name"], match["noun"], groups.get("form") or "")
    return "" if _A_PARTY.fullmatch(name) else name


_SUM_AHEAD = re.compile(r"^[万萬亿億千百]*[元圆圓](?:人民[币幣]|以上|[港新][币幣])?的?")
"""投保每站不低于500万元公众责任险: the sum is no part of what the cover is called."""
_A_PARTY = re.compile(
    r"[甲乙丙][方廠商]?|[买買卖賣][方家]|客[户戶]|[业業]主|委[托託]方|[机機][关關]|[厂廠]商|供[应應]商|承[办辦攬揽][方商]?|双方|雙方|本[公司会會]{1,2}|基金[会會]"
)
"""並交甲方副本: who gets a copy, not what it is of."""


_PROMISED = (
    _ACT_PROVED,
    _ACT_CONFIRMED,
    _KNOWN,
    _ENDS_LIKE_A_PAPER,
    _IN_TITLE_MARKS,
    _AND_ANOTHER,
    _COPY,
    _COVER,
)
_FORM = 2
"""How many characters may stand between a paper and the next: 副本, 正本."""
OF_THE_AUTHORITIES = re.compile("消防|竣工|[环環]保|[质質][检檢監监]|[电電]梯|特[种種][设設][备備]")
"""Whose acceptance is a permit, not the client's."""


_OF_SAFETY = re.compile(
    r"(?:安全|[维維][护護]|[应應][变變急]|疏[运運散散])[^，,]{0,4}(?:[计計][划劃畫]|预案|預案)"
)
"""A plan for safety is handed to the authorities and the client; no project plan stands in for it."""


def _has_a_class(name: str) -> bool:
    """A closing report or a plan; an interim report has no class of its own."""
    if INTERIM.within(name) or OF_THE_AUTHORITIES.search(name) or _OF_SAFETY.search(name):
        return False
    return any(wanted.within(name) for wanted in _FILED_BY_CLASS)


def _trimmed(written: str, noun: str, form: str) -> str:
    """The name without the words that lead to it."""
    bare = re.sub(r"^(?:每.)+", "", written).removesuffix(form)
    ahead = bare[: len(bare) - len(noun)]
    own = re.split(_NO_NAME, ahead)[-1] or (ahead if len(noun) == 1 else "")
    own = re.sub(r"^(?:[署得订訂]|付(?!款))", "", own[-10:])
    return own + noun if len(own + noun) > 1 else ""


_NO_NAME = re.compile(
    "[个個](?![资資人体體])|[的之及与與和並并将將于於在应應须須可向由以前后後出送交附供取簽签是有無无没沒未一份张張各补補齐齊但該该此其要請请求會会具投购購提给給缺待到把寄或冇回領领]"
)
