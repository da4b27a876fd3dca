"""The opinion of the whole wording: fitted as shipped, silent where it knows nothing, heard beside the cues."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from archive.domain.segments import ContentState, Extracted, Place, Segment, SegmentKind
from archive.understanding.class_likeness import FEWEST_WORDS, class_model, parse, written
from archive.understanding.facts import ReadingContext
from archive.understanding.likeness_evidence import (
    _LEAST,
    _WEIGHT,
    _WEIGHT_OF_NONE,
    from_likeness,
)
from archive.understanding.paper_features import HEAD, NAME, TEXT, PaperText, features
from archive.understanding.view import DocumentView
from training import classes

CLOSE = 0.01

TALK_OF_A_MORNING = """\
今早把下周的安排过了一遍，老秦主持，小满记。
场地那边说灯架最多挂四百公斤，请搭建方周三前把图给物业看。
物料还差背板和桌卡，小满盯印刷，周四到仓。
嘉宾里有两位改签了航班，阿柯负责接机名单，今天下班前发群里。
预算里速记没列，老秦说先走备用金，超过三千要再报。
下一次碰头周五下午四点，带上彩排表。
"""

LOOKING_BACK = """\
Looking back at the harvest fair, the whole team in one room for an hour.
What went well: the tasting tables never ran dry and the volunteers knew the script.
What did not: the vans came late because nobody had booked the gate, and the queue blocked the tram stop.
Cause: one person held all the contacts, and she was ill that week.
Next time we keep the contacts in one place, book the gate a month ahead and rehearse the opening.
"""


def view_of(text: str, path: str = "x.txt") -> DocumentView:
    lines = [Segment(SegmentKind.PARAGRAPH, line, Place()) for line in text.splitlines()]
    extracted = Extracted("text/plain", "txt", ContentState.OK, tuple(lines))
    return DocumentView.of(extracted, ReadingContext(path, date(2025, 6, 1)))


def paper_of(text: str) -> PaperText:
    return PaperText.of(view_of(text))


def heard(text: str, **cues: float) -> dict[str, float]:
    found = from_likeness(view_of(text), {"other": 2.6, **cues})
    return {one.class_key: one.weight for one in found}


def test_the_shipped_file_is_what_the_papers_give() -> None:
    """But for a word at the border that another processor's rounding lets in or leaves out."""
    fresh, shipped = classes.fit(classes.papers()), class_model()
    assert fresh.classes == shipped.classes
    for group, words in shipped.rows.items():
        both = sorted(words.keys() & fresh.rows[group].keys())
        assert len(both) >= 0.99 * max(len(words), len(fresh.rows[group]))
        here, there = [words[w] for w in both], [fresh.rows[group][w] for w in both]
        assert np.abs(shipped.weights[here] - fresh.weights[there]).max() < CLOSE


def test_papers_of_folders_left_out_are_named_right() -> None:
    """Each set in turn would take half a minute: the two largest stand for them."""
    known = classes.papers()
    for left_out in ("new", "last"):
        right, judged = classes.judged_without(known, left_out)
        assert right / judged > 0.9, left_out


def test_a_model_is_written_and_read_without_loss() -> None:
    model = class_model()
    again = parse(written(model))
    assert again.rows == model.rows
    assert np.array_equal(again.weights, model.weights)


def test_a_talk_without_any_word_for_minutes_is_like_minutes() -> None:
    said = heard(TALK_OF_A_MORNING)
    assert max(said, key=lambda key: said[key]) == "minutes"


def test_either_script_says_the_same() -> None:
    simplified = PaperText("会议/纪要.txt", ("会议纪要",), "预算与场地")
    traditional = PaperText("會議/紀要.txt", ("會議紀要",), "預算與場地")
    assert features(simplified) == features(traditional)


def test_words_are_told_apart_by_where_they_stand() -> None:
    found = features(PaperText("Closing/PO 31 v2.pdf", ("Purchase order",), "Total 12,500 or 8%"))
    assert set(found[NAME]) == {"/closing", "po", "99", "9"}
    assert set(found[HEAD]) == {"purchase", "order"}
    assert {"total", "99", "999", "or", "9%"} == set(found[TEXT])


def test_of_a_handful_of_words_nothing_is_said() -> None:
    few = " ".join(["minutes", "attendees", "actions", "agreed", "owner"])
    assert len(few.split()) < FEWEST_WORDS
    assert heard(few) == {}


OF_NO_CLASS = """\
晚上谁去吃火锅，老地方，靠窗那桌我订了。
我带电磁炉，你们谁顺路买两把青菜和一箱水，辣的别太多，阿柯胃不好。
吃完去唱歌的举手，车不够坐的自己打车，回头一起摊。
周末搬家的那位，纸箱还要不要，我家里有十几个，随时来拿。
"""


def test_a_likeness_to_papers_of_no_class_is_heard_but_says_less() -> None:
    said = {one.class_key: one.degree for one in class_model().likenesses(paper_of(OF_NO_CLASS))}
    assert said["other"] > _LEAST
    assert heard(OF_NO_CLASS)["other"] == pytest.approx((said["other"] - _LEAST) * _WEIGHT_OF_NONE)
    assert _WEIGHT_OF_NONE < _WEIGHT


def test_it_is_silent_where_the_cues_lead_to_a_class_it_was_never_taught() -> None:
    assert heard(TALK_OF_A_MORNING, agenda=9.0) == {}


def test_kin_that_the_cues_speak_for_are_heard_too() -> None:
    without, with_kin = heard(LOOKING_BACK), heard(LOOKING_BACK, review=1.0)
    assert "retrospective" in without
    assert "review" not in without
    assert with_kin["review"] == with_kin["retrospective"]


@pytest.mark.parametrize("word", ["的", "9999", "the"])
def test_what_is_named_to_people_is_a_word(word: str) -> None:
    found = list(from_likeness(view_of(TALK_OF_A_MORNING), {"other": 2.6}))
    assert found
    for one in found:
        assert one.words
        assert word not in one.words
        assert all(said in TALK_OF_A_MORNING for said in one.words)
