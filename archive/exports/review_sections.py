"""The sections of a review's Word file: what happened first, then what is open, then the audit.

The page opens with what needs a person; the file is read by people who decide nothing in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from archive.exports.review_charts import achieved_chart, cost_chart, draw
from archive.exports.review_words import ReviewWords
from archive.exports.review_writer import Part, Writer, part_in, parts_in
from archive.exports.word_pages import Pages
from archive.review.audit import PARTS
from archive.review.figures import achieved, days_late, grouped, variance
from archive.review.severity import weightiest_first
from archive.review.waived import open_first

_LONGEST_NAME = 40

Section = Callable[[Writer, Mapping[str, Any]], None]


def write_sections(pages: Pages, words: ReviewWords, review: Mapping[str, Any]) -> None:
    """Write every section; what the review does not have is said to be not found."""
    writer = Writer(pages, words, review)
    for write in _SECTIONS:
        write(writer, review)


# ------------------------------------------------------------------ what needs a person
def _inconsistencies(w: Writer, review: Mapping[str, Any]) -> None:
    clashes = weightiest_first(parts_in(review, "inconsistencies"))
    if not clashes:
        return
    w.heading("inconsistencies")
    for clash in clashes:
        values = parts_in(clash, "values")
        text = w.weighed(clash, str(clash.get("description", "")))
        w.pages.paragraph(text, w.numbers(*values), style="List Bullet")
        decided = clash.get("decided")
        if isinstance(decided, Mapping):
            said = {"value": decided.get("value"), "name": decided.get("by")}
            text = w.words("decided", **said)
            if reason := decided.get("reason"):
                text = w.words("because_of", text=text, cause=reason)
            w.pages.paragraph(text)


def _missing(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("missing")
    gaps = open_first(weightiest_first(parts_in(review, "missing")))
    if not gaps:
        w.pages.note(w.words("nothing_missing"))
    for gap in gaps:
        text = w.words("missing_class", label=_paper(w, gap), why=str(gap.get("why", "")))
        waived = part_in(gap, "waived")
        said = w.words("gap_waived", text=text, **waived) if waived else w.weighed(gap, text)
        w.pages.paragraph(said, w.numbers(gap), style="List Bullet")


def _paper(w: Writer, gap: Part) -> str:
    """What the papers call it, else its class; a whole sentence is no name."""
    name = str(gap.get("name") or "")
    return name if 0 < len(name) <= _LONGEST_NAME else w.words(f"class_{gap.get('class')}")


def _unread(w: Writer, review: Mapping[str, Any]) -> None:
    """What is filed and could not be read: nobody takes its silence for an answer."""
    unread = parts_in(review, "unread")
    if not unread:
        return
    w.pages.heading(w.words.overview("unread"))
    w.pages.note(w.words.overview("unread_note"))
    header = [w.words.overview(f"unread_{column}") for column in ("name", "why")]
    rows = [[str(u.get("name", "")), w.words.overview(f"why_{u.get('why')}")] for u in unread]
    w.pages.table(header, rows, widths=(9.6, 7.0))


def _waived(w: Writer, review: Mapping[str, Any]) -> None:
    waived = parts_in(review, "waived")
    if not waived:
        return
    w.heading("waived")
    header = [w.words(f"waived_{column}") for column in ("title", "reason", "by", "on")]
    cells = [[str(part[name]) for name in ("title", "reason", "by", "on")] for part in waived]
    w.pages.table(header, cells, widths=(5.0, 6.4, 2.8, 2.4))


# ------------------------------------------------------------------ statements
def _statements(name: str) -> Section:
    def write(w: Writer, review: Mapping[str, Any]) -> None:
        w.heading(name)
        found = parts_in(review, name)
        style = "Normal" if name == "background" else "List Bullet"
        for part in found:
            w.pages.paragraph(str(part.get("text", "")), w.numbers(part), style=style)
        if not found:
            w.nothing()

    return write


# ------------------------------------------------------------------ tables
def _milestones(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("milestones")
    rows = []
    for part in parts_in(review, "milestones"):
        planned, actual = part.get("planned"), part.get("actual")
        rows.append(
            [
                str(part.get("name", "")),
                w.words.day(planned),
                w.words.day(actual),
                _outcome(w, part),
                w.marks(part),
            ]
        )
    head = w.head("milestone", "planned", "actual", "difference", "source")
    w.table(head, rows, (5.2, 3, 3, 3.4, 2))


def _outcome(w: Writer, part: Part) -> str:
    """The delay, and beside a late or missing day what the paper says of it."""
    note = str(part.get("note") or "")
    if part.get("actual") is None and note:
        return note
    return f"{_delay(w, part)}\n{note}" if note and part.get("late") is True else _delay(w, part)


def _delay(w: Writer, part: Part) -> str:
    days = days_late(part.get("planned"), part.get("actual"))
    if days is None:
        return w.words("late") if part.get("late") is True else w.words("not_known")
    if days == 0:
        return w.words("on_time")
    return w.words("late_days", days=days) if days > 0 else w.words("early_days", days=-days)


def _metrics(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("metrics")
    rows = []
    for part in parts_in(review, "metrics"):
        share = achieved(part)
        rows.append(
            [
                _named(w, part, "name"),
                w.words.figure(part, "target"),
                w.words.figure(part, "actual"),
                f"{share.value}%" if share else "–",
                w.words.verdict(part.get("met")),
                w.marks(part),
            ]
        )
    head = w.head("metric", "target", "actual", "achieved", "result", "source")
    w.table(head, rows, (4.2, 2.6, 2.6, 2.9, 2.3, 2), right=(1, 2, 3))
    draw(w.pages, achieved_chart(w.words, parts_in(review, "metrics")))


def _cost(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("cost")
    cost = part_in(review, "cost")
    rows = [
        [
            _named(w, line, "item"),
            w.words.money(line.get("budget"), line.get("budget_currency") or line.get("currency")),
            w.words.money(line.get("actual"), line.get("currency")),
            "–"
            if line.get("budget_currency")
            else _difference(line.get("budget"), line.get("actual")),
            w.marks(line),
        ]
        for line in parts_in(cost, "lines")
    ]
    totals = cost.get("budget_total"), cost.get("actual_total")
    if any(totals):
        label = w.words("total_computed" if cost.get("computed") else "total")
        apart = cost.get("budget_currency")
        rows.append(
            [
                label,
                w.words.money(totals[0], apart),
                w.words.money(totals[1], cost.get("currency") if apart else None),
                "–" if apart else _difference(*totals),
                w.marks(cost),
            ]
        )
    if cost.get("currency"):
        w.pages.note(w.words("cost_currency", currency=str(cost["currency"])))
    head = w.head("item", "budget", "actual", "difference", "source")
    w.table(head, rows, (5.2, 3.1, 3.1, 3.2, 2), right=(1, 2, 3), bold_last=any(totals))
    draw(w.pages, cost_chart(w.words, parts_in(cost, "lines")))
    _outstanding(w, cost)


def _named(w: Writer, row: Part, key: str) -> str:
    """The name of a row, and who corrected or added its figures."""
    name = str(row.get(key, ""))
    if not row.get("edited_by"):
        return name
    return f"{name}\n{w.words('figures_by', name=row['edited_by'])}"


def _difference(budget: object, actual: object) -> str:
    found = variance(budget, actual)
    return "–" if found is None else f"{'+' if found.value > 0 else ''}{grouped(str(found.value))}"


def _outstanding(w: Writer, cost: Part) -> None:
    found = parts_in(cost, "outstanding")
    if not found:
        return
    w.pages.heading(w.words("heading_outstanding"), 2)
    rows = [
        [
            str(part.get("party") or w.words("not_found")),
            w.words("receivable" if part.get("direction") == "receivable" else "payable"),
            w.words.money(part.get("amount"), part.get("currency")),
            w.marks(part),
        ]
        for part in found
    ]
    w.table(w.head("party", "direction", "amount", "source"), rows, (7, 3.6, 4, 2), right=(2,))


def _contracts(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("contracts")
    contracts = parts_in(review, "contracts")
    for contract in contracts:
        w.pages.heading(w.names.get(str(contract.get("document")), w.words("section_contracts")), 2)
        parties = [str(p) for p in contract.get("parties") or ()] or [w.words("not_found")]
        amount = w.words.money(contract.get("amount"), contract.get("currency"))
        w.pages.paragraph(w.words("contract_parties", parties=tuple(parties)), w.numbers(contract))
        w.pages.paragraph(w.words("contract_amount", amount=amount))
        w.pages.paragraph(w.words("contract_signed", day=w.words.day(contract.get("signed_on"))))
        terms = parts_in(contract, "payment_terms")
        if terms:
            w.pages.paragraph(w.words("contract_terms"))
        for term in terms:
            w.pages.paragraph(str(term.get("text", "")), w.numbers(term), style="List Bullet")
        _obligations(w, contract)
    if not contracts or "contracts" in w.silent:
        w.nothing()


def _obligations(w: Writer, contract: Part) -> None:
    rows = [
        [
            str(part.get("text", "")),
            f"{grouped(part.get('promised'))}{part.get('unit') or ''}",
            _count(w, part),
            w.words.verdict(part.get("met")),
            w.marks(part),
        ]
        for part in parts_in(contract, "obligations")
    ]
    if rows:
        head = w.head("obligation", "promised", "delivered", "result", "source")
        w.table(head, rows, (6, 3, 3, 2.6, 2), right=(1, 2))


def _count(w: Writer, part: Part) -> str:
    text = grouped(part.get("delivered"))
    return f"{text}{part.get('unit') or ''}" if text else w.words("not_found")


# ------------------------------------------------------------------ people
def _satisfaction(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("satisfaction")
    found = part_in(review, "satisfaction")
    mean, scale, answers = found.get("mean"), found.get("scale"), found.get("responses")
    numbers = w.numbers(found)
    if mean is not None:
        key = "satisfaction_mean" if scale else "satisfaction_mean_only"
        w.pages.paragraph(w.words(key, mean=mean, scale=scale), numbers)
    if answers is not None:
        w.pages.paragraph(w.words("satisfaction_responses", responses=answers), numbers)
    quotes = parts_in(found, "quotes")
    if mean is None and answers is None and not quotes:
        w.nothing()
    if quotes:
        w.pages.heading(w.words("satisfaction_quotes"), 2)
    for quote in quotes:
        tone = w.words(f"sentiment_{quote.get('sentiment')}")
        text = w.words("quote", quote=str(quote.get("text", "")))
        w.pages.paragraph(f"{text} ({tone})", w.numbers(quote), style="List Bullet")


def _decisions(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("decisions")
    rows = []
    for part in parts_in(review, "decisions"):
        by, meeting = str(part.get("by") or ""), str(part.get("meeting") or "")
        where = w.words("decided_in", by=by, meeting=meeting) if by and meeting else by or meeting
        day = w.words.day(part.get("decided_on"))
        rows.append([str(part.get("text", "")), day, where, w.marks(part)])
    head = w.head("decision", "decided_on", "decided_by", "source")
    w.table(head, rows, (7.4, 2.6, 4.6, 2))


def _lessons(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("lessons")
    found = parts_in(review, "lessons")
    for part in found:
        text, cause = str(part.get("text", "")), part.get("cause")
        told = w.words("because_of", text=text, cause=cause) if cause else text
        w.pages.paragraph(told, w.numbers(part), style="List Bullet")
    if not found:
        w.nothing()


def _actions(w: Writer, review: Mapping[str, Any]) -> None:
    w.heading("actions")
    rows = [
        [
            str(part.get("text", "")),
            str(part.get("owner") or w.words("not_found")),
            w.words.day(part.get("due")),
            w.marks(part),
        ]
        for part in parts_in(review, "actions")
    ]
    w.table(w.head("action", "owner", "due", "source"), rows, (8.4, 3.2, 3, 2))


# ------------------------------------------------------------------ audit
def _audit(w: Writer, review: Mapping[str, Any]) -> None:
    """Three parts, each point behind the word of its verdict."""
    audit = part_in(review, "audit")
    if not audit:
        return
    w.pages.heading(w.words.audit("title"))
    w.pages.note(w.words.audit("note"))
    for name in PARTS:
        w.pages.heading(w.words.audit(name), 2)
        for point in parts_in(audit, name):
            verdict = w.words.audit(f"verdict_{point.get('verdict')}")
            text = w.words("weighed", severity=verdict, text=str(point.get("text", "")))
            w.pages.paragraph(text, w.numbers(point), style="List Bullet")


# ------------------------------------------------------------------ sources
def _sources(w: Writer, review: Mapping[str, Any]) -> None:
    del review
    w.heading("sources")
    if not w.cited:
        w.nothing()
    for number, citation in w.cited.values():
        name = w.names.get(str(citation.get("document")), "")
        quote = w.words("quote", quote=" ".join(str(citation.get("quote", "")).split()))
        version = (
            f"V{citation.get('version')}".replace("VV", "V") if citation.get("version") else ""
        )
        draft = w.words("draft") if citation.get("draft") else ""
        place = _place(w, part_in(citation, "place"))
        where = ", ".join(filter(None, (name, version, draft, *place)))
        w.pages.paragraph(f"[{number}] {where}: {quote}")


def _place(w: Writer, place: Part) -> list[str]:
    found = [
        w.words(f"place_{key}", **{key: place[key]})
        for key in ("page", "slide", "sheet")
        if key in place
    ]
    headings = place.get("heading")
    if isinstance(headings, list | tuple) and headings:
        found.append(w.words("place_heading", heading=str(headings[-1])))
    return found


_SECTIONS: tuple[Section, ...] = (
    _statements("background"),
    _milestones,
    _metrics,
    _cost,
    _contracts,
    _satisfaction,
    _decisions,
    _statements("successes"),
    _statements("shortcomings"),
    _lessons,
    _actions,
    _inconsistencies,
    _missing,
    _unread,
    _waived,
    _audit,
    _sources,
)
