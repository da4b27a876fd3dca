"""Names and links that lead out of a container."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator

from tests.support.malformed_files.originals import packed
from tests.support.malformed_files.pieces import Named
from tests.support.sample_files import word_report, zip_with_raw_names, zipped

SLIPS = (
    "../up.txt", "a/../../up.txt", "/etc/cron.d/x", "C:/x.txt", "c:x.txt", "\\\\server\\share\\x", "..\\up.txt",
    "a/b/c/../../../../up.txt", "....//up.txt", "%2e%2e/up.txt", "\uff0e\uff0e/up.txt", "a\x00.txt/../../up",
    "x" * 4000, "a/" * 1500 + "deep.txt", "CON", "con.txt:stream", " ", ".", "..",
    "-rf", "\u202etxt.exe", "\x1b[2Jx.txt",
)  # fmt: skip
TARGETS = ("/etc/passwd", "../../../../etc/passwd", "/proc/self/environ", ".")


def files() -> Iterator[Named]:
    """Slips in ZIP and TAR, links in ZIP, TAR and an office package."""
    for number, name in enumerate(SLIPS):
        yield f"slip {number}.zip", zip_with_raw_names([(name.encode(), b"evil"), (b"ok", b"fine")])
    for number, name in enumerate(SLIPS[:8]):
        yield f"slip {number}.tar", packed({name: b"evil"})
    for number, target in enumerate(TARGETS):
        yield f"link out {number}.zip", zip_with_link(target)
        yield f"link out {number}.tar", tar_with_link(target, tarfile.SYMTYPE)
        yield f"hard link out {number}.tar", tar_with_link(target, tarfile.LNKTYPE)
    yield "main part is a link.docx", _package_with_link()
    yield "device.tar", tar_with_link("", tarfile.CHRTYPE)


def zip_with_link(target: str, name: str = "link.txt") -> bytes:
    """A ZIP whose one member is a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr(_link(name), target)
        container.writestr(f"{name}/below.txt", "through the link")
    return out.getvalue()


def tar_with_link(target: str, kind: bytes) -> bytes:
    """A TAR whose one member is a link, or a device."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as container:
        member = tarfile.TarInfo("link.txt")
        member.type, member.linkname = kind, target
        container.addfile(member)
    return out.getvalue()


def _link(name: str) -> zipfile.ZipInfo:
    link = zipfile.ZipInfo(name)
    link.create_system = 3
    link.external_attr = 0o120777 << 16
    return link


def _package_with_link() -> bytes:
    with zipfile.ZipFile(io.BytesIO(word_report())) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    main = entries.pop("word/document.xml")
    out = io.BytesIO(zipped(entries))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(_link("word/document.xml"), "/etc/passwd")
        package.writestr("word/real.xml", main)
    return out.getvalue()
