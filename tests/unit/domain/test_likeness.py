"""Texts are alike by the words they share, in either script, and say by which."""

from __future__ import annotations

from archive.domain.likeness import likenesses, terms

BRIEF = "為青嶼市觀光處規劃河濱燈會，預計五萬人次，需辦理交通管制與廠商進場。"


def test_the_words_that_are_shared_are_told_as_they_are_written() -> None:
    found = likenesses(
        BRIEF, ["灯会的交通管制晚了两天才核准", "電子郵件的主旨太長", "廠商進場要提前一天"]
    )
    assert [bool(one.score) for one in found] == [True, False, True]
    assert "交通管制" in found[0].words
    assert "灯会" in found[0].words
    assert found[2].words == ("廠商進場",)
    assert found[1].words == ()


def test_a_word_that_every_candidate_holds_counts_less_than_a_rare_one() -> None:
    candidates = ["volunteers and permits", "volunteers on site", "volunteers in the rain"]
    common, rare = (
        likenesses("volunteers permits", candidates)[1],
        likenesses("volunteers permits", candidates)[0],
    )
    assert rare.score > common.score > 0


def test_particles_and_plain_words_are_no_reason() -> None:
    assert terms("我們的這個") == frozenset()
    assert terms("they should have been there with this") == frozenset()
    assert likenesses("", ["anything"])[0].score == 0
    assert likenesses("something", []) == ()
