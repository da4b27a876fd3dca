"""Sums of a search: which documents hold enough of a query."""

from __future__ import annotations

import numpy as np
import pytest

from archive.indexer.ranking import LEAST_COVER
from archive.indexer.scoring import Scores


@pytest.mark.parametrize("mass", [0.3, 1.0, 7.7, 23.456, 99.9, 1234.5])
def test_enough_is_held_where_the_share_reaches_the_least_to_the_last_digit(mass: float) -> None:
    share, chance = np.float32(1 / mass), np.random.default_rng(5)
    near = np.float32(LEAST_COVER * mass)
    held = [np.float32(0), near]
    for _ in range(40):
        held += [np.nextafter(held[-1], np.float32(np.inf)), np.nextafter(near, np.float32(0))]
        near = held[-1]
    held += list(chance.random(200, np.float32) * np.float32(mass))
    totals = np.zeros(len(held), np.complex64)
    totals.imag, totals.real = held, chance.random(len(held), np.float32)
    totals.real[::3] = 0
    none = np.empty(0, np.float32)
    scores = Scores(totals, share, none, np.empty(0, np.intp))
    expected = totals.imag * share >= np.float32(LEAST_COVER)
    assert expected.any()
    assert not expected.all()
    assert scores.covering(LEAST_COVER).tolist() == expected.tolist()
