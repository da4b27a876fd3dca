"""The parts of a review's content, told: words, figures and chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from archive.domain.messages import Message
from archive.review.audit import PARTS, VERDICTS
from archive.review.figures import days_late
from archive.review.severity import SEVERITIES
from archive.web.presenters.citations import Address, Citer
from archive.web.presenters.marks import counted, joined, money_words
from archive.web.presenters.review_figures import (
    figure_words,
    number_of,
    signed_words,
)
from archive.web.presenters.review_parts import (
    AuditPart,
    Bullet,
    Clash,
    ContractView,
    Cost,
    Gap,
    Line,
    Sentence,
    UnreadFile,
    Weight,
)
from archive.web.presenters.timeline import timeline
from archive.wording import say

Json = Mapping[str, Any]
_VERDICTS = {"ok": "ok", "attention": "warn"}
_TONES = {"high": "bad", "medium": "warn", "low": ""}


def maps_of(part: object) -> tuple[Json, ...]:
    """The mappings of a list; nothing for anything else."""
    if not isinstance(part, list | tuple):
        return ()
    return tuple(item for item in part if isinstance(item, Mapping))


@dataclass(frozen=True, slots=True)
class Teller:
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
            Sentence(
                self.word(s.get("text")),
                self.citer.chips(s.get("citations")),
                key=str(s.get("key") or ""),
                mark=self.mark(s),
            )
            for s in maps_of(part)
        )

    def mark(self, part: Json) -> str:
        """Who changed a statement, and whether its sources changed since."""
        if not part.get("edited_by"):
            return ""
        said = "added_by" if part.get("added") else "edited_by"
        key = f"ui_review.{said}_stale" if part.get("stale") else f"ui_review.{said}"
        return say(self.language, key, name=part["edited_by"])

    def clash(self, part: Json) -> Clash:
        title = self.word(part.get("subject")) or self.word(part.get("description"))
        values = tuple(
            Sentence(
                figure_words(v.get("value"), str(v.get("unit") or "")),
                self.citer.chips(v.get("citations")),
            )
            for v in maps_of(part.get("values"))
        )
        note = self.word(part.get("description")) if part.get("subject") else ""
        decided = part.get("decided")
        if not isinstance(decided, Mapping):
            return Clash(title, note, values, str(part.get("key") or ""), weight=self.weight(part))
        said = "decided_by_stale" if decided.get("stale") else "decided_by"
        by = say(self.language, f"ui_review.{said}", name=decided.get("by"))
        chosen = decided.get("choice")
        key = str(part.get("key") or "")
        why = self.word(decided.get("reason"))
        return Clash(title, note, values, key, chosen, by, self.weight(part), why)

    def weight(self, part: Json) -> Weight:
        """The word for how much a finding weighs; nothing where that is not said."""
        severity = str(part.get("severity") or "")
        if severity not in SEVERITIES:
            return Weight()
        return Weight(say(self.language, f"overview.severity_{severity}"), _TONES[severity])

    def missing(self, part: Json) -> Gap:
        label = self.label(str(part.get("class", "")))
        label = self.word(part.get("name")) or label
        cites = self.citer.chips(part.get("citations"))
        why, waived = self.word(part.get("why")), part.get("waived")
        if not isinstance(waived, Mapping):
            return Gap(label, cites, why, self.weight(part))
        mark = Weight(say(self.language, "ui_closeout.state_waived"), "")
        return Gap(label, cites, why, mark, say(self.language, "ui_review.gap_waived", **waived))

    def label(self, class_key: str) -> str:
        """What a class of documents is called."""
        return self.labels.get(class_key, class_key)

    def unread(self, part: object) -> tuple[UnreadFile, ...]:
        """The documents that could not be read, each with a link to it."""
        return tuple(
            UnreadFile(
                str(u.get("name", "")),
                self.address("documents.show", document_id=str(u.get("document"))),
                say(self.language, f"overview.why_{u.get('why')}"),
            )
            for u in maps_of(part)
        )

    def silent(self, part: object) -> dict[str, str]:
        """Section -> which papers would fill it, and whether they are filed."""
        found = {}
        for silence in maps_of(part):
            filed = silence.get("filed") or ()
            papers = tuple(
                Message(
                    "overview.paper_filed" if key in filed else "overview.paper_absent",
                    {"label": self.label(str(key))},
                )
                for key in silence.get("classes") or ()
            )
            told = say(self.language, "overview.would_tell", papers=papers)
            found[str(silence.get("section"))] = told
        return found

    def milestones(self, part: object) -> tuple[Line, ...]:
        """The milestones with their marks on one time axis."""
        lines = tuple(self.milestone(milestone) for milestone in maps_of(part))
        said = [
            say(self.language, "ui_review.moment", planned=line.planned, actual=line.actual)
            for line in lines
        ]
        days = [(line.planned, line.actual, label) for line, label in zip(lines, said, strict=True)]
        marks = timeline(days)
        return tuple(replace(line, moment=mark) for line, mark in zip(lines, marks, strict=True))

    def milestone(self, part: Json) -> Line:
        late = part.get("late")
        days = days_late(part.get("planned"), part.get("actual"))
        if days is not None:
            key = "late_n" if days > 0 else "early_n" if days < 0 else "on_time"
            outcome = counted(self.language, f"ui_review.{key}", abs(days))
        else:
            outcome = say(self.language, "ui_review.late" if late else "ui_review.on_time")
        note = self.word(part.get("note"))
        known = part.get("actual") is not None
        if not known:  # why, the paper may say beside it: cancelled, moved into another
            outcome = "" if note else say(self.language, "ui_review.no_actual")
        return Line(
            self.word(part.get("name")),
            self.word(part.get("planned")),
            self.word(part.get("actual")),
            None,
            "",
            outcome,
            "warn" if known and late else "ok" if known and outcome else "",
            self.citer.chips(part.get("citations")),
            str(part.get("key") or ""),
            note="" if known and not late else note,
        )

    def metric(self, part: Json) -> Line:
        target, actual = number_of(part.get("target")), number_of(part.get("actual"))
        unit, met = str(part.get("unit") or ""), part.get("met")
        tone = {True: "ok", False: "warn"}.get(met, "") if isinstance(met, bool) else ""
        outcome = (
            say(self.language, "ui_review.met" if met else "ui_review.not_met") if tone else ""
        )
        lower = part.get("direction") == "lower"
        apart = bool(target) and actual is not None and "met" in part and met is None
        if apart:
            outcome = say(self.language, "ui_review.not_comparable")
        shared = target and actual is not None and not lower and not apart
        share = f"{actual / target:.1%}" if shared and target and actual is not None else ""
        return Line(
            self.word(part.get("name")),
            self._written(part, "target", unit),
            self._written(part, "actual", unit),
            None if lower or apart else self._bar(actual, target, met is False),
            say(self.language, "ui_review.lower_is_better") if lower else share,
            outcome,
            tone,
            self.citer.chips(part.get("citations")),
            str(part.get("key") or ""),
            mark=self.mark(part),
        )

    def _written(self, part: Json, key: str, unit: str) -> str:
        """The figure as its document writes it, else as a number with its unit.

        Bare digits are grouped: no document means that its cells show no thousands.
        """
        written = self.word(part.get(f"{key}_written"))
        bare = written.replace(" ", "") == f"{part.get(key)}{unit}".replace(" ", "")
        return written if written and not bare else figure_words(part.get(key), unit)

    def cost(self, part: object) -> Cost | None:
        if not isinstance(part, Mapping):
            return None
        lines = tuple(self.cost_line(line) for line in maps_of(part.get("lines")))
        summed = bool(part.get("computed"))
        whole = {
            "item": say(self.language, "ui_review.total_computed" if summed else "ui_review.total"),
            "budget": part.get("budget_total"),
            "actual": part.get("actual_total"),
            "budget_currency": part.get("budget_currency"),
            "currency": part.get("currency") if part.get("budget_currency") else None,
            "citations": part.get("citations"),
        }
        known = whole["budget"] is not None or whole["actual"] is not None
        currency = str(part.get("currency") or "")
        outstanding = tuple(
            Sentence(
                self.word(o.get("party")),
                self.citer.chips(o.get("citations")),
                money_words(o.get("amount"), str(o.get("currency") or currency) or None),
                self.word(o.get("reason")),
                key=str(o.get("key") or ""),
            )
            for o in maps_of(part.get("outstanding"))
        )
        if not (lines or known or outstanding):
            return None
        return Cost(currency, lines, self.cost_line(whole) if known else None, outstanding)

    def cost_line(self, part: Json) -> Line:
        budget, actual = number_of(part.get("budget")), number_of(part.get("actual"))
        own = str(part.get("currency") or "")
        apart = bool(part.get("budget_currency"))  # two currencies have no difference
        known = budget is not None and actual is not None and not apart
        gap = actual - budget if known and actual is not None and budget is not None else None
        return Line(
            self.word(part.get("item")),
            _in_currency(figure_words(part.get("budget"), ""), part.get("budget_currency") or own),
            _in_currency(figure_words(part.get("actual"), ""), own),
            None if gap is None else self._bar(actual, budget, gap > 0),
            "" if gap is None else _in_currency(signed_words(gap), own),
            "",
            "" if not gap else "warn" if gap > 0 else "ok",
            self.citer.chips(part.get("citations")),
            str(part.get("key") or ""),
            mark=self.mark(part),
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
            ("parties", joined(self.language, map(str, part.get("parties") or ()))),
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
            tuple(self._obligation(o) for o in maps_of(part.get("obligations"))),
            self.citer.chips(part.get("citations")),
        )

    def _obligation(self, part: Json) -> Line:
        met = part.get("met")
        outcome = say(self.language, "ui_review.met" if met else "ui_review.not_met")
        return Line(
            self.word(part.get("text")),
            figure_words(part.get("promised"), str(part.get("unit") or "")),
            figure_words(part.get("delivered"), str(part.get("unit") or "")),
            None,
            "",
            outcome if isinstance(met, bool) else "",
            {True: "ok", False: "warn"}.get(met, "") if isinstance(met, bool) else "",
            self.citer.chips(part.get("citations")),
            str(part.get("key") or ""),
        )

    def satisfaction(self, part: object) -> tuple[Sentence, ...]:
        if not isinstance(part, Mapping) or part.get("mean") is None:
            return ()
        scale, responses = part.get("scale"), part.get("responses")
        text = f"{figure_words(part['mean'], '')}" + (
            f" / {figure_words(scale, '')}" if scale else ""
        )
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
                key=str(q.get("key") or ""),
            )
            for q in maps_of(part.get("quotes"))
        )

    def action(self, part: Json) -> tuple[Sentence, str, str]:
        sentence = self.sentences((part,))[0]
        return sentence, self.word(part.get("owner")), self.word(part.get("due"))

    def decision(self, part: Json) -> tuple[Sentence, str, str]:
        """A decision with its day, and who decided or in which meeting."""
        by, meeting = self.word(part.get("by")), self.word(part.get("meeting"))
        where = joined_where(self.language, by, meeting)
        return self.sentences((part,))[0], self.word(part.get("decided_on")), where

    def lessons(self, part: object) -> tuple[Sentence, ...]:
        """The advice, each with the cause it rests on as a note."""
        causes = [self.word(advice.get("cause")) for advice in maps_of(part)]
        told = zip(self.sentences(part), causes, strict=True)
        return tuple(replace(sentence, note=cause) for sentence, cause in told)

    def audit(self, part: object) -> tuple[AuditPart, ...]:
        """The parts of the audit; the note of a point says that a figure in it was computed."""
        found = part if isinstance(part, Mapping) else {}
        return tuple(
            AuditPart(
                name,
                say(self.language, f"audit.{name}"),
                tuple(map(self._audited, maps_of(found.get(name)))),
            )
            for name in PARTS
            if found.get(name)
        )

    def _audited(self, point: Json) -> tuple[Sentence, Weight]:
        verdict = str(point.get("verdict") or "")
        word = say(self.language, f"audit.verdict_{verdict}") if verdict in VERDICTS else ""
        note = say(self.language, "audit.computed") if point.get("computed") else ""
        told = Sentence(
            self.word(point.get("text")), self.citer.chips(point.get("citations")), note
        )
        return told, Weight(word, _VERDICTS.get(verdict, ""))

    def sensitive(self, part: object) -> tuple[Sentence, ...]:
        """The files with personal data, each once with all its kinds."""
        kinds: dict[str, list[str]] = {}
        for found in maps_of(part):
            kind = say(self.language, f"ui.sensitive_{found.get('kind')}")
            told = f"{kind} × {found.get('count', 1)}"
            kinds.setdefault(str(found.get("name", "")), []).append(told)
        return tuple(Sentence(n, (), joined(self.language, k)) for n, k in kinds.items())


def joined_where(language: str, by: str, meeting: str) -> str:
    """Who decided and in which meeting; the one that is known where the other is not."""
    return (
        say(language, "review.decided_in", by=by, meeting=meeting)
        if by and meeting
        else (by or meeting)
    )


def _in_currency(text: str, currency: object) -> str:
    """With its currency where that is not the one of the whole table."""
    return f"{currency} {text}" if text and currency else text
