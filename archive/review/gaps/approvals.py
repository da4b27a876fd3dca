"""Consent that was never written down: only spoken, not yet signed, or asked for by a contract and not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from archive.domain.messages import Message
from archive.review.gaps.two_matters import are_two_matters
from archive.review.gaps.wanted_papers import demanding
from archive.review.papers.askings import Told, gap_of, told_in
from archive.review.papers.missing import Gap
from archive.review.papers.papers import Papers, Role
from archive.review.reading.names import distinct, features
from archive.review.reading.quantities import find_quantities
from archive.review.reading.words import word_list

_SPOKEN = word_list("gaps.spoken")
_CHANGE = word_list("gaps.change")
_WRITTEN = word_list("gaps.written")
_REQUIRES = word_list("gaps.requires")
_LATER = (Role.RETRO, Role.CLIENT, Role.MONEY, Role.REPORT)
_MAIL = "电邮|電郵|邮件|郵件|email|e-mail"
_APPROVED_BY_MAIL = re.compile(
    rf"(?:{_MAIL})[^。.；;，,]{{0,12}}(?:批准|确认|確認|同意|approv|confirm)"
    rf"|(?:批准|確認|确认|同意)[^。.；;，,]{{0,8}}(?:{_MAIL})|(?:approved|confirmed|agreed) by e?-?mail",
    re.IGNORECASE,
)
_PAPER = (
    "书面|書面|批件|[签簽]批|公文|加[签簽]|同意[书書函]|确认函|確認函"
    "|申[请請]函|[变變]更申[请請]|[电電邮郵][邮郵件]|email|e-mail"
)
_NOT = "[没沒](?!人)有?|[无無]|未|冇|缺|[还還][没沒未]|尚未|[从從]未|一直[没沒]"
_UNWRITTEN = re.compile(
    rf"(?:{_NOT})[^，,。；;]{{0,8}}(?:{_PAPER})"
    rf"|(?:{_PAPER})[^，,。；;]{{0,8}}(?:{_NOT})"
    r"|口[头頭](?:同意|答[应應]|承[诺諾]|[说說]好|允|批准|[确確][认認])|口[講讲]"
    r"|(?:OA|流程|[签簽]核|[审審]批|加[签簽]|追加)[^，,。；;]{0,12}(?:停在|卡在|未完|[没沒]走完|[没沒]批|未批|[还還]在|到[现現]在)"
    r"|\b(?:no|without(?: a| an| any)?|lacks?) (?:signed |written |client )?(?:change order|CO\b"
    r"|variation order|paperwork|approval|consent"
    r"|confirmation|written [a-z]+)(?! form)"
    r"|\bnever (?:put|written|confirmed|sent|signed|wrote|approved)\b[^.;]{0,24}"
    r"|\bnever got\b[^.;]{0,24}(?:confirmation|approval|e-?mail|letter)"
    r"|\bnot (?:confirmed|agreed|approved|put) in writing"
    r"|\b(?:letter|e-?mail|consent|approval|confirmation|change order|swap"
    r"|substitut\w+)\b[^.;]{0,40}\b(?:never|not) (?:written|sent|signed|put|confirmed|given)"
    r"|\bnobody wrote\b|\bnothing in writing",
    re.IGNORECASE,
)
_MOST = 4
_NEED = 2


def unwritten(papers: Papers) -> Iterator[Gap]:
    """One gap for each matter that nobody put in writing, beside the clause that wanted it."""
    clauses = list(_clauses(papers))
    said = list(_said(papers))
    matters: list[tuple[str, str, list[Told]]] = []
    under: dict[int, list[Told]] = {}
    alike = _ALIKE_ENGLISH if papers.project.language == "en" else _ALIKE
    for number in distinct((told.text for _, told in said), alike, are_two_matters)[:_MOST]:
        key, told = said[number]
        clause = _clause_for(told, clauses)
        if clause is not None and id(clause) in under:
            under[id(clause)].append(told)
            continue
        if clause is None and (same := _named_before(told, matters)) is not None:
            same.append(told)
            continue
        matters.append((key, told.text, [clause, told] if clause else [told]))
        if clause is not None:
            under[id(clause)] = matters[-1][2]
    for key, matter, askings in matters:
        yield _gap(key, matter, askings[:_QUOTED])
    if not under and clauses and _changed(papers):
        yield _gap("review.missing_written", clauses[0].text, clauses[:1])


def _gap(key: str, matter: str, askings: Sequence[Told]) -> Gap:
    """Told apart by the sentence on the matter, and called by the paper that would settle it."""
    called = "review.paper_mail"
    if key == "review.missing_written":
        kinds = [name for name, kind in _MATTERS.items() if kind.search(matter)]
        called = f"review.paper_written_{kinds[0]}" if len(kinds) == 1 else "review.paper_written"
    return replace(gap_of(key, matter, "other", askings), called=Message(called))


_QUOTED = 3
_ALIKE, _ALIKE_ENGLISH = 0.3, 0.55
"""From which share of common pairs two remarks are of one matter; English words share more of them."""


def _said(papers: Papers) -> Iterator[tuple[str, Told]]:
    for paper in papers.current(*_LATER):
        for told in told_in(paper):
            if _is_spoken(told.text) or _UNWRITTEN.search(told.text):
                rule = _A_RULE.search(told.text) or _HABIT.search(told.text)
                if not (_OF_OTHERS.search(told.text) or rule):
                    yield "review.missing_written", told
            elif _APPROVED_BY_MAIL.search(told.text) and not _HABIT.search(told.text):
                yield "review.missing_mail", told


def _is_spoken(text: str) -> bool:
    """Only said; or something that agrees was never sent (a bulletin that never went out agrees to nothing).

    Word of mouth, too, is how an app is found as well as how a change is agreed.
    """
    found = _SPOKEN.search(text)
    if found is None:
        return False
    return not _NOT_ALWAYS_CONSENT.search(found.group()) or _AGREES.search(text) is not None


_NOT_ALWAYS_CONSENT = re.compile(
    r"never (?:was )?(?:sent|went out)|by word of mouth", re.IGNORECASE
)
_AGREES = re.compile(
    r"e-?mail|letter|agree|\bok(?:ay(?:ed)?)?\b|\bextra\b|confirm|approv|consent|change|order|note|variation|answer|reply|[邮郵][件]?|[电電][邮郵]|函|同意|[确確][认認]",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(r"[发發]票|完[税稅]|[签簽]到表|invoice", re.IGNORECASE)
"""Papers that are asked for by their own names."""
_A_RULE = re.compile(
    r"一律|必[须須]|才[算可能]|今[后後]|以[后後](?!补)|要先|太多|意向|口[头頭]留[档檔]"
    r"|\b(?:must|should|from now on|going forward|will have to)\b"
    r"|(?:[报報]告|reports?)[^，。；;]{0,6}(?:未[获獲]|[还還]?[没沒])"
    r"|^(?:停止|不再|禁止|唔好再?)|[别別]再|不要再|(?:拿|收|接)到[^，,。；;]{0,4}通知"
    r"|\bto (?:refuse|insist|stop|decline)\b|^no\b.{1,40}\bwithout\b",
    re.IGNORECASE,
)
"""What is to be done from now on, an oral intention, a report not yet accepted: no consent that is missing."""
_HABIT = re.compile(
    r"^(?!.*口[头頭講讲])(?:.*(?:[没沒]有?|[无無未冇])[^，,。；;]{0,8}"
    r"(?:书面|書面|[电電邮郵][邮郵件]|[单單]|[确確][认認]|[签簽]字|回)[^，,。；;]{0,3}(?:就?不(?!付)[^见見到]|唔(?!見)|[別别勿])"
    r"|.*(?:[邮郵]件|书面|書面)[^，,。；;]{0,4}(?:模[板版]|[范範]本))"
    r"|\b(?:treat|count|take|accept)(?:s|ed|ing)?\b[^.;]{0,24}\bas (?:an? )?(?:approv|consent|confirm)\w*",
    re.IGNORECASE,
)
"""No form, no bus (无单不派); we treat a spoken yes as an approval: what people do or will do, and no one case."""


_UNLESS = re.compile(r"\bunless\b|除非|得[经經]|未[经經]", re.IGNORECASE)


def _clauses(papers: Papers) -> Iterator[Told]:
    """Clauses that want a change, a cancellation or a cost beyond the price approved in writing."""
    for paper in demanding(papers):
        for told in told_in(paper):
            text = told.text
            bound = _REQUIRES.within(text) or _UNLESS.search(text)
            if bound and _CHANGE.within(text) and _WRITTEN.within(text):
                yield told


_MATTERS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in (
        (
            "extra",
            r"超支|超出|超[过過]|追加|加[签簽]|[额額]外|overspen|\babove\b|\bbeyond\b|\bextra\b|additional|change"
            r" (?:order|request)|\bCOs?\b|\bV\.?O\b|over budget",
        ),
        (
            "less",
            r"取消|[減减][为為成做]?|抵充|抵[扣换換]|替[换換代]|免扣"
            r"|substitut|\bswap|cancel|instead|shortfall|not (?:sent|delivered)|dropp",
        ),
        ("change", r"改期|延期|展延|[变變]更|postpone|change of date|new date"),
    )
}
"""What is changed: the cost, the quantity, the day. A clause and a remark on the same of them belong together."""
_ANY_CLAUSE = re.compile(
    r"书面|書面|同意|[确確][认認]|甲方|乙方|客[户戶]|written|writing|sign\w*|client|agency|consent|approv\w*|confirm\w*|never|without",
    re.IGNORECASE,
)


def _clause_for(told: Told, clauses: Sequence[Told]) -> Told | None:
    """The clause on the same matter: of the same kind of change, or in the same words."""
    said = _matter(told.text)
    best = max(clauses, key=lambda c: _shared(told.text, c.text, said), default=None)
    if best and _shared(told.text, best.text, said) >= _NEED:
        return best
    return next((c for c in clauses if _is_beyond(told.text, c.text)), None)


def _is_beyond(told: str, clause: str) -> bool:
    """The clause wants a consent from an amount on, and an amount larger than that is told."""
    limits = list(_amounts(clause))
    return len(limits) == 1 and any(limits[0] < amount for amount in _amounts(told))


def _amounts(text: str) -> Iterator[Decimal]:
    for q in find_quantities(text):
        if not q.is_rate and (q.currency or _OF_MONEY.search(q.written)):
            yield q.value


_OF_MONEY = re.compile(r"[元圆圓块塊万萬]\s*$|\d,\d{3}")


def _named_before(told: Told, matters: Sequence[tuple[str, str, list[Told]]]) -> list[Told] | None:
    """The matter that was told of before under the same name: four characters in a row beside the common ones."""
    names = _names_in(told.text)
    same = (
        askings
        for *_, askings in matters
        if any(names & _names_in(t.text) for t in askings)
        and not any(are_two_matters(told.text, t.text) for t in askings)
    )
    return next(same, None)


def _names_in(text: str) -> set[str]:
    plain = _ANY_CLAUSE.sub(" ", _SPOKEN.without(text))
    return {
        run[n : n + _LONG_NAME]
        for run in _HAN.findall(plain)
        for n in range(len(run) - _LONG_NAME + 1)
    }


_HAN = re.compile(r"[一-鿿]+")
_LONG_NAME = 4


def _matter(text: str) -> frozenset[str]:
    return features(_ANY_CLAUSE.sub(" ", text))


def _shared(told: str, clause: str, said: frozenset[str]) -> int:
    kinds = sum(1 for kind in _MATTERS.values() if kind.search(told) and kind.search(clause))
    return _NEED * kinds + len(said & _matter(clause))


def _changed(papers: Papers) -> bool:
    """Somebody speaks afterwards of a change that was made."""
    return any(
        _CHANGE.within(told.text)
        for paper in papers.current(Role.MONEY, Role.RETRO, Role.CLIENT)
        for told in told_in(paper)
    )
