"""Deciding by content what a file is: own look at signatures, zip and OLE containers, then puremagic."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO, Final

import olefile  # type: ignore[import-untyped]  # it has no stubs
import puremagic

from archive.domain.segments import ContentState
from archive.extraction.kinds import MEDIA_TYPES, UNKNOWN, FileKind, kind_of

HEAD = 64 * 1024
_TAIL = 70_000
_PLAIN = re.compile(r"[a-z0-9]{1,12}")
"""An extension as the service takes it from a child."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"BM", "bmp"),
    (b"8BPS", "psd"),
    (b"%!PS", "ai"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gz"),
    (b"\x7fELF", "elf"),
    (b"MZ", "exe"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"),
    (b"ID3", "mp3"),
)
_MAIN_PARTS = (
    ("wordprocessingml.document.main", "docx"),
    ("ms-word.document.macroEnabled.main", "docm"),
    ("wordprocessingml.template.main", "dotx"),
    ("ms-word.template.macroEnabledTemplate.main", "docm"),
    ("spreadsheetml.sheet.main", "xlsx"),
    ("ms-excel.sheet.macroEnabled.main", "xlsm"),
    ("ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    ("spreadsheetml.template.main", "xltx"),
    ("ms-excel.template.macroEnabled.main", "xlsm"),
    ("presentationml.presentation.main", "pptx"),
    ("ms-powerpoint.presentation.macroEnabled.main", "pptm"),
    ("presentationml.slideshow.main", "ppsx"),
    ("ms-powerpoint.slideshow.macroEnabled.main", "pptm"),
    ("presentationml.template.main", "potx"),
)
_FOLDER_TYPES = (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx"))
_OPENDOCUMENT = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
_TEXT_NAMES = {"txt", "md", "csv", "tsv", "log", "json", "xml", "html", "svg"}
_TEXT_ALIASES = {"markdown": "md", "htm": "html", "xhtml": "html", "text": "txt", "tab": "tsv"}
_MAIL_HEADER = re.compile(
    rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|"
    rb"X-[A-Za-z-]+|Reply-To|Sender|Content-Type|DKIM-Signature|Cc):[ \t]?\S",
    re.IGNORECASE | re.MULTILINE,
)
_EVERYDAY = re.compile(r"[\x20-\x7e\r\n\t\u3000-\u9fff\uff00-\uffee]")
_FIELD_LINE = re.compile(rb"^[\x21-\x39\x3b-\x7e]{1,70}:|^[ \t]|^From |^>From ")


def sniff(stream: BinaryIO, name: str = "") -> FileKind:
    """The kind of the bytes in `stream`, which is left at its start. Never raises for bad content."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD)
    stream.seek(0)
    if size == 0:
        return FileKind(UNKNOWN, "", ContentState.EMPTY)
    if _is_junk(head, size, PurePosixPath(name).name):
        return FileKind(UNKNOWN, "", ContentState.JUNK)
    kind = _by_signature(stream, head, name) or _by_text(head, size, name) or _by_table(head)
    stream.seek(0)
    return kind


def _is_junk(head: bytes, size: int, name: str) -> bool:
    if head.startswith((b"\x00\x00\x00\x01Bud1", b"\x00\x05\x16\x07\x00")):
        return True  # what a Mac leaves in folders and beside files
    if size <= 1024 and (name.startswith("~$") or (name.startswith(".~lock.") and name.endswith("#"))):  # fmt: skip
        return True
    lower = name.lower()
    if lower == "desktop.ini" and b"[.ShellClassInfo]" in head.replace(b"\x00", b""):
        return True
    if lower in {"thumbs.db", "ehthumbs.db"} and head.startswith(b"\xd0\xcf\x11\xe0"):
        return True
    return size in (162, 165) and _is_owner_file(head)


def _is_owner_file(data: bytes) -> bool:
    """The lock that Word, Excel and PowerPoint leave: who has it open, one byte and two bytes a letter."""
    length = data[0]
    if not 0 < length <= 53 or any(data[1 + length : 54].strip(b"\x00 ")):
        return False
    return any(data[offset] == length and data[offset + 1] == 0 for offset in (54, 55))


def _by_signature(stream: BinaryIO, head: bytes, name: str) -> FileKind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return kind_of(_inside_zip(stream, name))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _inside_ole(stream, name)
    if extension := _by_offset(head):
        return kind_of(extension)
    for signature, extension in _SIGNATURES:
        short = len(signature) < 4 and extension != "jpg"
        if head.startswith(signature) and not (short and _looks_like_text(head[:4096])):
            return kind_of(extension, also=_second_format(stream, head))
    if b"%PDF-" in head[:1024]:
        return kind_of("pdf", also=_second_format(stream, head))
    return None


def _by_offset(head: bytes) -> str:
    """Kinds whose mark does not stand at the very start."""
    if head[:4] == b"RIFF":
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _iso_media(head[8:12])
    return "tar" if head[257:262] == b"ustar" else ""


def _iso_media(brand: bytes) -> str:
    if brand in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        return "heic"
    return "mov" if brand == b"qt  " else "mp4"


def _second_format(stream: BinaryIO, head: bytes) -> str:
    """A zip at the end, or a page of HTML around: the same bytes read two ways."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    if b"PK\x05\x06" in stream.read():
        return "zip"
    lower = head[:1024].lower()
    return "html" if b"<html" in lower or b"<script" in lower else ""


def _inside_zip(stream: BinaryIO, name: str) -> str:
    try:
        with zipfile.ZipFile(stream) as container:
            names = {entry.filename for entry in container.infolist()[:20_000]}
            if "[Content_Types].xml" in names:
                return _office_type(_first(container, "[Content_Types].xml"), names)
            if "mimetype" in names:
                return _OPENDOCUMENT.get(_first(container, "mimetype")[:80].strip(), "zip")
            return "zip"
    except Exception:
        return _broken_zip(stream, name)


def _first(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as part:
        return part.read(256 * 1024)


def _office_type(types: bytes, names: set[str]) -> str:
    declared = types.decode("utf-8", "replace")
    for main, extension in _MAIN_PARTS:
        if main in declared:
            return extension
    return next((e for folder, e in _FOLDER_TYPES if any(n.startswith(folder) for n in names)), "zip")  # fmt: skip


def _broken_zip(stream: BinaryIO, name: str) -> str:
    """A truncated office file still has the names of its first parts, or at least its own."""
    stream.seek(0)
    head = stream.read(HEAD)
    named = _extension(name) if _extension(name) in _ZIPPED else "zip"
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return next((e for folder, e in _FOLDER_TYPES if folder.encode() in head), named)
    return named


_ZIPPED: Final = frozenset({"docx", "xlsx", "pptx", "docm", "xlsm", "pptm", "odt", "ods", "odp"})
"""Kinds of files that are archives of their parts."""


def _inside_ole(stream: BinaryIO, name: str) -> FileKind:
    try:
        with olefile.OleFileIO(stream) as container:
            names = {entry[0].lower() for entry in container.listdir()}
    except Exception:
        extension = _extension(name)
        return kind_of(extension if extension in {"doc", "xls", "ppt", "msg"} else "doc")
    if "encryptedpackage" in names or "encryptioninfo" in names:
        extension = _extension(name)
        plain = extension if extension in {"docx", "xlsx", "pptx", "docm", "xlsm", "pptm"} else "docx"  # fmt: skip
        return kind_of(plain, state=ContentState.ENCRYPTED)
    for stream_name, extension in (
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("powerpoint document", "ppt"),
        ("__properties_version1.0", "msg"),
    ):
        if stream_name in names:
            return kind_of(extension)
    return FileKind("application/x-ole-storage", "")


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower().lstrip(".")


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    odd = sum(byte < 0x09 or (0x0D < byte < 0x20 and byte != 0x1B) for byte in head)
    if odd == 0:
        return True
    return odd * 100 < len(head) or _is_wide_text(head)


def _is_wide_text(head: bytes) -> bool:
    """UTF-16 without a mark: every second byte repeats a few values (0 for Latin, 4E-9F for Han)."""
    pairs = len(head) // 2
    if pairs < 2:
        return False
    for order in ("utf-16-le", "utf-16-be"):
        text = head[: pairs * 2].decode(order, "replace")
        if len(_EVERYDAY.findall(text)) > 0.9 * len(text):
            return True
    return False


def _by_text(head: bytes, size: int, name: str) -> FileKind | None:
    if not _looks_like_text(head):
        return None
    start = head[:4096].lstrip(b"\xef\xbb\xbf\x00\xff\xfe \t\r\n").replace(b"\x00", b"").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or b"<html" in start[:2048]:  # fmt: skip
        return kind_of("html") if not _is_mail(head) else kind_of("eml")
    if start.startswith((b"<?xml", b"<svg", b"<!doctype svg")):
        return kind_of("svg" if b"<svg" in start else "xml")
    if _is_mail(head):
        return kind_of("eml")
    extension = _extension(name)
    extension = _TEXT_ALIASES.get(extension, extension)
    if extension in {"svg", "xml", "html"} and not start.startswith(b"<"):
        extension = "txt"
    return kind_of(extension if extension in _TEXT_NAMES else "txt") if size else None


def _is_mail(head: bytes) -> bool:
    block = re.split(rb"\r?\n\r?\n", head[:16_384].lstrip(b"\r\n"), maxsplit=1)[0]
    lines = block.splitlines()
    if len(lines) < 2 or not all(_FIELD_LINE.match(line) for line in lines[:60]):
        return False
    return len({found[0].lower() for found in _MAIL_HEADER.finditer(block)}) >= 2


def _by_table(head: bytes) -> FileKind:
    """What the wider table of signatures says, if it is sure."""
    try:
        extension = puremagic.from_string(head[:16_384]).lstrip(".").lower()
    except (puremagic.PureError, ValueError, IndexError):
        return FileKind(UNKNOWN, "")
    extension = extension.rpartition(".")[2]  # it knows .tar.bz2
    if not _PLAIN.fullmatch(extension):
        return FileKind(UNKNOWN, "")
    known = {"jpeg": "jpg", "tiff": "tif"}.get(extension, extension)
    return kind_of(known) if known in MEDIA_TYPES else FileKind(UNKNOWN, known)
