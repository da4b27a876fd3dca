"""Papers as other houses write and name them: who writes to whom, what stands in which part, and of which day.

Each line `#### path :: class :: day :: region` begins a paper in the notation of `agency_documents`; a day of
`-` is not asked for. What the client writes may be called a survey or feedback.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from archive.domain.segments import ContentState, Extracted
from archive.naming.rulefile import packaged_rules
from archive.understanding.facts import Reading, ReadingContext
from archive.understanding.read import read
from tests.support.agency_documents import CN, EN, HK, TW, segments_of

RULES = packaged_rules()
HERE = Path(__file__).parents[2] / "support" / "odd_papers"
REGIONS: dict[str, tuple[Any, str]] = {
    "cn": (CN, "宁波海雪乳业有限公司"),
    "en": (EN, "Orchard Lane Foods Ltd"),
    "hk": (HK, "海港體育會"),
    "tw": (TW, "南灣茶業股份有限公司"),
}
ALIKE = ({"feedback", "survey"},)
WEEKS = {"weekly_report": 3, "data_report": 3}


def papers() -> Iterator[tuple[str, str, str, str, str]]:
    for file in sorted(HERE.glob("*.txt")):
        for part in file.read_text("utf-8").strip().removeprefix("#### ").split("\n#### "):
            head, _, body = part.partition("\n")
            path, class_key, day, region = (value.strip() for value in head.split(" :: "))
            yield path, class_key, day, region, body


PAPERS = list(papers())


def reading(path: str, body: str, region: str) -> Reading:
    span, client = REGIONS[region]
    context = ReadingContext(
        path, date(2026, 11, 22), "AB-25-1", "品牌年度合作", client, str(span["project_language"]),
        span["started"], span["ended"], RULES.class_words,
        date_meanings={kind.key: kind.date for kind in RULES.classes.values()},
    )  # fmt: skip
    extension = path.rsplit(".", 1)[-1]
    return read(Extracted("x", extension, ContentState.OK, tuple(segments_of(body))), context)


@pytest.mark.parametrize(
    ("path", "class_key", "day", "region", "body"), PAPERS, ids=[paper[0] for paper in PAPERS]
)
def test_a_paper_under_any_name_gets_its_class_and_day(
    path: str, class_key: str, day: str, region: str, body: str
) -> None:
    found = reading(path, body, region)
    assert found.class_key == class_key or {found.class_key, class_key} in ALIKE
    if day != "-":
        apart = abs((date.fromisoformat(found.date) - date.fromisoformat(day)).days)
        assert apart <= WEEKS.get(class_key, 0)
