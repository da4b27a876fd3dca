"""The audit in three parts: composed of what the review holds, every point with its sources or silent."""

from __future__ import annotations

import re
from typing import Any

import pytest

from archive.review.audit import PARTS, VERDICTS, audit_of
from archive.review.compose import build
from archive.review.restrict import restrict
from tests.support.review_folder_harbour import harbour_festival
from tests.support.review_folder_lighthouse import lighthouse_appeal
from tests.support.review_sources import reviewed

FOLDERS = (harbour_festival, lighthouse_appeal)


def cited(document: str = "d1", **values: Any) -> dict[str, Any]:
    place = {"document": document, "segment": 1, "start": 0, "end": 4, "quote": "…"}
    return {"citations": [place], **values}


def said(part: str, language: str = "en", **content: Any) -> list[tuple[str, str]]:
    return [(p["verdict"], p["text"]) for p in audit_of(content, language)[part]]


def cost(**values: Any) -> dict[str, Any]:
    return (
        cited(currency="TWD", lines=[], outstanding=[], budget_total=None, actual_total=None)
        | values
    )


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
@pytest.mark.parametrize("number", range(len(FOLDERS)))
def test_every_point_is_cited_or_says_what_is_not_there(number: int, language: str) -> None:
    review = restrict(reviewed(FOLDERS[number]), lambda _d: True)
    audit = audit_of(review, language)
    assert tuple(audit) == PARTS
    known = {(c["document"], c["quote"]) for c in _citations(review)}
    for point in (p for part in audit.values() for p in part):
        assert point["verdict"] in VERDICTS
        assert "{" not in point["text"]
        assert {(c["document"], c["quote"]) for c in point["citations"]} <= known
        if point["verdict"] != "unknown" and not point["citations"]:
            assert not review["missing"] or re.search(r"缺|not filed", point["text"])
    assert audit == audit_of(review, language)


def _citations(node: object) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if "quote" in node and "segment" in node else []
        return own + [c for value in node.values() for c in _citations(value)]
    return [c for value in node for c in _citations(value)] if isinstance(node, list) else []


@pytest.mark.parametrize(
    ("totals", "verdict", "words"),
    [
        (("500", "620"), "attention", "Spent TWD 620 against a budget of TWD 500: TWD 120 over."),
        (("500", "480"), "ok", "Spent TWD 480 against a budget of TWD 500: TWD 20 under."),
        (("500", "500"), "ok", "Spent TWD 500, exactly the budget."),
        (("500", None), "unknown", "The budget is TWD 500; no total of what was spent was found."),
        ((None, "480"), "unknown", "Spent TWD 480; no total budget was found."),
        (
            (None, None),
            "unknown",
            "Neither a total budget nor a total of what was spent was found.",
        ),
    ],
)
def test_cost_is_held_against_its_budget(
    totals: tuple[str | None, str | None], verdict: str, words: str
) -> None:
    found = said("finance", cost=cost(budget_total=totals[0], actual_total=totals[1]))
    assert found[0] == (verdict, words)


def test_open_amounts_are_added_up_by_currency_and_direction() -> None:
    owed = [
        cited(party="Alder", amount="400", direction="receivable"),
        cited(party="Birch", amount="50", direction="receivable", currency="USD"),
        cited(party="Cedar", amount="70", direction="payable"),
    ]
    found = said("finance", cost=cost(outstanding=owed))
    assert (
        "attention",
        "Still to be received: TWD 400, USD 50 (2 in all), from Alder, Birch.",
    ) in found
    assert ("attention", "Still to be paid: TWD 70 (1 in all), to Cedar.") in found


def test_two_currencies_in_one_line_are_not_compared() -> None:
    lines = [
        cited(item="Hall", budget="100", actual="900", budget_currency="USD"),
        cited(item="Crew", budget="100", actual="90"),
    ]
    found = said("finance", cost=cost(lines=lines))
    assert ("ok", "Lines over budget: none of 1 compared.") in found


def test_a_contradiction_of_money_counts_until_it_is_decided() -> None:
    clash = {"kind": "cost", "subject": "Hall", "values": [cited(), cited("d2")]}
    assert any("contradict" in text for _, text in said("finance", inconsistencies=[clash]))
    decided = clash | {"decided": {"choice": 0}}
    assert not any("contradict" in text for _, text in said("finance", inconsistencies=[decided]))


def test_contracts_papers_and_personal_data_are_complied_with_or_not() -> None:
    duties = [
        cited(text="films", met=False),
        cited(text="posts", met=True),
        cited(text="ads", met=None),
    ]
    contract = cited(document="d1", signed_on=None, obligations=duties)
    found = said(
        "compliance",
        contracts=[contract | {"document": "d1"}],
        sources=[{"document": "d1", "name": "contract.pdf"}],
        missing=[
            {"class": "survey", "citations": []},
            cited(**{"class": "other", "name": "permit"}),
        ],
        sensitive=[{"document": "d1", "kind": "mobile"}, {"document": "d1", "kind": "email"}],
    )
    assert [verdict for verdict, _ in found] == [
        "attention", "unknown", "ok", "unknown", "attention", "attention", "attention",
    ]  # fmt: skip
    words = " ".join(text for _, text in found)
    for expected in (
        "fell short: 1 of 3 (films)",
        "contract.pdf",
        "Satisfaction survey",
        "permit",
        "(1):",
    ):
        assert expected in words


def test_lateness_targets_and_loose_actions_are_told() -> None:
    found = said(
        "efficiency",
        milestones=[
            cited(name="Opening", planned="2026-03-01", actual="2026-03-09"),
            cited(name="Report", planned="2026-04-01", actual="2026-03-31"),
            cited(name="Party", planned="2026-05-01", actual=None),
        ],
        metrics=[
            cited(name="Visitors", met=True),
            cited(name="Cost", met=False),
            cited(name="Reach"),
        ],
        actions=[cited(text="Book", owner="Ada", due="2026-06-01"), cited(text="Ask", owner="")],
    )
    assert found == [
        (
            "attention",
            "Milestones that came late: 1 of 2 with both days known, the latest by 8 days (Opening).",
        ),
        ("attention", "Targets reached: 1 of 2. Not reached: Cost."),
        ("attention", "Improvement actions without an owner or a due day: 1 of 2 (Ask)."),
    ]


def test_a_reader_who_sees_less_is_audited_on_less() -> None:
    folder, review = FOLDERS[0](), reviewed(FOLDERS[0])
    nothing = audit_of(restrict(review, lambda _d: False), "zh-Hant")
    empty = audit_of(restrict(build(folder.project, []), lambda _d: True), "zh-Hant")
    assert nothing == empty
