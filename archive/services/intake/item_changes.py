"""What a person changes about an item: values checked, decisions taken, the item judged again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from archive.domain.access import Principal, scope_of
from archive.domain.documents import CLASS_CODES, Decision, ItemState, Level
from archive.domain.intake import Batch, Item, ItemFields
from archive.domain.messages import Message
from archive.errors import Conflict, InvalidInput
from archive.persistence.audit import AuditEvent
from archive.persistence.database import Work
from archive.services.documents.cabinet import iso_date
from archive.services.intake.assessment import Assessor
from archive.services.intake.field_values import LONGEST_TEXT, checked_value
from archive.services.operations.identifiers import Clock
from archive.services.operations.staleness import changed_meanwhile
from archive.understanding.level import level_of_part

NAMED = frozenset({"title", "date", "version", "status", "language"})
"""Fields that stand in a name."""

UNREAD = (ItemState.RECEIVED, ItemState.ANALYSING)
WAITING = (ItemState.PROPOSED, ItemState.HELD, ItemState.FAILED)


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What a person changes about an item; None leaves a part as it is.

    `decision` is a `Decision` word, or "none" to take a decision back. `revision` is the one the
    person saw: another one is a conflict.
    """

    class_key: str | None = None
    name: str | None = None
    fields: Mapping[str, object] | None = None
    level: str | None = None
    decision: str | None = None
    of: str | None = None
    reason: str | None = None
    revision: int | None = None


class ItemEditor:
    """Keeps changes of items inside the caller's transaction, and has them judged again."""

    def __init__(self, assessor: Assessor, clock: Clock) -> None:
        self._assessor = assessor
        self._clock = clock

    def change(
        self, work: Work, principal: Principal, batch: Batch, before: Item, change: ItemChange
    ) -> Item:
        """Keep a person's decision or correction.

        Raises:
            Conflict: the item is still being read, is filed, or somebody else changed it.
            InvalidInput: a class, level, decision or field that does not exist.
        """
        if change.revision is not None and change.revision != before.revision:
            raise changed_meanwhile(work, before.id, revision=before.revision)
        if before.state in (*UNREAD, ItemState.FILED):
            raise Conflict(why=f"item_{before.state.value}")
        freed = self._freed(work, principal, before, change)
        given = _with_values(freed, change)
        named = self._with_what_its_name_says(work, principal, given, change)
        levelled = self._with_level_of_class(before, named, change)
        changed = _decided(work, principal, batch, levelled, change)
        after = self.judged(work, principal, before, changed)
        act, details = _told(change, after.revision)
        event = AuditEvent(self._clock(), principal.user_id, act, before.id, batch.project, details)
        work.audit.append(event)
        return after

    def raise_holders(
        self, work: Work, principal: Principal, batch: Batch, item: Item
    ) -> tuple[tuple[Item, Item], ...]:
        """The mails and archives an item came in, brought up to its level: each before and after.

        Who may read a mail reads what is in it. Only those that wait can still be changed here.
        """
        raised: list[tuple[Item, Item]] = []
        holder = work.intake.item(item.parent) if item.parent else None
        while holder is not None:
            if holder.state in WAITING and holder.level < item.level:
                why = (level_of_part(item.original_name),)
                higher = replace(holder, level=item.level, level_reasons=why)
                after = self.judged(work, principal, holder, higher)
                details = {"fields": ["level"], "of": item.id, "revision": after.revision}
                now, by = self._clock(), principal.user_id
                act = "item_corrected"
                work.audit.append(AuditEvent(now, by, act, holder.id, batch.project, details))
                raised.append((holder, after))
            holder = work.intake.item(holder.parent) if holder.parent else None
        return tuple(raised)

    def _freed(self, work: Work, principal: Principal, item: Item, change: ItemChange) -> Item:
        """A name written before says no longer what is corrected now: one is made anew, from what it said."""
        corrected = change.class_key is not None or bool(NAMED & set(change.fields or ()))
        if change.name is not None or not item.chosen_name or not corrected:
            return item
        said = self._with_what_its_name_says(
            work, principal, item, ItemChange(name=item.chosen_name)
        )
        return replace(said, chosen_name=None)

    def _with_what_its_name_says(
        self, work: Work, principal: Principal, item: Item, change: ItemChange
    ) -> Item:
        """The item with what a name a person gives says otherwise than the proposed one.

        What it only repeats stays as it is; the day or the version it is asked for it answers then too,
        unless it keeps what was proposed.
        """
        if change.name is None or not item.chosen_name:
            return item
        project = work.projects.for_maintenance(item.project)
        verdict = self._assessor.check(work, principal, item.chosen_name, project)
        if not verdict.components.get("title"):
            return item  # no name by the rules: it says nothing certain
        proposed = self._assessor.check(work, principal, item.proposed_name or "", project)
        was = _told_by_name(proposed.components, project.language)
        told = _told_by_name(verdict.components, project.language)
        known = item.fields.as_dict()
        given = {key: value for key, value in told.items() if value != was[key]}
        if item.asks_for_day or item.asks_for_version:
            asked = {key: value for key, value in told.items() if key in ("date", "version")}
            given |= {key: value for key, value in asked.items() if value != known[key]}
        item = _with_fields(item, {key: value for key, value in given.items() if value})
        if change.class_key is None and verdict.class_key not in (None, item.class_key):
            item = _of_class(item, verdict.class_key)
        return item

    def _with_level_of_class(self, before: Item, item: Item, change: ItemChange) -> Item:
        """Another class brings its own level where that is higher; none is lowered by itself."""
        if change.level is not None or item.class_key in (None, before.class_key):
            return item
        default = self._assessor.rules.class_for(item.class_key or "other").level
        if default > item.level:
            return replace(item, level=default, level_reasons=())
        if default < item.level and not item.level_reasons:
            return replace(item, level_reasons=(Message("intake.level_kept"),))
        return item

    def judged(self, work: Work, principal: Principal, before: Item, changed: Item) -> Item:
        """Judge a changed item and store it; Conflict when somebody else was first."""
        after = self._assessor.judge(work, principal, changed)
        after = replace(after, revision=before.revision + 1)
        if not work.intake.replace_item(after):
            raise changed_meanwhile(work, before.id, revision=before.revision)
        return after


def _told(change: ItemChange, revision: int) -> tuple[str, Mapping[str, object]]:
    """What the log keeps of a change: the decision, or which fields were corrected."""
    if change.decision:
        said = {"decision": change.decision, "reason": change.reason}
        return "item_decided", said | {"revision": revision}
    said = {"class": change.class_key, "name": change.name, "level": change.level}
    fields = sorted({*(change.fields or ()), *(name for name, value in said.items() if value)})
    return "item_corrected", {"fields": fields, "revision": revision}


def _with_values(item: Item, change: ItemChange) -> Item:
    """The item with the plain values of a change; anything odd is InvalidInput."""
    if change.class_key is not None:
        if change.class_key not in CLASS_CODES:
            raise InvalidInput(field="class", why=", ".join(CLASS_CODES))
        item = _of_class(item, change.class_key)
    if change.level is not None:
        levels = {level.key: level for level in Level}
        if change.level not in levels:
            raise InvalidInput(field="confidentiality", why=", ".join(levels))
        item = replace(item, level=levels[change.level], level_reasons=())
    if change.fields is not None:
        item = _with_fields(item, change.fields)
    if change.name is not None:
        if len(change.name) > LONGEST_TEXT:
            raise InvalidInput(field="name", why=f"0-{LONGEST_TEXT}")
        item = replace(item, chosen_name=change.name.strip() or None)
    return item


def _of_class(item: Item, class_key: str) -> Item:
    """The item in the class a person says it is of."""
    return replace(item, class_key=class_key, class_confidence=1.0, class_reasons=())


def _told_by_name(components: Mapping[str, str], language: str) -> dict[str, str]:
    """Field -> what the components of a name say of it; one without a language is in the project's."""
    return {
        "title": components.get("title", ""),
        "date": iso_date(components.get("date", "")) or "",
        "version": components.get("version", "")[1:],
        "status": components.get("status", ""),
        "language": components.get("lang", "") or language,
    }


def _with_fields(item: Item, changes: Mapping[str, object]) -> Item:
    """The item with fields a person gave: these need no reason and leave no question.

    Of two readings the likelier one may be chosen too; then nothing changes but that it is sure.
    """
    fields = changed_fields(item.fields, changes)
    before, after = item.fields.as_dict(), fields.as_dict()
    given = {name for name in changes if before[name] != after[name]}
    given |= {"date"} & changes.keys() if item.asks_for_day else set()
    given |= {"version"} & changes.keys() if item.asks_for_version else set()
    return replace(
        item,
        fields=fields,
        date_source="text" if "date" in given else item.date_source,
        date_choices=() if "date" in given else item.date_choices,
        version_choices=() if "version" in given else item.version_choices,
        reasons=tuple(reason for reason in item.reasons if reason.field not in given),
    )


def changed_fields(fields: ItemFields, changes: Mapping[str, object]) -> ItemFields:
    """Fields with some of them set anew; InvalidInput names the one that cannot be."""
    values: dict[str, object] = {}
    known = fields.as_dict()
    for key, value in changes.items():
        if key not in ItemFields.__slots__:
            raise InvalidInput(field=f"fields.{key}", why=", ".join(ItemFields.__slots__))
        if key == "parties":
            if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
                raise InvalidInput(field="fields.parties", why="[text, ...]")
            values[key] = tuple(v.strip()[:200] for v in value if v.strip())[:20]
            continue
        if value is not None and not isinstance(value, str):
            raise InvalidInput(field=f"fields.{key}", why="text")
        if (value or "").strip() == (known[key] or ""):
            continue  # untouched: what stands is not judged again
        values[key] = checked_value(key, (value or "").strip())
    return replace(fields, **values)  # type: ignore[arg-type] # every key is a field, checked above


def _decided(
    work: Work, principal: Principal, batch: Batch, item: Item, change: ItemChange
) -> Item:
    """The item with a decision taken, or taken back."""
    if change.decision is None:
        return replace(item, reason=change.reason) if change.reason is not None else item
    if change.decision == "none":
        back = ItemState.PROPOSED
        return replace(item, decision=None, decision_of=None, reason=None, state=back)
    words = {decision.value: decision for decision in Decision}
    if change.decision not in words:
        raise InvalidInput(field="decision", why=", ".join((*words, "none")))
    decision = words[change.decision]
    of = change.of or item.duplicate_of or (item.similar_to.id if item.similar_to else None)
    if decision in (Decision.LINK, Decision.NEW_VERSION):
        _require_target(work, principal, batch, item, of)
    if decision is Decision.KEEP_BOTH and not (change.reason or "").strip():
        raise InvalidInput(field="reason", why="1-500")
    state = {Decision.HOLD: ItemState.HELD, Decision.DISCARD: ItemState.DISCARDED}
    return replace(
        item,
        decision=decision,
        decision_of=of if decision in (Decision.LINK, Decision.NEW_VERSION) else None,
        reason=(change.reason or "").strip()[:LONGEST_TEXT] or None,
        state=state.get(decision, ItemState.PROPOSED),
    )


def _require_target(
    work: Work, principal: Principal, batch: Batch, item: Item, of: str | None
) -> None:
    """`of` must be a visible document of this project, or another item of this batch."""
    twin = work.intake.item(of) if of else None
    if twin is not None and twin.batch == batch.id and twin.id != item.id:
        return
    document = work.documents.get(scope_of(principal), of) if of else None
    if document is None or document.project != batch.project:
        raise InvalidInput(field="of", why="document or item")
