"""Trying a rule file on every name that is filed: which would fail, and what they would become."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from archive.domain.messages import Message
from archive.domain.rule_versions import FiledName
from archive.naming.check import check_name
from archive.naming.normalise import same_name_key
from archive.naming.rules import Rules
from archive.naming.verdicts import Finding, NameContext, NameVerdict, Verdict

TOLD_EVERY = 200


@dataclass(frozen=True, slots=True)
class FailingName:
    """A filed name the tried rules would not take.

    `would_become` is the name they propose. `fails_today`: the rules in force do not take it either.
    """

    filed: FiledName
    verdict: Verdict
    findings: tuple[Finding, ...]
    would_become: str | None
    fails_today: bool


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many names of a class there are, and how many of them would fail."""

    class_key: str
    total: int
    failing: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule file would do. With `problems` it cannot be used, and nothing was tried.

    `failing` holds one page of the failing names; `total_failing` counts them all.
    """

    version: str
    problems: tuple[Message, ...] = ()
    total: int = 0
    total_failing: int = 0
    newly_failing: int = 0
    classes: tuple[ClassCount, ...] = ()
    failing: tuple[FailingName, ...] = ()
    page: int = 1
    per_page: int = 100


def try_rules(  # noqa: PLR0913 - what is tried, on what, when, which part is shown, who is told
    names: Sequence[FiledName],
    tried: Rules,
    in_force: Rules,
    today: date,
    page: int = 1,
    per_page: int = 100,
    told: Callable[[int], None] = lambda _done: None,
) -> DryRun:
    """Judge every name by the tried rules; `told` hears now and then how many are judged.

    Pure: it takes names, not documents.
    """
    trial = _Trial(names, today)
    totals: Counter[str] = Counter(filed.class_key for filed in names)
    failing: Counter[str] = Counter()
    shown: list[FailingName] = []
    newly = 0
    first = (page - 1) * per_page
    for number, filed in enumerate(names):
        if number % TOLD_EVERY == 0:
            told(number)
        verdict = trial.judge(filed, tried)
        if _fits(verdict):
            continue
        place = failing.total()
        failing[filed.class_key] += 1
        fails_today = not _fits(trial.judge(filed, in_force))
        newly += not fails_today
        if first <= place < first + per_page:
            shown.append(
                FailingName(
                    filed,
                    verdict.verdict,
                    verdict.findings,
                    verdict.suggestion,
                    fails_today,
                )
            )
    return DryRun(
        version=tried.version,
        total=len(names),
        total_failing=failing.total(),
        newly_failing=newly,
        classes=_counts(totals, failing),
        failing=tuple(shown),
        page=page,
        per_page=per_page,
    )


class _Trial:
    """Judges each filed name among the other names of its project."""

    def __init__(self, names: Iterable[FiledName], today: date) -> None:
        self._today = today
        self._taken: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for filed in names:
            self._taken[filed.project][same_name_key(filed.name)] += 1

    def judge(self, filed: FiledName, rules: Rules) -> NameVerdict:
        taken, own = self._taken[filed.project], same_name_key(filed.name)
        context = NameContext(
            projects=self._taken.__contains__,
            today=self._today,
            project=filed.project,
            taken=lambda key: taken[key] > (key == own),
        )
        return check_name(filed.name, rules, context)


def _fits(verdict: NameVerdict) -> bool:
    return verdict.verdict in (Verdict.OK, Verdict.FIXED)


def _counts(totals: Counter[str], failing: Counter[str]) -> tuple[ClassCount, ...]:
    counts = (ClassCount(key, total, failing[key]) for key, total in totals.items())
    return tuple(sorted(counts, key=lambda c: (-c.failing, -c.total, c.class_key)))
