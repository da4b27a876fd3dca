"""Rows of figures in a review: milestones with their time axis, metrics, cost lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from archive.review.figures import days_late
from archive.review.parts import Part, parts_in
from archive.web.presenters.marks import counted, money_words
from archive.web.presenters.review_figures import figure_words, number_of, signed_words
from archive.web.presenters.review_parts import Bullet, Cost, Line, Sentence
from archive.web.presenters.review_teller import Teller
from archive.web.presenters.timeline import timeline
from archive.wording import say


def milestone_lines(teller: Teller, part: object) -> tuple[Line, ...]:
    """The milestones with their marks on one time axis."""
    lines = tuple(_milestone(teller, milestone) for milestone in parts_in(part))
    said = [
        say(teller.language, "ui_review.moment", planned=line.planned, actual=line.actual)
        for line in lines
    ]
    days = [(line.planned, line.actual, label) for line, label in zip(lines, said, strict=True)]
    marks = timeline(days)
    return tuple(replace(line, moment=mark) for line, mark in zip(lines, marks, strict=True))


def _milestone(teller: Teller, part: Part) -> Line:
    late = part.get("late")
    days = days_late(part.get("planned"), part.get("actual"))
    if days is not None:
        key = "late_n" if days > 0 else "early_n" if days < 0 else "on_time"
        outcome = counted(teller.language, f"ui_review.{key}", abs(days))
    else:
        outcome = say(teller.language, "ui_review.late" if late else "ui_review.on_time")
    note = teller.word(part.get("note"))
    known = part.get("actual") is not None
    if not known:  # why, the paper may say beside it: cancelled, moved into another
        outcome = "" if note else say(teller.language, "ui_review.no_actual")
    return Line(
        teller.word(part.get("name")),
        teller.word(part.get("planned")),
        teller.word(part.get("actual")),
        None,
        "",
        outcome,
        "warn" if known and late else "ok" if known and outcome else "",
        teller.citer.chips(part.get("citations")),
        str(part.get("key") or ""),
        note="" if known and not late else note,
    )


def metric_line(teller: Teller, part: Part) -> Line:
    """Target and actual beside each other; no share or bar where less is better or nothing compares."""
    target, actual = number_of(part.get("target")), number_of(part.get("actual"))
    unit, met = str(part.get("unit") or ""), part.get("met")
    outcome, tone = teller.verdict(met)
    lower = part.get("direction") == "lower"
    apart = bool(target) and actual is not None and "met" in part and met is None
    if apart:
        outcome = say(teller.language, "ui_review.not_comparable")
    shared = target and actual is not None and not lower and not apart
    share = f"{actual / target:.1%}" if shared and target and actual is not None else ""
    return Line(
        teller.word(part.get("name")),
        _written(teller, part, "target", unit),
        _written(teller, part, "actual", unit),
        None if lower or apart else _bar(teller.language, actual, target, met is False),
        say(teller.language, "ui_review.lower_is_better") if lower else share,
        outcome,
        tone,
        teller.citer.chips(part.get("citations")),
        str(part.get("key") or ""),
        mark=teller.mark(part),
    )


def _written(teller: Teller, part: Part, key: str, unit: str) -> str:
    """The figure as its document writes it, else as a number with its unit.

    Bare digits are grouped: no document means that its cells show no thousands.
    """
    written = teller.word(part.get(f"{key}_written"))
    bare = written.replace(" ", "") == f"{part.get(key)}{unit}".replace(" ", "")
    return written if written and not bare else figure_words(part.get(key), unit)


def cost_part(teller: Teller, part: object) -> Cost | None:
    """The cost table with its sum and what is outstanding; None where nothing is known of money."""
    if not isinstance(part, Mapping):
        return None
    lines = tuple(cost_line(teller, line) for line in parts_in(part.get("lines")))
    summed = bool(part.get("computed"))
    whole = {
        "item": say(teller.language, "ui_review.total_computed" if summed else "ui_review.total"),
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
            teller.word(o.get("party")),
            teller.citer.chips(o.get("citations")),
            money_words(o.get("amount"), str(o.get("currency") or currency) or None),
            teller.word(o.get("reason")),
            key=str(o.get("key") or ""),
        )
        for o in parts_in(part.get("outstanding"))
    )
    if not (lines or known or outstanding):
        return None
    return Cost(currency, lines, cost_line(teller, whole) if known else None, outstanding)


def cost_line(teller: Teller, part: Part) -> Line:
    """Budget and actual with their difference, which two currencies do not have."""
    budget, actual = number_of(part.get("budget")), number_of(part.get("actual"))
    own = str(part.get("currency") or "")
    apart = bool(part.get("budget_currency"))  # two currencies have no difference
    known = budget is not None and actual is not None and not apart
    gap = actual - budget if known and actual is not None and budget is not None else None
    return Line(
        teller.word(part.get("item")),
        _in_currency(figure_words(part.get("budget"), ""), part.get("budget_currency") or own),
        _in_currency(figure_words(part.get("actual"), ""), own),
        None if gap is None else _bar(teller.language, actual, budget, gap > 0),
        "" if gap is None else _in_currency(signed_words(gap), own),
        "",
        "" if not gap else "warn" if gap > 0 else "ok",
        teller.citer.chips(part.get("citations")),
        str(part.get("key") or ""),
        mark=teller.mark(part),
    )


def _in_currency(text: str, currency: object) -> str:
    """With its currency where that is not the one of the whole table."""
    return f"{currency} {text}" if text and currency else text


def _bar(
    language: str, actual: Decimal | None, target: Decimal | None, bad: object
) -> Bullet | None:
    if actual is None or target is None or max(actual, target) <= 0 or min(actual, target) < 0:
        return None
    longest = max(actual, target)
    label = say(language, "ui_review.bar", actual=money_words(actual), target=money_words(target))
    length, stroke = (round(float(100 * v / longest), 1) for v in (actual, target))
    return Bullet(length, min(stroke, 99.2), "warn" if bad else "plain", label)
