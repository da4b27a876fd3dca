"""What people who are no programmers write into YAML by mistake: what was found, and how it is written.

The parser's own words name the grammar's rule that was broken. Whoever keeps a rule file wants to know
what stands there, and what to type instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import yaml

_LONGEST = 60
_ADVICE: tuple[tuple[str, str], ...] = (
    (
        "',' or",
        "close what line {begun} opens; a value with , : [ ] or {{ }} in it stands in quotes",
    ),
    ("mapping values are not", 'a value with a colon in it stands in quotes: key: "one: two"'),
    ("unknown escape", "between double quotes \\ begins a sign; use single quotes: '\\'"),
    ("cannot start any token", "a value that begins with @ % ` or a tab stands in quotes"),
    ("unexpected end of stream", "the quote opened on line {begun} is not closed"),
    ("block sequence entries", "a list stands on lines of its own below its key, or as [one, two]"),
    ("expected ':'", "a key is followed by a colon and a space: key: value"),
    (
        "expected key",
        "line it up with the keys above; a value with quotes in it is quoted as a whole",
    ),
    ("expected '-' indicator", "line it up with the - of the entries above"),
    ("another document", "a rule file is one document; take out the line ---"),
    ("node content", "a value is missing, or begins with a bracket that has to stand in quotes"),
    ("constructor for the tag", "a value that begins with ! stands in quotes"),
    ("unhashable key", "a key is one word or a text in quotes, never a list or a mapping"),
)
_TAB = "lines are indented by spaces, never by tabs"


def slip(text: str, error: yaml.YAMLError) -> tuple[int, str]:
    """The line (from 1) of what the parser stumbled over, and what was found with how to write it."""
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None or problem is None:
        return 1, str(error).partition("\n")[0]
    found = _line(text, mark.line)
    # At the end of the file, or on an empty line, nothing stands that could be shown.
    written = f"; found {_cut(found)!r}" if found.strip() else ""
    advice = _advice(problem, found, getattr(error, "context_mark", None) or mark)
    return mark.line + 1, f"{problem.removeprefix('but ')}{written}{advice}"


def join_sentences(
    text: str, root: yaml.Node, sentences: Collection[str]
) -> Iterator[tuple[int, str]]:
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
) -> Iterator[tuple[int, str]]:
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
        where = "after a comma, without a colon" if before else "without a colon"
        advice = f"a text with a comma in it stands in quotes: {_cut(example)}"
        yield key.start_mark.line + 1, f"found {_cut(str(key.value))!r} {where}; {advice}"
    node.value = kept


def _bare(text: str, key: yaml.Node, value: yaml.Node) -> bool:
    """Whether a key of a mapping in braces stands there without a colon."""
    if not _plain(key) or not _plain(value) or value.value:
        return False
    return not text[key.end_mark.index :].lstrip().startswith(":")


def _plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


def _advice(problem: str, found: str, begun: Any) -> str:
    if "cannot start any token" in problem and "\t" in found[: len(found) - len(found.lstrip())]:
        return f"; {_TAB}"
    for words, advice in _ADVICE:
        if words in problem:
            return "; " + advice.format(begun=begun.line + 1)
    return ""


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number].rstrip("\r") if number < len(lines) else ""


def _cut(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
