"""Facts of papers whose layout nobody planned for, and what holds for every statement made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.names import alike
from archive.review.reading.quantities import find_quantities
from archive.review.reading.sources import ReviewedProject
from tests.support.free_layouts import Case, cases

CASES = list(cases())
Json = dict[str, Any]


def review(case: Case) -> Json:
    project = ReviewedProject(
        "T1", "x", None, case.language, date(2026, 3, 1), date(2026, 8, 31), None, ()
    )
    return build(project, case.sources)


def figure(value: object) -> Decimal | None:
    try:
        return Decimal(str(value)).normalize() if value is not None else None
    except InvalidOperation:
        return None


def found(
    wanted: Sequence[Any], given: Sequence[Json], same: Callable[[Any, Json], bool]
) -> list[Any]:
    """What is wanted and not given; each given thing answers one wish."""
    left = list(given)
    missing = []
    for want in wanted:
        match = next((have for have in left if same(want, have)), None)
        if match is None:
            missing.append(want)
        else:
            left.remove(match)
    return missing


def pair(*keys: str) -> Callable[[Any, Json], bool]:
    return lambda want, have: all(
        figure(have[key]) == figure(w) for key, w in zip(keys, want, strict=True)
    )


def says(want: str, have: Json) -> bool:
    return alike(want, have.get("text", "")) >= 0.75


def is_action(want: Sequence[str], have: Json) -> bool:
    text, owner, *due = want
    return says(text, have) and owner in have["owner"] and (not due or have["due"] == due[0])


def is_obligation(want: Sequence[str], have: Json) -> bool:
    text, promised, *delivered = want
    return (
        figure(have["promised"]) == figure(promised)
        and alike(text, have["text"]) >= 0.5
        and (not delivered or figure(have["delivered"]) == figure(delivered[0]))
    )


def is_gap(want: Sequence[str], have: Json) -> bool:
    return have["class"] == want[0] and (
        len(want) < 2 or alike(want[1], have["name"] + have["why"]) >= 0.6
    )


def is_clash(want: Sequence[str], have: Json) -> bool:
    values = {q.value for v in have["values"] for q in find_quantities(str(v["value"]))}
    return {Decimal(w) for w in want} <= values


FACTS: Mapping[str, tuple[Callable[[Json], Sequence[Json]], Callable[[Any, Json], bool]]] = {
    "metrics": (lambda r: r["metrics"], pair("target", "actual")),
    "lines": (lambda r: r["cost"]["lines"], pair("budget", "actual")),
    "outstanding": (
        lambda r: r["cost"]["outstanding"],
        lambda w, h: figure(h["amount"]) == figure(w),
    ),
    "milestones": (
        lambda r: [m for m in r["milestones"] if m["actual"]],
        lambda w, h: [h["planned"], h["actual"]] == list(w),
    ),
    "actions": (lambda r: r["actions"], is_action),
    "amount": (lambda r: r["contracts"], lambda w, h: figure(h["amount"]) == figure(w)),
    "obligations": (lambda r: [o for c in r["contracts"] for o in c["obligations"]], is_obligation),
    "good": (lambda r: r["successes"], says),
    "bad": (lambda r: r["shortcomings"], says),
    "quotes": (lambda r: r["satisfaction"]["quotes"], says),
    "missing": (lambda r: r["missing"], is_gap),
    "clash": (lambda r: r["inconsistencies"], is_clash),
}
EXACT = {"metrics", "lines", "outstanding", "milestones", "amount"}
"""Of these nothing else may be told: a wrong figure is worse than a missing one."""


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_facts_are_read(case: Case) -> None:
    told = review(case)
    for kind, want in case.expect.items():
        if kind == "totals":
            totals = [figure(told["cost"][key]) for key in ("budget_total", "actual_total")]
            assert totals == [figure(w) for w in want]
        elif kind in ("mean", "scale", "responses"):
            assert figure(told["satisfaction"][kind]) == figure(want)
        else:
            part, same = FACTS[kind]
            assert found(want, part(told), same) == []
            assert kind not in EXACT or len(part(told)) == len(want)


def citations(node: object) -> Iterator[Json]:
    if isinstance(node, dict):
        yield from node.get("citations", ())
        for value in node.values():
            yield from citations(value)
    elif isinstance(node, list):
        for value in node:
            yield from citations(value)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_every_quote_stands_in_its_document_and_every_figure_in_its_quote(case: Case) -> None:
    told = review(case)
    texts = {s.document: [segment.text for segment in s.segments] for s in case.sources}
    for citation in citations(told):
        assert citation["quote"]
        assert any(citation["quote"] in text for text in texts[citation["document"]])
    for metric in told["metrics"]:
        quotes = " ".join(c["quote"] for c in metric["citations"])
        for side in ("target", "actual"):
            if side not in metric["computed"]:
                digits = re.search(r"[\d,.]*\d", metric[f"{side}_written"])
                assert digits is None or digits.group() in quotes


def test_a_computed_side_says_so_and_cites_what_it_is_computed_from() -> None:
    case = next(c for c in CASES if c.name == "m-diffonly-tw")
    metric = review(case)["metrics"][0]
    assert metric["computed"] == ["actual"]
    assert "+1,340" in metric["citations"][0]["quote"]
