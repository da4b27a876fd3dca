"""What people's corrections teach about classes, and what they never teach."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field

from archive.domain.segments import Place, Segment, SegmentKind
from archive.understanding.learned import (
    ACCEPTED,
    DOCUMENTS,
    Learned,
    votes,
    words_of,
)


@dataclass
class Memory:
    """Counts as filing leaves them."""

    counts: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def file(self, title: str, class_key: str, *, corrected: bool = True) -> None:
        key = class_key if corrected else class_key + ACCEPTED
        for word in (*words_of(segments(title), "in/a.txt"), DOCUMENTS):
            self.counts[word][key] = self.counts[word].get(key, 0) + 1

    def about(self, title: str, path: str = "in/b.txt") -> Learned:
        return Learned(words_of(segments(title), path), self.counts)


def segments(text: str) -> list[Segment]:
    return [Segment(SegmentKind.PARAGRAPH, text, Place())]


def test_words_are_those_of_first_lines_headings_name_and_folders_in_one_script() -> None:
    found = words_of(segments("晨間小抄\n第二行"), "09 會場/Run Sheet v2.docx")
    assert {"晨间", "间小", "小抄", "会场", "run", "sheet"} <= found.keys()
    assert (found["晨间"], found["run"]) == ("晨間", "Run")
    assert "docx" not in found
    assert words_of([], "notes") == {"notes": "notes"}


def test_words_inside_a_container_are_not_its_own() -> None:
    inside = Segment(SegmentKind.PARAGRAPH, "unrelated", Place(member="a.txt"))
    assert words_of([inside], "box.zip") == {"box": "box"}


def test_nothing_learned_says_nothing() -> None:
    assert votes(Learned()) == ()
    assert votes(Memory().about("晨間小抄")) == ()


def test_a_correction_speaks_for_its_class_with_its_words_and_number() -> None:
    memory = Memory()
    for day in "甲乙丙":
        memory.file(f"晨間小抄 {day}", "minutes")
    (vote,) = votes(memory.about("晨間小抄 丁"))
    assert (vote.class_key, vote.documents) == ("minutes", 3)
    assert "晨間小抄" in vote.words


def test_more_corrections_weigh_more_and_never_without_bound() -> None:
    memory = Memory()
    weights = []
    for _ in range(60):
        memory.file("harbour blue sheet", "schedule")
        weights.append(votes(memory.about("harbour blue sheet"))[0].weight)
    assert weights == sorted(weights)
    assert weights[0] < 5 < weights[9]
    assert weights[-1] <= 14


def test_what_was_filed_as_proposed_never_speaks_for_its_class() -> None:
    memory = Memory()
    for _ in range(20):
        memory.file("晨間小抄", "minutes", corrected=False)
    assert votes(memory.about("晨間小抄")) == ()


def test_words_that_all_documents_share_say_nothing() -> None:
    memory = Memory()
    for _ in range(5):
        memory.file("tidewater blue sheet", "schedule")
    for _ in range(40):
        memory.file("tidewater quotation", "quotation", corrected=False)
    assert [v for v in votes(memory.about("tidewater contract")) if v.weight > 2] == []


KINDS = {
    "schedule": ("blue sheet", "run card", "晨間卡"),
    "feedback": ("temperature note", "echo slip", "回聲單"),
    "creative": ("sketch pack", "mood slab", "靈感板"),
}
ABOUT = (
    "orchard",
    "ferry",
    "茶席",
    "lantern",
    "paper fair",
    "山城",
    "織品",
    "night market",
    "cliff",
)


def test_after_thirty_corrections_the_house_words_of_a_team_are_known() -> None:
    chance = random.Random(7)  # noqa: S311 - which title comes next

    def made() -> tuple[str, str]:
        class_key = chance.choice(list(KINDS))
        return f"{chance.choice(ABOUT)} {chance.choice(KINDS[class_key])}", class_key

    memory = Memory()

    def share_right() -> float:
        documents = [made() for _ in range(200)]
        right = 0
        for title, class_key in documents:
            cast = votes(memory.about(title))
            right += bool(cast) and cast[0].class_key == class_key
        return right / len(documents)

    before = share_right()
    for _ in range(30):
        memory.file(*made())
    assert before == 0
    assert share_right() >= 0.9
