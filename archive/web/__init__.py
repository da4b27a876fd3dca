"""The web door: the only package that imports Flask.

A request passes `gate` (who is calling, may this endpoint run, did the form come from here), reaches
one view, which calls one service method, and leaves through `security` (headers). What a failure
answers is stated once, in `errors`. Pages live in `pages/`, the HTTP interface in `api/`.

A part of the web (a module of `pages/` or `api/`) exposes `blueprint` and `POLICIES`, which names a
policy for every endpoint of the blueprint. An endpoint without one never runs.
"""

from archive.web.app import create_app

__all__ = ["create_app"]
