"""A file on its way in, as a row: what it would be called, why, and the one thing to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.domain.documents import Decision, ItemState
from archive.domain.intake import Item, ItemFinding
from archive.domain.segments import ContentState
from archive.understanding.siblings import CLASS_REASONS
from archive.understanding.wants_a_look import (
    ASKING,
    EXCEPTED,
    READING,
    UNSURE,
    asks,
    asks_for_names,
    is_borrowed,
    is_excepted,
    is_guess,
    is_unopened,
    is_unreadable,
    needs_only_a_nod,
)
from archive.web.presenters.marks import Mark, file_icon, html_lang, joined, level_mark
from archive.web.presenters.member_names import encoding_label
from archive.web.presenters.names import NamePart, Run, name_parts, original_runs
from archive.web.presenters.page_quality import PageMark, row_marks
from archive.web.presenters.reasons import explained, part_reasons
from archive.wording import say

TRANSLATION = "language_variant"
"""The kind of likeness that makes no version: the same paper in another language."""

_ORDER = ("N13", "N11", "N12", "N10", "N06", "N02", "N08", "N07", "N05", "N04", "N09", "N14", "N15")
"""Which finding is said first: what a person has to know comes before what the proposal repairs."""

_SUPPLIED = ("title", "date", "version", "status", "lang")


@dataclass(frozen=True, slots=True)
class Act:
    """One button of a row: it files the item, confirms the names in it, or changes it."""

    label: str
    name: str = "decision"
    value: str = ""
    primary: bool = False
    files: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A row of the batch table."""

    id: str
    batch: str
    revision: int
    group: str
    mark: Mark
    name: str
    parts: tuple[NamePart, ...]
    lang: str | None
    original: tuple[Run, ...]
    folder: str
    icon: str
    class_key: str
    class_label: str
    confidence: str
    unsure: bool
    why: str
    level: Mark
    ticked: bool
    tickable: bool
    acts: tuple[Act, ...]
    document: str
    editable: bool
    quality: tuple[PageMark, ...]
    """Where its text is of poor quality or missing, what was proposed from it wants a look at the page."""
    frozen: bool


def item_row(
    item: Item, labels: Mapping[str, str], language: str, *, frozen: bool = False
) -> ItemRow:
    """The row of one item; of a `frozen` batch it can only be read."""
    group = group_of(item)
    open_ = group in ("look", "ready") and not frozen
    shown = item.name if item.class_key and group != "out" else ""
    reasons = part_reasons(item, language) if open_ and not item.chosen_name else {}
    return ItemRow(
        id=item.id,
        batch=item.batch,
        revision=item.revision,
        group=group,
        mark=mark_of(item, group, language),
        name=shown,
        parts=explained(shown, item.original_name if open_ else "", reasons),
        lang=html_lang(item.fields.language),
        original=original_runs(item.original_name, item.findings if not item.chosen_name else ()),
        folder=item.path.rpartition("/")[0],
        icon=file_icon(item.extension or item.original_name.rpartition(".")[2]),
        class_key=item.class_key or "",
        class_label=labels.get(item.class_key or "", ""),
        confidence=f"{item.class_confidence:.0%}" if item.class_key and open_ else "",
        unsure=item.class_confidence < UNSURE,
        why=reason_of(item, language),
        level=level_mark(item.level, language),
        ticked=open_ and needs_only_a_nod(item),
        tickable=open_,
        acts=() if frozen else _acts(item, group, language),
        document=item.document or "",
        editable=open_,
        quality=row_marks(item.pages, item.text_quality, language),
        frozen=frozen,
    )


def group_of(item: Item) -> str:
    """Where the row stands: look, reading, ready, filed or out."""
    if item.state in READING:
        return "reading"
    if item.state is ItemState.FILED:
        return "filed"
    if item.state is ItemState.DISCARDED:
        return "out"
    return "look" if asks(item) else "ready"


def mark_of(item: Item, group: str, language: str) -> Mark:
    """The sign of a row that stands in that group."""
    cannot = item.state is ItemState.FAILED or is_unreadable(item)
    waits = item.state is ItemState.HELD and item.decision is Decision.HOLD
    if group in ("reading", "filed", "out", "ready"):
        key = group
    else:
        key = "cannot" if cannot else "waits" if waits else "look"
    tone, icon = {
        "reading": ("run", "arc"),
        "filed": ("ok", "tick"),
        "ready": ("ok", "tick"),
        "out": ("off", "cross"),
        "cannot": ("bad", "cross"),
        "waits": ("off", "pause"),
        "look": ("warn", "look"),
    }[key]
    return Mark(key, say(language, f"ui_batch.mark_{key}"), tone, icon)


def reason_of(item: Item, language: str) -> str:
    """Why the row is where it is, in one line."""
    if item.state in READING:
        if item.progress:
            page, pages = item.progress
            return say(language, "ui_batch.why_page", page=page, pages=pages)
        read = item.reading is not None
        return say(language, "ui_batch.why_ocr" if read else "ui_batch.why_reading")
    if item.state in (ItemState.DISCARDED, ItemState.FAILED) and item.note:
        return say(language, item.note)
    decided = _decision_said(item, language)
    if item.state is ItemState.FILED:
        return decided
    if item.decision in (Decision.NEW_VERSION, Decision.KEEP_BOTH):
        return f"{decided} {_asked(item, language)}".strip()
    return decided or _finding_said(item, language) or _supplied(item, language)


def _decision_said(item: Item, language: str) -> str:
    if item.decision is None:
        return ""
    of = ""
    if item.decision_of and item.decision_of == item.duplicate_of:
        of = item.duplicate_name or ""
    elif item.similar_to and item.decision_of == item.similar_to.id:
        of = item.similar_to.name
    key = "draft" if _as_draft(item) else item.decision.value
    said = say(language, f"ui_batch.decided_{key}", name=of or "…")
    return f"{said} {item.reason}" if item.reason else said


def likeness(item: Item) -> str:
    """What a file is to the one it resembles; a draft of it is one of the ways to be a version."""
    kind = item.similar_to.kind if item.similar_to else ""
    return "draft" if item.is_draft and kind != TRANSLATION else kind


def _as_draft(item: Item) -> bool:
    """A draft put to what it became: it goes into the history, behind it."""
    return item.decision is Decision.NEW_VERSION and item.is_draft


def version_label(item: Item, language: str) -> str:
    """What the button says that puts an item to the document it resembles."""
    return say(language, "ui_batch.act_draft" if item.is_draft else "ui_batch.act_version")


def _finding_said(item: Item, language: str) -> str:
    if asks_for_names(item):
        encoding = encoding_label(item.name_encoding or "")
        return say(language, "ui_batch.why_names", encoding=encoding)
    if item.note is not None and is_unopened(item):
        return say(language, item.note)
    if asked := _asked(item, language):
        return asked
    findings = sorted(
        (f for f in item.findings if f.rule in _ORDER and _still_stands(f, item)),
        key=lambda finding: _ORDER.index(finding.rule),
    )
    if findings and findings[0].rule in ASKING | {"N12"}:
        return _said_of(findings[0], item, language)
    if item.sensitive and item.level_reasons:
        return joined(language, (say(language, reason) for reason in item.level_reasons[:2]))
    if why := _why_proposed(item):
        return say(language, why)
    return say(language, findings[0].message) if findings else ""


def _why_proposed(item: Item) -> str:
    """What there is to know of how its name came about: granted, guessed or borrowed from others."""
    if is_excepted(item):
        return EXCEPTED
    if item.class_key and is_guess(item):
        borrowed = CLASS_REASONS & {reason.key for reason in item.class_reasons}
        return "ui_batch.why_class_borrowed" if borrowed else "ui_batch.why_unsure"
    return "ui_batch.why_borrowed" if is_borrowed(item) else ""


def _said_of(finding: ItemFinding, item: Item, language: str) -> str:
    """A finding's own sentence; of a likeness, which kind it is."""
    if finding.rule == "N12" and item.similar_to is not None:
        return say(language, f"ui_batch.similar_{likeness(item)}", name=item.similar_to.name)
    return say(language, finding.message)


def _asked(item: Item, language: str) -> str:
    """What only a person can tell: which day is meant, or which version it is."""
    if item.asks_for_day:
        return say(language, "ui_batch.why_two_dates", dates=item.date_choices)
    if item.asks_for_version:
        return say(language, "ui_batch.why_two_versions", versions=versions_of(item))
    return ""


def versions_of(item: Item) -> tuple[str, ...]:
    """The versions to choose from, as names write them."""
    return tuple(f"V{version}" for version in item.version_choices)


def _still_stands(finding: ItemFinding, item: Item) -> bool:
    """What the proposed name repairs by itself needs no sentence, unless it says something new."""
    if item.chosen_name or finding.rule in ASKING | {"N12", "N14", "N09"}:
        return True
    return finding.suggestion is None and item.proposed_name is None


def _supplied(item: Item, language: str) -> str:
    """What the archive added to the name, as one short phrase."""
    new = {part.kind for part in name_parts(item.name, item.original_name) if part.new}
    words = [say(language, f"ui_batch.part_{kind}") for kind in _SUPPLIED if kind in new]
    if words:
        return say(language, "ui_batch.why_supplied", parts=tuple(words))
    same = item.name == item.original_name
    return say(language, "ui_batch.why_fits" if same else "ui_batch.why_ordered")


def _answers(item: Item, language: str) -> tuple[Act, ...]:
    """The answers to a question that only a person can decide: how names are read, which day is meant."""
    if asks_for_names(item):
        label, encoding = say(language, "ui_batch.names_right"), item.name_encoding or ""
        return (Act(label, "encoding", encoding, names=True),)
    if item.decision is Decision.LINK:
        return ()
    if item.asks_for_day:
        return tuple(Act(date, "date", date) for date in item.date_choices[:2])
    return tuple(Act(f"V{number}", "version", number) for number in item.version_choices[:2])


def _acts(item: Item, group: str, language: str) -> tuple[Act, ...]:
    """The buttons of a row, the likeliest first."""
    if group in ("reading", "filed"):
        return ()
    if group == "out" or item.decision is Decision.HOLD:
        key = "undo" if group == "out" else "resume"
        return (Act(say(language, f"ui_batch.act_{key}"), value="none"),)
    if asked := _answers(item, language):
        return asked
    if item.content_state in (ContentState.EMPTY, ContentState.JUNK) or not item.proposed_name:
        return (Act(say(language, "ui_batch.act_discard"), value="discard"),)
    if item.decision is None and item.duplicate_of:
        return (Act(say(language, "ui_batch.act_link"), value="link"),)
    if item.decision is None and item.similar_to and item.similar_to.kind == "new_version":
        return (Act(version_label(item, language), value="new_version"),)
    if is_unreadable(item):
        return (Act(say(language, "ui_batch.act_hold"), value="hold"),)
    key = "act_file" if group == "ready" else "act_accept"
    return (Act(say(language, f"ui_batch.{key}"), value="1", files=True),)
