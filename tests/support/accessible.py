"""What a page owes to people who do not see it or use no mouse: structural rules, read from the markup.

After WCAG 2.2: 1.1.1 (pictures have words), 1.3.1 and 2.4.6 (headings, labels, tables), 2.4.1 and 2.4.2
(landmarks, titles), 3.1.1 and 3.1.2 (languages), 4.1.2 (names). Colours and focus are rules of the
style sheet; the browser tests see to keys and widths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "use",
        "rect",
        "circle",
        "path",
    }
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPOKEN = ("zh-Hant", "zh-Hans", "zh-Hant-HK", "en", "bi")
UNLABELLED = ("hidden", "submit", "button", "image", "reset")


@dataclass
class Element:
    """An element with what it holds."""

    tag: str
    attributes: dict[str, str]
    above: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements in it of these kinds (all without any), in the order of the page."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            if not tags or element.tag in tags:
                yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]

    def inside(self, tag: str) -> bool:
        """Whether it stands in an element of a kind."""
        above = self.above
        while above is not None and above.tag != tag:
            above = above.above
        return above is not None

    @property
    def words(self) -> str:
        """The text that is spoken: what is hidden from reading aloud is left out."""
        if self.attributes.get("aria-hidden") == "true":
            return ""
        own = self.attributes.get("alt", "") if self.tag == "img" else ""
        own += self.attributes.get("aria-label", "") if self.tag == "svg" else ""
        return own + "".join(c if isinstance(c, str) else c.words for c in self.children)

    def __str__(self) -> str:
        shown = " ".join(f'{name}="{value[:40]}"' for name, value in self.attributes.items())
        return f"<{self.tag} {shown}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self._here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.children.append(made)
        if tag not in VOID:
            self._here = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self._here)
        self._here.children.append(made)

    def handle_endtag(self, tag: str) -> None:
        at: Element | None = self._here
        while at is not None and at.tag != tag:
            at = at.above
        if at is not None and at.above is not None:
            self._here = at.above

    def handle_data(self, data: str) -> None:
        self._here.children.append(data)


def read(page: str) -> Element:
    """A page as a tree."""
    reader = _Reader()
    reader.feed(page)
    return reader.root


def faults(page: str, language: str) -> list[str]:
    """Every rule a whole page breaks, with the element that breaks it."""
    root = read(page)
    ids = [e.attributes["id"] for e in root.all() if "id" in e.attributes]
    found = [f"id twice: {name}" for name in sorted({name for name in ids if ids.count(name) > 1})]
    found += _page(root, language)
    found += _headings(root)
    found += _fields(root, frozenset(ids))
    found += _names(root)
    found += _tables(root)
    found += _references(root, frozenset(ids))
    return found


def _page(root: Element, language: str) -> Iterator[str]:
    html = next(root.all("html"))
    if html.attributes.get("lang") != language:
        yield f"language of the page: {html.attributes.get('lang')}"
    if not next(root.all("title")).words.strip(" ·"):
        yield "no title"
    if not list(root.all("header")) or len(list(root.all("main"))) != 1:
        yield "landmarks"
    if not all(map(_labelled, root.all("nav"))):
        yield "a nav without a name"
    yield from _attributes(root)


def _attributes(root: Element) -> Iterator[str]:
    for element in root.all():
        spoken = element.attributes.get("lang")
        if spoken is not None and spoken not in SPOKEN:
            yield f"unknown language: {element}"
        if int(element.attributes.get("tabindex", "0") or 0) > 0:
            yield f"order of its own: {element}"
        if element.attributes.get("role") in ("region", "dialog") and not _labelled(element):
            yield f"no name: {element}"


def _labelled(element: Element) -> bool:
    own = element.attributes
    return bool(own.get("aria-label") or own.get("aria-labelledby"))


def _headings(root: Element) -> Iterator[str]:
    levels = [int(h.tag[1]) for h in root.all(*HEADINGS) if not h.inside("dialog")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    for above, below in pairwise(levels):
        if below > above + 1:
            yield f"h{below} follows h{above}"
    for heading in root.all(*HEADINGS):
        if not heading.words.strip():
            yield f"an empty heading: {heading}"


def _fields(root: Element, ids: frozenset[str]) -> Iterator[str]:
    labelled = {label.attributes.get("for") for label in root.all("label") if label.words.strip()}
    for element in root.all("input", "select", "textarea"):
        own = element.attributes
        if own.get("type") in UNLABELLED and element.tag == "input":
            continue
        wrapped = element.inside("label")
        if not (
            own.get("id") in labelled
            or wrapped
            or own.get("aria-label")
            or own.get("aria-labelledby")
        ):
            yield f"no label: {element}"
    for fieldset in root.all("fieldset"):
        if not any(legend.words.strip() for legend in fieldset.all("legend")):
            yield f"no legend: {fieldset}"
    for label in root.all("label"):
        if (target := label.attributes.get("for")) is not None and target not in ids:
            yield f"a label for nothing: {target}"


def _names(root: Element) -> Iterator[str]:
    for element in root.all("a", "button", "summary"):
        own = element.attributes
        if not (element.words.strip() or own.get("aria-label") or own.get("title")):
            yield f"no name: {element}"
    for image in root.all("img"):
        if "alt" not in image.attributes:
            yield f"no words for a picture: {image}"
    for drawing in root.all("svg"):
        own = drawing.attributes
        told = own.get("role") == "img" and own.get("aria-label")
        if own.get("aria-hidden") != "true" and not told:
            yield f"a drawing nobody is told of: {drawing}"


def _tables(root: Element) -> Iterator[str]:
    for table in root.all("table"):
        heads = list(table.all("th"))
        around = table.above is not None and _labelled(table.above)
        named = list(table.all("caption")) or _labelled(table) or around
        if heads and not named:
            yield f"a table without a caption: {heads[0].words[:30]}"
        for head in heads:
            if head.attributes.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"a head without a scope: {head} {head.words[:30]}"


def _references(root: Element, ids: frozenset[str]) -> Iterator[str]:
    for element in root.all():
        for name in ("aria-labelledby", "aria-describedby", "list"):
            for target in element.attributes.get(name, "").split():
                if target not in ids:
                    yield f"{name} leads nowhere: {element}"
