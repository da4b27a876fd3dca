"""Things that somebody who was there does until a day, told in the middle of a look-back."""

from __future__ import annotations

import pytest

from archive.review.lessons.actions import actions_of
from archive.review.lessons.present import people_present
from archive.review.papers.papers import sort_papers
from tests.support.review_sources import heading, project, source, text

WORK = project("S4", "x", "y", "en")


def actions(head: str, line: str) -> list[tuple[str, str | None]]:
    paper = source(
        "retrospective", "retro.docx", "2026-08-25", heading("Look back"), text(head),
        heading("Underneath", 2), text(line),
    )  # fmt: skip
    return [(a.owner, a.due) for a in actions_of(sort_papers(WORK, [paper]))]


@pytest.mark.parametrize(
    "line",
    [
        "25 August 2026. Led by Noor Haddad. Ravi, Ines and Omar in the room.",
        "Chaired by Noor Haddad, written up by Ines. Ravi, Omar and Petra were present.",
        "Present Ravi, Ines, Omar, Petra by phone",
        "Ravi, Ines and Omar joined us",
        "With Ravi, Ines, Omar and Petra on the call",
    ],
)
def test_words_beside_the_names_of_those_present_are_no_part_of_them(line: str) -> None:
    found = people_present([line])
    assert found >= {"Ravi", "Omar", "Ines"}
    assert not any(" in the" in name or " by " in f" {name} " for name in found)


HEAD = "25 August 2026. Ravi, Ines and Omar in the room."
TOLD = [
    ("We still hold the old list. Ines wipes it by 4 September and writes to the client.", "2026-09-04"),
    ("Ines also hands back the badges before 3 September.", "2026-09-03"),
    ("The key is with us: nobody asked. Ines returns the key no later than 7 September 2026.", "2026-09-07"),
    ("Ines sends the proofs back by 11 Sept.", "2026-09-11"),
    ("Ines keeps the drive until 30 September and then erases it.", "2026-09-30"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "day"), TOLD)
def test_what_somebody_present_does_until_a_day_is_an_action(line: str, day: str) -> None:
    assert actions(HEAD, line) == [("Ines", day)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("名單還在我們手上，楊以琳在9月6日前全數銷掉。", "2026-09-06"),
        ("名单还在我们手上，杨以琳于9月6日前全部销掉。", "2026-09-06"),
        ("個名單仲喺度，楊以琳9月6日前銷掉。", "2026-09-06"),
    ],
)
def test_so_it_is_in_chinese(line: str, day: str) -> None:
    name = "杨以琳" if "杨" in line else "楊以琳"
    assert actions(f"2026年8月25日　在場：{name}、蔡小葵、烏大川", line) == [(name, day)]


@pytest.mark.parametrize(
    "line",
    [
        "Ines says the list was due by 4 September.",
        "Petra wipes the list by 4 September.",  # nobody who was there
        "Ines wiped the list by 4 June.",
        "Ines wipes lists all the time.",
        "Ines notes that the drive runs by 4 September.",
        "Ines arrives by 4 September with her new team.",
        "Ines needs the proofs by 4 September.",
        "Ines leaves the agency by 30 September.",
        "Omar doubts that we finish by 4 September.",
        "Ines works in Leeds until 30 September.",
        "Ravi hears from the client by 5 September.",
    ],
)
def test_what_was_said_or_done_is_none(line: str) -> None:
    assert actions(HEAD, line) == []
