"""YAML with line numbers: the values of a file, and on which line each of them stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

import yaml

from archive.domain.messages import Message
from archive.errors import RuleFileInvalid
from archive.naming.yaml_slips import Unwanted, join_sentences, slip

LARGEST = 1_000_000
"""Characters; a rule file has about fifteen thousand."""
DEEPEST = 20


if TYPE_CHECKING:
    _Base = yaml.SafeLoader
else:
    _Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast


class _Loader(_Base):
    """Safe, and plain: a day stays as it is written, and only true and false are truth values."""


_BOOL, _TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [entry for entry in resolvers if entry[0] not in (_BOOL, _TIMESTAMP)]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"true|false"), ["t", "f"])


def at_line(origin: str, line: int, what: Message) -> Message:
    """A problem with the file and the line it stands on."""
    values = {"place": f"{origin}:{line}:", "what": what, "line": line}
    return Message("rule_file.after", values)


class LinedFile:
    """A parsed YAML file.

    Args:
        text: the file's content.
        origin: its name, for the problems.
        sentences: keys that hold a sentence for people, which may have commas without quotes.

    Raises:
        RuleFileInvalid: not YAML, no mapping at the top, a key written twice, or anchors (which could
            make a small file endless).
    """

    def __init__(self, text: str, origin: str, sentences: Collection[str] = ()) -> None:
        self._origin = origin
        try:
            self._root = _compose(text)
            bare = [self._at(*found) for found in join_sentences(text, self._root, sentences)]
            if problems := bare + list(self._structure()):
                raise RuleFileInvalid(problems)
            loader = _Loader("")
            self.values: object = loader.construct_document(self._root)
        except yaml.YAMLError as error:
            raise RuleFileInvalid([self._at(*slip(text, error))]) from error

    def problem(self, path: Sequence[str | int], what: Message) -> Message:
        """`file:line: where: what` for a place given by keys and positions."""
        place = ".".join(str(part) for part in path)
        if place:
            what = Message("rule_file.after", {"place": f"{place}:", "what": what})
        return self._at(self.line(path), what)

    def line(self, path: Sequence[str | int]) -> int:
        """The line, from 1, of the deepest part of the path that is in the file."""
        node, line = self._root, self._root.start_mark.line + 1
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            line, node = found
        return line

    def _at(self, line: int, what: Message) -> Message:
        return at_line(self._origin, line, what)

    def _structure(self) -> Iterator[Message]:
        if not isinstance(self._root, yaml.MappingNode):
            yield self._at(1, Message("rule_file.no_mapping", {"begin": "schema: 1"}))
        waiting: list[yaml.Node] = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)
            if not isinstance(node, yaml.MappingNode):
                continue
            seen: set[str] = set()
            for key, value in node.value:
                waiting.append(value)
                if str(key.value) in seen:
                    told = Message("rule_file.twice", {"found": str(key.value)})
                    yield self._at(key.start_mark.line + 1, told)
                seen.add(str(key.value))


def _compose(text: str) -> yaml.Node:
    if len(text) > LARGEST:
        raise Unwanted(Message("rule_file.too_large", {"length": len(text), "most": LARGEST}))
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(
            event, yaml.CollectionEndEvent
        )
        if depth > DEEPEST:
            raise Unwanted(Message("rule_file.too_deep"), event.start_mark)
        if anchored := getattr(event, "anchor", None):
            raise Unwanted(Message("rule_file.anchor", {"found": anchored}), event.start_mark)
    node = yaml.compose(text, Loader=_Loader)
    if node is None:
        raise Unwanted(Message("rule_file.empty"))
    return node


def _child(node: yaml.Node, part: str | int) -> tuple[int, yaml.Node] | None:
    """The line of a key (or of a list's entry) and the node behind it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(part):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        entry = node.value[part]
        return entry.start_mark.line + 1, entry
    return None
