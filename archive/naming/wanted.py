"""What the rules want to be known of a document of a class, beyond its name: gaps, never a gate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.naming.rules import DocumentClass

MEANT_BY = {"signed_on": "date", "issued_on": "date", "held_on": "date", "counterparty": "parties"}
"""What a rule file may call a field by what it means for its class."""


def wanted_fields(kind: DocumentClass) -> tuple[str, ...]:
    """The fields that are wanted for a class, by their names in the interface."""
    return meant_fields(kind.wanted)


def meant_fields(wanted: Iterable[str]) -> tuple[str, ...]:
    """What a rule file calls fields, by their names in the interface, each once."""
    return tuple(dict.fromkeys(MEANT_BY.get(name, name) for name in wanted))


def missing_fields(kind: DocumentClass, fields: Mapping[str, object]) -> tuple[str, ...]:
    """Those of them that nothing is known of."""
    return tuple(name for name in wanted_fields(kind) if not fields.get(name))
