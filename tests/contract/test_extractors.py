"""What every format module owes: all the text, at its place; damage is a state and never an error."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from archive.domain.segments import ContentState, Extracted, SegmentKind
from archive.domain.text_quality import TextQuality
from archive.extraction.extract import extract
from archive.extraction.formats import FORMATS
from archive.extraction.kinds import MEDIA_TYPES
from archive.extraction.limits import Limits
from tests.support.sample_files import SAMPLES, Sample, rezipped

every_format = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
BROKEN = {
    ContentState.OK,
    ContentState.DAMAGED,
    ContentState.EMPTY,
    ContentState.UNSUPPORTED,
    ContentState.ENCRYPTED,
}


def read(data: bytes, name: str, **limits: int) -> Extracted:
    return extract(io.BytesIO(data), name, Limits(**limits))


def joined(found: Extracted) -> str:
    return "\n".join(segment.text for segment in found.segments)


@every_format
def test_all_the_text_is_found(sample: Sample) -> None:
    found = read(sample.make(), sample.name)
    assert found.state is ContentState.OK
    text = joined(found)
    assert [wanted for wanted in sample.contains if wanted not in text] == []
    assert found.quality is TextQuality.GOOD


@pytest.mark.parametrize(
    "sample",
    [s for s in SAMPLES if s.extension not in {"txt", "md", "csv"}],  # plain text bears no mark
    ids=lambda sample: sample.name,
)
def test_the_content_decides_the_kind_whatever_the_name_says(sample: Sample) -> None:
    found = read(sample.make(), "wrong.bin")
    assert (found.extension, found.media_type) == (sample.extension, MEDIA_TYPES[sample.extension])


@every_format
def test_a_table_is_found_verbatim_in_its_text(sample: Sample) -> None:
    for segment in read(sample.make(), sample.name).segments:
        if segment.kind is SegmentKind.TABLE:
            assert segment.text == "\n".join("\t".join(row) for row in segment.rows)
            assert len({len(row) for row in segment.rows}) == 1
        else:
            assert segment.rows == ()


@every_format
def test_lines_lie_inside_the_text_and_inside_the_page(sample: Sample) -> None:
    for segment in read(sample.make(), sample.name).segments:
        for line in segment.lines:
            assert 0 <= line.start < line.end <= len(segment.text)
            assert all(0 <= share <= 1 for share in line.box)
            assert line.box[0] <= line.box[2]
            assert line.box[1] <= line.box[3]


@every_format
def test_a_file_cut_off_anywhere_is_no_error(sample: Sample) -> None:
    data = sample.make()
    for share in (0.02, 0.2, 0.5, 0.8, 0.97):
        assert read(data[: int(len(data) * share)], sample.name).state in BROKEN


@every_format
def test_flipped_bytes_are_no_error(sample: Sample) -> None:
    chance = random.Random(sample.name)  # noqa: S311 - repeatable damage, no secret
    for _ in range(12):
        data = bytearray(sample.make())
        for _ in range(max(1, len(data) // 200)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert read(bytes(data), sample.name).state in BROKEN | {ContentState.TOO_LARGE}


@pytest.mark.parametrize(
    "sample",
    [s for s in SAMPLES if s.extension in {"docx", "xlsx", "pptx", "odt"}],
    ids=lambda s: s.name,
)
def test_flipped_bytes_inside_the_parts_of_an_office_file_are_no_error(sample: Sample) -> None:
    chance = random.Random(sample.name)  # noqa: S311 - repeatable damage, no secret
    original = sample.make()
    with zipfile.ZipFile(io.BytesIO(original)) as container:
        parts = {
            name: container.read(name) for name in container.namelist() if name.endswith(".xml")
        }
    for name, part in parts.items():
        data = bytearray(part)
        for _ in range(max(3, len(data) // 300)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert read(rezipped(original, {name: bytes(data)}), sample.name).state in BROKEN


@every_format
def test_no_bytes_at_all_are_empty_content(sample: Sample) -> None:
    found = read(b"", sample.name)
    assert (found.state, found.extension, found.segments) == (ContentState.EMPTY, "", ())


@every_format
def test_text_beyond_the_limit_is_cut_and_says_so(sample: Sample) -> None:
    whole = read(sample.make(), sample.name)
    cut = read(sample.make(), sample.name, text=4)
    assert cut.state is ContentState.OK
    assert cut.truncated
    assert len(joined(cut)) <= 4
    assert not whole.truncated


@every_format
def test_segments_beyond_the_limit_are_cut(sample: Sample) -> None:
    if len(read(sample.make(), sample.name).segments) > 1:
        cut = read(sample.make(), sample.name, segments=1)
        assert len(cut.segments) == 1
        assert cut.truncated


@every_format
def test_a_file_above_the_size_that_is_parsed_is_kept_unread(sample: Sample) -> None:
    found = read(sample.make(), sample.name, parsed=10)
    assert (found.state, found.segments) == (ContentState.TOO_LARGE, ())
    assert found.extension == sample.extension


ALIKE = {
    "docx": {"docm", "dotx"},
    "xlsx": {"xlsm", "xltx"},
    "pptx": {"pptm", "ppsx", "potx"},
    "txt": {"log", "json"},
    "csv": {"tsv"},
    "odt": {"odp"},
}
OTHERWISE_TESTED = {"png", "jpg", "gif", "bmp", "tif", "webp", "xls", "xlsb", "ods"}


def test_every_registered_format_has_a_sample_or_tests_of_its_own() -> None:
    samples = {sample.extension for sample in SAMPLES}
    covered = samples | {other for one in samples for other in ALIKE.get(one, ())}
    registered = {extension for known in FORMATS for extension in known.extensions}
    assert registered <= covered | OTHERWISE_TESTED


def test_no_extension_is_read_by_two_formats() -> None:
    extensions = [extension for known in FORMATS for extension in known.extensions]
    assert len(extensions) == len(set(extensions))


def test_cells_that_reach_down_keep_their_columns_free_in_html() -> None:
    page = (
        "<table><tr><th rowspan=2>Measure</th><th colspan=2>Spring</th><th rowspan='2'>Unit</th></tr>"
        "<tr><th>Goal</th><th>Reached</th></tr><tr><td>Guests</td><td>300</td><td>280</td><td>people</td></tr>"
        "<tr><td rowspan=99999999>Fans</td><td>5</td></tr></table>"
    )
    (table,) = read(page.encode(), "measures.html").segments
    assert table.rows == (
        ("Measure", "Spring", "", "Unit"),
        ("", "Goal", "Reached", ""),
        ("Guests", "300", "280", "people"),
        ("Fans", "5"),
    )
