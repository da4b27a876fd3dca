"""Names whose middle character is wrong: what is looked into is bounded, whatever is typed."""

from __future__ import annotations

import pytest

from archive.indexer.analysis import normal_form
from archive.indexer.completion import WRITTEN_OUT, endings
from archive.indexer.mistaken_names import mistaken_names
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


def named(typed: str, visible: set[str], hidden: frozenset[str] = frozenset()) -> tuple[str, ...]:
    looked: list[str] = []

    def holders(term: Term) -> int:
        looked.append(term.text)
        return int(term.text in visible)

    found = near_names(typed, typed, holders, lambda _begun: visible | hidden, lambda _name: 1)
    assert len(looked) <= 60
    return found.get(normal_form(typed), ())


@pytest.mark.parametrize(
    ("typed", "visible", "meant"),
    [
        ("陳瑋", {"陈伟"}, ("陈伟",)),
        ("程伟", {"陈伟"}, ("陈伟",)),
        ("林佩", {"林沛", "林淘"}, ("林沛",)),
        ("章婷", {"张婷"}, ("张婷",)),
        ("陳瑋", {"陈伟", "陈玮"}, ()),
        ("李佳", {"李强"}, ()),
    ],
)
def test_a_name_of_two_characters_is_one_that_sounds_or_looks_alike(
    typed: str, visible: set[str], meant: tuple[str, ...]
) -> None:
    assert named(typed, visible) == meant


@pytest.mark.parametrize(
    ("typed", "visible", "meant"),
    [
        ("范筠貞", {"范筠", "筠贞", "筠珍"}, ()),  # it stands there just so
        ("范筠貞", {"范筠", "筠珍"}, ("范筠珍",)),
        ("樊筠貞", {"筠贞", "范筠"}, ("范筠贞",)),
        ("范筠貞", {"范筠", "筠舟"}, ()),  # no character that is mistaken for it
        ("鲜筠貞", {"鲜筠", "筠珍"}, ()),  # no surname
        ("高清版", {"高清", "清板"}, ()),  # no name
        ("安全帽", {"安全", "全茂"}, ()),  # a word
    ],
)
def test_a_name_of_three_characters_with_a_wrong_end_is_one_that_sounds_or_looks_alike(
    typed: str, visible: set[str], meant: tuple[str, ...]
) -> None:
    assert named(typed, visible) == meant


@pytest.mark.parametrize(
    ("typed", "visible"),
    [
        ("高效", {"高晓"}),
        ("鲜玮", {"鲜伟"}),
        ("程旭", {"程序"}),
        ("文建", {"文件"}),
        ("周会", {"周汇"}),
    ],
)
def test_a_word_is_no_name_and_no_name_is_put_right_to_a_word(
    typed: str, visible: set[str]
) -> None:
    assert named(typed, visible) == ()


def test_the_characters_of_the_file_are_as_documents_have_them() -> None:
    known = mistaken_names()
    for character, others in (*known.surnames.items(), *known.given.items()):
        assert normal_form(character) == character
        assert character not in others
        assert len(others) <= 40
