"""The command group, and what every command shares: data folder, language, errors, exit status."""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archive import __version__
from archive.cli.usage import spoken_usage
from archive.domain.messages import Message
from archive.errors import ArchiveError, Conflict, InvalidInput, NotFound, RuleFileInvalid
from archive.settings import Settings, load_settings
from archive.team_time import use_zone
from archive.wording import say

if TYPE_CHECKING:
    from archive.bootstrap import Services

FAILED, USAGE = 1, 2


@dataclass(frozen=True, slots=True)
class Shell:
    """What a command was started with."""

    data: Path | None
    language: str

    def settings(self, **overrides: object) -> Settings:
        """The settings, with what the command line says over them."""
        settings = load_settings(None, {"data": self.data, **overrides})
        use_zone(settings.time_zone)
        return settings

    @contextmanager
    def services(self) -> Iterator[Services]:
        """The services of the data folder, opened for one command."""
        with importing():
            from archive.bootstrap import (
                build_services,  # not above: `serve` only watches, and stays small
            )

        services = build_services(self.settings())
        try:
            yield services
        finally:
            services.close()

    def say(self, key: str, **values: object) -> str:
        """A sentence of archive/wording/cli.yaml in the shell's language."""
        return say(self.language, f"cli.{key}", **values)

    def tell(self, key: str, **values: object) -> None:
        """Print a sentence."""
        click.echo(self.say(key, **values))


@contextmanager
def importing() -> Iterator[None]:
    """What is imported inside stays as long as the process: the garbage collector is spared looking through it.

    Each look goes through all that was imported before, and takes a tenth of the time a command needs to start.
    """
    was, known = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > known:
            gc.freeze()
        if was:
            gc.enable()


def language_of(environ: dict[str, str]) -> str:
    """The interface language that the shell's locale asks for; English for any other."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        locale = environ.get(name, "").replace("-", "_").lower()
        if locale.startswith(("zh_tw", "zh_hk", "zh_mo", "zh_hant")):
            return "zh-Hant"
        if locale.startswith("zh"):
            return "zh-Hans"
        if locale:
            return "en"
    return "en"


COMMANDS = {  # name -> module and attribute; loaded when used, so that each command starts quickly
    "serve": "archive.cli.serve:serve",
    "web": "archive.cli.web:web",
    "worker": "archive.cli.work:worker",
    "init": "archive.cli.init:init",
    "demo": "archive.cli.demo:demo",
    "import": "archive.cli.importing:import_folder",
    "watch": "archive.cli.watching:watch",
    "names": "archive.cli.names:names",
    "rules": "archive.cli.rules:rules",
    "users": "archive.cli.users:users",
    "tokens": "archive.cli.tokens:tokens",
    "reminders": "archive.cli.reminders:reminders",
    "closeout": "archive.cli.closeout:closeout",
    "search": "archive.cli.search:search",
    "export": "archive.cli.export:export",
    "index": "archive.cli.index:index",
    "audit": "archive.cli.audit:audit",
}


class ArchiveGroup(click.Group):
    """Loads a command when it is asked for; says an expected error in the user's language."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        known = self.commands.get(cmd_name)
        if known is None and cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name].partition(":")
            with importing():
                known = with_data(getattr(import_module(module), attribute))
            self.add_command(known, cmd_name)
        return known

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        with spoken_usage(language_of(dict(os.environ))):
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        try:
            with spoken_usage(language_of(dict(os.environ))):
                return super().invoke(ctx)
        except ArchiveError as error:
            click.echo(sentence_of(error, language_of(dict(os.environ))), err=True)
            sys.exit(FAILED)


def sentence_of(error: ArchiveError, language: str) -> str:
    """The words of archive/wording/errors.yaml for an error, and what its values add."""
    if isinstance(error, RuleFileInvalid):
        # Each problem on a line of its own, not in the sentence too.
        head = say(language, Message(f"errors.{error.code}", {"problems": ""})).rstrip()
        return "\n".join([head, *(say(language, problem) for problem in error.problems)])
    if isinstance(error, NotFound):
        return say(language, "cli.not_found")
    if isinstance(error, InvalidInput | Conflict):
        from archive.web.problems import problem_of  # not above: only a refusal needs its words

        return say(language, problem_of(error).detail)
    return say(language, Message(f"errors.{error.code}", error.values))


@click.group(cls=ArchiveGroup)
@click.version_option(__version__, prog_name="archive")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Data folder (ARCHIVE_DATA; ./data).",
)
@click.pass_context
def main(context: click.Context, data: Path | None) -> None:
    """A document and knowledge archive for project teams."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    logging.getLogger("alembic").setLevel(logging.WARNING)
    context.obj = Shell(data, language_of(dict(os.environ)))


def with_data(command: click.Command) -> click.Command:
    """Let `--data` stand behind the command too: `archive serve --data DIR`."""
    targets = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    for target in targets:
        target.params.append(
            click.Option(
                ["--data"],
                type=click.Path(path_type=Path, file_okay=False),
                expose_value=False,
                callback=_take_data,
                help="Data folder (ARCHIVE_DATA; ./data).",
            )
        )
    return command


def _take_data(context: click.Context, _option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        shell: Shell = context.find_root().obj
        context.find_root().obj = context.obj = Shell(value, shell.language)
