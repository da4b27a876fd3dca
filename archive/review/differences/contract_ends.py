"""The day on which the contract ends, by the contract itself and by what papers say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash
from archive.review.differences.facts import Fact, cells_of, fact_clashes, in_order, is_aside
from archive.review.differences.things_told import Noun
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.citations import Evidence
from archive.review.reading.days import days_in
from archive.review.reading.words import folded

_CONTRACT = r"(?:合同|合约|契约|协议|委托)"
_ENDS = re.compile(
    rf"{_CONTRACT}(?:书)?(?:的)?(?:有效期限?|效期|期间|期限|期|履行期限?)[^，。；;]{{0,30}}?(?:至|到|止于)"
    rf"|{_CONTRACT}(?:书)?(?:将|已|已经|应)?[于在](?=[^，。；;]{{4,14}}(?:到期|届满|终止|期满|结束))"
    rf"|{_CONTRACT}(?:书)?(?:的)?(?:到期日|届满日|终止日|结束日期?|截止日期?)\s*[:：为是]*"
    r"|\b(?:agreement|contract)(?: term)?\b[^.;,]{0,24}?"
    r"\b(?:until|(?:ends?|ended|expires?|expired|terminates)(?: on)?|runs? to|ran to|through to)\b"
)
_LABEL = re.compile(
    rf"(?:{_CONTRACT})?(?:到期日|届满日|终止日|结束日期?|截止日期?)"
    r"|(?:contract |agreement )?(?:end|expiry|expiration|termination) date"
)
_PERIOD = re.compile(
    rf"{_CONTRACT}(?:有效期限?|效期|期间|期限|期)|(?:contract |agreement )(?:term|period)"
)
_TO = re.compile(r"至|到|~|～|–|—|\s-\s|\b(?:to|until)\b")
_OF_SOMETHING_ELSE = re.compile(
    r"质保|保固|保修|保密|授权|许可|租赁|租约|保险|场地|供应商|前一|上一|上份|旧|另一|(?<!甲)(?<!乙)丙方|\b(?:warrant|licen[cs]e|confidential|insurance|lease|retention|venue|supplier|vendor|landlord|previous|former|earlier|other)"
)
_LONGER = re.compile(r"展延|延长|延期|续约|续签|补充|变更|extend|extension|renew|supplement|amend")
_THING = Noun(stems=("contract",))
_REACH = 6


def end_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash where a paper has the one contract end on another day than the contract does."""
    found = [fact for paper in in_order(papers) for fact in _ends(paper, papers)]
    agreed = {f.claim.value for f in found if f.claim.paper.role is Role.CONTRACT}
    if len(agreed) == 1 and not any(f.aside and f.claim.value not in agreed for f in found):
        yield from fact_clashes("date", found, loosely=False)


def _ends(paper: Paper, papers: Papers) -> Iterator[Fact]:
    for passage in paper.told:
        plain = folded(passage.text)
        for match in _ENDS.finditer(plain):
            if not _OF_SOMETHING_ELSE.search(plain[: match.end()]):
                aside = bool(_LONGER.search(plain)) or is_aside(plain, match.start())
                yield from _fact(passage.text, match.end(), passage.evidence, paper, papers, aside)
    for cell in cells_of(paper):
        label = folded(cell.name).strip()
        aside = paper.role is not Role.CONTRACT and "合" not in label and "contract" not in label
        if _LABEL.fullmatch(label):
            yield from _fact(cell.text, 0, cell.evidence, paper, papers, aside)
        elif _PERIOD.fullmatch(label) and (to := _TO.search(cell.text)):
            yield from _fact(cell.text, to.end(), cell.evidence, paper, papers, aside)


def _fact(
    text: str, at: int, evidence: Evidence, paper: Paper, papers: Papers, aside: bool
) -> Iterator[Fact]:
    """The day right behind the words."""
    behind = text[at:]
    day = next(iter(days_in(behind, papers.time_of(paper))), None)
    if day is not None and day.start <= _REACH and not day.month_only:
        claim = Claim(day.value, behind[day.start : day.end], paper, evidence)
        yield Fact(_THING, "contract_end", claim, aside)
