"""The tables of the two scripts say what the generated strings say, and are made once."""

from __future__ import annotations

from archive.domain import folding
from archive.domain.traditional import SIMPLIFIED, TRADITIONAL
from archive.domain.two_scripts import ONLY_SIMPLIFIED, ONLY_TRADITIONAL, PAIRS, TO_SIMPLIFIED
from archive.understanding import scripts


def test_the_tables_are_those_of_the_generated_strings() -> None:
    assert ("".join(old for old, _ in PAIRS), "".join(new for _, new in PAIRS)) == (
        TRADITIONAL,
        SIMPLIFIED,
    )
    assert TRADITIONAL.translate(TO_SIMPLIFIED) == SIMPLIFIED
    assert set(TRADITIONAL) - set(SIMPLIFIED) == ONLY_TRADITIONAL
    assert set(SIMPLIFIED) - set(TRADITIONAL) == ONLY_SIMPLIFIED


def test_a_character_is_one_object_in_every_table() -> None:
    ours = {id(char) for pair in PAIRS for char in pair}
    tables = (folding._TABLE, TO_SIMPLIFIED, scripts._TO_TRADITIONAL)
    others = {id(char) for table in tables for char in table.values() if char != "σ"}
    assert others <= ours
    assert {id(char) for char in ONLY_SIMPLIFIED | ONLY_TRADITIONAL} <= ours
