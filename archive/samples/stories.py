"""What the sample files say: the shape of `content/*.yaml`, one story (project) a file."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Cell = str | int | float | date
Row = list[Cell]


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


Text = Annotated[str, BeforeValidator(_text)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Block(_Part):
    """One of: a heading, a paragraph, a list, a table."""

    h1: Text | None = None
    h2: Text | None = None
    p: Text | None = None
    bullets: list[Text] = Field(default_factory=list, alias="list")
    table: list[list[Text]] = Field(default_factory=list)


class Written(_Part):
    """What every office file says of itself."""

    title: str
    author: str
    created: datetime


class Word(Written):
    blocks: list[Block]


class Portable(Written):
    """A PDF with its text."""

    blocks: list[Block]


class Page(_Part):
    title: Text
    bullets: list[Text] = Field(default_factory=list)
    table: list[list[Text]] = Field(default_factory=list)
    notes: str = ""


class Slides(Written):
    pages: list[Page]


class Sheet(Written):
    sheets: dict[str, list[Row]]


class Scan(_Part):
    """A PDF that holds only pictures of its pages. A line that begins with `# ` is a heading."""

    created: datetime
    seed: int
    seal: str
    pages: list[list[str]]


class Mail(_Part):
    sender: str = Field(alias="from")
    to: str
    subject: str
    date: datetime
    id: str
    body: str


class PlainText(_Part):
    encoding: Literal["utf-8", "big5", "gb18030"]
    body: str


class Lock(_Part):
    """The file that Word leaves beside a document somebody has open."""

    user: str


class Picture(_Part):
    """A photograph, as far as a drawing can be one."""

    taken: datetime
    scene: Literal["river-night", "pop-up", "kiln"]
    seed: int


class File(_Part):
    """One file of a project's folder: its path and exactly one kind of content."""

    path: str
    word: Word | None = None
    portable: Portable | None = None
    slides: Slides | None = None
    sheet: Sheet | None = None
    scan: Scan | None = None
    mail: Mail | None = None
    text: PlainText | None = None
    same_as: str | None = Field(default=None, alias="copy")
    lock: Lock | None = None
    picture: Picture | None = None


class Story(_Part):
    """A whole sample project."""

    code: str
    name: str
    client: str
    industry: str
    budget: Decimal
    currency: str
    language: Literal["zh-Hant", "zh-Hans", "en"]
    started: date
    ended: date
    files: list[File]


@cache
def stories() -> tuple[Story, ...]:
    """The three projects: Traditional Chinese, Simplified Chinese, English."""
    content = resources.files("archive.samples") / "content"
    names = ("night-ride", "moon-box", "open-kiln")
    texts = (content.joinpath(f"{name}.yaml").read_text("utf-8") for name in names)
    return tuple(Story.model_validate(yaml.safe_load(text)) for text in texts)


def drawn_text() -> str:
    """Every text that is drawn with the samples' own font: PDFs and scans."""
    drawn: list[str] = []
    for file in (file for story in stories() for file in story.files):
        if file.scan:
            drawn += [line for page in file.scan.pages for line in page] + [file.scan.seal]
        if file.portable:
            for block in file.portable.blocks:
                drawn += [block.h1 or "", block.h2 or "", block.p or "", *block.bullets]
                drawn += [cell for row in block.table for cell in row]
    return "".join(drawn)
