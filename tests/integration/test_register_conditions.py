"""Money and surveys stand in the way of a close, for those who may see them, until settled or waived."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.domain.access import ProjectRole
from archive.domain.closeout import Missing, Waiver
from archive.domain.documents import Level
from archive.errors import CloseoutIncomplete
from tests.support.world import World, open_world

pytestmark = pytest.mark.integration
CODE = "HILL-11"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = open_world(tmp_path)
    for name in ("mara", "nora", "timo"):
        made.account(name)
    made.project(CODE, "mara", name="Hill lanterns", language="en", client="Hill Museum")
    made.member(CODE, "mara", "nora", ProjectRole.MANAGER)
    made.member(CODE, "mara", "timo")
    invoice = made.document(
        CODE, "mara", f"{CODE}_INV_lantern-build_20260210_V1.0.txt", "Invoice of Glow Works"
    )
    fields = {"parties": ["Glow Works"], "amount": "9000", "currency": "TWD"}
    made.services.documents.edit(made.as_("mara"), invoice.id, fields)
    yield made
    made.close()


def missing(world: World, who: str) -> dict[str, Missing]:
    with pytest.raises(CloseoutIncomplete) as refused:
        world.services.closing.close(world.as_(who), CODE)
    return {m.id: m for m in refused.value.missing if isinstance(m, Missing)}


def of_money(found: dict[str, Missing]) -> list[Missing]:
    return [thing for key, thing in found.items() if key.startswith("money:")]


def test_an_unsettled_party_is_asked_for_by_name_and_only_of_those_who_see_the_money(
    world: World,
) -> None:
    (asked,) = of_money(missing(world, "mara"))
    assert "Glow Works" in asked.title["en"]
    assert asked.title["zh-Hant"] != asked.title["en"]
    assert of_money(missing(world, "nora")) == []
    paid = world.document(
        CODE, "mara", f"{CODE}_PAY_lantern-build_20260301_V1.0.txt", "Paid to Glow Works"
    )
    agreed = world.document(
        CODE, "mara", f"{CODE}_CON_lantern-build_20260105_V1.0_signed.txt", "Agreed with Glow Works"
    )
    fields = {"parties": ["Glow Works"], "amount": "9000", "currency": "TWD"}
    for document in (paid, agreed):
        world.services.documents.edit(world.as_("mara"), document.id, fields)
    assert of_money(missing(world, "mara")) == []


def test_a_waived_party_stands_in_the_record_of_those_who_see_it(world: World) -> None:
    given = [Waiver(key, "paid next month") for key in missing(world, "mara")]
    world.services.closing.close(world.as_("mara"), CODE, given)
    told = {}
    for who in ("mara", "timo"):
        record = world.services.closing.closings(world.as_(who), CODE)[0].record
        told[who] = [w["title"] for w in record["waivers"] if w["kind"] == "money"]
    assert len(told["mara"]) == 1
    assert told["timo"] == []


def test_a_survey_nobody_answered_is_asked_for(world: World) -> None:
    assert "survey:answers" not in missing(world, "mara")
    survey = world.services.surveys.create(world.as_("mara"), CODE).id
    (link,) = world.services.surveys.invite(world.as_("mara"), survey, ["Ms Poon"])
    assert "survey:answers" in missing(world, "mara")
    secret = link.path.removeprefix("/s/").partition("?")[0]
    world.services.survey_answers.answer(secret, {"overall": "5"})
    assert "survey:answers" not in missing(world, "mara")


def test_levels_decide_whether_there_is_anything_to_ask(world: World) -> None:
    world.member(CODE, "mara", "nora", ProjectRole.MANAGER, Level.RESTRICTED)
    assert len(of_money(missing(world, "nora"))) == 1
