"""Figures that a person corrects or adds hold through every build, and what follows from them follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from archive.review.edit import ADD, EDIT, REJECT, Edit
from archive.review.edits import anchored, apply_edits, may_be_told
from archive.review.shelves import parts_of

AT = datetime(2026, 3, 1, tzinfo=UTC)


def cited(place: int, quote: str = "q") -> list[dict[str, Any]]:
    spot = {"segment": place, "start": 0, "end": 1}
    return [{"document": f"d{place}", "version": "1.0", "quote": quote, **spot}]


def content(*, computed: bool = True, print_budget: str = "100") -> dict[str, Any]:
    lines = [
        {
            "item": "印刷",
            "budget": print_budget,
            "actual": "120",
            "citations": cited(1, print_budget),
        },
        {"item": "場租", "budget": "150", "actual": "160", "citations": cited(2)},
    ]
    metric = {
        "name": "人次", "target": "500", "target_written": "500人", "actual": "400", "actual_written": "400人",
        "unit": "人", "direction": "higher", "met": False, "computed": ["actual"], "citations": cited(3),
    }  # fmt: skip
    cost = {
        "budget_total": "250", "actual_total": "280", "computed": ["budget_total", "actual_total"] if computed else [],
        "lines": lines, "outstanding": [], "citations": [*cited(1), *cited(2)],
    }  # fmt: skip
    return {"metrics": [metric], "cost": cost}


def correction(section: str, number: int, built: dict[str, Any], **figures: str) -> Edit:
    part = parts_of(apply_edits(built, ()), section)[number]
    values = {"figures": figures, "reason": "筆誤"}
    return Edit(section, part["key"], EDIT, values, part, "阿敏", AT, ("d1",))


def test_a_corrected_metric_is_judged_anew_and_says_what_it_was() -> None:
    shown = apply_edits(content(), [correction("metrics", 0, content(), actual="520")])
    (metric,) = shown["metrics"]
    assert (metric["actual"], metric["actual_written"], metric["met"]) == ("520", None, True)
    assert (metric["target"], metric["target_written"], metric["computed"]) == ("500", "500人", [])
    assert (metric["edited_by"], metric["built"], metric["reason"]) == (
        "阿敏",
        "500人 / 400人",
        "筆誤",
    )
    assert metric["stale"] is False


def test_where_less_is_better_a_lower_figure_meets_the_target() -> None:
    built = content()
    built["metrics"][0]["direction"] = "lower"
    (metric,) = apply_edits(built, [correction("metrics", 0, built, actual="520")])["metrics"]
    assert metric["met"] is False


def test_totals_summed_here_follow_a_correction_and_stated_ones_stay() -> None:
    edit = correction("cost_lines", 0, content(), actual="20")
    summed = apply_edits(content(), [edit])["cost"]
    assert (summed["budget_total"], summed["actual_total"]) == ("250", "180")
    stated = apply_edits(content(computed=False), [edit])["cost"]
    assert stated["actual_total"] == "280"


def test_a_correction_finds_its_line_again_when_the_built_figures_changed_and_is_stale() -> None:
    edit = correction("cost_lines", 0, content(), actual="20")
    changed = content(print_budget="110")
    lines = apply_edits(changed, [edit])["cost"]["lines"]
    assert [(line["item"], line["budget"], line["actual"]) for line in lines] == [
        ("印刷", "110", "20"),
        ("場租", "150", "160"),
    ]
    assert lines[0]["stale"] is True
    assert anchored([edit], content(), ()) == []


def test_a_figure_that_was_kept_as_it_was_built_follows_the_papers() -> None:
    """Corrections were kept with both figures of their row."""
    edit = correction("cost_lines", 0, content(), budget="100.00", actual="20")
    line = apply_edits(content(print_budget="110"), [edit])["cost"]["lines"][0]
    assert (line["budget"], line["actual"], line["stale"]) == ("110", "20", True)


def test_a_corrected_row_that_is_built_no_longer_knows_what_was_built() -> None:
    edit = correction("cost_lines", 0, content(), actual="20")
    gone = content()
    gone["cost"]["lines"] = gone["cost"]["lines"][1:]
    line = apply_edits(gone, [edit])["cost"]["lines"][-1]
    assert (line["item"], line["budget"], line["actual"]) == ("印刷", "100", "20")
    assert line["built_figures"] == {"budget": "100", "actual": "120"}


def test_of_two_lines_of_one_name_the_corrected_one_is_meant() -> None:
    built = content()
    built["cost"]["lines"][1]["item"] = "印刷"
    edit = correction("cost_lines", 1, built, actual="1")
    assert [line["actual"] for line in apply_edits(built, [edit])["cost"]["lines"]] == ["120", "1"]


def test_an_added_line_counts_where_it_has_a_figure_and_is_cited_by_the_total() -> None:
    row = {"item": "保險", "budget": None, "actual": None, "citations": cited(7)}
    added = Edit("cost_lines", "k", ADD, {"figures": {"actual": "30"}}, row, "阿敏", AT, ("d7",))
    cost = apply_edits(content(), [added])["cost"]
    assert (cost["budget_total"], cost["actual_total"]) == ("250", "310")
    assert [line["item"] for line in cost["lines"]] == ["印刷", "場租", "保險"]
    assert cost["lines"][2]["added"] is True
    assert "d7" in {c["document"] for c in cost["citations"]}


def test_what_a_person_wrote_is_told_only_to_those_who_see_what_it_rests_on() -> None:
    edit = correction("metrics", 0, content(), actual="520")
    sentence, rejection = replace(edit, section="successes"), replace(edit, kind=REJECT)
    assert may_be_told([edit, sentence], {"d1"}) == [edit, sentence]
    assert may_be_told([edit, sentence, rejection], {"d2"}) == [rejection]
