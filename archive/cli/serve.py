"""`archive serve`: the web server and one background worker, kept running until interrupted."""

from __future__ import annotations

import ipaddress
import socket
import sys
import time

import click

from archive.cli.listening import listening
from archive.cli.main import FAILED, Shell
from archive.cli.supervisor import Supervisor
from archive.settings import Settings

PATIENCE = 60  # seconds until the web server has to answer
ASK_SECONDS = 5  # for one answer
DEMO_PASSWORD = "demo-password.txt"  # noqa: S105 - a file's name


@click.command()
@click.option("--host", help="Address to listen on (127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (8000).")
@click.option("--demo", "with_demo", is_flag=True, help="Add the three sample projects.")
@click.pass_obj
def serve(shell: Shell, host: str | None, port: int | None, *, with_demo: bool) -> None:
    """Serve the archive: web server and background worker."""
    settings = shell.settings(host=host, port=port)
    require_loopback_or_tls(shell, settings)
    supervisor = Supervisor(settings, taken(shell, settings))
    prepared = supervisor.prepare(["init", "--quiet", *(["--demo"] if with_demo else [])])
    if prepared != 0:
        sys.exit(prepared)
    supervisor.start()
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    if not answers(settings.host, settings.port, supervisor):
        supervisor.stop()
        shell.tell("not_answering", address=address)
        sys.exit(FAILED)
    shell.tell("serving", address=address)
    if with_demo:
        password = (settings.data / DEMO_PASSWORD).read_text("utf-8").strip()
        shell.tell("demo_sign_in", username="demo", password=password, address=address)
        supervisor.once(["demo"])
    supervisor.wait()


def answers(host: str, port: int, supervisor: Supervisor) -> bool:
    """True once the web server there is well; False when it ended or took too long."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and supervisor.coming():
        if is_well(host, port):
            return True
        time.sleep(0.2)
    return False


def is_well(host: str, port: int) -> bool:
    """Whether our own server answers that it is well.

    Asked without a library for HTTP: the process that only watches would keep 6 MiB of it, encryption included.
    """
    name = f"[{host}]" if ":" in host else host
    asked = f"GET /healthz HTTP/1.0\r\nHost: {name}:{port}\r\n\r\n"
    try:
        with socket.create_connection((host, port), timeout=ASK_SECONDS) as line:
            line.sendall(asked.encode())
            with line.makefile("rb") as answer:
                return answer.readline(100).split()[1:2] == [b"200"]
    except OSError:
        return False


def require_loopback_or_tls(shell: Shell, settings: Settings) -> None:
    """Plain HTTP is for loopback: passwords and documents would travel readable otherwise."""
    try:
        loopback = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        loopback = settings.host == "localhost"
    if loopback or settings.allow_plain_http or settings.public_url.startswith("https://"):
        return
    raise click.ClickException(shell.say("needs_tls", host=settings.host))


def taken(shell: Shell, settings: Settings) -> tuple[socket.socket, ...]:
    """The sockets to listen at; says plainly that the port is taken, before anything is started."""
    try:
        return listening(settings.host, settings.port)
    except OSError as error:
        raise click.ClickException(
            shell.say("port_taken", host=settings.host, port=settings.port, why=error.strerror)
        ) from error
