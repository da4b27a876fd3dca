"""What a review does not know: empty sections, sources it could not read, and how much a finding weighs."""

from __future__ import annotations

from typing import Any

import pytest

from archive.review.compose import build
from archive.review.reading.unread import why_unread
from archive.review.restrict import restrict
from archive.review.severity import severity_of_gap, weightiest_first
from archive.review.silence import TOLD_BY, silent_sections
from tests.support.review_sources import Block, project, source, table, text

PROJECT = project("T1", "試辦專案", "海風基金會", "zh-Hant", required=("survey",))
JAPANESE = "ご契約の内容をご確認のうえ、署名をお願いいたします。会場の設営は前日に行います。" * 2
KOREAN = "행사 결과 보고서입니다. 방문객 수와 매출을 정리하였습니다. 다음 달에 회의를 합니다." * 2
RUSSIAN = "Отчёт о проведении мероприятия и список участников за весь период." * 2
FRENCH = "La campagne est prévue pour le mois de mars et les résultats sont dans le rapport. " * 6
GERMAN = "Der Bericht ist für die Kunden und das Team von der Agentur nicht fertig. " * 6
SHORT_FRENCH = "Note de réunion. Le client a validé la maquette; les affiches seront imprimées avant la fin du mois."
SHORT_GERMAN = "Kurzes Protokoll: Das Plakat wird bis zum Freitag geändert, die Halle ist für zwei Tage gebucht."
MALAY = (
    "Laporan ini dibuat untuk klien dan tim yang bekerja pada acara dengan hasil dari survei. " * 6
)
ENGLISH = (
    "The team met the client on Monday and agreed that the stand is to be built in two days. " * 5
)
NAMES = "Amelia Hartley, Rowan Castellane, Beatrix Oyelaran, Dmitri Vasquez, Noor Halloran, " * 10


@pytest.mark.parametrize(
    ("blocks", "more", "why"),
    [
        ((), {}, "no_text"),
        ((text("—", " 。"),), {}, "no_text"),
        ((), {"trouble": "damaged"}, "damaged"),
        ((), {"trouble": "encrypted"}, "encrypted"),
        ((text("合約金額 1,200,000 元"),), {"trouble": "damaged"}, ""),
        ((), {"container": True}, ""),
        ((text(JAPANESE),), {}, "language"),
        ((text(KOREAN),), {}, "language"),
        ((text(RUSSIAN),), {}, "language"),
        ((text(FRENCH),), {}, "language"),
        ((text(GERMAN),), {}, "language"),
        ((text(MALAY),), {}, "language"),
        ((text(*(one[: len(one) // 2] for one in (JAPANESE, KOREAN))),), {}, "language"),
        ((text(SHORT_FRENCH),), {}, "language"),
        ((text(SHORT_GERMAN),), {}, "language"),
        ((text("제2차 회의 결과를 공유합니다. 포스터를 수정해 주세요."),), {}, "language"),
        ((text("Guests: Zoë Müller, Renée Dupont, José da Silva, Łukasz Nowak, Åsa Lindqvist, Ana"),), {}, ""),
        ((text("Menu of the gala: crème brûlée, pâté de campagne, soufflé au fromage and a café"),), {}, ""),
        ((text(ENGLISH),), {}, ""),
        ((text(NAMES),), {}, ""),
        ((text("活动现场执行顺利，到场人数超过预期，客户给予肯定。" * 4),), {}, ""),
        ((table("项目|金额", "Café Noël|1,200"),), {}, ""),
    ],
)  # fmt: skip
def test_a_source_that_could_not_be_read_says_why(
    blocks: tuple[Block, ...], more: dict[str, Any], why: str
) -> None:
    assert why_unread(source("contract", "c.pdf", "2026-03-01", *blocks, **more)) == why


def test_a_picture_that_is_a_creative_and_a_copy_are_no_loss() -> None:
    logo = source("creative", "logo.png", "")
    copy = source("contract", "copy.pdf", "", duplicate=True)
    scan = source("contract", "scan.pdf", "")
    assert [u["name"] for u in build(PROJECT, [logo, copy, scan])["unread"]] == ["scan.pdf"]  # type: ignore[attr-defined]


def test_an_unread_source_is_told_to_those_who_see_it_alone() -> None:
    review = build(PROJECT, [source("contract", "scan.pdf", "")])
    assert [u["document"] for u in restrict(review, lambda _d: True)["unread"]] == ["scan.pdf"]
    assert restrict(review, lambda _d: False)["unread"] == []


def test_every_empty_section_names_the_papers_that_would_tell() -> None:
    nothing = restrict(build(PROJECT, []), lambda _d: True)
    silent = silent_sections(nothing)
    assert [s["section"] for s in silent] == list(TOLD_BY)
    assert all(s["classes"] and not s["filed"] for s in silent)


def test_a_hidden_paper_is_as_silent_as_an_absent_one() -> None:
    scan = source("contract", "scan.pdf", "")
    review = build(PROJECT, [scan])
    seen = silent_sections(restrict(review, lambda _d: True))
    hidden = silent_sections(restrict(review, lambda _d: False))
    assert next(s for s in seen if s["section"] == "contracts")["filed"] == ["contract"]
    assert hidden == silent_sections(restrict(build(PROJECT, []), lambda _d: True))


def test_a_section_with_a_figure_alone_is_not_silent() -> None:
    told = {"cost": {"lines": [], "outstanding": [], "budget_total": "5", "actual_total": None}}
    assert "cost" not in [s["section"] for s in silent_sections(told)]


def test_a_gap_weighs_as_much_as_what_demands_it() -> None:
    assert severity_of_gap("review.missing_required", ()) == "high"
    assert severity_of_gap("review.missing_asked", ("contract",)) == "high"
    assert severity_of_gap("review.missing_asked", ("minutes",)) == "medium"
    assert severity_of_gap("review.missing_template", ("contract",)) == "low"


def test_the_weightiest_comes_first_and_the_rest_keeps_its_order() -> None:
    parts = [{"n": n, "severity": s} for n, s in enumerate(("low", "high", None, "medium", "high"))]
    assert [part["n"] for part in weightiest_first(parts)] == [1, 4, 2, 3, 0]
