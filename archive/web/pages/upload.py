"""Bringing files in without script: a plain form of several files.

With script the browser posts each file to the HTTP interface by itself (static/js/upload.js).
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from archive.web.context import principal, services
from archive.web.pages.chrome import leave_notice
from archive.web.policy import Policy, signed_in

blueprint = Blueprint("upload", __name__)
POLICIES: Mapping[str, Policy] = {"send": signed_in, "add": signed_in}


@blueprint.post("/projects/<code>/batches")
def send(code: str) -> Response:
    """Open a batch with the chosen files and show it."""
    files = [file for file in request.files.getlist("file") if file.filename]
    if not files:
        services().projects.get(principal(), code)
        leave_notice("warn", "ui_project.no_file_chosen")
        return redirect(url_for("project.show", code=code), 303)
    batch = services().intake.open_batch(principal(), code)
    return _received(batch.id)


@blueprint.post("/batches/<batch_id>/add")
def add(batch_id: str) -> Response:
    """Add the chosen files to a batch."""
    return _received(batch_id)


def _received(batch_id: str) -> Response:
    for file in request.files.getlist("file"):
        if file.filename:
            services().intake.receive(principal(), batch_id, file.stream, file.filename)
    return redirect(url_for("batches.show", batch_id=batch_id), 303)
