"""A mail's page lists the documents that came with it, an attachment's page names its mail."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from archive.domain.documents import Document, Level
from archive.services.intake.item_changes import ItemChange
from tests.support.twin_mails import mail_of
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "KITE-26"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path, default_language="en")
    for name in ("mei", "ken"):
        made.account(name)
    made.project(CODE, "mei", name="Kite days")
    yield made
    made.close()


def filed(
    world: World, name: str, content: bytes, *, restricted: str = "", left_out: str = ""
) -> dict[str, Document]:
    """File what is in a file, open to the team but for one of it; the documents by their original names."""
    mei, services = world.as_("mei"), world.services
    batch = services.intake.open_batch(mei, CODE)
    services.intake.receive(mei, batch.id, io.BytesIO(content), name)
    world.drain()
    # The mail last, by hand: raising a file in it would raise it too.
    for item in reversed(services.intake.batch(mei, batch.id).items):
        level = "restricted" if item.original_name == restricted else "internal"
        wanted = ItemChange(class_key="other", level=level)
        if item.original_name == left_out:
            wanted = ItemChange(decision="discard")
        services.intake.change(mei, batch.id, item.id, wanted)
    done = services.filing.file_batch(mei, batch.id, "all", accept_suggestions=True)
    assert not done.held
    found = [services.documents.get(mei, document) for _, document in done.filed]
    return {document.original_name: document for document in found}


def neighbours(world: World, by: str, document: Document) -> tuple[list[str], list[str]]:
    answer = world.call(by, "GET", f"/documents/{document.id}").get_json()
    return (
        [one["original_name"] for one in answer["attachments"]],
        [one["original_name"] for one in answer["came_with"]],
    )


def page(world: World, by: str, document: Document) -> str:
    caller = {"Authorization": f"Bearer {world.secrets[by]}", "Accept-Language": "en"}
    return world.client().get(f"/documents/{document.id}", headers=caller).get_data(as_text=True)


MAIL = mail_of(
    "Kites for the harbour",
    ("flying times.txt", "The red kite flies at nine, the blue one at eleven."),
    ("kite colours.txt", "Three kites this year: red, blue, and one that is green."),
)


def packed() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr("kites.eml", MAIL)
    return whole.getvalue()


def test_a_mail_is_proposed_no_lower_than_what_is_attached(world: World) -> None:
    mail = mail_of(
        "Kites for the harbour",
        ("flying times.txt", "The red kite flies at nine, the blue one at eleven. " * 40),
        ("terms.txt", "STRICTLY CONFIDENTIAL\nThe price of a kite is agreed below."),
    )
    mei, services = world.as_("mei"), world.services
    batch = services.intake.open_batch(mei, CODE)
    services.intake.receive(mei, batch.id, io.BytesIO(mail), "kites.eml")
    world.drain()
    found = {item.original_name: item for item in services.intake.batch(mei, batch.id).items}
    assert found["kites.eml"].level == found["terms.txt"].level == Level.RESTRICTED
    assert found["flying times.txt"].level < Level.RESTRICTED
    assert [r.values for r in found["kites.eml"].level_reasons] == [{"name": "terms.txt"}]


def test_a_mail_and_its_attachments_know_each_other(world: World) -> None:
    found = filed(world, "kites.eml", MAIL)
    mail, times = found["kites.eml"], found["flying times.txt"]
    assert neighbours(world, "ken", mail) == (["flying times.txt", "kite colours.txt"], [])
    assert neighbours(world, "ken", times) == ([], ["kites.eml"])
    assert f'href="/documents/{times.id}"' in page(world, "ken", mail)
    assert f'href="/documents/{mail.id}"' in page(world, "ken", times)
    assert "Came with this mail" in page(world, "ken", times)


def test_who_may_not_see_an_attachment_is_told_nothing_of_it(world: World) -> None:
    found = filed(world, "kites.eml", MAIL, restricted="kite colours.txt")
    mail, colours = found["kites.eml"], found["kite colours.txt"]
    assert neighbours(world, "mei", mail)[0] == ["flying times.txt", "kite colours.txt"]
    assert neighbours(world, "ken", mail)[0] == ["flying times.txt"]
    assert colours.id not in page(world, "ken", mail)


def test_who_may_not_see_the_mail_is_not_told_that_there_is_one(world: World) -> None:
    found = filed(world, "kites.eml", MAIL, restricted="kites.eml")
    times = found["flying times.txt"]
    assert neighbours(world, "mei", times) == ([], ["kites.eml"])
    assert neighbours(world, "ken", times) == ([], [])
    assert "Came with" not in page(world, "ken", times)


def test_a_withdrawn_attachment_is_listed_no_more(world: World) -> None:
    found = filed(world, "kites.eml", MAIL)
    world.services.documents.withdraw(world.as_("mei"), found["kite colours.txt"].id, "misfiled")
    assert neighbours(world, "mei", found["kites.eml"])[0] == ["flying times.txt"]


def test_mails_in_a_package_belong_to_the_package_and_their_files_to_them(world: World) -> None:
    found = filed(world, "post of march.zip", packed())
    mail, times = found["kites.eml"], found["flying times.txt"]
    assert neighbours(world, "ken", found["post of march.zip"])[0] == ["kites.eml"]
    assert neighbours(world, "ken", mail)[1] == ["post of march.zip"]
    assert neighbours(world, "ken", times)[1] == ["kites.eml"]
    assert "Came in this archive" in page(world, "ken", mail)


def test_what_was_not_filed_is_passed_over(world: World) -> None:
    found = filed(world, "post.zip", packed(), left_out="kites.eml")
    assert neighbours(world, "ken", found["kite colours.txt"])[1] == ["post.zip"]
    held = neighbours(world, "ken", found["post.zip"])[0]
    assert held == ["flying times.txt", "kite colours.txt"]


def test_a_mail_follows_when_an_attachment_is_raised_before_it_is_filed(world: World) -> None:
    mei, services = world.as_("mei"), world.services
    batch = services.intake.open_batch(mei, CODE)
    services.intake.receive(mei, batch.id, io.BytesIO(packed()), "kites.zip")
    world.drain()

    def levels() -> dict[str, Level]:
        return {i.original_name: i.level for i in services.intake.batch(mei, batch.id).items}

    before = levels()
    ids = {i.original_name: i.id for i in services.intake.batch(mei, batch.id).items}
    chosen = [ids["kite colours.txt"]]
    act = services.batch_acts.change(mei, batch.id, chosen, ItemChange(level="confidential")).act
    raised = {"kites.zip", "kites.eml", "kite colours.txt"}
    assert {name for name, level in levels().items() if level is Level.CONFIDENTIAL} == raised
    assert act is not None
    services.batch_acts.undo(mei, batch.id, act.id)
    assert levels() == before

    page_of_it = f"/batches/{batch.id}/items/{ids['kite colours.txt']}"
    world.call("mei", "PATCH", page_of_it, json={"confidentiality": "restricted"})
    mail = world.call("mei", "GET", f"/batches/{batch.id}/items/{ids['kites.eml']}").get_json()
    assert mail["confidentiality"] == "restricted"
    assert mail["confidentiality_reasons"] == ["“kite colours.txt” in it is of a higher level"]
    services.intake.change(mei, batch.id, ids["kites.eml"], ItemChange(level="internal"))
    services.intake.change(mei, batch.id, ids["kite colours.txt"], ItemChange(class_key="other"))
    assert levels()["kites.eml"] is Level.INTERNAL


def test_raising_an_attachment_offers_to_raise_its_mail(world: World) -> None:
    world.member(CODE, "mei", "ken", clearance=Level.CONFIDENTIAL)
    found = filed(world, "kites.eml", MAIL)
    mail, part = found["kites.eml"], found["kite colours.txt"]
    offer = "Set it to Confidential too"
    assert offer not in page(world, "mei", part)
    higher = {"confidentiality": "confidential", "revision": part.revision}
    world.call("mei", "PATCH", f"/documents/{part.id}", json=higher)
    assert offer in page(world, "mei", part)
    assert "Set this to Confidential too" in page(world, "mei", mail)
    assert offer not in page(world, "ken", part)
    whole = {"confidentiality": "confidential", "revision": mail.revision}
    world.call("mei", "PATCH", f"/documents/{mail.id}", json=whole)
    assert offer not in page(world, "mei", part)


COLOURS = mail_of(
    "Colours of the kites",
    ("flying times.txt", "Nine and eleven o'clock."),
    (
        "kite colours.txt",
        "Colours of the kites: red kites, blue kites. Colours are painted by hand.",
    ),
)


def hits(world: World, by: str, query: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = world.call(by, "GET", f"/search?{query}").get_json()["hits"]
    return found


def test_a_mail_found_stands_before_what_came_with_it(world: World) -> None:
    found = filed(world, "kites.eml", COLOURS)
    world.drain()
    first, second = hits(world, "ken", "q=painted+colours+of+the+kites")
    assert [first["id"], second["id"]] == [found["kites.eml"].id, found["kite colours.txt"].id]
    assert float(str(first["score"])) < float(str(second["score"]))
    # what does not say it is not brought along, and another order is that order
    assert [one["id"] for one in hits(world, "ken", "q=painted")] == [second["id"]]
    by_name = [str(one["name"]) for one in hits(world, "ken", "q=colours&sort=name")]
    assert by_name == sorted(by_name, key=str.casefold)


@pytest.mark.parametrize("left_out", ["", "colours.zip"])
def test_a_mail_found_stands_before_what_came_packed_in_it(world: World, left_out: str) -> None:
    packed_up = io.BytesIO()
    with zipfile.ZipFile(packed_up, "w") as package:
        package.writestr("kite colours.txt", "Colours of the kites: red kites, blue kites. " * 2)
    sent = EmailMessage()
    sent["Subject"], sent["From"], sent["To"] = "Colours", "ida@example.com", "jo@example.com"
    sent.set_content("Colours of the kites, as asked for. " + "Nothing of it here. " * 30)
    sent.add_attachment(
        packed_up.getvalue(), maintype="application", subtype="zip", filename="colours.zip"
    )
    found = filed(world, "sent.eml", sent.as_bytes(), left_out=left_out)
    assert ("colours.zip" in found) is not bool(left_out)
    world.drain()
    told = hits(world, "ken", "q=colours+of+the+kites")
    ids = [one["id"] for one in told]
    mail, colours = (ids.index(found[name].id) for name in ("sent.eml", "kite colours.txt"))
    assert (mail, colours) == (0, 1)
    assert float(str(told[0]["score"])) < float(str(told[1]["score"]))


def test_who_may_not_see_the_mail_finds_the_attachment_alone(world: World) -> None:
    found = filed(world, "kites.eml", COLOURS, restricted="kites.eml")
    world.drain()
    ids = [one["id"] for one in hits(world, "ken", "q=painted+colours+of+the+kites")]
    assert ids == [found["kite colours.txt"].id]


def test_a_mail_that_was_sent_on_stands_after_the_one_it_came_with(world: World) -> None:
    sent_on = EmailMessage()
    sent_on["Subject"], sent_on["From"], sent_on["To"] = "Fw", "ida@example.com", "jo@example.com"
    sent_on.set_content("Colours of the kites, as asked for. " + "Nothing of it here. " * 30)
    sent_on.add_attachment(
        COLOURS, maintype="application", subtype="octet-stream", filename="kites.eml"
    )
    names = ("sent on.eml", "kites.eml", "kite colours.txt")
    found = filed(world, "sent on.eml", sent_on.as_bytes())
    world.drain()
    in_order = [found[name].id for name in names]
    told = hits(world, "ken", "q=colours+of+the+kites")[:3]
    assert [one["id"] for one in told] == in_order
    assert float(str(told[2]["score"])) > float(str(told[0]["score"]))
    # also where nothing but mails is found
    assert [one["id"] for one in hits(world, "ken", "q=asked")] == in_order[:2]
