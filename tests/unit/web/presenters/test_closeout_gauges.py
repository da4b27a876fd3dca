"""The gauge as a picture and in words."""

from __future__ import annotations

import re

import pytest

from archive.domain.closeout import Gauge
from archive.domain.messages import LANGUAGES
from archive.web.presenters.gauges import MOST_SEGMENTS, gauge_bar, ring


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ring_has_a_segment_for_each_duty_and_says_the_same_in_words(language: str) -> None:
    shown = ring(Gauge(filed=12, to_confirm=2, missing=4), language)
    assert [arc.tone for arc in shown.arcs] == ["ok"] * 12 + ["warn"] * 2 + ["none"] * 4
    assert shown.percent == 66
    assert re.findall(r"\d+", shown.label) == ["66", "12", "2", "4"]
    assert [count for _, _, count in shown.counts] == [12, 2, 4]


def test_a_single_duty_is_a_whole_ring() -> None:
    (arc,) = ring(Gauge(filed=1), "en").arcs
    start, end = re.match(r"M(\S+ \S+)A.* 0 1 1 (\S+ \S+)$", arc.path).groups()  # type: ignore[union-attr]
    assert start != end


def test_no_duty_is_no_ring() -> None:
    assert ring(Gauge(), "en").arcs == ()
    assert gauge_bar(Gauge(), "en").pieces == ()


def test_very_many_duties_are_drawn_in_proportion() -> None:
    tones = [arc.tone for arc in ring(Gauge(filed=300, missing=100), "en").arcs]
    assert len(tones) == MOST_SEGMENTS
    assert tones.count("ok") == MOST_SEGMENTS * 3 // 4


def test_the_bar_of_a_list_is_cut_in_the_same_shares() -> None:
    bar = gauge_bar(Gauge(filed=1, to_confirm=1, missing=2), "zh-Hant")
    assert [(p.tone, p.start, p.width) for p in bar.pieces] == [("ok", 0, 25), ("warn", 25, 25)]
    assert "還缺 2" in bar.label
