"""What was typed wrongly on the command line, said in the language of every other message.

The parser has sentences of its own, in English only. Each kind of error it raises is said anew here; the
names of commands and options, and what was typed, stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from archive.wording import say

_QUOTED = re.compile(r"['\"](.+?)['\"]")
_IN_BRACKETS = re.compile(r"\((.+)\)")


class SpokenUsageError(click.UsageError):
    """A usage error with its sentence in the reader's language; shown as the parser shows its own."""

    def __init__(self, error: click.UsageError, language: str) -> None:
        super().__init__(sentence_of_usage(error, language), error.ctx)
        self._language = language

    def show(self, file: IO[Any] | None = None) -> None:
        if (ctx := self.ctx) is not None:
            pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
            told = {"command": ctx.command_path, "pieces": pieces}
            click.echo(say(self._language, "cli.usage", **told), file=file, err=file is None)
            click.echo(say(self._language, "cli.usage_help", **told), file=file, err=file is None)
        told = {"what": self.message}
        click.echo(say(self._language, "cli.usage_error", **told), file=file, err=file is None)


@contextmanager
def spoken_usage(language: str) -> Iterator[None]:
    """Inside, what the parser refuses is refused in this language."""
    try:
        yield
    except (SpokenUsageError, NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        raise SpokenUsageError(error, language) from error


def sentence_of_usage(error: click.UsageError, language: str) -> str:
    """The sentence for an error of the parser."""
    if isinstance(error, click.NoSuchOption):
        known = [name for p in error.ctx.command.params for name in p.opts] if error.ctx else []
        return _unknown(language, "option", error.option_name, known)
    if isinstance(error, click.BadOptionUsage):
        return say(language, "cli.usage_option_value", name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return say(language, "cli.usage_missing", name=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error, language)
    named = _QUOTED.search(error.message)
    if error.ctx and isinstance(error.ctx.command, click.Group):
        if named is None:
            return say(language, "cli.usage_no_command")
        return _unknown(language, "command", named[1], error.ctx.command.list_commands(error.ctx))
    extra = _IN_BRACKETS.search(error.message)
    return say(language, "cli.usage_extra", what=extra[1] if extra else error.message)


def _unknown(language: str, kind: str, typed: str, known: list[str]) -> str:
    near = get_close_matches(typed, known, n=1, cutoff=0.6)
    said = say(language, f"cli.usage_unknown_{kind}", name=typed)
    if not near:
        return said
    return said + (" " if language == "en" else "") + say(language, "cli.usage_near", name=near[0])


def _bad_value(error: click.BadParameter, language: str) -> str:
    name, kind = _name(error), error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        allowed = ", ".join(map(str, kind.choices))
        return say(language, "cli.usage_choice", name=name, allowed=allowed)
    if isinstance(kind, click.IntRange | click.FloatRange):
        bounds = (
            f"{kind.min if kind.min is not None else ''}–{kind.max if kind.max is not None else ''}"
        )
        return say(language, "cli.usage_range", name=name, bounds=bounds)
    if isinstance(kind, click.Path | click.File):
        typed = _QUOTED.search(error.message)
        what = "folder" if isinstance(kind, click.Path) and not kind.file_okay else "file"
        return say(language, f"cli.usage_{what}", name=name, typed=typed[1] if typed else "")
    if kind in (click.INT, click.FLOAT):
        return say(language, "cli.usage_number", name=name)
    return say(language, "cli.usage_value", name=name)


def _name(error: click.BadParameter) -> str:
    """What the parameter is called where it is typed: `--project`, `FOLDER`."""
    if isinstance(error.param, click.Argument):
        return error.param.make_metavar(error.ctx) if error.ctx else str(error.param.name)
    if error.param is not None:
        return " / ".join(error.param.opts)
    return str(error.param_hint or "")
