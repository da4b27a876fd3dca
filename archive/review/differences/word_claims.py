"""What reports claim in words alone (on time, within budget, all targets met), held against the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from archive.review.differences.claims import Claim
from archive.review.differences.clashes import Clash, Measured, day_claimed
from archive.review.differences.tallies import Tally
from archive.review.money.cost import Cost, Total
from archive.review.papers.papers import Paper, Papers, Role
from archive.review.reading.names import features, mentioned
from archive.review.reading.passages import Passage
from archive.review.reading.quantities import Quantity, number_text
from archive.review.reading.words import folded, word_list
from archive.review.results.metric import Metric
from archive.review.results.milestones import Milestone

_TELLING = (Role.REPORT, Role.OTHER, Role.MONEY, Role.PROOF)
"""What was sent out to say how it went; a look back quotes such claims to take them back."""
_IN_TIME = word_list("word_claims.in_time")
_IN_BUDGET = word_list("word_claims.in_budget")
_MET = word_list("word_claims.met")
_TARGETS = word_list("word_claims.targets")
_ALL = word_list("word_claims.all")
_WHOLE = word_list("word_claims.whole")
_TURNED = word_list("word_claims.turned")
"""Words that make it an aim, a duty, an exception or a doubt: not on time, must be, except."""
_DONE = word_list("differences.done")
_BEGINS = word_list("word_claims.begins")
_EMPTY = word_list("word_claims.empty")
_NONE_OF = word_list("word_claims.none_of")
_LONGEST = 120


def word_clashes(
    papers: Papers,
    metrics: Sequence[Metric],
    cost: Cost,
    milestones: Sequence[Milestone],
    tallies: Sequence[Tally],
    told: Iterable[Clash],
) -> Iterator[Clash]:
    """One clash for each claim in words, and for each set of things that it is not true of.

    `told` are clashes found already: a claim beside a sum that is wrong itself is told with that sum.
    """
    taken = {c.evidence.spans for clash in told if clash.kind == "cost" for c in clash.claims}
    overrun = _overrun(cost, papers)
    missed = [m for m in metrics if m.met is False and m.target and m.actual and not m.computed]
    seen: set[tuple[str, ...]] = set()
    for paper in papers.current(*_TELLING):
        for clause, passage in _clauses(paper):
            found = [*_late(clause.text, milestones), *_unmet(clause.text, missed)]
            found += _some_after_all(clause.text, metrics, tallies)
            if overrun and passage.evidence.spans not in taken:
                found += _overspent(clause.text, overrun, cost)
            key = tuple(sorted(m.name for m in found))
            if found and key not in seen:
                seen.add(key)
                said = Claim(clause.text, clause.text, paper, clause.evidence)
                figures = (
                    c for m in found for c in (m.meant, m.came) if m.kind != "count" or c is m.came
                )
                yield Clash(found[0].kind, clause.text, (said, *figures), measured=tuple(found))


_CLAIMS = (_IN_TIME, _IN_BUDGET, _MET, _NONE_OF)


def _clauses(paper: Paper) -> Iterator[tuple[Passage, Passage]]:
    """The parts of sentences between full pauses that hold such a claim, each with its sentence."""
    for passage in paper.told:
        if not any(claim.within(passage.text) for claim in _CLAIMS):
            continue
        at = 0
        for piece in re.split(r"(?<=[；;。！!？?])", passage.text):
            asked = piece.rstrip().endswith(("?", "？"))
            if not asked and 0 < len(piece.strip()) <= _LONGEST and not _TURNED.within(piece):
                bare = piece.rstrip("；;。！!. ")
                yield passage.cut(at, at + len(bare)), passage
            at += len(piece)


# ------------------------------------------------------------------ on time
def _late(text: str, milestones: Sequence[Milestone]) -> Iterator[Measured]:
    """The late milestones that a claim of punctuality takes in."""
    found = _IN_TIME.search(text)
    if found is None:
        return
    subject = _subject(text, found)
    named = [m for m in milestones if mentioned(_bare(m.name), subject) >= 1]
    for milestone in milestones:
        if milestone.late and _takes_in(subject, text, milestone, named):
            planned, actual = milestone.planned, milestone.actual
            if planned and actual:
                meant, came = (day_claimed(milestone, day) for day in (planned, actual))
                yield Measured("date", milestone.name, meant, came)


def _subject(text: str, found: re.Match[str]) -> str:
    """What stands before the claim since the last comma, and what it begins with behind it."""
    plain = folded(text)
    before = re.split(r"[，,：:]", plain[: found.start()])
    subject = before.pop()
    while before and not re.search(r"[^\W\d日月年号]", subject):
        subject = before.pop() + subject
    return subject or re.split(r"[，,]", plain[found.end() :])[0]


_ONE_OF_MANY = re.compile(
    r"(?:[站场城店校区梯档轮节堂日])\s*\d*$|\b(?:stop|leg|show|session|round|city|day)s?\s*\d*$"
)
_OF_MANY = re.compile(
    r"[\d两二三四五六七八九十各全]+\s*[站场城店校区梯档轮节堂日]|\b(?:stops|legs|shows|sessions|rounds|cities|days|events)\b"
)


def _takes_in(subject: str, text: str, milestone: Milestone, named: Sequence[Milestone]) -> bool:
    """Claimed of everything, of all of a kind that has this one, or of this one by its name."""
    if not _ALL.within(text):
        return milestone in named if named else _WHOLE.within(subject) or _says_nothing(subject)
    own = features(_DONE.without(milestone.name)) & features(subject)
    if any(not part.isdigit() for part in own):
        return True
    if _OF_MANY.search(subject):
        return bool(_ONE_OF_MANY.search(folded(milestone.name)))
    return _WHOLE.within(subject) or _says_nothing(subject)


def _bare(name: str) -> str:
    """The name without its beginning or end: 巡展 of 巡展開始, roadshow of Roadshow start."""
    return _DONE.without(_BEGINS.without(name)).strip() or name


def _says_nothing(subject: str) -> bool:
    """We delivered; all were: no word says of what."""
    return not features(_EMPTY.without(_ALL.without(_DONE.without(subject))).strip() or "we") - {
        "we"
    }


# ------------------------------------------------------------------ within budget
def _overrun(cost: Cost, papers: Papers) -> Measured | None:
    """What could be spent and what was, where more was."""
    if cost.budget is None or cost.actual is None or cost.actual.value <= cost.budget.value:
        return None
    meant, came = _total(cost.budget, papers), _total(cost.actual, papers)
    return Measured("cost", "cost", meant, came) if meant and came else None


def _total(total: Total, papers: Papers) -> Claim | None:
    source = total.evidence[0].source if total.evidence else None
    paper = next((p for p in papers if p.source is source), None)
    written = f"{Decimal(number_text(total.value)):,f}"
    return Claim(total.value, written, paper, total.evidence[0]) if paper else None


def _overspent(text: str, overrun: Measured, cost: Cost) -> Iterator[Measured]:
    """The claim is of the whole: it names no line of the settlement."""
    found = _IN_BUDGET.search(text)
    if found and not any(_is_of(line.item, _subject(text, found)) for line in cost.lines):
        yield overrun


def _is_of(item: str, subject: str) -> bool:
    """The subject is the line by its name, or by its first word: media came in under budget, of Media buying."""
    first = re.match(r"[A-Za-z]{4,}", item.strip())
    alone = first and re.match(r"\W*(?:the )?([A-Za-z]+)", subject, re.IGNORECASE)
    said = alone[1].lower() if alone else ""
    return mentioned(item, subject) >= 1 or bool(first and said == first.group().lower())


# ------------------------------------------------------------------ all targets met
_RATE = re.compile(r"(?:完成|[达達]成|[达達][标標]|[实實][现現])(?:[率度值情项項]|[数數])")
"""各項完成率: of rates, no claim."""


def _unmet(text: str, missed: Sequence[Metric]) -> Iterator[Measured]:
    """The missed targets, where a clause says that all were reached."""
    for piece in re.split(r"[，,：:]", text):
        if _RATE.search(piece) or not (
            _MET.within(piece) and _TARGETS.within(piece) and _ALL.within(piece)
        ):
            continue
        for metric in missed:
            if metric.target and metric.actual:
                meant, came = (
                    Claim(q.value, q.written, metric.paper, metric.evidence[-1])
                    for q in (metric.target, metric.actual)
                )
                yield Measured("metric", metric.name, meant, came)
        return


# ------------------------------------------------------------------ none at all
_MISHAPS = (
    word_list("word_claims.complaints"),
    word_list("word_claims.injuries"),
    word_list("word_claims.accidents"),
)


def _some_after_all(
    text: str, metrics: Sequence[Metric], tallies: Sequence[Tally]
) -> Iterator[Measured]:
    """No complaints, nobody hurt: of the whole event, where a list counts some."""
    found = _NONE_OF.search(text)
    if found is None or not _says_nothing(_WHOLE.without(_subject(text, found))):
        return
    kind = next((k for k in _MISHAPS if k.within(found.group())), None)
    if kind is None:
        return
    for name, figure, claim in (
        *_results(metrics),
        *((t.name, t.quantity, t.claim) for t in tallies),
    ):
        if kind.within(name) and not figure.is_rate and figure.value > 0:
            none = Claim(Decimal(0), "0", claim.paper, claim.evidence)
            yield Measured("count", name, none, claim)
            return


def _results(metrics: Sequence[Metric]) -> Iterator[tuple[str, Quantity, Claim]]:
    for metric in metrics:
        if metric.actual:
            figure = metric.actual
            claim = Claim(figure.value, figure.written, metric.paper, metric.evidence[-1])
            yield metric.name, figure, claim
