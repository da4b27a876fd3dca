"""The shape of a rule file judged, and a model of it to judge the rest by although the shape is wrong.

Who misspells three things wants to hear of three. What is wrong in shape is left out, or stands as in the
packaged file, so that everything else can still be held against each other; what is then only said of
such a stand-in is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from archive.naming.rulefile_checks import Problem
from archive.naming.rulefile_model import RuleFile
from archive.naming.shape_slips import told

Place = tuple[str | int, ...]

_ROUNDS = 6
"""What stands in for a wrong part may lack something else; no file nests deeper than this."""
_RESTS_ON: Mapping[str, str] = {"keep": "retention", "types": "file_types", "chars": "limits"}
"""What a key's value is compared with: where that is wrong, the value cannot be judged."""
_BESIDE_NAMES = frozenset(
    [
        "version",
        "effective_from",
        "changelog",
        "confidentiality",
        "retention",
        "folder",
        "holding",
        "exceptions",
    ]
)
_CLASS_NAMES = frozenset(("key", "labels", "aliases", "types", "date"))


@dataclass(frozen=True, slots=True)
class Shape:
    """What is wrong in shape, the model to judge the rest by (None: none can be had), and its stand-ins."""

    problems: tuple[Problem, ...]
    model: RuleFile | None
    stand_ins: frozenset[Place]

    def judged(self, problems: Iterator[Problem]) -> list[Problem]:
        """Those that are said of the file itself, not of what stands in for a wrong part of it."""
        return [problem for problem in problems if not self._unsure(problem[0])]

    def _unsure(self, place: Place) -> bool:
        section = _RESTS_ON.get(str(place[-1]), "") if place else ""
        labels = (*place, "labels")
        return any(
            place[: len(other)] == other
            or other[: len(labels)] == labels
            or (other[0] == section and len(other) <= 2)
            for other in self.stand_ins
        )


def shape_of(values: object, standard: Callable[[], object]) -> Shape:
    """Judge a file's shape.

    Args:
        values: the file's content.
        standard: gives the content of a file that is in order; its values stand in for wrong ones.
    """
    try:
        return Shape((), RuleFile.model_validate(values), frozenset())
    except ValidationError as error:
        found = error.errors(include_url=False)
    problems = tuple((_place(e), told(e, _allowed_keys(_place(e)))) for e in found)
    mended, stand_ins = deepcopy(values), set[Place]()
    for _ in range(_ROUNDS):
        stand_ins |= _mend(mended, [_place(entry) for entry in found], standard())
        try:
            return Shape(problems, RuleFile.model_validate(mended), frozenset(stand_ins))
        except ValidationError as error:
            found = error.errors(include_url=False)
    return Shape(problems, None, frozenset(stand_ins))


def names_can_be_judged(problems: Collection[Problem]) -> bool:
    """Whether the problems leave alone everything that a name is judged by: then examples can be run."""
    return all(_beside_names(place) for place, _ in problems)


def _beside_names(place: Place) -> bool:
    if not place:
        return False
    if place[0] == "classes":
        return len(place) > 2 and place[2] not in _CLASS_NAMES
    if place[0] == "rules":
        return len(place) > 1
    return place[0] in _BESIDE_NAMES or place[0] not in _keys(RuleFile)


def _place(entry: ErrorDetails) -> Place:
    return tuple(part for part in entry["loc"] if part != "[key]")


def _allowed_keys(place: Place) -> Sequence[str]:
    held: Any = RuleFile
    for part in place[:-1]:
        held = _held_at(held, part)
    return list(_keys(held)) if isinstance(held, type) and issubclass(held, BaseModel) else []


def _held_at(held: Any, part: str | int) -> Any:
    """The type of what stands at a key, or at a position, of a type of the rule file's model."""
    if get_origin(held) is Annotated:
        return _held_at(get_args(held)[0], part)
    if get_origin(held) in (dict, list):
        return get_args(held)[-1]
    return _keys(held).get(str(part))


def _keys(model: type[BaseModel]) -> dict[str, Any]:
    fields = model.model_fields.items()
    return {field.alias or name: field.annotation for name, field in fields}


def _mend(values: object, places: Sequence[Place], standard: object) -> set[Place]:
    """Put something in order in the place of what is wrong, or leave it out; the places that changed."""
    entries = {_entry(values, place) for place in places}
    # The last entries of a list first: those before them keep their positions.
    for entry in sorted(entries, key=lambda place: [str(part).zfill(6) for part in place])[::-1]:
        _replace(values, entry, standard)
    return {entry[:-1] if entry and isinstance(entry[-1], int) else entry for entry in entries}


def _entry(values: object, place: Place) -> Place:
    """The part of a place that is in the file or is missing from it, to the first position in a list."""
    node = values
    for depth, part in enumerate(place):
        if isinstance(node, list) and isinstance(part, int):
            return place[: depth + 1]
        if not isinstance(node, dict):
            return place[:depth]
        if part not in node:
            return place[: depth + 1]
        node = node[part]
    return place


def _replace(values: object, place: Place, standard: object) -> None:
    parent, model = values, standard
    for part in place[:-1]:
        parent = parent[part] if isinstance(parent, dict) and part in parent else None
        model = model.get(part) if isinstance(model, dict) else None
    if not place or parent is None:
        return
    key = place[-1]
    if isinstance(parent, list) and isinstance(key, int):
        del parent[key : key + 1]
    elif isinstance(parent, dict) and isinstance(model, dict) and key in model:
        parent[key] = deepcopy(model[key])
    elif isinstance(parent, dict) and key in parent:
        del parent[key]
    else:
        _replace(values, place[:-1], standard)
