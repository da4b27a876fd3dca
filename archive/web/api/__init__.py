"""The HTTP interface under /api/v1: one module per noun, each a part of the web."""

from archive.web.policy import Part

RESOURCES: tuple[Part, ...] = ()
