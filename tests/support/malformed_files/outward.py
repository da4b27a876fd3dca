"""Files that ask their reader to open another file or to call somebody: each names the trap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.support.malformed_files.pieces import (
    Named,
    deflated,
    in_every_package,
    page_with,
    pdf_of,
    word_with,
)
from tests.support.sample_files import open_text, rezipped, slides, workbook

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def files(port: int, secret: Path) -> Iterator[Named]:
    """Entities, templates, pictures, links, styles, actions and formulas."""
    address = f"http://127.0.0.1:{port}/x"
    for place, target in (("file", secret.as_uri()), ("net", address)):
        yield from _entities(place, target)
        yield from _packages(place, target)
        yield from _pages(place, target)
        yield from _pdfs(place, target)
        yield from _others(place, target)


def _entities(place: str, target: str) -> Iterator[Named]:
    declared = {
        "entity": f"<!DOCTYPE a [<!ENTITY f SYSTEM '{target}'>]><a>&f;</a>",
        "parameter": f"<!DOCTYPE a [<!ENTITY % f SYSTEM '{target}'> %f;]><a>x</a>",
        "declaration": f"<!DOCTYPE a SYSTEM '{target}'><a>x</a>",
        "inclusion": f"<a xmlns:i='http://www.w3.org/2001/XInclude'><i:include parse='text' href='{target}'/></a>",
        "style": f"<?xml-stylesheet type='text/xsl' href='{target}'?><a>x</a>",
        "schema": f"<a xmlns:s='{_SCHEMA}' s:noNamespaceSchemaLocation='{target}'>x</a>",
    }
    for name, markup in declared.items():
        for kind, data in in_every_package(f"<?xml version='1.0'?>{markup}".encode()):
            yield f"{name} {place}.{kind}", data


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f"<Relationship Id='r{n}' Type='{_KINDS}/{kind}' Target='{target}' TargetMode='External'/>"
        for n, (kind, target) in enumerate(targets)
    )
    return f"<?xml version='1.0'?><Relationships xmlns='{_RELATIONS}'>{lines}</Relationships>"


def _packages(place: str, target: str) -> Iterator[Named]:
    template = _relations(("attachedTemplate", target))
    yield f"template {place}.docx", word_with(word___rels__settings_DOT_xml_DOT_rels=template)
    for kind in ("image", "oleObject", "aFChunk", "hyperlink", "frame", "subDocument", "font"):
        outside = _relations((kind, target))
        yield f"{kind} {place}.docx", word_with(word___rels__document_DOT_xml_DOT_rels=outside)
    picture = _relations(("image", target), ("oleObject", target), ("slideMaster", target)).encode()
    yield f"picture {place}.pptx", rezipped(slides(), {"ppt/slides/_rels/slide1.xml.rels": picture})
    book = workbook(
        {"a": [[f'=WEBSERVICE("{target}")', f'=HYPERLINK("{target}")', f"='[{target}]a'!A1"]]}
    )
    outside = _relations(("externalLinkPath", target), ("worksheet", target)).encode()
    yield f"formulas {place}.xlsx", book
    yield f"sheets {place}.xlsx", rezipped(book, {"xl/_rels/workbook.xml.rels": outside})
    body = (
        "<?xml version='1.0'?><office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0' xmlns:xlink='http://www.w3.org/1999/xlink'>"
        f"<office:body><office:text><draw:image xlink:href='{target}' xlink:actuate='onLoad'/></office:text>"
        "</office:body></office:document-content>"
    )
    yield f"picture {place}.odt", rezipped(open_text(), {"content.xml": body.encode()})


def _pages(place: str, target: str) -> Iterator[Named]:
    pieces = (
        f"<img src='{target}'>", f"<script src='{target}'></script>", f"<link rel=stylesheet href='{target}'>",
        f"<iframe src='{target}'></iframe>", f"<meta http-equiv=refresh content='0;url={target}'>",
        f"<style>@import url({target});</style>", f"<object data='{target}'></object>", f"<base href='{target}'>",
        f"<body background='{target}'>", f"<video poster='{target}'></video>", f"<svg><image href='{target}'/></svg>",
        f"<form action='{target}'><input autofocus onfocus=submit()></form>",
    )  # fmt: skip
    for number, piece in enumerate(pieces):
        yield (
            f"page {number} {place}.html",
            f"<html><p>before</p>{piece}<p>after</p></html>".encode(),
        )
    page = "".join(pieces)
    head = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
    yield f"page {place}.eml", head + b"Content-Type: text/html\n\n" + page.encode()
    body = f'Content-Type: message/external-body; access-type=URL; URL="{target}"\n\n'
    yield f"outside {place}.eml", head + body.encode()
    marks = f"![x]({target})\n\n<img src='{target}'>\n\n[a]: {target}\n"
    yield f"page {place}.md", marks.encode()
    shapes = (
        f"<image href='{target}'/><use href='{target}#a'/><feImage href='{target}'/>"
        f"<style>@import '{target}';</style>"
    )
    yield (
        f"shapes {place}.svg",
        f"<svg xmlns='http://www.w3.org/2000/svg'>{shapes}<text>x</text></svg>".encode(),
    )


def _pdfs(place: str, target: str) -> Iterator[Named]:
    at = target.encode()
    actions = {
        "URI": b"<</S /URI /URI (%s)>>" % at,
        "launch": b"<</S /Launch /F (%s)>>" % at,
        "form": b"<</S /SubmitForm /F <</FS /URL /F (%s)>>>>" % at,
        "goto": b"<</S /GoToR /F (%s) /D [0 /Fit]>>" % at,
        "script": b"<</S /JavaScript /JS (app.launchURL('%s'))>>" % at,
        "data": b"<</S /ImportData /F (%s)>>" % at,
    }
    for name, action in actions.items():
        catalogue = b"<</Type /Catalog /Pages 2 0 R /OpenAction %s>>" % action
        yield f"{name} {place}.pdf", pdf_of(catalogue, *page_with(deflated(b"q"))[1:])
    stream = b"<</Length 0 /F <</FS /URL /F (%s)>>>>\nstream\n\nendstream" % at
    yield f"stream {place}.pdf", pdf_of(*page_with(stream))
    form = b"<</Type /Catalog /Pages 2 0 R /AcroForm <</XFA 5 0 R>>>>"
    filled = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY f SYSTEM '%s'>]><a>&f;</a>" % at
    yield f"XFA {place}.pdf", pdf_of(form, *page_with(deflated(b"q"))[1:], deflated(filled))


def _others(place: str, target: str) -> Iterator[Named]:
    for name, words in (
        ("template", rf"{{\*\template {target}}}"),
        ("picture", rf'{{\field{{\*\fldinst INCLUDEPICTURE "{target}"}}}}'),
        ("text", rf'{{\field{{\*\fldinst INCLUDETEXT "{target}"}}}}'),
        ("object", rf"{{\object\objautlink\objupdate{{\*\objdata {target.encode().hex()}}}}}"),
    ):
        yield f"{name} {place}.rtf", rf"{{\rtf1 before {words} after}}".encode()
    yield f"web {place}.csv", f'a,b\n=WEBSERVICE("{target}"),=IMPORTXML("{target}")\n'.encode()
    yield f"shortcut {place}.url", f"[InternetShortcut]\nURL={target}\n".encode()
