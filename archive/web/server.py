"""The web server of `archive serve`: gunicorn with threads where there is fork, waitress elsewhere."""

from __future__ import annotations

from flask import Flask

from archive.settings import Settings


def run(app: Flask, settings: Settings) -> None:
    """Serve until the process is told to end. Blocks."""
    try:
        from gunicorn.app.base import BaseApplication  # noqa: F401 - is it there on this system
    except ImportError:
        _run_waitress(app, settings)
    else:
        _run_gunicorn(app, settings)


def _run_waitress(app: Flask, settings: Settings) -> None:
    import waitress

    waitress.serve(
        app,
        host=settings.host,
        port=settings.port,
        threads=settings.web_threads,
        max_request_body_size=(settings.max_upload_mb + 1) << 20,
        ident="archive",
    )


def _run_gunicorn(app: Flask, settings: Settings) -> None:
    from gunicorn.app.base import BaseApplication

    host = f"[{settings.host}]" if ":" in settings.host else settings.host

    class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
        def load_config(self) -> None:
            options = {
                "bind": f"{host}:{settings.port}",
                "worker_class": "gthread",
                "workers": 1,  # one process holds the index's arrays once; threads share them
                "threads": settings.web_threads,
                "timeout": 120,
                "graceful_timeout": 15,
                "keepalive": 15,
                "limit_request_line": 8190,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
            for name, value in options.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    Server().run()
