"""A project review as it is read: what needs a person first, then the sections, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from archive.domain.messages import Message
from archive.services.reviews import ReviewView
from archive.web.presenters.citations import Address, Cite, Citer
from archive.web.presenters.marks import moment, money_words
from archive.wording import catalogue, say

Json = Mapping[str, Any]
SECTIONS = (
    "inconsistencies", "missing", "background", "milestones", "metrics", "cost", "contracts",
    "satisfaction", "successes", "shortcomings", "actions", "sensitive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A statement, or a value, with the chips of its sources."""

    text: str
    cites: tuple[Cite, ...] = ()
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar of the actual with a stroke at the target, in hundredths of the longer one."""

    length: float
    stroke: float | None
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of figures: metric, cost line or milestone."""

    name: str
    planned: str
    actual: str
    bar: Bullet | None
    share: str
    outcome: str
    tone: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """One question with two or more answers."""

    title: str
    values: tuple[Sentence, ...]
    benign: bool


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
    clashes: tuple[Clash, ...]
    missing: tuple[Sentence, ...]
    background: tuple[Sentence, ...]
    milestones: tuple[Line, ...]
    metrics: tuple[Line, ...]
    cost: Cost | None
    contracts: tuple[ContractView, ...]
    satisfaction: tuple[Sentence, ...]
    quotes: tuple[Sentence, ...]
    successes: tuple[Sentence, ...]
    shortcomings: tuple[Sentence, ...]
    actions: tuple[tuple[Sentence, str, str], ...]
    sensitive: tuple[Sentence, ...]


def review_page(
    view: ReviewView, labels: Mapping[str, str], language: str, address: Address
) -> ReviewPage:
    """The page of a review; everything in `view` is already limited to the reader."""
    content = view.content
    sources = _maps(content.get("sources"))
    names = {str(s.get("document")): str(s.get("name", "")) for s in sources}
    teller = _Teller(labels, language, address, Citer(names, language, address))
    # in the order of the page, so that the chips are numbered as they are met
    parts: dict[str, Any] = {
        "clashes": tuple(teller.clash(c) for c in _maps(content.get("inconsistencies"))),
        "missing": tuple(teller.missing(m) for m in _maps(content.get("missing"))),
        "background": teller.sentences(content.get("background")),
        "milestones": tuple(teller.milestone(m) for m in _maps(content.get("milestones"))),
        "metrics": tuple(teller.metric(m) for m in _maps(content.get("metrics"))),
        "cost": teller.cost(content.get("cost")),
        "contracts": tuple(teller.contract(c, names) for c in _maps(content.get("contracts"))),
        "satisfaction": teller.satisfaction(content.get("satisfaction")),
        "quotes": teller.quotes(content.get("satisfaction")),
        "successes": teller.sentences(content.get("successes")),
        "shortcomings": teller.sentences(content.get("shortcomings")),
        "actions": tuple(teller.action(a) for a in _maps(content.get("actions"))),
        "sensitive": tuple(teller.sensitive(s) for s in _maps(content.get("sensitive"))),
    }
    return ReviewPage(
        status=view.status,
        building=view.status == "building",
        built=moment(view.built_at) if view.built_at else "",
        ready=bool(content),
        sections=tuple(_sections(content, language)),
        statements=_statements(content),
        sources=len(sources),
        **parts,
    )


def _sections(content: Json, language: str) -> Iterable[SectionLink]:
    for key in SECTIONS:
        part = content.get(key)
        if key == "cost":
            count = len(_maps((part or {}).get("lines")))
        elif key == "satisfaction":
            count = len(_maps((part or {}).get("quotes"))) + bool((part or {}).get("mean"))
        else:
            count = len(_maps(part))
        if count:
            urgent = key in ("inconsistencies", "missing")
            yield SectionLink(key, say(language, f"ui_review.section_{key}"), count, urgent)


def _statements(node: object) -> int:
    """How many things in the review carry at least one citation."""
    if isinstance(node, Mapping):
        own = 1 if node.get("citations") else 0
        return own + sum(_statements(value) for key, value in node.items() if key != "citations")
    return sum(map(_statements, node)) if isinstance(node, list | tuple) else 0


@dataclass(frozen=True, slots=True)
class _Teller:
    """Turns the parts of the review's content into what is printed."""

    labels: Mapping[str, str]
    language: str
    address: Address
    citer: Citer

    def word(self, value: object) -> str:
        """Text as it stands; a wording key with its values is said."""
        if isinstance(value, Mapping) and "key" in value:
            return say(self.language, Message(str(value["key"]), value.get("values") or {}))
        return "" if value is None else str(value)

    def sentences(self, part: object) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(self.word(s.get("text")), self.citer.chips(s.get("citations")))
            for s in _maps(part)
        )

    def clash(self, part: Json) -> Clash:
        kind = f"ui_review.kind_{part.get('kind')}"
        title = self.word(part.get("description"))
        if not title and kind in catalogue():
            title = say(self.language, kind)
        values = tuple(
            Sentence(
                _figure(v.get("value"), str(v.get("unit") or "")),
                self.citer.chips(v.get("citations")),
                self.word(v.get("context")),
            )
            for v in _maps(part.get("values"))
        )
        return Clash(title, values, bool(part.get("benign")))

    def missing(self, part: Json) -> Sentence:
        label = self.labels.get(str(part.get("class")), str(part.get("class", "")))
        return Sentence(label, self.citer.chips(part.get("citations")), self.word(part.get("why")))

    def milestone(self, part: Json) -> Line:
        late = part.get("late")
        days = late if isinstance(late, int) and not isinstance(late, bool) else None
        if days is not None:
            key = "late_n" if days > 0 else "early_n" if days < 0 else "on_time"
            outcome = say(self.language, f"ui_review.{key}", n=abs(days))
        else:
            outcome = say(self.language, "ui_review.late" if late else "ui_review.on_time")
        if part.get("actual") is None:
            outcome = ""
        return Line(
            self.word(part.get("name")),
            self.word(part.get("planned")),
            self.word(part.get("actual")),
            None,
            "",
            outcome,
            "warn" if late and (days is None or days > 0) else "ok" if outcome else "",
            self.citer.chips(part.get("citations")),
        )

    def metric(self, part: Json) -> Line:
        target, actual = _number(part.get("target")), _number(part.get("actual"))
        unit, met = str(part.get("unit") or ""), part.get("met")
        tone = {True: "ok", False: "warn"}.get(met, "") if isinstance(met, bool) else ""
        outcome = (
            say(self.language, "ui_review.met" if met else "ui_review.not_met") if tone else ""
        )
        share = f"{actual / target:.1%}" if target and actual is not None else ""
        return Line(
            self.word(part.get("name")),
            _figure(part.get("target"), unit),
            _figure(part.get("actual"), unit),
            self._bar(actual, target, met is False),
            share,
            outcome,
            tone,
            self.citer.chips(part.get("citations")),
        )

    def cost(self, part: object) -> Cost | None:
        if not isinstance(part, Mapping):
            return None
        lines = tuple(self._cost_line(line) for line in _maps(part.get("lines")))
        whole = {
            "item": say(self.language, "ui_review.total"),
            "budget": part.get("budget_total"),
            "actual": part.get("actual_total"),
            "citations": part.get("citations"),
        }
        known = whole["budget"] is not None or whole["actual"] is not None
        currency = str(part.get("currency") or "")
        outstanding = tuple(
            Sentence(
                self.word(o.get("party")),
                self.citer.chips(o.get("citations")),
                money_words(o.get("amount"), currency or None),
            )
            for o in _maps(part.get("outstanding"))
        )
        if not (lines or known or outstanding):
            return None
        return Cost(currency, lines, self._cost_line(whole) if known else None, outstanding)

    def _cost_line(self, part: Json) -> Line:
        budget, actual = _number(part.get("budget")), _number(part.get("actual"))
        over = budget is not None and actual is not None and actual > budget
        difference = "" if budget is None or actual is None else _signed(actual - budget)
        return Line(
            self.word(part.get("item")),
            _figure(part.get("budget"), ""),
            _figure(part.get("actual"), ""),
            self._bar(actual, budget, over),
            difference,
            "",
            "warn" if over else "ok" if difference.startswith("−") else "",
            self.citer.chips(part.get("citations")),
        )

    def _bar(self, actual: Decimal | None, target: Decimal | None, bad: object) -> Bullet | None:
        if actual is None or target is None or max(actual, target) <= 0 or min(actual, target) < 0:
            return None
        longest = max(actual, target)
        label = say(
            self.language, "ui_review.bar", actual=money_words(actual), target=money_words(target)
        )
        length, stroke = (round(float(100 * v / longest), 1) for v in (actual, target))
        return Bullet(length, min(stroke, 99.2), "warn" if bad else "plain", label)

    def contract(self, part: Json, names: Mapping[str, str]) -> ContractView:
        document = str(part.get("document", ""))
        amount = part.get("amount")
        known = (
            ("parties", "、".join(map(str, part.get("parties") or ()))),
            ("amount", money_words(amount, part.get("currency")) if amount is not None else ""),
            ("signed_on", self.word(part.get("signed_on"))),
        )
        terms = tuple(
            Sentence(self.word(t.get("text")), self.citer.chips(t.get("citations")))
            if isinstance(t, Mapping)
            else Sentence(self.word(t))
            for t in part.get("payment_terms") or ()
        )
        return ContractView(
            names.get(document, ""),
            self.address("documents.show", document_id=document) if document in names else "",
            tuple((say(self.language, f"ui_review.{k}"), v) for k, v in known if v),
            terms,
            tuple(self._obligation(o) for o in _maps(part.get("obligations"))),
            self.citer.chips(part.get("citations")),
        )

    def _obligation(self, part: Json) -> Line:
        met = part.get("met")
        outcome = say(self.language, "ui_review.met" if met else "ui_review.not_met")
        return Line(
            self.word(part.get("text")),
            _figure(part.get("promised"), str(part.get("unit") or "")),
            _figure(part.get("delivered"), str(part.get("unit") or "")),
            None,
            "",
            outcome if isinstance(met, bool) else "",
            {True: "ok", False: "warn"}.get(met, "") if isinstance(met, bool) else "",
            self.citer.chips(part.get("citations")),
        )

    def satisfaction(self, part: object) -> tuple[Sentence, ...]:
        if not isinstance(part, Mapping) or part.get("mean") is None:
            return ()
        scale, responses = part.get("scale"), part.get("responses")
        text = f"{_figure(part['mean'], '')}" + (f" / {_figure(scale, '')}" if scale else "")
        note = say(self.language, "ui_review.responses", n=responses) if responses else ""
        return (Sentence(text, self.citer.chips(part.get("citations")), note),)

    def quotes(self, part: object) -> tuple[Sentence, ...]:
        if not isinstance(part, Mapping):
            return ()
        tones = {"positive": "ok", "negative": "warn"}
        return tuple(
            Sentence(
                self.word(q.get("text")),
                self.citer.chips(q.get("citations")),
                tone=tones.get(str(q.get("sentiment")), ""),
            )
            for q in _maps(part.get("quotes"))
        )

    def action(self, part: Json) -> tuple[Sentence, str, str]:
        sentence = Sentence(self.word(part.get("text")), self.citer.chips(part.get("citations")))
        return sentence, self.word(part.get("owner")), self.word(part.get("due"))

    def sensitive(self, part: Json) -> Sentence:
        kind = say(self.language, f"ui.sensitive_{part.get('kind')}")
        return Sentence(f"{part.get('name', '')}", (), f"{kind} × {part.get('count', 1)}")


def _maps(part: object) -> tuple[Json, ...]:
    if not isinstance(part, list | tuple):
        return ()
    return tuple(item for item in part if isinstance(item, Mapping))


def _number(value: object) -> Decimal | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _figure(value: object, unit: str) -> str:
    """A figure with its unit, as the document says it; what is no number stays as written."""
    if value is None:
        return ""
    number = _number(value)
    text = str(value) if number is None else _plain(number)
    if not unit:
        return text
    return f"{text}{unit}" if unit.startswith("%") else f"{text} {unit}"


def _plain(number: Decimal) -> str:
    """Thousands separated, no zeros that say nothing after the point."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(value: Decimal) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{money_words(abs(value))}"
