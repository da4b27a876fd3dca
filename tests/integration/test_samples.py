"""The sample projects: every file opens with its library and holds what the story says."""

import hashlib
import io
from datetime import date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from openpyxl import load_workbook
from PIL import Image
from pptx import Presentation

from archive.domain.messages import LANGUAGES
from archive.naming.check import check_name, ignored
from archive.naming.rulefile import packaged_rules
from archive.naming.verdicts import NameContext, Verdict
from archive.samples import write_samples
from archive.samples.lettering import font_bytes, han_characters, runs
from archive.samples.stories import drawn_text, stories

pytestmark = pytest.mark.integration

FILES = [(story, file) for story in stories() for file in story.files]


def of_kind(kind):
    chosen = [(story, file) for story, file in FILES if getattr(file, kind) is not None]
    return pytest.mark.parametrize(("story", "file"), chosen, ids=[f.path for _, f in chosen])


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    return write_samples(tmp_path_factory.mktemp("samples"))


@pytest.fixture(scope="module")
def folder(samples) -> Path:
    return samples[0].folder.parent


def digests(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def test_there_is_one_project_a_language_closed_and_about_sixteen_files_each(samples):
    assert [sample.language for sample in samples] == list(LANGUAGES)
    for sample in samples:
        assert sample.started < sample.ended < date(2026, 1, 1)
        files = [path for path in sample.folder.rglob("*") if path.is_file()]
        assert 14 <= len(files) <= 18
        endings = {path.suffix for path in files}
        assert {".docx", ".xlsx", ".pptx", ".pdf", ".eml", ".txt", ".jpg"} <= endings


def test_writing_them_again_gives_the_same_bytes(folder, tmp_path):
    write_samples(tmp_path)
    assert digests(tmp_path) == digests(folder)


@of_kind("word")
def test_a_word_document_holds_its_headings_and_tables(story, file, folder):
    document = docx.Document(str(folder / story.code / file.path))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for block in file.word.blocks:
        assert all(
            text in paragraphs for text in (block.h1, block.h2, block.p, *block.bullets) if text
        )
        assert all(cell in cells for row in block.table for cell in row)
    assert document.core_properties.author == file.word.author
    assert document.core_properties.created.replace(tzinfo=None) == file.word.created
    assert document.paragraphs[0].style.name == "Heading 1"


@of_kind("sheet")
def test_a_workbook_holds_numbers_as_numbers(story, file, folder):
    book = load_workbook(folder / story.code / file.path)
    for name, rows in file.sheet.sheets.items():
        for row, values in enumerate(rows, 1):
            for column, value in enumerate(values, 1):
                cell = book[name].cell(row, column).value
                if isinstance(value, date):
                    assert cell == datetime(value.year, value.month, value.day)  # noqa: DTZ001
                else:
                    assert cell == (value if value != "" else None)


@of_kind("slides")
def test_slides_hold_titles_tables_and_notes(story, file, folder):
    show = Presentation(str(folder / story.code / file.path))
    slides = list(show.slides)
    assert [slide.shapes.title.text for slide in slides] == [p.title for p in file.slides.pages]
    for slide, page in zip(slides, file.slides.pages, strict=True):
        text = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert all(bullet in text for bullet in page.bullets)
        tables = [shape.table for shape in slide.shapes if shape.has_table]
        assert [cell.text for table in tables for row in table.rows for cell in row.cells] == [
            cell for row in page.table for cell in row
        ]
        if page.notes:
            assert slide.notes_slide.notes_text_frame.text == page.notes


def page_texts(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@of_kind("portable")
def test_a_pdf_holds_its_text(story, file, folder):
    text = "".join("".join(page_texts(folder / story.code / file.path)).split())
    for block in file.portable.blocks:
        for words in (block.h1, block.h2, *block.bullets, *(c for row in block.table for c in row)):
            assert "".join((words or "").split()) in text


@of_kind("scan")
def test_a_scan_holds_a_picture_and_no_text(story, file, folder):
    path = folder / story.code / file.path
    assert page_texts(path) == [""] * len(file.scan.pages)
    document = pypdfium2.PdfDocument(path)
    pixels = document[0].render(scale=0.5, grayscale=True).to_numpy()
    document.close()
    assert 0.005 < (pixels < 128).mean() < 0.2, "ink on paper"


@of_kind("mail")
def test_a_mail_holds_its_words(story, file, folder):
    content = (folder / story.code / file.path).read_bytes()
    message = message_from_bytes(content, policy=policy.default)
    assert message["Subject"] == file.mail.subject
    assert message["Date"].datetime == file.mail.date
    assert message.get_content().replace("\r\n", "\n").strip() == file.mail.body.strip()


@of_kind("text")
def test_a_text_is_in_the_encoding_of_its_region(story, file, folder):
    content = (folder / story.code / file.path).read_bytes()
    assert content.decode(file.text.encoding).replace("\r\n", "\n") == file.text.body
    if file.text.encoding != "utf-8":
        with pytest.raises(UnicodeDecodeError):
            content.decode("utf-8")


def test_both_old_chinese_encodings_occur():
    assert {file.text.encoding for _, file in FILES if file.text} == {"big5", "gb18030", "utf-8"}


@of_kind("lock")
def test_a_lock_file_is_what_word_leaves_and_nobody_s_document(story, file, folder):
    content = (folder / story.code / file.path).read_bytes()
    assert len(content) == 162
    assert file.lock.user.encode("utf-16-le") in content
    assert ignored(file.path, packaged_rules())


@of_kind("picture")
def test_a_photograph_knows_when_it_was_taken(story, file, folder):
    with Image.open(folder / story.code / file.path) as image:
        assert image.format == "JPEG"
        assert image.getexif().get_ifd(0x8769)[0x9003] == f"{file.picture.taken:%Y:%m:%d %H:%M:%S}"


@of_kind("same_as")
def test_a_copy_is_exact(story, file, folder):
    here = folder / story.code
    assert (here / file.path).read_bytes() == (here / file.same_as).read_bytes()


def test_no_name_is_right_as_it_stands():
    rules = packaged_rules()
    for story, file in FILES:
        context = NameContext({story.code}.__contains__, date(2026, 1, 1), story.code)
        name = Path(file.path).name
        assert check_name(name, rules, context).verdict is Verdict.HELD, name


def test_the_font_holds_every_character_that_is_drawn():
    held = TTFont(io.BytesIO(font_bytes())).getBestCmap()
    missing = [char for char in han_characters(drawn_text()) if ord(char) not in held]
    assert missing in ([], ["\u3000"]), "run scripts/make_sample_font.py"


def test_a_line_is_split_where_the_writing_changes():
    pieces = list(runs("第1期 30%：“甲”"))
    assert [piece for piece, _ in pieces] == ["第", "1", "期", " 30%", "：", "“", "甲", "”"]
    assert [latin for _, latin in pieces] == [False, True, False, True, False, True, False, True]


# the stories' own sense


def sheet_rows(code, part, sheet):
    story = next(s for s in stories() if s.code == code)
    file = next(f for f in story.files if part in f.path)
    return file.sheet.sheets[sheet]


@pytest.mark.parametrize(
    ("code", "part", "sheet", "total"),
    [
        ("RN25-03", "費用結算", "結算", "合計"),
        ("YG25-08", "费用结算表", "结算", "合计"),
        ("HV25-05", "Final account", "Final account", "Total"),
    ],
)
def test_settlements_add_up(code, part, sheet, total):
    rows = sheet_rows(code, part, sheet)
    lines = [row for row in rows if len(row) == 5 and isinstance(row[1], int)]
    *items, last = lines
    assert last[0] == total
    for column in (1, 2, 3):
        assert sum(row[column] for row in items) == last[column]
    assert all(actual - budget == difference for _, budget, actual, difference, _ in lines)


def test_each_project_contradicts_itself_once_and_lacks_its_acceptance():
    said = {story.code: str([file.model_dump() for file in story.files]) for story in stories()}
    assert "3,305,620" in said["RN25-03"]
    assert "3345620" in said["RN25-03"]
    assert "'46 篇'" in said["YG25-08"]
    assert "['小红书笔记', '篇', 45, 42" in said["YG25-08"]
    assert "10,240" in said["HV25-05"]
    assert "['Visitors over six weekends', 'people', 9000, 9840" in said["HV25-05"]
    words = ("驗收單", "验收确认书", "acceptance certificate")
    for (code, text), word in zip(said.items(), words, strict=True):
        assert word in text, f"{code}: the contract asks for it"
    assert not [
        file.path for _, file in FILES if any(w in file.path for w in ("驗收", "验收", "accept"))
    ]


def test_personal_data_is_invented_but_would_pass_a_checksum():
    rows = sheet_rows("YG25-08", "中奖登记", "中奖名单")
    cards = [row[3] for row in rows if len(row) == 7 and str(row[2]).isdigit()]
    assert len(cards) == 3
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for card in cards:
        total = sum(int(digit) * weight for digit, weight in zip(card[:17], weights, strict=True))
        assert card[17] == "10X98765432"[total % 11]
