"""The documents that mutants are made from: the product's own samples and the writers of the tests."""

from __future__ import annotations

import io
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from PIL import Image

from archive.samples import write_samples
from tests.support.sample_files import (
    SAMPLES,
    drawn_page,
    image_bytes,
    mail,
    scanned_pdf,
    word_report,
    workbook,
    zipped,
)

KINDS = (
    "pdf", "docx", "xlsx", "pptx", "odt", "eml", "msg", "html", "md", "csv", "txt", "rtf", "zip", "tar",
    "png", "jpg", "tiff", "svg", "xml", "doc", "ppt",
)  # fmt: skip
Documents = Mapping[str, tuple[bytes, ...]]
_USUAL = {"jpeg": "jpg", "tif": "tiff", "htm": "html"}
_LARGEST = 400_000
_OF_A_KIND = 6
"""A few of each kind: mutants of many documents alike find nothing more, and the large ones take longest."""


@cache
def made_here() -> Documents:
    """Kind -> documents that the tests write in memory; the same ones every time."""
    return _of_each_kind(_written())


@cache
def with_samples() -> Documents:
    """Those and the files of the product's own sample projects."""
    return _of_each_kind(chain(_written(), _sample_projects()))


def _of_each_kind(documents: Iterable[tuple[str, bytes]]) -> Documents:
    found: dict[str, list[bytes]] = {kind: [] for kind in KINDS}
    for kind, data in documents:
        if kind in found and len(data) <= _LARGEST and len(found[kind]) < _OF_A_KIND:
            found[kind].append(data)
    return {kind: tuple(those) for kind, those in found.items()}


def _written() -> Iterator[tuple[str, bytes]]:
    for sample in SAMPLES:
        yield sample.extension, sample.make()
    page = drawn_page(["Gate north", "第二版"], size=(620, 450))
    yield "png", image_bytes(page)
    yield "jpg", image_bytes(page, "JPEG")
    yield "tiff", image_bytes(page, "TIFF", save_all=True, append_images=[page.rotate(90)])
    yield "tiff", image_bytes(page, "TIFF", compression="tiff_lzw")
    yield "png", image_bytes(Image.new("P", (40, 30), 7))
    yield "jpg", image_bytes(Image.new("CMYK", (64, 48)), "JPEG", progressive=True)
    yield "pdf", scanned_pdf([page])
    yield "xlsx", workbook({"一": [["a", 1], ["b", 2.5]], "二": [["=1+1", None]]})
    yield "tar", packed({"one.txt": b"first", "two.txt": b"second"})
    yield (
        "zip",
        zipped({"信件/mail.eml": mail(), "report.docx": word_report(), "notes.txt": b"later"}),
    )
    yield from _texts()


def _texts() -> Iterator[tuple[str, bytes]]:
    """Kinds of text with more structure than the short samples of the formats have."""
    rows = [f"{n},Lantern {n},{n * 3.5:.2f},2026-03-{n % 28 + 1:02}" for n in range(120)]
    yield "csv", "\n".join(["no,item,price,day", *rows]).encode()
    yield (
        "txt",
        "\r\n".join(f"{n}. 路線第{n}段，長{n * 7}公尺。" for n in range(150)).encode("utf-16"),
    )
    parts = [
        f"## Part {n}\n\n- [ ] task {n}\n- **done** `x`\n\n| a | b |\n|---|---|\n| {n} | y |\n"
        for n in range(20)
    ]
    yield "md", "# 路線\n\n".encode() + "\n".join(parts).encode()
    cells = "".join(f"<tr><td rowspan='2'>{n}</td><td><b>第{n}站</b></td></tr>" for n in range(60))
    yield (
        "html",
        (
            "<!doctype html><html><head><meta charset='utf-8'><title>路線</title></head><body><h1>路線</h1>"
            f"<ul><li>甲<ul><li>乙</li></ul></li></ul><table>{cells}</table><pre> x </pre></body></html>"
        ).encode(),
    )
    shapes = "".join(f"<g transform='scale({n})'><text x='{n}'>站{n}</text></g>" for n in range(40))
    yield (
        "svg",
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{shapes}</svg>".encode(),
    )
    things = "".join(f"<r:i n='{n}'><v>第{n}筆</v></r:i>" for n in range(60))
    yield (
        "xml",
        f"<?xml version='1.0' encoding='UTF-8'?><r:l xmlns:r='urn:r'>{things}</r:l>".encode(),
    )
    lines = "".join(
        rf"\trowd\cellx2000\cellx4000\intbl station {n}\cell \u31449?\cell\row" for n in range(40)
    )
    yield (
        "rtf",
        (
            r"{\rtf1\ansi\ansicpg950{\fonttbl{\f0 Arial;}}{\info{\title Route}}{\*\x hidden}\pard\b one\b0\par "
            rf"{lines}{{\pict\pngblip 89504e47}}\bin3 abc\par}}"
        ).encode(),
    )


def _sample_projects() -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        for project in write_samples(Path(folder)):
            for path in sorted(project.folder.rglob("*")):
                kind = path.suffix.lower().lstrip(".")
                if path.is_file():
                    yield _USUAL.get(kind, kind), path.read_bytes()


def packed(members: Mapping[str, bytes], compression: str = "") -> bytes:
    """A tar with these files."""
    out = io.BytesIO()
    mode = f"w:{compression}" if compression else "w"
    with tarfile.open(fileobj=out, mode=mode) as container:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            container.addfile(member, io.BytesIO(data))
    return out.getvalue()
