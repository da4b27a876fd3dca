"""Cells of a file of lines are shown and quoted as the file writes them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.domain.written_lines import as_written, find_written

TEXT = 'who\tsaid\tmark\nLee, Ann\tgood, "very"\t5\nMo\tfine\t4'


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("\t", TEXT),
        (";", 'who;said;mark\nLee, Ann;"good, ""very""";5\nMo;fine;4'),
        (",", 'who,said,mark\n"Lee, Ann","good, ""very""",5\nMo,fine,4'),
        (";b", 'who;said;mark\nLee, Ann;good, "very";5\nMo;fine;4'),
        (",t", '"who","said","mark"\n"Lee, Ann","good, ""very""",5\n"Mo","fine",4'),
        (";a", '"who";"said";"mark"\n"Lee, Ann";"good, ""very""";"5"\n"Mo";"fine";"4"'),
    ],
)
def test_a_text_is_written_as_its_file_writes_it(form, lines):
    assert as_written(TEXT, form) == lines


@pytest.mark.parametrize(
    ("part", "written"),
    [
        ("Lee, Ann", "Lee, Ann"),
        ("Ann\tgood", 'Ann","good'),
        ("Lee, Ann\tgood", '"Lee, Ann","good'),
        ('good, "very"\t5', '"good, ""very""",5'),
        ("Mo\tfine", "Mo,fine"),
    ],
)
def test_a_part_has_the_marks_of_the_cells_it_reaches_beyond(part, written):
    start = TEXT.index(part)
    assert as_written(TEXT, ",", start, start + len(part)) == written
    assert written in as_written(TEXT, ",")
    for words in (part, written):
        assert find_written(TEXT, ",", words) == (start, start + len(part))
    assert find_written(TEXT, ",", "Lee, Ann,good") is None


def test_words_are_found_without_a_look_at_each_sign_where_nothing_is_quoted(monkeypatch):
    monkeypatch.setattr("archive.domain.written_lines._signs", None)
    for form in ("", "\t", ";"):
        assert find_written("Mo\tfine", form, "o\tf") == (1, 4)
        assert find_written("Mo\tfine", form, "of") is None
    assert find_written("Mo\tfine", ";", "o;f") == (1, 4)


CELLS = st.text(alphabet='a1 ,;"', max_size=5).map(lambda cell: " ".join(cell.split()))


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=3),
    st.sampled_from([",", ";", ",t", ";a"]),
    st.data(),
)
def test_what_is_written_reads_as_the_cells_and_every_part_stands_in_it(rows, form, data):
    text = "\n".join("\t".join(row) for row in rows)
    lines = as_written(text, form)
    assert list(csv.reader(io.StringIO(lines), delimiter=form[0])) == rows
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert as_written(text, form, start, end) in lines
