"""Parsing XML and HTML that nobody vouches for: no entities, no network, no unbounded trees."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree

from archive.extraction.outcomes import damaged

# lxml's stubs name the element class with a leading underscore; this is the one place that does.
Element: TypeAlias = etree._Element  # noqa: SLF001

_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def parse_xml(data: bytes) -> Element:
    """The root element; a tree that breaks off half way is taken as far as it goes.

    Raises:
        Unreadable: nothing of it is XML.
    """
    for recover in (False, True):
        parser = etree.XMLParser(**_XML, recover=recover, remove_comments=True, remove_pis=True)  # type: ignore[arg-type]
        try:
            root: Element = etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            continue
        if root is not None:  # recovering may end in nothing at all
            return root
    raise damaged("no XML")


def local(element: Element) -> str:
    """The tag without its namespace; an empty string for comments and instructions."""
    tag: object = element.tag  # a comment's is a function
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None
