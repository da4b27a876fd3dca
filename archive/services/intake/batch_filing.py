"""Filing a batch: items become documents a few at a time, each handful in one transaction.

A handful shares what its items have in common (the project, the names taken, exceptions in force), so
an item costs the same whether ten are filed or four hundred, and nobody waits long for the write lock.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from archive.domain.access import Principal, scope_of
from archive.domain.documents import Decision, Document, ItemState
from archive.domain.intake import Batch, Item
from archive.errors import Conflict
from archive.naming.check import check_name, worst
from archive.naming.verdicts import ContentFacts, Finding, NameVerdict
from archive.persistence.database import Database, Work
from archive.services.documents.cabinet import LINKED, Cabinet, comes_before, document_from
from archive.services.intake.assessment import FITTING, Assessor, excuses
from archive.services.intake.lessons_of_filing import learn
from archive.services.intake.name_register import NameRegister
from archive.services.operations.identifiers import Clock
from archive.services.projects.freezing import require_open
from archive.team_time import day_of
from archive.understanding.wants_a_look import is_excepted

HANDFUL = 20
LONGEST_PAUSE = 0.2  # seconds
FILEABLE = (ItemState.PROPOSED, ItemState.HELD)
UNREADABLE = "N13"
ASKS_FOR_TWIN = "N11"
BREAKS_THE_NAME = frozenset({"N02", "N03", "N05", "N06", "N08"})
"""Rules that only the name itself can break: whatever else is filed, it stays broken."""


@dataclass(frozen=True, slots=True)
class FilingOutcome:
    """What became of each item that was asked for; nothing is all-or-nothing.

    `filed` pairs item and document ids; an item linked to its twin is there with the twin's document.
    `made` says of the items filed just now what that made: "document", "version" or "link".
    """

    filed: tuple[tuple[str, str], ...]
    held: tuple[Item, ...]
    made: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """The document an item stands in now, and what filing it made; "" where it was filed before."""

    document: str
    what: str


@dataclass(frozen=True, slots=True)
class Fit:
    """The verdict on an item under a name, and the exceptions that answer its findings."""

    verdict: NameVerdict
    left: tuple[Finding, ...]
    exceptions: frozenset[str]

    @property
    def fits(self) -> bool:
        """True when the item may be filed so."""
        return worst(self.left) in FITTING

    def asks(self, rule: str) -> bool:
        """True when a finding of that rule is still open."""
        return any(finding.rule == rule for finding in self.left)


class BatchFiling:
    """Files items of one batch."""

    def __init__(
        self, database: Database, assessor: Assessor, cabinet: Cabinet, clock: Clock
    ) -> None:
        self._database = database
        self._assessor = assessor
        self._cabinet = cabinet
        self._clock = clock

    def file(
        self, principal: Principal, batch: Batch, chosen: Sequence[Item], *, accept: bool
    ) -> FilingOutcome:
        """File what may be filed and hold the rest; what is filed stays filed if a later one fails."""
        # Twins and versions last: an item can only be put to what stands.
        ordered = sorted(chosen, key=lambda i: (i.decision_of or i.duplicate_of) is not None)
        filed: list[tuple[str, str]] = []
        held: list[Item] = []
        fresh: dict[str, str] = {}
        for ids in _handfuls([item.id for item in ordered]):
            with self._fairly(), self._database.write() as work:
                require_open(work, batch.project)
                desk = Desk(work, principal, batch, self._assessor, self._cabinet, self._clock)
                items = work.intake.items_among(batch.id, ids)
                for item in (items[one] for one in ids if one in items):
                    made = desk.file(item, accept=accept)
                    if made is not None:
                        filed.append((item.id, made.document))
                        fresh |= {item.id: made.what} if made.what else {}
                    elif item.state in FILEABLE:
                        held.append(desk.hold(item))
                desk.owe_index()
        return FilingOutcome(tuple(filed), tuple(held), fresh)

    @contextmanager
    def _fairly(self) -> Iterator[None]:
        """Leave the write lock alone for a tenth of the time it was held.

        Whoever waits for it only looks now and then: taken again at once, it would never be seen free.
        """
        start = time.monotonic()
        yield
        time.sleep(min(LONGEST_PAUSE, (time.monotonic() - start) / 10))


class Desk:
    """Files items of a batch within one transaction."""

    def __init__(
        self,
        work: Work,
        principal: Principal,
        batch: Batch,
        assessor: Assessor,
        cabinet: Cabinet,
        clock: Clock,
    ) -> None:
        self._work = work
        self._principal = principal
        self._assessor = assessor
        self._cabinet = cabinet
        self._project = work.projects.for_maintenance(batch.project)
        self._register = NameRegister(work, scope_of(principal), self._project)
        self._today = day_of(clock())
        self._any_excused = work.rule_exceptions.any_in_force(batch.project, self._today)
        self._new: list[Document] = []
        assessor.note_rules(work)

    def file(self, item: Item, *, accept: bool) -> Made | None:
        """File one item; None when it has to wait."""
        if item.state is ItemState.FILED:
            return Made(item.document or "", "")
        if item.state not in FILEABLE or item.decision is Decision.HOLD:
            return None
        if (item.asks_for_day or item.asks_for_version) and item.decision is not Decision.LINK:
            return None  # a guess would be filed for certain
        if item.decision in (Decision.LINK, Decision.NEW_VERSION):
            return self._as_decided(item)
        return self._under_a_name(item, accept=accept)

    def hold(self, item: Item) -> Item:
        """Put aside what could not be filed, where its uploader finds it."""
        receiver = self._work.accounts.principal(item.received_by) if is_excepted(item) else None
        if receiver is not None:  # what was granted may have ended: its row says what holds it now
            item = self._assessor.judge(self._work, receiver, item)
        if receiver is not None or item.state is ItemState.PROPOSED:
            item = replace(item, state=ItemState.HELD, revision=item.revision + 1)
            self._work.intake.replace_item(item)
        return item

    def owe_index(self) -> None:
        """Owe the index what was filed here, in the same transaction."""
        self._cabinet.owe_index(self._work, self._new)

    def _as_decided(self, item: Item) -> Made | None:
        fit = self._fit(item, item.name)
        if fit.asks(UNREADABLE):
            return None
        return self._link(item) if item.decision is Decision.LINK else self._version(item, fit)

    def _under_a_name(self, item: Item, *, accept: bool) -> Made | None:
        for name in self._candidates(item, accept=accept):
            fit = self._fit(item, name)
            if fit.asks(UNREADABLE):
                return None
            if accept and item.decision is None and fit.asks(ASKS_FOR_TWIN):
                return self._link(item)
            if fit.fits:
                return self._store(item, fit)
        return None

    def _candidates(self, item: Item, *, accept: bool) -> Iterator[str]:
        """The names to try: its own, a person's mended, the proposed one as it stands, one made anew."""
        own = item.chosen_name or item.original_name
        if not accept or item.proposed_name is None:
            yield own
            return
        if not any(finding.rule in BREAKS_THE_NAME for finding in item.findings):
            yield own
        mended = self._fit(item, own).verdict.suggestion if item.chosen_name else None
        if mended is not None:
            yield mended
        yield item.proposed_name
        # The name it came with was shown: without the exception no other is meant.
        if is_excepted(item):
            return
        context = self._assessor.context_of(self._register, self._project, _content(item))
        anew = self._assessor.propose(item, self._project, context)
        if anew is not None and anew != item.proposed_name:  # the name was taken meanwhile
            yield anew

    def _fit(self, item: Item, name: str) -> Fit:
        context = self._assessor.context_of(self._register, self._project, _content(item))
        verdict = check_name(name, self._assessor.rules, context)
        excused = self._assessor.excused(self._work, item) if self._any_excused else {}
        used = {excused[f.rule] for f in verdict.findings if excuses(excused, f)}
        left = tuple(f for f in verdict.findings if not excuses(excused, f))
        return Fit(verdict, left, frozenset(used))

    def _store(self, item: Item, fit: Fit) -> Made:
        new = document_from(item, fit.verdict)
        document = self._cabinet.put(self._work, self._principal, self._project, new)
        self._new.append(document)
        self._register.take(document.name)
        self._cabinet.note_exceptions(self._work, self._principal, document, fit.exceptions)
        learn(self._work, item, self._project, document)
        if item.chosen_name:  # it may have been mended: its row says what it is filed as
            item = replace(item, chosen_name=document.name)
        self._mark_filed(item, document.id)
        return Made(document.id, "document")

    def _link(self, item: Item) -> Made | None:
        """Let an item stand for its twin's document; the bytes are not kept twice."""
        document = self._document_meant(item.decision_of or item.duplicate_of)
        if document is None:
            return None
        self._mark_filed(item, document.id)
        self._note(LINKED, document.id, {"item": item.id})
        return Made(document.id, "link")

    def _version(self, item: Item, fit: Fit) -> Made | None:
        document = self._document_meant(item.decision_of)
        if document is None or document.project != item.project or not fit.fits:
            return None
        new = document_from(item, fit.verdict)
        cabinet = self._cabinet
        add = cabinet.add_earlier_version if comes_before(new, document) else cabinet.add_version
        add(self._work, self._principal, self._project, document, new)
        self._register.take(new.name)
        self._cabinet.note_exceptions(self._work, self._principal, document, fit.exceptions)
        self._mark_filed(item, document.id)
        return Made(document.id, "version")

    def _document_meant(self, of: str | None) -> Document | None:
        """The document of that id, or the one that the item of that id became, if the filer sees it."""
        if of is None:
            return None
        twin = self._work.intake.item(of)
        target = twin.document if twin else of
        if target is None:
            return None
        return self._work.documents.get(scope_of(self._principal), target)

    def _note(self, action: str, subject: str, details: dict[str, object]) -> None:
        work, project = self._work, self._project.id
        self._cabinet.note(work, self._principal, action, subject, project, details)

    def _mark_filed(self, item: Item, document_id: str) -> None:
        revision = item.revision + 1
        done = replace(item, state=ItemState.FILED, document=document_id, revision=revision)
        if not self._work.intake.replace_item(done):
            raise Conflict(why="changed_meanwhile")


def _content(item: Item) -> ContentFacts:
    """What is known of an item's bytes; a twin only while nobody has said what to do about it."""
    asked = item.duplicate_name if item.decision is None and item.duplicate_of else None
    return ContentFacts(extension=item.extension, state=item.content_state, duplicate_of=asked)


def _handfuls(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), HANDFUL):
        yield ids[start : start + HANDFUL]
