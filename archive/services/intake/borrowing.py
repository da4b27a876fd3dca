"""What the other files of a folder suggest for those that say too little, once all of the folder is read.

One look at a folder when the last of its files is read, not one a file: nobody's proposal changes while a
person may be looking at the rest of a folder that is still being read.
"""

from __future__ import annotations

from dataclasses import replace

from archive.domain.documents import ItemState
from archive.domain.intake import FieldReason, Item
from archive.domain.projects import Project
from archive.naming.rules import Rules
from archive.persistence.database import Work
from archive.persistence.intake import FolderItem
from archive.understanding.siblings import CLASS_REASONS, Borrowed, Sibling, borrowed
from archive.understanding.unsaid import BORROWED, NOTHING_REASON, OTHER, SOURCE

MOST = 200
"""Files of a folder that are looked at: in a heap of more nobody agrees with all the others."""

_OWN_DATES = ("text", "name", "property")
_BUNDLES = frozenset({"zip", "7z", "rar", "tar", "gz"})
_FROM_CLASS, _FROM_NAME = "understanding.title_class", "understanding.title_name"
_PARTIES = frozenset({"parties", "counterparty"})


def borrowings(work: Work, last: Item, project: Project, rules: Rules) -> tuple[Item, ...]:
    """The items of a folder with what the others suggest, changed ones alone; none while any is unread."""
    folder = last.path.rpartition("/")[0]
    if work.intake.reads_on(last.batch, folder):
        return ()
    known = work.intake.in_folder(last.batch, folder, MOST + 1)
    if len(known) > MOST:
        return ()
    spoken = [_sibling(one) for one in known]
    found: dict[str, Borrowed] = {}
    for place, one in enumerate(known):
        if not _may_borrow(one):
            continue
        others = [*spoken[:place], *spoken[place + 1 :]]
        needs = _needs_parties(one, rules)
        suggestion = borrowed(spoken[place], others, project.client, needs_parties=needs)
        if suggestion.reasons:
            found[one.id] = suggestion
    items = work.intake.items_among(last.batch, found.keys())
    return tuple(_with(item, found[item.id], rules) for item in items.values())


def _may_borrow(one: FolderItem) -> bool:
    """Nobody has decided or named anything, and its content is no mere container."""
    details = one.details
    untouched = details["decision"] is None and not details["chosen_name"]
    return (
        one.state == ItemState.PROPOSED.value and untouched and details["extension"] not in _BUNDLES
    )


def _sibling(one: FolderItem) -> Sibling:
    """What a file says itself: nothing borrowed, nothing supplied, no class that is only a guess."""
    details, fields = one.details, one.details["fields"]
    supplied = {r["field"] for r in details.get("reasons", ()) if r["confidence"] <= BORROWED}
    class_key = _class_told(one)
    return Sibling(
        one.path,
        class_key,
        fields["title"] if "title" not in supplied and _titled(one, class_key) else "",
        fields["date"] if details["date_source"] in _OWN_DATES else None,
        tuple(fields["parties"]) if "parties" not in supplied else (),
    )


def _titled(one: FolderItem, class_key: str | None) -> bool:
    """A title of its own: W03 is none where nothing else is said than the file's name."""
    keys = {reason["message"]["key"] for reason in one.details.get("reasons", ())}
    unsaid = {_FROM_CLASS} if class_key else {_FROM_CLASS, _FROM_NAME}
    return not keys & unsaid


def _class_told(one: FolderItem) -> str | None:
    key: str | None = one.details["class_key"]
    reasons = {reason["key"] for reason in one.details["class_reasons"]}
    unsaid = key == OTHER and NOTHING_REASON in reasons
    return None if unsaid or reasons & CLASS_REASONS else key


def _needs_parties(one: FolderItem, rules: Rules) -> bool:
    key = one.details["class_key"]
    return key is not None and bool(_PARTIES & set(rules.class_for(key).wanted))


def _with(item: Item, suggestion: Borrowed, rules: Rules) -> Item:
    given = {reason.field for reason in suggestion.reasons}
    fields = replace(
        item.fields,
        title=suggestion.title or item.fields.title,
        date=suggestion.date or item.fields.date,
        parties=suggestion.parties or item.fields.parties,
    )
    told = [r for r in item.reasons if r.field not in given]
    told += [
        FieldReason(r.field, r.message, r.confidence)
        for r in suggestion.reasons
        if r.field != "class"
    ]
    item = replace(item, fields=fields, reasons=tuple(told))
    if suggestion.date:
        item = replace(item, date_source=SOURCE)
    if suggestion.class_key is None:
        return item
    return replace(
        item,
        class_key=suggestion.class_key,
        class_confidence=BORROWED,
        class_reasons=tuple(r.message for r in suggestion.reasons if r.field == "class"),
        level=max(item.level, rules.class_for(suggestion.class_key).level),
    )
