"""Other files suggest only what a file does not say, and only where they agree."""

from __future__ import annotations

import pytest

from archive.understanding.siblings import Borrowed, Sibling, borrowed
from archive.understanding.unsaid import BORROWED


def weekly(number: int, day: str = "", **known: str) -> Sibling:
    title = f"Kiln week {number}"
    return Sibling(f"reports/W{number:02}.pdf", "weekly_report", title, day or None, **known)


def lent(
    own: Sibling, *others: Sibling, client: str | None = None, needs: bool = False
) -> Borrowed:
    return borrowed(own, others, client, needs_parties=needs)


def test_a_file_between_two_of_a_series_is_one_of_them() -> None:
    found = lent(Sibling("reports/W03.pdf"), weekly(2, "2025-03-10"), weekly(4, "2025-03-24"))
    assert (found.class_key, found.title) == ("weekly_report", "Kiln week 3")
    assert found.date == "2025-03-17"
    assert {reason.field for reason in found.reasons} == {"class", "title", "date"}
    assert all(reason.confidence == BORROWED for reason in found.reasons)


@pytest.mark.parametrize(
    ("own", "neighbour", "title"),
    [
        ("周报/第三周.docx", "周报/第二周.docx", "项目第3周周报"),
        ("週報/第3週（3.17-3.23）.pdf", "週報/第2週（3.10-3.16）.pdf", "项目第3周周报"),
        ("r/weekly 3 (v2).pdf", "r/weekly 2.pdf", "项目第3周周报"),
    ],
)
def test_a_series_is_known_in_every_spelling(own: str, neighbour: str, title: str) -> None:
    found = lent(Sibling(own), Sibling(neighbour, "weekly_report", "项目第2周周报"))
    assert (found.class_key, found.title) == ("weekly_report", title)


def test_the_number_in_a_title_is_written_as_the_neighbour_writes_it() -> None:
    before, padded = weekly(10), Sibling("reports/W10.pdf", "weekly_report", "Kiln W010")
    assert lent(Sibling("reports/W09.pdf"), before).title == "Kiln week 9"
    assert lent(Sibling("reports/W09.pdf"), padded).title == "Kiln W009"


def test_what_a_file_says_itself_stays() -> None:
    own = Sibling("reports/W03.pdf", "minutes", "Studio talk", "2025-05-01", ("Wren Ltd",))
    others = (weekly(2, "2025-03-10"), weekly(4, "2025-03-24"))
    assert lent(own, *others, client="Elm Trust", needs=True) == Borrowed()


@pytest.mark.parametrize(
    ("days", "taken"),
    [
        (("2025-03-10", "2025-03-10"), "2025-03-10"),
        (("2025-03-10", "2025-03-24"), "2025-03"),
        (("2025-03", "2025-03-24"), "2025-03"),
        (("2025-03-10", "2025-04-24"), None),
        (("2025-03-10",), None),
        (("2025-03-10", "2025-03-10", ""), None),
    ],
)
def test_a_day_or_month_that_all_others_share(days: tuple[str, ...], taken: str | None) -> None:
    others = [
        Sibling(f"photos/{name}.jpg", date=d or None) for name, d in zip("abc", days, strict=False)
    ]
    assert lent(Sibling("photos/x.jpg", "creative", "x"), *others).date == taken


def test_a_folder_says_a_class_only_where_enough_files_agree() -> None:
    same = [Sibling(f"bills/{name}.pdf", "invoice", name) for name in ("oak", "elm", "ash")]
    assert lent(Sibling("bills/x.pdf"), *same).class_key == "invoice"
    assert lent(Sibling("bills/x.pdf"), *same[:2]).class_key is None
    odd = Sibling("bills/y.pdf", "contract", "y")
    assert lent(Sibling("bills/x.pdf"), *same, odd).class_key is None
    unsure = Sibling("bills/z.pdf", None, "z")
    assert lent(Sibling("bills/x.pdf"), *same, unsure).class_key is None


def test_the_client_stands_for_a_party_only_where_one_is_wanted() -> None:
    own = Sibling("a/contract.pdf", "contract", "Hall hire", "2025-03-10")
    assert lent(own, client="Elm Trust", needs=True).parties == ("Elm Trust",)
    assert lent(own, client="Elm Trust").parties == ()
    assert lent(own, needs=True).parties == ()
    named = [Sibling(f"a/{n}.pdf", "contract", n, parties=("Wren Ltd", "Elm")) for n in "bc"]
    assert lent(own, *named, client="Elm Trust", needs=True).parties == ("Wren Ltd", "Elm")


def test_neighbours_of_two_classes_or_two_steps_away_say_nothing() -> None:
    mixed = Sibling("reports/W04.pdf", "minutes", "Talk")
    assert lent(Sibling("reports/W03.pdf"), weekly(2), mixed).class_key is None
    assert lent(Sibling("reports/W05.pdf"), weekly(2), weekly(3)).class_key is None
