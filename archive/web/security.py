"""Headers of every answer, errors included; and the limits of what a request may carry."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from archive.settings import Settings
from archive.web.context import is_api, site
from archive.web.multipart import ArchiveRequest

PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
CONTENT_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For bytes somebody uploaded: nothing in them runs, even when a browser shows them."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # same-origin and not no-referrer: that one would make browsers send `Origin: null` with forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ASSETS = "assets.file"
"""Style, script and icons: the same for everybody, and at a new address when they change."""
_YEAR = 365 * 24 * 3600
_FORM_BYTES = 512 * 1024
_FORM_PARTS = 1000
_MEGABYTE = 1024 * 1024


def limit_requests(app: Flask, settings: Settings) -> None:
    """Say how much a request may carry, whose Host is ours, and how many proxies to believe."""
    incoming = settings.data / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    app.request_class = type("SpoolingRequest", (ArchiveRequest,), {"incoming": str(incoming)})
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_upload_mb * _MEGABYTE + _MEGABYTE,
        MAX_FORM_MEMORY_SIZE=_FORM_BYTES,
        MAX_FORM_PARTS=_FORM_PARTS,
    )
    if settings.public_url:
        host = urlsplit(settings.public_url).hostname or ""
        app.config["TRUSTED_HOSTS"] = [host, "localhost", "127.0.0.1", "[::1]"]
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign] # Flask's documented way to wrap the WSGI side


def protect_cookies(app: Flask, secret: bytes, *, secure: bool) -> None:
    """Flask's own cookie carries the form token and one-time notices, nothing else."""
    app.secret_key = secret
    app.config.update(
        SESSION_COOKIE_NAME="__Host-form" if secure else "form",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        WTF_CSRF_CHECK_DEFAULT=False,  # the gate asks, once it knows how the caller signed in
        WTF_CSRF_TIME_LIMIT=None,  # a batch may be looked at for hours; the session bounds it
        WTF_CSRF_SSL_STRICT=False,  # the gate compares Sec-Fetch-Site and Origin itself
    )


def add_headers(response: Response) -> Response:
    """Put the headers on an answer; a view may have chosen a stricter content policy already."""
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    policy = DATA_POLICY if is_api() or not _shown_in_browser(response) else PAGE_POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    if site().secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_YEAR}")
    if request.endpoint != ASSETS or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
    return response


def _shown_in_browser(response: Response) -> bool:
    return response.mimetype == "text/html"
