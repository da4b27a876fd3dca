"""Registers of a close: what stands in them is kept in the closing record, and the close may end things.

A further register is an object like these, put in `ClosingService.registers` where the services are
built; one that also asks for something is put in `CloseoutService.conditions` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from archive.domain.access import Principal
from archive.domain.projects import Project
from archive.persistence.database import Work


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A row of a register as it is kept. `values` in the order of their columns, in the project's language.

    In the record it is shown only to readers who see every document of `sources` and the classes of
    `classes`; of `papers`, documents that prove it, each is shown to those who may open it.
    """

    values: Mapping[str, str]
    classes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


class ClosingRegister(Protocol):
    """Something that is kept with the record of a close."""

    name: str

    def recorded(self, work: Work, project: Project) -> Iterable[RegisterRow]:
        """Every row as it stands, whole, whatever the closer may see."""
        ...

    def finish(self, work: Work, principal: Principal, project: Project) -> None:
        """What the close itself does to it, after the rows were recorded."""
        ...


def kept(registers: Sequence[ClosingRegister], work: Work, project: Project) -> dict[str, Any]:
    """Every register by its name, as the record keeps it."""
    return {
        register.name: [
            {
                "values": dict(row.values),
                "classes": list(row.classes),
                "sources": list(row.sources),
                "papers": list(row.papers),
            }
            for row in register.recorded(work, project)
        ]
        for register in registers
    }


def registers_for(
    record: Mapping[str, Any], visible: Collection[str], shown: Callable[[str], bool]
) -> dict[str, list[dict[str, Any]]]:
    """The registers of a record as a reader may know them; one without rows for the reader is left out.

    Args:
        record: as it is kept.
        visible: the ids of the documents the reader sees.
        shown: whether the reader would see a document of a class.
    """
    names = {d["document"]: d["name"] for d in record["documents"] if d["document"] in visible}
    found = {
        name: [
            {**row["values"], "evidence": [names[d] for d in row["papers"] if d in names]}
            for row in rows
            if all(map(shown, row["classes"])) and set(row["sources"]) <= set(visible)
        ]
        for name, rows in record.get("registers", {}).items()
    }
    return {name: rows for name, rows in found.items() if rows}
