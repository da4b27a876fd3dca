"""One change of a review as it is asked for, and what a person said in it, checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from archive.domain.dates import parse_date
from archive.domain.messages import Message
from archive.domain.money import find_amounts, scale_of
from archive.domain.numerals import fold_width, read_number
from archive.errors import Conflict, InvalidInput
from archive.review.as_read import AsRead
from archive.review.corrections import FIGURES, NAMES, TASK, as_shown, changed_figures, task_of
from archive.review.figures import decimal_of
from archive.review.parts import part_in
from archive.review.taken_back import written


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do to a review.

    `kind`: edit, add, reject, decide or undo. `key` names the statement, for all but add. `quotes`
    pairs documents with words that stand in them, for an added sentence.
    """

    kind: str
    section: str
    key: str = ""
    text: str = ""
    owner: str | None = None
    due: str | None = None
    reason: str = ""
    choice: int | None = None
    quotes: tuple[tuple[str, str], ...] = ()
    name: str = ""
    """Of a figure that is added: the metric or the cost line."""
    unit: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    """Of a metric `target` and `actual`, of a cost line `budget` and `actual`, as they are typed."""
    seen: str | None = None
    """`edited_at` of the statement as it was read, "" for one nobody had edited; None is not checked."""
    read: AsRead | None = None
    """The statement as it was read: it is found again where the review was written anew since."""
    offered: tuple[str, ...] | None = None
    """The values a decision was made between, as they were read; None is not checked."""


def values_of(change: Change, part: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What a person said: a sentence, or the figures of a row with why they are others than the paper's.

    InvalidInput where nothing is said that the papers do not say: kept as the person's, it would stay when the
    papers change. A sentence that somebody wrote may be saved as it is: that says that it holds still.
    """
    if change.section not in FIGURES:
        said = _said(change, part or {})
        if part is not None and not _says_else(part, said):
            raise InvalidInput(field="words", why=Message("errors.why_words_as_built"))
        return said
    figures, reason = dict(_figures(change, part or {})), change.reason.strip()
    if not figures:
        raise InvalidInput(field=FIGURES[change.section][0], why="number")
    if part is not None and not part.get("added"):
        if not reason:
            raise InvalidInput(field="reason", why="text")
        figures = changed_figures(
            change.section, part_in(part.get("built_figures")) or part, figures
        )
        if not figures:
            raise InvalidInput(field="figures", why=Message("errors.why_figures_as_built"))
    return {"figures": figures, "reason": reason}


def _figures(change: Change, part: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The figures as decimals, however they are written; an empty one is left as it is.

    What stands as the form showed it is the figure of the row, also where nobody could type it so (some 3,500):
    of a row that somebody has corrected it may be theirs, and is said again.
    """
    unit = str(part.get("unit") or change.unit)
    for side in FIGURES[change.section]:
        figure, said = part.get(side), " ".join(change.figures.get(side, "").split())
        if figure is not None and said in ("", as_shown(part, side)):
            yield side, str(figure)
            continue
        typed = fold_width(said).replace("，", ",")
        if not typed:
            continue
        value = _number(typed, fold_width(unit).strip())
        if value is None or abs(value) >= _MOST:
            raise InvalidInput(field=side, why="number")
        yield side, f"{value:f}"


def _number(typed: str, unit: str) -> Decimal | None:
    """The number that is typed as pages and papers show it: 1,400,000, 140 萬次, 1.4M, of a share 12.5%.

    None for anything else: 1,2 may be a fraction, an amount in a currency may be in another than the row's,
    and 120萬 in a row that counts in 萬 may be either.
    """
    figure = typed.removesuffix(unit).strip()
    plain = decimal_of(figure)
    if plain is not None:
        return plain
    if not figure[-1:].isdigit() and (scale_of(unit) > 1 or unit[:1] in _SCALES):
        return None
    value = read_number(figure)
    if value is None:
        whole = [one for one in find_amounts(figure) if (one.start, one.end) == (0, len(figure))]
        if not whole or whole[0].currency or whole[0].is_rate:
            return None
        value = whole[0].value
    return value.to_integral_value() if value == value.to_integral_value() else value


_SCALES = tuple("万萬亿億兆")
_MOST = Decimal(10) ** 15


def blank(change: Change) -> dict[str, Any]:
    """The row that an added figure begins with: its name and no figures yet."""
    if change.section not in FIGURES:
        return {}
    name = " ".join(change.name.split())
    if not name:
        raise InvalidInput(field="name", why="text")
    row: dict[str, Any] = dict.fromkeys(FIGURES[change.section]) | {NAMES[change.section]: name}
    if change.section == "metrics":
        row |= {"unit": change.unit.strip(), "direction": "higher", "computed": []}
    return row


def _said(change: Change, part: Mapping[str, Any]) -> dict[str, Any]:
    """The words; of an action also who does it and by when, unless they are as they were built.

    A form sends all three. Who was left alone follows the papers in every later build; one that was corrected
    before and is not spoken of now stays corrected.
    """
    text = " ".join(change.text.split())
    if not text:
        raise InvalidInput(field="text", why="text")
    said: dict[str, Any] = {"text": text}
    if change.section == "actions":
        given = {name: v for name in TASK if (v := getattr(change, name)) is not None}
        task = (task_of(part) if part else {}) | given
        if (due := " ".join(task.get("due", "").split())) and due != task_of(part)["due"]:
            task["due"] = _day_or_month(due)  # what a paper says and nobody touched stays as it is
        corrects = bool(part) and not part.get("added")
        built = task_of(part_in(part.get("built_task")) or part) if corrects else {}
        said |= {name: v for name, v in task.items() if " ".join(v.split()) != built.get(name)}
    return said


def _day_or_month(typed: str) -> str:
    """YYYY-MM-DD or YYYY-MM of a day or month that is typed in any of the ways papers write them."""
    mention = parse_date(typed)
    if mention is None or len(mention.choices) > 1:
        raise InvalidInput(field="due", why="day_or_month")
    return mention.value


def _says_else(part: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Whether anything is another than the statement has, or a person wrote the statement."""
    if part.get("added") or part.get("edited_by"):
        return True
    return any(" ".join(str(part.get(name) or "").split()) != v.strip() for name, v in said.items())


def rejection_of(part: Mapping[str, Any], change: Change) -> dict[str, Any]:
    if not change.reason.strip():
        raise InvalidInput(field="reason", why="text")
    added = bool(
        part.get("added")
    )  # takes the place of what a person wrote; a correction stays beside
    was = written(change.section, part) if added else None
    return {"reason": change.reason.strip(), "added": added, "was": was}


def decision_of(part: Mapping[str, Any], change: Change) -> dict[str, Any]:
    values = part.get("values") or []
    now = tuple(str(value.get("value")) for value in values)
    if change.offered is not None and change.offered != now:
        raise Conflict(why="review_values_changed")
    if change.choice is None or not 0 <= change.choice < len(values):
        raise InvalidInput(field="choice", why=f"0-{len(values) - 1}")
    chosen = values[change.choice].get("value")
    return {"choice": change.choice, "value": chosen, "reason": change.reason.strip()}
