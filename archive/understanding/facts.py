"""The facts that reading one document yields, and what the reader is told beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from archive.domain.messages import Message
from archive.domain.segments import Extracted, Place
from archive.understanding.learned import Learned


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What is known before the document is read.

    `path` is the place in the dropped folder ("02 合同/合同 scan.pdf"); `received` the day it came;
    `class_words` maps class keys to every label and alias of the rule file, in all languages;
    `date_meanings` to what their date means (signed, issued, held or period_end; issued where it says
    nothing). `project_currency` is the ISO 4217 code of the project's budget.
    """

    path: str
    received: date
    project_code: str = ""
    project_name: str = ""
    client: str | None = None
    project_language: str | None = None
    started: date | None = None
    ended: date | None = None
    class_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learned: Learned = field(default_factory=Learned)
    date_meanings: Mapping[str, str] = field(default_factory=dict)
    project_currency: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A piece of the text, `segments[segment]`, and where it stands."""

    segment: int
    place: Place


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a value was proposed for a field, where its words stand if they do, and 0 to 1 how sure.

    field: title, date, version, status, language, parties or amount.
    """

    field: str
    message: Message
    confidence: float
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class SensitiveData:
    """Personal or company numbers of one kind. The values themselves are never kept.

    kind: mobile, id_card, bank_card, email, company_code or passport.
    """

    kind: str
    count: int
    places: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the archive believes about one document.

    `class_confidence` is 0 to 1. `date` is YYYY-MM-DD or YYYY-MM and `date_source` says where it comes
    from: text, name, property or received; `date_choices` holds both readings of an ambiguous date
    (then `date` is the likelier one). `version` is "2.1"-like or None (`version_choices` as with
    dates, where name and text contradict each other); `status` draft, final, signed or
    None. `language` is zh-Hant, zh-Hans, en or bi. `reasons` say why each field but the class has the value
    it has. `signature` is for near-duplicate comparison.
    """

    class_key: str
    class_confidence: float
    class_reasons: tuple[Message, ...]
    title: str
    date: str
    date_source: str
    date_choices: tuple[str, ...] = ()
    version: str | None = None
    version_choices: tuple[str, ...] = ()
    status: str | None = None
    is_draft: bool = False
    language: str = "zh-Hant"
    parties: tuple[str, ...] = ()
    amount: Decimal | None = None
    currency: str | None = None
    sensitive: tuple[SensitiveData, ...] = ()
    signature: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


# archive/understanding/read.py:  read(extracted: Extracted, context: ReadingContext) -> Reading
__all__ = ["Extracted", "Reading", "ReadingContext", "SensitiveData"]
