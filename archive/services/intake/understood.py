"""What understanding is told before it reads, and what becomes of its answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from archive.domain.documents import Document
from archive.domain.intake import FieldReason, Item, ItemFields, SensitiveCount
from archive.domain.messages import Message
from archive.domain.projects import Project
from archive.domain.segments import Extracted, Segment
from archive.domain.text_quality import PageQualities, TextQuality
from archive.naming.rules import Rules
from archive.review.contracts.contracts import agreed_price
from archive.review.reading.sources import Source
from archive.team_time import day_of
from archive.understanding.facts import Reading, ReadingContext, Reason, Spot
from archive.understanding.learned import Learned
from archive.understanding.masking import masked_place
from archive.understanding.read import read
from archive.understanding.reasons import LIKELY
from archive.understanding.sensitive import sensitive_data

DEEPEST = 3
MOST_SEGMENTS = 20_000  # of a container: a hundred long reports
NOTHING_LEARNED = Learned()


def understood(
    extracted: Extracted,
    of: Item | Document,
    project: Project,
    rules: Rules,
    learned: Learned = NOTHING_LEARNED,
) -> Reading:
    """The facts about an item or a document; `learned` is what filing taught about its words.

    A container is what its own words say, not what the files in it are; sensitive numbers count
    wherever they stand.
    """
    received = of.received_at if isinstance(of, Item) else of.filed_at
    context = ReadingContext(
        path=of.path,
        received=day_of(received),
        project_code=project.code,
        project_name=project.name,
        client=project.client,
        project_language=project.language,
        started=project.started_on,
        ended=project.ended_on,
        class_words=rules.class_words,
        learned=learned,
        date_meanings={kind.key: kind.date for kind in rules.classes.values()},
        project_currency=project.currency,
    )
    packed = extracted.extension == "zip"  # its own words are only the names of what is in it
    own = tuple(s for s in extracted.segments if s.place.member is None and not packed)
    if len(own) == len(extracted.segments):
        return _priced(read(extracted, context), own, project.currency)
    facts = _priced(read(replace(extracted, segments=own), context), own, project.currency)
    return replace(facts, sensitive=sensitive_data(extracted.segments))


def _priced(facts: Reading, segments: tuple[Segment, ...], currency: str | None) -> Reading:
    """A contract's amount as the review reads it: the whole price, never a penalty or an instalment."""
    if facts.class_key != "contract":
        return facts
    source = Source("", "", "", facts.class_key, facts.title, facts.date, facts.language, segments)
    price = agreed_price(source, facts.currency or currency)
    if price is None:
        return facts
    reasons = facts.reasons
    if price.value != facts.amount:
        told = Reason("amount", Message("understanding.amount_price"), LIKELY)
        reasons = (*(r for r in reasons if r.field != "amount"), told)
    currency = price.currency or facts.currency
    return replace(facts, amount=price.value, currency=currency, reasons=reasons)


def with_members(extracted: Extracted, parts: Iterable[tuple[str, Sequence[Segment]]]) -> Extracted:
    """A container's text: its own, then that of each file in it, with the file's path as its place."""
    segments = list(extracted.segments)
    for path, inner in parts:
        for segment in inner:
            member = "/".join(filter(None, (path, segment.place.member)))
            place = replace(segment.place, member=member, page=None)
            segments.append(replace(segment, place=place, lines=()))
    kept = segments[:MOST_SEGMENTS]
    quality, pages = extracted.quality, extracted.pages
    if kept and quality is TextQuality.NONE:
        quality = TextQuality.GOOD
        pages = PageQualities.of([quality])
    return replace(
        extracted,
        segments=tuple(kept),
        quality=quality,
        pages=pages,
        truncated=extracted.truncated or len(kept) < len(segments),
    )


def fields_of(facts: Reading) -> ItemFields:
    """What understanding found, as the fields of an item."""
    return ItemFields(
        title=facts.title,
        date=facts.date,
        version=facts.version,
        status=facts.status,
        language=facts.language,
        parties=facts.parties,
        amount=str(facts.amount) if facts.amount is not None else None,
        currency=facts.currency,
    )


def sensitive_of(facts: Reading) -> tuple[SensitiveCount, ...]:
    """Kinds, counts and places of sensitive numbers; a heading that holds one itself is kept masked."""
    return tuple(
        SensitiveCount(s.kind, s.count, tuple(_place_of(spot) for spot in s.places))
        for s in facts.sensitive
    )


def reasons_of(facts: Reading) -> tuple[FieldReason, ...]:
    """Why each field is what it is, with the places of its words as an item keeps them."""
    return tuple(
        FieldReason(
            reason.field,
            reason.message,
            reason.confidence,
            _place_of(reason.spot) if reason.spot else None,
        )
        for reason in facts.reasons
    )


def _place_of(spot: Spot) -> dict[str, object]:
    return {**masked_place(spot.place).as_dict(), "segment": spot.segment}
