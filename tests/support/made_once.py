"""What is the same for every archive of a test run, made once: addresses, page templates, SQL statements.

A server makes them at its start; hundreds of small archives, each with an application and a database of
its own, would spend a third of their time on them.
"""

from __future__ import annotations

from collections.abc import Callable
from types import CodeType
from typing import Any, ClassVar

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import event
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Engine
from werkzeug.routing import Rule


class SharedRule(Rule):
    """An address: what builds it is made of its text alone."""

    _made: ClassVar[dict[tuple[str, str, bool], Callable[..., tuple[str, str]]]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, repr(self.defaults), append_unknown)
        if key not in self._made:
            self._made[key] = super()._compile_builder(append_unknown)
        return self._made[key]


class SharedTemplates(BytecodeCache):
    """Compiled templates, by name and source."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._made[bucket.key, bucket.checksum] = bucket.code


_STATEMENTS: dict[Any, Any] = {}
"""Compiled statements, by dialect and shape."""


def share() -> None:
    """From here on, applications and embedded databases of this process share what they compile."""
    Flask.url_rule_class = SharedRule
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": SharedTemplates()}
    # One SQLite is like another: what was compiled for a database serves the next.
    SQLiteDialect_pysqlite.__eq__ = _of_one_class  # type: ignore[method-assign, assignment]
    SQLiteDialect_pysqlite.__hash__ = _by_class  # type: ignore[method-assign, assignment]
    event.listen(Engine, "engine_connect", _compiled_once)


def _of_one_class(first: object, second: object) -> bool:
    return type(first) is type(second)


def _by_class(one: object) -> int:
    return hash(type(one))


def _compiled_once(connection: Any) -> None:
    connection.execution_options(compiled_cache=_STATEMENTS)
