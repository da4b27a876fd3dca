"""One name, one verdict, through whichever door it comes; and a batch is never all or nothing."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli.main import main
from archive.naming.verdicts import Verdict
from tests.support.world import World, open_world

MOLE = "MOLE-26"
WORDS = ("lantern", "碼頭", "浮標", "quay", "rota", "北岸", "tide", "合同", "hire", "場佈")
PARTS = (
    (MOLE, "MOLE26", "", "ZZ-99"),
    ("OTH", "合約", "CON", "XYZ", "minutes", ""),
    ("Rope-list", "最終版", "浮標清單", "a b  c", "Copy of quay", "副本", ""),
    ("20260105", "2026-01-05", "115.1.5", "20261399", "２０２６０１０５", ""),
    ("V1.0", "v2.1", "final", "改3", "(2)", ""),
)  # fmt: skip


def names(number: int) -> list[str]:
    """Right names, nearly right ones and messy ones; each of them once."""
    chance = random.Random(7)  # noqa: S311 - drawn examples
    found = {f"{MOLE}_OTH_Rope-list_20260105_V1.0.txt"}
    while len(found) < number:
        drawn = "_".join(filter(None, (chance.choice(part) for part in PARTS)))
        found.add(f"{drawn or 'x'}.txt")
    return sorted(found)


NAMES = names(40)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    world = open_world(tmp_path_factory.mktemp("verdicts"))
    world.account("mei")
    world.project(MOLE, "mei")
    yield world
    world.close()


def content(door: str, number: int) -> bytes:
    """Some text of its own, so that no file is another's copy or like it."""
    chance = random.Random(f"{door} {number}")  # noqa: S311 - drawn examples
    words = " ".join(chance.choice(WORDS) + str(chance.randrange(10**6)) for _ in range(30))
    return f"{words}\n2026-01-05\n".encode()


def told(world: World, batch: str) -> dict[str, tuple[str, frozenset[str]]]:
    items = world.call("mei", "GET", f"/batches/{batch}").get_json()["items"]
    by_name = {name: name for name in NAMES}
    return {
        by_name[name]: (item["verdict"], rules_of(item["findings"]))
        for item in items
        if (name := item["path"].rpartition("/")[2]) in by_name
    }


def rules_of(findings: list[dict[str, object]]) -> frozenset[str]:
    """The rules about names; what is said of content is of the content."""
    return frozenset(str(f["rule"]) for f in findings if str(f["rule"]) < "N10")


def batch_of(world: World, files: dict[str, bytes]) -> str:
    batch = world.services.intake.open_batch(world.as_("mei"), MOLE).id
    for name, data in files.items():
        world.services.intake.receive(world.as_("mei"), batch, io.BytesIO(data), name)
    world.drain()
    return batch


def dropped(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    files = {f"in/{name}": content("drop", n) for n, name in enumerate(NAMES)}
    return told(world, batch_of(world, files))


def zipped(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number, name in enumerate(NAMES):
            archive.writestr(name, content("zip", number))
    return told(world, batch_of(world, {"all of it.zip": target.getvalue()}))


def mailed(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@quay.example", "b@quay.example", "Papers"
    mail.set_content("See attached.")
    for number, name in enumerate(NAMES):
        data = content("mail", number)
        mail.add_attachment(data, maintype="text", subtype="plain", filename=name)
    return told(world, batch_of(world, {"papers.eml": mail.as_bytes()}))


def asked(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    found = {}
    for name in NAMES:
        body = {"filename": name, "project": MOLE}
        answer = world.call("mei", "POST", "/names/check", json=body).get_json()
        found[name] = (answer["verdict"], rules_of(answer["findings"]))
    return found


def on_a_page(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    """What the live check of the batch page goes by, and says."""
    batch = batch_of(world, {"any.txt": content("page", 0)})
    [item] = world.services.intake.batch(world.as_("mei"), batch).items
    headers = {"Authorization": f"Bearer {world.secrets['mei']}", "Accept-Language": "en"}
    found = {}
    for name in NAMES:
        page = world.client().post(
            f"/batches/{batch}/items/{item.id}/check", data={"name": name}, headers=headers
        )
        verdict = world.services.names.check(world.as_("mei"), name, MOLE, item.class_key)
        fits = verdict.verdict in (Verdict.OK, Verdict.FIXED)
        assert ('class="says ok"' in page.text) is fits, (name, page.text)
        rules = frozenset(f.rule for f in verdict.findings if f.rule < "N10")
        found[name] = (verdict.verdict.value, rules)
    return found


@pytest.mark.parametrize("door", [dropped, zipped, mailed, on_a_page])
def test_a_name_is_judged_alike_through_every_door(
    world: World, door: Callable[[World], dict[str, tuple[str, frozenset[str]]]]
) -> None:
    expected = asked(world)
    assert {verdict for verdict, _ in expected.values()} >= {"ok", "held"}
    assert door(world) == expected


def test_the_command_judges_alike_where_the_codes_it_reads_are_projects(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    world.account("mei")
    for code in (MOLE, "MOLE26", "ZZ-99", "XYZ"):
        world.project(code, "mei")
    said = CliRunner().invoke(main, ["names", "check", "--json", *NAMES])
    told = {
        one["file"]: (one["verdict"], rules_of(one["findings"])) for one in json.loads(said.output)
    }
    assert told == asked_anywhere(world)
    world.close()


def asked_anywhere(world: World) -> dict[str, tuple[str, frozenset[str]]]:
    found = {}
    for name in NAMES:
        answer = world.call("mei", "POST", "/names/check", json={"filename": name}).get_json()
        found[name] = (answer["verdict"], rules_of(answer["findings"]))
    return found


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("最終版合約(3).docx", r"\{project\}_CON_合約檔案_\d{8}_V1\.0_final\.docx"),
        ("碼頭租賃合同 2025 4 7.docx", r"\{project\}_CON_碼頭租賃合同_20250407_V1\.0\.docx"),
        ("minutes_浮標清單_2026-01-05.pdf", r"\{project\}_MTG_浮標清單_20260105_V1\.0\.pdf"),
        ("INV_Rope_20260105_V1.0.pdf", r"\{project\}_INV_Rope_20260105_V1\.0\.pdf"),
        ("mole-26_CON_Quay hire.pdf", r"MOLE-26_CON_Quay-hire_\d{8}_V1\.0\.pdf"),
    ],
)
def test_the_command_takes_no_other_word_for_a_code_and_keeps_class_and_date(
    name: str, proposed: str
) -> None:
    said = CliRunner().invoke(main, ["names", "check", "--json", name])
    [one] = json.loads(said.output)
    assert (said.exit_code, one["verdict"]) == (1, "held")
    assert re.fullmatch(proposed, one["suggestion"]), one["suggestion"]


def test_filing_directly_takes_what_the_check_lets_through_and_nothing_else(world: World) -> None:
    expected = asked(world)
    for number, name in enumerate(NAMES):
        answer = world.upload("mei", f"/projects/{MOLE}/documents", name, content("direct", number))
        fits = expected[name][0] in ("ok", "fixed")
        if answer.status_code == 422:
            body = answer.get_json()
            told_taken = {f["rule"] for f in body["findings"]} - expected[name][1]
            assert not fits or told_taken, (name, body)  # taken by one filed a moment ago
        else:
            assert (answer.status_code, fits) == (201, True), (name, answer.text)


def test_of_a_hundred_files_with_seven_bad_ones_ninety_three_are_filed(tmp_path: Path) -> None:
    world = open_world(tmp_path)
    world.account("mei")
    world.project(MOLE, "mei")
    files = {f"note {n}.txt": content("hundred", n) for n in range(93)}
    bad = {
        "empty.txt": b"",
        "nothing.pdf": b"",
        "broken.pdf": b"%PDF-1.7\nnot the rest",
        "broken too.docx": b"PK\x03\x04 nothing of a document",
        "damaged.xlsx": b"PK\x03\x04" + bytes(40),
        "cut off.pptx": b"PK\x03\x04 cut",
        "half a picture.png": b"\x89PNG\r\n\x1a\n",
    }
    batch = batch_of(world, files | bad)
    body = {"items": "all", "accept_suggestions": True}
    answer = world.call("mei", "POST", f"/batches/{batch}/file", json=body).get_json()
    assert (len(answer["filed"]), len(answer["held"])) == (93, 7)
    items = world.call("mei", "GET", f"/batches/{batch}").get_json()["items"]
    held = {item["path"] for item in items if item["state"] == "held"}
    assert held == set(bad)
    assert world.call("mei", "GET", f"/documents?project={MOLE}").get_json()["total"] == 93
    assert {item["state"] for item in items} == {"filed", "held"}
    world.close()
