"""The pages for people: one module a page, each a part of the web with its policies."""

from __future__ import annotations

from flask import render_template

from archive.web.pages import (
    access_review,
    account,
    accounts,
    assets,
    batches,
    calendar,
    chrome,
    clauses,
    closeout,
    closing,
    closing_list,
    dashboard,
    document_acts,
    documents,
    exceptions,
    holding,
    home,
    items,
    learned,
    lessons,
    members,
    money,
    notices,
    paths,
    preferences,
    project,
    projects,
    reviews,
    rule_changes,
    rules,
    saved_searches,
    search,
    sign_in,
    similar,
    surveys,
    upload,
)
from archive.web.policy import Part

PAGES: tuple[Part, ...] = (
    access_review,
    account,
    accounts,
    assets,
    batches,
    calendar,
    chrome,
    closeout,
    closing,
    closing_list,
    clauses,
    dashboard,
    document_acts,
    documents,
    exceptions,
    holding,
    home,
    items,
    learned,
    lessons,
    members,
    money,
    notices,
    paths,
    preferences,
    project,
    projects,
    reviews,
    rule_changes,
    rules,
    saved_searches,
    search,
    sign_in,
    similar,
    surveys,
    upload,
)


def sign_in_page(next_path: str) -> str:
    """The sign-in form, which leads on to `next_path` (a path of this site)."""
    return render_template("sign_in.html", next_path=next_path)
