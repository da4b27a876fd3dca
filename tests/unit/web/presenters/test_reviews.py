"""A review as it is read: chips numbered once, figures as written, differences computed and marked so."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from archive.services.reviews.reviews import ReviewView
from archive.web.presenters.citations import Citer
from archive.web.presenters.review_contracts import contract_view
from archive.web.presenters.review_lines import metric_line
from archive.web.presenters.review_teller import Teller
from archive.web.presenters.reviews import review_page

AT = datetime(2026, 2, 3, 8, 0, tzinfo=UTC)


def cite(segment: int, document: str = "d1") -> dict[str, Any]:
    return {
        "document": document,
        "version": "1.0",
        "place": {"page": 2},
        "quote": "…",
        "segment": segment,
        "start": 3,
        "end": 9,
    }


CONTENT: dict[str, Any] = {
    "sources": [{"document": "d1", "name": "QB-77-03_RPT_report_20251201_V1.0.pdf"}],
    "background": [{"text": "A summer of films.", "citations": [cite(1), cite(2)]}],
    "milestones": [
        {
            "name": "Opening",
            "planned": "2025-07-01",
            "actual": "2025-07-04",
            "late": True,
            "citations": [cite(3)],
        },
        {
            "name": "Report",
            "planned": "2025-12-02",
            "actual": "2025-12-01",
            "late": False,
            "citations": [],
        },
        {"name": "Party", "planned": "2025-12-20", "actual": None, "late": None, "citations": []},
    ],
    "metrics": [
        {
            "name": "Visitors",
            "target": "40000",
            "actual": "46000",
            "unit": "people",
            "met": True,
            "citations": [cite(2)],
        },
        {
            "name": "Cost each",
            "target": "42",
            "actual": "39.1",
            "unit": "",
            "met": True,
            "direction": "lower",
            "citations": [],
        },
    ],
    "cost": {
        "currency": "GBP",
        "budget_total": "300",
        "actual_total": "310",
        "lines": [
            {"item": "Screen", "budget": "100", "actual": "130", "citations": [cite(5)]},
            {"item": "Staff", "budget": "200", "actual": "180", "citations": [cite(6)]},
        ],
        "outstanding": [{"party": "Lantern Ltd", "amount": "20", "citations": [cite(7)]}],
        "citations": [cite(8)],
    },
    "missing": [
        {
            "class": "acceptance",
            "name": "",
            "why": "No acceptance record was found.",
            "citations": [],
        }
    ],
    "inconsistencies": [
        {
            "kind": "figure",
            "subject": "Visitors",
            "description": "Visitors: 46,000 and 45,200",
            "values": [
                {"value": "46,000", "citations": [cite(2)]},
                {"value": "45,200", "citations": [cite(9)]},
            ],
        }
    ],
}


def address(endpoint: str, **values: Any) -> str:
    query = "&".join(
        f"{k}={v}" for k, v in values.items() if v is not None and not k.startswith("_")
    )
    return f"{endpoint}?{query}"


def page_of(content: dict[str, Any], status: str = "draft") -> Any:
    view = ReviewView(status, AT, AT, content)
    return review_page(view, {"acceptance": "Acceptance"}, "en", address)


def test_the_same_place_keeps_its_number() -> None:
    page = page_of(CONTENT)
    first = page.clashes[0].values[0].cites[0]
    assert page.background[0].cites[1].number == first.number == page.metrics[0].cites[0].number


def test_a_chip_leads_to_the_exact_place() -> None:
    chip = page_of(CONTENT).background[0].cites[0]
    assert chip.url == "documents.show?document_id=d1&page=2&seg=1&from=3&to=9&version=1.0"
    assert chip.label.endswith("QB-77-03_RPT_report_20251201_V1.0.pdf, page 2")


def test_days_of_delay_are_counted() -> None:
    outcomes = [line.outcome for line in page_of(CONTENT).milestones]
    assert outcomes == ["3 days late", "1 day early", "No actual day found"]


def test_a_late_or_missing_day_stands_with_what_the_paper_says_of_it() -> None:
    days = {"planned": "2025-06-02", "late": None, "citations": []}
    told = [
        {**days, "name": "Parade", "actual": None, "note": "cancelled"},
        {**days, "name": "Supper", "actual": "2025-06-04", "late": True, "note": "kitchen flooded"},
        {**days, "name": "Ball", "actual": "2025-06-02", "late": False, "note": "on time"},
    ]
    lines = page_of({"milestones": told}).milestones
    assert [(line.outcome, line.note, line.tone) for line in lines] == [
        ("", "cancelled", ""),
        ("2 days late", "kitchen flooded", "warn"),
        ("On time", "", "ok"),
    ]


def test_bare_digits_of_a_table_are_grouped() -> None:
    metric = {"name": "盒數", "target": "8000", "target_written": "8000盒", "actual": "7420.5",
              "actual_written": "7420.5 盒", "unit": "盒", "met": False, "citations": []}  # fmt: skip
    line = page_of({"metrics": [metric]}).metrics[0]
    assert (line.planned, line.actual) == ("8,000 盒", "7,420.5 盒")


def test_a_file_with_personal_data_is_listed_once_with_every_kind() -> None:
    found = [{"name": "note.eml", "kind": kind, "count": 2} for kind in ("email", "mobile")]
    page = page_of({"sensitive": [*found, {"name": "list.xlsx", "kind": "email", "count": 1}]})
    assert [s.text for s in page.sensitive] == ["note.eml", "list.xlsx"]
    assert page.sensitive[0].note.count("× 2") == 2
    assert [link.count for link in page.sections] == [2]


def test_parties_are_joined_as_the_language_does() -> None:
    teller = Teller({}, "en", lambda *_, **__: "", Citer({}, "en", lambda *_, **__: ""))
    facts = contract_view(teller, {"parties": ["Reed Ltd", "Marsh & Co"]}, {}).facts
    assert [value for _, value in facts] == ["Reed Ltd, Marsh & Co"]


def test_a_bar_is_as_long_as_its_share_and_the_stroke_stands_at_the_target() -> None:
    bar = page_of(CONTENT).metrics[0].bar
    assert (bar.length, bar.stroke, bar.tone) == (100.0, 87.0, "plain")


def test_where_less_is_better_no_share_is_claimed() -> None:
    line = page_of(CONTENT).metrics[1]
    assert (line.bar, line.share) == (None, "Lower is better")


def test_a_difference_is_signed_and_over_budget_is_coloured() -> None:
    cost = page_of(CONTENT).cost
    assert [(line.share, line.tone) for line in cost.lines] == [("+30", "warn"), ("−20", "ok")]
    assert cost.total.share == "+10"


def test_what_is_missing_names_its_class() -> None:
    assert [(gap.text, gap.why) for gap in page_of(CONTENT).missing] == [
        ("Acceptance", "No acceptance record was found.")
    ]


def test_what_weighs_says_so_in_words_and_what_is_silent_or_unread_is_told() -> None:
    clash = {"kind": "cost", "subject": "Cost", "severity": "high", "values": []}
    unread = {"document": "d7", "name": "scan.pdf", "class": "contract", "why": "no_text"}
    silent = {"section": "metrics", "classes": ["acceptance", "survey"], "filed": ["survey"]}
    content = {"inconsistencies": [clash], "unread": [unread], "not_found": [silent], "sources": []}
    page = page_of(content)
    assert page.clashes[0].weight.text == "Important"
    assert [(u.name, u.why) for u in page.unread] == [
        ("scan.pdf", "It holds no text: a scan or a picture")
    ]
    assert page.unread[0].url
    assert "Acceptance (none filed)" in page.silent["metrics"]
    assert "survey (filed, and does not say)" in page.silent["metrics"]
    assert [(s.key, s.count) for s in page.sections] == [
        ("inconsistencies", 1),
        ("unread", 1),
        ("metrics", 0),
    ]


def test_statements_are_counted_by_their_citations() -> None:
    assert page_of(CONTENT).statements == 9


def test_a_review_without_content_is_not_ready() -> None:
    page = page_of({}, "building")
    assert page.building
    assert not page.ready
    assert page.sections == ()


def test_a_figure_is_shown_as_its_document_writes_it() -> None:
    metric = {"name": "Reach", "target": "30000000", "actual": "38460000", "unit": "次",
              "actual_written": "3,846 万次", "met": True, "citations": []}  # fmt: skip
    line = page_of({"metrics": [metric]}).metrics[0]
    assert (line.actual, line.planned) == ("3,846 万次", "30,000,000 次")


def test_figures_that_cannot_be_compared_have_no_share_and_say_so() -> None:
    teller = Teller({}, "en", lambda *_, **__: "", Citer({}, "en", lambda *_, **__: ""))
    part = {"name": "Visitors", "target": "5000", "actual": "12", "target_written": "5,000 people",
            "actual_written": "12 shows", "unit": "shows", "direction": "higher", "met": None}  # fmt: skip
    line = metric_line(teller, part)
    assert (line.share, line.bar, line.tone) == ("", None, "")
    assert line.outcome == "Different units, not comparable"


def test_amounts_in_another_currency_say_so_and_two_have_no_difference() -> None:
    lines = [
        {"item": "Hall", "budget": "120000", "actual": "3900", "budget_currency": "TWD"},
        {"item": "Freight", "budget": "9000", "actual": "9400", "currency": "HKD"},
    ]
    owed = [
        {"party": "Alder", "amount": "450", "currency": "GBP"},
        {"party": "Birch", "amount": "6"},
    ]
    cost = page_of({"cost": {"currency": "USD", "lines": lines, "outstanding": owed}}).cost
    assert [(line.planned, line.actual, line.share, line.tone) for line in cost.lines] == [
        ("TWD 120,000", "3,900", "", ""),
        ("HKD 9,000", "HKD 9,400", "HKD +400", "warn"),
    ]
    assert cost.lines[0].bar is None
    assert [o.note for o in cost.outstanding] == ["GBP 450", "USD 6"]


def test_the_page_opens_with_how_the_project_came_out() -> None:
    assert [mark.label for mark in page_of(CONTENT).outcome][:2] == [
        "2 of 2 targets reached",
        "Cost GBP 310 of 300",
    ]
