"""Small papers in layouts of their own, each with the facts it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from archive.review.reading.sources import Source
from tests.support.review_sources import Block, heading, items, mail_field, sheet, source, table
from tests.support.review_sources import text as paragraphs


@dataclass(frozen=True)
class Case:
    """Papers and what a review of them must hold: kind of fact -> the facts."""

    name: str
    language: str
    sources: tuple[Source, ...]
    expect: Mapping[str, Any]


def cases() -> Iterator[Case]:
    """Every case of every file, in order."""
    for file in sorted(resources.files(__package__).iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            for entry in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader):
                sources = tuple(_source(s, entry["language"]) for s in entry["sources"])
                yield Case(entry["name"], entry["language"], sources, entry["expect"])


def _source(entry: Mapping[str, Any], language: str) -> Source:
    blocks = [_block(block) for block in entry["blocks"]]
    return source(entry["class"], entry["name"], entry["day"], *blocks, language=language)


def _block(entry: Mapping[str, Any]) -> Block:
    if "heading" in entry:
        return heading(entry["heading"], entry.get("level", 1))
    if "sheet" in entry:
        return sheet(entry["sheet"], *entry["rows"])
    if "field" in entry:
        return mail_field(entry["field"])
    if "table" in entry:
        return table(*entry["table"])
    return items(*entry["items"]) if "items" in entry else paragraphs(*entry["text"])
