"""How many of a thing reports tell, against what records, the team's look back and the client tell of it in words.

Nobody counts here: both sides tell. So the thing has to bear the same name and the same counter, the same has to be
done with it (2,400 bags made are no other figure than 2,040 bags given away), and the two figures have to be near, or
one the other with its digits exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from archive.review.differences.claims import part_labels
from archive.review.differences.clashes import Clash, agrees
from archive.review.differences.counted_clashes import Told, is_turned, one_kind, told_things
from archive.review.differences.things_told import EXACT, kinship
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.approximate import is_slip
from archive.review.reading.names import features
from archive.review.reading.words import folded

_LEAST = 5
_NEAR, _SLIPPED = Decimal("0.35"), Decimal("0.9")
_ACTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"备货|印[制刷量了]|制作|生产|采购|订[制做购]|下单|\b(?:printed|made|produced|ordered|stocked|print run)\b",
        r"送出|送给|派发|派出|发放|发出|发完|领取|寄出|用掉|使用|售出|卖出|\b(?:given|handed|distributed|sent|sold|used|mailed)\b",
        r"剩|结余|库存|退回|收回|\b(?:left|remain\w*|returned|unused)\b",
        r"报名|登记|预约|申请|\b(?:registered|signed up|applied|booked|applications?|registrations?)\b",
        r"到场|出席|签到|参加|入场|\b(?:came|attended|turned up|showed up|checked in)\b",
        r"迟到|缺席|离开|受伤|\b(?:late|absent|left early|no-shows?)\b",
    )
)

_WISHED = re.compile(
    r"需要?|应[该当]|要有|才够|不够|想要|希望|如果|若|去年|上[届次]|明年|下[届次]"
    r"|不[够敷足]|\b(?:when we|by (?:noon|then)|counted|east|west|north|south|upper|lower|first|need\w*|wanted"
    r"|asked for|hoped|should|would|could|last year\w*|next|if)\b"
)
_ABOUT_THEM = re.compile(
    r"[\s的了]*(?:到[岗场]|在场|参[与加]|支援|协助|服务|[值轮]班)?[\s了]*"
    r"|\s*(?:(?:only|altogether|in all|in total|on|at|in|for|over|during|across|along|throughout|all|worked"
    r"|supported|helped"
    r"|served|staffed)\b.*)?"
)


def retold_clashes(papers: Papers) -> Iterator[Clash]:
    """One clash for each figure of a report that another paper tells otherwise."""
    labels = part_labels(papers.current(Role.DATA))
    reports = [(p, list(told_things(p, labels))) for p in papers.current(Role.REPORT)]
    others = [
        (p, list(told_things(p, labels, few=True)))
        for p in papers.current(Role.PROOF, Role.RETRO, Role.CLIENT)
        if p.source.class_key != "media_clipping"
    ]
    seen: set[tuple[str, Decimal]] = set()
    for paper, told in reports:
        for first in told:
            for other, said in others:
                second = _otherwise(first, said)
                if second and not _knows(other, told, first, second) and not _both(paper, second):
                    key = (first.name, first.quantity.value)
                    if key not in seen:
                        seen.add(key)
                        yield Clash("count", first.name, (first.claim, second.claim))


def _otherwise(first: Told, said: Sequence[Told]) -> Told | None:
    """The one figure that the paper gives for the thing; None as soon as one bears the first out."""
    alike = [t for t in said if _of_one_thing(first, t)]
    if any(agrees(first.claim, t.quantity.value) for t in alike):
        return None
    values = {t.quantity.value for t in alike}
    return alike[0] if len(values) == 1 and _is_meant(first, alike[0]) else None


def _of_one_thing(first: Told, second: Told) -> bool:
    if not one_kind(first.quantity, second.quantity) or not _units_alike(first, second):
        return False
    degree = max((kinship(a, b) for a in first.nouns for b in second.nouns), default=0)
    if not degree or not _acts_alike(_clause(first), _clause(second)):
        return False
    if _WISHED.search(_clause(second)) or _says_more(second):
        return False
    one, other = first.quantity.value, second.quantity.value
    return degree == EXACT or _is_slip(one, other) or _does_the_same(first, second)


def _units_alike(first: Told, second: Told) -> bool:
    """Both with a Chinese counter, or both without: a bare figure may be of anything."""
    if folded(first.quantity.unit) in _OF_TIME:
        return False
    one, other = (t.quantity.unit and not t.quantity.unit.isascii() for t in (first, second))
    return bool(one) == bool(other) and not (first.quantity.currency or second.quantity.currency)


_OF_TIME = ("秒", "秒钟", "分钟", "小时", "天", "周")
"""How long things last is read by itself: a trailer of about 40 seconds."""


def _clause(told: Told) -> str:
    pieces = re.split(r"[，,；;。]", folded(told.text))
    written = folded(told.claim.written)
    return next((p for p in pieces if written in p), folded(told.text))


def _says_more(told: Told) -> bool:
    """Behind the figure and its thing something is said of them, which may hold of these alone: 10場滿座."""
    if told.text == told.name:
        return False
    behind = _ENDS.split(told.text[told.quantity.end :])[0]
    plain = folded(behind).strip()
    if not told.text.isascii():
        for noun in told.nouns:
            plain = plain.replace(noun.han, "") if noun.han else plain
        return not (_ABOUT_THEM.fullmatch(plain) or any(act.search(plain) for act in _ACTS))
    own = {stem for noun in told.nouns for stem in noun.stems}
    rest = plain.split()
    while rest and features(rest[0]) & own:
        rest = rest[1:]
    plain = " ".join(rest)
    return not (_ABOUT_THEM.fullmatch(plain) or any(act.search(plain) for act in _ACTS))


_ENDS = re.compile(r"[，,；;。.：:!！?？（(]")


def _acts_alike(first: str, second: str) -> bool:
    one, other = ({n for n, act in enumerate(_ACTS) if act.search(c)} for c in (first, second))
    return not (one and other) or bool(one & other)


def _does_the_same(first: Told, second: Told) -> bool:
    """Both say what was done with them, and it is the same: 备货 of 限量帆布袋 and of 帆布袋."""
    done = ({n for n, act in enumerate(_ACTS) if act.search(_clause(t))} for t in (first, second))
    one, other = done
    return bool(one & other)


def _is_meant(first: Told, second: Told) -> bool:
    one, other = first.quantity.value, second.quantity.value
    if min(one, other) < _LEAST:
        return False
    return _is_slip(one, other) or abs(one - other) <= max(one, other) * _NEAR


def _is_slip(one: Decimal, other: Decimal) -> bool:
    apart = abs(one - other)
    return is_turned(one, other) or (is_slip(one, other) and apart <= max(one, other) * _SLIPPED)


def _knows(other: Paper, told: Sequence[Told], first: Told, second: Told) -> bool:
    """The report gives the other figure too, of such a thing; or the other paper gives the report's."""
    value = second.quantity.value
    if any(t.quantity.value == value and one_kind(t.quantity, second.quantity) for t in told):
        return True
    return _both(other, first)


def _both(paper: Paper, told: Told) -> bool:
    """The paper writes the figure of the other, of whatever thing."""
    return any(
        q.value == told.quantity.value for _, _, figures in paper.figures for q in figures
    ) or any(
        folded(told.claim.written) in folded(cell)
        for table in paper.tables
        for row in table.every_row
        for cell in row.cells
    )
