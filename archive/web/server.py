"""The web server of `archive serve`: one process, a few threads, uploads spooled to the data folder."""

from __future__ import annotations

import tempfile

import waitress
from flask import Flask

from archive.settings import Settings

SPOOL = "spool"


def run(app: Flask, settings: Settings) -> None:
    """Serve until the process is told to end. Blocks.

    One process holds the index's arrays once, and its threads share them; slow clients cost no
    thread, because requests are taken in whole before one is given to them.
    """
    spool = settings.data / SPOOL
    spool.mkdir(exist_ok=True)
    tempfile.tempdir = str(spool)  # a two-gigabyte upload must not fill the system's own /tmp
    waitress.serve(
        app,
        host=settings.host,
        port=settings.port,
        threads=settings.web_threads,
        max_request_body_size=(settings.max_upload_mb + 1) << 20,
        channel_timeout=120,
        ident="archive",
        clear_untrusted_proxy_headers=False,  # the app trusts exactly as many proxies as it is told
    )
