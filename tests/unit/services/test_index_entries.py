"""What the search index is told of a document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from archive.domain.documents import Document, DocumentState, Level
from archive.domain.segments import Place, Segment, SegmentKind
from archive.services.search.index_entries import document_entry


def a_document(extension: str, *, unpacked: bool = False, original_name: str = "") -> Document:
    name = f"KITE-26_OTH_風箏節_20260504_V1.0.{extension}"
    return Document(
        id="d1",
        accession="A-1",
        project="p1",
        project_code="KITE-26",
        project_name="風箏節",
        client="河濱公所",
        class_key="other",
        name=name,
        original_name=original_name or name,
        path=name,
        title="風箏節",
        folder="",
        level=Level.INTERNAL,
        date="2026-05-04",
        language="zh-Hant",
        version="1.0",
        fields={},
        sensitive=(),
        retention="",
        state=DocumentState.READY,
        filed_by="u1",
        filed_by_name="何",
        filed_at=datetime(2026, 5, 5, tzinfo=UTC),
        rules_version="1",
        is_draft=False,
        current_version="v1",
        media_type="",
        extension=extension,
        size=1,
        sha256="",
        reading=None,
        page_count=None,
        text_quality="good",
        revision=1,
        unpacked=unpacked,
    )


@pytest.mark.parametrize(
    ("extension", "unpacked", "container"),
    [("zip", True, True), ("eml", True, False), ("msg", True, False), ("docx", False, False)],
)
def test_an_archive_comes_below_its_files_and_a_mail_speaks_for_itself(
    extension: str, unpacked: bool, container: bool
) -> None:
    document = a_document(extension, unpacked=unpacked)
    assert document_entry(document, ("team",), ()).container is container


def test_the_words_of_attached_files_are_theirs() -> None:
    segments = (
        Segment(SegmentKind.PARAGRAPH, "風大改期", Place()),
        Segment(SegmentKind.PARAGRAPH, "附檔裡的話", Place(member="場地圖.pdf")),
    )
    entry = document_entry(a_document("eml", unpacked=True), (), segments)
    assert entry.body == "風大改期"


def test_the_name_a_file_came_with_is_told_where_it_is_another() -> None:
    assert document_entry(a_document("pdf", original_name="掃描0007.pdf"), (), ()).original_name
    assert document_entry(a_document("pdf"), (), ()).original_name == ""
