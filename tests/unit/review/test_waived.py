"""A waived duty excuses the papers of its class, and no paper that is asked for by its own name."""

from __future__ import annotations

from archive.review.waived import open_first, with_waivers

SAID = {"reason": "an order will do", "by": "Wanda", "on": "2026-05-04"}


def test_gaps_of_a_waived_class_say_so_and_stand_last() -> None:
    waived = [
        {"kind": "duty", "classes": ["contract", "order"]} | SAID,
        {"kind": "money", "classes": ["invoice"]} | SAID,
    ]
    gaps = [
        {"class": "contract", "name": ""},
        {"class": "contract", "name": "hire of the pier"},
        {"class": "invoice", "name": ""},
    ]
    told = with_waivers(gaps, waived)
    assert told == [gaps[0] | {"waived": SAID}, gaps[1], gaps[2]]
    assert open_first(told) == [gaps[1], gaps[2], told[0]]
