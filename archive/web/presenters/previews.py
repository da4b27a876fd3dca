"""What stands beside the batch table for one item: its page or text, and each field's source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from archive.domain.documents import Level
from archive.domain.intake import Item
from archive.domain.messages import LANGUAGES
from archive.domain.segments import ContentState, Segment
from archive.domain.text_quality import TextQuality
from archive.web.presenters.items import TRANSLATION, ItemRow, item_row, likeness, version_label
from archive.web.presenters.marks import html_lang, levels, money_words, size_words
from archive.web.presenters.names import as_seen
from archive.web.presenters.page_quality import quality_notes
from archive.web.presenters.reasons import class_said, reasons_said
from archive.web.presenters.sensitive_numbers import SensitiveLine, sensitive_lines
from archive.web.presenters.text_blocks import Block, Box, blocks, boxes, finder
from archive.wording import say

PICTURED = frozenset({"pdf", "png", "jpg", "jpeg", "tif", "tiff", "webp", "bmp", "gif"})
_TEXT_LIMIT = 40
"""Pieces of text shown in a preview; the whole text is one click away once filed."""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field of the item, and where its value came from."""

    label: str
    value: str
    source: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The panel beside the table, and the item's own page without script."""

    row: ItemRow
    title: str
    detail: str
    pictured: bool
    page: int
    pages: int
    boxes: tuple[Box, ...]
    blocks: tuple[Block, ...]
    lines: tuple[FieldLine, ...]
    notes: tuple[tuple[str, str, str], ...]
    sensitive: tuple[SensitiveLine, ...]
    values: Mapping[str, str]
    days: tuple[str, ...]
    """Two readings of its date, of which a person has to choose one."""
    versions: tuple[str, ...]
    """Two versions that name and text tell, of which a person has to choose one."""
    levels: tuple[tuple[str, str], ...]
    languages: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    twin: bool
    choices: tuple[tuple[str, str], ...]
    """What may become of a file like one that is there, beside keeping both; the likeliest first."""
    keep_both_reason: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What an item stands in: whether its project is closed, and the level its class has by the rules."""

    frozen: bool = False
    usual: Level | None = None


AN_OPEN_PROJECT = Around()


def preview(
    item: Item,
    segments: Sequence[Segment],
    labels: Mapping[str, str],
    language: str,
    page: int,
    around: Around = AN_OPEN_PROJECT,
) -> Preview:
    """The panel of one item; `page` is the page to show of a paged file."""
    pictured = (item.extension or "") in PICTURED and item.content_state is ContentState.OK
    pages = (item.page_count or 1) if pictured else 0
    page = min(max(page, 1), max(pages, 1))
    mark = finder(_words_of(item))
    shown = [
        (ordinal, segment)
        for ordinal, segment in enumerate(segments)
        if not pictured or (segment.place.page or 1) == page
    ]
    return Preview(
        row=item_row(item, labels, language, frozen=around.frozen),
        title=as_seen(item.original_name),
        detail=_detail(item, page, pages, language),
        pictured=pictured,
        page=page,
        pages=pages,
        boxes=boxes(shown, mark) if pictured else (),
        blocks=() if pictured else blocks(shown[:_TEXT_LIMIT], language, mark),
        lines=tuple(_lines(item, labels, language, around.usual)),
        notes=tuple(_notes(item, language)),
        sensitive=sensitive_lines(
            {found.kind: found.count for found in item.sensitive}, item.level, segments, language
        ),
        values=_values(item),
        days=item.date_choices if item.asks_for_day else (),
        versions=item.version_choices if item.asks_for_version else (),
        levels=levels(language),
        languages=(
            ("", "–"),
            *((code, say(language, f"ui.language_{code}")) for code in (*LANGUAGES, "bi")),
        ),
        statuses=(
            ("", "–"),
            *((key, say(language, f"ui.status_{key}")) for key in ("draft", "final", "signed")),
        ),
        twin=bool(item.duplicate_of or item.similar_to),
        choices=_choices(item, language),
        keep_both_reason=_reason_for_both(item, language),
        lang=html_lang(item.fields.language),
    )


def _words_of(item: Item) -> tuple[str, ...]:
    """What the name came from, to be found in the text: title, parties, the amount as written."""
    fields = item.fields
    amounts = (money_words(fields.amount), str(fields.amount)) if fields.amount else ()
    return tuple(word for word in (fields.title, *fields.parties, *amounts) if len(word) > 1)


def _detail(item: Item, page: int, pages: int, language: str) -> str:
    if pages > 1:
        return say(language, "ui_batch.page_n_of_m", n=page, m=pages)
    return size_words(item.size)


def _lines(
    item: Item, labels: Mapping[str, str], language: str, usual: Level | None
) -> list[FieldLine]:
    fields, lang = item.fields, html_lang(item.fields.language)
    if item.class_key is None:
        return []
    # A day read in the text has its reason; one without was given by a person, whose fields need none.
    told = item.date_source not in (None, "text")
    given = say(language, f"ui_batch.source_{item.date_source}") if told else ""

    def why(field: str) -> str:
        return reasons_said(item, field, language)

    lines = [
        FieldLine(
            say(language, "ui.class"), labels.get(item.class_key, ""), class_said(item, language)
        ),
        FieldLine(say(language, "ui.title"), fields.title, why("title"), lang),
        FieldLine(say(language, "ui.date"), fields.date or "", why("date") or given),
        FieldLine(say(language, "ui.version"), _version_words(item), why("version")),
        FieldLine(
            say(language, "ui.status"),
            say(language, f"ui.status_{fields.status}") if fields.status else "",
            why("status"),
        ),
        FieldLine(
            say(language, "ui.language"),
            say(language, f"ui.language_{fields.language}") if fields.language else "",
            why("language"),
        ),
        FieldLine(say(language, "ui.parties"), "\n".join(fields.parties), why("parties"), lang),
        FieldLine(
            say(language, "ui.amount"),
            money_words(fields.amount, fields.currency) if fields.amount else "",
            why("amount"),
        ),
        FieldLine(
            say(language, "ui.level"),
            say(language, f"ui.level_{item.level.key}"),
            " ".join(say(language, reason) for reason in item.level_reasons)
            or (say(language, "ui_batch.level_default") if item.level is usual else ""),
        ),
    ]
    return [line for line in lines if line.value]


def _version_words(item: Item) -> str:
    """What the file says itself, else the next free one where its name had to take that."""
    if item.fields.version:
        return f"V{item.fields.version}"
    free = (reason.message.values.get("free") for reason in item.reasons_for("version"))
    return next((str(version) for version in free if version), "")


def _notes(item: Item, language: str) -> list[tuple[str, str, str]]:
    """(tone, symbol, sentence) of what is remarkable about the item beside its name."""
    notes: list[tuple[str, str, str]] = []
    if item.content_state is not ContentState.OK:
        said = say(language, f"ui_batch.content_{item.content_state.value}")
        notes.append(("bad", "look", said))
    if item.note is not None:
        notes.append(("warn", "info", say(language, item.note)))
    if item.duplicate_of and item.duplicate_name:
        said = say(language, "ui_batch.twin_of", name=item.duplicate_name)
        notes.append(("warn", "copy", said))
    if item.similar_to is not None:
        key = f"ui_batch.similar_{likeness(item)}"
        notes.append(("warn", "copy", say(language, key, name=item.similar_to.name)))
    if item.text_quality is not TextQuality.NONE or len(item.pages.letters) > 1:
        notes += quality_notes(item.pages, item.text_quality, language)
    return notes


def _choices(item: Item, language: str) -> tuple[tuple[str, str], ...]:
    """(decision, label) of what can be done with a file that resembles another, the likelier first."""
    if not item.duplicate_of and (item.similar_to is None or likeness(item) == TRANSLATION):
        return ()  # a translation is no newer state: both are kept
    link = ("link", say(language, "ui_batch.act_link"))
    version = ("new_version", version_label(item, language))
    if item.similar_to is None or item.duplicate_of or item.similar_to.kind == "near_duplicate":
        return (link, version)
    return (version, link)


def _reason_for_both(item: Item, language: str) -> str:
    """A reason to start from, where the likeness itself is one."""
    if item.similar_to is None or item.duplicate_of:
        return ""
    kind = likeness(item)
    if kind not in (TRANSLATION, "draft"):
        return ""
    return say(language, f"ui_batch.both_{kind}", name=item.similar_to.name)[:300]


def _values(item: Item) -> Mapping[str, str]:
    fields = item.fields
    return {
        "name": item.name,
        "class": item.class_key or "",
        "title": fields.title,
        "date": fields.date or "",
        "version": fields.version or "",
        "status": fields.status or "",
        "language": fields.language or "",
        "parties": "\n".join(fields.parties),
        "amount": fields.amount or "",
        "currency": fields.currency or "",
        "level": item.level.key,
    }
