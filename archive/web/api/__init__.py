"""The HTTP interface under /api/v1: one module per noun, each a part of the web."""

from archive.web.api import (
    batches,
    deposits,
    documents,
    holding,
    items,
    lessons,
    members,
    names,
    operation,
    packages,
    projects,
    reviews,
    rules,
    search,
    session,
    tokens,
    uploads,
    users,
)
from archive.web.api.resource import Resource

RESOURCES: tuple[Resource, ...] = (
    session.resource,
    projects.resource,
    members.resource,
    names.resource,
    rules.resource,
    holding.resource,
    batches.resource,
    items.resource,
    uploads.resource,
    deposits.resource,
    documents.resource,
    search.resource,
    reviews.resource,
    lessons.resource,
    packages.resource,
    tokens.resource,
    users.resource,
    operation.resource,
)
