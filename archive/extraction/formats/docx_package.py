"""The parts of a .docx: which part is the text, which are headers, notes and comments."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from archive.domain.segments import ContentState
from archive.extraction.markup import Element, parse_xml
from archive.extraction.outcomes import Unreadable, damaged
from archive.extraction.zips import Container


@dataclass(frozen=True, slots=True)
class Relation:
    """An internal relationship: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    target: str


class Package:
    """An office package (docx, pptx, xlsx): parts by relationship."""

    def __init__(self, container: Container) -> None:
        self._container = container

    def main_part(self, kind: str = "officeDocument") -> str:
        """The name of the part that holds the document itself.

        Raises:
            Unreadable: the package does not say which it is.
        """
        found = next((r.target for r in self.relations("") if r.kind == kind), None)
        if found is None:
            raise damaged("no main part")
        return found

    def relations(self, part: str) -> list[Relation]:
        """Where a part leads; links to the outside are left out. `""` is the package itself."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self._container.has(rels):
            return []
        return [
            Relation(entry.get("Id", ""), entry.get("Type", "").rpartition("/")[2], target)
            for entry in parse_xml(self._container.read(rels))
            if entry.get("TargetMode") != "External"
            and (target := _resolve(folder, entry.get("Target", "")))
        ]

    def tree(self, part: str) -> Element:
        """The parsed part.

        Raises:
            Unreadable: absent, damaged or beyond the limits.
        """
        return parse_xml(self._container.read(part))

    def related(self, part: str, kind: str) -> Iterator[tuple[Relation, Element]]:
        """Every readable part of that kind; one damaged note does not cost the document."""
        seen: set[str] = set()
        for relation in self.relations(part):
            if relation.kind == kind and relation.target not in seen:
                seen.add(relation.target)
                try:
                    yield relation, self.tree(relation.target)
                except Unreadable as e:
                    if e.state is not ContentState.DAMAGED:
                        raise
                    continue


def _resolve(folder: str, target: str) -> str:
    if not target:
        return ""
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")
