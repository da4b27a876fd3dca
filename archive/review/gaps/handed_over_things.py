"""Things other than papers that were to be handed over: footage, source files, photographs, backups, printed copies.

They seldom lie in a folder of papers themselves. So they are missing only where a contract demands them, a paper on the
way has somebody hand them over by a day, or somebody still waits for them; and no paper bears their name or says that
they were handed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from archive.review.gaps.promised_papers import is_action
from archive.review.papers.askings import FAMILIES, Asking, Told, told_in
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.conditions import is_conditional
from archive.review.reading.names import mentioned
from archive.review.reading.words import folded, word_list

THINGS = ("footage", "source_files", "photos", "backup", "raw_data", "copies", "receipts")
"""The families of names in `askings` that are things of this kind."""
_HANDS_OVER = re.compile(
    r"移交|交付|交还|归还|提供|提交|提送|检附|缴交|交由|寄送|寄给|上传"
    r"|\b(?:hands? over|handed over|deliver(?:s|ed)?|suppl(?:y|ies|ied)|provides?|provided|submits?|submitted"
    r"|returns?|transfers?|sends?|posts?|uploads?)\b"
)
_WANTING = word_list("gaps.wanting")
_STILL_WANTED = re.compile(
    r"等[着你您贵]|还在等|催|没有?(?:备份|收回|留存|交)|还?没给|未收|遗失|找不到|不见了"
    r"|\b(?:(?:still )?waiting for|(?:have|has) not (?:yet )?(?:reached|arrived|come|been)"
    r"|never (?:reached|arrived|came|received)|ha(?:ve|s)n't|owes? us|nobody has|cannot find|w(?:ere|as) lost)\b"
)
_DONE = re.compile(
    r"[已均都](?:经|全部|全数|悉数|如数|于[^，。；]{0,12})?[^，。；没未]{0,6}"
    r"(?:移交|交付|交还|提供|提交|寄|送|收|归档|上传|存|备份|拷|签)|签收|点交|收讫|收到[^，。；]{0,16}(?:谢谢|无误)"
    r"|取走|领走|共(?:交付|移交)|[了过](?:移交|交付|交还)"
    r"|\b(?:received|handed (?:over|the|all|them|it)|was delivered|were delivered|have been|has been"
    r"|thank you for|thanks for"
    r"|(?:we|agency) (?:sent|gave|delivered|supplied|returned)|on the client's|in the client's|with the client"
    r"|uploaded|archived|stored|lovely|verified|all opened)\b"
)
_NOT_DONE = re.compile(
    r"[没沒未]有?|尚|待|\b(?:not|never|yet to|still|n't|must|shall|should|will|to be)\b"
)
_A_HABIT = re.compile(
    r"[每各](?:[周日月天次场站]|个)|一律|今后|以后|下次|自动|定期|模[板版]|流程"
    r"|\b(?:every|each|next time|from now on|always|weekly|daily|nightly|regular\w*|template|in future)\b"
)
_LATER = (Role.CLIENT, Role.PROOF, Role.MONEY, Role.RETRO, Role.REPORT, Role.OTHER)
_FAR = 24


def things_wanted(papers: Papers, contracts: Sequence[Paper]) -> Iterator[Asking]:
    """Each asking for a thing that no paper bears the name of and none says was handed over."""
    asked = [
        *(a for paper in contracts for a in _asked(paper, _is_demanded, demanded=True)),
        *(
            a
            for paper in (*papers.of_class("minutes"), *papers.current(Role.RETRO))
            for a in _asked(paper, lambda told, at: _is_promised(told, at, papers), promised=True)
        ),
        *(a for paper in papers.current(*_LATER) for a in _asked(paper, _is_missed)),
    ]
    missed = {family for family, a in asked if not (a.demanded or a.promised)}
    there: dict[str, bool] = {}
    for family, asking in asked:
        if family not in there:
            came = family not in missed and _was_handed_over(family, papers)
            there[family] = came or _is_filed(asking.name, family, papers)
        if not there[family]:
            yield asking


def _asked(
    paper: Paper,
    wanted: Callable[[Told, re.Match[str]], bool],
    *,
    demanded: bool = False,
    promised: bool = False,
) -> Iterator[tuple[str, Asking]]:
    """Each thing of a sentence with its family."""
    for told in told_in(paper):
        plain = folded(told.text)
        for family in THINGS:
            match = FAMILIES[family].search(plain)
            if match and wanted(told, match):
                name = told.text[match.start() : match.end()]
                yield family, Asking(name, "other", told, demanded=demanded, promised=promised)


def _is_demanded(told: Told, found: re.Match[str]) -> bool:
    plain = folded(told.text)
    near = plain[max(0, found.start() - 4 * _FAR) : found.end() + _FAR]
    if _A_HABIT.search(near) or _IF.search(plain) or _NOT_OWED.search(near):
        return False
    if is_conditional(told.text, found.start()):
        return False
    return bool(_HANDS_OVER.search(near)) and not _OF_THE_CLIENT.search(near)


_NOT_OWED = re.compile(
    r"无需|无须|毋须|毋需|不需|不必|不在|不含|不包[括含]|不[予得]|不负|除外|另[计议行]|得要求|可要求|是否|要不要"
    r"|(?:销毁|删除)(?:全部|所有|其)?(?=[^，。；]{0,4}(?:数据|资料|素材|备份))"
    r"|\b(?:destroys?|deletes?|erases?) (?:all |any |the |its )*(?=raw|source|data|database|backup|footage)"
    r"|\b(?:not|never|without|no obligation|nothing|exclud\w+|may (?:use|ask|request|keep)|whether|asked if)\b"
)
_OF_THE_CLIENT = re.compile(
    r"(?<![向给交至予与为对经由])(?:甲方|客户|委托方|业主|主办方|主办单位|招标人)(?:应|须|将|需|负责|会)+[^，。；乙]{0,10}(?:移交|交付|提供|提交|寄|上传)"
    r"|(?<!to the )(?<!by the )\bclient (?:shall |will |must |is to |also )*(?:suppl|provid|deliver|send|hand)",
)
"""What the client brings along, or what nobody owes."""
_IF = re.compile(r"如需|若需|如有需|除非|经[甲客]方要求|\b(?:if|on request|unless|upon request)\b")


def _is_promised(told: Told, found: re.Match[str], papers: Papers) -> bool:
    return _is_demanded(told, found) and is_action(told, told.paper, papers)


def _is_missed(told: Told, found: re.Match[str]) -> bool:
    """Its clause, or the one behind, says that it is not there."""
    plain = folded(told.text)
    start = max((m.end() for m in _CLAUSE.finditer(plain, 0, found.start())), default=0)
    ends = [m.start() for m in _CLAUSE.finditer(plain, found.end())]
    near = plain[start : ends[0] if ends else len(plain)]
    if _A_HABIT.search(plain) or _FINE.search(near) or _CAME_LATER.search(plain):
        return False
    return bool(_WANTING.within(near) or _STILL_WANTED.search(near))


_FINE = re.compile(
    r"没有?(?:什么|任何)?(?:问题|异议|错|意见|毛病|瑕疵|丢|遗失|出过|动过?|改过?|变|修)|不缺|没有?缺|未改|未修|不要等|不用等|不必等"
    r"|\bno\b[^.;,]{0,24}\b(?:was|were|is|are|went)\b|\bnone of\b|\bnever (?:fail|broke|went|lost)|\bnothing\b"
    r"|\bnot (?:yet )?been (?:changed|touched|altered|edited|retouched|opened|damaged|lost|needed|used)\b"
    r"|\bnobody has (?:complain|object|question|ask|chang|touch)|\bnot missing\b|\bwaiting for the weather\b"
)
"""Nothing is wrong with it: 沒有問題, nobody has complained, none was lost."""
_CAME_LATER = re.compile(
    r"[已也才](?:经|于[^，。；]{0,12})?(?:收到|补[齐上交送]|找到|拿到|到齐)|后来(?:收到|补|找到|拿到)"
    r"|\b(?:found (?:them|it)|since (?:arrived|come|been)|now (?:have|here|arrived)|(?:it|they) (?:came"
    r"|arrived) (?:later|on))\b"
)


_CLAUSE = re.compile(r"[，,。；;！!？?]|\.\s")


def _is_filed(name: str, family: str, papers: Papers) -> bool:
    """A paper is called by it; for photographs and footage, some picture lies there."""
    for paper in papers:
        source = paper.source
        if paper.role is Role.CONTRACT:
            continue
        titles = [t for t in (source.title, source.original_name, source.name) if t]
        if any(FAMILIES[family].search(folded(t)) or mentioned(name, t) >= _ALIKE for t in titles):
            return True
        if family in ("photos", "footage") and source.class_key == "creative":
            return True
    return False


_ALIKE = 0.6


def _was_handed_over(family: str, papers: Papers) -> bool:
    """A sentence says so of it; or a report shows its photographs."""
    for paper in papers.current(*_LATER, Role.INTERIM):
        for told in told_in(paper):
            plain = folded(told.text)
            if not (FAMILIES[family].search(plain) or _SHORTER[family].search(plain)):
                continue
            if _DONE.search(plain) and not _NOT_DONE.search(plain):
                return True
            if family == "photos" and paper.role in (Role.REPORT, Role.PROOF):
                return True
    return False


_NONE = r"(?!)"
_SHORTER = {
    family: re.compile(pattern)
    for family, pattern in (
        ("footage", r"素材[^，。；]{0,4}硬[盘碟]|硬[盘碟][^，。；]{0,6}素材|\bfootage\b"),
        ("source_files", r"\b(?:design|original|layered|layout) files\b|分层文件|分层[档图]"),
        ("photos", r"照片|\b(?:photos|photographs|pictures)\b"),
        ("backup", r"备份|\bbacked up\b"),
        ("raw_data", _NONE),
        ("copies", _NONE),
        ("receipts", _NONE),
    )
}
"""What papers that tell of the handing over call such a thing, where nobody would demand it by this name."""
