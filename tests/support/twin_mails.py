"""Mails for the two archives of `twin_worlds`: what everybody may see came with what few may see."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from archive.services.intake.item_changes import ItemChange
from tests.support.world import World

PUBLIC_MAIL, PUBLIC_NOTE, QUIET_NOTE = "Papers for the quay.eml", "tide table.txt", "quay price.txt"
Made = tuple[str, Callable[[World], object], bool]
"""What a step is called, what it does, and whether it is done in the complete archive alone."""


def mail_of(subject: str, *attachments: tuple[str, str]) -> bytes:
    """A mail with text files."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = subject, "lin@harbour.example"
    mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0800"
    mail.set_content(f"Here is what was asked for: {subject}.")
    for name, text in attachments:
        mail.add_attachment(text, filename=name)
    mail.set_boundary("quay")
    return mail.as_bytes()


_NOTE = "High water at six in the morning and at half past six in the evening."
_QUIET = "The owner of the quay asks for less than anybody expected."
_MAILS = {
    PUBLIC_MAIL: mail_of("Papers for the quay", (PUBLIC_NOTE, _NOTE), (QUIET_NOTE, _QUIET)),
    "Tides.eml": mail_of("Tides, for the board alone", (PUBLIC_NOTE, _NOTE)),
}


def mails(code: str, manager: str) -> Iterator[Made]:
    """A mail whose second file is filed in the complete archive alone, and another mail with the first file."""
    yield "before the mails", World.drain, False
    yield "mail", lambda w: _receive(w, manager, code, PUBLIC_MAIL), False
    yield "mail filed", lambda w: _file(w, manager, code, leave=(QUIET_NOTE,)), False
    for (
        name
    ) in _MAILS:  # the first again: its files stand for those that are filed, but for the quiet one
        yield f"hidden {name}", lambda w, n=name: _receive(w, manager, code, n), True
        yield f"hidden {name} filed", lambda w: _file(w, manager, code, level="restricted"), True


def _receive(world: World, by: str, code: str, name: str) -> None:
    batch = world.services.intake.open_batch(world.as_(by), code)
    world.services.intake.receive(world.as_(by), batch.id, io.BytesIO(_MAILS[name]), name)
    world.drain()


def _file(
    world: World, by: str, code: str, *, leave: tuple[str, ...] = (), level: str | None = None
) -> None:
    """File the newest batch; what is left out is discarded."""
    who, intake = world.as_(by), world.services.intake
    batch = intake.batches(who, code)[0]
    for item in intake.batch(who, batch.id).items:
        left = item.original_name in leave
        change = ItemChange(decision="discard") if left else ItemChange(level=level)
        intake.change(who, batch.id, item.id, change)
    done = world.services.filing.file_batch(who, batch.id, "all", accept_suggestions=True)
    if done.held:
        raise AssertionError([item.findings for item in done.held])
