"""What is done to items of a batch together, and taking it back: nothing of it is final at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from archive.domain.access import Action, Principal, Target, require, scope_of
from archive.domain.documents import DocumentState
from archive.domain.intake import ActEntry, Batch, BatchAct, Item
from archive.errors import ArchiveError, Conflict, InvalidInput, NotFound
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Database, Work
from archive.persistence.encoding import decided_in, decided_out
from archive.services.documents.document_changes import DocumentChanges
from archive.services.intake.assessment import Assessor
from archive.services.intake.batch_filing import FilingOutcome
from archive.services.intake.filing import FilingService
from archive.services.intake.intake import batch_of
from archive.services.intake.item_changes import ItemChange, ItemEditor
from archive.services.operations.identifiers import Clock, new_id
from archive.services.projects.freezing import require_open
from archive.wording import say

LATEST = 5
"""Acts that are offered to be undone; older ones are still known by their id."""
MOST_AT_ONCE = 2000
AT_ONCE = 50
"""Items in one transaction: others get a turn to write in between."""


@dataclass(frozen=True, slots=True)
class ActOutcome:
    """What became of each item. `act` is None where nothing was done to any of them."""

    act: BatchAct | None
    done: tuple[Item, ...]
    refused: tuple[tuple[str, ArchiveError], ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """A filing and the act that takes it back."""

    outcome: FilingOutcome
    act: BatchAct | None


@dataclass(frozen=True, slots=True)
class Undone:
    """Items that stand as before the act, and those that were changed since and were left alone."""

    act: BatchAct
    restored: tuple[str, ...]
    left: tuple[str, ...]


class BatchActService:
    """Acts on several items, each kept with how the items stood before."""

    def __init__(
        self,
        database: Database,
        filing: FilingService,
        assessor: Assessor,
        clock: Clock,
    ) -> None:
        self._database = database
        self._filing = filing
        self._documents = DocumentChanges(assessor, clock)
        self._editor = ItemEditor(assessor, clock)
        self._clock = clock

    def change(
        self, principal: Principal, batch_id: str, item_ids: Sequence[str], change: ItemChange
    ) -> ActOutcome:
        """Do one thing to several items; what cannot be done to one leaves the others done.

        Raises:
            InvalidInput: too many items, one that is not of this batch, or an impossible value.
        """
        done: list[Item] = []
        refused: list[tuple[str, ArchiveError]] = []
        act: BatchAct | None = None
        for part in _parts(item_ids):
            entries: list[ActEntry] = []
            higher: dict[str | None, Item] = {}
            with self._database.write() as work:
                batch = self._batch(work, principal, batch_id)
                for before in _items(work, batch, part):
                    try:
                        after = self._editor.change(work, principal, batch, before, change)
                    except Conflict as error:
                        refused.append((before.id, error))
                        continue
                    done.append(after)
                    entries.append(ActEntry(after.id, after.revision, decided_out(before)))
                    if after.level > before.level:
                        higher[after.parent] = after
                for one in higher.values():
                    raised = self._editor.raise_holders(work, principal, batch, one)
                    entries += [ActEntry(m.id, m.revision, decided_out(b)) for b, m in raised]
                act = self._kept(work, principal, batch, _kind(change), entries, act)
        return ActOutcome(act, tuple(done), tuple(refused))

    def file(
        self,
        principal: Principal,
        batch_id: str,
        items: str | Sequence[str],
        *,
        accept_suggestions: bool = False,
    ) -> Filed:
        """File items as `FilingService.file_batch` does, in a way that can be undone."""
        with self._database.read() as work:
            batch = batch_of(work, principal, batch_id)
            before = {item.id: item for item in work.intake.items_of(batch_id)}
        outcome = self._filing.file_batch(
            principal, batch_id, items, accept_suggestions=accept_suggestions
        )
        with self._database.write() as work:
            after = {item.id: item for item in work.intake.items_of(batch_id)}
            entries = [
                ActEntry(
                    item_id,
                    after[item_id].revision,
                    decided_out(before[item_id]),
                    document_id,
                    outcome.made[item_id],
                )
                for item_id, document_id in outcome.filed
                if item_id in outcome.made and item_id in before
            ]
            act = self._kept(work, principal, batch, "file", entries)
        return Filed(outcome, act)

    def latest(self, principal: Principal, batch_id: str) -> tuple[BatchAct, ...]:
        """The caller's last acts on a batch, the newest first."""
        with self._database.read() as work:
            batch_of(work, principal, batch_id)
            return work.batch_acts.latest(batch_id, principal.user_id, LATEST)

    def undo(self, principal: Principal, batch_id: str, act_id: str | None = None) -> Undone:
        """Take back an act of the caller: the last one that was not undone, or the named one.

        An item that was changed since is left as it is. Documents that were made are withdrawn; a
        version that was added stays, and so does a document that other items are linked to.

        Raises:
            NotFound: no such act of the caller, or none that is left to undo.
            Conflict: it was undone already.
        """
        with self._database.read() as work:
            batch = self._batch(work, principal, batch_id)
            act = _wanted(work, principal, batch_id, act_id)
        if act.undone_at is not None:
            raise Conflict(why="undone")
        # Links first: a document goes only when nothing stands for it any more.
        entries = sorted(act.entries, key=lambda entry: entry.made == "document")
        restored: list[str] = []
        for start in range(0, len(entries), AT_ONCE):
            with self._database.write() as work:
                self._batch(work, principal, batch_id)
                part = entries[start : start + AT_ONCE]
                restored += self._restored(work, principal, batch_id, part)
        left = tuple(e.item for e in entries if e.item not in set(restored))
        with self._database.write() as work:
            # Marked last: an undo that was interrupted can be taken up again, as each item knows
            # by its revision whether it was put back.
            if not work.batch_acts.undo(act.id, self._clock()):
                raise Conflict(why="undone")
            details = {"act": act.kind, "restored": len(restored), "left": len(left)}
            now, by = self._clock(), principal.user_id
            work.audit.append(AuditEvent(now, by, "act_undone", act.id, batch.project, details))
        return Undone(act, tuple(restored), left)

    def _batch(self, work: Work, principal: Principal, batch_id: str) -> Batch:
        batch = batch_of(work, principal, batch_id)
        require(principal, Action.FILE, Target(batch.project))
        require_open(work, batch.project)
        return batch

    def _restored(
        self, work: Work, principal: Principal, batch_id: str, entries: Sequence[ActEntry]
    ) -> list[str]:
        items = work.intake.items_among(batch_id, [entry.item for entry in entries])
        made = [e.document for e in entries if e.document and e.made == "document"]
        links = work.intake.linked_to(made)
        done: list[str] = []
        for entry in entries:
            others = links.get(entry.document or "", frozenset()) - {entry.item, *done}
            shared = entry.made == "document" and bool(others)
            item = items.get(entry.item)
            if item and not shared and self._put_back(work, principal, item, entry):
                done.append(entry.item)
        return done

    def _put_back(self, work: Work, principal: Principal, item: Item, entry: ActEntry) -> bool:
        if item.revision != entry.revision or entry.made == "version":
            return False
        if entry.document is not None:
            if entry.made == "document" and not self._unfile(work, principal, entry.document):
                return False
            item = replace(item, document=None)
        self._editor.judged(work, principal, item, decided_in(item, entry.before))
        return True

    def _unfile(self, work: Work, principal: Principal, document_id: str) -> bool:
        """Withdraw a document that was made; False where it has grown since or is out of reach."""
        document = work.documents.get(scope_of(principal), document_id)
        if document is None or len(work.versions.of(document_id)) > 1:
            return False
        if document.state is not DocumentState.WITHDRAWN:
            reason = say(principal.language or "", "intake.undone")
            self._documents.withdraw(work, principal, document, reason)
        return True

    def _kept(
        self,
        work: Work,
        principal: Principal,
        batch: Batch,
        kind: str,
        entries: Sequence[ActEntry],
        begun: BatchAct | None = None,
    ) -> BatchAct | None:
        """Keep what was done, as a new act or as more of one that was begun."""
        if not entries:
            return begun
        if begun is not None:
            act = replace(begun, entries=(*begun.entries, *entries))
            work.batch_acts.extend(act)
            return act
        act = BatchAct(new_id(), batch.id, principal.user_id, kind, self._clock(), tuple(entries))
        work.batch_acts.add(act)
        return act


def _parts(item_ids: Iterable[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(item_ids))
    if not 1 <= len(wanted) <= MOST_AT_ONCE:
        raise InvalidInput(field="items", why=f"1-{MOST_AT_ONCE}")
    return [wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE)]


def _items(work: Work, batch: Batch, wanted: Sequence[str]) -> list[Item]:
    known = work.intake.items_among(batch.id, wanted)
    if not known.keys() >= set(wanted):
        raise NotFound
    return [known[item_id] for item_id in wanted]


def _wanted(work: Work, principal: Principal, batch_id: str, act_id: str | None) -> BatchAct:
    own = principal.user_id
    if act_id is not None:
        act = work.batch_acts.get(batch_id, own, act_id)
    else:
        latest = work.batch_acts.latest(batch_id, own, LATEST)
        act = next((known for known in latest if known.undone_at is None), None)
    if act is None:
        raise NotFound
    return act


def _kind(change: ItemChange) -> str:
    if change.decision is not None:
        return change.decision
    if change.class_key is not None:
        return "class"
    return "level" if change.level is not None else "edit"
