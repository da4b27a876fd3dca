"""What a file is, by its content. The name only decides between kinds of plain text."""

from __future__ import annotations

from dataclasses import dataclass

from archive.domain.segments import ContentState


@dataclass(frozen=True, slots=True)
class FileKind:
    """Media type and extension (lower case, no dot, "" if unknown) of what the content is.

    `state` is set where looking at the content already says how reading ends: EMPTY, JUNK,
    ENCRYPTED. `also` names a second format the same bytes are valid in (a polyglot).
    """

    media_type: str
    extension: str
    state: ContentState | None = None
    also: str = ""


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "docm": "application/vnd.ms-word.document.macroEnabled.12",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    "xlsb": "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pptm": "application/vnd.ms-powerpoint.presentation.macroEnabled.12",
    "ppsx": "application/vnd.openxmlformats-officedocument.presentationml.slideshow",
    "potx": "application/vnd.openxmlformats-officedocument.presentationml.template",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "epub": "application/epub+zip",
    "rtf": "application/rtf",
    "eml": "message/rfc822",
    "zip": "application/zip",
    "txt": "text/plain",
    "log": "text/plain",
    "md": "text/markdown",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": "text/html",
    "xml": "application/xml",
    "svg": "image/svg+xml",
    "json": "application/json",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "webp": "image/webp",
    "heic": "image/heic",
    "psd": "image/vnd.adobe.photoshop",
    "ai": "application/postscript",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "gz": "application/gzip",
    "tar": "application/x-tar",
    "exe": "application/vnd.microsoft.portable-executable",
    "elf": "application/x-executable",
    "lnk": "application/x-ms-shortcut",
}
UNKNOWN = "application/octet-stream"


def kind_of(extension: str, also: str = "", state: ContentState | None = None) -> FileKind:
    """The kind that goes by that extension; an unknown one is plain bytes."""
    return FileKind(MEDIA_TYPES.get(extension, UNKNOWN), extension, state, also)
