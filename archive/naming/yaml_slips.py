"""What people who are no programmers write into YAML by mistake: what was found, and how it is written.

The parser's own words name the grammar's rule that was broken. Whoever keeps a rule file wants to know
what stands there, and what to type instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import yaml

from archive.domain.messages import Message

_LONGEST = 60
_ADVICE: tuple[tuple[str, str], ...] = (
    ("',' or", "unclosed"),
    ("mapping values are not", "colon"),
    ("unknown escape", "backslash"),
    ("cannot start any token", "first_sign"),
    ("unexpected end of stream", "open_quote"),
    ("block sequence entries", "list_place"),
    ("expected ':'", "no_colon"),
    ("expected key", "line_up_key"),
    ("expected '-' indicator", "line_up_entry"),
    ("another document", "document"),
    ("node content", "no_value"),
    ("constructor for the tag", "tag"),
    ("unhashable key", "odd_key"),
)
"""Words of the parser, and the sentence (`rule_file.yaml_…`) that says how it is written."""


class Unwanted(yaml.YAMLError):
    """YAML that is well-formed and not wanted in a rule file."""

    def __init__(self, what: Message, mark: Any = None) -> None:
        super().__init__(what.key)
        self.what, self.problem_mark = what, mark


def slip(text: str, error: yaml.YAMLError) -> tuple[int, Message]:
    """The line (from 1) of what the parser stumbled over, and how to write it, with what was found."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if isinstance(error, Unwanted):
        return (mark.line + 1 if mark else 1), error.what
    if mark is None or problem is None:
        said = str(error).partition("\n")[0]
        return 1, Message("rule_file.yaml_other", {"said": said})
    begun = getattr(error, "context_mark", None) or mark
    if "expected ':'" in problem:
        mark = begun  # it is noticed at the next key, lines below
    written = _line(text, mark.line)
    told = _advice(problem, written, begun)
    if (
        written.strip()
    ):  # at the end of the file, or on an empty line, nothing stands that could be shown
        told = Message("rule_file.found", {"what": told, "found": _cut(written)})
    return mark.line + 1, told


def join_sentences(
    text: str, root: yaml.Node, sentences: Collection[str]
) -> Iterator[tuple[int, Message]]:
    """Read a comma in an unquoted sentence as part of it, and name every other text without a colon.

    `{what: missing, too many, severity: hold}` is a key without a value for YAML. Where the key before
    it holds a sentence for people, nothing else can be meant; anywhere else it would be a guess.

    Args:
        text: what was parsed.
        root: the parsed nodes; changed in place.
        sentences: the keys that hold a sentence for people.

    Yields:
        Line (from 1) and problem of each text that cannot be read.
    """
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        if isinstance(node, yaml.MappingNode):
            if node.flow_style:
                yield from _mended(text, node, sentences)
            waiting.extend(value for _, value in node.value)


def _mended(
    text: str, node: yaml.MappingNode, sentences: Collection[str]
) -> Iterator[tuple[int, Message]]:
    kept: list[tuple[Any, Any]] = []
    for key, value in node.value:
        if not _bare(text, key, value):
            kept.append((key, value))
            continue
        before = kept[-1] if kept else None
        if before and str(before[0].value) in sentences and _plain(before[1]):
            before[1].value += f", {key.value}"
            continue
        example = f'{before[0].value}: "{before[1].value}, {key.value}"' if before else "key: value"
        told = {"found": _cut(str(key.value)), "example": _cut(example)}
        kind = "rule_file.after_comma" if before else "rule_file.without_colon"
        yield key.start_mark.line + 1, Message(kind, told)
    node.value = kept


def _bare(text: str, key: yaml.Node, value: yaml.Node) -> bool:
    """Whether a key of a mapping in braces stands there without a colon."""
    if not _plain(key) or not _plain(value) or value.value:
        return False
    return not text[key.end_mark.index :].lstrip().startswith(":")


def _plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _advice(problem: str, found: str, begun: Any) -> Message:
    if "cannot start any token" in problem and "\t" in found[: len(found) - len(found.lstrip())]:
        return Message("rule_file.yaml_tab")
    for words, advice in _ADVICE:
        if words in problem:
            return Message(f"rule_file.yaml_{advice}", {"begun": begun.line + 1})
    return Message("rule_file.yaml_other", {"said": problem.removeprefix("but ")})


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number].rstrip("\r") if number < len(lines) else ""


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
