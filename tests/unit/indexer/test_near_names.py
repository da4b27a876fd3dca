"""Names whose middle character is wrong: what is looked into is bounded, whatever is typed."""

from __future__ import annotations

import pytest

from archive.indexer.completion import WRITTEN_OUT, endings
from archive.indexer.near_names import MOST_NAMES, near_names
from archive.indexer.plan import Term

MIDDLES = [chr(0x5000 + number) for number in range(300)]


@pytest.mark.parametrize(("held", "expected"), [(2, 2), (MOST_NAMES, MOST_NAMES), (300, 0)])
def test_of_first_and_last_characters_of_many_words_no_text_is_looked_into(
    held: int, expected: int
) -> None:
    visible = {pair for middle in MIDDLES[:held] for pair in ("一" + middle, middle + "人")}
    looked = []

    def saying(name: str) -> int:
        looked.append(name)
        return 1

    near_names(
        "一鼉人",
        "一鼉人",
        lambda term: int(term.text in visible),
        lambda begun: {begun + middle for middle in MIDDLES},
        saying,
    )
    assert len(looked) == expected


def test_pairs_of_hidden_documents_push_no_name_out() -> None:
    hidden = {"一" + chr(0x4E00 + number) for number in range(20_000)}
    visible = {"一龠", "龠人"}
    found = near_names(
        "一鼉人",
        "一鼉人",
        lambda term: int(term.text in visible),
        lambda _begun: hidden | visible,
        lambda _name: 1,
    )
    assert list(found.values()) == [("一龠人",)]


def test_terms_that_nobody_writes_are_not_looked_up_without_end() -> None:
    codes = ["old" + chr(97 + one) + chr(97 + other) for one in range(20) for other in range(20)]
    looked = []

    def written(term: str) -> str:
        looked.append(term)
        return ""

    def holders(_term: Term) -> int:
        return 1

    assert endings("old", lambda _begun: codes, holders, written, 5) == ()
    assert len(looked) == 5 * WRITTEN_OUT
