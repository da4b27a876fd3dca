"""From received bytes to filed documents, through the real services."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.bootstrap.background import Background
from archive.domain.access import ProjectRole
from archive.domain.documents import BatchState, Decision, ItemState, Level
from archive.domain.intake import Item
from archive.domain.messages import Message
from archive.domain.segments import ContentState
from archive.errors import (
    ActionForbidden,
    Conflict,
    DuplicateDocument,
    InvalidInput,
    NameRejected,
    NotFound,
    UploadTooLarge,
)
from archive.indexer.port import SearchRequest
from archive.services.intake.intake import BatchView
from archive.services.intake.item_changes import ItemChange
from archive.wording import say
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "QUAY-26"
MINUTES = """碼頭音樂會 啟動會議紀錄
日期：2026年3月2日
出席：林小雨、陳大文

一、決議：舞台移到三號倉庫。
二、行動項目：陳大文 3月9日前送交場地圖。
"""
PLAIN = f"{CODE}_MTG_啟動會議紀錄_20260302_V1.0.txt"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="zh-Hant")
    for name in ("mei", "ken", "ida"):
        made.account(name)
    made.project(CODE, "mei", name="碼頭音樂會", client="海風基金會")
    yield made
    made.close()


def drop(world: World, *files: tuple[str, bytes], by: str = "mei") -> BatchView:
    """Drop files on the project and wait until they are read."""
    batch = world.services.intake.open_batch(world.as_(by), CODE)
    for path, content in files:
        world.services.intake.receive(world.as_(by), batch.id, io.BytesIO(content), path)
    world.drain()
    return world.services.intake.batch(world.as_(by), batch.id)


def item_named(view: BatchView, path: str) -> Item:
    return next(item for item in view.items if item.path == path)


def rules_of(item: Item) -> set[str]:
    return {finding.rule for finding in item.findings}


def search(world: World, words: str, by: str = "mei") -> set[str]:
    answer = world.services.search.search(world.as_(by), SearchRequest(words))
    assert answer.total == len(answer.hits)
    return {hit.name for hit in answer.hits}


def change(world: World, view: BatchView, item: Item, wanted: ItemChange) -> Item:
    return world.services.intake.change(world.as_("mei"), view.batch.id, item.id, wanted)


def test_a_messy_file_is_read_named_filed_and_found_in_the_other_script(world: World) -> None:
    view = drop(world, ("03 會議/會議最終版(2).txt", MINUTES.encode("big5")))
    (item,) = view.items
    assert view.batch.state is BatchState.READY
    assert (item.state, item.verdict, item.class_key) == (ItemState.PROPOSED, "held", "minutes")
    assert item.fields.date == "2026-03-02"
    assert item.class_reasons
    assert item.proposed_name is not None
    check = world.services.names.check(world.as_("mei"), item.proposed_name, CODE)
    assert check.verdict == "ok"
    outcome = world.services.filing.file_batch(
        world.as_("mei"), view.batch.id, "all", accept_suggestions=True
    )
    ((_, document_id),) = outcome.filed
    world.drain()
    document = world.services.documents.get(world.as_("mei"), document_id)
    assert (document.state, document.name) == ("ready", item.proposed_name)
    assert document.original_name == "會議最終版(2).txt"
    assert search(world, "三号仓库") == {document.name}
    text = world.services.documents.text(world.as_("mei"), document_id)
    assert any("舞台移到三號倉庫" in segment.text for segment in text.segments)


def test_without_accepting_suggestions_only_compliant_names_are_filed(world: World) -> None:
    view = drop(world, (PLAIN, MINUTES.encode()), ("亂.txt", b"notes of the rehearsal"))
    outcome = world.services.filing.file_batch(world.as_("mei"), view.batch.id, "compliant")
    assert [item for item, _ in outcome.filed] == [item_named(view, PLAIN).id]
    outcome = world.services.filing.file_batch(world.as_("mei"), view.batch.id, "all")
    assert [item.path for item in outcome.held] == ["亂.txt"]
    assert outcome.held[0].state is ItemState.HELD
    assert outcome.held[0].findings


def test_filing_twice_files_once(world: World) -> None:
    view = drop(world, (PLAIN, MINUTES.encode()))
    first = world.services.filing.file_batch(world.as_("mei"), view.batch.id, "all")
    second = world.services.filing.file_batch(world.as_("mei"), view.batch.id, "all")
    assert first.filed == second.filed
    overview = world.services.projects.overview(world.as_("mei"), CODE)
    assert len(overview.documents) == 1


def test_the_same_bytes_twice_in_a_batch_are_flagged_and_linked(world: World) -> None:
    view = drop(world, (PLAIN, MINUTES.encode()), ("副本.txt", MINUTES.encode()))
    first, twin = view.items
    assert first.duplicate_of is None
    assert twin.duplicate_of == first.id
    assert "N11" in rules_of(twin)
    outcome = world.services.filing.file_batch(
        world.as_("mei"), view.batch.id, "all", accept_suggestions=True
    )
    filed = dict(outcome.filed)
    assert filed[first.id] == filed[twin.id]
    again = drop(world, ("again.txt", MINUTES.encode()))
    assert again.items[0].duplicate_of == filed[first.id]


def test_that_a_file_came_twice_is_the_business_of_who_filed_it_and_of_managers(
    world: World,
) -> None:
    world.member(CODE, "mei", "ken", ProjectRole.MEMBER, Level.INTERNAL)
    world.member(CODE, "mei", "ida", ProjectRole.MEMBER, Level.INTERNAL)
    view = drop(world, (PLAIN, MINUTES.encode()), ("副本.txt", MINUTES.encode()), by="ken")
    outcome = world.services.filing.file_batch(
        world.as_("ken"), view.batch.id, "all", accept_suggestions=True
    )
    document = outcome.filed[0][1]
    for who, told in (("ken", True), ("mei", True), ("ida", False)):
        acts = [one.action for one in world.services.documents.audit(world.as_(who), document)]
        assert ("filed" in acts, "item_linked" in acts) == (True, told)


@pytest.mark.parametrize("first", ["報告 - 副本.txt", "報告.txt"])
def test_of_equal_bytes_the_one_that_calls_itself_a_copy_is_the_duplicate(
    world: World, first: str
) -> None:
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    second = ({"報告 - 副本.txt", "報告.txt"} - {first}).pop()
    for path in (first, second):
        world.services.intake.receive(
            world.as_("mei"), batch.id, io.BytesIO(MINUTES.encode()), path
        )
        world.drain()  # the first is proposed before the second comes
    view = world.services.intake.batch(world.as_("mei"), batch.id)
    original, copy = item_named(view, "報告.txt"), item_named(view, "報告 - 副本.txt")
    assert (original.duplicate_of, copy.duplicate_of) == (None, original.id)
    assert "N11" in rules_of(copy)
    # nor is the original offered as a new version of its own copy
    assert (original.similar_to, copy.similar_to) == (None, None)


def test_keeping_both_needs_a_reason(world: World) -> None:
    view = drop(world, (PLAIN, MINUTES.encode()), ("副本.txt", MINUTES.encode()))
    twin = view.items[1]
    with pytest.raises(InvalidInput):
        change(world, view, twin, ItemChange(decision="keep_both"))
    kept = change(world, view, twin, ItemChange(decision="keep_both", reason="原件與存查件"))
    assert kept.decision is Decision.KEEP_BOTH
    assert "N11" not in rules_of(kept)
    back = change(world, view, kept, ItemChange(decision="none"))
    assert "N11" in rules_of(back)


def test_a_hidden_twin_is_never_betrayed(world: World) -> None:
    secret = world.document(CODE, "mei", PLAIN, MINUTES, level=Level.RESTRICTED)
    world.drain()
    world.member(CODE, "mei", "ken")
    view = drop(world, ("mine.txt", MINUTES.encode()), by="ken")
    (item,) = view.items
    assert item.duplicate_of is None
    assert item.similar_to is None
    assert "N11" not in rules_of(item)
    with pytest.raises(NotFound):
        world.services.documents.get(world.as_("ken"), secret.id)
    assert search(world, "三號倉庫", by="ken") == set()


def test_a_new_version_replaces_what_is_found_and_keeps_what_was(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    view = drop(world, ("修正.txt", MINUTES.replace("三號", "七號").encode()))
    (item,) = view.items
    assert item.similar_to is not None
    wanted = ItemChange(
        decision="new_version", of=document.id, name=f"{CODE}_MTG_啟動會議紀錄_20260302_V1.1.txt"
    )
    change(world, view, item, wanted)
    outcome = world.services.filing.file_batch(world.as_("mei"), view.batch.id, "all")
    assert dict(outcome.filed) == {item.id: document.id}
    world.drain()
    versions = world.services.documents.versions(world.as_("mei"), document.id)
    assert [version.number for version in versions] == ["1.1", "1.0"]
    assert search(world, "七號倉庫") == {f"{CODE}_MTG_啟動會議紀錄_20260302_V1.1.txt"}
    old = world.services.documents.text(world.as_("mei"), document.id, "1.0")
    assert "三號倉庫" in "".join(segment.text for segment in old.segments)


def test_a_draft_put_to_what_is_final_goes_behind_it(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    view = drop(world, ("初稿.txt", MINUTES.replace("三號", "七號").encode()))
    (item,) = view.items
    name = f"{CODE}_MTG_啟動會議紀錄_20260301_V0.1_draft.txt"
    wanted = ItemChange(
        decision="new_version", of=document.id, name=name, level=Level.RESTRICTED.key
    )
    change(world, view, item, wanted)
    world.services.filing.file_batch(world.as_("mei"), view.batch.id, "all")
    world.drain()
    caller = world.as_("mei")
    now = world.services.documents.get(caller, document.id)
    assert (now.version, now.name, now.is_draft) == ("1.0", PLAIN, False)
    assert now.level is Level.RESTRICTED  # no state is less confidential than another
    numbers = {v.number for v in world.services.documents.versions(caller, document.id)}
    assert numbers == {"1.0", "0.1"}
    texts = world.services.documents.text
    final, draft = texts(caller, document.id), texts(caller, document.id, "0.1")
    assert "三號倉庫" in "".join(segment.text for segment in final.segments)
    assert "七號倉庫" in "".join(segment.text for segment in draft.segments)


def test_a_zip_and_a_mail_become_items_with_what_is_in_them(world: World) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = (
        "滿意度回覆",
        "wu@client.example",
        "mei@agency.example",
    )
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0800"
    mail.set_content("整體很滿意，下次希望早一點開場。")
    mail.add_attachment(MINUTES.encode(), maintype="text", subtype="plain", filename="會議.txt")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        container.writestr("信件/回覆.eml", mail.as_bytes())
        container.writestr("../../outside.txt", "must not leave")
    view = drop(world, ("打包.zip", packed.getvalue()))
    paths = {item.path: item for item in view.items}
    letter = paths["打包.zip/信件/回覆.eml"]
    attached = paths["打包.zip/信件/回覆.eml/會議.txt"]
    assert letter.parent == paths["打包.zip"].id
    assert attached.parent == letter.id
    assert attached.class_key == "minutes"
    assert not any(".." in path for path in paths)
    for container in ("打包.zip", "打包.zip/信件/回覆.eml"):
        text = world.services.intake.text(world.as_("mei"), view.batch.id, paths[container].id)
        assert "舞台移到三號倉庫" in "".join(segment.text for segment in text.segments)
    world.services.filing.file_batch(
        world.as_("mei"), view.batch.id, "all", accept_suggestions=True
    )
    world.drain()
    assert len(search(world, "舞台移到三號倉庫")) == 1  # the file itself, not its containers again


def test_a_container_with_too_many_files_is_kept_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archive.services.intake.analysis.MOST_MEMBERS", 3)
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as container:
        for number in range(5):
            container.writestr(f"{number}.txt", f"note {number}")
    with zipfile.ZipFile(outer, "w") as container:
        container.writestr("inner.zip", inner.getvalue())
    view = drop(world, ("many.zip", outer.getvalue()))
    assert len(view.items) == 4  # many.zip, inner.zip and two of its five
    assert item_named(view, "many.zip/inner.zip").note is not None


def test_a_container_says_what_could_not_be_taken_out_of_it(world: World) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        container.writestr("會議.txt", MINUTES)
        container.writestr("../../escape.txt", "outside")
        container.writestr("__MACOSX/._會議.txt", "system")
    view = drop(world, ("回傳.zip", packed.getvalue()))
    note = item_named(view, "回傳.zip").note
    assert note is not None
    first, second = note.values["first"], note.values["second"]
    assert isinstance(first, Message)
    assert isinstance(second, Message)
    assert (first.key, first.values["n"]) == ("intake.left_out", 1)
    assert (second.key, second.values["n"]) == ("intake.system_files", 1)
    assert "escape.txt" in say("zh-Hant", note)
    assert "壓縮檔之外" in say("zh-Hant", note)
    assert item_named(view, "回傳.zip").state is ItemState.PROPOSED


def test_a_container_says_how_many_system_files_it_had(world: World) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        container.writestr("會議.txt", MINUTES)
        for name in ("__MACOSX/._會議.txt", ".DS_Store", "照片/Thumbs.db", "~$會議.docx"):
            container.writestr(name, "system")
    note = item_named(drop(world, ("回傳.zip", packed.getvalue())), "回傳.zip").note
    assert note == Message("intake.system_files", {"n": 4})


def test_containers_are_opened_three_deep_and_no_deeper(world: World) -> None:
    inside, name = b"the innermost note", "note.txt"
    for depth in range(5):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as container:
            container.writestr(name, inside)
        inside, name = packed.getvalue(), f"box {depth}.zip"
    view = drop(world, (name, inside))
    assert [item.path.count(".zip") for item in view.items] == [1, 2, 3, 4]
    assert all(item.state is ItemState.PROPOSED for item in view.items)
    *opened, unopened = view.items
    assert [item.note for item in opened] == [None] * 3
    assert unopened.note is not None
    assert "沒有取出" in say("zh-Hant", unopened.note)


def test_an_interrupted_unpacking_goes_on_where_it_was(world: World) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as container:
        container.writestr("會議.txt", MINUTES)
    batch = world.services.intake.open_batch(world.as_("mei"), CODE)
    stream = io.BytesIO(packed.getvalue())
    item = world.services.intake.receive(world.as_("mei"), batch.id, stream, "a.zip")
    for _ in range(2):  # unpacked, and then the worker died
        Background(world.services).analysis.analyse(item.id)
    world.drain()
    view = world.services.intake.batch(world.as_("mei"), batch.id)
    assert [i.path for i in view.items] == ["a.zip", "a.zip/會議.txt"]
    text = world.services.intake.text(world.as_("mei"), batch.id, item.id)
    assert "三號倉庫" in "".join(segment.text for segment in text.segments)


@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("空.pdf", b"", ContentState.EMPTY),
        ("壞.docx", b"PK\x03\x04 broken", ContentState.DAMAGED),
        ("壞.pdf", b"%PDF-1.7\ngarbage", ContentState.DAMAGED),
    ],
)
def test_a_file_that_cannot_be_read_waits_and_keeps_its_bytes(
    world: World, name: str, content: bytes, state: ContentState
) -> None:
    view = drop(world, (name, content))
    (item,) = view.items
    assert item.content_state is state
    assert "N13" in rules_of(item)
    outcome = world.services.filing.file_batch(
        world.as_("mei"), view.batch.id, "all", accept_suggestions=True
    )
    assert outcome.filed == ()
    held = world.services.intake.content(world.as_("mei"), view.batch.id, item.id)
    assert held.path.read_bytes() == content


def test_what_systems_leave_behind_is_set_aside_with_a_note(world: World) -> None:
    view = drop(
        world,
        (".DS_Store", b"\0\0\0\1Bud1"),
        ("__MACOSX/._會議.txt", b"x"),
        ("~$會議.docx", b"\6mei"),
    )
    assert {item.state for item in view.items} == {ItemState.DISCARDED}
    assert all(item.note for item in view.items)
    assert view.batch.state is BatchState.DONE


def test_content_that_is_not_what_the_name_says_gets_the_right_extension(world: World) -> None:
    view = drop(world, ("會議紀錄.pdf", MINUTES.encode()))
    (item,) = view.items
    assert "N10" in rules_of(item)
    assert (item.proposed_name or "").endswith(".txt")


def test_somebody_elses_change_is_not_overwritten(world: World) -> None:
    view = drop(world, ("a.txt", MINUTES.encode()))
    (item,) = view.items
    change(world, view, item, ItemChange(class_key="agenda", revision=item.revision))
    with pytest.raises(Conflict):
        change(world, view, item, ItemChange(class_key="plan", revision=item.revision))


@pytest.mark.parametrize(
    "wanted",
    [
        ItemChange(class_key="nonsense"),
        ItemChange(level="secret"),
        ItemChange(decision="burn"),
        ItemChange(decision="link", of="nothing"),
        ItemChange(fields={"date": "31 of never"}),
        ItemChange(fields={"parties": "one"}),
        ItemChange(fields={"owner": "mei"}),
        ItemChange(fields={"language": "fr"}),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(world: World, wanted: ItemChange) -> None:
    view = drop(world, ("a.txt", MINUTES.encode()))
    with pytest.raises(InvalidInput):
        change(world, view, view.items[0], wanted)


def test_a_batch_is_shown_to_its_uploader_and_the_managers_only(world: World) -> None:
    world.member(CODE, "mei", "ken")
    world.member(CODE, "mei", "ida", clearance=Level.RESTRICTED)
    view = drop(world, ("a.txt", MINUTES.encode()), by="ken")
    assert world.services.intake.batch(world.as_("mei"), view.batch.id).items
    with pytest.raises(NotFound):
        world.services.intake.batch(world.as_("ida"), view.batch.id)
    world.services.projects.remove_member(world.as_("mei"), CODE, "ken")
    with pytest.raises(NotFound):
        world.services.intake.batch(world.as_("ken"), view.batch.id)


def test_outsiders_cannot_file(world: World) -> None:
    with pytest.raises(ActionForbidden):
        world.services.intake.open_batch(world.as_("ken"), CODE)
    with pytest.raises(ActionForbidden):
        world.document(CODE, "ken", PLAIN, MINUTES)


def test_an_upload_over_the_limit_leaves_nothing(tmp_path: Path) -> None:
    world = open_world(tmp_path, max_upload_mb=1)
    try:
        world.account("mei")
        world.project(CODE, "mei")
        batch = world.services.intake.open_batch(world.as_("mei"), CODE)
        stream = io.BytesIO(bytes(2 << 20))
        with pytest.raises(UploadTooLarge):
            world.services.intake.receive(world.as_("mei"), batch.id, stream, "big.bin")
        assert world.services.intake.batch(world.as_("mei"), batch.id).items == ()
    finally:
        world.close()


# directly


def test_direct_filing_refuses_a_wrong_name_with_all_findings_and_a_right_one(world: World) -> None:
    with pytest.raises(NameRejected) as refused:
        world.document(CODE, "mei", "最終版.txt", MINUTES)
    assert len(refused.value.findings) >= 2
    with pytest.raises(NameRejected) as empty:
        world.document(CODE, "mei", PLAIN, "")
    assert {f.rule for f in empty.value.findings} == {"N13"}  # type: ignore[attr-defined]


def test_direct_filing_refuses_the_same_bytes(world: World) -> None:
    first = world.document(CODE, "mei", PLAIN, MINUTES)
    with pytest.raises(DuplicateDocument) as refused:
        world.document(CODE, "mei", PLAIN.replace("V1.0", "V1.1"), MINUTES)
    assert refused.value.values["document"] == first.id


# afterwards


def test_raising_a_documents_level_hides_it_at_once(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    assert search(world, "三號倉庫", by="ken") == {PLAIN}
    world.services.documents.edit(world.as_("mei"), document.id, {"confidentiality": "restricted"})
    assert search(world, "三號倉庫", by="ken") == set()  # before the index knows
    with pytest.raises(NotFound):
        world.services.documents.get(world.as_("ken"), document.id)
    world.drain()
    assert search(world, "三號倉庫", by="ken") == set()
    assert search(world, "三號倉庫") == {PLAIN}


def test_restricting_a_project_hides_its_documents_at_once(world: World) -> None:
    world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    world.services.projects.edit(world.as_("mei"), CODE, {"restricted": True})
    assert search(world, "三號倉庫", by="ken") == set()
    with pytest.raises(NotFound):
        world.services.projects.get(world.as_("ken"), CODE)
    world.drain()
    assert search(world, "三號倉庫", by="ken") == set()
    assert search(world, "三號倉庫") == {PLAIN}


def test_leaving_a_project_hides_its_confidential_documents_at_once(world: World) -> None:
    world.member(CODE, "mei", "ken", clearance=Level.CONFIDENTIAL)
    document = world.document(CODE, "mei", PLAIN, MINUTES, level=Level.CONFIDENTIAL)
    world.drain()
    assert search(world, "三號倉庫", by="ken") == {PLAIN}
    world.services.projects.remove_member(world.as_("mei"), CODE, "ken")
    assert search(world, "三號倉庫", by="ken") == set()
    with pytest.raises(NotFound):
        world.services.documents.content(world.as_("ken"), document.id)


def test_finance_reads_the_money_papers_and_no_other_confidential_ones(world: World) -> None:
    world.member(CODE, "mei", "ken", ProjectRole.FINANCE)
    invoice = world.document(
        CODE, "mei", f"{CODE}_INV_舞台租金_20260310_V1.0.txt", "發票 新臺幣 120,000 元"
    )
    proposal = world.document(
        CODE, "mei", f"{CODE}_PRP_音樂會提案_20260110_V1.0.txt", "提案：三個舞台"
    )
    assert world.services.documents.get(world.as_("ken"), invoice.id)
    with pytest.raises(NotFound):
        world.services.documents.get(world.as_("ken"), proposal.id)


def test_a_withdrawn_document_is_gone_for_all_and_comes_back(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    with pytest.raises(InvalidInput):
        world.services.documents.withdraw(world.as_("mei"), document.id, " ")
    world.services.documents.withdraw(world.as_("mei"), document.id, "放錯專案")
    assert search(world, "三號倉庫") == set()
    with pytest.raises(NotFound):
        world.services.documents.get(world.as_("ken"), document.id)
    world.drain()
    assert world.services.indexing.verify().none
    world.services.documents.restore(world.as_("mei"), document.id)
    world.drain()
    assert search(world, "三號倉庫") == {PLAIN}
    acts = [entry.action for entry in world.services.documents.audit(world.as_("mei"), document.id)]
    assert acts == ["filed", "withdrawn", "restored"]


def test_a_moved_document_follows_the_rules_of_its_new_project(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    world.drain()
    world.project("PIER-26", "mei", restricted=True)
    with pytest.raises(NotFound):
        world.services.documents.move(world.as_("mei"), document.id, "NOWHERE")
    moved = world.services.documents.move(world.as_("mei"), document.id, "PIER-26")
    assert moved.name == PLAIN.replace(CODE, "PIER-26")
    assert search(world, "三號倉庫", by="ken") == set()
    world.drain()
    assert search(world, "三號倉庫", by="ken") == set()
    assert search(world, "三號倉庫") == {moved.name}


def test_correcting_a_field_renames_the_document(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    edited = world.services.documents.edit(world.as_("mei"), document.id, {"date": "2026/3/5"})
    assert edited.name == PLAIN.replace("20260302", "20260305")
    with pytest.raises(Conflict):
        world.services.documents.edit(world.as_("mei"), document.id, {"title": "x", "revision": 1})


def test_who_corrects_twice_goes_on_from_what_the_first_correction_answered(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    edit, mei = world.services.documents.edit, world.as_("mei")
    once = edit(mei, document.id, {"title": "倉庫盤點", "revision": document.revision})
    assert once == world.services.documents.get(mei, document.id)
    assert edit(mei, document.id, {"date": "2026-03-05", "revision": once.revision})


def test_the_trail_names_a_corrected_class_and_level_too(world: World) -> None:
    document = world.document(CODE, "mei", PLAIN, MINUTES)
    changes = {"title": "倉庫盤點", "class": "survey", "confidentiality": "confidential"}
    world.services.documents.edit(world.as_("mei"), document.id, changes)
    last = world.services.documents.audit(world.as_("mei"), document.id)[-1]
    assert (last.action, last.detail["fields"]) == ("edited", sorted(changes))


def test_the_project_zip_holds_what_its_reader_may_see(world: World) -> None:
    world.document(CODE, "mei", PLAIN, MINUTES)
    hidden = f"{CODE}_PRP_音樂會提案_20260110_V1.0.txt"
    world.document(CODE, "mei", hidden, "提案：三個舞台")
    assert packed_names(world, "mei") >= {PLAIN, hidden, "manifest.json"}
    seen = packed_names(world, "ken")
    assert PLAIN in seen
    assert hidden not in seen


def packed_names(world: World, by: str) -> set[str]:
    data = b"".join(world.services.packages.project_zip(world.as_(by), CODE))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        if by == "ken":
            assert "提案" not in package.read(f"{CODE}/manifest.json").decode()
        return {name.rsplit("/", 1)[-1] for name in package.namelist()}


def test_damaged_bytes_are_not_handed_out_as_good(world: World) -> None:
    from archive.errors import BlobDamaged

    document = world.document(CODE, "mei", PLAIN, MINUTES, level=Level.CONFIDENTIAL)
    path = world.services.blobs.path(document.sha256)
    path.chmod(0o600)
    path.write_bytes(b"changed")
    with pytest.raises(BlobDamaged):
        world.services.documents.content(world.as_("mei"), document.id)


# the last good rules


def test_a_changed_rule_file_is_taken_up_and_an_invalid_one_is_not(tmp_path: Path) -> None:
    rules = tmp_path / "rules.yaml"
    good = Path("naming_rules.yaml").read_text("utf-8")
    rules.write_text(good, "utf-8")
    world = open_world(tmp_path / "data", rules=str(rules))
    try:
        before = world.services.names.rules()
        rules.write_text(good.replace("severity: refuse", "severity: perhaps"), "utf-8")
        assert world.services.names.rules() is before
        assert world.services.operation.ready()["rules"].degraded
        rules.write_text(good.replace('version: "2026.1"', 'version: "2026.9"'), "utf-8")
        assert world.services.names.rules().version == "2026.9"
        assert not world.services.operation.ready()["rules"].degraded
    finally:
        world.close()
