"""The sockets that people's connections arrive at: bound once, held by every web process."""

from __future__ import annotations

import socket
from collections.abc import Sequence

BACKLOG = 1024


def listening(host: str, port: int) -> tuple[socket.socket, ...]:
    """Sockets that listen at every address of the host. OSError when one is taken or unknown."""
    places = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE | socket.AI_NUMERICSERV
    )
    made: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in dict.fromkeys(places):
            made.append(socket.socket(family, kind, protocol))
            made[-1].setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                made[-1].setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            made[-1].bind(address)
            made[-1].listen(BACKLOG)
    except BaseException:
        close(made)
        raise
    return tuple(made)


def inherited(descriptors: Sequence[int]) -> tuple[socket.socket, ...]:
    """Sockets that were handed over by the process that bound them."""
    return tuple(socket.socket(fileno=descriptor) for descriptor in descriptors)


def close(sockets: Sequence[socket.socket]) -> None:
    """Give them back."""
    for one in sockets:
        one.close()
