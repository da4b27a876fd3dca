"""Names taken apart for the eye; joined again they are the name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from archive.domain.intake import ItemFinding
from archive.domain.messages import Message
from archive.web.presenters.names import UNSEEN, as_seen, marked_runs, name_parts, original_runs

NAME = "QB-77-03_CON_場地租用合約_20251103_V1.0_signed.pdf"


def finding(rule: str, severity: str, start: int, end: int) -> ItemFinding:
    return ItemFinding(rule, "title", severity, (start, end), "", "", Message("findings.x"))


def test_a_canonical_name_falls_into_its_components() -> None:
    kinds = [part.kind for part in name_parts(NAME) if part.kind != "sep"]
    assert kinds == ["project", "class", "title", "date", "version", "status", "ext"]


def test_any_other_name_is_one_plain_part() -> None:
    assert [part.kind for part in name_parts("合約 最終版.pdf")] == ["plain"]
    assert [part.kind for part in name_parts("a_XXX_b_c.pdf")] == ["plain"]


@given(st.text(alphabet="aB_.中文-19V", max_size=40))
def test_the_parts_joined_are_the_name(name: str) -> None:
    assert "".join(part.text for part in name_parts(name, "x")) == name


def test_what_the_original_name_did_not_say_is_new() -> None:
    new = [part.text for part in name_parts(NAME, "場地租用合約 scan.pdf") if part.new]
    assert new == ["20251103", "V1.0", "signed"]


def test_project_and_class_are_never_pointed_at_as_new() -> None:
    assert not any(p.new for p in name_parts(NAME, "") if p.kind in ("project", "class"))


def test_the_worst_finding_colours_a_letter_that_two_are_about() -> None:
    runs = original_runs(
        "最終版.docx", [finding("N02", "refuse", 0, 2), finding("N08", "hold", 0, 3)]
    )
    assert [(run.text, run.mark) for run in runs] == [
        ("最終", "bad"),
        ("版", "warn"),
        (".docx", ""),
    ]


def test_a_place_outside_the_name_marks_nothing() -> None:
    assert [run.mark for run in original_runs("a.txt", [finding("N13", "hold", 9, 30)])] == [""]


def test_a_name_from_outside_hides_nothing_and_turns_nothing_around() -> None:
    name = "offer\N{RIGHT-TO-LEFT OVERRIDE}cod.exe\N{ZERO WIDTH SPACE}\t"
    assert as_seen(name) == f"offer{UNSEEN}cod.exe{UNSEEN}{UNSEEN}"
    assert original_runs(name, [])[0].text == as_seen(name)
    family = "\N{MAN}\N{ZERO WIDTH JOINER}\N{GIRL}"  # one sign of three characters
    assert as_seen(f"{family} 報告.docx") == f"{family} 報告.docx"


def test_the_quote_lies_over_other_marks_and_carries_the_anchor_once() -> None:
    runs = marked_runs("abcdef", [(0, 3)], focus=(2, 5), anchor="cited")
    assert [(r.text, r.mark, r.anchor) for r in runs] == [
        ("ab", "hit", ""),
        ("cde", "focus", "cited"),
        ("f", "", ""),
    ]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_marking_never_changes_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(min(span), max(span)) for span in spans]
    assert "".join(run.text for run in marked_runs(text, spans)) == text
