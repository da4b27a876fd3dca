"""What a review's page is made of: sentences, figures and rows, each with the chips of its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.review.as_read import AsRead
from archive.web.presenters.citations import Cite
from archive.web.presenters.marks import Mark
from archive.web.presenters.timeline import Moment


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement, or a value, with the chips of its sources."""

    text: str
    cites: tuple[Cite, ...] = ()
    note: str = ""
    reason: str = ""
    tone: str = ""
    key: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar of the actual with a stroke at the target, in hundredths of the longer one."""

    length: float
    stroke: float | None
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: metric, cost line or milestone; a milestone has its marks on the time axis."""

    name: str
    planned: str
    actual: str
    bar: Bullet | None
    share: str
    outcome: str
    tone: str
    cites: tuple[Cite, ...]
    key: str = ""
    moment: Moment | None = None
    note: str = ""
    """What the paper says beside a milestone that came late or has no actual day."""
    mark: str = ""
    """Who corrected or added its figures."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a finding weighs, as a word; the tone only repeats it."""

    text: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class AuditPart:
    """One of the three parts of the audit: its name, and its points with the word of their verdict."""

    key: str
    label: str
    points: tuple[tuple[Sentence, Weight], ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A paper that is not there: what it is, why it is looked for, how much it weighs."""

    text: str
    cites: tuple[Cite, ...]
    why: str
    weight: Weight
    waived: str = ""
    """Why the project is closed without it, who said so and on what day; it weighs nothing then."""


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A document whose content could not be read, with the reason."""

    name: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with two or more answers; `chosen` is the one a person decided for."""

    title: str
    note: str
    values: tuple[Sentence, ...]
    key: str = ""
    chosen: int | None = None
    decided: str = ""
    weight: Weight = Weight()
    reason: str = ""
    """Why the chosen value holds, as the person who decided says."""
    offered: tuple[str, ...] = ()
    """The values as the review holds them: a decision says between which it was made."""


@dataclass(frozen=True, slots=True)
class ContractView:
    """What a contract promises."""

    name: str
    url: str
    facts: tuple[tuple[str, str], ...]
    terms: tuple[Sentence, ...]
    obligations: tuple[Line, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Cost:
    """Budget and actual by line; the difference is computed here and says so."""

    currency: str
    lines: tuple[Line, ...]
    total: Line | None
    outstanding: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class AsideView:
    """A statement that is not in the review: whose words, why, and by whom."""

    section: str
    key: str
    label: str
    text: str
    note: str
    lost: bool = False
    """The words it rested on are gone: it cannot be put back, only deleted."""
    stays: bool = False
    """Nothing can be done about it by this reader."""


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """The newest approval."""

    text: str
    url: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class OtherWords:
    """What somebody else made of a statement, which holds for readers of other papers."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """One statement with everything that can be done to it."""

    key: str
    text: str
    owner: str
    due: str
    built: str
    """The words, or figures, that a correction took the place of; empty where it left them as they were."""
    mark: str
    stale: bool
    changed: bool
    cites: tuple[Cite, ...]
    quotes: tuple[str, ...]
    edited_at: str
    figures: Mapping[str, str]
    """Of a row of figures: those a person may correct, as they stand."""
    unit: str
    """What the figures of a row are counted in, said beside its name."""
    reason: str
    built_task: tuple[tuple[str, str], ...] = ()
    """Of an action what it said of who does it and by when, where a person said otherwise: label and value."""
    others: tuple[OtherWords, ...] = ()
    """Changes that do not hold here: they are told to readers who see other papers."""
    besides: tuple[str, ...] = ()
    """The other sections of the review that tell the same sentence, and lose it when it is rejected."""
    read: AsRead | None = None
    """What its form sends along, so that the statement is found again in a later build."""


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section with how much is in it."""

    key: str
    label: str
    count: int
    urgent: bool


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The whole page."""

    status: str
    building: bool
    built: str
    ready: bool
    sections: tuple[SectionLink, ...]
    statements: int
    sources: int
    outcome: tuple[Mark, ...]
    clashes: tuple[Clash, ...]
    missing: tuple[Gap, ...]
    unread: tuple[UnreadFile, ...]
    silent: Mapping[str, str]
    """Empty section -> which papers would tell of it."""
    background: tuple[Sentence, ...]
    milestones: tuple[Line, ...]
    metrics: tuple[Line, ...]
    cost: Cost | None
    contracts: tuple[ContractView, ...]
    satisfaction: tuple[Sentence, ...]
    quotes: tuple[Sentence, ...]
    decisions: tuple[tuple[Sentence, str, str], ...]
    """Each with its day and its meeting, or who decided."""
    successes: tuple[Sentence, ...]
    shortcomings: tuple[Sentence, ...]
    lessons: tuple[Sentence, ...]
    actions: tuple[tuple[Sentence, str, str], ...]
    audit: tuple[AuditPart, ...]
    sensitive: tuple[Sentence, ...]
    aside: tuple[AsideView, ...]
    approved: ApprovalView | None
    undecided: int
